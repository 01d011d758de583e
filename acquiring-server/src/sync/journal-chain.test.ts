import { firstPreviousHash, type JournalEntry } from '@qiantai/protos';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ChainDecision, continueChain, type JournalHead } from './journal-chain.ts';
import type { CheckedEntry, JournalErrorCode } from './journal-check.ts';
import type { Mendings } from './journal-mending.ts';

const start: JournalHead = { sequence: 0, hash: firstPreviousHash };
const hashOf = (sequence: number, branch = 'main') => (sequence === 0 ? firstPreviousHash : `${branch}-${sequence}`);

function entry(sequence: number, branch = 'main', from = branch): CheckedEntry {
  const content = {
    entryId: `${branch}-id-${sequence}`,
    terminalId: 't',
    sequence,
    kind: 'operator.signed_out',
    recordedAtMs: 1,
    clockOffsetMs: 0,
    payload: { operatorId: 'o' },
    previousHash: hashOf(sequence - 1, from),
    hash: hashOf(sequence, branch),
    signature: '',
  } satisfies JournalEntry;
  return { kind: 'proved', entry: content, payloadJson: '{"operatorId":"o"}' };
}

/** A journal that is held in memory as the store holds it. */
function journal() {
  let head = start;
  const hashes = new Map<number, string>();
  const entryIds = new Set<string>();
  const quarantined = new Map<number, JournalErrorCode>();
  return {
    append(entries: readonly CheckedEntry[], mendings: Mendings = new Map()): string[] {
      const result = continueChain(head, { hashes, entryIds, quarantined }, entries, mendings);
      head = result.head;
      for (const decision of result.decisions) {
        if (decision.kind === 'quarantined') {
          hashes.set(decision.claim.sequence, decision.claim.hash);
          quarantined.set(decision.claim.sequence, decision.errorCode);
        }
        if (decision.kind !== 'accepted') continue;
        hashes.set(decision.entry.sequence, decision.entry.hash);
        entryIds.add(decision.entry.entryId);
      }
      return result.decisions.map(word);
    },
    head: () => head,
  };
}

const word = (decision: ChainDecision) => (decision.kind === 'rejected' ? decision.errorCode : decision.kind);

describe('the chain of a journal', () => {
  test('each way not to continue it has its code', () => {
    const held = journal();
    expect(held.append([entry(1), entry(2)])).toEqual(['accepted', 'accepted']);
    expect(held.append([entry(2)])).toEqual(['already_held']);
    expect(held.append([entry(2, 'fork')])).toEqual(['JOURNAL_FORK']);
    expect(held.append([entry(4)])).toEqual(['JOURNAL_GAP']);
    expect(held.append([entry(3, 'main', 'fork')])).toEqual(['JOURNAL_FORK']);
    expect(held.append([{ kind: 'rejected', errorCode: 'JOURNAL_BAD_HASH' }, entry(4)])).toEqual([
      'JOURNAL_BAD_HASH',
      'JOURNAL_GAP',
    ]);
    expect(held.append([entry(3), entry(4)])).toEqual(['accepted', 'accepted']);
    expect(held.head()).toEqual({ sequence: 4, hash: 'main-4' });
  });

  test('what is not right is put aside where a mending names its place and its hash, and only there', () => {
    const bad = (sequence: number, branch = 'main'): CheckedEntry => ({
      kind: 'rejected',
      errorCode: 'JOURNAL_BAD_PAYLOAD',
      claim: {
        message: {} as never,
        sequence,
        previousHash: hashOf(sequence - 1),
        hash: hashOf(sequence, branch),
      },
    });
    const mending = (entryHash: string) => ({ entryHash, mendingEntryId: 'm', mendingHash: 'h' });
    const held = journal();
    expect(held.append([entry(1), bad(2), entry(3)])).toEqual(['accepted', 'JOURNAL_BAD_PAYLOAD', 'JOURNAL_GAP']);
    expect(held.append([bad(2)], new Map([[2, mending('another')]]))).toEqual(['JOURNAL_BAD_PAYLOAD']);
    expect(held.append([bad(2)], new Map([[3, mending('main-2')]]))).toEqual(['JOURNAL_BAD_PAYLOAD']);
    expect(held.append([bad(3)], new Map([[3, mending('main-3')]]))).toEqual(['JOURNAL_BAD_PAYLOAD']);
    expect(held.append([bad(2), entry(3), bad(2)], new Map([[2, mending('main-2')]]))).toEqual([
      'quarantined',
      'accepted',
      'quarantined_before',
    ]);
    // Again, also without the mending and also where it would be right by now; another one is refused as before.
    expect(held.append([bad(2), entry(2), bad(2, 'fork')])).toEqual([
      'quarantined_before',
      'quarantined_before',
      'JOURNAL_BAD_PAYLOAD',
    ]);
    expect(held.head()).toEqual({ sequence: 3, hash: 'main-3' });
  });

  test('however the line cuts and repeats it, each entry is accepted once and the end is the same', () => {
    const slice = fc.tuple(fc.nat(12), fc.nat(12));
    fc.assert(
      fc.property(fc.array(slice, { maxLength: 12 }), (slices) => {
        const all = Array.from({ length: 12 }, (_, index) => entry(index + 1));
        const held = journal();
        const outcomes = [...slices, [0, 12] as const].flatMap(([a, b]) =>
          held.append(all.slice(Math.min(a, b), Math.max(a, b))),
        );
        expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(12);
        expect(outcomes).not.toContain('JOURNAL_FORK');
        expect(held.head()).toEqual({ sequence: 12, hash: 'main-12' });
      }),
    );
  });
});
