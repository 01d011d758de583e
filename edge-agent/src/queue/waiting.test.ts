import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock, SeededRandom } from '@qiantai/foundation';
import { IdMint, orderNoOfSale } from '@qiantai/protos';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDeviceKey } from '../enrolment/device-key.ts';
import { type Journal, openJournal } from '../journal/journal.ts';
import { openStore, type Store } from '../store/database.ts';
import { entryOfQueueKey, type ForwardingStore, openForwardingStore } from './forwarding-store.ts';
import { openQueueStore } from './queue-store.ts';
import { openWaiting, type Waiting } from './waiting.ts';

let folder: string;
let store: Store;
let clock: FakeClock;
let ids: IdMint;
let journal: Journal;
let forwarding: ForwardingStore;
let waiting: Waiting;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waiting-'));
  clock = new FakeClock();
  ids = new IdMint(clock, new SeededRandom(3));
  store = openStore(folder, clock);
  journal = openJournal({ store, privateKey: openDeviceKey(folder).privateKey, clock, ids });
  forwarding = openForwardingStore(store);
  waiting = openWaiting({ store, queue: openQueueStore(store), forwarding });
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function takeCash(terminalId: string, amountMinor: number): void {
  const saleId = ids.saleId();
  journal.append({
    terminalId,
    kind: 'cash.taken',
    payload: {
      paymentKey: ids.paymentKey(),
      saleId,
      orderNo: orderNoOfSale(saleId),
      amountMinor: String(amountMinor),
      orderTotalMinor: String(amountMinor),
      currency: 'CNY',
      operatorId: 'op-1',
      businessDate: '2026-01-02',
      tenderedMinor: String(amountMinor),
      changeMinor: '0',
      offline: true,
      takenAtMs: clock.nowMs(),
    },
  });
}

const outside = () =>
  store.sql.prepare('SELECT status FROM journal_status ORDER BY terminal_id, sequence').pluck().all();

test('entries above what was acknowledged wait, with their cash and the age of the first', async () => {
  expect(waiting.summary()).toEqual({ waiting: 0, oldestRecordedAtMs: 0, dead: 0, waitingCashMinor: 0n });
  const startedMs = clock.nowMs();
  takeCash('till-1', 100);
  await clock.advance(1000);
  takeCash('till-1', 20);
  takeCash('till-2', 3);
  expect(waiting.summary()).toEqual({
    waiting: 3,
    oldestRecordedAtMs: startedMs,
    dead: 0,
    waitingCashMinor: 123n,
  });
  forwarding.move('till-1', 'leased', { throughSequence: 2 });
  expect(waiting.summary().waiting).toBe(3);
  forwarding.move('till-1', 'answered', { throughSequence: 1 });
  expect(waiting.summary()).toMatchObject({ waiting: 2, oldestRecordedAtMs: startedMs + 1000, waitingCashMinor: 23n });
  expect(waiting.oldest(1).map((row) => row.key)).toEqual(['till-1/000000000002']);
  expect(waiting.oldest(9).map((row) => `${row.key} ${row.status}`)).toEqual([
    'till-1/000000000002 sending',
    'till-2/000000000001 recorded',
  ]);
  expect(outside()).toEqual(['acknowledged', 'sending', 'recorded']);
  forwarding.move('till-1', 'answered', { throughSequence: 2 });
  expect(forwarding.behind().map((place) => place.terminalId)).toEqual(['till-2']);
  expect(waiting.summary()).toMatchObject({ waiting: 1, waitingCashMinor: 3n });
});

test('what was on its way when the agent ended is tried again', () => {
  takeCash('till-1', 1);
  forwarding.move('till-1', 'leased', { throughSequence: 1 });
  waiting.recover(clock.nowMs());
  expect(forwarding.read('till-1')).toMatchObject({ status: 'recorded', unansweredCount: 1 });
});

test('a dead entry is shown apart, and only it can be mended', () => {
  takeCash('till-1', 1);
  takeCash('till-1', 20);
  forwarding.move('till-1', 'leased', { throughSequence: 2 });
  forwarding.move('till-1', 'refused_for_good', { code: 'BAD', message: 'no' });
  expect(waiting.summary()).toMatchObject({ waiting: 1, dead: 1, waitingCashMinor: 20n });
  expect(waiting.dead(9)).toMatchObject([{ key: 'till-1/000000000001', status: 'dead', lastCode: 'BAD' }]);
  expect(waiting.oldest(9)).toMatchObject([{ key: 'till-1/000000000002', status: 'recorded', lastCode: '' }]);
  expect(outside()).toEqual(['dead', 'recorded']);
  const mend = (key: string) => waiting.mend({ kind: 'journal', key }, 'retried', { nowMs: 5 });
  expect(() => mend('till-1/000000000002')).toThrow('recorded does not take the event retried');
  expect(() => mend('till-9/000000000001')).toThrow('has no row');
  expect(() => mend('nonsense')).toThrow('has no row');
  mend('till-1/000000000001');
  expect(waiting.summary()).toMatchObject({ waiting: 2, dead: 0, waitingCashMinor: 21n });
});

test('a later try can be made due now', () => {
  takeCash('till-1', 1);
  forwarding.move('till-1', 'leased', { throughSequence: 1 });
  forwarding.move('till-1', 'unanswered', { nextTryAtMs: 5000 });
  waiting.makeDue(7);
  expect(forwarding.read('till-1')?.nextTryAtMs).toBe(7);
});

test('a key names a terminal and a sequence, also where the terminal has a slash', () => {
  expect(entryOfQueueKey('shop/1/000000000012')).toEqual({ terminalId: 'shop/1', sequence: 12 });
});
