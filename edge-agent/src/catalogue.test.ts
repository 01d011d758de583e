/** Settings from the server to what a till is told, over the wires. */
import { orderNoOfSale, type SettingValue } from '@qiantai/protos';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasCheckDigit } from './pricing/barcode-rules.ts';
import { cashRequest, type Fixture, ids, money, openFixture, until } from './testing/fixture.ts';
import { articleOf, changeOf } from './testing/settings-samples.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

let version = 100;
type Change = ReturnType<typeof changeOf>;

/** Sent by the server, and sold by at the agent when this resolves. */
async function send(...changes: Array<(version: number) => Change>): Promise<number> {
  for (const change of changes) {
    version += 1;
    fixture.server.settings.push(change(version));
  }
  const wanted = String(version);
  await until(async () => (await fixture.till.call('GetTill', {})).settingsVersion === wanted, `version ${wanted}`);
  return version;
}
const find = (code: string, saleId = '') => fixture.till.call('FindArticle', { code, saleId });
const line = (lineNo: number, articleId: string, over: object = {}) => ({ lineNo, articleId, quantity: 1, ...over });
const price = (saleId: string, ...lines: object[]) => fixture.till.call('PriceCart', { saleId, lines });
const sold = (id: string, over: Partial<SettingValue<'article'>>) => (at: number) =>
  changeOf(at, 'article', id, articleOf(id, over));
const promotion = (id: string, rule: SettingValue<'promotion'>['rule']) => (at: number) =>
  changeOf(at, 'promotion', id, { promotionId: id, nameZh: '满减', nameEn: 'Less', validFromMs: 0, rule });

/** With its check digit, or one that is so much off. */
function scaleCode(digits: string, off = 0): string {
  const right = [...Array(10).keys()].find((digit) => hasCheckDigit(`${digits}${digit}`)) ?? 0;
  return `${digits}${(right + off) % 10}`;
}

