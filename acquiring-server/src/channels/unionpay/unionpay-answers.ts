/**
 * What UnionPay answered, as outcomes. Nothing is believed before its signature, its certificate and its form are
 * checked, and that it is of the transaction that was asked about. 00 in the answer to a transaction says that it was
 * taken: what became of it is told by a notice or an inquiry (origRespCode).
 */
import { type Currency, currencyNumbers, currencySchema } from '@qiantai/protos';
import { z } from 'zod';
import { instantOfCompactTime } from '../beijing-time.ts';
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
  isBusy,
  isDone,
  isNoSuchTransaction,
  isNotReversible,
  isOpen,
  isRefundFailure,
  isTaken,
  isUndone,
  refundWantsPerson,
  refusalOf,
} from './unionpay-codes.ts';
import type { UnionpayCredentials } from './unionpay-credentials.ts';
import { parseAnswer, txnTimeOf, verifyFields } from './unionpay-signature.ts';

/** A request and the moment at which its answer is read. */
export interface Asked {
  orderId: string;
  sentAtMs: number;
  nowMs: number;
}

const statusSchema = z.object({
  respCode: z.string().regex(/^[0-9A-Z]{2}$/),
  respMsg: z.string().max(1024).default(''),
  merId: z.string().max(32),
});
type Status = z.infer<typeof statusSchema>;

const namesSchema = z.object({ orderId: z.string().max(40), txnTime: z.string().max(14) });

export type Read =
  | { kind: 'told'; status: Status; members: Readonly<Record<string, string>> }
  | { kind: 'unknown'; why: string };

/** A verified answer of our merchant, whatever it says. */
export function readAnswer(credentials: UnionpayCredentials, answer: HttpAnswer, nowMs: number): Read {
  const unknown = (why: string): Read => ({ kind: 'unknown', why: `HTTP ${answer.status}: ${why}` });
  const fields = parseAnswer(Buffer.from(answer.body).toString('utf8'));
  if (!fields) return unknown('the body is no answer of the gateway');
  const verified = verifyFields(credentials, fields, nowMs);
  if (!verified.ok) return unknown(verified.why);
  const members = Object.fromEntries(fields);
  const status = statusSchema.safeParse(members);
  if (!status.success) return unknown('the answer has no respCode');
  if (status.data.merId !== credentials.merId) return unknown('the answer is of another merchant');
  return { kind: 'told', status: status.data, members };
}

/** An answer about this very transaction. */
function readOf(credentials: UnionpayCredentials, answer: HttpAnswer, asked: Asked): Read {
  const read = readAnswer(credentials, answer, asked.nowMs);
  if (read.kind === 'unknown') return read;
  const names = namesSchema.safeParse(read.members);
  const same =
    names.success && names.data.orderId === asked.orderId && names.data.txnTime === txnTimeOf(asked.sentAtMs);
  return same ? read : { kind: 'unknown', why: 'the answer is of another transaction' };
}

const askedBack = ({ channelRefundNo, sentAtMs }: RefundOperation, nowMs: number): Asked => ({
  orderId: channelRefundNo,
  sentAtMs,
  nowMs,
});

const said = (status: Status): string => `${status.respCode} ${status.respMsg}`.trim();
const asUnknown = (status: Status) => ({ kind: 'unknown', why: said(status) }) as const;

export function readPayByCode(credentials: UnionpayCredentials, answer: HttpAnswer, asked: Asked): PayOutcome {
  const read = readOf(credentials, answer, asked);
  if (read.kind === 'unknown') return read;
  const { status } = read;
  if (isTaken(status.respCode)) return { kind: 'payer_pending' };
  return refused(status);
}

function refused(status: Status): PayOutcome {
  const refusal = refusalOf(status.respCode);
  return refusal ? { kind: 'declined', ...refusal, channelMessage: said(status) } : asUnknown(status);
}

export function readApply(credentials: UnionpayCredentials, answer: HttpAnswer, asked: Asked): PayOutcome {
  const read = readOf(credentials, answer, asked);
  if (read.kind === 'unknown') return read;
  if (!isDone(read.status.respCode)) return refused(read.status);
  const qrCode = z.string().min(1).max(512).safeParse(read.members['qrCode']);
  return qrCode.success
    ? { kind: 'payer_pending', qrText: qrCode.data }
    : { kind: 'unknown', why: 'the answer has no QR code' };
}

const transactionSchema = z.object({
  orderId: z.string().max(40),
  txnTime: z.string(),
  merId: z.string(),
  queryId: z.string().regex(/^[0-9A-Za-z]{20,21}$/),
  txnAmt: z.string().regex(/^\d{1,12}$/),
  currencyCode: z.string().regex(/^\d{3}$/),
  traceTime: z.string().regex(/^\d{10}$/),
});

const currencyOfNumber = new Map(
  currencySchema.options.map((currency): [string, Currency] => [currencyNumbers[currency], currency]),
);

/** Of a paid transaction, as inquiries and notices tell it; undefined where something is missing or no value. */
export function factsOf(members: Readonly<Record<string, unknown>>): ChannelFacts | undefined {
  const read = transactionSchema.safeParse(members);
  if (!read.success) return undefined;
  const transaction = read.data;
  const currency = currencyOfNumber.get(transaction.currencyCode);
  const paidAtMs = instantOfTrace(transaction.traceTime, transaction.txnTime);
  if (currency === undefined || paidAtMs === undefined) return undefined;
  return {
    channelOrderNo: transaction.orderId,
    channelTransactionId: transaction.queryId,
    amount: { amountMinor: BigInt(transaction.txnAmt), currency },
    channelMerchantId: transaction.merId,
    paidAtMs,
  };
}

const halfYearMs = 183 * 86_400_000;

