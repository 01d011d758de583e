import { describe, expect, it } from 'vitest';
import type { QueryOutcome } from '../channels/port.ts';
import type { PayRequest } from './payment-service.ts';
import { channelAccount } from './scripted-gateway.fixture.ts';
import { caller, testShop, wait } from './test-shop.fixture.ts';

const shop = testShop();

describe('an open payment at UnionPay is asked about after 1, 2, 4, 8, 16 and 32 s', () => {
  /** Seconds after the payment at which its channel was asked, until it is given up. */
  async function askedAt(pays: PayRequest, how: 'pending' | 'silent_unpaid', answer: QueryOutcome): Promise<number[]> {
    shop.accounts = [channelAccount('unionpay-1', 'unionpay')];
    shop.gateway.payScript = () => how;
    const startMs = shop.clock.nowMs();
    const seconds: number[] = [];
    shop.gateway.queryScript = () => {
      seconds.push((shop.clock.nowMs() - startMs) / 1000);
      return answer;
    };
    await shop.pay(pays);
    for (let second = 0; second < 130; second++) {
      const { status } = await shop.after(1000, pays.paymentKey);
      if (status === 'reversing' || status === 'closed' || status === 'failed') break;
    }
    return seconds;
  }

  it.each([
    ['while the customer acts', 'pending', { kind: 'pending' }],
    ['where there was no answer', 'silent_unpaid', { kind: 'unknown', why: '04' }],
    ['where the number is not known yet', 'silent_unpaid', { kind: 'not_found' }],
  ] as const)('%s, up to the end of a payment code', async (_, how, answer) => {
    const pays = shop.request();
    expect(await askedAt(pays, how, answer)).toEqual([1, 3, 7, 15, 31]);
    expect(await shop.core.getPayment(caller, pays.paymentKey, wait)).toMatchObject({ status: 'closed' });
  });

  it('and each 32 s from then on, while a QR code is shown', async () => {
    const pays = shop.request({ tender: 'qr', channel: 'unionpay' });
    expect(await askedAt(pays, 'pending', { kind: 'not_found' })).toEqual([1, 3, 7, 15, 31, 63, 95]);
  });

  it('and is paid by the first of them that says so', async () => {
    const pays = shop.request();
    shop.accounts = [channelAccount('unionpay-1', 'unionpay')];
    shop.gateway.payScript = () => 'pending';
    expect(await shop.pay(pays)).toMatchObject({ status: 'awaiting_payer', channel: 'unionpay' });
    shop.gateway.payerPays([...shop.gateway.orders.keys()][0] ?? '');
    expect(await shop.after(999, pays.paymentKey)).toMatchObject({ status: 'awaiting_payer' });
    expect(await shop.after(1, pays.paymentKey)).toMatchObject({ status: 'paid' });
  });

  it('and ends with the reason that the issuer gave, without a reversal', async () => {
    const pays = shop.request();
    shop.accounts = [channelAccount('unionpay-1', 'unionpay')];
    shop.gateway.payScript = () => 'pending';
    const refusal: QueryOutcome = { kind: 'declined', reasonCode: 'CARD_DECLINED', channelMessage: '60 发卡行' };
    shop.gateway.queryScript = () => refusal;
    await shop.pay(pays);
    expect(await shop.after(1000, pays.paymentKey)).toMatchObject({
      ...{ status: 'failed', reasonCode: 'CARD_DECLINED', channelMessage: '60 发卡行' },
    });
    expect(shop.gateway.calls.map((call) => call.split(' ')[0])).toEqual(['pay', 'query']);
  });
});

it('other channels keep their own schedules', async () => {
  const pays = shop.request();
  shop.gateway.payScript = () => 'pending';
  const startMs = shop.clock.nowMs();
  const seconds: number[] = [];
  shop.gateway.queryScript = () => {
    seconds.push((shop.clock.nowMs() - startMs) / 1000);
    return { kind: 'pending' };
  };
  await shop.pay(pays);
  for (let second = 0; second < 8; second++) await shop.after(1000, pays.paymentKey);
  expect(seconds).toEqual([1, 3, 5, 8]);
});
