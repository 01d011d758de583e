/** What an outcome of a channel means for a payment. Pure: from what is to what changes. */
import { unreachable } from '@qiantai/foundation';
import type {
  ChannelAccount,
  ChannelFacts,
  PayOutcome,
  QueryOutcome,
  ReasonCode,
  ReverseOutcome,
} from '../channels/port.ts';
import { differingFacts } from './facts.ts';
import type { PaymentChange } from './payment-changes.ts';
import type { AttemptRecord, PaymentRecord, PaymentWithAttempt } from './payment-record.ts';
import type { RoutingDecision } from './ports.ts';
import { delayOf, type PaymentTimings } from './timings.ts';

export type Decision = (current: PaymentWithAttempt, nowMs: number) => PaymentChange | undefined;

interface Context {
  account: ChannelAccount;
  timings: PaymentTimings;
}

/** The attempt is written down and about to leave; refused where the payment was given up in between. */
export function attemptLeaving(attempt: AttemptRecord, options: { leaseMs: number; driver: string }): Decision {
  return ({ payment }, nowMs) => {
    if (payment.status !== 'created' && payment.status !== 'processing') return undefined;
    return {
      event: 'attempt_sent',
      detail: `${attempt.channel} ${attempt.channelAccountId}`,
      newAttempt: attempt,
      payment: {
        attemptNo: attempt.attemptNo,
        channel: attempt.channel,
        dueAtMs: nowMs + options.leaseMs,
        driver: options.driver,
      },
    };
  };
}

/** No route is left; where an attempt was refused, its reason is the payment's. */
export function leftWithoutRoute(
  reasonCode: ReasonCode,
  channelMessage: string,
  decision: RoutingDecision = {},
): Decision {
  return ({ payment, attempt }) => {
    if (payment.status !== 'created' && payment.status !== 'processing') return undefined;
    return {
      event: 'no_route',
      detail: JSON.stringify(decision),
      payment: {
        reasonCode: attempt?.reasonCode || reasonCode,
        channelMessage: attempt?.channelMessage || channelMessage,
      },
    };
  };
}

/** A card that was taken offline, and nothing of it could be sent. */
export function presentAgainLater(timings: PaymentTimings): Decision {
  return ({ payment }, nowMs) =>
    payment.status === 'created' || payment.status === 'processing' ? presentLater(payment, timings, nowMs) : undefined;
}

function presentLater(payment: PaymentRecord, timings: PaymentTimings, nowMs: number): PaymentChange {
  const delayMs = delayOf(timings.presentationDelaysMs, payment.stepCount);
  return { payment: { stepCount: payment.stepCount + 1, dueAtMs: nowMs + delayMs, driver: '' } };
}

/** Cancelled, expired or out of patience. Nothing was sent: closed. Else it must be undone at the channel. */
export function giveUp(reasonCode: ReasonCode): Decision {
  return ({ payment }, nowMs) => {
    switch (payment.status) {
      case 'created':
      case 'processing':
      case 'awaiting_payer':
      case 'unknown':
        return {
          event: 'given_up',
          detail: reasonCode,
          payment: { reasonCode, dueAtMs: nowMs, driver: payment.status === 'processing' ? payment.driver : '' },
        };
      case 'reversing':
      case 'paid':
      case 'failed':
      case 'closed':
        return undefined;
      default:
        return unreachable(payment.status);
    }
  };
}

/** `sent` without anybody who waits for its answer: after a restart. */
export const lostItsServer: Decision = ({ payment }, nowMs) =>
  payment.status === 'processing'
    ? {
        event: 'no_answer',
        detail: 'the server that sent it is gone',
        attempt: { status: 'unknown' },
        payment: { reasonCode: 'CHANNEL_SILENT', dueAtMs: nowMs },
      }
    : undefined;

/** Given up between two attempts: the last one certainly took nothing, so there is nothing to undo. */
export const nothingToReverse: Decision = ({ payment }) =>
  payment.status === 'reversing' ? { event: 'unpaid_confirmed', detail: 'nothing to reverse' } : undefined;

