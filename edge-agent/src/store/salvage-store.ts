/** Rows of requests in a damaged database, and what was salvaged, in the new one. */
import type { JournalKind, JournalPayload } from '@qiantai/protos';
import Sqlite from 'better-sqlite3';
import type { StoredEntry } from '../journal/journal-store.ts';
import type { RequestKind } from '../queue/queue-store.ts';
import type { Store } from './database.ts';

export interface SalvagedRequest {
  kind: RequestKind;
  key: string;
  terminalId: string;
  recordedAtMs: number;
  secret: Uint8Array | null;
}

interface RequestRow {
  kind: RequestKind;
  key: string;
  terminal_id: string;
  recorded_at_ms: number;
  secret: Buffer | null;
}

/** Rows that wait, from both ends of the table as far as it reads. */
export function readRequestsTolerantly(file: string): SalvagedRequest[] {
  const found = new Map<string, SalvagedRequest>();
  try {
    const sql = new Sqlite(file);
    try {
      for (const order of ['ASC', 'DESC']) {
        for (const row of rowsUntilDamage(sql, order)) {
          found.set(`${row.kind}:${row.key}`, {
            ...{ kind: row.kind, key: row.key, terminalId: row.terminal_id },
            ...{ recordedAtMs: row.recorded_at_ms, secret: row.secret },
          });
        }
      }
    } finally {
      sql.close();
    }
  } catch {
    // It does not open at all, or its schema does not read.
  }
  return [...found.values()];
}

function* rowsUntilDamage(sql: Sqlite.Database, order: string): Generator<RequestRow> {
  try {
    yield* sql
      .prepare<[], RequestRow>(
        `SELECT kind, key, terminal_id, recorded_at_ms, secret FROM queue
         WHERE status IN ('recorded', 'sending', 'dead') ORDER BY kind ${order}, key ${order}`,
      )
      .iterate();
  } catch {
    // Here the damage begins: the other end is read next.
  }
}

interface EntryRow {
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

const pageRows = 500;

export type SalvageStore = ReturnType<typeof openSalvageStore>;

export function openSalvageStore(store: Store) {
  const { sql } = store;
  const addEntry = sql.prepare(
    `INSERT OR IGNORE INTO salvaged_entry (terminal_id, sequence, entry_id, kind, recorded_at_ms, clock_offset_ms,
       payload_json, previous_hash, hash, signature) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const addRequest = sql.prepare(
    `INSERT OR IGNORE INTO salvaged_request (kind, key, terminal_id, recorded_at_ms, secret) VALUES (?, ?, ?, ?, ?)`,
  );
  const entriesAfter = sql.prepare<[string, number, number], EntryRow>(
    'SELECT * FROM salvaged_entry WHERE terminal_id = ? AND sequence > ? ORDER BY sequence LIMIT ?',
  );
  const requests = sql.prepare<[string], RequestRow>('SELECT * FROM salvaged_request WHERE terminal_id = ?');
  const terminals = sql.prepare<[], { terminal_id: string }>(
    'SELECT terminal_id FROM salvaged_entry UNION SELECT terminal_id FROM salvaged_request',
  );
  const floor = sql.prepare(
    `INSERT INTO receipt_floor (only_row, through_business_date, last) VALUES (1, ?, ?)
     ON CONFLICT (only_row) DO UPDATE SET
       through_business_date = max(through_business_date, excluded.through_business_date), last = excluded.last`,
  );
  return {
    addEntry: (entry: StoredEntry): void =>
      void addEntry.run(
        entry.terminalId,
        entry.sequence,
        entry.entryId,
        entry.kind,
        entry.recordedAtMs,
        entry.clockOffsetMs,
        entry.payloadJson,
        Buffer.from(entry.previousHash, 'hex'),
        Buffer.from(entry.hash, 'hex'),
        Buffer.from(entry.signature, 'hex'),
      ),
    addRequest: (one: SalvagedRequest): void =>
      void addRequest.run(one.kind, one.key, one.terminalId, one.recordedAtMs, one.secret),
    /** In their order, page by page: other statements may run in between. */
    *entries(terminalId: string): Generator<StoredEntry> {
      const pageAfter = (sequence: number) => entriesAfter.all(terminalId, sequence, pageRows);
      for (let page = pageAfter(0); page.length > 0; page = pageAfter(page.at(-1)?.sequence ?? 0)) {
        for (const row of page) yield entryOf(row);
      }
    },
    requests: (terminalId: string): SalvagedRequest[] =>
      requests.all(terminalId).map((row) => ({
        ...{ kind: row.kind, key: row.key, terminalId: row.terminal_id },
        ...{ recordedAtMs: row.recorded_at_ms, secret: row.secret },
      })),
    /** Terminals of which something waits to be taken up. */
    terminals: (): string[] => terminals.all().map((row) => row.terminal_id),
    clear(terminalId: string): void {
      for (const table of ['salvaged_entry', 'salvaged_request']) {
        sql.prepare(`DELETE FROM ${table} WHERE terminal_id = ?`).run(terminalId);
      }
    },
    /** Receipts of business dates up to one begin behind a number. */
    setReceiptFloor: (throughBusinessDate: string, last: number): void => void floor.run(throughBusinessDate, last),
  };
}

function entryOf(row: EntryRow): StoredEntry {
  return {
    entryId: row.entry_id,
    terminalId: row.terminal_id,
    sequence: row.sequence,
    kind: row.kind as JournalKind,
    recordedAtMs: row.recorded_at_ms,
    clockOffsetMs: row.clock_offset_ms,
    payload: JSON.parse(row.payload_json) as JournalPayload,
    payloadJson: row.payload_json,
    previousHash: row.previous_hash.toString('hex'),
    hash: row.hash.toString('hex'),
    signature: row.signature.toString('hex'),
  };
}
