/** Which tills work offline by an operator's word, over restarts. */
import type Sqlite from 'better-sqlite3';

export interface ForcedOffline {
  terminalId: string;
  operatorId: string;
  reason: string;
  changedAtMs: number;
}

export type ForcedStore = ReturnType<typeof openForcedStore>;

export function openForcedStore(sql: Sqlite.Database) {
  const one = sql.prepare<[string], { found: 1 }>('SELECT 1 AS found FROM forced_offline WHERE terminal_id = ?');
  const put = sql.prepare(
    'INSERT OR REPLACE INTO forced_offline (terminal_id, operator_id, reason, changed_at_ms) VALUES (?, ?, ?, ?)',
  );
  const drop = sql.prepare('DELETE FROM forced_offline WHERE terminal_id = ?');
  const some = sql.prepare<[], { found: 1 }>('SELECT 1 AS found FROM forced_offline LIMIT 1');
  return {
    /** Whether any till is. */
    any: (): boolean => some.get() !== undefined,
    isForced: (terminalId: string): boolean => one.get(terminalId) !== undefined,
    force: (forced: ForcedOffline): void =>
      void put.run(forced.terminalId, forced.operatorId, forced.reason, forced.changedAtMs),
    release: (terminalId: string): void => void drop.run(terminalId),
  };
}
