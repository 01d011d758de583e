/**
 * Alipay's bill of a day: a zip of two CSV files in GBK, the trades and their sums, with comment lines that
 * begin with `#` around the table. Cells end with a tab, which keeps spreadsheets from rounding the numbers.
 */
import { zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { decimalText } from '../values/amount.ts';
import { beijingDateTime } from '../values/beijing-time.ts';
import { billTotals, type WalletBillRow } from '../wallet/bill-rows.ts';
import type { AlipayMerchant } from './alipay-dialect.ts';

const columns = [
  '支付宝交易号',
  '商户订单号',
  '业务类型',
  '商品名称',
  '创建时间',
  '完成时间',
  '门店编号',
  '门店名称',
  '操作员',
  '终端号',
  '对方账户',
  '订单金额（元）',
  '商家实收（元）',
  '支付宝红包（元）',
  '集分宝（元）',
  '支付宝优惠（元）',
  '商家优惠（元）',
  '券核销金额（元）',
  '券名称',
  '商家红包消费金额（元）',
  '卡消费金额（元）',
  '退款批次号/请求号',
  '服务费（元）',
  '分润（元）',
  '备注',
];
const summaryColumns = ['门店编号', '门店名称', '交易订单总笔数', '退款订单总笔数', '订单金额（元）', '服务费（元）'];

interface BillOptions {
  merchant: AlipayMerchant;
  date: string;
  nowMs: number;
}

export function alipayBillZip(rows: readonly WalletBillRow[], options: BillOptions): Uint8Array {
  const stem = `${options.merchant.sellerId}_${options.date.replaceAll('-', '')}`;
  return zipSync(
    {
      [`${stem}_业务明细.csv`]: gbk(details(rows, options)),
      [`${stem}_业务明细(汇总).csv`]: gbk(summary(rows, options)),
    },
    { mtime: new Date(options.nowMs) },
  );
}

function details(rows: readonly WalletBillRow[], options: BillOptions): string[] {
  const totals = billTotals(rows);
  const money = (amountMinor: bigint) => decimalText(amountMinor, options.merchant.exponent);
  return [
    '#支付宝业务明细查询',
    ...heading(options),
    '#-----------------------------------------业务明细列表----------------------------------------',
    columns.join(','),
    ...rows.map((row) => detail(row, options.merchant.exponent)),
    '#-----------------------------------------业务明细列表结束------------------------------------',
    `#交易合计：${totals.paymentCount}笔，商家实收共${money(totals.paidMinor)}元`,
    `#退款合计：${totals.refundCount}笔，商家实收退款共${money(totals.refundedMinor)}元`,
    `#导出时间：[${beijingDateTime(options.nowMs)}]`,
  ];
}

function detail(row: WalletBillRow, exponent: number): string {
  const money = (amountMinor: bigint) => decimalText(amountMinor, exponent);
  const refund = row.kind === 'refund' ? row.refund : undefined;
  const amount = money(refund ? -refund.amountMinor : row.order.amountMinor);
  const zero = money(0n);
  const values = [
    row.payment.transactionId,
    row.order.outTradeNo,
    refund ? '退款' : '交易',
    plainText(row.order.description),
    beijingDateTime(row.order.openedAtMs),
    beijingDateTime(row.atMs),
    row.order.storeId ?? '',
    '',
    '',
    '',
    row.payment.customerId,
    amount,
    amount,
    zero,
    zero,
    zero,
    zero,
    zero,
    '',
    zero,
    zero,
    // A cancelled trade goes back without a refund number of the merchant's.
    refund?.cause === 'refund' ? refund.outRefundNo : '',
    money(refund ? refund.feeReturnedMinor : -row.payment.feeMinor),
    zero,
    refund ? (refund.cause === 'reversal' ? '撤销' : plainText(refund.reason)) : '',
  ];
  return values.map((value) => `${value}\t`).join(',');
}

function summary(rows: readonly WalletBillRow[], options: BillOptions): string[] {
  const totals = billTotals(rows);
  const money = (amountMinor: bigint) => decimalText(amountMinor, options.merchant.exponent);
  const sums = [
    String(totals.paymentCount),
    String(totals.refundCount),
    money(totals.paidMinor - totals.refundedMinor),
    money(-totals.feeMinor),
  ];
  return [
    '#支付宝业务汇总查询',
    ...heading(options),
    '#-----------------------------------------业务汇总列表----------------------------------------',
    summaryColumns.join(','),
    ['合计', '', ...sums].map((value) => `${value}\t`).join(','),
    '#-----------------------------------------业务汇总列表结束------------------------------------',
  ];
}

function heading(options: BillOptions): string[] {
  const [year, month, day] = options.date.split('-');
  const named = `${year}年${month}月${day}日`;
  return [`#账号：[${options.merchant.sellerId}]`, `#起始日期：[${named} 00:00:00]   终止日期：[${named} 24:00:00]`];
}

function plainText(text: string): string {
  return text.replace(/[,\r\n\t#]/g, ' ');
}

function gbk(lines: readonly string[]): Uint8Array {
  return iconv.encode(`${lines.join('\r\n')}\r\n`, 'gbk');
}
