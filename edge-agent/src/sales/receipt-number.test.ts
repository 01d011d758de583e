import { expect, test } from 'vitest';
import { receiptNo } from './receipt-number.ts';

const day = { businessDate: '2026-01-02', sequence: 7 };

test('names store, till, date and sequence', () => {
  expect(receiptNo({ storeId: 'S1', terminalId: 'T2', ...day })).toBe('S1-T2-20260102-0007');
  expect(receiptNo({ storeId: 'S1', terminalId: 'S1-T2', ...day })).toBe('S1-T2-20260102-0007');
});

test('stays within a Code 128 barcode of 32 characters, also for long ids and a busy day', () => {
  const long = { storeId: 'store-with-a-long-name', terminalId: 'terminal-with-a-long-name' };
  const one = receiptNo({ ...long, ...day, sequence: 999_999 });
  expect(one.length).toBeLessThanOrEqual(32);
  expect(one).toMatch(/^[A-Za-z0-9-]+$/);
  expect(receiptNo({ ...long, terminalId: `${long.terminalId}2`, ...day, sequence: 999_999 })).not.toBe(one);
});
