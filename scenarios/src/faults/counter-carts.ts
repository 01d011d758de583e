/**
 * Customers at the counter, each brought to where the cashier wants them from wherever the screen shows their cart: in
 * hand, on hold, or nowhere; a cart that the screen showed on hold is looked for until it is found or was paid.
 */
import type { TillCommand, TillSnapshot } from '@qiantai/terminal-app/contract';
import { demoSupervisor } from '../suite/chain.ts';
import type { Customer } from './counter-book.ts';
import { approvalName, type CounterCashier, deedName } from './counter-cashier.ts';

export type Goal = 'in hand' | 'on hold' | 'paid';
type Sale = TillSnapshot['sale'];

export async function serve(cashier: CounterCashier, customer: Customer, goal: Goal): Promise<void> {
  await cashier.until(`${customer.memberNo} ${goal}`, async (shown) => {
    watch(cashier, shown);
    if (customer.receiptNo !== '') return true;
    if (goal === 'on hold' && heldOf(shown, customer)) return true;
    if (shown.question) return await approve(cashier, shown);
    switch (shown.view) {
      case 'sale':
        return await atCart(cashier, { customer, goal, shown });
      case 'tender':
        return await atTender(cashier, { customer, goal, shown });
      case 'result':
        return await atResult(cashier, shown);
      case 'return_lookup':
        return await atLookup(cashier, customer);
      case 'return_lines':
        return await atReceipt(cashier, shown);
      case 'counter':
        await cashier.press({ type: 'counter_leave' });
        return undefined;
      default:
        await cashier.anotherLook(shown);
        return undefined;
    }
  });
}

/** Nobody is at the till any more, and nothing is on hold. */
export async function lookAround(cashier: CounterCashier): Promise<void> {
  await cashier.until('an empty till', async (shown) => {
    watch(cashier, shown);
    if (shown.view === 'counter') await cashier.press({ type: 'counter_leave' });
    else if (shown.view === 'result') await atResult(cashier, shown);
    else if (shown.view === 'sale') {
      for (const held of shown.heldCarts) cashier.book.findings.add(`${nameOf(held)} is still on hold`);
      if (shown.sale.lines.length > 0) cashier.book.findings.add(`${nameOf(shown.sale)} is still in hand`);
      return true;
    } else await cashier.anotherLook(shown);
    return undefined;
  });
}

interface Seen {
  customer: Customer;
  goal: Goal;
  shown: TillSnapshot;
}

async function atCart(cashier: CounterCashier, { customer, goal, shown }: Seen): Promise<true | undefined> {
  const { sale } = shown;
  const others = sale.lines.length > 0 ? [deedName('sale_held', sale.saleId)] : [];
  if (isInHand(sale, customer)) {
    const touch = nextTouch(sale, customer);
    if (touch) await cashier.press(touch);
    else if (goal === 'in hand') return true;
    else if (goal === 'on hold') await cashier.press({ type: 'hold_sale' }, others);
    else {
      await cashier.press({ type: 'set_external_ref', text: customer.memberNo });
      await cashier.press({ type: 'begin_tender' });
    }
    return undefined;
  }
  const held = heldOf(shown, customer);
  if (held) {
    // What is in hand is held in its place.
    const names = [...others, deedName('sale_recalled', held.saleId)];
    await cashier.press({ type: 'recall_held', saleId: held.saleId }, names);
    return undefined;
  }
  if (await isPaid(cashier, customer)) return true;
  if (sale.lines.length > 0) await cashier.press({ type: 'hold_sale' }, others);
  else if (customer.exchangeOf) await cashier.press({ type: 'begin_return' });
  else await cashier.press({ type: 'set_customer', memberNo: customer.memberNo, phone: '' });
  return undefined;
}

/** The cart is nowhere: the list of the day tells whether it was paid. One that was on hold is not lost. */
async function isPaid(cashier: CounterCashier, customer: Customer): Promise<boolean> {
  if (!customer.payAsked && !customer.heldSeen) return false;
  customer.receiptNo = await receiptOf(cashier, customer);
  if (customer.receiptNo !== '') return true;
  if (customer.heldSeen) cashier.book.findings.add(`${customer.memberNo} was on hold, and is nowhere`);
  Object.assign(customer, { payAsked: false, heldSeen: false });
  return false;
}

async function atTender(cashier: CounterCashier, { customer, goal, shown }: Seen): Promise<undefined> {
  const { sale } = shown;
  if (goal === 'paid' && isInHand(sale, customer)) {
    customer.payAsked = true;
    await cashier.press({ type: 'pay_cash', tenderedMinor: sale.dueMinor });
  } else await cashier.press({ type: 'leave_tender' });
}

