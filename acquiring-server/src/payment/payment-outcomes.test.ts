import { describe, expect, it } from 'vitest';
import { proveBooks } from '../ledger/prove-books.ts';
import type { PayRequest } from './payment-service.ts';
import { channelAccount } from './scripted-gateway.fixture.ts';
import { caller, card, cny, testShop, until, wait } from './test-shop.fixture.ts';

const shop = testShop();

describe('a payment through a channel', () => {
  it('is approved, posted in both books and told once', async () => {
    const pays = shop.request();
    const view = await shop.pay(pays);
    expect(view).toMatchObject({ status: 'paid', channel: 'wechat', version: 3, amount: cny(10_000n), reasonCode: '' });
    expect(await shop.balances()).toEqual({
      'merchant.acquiring_fee_expense': 38n,
      'merchant.receivable_from_acquirer': 9962n,
      'merchant.sales': -10_000n,
      'platform.channel_clearing': 9980n,
      'platform.channel_fee_expense': 20n,
      'platform.fee_income': -38n,
      'platform.merchant_payable': -9962n,
    });
    expect(await shop.rowsOf('outbox', 'kind, payload')).toMatchObject([{ kind: 'payment.paid' }]);
    expect(await shop.rowsOf('payment_secret', 'payment_key, card')).toEqual([]);
    expect(await shop.rowsOf('transition_history', 'version, event, to_status')).toEqual([
      { version: 1, event: 'accepted', to_status: 'created' },
      { version: 2, event: 'attempt_sent', to_status: 'processing' },
      { version: 3, event: 'money_held', to_status: 'paid' },
    ]);
    expect(await shop.rowsOf('payment_attempt', 'status, decision')).toEqual([
      { status: 'approved', decision: { why: 'first not tried' } },
    ]);
    expect(await shop.rowsOf('merchant_order', 'status, paid_minor')).toEqual([
      { status: 'paid', paid_minor: 10_000n },
    ]);
  });

  it('answers the same request the same and another with its key with a conflict', async () => {
    const pays = shop.request();
    const first = await shop.pay(pays);
    expect(await shop.pay(pays)).toEqual(first);
    await expect(shop.core.pay(caller, { ...pays, amount: cny(9_999n) }, wait)).rejects.toMatchObject({
      code: 'PAYMENT_KEY_CONFLICT',
    });
    expect(shop.gateway.calls).toHaveLength(1);
  });

  it.each<[string, Partial<PayRequest>, string]>([
    ['a terminal of others', { terminalId: 'till-9' }, 'PAYMENT_TERMINAL_NOT_YOURS'],
    ['no amount', { amount: cny(0n) }, 'PAYMENT_BAD_REQUEST'],
    ['more than the order', { amount: cny(10_001n) }, 'PAYMENT_BAD_REQUEST'],
    ['two currencies', { orderTotal: { amountMinor: 10_000n, currency: 'HKD' } }, 'PAYMENT_BAD_REQUEST'],
    ['a code that is none', { paymentCode: 'abc' }, 'PAYMENT_BAD_REQUEST'],
    ['a card payment without a card', { tender: 'card' }, 'PAYMENT_BAD_REQUEST'],
    ['a date that is none', { businessDate: '2026-02-30' }, 'PAYMENT_BAD_REQUEST'],
  ])('refuses %s', async (_, change, code) => {
    await expect(shop.core.pay(caller, shop.request(change), wait)).rejects.toMatchObject({ code });
    expect(await shop.rowsOf('payment', 'status, version')).toEqual([]);
  });

  it('is declined with its reason, and the order wants another', async () => {
    shop.gateway.payScript = () => 'decline';
    const pays = shop.request();
    expect(await shop.pay(pays)).toMatchObject({ status: 'failed', reasonCode: 'INSUFFICIENT_FUNDS' });
    shop.gateway.payScript = () => 'approve';
    expect(await shop.pay(shop.request({ orderNo: pays.orderNo }))).toMatchObject({ status: 'paid' });
    await expect(shop.core.pay(caller, shop.request({ orderNo: pays.orderNo }), wait)).rejects.toMatchObject({
      code: 'PAYMENT_ORDER_EXCEEDED',
    });
    const other = shop.request({ orderNo: pays.orderNo, orderTotal: cny(20_000n) });
    await expect(shop.core.pay(caller, other, wait)).rejects.toMatchObject({ code: 'PAYMENT_ORDER_DIFFERS' });
  });

  it.each(['not_sent', 'decline_retryable'] as const)(
    'goes to the next account after %s, with a new number',
    async (how) => {
      shop.accounts = [channelAccount('wechat-1'), channelAccount('wechat-2')];
      shop.gateway.payScript = ({ account }) => (account.id === 'wechat-1' ? how : 'approve');
      const view = await shop.pay(shop.request());
      expect(view).toMatchObject({ status: 'paid' });
      expect(view.channelOrderNo.slice(-2)).toBe('02');
      shop.gateway.payScript = () => how;
      expect(await shop.pay(shop.request())).toMatchObject({
        status: 'failed',
        reasonCode: how === 'not_sent' ? 'CHANNEL_SILENT' : 'INSUFFICIENT_FUNDS',
      });
    },
  );

  it('fails at once where it could not be prepared', async () => {
    shop.gateway.prepare = async () => {
      throw new Error('no trace number');
    };
    expect(await shop.pay(shop.request())).toMatchObject({ status: 'failed', reasonCode: 'CHANNEL_BUSY' });
    expect(shop.gateway.calls).toEqual([]);
  });

  it('fails without a route', async () => {
    shop.accounts = [];
    expect(await shop.pay(shop.request())).toMatchObject({ status: 'failed', reasonCode: 'NO_ROUTE' });
  });
});

