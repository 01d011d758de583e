import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verify } from '@node-rs/argon2';
import { FakeClock, silentLog } from '@qiantai/foundation';
import { settingChangeHash, settingValueSchemas } from '@qiantai/protos';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/test-database.ts';
import { MerchantStore } from '../merchants/merchant-store.ts';
import { secretBox } from '../merchants/secret-box.ts';
import { SpeakerStore } from '../merchants/speaker-store.ts';
import { SettingsStore } from '../sync/settings-store.ts';
import { applySeed, applySeedFile, type SeedContext } from './apply-seed.ts';
import { seedFaults } from './check-seed.ts';
import { sampleArticle, sampleSeed } from './sample-seed.fixture.ts';

const box = secretBox(Buffer.alloc(32, 7));
const storeA = { merchantId: 'm1', storeId: 'store-a' };
const storeB = { merchantId: 'm1', storeId: 'store-b' };

let database: Database;
let context: SeedContext;
let settings: SettingsStore;

beforeAll(async () => {
  database = await openTestDatabase();
  context = { database, secretBox: box, clock: new FakeClock(), log: silentLog };
  settings = new SettingsStore(database);
});
afterAll(() => database.close());

const all = async (store: typeof storeA, afterVersion = 0) =>
  (await settings.changesAfter(store, { afterVersion, limit: 2000, path: ['', `store/${store.storeId}`] })).changes;

