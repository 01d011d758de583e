/** A payment under way: card reading, asking, waiting, giving up, and the results that want a person. */
import type { Effect, PaymentAnswer, Step } from './events.ts';
import { givenUpMax, resultShownMs } from './limits.ts';
import type { Attempt, DeclinedOutcome, GivenUp, OfflineOffer, Stage, TillState } from './model.ts';
import { enterTendering, givenUpAnswered, settle, withoutGivenUp } from './settling.ts';
import { go, type Handler, refuse, type Situation, stay } from './situation.ts';
import { offlineAttempt, orderOf, startReading } from './tendering.ts';

export const cardPrompted: Handler<'reading_card', 'card_prompted'> = ({ state, stage }, event) => {
  if (event.key !== stage.attempt.key) return stay(state);
  return go(state, { ...stage, prompt: event.prompt });
};

export const cardRead: Handler<'reading_card', 'card_read'> = ({ state, stage, context }, event) => {
  const { attempt } = stage;
  if (event.key !== attempt.key) return stay(state);
  return go(state, { status: 'paying', attempt, progress: { kind: 'checking', sinceMs: context.nowMs } }, [
    { kind: 'start_payment', attempt, order: orderOf(state), paymentCode: '', card: event.card },
  ]);
};

/** Nothing was read, so nothing was sent: the same sale, any tender. */
export const cardFailed: Handler<'reading_card', 'card_failed'> = (situation, event) => {
  const { state, stage } = situation;
  if (event.key !== stage.attempt.key) return stay(state);
  if (event.reasonCode === 'CANCELLED' && stage.cancelAsked) {
    return cancelled(situation, stage.attempt, 'CASHIER_CANCELLED');
  }
  const outcome = event.reasonCode === 'CANCELLED' ? 'cancelled' : 'declined';
  return declined(situation, stage.attempt, { outcome, reasonCode: event.reasonCode, channelMessage: '' });
};

/** The reader answers a cancel by `card_failed`, or by `card_read` when the card came first. */
export const cancelReading: Handler<'reading_card', 'cancel_payment'> = ({ state, stage }) =>
  go(state, { ...stage, cancelAsked: true }, [{ kind: 'cancel_card', key: stage.attempt.key }]);

/** A hand that bounces, or a code scanned twice, while a payment runs: heard, and nothing happens. */
export const scanWhilePaying = ({ state }: Situation, { code }: { code: string }): Step =>
  state.usedPaymentCodes.includes(code) ? stay(state) : refuse(state, 'PAYMENT_IN_PROGRESS');

export const paymentAnswered: Handler<'paying', 'payment_answered'> = (situation, event) => {
  const { state, stage, context } = situation;
  const { attempt } = stage;
  if (event.key !== attempt.key) return otherPaymentAnswered(situation, event);
  const { answer } = event;
  switch (answer.kind) {
    case 'checking':
      if (stage.progress.kind === 'checking') return stay(state);
      return go(state, { ...stage, progress: { kind: 'checking', sinceMs: context.nowMs } });
    case 'awaiting_payer':
      return go(state, { ...stage, progress: waiting(attempt, answer) });
    case 'reversing':
      return unknown(situation, attempt, answer.reasonCode);
    default:
      return ended(situation, attempt, answer);
  }
};

export const unknownAnswered: Handler<'unknown', 'payment_answered'> = (situation, event) => {
  const { state, stage } = situation;
  const { attempt } = stage;
  if (event.key !== attempt.key) return otherPaymentAnswered(situation, event);
  const { answer } = event;
  switch (answer.kind) {
    case 'checking':
      return stay(state);
    case 'reversing':
      return go(state, { ...stage, reasonCode: answer.reasonCode });
    case 'awaiting_payer':
      return go(state, { status: 'paying', attempt, progress: waiting(attempt, answer) });
    default:
      return ended(situation, attempt, answer);
  }
};

