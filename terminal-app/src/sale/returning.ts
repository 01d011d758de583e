/** A return with its receipt: which lines, how many of each, and to which tenders the money goes. */
import { discountOfPieces, type SaleLineRecord, taxHeldMinor } from '@qiantai/protos';
import { emptySale, lineAmountMinor, totalMinor } from './cart.ts';
import { showableCode } from './codes.ts';
import { beginRefunding } from './giving-back.ts';
import type { CartLine, Measure, Original, RefundItem, Sale, StageOf } from './model.ts';
import { beginCompleting, leaveSale } from './settling.ts';
import { type Context, go, type Handler, refuse, stay, withSale } from './situation.ts';

export const scanReceipt: Handler<'looking_up_receipt', 'scan'> = ({ state }, { code }) =>
  stay(state, [{ kind: 'find_receipt', receiptNo: code }]);

export const findReceipt: Handler<'looking_up_receipt', 'find_receipt'> = ({ state }, { receiptNo }) =>
  stay(state, [{ kind: 'find_receipt', receiptNo }]);

export const receiptNotFound: Handler<'looking_up_receipt', 'receipt_not_found'> = ({ state }, { receiptNo }) =>
  refuse(state, 'RECEIPT_NOT_FOUND', { code: showableCode(receiptNo) });

export const receiptFound: Handler<'looking_up_receipt' | 'selling', 'receipt_found'> = ({ state }, { original }) => {
  if (original.record.kind !== 'sale') return refuse(state, 'RECEIPT_IS_A_RETURN');
  if (!original.record.lines.some((line) => returnable(original, line.lineNo) > 0)) {
    return refuse(state, 'ALL_RETURNED');
  }
  return go(state, { status: 'choosing_return', original, chosen: new Map() });
};

export const leaveReturn: Handler<'looking_up_receipt' | 'choosing_return', 'leave_return'> = (situation) =>
  leaveSale(situation);

export const chooseQuantity: Handler<'choosing_return', 'choose_return_quantity'> = ({ state, stage }, event) => {
  const { original, chosen } = stage;
  if (!original.record.lines.some((line) => line.lineNo === event.originalLineNo)) return refuse(state, 'NO_SUCH_LINE');
  if (event.quantity > returnable(original, event.originalLineNo)) return refuse(state, 'MORE_THAN_SOLD');
  return go(state, { ...stage, chosen: new Map(chosen).set(event.originalLineNo, event.quantity) });
};

/** Scanning the goods that came back chooses one more piece of their line. */
export const scanReturnedArticle: Handler<'choosing_return', 'scan'> = ({ state, stage }, { code }) => {
  const { original, chosen } = stage;
  const lines = original.record.lines.filter((line) => line.barcode === code || line.articleId === code);
  if (lines.length === 0) return refuse(state, 'NOT_ON_RECEIPT', { code: showableCode(code) });
  const line = lines.find(({ lineNo }) => (chosen.get(lineNo) ?? 0) < returnable(original, lineNo));
  if (!line) return refuse(state, 'MORE_THAN_SOLD');
  return go(state, { ...stage, chosen: new Map(chosen).set(line.lineNo, (chosen.get(line.lineNo) ?? 0) + 1) });
};

export const giveBackToTenders: Handler<'choosing_return', 'give_back'> = (situation) => {
  const { state, stage, context } = situation;
  const sale = returnOf(state.sale, stage, context);
  const amountMinor = totalMinor(sale);
  if (sale.lines.length === 0 || amountMinor < 0n) return refuse(state, 'NOTHING_TO_GIVE_BACK');
  const next = { ...situation, state: withSale(state, sale) };
  if (amountMinor === 0n) return beginCompleting(next);
  return beginRefunding(next, 'return', planRefunds(stage.original, amountMinor, context));
};

/** Pieces of a line that may still come back. */
export function returnable(original: Original, lineNo: number): number {
  const line = original.record.lines.find((one) => one.lineNo === lineNo);
  // What came back within the sale itself was never sold by it.
  const sold = line && !line.isBack ? line.quantity : 0;
  return Math.max(0, sold - (original.returnedQuantity.get(lineNo) ?? 0));
}

/** The newest tender first, each up to what it has not given back yet; what no tender holds goes in cash. */
export function planRefunds(original: Original, amountMinor: bigint, context: Pick<Context, 'mint'>): RefundItem[] {
  const items: RefundItem[] = [];
  let left = amountMinor;
  for (const tender of original.record.tenders.toReversed()) {
    const refundable = BigInt(tender.amountMinor) - (original.refundedMinor.get(tender.key) ?? 0n);
    const part = refundable < left ? refundable : left;
    if (part <= 0n) continue;
    items.push({
      key: context.mint.refundKey(),
      paymentKey: tender.key as NonNullable<RefundItem['paymentKey']>,
      tender: tender.tender,
      channel: tender.channel,
      amountMinor: part,
    });
    left -= part;
  }
  if (left > 0n) {
    items.push({
      key: context.mint.refundKey(),
      paymentKey: null,
      tender: 'cash',
      channel: 'cash',
      amountMinor: left,
    });
  }
  return items;
}

/**
 * What comes back of a line costs what was paid for it: its share of the discount and of the tax with it. All shares
 * of a line add up to what it had, however often pieces come back.
 */
export function returnedLine(line: SaleLineRecord, returned: number, quantity: number): Omit<CartLine, 'lineNo'> {
  const { articleId, barcode, nameZh, nameEn, promotionIds } = line;
  const article = { articleId, barcode, nameZh, nameEn, unitPriceMinor: BigInt(line.unitPriceMinor) };
  const measure = measureOf(line);
  const wholeMinor = BigInt(line.discountMinor ?? '0');
  const discountMinor = discountOfPieces(wholeMinor, line.quantity, returned, returned + quantity);
  const bare: Omit<CartLine, 'lineNo'> = {
    article,
    quantity,
    originalLineNo: line.lineNo,
    ...(measure ? { measure } : {}),
    ...(discountMinor === 0n ? {} : { discountMinor, promotionIds: promotionIds ?? [] }),
  };
  const { taxCode, taxRateBasisPoints: rateBasisPoints } = line;
  if (taxCode === undefined || rateBasisPoints === undefined) return bare;
  const amountMinor = taxHeldMinor(lineAmountMinor({ ...bare, lineNo: line.lineNo }), rateBasisPoints);
  return { ...bare, tax: { taxCode, rateBasisPoints, amountMinor } };
}

function measureOf({ weightG, codePriceMinor }: SaleLineRecord): Measure | undefined {
  if (weightG !== undefined) return { kind: 'weight', weightG };
  return codePriceMinor === undefined ? undefined : { kind: 'code_price', priceMinor: BigInt(codePriceMinor) };
}

/** The empty sale in hand becomes the return: its id and the number that it carries stay. */
function returnOf(
  inHand: Sale,
  { original, chosen }: Pick<StageOf<'choosing_return'>, 'original' | 'chosen'>,
  context: Context,
): Sale {
  const lines: CartLine[] = [];
  for (const line of original.record.lines) {
    const quantity = chosen.get(line.lineNo) ?? 0;
    if (quantity === 0) continue;
    const returned = original.returnedQuantity.get(line.lineNo) ?? 0;
    lines.push({ ...returnedLine(line, returned, quantity), lineNo: lines.length + 1 });
  }
  const { receiptNo, saleId } = original.record;
  return {
    ...emptySale(inHand.saleId, 'return'),
    externalRef: inHand.externalRef,
    lines,
    startedAtMs: context.nowMs,
    original: { receiptNo, saleId: saleId as Sale['saleId'] },
  };
}