/** traceTime is MMDDhhmmss: its year is that of txnTime, or the next where the two lie on both sides of new year. */
function instantOfTrace(traceTime: string, txnTime: string): number | undefined {
  const sentAtMs = instantOfCompactTime(txnTime);
  if (sentAtMs === undefined) return undefined;
  const year = Number(txnTime.slice(0, 4));
  const near = [year - 1, year, year + 1].map((one) => instantOfCompactTime(`${one}${traceTime}`));
  return near.find((atMs) => atMs !== undefined && Math.abs(atMs - sentAtMs) < halfYearMs);
}

/** An inquiry has a code of its own, and origRespCode is the transaction's. */
export function readQuery(credentials: UnionpayCredentials, answer: HttpAnswer, asked: Asked): QueryOutcome {
  const read = readOf(credentials, answer, asked);
  if (read.kind === 'unknown') return read;
  const { status, members } = read;
  if (isNoSuchTransaction(status.respCode)) return { kind: 'not_found' };
  if (!isDone(status.respCode)) return asUnknown(status);
  const original = members['origRespCode'] ?? '';
  if (isDone(original)) {
    const facts = factsOf(members);
    return facts ? { kind: 'paid', facts } : { kind: 'unknown', why: 'a success whose facts cannot be read' };
  }
  if (isOpen(original)) return { kind: 'pending' };
  if (isUndone(original)) return { kind: 'closed' };
  const channelMessage = `${original} ${members['origRespMsg'] ?? ''}`.trim();
  const refusal = refusalOf(original);
  // Every other code is a failure for good (交易状态查询): there is nothing to reverse, and its reversal is refused.
  return refusal
    ? { kind: 'declined', reasonCode: refusal.reasonCode, channelMessage }
    : { kind: 'unknown', why: channelMessage };
}

/** How long a shown payment code is good; a consumption that has not arrived by then never will. */
export const codeLifeMs = 60_000;
const retryMs = 5000;

/**
 * `before` is what an inquiry said just before the reversal. `mayArriveUntilMs`: until then a consumption that the
 * gateway does not know may still come.
 */
export function readReverse(
  credentials: UnionpayCredentials,
  answer: HttpAnswer,
  asked: Asked & { before: QueryOutcome['kind']; mayArriveUntilMs: number },
): ReverseOutcome {
  const read = readOf(credentials, answer, asked);
  if (read.kind === 'unknown') return read;
  const { status } = read;
  const { before } = asked;
  // Between the two the customer may have confirmed, so only a payment that was seen is told.
  if (isDone(status.respCode)) return { kind: 'reversed', moneyMoved: before === 'paid' ? true : null };
  if (isUndone(status.respCode)) return { kind: 'reversed', moneyMoved: null };
  if (isBusy(status.respCode)) return { kind: 'too_early', retryAfterMs: retryMs };
  const nothing = isNoSuchTransaction(status.respCode) || isNotReversible(status.respCode);
  if (nothing && before === 'not_found') {
    const leftMs = asked.mayArriveUntilMs - asked.nowMs;
    return leftMs > 0
      ? { kind: 'too_early', retryAfterMs: Math.min(leftMs, 15_000) }
      : { kind: 'reversed', moneyMoved: false };
  }
  if (isNotReversible(status.respCode) && before === 'paid') return { kind: 'refused', channelMessage: said(status) };
  return asUnknown(status);
}

export function readRefund(
  credentials: UnionpayCredentials,
  answer: HttpAnswer,
  operation: RefundOperation,
  nowMs: number,
): RefundOutcome {
  const read = readOf(credentials, answer, askedBack(operation, nowMs));
  if (read.kind === 'unknown') return read;
  const { status, members } = read;
  if (isDone(status.respCode) || isOpen(status.respCode)) {
    return { kind: 'processing', channelRefundId: members['queryId'] ?? operation.channelRefundNo };
  }
  return refundRefused(status.respCode, said(status));
}

function refundRefused(code: string, channelMessage: string): RefundOutcome {
  if (refundWantsPerson(code)) return { kind: 'needs_person', reasonCode: '', channelMessage };
  if (isRefundFailure(code)) return { kind: 'failed', reasonCode: 'CHANNEL_REFUSED', channelMessage };
  // 12 among them: a refund of this number is there, which an inquiry has to show.
  return { kind: 'unknown', why: channelMessage };
}

export function readRefundQuery(
  credentials: UnionpayCredentials,
  answer: HttpAnswer,
  operation: RefundOperation,
  nowMs: number,
): RefundOutcome {
  const read = readOf(credentials, answer, askedBack(operation, nowMs));
  if (read.kind === 'unknown') return read;
  const { status, members } = read;
  if (isNoSuchTransaction(status.respCode)) return { kind: 'not_found' };
  if (!isDone(status.respCode)) return asUnknown(status);
  const original = members['origRespCode'] ?? '';
  const channelRefundId = members['queryId'] ?? operation.channelRefundNo;
  if (isOpen(original)) return { kind: 'processing', channelRefundId };
  if (!isDone(original)) return refundRefused(original, `${original} ${members['origRespMsg'] ?? ''}`.trim());
  const sameAmount = members['txnAmt'] === operation.amount.amountMinor.toString();
  if (!sameAmount || members['currencyCode'] !== currencyNumbers[operation.amount.currency]) {
    return { kind: 'unknown', why: 'the answer is of another amount' };
  }
  return { kind: 'succeeded', channelRefundId };
}

/** An attempt as an inquiry names it. */
export const askedOf = (attempt: AttemptRef, nowMs: number): Asked => ({
  orderId: attempt.channelOrderNo,
  sentAtMs: attempt.sentAtMs,
  nowMs,
});
