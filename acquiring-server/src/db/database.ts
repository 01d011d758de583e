/** The server's way to its database: one pool, and transactions that are tried again where they met others. */
import { backoffMs, type Log, systemClock, systemRandom } from '@qiantai/foundation';
import pg from 'pg';
import { serverError } from '../errors.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';

export interface Database {
  pool: pg.Pool;
  url: string;
  /**
   * Runs `work` in one READ COMMITTED transaction and answers after its commit. Tried again on a
   * serialisation failure (40001) or a deadlock (40P01), so `work` must have no effect outside of it.
   * @throws CodedError DB_CONTENTION when it met others every time.
   */
  transaction<Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Holds the embedded PostgreSQL where `databaseUrl` is not given. */
  dataDir: string;
  databaseUrl?: string | undefined;
  log: Log;
}

const transactionTries = 8;

export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  if (options.databaseUrl) return connectDatabase({ ...options, url: options.databaseUrl });
  const embedded = await startEmbeddedPostgres({ folder: options.dataDir, log: options.log });
  const database = connectDatabase({ ...options, url: embedded.url });
  return {
    ...database,
    close: async () => {
      await database.close();
      await embedded.stop();
    },
  };
}

/** Over a PostgreSQL that runs already. */
export function connectDatabase(options: { url: string; log: Log; connectionsMax?: number }): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connectionsMax ?? 16,
    types: { getTypeParser: parserOf },
    allowExitOnIdle: true,
  });
  // A connection that breaks while it rests in the pool is thrown away; whoever needs one gets a new one.
  pool.on('error', (error) => options.log.warn({ error: error.message }, 'database.connection_lost'));
  return {
    pool,
    url: options.url,
    transaction: async (work) => await runTransaction(pool, work),
    close: async () => await pool.end(),
  };
}

async function runTransaction<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 0; attempt < transactionTries; attempt++) {
    // Another transaction of the machine is in the way, so the machine's time counts, never a virtual one.
    if (attempt > 0) await systemClock.sleep(backoffMs(attempt - 1, { firstMs: 2, maxMs: 100 }, systemRandom));
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const result = await work(client);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((rollbackError: Error) => {
        broken = rollbackError;
      });
      if (!metOthers(error)) throw error;
    } finally {
      client.release(broken);
    }
  }
  throw serverError('DB_CONTENTION', { times: transactionTries });
}

/** SQLSTATE 40001 serialization_failure, 40P01 deadlock_detected (PostgreSQL, appendix A). */
export function metOthers(error: unknown): boolean {
  const code = sqlState(error);
  return code === '40001' || code === '40P01';
}

/** The five characters of SQLSTATE of an error of the database, else undefined. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/**
 * int8 becomes a bigint (money never passes through a float), a date stays `YYYY-MM-DD` (it has no time zone),
 * everything else as pg does it.
 */
function parserOf(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
  if (oid === pg.types.builtins.INT8) return (text) => BigInt(text);
  if (oid === pg.types.builtins.DATE) return (text) => text;
  if (oid === int8Array) return (text) => (text === '{}' ? [] : text.slice(1, -1).split(',').map(BigInt));
  return (format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid)) as (
    text: string,
  ) => unknown;
}

/** `_int8`, pg_type.dat. */
const int8Array = 1016;
