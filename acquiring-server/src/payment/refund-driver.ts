/**
 * Takes a refund from where it stands to where it waits or ends. The number stays the same on every try, so
 * a repeat is harmless at the channel; the reserve on the payment is held until the refund failed for good.
 */
import { errorText, unreachable } from '@qiantai/foundation';
import type { RefundOperation, RefundOutcome } from '../channels/port.ts';
import { attemptRefOf } from './attempt-ref.ts';
import { applyChange } from './payment-changes.ts';
import type { PaymentDeps } from './payment-deps.ts';
import { type AttemptRecord, isFinalRefund, type RefundRecord } from './payment-record.ts';
import { lockPayment, type Queryable, readAttempts, readPayment } from './payment-store.ts';
import { openException, refundPayload, writeHistory, writeOutbox } from './record-store.ts';
import { refundPosting } from './refund-acceptance.ts';
import {
  deleteRefundCard,
  lockRefund,
  type RefundRef,
  readRefund,
  readRefundCard,
  updateRefund,
} from './refund-store.ts';
import { nextRefundStatus, type RefundEventKind } from './refund-transitions.ts';
import { delayOf } from './timings.ts';
import { createTurns } from './turns.ts';
import { refundWakeKey } from './wakeups.ts';

export interface RefundDriver {
  /** One try or inquiry, where one is due; with `now` whatever its due time says. */
  drive(ref: RefundRef, options?: { now: boolean }): Promise<void>;
  idle(): Promise<void>;
}

interface RefundChange {
  event: RefundEventKind;
  detail?: string;
  refund?: Partial<RefundRecord>;
  exception?: { code: string; detail: string };
}

export function createRefundDriver(deps: PaymentDeps): RefundDriver {
  const turns = createTurns();
  return {
    drive: async (ref, options = { now: false }) =>
      await turns.run(`${ref.merchantId}/${ref.refundKey}`, async () => await step(deps, ref, options)),
    idle: turns.idle,
  };
}

async function step(deps: PaymentDeps, ref: RefundRef, options: { now: boolean }): Promise<void> {
  const refund = await readRefund(deps.database.pool, ref);
  if (!refund || isFinalRefund(refund) || refund.channel === 'cash') return;
  if (!options.now && refund.dueAtMs !== null && refund.dueAtMs > deps.clock.nowMs()) return;
  const prepared = await prepareOperation(deps, refund);
  // Sent before: ask first. "Not found" proves that the try never arrived, so the same number goes again.
  if (refund.status !== 'created') {
    const asked = await guarded(deps, ref, () => deps.gateway.queryRefund(prepared.operation));
    if (asked.kind !== 'not_found' || (refund.status === 'needs_person' && !waitsForFunds(refund))) {
      await commit(deps, ref, prepared.attempt, asked);
      return;
    }
  }
  const sent = await changeRefund(deps, ref, prepared.attempt, (_, nowMs) => ({
    event: 'sent',
    refund: {
      particulars: prepared.operation.particulars,
      sentAtMs: prepared.operation.sentAtMs,
      dueAtMs: nowMs + deps.timings.callLeaseMs,
    },
  }));
  if (sent?.status !== 'processing') return;
  const answered = await guarded(deps, ref, () => deps.gateway.refund(prepared.operation));
  await commit(deps, ref, prepared.attempt, refund.status === 'created' ? firstAnswer(refund, answered) : answered);
}

/** The channel refused it for want of the merchant's money: the number goes again once there is some. */
const waitsForFunds = ({ status, reasonCode }: RefundRecord): boolean =>
  status === 'needs_person' && reasonCode === 'CHANNEL_FUNDS_SHORT';

/**
 * Money short at the very first try: nothing of it ever stood at the channel, so it failed, and whoever asked
 * chooses another way at once. A number that was sent before, or that nobody chose, waits for the money.
 */
