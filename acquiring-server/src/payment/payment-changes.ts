/**
 * The one place where a payment changes: locked, decided by the table, and committed together with its
 * history, its order's sums, its postings and what others are told.
 */
import { unreachable } from '@qiantai/foundation';
import type { PaymentStatusName } from '@qiantai/protos';
import type { PostingEvent } from '../ledger/posting.ts';
import { attemptMayBecome } from './attempt-transitions.ts';
import { acceptAutomaticRefund } from './automatic-refund.ts';
import { beijingDate } from './beijing-date.ts';
import { lockOrder, moveOrder } from './order-store.ts';
import type { PaymentDeps } from './payment-deps.ts';
import { type AttemptRecord, isFinalPayment, type PaymentRecord, type PaymentWithAttempt } from './payment-record.ts';
import {
  deleteSecret,
  insertAttempt,
  lockPayment,
  type PaymentRef,
  type Queryable,
  updateAttempt,
  updatePayment,
} from './payment-store.ts';
import { countsForOrder, nextPaymentStatus, type PaymentEventKind } from './payment-transitions.ts';
import { openException, paymentPayload, writeHistory, writeOutbox } from './record-store.ts';
import { paymentWakeKey } from './wakeups.ts';

export interface PaymentChange {
  /** Absent where only times, counts or the attempt change: no transition, no history. */
  event?: PaymentEventKind;
  /** For the history. */
  detail?: string;
  payment?: Partial<
    Pick<
      PaymentRecord,
      | 'channel'
      | 'attemptNo'
      | 'reasonCode'
      | 'channelMessage'
      | 'qrText'
      | 'deadlineMs'
      | 'refundedMinor'
      | 'dueAtMs'
      | 'stepCount'
      | 'driver'
    >
  >;
  attempt?: Partial<Omit<AttemptRecord, 'merchantId' | 'paymentKey' | 'attemptNo'>>;
  newAttempt?: AttemptRecord;
  exception?: { code: string; detail: string };
}

/**
 * Locks the payment, lets `decide` say what happens, and commits it. `decide` may be called again after a
 * conflict, so it must be pure; undefined changes nothing. A refused event is logged and changes nothing.
 * Answers the payment as it is after the commit; undefined where there is none.
 */
export async function changePayment(
  deps: PaymentDeps,
  ref: PaymentRef,
  decide: (current: PaymentWithAttempt, nowMs: number) => PaymentChange | undefined,
): Promise<PaymentWithAttempt | undefined> {
  const result = await deps.database.transaction(async (client) => {
    const current = await lockPayment(client, ref);
    if (!current) return undefined;
    const nowMs = deps.clock.nowMs();
    const change = decide(current, nowMs);
    return change ? await applyChange(deps, client, { current, change, nowMs }) : current;
  });
  deps.paymentWakeups.wake(paymentWakeKey(ref), result);
  if (result?.payment.dueAtMs) deps.alarm.ringAt(result.payment.dueAtMs);
  return result;
}

/** Within the caller's transaction, the payment locked. */
export async function applyChange(
  deps: PaymentDeps,
  client: Queryable,
  input: { current: PaymentWithAttempt; change: PaymentChange; nowMs: number },
): Promise<PaymentWithAttempt> {
  const { current, change, nowMs } = input;
  const from = current.payment.status;
  const to = change.event ? nextPaymentStatus(from, change.event) : from;
  if (!to) {
    deps.log.warn({ paymentKey: current.payment.paymentKey, from, event: change.event }, 'payment.event_refused');
    return current;
  }
  const next = nextRecords(current, change, { to, nowMs });
  if (change.exception) {
    await openException(client, deps.ids, {
      merchantId: next.payment.merchantId,
      subjectKey: next.payment.paymentKey,
      atMs: nowMs,
      ...change.exception,
    });
  }
  if (change.newAttempt) await insertAttempt(client, change.newAttempt);
  else if (change.attempt && next.attempt) await updateAttempt(client, next.attempt);

  const wanted = change.event === 'money_held' ? await takePlaceInOrder(client, current.payment, nowMs) : undefined;
  if (wanted === undefined) await followInOrder(client, current.payment, { to, nowMs });
  next.payment.counted = wanted ?? (current.payment.counted && countsForOrder(to));

  if (change.event) await recordTransition(deps, client, { from, change, event: change.event, next });
  if (wanted === false) await acceptAutomaticRefund(deps, client, { held: next, nowMs });
  await updatePayment(client, next.payment);
  return next;
}

function nextRecords(
  current: PaymentWithAttempt,
  change: PaymentChange,
  { to, nowMs }: { to: PaymentStatusName; nowMs: number },
): PaymentWithAttempt {
  const { payment } = current;
  const moved = to !== payment.status;
  const attempt = change.newAttempt ?? (current.attempt ? { ...current.attempt, ...change.attempt } : undefined);
  if (current.attempt && attempt && !change.newAttempt && !attemptMayBecome(current.attempt.status, attempt.status)) {
    throw new TypeError(`an attempt that is ${current.attempt.status} cannot become ${attempt.status}`);
  }
  return {
    payment: {
      ...payment,
      // The steps of a state are counted from its beginning.
      ...(moved ? { stepCount: 0, driver: '' } : {}),
      ...change.payment,
      status: to,
      version: payment.version + (change.event ? 1 : 0),
      updatedAtMs: change.event ? nowMs : payment.updatedAtMs,
      ...(isFinalPayment({ ...payment, status: to }) ? { dueAtMs: null, qrText: '', driver: '' } : {}),
    },
    attempt,
  };
}

