/** Sales, returns and refunds that ask for a right, over the wires: refused, approved, taken. */
import { type JsonValue, payloadHash } from '@qiantai/foundation';
import { orderNoOfSale, type SaleId } from '@qiantai/protos';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  cashRequest,
  type Fixture,
  ids,
  money,
  openFixture,
  paymentCodeRequest,
  serviceCall,
  setSettings,
} from './testing/fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
  const rights = [
    'line.discount',
    'price.change',
    'line.back',
    'sale.by_price',
    'sale.round',
    'return.without_receipt',
  ];
  await setSettings(fixture, [['operator', 'op-2', { rights: ['sell', 'refund.over_limit', ...rights] }]]);
});
afterAll(() => fixture.close());
beforeEach(async () => {
  fixture.server.onPay = () => ({ status: 'PAYMENT_STATUS_PAID', channel: 'CHANNEL_WECHAT' });
  await fixture.online();
  await fixture.till.signIn();
});

const call: Fixture['till']['call'] = (name, request) => fixture.till.call(name, request);
const rules = (over: object) => setSettings(fixture, [['till_rules', 'default', { currency: 'CNY', ...over }]]);
const approve = async (right: string, saleId: string) =>
  (await call('Approve', { number: '2', pin: '1234', right, saleId })).approvalId;
const line = (over: object = {}) => ({
  ...{ lineNo: 1, articleId: 'A4', barcode: '', nameZh: '商品4', nameEn: 'Article 4' },
  ...{ quantity: 1, unitPriceMinor: '400', amountMinor: '400' },
  ...over,
});

/** A draft whose total is paid in cash. */
async function paidDraft(saleId: SaleId, lines: object[], over: object = {}) {
  const totalMinor = String(
    lines.reduce<number>((sum, one) => sum + Number((one as { amountMinor: string }).amountMinor), 0),
  );
  const cash = cashRequest(saleId, Number(totalMinor));
  await call('TakeCash', cash);
  return { ...draftOf(saleId, lines, totalMinor), tenders: [tender(cash.paymentKey, totalMinor)], ...over };
}
const draftOf = (saleId: SaleId, lines: object[], totalMinor: string) => ({
  ...{ kind: 'sale', saleId, orderNo: orderNoOfSale(saleId), currency: 'CNY' },
  ...{ startedAtMs: 1, completedAtMs: 2, lines, totalMinor },
});
const tender = (key: string, amountMinor: string, over: object = {}) => ({
  ...{ key, tender: 'cash', channel: 'cash', amountMinor, offline: false },
  ...over,
});
const complete = (draft: object) => call('CompleteSale', { saleJson: JSON.stringify(draft) });

const discounted = line({ amountMinor: '350', discountMinor: '50', manualDiscountMinor: '50' });

