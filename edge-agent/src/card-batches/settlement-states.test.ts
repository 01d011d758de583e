import { describe, expect, test } from 'vitest';
import {
  isSettlementOpen,
  nextSettlementState,
  type SettlementEvent,
  type SettlementState,
  settlementEvents,
  settlementStates,
} from './settlement-states.ts';

/** Every state and every event; what is missing is refused. */
const table: Record<SettlementState, Partial<Record<SettlementEvent, SettlementState>>> = {
  due: { begun: 'under_way' },
  under_way: {
    agreed: 'settled',
    differed: 'differs',
    found_nothing: 'nothing',
    put_off: 'due',
    lost: 'unknown',
    restarted: 'unknown',
  },
  unknown: { begun: 'under_way' },
  settled: {},
  differs: {},
  nothing: {},
};

describe('a settlement', () => {
  for (const state of settlementStates) {
    for (const event of settlementEvents) {
      const next = table[state][event];
      test(`that is ${state} ${next ? `becomes ${next}` : 'refuses'} when ${event}`, () => {
        if (next) expect(nextSettlementState(state, event)).toBe(next);
        else expect(() => nextSettlementState(state, event)).toThrow(/does not take/);
      });
    }
  }

  test('that may have been done is never taken for not done', () => {
    expect(Object.values(table.unknown)).toEqual(['under_way']);
  });

  test('has an end in every state that is not open, and leaves every open one', () => {
    for (const state of settlementStates) expect(Object.keys(table[state]).length > 0).toBe(isSettlementOpen(state));
  });
});
