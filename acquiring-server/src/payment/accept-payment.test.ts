import { describe, expect, it } from 'vitest';
import { caller, cny, testShop, wait } from './test-shop.fixture.ts';

const shop = testShop();

describe('requests that meet', () => {
  it('with one key are one payment, whose place in its order is counted once', async () => {
    const pays = shop.request({ orderTotal: cny(20_000n) });
    const views = await Promise.all(
      Array.from({ length: 8 }, async () => await shop.core.pay(caller, pays, { waitMs: 10_000 })),
    );
    expect(new Set(views.map((view) => `${view.status} ${view.channelOrderNo}`)).size).toBe(1);
    expect(shop.gateway.calls).toHaveLength(1);
    expect(await shop.rowsOf('merchant_order', 'reserved_minor, paid_minor, status')).toEqual([
      { reserved_minor: 10_000n, paid_minor: 10_000n, status: 'part_paid' },
    ]);
    expect(await shop.rowsOf('transition_history', 'version, event')).toHaveLength(3);
  });

  it('with one order fill it and no more; who is refused leaves nothing behind', async () => {
    const first = shop.request({ orderTotal: cny(30_000n) });
    const others = Array.from({ length: 7 }, () => ({ ...first, paymentKey: shop.ids.paymentKey() }));
    shop.gateway.payScript = () => 'pending';
    const taken = await Promise.allSettled(
      [first, ...others].map(async (pays) => await shop.core.pay(caller, pays, wait)),
    );
    await shop.core.stop();
    const refusals = taken.filter((one) => one.status === 'rejected').map((one) => one.reason);
    expect(refusals).toHaveLength(5);
    for (const refusal of refusals) expect(refusal).toMatchObject({ code: 'PAYMENT_ORDER_EXCEEDED' });
    expect(await shop.rowsOf('merchant_order', 'reserved_minor, paid_minor, status')).toEqual([
      { reserved_minor: 30_000n, paid_minor: 0n, status: 'paying' },
    ]);
    expect(await shop.rowsOf('payment', 'payment_key, status')).toHaveLength(3);
    expect(await shop.rowsOf('payment_secret', 'payment_key, card')).toHaveLength(3);
  });

  it('to pay and to give up end in one of the two, told once', async () => {
    for (let count = 0; count < 5; count++) {
      const pays = shop.request();
      await Promise.all([
        shop.core.cancelPayment(caller, pays, 'CASHIER_CANCELLED', wait),
        shop.core.pay(caller, pays, wait),
      ]);
      await shop.core.stop();
      await shop.core.runDue();
      const { status } = await shop.core.getPayment(caller, pays.paymentKey, wait);
      const told = await shop.database.pool.query(`SELECT kind FROM outbox WHERE payload->>'paymentKey' = $1`, [
        pays.paymentKey,
      ]);
      expect(told.rows).toEqual([{ kind: `payment.${status}` }]);
      expect(await shop.rowsOf('payment_secret', 'payment_key, card')).toEqual([]);
    }
  });

  it('of two merchants with one key never see each other’s payment', async () => {
    const pays = shop.request();
    const others = { ...pays, orderNo: `${pays.orderNo}X` };
    const other = { ...caller, merchantId: 'another' };
    const views = await Promise.all([
      shop.core.pay(caller, pays, { waitMs: 10_000 }),
      shop.core.pay(other, others, { waitMs: 10_000 }),
    ]);
    expect(views.map((view) => view.orderNo)).toEqual([pays.orderNo, others.orderNo]);
  });
});
