/**
 * A cashier at one till: rings up planned invoices through the devices and the screen's contract, and acts on
 * what the screen shows, never on what it should show. So it carries on when a process dies under it.
 */
import { systemClock } from '@qiantai/foundation';
import type { ChannelName, WalletChannel } from '@qiantai/protos';
import type { TillSnapshot } from '@qiantai/terminal-app/contract';
import type { Hands } from './hands.ts';
import type { PlannedLine, PlannedReturn, PlannedSale } from './plan.ts';
import type { TillClient } from './till-client.ts';

export interface CashierOptions {
  tillId: string;
  till: TillClient;
  hands: Hands;
  operator: { number: string; pin: string };
  /** The PAN of the demo card that this till's card customers carry. */
  card: string;
  /** Keeps a card in one hand at a time: what it will do next is told to the card host by its number. */
  holdCard: <T>(card: string, work: () => Promise<T>) => Promise<T>;
  /** Whether the line of the store is down on purpose. */
  lineIsDown: () => boolean;
  /** Called right before a payment is asked for; cuts the line at the planned point. */
  beforePayment: (sale: PlannedSale) => void;
}

export type SaleEnd =
  | { kind: 'sold'; receiptNo: string; tender: ChannelName | undefined; refusals: number }
  /** Refused because the line is down, and nothing else may pay for it: rung up again later. */
  | { kind: 'postponed'; refusals: number };

/** Patience with the machine, real milliseconds. */
const stepTimeoutMs = 30_000;
const paymentTimeoutMs = 120_000;
const triesMax = 12;
/** How long a customer takes, milliseconds of the suite's clock. */
const customerDelayMs = 4_000;

export class Cashier {
  private readonly options: CashierOptions;

  constructor(options: CashierOptions) {
    this.options = options;
  }

  async signIn(): Promise<void> {
    const { till, operator } = this.options;
    for (let tries = 0; tries < triesMax; tries++) {
      const shown = await this.until('sign-in', ({ view }) => view !== 'starting' && view !== 'agent_gone');
      if (shown.operator) return;
      await till.command({ type: 'sign_in', ...operator });
      if (await till.waitFor((snapshot) => snapshot.operator !== null, 5_000)) return;
    }
    throw this.stuck('could not sign in');
  }

  async sell(sale: PlannedSale): Promise<SaleEnd> {
    for (let tries = 0; tries < triesMax; tries++) {
      await this.freshSale();
      await this.options.till.command({ type: 'set_external_ref', text: sale.invoiceNo });
      if (await this.ringUp(sale.lines, sale.totalMinor)) return await this.takePayment(sale);
      await this.options.till.command({ type: 'abandon_sale' });
    }
    throw this.stuck(`could not ring up ${sale.invoiceNo}`);
  }

  /** @returns the receipt numbers of the one or two returns that it took. */
  async takeBack(back: PlannedReturn, receiptOf: (invoiceNo: string) => string): Promise<string[]> {
    const receipts: string[] = [];
    const original = back.withReceipt;
    if (original) {
      const work = () => this.takeBackWithReceipt(back, receiptOf(original.invoiceNo));
      receipts.push(await this.options.holdCard(this.options.card, work));
    }
    if (back.withoutReceipt.length > 0) receipts.push(await this.takeBackInCash(back));
    return receipts;
  }

  private async freshSale(): Promise<void> {
    const { till } = this.options;
    for (let tries = 0; tries < triesMax; tries++) {
      const shown = await this.until('an empty cart', ({ view }) => view !== 'starting' && view !== 'agent_gone');
      if (shown.view === 'sign_in') await this.signIn();
      else if (shown.view === 'result') await till.command({ type: 'acknowledge_result' });
      else if (shown.view === 'sale' && shown.sale.lines.length === 0 && shown.sale.kind === 'sale') return;
      else if (shown.view === 'tender') await till.command({ type: 'leave_tender' });
      else if (shown.view.startsWith('return')) await till.command({ type: 'leave_return' });
      else if (shown.view === 'sale') await till.command({ type: 'abandon_sale' });
      await till.waitFor((snapshot) => snapshot.revision > shown.revision, 2_000);
    }
    throw this.stuck('no empty cart');
  }

