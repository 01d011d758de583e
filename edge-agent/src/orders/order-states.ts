/**
 * An order that was pushed to a terminal, at the agent, whose word is the truth about it:
 *
 *   waiting ─take_up→ taken_up ─pay→ paid
 *    │  ▲                │
 *    │  └───put_back─────┘
 *    └─cancel→ cancelled   ─expire→ expired   ─refuse→ refused
 *
 * Whoever took it up has it: a cancel or the end of its time that comes then is too late. paid, cancelled, expired
 * and refused are for ever.
 */
import type { TerminalOrderStatus } from '@qiantai/protos';
import { agentError } from '../errors.ts';

export const pushedOrderEvents = ['take_up', 'put_back', 'pay', 'cancel', 'expire', 'refuse'] as const;
export type PushedOrderEvent = (typeof pushedOrderEvents)[number];

export const pushedOrderTransitions: Readonly<
  Record<TerminalOrderStatus, Partial<Record<PushedOrderEvent, TerminalOrderStatus>>>
> = {
  waiting: { take_up: 'taken_up', cancel: 'cancelled', expire: 'expired', refuse: 'refused' },
  taken_up: { put_back: 'waiting', pay: 'paid' },
  paid: {},
  cancelled: {},
  expired: {},
  refused: {},
};

/** @throws CodedError ORDER_TAKEN_UP, ORDER_NOT_NOW */
export function pushedOrderAfter(status: TerminalOrderStatus, event: PushedOrderEvent): TerminalOrderStatus {
  const next = pushedOrderTransitions[status][event];
  if (next !== undefined) return next;
  if (status === 'taken_up') throw agentError('ORDER_TAKEN_UP', { event });
  throw agentError('ORDER_NOT_NOW', { status, event });
}
