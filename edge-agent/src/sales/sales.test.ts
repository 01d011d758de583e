import { orderNoOfSale } from '@qiantai/protos';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cashRequest, type Fixture, ids, money, openFixture, paymentCodeRequest, until } from '../testing/fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());
beforeEach(async () => {
  fixture.server.onPay = () => ({ status: 'PAYMENT_STATUS_PAID', channel: 'CHANNEL_WECHAT' });
  fixture.server.sale = undefined;
  await fixture.online();
});

function record(saleId: string, tenders: object[], over: object = {}) {
  const line = { lineNo: 1, articleId: 'A1', barcode: '6900000000001', nameZh: '商品1', nameEn: 'Article 1' };
  return {
    kind: 'sale',
    saleId,
    orderNo: orderNoOfSale(saleId),
    merchantId: 'M1',
    storeId: 'S1',
    terminalId: 'till-1',
    currency: 'CNY',
    startedAtMs: 1,
    completedAtMs: 2,
    lines: [{ ...line, quantity: 5, unitPriceMinor: '250', amountMinor: '1250' }],
    totalMinor: '1250',
    tenders,
    ...over,
  };
}
const tender = (key: string, name: string, amountMinor = '1250', over: object = {}) => ({
  key,
  tender: name,
  channel: name === 'cash' ? 'cash' : 'alipay',
  amountMinor,
  offline: false,
  ...over,
});
const complete = (sale: object) => fixture.till.call('CompleteSale', { saleJson: JSON.stringify(sale) });

async function cashSale() {
  const saleId = ids.saleId();
  const cash = cashRequest(saleId, 1250, 2000);
  await fixture.till.call('TakeCash', cash);
  return { saleId, cash, sale: record(saleId, [tender(cash.paymentKey, 'cash')]) };
}

