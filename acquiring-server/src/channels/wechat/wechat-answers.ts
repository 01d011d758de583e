/** What WeChat Pay answered, as outcomes. Nothing is believed before its signature and its form are checked. */
import { errorText } from '@qiantai/foundation';
import { currencySchema } from '@qiantai/protos';
import { z } from 'zod';
import type { HttpAnswer } from '../http-exchange.ts';
import type { ChannelFacts, PayOutcome, QueryOutcome, RefundOutcome, ReverseOutcome } from '../port.ts';
import {
  isAlreadyClosed,
  isBusy,
  isFundsShort,
  isInvalidRequest,
  isNoSuchOrder,
  isOrderPaid,
  isReverseOver,
  isUserPaying,
  needsPerson,
  refusalOf,
} from './wechat-codes.ts';
import type { WechatCredentials } from './wechat-credentials.ts';
import { verifyMessage } from './wechat-signature.ts';

/** WeChat Pay forbids reversing within 15 s of the payment (protocol facts 7). */
export const reverseNotBeforeMs = 15_000;
/** A payment code lives about a minute: an order that was not made of it until then never will be. */
const codeLifeMs = 90_000;

const errorSchema = z.object({ code: z.string().max(64), message: z.string().max(2000).default('') });

export const transactionSchema = z.object({
  appid: z.string().max(32),
  mchid: z.string().max(32),
  out_trade_no: z.string().max(32),
  transaction_id: z.string().max(32).default(''),
  trade_state: z.enum(['SUCCESS', 'REFUND', 'NOTPAY', 'CLOSED', 'REVOKED', 'USERPAYING', 'PAYERROR', 'ACCEPT']),
  trade_state_desc: z.string().max(512).default(''),
  success_time: z.iso.datetime({ offset: true }).optional(),
  amount: z
    .object({ total: z.number().int().min(0).max(999_999_999_999), currency: currencySchema.default('CNY') })
    .optional(),
});
export type WechatTransaction = z.infer<typeof transactionSchema>;

type Read<T> =
  | { kind: 'value'; value: T }
  | { kind: 'error'; status: number; code: string; message: string }
  | { kind: 'unknown'; why: string };

/** A verified answer: its value with status 2xx, its error code with another, or nothing to go by. */
export function readAnswer<T>(
  credentials: WechatCredentials,
  answer: HttpAnswer,
  nowMs: number,
  schema: z.ZodType<T>,
): Read<T> {
  const verification = verifyMessage(credentials, answer, nowMs);
  if (!verification.ok) return { kind: 'unknown', why: `HTTP ${answer.status}: ${verification.why}` };
  const json = parseJson(answer.body);
  const error = errorSchema.safeParse(json);
  if (error.success && (answer.status >= 300 || answer.status === 202)) {
    return { kind: 'error', status: answer.status, code: error.data.code, message: error.data.message };
  }
  if (answer.status >= 300) return { kind: 'unknown', why: `HTTP ${answer.status} without an error code` };
  const value = schema.safeParse(json);
  if (!value.success) return { kind: 'unknown', why: `HTTP ${answer.status}: ${z.prettifyError(value.error)}` };
  return { kind: 'value', value: value.data };
}

function parseJson(body: Uint8Array): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    return errorText(error);
  }
}

/** The members that prove a payment; undefined where one is missing. */
export function factsOf(transaction: WechatTransaction): ChannelFacts | undefined {
  const { amount, success_time: successTime, transaction_id: channelTransactionId } = transaction;
  if (!amount || !successTime || channelTransactionId === '') return undefined;
  return {
    channelOrderNo: transaction.out_trade_no,
    channelTransactionId,
    amount: { amountMinor: BigInt(amount.total), currency: amount.currency },
    channelMerchantId: transaction.mchid,
    channelAppId: transaction.appid,
    paidAtMs: Date.parse(successTime),
  };
}

const factsMissing = { kind: 'unknown', why: 'a success without amount, time or transaction number' } as const;

/**
 * Payment by code: the whole transaction, or HTTP 202 or USERPAYING while the payer confirms. An error is a
 * refusal only where its code says that nothing was taken.
 */
