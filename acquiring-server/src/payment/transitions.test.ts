import { finalPaymentStatuses, paymentStatuses, refundStatuses } from '@qiantai/protos';
import { describe, expect, it } from 'vitest';
import { attemptMayBecome, attemptStatuses, attemptTransitions } from './attempt-transitions.ts';
import { countsForOrder, nextPaymentStatus, paymentEvents, paymentTransitions } from './payment-transitions.ts';
import { nextRefundStatus, refundEvents, refundTransitions } from './refund-transitions.ts';
import { delayOf } from './timings.ts';

/** Every state times every event; `-` is refused. */
function matrix<State extends string, Event extends string>(
  states: readonly State[],
  events: readonly Event[],
  next: (state: State, event: Event) => string | undefined,
): string[] {
  return states.map((state) => `${state}: ${events.map((event) => next(state, event) ?? '-').join(' ')}`);
}

describe('payment', () => {
  it('every state times every event', () => {
    expect(paymentEvents.join(' ')).toBe(
      'attempt_sent no_route declined payer_must_act no_answer money_held given_up reversal_repeated unpaid_confirmed money_returned represented refund_reserved refund_released',
    );
    expect(matrix(paymentStatuses, paymentEvents, nextPaymentStatus)).toEqual([
      'created: processing failed - - - - closed - - - - - -',
      'processing: processing failed failed awaiting_payer unknown paid reversing - - - - - -',
      'awaiting_payer: - - failed - - paid reversing - closed - - - -',
      'unknown: - - failed - - paid reversing - closed - - - -',
      'reversing: - - closed - - paid - reversing closed closed - - -',
      'paid: - - - - - - - - - - - paid paid',
      'failed: - - - - - paid - - - - created - -',
      'closed: - - - - - paid - - - - created - -',
    ]);
  });

  it('reaches every state, can always end, and leaves a final one for money that is held, or by a person', () => {
    expect(reachable(paymentTransitions, 'created')).toEqual(new Set(paymentStatuses));
    for (const status of paymentStatuses) {
      const ends = [...reachable(paymentTransitions, status)].filter((one) => finalPaymentStatuses.has(one));
      expect(ends.length, status).toBeGreaterThan(0);
    }
    for (const status of ['failed', 'closed'] as const)
      expect(paymentTransitions[status]).toEqual({ money_held: 'paid', represented: 'created' });
  });

  it('counts for its order until it is undone', () => {
    expect(paymentStatuses.filter(countsForOrder)).toEqual([
      'created',
      'processing',
      'awaiting_payer',
      'unknown',
      'paid',
    ]);
  });
});

describe('attempt', () => {
  it('every state times every state', () => {
    const next = (from: (typeof attemptStatuses)[number], to: (typeof attemptStatuses)[number]) =>
      attemptMayBecome(from, to) ? 'x' : undefined;
    expect(matrix(attemptStatuses, attemptStatuses, next)).toEqual([
      'prepared: x x - - - - x -',
      'sent: - x x x x x x x',
      'approved: - - x - - - - x',
      'declined: - - x x - - - -',
      'payer_pending: - - x x x - - x',
      'unknown: - - x x - x x x',
      'not_sent: - - x - - - x -',
      'reversed: - - x - - - - x',
    ]);
    expect(Object.keys(attemptTransitions).sort()).toEqual([...attemptStatuses].sort());
  });
});

describe('refund', () => {
  it('every state times every event', () => {
    expect(refundEvents.join(' ')).toBe('sent not_sent accepted_by_channel succeeded failed no_answer needs_person');
    expect(matrix(refundStatuses, refundEvents, nextRefundStatus)).toEqual([
      'created: processing - - - - - -',
      'processing: processing created processing succeeded failed unknown needs_person',
      'succeeded: - - - - - - -',
      'failed: - - - - - - -',
      'unknown: processing - processing succeeded failed unknown needs_person',
      'needs_person: - - - succeeded failed - -',
    ]);
    expect(reachable(refundTransitions, 'created')).toEqual(new Set(refundStatuses));
  });
});

it('a schedule repeats its last delay', () => {
  expect([0, 1, 2, 9].map((count) => delayOf([1000, 2000, 5000], count))).toEqual([1000, 2000, 5000, 5000]);
});

function reachable<State extends string>(
  table: Readonly<Record<State, Readonly<Partial<Record<string, State>>>>>,
  from: State,
): Set<State> {
  const seen = new Set([from]);
  for (const state of seen) for (const next of Object.values(table[state])) if (next) seen.add(next as State);
  return seen;
}
