/**
 * One lane for work that is cheaper together: while a batch is at the database, what comes in waits, and the
 * next batch takes all of it, up to a bound. No timer: a single item goes at once. One writer is best for hot
 * accounts; more lanes gave nothing.
 */
import { serverError } from '../errors.ts';

export interface BatchLaneOptions<Item, Result> {
  /** Does all or nothing, and answers in the order of the items. */
  execute: (items: readonly Item[]) => Promise<Result[]>;
  /** Items with one key never share a batch: the later sees the effect of the earlier. */
  keyOf: (item: Item) => string;
  batchMax?: number;
  waitingMax?: number;
}

export interface BatchLane<Item, Result> {
  /**
   * Answers after the commit.
   * @throws CodedError LEDGER_BUSY when too many wait already; what `execute` throws for the item alone.
   */
  add(item: Item): Promise<Result>;
  /** Resolves when everything that was taken is answered. */
  drained(): Promise<void>;
}

interface Waiting<Item, Result> {
  item: Item;
  done: (result: Result) => void;
  failed: (error: unknown) => void;
}

export function createBatchLane<Item, Result>(options: BatchLaneOptions<Item, Result>): BatchLane<Item, Result> {
  const batchMax = options.batchMax ?? 256;
  const waitingMax = options.waitingMax ?? 8192;
  let waiting: Array<Waiting<Item, Result>> = [];
  let running: Promise<void> | undefined;

  const run = async () => {
    while (waiting.length > 0) {
      const { batch, rest } = takeBatch(waiting, batchMax, options.keyOf);
      waiting = rest;
      await executeBatch(batch, options.execute);
    }
    running = undefined;
  };

  return {
    add: (item) =>
      new Promise((done, failed) => {
        if (waiting.length >= waitingMax) {
          failed(serverError('LEDGER_BUSY', { waiting: waiting.length }));
          return;
        }
        waiting.push({ item, done, failed });
        running ??= run();
      }),
    drained: async () => await running,
  };
}

function takeBatch<Item, Result>(
  waiting: ReadonlyArray<Waiting<Item, Result>>,
  batchMax: number,
  keyOf: (item: Item) => string,
): { batch: Array<Waiting<Item, Result>>; rest: Array<Waiting<Item, Result>> } {
  const batch: Array<Waiting<Item, Result>> = [];
  const rest: Array<Waiting<Item, Result>> = [];
  const keys = new Set<string>();
  for (const one of waiting) {
    const key = keyOf(one.item);
    if (batch.length >= batchMax || keys.has(key)) {
      rest.push(one);
    } else {
      keys.add(key);
      batch.push(one);
    }
  }
  return { batch, rest };
}

/** A batch that fails is repeated item by item, so that one bad item fails alone. */
async function executeBatch<Item, Result>(
  batch: ReadonlyArray<Waiting<Item, Result>>,
  execute: (items: readonly Item[]) => Promise<Result[]>,
): Promise<void> {
  try {
    const results = await execute(batch.map((one) => one.item));
    for (const [index, one] of batch.entries()) one.done(results[index] as Result);
  } catch (error) {
    if (batch.length === 1) {
      batch[0]?.failed(error);
      return;
    }
    for (const one of batch) await executeBatch([one], execute);
  }
}