/** While giving up, the server's word still counts: paid is paid, not paid is over, else it is recorded. */
export const cancellingAnswered: Handler<'cancelling', 'payment_answered'> = (situation, event) => {
  const { state, stage } = situation;
  const { attempt } = stage;
  if (event.key !== attempt.key) return otherPaymentAnswered(situation, event);
  const { answer } = event;
  switch (answer.kind) {
    case 'checking':
    case 'awaiting_payer':
      return stay(state);
    case 'paid':
      return settle(situation, attempt, answer);
    case 'reversing': {
      const givenUp: GivenUp = { attempt, saleId: state.sale.saleId, fate: { status: 'open' } };
      const known = { ...state, givenUp: [...state.givenUp, givenUp].slice(-givenUpMax) };
      const step = cancelled({ ...situation, state: known }, attempt, answer.reasonCode);
      return { ...step, effects: [...step.effects, { kind: 'follow_given_up', key: attempt.key }] };
    }
    default:
      return cancelled(situation, attempt, answer.kind === 'not_begun' ? 'CANCELLED' : answer.reasonCode);
  }
};

/** An answer for a payment that is not in hand: one that was given up, or an echo of one that ended. */
export function otherPaymentAnswered(situation: Situation, event: { key: string; answer: PaymentAnswer }): Step {
  const { state } = situation;
  const givenUp = state.givenUp.find((other) => other.attempt.key === event.key);
  if (!givenUp) return stay(state);
  switch (event.answer.kind) {
    case 'paid':
      return givenUpAnswered(situation, givenUp, 'paid');
    case 'declined':
    case 'closed':
    case 'refused_offline':
    case 'not_begun':
      return givenUpAnswered(situation, givenUp, 'not_paid');
    case 'checking':
    case 'awaiting_payer':
    case 'reversing':
      return stay(state);
  }
}

export const askNow: Handler<'paying' | 'unknown', 'ask_now'> = ({ state, stage }) =>
  stay(state, [{ kind: 'ask_now', key: stage.attempt.key }]);

/** Giving up is recorded by the agent before any other tender may begin. */
export const giveUp: Handler<'paying' | 'unknown', 'cancel_payment' | 'acknowledge_result'> = ({ state, stage }) => {
  const { attempt } = stage;
  return go(state, { status: 'cancelling', attempt }, [{ kind: 'cancel_payment', key: attempt.key }]);
};

export const checkingTooLong: Handler<'paying', 'time_passed'> = (situation) =>
  situation.stage.progress.kind === 'checking'
    ? unknown(situation, situation.stage.attempt, 'NO_ANSWER')
    : stay(situation.state);

/** A new attempt with a key of its own: the card is read again, and the agent decides by what waits then. */
export const takeOffline: Handler<'offline_consent', 'take_offline'> = (situation) => {
  const { state, stage } = situation;
  return startReading(state, offlineAttempt(situation, stage.attempt));
};

export const declineOffline: Handler<'offline_consent', 'acknowledge_result' | 'cancel_payment'> = (situation) =>
  enterTendering(situation);

export const acknowledgeDeclined: Handler<'declined', 'acknowledge_result'> = (situation) => enterTendering(situation);

/** The agent answers cash by its journal: taken. Anything else means that a person must look. */
export const cashAnswered: Handler<'taking_cash', 'payment_answered'> = (situation, event) => {
  const { state, stage } = situation;
  const { attempt } = stage;
  if (event.key !== attempt.key) return otherPaymentAnswered(situation, event);
  const { answer } = event;
  switch (answer.kind) {
    case 'paid':
      return settle(situation, attempt, answer);
    case 'checking':
    case 'awaiting_payer':
    case 'reversing':
      return stay(state);
    default:
      return ended(situation, attempt, answer);
  }
};

