/** Reads the agents' journals from their database files and proves them, without the agents' own code. */
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import {
  firstPreviousHash,
  type JournalEntry,
  journalEntryHash,
  type SaleRecord,
  saleRecordSchema,
} from '@qiantai/protos';
import Database from 'better-sqlite3';

export interface JournalsRead {
  entries: JournalEntry[];
  /** Sequences that are missing. */
  gaps: number;
  /** Entries whose hash, chain or signature does not hold, named. */
  broken: string[];
  /** Journal entries and requests that have not reached the server. */
  waiting: number;
  dead: number;
}

interface JournalRow {
  terminal_id: string;
  sequence: number;
  entry_id: string;
  kind: string;
  recorded_at_ms: number;
  clock_offset_ms: number;
  payload_json: string;
  previous_hash: Buffer;
  hash: Buffer;
  signature: Buffer;
}

const waitingByStatus = `SELECT status, count(*) AS count
  FROM (SELECT status FROM queue UNION ALL SELECT status FROM journal_status) GROUP BY status`;

/** @param keysOf keys of the devices that the server enrolled for the terminal's store (SubjectPublicKeyInfo). */
export function readJournals(
  databaseFiles: readonly string[],
  keysOf: (terminalId: string) => readonly Uint8Array[],
): JournalsRead {
  const read: JournalsRead = { entries: [], gaps: 0, broken: [], waiting: 0, dead: 0 };
  for (const file of databaseFiles) {
    const database = new Database(file, { readonly: true, fileMustExist: true });
    try {
      const rows = database.prepare('SELECT * FROM journal ORDER BY terminal_id, sequence').all() as JournalRow[];
      prove(rows, keysOf, read);
      const counts = database.prepare(waitingByStatus).all() as Array<{
        status: string;
        count: number;
      }>;
      const countOf = (status: string) => counts.find((row) => row.status === status)?.count ?? 0;
      read.waiting += countOf('recorded') + countOf('sending');
      read.dead += countOf('dead');
    } finally {
      database.close();
    }
  }
  return read;
}

function prove(
  rows: readonly JournalRow[],
  keysOf: (terminalId: string) => readonly Uint8Array[],
  read: JournalsRead,
): void {
  const heads = new Map<string, { sequence: number; hash: string; keys: KeyObject[] }>();
  for (const row of rows) {
    const entry = entryOf(row);
    const head = heads.get(entry.terminalId) ?? {
      sequence: 0,
      hash: firstPreviousHash,
      keys: keysOf(entry.terminalId).map((key) =>
        createPublicKey({ key: Buffer.from(key), format: 'der', type: 'spki' }),
      ),
    };
    const name = `${entry.terminalId}/${entry.sequence}`;
    read.gaps += entry.sequence - head.sequence - 1;
    if (entry.previousHash !== head.hash) read.broken.push(`${name}: does not follow the entry before it`);
    if (journalEntryHash(entry) !== entry.hash) read.broken.push(`${name}: its hash is not that of its content`);
    if (!head.keys.some((key) => verify('sha256', row.hash, { key, dsaEncoding: 'ieee-p1363' }, row.signature))) {
      read.broken.push(`${name}: its signature does not hold`);
    }
    heads.set(entry.terminalId, { ...head, sequence: entry.sequence, hash: entry.hash });
    read.entries.push(entry);
  }
}

function entryOf(row: JournalRow): JournalEntry {
  return {
    entryId: row.entry_id,
    terminalId: row.terminal_id,
    sequence: row.sequence,
    kind: row.kind as JournalEntry['kind'],
    recordedAtMs: row.recorded_at_ms,
    clockOffsetMs: row.clock_offset_ms,
    payload: JSON.parse(row.payload_json) as JournalEntry['payload'],
    previousHash: row.previous_hash.toString('hex'),
    hash: row.hash.toString('hex'),
    signature: row.signature.toString('hex'),
  };
}

/** Sales and returns that the journals tell of. */
export function salesIn(entries: readonly JournalEntry[]): SaleRecord[] {
  return entries.filter(({ kind }) => kind === 'sale.completed').map(({ payload }) => saleRecordSchema.parse(payload));
}