export function readPayByCode(credentials: WechatCredentials, answer: HttpAnswer, nowMs: number): PayOutcome {
  const read = readAnswer(credentials, answer, nowMs, transactionSchema.partial({ trade_state: true }));
  if (read.kind === 'unknown') return answer.status === 202 ? pendingOrUnknown(credentials, answer, nowMs) : read;
  if (read.kind === 'error') {
    if (read.status === 202 || isUserPaying(read.code)) return { kind: 'payer_pending' };
    return refused(read);
  }
  const transaction = read.value;
  switch (transaction.trade_state) {
    case 'SUCCESS': {
      const facts = factsOf({ ...transaction, trade_state: 'SUCCESS' });
      return facts ? { kind: 'approved', facts } : factsMissing;
    }
    case 'PAYERROR':
      return {
        kind: 'declined',
        reasonCode: 'CHANNEL_REFUSED',
        channelMessage: transaction.trade_state_desc,
        retryable: false,
      };
    case 'CLOSED':
    case 'REVOKED':
      return {
        kind: 'declined',
        reasonCode: 'ORDER_CLOSED',
        channelMessage: transaction.trade_state_desc,
        retryable: false,
      };
    case 'USERPAYING':
    case 'NOTPAY':
    case 'ACCEPT':
      return { kind: 'payer_pending' };
    case 'REFUND':
      return { kind: 'unknown', why: 'the channel shows a refund of a payment just made' };
    case undefined:
      return answer.status === 202 ? { kind: 'payer_pending' } : { kind: 'unknown', why: 'no trade_state' };
  }
}

/** 202 with a body of any form, as long as it is signed. */
function pendingOrUnknown(credentials: WechatCredentials, answer: HttpAnswer, nowMs: number): PayOutcome {
  const verification = verifyMessage(credentials, answer, nowMs);
  return verification.ok ? { kind: 'payer_pending' } : { kind: 'unknown', why: verification.why };
}

function refused(error: { status: number; code: string; message: string }): PayOutcome {
  const refusal = error.status < 500 ? refusalOf(error.code) : undefined;
  if (!refusal) return { kind: 'unknown', why: `HTTP ${error.status} ${error.code}: ${error.message}` };
  return { kind: 'declined', ...refusal, channelMessage: `${error.code} ${error.message}` };
}

export function readNative(credentials: WechatCredentials, answer: HttpAnswer, nowMs: number): PayOutcome {
  const read = readAnswer(credentials, answer, nowMs, z.object({ code_url: z.string().min(1).max(512) }));
  if (read.kind === 'unknown') return read;
  if (read.kind === 'error') return refused(read);
  return { kind: 'payer_pending', qrText: read.value.code_url };
}

export function readQuery(credentials: WechatCredentials, answer: HttpAnswer, nowMs: number): QueryOutcome {
  const read = readAnswer(credentials, answer, nowMs, transactionSchema);
  if (read.kind === 'unknown') return read;
  if (read.kind === 'error') {
    if (isNoSuchOrder(read.code)) return { kind: 'not_found' };
    if (isAlreadyClosed(read.code)) return { kind: 'closed' };
    return { kind: 'unknown', why: `HTTP ${read.status} ${read.code}: ${read.message}` };
  }
  const transaction = read.value;
  switch (transaction.trade_state) {
    case 'SUCCESS': {
      const facts = factsOf(transaction);
      return facts ? { kind: 'paid', facts } : factsMissing;
    }
    case 'NOTPAY':
    case 'USERPAYING':
    case 'ACCEPT':
      return { kind: 'pending' };
    case 'CLOSED':
    case 'REVOKED':
      return { kind: 'closed' };
    case 'PAYERROR':
      return { kind: 'not_paid', reasonCode: 'CHANNEL_REFUSED', channelMessage: transaction.trade_state_desc };
    case 'REFUND':
      // Paid once, and refunded in part or in full: how much is held now this answer does not say.
      return { kind: 'unknown', why: 'the channel shows a refund of this payment' };
  }
}

