/** Cards taken offline in the core: every order of telling, every end, and what finance does with a decline. */
import type { PaymentKey } from '@qiantai/protos';
import { describe, expect, test } from 'vitest';
import type { PayRequest } from '../payment-service.ts';
import { channelAccount } from '../scripted-gateway.fixture.ts';
import { caller, card, cny, testShop, until } from '../test-shop.fixture.ts';
import { presentationsMax, representableMs } from './offline-card-transitions.ts';

const shop = testShop();
const coded = (code: string) => expect.objectContaining({ code });

/** 38 basis points for the merchant, 20 of cost: 38 and 20 minor units of 10,000. */
const approvedBooks = {
  'merchant.acquiring_fee_expense': 38n,
  'merchant.receivable_from_acquirer': 9962n,
  'merchant.sales': -10_000n,
  'platform.card_clearing': 9980n,
  'platform.channel_fee_expense': 20n,
  'platform.fee_income': -38n,
  'platform.merchant_payable': -9962n,
};
const takenBooks = { 'merchant.offline_card_receivable': 10_000n, 'merchant.sales_not_settled': -10_000n };
const declinedBooks = { 'merchant.declined_offline_receivable': 10_000n, 'merchant.sales': -10_000n };

function asked(change: Partial<PayRequest> = {}): PayRequest {
  shop.accounts = [channelAccount('card-1', 'card')];
  shop.clearing = 'card';
  const { paymentCode: _code, ...request } = shop.request({ tender: 'card', card });
  const takenAtMs = request.requestedAtMs;
  return { ...request, offline: { takenAtMs, brand: 'unionpay', forced: false }, ...change };
}

const entryOf = (request: PayRequest) => ({
  paymentKey: request.paymentKey,
  orderNo: request.orderNo,
  amount: request.amount,
  brand: request.offline?.brand ?? '',
  maskedPan: request.card?.maskedPan ?? '',
  terminalId: request.terminalId,
  operatorId: request.operatorId,
  businessDate: request.businessDate,
  takenAtMs: request.offline?.takenAtMs ?? 0,
  forced: request.offline?.forced ?? false,
});
const tell = (request: PayRequest) => shop.core.recordOfflineCard(caller, entryOf(request), []);
const held = (paymentKey: PaymentKey) => shop.core.offlineCards.get({ merchantId: 'shop', paymentKey });
const statusOf = async (paymentKey: PaymentKey) => (await held(paymentKey)).card.status;
const exceptions = () => shop.rowsOf('payment_exception', 'code, status');
const secrets = async () => (await shop.rowsOf('payment_secret', 'payment_key, 1')).length;

/** One step of finance on the card as it is now. */
async function work(paymentKey: PaymentKey, byName = 'fin.anna') {
  const { version } = (await held(paymentKey)).card;
  return { merchantId: 'shop', paymentKey, version, why: 'looked into', byName };
}

async function declined(): Promise<PayRequest> {
  shop.gateway.payScript = () => 'decline';
  const request = asked();
  await shop.pay(request);
  return request;
}

