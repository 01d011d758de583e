/** Whether entries continue a terminal's journal: pure, decided under the lock of the journal's head. */
import type { JournalEntry } from '@qiantai/protos';
import type { CheckedEntry, JournalErrorCode } from './journal-check.ts';

/** Where the journal ends: the last sequence held and its hash (64 zeros before the first). */
export interface JournalHead {
  sequence: number;
  hash: string;
}

export type ChainDecision =
  | { kind: 'accepted'; entry: JournalEntry }
  | { kind: 'already_held'; entry: JournalEntry }
  | { kind: 'rejected'; errorCode: JournalErrorCode };

export interface HeldEntries {
  /** Hashes of the entries held, by sequence; those up to the head that the batch names. */
  hashes: ReadonlyMap<number, string>;
  /** Entry ids of the batch that the merchant's journals hold already, with the terminal's or another sequence. */
  entryIds: ReadonlySet<string>;
}

/** One decision per entry, in their order. A rejected entry does not move the head, so what follows it is a gap. */
export function continueChain(
  head: JournalHead,
  held: HeldEntries,
  entries: readonly CheckedEntry[],
): { decisions: ChainDecision[]; head: JournalHead } {
  const hashes = new Map(held.hashes);
  const entryIds = new Set(held.entryIds);
  let end = head;
  const decisions = entries.map((checked): ChainDecision => {
    if (checked.kind === 'rejected') return checked;
    const { entry } = checked;
    if (entry.sequence <= end.sequence) {
      return hashes.get(entry.sequence) === entry.hash ? { kind: 'already_held', entry } : rejected('JOURNAL_FORK');
    }
    if (entry.sequence > end.sequence + 1) return rejected('JOURNAL_GAP');
    if (entry.previousHash !== end.hash || entryIds.has(entry.entryId)) return rejected('JOURNAL_FORK');
    end = { sequence: entry.sequence, hash: entry.hash };
    hashes.set(entry.sequence, entry.hash);
    entryIds.add(entry.entryId);
    return { kind: 'accepted', entry };
  });
  return { decisions, head: end };
}

const rejected = (errorCode: JournalErrorCode): ChainDecision => ({ kind: 'rejected', errorCode });
