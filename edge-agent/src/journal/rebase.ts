/**
 * A journal takes up what the server holds of it and this store does not.
 *
 *   here    1 2 3 4 5' 6' 7'          server   1 2 3 4 5 6
 *   after   1 2 3 4 5 6 7=journal.rebased 8=5' 9=6' 10=7'      put aside: 5' 6' 7'
 *
 * One transaction: ours from the fork on go into `journal_branch`, where they are kept for good; the server's
 * entries take their place, signed as they were; an entry tells of it; what ours told is appended anew, so far
 * as the server's entries do not tell it already. Facts carry their own keys, so nothing is done twice. Without
 * a branch of ours (the store was put back from a copy and has sold nothing since) it is the same with none
 * put aside.
 *
 * An entry tells of it only where facts moved or came: two agents with one identity would else take up each other's
 * word of the last take-up, and tell of that, for ever. Where both sell, a journal takes part in it `rebasesMax` times
 * an hour; then it stands as it is, and takes no cards offline, until a person has ended the twin.
 */
import type { JournalPayload } from '@qiantai/protos';
import { agentError } from '../errors.ts';
import type { Store } from '../store/database.ts';
import type { Journal } from './journal.ts';
import type { StoredEntry } from './journal-store.ts';
import { openJournalSurgeryStore } from './journal-surgery-store.ts';
import { type RebuildParts, type Rebuilt, rebuild } from './rebuild.ts';
import { type BranchEntry, planBranch } from './reconcile.ts';

export const rebasesMax = 3;
const rebaseWindowMs = 3_600_000;
/** Entries that are read at once: a journal is never held whole. */
const pageEntries = 500;

export interface RebaseOutcome extends Rebuilt {
  terminalId: string;
  atSequence: number;
  movedCount: number;
  restoredCount: number;
  /** False where nothing but words on the journal itself came and went: the journal does not tell of it. */
  isTold: boolean;
}

export type Rebaser = ReturnType<typeof openRebaser>;

export interface RebaseParts {
  store: Store;
  journal: Journal;
  rebuilding: RebuildParts;
  nowMs: () => number;
}

/** What was salvaged from a damaged database and continues what the server holds (store/restore.ts). */
export interface Continuation {
  /** Adds the entries that continue the journal as it stands now, as they were signed. */
  continueJournal(terminalId: string): StoredEntry[];
  /** What else was salvaged is told anew. */
  tellRest(terminalId: string): void;
}

export function openRebaser(parts: RebaseParts) {
  const { store, journal, nowMs } = parts;
  const surgery = openJournalSurgeryStore(store);

  /** How often the journal was put aside within the last hour. */
  const recent = (terminalId: string) => surgery.rebasesSince(terminalId, nowMs() - rebaseWindowMs);

  /**
   * Takes up the entries that stand in `journal_incoming`, proved, from the first that differs to the server's
   * last one.
   * @throws CodedError JOURNAL_REBASED_TOO_OFTEN, JOURNAL_UNREADABLE where they do not continue what stands here
   */
  function takeUp(terminalId: string, continuation?: Continuation): RebaseOutcome {
    return store.transact(() => {
      const incoming = () => surgery.incoming(terminalId);
      const first = surgery.firstIncoming(terminalId);
      const last = surgery.lastIncoming(terminalId);
      if (!first || !last) throw agentError('JOURNAL_UNREADABLE', { why: 'nothing came from the server' });
      surgery.knowTerminal(terminalId);
      const before = journal.read.hashBefore(terminalId, first.sequence);
      if (before !== first.previousHash) {
        throw agentError('JOURNAL_UNREADABLE', { why: `entry ${first.sequence} does not continue what stands here` });
      }
      const movedCount = surgery.countFrom(terminalId, first.sequence);
      if (movedCount > 0 && recent(terminalId) >= rebasesMax) {
        throw agentError('JOURNAL_REBASED_TOO_OFTEN', { terminalId, count: rebasesMax });
      }
      const plan = planBranch(ownFrom(terminalId, first.sequence), incoming());
      const counts = { movedCount, restoredCount: surgery.incomingCount(terminalId) };
      const rebased = { terminalId, atSequence: first.sequence, ...counts };
      const isTold = plan.again.length > 0 || plan.heldAt.size > 0 || surgery.incomingHasFacts(terminalId);
      const rebaseId = surgery.swap({ ...rebased, rebasedAtMs: nowMs() }, incoming());
      journal.headsChanged();
      const continued = continuation?.continueJournal(terminalId) ?? [];
      if (isTold) {
        const payload = { atSequence: first.sequence, ...counts, rebasedAtMs: nowMs() };
        journal.append({ terminalId, kind: 'journal.rebased', payload });
      }
      // The rows of what is ours point at its new sequences before those of the server's entries come in.
      surgery.renumber(terminalId, new Map([...plan.heldAt, ...appendAgain(terminalId, rebaseId, plan.again)]));
      const rebuilt = rebuild(parts.rebuilding, oneAfterAnother(incoming(), continued));
      continuation?.tellRest(terminalId);
      surgery.setAcknowledged(terminalId, last.sequence);
      surgery.clearIncoming(terminalId);
      return { ...rebased, isTold, ...rebuilt };
    });
  }

  function* ownFrom(terminalId: string, sequence: number): Generator<BranchEntry> {
    const pageAfter = (after: number) => journal.read.signedAfter(terminalId, after, pageEntries);
    for (let page = pageAfter(sequence - 1); page.length > 0; page = pageAfter(page.at(-1)?.sequence ?? 0)) yield* page;
  }

  function appendAgain(terminalId: string, rebaseId: number, sequences: readonly number[]): Array<[number, number]> {
    const wanted = new Set(sequences);
    const moved: Array<[number, number]> = [];
    for (const { sequence, kind, payloadJson } of surgery.branch(rebaseId)) {
      if (!wanted.has(sequence)) continue;
      const payload = JSON.parse(payloadJson) as JournalPayload;
      moved.push([sequence, journal.append({ terminalId, kind, payload }).sequence]);
    }
    return moved;
  }

  return {
    takeUp,
    surgery,
    /** Whether the journal was put aside so often that another agent must be at work. */
    isTwinned: (terminalId: string): boolean => recent(terminalId) >= rebasesMax,
  };
}

function* oneAfterAnother<Item>(...all: Array<Iterable<Item>>): Generator<Item> {
  for (const some of all) yield* some;
}