describe('an unknown outcome', () => {
  it('is asked for by the schedule and paid when the channel says so', async () => {
    shop.gateway.payScript = () => 'silent_paid';
    let answers = 0;
    shop.gateway.queryScript = () => (++answers <= 2 ? { kind: 'unknown', why: 'no answer' } : undefined);
    const pays = shop.request();
    expect(await shop.pay(pays)).toMatchObject({ status: 'unknown', reasonCode: 'CHANNEL_SILENT' });
    expect(await shop.after(999, pays.paymentKey)).toMatchObject({ status: 'unknown' });
    expect(answers).toBe(0);
    expect(await shop.after(1, pays.paymentKey)).toMatchObject({ status: 'unknown' });
    expect(await shop.after(2000, pays.paymentKey)).toMatchObject({ status: 'unknown' });
    expect(answers).toBe(2);
    expect(await shop.after(3000, pays.paymentKey)).toMatchObject({ status: 'paid' });
  });

  it('is never failed by "no such order", only reversed after its deadline', async () => {
    shop.gateway.payScript = () => 'silent_unpaid';
    const pays = shop.request();
    await shop.pay(pays);
    for (let second = 1; second < 45; second++) {
      expect(await shop.after(1000, pays.paymentKey)).toMatchObject({ status: 'unknown' });
    }
    expect(await shop.after(1000, pays.paymentKey)).toMatchObject({ status: 'closed', reasonCode: 'CHANNEL_SILENT' });
    expect(shop.gateway.calls.filter((call) => call.startsWith('reverse'))).toHaveLength(1);
  });

  it('of a card is reversed at once, before the next card payment of the terminal', async () => {
    shop.accounts = [channelAccount('card-1', 'card')];
    shop.gateway.payScript = () => 'silent_paid';
    let reversals = 0;
    shop.gateway.reverseScript = () => (++reversals < 3 ? { kind: 'unknown', why: 'no answer' } : undefined);
    const pays = shop.request({ tender: 'card', card });
    expect(await shop.pay(pays)).toMatchObject({ status: 'reversing', maskedPan: card.maskedPan });
    shop.gateway.payScript = () => 'approve';
    expect(await shop.pay(shop.request({ tender: 'card', card }))).toMatchObject({
      status: 'failed',
      reasonCode: 'CHANNEL_BUSY',
    });
    expect(await shop.pay(shop.request({ tender: 'card', card }))).toMatchObject({ status: 'paid' });
    expect(await shop.core.getPayment(caller, pays.paymentKey, wait)).toMatchObject({ status: 'closed' });
    expect(shop.gateway.heldMinor()).toBe(10_000n);
  });

  it('a card payment whose reversal a person was told of bars no others of its till', async () => {
    shop.accounts = [channelAccount('card-1', 'card')];
    shop.gateway.payScript = () => 'silent_unpaid';
    shop.gateway.reverseScript = () => ({ kind: 'unknown', why: 'the reversal is answered with 12' });
    const pays = shop.request({ tender: 'card', card });
    await shop.pay(pays);
    shop.gateway.payScript = () => 'approve';
    const next = async () => (await shop.pay(shop.request({ tender: 'card', card }))).status;
    expect(await next()).toBe('failed');
    for (let count = 0; count < 10; count++) await shop.after(60_000, pays.paymentKey);
    expect(await shop.rowsOf('payment_exception', 'code, status')).toMatchObject([{ code: 'REVERSAL_UNRESOLVED' }]);
    expect(await next()).toBe('paid');
    expect(await shop.after(0, pays.paymentKey)).toMatchObject({ status: 'reversing' });
  });

  it('asks at once when the customer says paid', async () => {
    shop.gateway.payScript = () => 'silent_paid';
    const pays = shop.request();
    await shop.pay(pays);
    const asked = shop.core.getPayment(caller, pays.paymentKey, { waitMs: 5000, askChannel: true });
    expect(await asked).toMatchObject({ status: 'paid' });
  });

  it('an answer with another amount is not believed, a person is told, and it is reversed', async () => {
    shop.gateway.payScript = () => 'wrong_amount';
    shop.gateway.queryScript = () => ({ kind: 'unknown', why: 'no answer' });
    const pays = shop.request();
    expect(await shop.pay(pays)).toMatchObject({ status: 'unknown', reasonCode: 'FACTS_DIFFER' });
    expect(await shop.rowsOf('payment_exception', 'code, status')).toEqual([{ code: 'FACTS_DIFFER', status: 'open' }]);
    expect(await shop.after(45_000, pays.paymentKey)).toMatchObject({ status: 'closed' });
    expect(await shop.balances()).toMatchObject({});
  });

  it('an adapter that throws leaves it unknown', async () => {
    shop.gateway.payScript = () => 'throw';
    expect(await shop.pay(shop.request())).toMatchObject({ status: 'unknown' });
  });
});