/** The answer of the call that sent attempt `attemptNo`. */
export function afterPayCall(outcome: PayOutcome, context: Context & { attemptNo: number }): Decision {
  return (current, nowMs) => {
    const { payment, attempt } = current;
    if (attempt?.attemptNo !== context.attemptNo) return undefined;
    const { timings } = context;
    switch (outcome.kind) {
      case 'approved':
        return heldByAnswer(current, outcome.facts, context, nowMs);
      case 'declined':
      case 'not_sent':
        return refusedByAnswer(current, outcome, timings, nowMs);
      case 'payer_pending':
        if (payment.status !== 'processing') return undefined;
        return {
          event: 'payer_must_act',
          attempt: { status: 'payer_pending' },
          payment: { qrText: outcome.qrText ?? '', dueAtMs: nowMs + delayOf(askDelays(payment, timings, 'payer'), 0) },
        };
      case 'unknown':
        return unanswered(current, outcome.why, timings, nowMs);
      default:
        return unreachable(outcome);
    }
  };
}

/** Approved by the answer to the call itself. Given up meanwhile: it is noted, and the reversal goes on. */
function heldByAnswer(
  current: PaymentWithAttempt,
  facts: ChannelFacts,
  context: Context,
  nowMs: number,
): PaymentChange | undefined {
  const differing = differences(current, facts, context.account);
  if (differing.length > 0) {
    const change = unanswered(current, `facts differ: ${differing.join(', ')}`, context.timings, nowMs);
    const reason = change?.payment ? { payment: { ...change.payment, reasonCode: 'FACTS_DIFFER' as const } } : {};
    return { ...change, ...reason, ...factsException(differing, facts) };
  }
  const { status } = current.payment;
  if (status === 'reversing') return { attempt: heldAttempt(facts) };
  // Ended by another server meanwhile: the answer may be older than the reversal, so the channel is asked.
  if (status !== 'processing' && status !== 'unknown') return undefined;
  return moneyHeld(current, facts, 'answer');
}

function refusedByAnswer(
  { payment }: PaymentWithAttempt,
  outcome: Extract<PayOutcome, { kind: 'declined' | 'not_sent' }>,
  timings: PaymentTimings,
  nowMs: number,
): PaymentChange | undefined {
  const told =
    outcome.kind === 'declined'
      ? { reasonCode: outcome.reasonCode, channelMessage: outcome.channelMessage }
      : { reasonCode: 'CHANNEL_SILENT' as const, channelMessage: outcome.why };
  const attempt = { status: outcome.kind, ...told };
  const mayGoOn = outcome.kind === 'not_sent' || outcome.retryable;
  // Nobody waits at a till, and the money is owed: it is sent when it can be.
  if (payment.offline && payment.status === 'processing' && outcome.kind === 'not_sent') {
    return { attempt, ...presentLater(payment, timings, nowMs) };
  }
  if (payment.status === 'processing' && mayGoOn) return { attempt, payment: { dueAtMs: nowMs, driver: '' } };
  // Given up meanwhile: its own reason stays.
  const reason = payment.status === 'reversing' ? {} : told;
  return { event: 'declined', detail: told.reasonCode, attempt, payment: reason };
}

function unanswered(
  current: PaymentWithAttempt,
  why: string,
  timings: PaymentTimings,
  nowMs: number,
): PaymentChange | undefined {
  // Resolved meanwhile, by an inquiry, a notice or a reversal.
  if (current.attempt?.status !== 'sent') return undefined;
  const attempt = { status: 'unknown' as const, channelMessage: why };
  if (current.payment.status !== 'processing') return { attempt };
  return {
    event: 'no_answer',
    detail: why,
    attempt,
    payment: {
      reasonCode: 'CHANNEL_SILENT',
      dueAtMs: nowMs + delayOf(askDelays(current.payment, timings, 'unknown'), 0),
    },
  };
}

