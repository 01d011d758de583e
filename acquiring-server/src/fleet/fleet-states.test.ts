import { CodedError } from '@qiantai/foundation';
import { describe, expect, test } from 'vitest';
import { agentAfter, agentEvents, agentStates, agentTransitions, refusalOf } from './agent-states.ts';
import { orderAfter, orderEvents, orderStates, orderTransitions } from './order-states.ts';

/** Every state times every event, by hand: what the tables say has to be what is meant. */
describe('an agent', () => {
  const meant: Record<string, string> = {
    'active retire': 'retiring',
    'active replaced': 'retiring',
    'active handed_over': 'retired',
    'active revoke': 'stolen',
    'retiring retire': 'retiring',
    'retiring replaced': 'retiring',
    'retiring drained': 'retired',
    'retiring handed_over': 'retired',
    'retiring revoke': 'stolen',
    'retired retire': 'retired',
    'retired replaced': 'retired',
    'retired revoke': 'stolen',
    'stolen replaced': 'stolen',
    'stolen revoke': 'stolen',
  };
  test.each(agentStates.flatMap((state) => agentEvents.map((event) => [state, event] as const)))(
    '%s × %s',
    (state, event) => {
      const after = meant[`${state} ${event}`];
      if (after) expect(agentAfter(state, event)).toBe(after);
      else expect(() => agentAfter(state, event)).toThrowError(expect.objectContaining({ code: 'FLEET_AGENT_STATE' }));
    },
  );

  test('every state is reached, and none leads out of a theft', () => {
    expect(reached('active', agentTransitions)).toEqual(new Set(agentStates));
    expect(reached('stolen', agentTransitions)).toEqual(new Set(['stolen']));
  });

  test('what each state may still ask for', () => {
    expect(agentStates.map((state) => [state, refusalOf(state, 'business'), refusalOf(state, 'draining')])).toEqual([
      ['active', undefined, undefined],
      ['retiring', 'CALLER_RETIRING', undefined],
      ['retired', 'CALLER_RETIRED', 'CALLER_RETIRED'],
      ['stolen', 'CALLER_REVOKED', 'CALLER_REVOKED'],
    ]);
  });
});

describe('an order', () => {
  const meant: Record<string, string> = {
    'queued fetch': 'fetched',
    'queued expire': 'expired',
    'fetched fetch': 'fetched',
    'fetched succeed': 'done',
    'fetched fail': 'failed',
    'fetched expire': 'expired',
    'done succeed': 'done',
    'failed fail': 'failed',
    'expired expire': 'expired',
  };
  test.each(orderStates.flatMap((state) => orderEvents.map((event) => [state, event] as const)))(
    '%s × %s',
    (state, event) => {
      const after = meant[`${state} ${event}`];
      if (after) expect(orderAfter(state, event)).toBe(after);
      else expect(() => orderAfter(state, event)).toThrowError(CodedError);
    },
  );

  test('every state is reached, and an end is an end', () => {
    expect(reached('queued', orderTransitions)).toEqual(new Set(orderStates));
    for (const end of ['done', 'failed', 'expired'] as const) {
      expect(reached(end, orderTransitions)).toEqual(new Set([end]));
    }
  });
});

function reached<State extends string>(
  from: State,
  table: Readonly<Record<State, Partial<Record<string, State>>>>,
): Set<State> {
  const found = new Set<State>([from]);
  for (const state of found) for (const next of Object.values(table[state])) found.add(next as State);
  return found;
}
