import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock, silentLog } from '@qiantai/foundation';
import { settingKinds } from '@qiantai/protos';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { migrate, migrationsFolder } from '../db/migrate.ts';
import { openTestDatabase } from '../db/test-database.ts';
import { secretBox } from '../merchants/secret-box.ts';
import { applySeed } from '../seed/apply-seed.ts';
import { sampleSeed } from '../seed/sample-seed.fixture.ts';
import { SettingsStore } from '../sync/settings-store.ts';

let database: Database;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qiantai-migrations-'));
  for (const name of readdirSync(migrationsFolder)) {
    if (name < '0057') cpSync(join(migrationsFolder, name), join(folder, name));
  }
  database = await openTestDatabase({ migrations: folder });
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

test('settings of stores become settings at the scopes of stores, with their versions and codes', async () => {
  const article = (id: string, barcode: string) => JSON.stringify({ articleId: id, barcode });
  await database.pool.query(
    `INSERT INTO merchant (merchant_id, name, currency, fee_basis_points, settings_version, updated_at_ms)
       VALUES ('m0', 'x', 'CNY', 0, 5, 0);
     INSERT INTO store VALUES ('m0', 's1', 'x', 'x', '{}', '{}', 0);
     INSERT INTO operator VALUES ('m0', 'op', '1001', 'x', '$argon2id$', '\\x00', '{}', NULL, true, 0);
     INSERT INTO setting VALUES ('m0', '', 'article', 'a1', 2, '${article('a1', '1')}'),
       ('m0', '', 'article', 'a2', 3, '${article('a2', '1')}'), ('m0', 's1', 'article', 'a3', 4, ''),
       ('m0', 's1', 'operator', 'op', 5, '{"number":"1001"}')`,
  );
  await migrate(database, { clock: new FakeClock(), log: silentLog });
  const store = { merchantId: 'm0', storeId: 's1' };
  const page = await new SettingsStore(database).changesAfter(store, { afterVersion: 0, limit: 10, path: [] });
  expect(page.changes.map(({ version, scope, settingId }) => [version, scope, settingId])).toEqual([
    [2, '', 'a1'],
    [3, '', 'a2'],
    [4, 'store/s1', 'a3'],
    [5, 'store/s1', 'op'],
  ]);
  const codes = await database.pool.query('SELECT kind, code, scope, setting_id FROM setting_code ORDER BY code');
  expect(codes.rows).toEqual([
    { kind: 'article', code: '1', scope: '', setting_id: expect.stringMatching(/^a[12]$/) },
    { kind: 'operator', code: '1001', scope: 'store/s1', setting_id: 'op' },
  ]);
  // A chain that an older server was taught goes on as it was.
  await applySeed(
    { database, secretBox: secretBox(Buffer.alloc(32, 7)), clock: new FakeClock(), log: silentLog },
    sampleSeed(),
  );
});

test('the table takes each kind of the contract and no other', async () => {
  const add = async (kind: string, version: number) =>
    await database.pool.query(`INSERT INTO setting VALUES ('m0', '', $1, 'kind-test', $2, '', false)`, [kind, version]);
  for (const [index, kind] of settingKinds.entries()) await add(kind, 1000 + index);
  await expect(add('nonsense', 2000)).rejects.toThrow('setting_kind_check');
});
