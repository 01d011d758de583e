/** Short forms of the other families; the whole: `npm run faults`. */
import { expect, it } from 'vitest';
import { playBackupFaults } from './backup-faults.ts';
import { playBadInput } from './bad-input.ts';
import { differing, play, timeoutMs } from './families.fixture.ts';
import { playLineFaults } from './line-faults.ts';

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
