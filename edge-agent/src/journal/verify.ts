/**
 * Proves a journal: every sequence there, every entry chained to the one before, every hash right, every
 * signature by a key of the store's devices, every payload of its kind. What was changed, added, left out or put
 * in another order is found and named, and so are two entries that claim one sequence.
 */
import type { KeyObject } from 'node:crypto';
import { firstPreviousHash, type JournalEntry, journalEntryHash, journalPayloadSchemas } from '@qiantai/protos';
import { isSignedBy } from './prove-entry.ts';

export type JournalFault =
  /** Sequences are missing, or an entry comes too early. */
  | 'GAP'
  /** Another entry with a sequence that was there. */
  | 'FORK'
  /** The same entry once more. */
  | 'TWICE'
  | 'BAD_PREVIOUS_HASH'
  | 'BAD_HASH'
  | 'BAD_SIGNATURE'
  | 'BAD_PAYLOAD';

export interface JournalFinding {
  terminalId: string;
  sequence: number;
  fault: JournalFault;
}

export interface JournalProof {
  entries: number;
  gaps: number;
  forks: number;
  chainOk: boolean;
  /** The first ones, at most 100. */
  findings: JournalFinding[];
  /** By terminal. */
  heads: Record<string, JournalEnd>;
}

export interface JournalEnd {
  sequence: number;
  hash: string;
}

const findingsMax = 100;

/**
 * Entries in the order of their terminal's sequence. Without a key the signatures are not looked at.
 * @param starts what the first entry of a terminal follows, where that is not its beginning
 */
export function verifyJournal(
  entries: Iterable<JournalEntry>,
  keys?: KeyObject | readonly KeyObject[],
  starts: Readonly<Record<string, JournalEnd>> = {},
): JournalProof {
  const proof: JournalProof = { entries: 0, gaps: 0, forks: 0, chainOk: true, findings: [], heads: {} };
  const signers = keys === undefined ? undefined : 'length' in keys ? keys : [keys];
  for (const entry of entries) {
    proof.entries += 1;
    const head = proof.heads[entry.terminalId] ?? starts[entry.terminalId] ?? { sequence: 0, hash: firstPreviousHash };
    for (const fault of faultsOf(entry, head, signers)) {
      if (fault === 'GAP') proof.gaps += 1;
      if (fault === 'FORK') proof.forks += 1;
      proof.chainOk = false;
      if (proof.findings.length < findingsMax) {
        proof.findings.push({ terminalId: entry.terminalId, sequence: entry.sequence, fault });
      }
    }
    // Behind a fork the chain goes on with whichever entry stands last.
    proof.heads[entry.terminalId] = { sequence: entry.sequence, hash: entry.hash };
  }
  return proof;
}

function* faultsOf(
  entry: JournalEntry,
  head: JournalEnd,
  signers: readonly KeyObject[] | undefined,
): Generator<JournalFault> {
  if (entry.sequence <= head.sequence && head.sequence > 0) {
    yield entry.sequence === head.sequence && entry.hash === head.hash ? 'TWICE' : 'FORK';
  } else {
    if (entry.sequence !== head.sequence + 1) yield 'GAP';
    if (entry.previousHash !== head.hash) yield 'BAD_PREVIOUS_HASH';
  }
  if (!payloadIsGood(entry)) yield 'BAD_PAYLOAD';
  if (journalEntryHash(entry) !== entry.hash) yield 'BAD_HASH';
  if (signers && !isSignedBy(entry, signers)) yield 'BAD_SIGNATURE';
}

function payloadIsGood(entry: JournalEntry): boolean {
  if (!Object.hasOwn(journalPayloadSchemas, entry.kind)) return false;
  return journalPayloadSchemas[entry.kind].safeParse(entry.payload).success;
}
