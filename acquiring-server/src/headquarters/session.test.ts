import { FakeClock, silentLog } from '@qiantai/foundation';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/test-database.ts';
import { secretBox } from '../merchants/secret-box.ts';
import { applySeed } from '../seed/apply-seed.ts';
import { sampleSeed } from '../seed/sample-seed.fixture.ts';
import type { HeadquartersRight } from './headquarters-rights.ts';
import { MerchantTree } from './merchant-tree.ts';
import { HeadquartersSessions, userOfRow } from './session.ts';
import { HeadquartersUsers, type UserKeeper } from './users.ts';

const platform: UserKeeper = { kind: 'platform', whom: 'command', merchantId: 'm1' };
const password = 'a good long password';
let database: Database;
let clock: FakeClock;
let sessions: HeadquartersSessions;
let users: HeadquartersUsers;

beforeAll(async () => {
  database = await openTestDatabase();
  clock = new FakeClock();
  await applySeed({ database, secretBox: secretBox(Buffer.alloc(32, 7)), clock, log: silentLog }, sampleSeed());
  sessions = new HeadquartersSessions({ database, clock, log: silentLog });
  users = new HeadquartersUsers({ database, clock });
  await users.create(platform, { ...manager('boss', ''), password });
});
afterAll(() => database.close());

function manager(login: string, scope: string, rights: HeadquartersRight[] = ['read', 'catalogue', 'users']) {
  return { login, name: login, scope, rights };
}

const signIn = (login: string, given = password) => sessions.signIn({ merchantId: 'm1', login, password: given });
const failed = { code: 'HEADQUARTERS_SIGN_IN_FAILED' };

test('who signs in is known by the token until signing out', async () => {
  const { token, user } = await signIn('boss');
  expect(user).toMatchObject({ merchantId: 'm1', login: 'boss', scope: '' });
  expect((await sessions.userOf(token)).canSee('store-a')).toBe(true);
  await sessions.signOut(token);
  await expect(sessions.userOf(token)).rejects.toMatchObject({ code: 'HEADQUARTERS_SESSION_OVER' });
  await expect(sessions.userOf('')).rejects.toMatchObject({ code: 'HEADQUARTERS_SESSION_OVER' });
});

test('tables hold neither password nor token', async () => {
  const { token } = await signIn('boss');
  const rows = await database.pool.query(
    'SELECT u::text AS row FROM headquarters_user u UNION ALL SELECT s::text FROM headquarters_session s',
  );
  const text = JSON.stringify(rows.rows);
  expect(text).not.toContain(password);
  expect(text).not.toContain(token);
  expect(text).not.toContain(Buffer.from(token).toString('hex'));
});

test('a session ends with its time, and the oldest of many makes room', async () => {
  const tokens: string[] = [];
  for (let count = 0; count < 11; count++) {
    await clock.advance(1);
    tokens.push((await signIn('boss')).token);
  }
  await expect(sessions.userOf(tokens[0]!)).rejects.toMatchObject({ code: 'HEADQUARTERS_SESSION_OVER' });
  await sessions.userOf(tokens[1]!);
  await clock.advance(12 * 3_600_000);
  await expect(sessions.userOf(tokens[10]!)).rejects.toMatchObject({ code: 'HEADQUARTERS_SESSION_OVER' });
});

test('five wrong passwords, even at once, lock the login for a quarter of an hour', async () => {
  await users.create(platform, { ...manager('locked', 'store/store-a'), password });
  await Promise.all(
    Array.from({ length: 8 }, () => expect(signIn('locked', 'wrong one')).rejects.toMatchObject(failed)),
  );
  await expect(signIn('locked')).rejects.toMatchObject(failed);
  const events = await database.pool.query("SELECT event FROM headquarters_user_history WHERE login = 'locked'");
  expect(events.rows.map((row) => row.event)).toEqual(['created', 'locked']);
  await clock.advance(15 * 60_000);
  await signIn('locked');
  for (let count = 0; count < 4; count++) await expect(signIn('locked', 'wrong')).rejects.toMatchObject(failed);
  await signIn('locked');
  await expect(signIn('nobody')).rejects.toMatchObject(failed);
});

