/**
 * Makes, changes and revokes users of headquarters. The platform (an operator, a command, a seed) may everything; a
 * user with the right `users` only at its node and below, and gives no right that it has not itself.
 */
import type { Clock } from '@qiantai/foundation';
import { z } from 'zod';
import type { Database } from '../db/database.ts';
import { serverError } from '../errors.ts';
import { type HeadquartersUser, passwordSchema, type UserFields, userFieldsSchema } from './headquarters-rights.ts';
import { nobodysHash, SecretHashes } from './secret-hashes.ts';
import { readTree } from './tree-store.ts';
import { type UserRow, UserStore } from './user-store.ts';

/** Who does it. */
export type UserKeeper =
  | { kind: 'platform'; whom: string; merchantId: string }
  | { kind: 'user'; user: HeadquartersUser };

export type ListedUser = UserFields & { lockedUntilMs: number; revokedAtMs: number | null };

const pageMax = 500;

export class HeadquartersUsers {
  private readonly database: Database;
  private readonly clock: Pick<Clock, 'nowMs'>;
  private readonly store: UserStore;
  private readonly hashes: SecretHashes;

  constructor(options: { database: Database; clock: Pick<Clock, 'nowMs'>; hashes?: SecretHashes }) {
    this.database = options.database;
    this.clock = options.clock;
    this.store = new UserStore(options.database);
    this.hashes = options.hashes ?? new SecretHashes();
  }

  /** @throws CodedError HEADQUARTERS_BAD_REQUEST, HEADQUARTERS_NOT_YOURS, HEADQUARTERS_FORBIDDEN, HEADQUARTERS_USER_EXISTS, HEADQUARTERS_MERCHANT_UNKNOWN */
  async create(keeper: UserKeeper, given: UserFields & { password: string }): Promise<void> {
    const { password, ...fields } = given;
    const user = checked(userFieldsSchema, fields);
    const merchantId = merchantOf(keeper);
    await this.checkPlace(keeper, user);
    const passwordHash = await this.hashes.hash(checked(passwordSchema, password, 'a password of 10 to 200 letters'));
    const added = await this.store.add({ ...user, merchantId, passwordHash }, this.by(keeper));
    if (!added) throw serverError('HEADQUARTERS_USER_EXISTS', { login: user.login });
  }

  /** @throws CodedError as `create`; HEADQUARTERS_USER_NOT_FOUND */
  async change(keeper: UserKeeper, given: UserFields): Promise<void> {
    const { login, ...fields } = checked(userFieldsSchema, given);
    const key = await this.changeable(keeper, login);
    await this.checkPlace(keeper, fields);
    await this.store.change(key, fields, { event: 'changed', ...this.by(keeper) });
  }

  /** @throws CodedError HEADQUARTERS_BAD_REQUEST, HEADQUARTERS_USER_NOT_FOUND */
  async setPassword(keeper: UserKeeper, given: { login: string; password: string }): Promise<void> {
    const key = await this.changeable(keeper, given.login);
    await this.putPassword(keeper, key, given.password);
  }

  /**
   * One's own, which ends one's sessions.
   * @throws CodedError HEADQUARTERS_SIGN_IN_FAILED where the present one is wrong, HEADQUARTERS_BAD_REQUEST
   */
  async changeOwnPassword(user: HeadquartersUser, given: { present: string; password: string }): Promise<void> {
    const row = await this.store.find(user.merchantId, user.login);
    const right = await this.hashes.verify(row?.passwordHash ?? nobodysHash, given.present.slice(0, 200));
    if (!row || !right) throw serverError('HEADQUARTERS_SIGN_IN_FAILED');
    await this.putPassword({ kind: 'user', user }, row, given.password);
  }

  /** @throws CodedError HEADQUARTERS_USER_NOT_FOUND */
  async revoke(keeper: UserKeeper, login: string): Promise<void> {
    const key = await this.changeable(keeper, login);
    await this.store.change(key, {}, { event: 'revoked', ...this.by(keeper) });
  }

