import { describe, expect, test } from 'vitest';
import { businessDateAt, businessDateStartMs, dateMoved, zonedTime } from './zoned-time.ts';

const shanghai = { timeZone: 'Asia/Shanghai', startsAt: '04:00' };
const at = (text: string) => Date.parse(text);

test('the wall clock of a zone', () => {
  expect(zonedTime(at('2026-01-01T16:05:09Z'), 'Asia/Shanghai')).toEqual({
    date: '2026-01-02',
    time: '00:05:09',
    weekday: 5,
  });
  expect(zonedTime(at('2026-01-04T23:59:59Z'), 'UTC').weekday).toBe(7);
  expect(() => zonedTime(0, 'Nowhere/Land')).toThrow(RangeError);
});

describe('a business date', () => {
  test('runs past midnight to the hour at which the day begins', () => {
    expect(businessDateAt(at('2026-03-01T19:59:59Z'), shanghai)).toBe('2026-03-01');
    expect(businessDateAt(at('2026-03-01T20:00:00Z'), shanghai)).toBe('2026-03-02');
    expect(businessDateAt(at('2025-12-31T17:00:00Z'), shanghai)).toBe('2025-12-31');
    expect(businessDateAt(at('2026-01-01T00:00:00Z'), { timeZone: 'UTC', startsAt: '00:00' })).toBe('2026-01-01');
  });

  test('begins where the date before it ends, also where clocks are put back or forward', () => {
    for (const timeZone of ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu']) {
      for (const startsAt of ['00:00', '02:30', '04:00', '23:30']) {
        for (const date of ['2026-03-08', '2026-03-29', '2026-10-25', '2026-11-01', '2026-06-15']) {
          const day = { timeZone, startsAt };
          const startMs = businessDateStartMs(date, day);
          const found = [businessDateAt(startMs, day), businessDateAt(startMs - 1, day)];
          expect([timeZone, startsAt, ...found]).toEqual([timeZone, startsAt, date, dateMoved(date, -1)]);
        }
      }
    }
    expect(businessDateStartMs('2026-03-02', shanghai)).toBe(at('2026-03-01T20:00:00Z'));
  });

  test('dates are counted over the ends of months and years', () => {
    expect(dateMoved('2026-02-28', 1)).toBe('2026-03-01');
    expect(dateMoved('2026-01-01', -1)).toBe('2025-12-31');
  });
});
