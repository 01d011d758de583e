/** Short forms of the other families; the whole: `npm run faults`. */
import { expect, it } from 'vitest';
import { playBackupFaults } from './backup-faults.ts';
import { playBadInput } from './bad-input.ts';
import { playCardsFaults } from './cards-faults.ts';
import type { FaultOptions, FaultResult } from './fault-result.ts';
import { playLineFaults } from './line-faults.ts';
import { playTillFaults } from './till-faults.ts';

/** Worlds stand in seconds; a machine under load takes many times that. */
const timeoutMs = 240_000;

async function play(
  family: (options: FaultOptions) => Promise<void>,
  sample?: number,
  rows?: string,
): Promise<FaultResult[]> {
  const results: FaultResult[] = [];
  await family({ seed: '1', jobs: 1, long: false, sample, rows, tell: (result) => results.push(result) });
  return results;
}

const differing = (results: readonly FaultResult[]) => results.filter(({ result }) => result !== 'equal');

it(
  'what a server must refuse is refused with a code, and no book changes',
  async () => {
    const results = await play(playBadInput);
    expect(differing(results)).toEqual([]);
    expect(results.length).toBeGreaterThan(8);
  },
  timeoutMs,
);

it(
  'a line that is cut again and again before the effect loses nothing',
  async () => {
    expect(differing(await play(playLineFaults, 1))).toEqual([]);
  },
  timeoutMs,
);

it(
  'a backup that is put back loses nothing',
  async () => {
    expect(differing(await play(playBackupFaults, 1))).toEqual([]);
  },
  timeoutMs,
);

it(
  'cards, shifts and settings come through a kill at their steps',
  async () => {
    const results = await play(playCardsFaults, 1);
    expect(results.filter(({ result }) => result === 'differs')).toEqual([]);
    expect(results.filter(({ result }) => result === 'equal').length).toBeGreaterThan(6);
  },
  timeoutMs,
);

it(
  'a cart on hold, and what was approved for it, come through a kill of the till',
  async () => {
    const results = await play(playTillFaults, 2, 'counter carts');
    expect(results.filter(({ result }) => result === 'differs')).toEqual([]);
    expect(results.filter(({ result }) => result === 'equal').length).toBeGreaterThan(1);
  },
  timeoutMs,
);
