import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock, SeededRandom, silentLog } from '@qiantai/foundation';
import { propertyRuns } from '@qiantai/foundation/property-runs';
import { IdMint, type JournalEntry, orderNoOfSale } from '@qiantai/protos';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDeviceKey, openKeyringOf } from '../enrolment/device-key.ts';
import { openPaymentBook } from '../payments/payment-book.ts';
import { openPaymentStore } from '../payments/payment-store.ts';
import { openRefundStore } from '../payments/refund-store.ts';
import { openForwardingStore } from '../queue/forwarding-store.ts';
import { openQueueStore } from '../queue/queue-store.ts';
import { secretBox } from '../queue/secret-box.ts';
import { openSaleStore } from '../sales/sale-store.ts';
import { openSignals } from '../signals.ts';
import { openStore } from '../store/database.ts';
import { openJournal } from './journal.ts';
import type { StoredEntry } from './journal-store.ts';
import { openRebaser, rebasesMax } from './rebase.ts';
import { verifyJournal } from './verify.ts';

const clock = new FakeClock();
const ids = new IdMint(clock, new SeededRandom('rebase'));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rebase-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Shop = ReturnType<typeof openShop>;

/** An agent's books on a folder, without its wires. */
function openShop(name: string) {
  const dataDir = join(folder, name);
  const store = openStore(dataDir, clock);
  const keyring = openKeyringOf(dataDir);
  const { privateKey, publicKey } = openDeviceKey(dataDir, keyring);
  const journal = openJournal({ store, privateKey, clock, ids });
  const queue = openQueueStore(store);
  const payments = openPaymentStore(store.sql);
  const sales = openSaleStore(store.sql);
  const nowMs = () => clock.nowMs();
  const secrets = secretBox(keyring.keysFor('secret'));
  const signals = openSignals(clock);
  const book = openPaymentBook({
    ...{ store, journal, queue, payments, secrets, signals, nowMs },
    onAlarm: () => {},
    log: silentLog,
  });
  const rebuilding = { payments, refunds: openRefundStore(store.sql), sales, queue };
  return {
    dataDir,
    store,
    journal,
    payments,
    sales,
    book,
    publicKey,
    forwarding: openForwardingStore(store),
    rebaser: openRebaser({ store, journal, rebuilding, nowMs }),
  };
}

/** The same disk twice. */
function clone(shop: Shop, name: string): Shop {
  shop.store.sql.pragma('wal_checkpoint(TRUNCATE)');
  cpSync(shop.dataDir, join(folder, name), { recursive: true });
  return openShop(name);
}

function takeCash(shop: Shop, paymentKey: string, amountMinor = 100n): void {
  const saleId = ids.saleId();
  shop.book.takeCash(
    {
      ...{ paymentKey, terminalId: 'till-1', saleId, orderNo: orderNoOfSale(saleId), orderTotalMinor: amountMinor },
      ...{ amountMinor, currency: 'CNY', tender: 'cash', channel: 'cash', description: '', operatorId: 'op-1' },
      ...{ businessDate: '2026-01-01', requestedAtMs: clock.nowMs(), maskedPan: '', tenderedMinor: amountMinor },
      card: undefined,
      requestHash: paymentKey,
    },
    true,
  );
}

/** A fact that another branch told already, told again there: as after an earlier rebase. */
function tellAgain(shop: Shop, entry: JournalEntry): void {
  shop.journal.append({ terminalId: entry.terminalId, kind: entry.kind, payload: entry.payload });
}

const entriesOf = (shop: Shop): StoredEntry[] => shop.journal.read.after('till-1', 0, 10_000);
const factKeys = (entries: readonly JournalEntry[]) =>
  entries.flatMap((entry) =>
    entry.kind === 'cash.taken' ? [(entry.payload as { paymentKey: string }).paymentKey] : [],
  );

/** What the server holds comes to the shop, from the first entry that differs. */
function bring(shop: Shop, server: readonly StoredEntry[]): void {
  const own = entriesOf(shop);
  const common = server.findIndex((entry, index) => own[index]?.hash !== entry.hash);
  if (common < 0) return;
  shop.store.transact(() => shop.rebaser.surgery.addIncoming(server.slice(common)));
  shop.rebaser.takeUp('till-1');
}

function expectWhole(shop: Shop, keys: readonly string[]): void {
  const entries = entriesOf(shop);
  expect(verifyJournal(entries, shop.publicKey)).toMatchObject({ chainOk: true, entries: entries.length });
  expect(factKeys(entries).sort()).toEqual([...keys].sort());
  for (const key of keys) {
    const payment = shop.payments.find(key);
    const entry = entries[(payment?.journalSequence ?? 0) - 1];
    expect(entry?.payload, 'the row points at its entry').toMatchObject({ paymentKey: key });
  }
  const total = shop.store.sql
    .prepare<[], { total: number }>('SELECT cash_total_minor AS total FROM journal ORDER BY position DESC LIMIT 1')
    .get();
  expect(total?.total).toBe(keys.length * 100);
}