describe('completing a sale', () => {
  test('gives it a number of its own, and the tenders as this store knows them; twice is once', async () => {
    const { sale } = await cashSale();
    const first = await complete(sale);
    expect(first).toMatchObject({ receiptNo: expect.stringMatching(/^S1-till-1-[0-9]{8}-[0-9]{4}$/), offline: false });
    expect(JSON.parse(first.saleJson)).toMatchObject({
      operatorId: 'op-1',
      tenders: [{ tenderedMinor: '2000', changeMinor: '750' }],
    });
    expect(await complete(sale)).toEqual(first);
    await expect(complete({ ...sale, completedAtMs: 3 })).rejects.toThrow('SALE_CONFLICT');
    const second = await complete((await cashSale()).sale);
    expect(Number(second.receiptNo.slice(-4))).toBe(Number(first.receiptNo.slice(-4)) + 1);
  });

  test('takes a part by code and a part in cash', async () => {
    const saleId = ids.saleId();
    const code = { ...paymentCodeRequest(saleId, 1000), orderTotal: money(1250) };
    const cash = { ...cashRequest(saleId, 250, 250), orderTotal: money(1250) };
    await fixture.till.call('StartPayment', code);
    await fixture.till.call('TakeCash', cash);
    const tenders = [tender(code.paymentKey, 'payment_code', '1000'), tender(cash.paymentKey, 'cash', '250')];
    const done = await complete(record(saleId, tenders));
    expect(JSON.parse(done.saleJson).tenders[0]).toMatchObject({ channel: 'wechat' });
  });

  test('refuses what does not add up or is not paid, and keeps nothing of it', async () => {
    const { saleId, cash, sale } = await cashSale();
    const good = tender(cash.paymentKey, 'cash');
    const other = await cashSale();
    const bad: Array<[string, object]> = [
      ['SALE_BAD', { ...sale, totalMinor: '1251' }],
      ['SALE_BAD', { ...sale, currency: 'USD' }],
      ['SALE_BAD', { ...sale, storeId: 'S2' }],
      ['SALE_BAD', { ...sale, lines: [{ ...(sale.lines[0] as object), quantity: 4 }] }],
      ['SALE_BAD', { ...sale, lines: [sale.lines[0], sale.lines[0]], totalMinor: '2500' }],
      ['SALE_BAD', { ...sale, surprise: true }],
      ['SALE_BAD', record(saleId, [{ ...good, tender: 'card' }])],
      ['SALE_BAD', record(saleId, [tender(other.cash.paymentKey, 'cash')])],
      ['SALE_NOT_SETTLED', record(saleId, [])],
      ['SALE_NOT_SETTLED', record(saleId, [{ ...good, amountMinor: '1249' }])],
      ['SALE_NOT_SETTLED', record(saleId, [tender(ids.paymentKey(), 'cash')])],
    ];
    for (const [code, one] of bad) await expect(complete(one), JSON.stringify(one)).rejects.toThrow(code);
    await expect(fixture.till.call('CompleteSale', { saleJson: '{' })).rejects.toThrow('SALE_BAD');
    fixture.server.onPay = () => ({ status: 'PAYMENT_STATUS_AWAITING_PAYER', channel: 'CHANNEL_WECHAT' });
    const open = paymentCodeRequest(ids.saleId());
    await fixture.till.call('StartPayment', open);
    await expect(complete(record(open.saleId ?? '', [tender(open.paymentKey, 'payment_code')]))).rejects.toThrow(
      'SALE_NOT_SETTLED',
    );
    expect((await complete(sale)).receiptNo).not.toBe('');
  });

  test('money that the server sent back by itself settles no sale, and holds none up', async () => {
    fixture.server.onPay = () => ({
      ...{ status: 'PAYMENT_STATUS_PAID', channel: 'CHANNEL_WECHAT', refunded: money(1250) },
    });
    const back = paymentCodeRequest(ids.saleId());
    await fixture.till.call('StartPayment', back);
    const saleId = back.saleId ?? '';
    await expect(complete(record(saleId, [tender(back.paymentKey, 'payment_code')]))).rejects.toThrow(
      'SALE_NOT_SETTLED',
    );
    await fixture.till.call('AbandonSale', { saleId, reasonCode: 'CASHIER_CANCELLED' });
  });

  test('a sale of nothing but free things needs no tender', async () => {
    const free = [
      {
        lineNo: 1,
        articleId: 'A1',
        barcode: '',
        nameZh: '',
        nameEn: '',
        quantity: 1,
        unitPriceMinor: '0',
        amountMinor: '0',
      },
    ];
    expect((await complete(record(ids.saleId(), [], { lines: free, totalMinor: '0' }))).receiptNo).not.toBe('');
  });
});

describe('giving a sale up', () => {
  test('gives its open payments up; paid parts must have gone back before', async () => {
    fixture.server.onPay = () => ({ status: 'PAYMENT_STATUS_AWAITING_PAYER', channel: 'CHANNEL_WECHAT' });
    const open = paymentCodeRequest();
    await fixture.till.call('StartPayment', open);
    const abandon = { saleId: open.saleId ?? '', reasonCode: 'CASHIER_CANCELLED' };
    await fixture.till.call('AbandonSale', abandon);
    await fixture.till.call('AbandonSale', abandon);
    const now = () => fixture.till.call('GetPayment', { paymentKey: open.paymentKey });
    await until(async () => (await now()).payment?.status === 'PAYMENT_STATUS_CLOSED', 'the payment is closed');

    const { saleId, cash, sale } = await cashSale();
    const give = { saleId, reasonCode: 'CASHIER_CANCELLED' };
    await expect(fixture.till.call('AbandonSale', give)).rejects.toThrow('SALE_HAS_PAID_PARTS');
    const back = { refundKey: ids.refundKey(), returnSaleId: saleId, paymentKey: cash.paymentKey, amount: money(1250) };
    await fixture.till.call('ReturnCash', back);
    await fixture.till.call('AbandonSale', give);
    await expect(complete(sale)).rejects.toThrow('SALE_CONFLICT');
  });
});

