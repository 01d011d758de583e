import { FakeClock, SeededRandom, silentLog } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/test-database.ts';
import { secretBox } from '../merchants/secret-box.ts';
import { applySeed } from '../seed/apply-seed.ts';
import { sampleSeed } from '../seed/sample-seed.fixture.ts';
import { openBoardReader } from './board-reader.ts';
import { BoardStore } from './board-store.ts';
import { sampleChain } from './sample-board.fixture.ts';

const nowMs = Date.parse('2026-03-02T08:30:00Z');
const clock = new FakeClock(nowMs);
const ids = new IdMint(clock, new SeededRandom(5));
let database: Database;
let store: BoardStore;

beforeAll(async () => {
  database = await openTestDatabase();
  store = new BoardStore(database);
  await applySeed({ database, secretBox: secretBox(Buffer.alloc(32, 7)), clock, log: silentLog }, sampleSeed());
  const at = (time: string) => Date.parse(`2026-03-02T${time}+08:00`);
  await sell('store-a', 'sale', 1000n, at('09:10:00'), [['cash', 'cash', 1000n]]);
  await sell('store-a', 'sale', 700n, at('09:50:00'), [
    ['payment_code', 'wechat', 500n],
    ['cash', 'cash', 200n],
  ]);
  await sell('store-a', 'return', 300n, at('23:30:00'), [['cash', 'cash', 300n]]);
  await sell('store-b', 'sale', 50n, at('10:00:00'), [['card', 'card', 50n]]);
  await sell('store-a', 'sale', 999n, at('09:00:00'), [['cash', 'cash', 999n]], '2026-03-01');
});
afterAll(() => database.close());

async function sell(
  storeId: string,
  kind: 'sale' | 'return',
  totalMinor: bigint,
  completedAtMs: number,
  tenders: ReadonlyArray<readonly [tender: string, channel: string, amountMinor: bigint]>,
  businessDate = '2026-03-02',
): Promise<void> {
  const record = {
    tenders: tenders.map(([tender, channel, amountMinor]) => ({ tender, channel, amountMinor: String(amountMinor) })),
  };
  const saleId = ids.saleId();
  await database.pool.query(
    `INSERT INTO sale (merchant_id, sale_id, kind, store_id, terminal_id, journal_sequence, receipt_no, order_no,
       operator_id, business_date, currency, total_minor, completed_at_ms, record)
     VALUES ('m1', $1::uuid, $2, $3, 'till-a1', 1, $1::text, $1::text, 'op-1', $4, 'CNY', $5, $6, $7)`,
    [saleId, kind, storeId, businessDate, totalMinor, completedAtMs, JSON.stringify(record)],
  );
}

const day = { merchantId: 'm1', storeIds: ['store-a', 'store-b'], businessDate: '2026-03-02' };

test('each store’s sales and returns of one business date', async () => {
  const sales = await store.sales(day);
  expect(sales.get('store-a')).toEqual({ saleCount: 2, soldMinor: 1700n, returnCount: 1, returnedMinor: 300n });
  expect(sales.get('store-b')).toMatchObject({ saleCount: 1, soldMinor: 50n });
  expect([...(await store.sales({ ...day, storeIds: ['store-b'] })).keys()]).toEqual(['store-b']);
  expect(await store.sales({ ...day, merchantId: 'other' })).toEqual(new Map());
});

test('by the hour since the day began, and by tender, returns taken off', async () => {
  const hours = await store.hours(day, Date.parse('2026-03-02T04:00:00+08:00'));
  expect(hours.map(Number)).toEqual([...Array(5).fill(0), 1700, 50, ...Array(12).fill(0), -300, ...Array(4).fill(0)]);
  expect(await store.tenders(day)).toEqual([
    { tender: 'cash', channel: 'cash', count: 3, amountMinor: 900n },
    { tender: 'payment_code', channel: 'wechat', count: 1, amountMinor: 500n },
    { tender: 'card', channel: 'card', count: 1, amountMinor: 50n },
  ]);
});

test('a reader asks for the stores of the place alone, by the chain’s own day', async () => {
  const asked: string[][] = [];
  const reader = openBoardReader({
    store,
    clock,
    health: async ({ storeIds }) => {
      asked.push([...storeIds]);
      return new Map();
    },
  });
  const place = { ...sampleChain, children: [{ ...sampleChain, kind: 'store' as const, id: 'store-b', children: [] }] };
  const found = await reader.read({ merchantId: 'm1', place }, { place });
  expect(asked).toEqual([['store-b']]);
  expect(found?.board.root.sums).toMatchObject({ storeCount: 1, soldMinor: 50n, incompleteCount: 1 });
  expect(found?.board.businessDate).toBe('2026-03-02');
  expect(await reader.read({ merchantId: 'nobody', place }, { place })).toBeUndefined();
});
