import { expect, test } from 'vitest';
import { nextShift, shiftEvents, shiftStatuses } from './shift-states.ts';

test('every state takes its events and no other', () => {
  const outcome = (status: (typeof shiftStatuses)[number], event: (typeof shiftEvents)[number]) => {
    try {
      return nextShift(status, event);
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  const table = Object.fromEntries(
    shiftStatuses.map((status) => [status, shiftEvents.map((event) => outcome(status, event))]),
  );
  const no = 'SHIFT_NOT_NOW';
  expect(shiftEvents).toEqual(['begin_closing', 'reopen', 'close', 'hand_over', 'move_cash']);
  expect(table).toEqual({
    open: ['closing', no, 'closed', 'open', 'open'],
    closing: [no, 'open', 'closed', no, no],
    closed: [no, no, no, no, no],
  });
});