describe('a journal that forked', () => {
  test('takes up the server’s entries, tells its own again behind them, and keeps what it put aside', () => {
    const one = openShop('one');
    takeCash(one, ids.paymentKey());
    takeCash(one, ids.paymentKey());
    const two = clone(one, 'two');
    const ours = [ids.paymentKey(), ids.paymentKey()];
    const theirs = [ids.paymentKey(), ids.paymentKey(), ids.paymentKey()];
    for (const key of ours) takeCash(one, key);
    for (const key of theirs) takeCash(two, key);
    const before = entriesOf(one);
    bring(one, entriesOf(two));
    expect(entriesOf(one).map((entry) => entry.kind.split('.')[1])).toEqual([
      ...['taken', 'taken', 'taken', 'taken', 'taken'],
      ...['rebased', 'taken', 'taken'],
    ]);
    expect(entriesOf(one)[5]?.payload).toMatchObject({ atSequence: 3, movedCount: 2, restoredCount: 3 });
    const aside = one.store.sql.prepare<[], { sequence: number; hash: Buffer }>(
      'SELECT sequence, hash FROM journal_branch ORDER BY sequence',
    );
    expect(aside.all().map((row) => row.hash.toString('hex'))).toEqual(before.slice(2).map((entry) => entry.hash));
    expect(one.forwarding.read('till-1')).toMatchObject({ acknowledgedSequence: 5, status: 'recorded' });
    expect(one.forwarding.summary()).toMatchObject({ waiting: 3, waitingCashMinor: 200n });
    one.store.close();
    two.store.close();
  });

  test('its guards are back afterwards, also where it did not come to an end', () => {
    const one = openShop('one');
    takeCash(one, ids.paymentKey());
    const two = clone(one, 'two');
    takeCash(one, ids.paymentKey());
    takeCash(two, ids.paymentKey());
    const guards = () =>
      one.store.sql
        .prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal' ORDER BY name")
        .all();
    const before = guards();
    expect(before).toHaveLength(2);
    one.store.sql.exec(`CREATE TRIGGER no_room BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'no room'); END`);
    expect(() => bring(one, entriesOf(two))).toThrow('no room');
    one.store.sql.exec('DROP TRIGGER no_room');
    expect(guards()).toEqual(before);
    expect(entriesOf(one)).toHaveLength(2);
    takeCash(one, ids.paymentKey());
    one.rebaser.surgery.clearIncoming('till-1');
    bring(one, entriesOf(two));
    expect(guards()).toEqual(before);
    expect(() => one.store.sql.exec('DELETE FROM journal')).toThrow('never removed');
    expect(() => one.store.sql.exec("UPDATE journal SET kind = 'x'")).toThrow('never changes');
    expect(() => one.store.sql.exec('DELETE FROM journal_branch')).toThrow('never removed');
    expect(one.store.transact(() => one.rebaser.surgery.removeArchived('till-1', 100))).toBe(0);
    expect(() => one.rebaser.surgery.removeArchived('till-1', 100)).toThrow('within a transaction only');
    one.store.close();
    two.store.close();
  });

  test('whatever the split, every fact stands once, in the journal, in the rows and in the sum', () => {
    let round = 0;
    const step = fc.record({ own: fc.nat(4), theirs: fc.nat(4), both: fc.nat(2), back: fc.nat(3) });
    fc.assert(
      fc.property(fc.nat(3), fc.array(step, { minLength: 1, maxLength: rebasesMax }), (common, steps) => {
        round += 1;
        const one = openShop(`p${round}-one`);
        const keys = new Set<string>();
        const sell = (shop: Shop, times: number) => {
          for (let n = 0; n < times; n++) {
            const key = ids.paymentKey();
            keys.add(key);
            takeCash(shop, key);
          }
        };
        sell(one, common + 1);
        // The twin is the server's truth: whatever it says comes first.
        steps.forEach((split, index) => {
          const two = clone(one, `p${round}-two-${index}`);
          sell(one, split.own);
          sell(two, split.theirs);
          // Facts of ours that reached the server by another way.
          for (const entry of entriesOf(one)
            .slice(-split.own || undefined, undefined)
            .slice(0, Math.min(split.both, split.own))) {
            tellAgain(two, entry);
          }
          bring(one, entriesOf(two));
          two.store.close();
        });
        expectWhole(one, [...keys]);
        one.store.close();
      }),
      propertyRuns({ runs: 5, seed: 11 }),
    );
  });

  test('is joined a few times within an hour, then not: two agents with one identity do not go on for ever', async () => {
    const one = openShop('one');
    takeCash(one, ids.paymentKey());
    for (let n = 0; n <= rebasesMax; n++) {
      const two = clone(one, `two-${n}`);
      takeCash(one, ids.paymentKey());
      takeCash(two, ids.paymentKey());
      if (n === rebasesMax) {
        expect(one.rebaser.isTwinned('till-1')).toBe(true);
        expect(() => bring(one, entriesOf(two))).toThrow('another agent with this identity');
        await clock.advance(3_600_001);
        one.rebaser.surgery.clearIncoming('till-1');
        bring(one, entriesOf(two));
        expect(one.rebaser.isTwinned('till-1')).toBe(false);
      } else bring(one, entriesOf(two));
      two.store.close();
    }
    one.store.close();
  });

  test('is told of once: two agents with one identity take up each other’s word and add none of their own', () => {
    const one = openShop('one');
    takeCash(one, ids.paymentKey());
    const two = clone(one, 'two');
    takeCash(one, ids.paymentKey());
    takeCash(two, ids.paymentKey());
    // What one sent stands at the server; two takes it up and tells its own behind it, and of the take-up.
    bring(two, entriesOf(one));
    const joined = entriesOf(two);
    for (let turn = 0; turn < 2 * rebasesMax; turn++) {
      bring(one, entriesOf(two));
      bring(two, entriesOf(one));
    }
    // One had never sold what came from two: it tells of that, and two has nothing to say to it.
    expect(entriesOf(one).slice(0, joined.length)).toEqual(joined);
    expect(entriesOf(one).slice(joined.length)).toMatchObject([{ kind: 'journal.rebased' }]);
    expect(entriesOf(two)).toEqual(entriesOf(one));
    expect(one.rebaser.isTwinned('till-1') || two.rebaser.isTwinned('till-1')).toBe(false);
    one.store.close();
    two.store.close();
  });
});

