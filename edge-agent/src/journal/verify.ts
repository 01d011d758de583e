/**
 * Proves a journal: every sequence there, every entry chained to the one before, every hash right, every
 * signature by the device's key, every payload of its kind. What was changed, added, left out or put in
 * another order is found and named.
 */
import type { KeyObject } from 'node:crypto';
import { firstPreviousHash, type JournalEntry, journalEntryHash, journalPayloadSchemas } from '@qiantai/protos';
import { verifyHash } from '../enrolment/device-key.ts';

export type JournalFault =
  /** A sequence is missing, stands twice, or comes too early. */
  'GAP' | 'BAD_PREVIOUS_HASH' | 'BAD_HASH' | 'BAD_SIGNATURE' | 'BAD_PAYLOAD';

export interface JournalFinding {
  terminalId: string;
  sequence: number;
  fault: JournalFault;
}

export interface JournalProof {
  entries: number;
  gaps: number;
  chainOk: boolean;
  /** The first ones, at most 100. */
  findings: JournalFinding[];
  /** By terminal. */
  heads: Record<string, { sequence: number; hash: string }>;
}

const findingsMax = 100;

/** Entries in the order of their terminal's sequence. Without a key the signatures are not looked at. */
export function verifyJournal(entries: Iterable<JournalEntry>, publicKey?: KeyObject): JournalProof {
  const proof: JournalProof = { entries: 0, gaps: 0, chainOk: true, findings: [], heads: {} };
  for (const entry of entries) {
    proof.entries += 1;
    const head = proof.heads[entry.terminalId] ?? { sequence: 0, hash: firstPreviousHash };
    for (const fault of faultsOf(entry, head, publicKey)) {
      if (fault === 'GAP') proof.gaps += 1;
      proof.chainOk = false;
      if (proof.findings.length < findingsMax) {
        proof.findings.push({ terminalId: entry.terminalId, sequence: entry.sequence, fault });
      }
    }
    proof.heads[entry.terminalId] = { sequence: entry.sequence, hash: entry.hash };
  }
  return proof;
}

function* faultsOf(
  entry: JournalEntry,
  head: { sequence: number; hash: string },
  publicKey: KeyObject | undefined,
): Generator<JournalFault> {
  if (entry.sequence !== head.sequence + 1) yield 'GAP';
  if (entry.previousHash !== head.hash) yield 'BAD_PREVIOUS_HASH';
  if (!journalPayloadSchemas[entry.kind]?.safeParse(entry.payload).success) yield 'BAD_PAYLOAD';
  if (journalEntryHash(entry) !== entry.hash) yield 'BAD_HASH';
  if (publicKey && !verifyHash(Buffer.from(entry.hash, 'hex'), Buffer.from(entry.signature, 'hex'), publicKey)) {
    yield 'BAD_SIGNATURE';
  }
}
