/**
 * A notice that a channel pushed. Its signature says who sent it, not what is true now: it is compared with
 * the attempt, and confirmed by inquiry where the payment was not waiting for it.
 */
import { errorText } from '@qiantai/foundation';
import { type PaymentKey, uuidFromBase32 } from '@qiantai/protos';
import type { ChannelAccount, ChannelFacts, QueryOutcome } from '../channels/port.ts';
import { acceptAutomaticRefund } from './automatic-refund.ts';
import { differingFacts } from './facts.ts';
import { changePayment, channelPaymentPosting } from './payment-changes.ts';
import { afterNotice } from './payment-decisions.ts';
import type { PaymentDeps } from './payment-deps.ts';
import { attemptRefOf } from './payment-driver.ts';
import type { AttemptRecord, PaymentWithAttempt } from './payment-record.ts';
import type { PaymentService } from './payment-service.ts';
import { lockPayment, readAttempts, readPayment, updateAttempt } from './payment-store.ts';
import { openException } from './record-store.ts';

type NoticeAnswer = Awaited<ReturnType<PaymentService['takeNotice']>>;

export async function takeNotice(
  deps: PaymentDeps,
  account: ChannelAccount,
  request: Parameters<PaymentService['takeNotice']>[1],
): Promise<NoticeAnswer> {
  const outcome = deps.gateway.readNotice(account, request);
  switch (outcome.kind) {
    case 'refused':
      return { taken: false, errorCode: outcome.errorCode, why: outcome.why };
    case 'other':
      return { taken: true };
    case 'payment':
      return await takePaymentNotice(deps, account, outcome.facts);
  }
}

async function takePaymentNotice(
  deps: PaymentDeps,
  account: ChannelAccount,
  facts: ChannelFacts,
): Promise<NoticeAnswer> {
  const ref = { merchantId: account.merchantId, paymentKey: paymentKeyOf(facts.channelOrderNo) };
  const found = ref.paymentKey
    ? await readPayment(deps.database.pool, { ...ref, paymentKey: ref.paymentKey })
    : undefined;
  const attempts = found ? await readAttempts(deps.database.pool, found.payment) : [];
  const attempt = attempts.find((one) => one.channelOrderNo === facts.channelOrderNo);
  if (!found || !attempt) {
    return await refuse(deps, account, facts, { errorCode: 'NOTICE_UNKNOWN_ORDER', why: 'no payment has this number' });
  }
  const differing = differingFacts(facts, { payment: found.payment, attempt, account });
  if (attempt.channelAccountId !== account.id) differing.push('channelAccount');
  if (differing.length > 0) {
    return await refuse(deps, account, facts, { errorCode: 'NOTICE_FACTS_DIFFER', why: differing.join(', ') });
  }
  const isCurrent = attempt.attemptNo === found.payment.attemptNo;
  if (isCurrent && (attempt.status === 'approved' || found.payment.status === 'processing')) return { taken: true };
  if (isCurrent && (found.payment.status === 'awaiting_payer' || found.payment.status === 'unknown')) {
    await changePayment(deps, found.payment, afterNotice(facts, 'notice', { account, timings: deps.timings }));
    return { taken: true };
  }
  return await confirmByInquiry(deps, account, { found, attempt });
}

/** Nobody waited for it: what the channel says it holds now counts. */
async function confirmByInquiry(
  deps: PaymentDeps,
  account: ChannelAccount,
  { found, attempt }: { found: PaymentWithAttempt; attempt: AttemptRecord },
): Promise<NoticeAnswer> {
  const { payment } = found;
  const asked = await attemptRefOf(deps, payment, attempt);
  const now: QueryOutcome = await deps.gateway
    .query(asked)
    .catch((error: unknown) => ({ kind: 'unknown' as const, why: errorText(error) }));
  deps.log.info({ paymentKey: payment.paymentKey, outcome: now.kind }, 'payment.notice_inquired');
  if (now.kind === 'unknown' || now.kind === 'pending') {
    // Not answered for: the channel sends it again.
    return { taken: false, errorCode: 'NOTICE_NOT_CONFIRMED', why: 'the channel does not confirm it yet' };
  }
  // A success older than the reversal is no payment.
  if (now.kind !== 'paid') return { taken: true };
  const differing = differingFacts(now.facts, { payment, attempt, account });
  if (differing.length > 0) {
    return await refuse(deps, account, now.facts, { errorCode: 'NOTICE_FACTS_DIFFER', why: differing.join(', ') });
  }
  if (attempt.attemptNo === payment.attemptNo) {
    await changePayment(deps, payment, afterNotice(now.facts, 'inquiry', { account, timings: deps.timings }));
  } else {
    await returnStrayMoney(deps, { found, attempt, facts: now.facts });
  }
  return { taken: true };
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
    await updateAttempt(client, attempt);
    // A copy: the refund reserves nothing of the payment itself.
    const held = { payment: { ...current.payment, refundedMinor: 0n }, attempt };
    await deps.ledger.post(client, [channelPaymentPosting(held, 'channel_payment', nowMs)]);
    await acceptAutomaticRefund(deps, client, { held, nowMs });
    deps.alarm.ringAt(nowMs);
  });
}

async function refuse(
  deps: PaymentDeps,
  account: ChannelAccount,
  facts: ChannelFacts,
  refusal: { errorCode: string; why: string },
): Promise<NoticeAnswer> {
  const detail = `${refusal.why}; ${facts.channelTransactionId}, ${facts.amount.amountMinor} ${facts.amount.currency}`;
  deps.log.warn({ channelOrderNo: facts.channelOrderNo, ...refusal }, 'payment.notice_refused');
  await openException(deps.database.pool, deps.ids, {
    merchantId: account.merchantId,
    code: refusal.errorCode,
    subjectKey: facts.channelOrderNo.slice(0, 64),
    detail,
    atMs: deps.clock.nowMs(),
  });
  return { taken: false, ...refusal };
}

/** The key inside the number that we gave the channel; undefined for a number that is not ours. */
function paymentKeyOf(number: string): PaymentKey | undefined {
  try {
    return uuidFromBase32(number) as PaymentKey;
  } catch {
    return undefined;
  }
}
