/** What Alipay answered, as outcomes. Nothing is believed before its signature and its form are checked. */
import { currencySchema, minorFromDecimal } from '@qiantai/protos';
import { z } from 'zod';
import { instantOfBeijingText } from '../beijing-time.ts';
import type { HttpAnswer } from '../http-exchange.ts';
import type {
  AttemptRef,
  ChannelFacts,
  PayOutcome,
  QueryOutcome,
  RefundOperation,
  RefundOutcome,
  ReverseOutcome,
} from '../port.ts';
import {
  cancelRefused,
  noSuchTrade,
  refundFailures,
  refundFundsShort,
  refundNeedsPerson,
  refusalOf,
  tradePaid,
} from './alipay-codes.ts';
import type { AlipayCredentials } from './alipay-credentials.ts';
import { methods } from './alipay-requests.ts';
import { verifiedInner } from './alipay-signature.ts';

const statusSchema = z.object({
  code: z.string().max(16),
  msg: z.string().max(512).default(''),
  sub_code: z.string().max(128).default(''),
  sub_msg: z.string().max(1024).default(''),
});
type Status = z.infer<typeof statusSchema>;

export type Read<T> =
  | { kind: 'value'; value: T }
  /** Verified, with a code other than 10000. */
  | { kind: 'error'; status: Status }
  | { kind: 'unknown'; why: string };

export function readAnswer<T>(
  credentials: AlipayCredentials,
  method: string,
  answer: HttpAnswer,
  schema: z.ZodType<T>,
): Read<T> {
  const verified = verifiedInner(credentials, method, Buffer.from(answer.body).toString('utf8'));
  if (!verified.ok) return { kind: 'unknown', why: `HTTP ${answer.status}: ${verified.why}` };
  const inner: unknown = JSON.parse(verified.inner);
  const status = statusSchema.safeParse(inner);
  if (!status.success) return { kind: 'unknown', why: 'the answer has no code' };
  if (status.data.code !== '10000') return { kind: 'error', status: status.data };
  const value = schema.safeParse(inner);
  if (!value.success) return { kind: 'unknown', why: z.prettifyError(value.error) };
  return { kind: 'value', value: value.data };
}

const said = (status: Status): string => `${status.sub_code || status.code} ${status.sub_msg || status.msg}`.trim();
const asUnknown = (status: Status) => ({ kind: 'unknown', why: said(status) }) as const;

const tradeSchema = z.object({
  out_trade_no: z.string().max(64),
  trade_no: z.string().min(1).max(64),
  total_amount: z.string().max(20),
  seller_id: z.string().max(32).optional(),
  /** Yuan where it is not named. */
  trans_currency: currencySchema.default('CNY'),
});

/**
 * Of a trade that is paid. Alipay's answers name the application's seller only in some products; where it is
 * missing the answer belongs to the application that we signed for, and with it to its seller.
 */
function factsOf(
  credentials: AlipayCredentials,
  trade: z.infer<typeof tradeSchema>,
  paidAt: string | undefined,
): ChannelFacts | undefined {
  const paidAtMs = instantOfBeijingText(paidAt ?? '');
  const currency = trade.trans_currency;
  if (paidAtMs === undefined) return undefined;
  return {
    channelOrderNo: trade.out_trade_no,
    channelTransactionId: trade.trade_no,
    amount: { amountMinor: minorFromDecimal(trade.total_amount, currency), currency },
    channelMerchantId: trade.seller_id ?? credentials.sellerId,
    channelAppId: credentials.appId,
    paidAtMs,
  };
}

/** A decimal that is none, or an instant that is none, leaves nothing to compare. */
function factsOrUnknown<Kind extends 'approved' | 'paid'>(
  kind: Kind,
  read: () => ChannelFacts | undefined,
): { kind: Kind; facts: ChannelFacts } | { kind: 'unknown'; why: string } {
  try {
    const facts = read();
    if (facts) return { kind, facts };
  } catch {
    // Told below.
  }
  return { kind: 'unknown', why: 'a success whose amount or time cannot be read' };
}

export function readPayByCode(credentials: AlipayCredentials, answer: HttpAnswer): PayOutcome {
  const schema = tradeSchema.extend({ gmt_payment: z.string().optional() });
  const read = readAnswer(credentials, methods.pay, answer, schema);
  if (read.kind === 'unknown') return read;
  if (read.kind === 'value') {
    return factsOrUnknown('approved', () => factsOf(credentials, read.value, read.value.gmt_payment));
  }
  if (read.status.code === '10003') return { kind: 'payer_pending' };
  return refused(read.status);
}

/**
 * 20000 and ACQ.SYSTEM_ERROR prove nothing; TRADE_HAS_SUCCESS says that this order number is paid, which an
 * inquiry has to show with its facts.
 */
function refused(status: Status): PayOutcome {
  if (status.sub_code === tradePaid || status.code === '20000') return asUnknown(status);
  const refusal = refusalOf(status.sub_code);
  return refusal ? { kind: 'declined', ...refusal, channelMessage: said(status) } : asUnknown(status);
}

export function readPrecreate(credentials: AlipayCredentials, answer: HttpAnswer, attempt: AttemptRef): PayOutcome {
  const schema = z.object({ out_trade_no: z.string().max(64), qr_code: z.string().min(1).max(1024) });
  const read = readAnswer(credentials, methods.precreate, answer, schema);
  if (read.kind === 'unknown') return read;
  if (read.kind === 'error') return refused(read.status);
  if (read.value.out_trade_no !== attempt.channelOrderNo) return { kind: 'unknown', why: 'a QR code of another order' };
  return { kind: 'payer_pending', qrText: read.value.qr_code };
}

