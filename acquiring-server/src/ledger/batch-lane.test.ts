import { expect, it } from 'vitest';
import { createBatchLane } from './batch-lane.ts';

it('takes what waits, bounded, and repeats a failed batch in halves', async () => {
  const batches: number[][] = [];
  const lane = createBatchLane<number, number>({
    keysOf: (item) => [String(item % 100)],
    batchMax: 4,
    waitingMax: 8,
    execute: async (items) => {
      batches.push([...items]);
      await Promise.resolve();
      if (items.includes(5)) throw new Error('five');
      return items.map((item) => (item === 6 ? { refused: new Error('six') } : { result: item * 2 }));
    },
  });
  const results = await Promise.allSettled([1, 2, 3, 4, 5, 6, 102, 8, 9, 10].map(async (item) => await lane.add(item)));
  expect(results.map((result) => (result.status === 'fulfilled' ? result.value : String(result.reason)))).toEqual([
    2,
    4,
    6,
    8,
    'Error: five',
    'Error: six',
    204,
    16,
    18,
    expect.stringContaining('Too much waits'),
  ]);
  // One goes at once; 102 shares its key with 2, so it waits for the next batch.
  expect(batches).toEqual([[1], [2, 3, 4, 5], [2, 3], [4, 5], [4], [5], [6, 102, 8, 9]]);
  await lane.drained();
});

it('keeps the order of items that share a key, also through a third', async () => {
  const batches: string[][] = [];
  const lane = createBatchLane<string, string>({
    keysOf: (item) => [...item],
    execute: async (items) => {
      batches.push([...items]);
      await Promise.resolve();
      return items.map((item) => ({ result: item }));
    },
  });
  await Promise.all(['x', 'ab', 'bc', 'cd', 'e'].map(async (item) => await lane.add(item)));
  expect(batches).toEqual([['x'], ['ab', 'e'], ['bc'], ['cd']]);
});