/** An inquiry while the outcome is open. */
export function afterInquiry(outcome: QueryOutcome, context: Context): Decision {
  return (current, nowMs) => {
    const { payment } = current;
    if (payment.status !== 'awaiting_payer' && payment.status !== 'unknown') return undefined;
    switch (outcome.kind) {
      case 'paid': {
        const differing = differences(current, outcome.facts, context.account);
        if (differing.length === 0) return moneyHeld(current, outcome.facts, 'inquiry');
        return { ...askAgain(payment, context.timings, nowMs), ...factsException(differing, outcome.facts) };
      }
      case 'pending':
      // "No such order" after a time-out is not yet "not paid".
      case 'not_found':
      case 'unknown':
        return askAgain(payment, context.timings, nowMs);
      case 'closed':
        return {
          event: 'unpaid_confirmed',
          detail: 'closed at the channel',
          attempt: { status: 'reversed' },
          payment: { reasonCode: payment.reasonCode || 'ORDER_CLOSED' },
        };
      case 'declined': {
        const { reasonCode, channelMessage } = outcome;
        const told = { reasonCode, channelMessage };
        return { event: 'declined', detail: reasonCode, attempt: { status: 'declined', ...told }, payment: told };
      }
      case 'not_paid':
        // Final for the channel, yet only its close or reversal makes it certain.
        return {
          event: 'given_up',
          detail: outcome.reasonCode,
          payment: { reasonCode: outcome.reasonCode, channelMessage: outcome.channelMessage, dueAtMs: nowMs },
        };
      default:
        return unreachable(outcome);
    }
  };
}

/** Between inquiries while the payer acts or the outcome is unknown. */
function askDelays({ channel }: PaymentRecord, timings: PaymentTimings, why: 'payer' | 'unknown'): readonly number[] {
  const ofChannel = channel === null ? undefined : timings.channelAskDelaysMs[channel];
  return ofChannel ?? (why === 'payer' ? timings.payerPollDelaysMs : timings.inquiryDelaysMs);
}

function askAgain(payment: PaymentRecord, timings: PaymentTimings, nowMs: number): PaymentChange {
  const schedule = askDelays(payment, timings, payment.status === 'awaiting_payer' ? 'payer' : 'unknown');
  const stepCount = payment.stepCount + 1;
  // Not beyond the deadline, so that the payment is given up in time.
  const dueAtMs = Math.max(nowMs, Math.min(nowMs + delayOf(schedule, stepCount), Math.max(payment.deadlineMs, nowMs)));
  return { payment: { stepCount, dueAtMs } };
}

/** The channel's word on a reversal that it did not refuse. */
export function afterReversal(
  outcome: Exclude<ReverseOutcome, { kind: 'refused' }>,
  timings: PaymentTimings,
): Decision {
  return ({ payment, attempt }, nowMs) => {
    if (payment.status !== 'reversing') return undefined;
    switch (outcome.kind) {
      case 'reversed': {
        // Where the answer does not say, an approval that we saw tells that money had been taken.
        const moved = outcome.moneyMoved ?? (attempt?.channelPaidAtMs ?? null) !== null;
        return {
          event: moved ? 'money_returned' : 'unpaid_confirmed',
          attempt: { status: 'reversed', ...(moved ? { channelPaidAtMs: attempt?.channelPaidAtMs ?? nowMs } : {}) },
        };
      }
      case 'too_early':
        return { payment: { dueAtMs: nowMs + Math.max(1, outcome.retryAfterMs) } };
      case 'unknown':
        return reverseAgain(payment, outcome.why, timings, nowMs);
      default:
        return unreachable(outcome);
    }
  };
}

/**
 * The channel refuses the reversal for good: what it says it holds now decides. Where a refund is what is left, the
 * money goes back by one.
 */
