import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Fixture, openFixture, paymentCodeRequest, until } from './testing/fixture.ts';

describe('a payment from the till to the server', () => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await openFixture();
  });
  afterAll(() => fixture.close());
  beforeEach(async () => {
    await fixture.online();
    fixture.server.onPay = () => ({ status: 'PAYMENT_STATUS_PAID', channel: 'CHANNEL_WECHAT' });
  });

  test('is paid, and the same key again is the same payment', async () => {
    const request = paymentCodeRequest();
    const paid = await fixture.till.call('StartPayment', request);
    expect(paid).toMatchObject({ state: 'EDGE_STATE_ANSWERED', offline: false });
    expect(paid.payment).toMatchObject({ status: 'PAYMENT_STATUS_PAID', channel: 'CHANNEL_WECHAT' });
    expect(await fixture.till.call('StartPayment', request)).toEqual(paid);
    await expect(fixture.till.call('StartPayment', { ...request, paymentCode: '134567890123456780' })).rejects.toThrow(
      'PAYMENT_KEY_CONFLICT',
    );
  });
});
