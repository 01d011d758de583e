/**
 * An order of the fleet's keepers, at the agent. Written down before it is carried out and when it was: a power cut
 * in between carries it out again, which every kind allows. Once it has an outcome it is never carried out again,
 * whatever the server asks; the outcome is told until the server took it.
 *
 * received → running → done | failed → delivered. running → received: the agent started anew.
 */
import { agentError } from '../errors.ts';

export const agentOrderStates = ['received', 'running', 'done', 'failed', 'delivered'] as const;
export type AgentOrderState = (typeof agentOrderStates)[number];

export const agentOrderEvents = ['start', 'succeed', 'fail', 'restarted', 'deliver'] as const;
export type AgentOrderEvent = (typeof agentOrderEvents)[number];

export const agentOrderTransitions: Readonly<
  Record<AgentOrderState, Partial<Record<AgentOrderEvent, AgentOrderState>>>
> = {
  received: { start: 'running', restarted: 'received' },
  running: { succeed: 'done', fail: 'failed', restarted: 'received' },
  done: { deliver: 'delivered', restarted: 'done' },
  failed: { deliver: 'delivered', restarted: 'failed' },
  delivered: { restarted: 'delivered' },
};

/** @throws CodedError FLEET_BAD_TRANSITION */
export function agentOrderAfter(state: AgentOrderState, event: AgentOrderEvent): AgentOrderState {
  const next = agentOrderTransitions[state][event];
  if (next === undefined) throw agentError('FLEET_BAD_TRANSITION', { standing: state, event });
  return next;
}
