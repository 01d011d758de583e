/**
 * Time is passed in everywhere. This is the only file of the project that reads the machine's clock.
 *
 * All instants are milliseconds since 1970-01-01T00:00:00Z (UTC); all durations are milliseconds.
 */

export type Cancel = () => void;

export interface Clock {
  /** The present instant, milliseconds since the epoch, whole. */
  nowMs(): number;
  /** A reading that never goes back, milliseconds with fractions; only differences mean something. */
  monotonicMs(): number;
  /** Calls back once, when `delayMs` of this clock have passed. */
  setTimeout(callback: () => void, delayMs: number): Cancel;
  /**
   * The end of `delayMs` in the machine's own time, for libraries that keep time themselves (gRPC
   * deadlines). A clock that runs fast adds real grace: input and output take real time.
   */
  deadline(delayMs: number): Date;
  /** Resolves when `delayMs` of this clock have passed; rejects with the signal's reason when aborted. */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>;
}

/** Where a scaled clock stood at one real instant, and how fast it runs from there. */
export interface ClockAnchor {
  realMs: number;
  virtualMs: number;
  /** Virtual milliseconds per real millisecond; 1 is real time. */
  factor: number;
}

function sleepOn(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const onAbort = () => {
      cancel();
      reject(signal?.reason);
    };
    const cancel = clock.setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, delayMs);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

/** setTimeout fires at once above this delay, so longer waits are armed in stages. */
const nodeTimeoutMsMax = 2 ** 31 - 1;

/** What a sped-up clock's deadlines are lengthened by, real milliseconds. */
const realGraceMs = 3000;

interface Timer {
  /** On the clock's steady scale. */
  dueMs: number;
  callback: () => void;
  handle?: NodeJS.Timeout;
}

/**
 * The machine's clock, moved and sped up by an anchor. With the default anchor it is real time.
 *
 * A supervisor may hand every process a new anchor while they run (a demo plays a day in minutes and then
 * jumps to the next morning, when the channels publish their bills); waiting timers follow the new anchor. They do
 * not follow the machine's clock when that is put forward or back by hours: what was to wait 2 s waits 2 s.
 */
export class AnchoredClock implements Clock {
  private anchor: ClockAnchor;
  private readonly timers = new Set<Timer>();
  /** Where the steady scale of the timers stood when the anchor was set: it follows no correction of the machine's clock. */
  private steady: { virtualMs: number; performanceMs: number };

  constructor(anchor: ClockAnchor = { realMs: 0, virtualMs: 0, factor: 1 }) {
    this.anchor = checkAnchor(anchor);
    this.steady = { virtualMs: this.preciseNowMs(), performanceMs: performance.now() };
  }

  nowMs(): number {
    return Math.floor(this.preciseNowMs());
  }

  /** Follows its anchor, and never the machine's clock. */
  monotonicMs(): number {
    return this.steadyNowMs();
  }

  setTimeout(callback: () => void, delayMs: number): Cancel {
    const timer: Timer = { dueMs: this.steadyNowMs() + Math.max(0, delayMs), callback };
    this.timers.add(timer);
    this.arm(timer);
    return () => {
      clearTimeout(timer.handle);
      this.timers.delete(timer);
    };
  }

  deadline(delayMs: number): Date {
    const graceMs = this.anchor.factor === 1 ? 0 : realGraceMs;
    return new Date(Date.now() + delayMs / this.anchor.factor + graceMs);
  }

  sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    return sleepOn(this, delayMs, signal);
  }

  /** Moves the clock. An anchor that would turn time back is refused: states are dated by this clock. */
  reanchor(anchor: ClockAnchor): void {
    checkAnchor(anchor);
    const before = this.preciseNowMs();
    const after = anchor.virtualMs + (Date.now() - anchor.realMs) * anchor.factor;
    if (after + 1000 < before) throw new RangeError('the new anchor would turn the clock back');
    // What a timer still has to wait shrinks by what the anchor moves the clock on.
    const movedMs = after - before;
    this.steady = { virtualMs: this.steadyNowMs() + movedMs, performanceMs: performance.now() };
    this.anchor = anchor;
    for (const timer of this.timers) {
      clearTimeout(timer.handle);
      this.arm(timer);
    }
  }

  private preciseNowMs(): number {
    return this.anchor.virtualMs + (Date.now() - this.anchor.realMs) * this.anchor.factor;
  }

  /** As `preciseNowMs`, but for the machine's clock being put forward or back meanwhile. */
  private steadyNowMs(): number {
    return this.steady.virtualMs + (performance.now() - this.steady.performanceMs) * this.anchor.factor;
  }

  private arm(timer: Timer): void {
    const realDelayMs = (timer.dueMs - this.steadyNowMs()) / this.anchor.factor;
    const stageMs = Math.min(Math.max(0, Math.ceil(realDelayMs)), nodeTimeoutMsMax);
    timer.handle = setTimeout(() => {
      if (timer.dueMs - this.steadyNowMs() > 0.5) {
        this.arm(timer);
        return;
      }
      this.timers.delete(timer);
      timer.callback();
    }, stageMs);
  }
}

function checkAnchor(anchor: ClockAnchor): ClockAnchor {
  if (!(anchor.factor > 0) || !Number.isFinite(anchor.virtualMs) || !Number.isFinite(anchor.realMs)) {
    throw new RangeError(`bad clock anchor ${JSON.stringify(anchor)}`);
  }
  return anchor;
}

/**
 * Reads an anchor written `realMs:virtualMs:factor` (the value of QIANTAI_CLOCK).
 * @throws RangeError when the text is not three numbers or the factor is not above zero.
 */
export function parseClockAnchor(text: string): ClockAnchor {
  const [realMs, virtualMs, factor, rest] = text.split(':').map(Number);
  if (rest !== undefined || realMs === undefined || virtualMs === undefined || factor === undefined) {
    throw new RangeError(`a clock anchor is realMs:virtualMs:factor, not "${text}"`);
  }
  return checkAnchor({ realMs, virtualMs, factor });
}

export function formatClockAnchor(anchor: ClockAnchor): string {
  return `${anchor.realMs}:${anchor.virtualMs}:${anchor.factor}`;
}

/** An anchor that begins now at `virtualMs` and runs `factor` times as fast as the machine's clock. */
export function anchorNow(options: { virtualMs?: number; factor: number }): ClockAnchor {
  const realMs = Date.now();
  return { realMs, virtualMs: options.virtualMs ?? realMs, factor: options.factor };
}

/** Real time. */
export const systemClock: Clock = new AnchoredClock();

/** A clock for tests that stands still until it is advanced; timers fire in order of their due times. */
export class FakeClock implements Clock {
  private timers: Array<{ dueMs: number; order: number; callback: () => void }> = [];
  private order = 0;
  private currentMs: number;
  private jumpedMs = 0;

  constructor(startMs = Date.UTC(2026, 0, 1)) {
    this.currentMs = startMs;
  }

  nowMs(): number {
    return this.currentMs + this.jumpedMs;
  }

  /** Puts the machine's clock forward or back: instants jump, timers and the monotonic reading do not. */
  jump(byMs: number): void {
    this.jumpedMs += byMs;
  }

  monotonicMs(): number {
    return this.currentMs;
  }

  setTimeout(callback: () => void, delayMs: number): Cancel {
    const timer = { dueMs: this.currentMs + Math.max(0, delayMs), order: this.order++, callback };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  deadline(delayMs: number): Date {
    return new Date(Date.now() + delayMs + realGraceMs);
  }

  sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    return sleepOn(this, delayMs, signal);
  }

  /** How many timers wait. */
  get pending(): number {
    return this.timers.length;
  }

  /** Moves time on, firing each timer at its own instant and letting promises settle after each. */
  async advance(byMs: number): Promise<void> {
    const endMs = this.currentMs + byMs;
    await settle();
    for (;;) {
      const next = this.timers
        .filter((timer) => timer.dueMs <= endMs)
        .sort((a, b) => a.dueMs - b.dueMs || a.order - b.order)[0];
      if (!next) break;
      this.timers = this.timers.filter((timer) => timer !== next);
      this.currentMs = Math.max(this.currentMs, next.dueMs);
      next.callback();
      await settle();
    }
    this.currentMs = endMs;
  }
}

/** Lets callbacks and promises that are due run, without waiting for any time. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}
