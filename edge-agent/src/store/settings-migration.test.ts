/** A database of the time before migration 0060, whose settings had one row each and no scope. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock } from '@qiantai/foundation';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSettingsStore } from '../settings/settings-store.ts';
import { openStore } from './database.ts';
import { migrate } from './migrate-store.ts';

const clock = new FakeClock();
const migrationsFolder = new URL('./migrations/', import.meta.url);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function writeOldDatabase(version: number | undefined): void {
  const old = new Sqlite(join(folder, 'agent.db'));
  const migrations = readdirSync(migrationsFolder)
    .filter((name) => name < '0060')
    .sort()
    .map((name) => ({
      version: Number(name.slice(0, 4)),
      name,
      text: readFileSync(new URL(name, migrationsFolder), 'utf8'),
    }));
  migrate(old, 1, migrations);
  if (version !== undefined) {
    old.prepare(`INSERT INTO fact VALUES ('settings_version', ?)`).run(String(version));
    old.prepare(`INSERT INTO setting VALUES ('tax', 'std', 3, '{"taxCode":"std"}')`).run();
    const article = old.prepare('INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    article.run('A1', '6901', '天然水', 'Water', 200, 'CNY', '件', '💧', 2);
    article.run('A2', '6902', '可乐', 'Cola', -50, 'CNY', '', '', null);
  }
  old.close();
}

test('what an older agent held goes on counting, by barcode, quick key and name, until it is pulled anew', async () => {
  writeOldDatabase(41);
  const store = openStore(folder, clock);
  const settings = openSettingsStore(store);
  expect(settings.version()).toBe(41);
  expect(settings.versions.state().staged).toEqual({ generation: 1, version: 41, path: [] });
  expect(settings.resolve('tax', 'std', 'T1')).toEqual({ taxCode: 'std' });
  expect(settings.articleByCode('6901')).toEqual({
    articleId: 'A1',
    barcode: '6901',
    nameZh: '天然水',
    nameEn: 'Water',
    unitPriceMinor: '200',
    currency: 'CNY',
    unit: '件',
    picture: '💧',
    quickKey: 2,
  });
  expect(settings.articleByCode('A2')).toMatchObject({ unitPriceMinor: '-50', picture: '' });
  expect(settings.reader().quickKeys()).toHaveLength(1);
  expect(await settings.searchArticles('cola', 5)).toHaveLength(1);
  store.close();
});

test('an agent that never pulled begins at version 0', () => {
  writeOldDatabase(undefined);
  const store = openStore(folder, clock);
  expect(openSettingsStore(store).version()).toBe(0);
  store.close();
});