function firstAnswer(refund: RefundRecord, outcome: RefundOutcome): RefundOutcome {
  if (outcome.kind !== 'needs_person' || outcome.reasonCode === '' || refund.origin !== 'requested') return outcome;
  return { kind: 'failed', reasonCode: outcome.reasonCode, channelMessage: outcome.channelMessage };
}

async function prepareOperation(
  deps: PaymentDeps,
  refund: RefundRecord,
): Promise<{ operation: RefundOperation; attempt: AttemptRecord }> {
  const { merchantId, paymentKey } = refund;
  if (!paymentKey) throw new TypeError(`refund ${refund.refundKey} has no payment`);
  const held = await readPayment(deps.database.pool, { merchantId, paymentKey });
  const attempts = await readAttempts(deps.database.pool, { merchantId, paymentKey });
  const attempt = attempts.find((one) => one.attemptNo === refund.attemptNo);
  if (!held || !attempt) throw new TypeError(`refund ${refund.refundKey} has no attempt`);
  const card = await readRefundCard(deps.database.pool, refund);
  const operation = {
    original: {
      ...(await attemptRefOf(deps, held.payment, attempt)),
      channelTransactionId: attempt.channelTransactionId,
      ...(attempt.authorisationCode ? { authorisationCode: attempt.authorisationCode } : {}),
      ...(attempt.cardReference ? { cardReference: attempt.cardReference } : {}),
    },
    channelRefundNo: refund.channelRefundNo,
    amount: refund.amount,
    reason: refund.reason,
    terminalId: refund.terminalId,
    sentAtMs: refund.sentAtMs ?? deps.clock.nowMs(),
    ...(card ? { card } : {}),
  };
  const particulars = refund.particulars ?? (await deps.gateway.prepareRefund(operation));
  return { operation: { ...operation, particulars }, attempt };
}

async function commit(
  deps: PaymentDeps,
  ref: RefundRef,
  attempt: AttemptRecord,
  outcome: RefundOutcome,
): Promise<void> {
  deps.log.info({ refundKey: ref.refundKey, outcome: outcome.kind }, 'refund.answered');
  await changeRefund(deps, ref, attempt, (refund, nowMs) => afterRefundCall(deps, refund, outcome, nowMs));
}

/** What an outcome means for the refund. */
function afterRefundCall(deps: PaymentDeps, refund: RefundRecord, outcome: RefundOutcome, nowMs: number): RefundChange {
  const stepCount = refund.stepCount + 1;
  const later = { stepCount, dueAtMs: nowMs + delayOf(deps.timings.refundDelaysMs, stepCount - 1) };
  const patience =
    stepCount >= deps.timings.refundTriesBeforeException
      ? { exception: { code: 'REFUND_UNRESOLVED', detail: `${stepCount} tries` } }
      : {};
  switch (outcome.kind) {
    case 'succeeded':
      return {
        event: 'succeeded',
        refund: { channelRefundId: outcome.channelRefundId, reasonCode: '', channelMessage: '' },
      };
    case 'processing':
      return {
        event: 'accepted_by_channel',
        refund: { channelRefundId: outcome.channelRefundId, ...later },
        ...patience,
      };
    case 'failed':
      return {
        event: 'failed',
        detail: outcome.reasonCode,
        refund: { reasonCode: outcome.reasonCode, channelMessage: outcome.channelMessage },
      };
    case 'needs_person':
      return {
        event: 'needs_person',
        // Somebody may mend it at the channel, so it is looked at now and then.
        refund: { reasonCode: outcome.reasonCode, channelMessage: outcome.channelMessage, ...later },
        exception: { code: 'REFUND_NEEDS_PERSON', detail: outcome.channelMessage },
      };
    case 'not_sent':
      return { event: 'not_sent', detail: outcome.why, refund: { channelMessage: outcome.why, ...later }, ...patience };
    case 'not_found':
    case 'unknown':
      return {
        event: 'no_answer',
        detail: outcome.kind === 'unknown' ? outcome.why : 'not found',
        refund: { reasonCode: 'CHANNEL_SILENT', ...later },
        ...patience,
      };
    default:
      return unreachable(outcome);
  }
}

