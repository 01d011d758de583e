/** A sample of the kill matrix, another for each seed; the whole: `npm run faults -- kill`. */
import { expect, it } from 'vitest';
import type { FaultResult } from './fault-result.ts';
import { playKillMatrix } from './kill-matrix.ts';

it('agent and server die at steps of a morning: nothing is lost, doubled or out of order', async () => {
  const results: FaultResult[] = [];
  await playKillMatrix({ seed: '1', jobs: 1, long: false, sample: 3, tell: (result) => results.push(result) });
  expect(results.filter(({ result }) => result === 'differs')).toEqual([]);
  expect(results.filter(({ result }) => result === 'equal').length).toBeGreaterThan(1);
}, 240_000);
