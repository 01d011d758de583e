/** The journal's table. */
import type { JournalEntry, JournalKind, JournalPayload } from '@qiantai/protos';
import type Sqlite from 'better-sqlite3';

export interface JournalHead {
  sequence: number;
  /** 64 hexadecimal characters. */
  hash: string;
}

export interface TerminalHead extends JournalHead {
  terminalId: string;
  recordedAtMs: number;
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

/** `payloadJson` is stored as it was hashed: canonical, so it need not be made again. */
export interface StoredEntry extends JournalEntry {
  payloadJson: string;
}

export type JournalStore = ReturnType<typeof openJournalStore>;

export function openJournalStore(sql: Sqlite.Database) {
  const head = sql.prepare<[string], { sequence: number; hash: Buffer }>(
    'SELECT sequence, hash FROM journal WHERE terminal_id = ? ORDER BY sequence DESC LIMIT 1',
  );
  const insert = sql.prepare(
    `INSERT INTO journal (terminal_id, sequence, entry_id, kind, recorded_at_ms, clock_offset_ms, payload_json,
       previous_hash, hash, signature) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const one = sql.prepare<[string, number], EntryRow>('SELECT * FROM journal WHERE terminal_id = ? AND sequence = ?');
  const all = sql.prepare<[], EntryRow>('SELECT * FROM journal ORDER BY terminal_id, sequence');
  const heads = sql.prepare<[], { terminal_id: string; sequence: number; hash: Buffer; recorded_at_ms: number }>(
    `SELECT terminal_id, max(sequence) AS sequence, hash, recorded_at_ms FROM journal GROUP BY terminal_id
     ORDER BY terminal_id`,
  );
  return {
    head(terminalId: string): JournalHead | undefined {
      const row = head.get(terminalId);
      return row && { sequence: row.sequence, hash: row.hash.toString('hex') };
    },
    insert(entry: StoredEntry, bytes: { previousHash: Buffer; hash: Buffer; signature: Buffer }): void {
      insert.run(
        entry.terminalId,
        entry.sequence,
        entry.entryId,
        entry.kind,
        entry.recordedAtMs,
        entry.clockOffsetMs,
        entry.payloadJson,
        bytes.previousHash,
        bytes.hash,
        bytes.signature,
      );
    },
    entry(terminalId: string, sequence: number): StoredEntry | undefined {
      const row = one.get(terminalId, sequence);
      return row && entryOf(row);
    },
    *entries(): Generator<StoredEntry> {
      for (const row of all.iterate()) yield entryOf(row);
    },
    heads(): TerminalHead[] {
      return heads.all().map((row) => ({
        terminalId: row.terminal_id,
        sequence: row.sequence,
        hash: row.hash.toString('hex'),
        recordedAtMs: row.recorded_at_ms,
      }));
    },
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
