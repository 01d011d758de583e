import { describe, expect, it } from 'vitest';
import type { PayRequest } from './payment-service.ts';
import { channelAccount } from './scripted-gateway.fixture.ts';
import { caller, cny, testShop, until, wait } from './test-shop.fixture.ts';

const shop = testShop();

describe('a notice', () => {
  const waiting = async (change: Partial<PayRequest> = {}) => {
    shop.gateway.payScript = () => 'pending';
    const pays = shop.request(change);
    const view = await shop.pay(pays);
    shop.gateway.payerPays(view.channelOrderNo);
    return { pays, no: view.channelOrderNo };
  };
  const account = channelAccount('wechat-1');

  it('pays a payment that waits, and a thousand more change nothing', async () => {
    const { pays, no } = await waiting();
    expect(await shop.core.takeNotice(account, shop.gateway.notice(no))).toEqual({ taken: true });
    const paid = await shop.core.getPayment(caller, pays.paymentKey, wait);
    expect(paid).toMatchObject({ status: 'paid' });
    await Promise.all(Array.from({ length: 50 }, () => shop.core.takeNotice(account, shop.gateway.notice(no))));
    expect(await shop.core.getPayment(caller, pays.paymentKey, wait)).toEqual(paid);
    expect(shop.gateway.calls.filter((call) => call.startsWith('query'))).toEqual([]);
  });

  it.each([
    ['amount', { amount: cny(1n) }],
    ['currency', { amount: { amountMinor: 10_000n, currency: 'HKD' as const } }],
    ['merchant', { channelMerchantId: 'mch-other' }],
    ['app', { channelAppId: 'app-other' }],
  ])('with another %s is refused, and a person is told', async (_, change) => {
    const { pays, no } = await waiting();
    expect(await shop.core.takeNotice(account, shop.gateway.notice(no, change))).toMatchObject({
      taken: false,
      errorCode: 'NOTICE_FACTS_DIFFER',
    });
    expect(await shop.core.getPayment(caller, pays.paymentKey, wait)).toMatchObject({ status: 'awaiting_payer' });
    expect(await shop.rowsOf('payment_exception', 'code, status')).toHaveLength(1);
  });

  it('with a signature or a number that is not ours is refused', async () => {
    expect(await shop.core.takeNotice(account, { headers: {}, body: Buffer.from('forged') })).toMatchObject({
      errorCode: 'NOTICE_BAD_SIGNATURE',
    });
    expect(await shop.core.takeNotice(account, shop.gateway.notice('not-ours'))).toMatchObject({
      errorCode: 'NOTICE_UNKNOWN_ORDER',
    });
    const { no } = await waiting();
    const other = channelAccount('wechat-2');
    expect(await shop.core.takeNotice(other, shop.gateway.notice(no))).toMatchObject({
      errorCode: 'NOTICE_FACTS_DIFFER',
    });
  });

  it('after the reversal is asked about, and an older success is no payment', async () => {
    const { pays, no } = await waiting();
    await shop.core.cancelPayment(caller, pays, 'PAYER_LEFT', wait);
    await shop.core.stop();
    expect(await shop.core.takeNotice(account, shop.gateway.notice(no))).toEqual({ taken: true });
    expect(await shop.core.getPayment(caller, pays.paymentKey, wait)).toMatchObject({ status: 'closed' });
  });

  it('late, with the money held and the order waiting, makes it paid', async () => {
    shop.gateway.payScript = () => 'decline';
    const pays = shop.request();
    const { channelOrderNo } = await shop.pay(pays);
    const order = shop.gateway.orders.get(channelOrderNo);
    Object.assign(order ?? {}, { state: 'paid', wasPaid: true });
    expect(await shop.core.takeNotice(account, shop.gateway.notice(channelOrderNo))).toEqual({ taken: true });
    expect(await shop.core.getPayment(caller, pays.paymentKey, wait)).toMatchObject({
      status: 'paid',
      refundedMinor: 0n,
    });
    expect(await shop.rowsOf('payment_exception', 'code, status')).toEqual([{ code: 'LATE_SUCCESS', status: 'open' }]);
    expect(await shop.rowsOf('merchant_order', 'status, paid_minor')).toEqual([
      { status: 'paid', paid_minor: 10_000n },
    ]);
  });

  it('late, when the order was paid otherwise, is paid and refunded by itself', async () => {
    shop.gateway.payScript = () => 'decline';
    const pays = shop.request();
    const { channelOrderNo } = await shop.pay(pays);
    shop.gateway.payScript = () => 'approve';
    await shop.pay(shop.request({ orderNo: pays.orderNo }));
    Object.assign(shop.gateway.orders.get(channelOrderNo) ?? {}, { state: 'paid', wasPaid: true });
    await shop.core.takeNotice(account, shop.gateway.notice(channelOrderNo));
    expect(await shop.core.getPayment(caller, pays.paymentKey, wait)).toMatchObject({
      status: 'paid',
      refundedMinor: 10_000n,
    });
    await shop.core.runDue();
    expect(shop.gateway.heldMinor()).toBe(10_000n);
    expect((await shop.rowsOf('payment_exception', 'code, status')).map((row) => row['code'])).toEqual([
      'LATE_SUCCESS',
      'LATE_SUCCESS_REFUNDED',
    ]);
    expect(await shop.rowsOf('refund', 'status, origin')).toEqual([{ status: 'succeeded', origin: 'automatic' }]);
    expect(await shop.rowsOf('merchant_order', 'status, paid_minor')).toEqual([
      { status: 'paid', paid_minor: 10_000n },
    ]);
  });

  it('about the first of two refused attempts makes it the one that pays', async () => {
    shop.accounts = [channelAccount('wechat-1'), channelAccount('wechat-2')];
    shop.gateway.payScript = () => 'decline_retryable';
    const pays = shop.request();
    const view = await shop.pay(pays);
    expect(view).toMatchObject({ status: 'failed' });
    const first = `${view.channelOrderNo.slice(0, 26)}01`;
    Object.assign(shop.gateway.orders.get(first) ?? {}, { state: 'paid', wasPaid: true });
    expect(await shop.core.takeNotice(account, shop.gateway.notice(first))).toEqual({ taken: true });
    expect(await shop.core.getPayment(caller, pays.paymentKey, wait)).toMatchObject({
      status: 'paid',
      channelOrderNo: first,
      refundedMinor: 0n,
    });
  });

  it('about an attempt that was refused, when another holds the money, returns the stray money', async () => {
    shop.accounts = [channelAccount('wechat-1'), channelAccount('wechat-2')];
    shop.gateway.payScript = ({ account: at }) => (at.id === 'wechat-1' ? 'decline_retryable' : 'approve');
    const pays = shop.request();
    const view = await shop.pay(pays);
    const stray = `${view.channelOrderNo.slice(0, 26)}01`;
    Object.assign(shop.gateway.orders.get(stray) ?? {}, { state: 'paid', wasPaid: true });
    expect(shop.gateway.heldMinor()).toBe(20_000n);
    for (let count = 0; count < 3; count++) {
      expect(await shop.core.takeNotice(account, shop.gateway.notice(stray))).toEqual({ taken: true });
    }
    await shop.core.runDue();
    expect(shop.gateway.heldMinor()).toBe(10_000n);
    expect(await shop.core.getPayment(caller, pays.paymentKey, wait)).toMatchObject({
      status: 'paid',
      refundedMinor: 0n,
    });
  });
});

