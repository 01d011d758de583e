import { orderNoOfSale, type PaymentKey } from '@qiantai/protos';
import { describe, expect, it } from 'vitest';
import { proveBooks } from '../ledger/prove-books.ts';
import type { CashTaken, PayRequest, RefundRequest } from './payment-service.ts';
import { caller, cny, testShop, wait } from './test-shop.fixture.ts';

const shop = testShop();

describe('a refund', () => {
  const paid = async () => {
    const pays = shop.request();
    await shop.pay(pays);
    return pays;
  };
  const refundOf = (pays: PayRequest, change: Partial<RefundRequest> = {}): RefundRequest => ({
    refundKey: shop.ids.refundKey(),
    paymentKey: pays.paymentKey,
    amount: cny(4_000n),
    terminalId: 'till-1',
    operatorId: 'op-1',
    reason: 'broken',
    businessDate: '2026-01-01',
    requestedAtMs: shop.clock.nowMs(),
    ...change,
  });
  const refund = async (asks: RefundRequest) => {
    await shop.core.requestRefund(caller, asks, wait);
    await shop.core.stop();
    return await shop.core.getRefund(caller, asks.refundKey, wait);
  };

  it('goes back in parts and never above the payment', async () => {
    const pays = await paid();
    const first = refundOf(pays);
    expect(await refund(first)).toMatchObject({ status: 'succeeded', channel: 'wechat' });
    expect(await refund(first)).toMatchObject({ status: 'succeeded', version: 3 });
    await expect(refund({ ...first, amount: cny(1n) })).rejects.toMatchObject({ code: 'REFUND_KEY_CONFLICT' });
    await expect(refund(refundOf(pays, { amount: cny(6_001n) }))).rejects.toMatchObject({ code: 'REFUND_TOO_MUCH' });
    expect(await refund(refundOf(pays, { amount: cny(6_000n) }))).toMatchObject({ status: 'succeeded' });
    expect(await shop.core.getPayment(caller, pays.paymentKey, wait)).toMatchObject({ refundedMinor: 10_000n });
    expect(shop.gateway.heldMinor()).toBe(0n);
    // The fee was kept, so the merchant's claim did not cover the last part.
    expect(await shop.balances()).toMatchObject({ 'platform.merchant_receivable': 38n, 'platform.fee_income': -38n });
  });

  it('without an answer is asked for, and sent again with the same number where it never arrived', async () => {
    const pays = await paid();
    shop.gateway.refundScript = () => ({ kind: 'unknown', why: 'no answer' });
    const asks = refundOf(pays);
    expect(await refund(asks)).toMatchObject({ status: 'unknown' });
    shop.gateway.refundScript = () => undefined;
    await shop.clock.advance(1000);
    await shop.core.runDue();
    expect(await shop.core.getRefund(caller, asks.refundKey, wait)).toMatchObject({ status: 'succeeded' });
    const numbers = shop.gateway.calls.filter((call) => call.startsWith('refund ')).map((call) => call.slice(7));
    expect(numbers).toHaveLength(2);
    expect(new Set(numbers).size).toBe(1);
  });

  it('that failed gives its reserve back', async () => {
    const pays = await paid();
    shop.gateway.refundScript = () => ({ kind: 'failed', reasonCode: 'CHANNEL_REFUSED', channelMessage: 'no' });
    const before = await shop.balances();
    expect(await refund(refundOf(pays))).toMatchObject({ status: 'failed', reasonCode: 'CHANNEL_REFUSED' });
    expect(await shop.core.getPayment(caller, pays.paymentKey, wait)).toMatchObject({ refundedMinor: 0n });
    expect(await shop.balances()).toEqual(before);
  });

  it('that needs a person keeps its reserve', async () => {
    const pays = await paid();
    shop.gateway.refundScript = () => ({ kind: 'needs_person', reasonCode: '', channelMessage: 'account closed' });
    const asks = refundOf(pays);
    expect(await refund(asks)).toMatchObject({ status: 'needs_person' });
    await shop.clock.advance(60_000);
    await shop.core.runDue();
    expect(await shop.core.getRefund(caller, asks.refundKey, wait)).toMatchObject({ status: 'needs_person' });
    expect(await shop.core.getPayment(caller, pays.paymentKey, wait)).toMatchObject({ refundedMinor: 4_000n });
    expect(shop.gateway.calls.filter((call) => call.startsWith('refund '))).toHaveLength(1);
  });

  const short = { kind: 'needs_person', reasonCode: 'CHANNEL_FUNDS_SHORT', channelMessage: 'NOT_ENOUGH' } as const;

  it('that the merchant’s account cannot fund fails at once: another way is free', async () => {
    const pays = await paid();
    const before = await shop.balances();
    shop.gateway.refundScript = () => short;
    const asks = refundOf(pays);
    expect(await refund(asks)).toMatchObject({ status: 'failed', reasonCode: 'CHANNEL_FUNDS_SHORT' });
    expect(await shop.core.getPayment(caller, pays.paymentKey, wait)).toMatchObject({ refundedMinor: 0n });
    expect(await shop.balances()).toEqual(before);
    shop.gateway.refundScript = () => undefined;
    await shop.clock.advance(3_600_000);
    await shop.core.runDue();
    expect(await shop.core.getRefund(caller, asks.refundKey, wait)).toMatchObject({ status: 'failed' });
    expect(shop.gateway.calls.filter((call) => call.startsWith('refund '))).toHaveLength(1);
  });

  it('that may have arrived before the account was short waits, and goes under its number once there is money', async () => {
    const pays = await paid();
    shop.gateway.refundScript = () => ({ kind: 'unknown', why: 'no answer' });
    const asks = refundOf(pays);
    expect(await refund(asks)).toMatchObject({ status: 'unknown' });
    shop.gateway.refundScript = () => short;
    await shop.clock.advance(1000);
    await shop.core.runDue();
    const waits = await shop.core.getRefund(caller, asks.refundKey, wait);
    expect(waits).toMatchObject({ status: 'needs_person', reasonCode: 'CHANNEL_FUNDS_SHORT' });
    expect(await shop.core.getPayment(caller, pays.paymentKey, wait)).toMatchObject({ refundedMinor: 4_000n });
    shop.gateway.refundScript = () => undefined;
    await shop.clock.advance(60_000);
    await shop.core.runDue();
    expect(await shop.core.getRefund(caller, asks.refundKey, wait)).toMatchObject({
      status: 'succeeded',
      reasonCode: '',
    });
    const numbers = shop.gateway.calls.filter((call) => call.startsWith('refund '));
    expect(numbers).toHaveLength(3);
    expect(new Set(numbers).size).toBe(1);
  });

  it('is refused for what is not paid, and for cash', async () => {
    shop.gateway.payScript = () => 'decline';
    const pays = shop.request();
    await shop.pay(pays);
    await expect(refund(refundOf(pays))).rejects.toMatchObject({ code: 'REFUND_NOT_POSSIBLE' });
    await expect(refund(refundOf(shop.request()))).rejects.toMatchObject({ code: 'PAYMENT_NOT_FOUND' });
    await expect(shop.core.getRefund(caller, shop.ids.refundKey(), wait)).rejects.toMatchObject({
      code: 'REFUND_NOT_FOUND',
    });
  });
});

