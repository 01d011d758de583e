/**
 * An agent of a store, from its enrolment on.
 *
 * - active: everything it asks for its store.
 * - retiring: it goes out of service (replaced, or closed down). What it took is owed to the books, so its journal
 *   is still taken, and its certificate renewed; nothing new begins.
 * - retired: it said that nothing waits any more. Nothing of it is taken.
 * - stolen: it is in wrong hands. Nothing of it is taken, not even its journal: who holds the device can sign what
 *   he likes. Where the device comes back, a person makes an activation code in its place: that is the word that its
 *   journal may come in (enrolment-service.ts).
 */
import { serverError } from '../errors.ts';

export const agentStates = ['active', 'retiring', 'retired', 'stolen'] as const;
export type AgentState = (typeof agentStates)[number];

/** `handed_over`: all that it had went to another device by a sealed export, so nothing is left to drain. */
export const agentEvents = ['retire', 'replaced', 'drained', 'handed_over', 'revoke'] as const;
export type AgentEvent = (typeof agentEvents)[number];

/** What is not here is refused. `revoke` of a stolen one changes nothing and is no fault: two people may report it. */
export const agentTransitions: Readonly<Record<AgentState, Partial<Record<AgentEvent, AgentState>>>> = {
  active: { retire: 'retiring', replaced: 'retiring', handed_over: 'retired', revoke: 'stolen' },
  retiring: {
    retire: 'retiring',
    replaced: 'retiring',
    drained: 'retired',
    handed_over: 'retired',
    revoke: 'stolen',
  },
  retired: { retire: 'retired', replaced: 'retired', revoke: 'stolen' },
  stolen: { replaced: 'stolen', revoke: 'stolen' },
};

/** @throws CodedError FLEET_AGENT_STATE */
export function agentAfter(state: AgentState, event: AgentEvent): AgentState {
  const next = agentTransitions[state][event];
  if (next === undefined) throw serverError('FLEET_AGENT_STATE', { state, event });
  return next;
}

/** What a call of an agent is for: whether it may still make it. */
export type AgentCallPurpose = 'business' | 'draining';

/** The code that a call is refused with; undefined: it may be made. */
export function refusalOf(
  state: AgentState,
  purpose: AgentCallPurpose,
): 'CALLER_REVOKED' | 'CALLER_RETIRED' | 'CALLER_RETIRING' | undefined {
  switch (state) {
    case 'active':
      return undefined;
    case 'retiring':
      return purpose === 'draining' ? undefined : 'CALLER_RETIRING';
    case 'retired':
      return 'CALLER_RETIRED';
    case 'stolen':
      return 'CALLER_REVOKED';
  }
}