  /** Scans every line. False when the cart is not what was scanned (the till was restarted in between). */
  private async ringUp(lines: readonly PlannedLine[], totalMinor: bigint): Promise<boolean> {
    const { till, hands, tillId } = this.options;
    let pieces = 0;
    for (const line of lines) {
      if (line.quantity !== 1) await till.command({ type: 'set_next_quantity', quantity: line.quantity });
      pieces += line.quantity;
      const expected = pieces;
      await hands.scan(tillId, line.barcode);
      const shown = await till.waitFor(({ sale }) => sale.itemCount >= expected, 5_000);
      if (!shown || shown.sale.itemCount !== expected) {
        await this.until('the agent', ({ connection }) => connection.agent);
        return false;
      }
    }
    return till.snapshot?.sale.totalMinor === totalMinor.toString();
  }

  private async takePayment(sale: PlannedSale): Promise<SaleEnd> {
    const { till } = this.options;
    let refusals = 0;
    let tender: PlannedSale['tender'] | undefined = sale.totalMinor === 0n ? undefined : sale.tender;
    let behaviour: string = sale.firstTry;
    for (let tries = 0; tries < triesMax; tries++) {
      const shown = await this.until('the tender sheet', (snapshot) => canGoOn(snapshot));
      if (shown.view === 'result' && shown.result?.saleComplete) {
        await this.dismiss(shown);
        return { kind: 'sold', receiptNo: shown.result.receiptNo, tender, refusals };
      }
      if (shown.view === 'result') await this.dismiss(shown);
      // The till died with nothing in hand.
      else if (shown.view === 'sign_in') await this.signIn();
      else if (shown.view === 'sale' && shown.sale.lines.length === 0) {
        return { kind: 'sold', receiptNo: shown.lastReceiptNo, tender, refusals };
      } else if (shown.view === 'sale') {
        // Payment waits for the price of exactly this cart.
        await till.waitFor(({ view, sale }) => view !== 'sale' || sale.priced, stepTimeoutMs);
        await till.command({ type: 'begin_tender' });
      } else if (shown.view === 'tender') {
        const outcome = await this.payOnce(sale, tender === 'cash' ? 'cash' : sale.way, behaviour);
        if (outcome === 'refused_offline' && this.options.lineIsDown()) {
          refusals += 1;
          if (sale.tenderNamed) {
            await this.freshSale();
            return { kind: 'postponed', refusals };
          }
          tender = 'cash';
        } else if (outcome === 'refused_offline') {
          await this.until('the line', ({ connection }) => connection.online);
        }
        // A customer whose first try came to nothing pays properly at the second.
        if (outcome !== 'refused_offline') behaviour = 'pay';
      }
    }
    throw this.stuck(`could not take the payment of ${sale.invoiceNo}`);
  }

  private payOnce(sale: PlannedSale, way: PlannedSale['way'], behaviour: string): Promise<string> {
    if (way !== 'card') return this.payOnceBy(sale, way, behaviour);
    return this.options.holdCard(this.options.card, () => this.payOnceBy(sale, way, behaviour));
  }

