/** Users of headquarters and their sessions in the database. */
import type { PoolClient } from 'pg';
import type { Database } from '../db/database.ts';
import type { HeadquartersRight, UserFields } from './headquarters-rights.ts';

export interface UserRow extends UserFields {
  merchantId: string;
  passwordHash: string;
  lockedUntilMs: number;
  revokedAtMs: number | null;
}

type StoredRow = {
  merchantId: string;
  login: string;
  name: string;
  passwordHash: string;
  scope: string;
  rights: HeadquartersRight[];
  lockedUntilMs: bigint;
  revokedAtMs: bigint | null;
};

const columns = `u.merchant_id AS "merchantId", u.login, u.name, u.password_hash AS "passwordHash", u.scope, u.rights,
  u.locked_until_ms AS "lockedUntilMs", u.revoked_at_ms AS "revokedAtMs"`;

export type UserEvent = 'created' | 'changed' | 'password_changed' | 'locked' | 'revoked';

export class UserStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async find(merchantId: string, login: string): Promise<UserRow | undefined> {
    const found = await this.database.pool.query<StoredRow>(
      `SELECT ${columns} FROM headquarters_user u WHERE merchant_id = $1 AND login = $2`,
      [merchantId, login],
    );
    return found.rows.map(userRow)[0];
  }

  /** In the order of their logins, after one of them. */
  async list(merchantId: string, page: { after: string; limit: number }): Promise<UserRow[]> {
    const found = await this.database.pool.query<StoredRow>(
      `SELECT ${columns} FROM headquarters_user u WHERE merchant_id = $1 AND login > $2 ORDER BY login LIMIT $3`,
      [merchantId, page.after, page.limit],
    );
    return found.rows.map(userRow);
  }

  async hasMerchant(merchantId: string): Promise<boolean> {
    const found = await this.database.pool.query('SELECT FROM merchant WHERE merchant_id = $1', [merchantId]);
    return found.rows.length > 0;
  }

  /** False where the login is taken. */
  async add(
    user: UserFields & { merchantId: string; passwordHash: string },
    by: { whom: string; atMs: number },
  ): Promise<boolean> {
    return await this.database.transaction(async (client) => {
      const added = await client.query(
        `INSERT INTO headquarters_user (merchant_id, login, name, password_hash, scope, rights, created_at_ms,
           updated_at_ms)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7) ON CONFLICT (merchant_id, login) DO NOTHING`,
        [user.merchantId, user.login, user.name, user.passwordHash, user.scope, user.rights, by.atMs],
      );
      if (added.rowCount !== 1) return false;
      await remember(client, user, { event: 'created', ...by });
      return true;
    });
  }

  /** Changes a user that was not revoked and ends its sessions; false where there is none. */
  async change(
    key: { merchantId: string; login: string },
    change: Partial<Pick<UserRow, 'name' | 'scope' | 'rights' | 'passwordHash'>>,
    by: { event: UserEvent; whom: string; atMs: number },
  ): Promise<boolean> {
    return await this.database.transaction(async (client) => {
      const changed = await client.query(
        `UPDATE headquarters_user SET name = coalesce($3, name), scope = coalesce($4, scope),
           rights = coalesce($5, rights), password_hash = coalesce($6, password_hash), updated_at_ms = $7,
           revoked_at_ms = CASE WHEN $8 THEN $7::bigint END, tried_count = 0, locked_until_ms = 0
         WHERE merchant_id = $1 AND login = $2 AND revoked_at_ms IS NULL`,
        [
          key.merchantId,
          key.login,
          change.name ?? null,
          change.scope ?? null,
          change.rights ?? null,
          change.passwordHash ?? null,
          by.atMs,
          by.event === 'revoked',
        ],
      );
      if (changed.rowCount !== 1) return false;
      await remember(client, key, by);
      await client.query('DELETE FROM headquarters_session WHERE merchant_id = $1 AND login = $2', [
        key.merchantId,
        key.login,
      ]);
      return true;
    });
  }

  /**
   * Counts a sign-in before its password is looked at, so that guesses at the same time count one by one. Undefined
   * where nobody bears the login, or it is revoked or locked. The last try that is allowed locks what follows; a
   * good sign-in (`openSession`) unlocks.
   */
  async beginTry(
    key: { merchantId: string; login: string },
    bounds: { triesMax: number; lockMs: number; nowMs: number },
  ): Promise<UserRow | undefined> {
    return await this.database.statement(async (pool) => {
      const found = await pool.query<StoredRow>(
        `UPDATE headquarters_user u SET
           tried_count = CASE WHEN tried_count + 1 >= $3 THEN 0 ELSE tried_count + 1 END,
           locked_until_ms = CASE WHEN tried_count + 1 >= $3 THEN $4::bigint ELSE 0 END
         WHERE merchant_id = $1 AND login = $2 AND revoked_at_ms IS NULL AND locked_until_ms <= $5
         RETURNING ${columns}`,
        [key.merchantId, key.login, bounds.triesMax, bounds.nowMs + bounds.lockMs, bounds.nowMs],
      );
      return found.rows.map(userRow)[0];
    });
  }

  async rememberLocked(key: { merchantId: string; login: string }, atMs: number): Promise<void> {
    await this.database.transaction(async (client) => {
      await client.query('SELECT FROM headquarters_user WHERE merchant_id = $1 AND login = $2 FOR UPDATE', [
        key.merchantId,
        key.login,
      ]);
      await remember(client, key, { event: 'locked', whom: 'sign-in', atMs });
    });
  }

  /** False where the user was changed or revoked since the password was read. The oldest sessions make room. */
  async openSession(
    user: UserRow,
    session: { tokenHash: Buffer; nowMs: number; expiresAtMs: number; perUserMax: number },
  ): Promise<boolean> {
    return await this.database.transaction(async (client) => {
      const held = await client.query(
        `UPDATE headquarters_user SET tried_count = 0, locked_until_ms = 0
         WHERE merchant_id = $1 AND login = $2 AND revoked_at_ms IS NULL AND password_hash = $3`,
        [user.merchantId, user.login, user.passwordHash],
      );
      if (held.rowCount !== 1) return false;
      await client.query(
        `DELETE FROM headquarters_session WHERE merchant_id = $1 AND login = $2 AND (expires_at_ms <= $3
           OR token_hash IN (SELECT token_hash FROM headquarters_session WHERE merchant_id = $1 AND login = $2
             ORDER BY created_at_ms DESC, token_hash OFFSET $4))`,
        [user.merchantId, user.login, session.nowMs, session.perUserMax - 1],
      );
      await client.query(
        `INSERT INTO headquarters_session (token_hash, merchant_id, login, created_at_ms, expires_at_ms)
         VALUES ($1, $2, $3, $4, $5)`,
        [session.tokenHash, user.merchantId, user.login, session.nowMs, session.expiresAtMs],
      );
      return true;
    });
  }

  async userOfSession(tokenHash: Buffer, nowMs: number): Promise<UserRow | undefined> {
    const found = await this.database.pool.query<StoredRow>(
      `SELECT ${columns} FROM headquarters_session s JOIN headquarters_user u USING (merchant_id, login)
       WHERE s.token_hash = $1 AND s.expires_at_ms > $2 AND u.revoked_at_ms IS NULL`,
      [tokenHash, nowMs],
    );
    return found.rows.map(userRow)[0];
  }

  async endSession(tokenHash: Buffer): Promise<void> {
    await this.database.pool.query('DELETE FROM headquarters_session WHERE token_hash = $1', [tokenHash]);
  }
}

/** The user's row is locked by this transaction, so its steps are counted one after the other. */
async function remember(
  client: PoolClient,
  key: { merchantId: string; login: string },
  by: { event: UserEvent; whom: string; atMs: number },
): Promise<void> {
  await client.query(
    `INSERT INTO headquarters_user_history (merchant_id, login, step, event, scope, rights, by_whom, at_ms)
     SELECT merchant_id, login, 1 + (SELECT count(*) FROM headquarters_user_history h
         WHERE h.merchant_id = u.merchant_id AND h.login = u.login), $3, scope, rights, $4, $5
     FROM headquarters_user u WHERE merchant_id = $1 AND login = $2`,
    [key.merchantId, key.login, by.event, by.whom, by.atMs],
  );
}

function userRow(row: StoredRow): UserRow {
  return {
    ...row,
    lockedUntilMs: Number(row.lockedUntilMs),
    revokedAtMs: row.revokedAtMs === null ? null : Number(row.revokedAtMs),
  };
}