describe('a sale', () => {
  test.each<[string, object[], object]>([
    ['line.discount', [discounted], {}],
    ['line.discount', [line({ amountMinor: '350', discountMinor: '50' })], {}],
    ['price.change', [line({ unitPriceMinor: '300', amountMinor: '300', listPriceMinor: '400' })], {}],
    [
      'line.back',
      [line(), line({ lineNo: 2, articleId: 'A1', unitPriceMinor: '100', amountMinor: '-100', isBack: true })],
      {},
    ],
    ['sale.by_price', [line({ articleId: '-', nameZh: '散装糖' })], {}],
    [
      'sale.round',
      [line({ unitPriceMinor: '405', discountMinor: '5', manualDiscountMinor: '5' })],
      { roundingMinor: '5' },
    ],
  ])('that asks for %s is completed with an approval of it alone', async (right, lines, over) => {
    await rules({ roundToMinor: 10 });
    const saleId = ids.saleId();
    const draft = await paidDraft(saleId, lines, over);
    await expect(complete(draft)).rejects.toThrow(`An operator with the right ${right} has to approve it`);
    const others = [await approve(right, ids.saleId()), await approve('refund.over_limit', saleId)];
    await expect(complete({ ...draft, approvalIds: others })).rejects.toThrow('APPROVAL_NEEDED');
    const approved = { ...draft, approvalIds: [...others, await approve(right, saleId)] };
    const done = await complete(approved);
    expect(JSON.parse(done.saleJson)).toMatchObject({ operatorId: 'op-1', approvalIds: approved.approvalIds });
    expect(await complete(approved)).toEqual(done);
  });

  test('of an operator with the right needs no approval', async () => {
    const draft = await paidDraft(ids.saleId(), [discounted]);
    await fixture.till.signIn('2');
    expect((await complete(draft)).receiptNo).not.toBe('');
  });

  test('is refused where its sums or its rounding are not right, whoever asks', async () => {
    await rules({ roundToMinor: 10 });
    await fixture.till.signIn('2');
    const saleId = ids.saleId();
    const off = { discountMinor: '5', manualDiscountMinor: '5' };
    const rounded = await paidDraft(saleId, [line({ unitPriceMinor: '405', ...off })], { roundingMinor: '5' });
    for (const [bad, why] of [
      [{ roundingMinor: '6' }, '6 is rounded off, persons took off 5'],
      [
        { lines: [line({ unitPriceMinor: '405', discountMinor: '5', manualDiscountMinor: '6' })] },
        'persons took 6 off',
      ],
      [{ lines: [line({ originalLineNo: 1 })] }, 'line 1 is of a receipt and does not come back'],
      [{ lines: [line({ isBack: true })] }, 'it is back, 1 × 400, not 400'],
      [{ kind: 'return', lines: [line({ isBack: true, amountMinor: '-400' })] }, 'every line of a return comes back'],
    ] as const) {
      await expect(complete({ ...rounded, ...bad }), why).rejects.toThrow(why);
    }
    await rules({ roundToMinor: 100 });
    await complete(rounded);
    const other = await paidDraft(ids.saleId(), [line({ unitPriceMinor: '415', amountMinor: '410', ...off })], {
      roundingMinor: '5',
    });
    await expect(complete(other)).rejects.toThrow('this store rounds a sale');
  });

  test('that a till ended by itself is a fact: taken without a right', async () => {
    const saleId = ids.saleId();
    const places = { merchantId: 'M1', storeId: 'S1', terminalId: 'till-1' };
    const draft = await paidDraft(saleId, [discounted], places);
    const record = { kind: 'sale', saleId, operatorId: 'op-1', businessDate: '2026-01-02', draft };
    const request = { key: saleId, hash: payloadHash(record as JsonValue), recordJson: JSON.stringify(record) };
    const { agent, identities } = fixture;
    const offered = await serviceCall<{ code: string; receiptNo: string }>(
      agent.grpcPort,
      'HubService',
      identities['till-1'],
      { name: 'OfferRecord', request },
    );
    expect(offered).toMatchObject({ code: '', receiptNo: expect.stringContaining('S1-till-1-') });
  });
});

describe('a return', () => {
  test('without a receipt asks for a right; of a receipt it asks for none', async () => {
    const { receiptNo } = await complete(await paidDraft(ids.saleId(), [line()]));
    for (const named of [{ originalReceiptNo: receiptNo }, {}]) {
      const saleId = ids.saleId();
      const refundKey = ids.refundKey();
      await call('ReturnCash', { refundKey, returnSaleId: saleId, amount: money(400) });
      const lines = [line('originalReceiptNo' in named ? { originalLineNo: 1 } : {})];
      const back = { ...draftOf(saleId, lines, '400'), kind: 'return', ...named, tenders: [tender(refundKey, '400')] };
      if (!('originalReceiptNo' in named)) {
        await expect(complete(back)).rejects.toThrow('the right return.without_receipt has to approve it');
        Object.assign(back, { approvalIds: [await approve('return.without_receipt', saleId)] });
      }
      expect((await complete(back)).receiptNo).not.toBe('');
    }
  });
});

