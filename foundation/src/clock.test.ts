import { afterEach, describe, expect, it, vi } from 'vitest';
import { AnchoredClock, anchorNow, FakeClock, formatClockAnchor, parseClockAnchor, systemClock } from './clock.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the anchored clock', () => {
  it('runs faster by its factor, and timers follow', async () => {
    const clock = new AnchoredClock(anchorNow({ virtualMs: 1_000_000, factor: 1000 }));
    const before = systemClock.monotonicMs();
    await clock.sleep(20_000);
    expect(clock.nowMs()).toBeGreaterThanOrEqual(1_020_000);
    expect(systemClock.monotonicMs() - before).toBeLessThan(10_000);
  });

  it('fires waiting timers when it is moved past them', async () => {
    const clock = new AnchoredClock(anchorNow({ virtualMs: 0, factor: 1 }));
    const day = clock.sleep(86_400_000);
    clock.reanchor(anchorNow({ virtualMs: 86_400_001, factor: 1 }));
    await day;
    expect(clock.nowMs()).toBeGreaterThanOrEqual(86_400_000);
  });

  it.each([-3, 3])('keeps its timers when the machine’s clock jumps by %d hours', async (hours) => {
    const clock = new AnchoredClock();
    const startedMs = clock.monotonicMs();
    const waiting = clock.sleep(60);
    const real = Date.now;
    vi.spyOn(Date, 'now').mockImplementation(() => real() + hours * 3_600_000);
    expect(Math.sign(clock.nowMs() - real())).toBe(Math.sign(hours));
    await waiting;
    expect(clock.monotonicMs() - startedMs).toBeGreaterThanOrEqual(59);
    // One that is set behind the jump waits as long as it says, too.
    await clock.sleep(20);
  });

  it('refuses to be turned back', () => {
    const clock = new AnchoredClock(anchorNow({ virtualMs: 1_000_000, factor: 1 }));
    expect(() => clock.reanchor(anchorNow({ virtualMs: 0, factor: 1 }))).toThrow(RangeError);
  });

  it('ends a sleep when its signal aborts', async () => {
    const abort = new AbortController();
    const sleeping = systemClock.sleep(60_000, abort.signal);
    abort.abort(new Error('stop'));
    await expect(sleeping).rejects.toThrow('stop');
  });

  it('reads and writes anchors, and refuses what is none', () => {
    const anchor = { realMs: 1, virtualMs: 2, factor: 10 };
    expect(parseClockAnchor(formatClockAnchor(anchor))).toEqual(anchor);
    for (const text of ['', '1:2', '1:2:3:4', '1:2:0', 'a:b:c'])
      expect(() => parseClockAnchor(text)).toThrow(RangeError);
  });
});

describe('the fake clock', () => {
  it('fires timers in the order of their due times, each at its own instant', async () => {
    const clock = new FakeClock(0);
    const fired: Array<[string, number]> = [];
    clock.setTimeout(() => fired.push(['late', clock.nowMs()]), 200);
    clock.setTimeout(() => {
      fired.push(['early', clock.nowMs()]);
      clock.setTimeout(() => fired.push(['chained', clock.nowMs()]), 50);
    }, 100);
    clock.setTimeout(() => fired.push(['cancelled', 0]), 120)();
    await clock.advance(1000);
    expect(fired).toEqual([
      ['early', 100],
      ['chained', 150],
      ['late', 200],
    ]);
    expect(clock.pending).toBe(0);
    expect(clock.nowMs()).toBe(1000);
  });
});