/**
 * Whether the order wants money that the channel holds; then it counts as paid there. Money of a payment that
 * the order counted all along is wanted. Late money is wanted where there is room for it still.
 */
async function takePlaceInOrder(client: Queryable, payment: PaymentRecord, nowMs: number): Promise<boolean> {
  const amountMinor = payment.amount.amountMinor;
  const order = await lockOrder(client, payment);
  if (!order) return false;
  const room = order.status !== 'closed' && order.reservedMinor + amountMinor <= order.totalMinor;
  if (!payment.counted && !room) return false;
  await moveOrder(client, {
    merchantId: payment.merchantId,
    orderNo: payment.orderNo,
    reservedDeltaMinor: payment.counted ? 0n : amountMinor,
    paidDeltaMinor: amountMinor,
    nowMs,
  });
  return true;
}

/** Gives the payment's place in its order back when it counts no longer. */
async function followInOrder(
  client: Queryable,
  payment: PaymentRecord,
  { to, nowMs }: { to: PaymentStatusName; nowMs: number },
): Promise<void> {
  if (!payment.counted || countsForOrder(to)) return;
  await moveOrder(client, {
    merchantId: payment.merchantId,
    orderNo: payment.orderNo,
    reservedDeltaMinor: -payment.amount.amountMinor,
    paidDeltaMinor: 0n,
    nowMs,
  });
}

async function recordTransition(
  deps: PaymentDeps,
  client: Queryable,
  input: { from: PaymentStatusName; change: PaymentChange; event: PaymentEventKind; next: PaymentWithAttempt },
): Promise<void> {
  const { from, event, next } = input;
  const { payment } = next;
  await writeHistory(client, {
    merchantId: payment.merchantId,
    subject: 'payment',
    subjectKey: payment.paymentKey,
    version: payment.version,
    event,
    fromStatus: from,
    toStatus: payment.status,
    attemptNo: payment.attemptNo,
    detail: input.change.detail ?? '',
    atMs: payment.updatedAtMs,
  });
  await deps.ledger.post(client, postingsOf(event, next));
  if (payment.status !== from && isFinalPayment(payment)) {
    await writeOutbox(client, deps.ids, { merchantId: payment.merchantId, payload: paymentPayload(payment) });
    await deleteSecret(client, payment);
  }
}

function postingsOf(event: PaymentEventKind, next: PaymentWithAttempt): PostingEvent[] {
  switch (event) {
    case 'money_held':
      return [channelPaymentPosting(next, 'channel_payment', next.payment.updatedAtMs)];
    case 'money_returned':
      return [
        channelPaymentPosting(next, 'channel_payment', next.payment.updatedAtMs),
        channelPaymentPosting(next, 'payment_reversed', next.payment.updatedAtMs),
      ];
    case 'attempt_sent':
    case 'no_route':
    case 'declined':
    case 'payer_must_act':
    case 'no_answer':
    case 'given_up':
    case 'reversal_repeated':
    case 'unpaid_confirmed':
    case 'refund_reserved':
    case 'refund_released':
      return [];
    default:
      return unreachable(event);
  }
}

/**
 * The posting of the money that an attempt holds or held. A payment that was reversed and held again (the
 * channel says so) is posted again: the version in the reference tells the two apart.
 */
export function channelPaymentPosting(
  { payment, attempt }: PaymentWithAttempt,
  kind: 'channel_payment' | 'payment_reversed',
  atMs: number,
): PostingEvent {
  if (!attempt) throw new TypeError(`payment ${payment.paymentKey} has no attempt to post`);
  const { amountMinor } = payment.amount;
  return {
    kind,
    reference: `${payment.paymentKey}/${attempt.attemptNo}/${payment.version}`,
    merchantId: payment.merchantId,
    currency: payment.amount.currency,
    amounts: {
      amount: amountMinor,
      merchantFee: feeMinor(amountMinor, attempt.merchantFeeBasisPoints),
      channelCost: feeMinor(amountMinor, attempt.channelCostBasisPoints),
    },
    subjects: { channelAccountId: attempt.channelAccountId, terminalId: payment.terminalId },
    businessDate: payment.businessDate,
    channelDate: beijingDate(kind === 'channel_payment' ? (attempt.channelPaidAtMs ?? atMs) : atMs),
  };
}

/** Hundredths of a per cent, half a minor unit up. */
export function feeMinor(amountMinor: bigint, basisPoints: number): bigint {
  return (amountMinor * BigInt(basisPoints) + 5000n) / 10_000n;
}
