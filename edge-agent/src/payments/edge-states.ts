/**
 * Where a payment or a refund stands as far as this store knows (till.proto, EdgeState).
 *
 *   checking ──answered──▶ answered ──line_lost──▶ checking
 *      │ not_sent                │ cancelled
 *      ▼                         ▼
 *   refused_offline         cancel_recorded ──cancel_answered──▶ answered
 *
 * `recorded` is what was taken or handed back here. Cash waits for nothing more. A card that was taken offline
 * waits for the server's word, stays `recorded` through every word that is not the last (`heard`), and leaves by
 * the last one:
 *
 *   recorded ──heard──▶ recorded ──answered──▶ answered
 *
 * It is not checked and not given up: the goods are gone. Refunds know no cancelling.
 */
import {
  type EdgeStateName,
  finalPaymentStatuses,
  finalRefundStatuses,
  type PaymentStatusName,
  type RefundStatusName,
} from '@qiantai/protos';
import { agentError } from '../errors.ts';

export const edgeEvents = [
  // The server's word about it came.
  'answered',
  // Asked, and nothing usable came back.
  'line_lost',
  // Certain that no byte left: the line was down.
  'not_sent',
  // The cashier gave it up, and that is durable.
  'cancelled',
  // The server's word about the giving up came.
  'cancel_answered',
  // Of a card that was taken offline: a word of the server that is not its last.
  'heard',
] as const;
export type EdgeEvent = (typeof edgeEvents)[number];

export const edgeTransitions: Readonly<Record<EdgeStateName, Readonly<Partial<Record<EdgeEvent, EdgeStateName>>>>> = {
  checking: {
    answered: 'answered',
    line_lost: 'checking',
    not_sent: 'refused_offline',
    cancelled: 'cancel_recorded',
  },
  answered: { answered: 'answered', line_lost: 'checking', cancelled: 'cancel_recorded', cancel_answered: 'answered' },
  cancel_recorded: {
    // The answer to the payment itself crossed the giving up: the server still has to hear of that.
    answered: 'cancel_recorded',
    line_lost: 'cancel_recorded',
    cancelled: 'cancel_recorded',
    cancel_answered: 'answered',
  },
  refused_offline: {},
  recorded: { heard: 'recorded', answered: 'answered' },
};

/** @throws CodedError PAYMENT_BAD_TRANSITION */
export function nextEdgeState(state: EdgeStateName, event: EdgeEvent): EdgeStateName {
  const next = edgeTransitions[state][event];
  if (!next) throw agentError('PAYMENT_BAD_TRANSITION', { state, event });
  return next;
}

/** Whether anything may still come of it. `takenOffline`: a card, whose money is still to come. */
export function isPaymentOpen(
  state: EdgeStateName,
  status: PaymentStatusName | undefined,
  takenOffline: boolean,
): boolean {
  if (state === 'checking' || state === 'cancel_recorded') return true;
  if (state === 'recorded') return takenOffline;
  return state === 'answered' && (status === undefined || !finalPaymentStatuses.has(status));
}

export function isRefundOpen(state: EdgeStateName, status: RefundStatusName | undefined): boolean {
  if (state === 'checking') return true;
  return state === 'answered' && (status === undefined || !finalRefundStatuses.has(status));
}
