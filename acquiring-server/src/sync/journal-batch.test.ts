/** The same facts in one call and one by one, through the real payment core: the ends are equal. */
import { generateKeyPairSync } from 'node:crypto';
import { SeededRandom, silentLog, systemClock } from '@qiantai/foundation';
import { IdMint, type JournalPayload, type SaleRecord } from '@qiantai/protos';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLedger } from '../ledger/ledger-store.ts';
import { TestShop } from '../payment/test-shop.fixture.ts';
import type { JournalEntryOnWire } from './journal-check.ts';
import { JournalEffects } from './journal-effects.ts';
import { createJournalProof } from './journal-proof.ts';
import { type EntryResult, JournalService } from './journal-service.ts';
import { JournalStore } from './journal-store.ts';
import { cashTakenPayload, JournalWriter, saleLine, saleRecord } from './journal-writer.fixture.ts';
import { OfflineCardEffects } from './offline-card-effects.ts';
import { RightOfWay } from './right-of-way.ts';
import { createShiftEffects } from './shift-effects.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const agent = {
  merchantId: 'shop',
  storeId: 'store-1',
  agentId: '01900000-0000-7000-8000-000000000001',
  terminalIds: new Set(['till-1']),
  publicKeySpki: publicKey.export({ type: 'spki', format: 'der' }),
};

let shops: TestShop[];
beforeAll(async () => {
  shops = [new TestShop(), new TestShop()];
  for (const shop of shops) {
    await shop.open();
    shop.begin('batch and single');
  }
});
afterAll(async () => {
  for (const shop of shops) {
    await shop.end();
    await shop.database.close();
  }
});

function serviceOf(shop: TestShop): JournalService {
  const { database, clock, ids } = shop;
  const store = new JournalStore({ database, ids });
  const effects = new JournalEffects({
    store,
    payments: shop.core,
    offlineCards: new OfflineCardEffects({ database, payments: shop.core }),
    shifts: createShiftEffects({ database, ledger: createLedger({ database, clock, ids }), ids, clock }),
    log: silentLog,
  });
  const proof = createJournalProof({ database, ids, clock, log: silentLog });
  return new JournalService({ store, effects, proof, rightOfWay: new RightOfWay(systemClock), clock, log: silentLog });
}

/** Every way in which facts of one batch may meet each other. */
function facts(ids: IdMint): JournalEntryOnWire[] {
  const writer = new JournalWriter({ terminalId: 'till-1', ids, privateKey });
  const cash = (change: Partial<JournalPayload<'cash.taken'>> = {}) => ({ ...cashTakenPayload(ids), ...change });
  const back = (paymentKey: string, amountMinor: string) =>
    writer.write('cash.handed_back', {
      refundKey: ids.refundKey(),
      returnSaleId: ids.saleId(),
      paymentKey,
      amountMinor,
      currency: 'CNY',
      operatorId: 'op-1',
      businessDate: '2026-01-02',
      handedBackAtMs: 5,
    });
  const sale = (change: Partial<SaleRecord>) =>
    writer.write(
      'sale.completed',
      saleRecord(ids, { merchantId: 'shop', storeId: 'store-1', terminalId: 'till-1', ...change }),
    );
  const plain = cash();
  const first = cash({ amountMinor: '1000' });
  const saleId = ids.saleId();
  const returned = (receiptNo: string, quantity: number) =>
    sale({
      kind: 'return',
      receiptNo,
      lines: [{ ...saleLine(1, quantity, '100'), originalLineNo: 1 }],
      totalMinor: String(quantity * 100),
      tenders: [
        { key: ids.refundKey(), tender: 'cash', channel: 'cash', amountMinor: String(quantity * 100), offline: false },
      ],
      originalSaleId: saleId,
      originalReceiptNo: 'r-1',
    });
  return [
    writer.write('operator.signed_in', { operatorId: 'op-1', businessDate: '2026-01-01' }),
    writer.write('cash.taken', plain),
    // Two parts of an order: the second one is above it; and the same part told again.
    writer.write('cash.taken', first),
    writer.write('cash.taken', cash({ orderNo: first.orderNo, amountMinor: '500' })),
    writer.write('cash.taken', first),
    // A key that was used for another fact, and an order of another sum.
    writer.write('cash.taken', { ...cash(), paymentKey: plain.paymentKey }),
    writer.write('cash.taken', cash({ orderNo: plain.orderNo, orderTotalMinor: '99' })),
    back(plain.paymentKey, '1000'),
    back(plain.paymentKey, '1000'),
    back(ids.paymentKey(), '5'),
    sale({ saleId, receiptNo: 'r-1' }),
    sale({ saleId, receiptNo: 'r-2' }),
    sale({ receiptNo: 'r-1' }),
    sale({ receiptNo: 'r-3', totalMinor: '7' }),
    returned('r-4', 2),
    returned('r-5', 2),
    sale({ receiptNo: 'r-4' }),
    ...Array.from({ length: 20 }, () => writer.write('cash.taken', cash())),
  ];
}

