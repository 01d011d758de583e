import { terminalOrderStatuses } from '@qiantai/protos';
import { expect, test } from 'vitest';
import { terminalOrderAfter, terminalOrderEvents, terminalOrderStates } from './order-states.ts';

test('every state takes its events and no other', () => {
  const outcome = (...[state, event]: Parameters<typeof terminalOrderAfter>) => {
    try {
      return terminalOrderAfter(state, event);
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  const table = Object.fromEntries(
    terminalOrderStates.map((state) => [state, terminalOrderEvents.map((event) => outcome(state, event))]),
  );
  const no = 'TERMINAL_ORDER_NOT_NOW';
  const late = 'TERMINAL_ORDER_TAKEN_UP';
  const words = ['delivered', 'taken_up', 'paid', 'cancelled', 'expired', 'refused'];
  expect(terminalOrderEvents).toEqual([...terminalOrderStatuses, 'withdraw', 'lapse', 'ask_cancel']);
  expect(table).toEqual({
    pushed: [...words, 'cancelled', 'expired', 'pushed'],
    delivered: [...words, no, no, 'delivered'],
    taken_up: [...words, late, late, late],
    paid: [no, no, 'paid', no, no, no, no, no, no],
    cancelled: [no, no, 'paid', 'cancelled', no, no, no, no, no],
    expired: [no, no, 'paid', no, 'expired', no, no, no, no],
    refused: [no, no, 'paid', no, no, 'refused', no, no, no],
  });
});