describe('a return', () => {
  test('is found by its receipt, counts what went back, and is completed as a sale is', async () => {
    const { cash, sale } = await cashSale();
    const { receiptNo } = await complete(sale);
    const returnSaleId = ids.saleId();
    const refundKey = ids.refundKey();
    const back = { refundKey, returnSaleId, paymentKey: cash.paymentKey, amount: money(500) };
    const handed = await fixture.till.call('ReturnCash', back);
    expect(handed).toMatchObject({ state: 'EDGE_STATE_RECORDED' });
    expect(await fixture.till.call('ReturnCash', back)).toEqual(handed);
    const lines = [{ ...(sale.lines[0] as object), quantity: 2, amountMinor: '500', originalLineNo: 1 }];
    const returned = record(returnSaleId, [tender(refundKey, 'cash', '500', { originalPaymentKey: cash.paymentKey })], {
      kind: 'return',
      lines,
      totalMinor: '500',
      originalReceiptNo: receiptNo,
    });
    await complete(returned);
    await fixture.offline();
    const here = await fixture.till.call('FindSale', { receiptNo });
    expect(here).toMatchObject({ confirmedByServer: false, returnedQuantity: { 1: '2' } });
    expect(here.payments[0]).toMatchObject({ refunded: money(500) });
    await expect(fixture.till.call('FindSale', { receiptNo: 'S9-T1-20260101-0001' })).rejects.toThrow(
      'OFFLINE_RETURN_ELSEWHERE',
    );
  });

  test('of another store is the server’s to tell', async () => {
    await expect(fixture.till.call('FindSale', { receiptNo: 'S9-T1-20260101-0001' })).rejects.toThrow('SALE_NOT_FOUND');
    fixture.server.sale = { saleJson: '{"kind":"sale"}', payments: [], returnedQuantity: { 3: 1 } };
    const found = await fixture.till.call('FindSale', { receiptNo: 'S9-T1-20260101-0001' });
    expect(found).toMatchObject({ confirmedByServer: true, returnedQuantity: { 3: '1' } });
  });
});

describe('articles', () => {
  test('are found by barcode, by the other form of it, and by number', async () => {
    const { openSettingsStore } = await import('../settings/settings-store.ts');
    const { openStore } = await import('../store/database.ts');
    const { systemClock } = await import('@qiantai/foundation');
    const store = openStore(`${fixture.folder}/articles`, systemClock);
    const settings = openSettingsStore(store);
    store.transact(() => {
      for (let n = 0; n < 5000; n++) {
        const barcode = String(690000000000 + n).padStart(13, '0');
        const article = {
          articleId: `A${n}`,
          barcode,
          nameZh: `商品${n}`,
          nameEn: `Article ${n}`,
          unitPriceMinor: '100',
        };
        settings.put('article', `A${n}`, n, { ...article, currency: 'CNY', unit: '', picture: '' });
      }
    });
    expect(settings.articleByCode('690000004999')?.articleId).toBe('A4999');
    expect(settings.articleByCode('0690000000001')?.articleId).toBe('A1');
    expect(settings.articleByCode('A77')?.articleId).toBe('A77');
    expect(settings.articleByCode('4006381333931')).toBeUndefined();
    const timesMs = Array.from({ length: 1000 }, (_, n) => {
      const startedMs = systemClock.monotonicMs();
      settings.articleByCode(String(690000000000 + n).padStart(13, '0'));
      return systemClock.monotonicMs() - startedMs;
    });
    // The middle one: others may have the processor in between.
    expect(timesMs.sort((a, b) => a - b)[500]).toBeLessThan(0.2);
    expect(await settings.searchArticles('商品49', 10)).toHaveLength(10);
    expect(await settings.searchArticles('100%', 10)).toEqual([]);
    store.close();
    await expect(fixture.till.call('FindArticle', { code: '4006381333931' })).rejects.toThrow('ARTICLE_NOT_FOUND');
    expect((await fixture.till.call('SearchArticles', { text: 'Article', limit: 2 })).articles).toHaveLength(2);
  });
});