export function readQuery(credentials: AlipayCredentials, answer: HttpAnswer): QueryOutcome {
  const schema = tradeSchema.extend({
    trade_status: z.enum(['WAIT_BUYER_PAY', 'TRADE_CLOSED', 'TRADE_SUCCESS', 'TRADE_FINISHED']),
    send_pay_date: z.string().optional(),
  });
  const read = readAnswer(credentials, methods.query, answer, schema);
  if (read.kind === 'unknown') return read;
  if (read.kind === 'error') {
    return read.status.sub_code === noSuchTrade ? { kind: 'not_found' } : asUnknown(read.status);
  }
  const trade = read.value;
  switch (trade.trade_status) {
    case 'WAIT_BUYER_PAY':
      return { kind: 'pending' };
    case 'TRADE_CLOSED':
      return { kind: 'closed' };
    case 'TRADE_SUCCESS':
    case 'TRADE_FINISHED':
      return factsOrUnknown('paid', () => factsOf(credentials, trade, trade.send_pay_date));
  }
}

/**
 * `action` tells whether money had moved: `close` no, `refund` yes and it went back. Without it nothing is
 * said (a cancel repeated, or one of a trade that was not there yet).
 */
export function readCancel(credentials: AlipayCredentials, answer: HttpAnswer, attempt: AttemptRef): ReverseOutcome {
  const schema = z.object({
    out_trade_no: z.string().max(64).optional(),
    retry_flag: z.enum(['Y', 'N']).default('N'),
    action: z.enum(['close', 'refund']).optional(),
  });
  const read = readAnswer(credentials, methods.cancel, answer, schema);
  if (read.kind === 'unknown') return read;
  if (read.kind === 'error') {
    const { status } = read;
    return cancelRefused.has(status.sub_code) ? { kind: 'refused', channelMessage: said(status) } : asUnknown(status);
  }
  const cancel = read.value;
  if (cancel.out_trade_no !== undefined && cancel.out_trade_no !== attempt.channelOrderNo) {
    return { kind: 'unknown', why: 'the answer is of another order' };
  }
  if (cancel.retry_flag === 'Y') return { kind: 'unknown', why: 'the channel asks to cancel again' };
  return { kind: 'reversed', moneyMoved: cancel.action === undefined ? null : cancel.action === 'refund' };
}

/** `fund_change` Y: this call moved the money. N: it did not, which an inquiry has to explain (an earlier try did, or none). */
export function readRefund(
  credentials: AlipayCredentials,
  answer: HttpAnswer,
  operation: RefundOperation,
): RefundOutcome {
  const schema = z.object({ out_trade_no: z.string().max(64), trade_no: z.string().max(64), fund_change: z.string() });
  const read = readAnswer(credentials, methods.refund, answer, schema);
  if (read.kind === 'unknown') return read;
  if (read.kind === 'error') return refundRefused(read.status);
  if (read.value.out_trade_no !== operation.original.channelOrderNo) {
    return { kind: 'unknown', why: 'the answer is of another order' };
  }
  const kind = read.value.fund_change === 'Y' ? 'succeeded' : 'processing';
  return { kind, channelRefundId: operation.channelRefundNo };
}

function refundRefused(status: Status): RefundOutcome {
  const channelMessage = said(status);
  if (status.sub_code === noSuchTrade) return { kind: 'not_found' };
  if (status.sub_code === refundFundsShort) {
    return { kind: 'needs_person', reasonCode: 'CHANNEL_FUNDS_SHORT', channelMessage };
  }
  if (refundNeedsPerson.has(status.sub_code)) return { kind: 'needs_person', reasonCode: '', channelMessage };
  if (refundFailures.has(status.sub_code)) return { kind: 'failed', reasonCode: 'CHANNEL_REFUSED', channelMessage };
  return asUnknown(status);
}

/** An answer without refund_status confirms nothing: no such refund was made, or not yet. */
export function readRefundQuery(
  credentials: AlipayCredentials,
  answer: HttpAnswer,
  operation: RefundOperation,
): RefundOutcome {
  const schema = z.object({
    out_trade_no: z.string().max(64).optional(),
    out_request_no: z.string().max(64).optional(),
    refund_status: z.string().max(32).optional(),
    refund_amount: z.string().max(20).optional(),
  });
  const read = readAnswer(credentials, methods.queryRefund, answer, schema);
  if (read.kind === 'unknown') return read;
  if (read.kind === 'error') {
    const noSuch = read.status.sub_code === noSuchTrade || read.status.sub_code === 'ACQ.REFUND_NOT_EXIST';
    return noSuch ? { kind: 'not_found' } : asUnknown(read.status);
  }
  const refund = read.value;
  if (refund.refund_status === undefined || refund.refund_status === '') {
    return refund.out_request_no === undefined
      ? { kind: 'not_found' }
      : { kind: 'processing', channelRefundId: operation.channelRefundNo };
  }
  if (refund.out_request_no !== operation.channelRefundNo || !sameAmount(refund.refund_amount, operation)) {
    return { kind: 'unknown', why: 'the answer is of another refund or amount' };
  }
  return refund.refund_status === 'REFUND_SUCCESS'
    ? { kind: 'succeeded', channelRefundId: operation.channelRefundNo }
    : { kind: 'processing', channelRefundId: operation.channelRefundNo };
}

function sameAmount(decimal: string | undefined, operation: RefundOperation): boolean {
  try {
    return minorFromDecimal(decimal ?? '', operation.amount.currency) === operation.amount.amountMinor;
  } catch {
    return false;
  }
}
