import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrationsFolder } from '../../db/migrate.ts';
import { cardTransactionStatuses, cardTransactionTransitions, statusesBefore } from './card-transaction.ts';

describe('the states of a card transaction', () => {
  it('are all reached from sent', () => {
    const reached = new Set(['sent']);
    for (const _round of cardTransactionStatuses) {
      for (const from of cardTransactionStatuses) {
        if (reached.has(from)) for (const to of cardTransactionTransitions[from]) reached.add(to);
      }
    }
    expect([...reached].sort()).toEqual([...cardTransactionStatuses].sort());
  });

  it('never regress: what is decided is not decided again', () => {
    for (const final of ['declined', 'reversed', 'voided'] as const)
      expect(cardTransactionTransitions[final]).toEqual([]);
    expect(statusesBefore('reversed')).toEqual(['sent', 'unknown']);
    expect(statusesBefore('voided')).toEqual(['approved']);
    expect(statusesBefore('sent')).toEqual([]);
  });

  it('are those of the table', () => {
    const sql = readFileSync(join(migrationsFolder, '0020-card-terminals.sql'), 'utf8');
    const listed = /status text NOT NULL CHECK \(status IN \(([^)]*)\)\)/.exec(sql)?.[1] ?? '';
    expect([...listed.matchAll(/'(\w+)'/g)].map((match) => match[1]).sort()).toEqual(
      [...cardTransactionStatuses].sort(),
    );
  });
});
