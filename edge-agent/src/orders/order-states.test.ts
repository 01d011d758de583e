import { terminalOrderStatuses } from '@qiantai/protos';
import { expect, test } from 'vitest';
import { pushedOrderAfter, pushedOrderEvents } from './order-states.ts';

test('every state takes its events and no other', () => {
  const outcome = (...[status, event]: Parameters<typeof pushedOrderAfter>) => {
    try {
      return pushedOrderAfter(status, event);
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  const table = Object.fromEntries(
    terminalOrderStatuses.map((status) => [status, pushedOrderEvents.map((event) => outcome(status, event))]),
  );
  const no = 'ORDER_NOT_NOW';
  const late = 'ORDER_TAKEN_UP';
  expect(pushedOrderEvents).toEqual(['take_up', 'put_back', 'pay', 'cancel', 'expire', 'refuse']);
  expect(table).toEqual({
    waiting: ['taken_up', no, no, 'cancelled', 'expired', 'refused'],
    taken_up: [late, 'waiting', 'paid', late, late, late],
    paid: [no, no, no, no, no, no],
    cancelled: [no, no, no, no, no, no],
    expired: [no, no, no, no, no, no],
    refused: [no, no, no, no, no, no],
  });
});