export function afterRefusedReversal(
  refusal: Extract<ReverseOutcome, { kind: 'refused' }>,
  inquiry: QueryOutcome,
  context: Context,
): Decision {
  return (current, nowMs) => {
    const { payment } = current;
    if (payment.status !== 'reversing') return undefined;
    const exception = { code: 'REVERSAL_REFUSED', detail: refusal.channelMessage };
    switch (inquiry.kind) {
      case 'paid': {
        const differing = differences(current, inquiry.facts, context.account);
        if (differing.length === 0) {
          const held = moneyHeld(current, inquiry.facts, 'inquiry');
          return refusal.refundInstead ? { ...held, goesBack: true } : { ...held, exception };
        }
        return { ...reverseAgain(payment, refusal.channelMessage, context.timings, nowMs), exception };
      }
      case 'closed':
      case 'declined':
        return { event: 'unpaid_confirmed', detail: `${inquiry.kind} at the channel`, attempt: { status: 'reversed' } };
      case 'pending':
      case 'not_found':
      case 'not_paid':
      case 'unknown':
        return { ...reverseAgain(payment, refusal.channelMessage, context.timings, nowMs), exception };
      default:
        return unreachable(inquiry);
    }
  };
}

/** It goes on being tried; when the schedule's patience is over a person is told as well. */
function reverseAgain(payment: PaymentRecord, why: string, timings: PaymentTimings, nowMs: number): PaymentChange {
  const stepCount = payment.stepCount + 1;
  const change: PaymentChange = {
    event: 'reversal_repeated',
    detail: why,
    payment: { stepCount, dueAtMs: nowMs + delayOf(timings.reversalDelaysMs, stepCount - 1) },
  };
  if (stepCount < timings.reversalTriesBeforeException) return change;
  return { ...change, exception: { code: 'REVERSAL_UNRESOLVED', detail: `${stepCount} tries; ${why}` } };
}

/**
 * A notice or bill says that the channel holds the money, confirmed by `inquiry` where the payment did not
 * wait for it. While a reversal is under way its answer decides, never a message that may be older.
 */
export function afterNotice(facts: ChannelFacts, source: 'notice' | 'inquiry', context: Context): Decision {
  return (current) => {
    const { payment, attempt } = current;
    const differing = differences(current, facts, context.account);
    if (differing.length > 0) return factsException(differing, facts);
    switch (payment.status) {
      case 'awaiting_payer':
      case 'unknown':
        return moneyHeld(current, facts, source);
      case 'reversing':
        if (source !== 'inquiry' || attempt?.reversalSentAtMs !== null) return undefined;
        return moneyHeld(current, facts, source);
      case 'failed':
      case 'closed':
        return source === 'inquiry' ? moneyHeld(current, facts, source) : undefined;
      // The call's own answer is on its way.
      case 'processing':
      case 'created':
      case 'paid':
        return undefined;
      default:
        return unreachable(payment.status);
    }
  };
}

function moneyHeld({ payment }: PaymentWithAttempt, facts: ChannelFacts, source: string): PaymentChange {
  const late = payment.status === 'failed' || payment.status === 'closed' || payment.status === 'reversing';
  return {
    event: 'money_held',
    detail: source,
    attempt: heldAttempt(facts),
    payment: { reasonCode: '', channelMessage: '' },
    ...(late ? { exception: { code: 'LATE_SUCCESS', detail: `was ${payment.status}, told by ${source}` } } : {}),
  };
}

function heldAttempt(facts: ChannelFacts): Partial<AttemptRecord> {
  return {
    status: 'approved',
    channelTransactionId: facts.channelTransactionId,
    authorisationCode: facts.authorisationCode ?? '',
    cardReference: facts.cardReference ?? '',
    channelPaidAtMs: facts.paidAtMs,
  };
}

export function differences(current: PaymentWithAttempt, facts: ChannelFacts, account: ChannelAccount): string[] {
  if (!current.attempt) return ['attempt'];
  return differingFacts(facts, { payment: current.payment, attempt: current.attempt, account });
}

function factsException(differing: readonly string[], facts: ChannelFacts): Pick<PaymentChange, 'exception'> {
  const detail = {
    differing,
    channelOrderNo: facts.channelOrderNo,
    channelTransactionId: facts.channelTransactionId,
    amountMinor: facts.amount.amountMinor.toString(),
    currency: facts.amount.currency,
    channelMerchantId: facts.channelMerchantId,
  };
  return { exception: { code: 'FACTS_DIFFER', detail: JSON.stringify(detail) } };
}