describe('a payer who must act', () => {
  it('is polled until paid', async () => {
    shop.gateway.payScript = () => 'pending';
    const pays = shop.request({ tender: 'qr', channel: 'wechat' });
    const waiting = await shop.pay(pays);
    expect(waiting).toMatchObject({ status: 'awaiting_payer', qrText: 'weixin://pay/1' });
    expect(waiting.deadlineMs).toBe(shop.clock.nowMs() + 120_000);
    expect(await shop.after(1000, pays.paymentKey)).toMatchObject({ status: 'awaiting_payer' });
    shop.gateway.payerPays(waiting.channelOrderNo);
    expect(await shop.after(2000, pays.paymentKey)).toMatchObject({ status: 'paid', qrText: '' });
  });

  it('is reversed at the deadline, too early at first', async () => {
    shop.gateway.payScript = () => 'pending';
    let tries = 0;
    shop.gateway.reverseScript = () => (++tries === 1 ? { kind: 'too_early', retryAfterMs: 15_000 } : undefined);
    const pays = shop.request();
    await shop.pay(pays);
    expect(await shop.after(45_000, pays.paymentKey)).toMatchObject({
      status: 'reversing',
      reasonCode: 'PAYER_TIMED_OUT',
    });
    expect(await shop.after(14_999, pays.paymentKey)).toMatchObject({ status: 'reversing' });
    expect(tries).toBe(1);
    expect(await shop.after(1, pays.paymentKey)).toMatchObject({ status: 'closed' });
  });

  it('a refusal found by inquiry is confirmed by a reversal before it ends', async () => {
    shop.gateway.payScript = () => 'silent_unpaid';
    shop.gateway.queryScript = () => ({ kind: 'not_paid', reasonCode: 'CODE_EXPIRED', channelMessage: 'expired' });
    const pays = shop.request();
    await shop.pay(pays);
    expect(await shop.after(1000, pays.paymentKey)).toMatchObject({ status: 'closed', reasonCode: 'CODE_EXPIRED' });
    expect(shop.gateway.calls.map((call) => call.split(' ')[0])).toEqual(['pay', 'query', 'reverse']);
  });
});

