import { expect, test } from 'vitest';
import { openRecovery, recoveryTiming } from './recovery.ts';

test('each end in a row waits longer, up to the bound, and it never gives up', () => {
  const recovery = openRecovery();
  const waits = Array.from({ length: 40 }, (_, n) => recovery.ended(n * 100));
  expect(waits.slice(0, 5)).toEqual([250, 500, 1000, 2000, 4000]);
  expect(Math.max(...waits)).toBe(recoveryTiming.maxMs);
  expect(waits.at(-1)).toBe(recoveryTiming.maxMs);
});

test('after quiet time it begins anew, also where the clock was set back', () => {
  const recovery = openRecovery({ firstMs: 10, maxMs: 1000, memoryMs: 500 });
  expect(recovery.ended(1000)).toBe(10);
  expect(recovery.ended(1100)).toBe(20);
  expect(recovery.ended(1700)).toBe(10);
  expect(recovery.ended(100)).toBe(10);
});
