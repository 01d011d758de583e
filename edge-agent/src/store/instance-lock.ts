import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { agentError } from '../errors.ts';

/**
 * Keeps a data folder for one agent. The lock is the operating system's, held through an open SQLite
 * transaction on a file of its own: it goes with the process however the process ends.
 * @returns what gives the folder back
 * @throws CodedError STORE_LOCKED
 */
export function lockFolder(dataDir: string): () => void {
  const path = join(dataDir, 'agent.lock');
  const lock = new Sqlite(path, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw agentError('STORE_LOCKED', { dataDir }, { cause: error });
  }
  chmodSync(path, 0o600);
  return () => lock.close();
}
