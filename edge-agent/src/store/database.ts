/**
 * The agent's database: one SQLite file, written by one process. WAL with synchronous FULL: a commit that
 * returned has reached the disk (sqlite.org/pragma.html#pragma_synchronous).
 */
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@qiantai/foundation';
import Sqlite from 'better-sqlite3';
import { busyTimeoutMs } from './empty-log.ts';
import { lockFolder } from './instance-lock.ts';
import { migrate } from './migrate-store.ts';
import { type StoreFault, storeError, storeFaultOf } from './store-faults.ts';

export interface Store {
  sql: Sqlite.Database;
  file: string;
  /**
   * Runs `work` in one transaction (joins the one that runs). A throw rolls all of it back.
   * @throws CodedError STORE_FULL, STORE_DAMAGED
   */
  transact<T>(work: () => T): T;
  /** Many questions in one reading transaction (or in the one that runs): the file is locked once, not for each. */
  reading<T>(work: () => T): T;
  /** How many transactions were rolled back: whoever keeps a copy of a row in memory compares. */
  rollbacks(): number;
  /**
   * Told of each fault of the disk that ended a transaction.
   * @returns what ends the telling
   */
  onFault(listener: (fault: StoreFault) => void): () => void;
  /** Something outside a transaction failed: a fault of the disk is told as well. */
  report(error: unknown): void;
  close(): void;
}

export const databaseFile = (dataDir: string) => join(dataDir, 'agent.db');

/** Opens (and makes, and migrates) the database of a data folder, and keeps other agents out of it. */
/** Pages that SQLite keeps, KiB. */
const pageCacheKib = 4096;

export function openStore(dataDir: string, clock: Pick<Clock, 'nowMs'>): Store {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(dataDir);
  try {
    const file = databaseFile(dataDir);
    const sql = openFile(file);
    migrate(sql, clock.nowMs());
    return { ...storeOf(sql, file), close: closer(sql, unlock) };
  } catch (error) {
    unlock();
    throw error;
  }
}

function openFile(file: string): Sqlite.Database {
  const sql = new Sqlite(file);
  sql.pragma('journal_mode = WAL');
  sql.pragma('synchronous = FULL');
  sql.pragma('foreign_keys = ON');
  sql.pragma('trusted_schema = OFF');
  // What is freed within a page is written over. Freed pages are where secrets go (queue-store.ts), and the log is
  // emptied behind them (take-care.ts): a secret that was nulled is gone.
  sql.pragma('secure_delete = FAST');
  // A verifier may read while we write.
  sql.pragma(`busy_timeout = ${busyTimeoutMs}`);
  // better-sqlite3 is built with 16 MB. Whatever is read again stands in the system's page cache as well.
  sql.pragma(`cache_size = -${pageCacheKib}`);
  for (const path of [file, `${file}-wal`, `${file}-shm`]) if (existsSync(path)) chmodSync(path, 0o600);
  return sql;
}

function storeOf(sql: Sqlite.Database, file: string): Omit<Store, 'close'> {
  const outermost = sql.transaction((work: () => unknown) => work());
  let rollbacks = 0;
  const listeners = new Set<(fault: StoreFault) => void>();
  const attempt = (work: () => unknown): unknown => {
    try {
      return outermost.immediate(work);
    } catch (error) {
      rollbacks += 1;
      const fault = storeFaultOf(error);
      if (!fault) throw error;
      for (const listener of [...listeners]) listener(fault);
      throw storeError(fault, error);
    }
  };
  return {
    sql,
    file,
    transact: <T>(work: () => T): T => (sql.inTransaction ? work() : (attempt(work) as T)),
    reading: <T>(work: () => T): T => (sql.inTransaction ? work() : (outermost.deferred(work) as T)),
    rollbacks: () => rollbacks,
    report: (error) => {
      const fault = storeFaultOf(error);
      if (fault) for (const listener of [...listeners]) listener(fault);
    },
    onFault: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function closer(sql: Sqlite.Database, unlock: () => void): () => void {
  let closed = false;
  return () => {
    if (closed) return;
    closed = true;
    sql.close();
    unlock();
  };
}
