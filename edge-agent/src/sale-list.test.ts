/** The store's sales as a till lists them, and payments by the numbers on a customer's phone, over the wires. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { channelOrderNo, orderNoOfSale } from '@qiantai/protos';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openSaleListStore } from './sales/sale-list-store.ts';
import { migrate } from './store/migrate-store.ts';
import {
  cashRequest,
  type Fixture,
  ids,
  money,
  openFixture,
  paymentCodeRequest,
  tillClient,
} from './testing/fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
  for (const [n, name] of ['苹果', 'Milk', '牛奶'].entries()) await sell(n + 1, { nameZh: name });
});
afterAll(() => fixture.close());
beforeEach(async () => {
  fixture.server.receiptOfPayment = undefined;
  fixture.server.onPay = () => ({
    status: 'PAYMENT_STATUS_PAID',
    channel: 'CHANNEL_WECHAT',
    channelTransactionId: '4200000001',
  });
  await fixture.online();
});

const call: Fixture['till']['call'] = (name, request) => fixture.till.call(name, request);
const list = (request: object = {}) => call('ListSales', request);
const names = async (request: object) => (await list(request)).sales.map(({ completedAtMs }) => Number(completedAtMs));

/** A sale in cash that ended at the instant. */
async function sell(completedAtMs: number, over: object = {}, customer?: { memberNo: string }) {
  const cash = cashRequest(ids.saleId(), 500);
  await call('TakeCash', cash);
  const { saleId, orderNo } = cash;
  const tender = { key: cash.paymentKey, tender: 'cash', channel: 'cash', amountMinor: '500', offline: false };
  const line = { lineNo: 1, articleId: 'A1', barcode: '', nameZh: '商品', nameEn: 'Article', ...over };
  const lines = [{ ...line, quantity: 5, unitPriceMinor: '100', amountMinor: '500' }];
  const sale = { kind: 'sale', saleId, orderNo, currency: 'CNY', startedAtMs: 1, completedAtMs, lines, customer };
  const saleJson = JSON.stringify({ ...sale, totalMinor: '500', tenders: [tender] });
  return { ...(await call('CompleteSale', { saleJson })), saleId, orderNo };
}

describe('sales', () => {
  test('are listed newest first, with what a person knows them by', async () => {
    const { receiptNo, saleId } = await sell(10, { nameZh: '面包' });
    await fixture.drained();
    const { sales, more } = await list();
    expect(sales.map(({ completedAtMs }) => completedAtMs)).toEqual(['10', '3', '2', '1']);
    expect(more).toBe(false);
    expect(sales[0]).toEqual({
      ...{ receiptNo, saleId, kind: 'sale', terminalId: 'till-1', operatorName: '王芳', completedAtMs: '10' },
      ...{ total: money(500), itemCount: 5, tenders: ['cash'], unsent: false },
    });
  });

  test('are found by parts of names, numbers and members, by date, and by the till alone', async () => {
    const { receiptNo, orderNo, saleId } = await sell(20, {}, { memberNo: 'VIP-0042' });
    expect(await names({ text: 'milk' })).toEqual([2]);
    expect(await names({ text: '牛' })).toEqual([3]);
    expect(await names({ text: 'vip-00' })).toEqual([20]);
    for (const text of [receiptNo, receiptNo.slice(-4), orderNo.toLowerCase()])
      expect(await names({ text })).toEqual([20]);
    expect(await names({ text: '100%' })).toEqual([]);
    const date = receiptNo.replace(/.*-([0-9]{4})([0-9]{2})([0-9]{2})-.*/, '$1-$2-$3');
    expect(await names({ businessDate: date, text: 'vip' })).toEqual([20]);
    expect(await names({ businessDate: '2020-01-01' })).toEqual([]);
    const other = tillClient(fixture.agent.grpcPort, fixture.identities['till-2']);
    await other.signIn();
    expect((await other.call('ListSales', { text: 'vip' })).sales).toMatchObject([{ saleId }]);
    expect((await other.call('ListSales', { ownOnly: true })).sales).toEqual([]);
    other.close();
  });

  test('come in pages by time, and what ended at one instant is never torn apart', async () => {
    await sell(30);
    await sell(30);
    await sell(31);
    expect(await names({ limit: 2 })).toEqual([31, 30, 30]);
    const first = await list({ limit: 1 });
    expect([first.sales.length, first.more]).toEqual([1, true]);
    expect(await names({ limit: 1, beforeMs: 31 })).toEqual([30, 30]);
    expect(await names({ limit: 2, beforeMs: 30, text: '' })).toEqual([20, 10]);
    expect((await list({ beforeMs: 2 })).more).toBe(false);
  });

  test('say what the server does not have yet, and ask for a session and bounds', async () => {
    await fixture.offline();
    await sell(40);
    expect((await list({ limit: 1 })).sales).toMatchObject([{ completedAtMs: '40', unsent: true }]);
    await expect(list({ limit: 101 })).rejects.toThrow('limit');
    await expect(list({ businessDate: 'today' })).rejects.toThrow('business_date');
    const { session } = fixture.till;
    fixture.till.session = '';
    await expect(list()).rejects.toThrow('Sign in first');
    await expect(call('FindPayment', { number: '1' })).rejects.toThrow('Sign in first');
    fixture.till.session = session;
  });
});

