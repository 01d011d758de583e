/** What a completed sale says against itself: sums that do not meet, a place that is not the journal's. */
import type { SaleRecord } from '@qiantai/protos';

/** Codes of the exceptions that a sale opens; a sale is a fact and is taken all the same. */
export type SaleExceptionCode =
  | 'SALE_PLACE_DIFFERS'
  | 'SALE_LINE_DIFFERS'
  | 'SALE_TOTAL_DIFFERS'
  | 'SALE_TENDERS_DIFFER'
  | 'SALE_TWICE'
  | 'RECEIPT_NO_TWICE'
  | 'RETURN_ABOVE_SALE';

export interface SalePlace {
  merchantId: string;
  storeId: string;
  terminalId: string;
}

export function saleException(record: SaleRecord, place: SalePlace): SaleExceptionCode | '' {
  if (
    record.merchantId !== place.merchantId ||
    record.storeId !== place.storeId ||
    record.terminalId !== place.terminalId
  ) {
    return 'SALE_PLACE_DIFFERS';
  }
  const total = BigInt(record.totalMinor);
  if (record.lines.some((line) => BigInt(line.quantity) * BigInt(line.unitPriceMinor) !== BigInt(line.amountMinor))) {
    return 'SALE_LINE_DIFFERS';
  }
  if (sum(record.lines.map((line) => line.amountMinor)) !== total) return 'SALE_TOTAL_DIFFERS';
  if (sum(record.tenders.map((tender) => tender.amountMinor)) !== total) return 'SALE_TENDERS_DIFFER';
  return '';
}

function sum(amounts: readonly string[]): bigint {
  return amounts.reduce((total, amount) => total + BigInt(amount), 0n);
}
