/**
 * What a sale's lines ask rights for: what persons took off, prices that they set, what came back, what is sold by its
 * price alone, the rounding. Pure. Any one right of an item will do: the record does not say whether a person took
 * something off a line or off the whole.
 */
import { isTipLine, noArticleId, type SaleRecord, type SettingValue, type TillRight } from '@qiantai/protos';

export type RightsAsked = readonly [TillRight, ...TillRight[]];
export type CheckedSale = Pick<
  SaleRecord,
  'kind' | 'lines' | 'totalMinor' | 'roundingMinor' | 'originalReceiptNo' | 'originalSaleId'
>;

export function rightsOfSale(sale: CheckedSale, rules: SettingValue<'till_rules'> | undefined): RightsAsked[] {
  if (sale.kind === 'return') return hasReceipt(sale) ? [] : [['return.without_receipt']];
  const { lines } = sale;
  const rounding = BigInt(sale.roundingMinor ?? '0');
  const asked: RightsAsked[] = [];
  if (takenOffMinor(lines) > rounding) asked.push(['line.discount', 'cart.discount']);
  if (lines.some(hasOtherPrice)) asked.push(['price.change']);
  if (lines.some((line) => line.isBack)) asked.push(['line.back']);
  // Where a till sells by amounts, that is what everybody at it does; a tip is of any sum that the customer names.
  const isFree = (line: Line) => rules?.saleMode === 'quick' || (rules?.tips === true && isTipLine(line));
  if (lines.some((line) => isByPrice(line) && !isFree(line))) asked.push(['sale.by_price']);
  if (rounding > 0n) asked.push(['sale.round']);
  return asked;
}

type Line = SaleRecord['lines'][number];

/** It comes back at what was paid, whatever it costs now. */
function isOfReceipt({ isBack, originalLineNo }: Line): boolean {
  return isBack === true && originalLineNo !== undefined;
}

function hasOtherPrice(line: Line): boolean {
  const { listPriceMinor, unitPriceMinor } = line;
  return listPriceMinor !== undefined && listPriceMinor !== unitPriceMinor && !isOfReceipt(line);
}

function isByPrice(line: Line): boolean {
  return line.articleId === noArticleId && !isOfReceipt(line);
}

/** Why the rounding is not the store's; undefined where it is. */
export function roundingFault(sale: CheckedSale, rules: SettingValue<'till_rules'> | undefined): string | undefined {
  const rounding = BigInt(sale.roundingMinor ?? '0');
  if (rounding === 0n) return undefined;
  const roundTo = BigInt(rules?.roundToMinor ?? 0);
  if (sale.kind === 'sale' && rounding < roundTo && BigInt(sale.totalMinor) % roundTo === 0n) return undefined;
  return `${rounding} is rounded off, and this store rounds a sale's total to ${roundTo}`;
}

/** What persons took off, back lines included. A discount that names no promotion was a person's, whatever it says. */
function takenOffMinor(lines: SaleRecord['lines']): bigint {
  return lines.reduce((sum, { promotionIds = [], discountMinor = '0', manualDiscountMinor = '0' }) => {
    return sum + BigInt(promotionIds.length > 0 ? manualDiscountMinor : discountMinor);
  }, 0n);
}

/** Every line of it is one of a receipt. */
function hasReceipt({ lines, originalReceiptNo, originalSaleId }: CheckedSale): boolean {
  const named = originalReceiptNo !== undefined || originalSaleId !== undefined;
  return named && lines.every((line) => line.originalLineNo !== undefined);
}
