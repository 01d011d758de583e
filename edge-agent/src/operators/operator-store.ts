/** Sessions of operators and the count of wrong PINs. */
import type Sqlite from 'better-sqlite3';

export interface Session {
  terminalId: string;
  operatorId: string;
  businessDate: string;
  openedAtMs: number;
}

export interface SignInFailures {
  count: number;
  lockedUntilMs: number;
}

interface SessionRow {
  terminal_id: string;
  operator_id: string;
  business_date: string;
  opened_at_ms: number;
}

export type OperatorStore = ReturnType<typeof openOperatorStore>;

export function openOperatorStore(sql: Sqlite.Database) {
  const insert = sql.prepare(
    'INSERT INTO session (token_hash, terminal_id, operator_id, business_date, opened_at_ms) VALUES (?, ?, ?, ?, ?)',
  );
  const one = sql.prepare<[Uint8Array], SessionRow>('SELECT * FROM session WHERE token_hash = ?');
  const every = sql.prepare<[], SessionRow>('SELECT * FROM session ORDER BY terminal_id, operator_id');
  const dropOf = sql.prepare('DELETE FROM session WHERE terminal_id = ? AND operator_id = ?');
  const drop = sql.prepare('DELETE FROM session WHERE token_hash = ?');
  const dropOld = sql.prepare('DELETE FROM session WHERE opened_at_ms < ?');
  const failures = sql.prepare<[string], { count: number; locked_until_ms: number }>(
    'SELECT count, locked_until_ms FROM sign_in_failure WHERE number = ?',
  );
  const putFailures = sql.prepare(
    `INSERT INTO sign_in_failure (number, count, locked_until_ms) VALUES (?, ?, ?)
     ON CONFLICT (number) DO UPDATE SET count = excluded.count, locked_until_ms = excluded.locked_until_ms`,
  );
  const dropFailures = sql.prepare('DELETE FROM sign_in_failure WHERE number = ?');
  return {
    addSession: (tokenHash: Uint8Array, session: Session): void =>
      void insert.run(tokenHash, session.terminalId, session.operatorId, session.businessDate, session.openedAtMs),
    session(tokenHash: Uint8Array): Session | undefined {
      const row = one.get(tokenHash);
      return row && sessionOf(row);
    },
    dropSession: (tokenHash: Uint8Array): void => void drop.run(tokenHash),
    sessions: (): Session[] => every.all().map(sessionOf),
    dropSessionsOf: (terminalId: string, operatorId: string): void => void dropOf.run(terminalId, operatorId),
    dropSessionsBefore: (openedAtMs: number): void => void dropOld.run(openedAtMs),
    failures(number: string): SignInFailures {
      const row = failures.get(number);
      return { count: row?.count ?? 0, lockedUntilMs: row?.locked_until_ms ?? 0 };
    },
    setFailures: (number: string, now: SignInFailures): void =>
      void putFailures.run(number, now.count, now.lockedUntilMs),
    clearFailures: (number: string): void => void dropFailures.run(number),
  };
}

function sessionOf(row: SessionRow): Session {
  return {
    terminalId: row.terminal_id,
    operatorId: row.operator_id,
    businessDate: row.business_date,
    openedAtMs: row.opened_at_ms,
  };
}
