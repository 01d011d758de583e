/** Rights, approvals, deeds, and what persons take off a cart, over the wires. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Fixture, ids, money, openFixture, setSettings } from './testing/fixture.ts';
import { articleOf } from './testing/settings-samples.ts';

const cardCode = 'QT-CARD-7M3K9X2P5R8W4T6Y1A';
const supervisor = { number: '2', pin: '1234' };

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
  await setSettings(fixture, [
    ['operator', 'op-2', { rights: ['sell', 'line.discount', 'drawer.open'], cardHash: sha256(cardCode) }],
    ['tax', 'std', { taxCode: 'std', nameZh: '增值税', nameEn: 'VAT', rateBasisPoints: 1300 }],
    ['till_rules', 'default', { currency: 'CNY', roundToMinor: 10, refundOperatorDayMaxMinor: '50000', tips: true }],
  ]);
});
afterAll(() => fixture.close());

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const call: Fixture['till']['call'] = (name, request) => fixture.till.call(name, request);
const line = (lineNo: number, articleId: string, over: object = {}) => ({ lineNo, articleId, quantity: 1, ...over });
const price = (lines: object[], over: object = {}) => call('PriceCart', { saleId: ids.saleId(), lines, ...over });

test('a till is told its rules, whole or as they are without any', async () => {
  const { rules } = await call('GetTill', {});
  expect(rules).toMatchObject({
    roundToMinor: '10',
    refundOperatorDayMax: money(50_000),
    refundStoreDayMax: null,
    saleMode: 'order',
    tips: true,
    shiftNeeded: false,
  });
});

describe('a cart', () => {
  test('with all that persons do to it', async () => {
    const cart = await price(
      [
        line(1, 'A4', { price: money(350), quantity: 2, discountBasisPoints: 1000 }),
        line(2, '-', { price: money(99), name: '散装糖' }),
        line(3, 'A1', { isBack: true }),
      ],
      { discount: money(20), roundToMinor: 10 },
    );
    expect(cart.lines).toMatchObject([
      { unitPrice: money(350), listPrice: money(400), discount: money(95), manualDiscount: money(95) },
      { unitPrice: money(99), listPrice: null, amount: money(95), taxCode: '' },
      { unitPrice: money(100), amount: money(-100) },
    ]);
    expect(cart).toMatchObject({ total: money(600), manualDiscount: money(90), rounding: money(9) });
  });

  test('takes back what is not sold any more, at the price that is named', async () => {
    const back = { isBack: true, price: money(300) };
    await expect(price([line(1, 'GONE', { price: money(300) })])).rejects.toThrow('ARTICLE_GONE');
    await expect(price([line(1, 'GONE', { isBack: true })])).rejects.toThrow('ARTICLE_GONE');
    const gone = await price([line(1, 'GONE', back), line(2, 'GONE', { isBack: true, codePrice: money(40) })]);
    expect(gone.lines.map(({ amount }) => amount?.amountMinor)).toEqual(['-300', '-40']);
    const article = { ...articleOf('OUT', { unitPriceMinor: '1130', taxCode: 'std' }), sold: false };
    await setSettings(fixture, [['article', 'OUT', article]]);
    await expect(price([line(1, 'OUT')])).rejects.toThrow('ARTICLE_GONE');
    const out = await price([line(1, 'A4', { quantity: 3 }), line(2, 'OUT', { isBack: true })]);
    expect(out).toMatchObject({ total: money(70), tax: money(-130) });
  });

  test.each([
    ['another rounding', [line(1, 'A1')], { roundToMinor: 100 }, 'this store rounds to 10'],
    ['more than all', [line(1, 'A1', { discountBasisPoints: 10_001 })], {}, 'discount_basis_points'],
    ['two discounts', [line(1, 'A1', { discountBasisPoints: 1, discount: money(1) })], {}, 'not both'],
    ['less than nothing', [line(1, 'A1', { discount: money(-1) })], {}, 'discount'],
    ['a negative price', [line(1, 'A1', { price: money(-1) })], {}, 'price'],
    ['no price', [line(1, '-', { name: '糖' })], {}, 'has a price'],
    ['no name', [line(1, '-', { price: money(5) })], {}, 'name'],
    ['a price beside its code’s', [line(1, 'A1', { price: money(5), codePrice: money(6) })], {}, 'has a price already'],
  ])('with %s is refused', async (_what, lines, over, why) => {
    await expect(price(lines, over)).rejects.toThrow(why);
  });
});

describe('a second person', () => {
  test.each([supervisor, { cardCode }])('approves by %o, and the deed names the approval', async (proof) => {
    const approved = await call('Approve', { ...proof, right: 'drawer.open', note: '换零钱' });
    expect(approved).toMatchObject({ operatorId: 'op-2', operatorName: '李强' });
    const deedId = ids.uuid7();
    const deed = { deedId, deed: 'drawer_opened', approvalId: approved.approvalId, doneAtMs: 5 };
    const recorded = await call('RecordDeed', { deedId, deedJson: JSON.stringify(deed) });
    await fixture.restart();
    expect(await call('RecordDeed', { deedId, deedJson: JSON.stringify(deed) })).toEqual(recorded);
    await fixture.online();
    await fixture.drained();
    const [, written] = fixture.server.journals.get('till-1')?.slice(-2) ?? [];
    expect(written).toMatchObject({ kind: 'till.deed', sequence: recorded.journalSequence });
  });

  test('is refused by name where it may not, and asks for a session', async () => {
    const ask = (over: object) => call('Approve', { ...supervisor, right: 'drawer.open', ...over });
    await expect(ask({ right: 'offline.take' })).rejects.toThrow('right: one of line.delete');
    await expect(ask({ right: 'price.change' })).rejects.toThrow('needs the right price.change');
    await expect(ask({ cardCode })).rejects.toThrow('a card, or a number and a PIN');
    await expect(ask({ pin: '4321' })).rejects.toThrow('wrong');
    await expect(ask({ saleId: 'x' })).rejects.toThrow('sale_id');
    const { session } = fixture.till;
    fixture.till.session = '';
    await expect(ask({})).rejects.toThrow('Sign in first');
    fixture.till.session = session;
  });

  test('signs in by card', async () => {
    const { operator } = await call('SignIn', { cardCode });
    expect(operator).toMatchObject({ operatorId: 'op-2', rights: ['sell', 'line.discount', 'drawer.open'] });
    await expect(call('SignIn', { cardCode: `${cardCode}Z` })).rejects.toThrow('no operator has this card');
  });
});