describe('giving up', () => {
  it('closes a key that was never seen, and a late request takes nothing', async () => {
    const pays = shop.request();
    const closed = await shop.core.cancelPayment(caller, pays, 'LINE_LOST', wait);
    expect(closed).toMatchObject({ status: 'closed', reasonCode: 'LINE_LOST' });
    expect(await shop.pay(pays)).toEqual(closed);
    expect(shop.gateway.calls).toEqual([]);
    expect(await shop.pay(shop.request({ orderNo: pays.orderNo }))).toMatchObject({ status: 'paid' });
  });

  it('takes a request without its code, and the late one with it for the same', async () => {
    const { paymentCode, ...bare } = shop.request();
    const pays = { ...bare, paymentCode };
    const closed = await shop.core.cancelPayment(caller, bare, 'LINE_LOST', wait);
    expect(await shop.pay(pays)).toEqual(closed);
    shop.gateway.payScript = () => 'pending';
    const { paymentCode: code, ...otherBare } = shop.request();
    await shop.pay({ ...otherBare, paymentCode: code });
    await shop.core.cancelPayment(caller, otherBare, 'PAYER_LEFT', wait);
    await shop.core.stop();
    expect(await shop.core.getPayment(caller, otherBare.paymentKey, wait)).toMatchObject({ status: 'closed' });
    await expect(
      shop.core.pay(caller, { ...otherBare, paymentCode: '134567890123456780' }, wait),
    ).rejects.toMatchObject({ code: 'PAYMENT_KEY_CONFLICT' });
    await expect(shop.core.pay(caller, shop.request({ paymentCode: undefined }), wait)).rejects.toMatchObject({
      code: 'PAYMENT_BAD_REQUEST',
    });
  });

  it('while the call is under way waits for its answer and takes the money back', async () => {
    shop.gateway.payScript = () => 'hold';
    const pays = shop.request();
    await shop.core.pay(caller, pays, wait);
    await until(() => shop.gateway.calls.length === 1);
    expect(await shop.core.cancelPayment(caller, pays, 'CASHIER_CANCELLED', wait)).toMatchObject({
      status: 'reversing',
    });
    shop.gateway.release();
    await shop.core.stop();
    expect(await shop.core.getPayment(caller, pays.paymentKey, wait)).toMatchObject({
      status: 'closed',
      reasonCode: 'CASHIER_CANCELLED',
    });
    expect(shop.gateway.heldMinor()).toBe(0n);
    // Both happened, so both are posted.
    expect((await proveBooks(shop.database)).journals).toBe(4);
    expect(await shop.balances()).toEqual({});
  });

  it('a paid payment stays paid', async () => {
    const pays = shop.request();
    await shop.pay(pays);
    expect(await shop.core.cancelPayment(caller, pays, 'PAYER_LEFT', wait)).toMatchObject({ status: 'paid' });
  });

  it('goes on trying a reversal without an answer, and tells a person', async () => {
    shop.gateway.payScript = () => 'pending';
    shop.gateway.reverseScript = () => ({ kind: 'unknown', why: 'no answer' });
    const pays = shop.request();
    await shop.pay(pays);
    await shop.core.cancelPayment(caller, pays, 'PAYER_LEFT', wait);
    await shop.core.stop();
    for (let count = 0; count < 30; count++) await shop.after(10_000, pays.paymentKey);
    expect(await shop.rowsOf('payment_exception', 'code, status')).toEqual([
      { code: 'REVERSAL_UNRESOLVED', status: 'open' },
    ]);
    shop.gateway.reverseScript = () => undefined;
    expect(await shop.after(1_800_000, pays.paymentKey)).toMatchObject({ status: 'closed' });
  });

  it('a reversal refused while the channel holds the money ends as paid where the order has room', async () => {
    shop.gateway.payScript = () => 'silent_paid';
    shop.gateway.reverseScript = () => ({ kind: 'refused', channelMessage: 'window over' });
    const pays = shop.request();
    await shop.pay(pays);
    await shop.core.cancelPayment(caller, pays, 'PAYER_LEFT', wait);
    await shop.core.stop();
    expect(await shop.core.getPayment(caller, pays.paymentKey, wait)).toMatchObject({
      status: 'paid',
      refundedMinor: 0n,
    });
    expect(await shop.rowsOf('payment_exception', 'code, status')).toEqual([
      { code: 'REVERSAL_REFUSED', status: 'open' },
    ]);
  });
});

