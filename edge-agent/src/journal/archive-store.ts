/** Which entries stand in which archive. */
import type Sqlite from 'better-sqlite3';
import type { ArchiveHeader } from './archive.ts';

export interface ArchiveRow {
  terminalId: string;
  firstSequence: number;
  lastSequence: number;
  fileName: string;
  /** SHA-256 of the file, hexadecimal. */
  fileHash: string;
}

export type ArchiveStore = ReturnType<typeof openArchiveStore>;

export function openArchiveStore(sql: Sqlite.Database) {
  const insert = sql.prepare(
    `INSERT INTO journal_archive (terminal_id, first_sequence, last_sequence, first_previous_hash, last_hash, file_name,
       file_hash, sealed_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const old = sql.prepare<[number, string], { last: number | null }>(
    `SELECT min(sequence) - 1 AS last FROM forwarding JOIN journal
       ON position BETWEEN terminal_number << 32 AND (terminal_number << 32) + 4294967295
     WHERE recorded_at_ms >= ? AND forwarding.terminal_id = ?`,
  );
  return {
    insert(header: ArchiveHeader, file: { name: string; hash: Uint8Array }): void {
      insert.run(
        header.terminalId,
        header.firstSequence,
        header.lastSequence,
        Buffer.from(header.firstPreviousHash, 'hex'),
        Buffer.from(header.lastHash, 'hex'),
        file.name,
        file.hash,
        header.sealedAtMs,
      );
    },
    /** The last sequence before the first entry that was recorded at or after an instant; none is: undefined. */
    lastBefore: (terminalId: string, atMs: number): number | undefined => old.get(atMs, terminalId)?.last ?? undefined,
    rows: (): ArchiveRow[] => archivesIn(sql),
  };
}

/** In the order of terminal and sequence; none in a database of an earlier version. */
export function archivesIn(sql: Sqlite.Database): ArchiveRow[] {
  const known = sql.prepare("SELECT 1 FROM sqlite_master WHERE name = 'journal_archive'").get();
  if (!known) return [];
  return sql
    .prepare<
      [],
      { terminal_id: string; first_sequence: number; last_sequence: number; file_name: string; file_hash: Buffer }
    >('SELECT * FROM journal_archive ORDER BY terminal_id, first_sequence')
    .all()
    .map((row) => ({
      ...{ terminalId: row.terminal_id, firstSequence: row.first_sequence, lastSequence: row.last_sequence },
      ...{ fileName: row.file_name, fileHash: row.file_hash.toString('hex') },
    }));
}

/** Keys beside the device's own; none in a database of an earlier version. */
export function signersIn(sql: Sqlite.Database): Buffer[] {
  const known = sql.prepare("SELECT 1 FROM sqlite_master WHERE name = 'journal_signer'").get();
  if (!known) return [];
  return sql
    .prepare<[], { public_key_spki: Buffer }>('SELECT public_key_spki FROM journal_signer')
    .all()
    .map((row) => row.public_key_spki);
}
