import { FakeClock, SeededRandom } from '@qiantai/foundation';
import { expect, test } from 'vitest';
import { openClockOffset, readClock } from './clock-offset.ts';
import { isDue, nextTryAtMs } from './retry.ts';

const hourMs = 3_600_000;

function opened(stored = 0) {
  const clock = new FakeClock();
  const kept: number[] = [];
  const offset = openClockOffset({ clock, stored, store: (ms) => kept.push(ms) });
  /** The server's clock, right at any time, whatever ours does. */
  const startedMs = clock.nowMs();
  const serverMs = () => startedMs + 700 + clock.monotonicMs() - startedMs;
  async function probe(jumpMs = 0): Promise<void> {
    const sent = readClock(clock);
    await clock.advance(20);
    const answer = serverMs();
    clock.jump(jumpMs);
    await clock.advance(20);
    offset.measured(answer, sent);
  }
  return { clock, kept, offset, serverMs, probe };
}

test('is what was stored until the server answers, then what was measured', async () => {
  const { offset, kept, probe } = opened(123);
  expect(offset.ms()).toBe(123);
  await probe();
  expect([offset.ms(), kept]).toEqual([700, [700]]);
  await probe();
  expect(kept).toEqual([700]);
});

test.each([3, -3])('a jump of %d hours between two probes is in the next entry already', async (hours) => {
  const { clock, offset, serverMs, probe } = opened();
  await probe();
  await clock.advance(1500);
  clock.jump(hours * hourMs);
  expect(offset.ms()).toBe(700 - hours * hourMs);
  expect(clock.nowMs() + offset.ms()).toBe(serverMs());
  await probe();
  expect(clock.nowMs() + offset.ms()).toBe(serverMs());
});

test.each([3, -3])('a jump of %d hours while a probe is under way does not halve into the offset', async (hours) => {
  const { clock, offset, serverMs, probe } = opened();
  await probe();
  await probe(hours * hourMs);
  expect(clock.nowMs() + offset.ms()).toBe(serverMs());
});

test('a clock that is steered slowly is measured, not guessed', async () => {
  const { clock, offset, probe } = opened();
  await probe();
  clock.jump(400);
  expect(offset.ms()).toBe(700);
  await probe();
  expect(offset.ms()).toBe(300);
});

test.each([
  ['back by hours', -3 * hourMs],
  ['forward by hours', 3 * hourMs],
])('a try that was planned before the clock went %s is due at once', (_name, jumpMs) => {
  const timing = { firstMs: 200, maxMs: 15_000 };
  const clock = new FakeClock();
  const planned = nextTryAtMs({ unansweredCount: 9, rejectedCount: 0 }, clock.nowMs(), timing, new SeededRandom(1));
  expect(isDue({ nextTryAtMs: planned }, clock.nowMs(), timing)).toBe(false);
  clock.jump(jumpMs);
  expect(isDue({ nextTryAtMs: planned }, clock.nowMs(), timing)).toBe(true);
});