describe('a reversal that is refused since only a refund is left', () => {
  it('returns the money once, though the order has room for it', async () => {
    shop.gateway.payScript = () => 'silent_paid';
    shop.gateway.reverseScript = () => ({ kind: 'refused', channelMessage: 'settled', refundInstead: true });
    const pays = shop.request();
    await shop.pay(pays);
    await shop.core.cancelPayment(caller, pays, 'PAYER_LEFT', wait);
    await shop.core.stop();
    expect(await shop.after(0, pays.paymentKey)).toMatchObject({ status: 'paid', refundedMinor: 10_000n });
    await shop.core.stop();
    expect(await shop.rowsOf('refund', 'origin, status, amount_minor')).toEqual([
      { origin: 'automatic', status: 'succeeded', amount_minor: 10_000n },
    ]);
    expect(await shop.rowsOf('merchant_order', 'status, reserved_minor, paid_minor')).toEqual([
      { status: 'open', reserved_minor: 0n, paid_minor: 0n },
    ]);
    // Asked once more, nothing goes back twice.
    await shop.core.cancelPayment(caller, pays, 'PAYER_LEFT', wait);
    await shop.after(60_000, pays.paymentKey);
    expect(await shop.rowsOf('refund', 'origin, status')).toHaveLength(1);
    expect(shop.gateway.heldMinor()).toBe(0n);
    expect(await shop.rowsOf('payment_exception', 'code, status')).toEqual([
      { code: 'LATE_SUCCESS', status: 'open' },
      { code: 'LATE_SUCCESS_REFUNDED', status: 'open' },
    ]);
  });
});

describe('waiting', () => {
  it('answers at the change, or when its time is over', async () => {
    shop.gateway.payScript = () => 'hold';
    const pays = shop.request();
    const answer = shop.core.pay(caller, pays, { waitMs: 30_000 });
    await until(() => shop.gateway.calls.length === 1);
    const early = shop.core.getPayment(caller, pays.paymentKey, { waitMs: 400, knownVersion: 2 });
    await until(() => shop.clock.pending > 1);
    await shop.clock.advance(400);
    expect(await early).toMatchObject({ status: 'processing' });
    shop.gateway.release();
    expect(await answer).toMatchObject({ status: 'paid' });
    await expect(shop.core.getPayment(caller, shop.ids.paymentKey(), wait)).rejects.toMatchObject({
      code: 'PAYMENT_NOT_FOUND',
    });
    const known = [shop.ids.paymentKey(), pays.paymentKey];
    expect((await shop.core.getPayments(caller, known)).map((view) => view.status)).toEqual(['paid']);
  });
});