describe('told by its payment and by the journal', () => {
  const orders: Record<string, ReadonlyArray<'pay' | 'entry'>> = {
    'the entry first': ['entry', 'pay'],
    'the payment first': ['pay', 'entry'],
    'the entry twice': ['entry', 'entry', 'pay'],
    'both twice': ['pay', 'entry', 'pay', 'entry'],
  };
  for (const [name, order] of Object.entries(orders)) {
    for (const [script, books, status] of [
      ['approve', approvedBooks, 'approved'],
      ['decline', declinedBooks, 'declined'],
    ] as const) {
      test(`${name}, ${status}: posted once`, async () => {
        shop.gateway.payScript = () => script;
        const request = asked();
        for (const one of order) {
          if (one === 'pay') await shop.pay(request);
          else expect(await tell(request)).toBe('');
        }
        expect((await held(request.paymentKey)).card).toMatchObject({ status, journalled: true, presentations: 1 });
        expect(await shop.balances()).toEqual(books);
        expect(shop.gateway.calls.filter((call) => call.startsWith('pay'))).toHaveLength(1);
      });
    }
  }

  test('the entry alone waits in the books, at the merchant only', async () => {
    const request = asked();
    await tell(request);
    expect(await shop.balances()).toEqual(takenBooks);
    expect((await held(request.paymentKey)).card).toMatchObject({ status: 'taken', presentations: 0 });
  });

  test('both at once are one card', async () => {
    const request = asked();
    await Promise.all([shop.pay(request), tell(request), tell(request)]);
    expect(await shop.balances()).toEqual(approvedBooks);
  });

  test('where the two differ a person is told, and the money goes on', async () => {
    const request = asked();
    await tell({ ...request, amount: cny(9_000n) });
    await shop.pay(request);
    expect(await exceptions()).toEqual([{ code: 'OFFLINE_CARD_DIFFERS', status: 'open' }]);
    expect(await statusOf(request.paymentKey)).toBe('approved');
  });

  test('another request with the key, offline or not, is refused', async () => {
    const request = asked();
    await shop.pay(request);
    const { offline: _offline, ...online } = request;
    await expect(shop.pay(online)).rejects.toThrow(coded('PAYMENT_KEY_CONFLICT'));
    const forced = { takenAtMs: 1, brand: 'unionpay', forced: true };
    await expect(shop.pay({ ...request, offline: forced })).rejects.toThrow(coded('PAYMENT_KEY_CONFLICT'));
  });
});

describe('what a rule would refuse is taken, and told', () => {
  test.each([
    ['OFFLINE_CARD_ORDER_EXCEEDED', {}],
    ['OFFLINE_CARD_ORDER_DIFFERS', { orderTotal: cny(20_000n) }],
  ])('%s', async (code, change) => {
    const first = asked();
    await shop.pay(first);
    const second = asked({ orderNo: first.orderNo, ...change });
    expect(await shop.pay(second)).toMatchObject({ status: 'paid' });
    expect(await exceptions()).toContainEqual({ code, status: 'open' });
    expect(await statusOf(second.paymentKey)).toBe('approved');
  });

  test('offences of the entry are opened with it, once', async () => {
    const request = asked();
    const offences = [
      { code: 'OFFLINE_CARD_NO_RISK', detail: 'none' },
      { code: 'OFFLINE_CARD_ABOVE_LIMIT', detail: 'storeSumMinor' },
    ];
    for (let times = 0; times < 2; times++) {
      expect(await shop.core.recordOfflineCard(caller, entryOf(request), offences)).toBe('OFFLINE_CARD_NO_RISK');
    }
    expect((await exceptions()).map((one) => one.code).sort()).toEqual(offences.map((one) => one.code).sort());
    expect(await shop.balances()).toEqual(takenBooks);
  });
});

