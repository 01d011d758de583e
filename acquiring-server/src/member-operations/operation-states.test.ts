import { describe, expect, it } from 'vitest';
import {
  isEnded,
  nextOperationStatus,
  type OperationEvent,
  type OperationKind,
  type OperationStatus,
  rechargeEvents,
  rechargeStatuses,
  rechargeTransitions,
  transferEvents,
  transferStatuses,
  transferTransitions,
  withdrawalEvents,
  withdrawalStatuses,
  withdrawalTransitions,
} from './operation-states.ts';

/** Every state times every event; `-` is refused. */
function matrix(kind: OperationKind, states: readonly OperationStatus[], events: readonly OperationEvent[]): string[] {
  return states.map((state) => `${state}: ${events.map((e) => nextOperationStatus(kind, state, e) ?? '-').join(' ')}`);
}

describe('recharge', () => {
  it('every state times every event', () => {
    expect(rechargeEvents.join(' ')).toBe(
      'sent not_sent payer_must_act money_held credit_refused declined no_answer given_up close_repeated unpaid_confirmed money_returned shortfall_recovered',
    );
    expect(matrix('recharge', rechargeStatuses, rechargeEvents)).toEqual([
      'created: processing - - - - - - closed - - - -',
      'processing: - created awaiting_payer succeeded unknown failed unknown closing - - - -',
      'awaiting_payer: - - - succeeded unknown - - closing - closed - -',
      'unknown: - - awaiting_payer succeeded unknown failed unknown closing - closed - -',
      'closing: - - - succeeded unknown closed - - closing closed reversed -',
      'succeeded: - - - - - - - - - - reversed -',
      'failed: - - - succeeded unknown - - - - - - -',
      'closed: - - - succeeded unknown - - - - - - -',
      'reversed: - - - - - - - - - - - reversed',
    ]);
  });
});

describe('withdrawal', () => {
  it('every state times every event', () => {
    expect(withdrawalEvents.join(' ')).toBe(
      'funds_held review_asked review_agreed review_passed review_refused cancelled sent not_sent accepted_by_bank no_answer succeeded failed returned',
    );
    expect(matrix('withdrawal', withdrawalStatuses, withdrawalEvents)).toEqual([
      'created: held - - - - - - - - - - - -',
      'held: - under_review - - - cancelled sent - - - - - -',
      'under_review: - - under_review held refused cancelled - - - - - - -',
      'sent: - - - - - - sent sent sent unknown succeeded failed -',
      'unknown: - - - - - - - sent sent unknown succeeded failed -',
      'succeeded: - - - - - - - - - - - - returned',
      'failed: - - - - - - - - - - - - -',
      'returned: - - - - - - - - - - - - -',
      'cancelled: - - - - - - - - - - - - -',
      'refused: - - - - - - - - - - - - -',
    ]);
  });

  it('sends nothing once its outcome is unknown, and gives nothing back without the bank', () => {
    expect(nextOperationStatus('withdrawal', 'unknown', 'sent')).toBeUndefined();
    expect(nextOperationStatus('withdrawal', 'sent', 'cancelled')).toBeUndefined();
    expect(nextOperationStatus('withdrawal', 'unknown', 'cancelled')).toBeUndefined();
  });
});

describe('transfer', () => {
  it('every state times every event', () => {
    expect(transferEvents.join(' ')).toBe('funds_held settled cancelled declined expired');
    expect(matrix('transfer', transferStatuses, transferEvents)).toEqual([
      'created: held - - - -',
      'held: - succeeded cancelled cancelled expired',
      'succeeded: - - - - -',
      'cancelled: - - - - -',
      'expired: - - - - -',
    ]);
  });
});

describe('all of them', () => {
  it('reach every state from created, and can always end', () => {
    for (const [kind, table] of [
      ['recharge', rechargeTransitions],
      ['withdrawal', withdrawalTransitions],
      ['transfer', transferTransitions],
    ] as const) {
      const statuses = Object.keys(table) as OperationStatus[];
      expect(reachable(table, 'created'), kind).toEqual(new Set(statuses));
      for (const status of statuses) {
        const ends = [...reachable(table, status)].filter((one) => isEnded({ kind, status: one }));
        expect(ends.length, `${kind} ${status}`).toBeGreaterThan(0);
      }
    }
  });

  it('know no state or event of another kind', () => {
    expect(nextOperationStatus('transfer', 'closing', 'money_held')).toBeUndefined();
    expect(nextOperationStatus('recharge', 'held', 'sent')).toBeUndefined();
  });
});

function reachable(table: Readonly<Record<string, Readonly<Record<string, string>>>>, from: string) {
  const seen = new Set<OperationStatus>();
  const waiting = [from];
  for (let status = waiting.pop(); status !== undefined; status = waiting.pop()) {
    if (seen.has(status as OperationStatus)) continue;
    seen.add(status as OperationStatus);
    waiting.push(...Object.values(table[status] ?? {}));
  }
  return seen;
}
