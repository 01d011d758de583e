/**
 * Where a payment or a refund stands as far as this store knows (till.proto, EdgeState).
 *
 *   checking ──answered──▶ answered ──line_lost──▶ checking
 *      │ not_sent                │ cancelled
 *      ▼                         ▼
 *   refused_offline         cancel_recorded ──cancel_answered──▶ answered
 *
 * `recorded` is cash: taken or handed back here, nothing to wait for. Refunds know no cancelling.
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
  recorded: {},
};

/** @throws CodedError PAYMENT_BAD_TRANSITION */
export function nextEdgeState(state: EdgeStateName, event: EdgeEvent): EdgeStateName {
  const next = edgeTransitions[state][event];
  if (!next) throw agentError('PAYMENT_BAD_TRANSITION', { state, event });
  return next;
}

/** Whether anything may still come of it. */
export function isPaymentOpen(state: EdgeStateName, status: PaymentStatusName | undefined): boolean {
  if (state === 'checking' || state === 'cancel_recorded') return true;
  return state === 'answered' && (status === undefined || !finalPaymentStatuses.has(status));
}

export function isRefundOpen(state: EdgeStateName, status: RefundStatusName | undefined): boolean {
  if (state === 'checking') return true;
  return state === 'answered' && (status === undefined || !finalRefundStatuses.has(status));
}