describe('asking the issuer', () => {
  test('a giving-up changes nothing: the goods are gone', async () => {
    shop.gateway.payScript = () => 'hold';
    const request = asked();
    await shop.core.pay(caller, request, { waitMs: 0 });
    await until(() => shop.gateway.calls.length > 0);
    const view = await shop.core.cancelPayment(caller, request, 'LINE_LOST', { waitMs: 0 });
    expect(view.status).toBe('processing');
    shop.gateway.release();
    await shop.core.stop();
    expect(await statusOf(request.paymentKey)).toBe('approved');
    await expect(shop.core.cancelPayment(caller, asked(), 'LINE_LOST', { waitMs: 0 })).rejects.toThrow(
      coded('PAYMENT_BAD_REQUEST'),
    );
  });

  test('what could not be sent is sent later, however long it takes the host', async () => {
    shop.gateway.payScript = () => 'not_sent';
    const request = asked();
    expect((await shop.pay(request)).status).toBe('processing');
    for (let hours = 0; hours < 6; hours++) {
      expect((await shop.after(3_600_000, request.paymentKey)).status).toBe('processing');
    }
    expect(await statusOf(request.paymentKey)).toBe('taken');
    shop.gateway.payScript = () => 'approve';
    expect((await shop.after(3_600_000, request.paymentKey)).status).toBe('paid');
    expect(await shop.balances()).toEqual(approvedBooks);
  });

  test('without any way to the issuer it is a case in the end, never silence', async () => {
    const request = asked();
    shop.accounts = [];
    await shop.pay(request);
    for (let hours = 0; hours < 30; hours++) await shop.after(3_600_000, request.paymentKey);
    expect(await statusOf(request.paymentKey)).toBe('declined');
    expect(await exceptions()).toEqual([{ code: 'OFFLINE_CARD_DECLINED', status: 'open' }]);
    expect(await shop.balances()).toEqual(declinedBooks);
  });

  test('a server that died before it sent presents it when it comes back, though the customer’s time is over', async () => {
    const request = asked();
    shop.accounts = [];
    await shop.pay(request);
    await shop.clock.advance(600_000);
    shop.accounts = [channelAccount('card-1', 'card')];
    shop.core = shop.newCore();
    await shop.core.runDue();
    expect(await statusOf(request.paymentKey)).toBe('approved');
  });

  test('an unknown outcome is reversed, and only the confirmed reversal makes it declined', async () => {
    shop.gateway.payScript = () => 'silent_unpaid';
    shop.gateway.reverseScript = () => ({ kind: 'unknown', why: 'no answer' });
    const request = asked();
    await shop.pay(request);
    expect((await shop.after(60_000, request.paymentKey)).status).toBe('reversing');
    expect(await statusOf(request.paymentKey)).toBe('taken');
    expect(await shop.balances()).toEqual(takenBooks);
    shop.gateway.reverseScript = () => undefined;
    expect((await shop.after(1_800_000, request.paymentKey)).status).toBe('closed');
    expect(await shop.balances()).toEqual(declinedBooks);
    expect((await held(request.paymentKey)).card).toMatchObject({ status: 'declined', reasonCode: 'CHANNEL_SILENT' });
  });

  test('money that had moved and went back leaves nothing but the receivable', async () => {
    shop.gateway.payScript = () => 'silent_paid';
    const request = asked();
    await shop.pay(request);
    await shop.after(60_000, request.paymentKey);
    expect(await statusOf(request.paymentKey)).toBe('declined');
    expect(await shop.balances()).toEqual(declinedBooks);
    expect(shop.gateway.heldMinor()).toBe(0n);
  });

  test('an account that settles to the merchant has its own postings', async () => {
    const request = asked();
    shop.clearing = 'direct';
    await shop.pay(request);
    expect(await shop.balances()).toMatchObject({
      'merchant.receivable_from_channel': 9980n,
      'merchant.sales': -10_000n,
      'platform.memo_direct_takings': 10_000n,
    });
  });
});

