/**
 * An order that a merchant pushed to a terminal, as the server has it. What the store's agent reports is the truth
 * (edge-agent/src/orders/order-states.ts); reports in between may have been missed.
 *
 *   pushed ─(waiting)→ delivered ─(taken_up)→ taken_up ─(paid)→ paid
 *     │                    ▲                     │
 *     │                    └──────(waiting)──────┘
 *     └─withdraw→ cancelled, lapse→ expired: only while no agent was given it
 *
 * (cancelled), (expired), (refused) come from pushed and delivered, and from taken_up where it was put back unheard.
 * Money that was taken is a fact: (paid) is believed in every state.
 */
import { serverError } from '../errors.ts';

export const terminalOrderStates = [
  'pushed',
  'delivered',
  'taken_up',
  'paid',
  'cancelled',
  'expired',
  'refused',
] as const;
export type TerminalOrderState = (typeof terminalOrderStates)[number];

/** The first six are the agent's words. */
export const terminalOrderEvents = [
  'waiting',
  'taken_up',
  'paid',
  'cancelled',
  'expired',
  'refused',
  'withdraw',
  'lapse',
  'ask_cancel',
] as const;
export type TerminalOrderEvent = (typeof terminalOrderEvents)[number];

const reported = {
  waiting: 'delivered',
  taken_up: 'taken_up',
  paid: 'paid',
  cancelled: 'cancelled',
  expired: 'expired',
  refused: 'refused',
} as const;

export const terminalOrderTransitions: Readonly<
  Record<TerminalOrderState, Partial<Record<TerminalOrderEvent, TerminalOrderState>>>
> = {
  pushed: { ...reported, withdraw: 'cancelled', lapse: 'expired', ask_cancel: 'pushed' },
  delivered: { ...reported, ask_cancel: 'delivered' },
  taken_up: reported,
  paid: { paid: 'paid' },
  cancelled: { cancelled: 'cancelled', paid: 'paid' },
  expired: { expired: 'expired', paid: 'paid' },
  refused: { refused: 'refused', paid: 'paid' },
};

/** @throws CodedError TERMINAL_ORDER_TAKEN_UP, TERMINAL_ORDER_NOT_NOW */
export function terminalOrderAfter(state: TerminalOrderState, event: TerminalOrderEvent): TerminalOrderState {
  const next = terminalOrderTransitions[state][event];
  if (next !== undefined) return next;
  if (state === 'taken_up') throw serverError('TERMINAL_ORDER_TAKEN_UP');
  throw serverError('TERMINAL_ORDER_NOT_NOW', { state, event });
}
