import { edgeStates, finalPaymentStatuses, paymentStatuses } from '@qiantai/protos';
import { describe, expect, test } from 'vitest';
import { edgeEvents, isPaymentOpen, isRefundOpen, nextEdgeState } from './edge-states.ts';

const allowed: Record<string, string> = {
  'checking answered': 'answered',
  'checking line_lost': 'checking',
  'checking not_sent': 'refused_offline',
  'checking cancelled': 'cancel_recorded',
  'answered answered': 'answered',
  'answered line_lost': 'checking',
  'answered cancelled': 'cancel_recorded',
  'answered cancel_answered': 'answered',
  'cancel_recorded answered': 'cancel_recorded',
  'cancel_recorded line_lost': 'cancel_recorded',
  'cancel_recorded cancelled': 'cancel_recorded',
  'cancel_recorded cancel_answered': 'answered',
  'recorded heard': 'recorded',
  'recorded answered': 'answered',
};

describe('where a payment stands', () => {
  for (const state of edgeStates) {
    for (const event of edgeEvents) {
      const expected = allowed[`${state} ${event}`];
      test(`${state} + ${event} = ${expected ?? 'refused'}`, () => {
        if (expected) expect(nextEdgeState(state, event)).toBe(expected);
        else expect(() => nextEdgeState(state, event)).toThrow('does not take the event');
      });
    }
  }

  test('only a final word ends an answered payment', () => {
    for (const status of paymentStatuses) {
      expect(isPaymentOpen('answered', status, false)).toBe(!finalPaymentStatuses.has(status));
      expect(isPaymentOpen('checking', status, false)).toBe(true);
      expect(isPaymentOpen('cancel_recorded', status, false)).toBe(true);
      expect(isPaymentOpen('refused_offline', undefined, false)).toBe(false);
      expect(isPaymentOpen('answered', status, true)).toBe(!finalPaymentStatuses.has(status));
      // Cash is done; a card that was taken offline waits whatever the server has said so far.
      expect(isPaymentOpen('recorded', status, false)).toBe(false);
      expect(isPaymentOpen('recorded', status, true)).toBe(true);
    }
    expect(isRefundOpen('answered', 'needs_person')).toBe(true);
    expect(isRefundOpen('answered', 'failed')).toBe(false);
  });
});
