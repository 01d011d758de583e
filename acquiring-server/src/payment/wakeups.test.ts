import { FakeClock } from '@qiantai/foundation';
import { describe, expect, it } from 'vitest';
import { createWakeups, readUntil } from './wakeups.ts';

describe('who waits for a value', () => {
  it('takes it from the caller and from the one who changed it, and reads nothing', async () => {
    const { wakeups, readAt, waits } = waiter(['never']);
    const answer = waits({ inHand: 'created' });
    wakeups.wake('a', 'processing');
    await readAt.turn();
    wakeups.wake('other', 'paid by another');
    await readAt.turn();
    wakeups.wake('a', 'paid');
    expect(await answer).toBe('paid');
    expect(readAt.times).toEqual([]);
  });

  it('reads where the one who woke has nothing in hand, and where two told at once', async () => {
    const first = waiter(['paid']);
    const answer = first.waits({ inHand: 'created' });
    first.wakeups.wake('a');
    expect(await answer).toBe('paid');

    const second = waiter(['paid']);
    const later = second.waits({ inHand: 'created' });
    second.wakeups.wake('a', 'paid before');
    second.wakeups.wake('a', 'processing');
    expect(await later).toBe('paid');
    expect(second.readAt.times).toEqual([0]);
  });

  it('misses no wake while it reads', async () => {
    const { wakeups, readAt, waits } = waiter(['created']);
    const answer = waits({});
    wakeups.wake('a', 'paid');
    expect(await answer).toBe('paid');
    expect(readAt.times).toEqual([0]);
  });

  it('reads every second, and once more at its end', async () => {
    const { clock, readAt, waits } = waiter(['created', 'created', 'processing']);
    const answer = waits({ waitMs: 1500 });
    await clock.advance(1000);
    await clock.advance(500);
    expect(await answer).toBe('processing');
    expect(readAt.times).toEqual([0, 1000, 1500]);
  });

  it('without time to wait, it answers at once', async () => {
    expect(await waiter([]).waits({ inHand: 'created', waitMs: 0 })).toBe('created');
    expect(await waiter(['processing']).waits({ waitMs: 0 })).toBe('processing');
  });
});

function waiter(reads: string[]) {
  const clock = new FakeClock();
  const wakeups = createWakeups<string>();
  const beganMs = clock.monotonicMs();
  const times: number[] = [];
  const read = async (): Promise<string> => {
    times.push(clock.monotonicMs() - beganMs);
    return reads.shift() ?? 'nothing left to read';
  };
  const enough = (value: string) => value === 'paid' || value === 'nothing left to read';
  return {
    clock,
    wakeups,
    readAt: { times, turn: async () => await new Promise<void>((done) => setImmediate(done)) },
    waits: async (given: { inHand?: string; waitMs?: number }) =>
      await readUntil({ waitMs: 10_000, ...given, read, enough, key: 'a', wakeups, clock }),
  };
}
