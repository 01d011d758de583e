/**
 * An order to an agent. It is carried out once: the agent keeps the ids of what it did and answers again what it
 * answered before.
 *
 * queued → fetched: the agent was given it (again, while it has not answered). fetched → done | failed: its answer.
 * Both wait no longer than the order is good for: then it is expired, and a later answer changes nothing.
 */
import { serverError } from '../errors.ts';

export const orderStates = ['queued', 'fetched', 'done', 'failed', 'expired'] as const;
export type OrderState = (typeof orderStates)[number];

export const orderEvents = ['fetch', 'succeed', 'fail', 'expire'] as const;
export type OrderEvent = (typeof orderEvents)[number];

/** What is not here is refused. An answer that comes again finds its own state and is no fault. */
export const orderTransitions: Readonly<Record<OrderState, Partial<Record<OrderEvent, OrderState>>>> = {
  queued: { fetch: 'fetched', expire: 'expired' },
  fetched: { fetch: 'fetched', succeed: 'done', fail: 'failed', expire: 'expired' },
  done: { succeed: 'done' },
  failed: { fail: 'failed' },
  expired: { expire: 'expired' },
};

/** @throws CodedError FLEET_ORDER_STATE */
export function orderAfter(state: OrderState, event: OrderEvent): OrderState {
  const next = orderTransitions[state][event];
  if (next === undefined) throw serverError('FLEET_ORDER_STATE', { state, event });
  return next;
}