describe('a restart', () => {
  it('makes what was sent unknown, asks, and never pays twice', async () => {
    shop.gateway.payScript = () => 'silent_paid';
    const pays = shop.request();
    const old = shop.core;
    const { pay: payAtChannel } = shop.gateway;
    shop.gateway.pay = async (operation) => {
      await payAtChannel(operation);
      return await new Promise(() => undefined);
    };
    await old.pay(caller, pays, wait);
    await until(() => shop.gateway.calls.length === 1);
    shop.core = shop.newCore();
    await shop.core.start();
    await until(
      async () => (await shop.core.getPayment(caller, pays.paymentKey, wait)).status === 'unknown',
      () => shop.clock.advance(0),
    );
    await shop.clock.advance(1000);
    await until(async () => (await shop.core.getPayment(caller, pays.paymentKey, wait)).status === 'paid');
    expect(shop.gateway.calls.filter((call) => call.startsWith('pay'))).toHaveLength(1);
  });

  it('believes no answer that is older than the reversal of another server', async () => {
    shop.gateway.payScript = () => 'hold';
    const pays = shop.request();
    const slow = shop.core;
    await slow.pay(caller, pays, wait);
    await until(() => shop.gateway.calls.length === 1);
    // The answer was on its way when the money went back.
    shop.core = shop.newCore();
    await shop.core.cancelPayment(caller, pays, 'LINE_LOST', wait);
    await shop.core.stop();
    expect(await shop.core.getPayment(caller, pays.paymentKey, wait)).toMatchObject({ status: 'closed' });
    shop.gateway.queryScript = () => ({ kind: 'closed' });
    shop.gateway.release();
    await slow.stop();
    expect(await shop.core.getPayment(caller, pays.paymentKey, wait)).toMatchObject({ status: 'closed' });
    expect(shop.gateway.calls.map((call) => call.split(' ')[0])).toEqual(['pay', 'reverse', 'query']);
  });

  it('before anything was sent goes on, or closes what is too old', async () => {
    const { prepare } = shop.gateway;
    let hanging = 0;
    const hangs = () => {
      hanging += 1;
      return new Promise<never>(() => undefined);
    };
    shop.gateway.prepare = hangs;
    const fresh = shop.request();
    await shop.core.pay(caller, fresh, wait);
    await until(() => hanging === 1);
    shop.core = shop.newCore();
    shop.gateway.prepare = prepare;
    await shop.clock.advance(44_000);
    await shop.core.start();
    await until(
      async () => (await shop.core.getPayment(caller, fresh.paymentKey, wait)).status === 'paid',
      () => shop.clock.advance(0),
    );
    await shop.core.stop();

    shop.gateway.prepare = hangs;
    const old = shop.request();
    await shop.core.pay(caller, old, wait);
    await until(() => hanging === 2);
    shop.core = shop.newCore();
    shop.gateway.prepare = prepare;
    await shop.clock.advance(46_000);
    await shop.core.start();
    await until(
      async () => (await shop.core.getPayment(caller, old.paymentKey, wait)).status === 'closed',
      () => shop.clock.advance(0),
    );
  });
});
