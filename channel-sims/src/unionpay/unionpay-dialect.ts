/** UnionPay's numbers, days and notices. */
import { randomUUID } from 'node:crypto';
import type { Random } from '@qiantai/foundation';
import { beijingCompactTime, beijingDate, beijingDayStartMs, beijingIsoFields } from '../values/beijing-time.ts';
import type { NoticeDialect } from '../wallet/notice-sender.ts';
import { paymentOf, type WalletOrder, type WalletPayment } from '../wallet/wallet-book.ts';
import { drawDigits, type WalletDialect } from '../wallet/wallet-engine.ts';
import { respMessage } from './unionpay-codes.ts';
import { type Fields, type GatewayKeys, signedFields } from './unionpay-signature.ts';

export interface UnionpayMerchant {
  /** 15 digits. */
  merId: string;
  /** ISO 4217, three digits. */
  currencyCode: string;
}

/** 查询流水号, 21 digits: two of the gateway's, the time, the trace number of six, one more. */
function mintQueryId(random: Random, atMs: number): string {
  return `95${beijingCompactTime(atMs).slice(2)}${drawDigits(random, 7)}`;
}

export const unionpayDialect: WalletDialect = {
  channel: 'unionpay',
  refundKey: (_outTradeNo, outRefundNo) => outRefundNo,
  /** 19 digits that begin 62. Those that begin 62000001 choose their outcome, so none of them is made here. */
  mintCode: (random) => `62${1 + random.below(9)}${drawDigits(random, 16)}`,
  mintTransactionId: mintQueryId,
  mintRefundId: mintQueryId,
  /** The card behind the code, as merchants see it. */
  mintCustomerId: (random) => `621626*********${drawDigits(random, 4)}`,
  /** The answer only says that the request was taken; the money moves a moment later. */
  noticeDelayMs: 300,
};

export const traceNoOf = (queryId: string): string => queryId.slice(14, 20);
/** MMDDhhmmss */
export const traceTimeOf = (atMs: number): string => beijingCompactTime(atMs).slice(4);

const hourMs = 3_600_000;

/** UnionPay's day of an instant, `2026-01-31`: from 23:00 of the evening before to 23:00. */
export function settlementDate(atMs: number): string {
  return beijingDate(atMs + hourMs);
}

/** When settlement day `date` begins; undefined where there is no such day. */
export function settlementDayStartMs(date: string): number | undefined {
  const startMs = beijingDayStartMs(date);
  return startMs === undefined ? undefined : startMs - hourMs;
}

/** What the gateway tells of a consumption that was paid. */
export function paidFields(merchant: UnionpayMerchant, order: WalletOrder, payment: WalletPayment): Fields {
  return {
    ...orderFields(merchant, order),
    ...settledFields(merchant, { queryId: payment.transactionId, atMs: payment.paidAtMs, amount: order.amountMinor }),
    accNo: payment.customerId,
    payCardType: '01',
  };
}

export function orderFields(merchant: UnionpayMerchant, order: WalletOrder): Fields {
  return {
    txnType: '01',
    txnSubType: order.way === 'payment_code' ? '06' : '07',
    merId: merchant.merId,
    orderId: order.outTradeNo,
    txnTime: order.txnTime ?? '',
    txnAmt: order.amountMinor.toString(),
    currencyCode: merchant.currencyCode,
  };
}

export function settledFields(
  merchant: UnionpayMerchant,
  what: { queryId: string; atMs: number; amount: bigint },
): Fields {
  return {
    queryId: what.queryId,
    traceNo: traceNoOf(what.queryId),
    traceTime: traceTimeOf(what.atMs),
    settleAmt: what.amount.toString(),
    settleCurrencyCode: merchant.currencyCode,
    settleDate: beijingIsoFields(what.atMs + hourMs).date,
  };
}

const minutes = 60_000;

/** Five deliveries until the merchant answers 200: at once, then after 1, 2, 4 and 5 minutes. */
export const unionpayRetryDelaysMs: readonly number[] = [1 * minutes, 2 * minutes, 4 * minutes, 5 * minutes];

export function unionpayNotices(options: { merchant: UnionpayMerchant; keys: GatewayKeys }): NoticeDialect {
  const { merchant, keys } = options;
  return {
    channel: 'unionpay',
    retryDelaysMs: unionpayRetryDelaysMs,
    mintNoticeId: () => randomUUID(),
    compose({ order, refund }, badlySigned) {
      const payment = paymentOf(order);
      const about: Fields = refund
        ? {
            ...settledFields(merchant, { queryId: refund.refundId, atMs: refund.atMs, amount: refund.amountMinor }),
            txnType: '04',
            txnSubType: '00',
            merId: merchant.merId,
            orderId: refund.outRefundNo,
            txnTime: refund.txnTime ?? '',
            txnAmt: refund.amountMinor.toString(),
            currencyCode: merchant.currencyCode,
            origQryId: payment?.transactionId ?? '',
          }
        : payment
          ? paidFields(merchant, order, payment)
          : {};
      const fields = { ...frameFields, ...about, respCode: '00', respMsg: respMessage('00') };
      return {
        headers: { 'Content-Type': 'application/x-www-form-urlencoded;charset=UTF-8' },
        body: new URLSearchParams(signedFields(fields, keys, badlySigned)).toString(),
      };
    },
    isAccepted: (status) => status === 200,
  };
}

export const frameFields: Fields = {
  version: '5.1.0',
  encoding: 'UTF-8',
  signMethod: '01',
  bizType: '000000',
  accessType: '0',
};
