import { expect, test } from 'vitest';
import { isDay, lastOfMonth, monthCount, monthsOf } from './months.ts';

test('a span is cut at the ends of months', () => {
  expect(monthsOf('2026-01-10', '2026-01-20')).toEqual([{ from: '2026-01-10', to: '2026-01-20' }]);
  expect(monthsOf('2025-12-31', '2026-02-01')).toEqual([
    { from: '2025-12-31', to: '2025-12-31' },
    { from: '2026-01-01', to: '2026-01-31' },
    { from: '2026-02-01', to: '2026-02-01' },
  ]);
  expect(monthsOf('9999-12-01', '9999-12-31')).toEqual([{ from: '9999-12-01', to: '9999-12-31' }]);
  expect(monthsOf('2026-02-01', '2026-01-01')).toEqual([]);
  expect(monthCount('1900-01-01', '9999-12-31')).toBe(8100 * 12);
  expect(lastOfMonth('2024-02-01')).toBe('2024-02-29');
});

test('days are those that the calendar has', () => {
  expect(['2024-02-29', '1900-01-01', '9999-12-31'].every(isDay)).toBe(true);
  expect(['2026-02-29', '0001-01-01', '1899-12-31', '2026-1-1', '', '2026-13-01', '+012026-01-01'].some(isDay)).toBe(
    false,
  );
});
