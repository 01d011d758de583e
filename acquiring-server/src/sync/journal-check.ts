/**
 * Proves one entry of a terminal's journal by itself: its form, its hash, its signature, its payload. Whether
 * it continues the journal is another question (journal-chain.ts).
 */
import { type KeyObject, verify } from 'node:crypto';
import { promisify } from 'node:util';
import { CodedError } from '@qiantai/foundation';
import {
  integerFrom,
  type JournalEntry,
  type JournalKind,
  journalEntryHash,
  journalPayloadSchemas,
  uuid7From,
} from '@qiantai/protos';

/** Why an entry is refused; the agent and a person read these. */
export type JournalErrorCode =
  | 'JOURNAL_GAP'
  | 'JOURNAL_FORK'
  | 'JOURNAL_BAD_HASH'
  | 'JOURNAL_BAD_SIGNATURE'
  | 'JOURNAL_BAD_PAYLOAD'
  | 'TERMINAL_FORBIDDEN';

/** An entry of the wire: longs as text, hashes as bytes. */
export interface JournalEntryOnWire {
  entryId: string;
  terminalId: string;
  sequence: string;
  kind: string;
  recordedAtMs: string;
  clockOffsetMs: string;
  payloadJson: string;
  previousHash: Uint8Array;
  hash: Uint8Array;
  signature: Uint8Array;
}

export type CheckedEntry = { kind: 'proved'; entry: JournalEntry } | { kind: 'rejected'; errorCode: JournalErrorCode };

const rejected = (errorCode: JournalErrorCode): CheckedEntry => ({ kind: 'rejected', errorCode });

/** `publicKey` is the one that the agent enrolled with. */
export async function checkEntry(message: JournalEntryOnWire, publicKey: KeyObject): Promise<CheckedEntry> {
  const read = readEntry(message);
  if (!read) return rejected('JOURNAL_BAD_PAYLOAD');
  const hash = hashOf(read);
  if (hash === undefined) return rejected('JOURNAL_BAD_PAYLOAD');
  if (hash !== read.hash) return rejected('JOURNAL_BAD_HASH');
  if (!(await signed(message, publicKey))) return rejected('JOURNAL_BAD_SIGNATURE');
  if (!payloadIsGood(read)) return rejected('JOURNAL_BAD_PAYLOAD');
  return { kind: 'proved', entry: read };
}

/** Undefined where a member has not its form. The payload is JSON, not yet checked by its schema. */
function readEntry(message: JournalEntryOnWire): JournalEntry | undefined {
  if (message.previousHash.length !== 32 || message.hash.length !== 32 || message.signature.length !== 64) {
    return undefined;
  }
  try {
    return {
      entryId: uuid7From(message.entryId, 'entry_id'),
      terminalId: message.terminalId,
      sequence: integerFrom(message.sequence, 'sequence', { min: 1 }),
      kind: message.kind as JournalKind,
      recordedAtMs: integerFrom(message.recordedAtMs, 'recorded_at_ms'),
      clockOffsetMs: integerFrom(message.clockOffsetMs, 'clock_offset_ms', { min: Number.MIN_SAFE_INTEGER }),
      payload: JSON.parse(message.payloadJson),
      previousHash: Buffer.from(message.previousHash).toString('hex'),
      hash: Buffer.from(message.hash).toString('hex'),
      signature: Buffer.from(message.signature).toString('hex'),
    };
  } catch (error) {
    if (error instanceof CodedError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Undefined where the payload holds what canonical JSON has no form for. */
function hashOf(entry: JournalEntry): string | undefined {
  try {
    return journalEntryHash(entry);
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return undefined;
    throw error;
  }
}

const verifyAsync = promisify(verify);

async function signed(message: JournalEntryOnWire, publicKey: KeyObject): Promise<boolean> {
  return await verifyAsync('sha256', message.hash, { key: publicKey, dsaEncoding: 'ieee-p1363' }, message.signature);
}

function payloadIsGood(entry: JournalEntry): boolean {
  if (!Object.hasOwn(journalPayloadSchemas, entry.kind)) return false;
  return journalPayloadSchemas[entry.kind].safeParse(entry.payload).success && storable(entry.payload);
}

/** The database's text takes no NUL, and no half of a surrogate pair. */
function storable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  if (typeof value === 'object' && value !== null) return Object.values(value).every(storable);
  return true;
}