test('a change, a new password or a revocation ends the sessions', async () => {
  await users.create(platform, { ...manager('mover', 'store/store-a'), password });
  const first = await signIn('mover');
  expect([first.user.canSee('store/store-a'), first.user.canSee(''), first.user.canSee('store-b')]).toEqual([
    true,
    false,
    false,
  ]);
  await users.change(platform, manager('mover', 'store/store-b'));
  await expect(sessions.userOf(first.token)).rejects.toMatchObject({ code: 'HEADQUARTERS_SESSION_OVER' });
  const second = await signIn('mover');
  await expect(
    users.changeOwnPassword(second.user, { present: 'not it', password: 'another long password' }),
  ).rejects.toMatchObject(failed);
  await users.changeOwnPassword(second.user, { present: password, password: 'another long password' });
  await expect(sessions.userOf(second.token)).rejects.toMatchObject({ code: 'HEADQUARTERS_SESSION_OVER' });
  await expect(signIn('mover')).rejects.toMatchObject(failed);
  const third = await signIn('mover', 'another long password');
  await users.revoke(platform, 'mover');
  await expect(sessions.userOf(third.token)).rejects.toMatchObject({ code: 'HEADQUARTERS_SESSION_OVER' });
  await expect(signIn('mover', 'another long password')).rejects.toMatchObject(failed);
  await expect(users.create(platform, { ...manager('mover', ''), password })).rejects.toMatchObject({
    code: 'HEADQUARTERS_USER_EXISTS',
  });
});

test('a keeper makes users within its node and rights only', async () => {
  await users.create(platform, { ...manager('keeper', 'store/store-a'), password });
  const keeper: UserKeeper = { kind: 'user', user: (await signIn('keeper')).user };
  await users.create(keeper, { ...manager('helper', 'store/store-a', ['read']), password });
  const refused = [
    [manager('x1', 'store/store-b', ['read']), 'HEADQUARTERS_NOT_YOURS'],
    [manager('x2', '', ['read']), 'HEADQUARTERS_NOT_YOURS'],
    [manager('x3', 'store/store-a', ['risk']), 'HEADQUARTERS_FORBIDDEN'],
    [manager('x4', 'terminal/till-a1', ['read']), 'HEADQUARTERS_BAD_REQUEST'],
    [manager('X 5', 'store/store-a', ['read']), 'HEADQUARTERS_BAD_REQUEST'],
    [manager('helper', 'store/store-a', ['read']), 'HEADQUARTERS_USER_EXISTS'],
  ] as const;
  for (const [fields, code] of refused) {
    await expect(users.create(keeper, { ...fields, password })).rejects.toMatchObject({ code });
  }
  await expect(
    users.create(keeper, { ...manager('x6', 'store/store-a', ['read']), password: 'short' }),
  ).rejects.toMatchObject({ code: 'HEADQUARTERS_BAD_REQUEST' });
  for (const login of ['boss', 'keeper', 'nobody']) {
    await expect(users.revoke(keeper, login)).rejects.toMatchObject({ code: 'HEADQUARTERS_USER_NOT_FOUND' });
  }
  const { users: seen } = await users.list(keeper, { after: '', limit: 10 });
  expect(seen.map((user) => user.login)).toEqual(['helper', 'keeper', 'locked']);
  expect(await users.list(keeper, { after: '', limit: 1 })).toMatchObject({ users: [{ login: 'helper' }], more: true });
  const elsewhere: UserKeeper = { kind: 'platform', whom: 'command', merchantId: 'm9' };
  await expect(users.create(elsewhere, { ...manager('yy', ''), password })).rejects.toMatchObject({
    code: 'HEADQUARTERS_MERCHANT_UNKNOWN',
  });
});

test('no user ever sees outside of its subtree', () => {
  const size = 8;
  const tree = fc.record({
    parents: fc.array(fc.nat(size), { minLength: size, maxLength: size }),
    stores: fc.array(fc.nat(size), { minLength: 1, maxLength: 8 }),
    tills: fc.array(fc.nat(7), { maxLength: 8 }),
  });
  fc.assert(
    fc.property(tree, fc.nat(100), (shape, pick) => {
      // A parent with a lower number, or the chain: no rings.
      const regions = shape.parents.map((parent, index) => ({
        regionId: `r${index}`,
        parentId: parent < index ? `r${parent}` : null,
        name: '',
        nameEn: '',
      }));
      const stores = shape.stores.map((region, index) => ({
        storeId: `s${index}`,
        regionId: region < size ? `r${region}` : null,
        name: '',
        nameEn: '',
      }));
      const terminals = shape.tills.map((store, index) => ({
        terminalId: `t${index}`,
        storeId: `s${store % stores.length}`,
        name: '',
        cardTerminalId: '',
      }));
      const tree = new MerchantTree({ regions, stores, terminals });
      const scopes = tree.subtreeOf('');
      expect(scopes).toHaveLength(1 + regions.length + stores.length + terminals.length);
      const node = scopes[pick % scopes.length]!;
      const user = userOfRow({ merchantId: 'm', login: 'u', name: '', scope: node, rights: ['read'] }, tree);
      // Told apart by walking down from the node, while canSee walks up.
      const below = new Set(tree.subtreeOf(node));
      for (const scope of scopes) expect(user.canSee(scope)).toBe(below.has(scope));
      expect(user.canSee('store/none') || user.canSee('region/none') || user.canSee('nonsense')).toBe(false);
    }),
    { seed: 20, numRuns: 200 },
  );
});
