/** A chain with two regions, one in the other, for tests: users at each level, and the desks. */
import { FakeClock, SeededRandom, silentLog } from '@qiantai/foundation';
import { IdMint, type SettingValue } from '@qiantai/protos';
import { openTestDatabase } from '../db/test-database.ts';
import { deadlineAt } from '../db/within-deadline.ts';
import { secretBox } from '../merchants/secret-box.ts';
import { applySeed } from '../seed/apply-seed.ts';
import type { ChainSeed } from '../seed/chain-seed.ts';
import { sampleSeed } from '../seed/sample-seed.fixture.ts';
import { SettingsStore } from '../sync/settings-store.ts';
import { createHeadquarters } from './create-headquarters.ts';
import { headquartersRights } from './headquarters-rights.ts';
import { userOfRow } from './session.ts';
import { readTree } from './tree-store.ts';

export const testPassword = 'a good long password';

export function regionalSeed(change: Partial<ChainSeed> = {}): ChainSeed {
  const seed = sampleSeed();
  return {
    ...seed,
    regions: [
      { id: 'north', name: '北区', nameEn: 'North' },
      { id: 'city', parentId: 'north', name: '城区', nameEn: 'City' },
      { id: 'south', name: '南区', nameEn: 'South' },
    ],
    stores: seed.stores.map((store, index) => ({ ...store, regionId: index === 0 ? 'city' : 'south' })),
    headquartersUsers: (
      [
        ['boss', ''],
        ['north', 'region/north'],
        ['manager-a', 'store/store-a'],
      ] as const
    ).map(([login, scope]) => ({ login, name: login, scope, rights: [...headquartersRights], password: testPassword })),
    ...change,
  };
}

export const noDeadline = deadlineAt(Number.POSITIVE_INFINITY, new FakeClock());

export async function openTestHeadquarters(seed = regionalSeed()) {
  const database = await openTestDatabase();
  const clock = new FakeClock();
  const seedContext = { database, secretBox: secretBox(Buffer.alloc(32, 7)), clock, log: silentLog };
  await applySeed(seedContext, seed);
  const ids = new IdMint(clock, new SeededRandom('headquarters'));
  const pulls = new SettingsStore(database);
  return {
    clock,
    seedContext,
    ...createHeadquarters({ database, clock, machine: clock, ids, log: silentLog }),
    pulls,
    /** A user with every right at a node. */
    userAt: async (scope: string) =>
      userOfRow(
        { merchantId: 'm1', login: `at-${scope || 'chain'}`, name: '', scope, rights: [...headquartersRights] },
        await readTree(database.pool, 'm1'),
      ),
    version: async () =>
      Number((await database.pool.query('SELECT settings_version FROM merchant')).rows[0].settings_version),
    /** All that a store's agent pulls after a version along a path. */
    pull: async (storeId: string, afterVersion = 0, path: readonly string[] = [], limit = 2000) =>
      await pulls.changesAfter({ merchantId: 'm1', storeId }, { afterVersion, limit, path }),
    close: async () => await database.close(),
  };
}

export type TestHeadquarters = Awaited<ReturnType<typeof openTestHeadquarters>>;

export function article(change: Partial<SettingValue<'article'>> = {}): SettingValue<'article'> {
  return {
    articleId: 'n1',
    barcode: '6900000000001',
    nameZh: '新品',
    nameEn: 'New',
    unitPriceMinor: '500',
    currency: 'CNY',
    unit: '件',
    picture: '',
    ...change,
  };
}

export function offlinePolicy(change: Partial<SettingValue<'offline_policy'>> = {}): SettingValue<'offline_policy'> {
  return {
    currency: 'CNY',
    cards: 'take',
    forced: 'refuse',
    entryModes: ['chip'],
    brands: [
      {
        brand: 'unionpay',
        ranges: [{ from: '620000', to: '629999' }],
        perTransactionMinor: '10000',
        storeSumMinor: '50000',
      },
    ],
    perTransactionMinor: '20000',
    terminalSumMinor: '50000',
    storeSumMinor: '100000',
    terminalCount: 10,
    storeCount: 20,
    ageMsMax: 86_400_000,
    ...change,
  };
}
