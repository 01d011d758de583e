/** The write-ahead log keeps what was written over until it is written over itself. */
import type Sqlite from 'better-sqlite3';

/** How long a commit waits for a reader of the file, milliseconds. */
export const busyTimeoutMs = 5000;

/**
 * Brings the log into the database file and cuts it to nothing. Nobody is waited for: tills are served meanwhile.
 * @returns false where somebody reads the file now, and the log stands
 */
export function emptyLog(sql: Sqlite.Database): boolean {
  sql.pragma('busy_timeout = 0');
  try {
    const [answer] = sql.pragma('wal_checkpoint(TRUNCATE)') as Array<{ busy: number }>;
    return answer?.busy === 0;
  } finally {
    sql.pragma(`busy_timeout = ${busyTimeoutMs}`);
  }
}
