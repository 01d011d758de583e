/** Whether an agent's store still holds what it has to forget: its database file and write-ahead log, byte by byte. */
import { existsSync, readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Store } from './harness.ts';

/** What may not be found, by a name for it. */
export type Traces = ReadonlyMap<string, Buffer>;

/** The sealed card of a payment as the queue holds it; undefined where it holds none. */
export function sealedSecret({ databaseFile }: Store, paymentKey: string): Buffer | undefined {
  const sql = new Database(databaseFile, { readonly: true, fileMustExist: true });
  try {
    const statement = sql.prepare<[string], { secret: Buffer }>(
      'SELECT secret FROM queue WHERE key = ? AND secret IS NOT NULL',
    );
    return statement.get(paymentKey)?.secret;
  } finally {
    sql.close();
  }
}

/** Which of them are there, each with the files that hold it. */
export function tracesIn({ databaseFile }: Store, traces: Traces): string[] {
  const files = ['', '-wal', '-shm'].map((end) => databaseFile + end).filter((file) => existsSync(file));
  const read = files.map((file) => ({ end: file.slice(databaseFile.length) || 'database', bytes: readFileSync(file) }));
  return [...traces].flatMap(([name, bytes]) => {
    const holding = read.filter((file) => file.bytes.includes(bytes)).map(({ end }) => end);
    return holding.length > 0 ? [`${name} stands in ${holding.join(' and ')}`] : [];
  });
}
