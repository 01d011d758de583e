/**
 * A customer at a till goes first. Journals that come up after hours without a line are work that nobody waits for:
 * between two of its steps it lets the payments of customers pass, each for a short time, all of them within a budget,
 * so that a server that is never without a payment takes journals all the same.
 */
import type { Clock } from '@qiantai/foundation';

/** A payment that takes longer waits for somebody else, for a bank or for the customer; milliseconds. */
const urgentMs = 100;
/** What one call gives away in all, milliseconds. */
const budgetMs = 150;

export interface WayBudget {
  leftMs: number;
}

export class RightOfWay {
  private readonly clock: Pick<Clock, 'monotonicMs' | 'sleep'>;
  private readonly passing = new Map<Promise<unknown>, number>();

  constructor(clock: Pick<Clock, 'monotonicMs' | 'sleep'>) {
    this.clock = clock;
  }

  static budget(): WayBudget {
    return { leftMs: budgetMs };
  }

  /** A customer waits for this. */
  async passes<Result>(work: () => Promise<Result>): Promise<Result> {
    const running = work();
    this.passing.set(running, this.clock.monotonicMs());
    try {
      return await running;
    } finally {
      this.passing.delete(running);
    }
  }

  /** Resolves when no customer's payment is under way that began just now, or the budget is spent. */
  async giveWay(budget: WayBudget): Promise<void> {
    for (let urgent = this.urgent(); urgent.length > 0 && budget.leftMs > 0; urgent = this.urgent()) {
      const startedMs = this.clock.monotonicMs();
      const enough = new AbortController();
      const waitMs = Math.min(budget.leftMs, urgentMs);
      const settled = Promise.allSettled(urgent);
      await Promise.race([settled, this.clock.sleep(waitMs, enough.signal).catch(() => undefined)]);
      enough.abort();
      budget.leftMs -= this.clock.monotonicMs() - startedMs;
    }
  }

  private urgent(): Array<Promise<unknown>> {
    const nowMs = this.clock.monotonicMs();
    return [...this.passing].filter(([, startedMs]) => nowMs - startedMs < urgentMs).map(([running]) => running);
  }
}
