/** Databases that are damaged while an agent is away or at work: put aside, and restored from what there is. */
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDeviceKey } from '../enrolment/device-key.ts';
import { agentError } from '../errors.ts';
import { entriesIn } from '../journal/journal-store.ts';
import { verifyJournal } from '../journal/verify.ts';
import {
  cashRequest,
  type Fixture,
  ids,
  openFixture,
  paymentCodeRequest,
  type TillError,
  until,
} from '../testing/fixture.ts';
import { moveStoreState } from './store-state.ts';

let fixture: Fixture;
beforeEach(async () => {
  fixture = await openFixture();
});
afterEach(() => fixture.close());

const dataDir = () => join(fixture.folder, 'data');
const file = () => join(dataDir(), 'agent.db');
const server = () => fixture.server.journals.get('till-1') ?? [];
const factsAtServer = () =>
  server().flatMap((entry) =>
    entry.kind === 'cash.taken' ? [JSON.parse(entry.payloadJson).paymentKey as string] : [],
  );

async function cash(): Promise<string> {
  const request = cashRequest();
  await fixture.till.call('TakeCash', request);
  return request.paymentKey;
}

async function sale(): Promise<string> {
  const saleId = ids.saleId();
  const request = cashRequest(saleId, 100);
  await fixture.till.call('TakeCash', request);
  const record = {
    ...{ kind: 'sale', saleId, orderNo: request.orderNo, currency: 'CNY', startedAtMs: 1, completedAtMs: 2 },
    totalMinor: '100',
    lines: [
      {
        ...{ lineNo: 1, articleId: 'A1', barcode: '6900000000001', nameZh: '商品1', nameEn: 'Article 1', quantity: 1 },
        ...{ unitPriceMinor: '100', amountMinor: '100' },
      },
    ],
    tenders: [{ key: request.paymentKey, tender: 'cash', channel: 'cash', amountMinor: '100', offline: false }],
  };
  return (await fixture.till.call('CompleteSale', { saleJson: JSON.stringify(record) })).receiptNo;
}

/** Garbage over some pages of the file, its log folded back first. */
function damage(pages: readonly number[]): void {
  const sql = new Sqlite(file());
  sql.pragma('wal_checkpoint(TRUNCATE)');
  sql.close();
  const handle = openSync(file(), 'r+');
  for (const page of pages) writeSync(handle, Buffer.alloc(4096, 0x5a), 0, 4096, (page - 1) * 4096);
  closeSync(handle);
}

/** Pages that hold rows of a table. */
function pagesOf(table: string): number[] {
  const sql = new Sqlite(file());
  try {
    const root = sql.prepare('SELECT rootpage FROM sqlite_master WHERE name = ?').pluck().get(table) as number;
    return [root];
  } finally {
    sql.close();
  }
}

const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: TillError) => error.code,
  );
const healthy = () => !existsSync(join(dataDir(), 'store-state.json'));
const putAside = () => readdirSync(join(dataDir(), 'quarantine')).filter((name) => name.endsWith('.db'));

async function whole(): Promise<void> {
  await until(healthy, 'the database is restored');
  fixture.till.session = '';
  await until(async () => (await code(fixture.till.signIn())) === 'done', 'the settings are there again');
  await fixture.drained();
  const sql = new Sqlite(fixture.agent.databaseFile, { readonly: true });
  const entries = [...entriesIn(sql)];
  sql.close();
  expect(verifyJournal(entries, openDeviceKey(dataDir()).publicKey).chainOk).toBe(true);
  expect(server().map((entry) => entry.entryId)).toEqual(
    entries.filter((entry) => entry.terminalId === 'till-1').map((entry) => entry.entryId),
  );
}