describe('a declined card', () => {
  test('is a receivable with its case, keeps its card, and holds its place in the order', async () => {
    const request = await declined();
    expect((await held(request.paymentKey)).card).toMatchObject({
      status: 'declined',
      reasonCode: 'INSUFFICIENT_FUNDS',
      representableUntilMs: shop.clock.nowMs() + representableMs,
    });
    expect(await exceptions()).toEqual([{ code: 'OFFLINE_CARD_DECLINED', status: 'open' }]);
    expect(await shop.balances()).toEqual(declinedBooks);
    expect(await secrets()).toBe(1);
    expect(await shop.rowsOf('merchant_order', 'order_no, status')).toEqual([
      { order_no: request.orderNo, status: 'paying' },
    ]);
  });

  test('presented again and approved: collected once, the case is settled', async () => {
    const request = await declined();
    shop.gateway.payScript = () => 'approve';
    await shop.core.offlineCards.represent(await work(request.paymentKey));
    await shop.core.stop();
    const { card: now, steps } = await held(request.paymentKey);
    expect(now).toMatchObject({ status: 'approved', presentations: 2, representableUntilMs: null });
    expect(steps.map((step) => `${step.event} ${step.byName}`)).toEqual([
      'taken ',
      'declined ',
      'represented fin.anna',
      'approved ',
    ]);
    expect(await exceptions()).toEqual([{ code: 'OFFLINE_CARD_DECLINED', status: 'settled' }]);
    expect(await shop.balances()).toEqual(approvedBooks);
    expect(await secrets()).toBe(0);
    expect(shop.gateway.heldMinor()).toBe(10_000n);
    expect(await shop.rowsOf('payment_attempt', 'attempt_no, status')).toEqual([
      { attempt_no: 1, status: 'declined' },
      { attempt_no: 2, status: 'approved' },
    ]);
  });

  test('presented again and declined again, at most three times', async () => {
    const request = await declined();
    for (let times = 1; times < presentationsMax; times++) {
      await shop.core.offlineCards.represent(await work(request.paymentKey));
      await shop.core.stop();
      expect(await exceptions()).toEqual([{ code: 'OFFLINE_CARD_DECLINED', status: 'open' }]);
    }
    expect((await held(request.paymentKey)).card).toMatchObject({ status: 'declined', representableUntilMs: null });
    expect(await secrets()).toBe(0);
    await expect(shop.core.offlineCards.represent(await work(request.paymentKey))).rejects.toThrow(
      coded('OFFLINE_CARD_NOT_REPRESENTABLE'),
    );
    expect(await shop.balances()).toEqual(declinedBooks);
  });

  test('is forgotten when its time is over, and cannot be presented then', async () => {
    const request = await declined();
    await shop.clock.advance(representableMs - 1);
    expect(await shop.core.offlineCards.forgetOld()).toBe(0);
    await shop.clock.advance(1);
    await expect(shop.core.offlineCards.represent(await work(request.paymentKey))).rejects.toThrow(
      coded('OFFLINE_CARD_NOT_REPRESENTABLE'),
    );
    expect(await shop.core.offlineCards.forgetOld()).toBe(1);
    expect(await shop.core.offlineCards.forgetOld()).toBe(0);
    expect(await secrets()).toBe(0);
  });

  test.each([
    ['cash', 'merchant.cash_in_till'],
    ['bank', 'merchant.bank'],
  ] as const)('that the customer paid by %s is recovered', async (way, account) => {
    const request = await declined();
    const paid = { way, businessDate: '2026-01-02' };
    await shop.core.offlineCards.recover(await work(request.paymentKey), paid);
    expect(await shop.balances()).toEqual({ [account]: 10_000n, 'merchant.sales': -10_000n });
    expect(await secrets()).toBe(0);
    expect(await exceptions()).toEqual([{ code: 'OFFLINE_CARD_DECLINED', status: 'settled' }]);
    const again = await work(request.paymentKey);
    await expect(shop.core.offlineCards.recover(again, paid)).rejects.toThrow(coded('OFFLINE_CARD_BAD_STEP'));
    await expect(shop.core.offlineCards.represent(again)).rejects.toThrow(coded('OFFLINE_CARD_BAD_STEP'));
  });

  test('is written off by two persons', async () => {
    const { offlineCards } = shop.core;
    const { paymentKey } = await declined();
    await offlineCards.requestWriteOff(await work(paymentKey));
    await expect(offlineCards.approveWriteOff(await work(paymentKey))).rejects.toThrow(
      coded('OFFLINE_CARD_SAME_PERSON'),
    );
    await offlineCards.refuseWriteOff(await work(paymentKey, 'fin.bob'));
    expect(await statusOf(paymentKey)).toBe('declined');
    expect(await secrets()).toBe(1);
    await offlineCards.requestWriteOff(await work(paymentKey));
    await offlineCards.approveWriteOff(await work(paymentKey, 'fin.bob'));
    expect(await statusOf(paymentKey)).toBe('written_off');
    expect(await shop.balances()).toEqual({ 'merchant.offline_card_loss': 10_000n, 'merchant.sales': -10_000n });
    expect(await secrets()).toBe(0);
  });

  test('is worked on by the version that was looked at', async () => {
    const { offlineCards } = shop.core;
    const { paymentKey } = await declined();
    const seen = await work(paymentKey);
    await offlineCards.requestWriteOff(seen);
    await expect(offlineCards.represent(seen)).rejects.toThrow(coded('OFFLINE_CARD_CHANGED'));
    const none = shop.ids.paymentKey();
    await expect(offlineCards.requestWriteOff({ ...seen, paymentKey: none })).rejects.toThrow(
      coded('OFFLINE_CARD_NOT_FOUND'),
    );
  });
});

