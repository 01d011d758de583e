/**
 * A notice that a channel pushed. Its signature says who sent it, not what is true now: it is compared with
 * the attempt, and confirmed by inquiry where the payment was not waiting for it.
 */
import { type PaymentKey, uuidFromBase32 } from '@qiantai/protos';
import type { ChannelAccount, ChannelFacts } from '../channels/port.ts';
import { differingFacts } from './facts.ts';
import { confirmLateSuccess } from './late-success.ts';
import { changePayment } from './payment-changes.ts';
import { afterNotice } from './payment-decisions.ts';
import type { PaymentDeps } from './payment-deps.ts';
import type { AttemptRecord, PaymentWithAttempt } from './payment-record.ts';
import type { PaymentService } from './payment-service.ts';
import { readAttempts, readPayment } from './payment-store.ts';
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
  // Approved: its money is in the books already, as the payment's or as stray money that went back.
  if (attempt.status === 'approved' || (isCurrent && found.payment.status === 'processing')) return { taken: true };
  if (isCurrent && (found.payment.status === 'awaiting_payer' || found.payment.status === 'unknown')) {
    await changePayment(deps, found.payment, afterNotice(facts, 'notice', { account, timings: deps.timings }));
    return { taken: true };
  }
  return await confirmed(deps, account, { found, attempt, facts });
}

/** Nobody waited for it, so it is confirmed first. */
async function confirmed(
  deps: PaymentDeps,
  account: ChannelAccount,
  input: { found: PaymentWithAttempt; attempt: AttemptRecord; facts: ChannelFacts },
): Promise<NoticeAnswer> {
  const answer = await confirmLateSuccess(deps, account, input);
  switch (answer.kind) {
    case 'settled':
      return { taken: true };
    case 'not_confirmed':
      // Not answered for: the channel sends it again.
      return { taken: false, errorCode: 'NOTICE_NOT_CONFIRMED', why: 'the channel does not confirm it yet' };
    case 'facts_differ':
      return await refuse(deps, account, input.facts, { errorCode: 'NOTICE_FACTS_DIFFER', why: answer.why });
  }
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