describe('a database that is damaged', () => {
  test('where the agent reads it before it stands: the agent comes up all the same', async () => {
    const sent = [await cash()];
    await fixture.drained();
    await fixture.restartAfter(() => damage(pagesOf('fact')));
    await until(() => existsSync(join(dataDir(), 'quarantine')), 'it is put aside');
    await whole();
    expect(factsAtServer()).toEqual(sent);
  });

  test('and is gone altogether: what the server holds comes back, and nothing is sold before', async () => {
    const sent = [await cash(), await cash()];
    await fixture.drained();
    fixture.line.cut();
    await fixture.restartAfter(() => {
      for (const part of ['', '-wal', '-shm']) rmSync(`${file()}${part}`, { force: true });
    });
    expect(await code(cash())).toBe('STORE_RESTORING');
    fixture.line.mend();
    await whole();
    sent.push(await cash());
    await fixture.drained();
    expect(factsAtServer()).toEqual(sent);
  });

  test('in its first page: put aside, and what had not reached the server is there all the same', async () => {
    const sent = [await cash(), await cash()];
    const printed = await sale();
    await fixture.drained();
    const openPayment = paymentCodeRequest();
    fixture.server.onPay = () => ({ status: 'PAYMENT_STATUS_AWAITING_PAYER', channel: 'CHANNEL_WECHAT' });
    await fixture.till.call('StartPayment', { ...openPayment, waitMs: 100 });
    await fixture.offline();
    const unsent = [await cash(), await cash(), await cash()];
    await fixture.restartAfter(() => damage([1]));

    expect(putAside()).toHaveLength(1);
    expect(statSync(join(dataDir(), 'quarantine', putAside()[0] ?? '')).mode & 0o777).toBe(0o400);
    expect(await code(fixture.till.call('TakeCash', cashRequest()))).toBe('STORE_RESTORING');
    fixture.line.mend();
    await whole();
    const facts = factsAtServer();
    expect(facts.filter((key) => sent.includes(key))).toHaveLength(2);
    expect(facts.filter((key) => unsent.includes(key))).toEqual(unsent);
    expect(new Set(facts).size).toBe(facts.length);

    // Numbers that may have been printed are not given out again; sales of before are found.
    expect((await fixture.till.call('FindSale', { receiptNo: printed })).saleJson).toContain(printed);
    expect(Number((await sale()).split('-').at(-1))).toBe(10_001);
    expect(Number((await sale()).split('-').at(-1))).toBe(10_002);
    fixture.server.change(openPayment.paymentKey, { status: 'PAYMENT_STATUS_PAID' });
    await until(
      async () =>
        (await fixture.till.call('GetPayment', { paymentKey: openPayment.paymentKey })).payment?.status ===
        'PAYMENT_STATUS_PAID',
      'the open payment is followed to its end',
    );
    expect(await fixture.till.call('GetTill', {})).toBeTruthy();
  });

  test('in a page of the journal: seen by the check while it runs, and restored', async () => {
    const keys = [await cash(), await cash()];
    await fixture.drained();
    await fixture.restartAfter(() => damage(pagesOf('journal')));
    await until(() => existsSync(join(dataDir(), 'quarantine')) && putAside().length === 1, 'put aside');
    await whole();
    expect(factsAtServer()).toEqual(keys);
    await cash();
    await fixture.drained();
  });

  test('by one bit within an entry, which no tree shows: seen as well', async () => {
    const keys = [await cash(), await cash()];
    await fixture.drained();
    await fixture.restartAfter(() => {
      damage([]);
      const bytes = readFileSync(file());
      const at = bytes.indexOf(`"paymentKey":"${keys[0]}"`);
      bytes.write('"tenderedMinor":"9250"', bytes.indexOf('"tenderedMinor":"1250"', at));
      writeFileSync(file(), bytes);
    });
    await until(() => existsSync(join(dataDir(), 'quarantine')) && putAside().length === 1, 'put aside');
    await whole();
    expect(factsAtServer()).toEqual(keys);
  });

  test('as it seems to work that nobody waits for: the agent looks at its file, and goes on', async () => {
    const sent = [await cash()];
    const corrupt = Object.assign(new Error('database disk image is malformed'), { code: 'SQLITE_CORRUPT' });
    expect(fixture.agent.workFailed(agentError('STORE_LOCKED', { dataDir: '' }))).toBe(false);
    expect(fixture.agent.workFailed(corrupt)).toBe(true);
    // What was at work meets a closed store on the way.
    expect(fixture.agent.workFailed(new TypeError('The database connection is not open'))).toBe(true);
    await until(healthy, 'the whole file was looked at');
    await until(async () => (await code(fixture.till.signIn())) === 'done', 'the agent stands again');
    expect(existsSync(join(dataDir(), 'quarantine'))).toBe(false);
    sent.push(await cash());
    await fixture.drained();
    expect(factsAtServer()).toEqual(sent);
  });

  test('only as it seemed: nothing is put aside', async () => {
    const key = await cash();
    await fixture.restartAfter((folder) => moveStoreState(folder, 'damage_seen', { why: 'a doubt', nowMs: 1 }));
    expect(healthy()).toBe(true);
    expect(existsSync(join(dataDir(), 'quarantine'))).toBe(false);
    expect((await fixture.till.call('GetPayment', { paymentKey: key })).payment?.status).toBe('PAYMENT_STATUS_PAID');
  });

  test('a power cut between the steps of putting it aside is finished at the next start', async () => {
    const keys = [await cash()];
    await fixture.drained();
    await fixture.restartAfter((folder) => {
      damage([1]);
      moveStoreState(folder, 'confirmed', { why: 'it was', quarantine: 'agent-1-cut', nowMs: 1 });
    });
    expect(putAside()).toEqual(['agent-1-cut.db']);
    await whole();
    expect(factsAtServer()).toEqual(keys);
  });
});