describe('a store that was put back from a copy', () => {
  test('has the rows of what it had lost again: payments, sales, and receipt numbers that go on', () => {
    const one = openShop('one');
    const key = ids.paymentKey();
    takeCash(one, ids.paymentKey());
    const two = clone(one, 'two');
    takeCash(two, key);
    const saleId = ids.saleId();
    const record = {
      ...{ kind: 'sale' as const, saleId, orderNo: 'o-1', merchantId: 'M1', storeId: 'S1', terminalId: 'till-1' },
      ...{
        receiptNo: 'S1-till-1-20260101-0007',
        operatorId: 'op-1',
        businessDate: '2026-01-01',
        currency: 'CNY' as const,
      },
      ...{ startedAtMs: 1, completedAtMs: 2, totalMinor: '100' },
      lines: [
        {
          ...{ lineNo: 1, articleId: 'a', barcode: '1', nameZh: '水', nameEn: 'Water', quantity: 1 },
          ...{ unitPriceMinor: '100', amountMinor: '100' },
        },
      ],
      tenders: [{ key, tender: 'cash' as const, channel: 'cash' as const, amountMinor: '100', offline: true }],
    };
    two.journal.append({ terminalId: 'till-1', kind: 'sale.completed', payload: record });
    bring(one, entriesOf(two));
    expect(one.payments.find(key)).toMatchObject({ state: 'recorded', amountMinor: 100n, open: false });
    expect(one.sales.byReceipt(record.receiptNo)?.record).toEqual(record);
    expect(one.sales.usesTender(key)).toBe(true);
    expect(one.sales.nextReceiptSequence('till-1', '2026-01-01')).toBe(8);
    expect(one.forwarding.summary().waiting).toBe(1);
    one.store.close();
    two.store.close();
  });

  test('a receipt number that both gave out stays with the sale that this store printed', () => {
    const one = openShop('one');
    takeCash(one, ids.paymentKey());
    const two = clone(one, 'two');
    for (const shop of [one, two]) {
      const saleId = ids.saleId();
      const payload = {
        ...{ kind: 'sale' as const, saleId, orderNo: shop.dataDir.slice(-3), merchantId: 'M1', storeId: 'S1' },
        ...{ terminalId: 'till-1', receiptNo: 'S1-till-1-20260101-0001', operatorId: 'op-1' },
        ...{ businessDate: '2026-01-01', currency: 'CNY' as const, startedAtMs: 1, completedAtMs: 2, totalMinor: '0' },
        lines: [
          {
            ...{ lineNo: 1, articleId: 'a', barcode: '1', nameZh: '水', nameEn: 'Water', quantity: 1 },
            ...{ unitPriceMinor: '0', amountMinor: '0' },
          },
        ],
        tenders: [],
      };
      const entry = shop.journal.append({ terminalId: 'till-1', kind: 'sale.completed', payload });
      shop.sales.insert({
        ...{ saleId, terminalId: 'till-1', status: 'completed', requestHash: '', record: payload, offline: true },
        journalSequence: entry.sequence,
      });
    }
    const theirs = entriesOf(two).at(-1)?.payload as { saleId: string };
    bring(one, entriesOf(two));
    expect(one.sales.byReceipt('S1-till-1-20260101-0001')?.record?.orderNo).toBe('one');
    expect(one.sales.find(theirs.saleId)?.record?.orderNo).toBe('two');
    one.store.close();
    two.store.close();
  });
});
