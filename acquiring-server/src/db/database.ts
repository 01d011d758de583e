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
  /**
   * Runs `work`, which makes a single statement, as that statement's own transaction; tried again like
   * `transaction`. Saves two of three ways to the database.
   */
  statement<Result>(work: (client: pg.Pool) => Promise<Result>): Promise<Result>;
  /**
   * The same database as its owner, for migrations and partitions. Everything else goes through `pool`, which
   * may add to the books and never change them.
   */
  owner: Pick<Database, 'pool' | 'transaction'>;
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
  if (options.databaseUrl) return connectDatabase({ ...options, url: options.databaseUrl, role: serverRole });
  const embedded = await startEmbeddedPostgres({ folder: options.dataDir, log: options.log });
  const database = connectDatabase({ ...options, url: embedded.url, role: serverRole });
  return {
    ...database,
    close: async () => {
      await database.close();
      await embedded.stop();
    },
  };
}

/** What the server runs as: made by the migrations, with no right to change or delete what was posted. */
export const serverRole = 'qiantai_server';

/**
 * Over a PostgreSQL that runs already. With a role, `pool` has that role's rights from the first statement of
 * each connection on, and `owner` the rights of the address's user.
 */
export function connectDatabase(options: {
  url: string;
  log: Log;
  connectionsMax?: number;
  role?: typeof serverRole;
}): Database {
  const { url, log, role } = options;
  const pool = openPool({ url, log, max: options.connectionsMax ?? 16, ...(role ? { role } : {}) });
  // Connects at the first statement only.
  const ownerPool = role ? openPool({ url, log, max: 2 }) : pool;
  return {
    pool,
    url,
    transaction: async (work) => await runTransaction(pool, work),
    statement: async (work) => await tryAgain(async () => await work(pool)),
    owner: { pool: ownerPool, transaction: async (work) => await runTransaction(ownerPool, work) },
    close: async () => {
      await pool.end();
      if (ownerPool !== pool) await ownerPool.end();
    },
  };
}

function openPool(options: { url: string; log: Log; max: number; role?: string }): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.max,
    types: { getTypeParser: parserOf },
    allowExitOnIdle: true,
    ...(options.role ? { options: `-c role=${options.role}` } : {}),
  });
  // A connection that breaks while it rests in the pool is thrown away; whoever needs one gets a new one.
  pool.on('error', (error) => options.log.warn({ error: error.message }, 'database.connection_lost'));
  return pool;
}

async function runTransaction<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  return await tryAgain(async () => {
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
      throw error;
    } finally {
      client.release(broken);
    }
  });
}

async function tryAgain<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 0; attempt < transactionTries; attempt++) {
    // Another transaction of the machine is in the way, so the machine's time counts, never a virtual one.
    if (attempt > 0) await systemClock.sleep(backoffMs(attempt - 1, { firstMs: 2, maxMs: 100 }, systemRandom));
    try {
      return await work();
    } catch (error) {
      if (!metOthers(error)) throw error;
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
