import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CodedError, FakeClock, SeededRandom, silentLog } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDeviceKey } from '../enrolment/device-key.ts';
import { openJournal } from '../journal/journal.ts';
import { verifyJournal } from '../journal/verify.ts';
import { cashRequest, openFixture, type TillError, until } from '../testing/fixture.ts';
import { openStore, type Store } from './database.ts';
import { openFactStore } from './fact-store.ts';
import { openRoomWatch } from './room-watch.ts';
import { storeFaultOf } from './store-faults.ts';

const run = promisify(execFile);
const clock = new FakeClock();
let folder: string;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'full-'));
  store = openStore(folder, clock);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function openBooks() {
  const { privateKey, publicKey } = openDeviceKey(folder);
  const ids = new IdMint(clock, new SeededRandom(1));
  const journal = openJournal({ store, privateKey, clock, ids });
  const append = () =>
    journal.append({
      terminalId: 'till-1',
      kind: 'operator.signed_out',
      payload: { operatorId: 'o'.repeat(60) },
    });
  return { journal, append, publicKey };
}

/** No page more than there are: SQLite’s own full disk. */
const fillUp = (to: Store) =>
  to.sql.pragma(`max_page_count = ${to.sql.pragma('page_count', { simple: true }) as number}`);
const makeRoom = (to: Store) => to.sql.pragma('max_page_count = 4294967294');

function codeOf(work: () => unknown): string {
  try {
    work();
    return 'done';
  } catch (error) {
    return error instanceof CodedError ? error.code : String(error);
  }
}

describe('a full disk', () => {
  test('an append is refused with its code; nothing is half there, reading goes on, and so does the chain', () => {
    const { journal, append, publicKey } = openBooks();
    append();
    fillUp(store);
    let count = 1;
    let code = 'done';
    for (; count < 1000 && code === 'done'; count += code === 'done' ? 1 : 0) code = codeOf(append);
    expect(code).toBe('STORE_FULL');
    expect(codeOf(append)).toBe('STORE_FULL');
    expect(verifyJournal(journal.read.entries(), publicKey)).toMatchObject({ entries: count, chainOk: true });
    expect(store.sql.pragma('integrity_check', { simple: true })).toBe('ok');
    makeRoom(store);
    expect(append().sequence).toBe(count + 1);
    expect(verifyJournal(journal.read.entries(), publicKey)).toMatchObject({ entries: count + 1, chainOk: true });
  });

  test('an entry and its effects are there together or not at all', () => {
    const { journal } = openBooks();
    store.sql.exec('CREATE TABLE effect (n INTEGER, fill BLOB)');
    fillUp(store);
    const both = () =>
      journal.append({ terminalId: 'till-1', kind: 'operator.signed_out', payload: { operatorId: 'o' } }, () => {
        store.sql.prepare('INSERT INTO effect VALUES (1, zeroblob(2000))').run();
      });
    while (codeOf(both) === 'done');
    const count = (table: string) => store.sql.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number };
    expect(count('journal')).toEqual(count('effect'));
  });

  test('a file that may not grow: the writer’s process says so, and everything it acknowledged is there', async () => {
    store.close();
    const program = fileURLToPath(new URL('../testing/append-until-full.ts', import.meta.url));
    // 512 kB for any file: the write-ahead log meets it. Blocks of 1,024 bytes (bash, ulimit -f).
    const script = 'ulimit -f 512; exec "$0" "$1" "$2"';
    const { stdout } = await run('bash', ['-c', script, process.execPath, program, folder]);
    const told = JSON.parse(stdout) as { acknowledged: number; code: string; readable: number };
    expect(told).toMatchObject({ code: 'STORE_FULL', readable: told.acknowledged });
    store = openStore(folder, clock);
    const { journal, append, publicKey } = openBooks();
    const proof = verifyJournal(journal.read.entries(), publicKey);
    expect(proof).toMatchObject({ chainOk: true });
    expect(proof.entries).toBeGreaterThanOrEqual(told.acknowledged);
    append();
  });
});

describe('the watch over the room', () => {
  test('tells of little room, refuses what is new where almost none is left, and lets go when there is again', async () => {
    const alarms: string[] = [];
    let freeBytes = 10_000;
    const watch = openRoomWatch({
      ...{ store, clock, dataDir: folder, facts: openFactStore(store), log: silentLog },
      alarm: (code) => alarms.push(code),
      limits: { lowBytes: 5000, fullBytes: 1000 },
      freeBytes: async () => freeBytes,
    });
    const lookAt = async (free: number) => {
      freeBytes = free;
      await watch.look();
      return watch.room().status;
    };
    expect(await lookAt(10_000)).toBe('roomy');
    watch.insist();
    expect(await lookAt(4000)).toBe('low');
    expect(await lookAt(3000)).toBe('low');
    watch.insist();
    expect(await lookAt(999)).toBe('full');
    expect(() => watch.insist()).toThrow('free some room');
    expect(await lookAt(2000)).toBe('low');
    expect(alarms).toEqual(['STORE_LOW', 'STORE_FULL', 'STORE_LOW']);

    // A refused write tells it too, whatever the disk says; it looks again by itself.
    const { append } = openBooks();
    fillUp(store);
    while (codeOf(append) === 'done');
    expect(watch.room().status).toBe('full');
    makeRoom(store);
    freeBytes = 10_000;
    await clock.advance(2001);
    expect(watch.room().status).toBe('roomy');
    watch.stop();
  });

  test('knows a full disk and a damaged file from everything else', () => {
    const named = (code: string) => Object.assign(new Error('x'), { code });
    expect(
      ['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_IOERR_FSYNC', 'ENOSPC'].map((c) => storeFaultOf(named(c))?.kind),
    ).toEqual(Array(4).fill('full'));
    expect(
      ['SQLITE_CORRUPT', 'SQLITE_CORRUPT_INDEX', 'SQLITE_NOTADB', 'SQLITE_IOERR_SHORT_READ'].map(
        (c) => storeFaultOf(named(c))?.kind,
      ),
    ).toEqual(Array(4).fill('damaged'));
    expect(['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_BUSY', 'ENOENT'].map((c) => storeFaultOf(named(c)))).toEqual([
      ...Array(3).fill(undefined),
    ]);
    expect(storeFaultOf(new Error('x'))).toBeUndefined();
  });
});

test('a till is told what to do, keeps reading, and goes on once there is room', async () => {
  const fixture = await openFixture();
  try {
    const before = cashRequest();
    await fixture.till.call('TakeCash', before);
    fillUp(fixture.agent.store);
    const refused = async () => {
      try {
        await fixture.till.call('TakeCash', cashRequest());
        return '';
      } catch (error) {
        return (error as TillError).code;
      }
    };
    await until(async () => (await refused()) === 'STORE_FULL', 'the till is refused');
    expect((await fixture.till.call('GetPayment', { paymentKey: before.paymentKey })).payment?.status).toBe(
      'PAYMENT_STATUS_PAID',
    );
    expect((await fixture.till.call('FindArticle', { code: '6900000000001' })).articleId).toBe('A1');
    makeRoom(fixture.agent.store);
    await until(async () => (await refused()) === '', 'sales go on');
    await fixture.drained();
  } finally {
    await fixture.close();
  }
});
