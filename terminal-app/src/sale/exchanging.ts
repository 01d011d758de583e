/**
 * An exchange: what was chosen of a receipt comes back as lines of a new sale, at what was paid for it. The paid price
 * of a piece stands as the price of its line, without a discount of its own: pieces that were paid differently (a
 * discount that does not divide) are lines of their own, so that all of them add up to what was paid.
 */
import { discountOfPieces, type SaleLineRecord } from '@qiantai/protos';
import { lineGrossOf } from './cart.ts';
import type { CartLine, StageOf } from './model.ts';
import { returnedLine } from './returning.ts';

export function backLinesOf({ original, chosen }: StageOf<'choosing_return'>): CartLine[] {
  const lines: Array<Omit<CartLine, 'lineNo'>> = [];
  for (const line of original.record.lines) {
    const returned = original.returnedQuantity.get(line.lineNo) ?? 0;
    lines.push(...backLines(line, returned, chosen.get(line.lineNo) ?? 0));
  }
  return lines.map((line, at) => ({ ...line, lineNo: at + 1 }));
}

function backLines(record: SaleLineRecord, returned: number, quantity: number): Array<Omit<CartLine, 'lineNo'>> {
  if (quantity === 0) return [];
  const { discountMinor, promotionIds: _promotions, tax: _tax, ...bare } = returnedLine(record, returned, quantity);
  const back = { ...bare, isBack: true as const };
  if (bare.measure) return [measuredBack({ ...back, lineNo: record.lineNo }, discountMinor ?? 0n)];
  const wholeMinor = BigInt(record.discountMinor ?? '0');
  const byPrice = new Map<bigint, number>();
  for (let piece = returned; piece < returned + quantity; piece++) {
    const paidMinor = bare.article.unitPriceMinor - discountOfPieces(wholeMinor, record.quantity, piece, piece + 1);
    byPrice.set(paidMinor, (byPrice.get(paidMinor) ?? 0) + 1);
  }
  return [...byPrice].map(([paidMinor, pieces]) => ({
    ...back,
    article: { ...back.article, unitPriceMinor: paidMinor },
    setPriceMinor: paidMinor,
    quantity: pieces,
  }));
}

/** What was weighed is one piece: it comes back at what was paid for the label. */
function measuredBack(line: CartLine, discountMinor: bigint): Omit<CartLine, 'lineNo'> {
  const { lineNo: _lineNo, ...bare } = line;
  return { ...bare, measure: { kind: 'code_price', priceMinor: lineGrossOf(line) - discountMinor } };
}
