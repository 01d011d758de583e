import { afterAll, beforeAll, expect, test } from 'vitest';
import { article, noDeadline, openTestHeadquarters, type TestHeadquarters } from './headquarters.fixture.ts';
import type { HeadquartersUser } from './headquarters-rights.ts';

let hq: TestHeadquarters;
let boss: HeadquartersUser;
let north: HeadquartersUser;
let managerA: HeadquartersUser;

beforeAll(async () => {
  hq = await openTestHeadquarters();
  boss = await hq.userAt('');
  north = await hq.userAt('region/north');
  managerA = await hq.userAt('store/store-a');
});
afterAll(() => hq.close());

const names = { name: '名', nameEn: 'Name' };
const notYours = { code: 'HEADQUARTERS_NOT_YOURS' };
const putRegion = (user: HeadquartersUser, regionId: string, parentId: string | null) =>
  hq.tree.putRegion(user, { regionId, parentId, ...names }, noDeadline);
const putStore = (user: HeadquartersUser, storeId: string, regionId: string | null) =>
  hq.tree.putStore(user, { storeId, regionId, ...names, receipt: undefined }, noDeadline);
const putTill = (user: HeadquartersUser, terminalId: string, storeId: string, cardTerminalId: string) =>
  hq.tree.putTerminal(user, { terminalId, storeId, name: '机', cardTerminalId }, noDeadline);

test('a region that moves makes the agents of its stores begin anew along the new path', async () => {
  const path = ['', 'region/north', 'region/city', 'store/store-a'];
  const before = await hq.pulls.newestVersion({ merchantId: 'm1', storeId: 'store-a' });
  await putRegion(boss, 'city', 'south');
  const newest = await hq.pulls.newestVersion({ merchantId: 'm1', storeId: 'store-a' });
  // The agent hears of it by the version that its next probe brings.
  expect(newest).toBeGreaterThan(before);
  expect(await hq.pull('store-a', before, path)).toMatchObject({
    restart: true,
    path: ['', 'region/south', 'region/city', 'store/store-a'],
  });
  await putRegion(boss, 'city', 'north');
  expect((await hq.pull('store-a', before, path)).restart).toBe(false);
});

test('regions lie in no ring and not too deep', async () => {
  const bad = { code: 'HEADQUARTERS_BAD_REQUEST' };
  await expect(putRegion(boss, 'north', 'city')).rejects.toMatchObject(bad);
  await expect(putRegion(boss, 'city', 'city')).rejects.toMatchObject(bad);
  await expect(putRegion(boss, 'lost', 'none')).rejects.toMatchObject(notYours);
  let parent = 'south';
  for (let depth = 2; depth <= 16; depth++) {
    await putRegion(boss, `deep-${depth}`, parent);
    parent = `deep-${depth}`;
  }
  await expect(putRegion(boss, 'too-deep', parent)).rejects.toMatchObject(bad);
  for (let depth = 16; depth >= 2; depth--) await hq.tree.removeRegion(boss, `deep-${depth}`, noDeadline);
});

test('nobody makes, moves or changes what the own node does not hold at both ends', async () => {
  await putRegion(north, 'suburb', 'north');
  await putStore(north, 'store-n', 'suburb');
  await putRegion(north, 'suburb', 'city');
  await putRegion(north, 'north', null);
  await expect(putRegion(north, 'suburb', 'south')).rejects.toMatchObject(notYours);
  await expect(putRegion(north, 'fresh', null)).rejects.toMatchObject(notYours);
  await expect(putRegion(north, 'south', 'north')).rejects.toMatchObject(notYours);
  await expect(putStore(north, 'store-n', null)).rejects.toMatchObject(notYours);
  await expect(putStore(north, 'store-b', 'north')).rejects.toMatchObject(notYours);
  await expect(hq.tree.removeRegion(north, 'north', noDeadline)).rejects.toMatchObject(notYours);
  await putStore(managerA, 'store-a', 'city');
  await expect(putStore(managerA, 'store-a', null)).rejects.toMatchObject(notYours);
  await expect(putTill(managerA, 'till-b1', 'store-a', '10000009')).rejects.toMatchObject(notYours);
});

test('a region goes only when it is empty, and its settings with it', async () => {
  const inUse = { code: 'HEADQUARTERS_TREE_IN_USE' };
  await expect(hq.tree.removeRegion(boss, 'suburb', noDeadline)).rejects.toMatchObject(inUse);
  await putRegion(boss, 'empty', 'north');
  const change = { scope: 'region/empty', kind: 'article', settingId: 'n1', value: article() };
  await hq.settings.apply(
    boss,
    { changes: [change], baseVersion: await hq.version(), note: '', dryRun: false },
    noDeadline,
  );
  await hq.users.create(
    { kind: 'platform', whom: 'command', merchantId: 'm1' },
    { login: 'sitter', name: 'x', scope: 'region/empty', rights: ['read'], password: 'a long password' },
  );
  await expect(hq.tree.removeRegion(boss, 'empty', noDeadline)).rejects.toMatchObject(inUse);
  await hq.users.revoke({ kind: 'platform', whom: 'command', merchantId: 'm1' }, 'sitter');
  expect(await hq.tree.removeRegion(boss, 'empty', noDeadline)).toMatchObject({ changed: 0, removed: 1 });
});

test('a store’s own words reach its tills, and its receipt stays where it is not given', async () => {
  await putStore(boss, 'store-a', 'city');
  const { changes } = await hq.pull('store-a');
  const store = changes.find(({ kind }) => kind === 'store')!;
  expect(JSON.parse(store.valueJson)).toMatchObject({
    name: '名',
    receiptHeader: ['晨光便利'],
    speakerDevice: 'speaker-a',
    currency: 'CNY',
  });
});

test('a till that never sold moves with its settings; one that sold stays', async () => {
  const change = { scope: 'terminal/till-a2', kind: 'article', settingId: 'n1', value: article() };
  await hq.settings.apply(
    boss,
    { changes: [change], baseVersion: await hq.version(), note: '', dryRun: false },
    noDeadline,
  );
  const versionB = await hq.version();
  await putTill(boss, 'till-a2', 'store-b', '10000002');
  const path = ['', 'region/south', 'store/store-b'];
  const changes = (await hq.pull('store-b', versionB, path)).changes;
  expect(changes.map(({ scope, kind }) => [scope, kind])).toEqual([
    ['store/store-b', 'terminal'],
    ['terminal/till-a2', 'article'],
  ]);
  const goneFromA = (await hq.pull('store-a')).changes.find(({ settingId }) => settingId === 'till-a2');
  expect(goneFromA?.valueJson).toBe('');

  await expect(putTill(boss, 'till-a1', 'store-a', '10000003')).rejects.toMatchObject({
    code: 'HEADQUARTERS_BAD_REQUEST',
  });
  await hq.database.pool.query(
    `INSERT INTO terminal_journal (merchant_id, terminal_id, store_id, last_sequence, last_hash)
     VALUES ('m1', 'till-a1', 'store-a', 1, '\\x00')`,
  );
  const inUse = { code: 'HEADQUARTERS_TREE_IN_USE' };
  await expect(putTill(boss, 'till-a1', 'store-b', '10000001')).rejects.toMatchObject(inUse);
  await expect(hq.tree.removeTerminal(boss, 'till-a1', noDeadline)).rejects.toMatchObject(inUse);
  await putTill(managerA, 'till-a1', 'store-a', '10000001');
  expect(await hq.tree.removeTerminal(boss, 'till-a2', noDeadline)).toMatchObject({ removed: 2, changed: 0 });
});