  /** One try of one tender, up to the result. */
  private async payOnceBy(sale: PlannedSale, way: PlannedSale['way'], behaviour: string): Promise<string> {
    const { till, hands, tillId, card } = this.options;
    const due = till.snapshot?.sale.dueMinor ?? '0';
    if (way !== 'cash' && behaviour === sale.firstTry) this.options.beforePayment(sale);
    switch (way) {
      case 'cash':
        await till.command({ type: 'pay_cash', tenderedMinor: due });
        break;
      case 'payment_code': {
        const wallet = sale.tender as WalletChannel;
        await till.command({ type: 'choose_tender', tender: 'payment_code' });
        await till.waitFor((snapshot) => snapshot.payment?.phase === 'present_code', 3_000);
        await hands.scan(tillId, await hands.paymentCode(wallet, behaviour, customerDelayMs));
        break;
      }
      case 'qr': {
        const wallet = sale.tender as WalletChannel;
        await till.command({ type: 'choose_tender', tender: 'qr', channel: wallet });
        const shown = await this.until('the QR code', (snapshot) => isQrShown(snapshot) || hasEnded(snapshot));
        if (isQrShown(shown)) await hands.scanQr(wallet, shown.payment?.qrText ?? '', behaviour, customerDelayMs);
        break;
      }
      case 'card':
        await hands.cardBehaviour(card, behaviour === 'pay' ? 'approve' : behaviour);
        await till.command({ type: 'choose_tender', tender: 'card' });
        await till.waitFor((snapshot) => snapshot.payment?.phase === 'present_card' || hasEnded(snapshot), 10_000);
        if (!hasEnded(till.snapshot)) await hands.tap(tillId, card);
        break;
    }
    const ended = await this.awaitResult();
    const outcome = ended.result?.outcome ?? (ended.sale.lines.length === 0 ? 'paid' : 'cancelled');
    if (ended.view === 'result' && !ended.result?.saleComplete) await this.dismiss(ended);
    return outcome;
  }

  /** Waits until the payment has an end; a result that is unknown is waited for and asked for, never guessed. */
  private async awaitResult(): Promise<TillSnapshot> {
    const { till } = this.options;
    const deadlineMs = systemClock.monotonicMs() + paymentTimeoutMs;
    while (systemClock.monotonicMs() < deadlineMs) {
      const shown = await till.waitFor(
        (snapshot) => hasEnded(snapshot) || (snapshot.view === 'sale' && snapshot.payment === null),
        1_000,
      );
      if (shown && shown.result?.outcome !== 'unknown') return shown;
      // The till died with nothing in hand: whoever stands there signs in again and sees what is left.
      if (till.snapshot?.view === 'sign_in') await this.signIn();
      if (till.snapshot?.payment?.canAskNow || shown) await till.command({ type: 'ask_now' });
      if (shown) await till.waitFor((snapshot) => snapshot.revision > shown.revision, 500);
    }
    throw this.stuck('a payment has no result');
  }

  private async dismiss(shown: TillSnapshot): Promise<void> {
    await this.options.till.command({ type: 'acknowledge_result' });
    await this.options.till.waitFor((snapshot) => snapshot.result?.key !== shown.result?.key, 5_000);
  }

  private async takeBackWithReceipt(back: PlannedReturn, originalReceiptNo: string): Promise<string> {
    const { till, hands, tillId, card } = this.options;
    const wanted = back.withReceipt as NonNullable<PlannedReturn['withReceipt']>;
    for (let tries = 0; tries < triesMax; tries++) {
      await this.freshSale();
      await this.until('the line', ({ connection }) => connection.online);
      await till.command({ type: 'begin_return' });
      await till.command({ type: 'find_receipt', receiptNo: originalReceiptNo });
      const isOver = ({ notice }: TillSnapshot) => notice?.code === 'ALL_RETURNED';
      const found = await till.waitFor((snapshot) => snapshot.view === 'return_lines' || isOver(snapshot), 10_000);
      if (!found) continue;
      // It was written down, and the till died before it said so.
      if (isOver(found)) return found.lastReceiptNo;
      await till.command({ type: 'set_external_ref', text: back.invoiceNo });
      for (const choice of spread(wanted.lines, found))
        await till.command({ type: 'choose_return_quantity', ...choice });
      const chosen = await till.waitFor((snapshot) => chosenTotal(snapshot) === wanted.totalMinor, 5_000);
      if (!chosen) continue;
      await till.command({ type: 'give_back' });
      const receiptNo = await this.awaitRefund(async () => {
        await hands.cardBehaviour(card, 'approve');
        await hands.tap(tillId, card);
      });
      if (receiptNo) return receiptNo;
    }
    throw this.stuck(`could not take ${back.invoiceNo} back`);
  }