async function ends(shop: TestShop) {
  const rows = async (text: string) => (await shop.database.pool.query(text)).rows;
  return {
    entries: await rows('SELECT sequence, kind, effect, exception_code, hash FROM terminal_journal_entry ORDER BY 1'),
    payments: await rows(
      `SELECT payment_key, status, version, amount_minor, refunded_minor, exception_code, request_hash FROM payment ORDER BY 1`,
    ),
    refunds: await rows('SELECT refund_key, status, amount_minor, exception_code FROM refund ORDER BY 1'),
    orders: await rows(
      'SELECT order_no, total_minor, reserved_minor, paid_minor, status FROM merchant_order ORDER BY 1',
    ),
    exceptions: await rows('SELECT code, subject_key, detail FROM payment_exception ORDER BY 1, 2'),
    sales: await rows('SELECT sale_id, kind, receipt_no, record FROM sale ORDER BY 1'),
    outbox: await rows(`SELECT kind, payload->>'paymentKey' AS key FROM outbox ORDER BY 1, 2`),
    balances: await shop.balances(),
  };
}

test('one call and many calls come to one end', async () => {
  const entries = facts(new IdMint(shops[0]!.clock, new SeededRandom('facts')));
  const [together, apart] = shops as [TestShop, TestShop];
  const { results, heads } = await serviceOf(together).append(agent, entries);
  const one = serviceOf(apart);
  const single: EntryResult[] = [];
  for (const entry of entries) single.push(...(await one.append(agent, [entry])).results);
  expect(results).toEqual(single);
  expect(results.map(({ exceptionCode }) => exceptionCode).filter((code) => code !== '')).toEqual([
    'CASH_ORDER_EXCEEDED',
    'PAYMENT_KEY_CONFLICT',
    'CASH_ORDER_DIFFERS',
    'CASH_BACK_EXCEEDS',
    'CASH_BACK_NO_PAYMENT',
    'SALE_TWICE',
    'RECEIPT_NO_TWICE',
    'SALE_TOTAL_DIFFERS',
    'RETURN_ABOVE_SALE',
    'RECEIPT_NO_TWICE',
  ]);
  expect(await ends(together)).toEqual(await ends(apart));
  expect(heads.get('till-1')).toEqual({
    sequence: entries.length,
    hash: Buffer.from(entries.at(-1)!.hash).toString('hex'),
  });
  // Told again, nothing moves.
  const before = await ends(together);
  const again = await serviceOf(together).append(agent, entries);
  expect(again.results.map(({ outcome }) => outcome)).toEqual(entries.map(() => 'already_held'));
  expect(again.results.map(({ exceptionCode }) => exceptionCode)).toEqual(
    results.map(({ exceptionCode }) => exceptionCode),
  );
  expect(await ends(together)).toEqual(before);
});