describe('a card whose payment never comes', () => {
  test('is given up by a person: a receivable that cannot be presented', async () => {
    const request = asked();
    await tell(request);
    await shop.core.offlineCards.giveUp(await work(request.paymentKey));
    expect(await shop.balances()).toEqual(declinedBooks);
    expect(await exceptions()).toEqual([{ code: 'OFFLINE_CARD_DECLINED', status: 'open' }]);
    const again = await work(request.paymentKey);
    await expect(shop.core.offlineCards.represent(again)).rejects.toThrow(coded('OFFLINE_CARD_NOT_REPRESENTABLE'));
    await expect(shop.core.offlineCards.giveUp(again)).rejects.toThrow(coded('OFFLINE_CARD_BAD_STEP'));
  });

  test('that comes after all is charged, collected once, or goes back where the customer paid otherwise', async () => {
    const late = asked();
    await tell(late);
    await shop.core.offlineCards.giveUp(await work(late.paymentKey));
    await shop.pay(late);
    expect(await statusOf(late.paymentKey)).toBe('approved');
    expect(await shop.balances()).toEqual(approvedBooks);
    const paidOtherwise = asked();
    await tell(paidOtherwise);
    await shop.core.offlineCards.giveUp(await work(paidOtherwise.paymentKey));
    const way = { way: 'bank', businessDate: '2026-01-02' } as const;
    await shop.core.offlineCards.recover(await work(paidOtherwise.paymentKey), way);
    await shop.pay(paidOtherwise);
    await shop.core.runDue();
    expect(await statusOf(paidOtherwise.paymentKey)).toBe('recovered');
    expect(shop.gateway.heldMinor()).toBe(10_000n);
  });

  test('is not given up while its payment is here', async () => {
    shop.gateway.payScript = () => 'not_sent';
    const request = asked();
    await shop.pay(request);
    await expect(shop.core.offlineCards.giveUp(await work(request.paymentKey))).rejects.toThrow(
      coded('OFFLINE_CARD_IS_PRESENTED'),
    );
  });
});

describe('money that is there after all', () => {
  /** The host says at last that the first attempt holds it. */
  async function paidAfterAll(paymentKey: PaymentKey): Promise<void> {
    const [attempt] = await shop.rowsOf('payment_attempt', 'attempt_no, channel_order_no');
    const channelOrderNo = String(attempt?.channel_order_no);
    Object.assign(shop.gateway.orders.get(channelOrderNo) ?? {}, { state: 'paid', wasPaid: true });
    const account = channelAccount('card-1', 'card');
    await shop.core.takeNotice(account, shop.gateway.notice(channelOrderNo));
    await shop.core.runDue();
    await shop.core.getPayment(caller, paymentKey, { waitMs: 0 });
  }

  test('is collected where it is still owed', async () => {
    const { paymentKey } = await declined();
    await paidAfterAll(paymentKey);
    expect(await statusOf(paymentKey)).toBe('approved');
    expect(await shop.balances()).toEqual(approvedBooks);
  });

  test('is collected for what was written off', async () => {
    const { paymentKey } = await declined();
    await shop.core.offlineCards.requestWriteOff(await work(paymentKey));
    await shop.core.offlineCards.approveWriteOff(await work(paymentKey, 'fin.bob'));
    await paidAfterAll(paymentKey);
    expect(await statusOf(paymentKey)).toBe('approved');
    expect(await shop.balances()).toEqual(approvedBooks);
  });

  test('goes back where the customer paid otherwise', async () => {
    const { paymentKey } = await declined();
    const paid = { way: 'cash', businessDate: '2026-01-02' } as const;
    await shop.core.offlineCards.recover(await work(paymentKey), paid);
    await paidAfterAll(paymentKey);
    expect(await statusOf(paymentKey)).toBe('recovered');
    expect(shop.gateway.heldMinor()).toBe(0n);
    expect((await exceptions()).map((one) => one.code)).toContain('LATE_SUCCESS_REFUNDED');
    expect(await shop.balances()).toMatchObject({ 'merchant.cash_in_till': 10_000n });
  });

  test('of the first try, while the second one is approved, goes back: never charged twice', async () => {
    const { paymentKey } = await declined();
    shop.gateway.payScript = () => 'approve';
    await shop.core.offlineCards.represent(await work(paymentKey));
    await shop.core.stop();
    await paidAfterAll(paymentKey);
    expect(await statusOf(paymentKey)).toBe('approved');
    expect(shop.gateway.heldMinor()).toBe(10_000n);
  });
});
