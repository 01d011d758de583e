/**
 * Proves one entry of a terminal's journal by itself: its form, its hash, its signature, its payload. Whether
 * it continues the journal is another question (journal-chain.ts).
 */
import { type KeyObject, verify } from 'node:crypto';
import { promisify } from 'node:util';
import { CodedError, canonicalJson, type JsonValue } from '@qiantai/foundation';
import {
  integerFrom,
  type JournalEntry,
  type JournalKind,
  journalEntryHash,
  journalPayloadSchemas,
  storableJson,
  uuid7From,
} from '@qiantai/protos';
import { derFromP1363 } from './signature-form.ts';

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

/** Where an entry that is not right says that it stands. */
export interface EntryClaim {
  message: JournalEntryOnWire;
  sequence: number;
  /** 64 hexadecimal characters. */
  previousHash: string;
  hash: string;
}

export type CheckedEntry =
  /** `payloadJson` is canonical. */
  | { kind: 'proved'; entry: JournalEntry; payloadJson: string }
  /** With a claim, the entry can be put aside by a mending (journal-mending.ts). */
  | { kind: 'rejected'; errorCode: JournalErrorCode; claim?: EntryClaim | undefined };

/** `publicKey` is the one that the agent enrolled with. */
export async function checkEntry(message: JournalEntryOnWire, publicKey: KeyObject): Promise<CheckedEntry> {
  const rejected = (errorCode: JournalErrorCode): CheckedEntry => ({
    kind: 'rejected',
    errorCode,
    claim: claimOf(message),
  });
  const read = readEntry(message);
  if (!read) return rejected('JOURNAL_BAD_PAYLOAD');
  const payloadJson = canonicalOf(read);
  if (payloadJson === undefined) return rejected('JOURNAL_BAD_PAYLOAD');
  if (journalEntryHash(read, payloadJson) !== read.hash) return rejected('JOURNAL_BAD_HASH');
  if (!(await signed(message, publicKey))) return rejected('JOURNAL_BAD_SIGNATURE');
  if (!payloadIsGood(read, payloadJson)) return rejected('JOURNAL_BAD_PAYLOAD');
  return { kind: 'proved', entry: read, payloadJson };
}

function claimOf(message: JournalEntryOnWire): EntryClaim | undefined {
  if (message.previousHash.length !== 32 || message.hash.length !== 32) return undefined;
  if (!/^[1-9][0-9]{0,14}$/.test(message.sequence)) return undefined;
  return {
    message,
    sequence: Number(message.sequence),
    previousHash: hexOf(message.previousHash),
    hash: hexOf(message.hash),
  };
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
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
      previousHash: hexOf(message.previousHash),
      hash: hexOf(message.hash),
      signature: hexOf(message.signature),
    };
  } catch (error) {
    if (error instanceof CodedError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Undefined where the payload holds what canonical JSON has no form for. */
function canonicalOf(entry: JournalEntry): string | undefined {
  try {
    return canonicalJson(entry.payload as JsonValue);
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return undefined;
    throw error;
  }
}

const verifyAsync = promisify(verify);

/** On the thread pool: the calling thread hands over DER, as having r‖s converted would take most of the work back. */
async function signed(message: JournalEntryOnWire, publicKey: KeyObject): Promise<boolean> {
  return await verifyAsync('sha256', message.hash, publicKey, derFromP1363(message.signature));
}

function payloadIsGood(entry: JournalEntry, payloadJson: string): boolean {
  if (!Object.hasOwn(journalPayloadSchemas, entry.kind)) return false;
  return journalPayloadSchemas[entry.kind].safeParse(entry.payload).success && storableJson(payloadJson, entry.payload);
}
