import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type ChargeStatus,
  chargeEvents,
  chargeStatuses,
  chargeTransitions,
  nextChargeStatus,
} from './charge-states.ts';

const allowed: Record<string, string> = {
  'none asked': 'awaiting_payer',
  'none taken': 'paid',
  'none declined': 'declined',
  'none closed': 'closed',
  'awaiting_payer taken': 'paid',
  'awaiting_payer declined': 'declined',
  'awaiting_payer refused': 'refused',
  'awaiting_payer closed': 'closed',
  'paid reversed': 'reversed',
  'declined closed': 'closed',
  'refused closed': 'closed',
};

describe('the states of a charge', () => {
  it.each(
    (['none', ...chargeStatuses] as const).flatMap((from) => chargeEvents.map((event) => [from, event] as const)),
  )('%s × %s', (from, event) => {
    expect(nextChargeStatus(from, event)).toBe(allowed[`${from} ${event}`]);
  });

  it('reaches every state, and no money moves out of one where none was taken', () => {
    const reached = new Set<ChargeStatus>(Object.values(chargeTransitions.none));
    for (const status of reached) for (const next of Object.values(chargeTransitions[status])) reached.add(next);
    expect([...reached].sort()).toEqual([...chargeStatuses].sort());
    for (const from of chargeStatuses) expect(chargeTransitions[from].reversed !== undefined).toBe(from === 'paid');
  });

  it('stands in the table’s CHECK as it does here', () => {
    const sql = readFileSync(new URL('../db/migrations/0095-balance-payments.sql', import.meta.url), 'utf8');
    const listed = /status IN \(('awaiting_payer'[^)]*)\)/.exec(sql)?.[1] ?? '';
    expect(listed.split(', ').map((name) => name.slice(1, -1))).toEqual([...chargeStatuses]);
  });
});
