import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SeededRandom, systemClock } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openDeviceKey } from '../../enrolment/device-key.ts';
import { openJournal } from '../../journal/journal.ts';
import { openStore } from '../database.ts';
import { imagesOf, readLog } from './images.ts';
import { expectedAfter, stepAt } from './plan.ts';
import { proveImage } from './prove-image.ts';
import { cutPower } from './run.ts';

test('whatever a power cut leaves: whole, proved, and with every step that was acknowledged', async () => {
  const report = await cutPower({ seed: 1, stops: 4, framesMax: 8, clock: systemClock });
  expect(report.findings).toEqual([]);
  expect(report.stops).toBe(4);
  expect(report.frames).toBeGreaterThan(10);
  expect(report.images).toBeGreaterThan(40);
});

test('the images of a log are what they say: SQLite itself finds as many commits', () => {
  const folder = mkdtempSync(join(tmpdir(), 'images-'));
  try {
    const file = join(folder, 'a.db');
    const sql = new Sqlite(file);
    sql.pragma('journal_mode = WAL');
    sql.pragma('wal_autocheckpoint = 0');
    sql.exec('CREATE TABLE t (n INTEGER, fill BLOB)');
    for (let n = 0; n < 20; n++) sql.prepare('INSERT INTO t VALUES (?, zeroblob(3000))').run(n);
    const state = { database: readFileSync(file), log: readFileSync(`${file}-wal`), index: Buffer.alloc(0) };
    sql.close();
    const { frames } = readLog(state.log);
    expect(frames.filter((frame) => frame.commits)).toHaveLength(21);
    const lost = [...imagesOf(state, new SeededRandom(1))].map((image) => image.commitsLost);
    expect(Math.max(...lost)).toBe(21);
    expect(lost).toHaveLength(2 + frames.length * 3 + 3);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('an entry without its rows, and rows without their entry, are found', () => {
  const folder = mkdtempSync(join(tmpdir(), 'half-'));
  try {
    const store = openStore(folder, systemClock);
    const { privateKey } = openDeviceKey(folder);
    const ids = new IdMint(systemClock, new SeededRandom(1));
    const journal = openJournal({ store, privateKey, clock: systemClock, ids });
    journal.append({ terminalId: 'till-1', kind: 'operator.signed_out', payload: { operatorId: 'o' } });
    store.sql.pragma('wal_checkpoint(TRUNCATE)');
    const state = { database: readFileSync(store.file), log: Buffer.alloc(0), index: Buffer.alloc(0) };
    store.close();
    const found = proveImage(state, join(folder, 'image'), 1);
    expect(found).toEqual({ steps: 1, findings: [expect.stringContaining('payments: 0, not 1'), expect.any(String)] });
    const torn = Buffer.from(state.database);
    torn.fill(7, 4096 * 3, 4096 * 4);
    expect(proveImage({ ...state, database: torn }, join(folder, 'image'), 1).findings.join()).toContain('integrity');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the plan never answers what was not asked', () => {
  for (const seed of [0, 1, 2]) {
    let open = 0;
    for (let step = 0; step < 100; step++) {
      const kind = stepAt(seed, step);
      if (kind === 'request') open += 1;
      if (kind === 'result') open -= 1;
      expect(open).toBeGreaterThanOrEqual(0);
    }
    expect(expectedAfter(seed, 100).waiting).toBe(open);
  }
});