describe('the seed of a chain', () => {
  test('each store gets its own settings and what all stores have, never a PIN', async () => {
    await applySeed(context, sampleSeed());
    const ofA = await all(storeA);
    expect(ofA.map((change) => `${change.kind} ${change.settingId}`)).toEqual([
      'store store-a',
      'terminal till-a1',
      'terminal till-a2',
      'operator op-1',
      'tender_policy default',
      'article a1',
      'article a2',
      'article a3',
    ]);
    expect((await all(storeB)).filter((change) => change.kind === 'operator')).toHaveLength(2);
    for (const change of ofA) settingValueSchemas[change.kind].parse(JSON.parse(change.valueJson));
    const operator = settingValueSchemas.operator.parse(
      JSON.parse(ofA.find((change) => change.kind === 'operator')!.valueJson),
    );
    expect(await verify(operator.pinHash, '1234')).toBe(true);
    expect(await verify(operator.pinHash, '4321')).toBe(false);
  });

  test('whoever names another change under a version is of another history, and begins anew', async () => {
    const changes = await all(storeA);
    const [held] = changes.slice(-2);
    if (!held) throw new Error('the seed gave nothing');
    const { version, scope, kind, settingId: id, valueJson } = held;
    const askWith = async (afterChangeHash: string) => {
      const path = ['', `store/${storeA.storeId}`];
      return await settings.changesAfter(storeA, { afterVersion: version, limit: 10, path, afterChangeHash });
    };
    const same = await askWith(settingChangeHash({ version, scope, kind, id, valueJson }));
    expect(same).toMatchObject({ restart: false, otherHistory: false });
    expect(same.changes).toHaveLength(1);
    const other = await askWith(settingChangeHash({ version, scope, kind, id, valueJson: `${valueJson} ` }));
    expect(other).toMatchObject({ restart: true, otherHistory: true, changes: [] });
    expect(await askWith('')).toMatchObject({ restart: false, otherHistory: false });
  });

  test('applied again it changes nothing', async () => {
    const before = await settings.newestVersion(storeA);
    await applySeed(context, sampleSeed());
    await database.pool.query('UPDATE merchant SET seed_fingerprint = NULL');
    await applySeed(context, sampleSeed());
    expect(await settings.newestVersion(storeA)).toBe(before);
  });

  test('what changed gets a new version, what is gone is removed first, the rest stays', async () => {
    const before = await settings.newestVersion(storeA);
    const seed = sampleSeed();
    await applySeed(context, {
      ...seed,
      articles: [{ ...sampleArticle(1), unitPriceMinor: '999' }, sampleArticle(3), sampleArticle(4)],
      operators: seed.operators.map((operator) => ({ ...operator, storeIds: ['store-a'] })),
    });
    const changes = await all(storeA, before);
    expect(changes.map(({ kind, settingId, valueJson }) => [kind, settingId, valueJson === ''])).toEqual([
      ['article', 'a2', true],
      ['operator', 'op-1', true],
      ['operator', 'op-1', false],
      ['operator', 'op-2', false],
      ['article', 'a1', false],
      ['article', 'a4', false],
    ]);
    expect(changes.map((change) => change.version)).toEqual(
      [...changes.map((change) => change.version)].sort((a, b) => a - b),
    );
    expect((await all(storeB, before)).map((change) => change.settingId)).toEqual(['a2', 'op-1', 'op-2', 'a1', 'a4']);
  });

  test('pages are cut anywhere without loss', async () => {
    const whole = await all(storeA);
    const paged = [];
    for (let after = 0, more = true; more; ) {
      const page = await settings.changesAfter(storeA, { afterVersion: after, limit: 2, path: ['', 'store/store-a'] });
      expect(page.changes.length).toBeLessThanOrEqual(2);
      paged.push(...page.changes);
      after = page.changes.at(-1)?.version ?? after;
      more = page.more;
    }
    expect(paged).toEqual(whole);
  });

  test('credentials are sealed in the table and open for payments', async () => {
    const merchants = new MerchantStore({ database, secretBox: box, clock: new FakeClock() });
    const found = await merchants.findChannelAccountByName('acc-wechat');
    expect(found?.account.credentials).toEqual({ mchid: '1900000001', apiV3Key: 'k'.repeat(32) });
    expect(await merchants.findChannelAccountByName('nobody')).toBeUndefined();
    expect(await merchants.findCardTerminalId('m1', 'till-b1')).toBe('10000003');
    expect((await merchants.findTerms('m1'))?.feeBasisPoints).toBe(38);
    const raw = await database.pool.query('SELECT credentials_sealed FROM channel_account');
    expect(raw.rows.some((row) => row.credentials_sealed.includes('1900000001'))).toBe(false);
    const otherKey = new MerchantStore({ database, secretBox: secretBox(Buffer.alloc(32, 8)), clock: new FakeClock() });
    await expect(otherKey.channelAccountsOf('m1')).rejects.toMatchObject({ code: 'SECRET_UNREADABLE' });
  });

  test('a sealed value does not open for another purpose or when it was changed', () => {
    const sealed = box.seal('here', Buffer.from('secret'));
    expect(box.open('here', sealed).toString()).toBe('secret');
    expect(() => box.open('there', sealed)).toThrow(expect.objectContaining({ code: 'SECRET_UNREADABLE' }));
    for (const position of [0, 5, 20, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[position] = (changed[position] as number) ^ 1;
      expect(() => box.open('here', changed)).toThrow(expect.objectContaining({ code: 'SECRET_UNREADABLE' }));
    }
    expect(() => box.open('here', Buffer.of(1, 2))).toThrow(expect.objectContaining({ code: 'SECRET_UNREADABLE' }));
  });

  test('a speaker is known by its secret', async () => {
    const speakers = new SpeakerStore({ database, secretBox: box });
    const speaker = { productKey: 'pk', deviceName: 'speaker-a' };
    expect(await speakers.speakerOfStore('m1', 'store-a')).toEqual(speaker);
    expect(await speakers.speakerOfStore('m1', 'store-b')).toBeUndefined();
    expect(await speakers.knows(speaker, 'speaker-a-secret')).toBe(true);
    expect(await speakers.knows(speaker, 'guess')).toBe(false);
    expect(await speakers.knows({ ...speaker, deviceName: 'x' }, 'speaker-a-secret')).toBe(false);
  });

  test('an account that is gone is disabled, a used activation code stays used', async () => {
    await database.pool.query(
      `UPDATE activation_code SET used_at_ms = 1, agent_id = '01890000-0000-7000-8000-000000000000'`,
    );
    await applySeed(context, sampleSeed({ channelAccounts: sampleSeed().channelAccounts.slice(0, 2) }));
    const accounts = await database.pool.query('SELECT account_id, enabled FROM channel_account ORDER BY 1');
    expect(accounts.rows.map((row) => [row.account_id, row.enabled])).toEqual([
      ['acc-alipay', true],
      ['acc-card', false],
      ['acc-wechat', true],
    ]);
    const codes = await database.pool.query('SELECT used_at_ms FROM activation_code');
    expect(codes.rows.every((row) => row.used_at_ms === 1n)).toBe(true);
  });

  test('ten thousand articles are applied by whole sets', async () => {
    const articles = Array.from({ length: 10_001 }, (_, index) => sampleArticle(index + 1));
    await applySeed(context, sampleSeed({ articles }));
    const before = await settings.newestVersion(storeA);
    articles[5000] = { ...articles[5000]!, nameZh: '新名' };
    await applySeed(context, sampleSeed({ articles }));
    expect((await all(storeA, before)).map((change) => change.settingId)).toEqual(['a5001']);
  });

  test('a seed that contradicts itself is refused with every fault, and changes nothing', async () => {
    const seed = sampleSeed();
    seed.terminals[0]!.storeId = 'nowhere';
    seed.operators[1]!.number = '1001';
    seed.activationCodes[1]!.code = seed.activationCodes[0]!.code;
    expect(seedFaults(seed)).toEqual([
      'operator numbers: 1001 stands twice',
      '1 activation codes stand twice',
      'terminal till-a1 names the store nowhere, which is not there',
    ]);
    await expect(applySeed(context, seed)).rejects.toMatchObject({ code: 'SEED_UNREADABLE' });
  });

  test('a file that is no seed is refused by name', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'qiantai-seed-'));
    const file = join(folder, 'seed.json');
    writeFileSync(file, '{"merchant": 1}');
    await expect(applySeedFile(context, file)).rejects.toMatchObject({ code: 'SEED_UNREADABLE' });
    await expect(applySeedFile(context, join(folder, 'none.json'))).rejects.toMatchObject({ code: 'SEED_UNREADABLE' });
    writeFileSync(file, JSON.stringify(sampleSeed()));
    await applySeedFile(context, file);
  });
});
