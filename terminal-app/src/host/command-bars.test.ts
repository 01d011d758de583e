import { describe, expect, it } from 'vitest';
import { isCounterCommand } from '../contract/counter-contract.ts';
import { commandSchema, type TillCommand } from '../contract/till-contract.ts';
import { barredBeside, waitsForAgent } from './command-bars.ts';
import { isDeviceCommand } from './device-desk.ts';

/** One of each that comes to the bars; only its type is looked at. */
const commands = commandSchema.options
  .map(({ shape }) => ({ type: shape.type.value }) as TillCommand)
  .filter((command) => !isCounterCommand(command) && !isDeviceCommand(command));

describe('what may be done', () => {
  it('at the sale: all of it', () => {
    for (const command of commands) expect(barredBeside(command, { isAway: true, isTraining: false })).toBeNull();
  });

  it('beside the sale: nothing that changes it', () => {
    const free = commands.filter((command) => !barredBeside(command, { isAway: false, isTraining: false }));
    expect(free.map(({ type }) => type).sort()).toEqual(
      ['close_till', 'scan', 'set_language', 'set_offline_mode', 'sign_in', 'sign_out'].sort(),
    );
  });

  it('in training: nothing whose effect outlives it', () => {
    const barred = commands.filter((command) => barredBeside(command, { isAway: true, isTraining: true }));
    expect(barred.map(({ type }) => type).sort()).toEqual([
      ...['discard_held', 'hold_sale', 'put_back_order', 'recall_held', 'refuse_order', 'set_offline_mode', 'sign_out'],
      'take_up_order',
    ]);
  });

  it('without the agent: cash only', () => {
    expect(waitsForAgent({ type: 'choose_tender', tender: 'cash' }, 'tendering')).toBeNull();
    expect(waitsForAgent({ type: 'choose_tender', tender: 'card' }, 'tendering')).toBe('AGENT_GONE_CASH_ONLY');
    expect(waitsForAgent({ type: 'scan', code: '1', source: 'scanner' }, 'tendering')).toBe('AGENT_GONE_CASH_ONLY');
    expect(waitsForAgent({ type: 'begin_return' }, 'selling')).toBe('AGENT_GONE');
  });
});