/** The late refund of a payment that was given up. */
export function lateRefundAnswered({ state }: Situation, event: { key: string; answer: { kind: string } }): Step {
  const givenUp = state.givenUp.find(
    (other) => other.fate.status === 'refunding' && other.fate.refundKey === event.key,
  );
  if (!givenUp || event.answer.kind === 'checking') return stay(state);
  const rest = withoutGivenUp(state, givenUp);
  if (event.answer.kind === 'succeeded') return stay(rest);
  // The server may have sent it back by itself already; a person looks which it was.
  const notice = { code: 'LATE_PAYMENT_NEEDS_PERSON', params: { key: givenUp.attempt.key } };
  return stay({ ...rest, notice });
}

function waiting(
  attempt: Attempt,
  answer: Extract<PaymentAnswer, { kind: 'awaiting_payer' }>,
): Extract<Stage, { status: 'paying' }>['progress'] {
  const { qrText, deadlineMs } = answer;
  return attempt.tender === 'qr' && qrText
    ? { kind: 'show_qr', qrText, deadlineMs }
    : { kind: 'waiting_customer', deadlineMs };
}

type EndingAnswer = Extract<PaymentAnswer, { kind: 'paid' | 'declined' | 'closed' | 'refused_offline' | 'not_begun' }>;

function ended(situation: Situation, attempt: Attempt, answer: EndingAnswer): Step {
  switch (answer.kind) {
    case 'paid':
      return settle(situation, attempt, answer);
    case 'closed':
      return declined(situation, attempt, { outcome: 'cancelled', reasonCode: answer.reasonCode, channelMessage: '' });
    case 'declined':
      return declined(situation, attempt, { outcome: 'declined', ...answer });
    case 'refused_offline':
      return refusedOffline(situation, attempt, answer);
    case 'not_begun':
      return declined(situation, attempt, { outcome: 'declined', reasonCode: 'NOT_BEGUN', channelMessage: '' });
  }
}

/** Only the cashier makes an online payment an offline one: where that is possible it is asked. */
function refusedOffline(
  situation: Situation,
  attempt: Attempt,
  { reasonCode, offer }: Extract<PaymentAnswer, { kind: 'refused_offline' }>,
): Step {
  if (offer?.possible && !attempt.acceptOffline) {
    const stage: Stage = { status: 'offline_consent', attempt, reasonCode, offer };
    return go(situation.state, stage, finishCard(attempt, 'declined'));
  }
  return declined(situation, attempt, {
    outcome: 'refused_offline',
    // Why the card is not taken offline says more than that the line is down.
    reasonCode: offer?.reasonCode || reasonCode,
    channelMessage: '',
    offer,
  });
}

function declined(
  { state }: Situation,
  attempt: Attempt,
  why: { outcome: DeclinedOutcome; reasonCode: string; channelMessage: string; offer?: OfflineOffer | null },
): Step {
  const { outcome, reasonCode, channelMessage, offer = null } = why;
  const stage: Stage = { status: 'declined', attempt, outcome, reasonCode, channelMessage, offer, leavesAtMs: 0 };
  return go(state, stage, finishCard(attempt, 'declined'));
}

/** The cashier's own wish: its result needs no key and leaves by itself. */
function cancelled(situation: Situation, attempt: Attempt, reasonCode: string): Step {
  const why = { outcome: 'cancelled', reasonCode: reasonCode || 'CANCELLED', channelMessage: '' } as const;
  const step = declined(situation, attempt, why);
  const stage = step.state.stage as Extract<Stage, { status: 'declined' }>;
  return go(step.state, { ...stage, leavesAtMs: situation.context.nowMs + resultShownMs }, step.effects);
}

function unknown({ state }: Situation, attempt: Attempt, reasonCode: string): Step {
  const { key, tender, amountMinor } = attempt;
  return go(state as TillState, { status: 'unknown', attempt, reasonCode }, [
    { kind: 'print_unknown_slip', key, tender, amountMinor, purpose: 'sale' },
    ...finishCard(attempt, 'unknown'),
  ]);
}

function finishCard(attempt: Attempt, outcome: 'declined' | 'unknown'): Effect[] {
  return attempt.tender === 'card' ? [{ kind: 'finish_card', key: attempt.key, outcome }] : [];
}
