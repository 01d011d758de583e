/**
 * The file of a settlement day (全渠道平台接入接口规范 第3部分 文件接口, 6.1 and 6.2): a zip of ZM, what was paid and
 * refunded, and ZME, corrections, of which the simulator makes none. Lines of fixed columns, one blank between two,
 * GBK. The answer carries the zip deflated and in base64. What was reversed stands nowhere.
 */
import { deflateSync } from 'node:zlib';
import { zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { allBillRows, type WalletBillRow } from '../wallet/bill-rows.ts';
import type { WalletBook } from '../wallet/wallet-book.ts';
import { settlementDate, traceNoOf, traceTimeOf, type UnionpayMerchant } from './unionpay-dialect.ts';

/** Widths of ZM's 42 columns. */
const widths = [
  3, 11, 11, 6, 10, 19, 12, 4, 2, 21, 2, 32, 2, 6, 10, 13, 13, 4, 15, 2, 2, 6, 2, 4, 32, 1, 21, 15, 1, 15, 32, 13, 13,
  8, 32, 13, 13, 12, 2, 1, 32, 98,
];

/** The columns that are filled, counted from 1 as the specification does. */
interface Columns {
  readonly [column: number]: string;
}

export function billFile(
  book: WalletBook,
  options: { merchant: UnionpayMerchant; date: string; nowMs: number },
): { fileName: string; fileContent: string } {
  const { merchant, date, nowMs } = options;
  const rows = allBillRows(book).filter(
    (row) =>
      settlementDate(row.atMs) === date && row.order.state.status !== 'reversed' && !book.hiddenRows.has(row.rowId),
  );
  const day = date.replaceAll('-', '');
  const stem = (kind: string) => `INN${day.slice(2)}88${kind}_${merchant.merId}`;
  const zip = zipSync(
    { [stem('ZM')]: lines(rows.map((row) => line(row, merchant))), [stem('ZME')]: new Uint8Array() },
    { mtime: new Date(nowMs) },
  );
  return { fileName: `${merchant.merId}_${day}.zip`, fileContent: deflateSync(zip).toString('base64') };
}

function line(row: WalletBillRow, merchant: UnionpayMerchant): string {
  const { order, payment } = row;
  const refund = row.kind === 'refund' ? row.refund : undefined;
  const queryId = refund?.refundId ?? payment.transactionId;
  const amount = refund?.amountMinor ?? order.amountMinor;
  const fee = refund?.feeReturnedMinor ?? payment.feeMinor;
  const columns: Columns = {
    1: refund ? 'S30' : 'S22',
    2: '00010000',
    3: '00010000',
    4: traceNoOf(queryId),
    5: traceTimeOf(row.atMs),
    6: payment.customerId,
    7: amount.toString().padStart(12, '0'),
    8: '5411',
    9: '08',
    10: queryId,
    12: (refund?.outRefundNo ?? order.outTradeNo).slice(0, 32),
    13: '01',
    14: refund ? traceNoOf(payment.transactionId) : '',
    15: refund ? traceTimeOf(payment.paidAtMs) : '',
    // The merchant owes the fee of a payment (D) and gets that of a refund back (C).
    16: signed(refund ? 'C' : 'D', fee),
    17: signed(refund ? 'D' : 'C', amount - fee),
    20: refund ? '04' : '01',
    21: refund ? '00' : order.way === 'payment_code' ? '06' : '07',
    22: '000000',
    27: refund ? payment.transactionId : '',
    28: merchant.merId,
    33: signed(refund ? 'D' : 'C', amount - fee),
    34: order.storeId ?? '',
    41: refund ? order.outTradeNo.slice(0, 32) : '',
  };
  return widths.map((width, index) => (columns[index + 1] ?? '').padEnd(width)).join(' ');
}

/** X+n12: to the merchant's credit (C) or debit (D). */
function signed(side: 'C' | 'D', amountMinor: bigint): string {
  return `${side}${amountMinor.toString().padStart(12, '0')}`;
}

function lines(all: readonly string[]): Uint8Array {
  return iconv.encode(all.map((text) => `${text}\r\n`).join(''), 'gbk');
}