describe('what may be given back in a day', () => {
  const giveBack = (amountMinor: number, over: object = {}) =>
    call('ReturnCash', { refundKey: ids.refundKey(), returnSaleId: ids.saleId(), amount: money(amountMinor), ...over });

  test('is limited by operator and store, by cash and channel, and an approval goes beyond', async () => {
    const given = 800;
    await rules({ refundOperatorDayMaxMinor: String(given + 500), refundStoreDayMaxMinor: String(given + 700) });
    const paid = paymentCodeRequest(ids.saleId(), 400);
    await call('StartPayment', paid);
    const wallet = { tender: 'payment_code', channel: 'wechat' };
    const sold = draftOf(paid.saleId as SaleId, [line()], '400');
    await complete({ ...sold, tenders: [tender(paid.paymentKey, '400', wallet)] });
    const refund = {
      refundKey: ids.refundKey(),
      returnSaleId: ids.saleId(),
      paymentKey: paid.paymentKey,
      amount: money(300),
    };
    await call('StartRefund', refund);
    await call('StartRefund', refund);
    await giveBack(200);
    await expect(giveBack(1)).rejects.toThrow('Today this operator may give back 0 more, not 1');
    const again = { ...refund, refundKey: ids.refundKey(), amount: money(100) };
    await expect(call('StartRefund', again)).rejects.toThrow('REFUND_OVER_LIMIT');
    const approvalId = await approve('refund.over_limit', refund.returnSaleId);
    await expect(giveBack(1, { approvalId })).rejects.toThrow('was not given for this');
    await call('StartRefund', { ...again, approvalId });
    await fixture.till.signIn('2');
    await giveBack(100);
  });

  test('the store’s limit holds for every operator, and is told where it is the tighter one', async () => {
    await rules({ refundOperatorDayMaxMinor: '999999', refundStoreDayMaxMinor: '1510' });
    await expect(giveBack(20)).rejects.toThrow('Today this store may give back 10 more, not 20');
    // In parts: what is still to go back counts before the first of it goes.
    await expect(giveBack(5, { whole: money(11) })).rejects.toThrow('may give back 10 more, not 11');
    await expect(giveBack(11, { whole: money(5) })).rejects.toThrow('may give back 10 more, not 11');
    await giveBack(5, { whole: money(10) });
    await giveBack(5, { whole: money(5) });
  });

  test('money that settled no sale is not counted and not limited', async () => {
    await rules({ refundOperatorDayMaxMinor: '0' });
    const cash = cashRequest(ids.saleId(), 700);
    await call('TakeCash', cash);
    await giveBack(700, { returnSaleId: cash.saleId, paymentKey: cash.paymentKey });
    await call('AbandonSale', { saleId: cash.saleId, reasonCode: 'CASHIER_CANCELLED' });
    // The same sale paid once more, by a payment that was thought to have failed.
    const twice = await paidDraft(ids.saleId(), [line()]);
    const late = paymentCodeRequest(twice.saleId, 400);
    await call('StartPayment', late);
    await complete(twice);
    const goesBack = { refundKey: ids.refundKey(), returnSaleId: twice.saleId, amount: money(400) };
    await call('StartRefund', { ...goesBack, paymentKey: late.paymentKey });
    await rules({ refundStoreDayMaxMinor: '1511' });
    await giveBack(1);
    const kept = await paidDraft(ids.saleId(), [line()]);
    await complete(kept);
    const back = { returnSaleId: kept.saleId, paymentKey: kept.tenders[0]?.key };
    await expect(giveBack(400, back)).rejects.toThrow('REFUND_OVER_LIMIT');
  });
});

test('where the rules say so, money of a sale is taken within a shift alone; refunds go on', async () => {
  await rules({ shiftNeeded: true });
  const cash = cashRequest(ids.saleId(), 400);
  await expect(call('TakeCash', cash)).rejects.toThrow('SHIFT_NEEDED');
  await expect(call('StartPayment', paymentCodeRequest())).rejects.toThrow('no open shift');
  await call('ReturnCash', { refundKey: ids.refundKey(), returnSaleId: ids.saleId(), amount: money(1) });
  const { agent, identities, till } = fixture;
  const request = { shiftId: ids.uuid7(), float: money(0) };
  await serviceCall(agent.grpcPort, 'ShiftService', identities['till-1'], {
    name: 'OpenShift',
    request,
    session: till.session,
  });
  await call('TakeCash', cash);
});
