/** Taking a refund into the books: its reserve on the payment and its posting. */
import { channelOrderNo, type RefundKey } from '@qiantai/protos';
import { platformBook } from '../ledger/journal.ts';
import type { PostingEvent } from '../ledger/posting.ts';
import { coveringAccount, type PostingEventKind } from '../ledger/posting-rules.ts';
import { beijingDate } from './beijing-date.ts';
import type { PaymentDeps } from './payment-deps.ts';
import type { AttemptRecord, PaymentWithAttempt, RefundRecord } from './payment-record.ts';
import type { Queryable } from './payment-store.ts';
import type { Clearing } from './ports.ts';
import { writeHistory } from './record-store.ts';
import { insertRefund } from './refund-store.ts';

export type NewRefund = Pick<
  RefundRecord,
  | 'refundKey'
  | 'requestHash'
  | 'origin'
  | 'amount'
  | 'storeId'
  | 'terminalId'
  | 'operatorId'
  | 'businessDate'
  | 'reason'
  | 'requestedAtMs'
>;

/**
 * Writes the refund of the channel payment `held`, due at once, and posts it. The caller has locked the
 * payment, knows that the key is free, and reserves the amount.
 */
export async function acceptChannelRefund(
  deps: PaymentDeps,
  client: Queryable,
  input: { held: PaymentWithAttempt; refund: NewRefund; nowMs: number; dueAtMs: number },
): Promise<RefundRecord> {
  const { held, refund, nowMs } = input;
  const { payment, attempt } = held;
  if (!attempt) throw new TypeError(`payment ${payment.paymentKey} has no attempt to refund`);
  const record: RefundRecord = {
    ...refund,
    merchantId: payment.merchantId,
    paymentKey: payment.paymentKey,
    attemptNo: attempt.attemptNo,
    channel: attempt.channel,
    shortfallMinor: await shortfall(deps, client, held, refund.amount.amountMinor),
    status: 'created',
    version: 1,
    channelRefundNo: channelRefundNoOf(refund.refundKey),
    channelRefundId: '',
    particulars: null,
    sentAtMs: null,
    reasonCode: '',
    channelMessage: '',
    exceptionCode: '',
    dueAtMs: input.dueAtMs,
    stepCount: 0,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
  await insertRefund(client, record);
  await writeHistory(client, {
    merchantId: record.merchantId,
    subject: 'refund',
    subjectKey: record.refundKey,
    version: 1,
    event: 'accepted',
    fromStatus: null,
    toStatus: 'created',
    attemptNo: record.attemptNo,
    detail: record.origin,
    atMs: nowMs,
  });
  await deps.ledger.post(client, [refundPosting(record, 'accepted', attempt)]);
  return record;
}

/** The same number on every retry, so that the channel refunds once. */
export function channelRefundNoOf(refundKey: RefundKey): string {
  return channelOrderNo(refundKey, 1);
}

export function refundPosting(
  refund: RefundRecord,
  what: RefundStep,
  attempt: Pick<AttemptRecord, 'clearing' | 'channelAccountId'>,
): PostingEvent {
  return {
    kind: refundKinds[attempt.clearing][what],
    reference: refund.refundKey,
    merchantId: refund.merchantId,
    currency: refund.amount.currency,
    amounts: {
      settlement: refund.amount.amountMinor,
      unsettledCoupon: 0n,
      fromPayable: refund.amount.amountMinor - refund.shortfallMinor,
      shortfall: refund.shortfallMinor,
    },
    subjects: { channelAccountId: attempt.channelAccountId, terminalId: refund.terminalId },
    businessDate: refund.businessDate,
    platformDate: beijingDate(refund.updatedAtMs),
  };
}

type RefundStep = 'accepted' | 'succeeded' | 'failed';

const refundKinds = {
  channel: { accepted: 'refund_accepted', succeeded: 'refund_succeeded', failed: 'refund_failed' },
  card: { accepted: 'refund_accepted', succeeded: 'card_refund_succeeded', failed: 'refund_failed' },
  direct: { accepted: 'direct_refund_accepted', succeeded: 'direct_refund_succeeded', failed: 'direct_refund_failed' },
} as const satisfies Record<Clearing, Record<RefundStep, PostingEventKind>>;

/** What the merchant is owed may not cover the refund; the rest becomes a receivable. */
async function shortfall(
  deps: PaymentDeps,
  client: Queryable,
  { payment, attempt }: PaymentWithAttempt,
  amountMinor: bigint,
): Promise<bigint> {
  // What is settled to the merchant directly was never owed by the platform.
  if (attempt?.clearing === 'direct') return 0n;
  const balance = await deps.ledger.lockBalance(client, {
    bookId: platformBook,
    code: coveringAccount.refund_accepted,
    subject: payment.merchantId,
    currency: payment.amount.currency,
  });
  const owedMinor = balance < 0n ? -balance : 0n;
  return amountMinor > owedMinor ? amountMinor - owedMinor : 0n;
}
