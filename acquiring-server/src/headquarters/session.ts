/**
 * People of a merchant sign in with merchant, login and password, and are known by a token until they sign out,
 * it is over, or their user is changed or revoked. The server keeps the token's hash only.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Clock, Log } from '@qiantai/foundation';
import type { Database } from '../db/database.ts';
import { serverError } from '../errors.ts';
import type { HeadquartersUser } from './headquarters-rights.ts';
import type { MerchantTree } from './merchant-tree.ts';
import { nobodysHash, SecretHashes } from './secret-hashes.ts';
import { readTree } from './tree-store.ts';
import { type UserRow, UserStore } from './user-store.ts';

/** A working day and some more. */
const sessionMs = 12 * 3_600_000;
const sessionsPerUserMax = 10;
const triesMax = 5;
const lockMs = 15 * 60_000;
const tokenPattern = /^[A-Za-z0-9_-]{43}$/;

export interface SessionOptions {
  database: Database;
  /** The machine's clock: sessions are for people, whatever time the shop plays at. */
  clock: Pick<Clock, 'nowMs'>;
  log: Log;
  hashes?: SecretHashes;
}

export class HeadquartersSessions {
  private readonly options: SessionOptions;
  private readonly store: UserStore;
  private readonly hashes: SecretHashes;

  constructor(options: SessionOptions) {
    this.options = options;
    this.store = new UserStore(options.database);
    this.hashes = options.hashes ?? new SecretHashes();
  }

  /** @throws CodedError HEADQUARTERS_SIGN_IN_FAILED, HEADQUARTERS_BUSY */
  async signIn(given: {
    merchantId: string;
    login: string;
    password: string;
  }): Promise<{ token: string; user: HeadquartersUser; expiresAtMs: number }> {
    const { clock, log, database } = this.options;
    const nowMs = clock.nowMs();
    const { merchantId, login, password } = given;
    const row = await this.store.beginTry({ merchantId, login }, { triesMax, lockMs, nowMs });
    const right = await this.hashes.verify(row?.passwordHash ?? nobodysHash, password.slice(0, 200));
    const token = randomBytes(32).toString('base64url');
    const session = { tokenHash: hashOf(token), nowMs, expiresAtMs: nowMs + sessionMs, perUserMax: sessionsPerUserMax };
    if (!row || !right || !(await this.store.openSession(row, session))) {
      if (row && row.lockedUntilMs > 0) await this.store.rememberLocked(row, nowMs);
      log.warn({ merchantId: merchantId.slice(0, 64), login: login.slice(0, 64) }, 'headquarters.sign_in_failed');
      throw serverError('HEADQUARTERS_SIGN_IN_FAILED');
    }
    log.info({ merchantId, login }, 'headquarters.signed_in');
    return {
      token,
      user: userOfRow(row, await readTree(database.pool, merchantId)),
      expiresAtMs: session.expiresAtMs,
    };
  }

  /** @throws CodedError HEADQUARTERS_SESSION_OVER */
  async userOf(token: string): Promise<HeadquartersUser> {
    const { clock, database } = this.options;
    const row = tokenPattern.test(token) ? await this.store.userOfSession(hashOf(token), clock.nowMs()) : undefined;
    if (!row) throw serverError('HEADQUARTERS_SESSION_OVER');
    return userOfRow(row, await readTree(database.pool, row.merchantId));
  }

  async signOut(token: string): Promise<void> {
    if (tokenPattern.test(token)) await this.store.endSession(hashOf(token));
  }
}

/** A user whose node is gone sees nothing. */
export function userOfRow(
  row: Pick<UserRow, 'merchantId' | 'login' | 'name' | 'scope' | 'rights'>,
  tree: MerchantTree,
): HeadquartersUser {
  const { merchantId, login, name, scope, rights } = row;
  return {
    merchantId,
    login,
    whom: `user:${login}`,
    name,
    scope,
    rights: new Set(rights),
    tree,
    canSee: (asked) => {
      const bareStoreId = asked !== '' && !asked.includes('/');
      return tree.isWithin(bareStoreId ? `store/${asked}` : asked, scope);
    },
  };
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