/** Of whoever's sale it is. */
async function atResult(cashier: CounterCashier, shown: TillSnapshot): Promise<undefined> {
  const { result, sale } = shown;
  if (result?.saleComplete && result.receiptNo === '') {
    await cashier.anotherLook(shown);
    return;
  }
  const customer = cashier.book.customers.find(({ memberNo }) => memberNo === sale.customer?.memberNo);
  if (customer && result?.saleComplete) customer.receiptNo = result.receiptNo;
  await cashier.press({ type: 'acknowledge_result' });
}

async function atLookup(cashier: CounterCashier, { exchangeOf }: Customer): Promise<undefined> {
  await cashier.press(
    exchangeOf ? { type: 'find_receipt', receiptNo: exchangeOf.receiptNo } : { type: 'leave_return' },
  );
}

/** All that was bought comes back within a new sale. */
async function atReceipt(cashier: CounterCashier, { returnLines }: TillSnapshot): Promise<undefined> {
  const left = returnLines.find((line) => line.chosenQuantity < line.soldQuantity - line.returnedQuantity);
  if (!left) await cashier.press({ type: 'exchange' });
  else {
    const { originalLineNo, soldQuantity, returnedQuantity } = left;
    const quantity = soldQuantity - returnedQuantity;
    await cashier.press({ type: 'choose_return_quantity', originalLineNo, quantity });
  }
}

async function approve(cashier: CounterCashier, { question, sale }: TillSnapshot): Promise<undefined> {
  if (question?.kind !== 'approval') throw new Error(`nobody answers ${JSON.stringify(question)}`);
  const { number, pin } = demoSupervisor;
  await cashier.press({ type: 'approve', number, pin }, [approvalName(question.right, sale.saleId)]);
}

/** What of the customer's wishes the screen does not show yet. */
function nextTouch(sale: Sale, { memberNo, wanted, offMinor }: Customer): TillCommand | undefined {
  if (sale.customer?.memberNo !== memberNo) return { type: 'set_customer', memberNo, phone: '' };
  const goods = sale.lines.filter(({ isBack }) => !isBack);
  for (const [at, { article, priceMinor, offBasisPoints }] of wanted.entries()) {
    const line = goods[at];
    if (!line) return { type: 'scan', code: article.barcode, source: 'scanner' };
    const { lineNo } = line;
    if (priceMinor !== undefined && line.unitPriceMinor !== String(priceMinor))
      return { type: 'change_price', lineNo, priceMinor: String(priceMinor) };
    if (offBasisPoints !== undefined && line.manual === null)
      return { type: 'discount_line', lineNo, basisPoints: Number(offBasisPoints) };
  }
  if (offMinor > 0n && sale.manual === null) return { type: 'discount_cart', amountMinor: String(offMinor) };
  return undefined;
}

/** '' where the list of the day has no sale of theirs. */
async function receiptOf(cashier: CounterCashier, { memberNo }: Customer): Promise<string> {
  return await cashier.until(`the sales of ${memberNo}`, async ({ counter: { place } }) => {
    if (place?.name === 'day' && place.text === memberNo) {
      if (place.sales.length > 1) cashier.book.findings.add(`${memberNo} was sold ${place.sales.length} times`);
      return place.sales[0]?.receiptNo ?? '';
    }
    if (place?.name === 'day')
      await cashier.press({ type: 'day_search', text: memberNo, allDates: true, ownOnly: false });
    else if (place) await cashier.press({ type: 'counter_leave' });
    else await cashier.press({ type: 'counter_open', place: 'day' });
    return undefined;
  });
}

function isInHand({ customer, originalReceiptNo, lines }: Sale, { memberNo, exchangeOf }: Customer): boolean {
  if (customer?.memberNo === memberNo) return true;
  return exchangeOf !== undefined && lines.length > 0 && originalReceiptNo === exchangeOf.receiptNo;
}

function heldOf({ heldCarts }: TillSnapshot, { memberNo }: Customer) {
  return heldCarts.find(({ customer }) => customer?.memberNo === memberNo);
}

/** Nobody's cart is in two places, and none comes back once it is paid. */
function watch({ book }: CounterCashier, shown: TillSnapshot): void {
  const { sale, heldCarts, view } = shown;
  const held = heldCarts.map(nameOf);
  const hand = sale.lines.length > 0 && view !== 'result' ? [nameOf(sale)] : [];
  const places = [...hand, ...held];
  for (const customer of book.customers) {
    const times = places.filter((name) => name === customer.memberNo).length;
    if (held.includes(customer.memberNo)) customer.heldSeen = true;
    if (times > 1) book.findings.add(`${customer.memberNo} is in hand and on hold, or on hold twice`);
    if (times > 0 && customer.receiptNo !== '')
      book.findings.add(`${customer.memberNo} is paid, and its cart is there`);
  }
}

const nameOf = ({ customer }: { customer: Sale['customer'] }): string => customer?.memberNo ?? 'a cart of nobody';