describe('a cart', () => {
  test('is priced with promotions and tax, and its sale is taken with them', async () => {
    await send(
      sold('X1', { unitPriceMinor: '1000', taxCode: 'std' }),
      (at) => changeOf(at, 'tax', 'std', { taxCode: 'std', nameZh: '增值税', nameEn: 'VAT', rateBasisPoints: 1300 }),
      promotion('P1', { kind: 'percent_off', articleIds: ['X1'], basisPoints: 1000 }),
    );
    const saleId = ids.saleId();
    const cart = await price(saleId, line(1, 'X1', { quantity: 2 }), line(2, 'A1'));
    expect(cart).toMatchObject({
      total: money(1900),
      tax: money(207),
      settingsVersion: String(version),
      discounts: [{ promotionId: 'P1', nameEn: 'Less', amount: money(200) }],
    });
    expect(cart.lines[0]).toMatchObject({
      unitPrice: money(1000),
      discount: money(200),
      amount: money(1800),
      promotionIds: ['P1'],
      taxCode: 'std',
      taxRateBasisPoints: 1300,
      tax: money(207),
    });
    expect(cart.lines[1]).toMatchObject({ amount: money(100), taxCode: '', tax: money(0) });

    const cash = cashRequest(saleId, 1900, 2000);
    await fixture.till.call('TakeCash', cash);
    const names = { barcode: '', nameZh: '', nameEn: '' };
    const taxed = { taxCode: 'std', taxRateBasisPoints: 1300, taxMinor: '207' };
    const first = { lineNo: 1, articleId: 'X1', ...names, quantity: 2, unitPriceMinor: '1000', amountMinor: '1800' };
    const record = (over: object) => ({
      kind: 'sale',
      saleId,
      orderNo: orderNoOfSale(saleId),
      currency: 'CNY',
      startedAtMs: 1,
      completedAtMs: 2,
      lines: [
        { ...first, discountMinor: '200', promotionIds: ['P1'], ...taxed, ...over },
        { lineNo: 2, articleId: 'A1', ...names, quantity: 1, unitPriceMinor: '100', amountMinor: '100' },
      ],
      totalMinor: '1900',
      tenders: [{ key: cash.paymentKey, tender: 'cash', channel: 'cash', amountMinor: '1900', offline: false }],
      settingsVersion: version,
    });
    const complete = (over: object) => fixture.till.call('CompleteSale', { saleJson: JSON.stringify(record(over)) });
    await expect(complete({ discountMinor: '100' })).rejects.toThrow('line 1: it is 2 × 1000 less 100, not 1800');
    await expect(complete({ taxMinor: '200' })).rejects.toThrow('its tax is 207, not 200');
    expect(JSON.parse((await complete({})).saleJson)).toMatchObject({ settingsVersion: version, totalMinor: '1900' });
  });

  test('of an article that is gone, that wants a weight, or twice the same line is refused by name', async () => {
    await send(sold('W0', { soldByWeight: true }));
    const saleId = ids.saleId();
    await expect(price(saleId, line(1, 'NONE'))).rejects.toThrow('ARTICLE_GONE');
    await expect(price(saleId, line(1, 'W0'))).rejects.toThrow('ARTICLE_WANTS_WEIGHT');
    await expect(price(saleId, line(1, 'A1'), line(1, 'A2'))).rejects.toThrow('REQUEST_BAD');
    await expect(price(saleId, line(1, 'A1', { weightG: 5 }))).rejects.toThrow('REQUEST_BAD');
    await expect(price(saleId, line(1, 'W0', { weightG: 5, quantity: 2 }))).rejects.toThrow('REQUEST_BAD');
  });

  test('goes by the version of its first article to its end, whatever comes down meanwhile', async () => {
    const first = await send(sold('X2', { unitPriceMinor: '300' }));
    const saleId = ids.saleId();
    expect((await find('X2', saleId)).unitPrice).toEqual(money(300));
    await send(
      sold('X2', { unitPriceMinor: '400' }),
      promotion('P2', { kind: 'percent_off', articleIds: ['X2'], basisPoints: 5000 }),
    );
    expect((await find('X2', saleId)).unitPrice).toEqual(money(300));
    const cart = await price(saleId, line(1, 'X2'));
    expect(cart).toMatchObject({ total: money(300), settingsVersion: String(first), discounts: [] });
    await fixture.restart();
    await expect(fixture.till.call('PriceCart', { saleId, basis: cart.basis })).rejects.toThrow('CART_BASIS_UNKNOWN');
    expect(await price(saleId, line(1, 'X2'))).toEqual({ ...cart, basis: expect.any(String) });
    await fixture.till.call('AbandonSale', { saleId, reasonCode: 'CASHIER' });
    expect(await price(ids.saleId(), line(1, 'X2'))).toMatchObject({ total: money(200) });
  });
});

describe('codes of scales', () => {
  test('sell by their weight or price; what they name and nobody sells is said', async () => {
    const rule = (prefix: string, is: 'weight_g' | 'price_minor') => (at: number) =>
      changeOf(at, 'barcode_rule', prefix, {
        prefix,
        length: 13,
        article: { from: 2, length: 5 },
        value: { from: 7, length: 5, is },
        checkDigit: true,
      });
    await send(
      rule('21', 'weight_g'),
      rule('22', 'price_minor'),
      sold('12345', { unitPriceMinor: '1990', soldByWeight: true }),
    );
    const saleId = ids.saleId();
    const weighed = await find(scaleCode('211234501250'), saleId);
    expect(weighed).toMatchObject({ articleId: '12345', weightG: '1250', codePrice: null, soldByWeight: true });
    const priced = await find(scaleCode('221234500999'), saleId);
    expect(priced).toMatchObject({ weightG: '0', codePrice: money(999) });
    const cart = await price(saleId, line(1, '12345', { weightG: 1250 }), line(2, '12345', { codePrice: money(999) }));
    expect(cart.lines.map((one) => one.amount)).toEqual([money(2488), money(999)]);
    await expect(find(scaleCode('211234501250', 1))).rejects.toThrow('BARCODE_CHECK_DIGIT');
    await expect(find(scaleCode('210000101250'))).rejects.toThrow('ARTICLE_OF_CODE_UNKNOWN');
    await expect(find(scaleCode('211234500000'))).rejects.toThrow('BARCODE_VALUE_BAD');
  });
});

