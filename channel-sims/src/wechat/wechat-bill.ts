/**
 * WeChat Pay's bill of a day (下载交易账单): UTF-8 with a byte order mark, every cell of a row behind a
 * backtick, decimal units of the currency, and a summary of one header and one row at the end.
 */

import { decimalText } from '../values/amount.ts';
import { beijingDateTime } from '../values/beijing-time.ts';
import { billTotals, type WalletBillRow } from '../wallet/bill-rows.ts';
import { tradeType, type WechatMerchant } from './wechat-messages.ts';

const tradeColumns = [
  '交易时间',
  '公众账号ID',
  '商户号',
  '特约商户号',
  '设备号',
  '微信订单号',
  '商户订单号',
  '用户标识',
  '交易类型',
  '交易状态',
  '付款银行',
  '货币种类',
  '应结订单金额',
  '代金券金额',
  '微信退款单号',
  '商户退款单号',
  '退款金额',
  '充值券退款金额',
  '退款类型',
  '退款状态',
  '商品名称',
  '商户数据包',
  '手续费',
  '费率',
  '订单金额',
  '申请退款金额',
  '费率备注',
];
const tradeSummaryColumns = [
  '总交易单数',
  '应结订单总金额',
  '退款总金额',
  '充值券退款总金额',
  '手续费总金额',
  '订单总金额',
  '申请退款总金额',
];

interface BillOptions {
  merchant: WechatMerchant;
  exponent: number;
  feeBasisPoints: number;
}

export function wechatTradeBill(
  rows: readonly WalletBillRow[],
  options: BillOptions & { billType: 'ALL' | 'SUCCESS' | 'REFUND' },
): Buffer {
  const wanted = rows.filter(
    (row) => options.billType === 'ALL' || (row.kind === 'payment') === (options.billType === 'SUCCESS'),
  );
  const money = (amountMinor: bigint) => decimalText(amountMinor, options.exponent);
  const totals = billTotals(wanted);
  return csvBytes([
    tradeColumns.join(','),
    ...wanted.map((row) => cells(tradeRow(row, options))),
    tradeSummaryColumns.join(','),
    cells([
      String(wanted.length),
      money(totals.paidMinor),
      money(totals.refundedMinor),
      money(0n),
      money(totals.feeMinor),
      money(totals.paidMinor),
      money(totals.refundedMinor),
    ]),
  ]);
}

function tradeRow(row: WalletBillRow, options: BillOptions): string[] {
  const { merchant } = options;
  const money = (amountMinor: bigint) => decimalText(amountMinor, options.exponent);
  const { order, payment } = row;
  const refund = row.kind === 'refund' ? row.refund : undefined;
  const isReversal = refund?.cause === 'reversal';
  const state = refund ? (isReversal ? 'REVOKED' : 'REFUND') : 'SUCCESS';
  const paidMinor = refund ? 0n : order.amountMinor;
  return [
    beijingDateTime(row.atMs),
    merchant.appid,
    merchant.mchid,
    '0',
    order.storeId ?? '',
    payment.transactionId,
    order.outTradeNo,
    payment.customerId,
    tradeType(order),
    state,
    'OTHERS',
    merchant.currency,
    money(paidMinor),
    money(0n),
    refund?.refundId ?? '0',
    refund && !isReversal ? refund.outRefundNo : '0',
    money(refund?.amountMinor ?? 0n),
    money(0n),
    refund ? 'ORIGINAL' : '',
    refund ? 'SUCCESS' : '',
    plainText(order.description),
    plainText(order.attach ?? ''),
    money(refund ? -refund.feeReturnedMinor : payment.feeMinor),
    `${decimalText(BigInt(options.feeBasisPoints), 2)}%`,
    money(paidMinor),
    money(refund?.amountMinor ?? 0n),
    '',
  ];
}

const fundColumns = [
  '记账时间',
  '微信支付业务单号',
  '资金流水单号',
  '业务名称',
  '业务类型',
  '收支类型',
  '收支金额（元）',
  '账户结余（元）',
  '资金变更提交申请人',
  '备注',
  '业务凭证号',
];
const fundSummaryColumns = ['资金流水总笔数', '收入笔数', '收入金额', '支出笔数', '支出金额'];

/** The fund-flow bill: one line for each change of the merchant's balance, fees as lines of their own. */
export function wechatFundFlowBill(rows: readonly WalletBillRow[], options: BillOptions): Buffer {
  const money = (amountMinor: bigint) => decimalText(amountMinor, options.exponent);
  const lines: string[] = [];
  const sums = { in: { count: 0, minor: 0n }, out: { count: 0, minor: 0n } };
  let balanceMinor = 0n;
  const add = (row: WalletBillRow, name: string, changeMinor: bigint) => {
    if (changeMinor === 0n) return;
    const side = changeMinor > 0n ? sums.in : sums.out;
    const sizeMinor = changeMinor > 0n ? changeMinor : -changeMinor;
    side.count += 1;
    side.minor += sizeMinor;
    balanceMinor += changeMinor;
    const proof = row.kind === 'refund' ? row.refund.outRefundNo : row.order.outTradeNo;
    lines.push(
      cells([
        beijingDateTime(row.atMs),
        row.payment.transactionId,
        `${row.rowId}${lines.length}`,
        name,
        name,
        changeMinor > 0n ? '收入' : '支出',
        money(sizeMinor),
        money(balanceMinor),
        'system',
        '',
        proof,
      ]),
    );
  };
  for (const row of rows) {
    if (row.kind === 'payment') {
      add(row, '交易', row.order.amountMinor);
      add(row, '扣除交易手续费', -row.payment.feeMinor);
    } else {
      add(row, '退款', -row.refund.amountMinor);
      add(row, '退还交易手续费', row.refund.feeReturnedMinor);
    }
  }
  return csvBytes([
    fundColumns.join(','),
    ...lines,
    fundSummaryColumns.join(','),
    cells([
      String(lines.length),
      String(sums.in.count),
      money(sums.in.minor),
      String(sums.out.count),
      money(sums.out.minor),
    ]),
  ]);
}

function cells(values: readonly string[]): string {
  return values.map((value) => `\`${value}`).join(',');
}

/** The bill quotes nothing, so what would break a cell is left out. */
function plainText(text: string): string {
  return text.replace(/[`,\r\n]/g, ' ');
}

function csvBytes(lines: readonly string[]): Buffer {
  return Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`, 'utf8');
}
