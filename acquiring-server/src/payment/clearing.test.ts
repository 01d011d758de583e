/** Which accounts a payment, its refund and its reversal stand on, by whom the channel settles to. */
import { describe, expect, it } from 'vitest';
import type { PayRequest } from './payment-service.ts';
import { caller, cny, testShop, wait } from './test-shop.fixture.ts';

const shop = testShop();

const paid = async () => {
  const pays = shop.request();
  expect(await shop.pay(pays)).toMatchObject({ status: 'paid' });
  return pays;
};
const refund = async (pays: PayRequest, amountMinor: bigint) => {
  const refundKey = shop.ids.refundKey();
  const asks = {
    refundKey,
    paymentKey: pays.paymentKey,
    amount: cny(amountMinor),
    terminalId: 'till-1',
    operatorId: 'op-1',
    reason: '',
    businessDate: '2026-01-01',
    requestedAtMs: shop.clock.nowMs(),
  };
  await shop.core.requestRefund(caller, asks, wait);
  await shop.core.stop();
  return await shop.core.getRefund(caller, refundKey, wait);
};
const reversed = async () => {
  // Taken without an answer, and given up: the channel says that money moved and went back.
  shop.gateway.payScript = () => 'silent_paid';
  const pays = shop.request();
  await shop.pay(pays);
  await shop.core.cancelPayment(caller, pays, 'PAYER_LEFT', wait);
  await shop.core.stop();
  return await shop.core.getPayment(caller, pays.paymentKey, wait);
};

describe('a card', () => {
  it('stands on card clearing until the scheme settles', async () => {
    shop.clearing = 'card';
    const pays = await paid();
    expect(await shop.balances()).toMatchObject({ 'platform.card_clearing': 9_980n });
    expect(await refund(pays, 4_000n)).toMatchObject({ status: 'succeeded' });
    const after = await shop.balances();
    expect(after).toMatchObject({ 'platform.card_clearing': 5_980n, 'platform.merchant_payable': -5_962n });
    expect(after['platform.channel_clearing']).toBeUndefined();
  });
});

describe('a channel that settles to the merchant directly', () => {
  it('leaves a memo and the fee in the platform’s book, and the money in the merchant’s', async () => {
    shop.clearing = 'direct';
    await paid();
    expect(await shop.balances()).toEqual({
      'platform.memo_direct_takings': 10_000n,
      'platform.memo_contra': -10_000n,
      'platform.fee_receivable': 38n,
      'platform.fee_income': -38n,
      'merchant.receivable_from_channel': 9_980n,
      'merchant.channel_fee_expense': 20n,
      'merchant.sales': -10_000n,
      'merchant.acquiring_fee_expense': 38n,
      'merchant.payable_to_acquirer': -38n,
    });
  });

  it('refunds what the platform never owed: no shortfall, the memo lessened when it is done', async () => {
    shop.clearing = 'direct';
    const pays = await paid();
    expect(await refund(pays, 10_000n)).toMatchObject({ status: 'succeeded' });
    const after = await shop.balances();
    expect(after).toMatchObject({ 'merchant.sales_returned': 10_000n, 'merchant.receivable_from_channel': -20n });
    for (const code of [
      'platform.memo_direct_takings',
      'platform.merchant_receivable',
      'merchant.refunds_in_transit',
    ]) {
      expect(after[code], code).toBeUndefined();
    }
  });

  it('a refund that failed leaves the books as they were', async () => {
    shop.clearing = 'direct';
    const pays = await paid();
    const before = await shop.balances();
    shop.gateway.refundScript = () => ({ kind: 'failed', reasonCode: 'CHANNEL_REFUSED', channelMessage: 'no' });
    expect(await refund(pays, 4_000n)).toMatchObject({ status: 'failed' });
    expect(await shop.balances()).toEqual(before);
  });
});

describe('a reversal', () => {
  it.each(['channel', 'card', 'direct'] as const)('takes everything back by the rules of %s', async (clearing) => {
    shop.clearing = clearing;
    expect(await reversed()).toMatchObject({ status: 'closed' });
    expect(await shop.balances()).toEqual({});
    const kinds = await shop.rowsOf('ledger_journal', 'DISTINCT kind, book_id');
    expect(kinds).toHaveLength(4);
  });
});
