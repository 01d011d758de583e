/** What a completed sale says against itself: sums that do not meet, a place that is not the journal's. */
import { type SaleRecord, saleSumFault } from '@qiantai/protos';

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
  switch (saleSumFault(record)?.kind) {
    case 'line':
      return 'SALE_LINE_DIFFERS';
    case 'rounding':
    case 'total':
      return 'SALE_TOTAL_DIFFERS';
    case 'tenders':
      return 'SALE_TENDERS_DIFFER';
    default:
      return '';
  }
}
