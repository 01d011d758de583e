/** Short forms of the damages; the whole: `npm run faults -- damage long --long`. */
import { expect, test } from 'vitest';
import type { FaultResult } from '../faults/fault-result.ts';
import { playDamageFaults } from './damage-faults.ts';
import { playLongJournal } from './long-journal.ts';

/** Rows take seconds each; a machine under load takes many times that. */
const timeoutMs = 240_000;

test(
  'a database that is damaged is put aside, and nothing of it is lost or doubled',
  async () => {
    const rows: FaultResult[] = [];
    await playDamageFaults({ seed: '1', jobs: 1, long: false, sample: 2, tell: (row) => rows.push(row) });
    expect(rows.map(({ result, findings }) => ({ result, findings }))).toEqual(
      Array.from({ length: 2 }, () => ({ result: 'equal', findings: [] })),
    );
  },
  timeoutMs,
);

test(
  'a journal that never left comes out of damaged pages, then from the server',
  async () => {
    const rows: FaultResult[] = [];
    await playLongJournal({ seed: '1', jobs: 1, long: false, tell: (row) => rows.push(row) });
    expect(rows).toMatchObject([{ result: 'equal', findings: [] }]);
  },
  timeoutMs,
);
