/** Alipay's numbers and notices. */

import type { KeyObject } from 'node:crypto';
import { randomBytes } from 'node:crypto';
import type { Clock, Random } from '@qiantai/foundation';
import { decimalText } from '../values/amount.ts';
import { beijingCompactDate, beijingDateTime } from '../values/beijing-time.ts';
import type { NoticeDialect } from '../wallet/notice-sender.ts';
import { paymentOf } from '../wallet/wallet-book.ts';
import { drawDigits, type WalletDialect } from '../wallet/wallet-engine.ts';
import { signedNotice } from './alipay-signature.ts';

export const alipayDialect: WalletDialect = {
  channel: 'alipay',
  refundKey: (outTradeNo, outRefundNo) => `${outTradeNo}/${outRefundNo}`,
  /** 16 to 24 digits that begin 25 to 30; 18 of them, as phones show it. */
  mintCode: (random) => `${25 + random.below(6)}${drawDigits(random, 16)}`,
  /** 28 digits: the day, 22001, and the trade. */
  mintTransactionId: (random: Random, atMs: number) => `${beijingCompactDate(atMs)}22001${drawDigits(random, 15)}`,
  mintRefundId: (random: Random, atMs: number) => `${beijingCompactDate(atMs)}33001${drawDigits(random, 15)}`,
  mintCustomerId: (random: Random) => `2088${drawDigits(random, 12)}`,
};

const minutes = 60_000;
const hours = 3_600_000;

/** Eight deliveries in 25 hours: at once, then after 4 m, 10 m, 10 m, 1 h, 2 h, 6 h, 15 h. */
export const alipayRetryDelaysMs: readonly number[] = [
  4 * minutes,
  10 * minutes,
  10 * minutes,
  1 * hours,
  2 * hours,
  6 * hours,
  15 * hours,
];

export interface AlipayMerchant {
  appId: string;
  sellerId: string;
  currency: string;
  exponent: number;
}

export function alipayNotices(options: {
  merchant: AlipayMerchant;
  privateKey: KeyObject;
  clock: Clock;
}): NoticeDialect {
  const { merchant, privateKey, clock } = options;
  const money = (amountMinor: bigint) => decimalText(amountMinor, merchant.exponent);
  return {
    channel: 'alipay',
    retryDelaysMs: alipayRetryDelaysMs,
    mintNoticeId: () => randomBytes(17).toString('hex'),
    compose({ noticeId, order, refund }, badlySigned) {
      const payment = paymentOf(order);
      const isAllRefunded = refund !== undefined && order.refundedMinor === order.amountMinor;
      const total = money(order.amountMinor);
      const parameters: Record<string, string> = {
        notify_time: beijingDateTime(clock.nowMs()),
        notify_type: 'trade_status_sync',
        notify_id: noticeId,
        app_id: merchant.appId,
        auth_app_id: merchant.appId,
        charset: 'utf-8',
        version: '1.0',
        trade_no: payment?.transactionId ?? '',
        out_trade_no: order.outTradeNo,
        buyer_id: payment?.customerId ?? '',
        seller_id: merchant.sellerId,
        trade_status: isAllRefunded ? 'TRADE_CLOSED' : 'TRADE_SUCCESS',
        total_amount: total,
        receipt_amount: total,
        buyer_pay_amount: total,
        invoice_amount: total,
        point_amount: money(0n),
        subject: order.description,
        gmt_create: beijingDateTime(order.openedAtMs),
        gmt_payment: beijingDateTime(payment?.paidAtMs ?? order.openedAtMs),
        fund_bill_list: JSON.stringify([{ amount: total, fundChannel: 'ALIPAYACCOUNT' }]),
        ...(order.attach === undefined ? {} : { passback_params: order.attach }),
        ...(refund
          ? {
              out_biz_no: refund.outRefundNo,
              refund_fee: money(order.refundedMinor),
              gmt_refund: `${beijingDateTime(refund.atMs)}.000`,
            }
          : {}),
      };
      return {
        headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' },
        body: signedNotice(parameters, privateKey, badlySigned),
      };
    },
    isAccepted: (status, body) => status === 200 && body.trim() === 'success',
  };
}
