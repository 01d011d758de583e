import { describe, expect, it } from 'vitest';
import { linesOf } from '../ledger/posting.ts';
import { sendableAtMs } from './bank-hours.ts';
import { instructionPostings } from './instruction-postings.ts';
import {
  instructionEvents,
  instructionStatuses,
  instructionTransitions,
  isSettled,
  nextInstructionStatus,
} from './instruction-transitions.ts';
import { proofSections } from './proof-sections.ts';

describe('instruction', () => {
  it('every state times every event; `-` is refused', () => {
    expect(instructionEvents.join(' ')).toBe('sent not_taken accepted confirmed rejected no_answer returned');
    const rows = instructionStatuses.map(
      (status) =>
        `${status}: ${instructionEvents.map((event) => nextInstructionStatus(status, event) ?? '-').join(' ')}`,
    );
    expect(rows).toEqual([
      'created: sent - - - - - -',
      'sent: - created accepted confirmed rejected unknown -',
      'accepted: - - accepted confirmed rejected accepted -',
      'confirmed: - - - - - - returned',
      'rejected: - - - - - - -',
      'unknown: sent - accepted confirmed rejected unknown -',
      'returned: - - - - - - -',
    ]);
  });

  it('reaches every state, and a settled one is left by a return only', () => {
    const seen = new Set<string>(['created']);
    for (const status of seen) {
      for (const next of Object.values(instructionTransitions[status as 'created'])) seen.add(next);
    }
    expect(seen).toEqual(new Set(instructionStatuses));
    expect(instructionStatuses.filter(isSettled)).toEqual(['confirmed', 'rejected', 'returned']);
  });

  it('posts at creation what a rejection takes back, and at a payment what a return takes back in custody', () => {
    for (const [purpose, steps] of Object.entries(instructionPostings)) {
      const custodyOf = (step: 'confirmed' | 'returned') =>
        linesOf(steps[step] as 'settlement_confirmed')
          .flatMap(({ debit, credit }) => [
            debit === 'platform.custody_bank' ? 1 : 0,
            credit === 'platform.custody_bank' ? -1 : 0,
          ])
          .reduce<number>((sum, one) => sum + one, 0);
      expect(custodyOf('confirmed') + custodyOf('returned'), purpose).toBe(0);
      expect(custodyOf('confirmed'), purpose).not.toBe(0);
      expect(steps.created === undefined).toBe(steps.rejected === undefined);
    }
  });
});

describe('bank hours', () => {
  const hours = { corporateOpensMinute: 510, corporateClosesMinute: 1050, corporateWeekdaysOnly: true };
  const at = (text: string) => Date.parse(`${text}+08:00`);
  const next = (text: string) => sendableAtMs(hours, 'corporate', at(text));

  it('lets corporate payees wait for the bank’s next hours, over nights and weekends', () => {
    expect(next('2026-03-02T08:29:59')).toBe(at('2026-03-02T08:30:00'));
    expect(next('2026-03-02T08:30:00')).toBe(at('2026-03-02T08:30:00'));
    expect(next('2026-03-02T17:29:59')).toBe(at('2026-03-02T17:29:59'));
    expect(next('2026-03-02T17:30:00')).toBe(at('2026-03-03T08:30:00'));
    expect(next('2026-03-06T18:00:00')).toBe(at('2026-03-09T08:30:00'));
    expect(next('2026-03-07T12:00:00')).toBe(at('2026-03-09T08:30:00'));
    expect(next('2026-03-02T00:30:00')).toBe(at('2026-03-02T08:30:00'));
  });

  it('lets personal payees through at any time', () => {
    expect(sendableAtMs(hours, 'personal', at('2026-03-07T03:00:00'))).toBe(at('2026-03-07T03:00:00'));
  });
});

it('the proof has a place for the money: assets held, liabilities owed, the rest its own', () => {
  const held = Object.entries(proofSections).filter(([, section]) => section === 'held');
  expect(held.map(([code]) => code)).toEqual([
    'platform.custody_bank',
    'platform.channel_clearing',
    'platform.card_clearing',
    'platform.recharge_clearing',
    'platform.bank_receivable',
  ]);
});
