/**
 * Something says that money was taken for a payment that does not wait for it any more. A success older than
 * the reversal is no payment, so the channel is asked, and what it says it holds now counts.
 */
import { errorText } from '@qiantai/foundation';
import type { ChannelAccount, ChannelFacts, QueryOutcome } from '../channels/port.ts';
import { attemptRefOf } from './attempt-ref.ts';
import { acceptAutomaticRefund } from './automatic-refund.ts';
import { channelPaymentPosting } from './channel-postings.ts';
import { differingFacts } from './facts.ts';
import { applyChange, changePayment } from './payment-changes.ts';
import { afterNotice } from './payment-decisions.ts';
import type { PaymentDeps } from './payment-deps.ts';
import type { AttemptRecord, PaymentWithAttempt } from './payment-record.ts';
import { attemptUpdate, lockPayment, type PaymentRef, paymentUpdate, readAttempts } from './payment-store.ts';
import { writeTogether } from './write-store.ts';

export type LateAnswer =
  /** Done, or there was nothing to do. */
  { kind: 'settled' } | { kind: 'not_confirmed' } | { kind: 'facts_differ'; why: string };

export async function confirmLateSuccess(
  deps: PaymentDeps,
  account: ChannelAccount,
  { found, attempt }: { found: PaymentWithAttempt; attempt: AttemptRecord },
): Promise<LateAnswer> {
  const { payment } = found;
  const asked = await attemptRefOf(deps, payment, attempt);
  const now: QueryOutcome = await deps.gateway
    .query(asked)
    .catch((error: unknown) => ({ kind: 'unknown' as const, why: errorText(error) }));
  deps.log.info({ paymentKey: payment.paymentKey, outcome: now.kind }, 'payment.late_success_inquired');
  if (now.kind === 'unknown' || now.kind === 'pending') {
    return { kind: 'not_confirmed' };
  }
  // A success older than the reversal is no payment.
  if (now.kind !== 'paid') return { kind: 'settled' };
  const differing = differingFacts(now.facts, { payment, attempt, account });
  if (differing.length > 0) {
    return { kind: 'facts_differ', why: differing.join(', ') };
  }
  if (attempt.attemptNo !== payment.attemptNo && !(await makeCurrent(deps, payment, attempt))) {
    await returnStrayMoney(deps, { found, attempt, facts: now.facts });
  } else {
    await changePayment(deps, payment, afterNotice(now.facts, 'inquiry', { account, timings: deps.timings }));
  }
  return { kind: 'settled' };
}

/** An earlier attempt of a payment that ended without money may be the one that holds it after all. */
async function makeCurrent(deps: PaymentDeps, ref: PaymentRef, attempt: AttemptRecord): Promise<boolean> {
  return await deps.database.transaction(async (client) => {
    const current = await lockPayment(client, ref);
    const now = (await readAttempts(client, ref)).find((one) => one.attemptNo === attempt.attemptNo);
    const ended = current?.payment.status === 'failed' || current?.payment.status === 'closed';
    // Approved: its money was returned as stray before the payment ended.
    if (!current || !now || !ended || now.status === 'approved') return false;
    const change = { payment: { attemptNo: now.attemptNo, channel: now.channel } };
    await applyChange(deps, client, { current, change, nowMs: deps.clock.nowMs() });
    return true;
  });
}

/** An attempt that the channel had refused holds money after all, beside the payment's own: it goes back. */
async function returnStrayMoney(
  deps: PaymentDeps,
  input: { found: PaymentWithAttempt; attempt: AttemptRecord; facts: ChannelFacts },
): Promise<void> {
  const { facts } = input;
  await deps.database.transaction(async (client) => {
    const current = await lockPayment(client, input.found.payment);
    const attempts = await readAttempts(client, input.found.payment);
    const before = attempts.find((one) => one.attemptNo === input.attempt.attemptNo);
    if (!current || !before || before.status === 'approved') return;
    const nowMs = deps.clock.nowMs();
    const attempt: AttemptRecord = {
      ...before,
      status: 'approved',
      channelTransactionId: facts.channelTransactionId,
      authorisationCode: facts.authorisationCode ?? '',
      cardReference: facts.cardReference ?? '',
      channelPaidAtMs: facts.paidAtMs,
    };
    await writeTogether(client, [attemptUpdate(attempt), paymentUpdate(current.payment)]);
    // A copy: the refund reserves nothing of the payment itself.
    const held = { payment: { ...current.payment, refundedMinor: 0n }, attempt };
    await deps.ledger.post(client, [channelPaymentPosting(held, 'taken', nowMs)]);
    await acceptAutomaticRefund(deps, client, { held, nowMs });
    deps.alarm.ringAt(nowMs);
  });
}