  private async takeBackInCash(back: PlannedReturn): Promise<string> {
    const { till } = this.options;
    const totalMinor = back.totalMinor - (back.withReceipt?.totalMinor ?? 0n);
    for (let tries = 0; tries < triesMax; tries++) {
      await this.freshSale();
      await till.command({ type: 'begin_return' });
      await till.command({ type: 'return_without_receipt' });
      if (!(await till.waitFor(({ sale }) => sale.kind === 'return', 5_000))) continue;
      await till.command({ type: 'set_external_ref', text: back.invoiceNo });
      if (await this.ringUp(back.withoutReceipt, totalMinor)) {
        await till.command({ type: 'give_back' });
        const receiptNo = await this.awaitRefund(async () => {});
        if (receiptNo) return receiptNo;
      }
      await till.command({ type: 'abandon_sale' });
    }
    throw this.stuck(`could not take ${back.invoiceNo} back in cash`);
  }

  /** @returns the receipt's number, or undefined where nothing was given back and the return begins anew. */
  private async awaitRefund(presentCard: () => Promise<void>): Promise<string | undefined> {
    const { till } = this.options;
    const deadlineMs = systemClock.monotonicMs() + paymentTimeoutMs;
    let presented = '';
    while (systemClock.monotonicMs() < deadlineMs) {
      const shown = await till.waitFor(
        (snapshot) =>
          hasEnded(snapshot) || (snapshot.payment?.phase === 'present_card' && snapshot.payment.key !== presented),
        1_000,
      );
      if (shown?.payment?.phase === 'present_card') {
        presented = shown.payment.key;
        await presentCard();
      } else if (shown?.result?.saleComplete) {
        await this.dismiss(shown);
        return shown.result.receiptNo;
      } else if (shown?.result?.outcome === 'unknown') await till.command({ type: 'ask_now' });
      else if (shown?.view === 'result') {
        await this.dismiss(shown);
        return undefined;
      } else if (till.snapshot?.view === 'sign_in') return undefined;
    }
    throw this.stuck('a refund has no result');
  }

  private async until(what: string, fits: (snapshot: TillSnapshot) => boolean): Promise<TillSnapshot> {
    const shown = await this.options.till.waitFor(fits, stepTimeoutMs);
    if (!shown) throw this.stuck(`waited in vain for ${what}`);
    return shown;
  }

  private stuck(what: string): Error {
    const { snapshot } = this.options.till;
    const { view, payment, result, notice, connection, sale } = snapshot ?? {};
    const seen = { view, payment, result, notice, connection, lines: sale?.lines.length, total: sale?.totalMinor };
    return new Error(`${this.options.tillId}: ${what}; the screen shows ${JSON.stringify(seen)}`);
  }
}

function canGoOn(snapshot: TillSnapshot): boolean {
  const { view, payment } = snapshot;
  return view === 'tender' || view === 'sign_in' || hasEnded(snapshot) || (view === 'sale' && payment === null);
}

/** A result is shown, and where it is the sale's last, the sale is in the journal and has its receipt's number. */
function hasEnded(snapshot: TillSnapshot | undefined): boolean {
  const result = snapshot?.view === 'result' ? snapshot.result : null;
  return result !== null && (!result.saleComplete || result.receiptNo !== '');
}

function isQrShown({ payment }: TillSnapshot): boolean {
  return payment?.phase === 'show_qr' && payment.qrText !== '';
}

/** What the pieces chosen to come back cost. */
function chosenTotal({ returnLines }: TillSnapshot): bigint {
  return returnLines.reduce((sum, line) => sum + BigInt(line.chosenQuantity) * BigInt(line.unitPriceMinor), 0n);
}

/** Spreads the pieces to return over the lines of the receipt that sold them. */
function spread(wanted: readonly PlannedLine[], shown: TillSnapshot) {
  const pieces = new Map<string, number>();
  for (const line of wanted) pieces.set(line.articleId, (pieces.get(line.articleId) ?? 0) + line.quantity);
  return shown.returnLines.flatMap(({ originalLineNo, articleId, soldQuantity, returnedQuantity }) => {
    const quantity = Math.min(pieces.get(articleId) ?? 0, soldQuantity - returnedQuantity);
    pieces.set(articleId, (pieces.get(articleId) ?? 0) - quantity);
    return quantity > 0 ? [{ originalLineNo, quantity }] : [];
  });
}
