import { orderNoOfSale } from '@qiantai/protos';
import { describe, expect, it } from 'vitest';
import { caller, cny, testShop } from './test-shop.fixture.ts';

const shop = testShop();

describe('a payment', () => {
  it('is found by each number that a phone shows, for its own merchant alone', async () => {
    shop.gateway.payScript = () => 'approve';
    const paid = await shop.pay(shop.request());
    expect(paid.status).toBe('paid');
    for (const number of [paid.orderNo, paid.channelTransactionId, paid.channelOrderNo]) {
      expect(number, 'a number').not.toBe('');
      expect(await shop.core.findPayment(caller, number)).toEqual(paid);
      expect(await shop.core.findPayment({ ...caller, merchantId: 'other' }, number)).toBeUndefined();
    }
    expect(await shop.core.findPayment(caller, orderNoOfSale(shop.ids.saleId()))).toBeUndefined();
    expect(await shop.core.findPayment(caller, '')).toBeUndefined();
  });

  it('of several under one order is the paid one, then the newest', async () => {
    const orderNo = orderNoOfSale(shop.ids.saleId());
    const part = { orderNo, amount: cny(4000n) };
    shop.gateway.payScript = () => 'decline';
    await shop.pay(shop.request(part));
    const second = await shop.pay(shop.request(part));
    expect((await shop.core.findPayment(caller, orderNo))?.paymentKey).toBe(second.paymentKey);
    shop.gateway.payScript = () => 'approve';
    const third = await shop.pay(shop.request(part));
    shop.gateway.payScript = () => 'decline';
    await shop.pay(shop.request(part));
    expect((await shop.core.findPayment(caller, orderNo))?.paymentKey).toBe(third.paymentKey);
  });
});
