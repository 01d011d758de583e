/**
 * The one place where a payment changes: locked, decided by the table, and committed together with its
 * history, its order's sums, its postings and what others are told.
 */
import { unreachable } from '@qiantai/foundation';
import type { PaymentStatusName } from '@qiantai/protos';
import type { PostingEvent } from '../ledger/posting.ts';
import { attemptMayBecome } from './attempt-transitions.ts';
import { acceptAutomaticRefund } from './automatic-refund.ts';
import { channelPaymentPosting } from './channel-postings.ts';
import type { OfflineCardRecord } from './offline-cards/offline-card-record.ts';
import { lockOfflineCard } from './offline-cards/offline-card-store.ts';
import { isOwed, mayBeRepresented, settleOfflineCard } from './offline-cards/settle-offline-card.ts';
import { lockOrder, type OrderMove, orderMove } from './order-store.ts';
import type { PaymentDeps } from './payment-deps.ts';
import { type AttemptRecord, isFinalPayment, type PaymentRecord, type PaymentWithAttempt } from './payment-record.ts';
import {
  attemptInsert,
  attemptUpdate,
  lockPayment,
  type PaymentRef,
  paymentUpdate,
  type Queryable,
  secretDelete,
} from './payment-store.ts';
import { countsForOrder, nextPaymentStatus, type PaymentEventKind } from './payment-transitions.ts';
import { historyInsert, openException, outboxInsert, paymentPayload } from './record-store.ts';
import { paymentWakeKey } from './wakeups.ts';
import { type Write, writeTogether } from './write-store.ts';

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
      | 'presentedAfter'
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
  /** Money held that was given up long ago: it goes back, though the order may have room for it. */
  goesBack?: true;
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
  const { payment } = next;
  if (change.exception) {
    await openException(client, deps.ids, {
      merchantId: payment.merchantId,
      subjectKey: payment.paymentKey,
      atMs: nowMs,
      ...change.exception,
    });
  }
  const card = change.event ? await offlineCardOf(client, current.payment) : undefined;
  const place = await placeInOrder(client, current.payment, { ...change, to, nowMs, card });
  payment.counted = place.counted;
  // Money that the order does not want goes back, all of it.
  const unwanted = change.event === 'money_held' && !place.counted;
  const after = unwanted ? { ...next, payment: { ...payment, refundedMinor: payment.amount.amountMinor } } : next;
  await writeTogether(client, [
    ...attemptWrites(change, next),
    ...(place.move ? [orderMove(place.move)] : []),
    ...(change.event
      ? transitionWrites(deps, { from, event: change.event, detail: change.detail ?? '', next, card })
      : []),
    paymentUpdate(after.payment),
  ]);
  // Last, since accounts are what many wait for; a refund counts on the posting.
  if (change.event) {
    const settled = card && { card, event: change.event, next, nowMs };
    const postings = settled ? await settleOfflineCard(deps, client, settled) : postingsOf(change.event, next);
    await deps.ledger.post(client, postings);
  }
  if (unwanted) await acceptAutomaticRefund(deps, client, { held: next, nowMs });
  return after;
}

/** Locked behind its payment. */
async function offlineCardOf(client: Queryable, payment: PaymentRecord): Promise<OfflineCardRecord | undefined> {
  if (!payment.offline) return undefined;
  const card = await lockOfflineCard(client, payment);
  if (!card) throw new TypeError(`payment ${payment.paymentKey} was taken offline, and its card is not there`);
  return card;
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
 * What the order counts of the payment from now on. It wants money that the channel holds where it counted the
 * payment all along; late money is wanted where there is room for it still. A payment that has come to nothing
 * gives its place back.
 */
async function placeInOrder(
  client: Queryable,
  payment: PaymentRecord,
  {
    event,
    goesBack,
    to,
    nowMs,
    card,
  }: Pick<PaymentChange, 'event' | 'goesBack'> & {
    to: PaymentStatusName;
    nowMs: number;
    card: OfflineCardRecord | undefined;
  },
): Promise<{ counted: boolean; move?: OrderMove }> {
  const { merchantId, orderNo } = payment;
  const { amountMinor } = payment.amount;
  if (event === 'money_held') {
    // The goods of a card that was taken offline are gone, so it keeps what is owed.
    if (card ? !isOwed(card) : goesBack) return { counted: false };
    const paid = { merchantId, orderNo, paidDeltaMinor: amountMinor, nowMs };
    if (payment.counted) return { counted: true, move: { ...paid, reservedDeltaMinor: 0n } };
    const order = await lockOrder(client, payment);
    const room = order && order.status !== 'closed' && order.reservedMinor + amountMinor <= order.totalMinor;
    return room ? { counted: true, move: { ...paid, reservedDeltaMinor: amountMinor } } : { counted: false };
  }
  // The goods of a card that was taken offline are gone: its place is taken, whatever becomes of the money.
  if (!payment.counted || countsForOrder(to) || card) return { counted: payment.counted };
  const move = { merchantId, orderNo, reservedDeltaMinor: -amountMinor, paidDeltaMinor: 0n, nowMs };
  return { counted: false, move };
}

function attemptWrites(change: PaymentChange, next: PaymentWithAttempt): Write[] {
  if (change.newAttempt) return [attemptInsert(change.newAttempt)];
  return change.attempt && next.attempt ? [attemptUpdate(next.attempt)] : [];
}

/** The history, and where the payment ended what others are told and the end of its secret. */
function transitionWrites(
  deps: PaymentDeps,
  input: {
    from: PaymentStatusName;
    event: PaymentEventKind;
    detail: string;
    next: PaymentWithAttempt;
    card: OfflineCardRecord | undefined;
  },
): Write[] {
  const { from, event, detail } = input;
  const { payment } = input.next;
  const { merchantId } = payment;
  const history = historyInsert({
    merchantId,
    subject: 'payment',
    subjectKey: payment.paymentKey,
    version: payment.version,
    event,
    fromStatus: from,
    toStatus: payment.status,
    attemptNo: payment.attemptNo,
    detail,
    atMs: payment.updatedAtMs,
  });
  if (payment.status === from || !isFinalPayment(payment)) return [history];
  const told = outboxInsert(deps.ids, { merchantId, payload: paymentPayload(payment) });
  const kept = input.card && payment.status !== 'paid' && mayBeRepresented(input.card);
  return kept ? [history, told] : [history, told, secretDelete(payment)];
}

function postingsOf(event: PaymentEventKind, next: PaymentWithAttempt): PostingEvent[] {
  switch (event) {
    case 'money_held':
      return [channelPaymentPosting(next, 'taken', next.payment.updatedAtMs)];
    case 'money_returned':
      return [
        channelPaymentPosting(next, 'taken', next.payment.updatedAtMs),
        channelPaymentPosting(next, 'reversed', next.payment.updatedAtMs),
      ];
    case 'attempt_sent':
    case 'no_route':
    case 'declined':
    case 'payer_must_act':
    case 'no_answer':
    case 'given_up':
    case 'reversal_repeated':
    case 'unpaid_confirmed':
    case 'represented':
    case 'refund_reserved':
    case 'refund_released':
      return [];
    default:
      return unreachable(event);
  }
}