  /** Those that the keeper may see, in the order of their logins. */
  async list(
    keeper: UserKeeper,
    page: { after: string; limit: number },
  ): Promise<{ users: ListedUser[]; more: boolean }> {
    const limit = Math.min(page.limit, pageMax);
    const users: ListedUser[] = [];
    for (let after = page.after; ; ) {
      const rows = await this.store.list(merchantOf(keeper), { after, limit: pageMax });
      for (const row of rows) {
        if (keeper.kind === 'user' && !keeper.user.canSee(row.scope)) continue;
        if (users.length === limit) return { users, more: true };
        const { login, name, scope, rights, lockedUntilMs, revokedAtMs } = row;
        users.push({ login, name, scope, rights, lockedUntilMs, revokedAtMs });
      }
      const last = rows.at(-1);
      if (!last || rows.length < pageMax) return { users, more: false };
      after = last.login;
    }
  }

  private async putPassword(
    keeper: UserKeeper,
    key: { merchantId: string; login: string },
    password: string,
  ): Promise<void> {
    const passwordHash = await this.hashes.hash(checked(passwordSchema, password, 'a password of 10 to 200 letters'));
    await this.store.change(key, { passwordHash }, { event: 'password_changed', ...this.by(keeper) });
  }

  private async changeable(keeper: UserKeeper, login: string): Promise<UserRow> {
    const row = await this.store.find(merchantOf(keeper), login);
    const within =
      row && (keeper.kind === 'platform' || (keeper.user.canSee(row.scope) && hasAll(keeper.user, row.rights)));
    if (!row || row.revokedAtMs !== null || !within || isOneself(keeper, login)) {
      throw serverError('HEADQUARTERS_USER_NOT_FOUND', { login: login.slice(0, 64) });
    }
    return row;
  }

  private async checkPlace(keeper: UserKeeper, { scope, rights }: Pick<UserFields, 'scope' | 'rights'>): Promise<void> {
    const merchantId = merchantOf(keeper);
    if (scope.startsWith('terminal/')) {
      throw serverError('HEADQUARTERS_BAD_REQUEST', { why: 'nobody sits at a terminal; name its store' });
    }
    if (keeper.kind === 'user') {
      const { user } = keeper;
      if (!user.canSee(scope)) throw serverError('HEADQUARTERS_NOT_YOURS', { login: user.login, scope });
      const right = rights.find((one) => !user.rights.has(one));
      if (right) throw serverError('HEADQUARTERS_FORBIDDEN', { login: user.login, right });
      return;
    }
    if (!(await this.store.hasMerchant(merchantId))) {
      throw serverError('HEADQUARTERS_MERCHANT_UNKNOWN', { merchantId: merchantId.slice(0, 64) });
    }
    if (!(await readTree(this.database.pool, merchantId)).has(scope)) {
      throw serverError('HEADQUARTERS_NOT_YOURS', { login: keeper.whom, scope });
    }
  }

  private by(keeper: UserKeeper): { whom: string; atMs: number } {
    return { whom: keeper.kind === 'user' ? keeper.user.whom : keeper.whom, atMs: this.clock.nowMs() };
  }
}

function merchantOf(keeper: UserKeeper): string {
  return keeper.kind === 'user' ? keeper.user.merchantId : keeper.merchantId;
}

function hasAll(user: HeadquartersUser, rights: UserFields['rights']): boolean {
  return rights.every((right) => user.rights.has(right));
}

/** Nobody changes one's own rights or revokes oneself. */
function isOneself(keeper: UserKeeper, login: string): boolean {
  return keeper.kind === 'user' && keeper.user.login === login;
}

function checked<Output>(schema: z.ZodType<Output>, value: unknown, what?: string): Output {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const why = what ?? z.prettifyError(parsed.error).replaceAll('\n', ' ').slice(0, 300);
  throw serverError('HEADQUARTERS_BAD_REQUEST', { why });
}
