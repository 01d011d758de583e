/** The rows of a wallet channel's bill of one Beijing day, in the order of their time. */
import { beijingDate } from '../values/beijing-time.ts';
import { paymentOf, type WalletBook, type WalletOrder, type WalletPayment, type WalletRefund } from './wallet-book.ts';

export type WalletBillRow =
  | { kind: 'payment'; rowId: string; atMs: number; order: WalletOrder; payment: WalletPayment }
  /** `refund.cause` tells a refund from the money of a reversed order. */
  | { kind: 'refund'; rowId: string; atMs: number; order: WalletOrder; payment: WalletPayment; refund: WalletRefund };

/** What belongs on the bill, before rows were taken from it by hand. `date` absent: of all days. */
export function allBillRows(book: WalletBook, date?: string): WalletBillRow[] {
  const rows: WalletBillRow[] = [];
  for (const order of book.orders.values()) {
    const payment = paymentOf(order);
    if (payment) rows.push({ kind: 'payment', rowId: payment.transactionId, atMs: payment.paidAtMs, order, payment });
  }
  for (const refund of book.refunds.values()) {
    const order = book.order(refund.outTradeNo);
    const payment = paymentOf(order);
    if (payment) rows.push({ kind: 'refund', rowId: refund.refundId, atMs: refund.atMs, order, payment, refund });
  }
  return rows
    .filter((row) => date === undefined || beijingDate(row.atMs) === date)
    .sort((a, b) => a.atMs - b.atMs || (a.rowId < b.rowId ? -1 : 1));
}

/** The rows as they are served. */
export function servedBillRows(book: WalletBook, date: string): WalletBillRow[] {
  return allBillRows(book, date).filter((row) => !book.hiddenRows.has(row.rowId));
}

export interface BillTotals {
  paymentCount: number;
  paidMinor: bigint;
  refundCount: number;
  refundedMinor: bigint;
  feeMinor: bigint;
}

export function billTotals(rows: readonly WalletBillRow[]): BillTotals {
  const totals: BillTotals = { paymentCount: 0, paidMinor: 0n, refundCount: 0, refundedMinor: 0n, feeMinor: 0n };
  for (const row of rows) {
    if (row.kind === 'payment') {
      totals.paymentCount += 1;
      totals.paidMinor += row.order.amountMinor;
      totals.feeMinor += row.payment.feeMinor;
    } else {
      totals.refundCount += 1;
      totals.refundedMinor += row.refund.amountMinor;
      totals.feeMinor -= row.refund.feeReturnedMinor;
    }
  }
  return totals;
}
