import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock } from '@qiantai/foundation';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openKeyringOf } from '../enrolment/device-key.ts';
import { secretBox } from '../queue/secret-box.ts';
import { openStore } from './database.ts';
import { migrate } from './migrate-store.ts';

const clock = new FakeClock();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a commit reaches the disk', () => {
  const store = openStore(folder, clock);
  expect(store.sql.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(store.sql.pragma('synchronous', { simple: true })).toBe(2);
  store.close();
});

test('a data folder has one agent; the next one may come when it is gone', () => {
  const first = openStore(folder, clock);
  expect(() => openStore(folder, clock)).toThrow('Another agent runs');
  first.close();
  openStore(folder, clock).close();
});

test('a nested transaction is part of the outer one', () => {
  const store = openStore(folder, clock);
  store.sql.exec('CREATE TABLE t (n INTEGER)');
  const put = () => store.transact(() => store.sql.prepare('INSERT INTO t VALUES (1)').run());
  expect(() =>
    store.transact(() => {
      put();
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(store.sql.prepare('SELECT * FROM t').all()).toEqual([]);
  expect(store.rollbacks()).toBe(1);
  store.close();
});

test('questions of one reading see one state, within a transaction too, and leave none open', () => {
  const store = openStore(folder, clock);
  store.sql.exec('CREATE TABLE t (n INTEGER)');
  const count = store.sql.prepare('SELECT count(*) FROM t').pluck();
  const other = new Sqlite(store.file);
  const seen = store.reading(() => {
    const before = count.get();
    other.exec('INSERT INTO t VALUES (1)');
    return [before, count.get()];
  });
  expect(seen).toEqual([0, 0]);
  expect(() =>
    store.reading(() => {
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(store.sql.inTransaction).toBe(false);
  expect(store.transact(() => store.reading(() => count.get()))).toBe(1);
  other.close();
  store.close();
});

test('migrations run once; a changed or an unknown one stops the start', () => {
  const sql = new Sqlite(':memory:');
  const one = { version: 1, name: '0001-one.sql', text: 'CREATE TABLE one (n INTEGER);' };
  const two = { version: 2, name: '0002-two.sql', text: 'CREATE TABLE two (n INTEGER);' };
  migrate(sql, 1, [one]);
  migrate(sql, 2, [one, two]);
  migrate(sql, 3, [one, two]);
  expect(() => migrate(sql, 4, [{ ...one, text: 'CREATE TABLE other (n INTEGER);' }, two])).toThrow('other contents');
  expect(() => migrate(sql, 4, [one])).toThrow('does not know');
  expect(() =>
    migrate(sql, 4, [one, two, { version: 3, name: '3', text: 'CREATE TABLE three (n); nonsense' }]),
  ).toThrow();
  expect(sql.prepare("SELECT name FROM sqlite_master WHERE name = 'three'").all()).toEqual([]);
});

test('a secret opens for its owner only, and not when it was touched', () => {
  const box = secretBox(openKeyringOf(folder).keysFor('secret'));
  const sealed = box.seal('key-1', '134567890123456789');
  expect(Buffer.from(sealed).includes('134567890123456789')).toBe(false);
  expect(box.open('key-1', sealed)).toBe('134567890123456789');
  expect(() => box.open('key-2', sealed)).toThrow('does not open');
  sealed[30] = (sealed[30] as number) ^ 1;
  expect(() => box.open('key-1', sealed)).toThrow('does not open');
});