describe('cash', () => {
  const taken = (change: Partial<CashTaken> = {}): CashTaken => ({
    paymentKey: shop.ids.paymentKey(),
    orderNo: orderNoOfSale(shop.ids.saleId()),
    orderTotal: cny(500n),
    amount: cny(500n),
    terminalId: 'till-1',
    operatorId: 'op-1',
    businessDate: '2026-01-01',
    takenAtMs: shop.clock.nowMs(),
    ...change,
  });
  const handed = (amountMinor: bigint, paymentKey?: PaymentKey) => ({
    refundKey: shop.ids.refundKey(),
    ...(paymentKey ? { paymentKey } : {}),
    amount: cny(amountMinor),
    terminalId: 'till-1',
    operatorId: 'op-1',
    businessDate: '2026-01-01',
    handedBackAtMs: shop.clock.nowMs(),
  });

  it('is posted once however often it is told, also within one batch', async () => {
    const fact = taken();
    const answers = await Promise.all([shop.core.recordCash(caller, fact), shop.core.recordCash(caller, fact)]);
    expect(answers.map((answer) => answer.replayed).sort()).toEqual([false, true]);
    expect(answers[0]?.view).toEqual(answers[1]?.view);
    expect(await shop.core.getPayment(caller, fact.paymentKey, wait)).toEqual(answers[0]?.view);
    expect(await shop.balances()).toEqual({ 'merchant.cash_in_till': 500n, 'merchant.sales': -500n });
    await expect(shop.core.recordCash(caller, { ...fact, amount: cny(499n) })).rejects.toMatchObject({
      code: 'PAYMENT_KEY_CONFLICT',
    });
    expect(await shop.rowsOf('outbox', 'kind, payload')).toMatchObject([
      { kind: 'payment.paid', payload: { amountMinor: '500', businessDate: '2026-01-01', channel: 'cash' } },
    ]);
  });

  it('of a busy hour commits in batches, and one bad fact fails alone', async () => {
    const facts = Array.from({ length: 600 }, (_, index) =>
      // An amount beyond int8 breaks the batch's statement.
      taken(index === 300 ? { amount: cny(2n ** 63n), orderTotal: cny(2n ** 63n) } : {}),
    );
    const results = await Promise.allSettled(facts.map((fact) => shop.core.recordCash(caller, fact)));
    expect(results.filter((result) => result.status === 'rejected')).toHaveLength(1);
    expect(results[300]?.status).toBe('rejected');
    expect((await proveBooks(shop.database)).journals).toBe(599);
  });

  it('above its order is taken, and a person is told', async () => {
    const first = taken();
    await shop.core.recordCash(caller, first);
    const second = await shop.core.recordCash(caller, taken({ orderNo: first.orderNo }));
    expect(second).toMatchObject({ replayed: false, exceptionCode: 'CASH_ORDER_EXCEEDED' });
    expect(await shop.core.recordCash(caller, taken({ orderNo: first.orderNo, orderTotal: cny(900n) }))).toMatchObject({
      exceptionCode: 'CASH_ORDER_DIFFERS',
    });
    expect(await shop.rowsOf('payment_exception', 'code, status')).toHaveLength(2);
  });

  it('handed back is taken, above its payment with an exception', async () => {
    const fact = taken();
    await shop.core.recordCash(caller, fact);
    const back = handed(300n, fact.paymentKey);
    expect(await shop.core.recordCashHandedBack(caller, back)).toMatchObject({ replayed: false, exceptionCode: '' });
    expect(await shop.core.recordCashHandedBack(caller, back)).toMatchObject({ replayed: true, exceptionCode: '' });
    expect(await shop.core.recordCashHandedBack(caller, handed(300n, fact.paymentKey))).toMatchObject({
      exceptionCode: 'CASH_BACK_EXCEEDS',
    });
    expect(await shop.core.recordCashHandedBack(caller, handed(100n, shop.ids.paymentKey()))).toMatchObject({
      exceptionCode: 'CASH_BACK_NO_PAYMENT',
    });
    expect(await shop.core.recordCashHandedBack(caller, handed(100n))).toMatchObject({ exceptionCode: '' });
    expect(await shop.core.getPayment(caller, fact.paymentKey, wait)).toMatchObject({ refundedMinor: 300n });
    expect(await shop.balances()).toEqual({
      'merchant.cash_in_till': -300n,
      'merchant.sales': -500n,
      'merchant.sales_returned': 800n,
    });
  });
});