/** Of a code payment. WeChat Pay does not say whether money had moved. */
export function readReverse(
  credentials: WechatCredentials,
  answer: HttpAnswer,
  moment: { nowMs: number; sentAtMs: number },
): ReverseOutcome {
  const read = readAnswer(credentials, answer, moment.nowMs, z.object({}));
  if (read.kind === 'unknown') return read;
  if (read.kind === 'value') return { kind: 'reversed', moneyMoved: null };
  if (isAlreadyClosed(read.code)) return { kind: 'reversed', moneyMoved: null };
  if (isBusy(read.code)) return { kind: 'too_early', retryAfterMs: 5000 };
  const ageMs = moment.nowMs - moment.sentAtMs;
  // Their clock may be behind ours: soon after the payment a refusal still means "too early".
  if (isInvalidRequest(read.code) && ageMs < 2 * reverseNotBeforeMs) return { kind: 'too_early', retryAfterMs: 5000 };
  if (isNoSuchOrder(read.code)) {
    const codeLivesMs = codeLifeMs - ageMs;
    return codeLivesMs > 0
      ? { kind: 'too_early', retryAfterMs: Math.min(codeLivesMs, 15_000) }
      : { kind: 'reversed', moneyMoved: false };
  }
  if (isReverseOver(read.code) || isInvalidRequest(read.code)) {
    return { kind: 'refused', channelMessage: `${read.code} ${read.message}` };
  }
  return { kind: 'unknown', why: `HTTP ${read.status} ${read.code}: ${read.message}` };
}

/**
 * Of an order to be scanned: closing works only while nobody has paid. An order that is not there was never
 * shown to anybody, since its code_url came with the answer that made it.
 */
export function readClose(credentials: WechatCredentials, answer: HttpAnswer, nowMs: number): ReverseOutcome {
  const read = readAnswer(credentials, answer, nowMs, z.object({}));
  if (read.kind === 'unknown') return read;
  if (read.kind === 'value') return { kind: 'reversed', moneyMoved: false };
  if (isAlreadyClosed(read.code) || isNoSuchOrder(read.code)) return { kind: 'reversed', moneyMoved: false };
  if (isOrderPaid(read.code)) return { kind: 'refused', channelMessage: `${read.code} ${read.message}` };
  return { kind: 'unknown', why: `HTTP ${read.status} ${read.code}: ${read.message}` };
}

const refundSchema = z.object({
  refund_id: z.string().min(1).max(64),
  out_refund_no: z.string().max(64),
  out_trade_no: z.string().max(32),
  status: z.enum(['SUCCESS', 'CLOSED', 'PROCESSING', 'ABNORMAL']),
  amount: z.object({ refund: z.number().int().min(0), currency: currencySchema.default('CNY') }),
});

/** Of the request and of the inquiry alike. Facts of another refund are no answer to this one. */
export function readRefund(
  credentials: WechatCredentials,
  answer: HttpAnswer,
  expected: { nowMs: number; channelRefundNo: string; channelOrderNo: string; amountMinor: bigint },
): RefundOutcome {
  const read = readAnswer(credentials, answer, expected.nowMs, refundSchema);
  if (read.kind === 'unknown') return read;
  if (read.kind === 'error') return refundRefused(read);
  const refund = read.value;
  if (
    refund.out_refund_no !== expected.channelRefundNo ||
    refund.out_trade_no !== expected.channelOrderNo ||
    BigInt(refund.amount.refund) !== expected.amountMinor
  ) {
    return { kind: 'unknown', why: 'the answer is of another refund or amount' };
  }
  switch (refund.status) {
    case 'SUCCESS':
      return { kind: 'succeeded', channelRefundId: refund.refund_id };
    case 'PROCESSING':
      return { kind: 'processing', channelRefundId: refund.refund_id };
    case 'CLOSED':
      return { kind: 'failed', reasonCode: 'CHANNEL_REFUSED', channelMessage: 'CLOSED' };
    case 'ABNORMAL':
      // The payer's account or card takes nothing back: a person settles it, the reserve stays.
      return { kind: 'needs_person', reasonCode: '', channelMessage: 'ABNORMAL' };
  }
}

function refundRefused(error: { status: number; code: string; message: string }): RefundOutcome {
  const channelMessage = `${error.code} ${error.message}`;
  if (isNoSuchOrder(error.code)) return { kind: 'not_found' };
  if (isFundsShort(error.code)) return { kind: 'needs_person', reasonCode: 'CHANNEL_FUNDS_SHORT', channelMessage };
  if (needsPerson(error.code)) return { kind: 'needs_person', reasonCode: '', channelMessage };
  const refusal = error.status < 500 ? refusalOf(error.code) : undefined;
  if (refusal && !refusal.retryable) return { kind: 'failed', reasonCode: refusal.reasonCode, channelMessage };
  return { kind: 'unknown', why: `HTTP ${error.status} ${channelMessage}` };
}
