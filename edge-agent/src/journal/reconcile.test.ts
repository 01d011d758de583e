import { firstPreviousHash } from '@qiantai/protos';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lastCommonSequence, type OwnJournal, standingOf } from './reconcile.ts';

const hash = (branch: string, sequence: number) => (sequence === 0 ? firstPreviousHash : `${branch}${sequence}`);
/** Both hold a1 … aCommon; behind it each its own. */
const journal = (branch: string, common: number, length: number) => (sequence: number) =>
  sequence > length ? undefined : hash(sequence <= common ? 'a' : branch, sequence);
const own = (common: number, length: number, acknowledged: number): OwnJournal => ({
  lastSequence: length,
  acknowledgedSequence: acknowledged,
  acknowledgedNow: acknowledged,
  hashAt: journal('b', common, length),
});
const server = (common: number, length: number) => ({
  sequence: length,
  hash: journal('c', common, length)(length) ?? '',
});

describe('how a journal stands to the server’s', () => {
  test('each case', () => {
    expect(standingOf(own(5, 5, 5), server(5, 5))).toEqual({ kind: 'in_step' });
    expect(standingOf(own(5, 9, 5), server(5, 5))).toEqual({ kind: 'in_step' });
    expect(standingOf(own(0, 0, 0), server(0, 0))).toEqual({ kind: 'in_step' });
    expect(standingOf(own(9, 9, 7), server(9, 8))).toEqual({ kind: 'server_holds_more', acknowledgedSequence: 8 });
    expect(standingOf(own(5, 9, 7), server(5, 5))).toEqual({ kind: 'server_behind', acknowledgedSequence: 5 });
    expect(standingOf(own(5, 5, 5), server(5, 0))).toEqual({ kind: 'server_behind', acknowledgedSequence: 0 });
    expect(standingOf(own(5, 5, 5), server(5, 8))).toEqual({ kind: 'apart' });
    expect(standingOf(own(3, 5, 3), server(3, 5))).toEqual({ kind: 'apart' });
    expect(standingOf(own(0, 0, 0), server(0, 3))).toEqual({ kind: 'apart' });
  });

  test('where they part is found, asking few times', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(2000), fc.nat(500), fc.nat(500), async (common, ours, theirs) => {
        let asked = 0;
        const found = await lastCommonSequence(own(common, common + ours, 0), common + theirs, 1, async (sequence) => {
          asked += 1;
          return journal('c', common, common + theirs)(sequence);
        });
        expect(found).toBe(common);
        expect(asked).toBeLessThanOrEqual(13);
      }),
      { seed: 3, numRuns: 50 },
    );
  });

  test('where they part before what is held here, nothing is guessed', async () => {
    const at = async (sequence: number) => journal('c', 3, 20)(sequence);
    expect(await lastCommonSequence(own(3, 20, 0), 20, 10, at)).toBeUndefined();
    expect(await lastCommonSequence(own(12, 20, 0), 20, 10, async (n) => journal('c', 12, 20)(n))).toBe(12);
  });
});