async function changeRefund(
  deps: PaymentDeps,
  ref: RefundRef,
  attempt: AttemptRecord,
  decide: (refund: RefundRecord, nowMs: number) => RefundChange,
): Promise<RefundRecord | undefined> {
  const result = await deps.database.transaction(async (client) => {
    // The payment first, as everywhere.
    const held = await lockPayment(client, { merchantId: ref.merchantId, paymentKey: attempt.paymentKey });
    const refund = await lockRefund(client, ref);
    if (!refund || !held) return refund;
    const nowMs = deps.clock.nowMs();
    const change = decide(refund, nowMs);
    const to = nextRefundStatus(refund.status, change.event);
    if (!to) {
      // A person's case that is still one keeps being looked at.
      const still = { ...refund, dueAtMs: change.refund?.dueAtMs ?? refund.dueAtMs, stepCount: refund.stepCount + 1 };
      if (!isFinalRefund(refund)) await updateRefund(client, still);
      return refund;
    }
    const next: RefundRecord = {
      ...refund,
      ...change.refund,
      status: to,
      version: refund.version + 1,
      updatedAtMs: nowMs,
    };
    if (isFinalRefund(next)) next.dueAtMs = null;
    await record(deps, client, { from: refund, next, change, attempt });
    // Money of an attempt that is not the payment's own was never reserved on it.
    if (to === 'failed' && held.payment.attemptNo === refund.attemptNo) {
      const refundedMinor = held.payment.refundedMinor - refund.amount.amountMinor;
      await applyChange(deps, client, {
        current: held,
        nowMs,
        change: { event: 'refund_released', detail: refund.refundKey, payment: { refundedMinor } },
      });
    }
    await updateRefund(client, next);
    return next;
  });
  deps.refundWakeups.wake(refundWakeKey(ref), result);
  if (result?.dueAtMs) deps.alarm.ringAt(result.dueAtMs);
  return result;
}

async function record(
  deps: PaymentDeps,
  client: Queryable,
  input: { from: RefundRecord; next: RefundRecord; change: RefundChange; attempt: AttemptRecord },
): Promise<void> {
  const { from, next, change } = input;
  await writeHistory(client, {
    merchantId: next.merchantId,
    subject: 'refund',
    subjectKey: next.refundKey,
    version: next.version,
    event: change.event,
    fromStatus: from.status,
    toStatus: next.status,
    attemptNo: next.attemptNo,
    detail: change.detail ?? '',
    atMs: next.updatedAtMs,
  });
  const exception =
    change.exception ??
    // Money that must not stay could not be returned.
    (next.status === 'failed' && next.origin === 'automatic'
      ? { code: 'AUTOMATIC_REFUND_FAILED', detail: next.channelMessage }
      : undefined);
  if (exception) {
    await openException(client, deps.ids, {
      merchantId: next.merchantId,
      subjectKey: next.refundKey,
      atMs: next.updatedAtMs,
      ...exception,
    });
  }
  if (!isFinalRefund(next)) return;
  const what = next.status === 'succeeded' ? 'succeeded' : 'failed';
  await deps.ledger.post(client, [refundPosting(next, what, input.attempt)]);
  await writeOutbox(client, deps.ids, { merchantId: next.merchantId, payload: refundPayload(next) });
  await deleteRefundCard(client, next);
}

async function guarded(deps: PaymentDeps, ref: RefundRef, call: () => Promise<RefundOutcome>): Promise<RefundOutcome> {
  try {
    return await call();
  } catch (error) {
    deps.log.error({ refundKey: ref.refundKey, error: errorText(error) }, 'refund.channel_threw');
    return { kind: 'unknown', why: errorText(error) };
  }
}
