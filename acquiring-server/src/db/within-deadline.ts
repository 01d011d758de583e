/** Transactions that end with the time of the call that asked for them. */
import type { Clock } from '@qiantai/foundation';
import type pg from 'pg';
import { serverError } from '../errors.ts';
import { type Database, sqlState } from './database.ts';

/** When a call's answer is of no use any more. */
export interface Deadline {
  /** Milliseconds of the machine; zero or less: over. */
  remainingMs(): number;
}

/** `atMs` is an instant of the machine's clock, Infinity for none. */
export function deadlineAt(atMs: number, clock: Pick<Clock, 'nowMs'>): Deadline {
  return { remainingMs: () => atMs - clock.nowMs() };
}

/** A commit takes some milliseconds: one that begins later than this would end after the caller has gone. */
const commitReserveMs = 5;

/** The largest that PostgreSQL takes: an int of milliseconds. */
const timeoutMsMax = 2_147_483_647;

/**
 * As `database.transaction`, but the database gives each statement up when the time is over, and nothing is
 * committed then. A commit that is under way at that moment stands, as everywhere: who asks again with the
 * same key learns of it.
 * @throws CodedError CALL_DEADLINE_EXCEEDED; what `work` throws
 */
export async function transactionWithin<Result>(
  database: Database,
  deadline: Deadline,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  try {
    return await database.transaction(async (client) => {
      const remainingMs = checkTime(deadline);
      if (remainingMs <= timeoutMsMax) {
        await client.query("SELECT set_config('statement_timeout', $1, true)", [String(Math.ceil(remainingMs))]);
      }
      const result = await work(client);
      checkTime(deadline);
      return result;
    });
  } catch (error) {
    if (sqlState(error) === queryCanceled) throw serverError('CALL_DEADLINE_EXCEEDED', {}, { cause: error });
    throw error;
  }
}

/** @throws CodedError CALL_DEADLINE_EXCEEDED where no time is left */
export function checkTime(deadline: Deadline): number {
  const remainingMs = deadline.remainingMs() - commitReserveMs;
  if (remainingMs <= 0) throw serverError('CALL_DEADLINE_EXCEEDED');
  return remainingMs;
}

/** SQLSTATE of a statement that its timeout ended (PostgreSQL, appendix A). */
const queryCanceled = '57014';
