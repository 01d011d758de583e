/** What stands sealed in the database. */
import type { Store } from '../store/database.ts';

/** A sealed value and who it opens for. */
export interface SealedCell {
  kind: string;
  key: string;
  sealed: Uint8Array;
}

export type SealedStore = ReturnType<typeof openSealedStore>;

export function openSealedStore(store: Store) {
  const { sql } = store;
  const after = sql.prepare<[string, string, number], { kind: string; key: string; secret: Buffer }>(
    `SELECT kind, key, secret FROM queue WHERE secret IS NOT NULL AND (kind, key) > (?, ?) ORDER BY kind, key LIMIT ?`,
  );
  const replace = sql.prepare('UPDATE queue SET secret = ? WHERE kind = ? AND key = ? AND secret IS NOT NULL');
  const count = sql.prepare<[], { count: number }>('SELECT count(*) AS count FROM queue WHERE secret IS NOT NULL');
  const drop = sql.prepare('UPDATE queue SET secret = NULL WHERE secret IS NOT NULL');
  const waiting = sql.prepare<[], { kind: 'pay' | 'refund'; key: string }>(
    `SELECT kind, key FROM queue WHERE secret IS NOT NULL AND status = 'recorded' AND kind IN ('pay', 'refund')`,
  );
  return {
    count: (): number => count.get()?.count ?? 0,
    /** In the order of their keys, behind one. */
    after: (last: Pick<SealedCell, 'kind' | 'key'>, limit: number): SealedCell[] =>
      after.all(last.kind, last.key, limit).map((row) => ({ kind: row.kind, key: row.key, sealed: row.secret })),
    replace: (cell: SealedCell): void => void replace.run(cell.sealed, cell.kind, cell.key),
    /** Requests that have a secret and are not on their way. */
    waiting: () => waiting.all(),
    dropAll: (): void => void drop.run(),
    /** Freed pages are written over; else only what is freed within a page. */
    secureDelete: (how: 'ON' | 'FAST'): void => void sql.pragma(`secure_delete = ${how}`),
    /** What was written over leaves the write-ahead log as well; a reader of the file is waited for. */
    emptyLog: (): void => void sql.pragma('wal_checkpoint(TRUNCATE)'),
  };
}
