import { describe, expect, test } from 'vitest';
import { businessDateAt } from './business-date.ts';

const at = (text: string, timeZone?: string, businessDayStartsAt = '04:00') =>
  businessDateAt(Date.parse(text), timeZone === undefined ? undefined : { timeZone, businessDayStartsAt });

describe('a business date', () => {
  test('begins at four in Beijing, where headquarters says nothing', () => {
    expect(at('2026-01-02T19:59:59Z')).toBe('2026-01-02');
    expect(at('2026-01-02T20:00:00Z')).toBe('2026-01-03');
    expect(at('2026-02-28T18:00:00Z')).toBe('2026-02-28');
  });

  test('follows the store’s zone and hour, also past midnight and over the end of a month', () => {
    expect(at('2026-03-01T04:59:00Z', 'America/New_York', '00:00')).toBe('2026-02-28');
    expect(at('2026-03-01T05:00:00Z', 'America/New_York', '00:00')).toBe('2026-03-01');
    // A bar that counts its night as one day.
    expect(at('2026-05-31T21:59:00Z', 'Europe/Paris', '06:00')).toBe('2026-05-31');
    expect(at('2026-06-01T03:59:00Z', 'Europe/Paris', '06:00')).toBe('2026-05-31');
    expect(at('2026-06-01T04:00:00Z', 'Europe/Paris', '06:00')).toBe('2026-06-01');
    expect(at('2026-06-01T09:59:00Z', 'Asia/Shanghai', '18:00')).toBe('2026-05-31');
    expect(at('2026-06-01T10:00:00Z', 'Asia/Shanghai', '18:00')).toBe('2026-06-01');
  });

  test('begins at its time on days of 23 and 25 hours', () => {
    // Clocks go forward on 29 March 2026 at 01:00 UTC in Paris, back on 25 October.
    expect(at('2026-03-29T01:59:59Z', 'Europe/Paris')).toBe('2026-03-28');
    expect(at('2026-03-29T02:00:00Z', 'Europe/Paris')).toBe('2026-03-29');
    expect(at('2026-10-25T02:59:59Z', 'Europe/Paris')).toBe('2026-10-24');
    expect(at('2026-10-25T03:00:00Z', 'Europe/Paris')).toBe('2026-10-25');
  });

  test('of a zone that nobody knows is Beijing’s', () => {
    expect(at('2026-01-02T20:00:00Z', 'Mars/Olympus')).toBe('2026-01-03');
  });
});
