/**
 * One lane for work that is cheaper together: while a batch is at the database, what comes in waits, and the
 * next batch takes all of it, up to a bound. No timer: a single item goes at once. One writer is best for hot
 * accounts; more lanes gave nothing.
 */
import { serverError } from '../errors.ts';

/** What became of one item of a batch: its result, or why it was refused. */
export type Settled<Result> = { result: Result } | { refused: unknown };

export interface BatchLaneOptions<Item, Result> {
  /** Answers in the order of the items. Throwing means that nothing of the batch was done. */
  execute: (items: readonly Item[]) => Promise<Array<Settled<Result>>>;
  /** Items that share a key never share a batch: the later sees the effect of the earlier. */
  keysOf: (item: Item) => readonly string[];
  batchMax?: number;
  waitingMax?: number;
}

export interface BatchLane<Item, Result> {
  /**
   * Answers after the commit.
   * @throws CodedError LEDGER_BUSY when too many wait already; why the item was refused.
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
      const { batch, rest } = takeBatch(waiting, batchMax, options.keysOf);
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
  keysOf: (item: Item) => readonly string[],
): { batch: Array<Waiting<Item, Result>>; rest: Array<Waiting<Item, Result>> } {
  const batch: Array<Waiting<Item, Result>> = [];
  const rest: Array<Waiting<Item, Result>> = [];
  const taken = new Set<string>();
  for (const [index, one] of waiting.entries()) {
    if (batch.length >= batchMax) return { batch, rest: rest.concat(waiting.slice(index)) };
    const keys = keysOf(one.item);
    if (keys.some((key) => taken.has(key))) rest.push(one);
    else batch.push(one);
    // What waits for an earlier one holds back what waits for it.
    for (const key of keys) taken.add(key);
  }
  return { batch, rest };
}

/** A batch that fails is repeated in halves, so that one bad item fails alone. */
async function executeBatch<Item, Result>(
  batch: ReadonlyArray<Waiting<Item, Result>>,
  execute: (items: readonly Item[]) => Promise<Array<Settled<Result>>>,
): Promise<void> {
  let settled: Array<Settled<Result>>;
  try {
    settled = await execute(batch.map((one) => one.item));
  } catch (error) {
    if (batch.length === 1) {
      batch[0]?.failed(error);
      return;
    }
    const half = Math.ceil(batch.length / 2);
    await executeBatch(batch.slice(0, half), execute);
    await executeBatch(batch.slice(half), execute);
    return;
  }
  for (const [index, one] of batch.entries()) {
    const outcome = settled[index];
    if (outcome && 'result' in outcome) one.done(outcome.result);
    else one.failed(outcome ? outcome.refused : new TypeError('the batch answered too few items'));
  }
}