describe('the till', () => {
  test('is told texts, adverts and taxes, and of new settings by the status stream', async () => {
    await send(
      (at) => changeOf(at, 'receipt_text', 'default', { header: ['新店开业'], footer: ['谢谢'] }, 'terminal/till-1'),
      (at) =>
        changeOf(at, 'advert', 'AD1', {
          advertId: 'AD1',
          titleZh: '牛奶',
          titleEn: 'Milk',
          picture: '🥛',
          place: 2,
          seconds: 8,
          validFromMs: 1,
        }),
    );
    expect(await fixture.till.call('GetTill', {})).toMatchObject({
      receiptHeader: ['新店开业'],
      receiptFooter: ['谢谢'],
      adverts: [{ advertId: 'AD1', picture: '🥛', seconds: 8, validUntilMs: '0' }],
      sessionOver: false,
    });
    expect((await fixture.till.call('SyncNow', {})).settingsVersion).toBe(String(version));
  });

  test('loses its session where the operator lost a right while the store was offline, at the next contact', async () => {
    const operator = fixture.server.settings.find(({ kind }) => kind === 'operator');
    const value = JSON.parse(operator?.valueJson ?? '{}') as SettingValue<'operator'>;
    await fixture.offline();
    version += 1;
    fixture.server.settings.push(changeOf(version, 'operator', 'op-1', { ...value, rights: ['sell', 'return'] }));
    await fixture.online();
    await until(
      async () => (await fixture.till.call('GetTill', {})).settingsVersion === String(version),
      'more rights',
    );
    expect((await fixture.till.call('GetTill', {})).sessionOver).toBe(false);
    await send((at) => changeOf(at, 'operator', 'op-1', { ...value, rights: ['return'] }));
    expect((await fixture.till.call('GetTill', {})).sessionOver).toBe(true);
    await expect(fixture.till.call('AbandonSale', { saleId: ids.saleId(), reasonCode: 'CASHIER' })).rejects.toThrow(
      'SESSION_MISSING',
    );
    await fixture.till.signIn();
    await send((at) => changeOf(at, 'operator', 'op-1', undefined));
    expect((await fixture.till.call('GetTill', {})).sessionOver).toBe(true);
    await expect(fixture.till.signIn()).rejects.toThrow('SIGN_IN_WRONG');
    await send((at) => changeOf(at, 'operator', 'op-1', value));
    await fixture.till.signIn();
  });

  test('goes on with the settings it has where the server’s go back or come out of order, which is told', async () => {
    const held = version;
    fixture.server.settingsVersion = 5;
    const kept = fixture.server.settings.splice(0);
    const alarms = async () =>
      JSON.stringify(await (await fetch(`http://127.0.0.1:${fixture.agent.statusPort}/status.json`)).json());
    await until(async () => (await alarms()).includes('SETTINGS_VERSION_BACK'), 'the alarm');
    fixture.server.settings.push(...kept);
    fixture.server.settingsVersion = held + 2;
    const changes = [changeOf(held + 2, 'article', 'A1', undefined), changeOf(held + 1, 'article', 'A2', undefined)];
    fixture.server.onPull = () => ({ changes, more: false, path: [], restart: false });
    await until(async () => (await alarms()).includes('SETTINGS_PAGE_BAD'), 'the alarm');
    fixture.server.onPull = () => undefined;
    fixture.server.settingsVersion = undefined;
    expect((await fixture.till.call('GetTill', {})).settingsVersion).toBe(String(held));
    expect((await find('A1')).articleId).toBe('A1');
  });
});