describe('a payment', () => {
  const find = (number: string) => call('FindPayment', { number });

  test('of this store is found by each of its numbers, with the line and without', async () => {
    const request = paymentCodeRequest(ids.saleId());
    await call('StartPayment', request);
    const { paymentKey, orderNo, saleId } = request;
    for (const number of [orderNo as string, '4200000001', channelOrderNo(paymentKey, 1)]) {
      expect(await find(number)).toMatchObject({
        payment: { paymentKey },
        saleId,
        receiptNo: '',
        confirmedByServer: true,
      });
    }
    await fixture.offline();
    expect(await find('4200000001')).toMatchObject({ payment: { paymentKey }, confirmedByServer: true });
    expect(await find('4200000009')).toMatchObject({ payment: null, confirmedByServer: false });
  });

  test('of cash names its receipt; the paid one of an order comes first', async () => {
    const { orderNo, receiptNo, saleId } = await sell(50);
    await fixture.drained();
    expect(await find(orderNo)).toMatchObject({
      payment: { orderNo, tender: 'TENDER_CASH' },
      receiptNo,
      saleId,
      confirmedByServer: true,
    });
    const paid = paymentCodeRequest(ids.saleId());
    await call('StartPayment', paid);
    fixture.server.onPay = () => ({ status: 'PAYMENT_STATUS_FAILED', reasonCode: 'CARD_DECLINED' });
    await call('StartPayment', { ...paid, paymentKey: ids.paymentKey() });
    expect(await find(paid.orderNo as string)).toMatchObject({ payment: { paymentKey: paid.paymentKey } });
  });

  test('that has no end yet is asked for at the channel', async () => {
    fixture.server.onPay = () => ({ status: 'PAYMENT_STATUS_AWAITING_PAYER', channel: 'CHANNEL_WECHAT' });
    const request = paymentCodeRequest(ids.saleId());
    await call('StartPayment', { ...request, waitMs: 500 });
    const found = find(request.orderNo as string);
    fixture.server.change(request.paymentKey, { status: 'PAYMENT_STATUS_PAID' });
    expect((await found).payment?.status).toBe('PAYMENT_STATUS_PAID');
    expect(fixture.server.asked).toContain(request.paymentKey);
  });

  test('of another store of the merchant is the server’s to show, open ones after a look at the channel', async () => {
    const elsewhere = ids.saleId();
    const message = {
      ...{
        paymentKey: ids.paymentKey() as string,
        orderNo: orderNoOfSale(elsewhere),
        status: 'PAYMENT_STATUS_AWAITING_PAYER' as const,
      },
      ...{ version: 2, amount: money(700), tender: 'TENDER_QR' as const, channel: 'CHANNEL_ALIPAY' as const },
      ...{ channelTransactionId: '2026000042', refunded: money(0) },
    };
    fixture.server.payments.set(message.paymentKey, { message, request: '', pays: 0 });
    expect(await find('2026000042')).toMatchObject({
      payment: { paymentKey: message.paymentKey },
      saleId: elsewhere,
      receiptNo: '',
      confirmedByServer: true,
    });
    expect(fixture.server.asked).toContain(message.paymentKey);
    fixture.server.receiptOfPayment = { saleId: elsewhere, receiptNo: 'S9-T1-20260102-0007' };
    fixture.server.change(message.paymentKey, { status: 'PAYMENT_STATUS_PAID' });
    expect(await find(message.orderNo)).toMatchObject({
      payment: { status: 'PAYMENT_STATUS_PAID' },
      receiptNo: 'S9-T1-20260102-0007',
    });
    expect(await find('2026000043')).toMatchObject({
      payment: null,
      saleId: '',
      receiptNo: '',
      confirmedByServer: true,
    });
    await expect(find('a b')).rejects.toThrow('number');
  });
});

test('sales that an earlier version of the agent took are listed, too', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sale-list-'));
  const sql = new Sqlite(join(folder, 'agent.db'));
  const migrations = new URL('./store/migrations/', import.meta.url);
  const all = readdirSync(migrations)
    .sort()
    .map((name) => ({
      version: Number(name.slice(0, 4)),
      name,
      text: readFileSync(new URL(name, migrations), 'utf8'),
    }));
  migrate(
    sql,
    1,
    all.filter(({ version }) => version < 80),
  );
  const lines = [
    { nameZh: '牛奶', nameEn: 'Milk' },
    { nameZh: '面包', nameEn: 'Bread' },
  ];
  const record = {
    completedAtMs: 5,
    businessDate: '2026-01-02',
    receiptNo: 'S1-T1-20260102-0001',
    orderNo: 'O1',
    lines,
  };
  sql
    .prepare("INSERT INTO sale VALUES ('s1', 'till-1', 'completed', 'r', '', '', ?, 1, 0)")
    .run(JSON.stringify(record));
  sql.exec("INSERT INTO sale VALUES ('s2', 'till-1', 'abandoned', NULL, '', '', '', 2, 0)");
  migrate(sql, 2, all);
  const { find } = openSaleListStore(sql);
  const query = { businessDate: '', terminalId: '', beforeMs: 9, limit: 9 };
  for (const text of ['', 'bread', '牛奶', 's1-t1', 'o1'])
    expect(find({ ...query, text })).toEqual([{ saleId: 's1', completedAtMs: 5 }]);
  sql.close();
  rmSync(folder, { recursive: true });
});
