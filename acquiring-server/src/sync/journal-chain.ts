/** Whether entries continue a terminal's journal: pure, decided under the lock of the journal's head. */
import type { JournalEntry } from '@qiantai/protos';
import type { CheckedEntry, EntryClaim, JournalErrorCode } from './journal-check.ts';
import type { Mendings } from './journal-mending.ts';

/** Where the journal ends: the last sequence held and its hash (64 zeros before the first). */
export interface JournalHead {
  sequence: number;
  hash: string;
}

export type ChainDecision =
  | { kind: 'accepted'; entry: JournalEntry; payloadJson: string }
  | { kind: 'already_held'; entry: JournalEntry }
  /** Put aside as it came: the journal goes on behind it. */
  | { kind: 'quarantined'; claim: EntryClaim; errorCode: JournalErrorCode }
  | { kind: 'quarantined_before'; errorCode: JournalErrorCode }
  | { kind: 'rejected'; errorCode: JournalErrorCode };

export interface HeldEntries {
  /** Hashes of the entries held, by sequence; those up to the head that the batch names. */
  hashes: ReadonlyMap<number, string>;
  /** Entry ids of the batch that the merchant's journals hold already, with the terminal's or another sequence. */
  entryIds: ReadonlySet<string>;
  /** Codes of those that were put aside, by sequence. */
  quarantined: ReadonlyMap<number, JournalErrorCode>;
}

/** One decision per entry, in their order. A rejected entry does not move the head, so what follows it is a gap. */
export function continueChain(
  head: JournalHead,
  held: HeldEntries,
  entries: readonly CheckedEntry[],
  mendings: Mendings = new Map(),
): { decisions: ChainDecision[]; head: JournalHead } {
  const hashes = new Map(held.hashes);
  const entryIds = new Set(held.entryIds);
  const quarantined = new Map(held.quarantined);
  let end = head;
  const decisions = entries.map((checked): ChainDecision => {
    if (checked.kind === 'rejected') {
      const decision = putAside(checked, { end, hashes, quarantined, mendings });
      if (decision.kind === 'quarantined') {
        const { sequence, hash } = decision.claim;
        end = { sequence, hash };
        hashes.set(sequence, hash);
        quarantined.set(sequence, decision.errorCode);
      }
      return decision;
    }
    const { entry, payloadJson } = checked;
    if (entry.sequence <= end.sequence) {
      if (hashes.get(entry.sequence) !== entry.hash) return rejected('JOURNAL_FORK');
      const errorCode = quarantined.get(entry.sequence);
      return errorCode ? { kind: 'quarantined_before', errorCode } : { kind: 'already_held', entry };
    }
    if (entry.sequence > end.sequence + 1) return rejected('JOURNAL_GAP');
    if (entry.previousHash !== end.hash || entryIds.has(entry.entryId)) return rejected('JOURNAL_FORK');
    end = { sequence: entry.sequence, hash: entry.hash };
    hashes.set(entry.sequence, entry.hash);
    entryIds.add(entry.entryId);
    return { kind: 'accepted', entry, payloadJson };
  });
  return { decisions, head: end };
}

/** What is not right is held only where a person's mending names it, by its place and by the hash that it claims. */
function putAside(
  { errorCode, claim }: Extract<CheckedEntry, { kind: 'rejected' }>,
  journal: {
    end: JournalHead;
    hashes: ReadonlyMap<number, string>;
    quarantined: ReadonlyMap<number, JournalErrorCode>;
    mendings: Mendings;
  },
): ChainDecision {
  if (!claim) return rejected(errorCode);
  const { sequence, hash, previousHash } = claim;
  const before = journal.quarantined.get(sequence);
  if (before && journal.hashes.get(sequence) === hash) return { kind: 'quarantined_before', errorCode: before };
  const { end } = journal;
  const follows = sequence === end.sequence + 1 && previousHash === end.hash;
  const isMended = journal.mendings.get(sequence)?.entryHash === hash;
  return follows && isMended ? { kind: 'quarantined', claim, errorCode } : rejected(errorCode);
}

const rejected = (errorCode: JournalErrorCode): ChainDecision => ({ kind: 'rejected', errorCode });
