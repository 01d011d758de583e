/** Records that tills offered, entries of tails that were put aside, and what tills said of their devices. */
import type { OwnRecord } from '@qiantai/protos';
import type Sqlite from 'better-sqlite3';

export type TillRecordStatus = 'taken' | 'set_aside' | 'conflict';

export interface TillRecordRow {
  terminalId: string;
  key: string;
  hash: string;
  kind: OwnRecord['kind'];
  status: TillRecordStatus;
  code: string;
  recordJson: string;
  offeredAtMs: number;
}

export type TillRecordStore = ReturnType<typeof openTillRecordStore>;

export function openTillRecordStore(sql: Sqlite.Database) {
  const insert = sql.prepare(
    `INSERT INTO till_record (terminal_id, key, hash, kind, status, code, record_json, offered_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const ofKey = sql.prepare<
    [string],
    {
      terminal_id: string;
      key: string;
      hash: string;
      kind: OwnRecord['kind'];
      status: TillRecordStatus;
      code: string;
      record_json: string;
      offered_at_ms: number;
    }
  >('SELECT * FROM till_record WHERE key = ? ORDER BY offered_at_ms');
  const putAside = sql.prepare(
    `INSERT OR IGNORE INTO till_tail_aside (terminal_id, sequence, hash, entry_json, put_at_ms) VALUES (?, ?, ?, ?, ?)`,
  );
  const branch = sql.prepare<[string, Uint8Array], { found: 1 }>(
    'SELECT 1 AS found FROM journal_branch WHERE terminal_id = ? AND hash = ? LIMIT 1',
  );
  const aside = sql.prepare<[string, string], { found: 1 }>(
    'SELECT 1 AS found FROM till_tail_aside WHERE terminal_id = ? AND hash = ? LIMIT 1',
  );
  const putHealth = sql.prepare(
    `INSERT INTO till_health (terminal_id, app_version, reported_at_ms, devices_json) VALUES (?, ?, ?, ?)
     ON CONFLICT (terminal_id) DO UPDATE SET app_version = excluded.app_version,
       reported_at_ms = excluded.reported_at_ms, devices_json = excluded.devices_json`,
  );
  const health = sql.prepare<
    [],
    { terminal_id: string; app_version: string; reported_at_ms: number; devices_json: string }
  >('SELECT * FROM till_health ORDER BY terminal_id');
  return {
    insert: (row: TillRecordRow): void =>
      void insert.run(
        row.terminalId,
        row.key,
        row.hash,
        row.kind,
        row.status,
        row.code,
        row.recordJson,
        row.offeredAtMs,
      ),
    ofKey: (key: string): TillRecordRow[] =>
      ofKey.all(key).map((row) => ({
        terminalId: row.terminal_id,
        key: row.key,
        hash: row.hash,
        kind: row.kind,
        status: row.status,
        code: row.code,
        recordJson: row.record_json,
        offeredAtMs: row.offered_at_ms,
      })),
    putAside: (entry: { terminalId: string; sequence: number; hash: string }, entryJson: string, nowMs: number): void =>
      void putAside.run(entry.terminalId, entry.sequence, entry.hash, entryJson, nowMs),
    /** Whether an entry stood in the journal until the server's took its place (journal/rebase.ts), or in a tail. */
    wasPutAside: (terminalId: string, hash: string): boolean =>
      branch.get(terminalId, Buffer.from(hash, 'hex')) !== undefined || aside.get(terminalId, hash) !== undefined,
    putHealth: (terminalId: string, appVersion: string, reportedAtMs: number, devicesJson: string): void =>
      void putHealth.run(terminalId, appVersion, reportedAtMs, devicesJson),
    health: () =>
      health.all().map((row) => ({
        terminalId: row.terminal_id,
        appVersion: row.app_version,
        reportedAtMs: row.reported_at_ms,
        devicesJson: row.devices_json,
      })),
  };
}
