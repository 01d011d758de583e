/**
 * A shift of a till's drawer:
 *
 *   open ─begin_closing→ closing ─close→ closed
 *    │ ▲                    │
 *    │ └──────reopen────────┘
 *    └──────close→ closed        (counted beforehand)
 *
 * While it is open, money may come and go. While it is closing, the drawer is counted: what has begun may end, nothing
 * begins. Closed is for ever.
 */
import { agentError } from '../errors.ts';

export const shiftStatuses = ['open', 'closing', 'closed'] as const;
export type ShiftStatus = (typeof shiftStatuses)[number];

export const shiftEvents = ['begin_closing', 'reopen', 'close', 'hand_over', 'move_cash'] as const;
export type ShiftEvent = (typeof shiftEvents)[number];

const table: Readonly<Record<ShiftStatus, Partial<Record<ShiftEvent, ShiftStatus>>>> = {
  open: { begin_closing: 'closing', close: 'closed', hand_over: 'open', move_cash: 'open' },
  closing: { reopen: 'open', close: 'closed' },
  closed: {},
};

/** @throws CodedError SHIFT_NOT_NOW */
export function nextShift(status: ShiftStatus, event: ShiftEvent): ShiftStatus {
  const next = table[status][event];
  if (!next) throw agentError('SHIFT_NOT_NOW', { status, event });
  return next;
}
