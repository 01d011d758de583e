import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  cashRequest,
  type Fixture,
  ids,
  journalKinds,
  money,
  openFixture,
  paymentCodeRequest,
  until,
} from './testing/fixture.ts';

const paid = { status: 'PAYMENT_STATUS_PAID', channel: 'CHANNEL_WECHAT', channelTransactionId: '42' } as const;
const awaiting = { status: 'PAYMENT_STATUS_AWAITING_PAYER', channel: 'CHANNEL_WECHAT', deadlineMs: 1 } as const;

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());
beforeEach(async () => {
  fixture.server.onPay = () => paid;
  await fixture.online();
});

const get = (paymentKey: string, knownRevision = 0, waitMs = 0) =>
  fixture.till.call('GetPayment', { paymentKey, knownRevision, waitMs });
const untilStatus = (paymentKey: string, status: string) =>
  until(async () => (await get(paymentKey)).payment?.status === status, `${paymentKey} is ${status}`);
const pays = (key: string) => fixture.server.payments.get(key)?.pays ?? 0;

describe('with the line up', () => {
  test('a payment is paid, and the same key again is the same payment', async () => {
    const request = paymentCodeRequest();
    const first = await fixture.till.call('StartPayment', request);
    expect(first).toMatchObject({ state: 'EDGE_STATE_ANSWERED', offline: false });
    expect(first.payment).toMatchObject(paid);
    expect(await fixture.till.call('StartPayment', request)).toEqual(first);
    const other = { ...request, paymentCode: '134567890123456780' };
    await expect(fixture.till.call('StartPayment', other)).rejects.toThrow('PAYMENT_KEY_CONFLICT');
    expect(await journalKinds(fixture, request.paymentKey)).toEqual(['payment.requested', 'payment.resulted']);
    expect(pays(request.paymentKey)).toBe(1);
  });

  test('a decline is told with its reason', async () => {
    fixture.server.onPay = () => ({ status: 'PAYMENT_STATUS_FAILED', reasonCode: 'INSUFFICIENT_FUNDS' });
    const { payment } = await fixture.till.call('StartPayment', paymentCodeRequest());
    expect(payment).toMatchObject({ status: 'PAYMENT_STATUS_FAILED', reasonCode: 'INSUFFICIENT_FUNDS' });
  });

  test('a refusal of the request itself fails the payment and is shown as dead', async () => {
    fixture.server.onPay = () => fixture.server.error('REQUEST_BAD', { why: 'this merchant is closed' });
    const request = paymentCodeRequest();
    const reply = await fixture.till.call('StartPayment', request);
    expect(reply.payment).toMatchObject({ status: 'PAYMENT_STATUS_FAILED', reasonCode: 'REQUEST_BAD' });
    expect(Number((await fixture.till.call('SyncNow', {})).dead)).toBe(1);
  });

  test('the till that waits is woken by the server, through the agent', async () => {
    fixture.server.onPay = () => awaiting;
    const request = paymentCodeRequest();
    const first = await fixture.till.call('StartPayment', request);
    expect(first.payment?.status).toBe(awaiting.status);
    const next = get(request.paymentKey, Number(first.revision), 10_000);
    fixture.server.change(request.paymentKey, paid);
    expect((await next).payment).toMatchObject(paid);
  });

  test('a card is sent whole, stands encrypted while it is needed, and is gone after', async () => {
    fixture.server.onPay = () => awaiting;
    const blob = 'C0FFEE00C0FFEE00';
    const card = {
      entryMode: 'chip',
      maskedPan: '621626*********0018',
      encryptedTrack2Hex: blob,
      keySerialNumberHex: 'FFFF9876543210E00001',
      pinBlockHex: '',
      emvHex: '9F2608',
      cardSequenceNumber: '001',
    };
    const request = { ...paymentCodeRequest(), tender: 'TENDER_CARD' as const, paymentCode: '', card };
    await fixture.till.call('StartPayment', request);
    expect(fixture.server.cards).toEqual([card.maskedPan]);
    const file = () =>
      readFileSync(fixture.agent.databaseFile, 'latin1') + readFileSync(`${fixture.agent.databaseFile}-wal`, 'latin1');
    expect(file()).not.toContain(blob);
    expect(await fixture.secretsHeld()).toBe(1);
    fixture.server.change(request.paymentKey, paid);
    await untilStatus(request.paymentKey, 'PAYMENT_STATUS_PAID');
    expect(await fixture.secretsHeld()).toBe(0);
    const clear = { ...request, paymentKey: ids.paymentKey(), card: { ...card, maskedPan: '6216261234567890018' } };
    await expect(fixture.till.call('StartPayment', clear)).rejects.toThrow('REQUEST_BAD');
  });

  test('a payment that waits for the customer is given up', async () => {
    fixture.server.onPay = () => awaiting;
    const request = paymentCodeRequest();
    await fixture.till.call('StartPayment', request);
    const cancel = { paymentKey: request.paymentKey, reasonCode: 'PAYER_LEFT', waitMs: 5000 };
    const reply = await fixture.till.call('CancelPayment', cancel);
    expect(reply).toMatchObject({ state: 'EDGE_STATE_ANSWERED' });
    expect(reply.payment?.status).toBe('PAYMENT_STATUS_CLOSED');
    expect(await fixture.till.call('CancelPayment', cancel)).toEqual(reply);
    expect((await fixture.till.call('ListOpen', {})).payments).toEqual([]);
  });

  test('giving up what is paid changes nothing', async () => {
    const request = paymentCodeRequest();
    const before = await fixture.till.call('StartPayment', request);
    const cancel = { paymentKey: request.paymentKey, reasonCode: 'PAYER_LEFT', waitMs: 1000 };
    expect(await fixture.till.call('CancelPayment', cancel)).toEqual(before);
  });
});

describe('a cashier who asks now', () => {
  test('has the channel asked at once', async () => {
    fixture.server.onPay = () => awaiting;
    const request = paymentCodeRequest();
    await fixture.till.call('StartPayment', request);
    const asked = fixture.server.asked.length;
    await fixture.till.call('GetPayment', { paymentKey: request.paymentKey, askChannel: true });
    expect(fixture.server.asked.slice(asked)).toEqual([request.paymentKey]);
    fixture.server.change(request.paymentKey, paid);
    await untilStatus(request.paymentKey, 'PAYMENT_STATUS_PAID');
  });
});

describe('with the line down', () => {
  beforeEach(() => fixture.offline());

  test('a payment code is refused with the reason, journalled, and never sent later', async () => {
    const request = paymentCodeRequest();
    const reply = await fixture.till.call('StartPayment', request);
    expect(reply).toMatchObject({
      state: 'EDGE_STATE_REFUSED_OFFLINE',
      reasonCode: 'OFFLINE_PAYMENT_CODE',
      offline: true,
    });
    await fixture.online();
    await fixture.drained();
    expect(await journalKinds(fixture, request.paymentKey)).toEqual(['payment.requested', 'payment.refused_offline']);
    expect(fixture.server.payments.has(request.paymentKey)).toBe(false);
    expect((await get(request.paymentKey)).state).toBe('EDGE_STATE_REFUSED_OFFLINE');
  });

  test('cash is taken, marked, and forwarded once when the line is back', async () => {
    const request = cashRequest(undefined, 1250, 2000);
    const reply = await fixture.till.call('TakeCash', request);
    expect(reply).toMatchObject({ state: 'EDGE_STATE_RECORDED', offline: true });
    expect(await fixture.till.call('TakeCash', request)).toEqual(reply);
    const status = await fixture.till.call('SyncNow', {});
    expect(status).toMatchObject({
      online: false,
      reasonCode: expect.stringMatching(/^SERVER_/),
      waitingAmount: money(1250),
    });
    expect(Number(status.waiting)).toBe(1);
    await fixture.online();
    await fixture.drained();
    expect(await journalKinds(fixture, request.paymentKey)).toEqual(['cash.taken']);
  });

  test('a refund through a channel is refused with the reason', async () => {
    const request = {
      refundKey: ids.refundKey(),
      returnSaleId: ids.saleId(),
      paymentKey: ids.paymentKey(),
      amount: money(100),
      reason: '',
      waitMs: 1000,
    };
    const reply = await fixture.till.call('StartRefund', request);
    expect(reply).toMatchObject({ state: 'EDGE_STATE_REFUSED_OFFLINE', reasonCode: 'OFFLINE_REFUND' });
  });
});

describe('with the line cut in the middle', () => {
  test('before a byte left: refused, not pretended', async () => {
    // The probe has not noticed yet: the till is told online, and no connection comes about.
    fixture.line.cut();
    const reply = await fixture.till.call('StartPayment', paymentCodeRequest());
    expect(['EDGE_STATE_REFUSED_OFFLINE', 'EDGE_STATE_CHECKING']).toContain(reply.state);
    await fixture.online();
    await until(async () => (await fixture.till.call('ListOpen', {})).payments.length === 0, 'nothing is open');
  });

  test('after the effect, before the answer: checking, then the truth, and paid once', async () => {
    const request = paymentCodeRequest();
    fixture.server.onPay = () => {
      fixture.line.cut();
      return paid;
    };
    const first = await fixture.till.call('StartPayment', { ...request, waitMs: 300 });
    expect(first).toMatchObject({ state: 'EDGE_STATE_CHECKING' });
    await fixture.online();
    await untilStatus(request.paymentKey, 'PAYMENT_STATUS_PAID');
    expect(pays(request.paymentKey)).toBe(1);
    await fixture.drained();
    expect(await journalKinds(fixture, request.paymentKey)).toEqual(['payment.requested', 'payment.resulted']);
  });

  test('while the customer pays: checking, then the truth', async () => {
    fixture.server.onPay = () => awaiting;
    const request = paymentCodeRequest();
    await fixture.till.call('StartPayment', request);
    await fixture.offline();
    expect((await get(request.paymentKey)).state).toBe('EDGE_STATE_CHECKING');
    fixture.server.change(request.paymentKey, paid);
    await fixture.online();
    await untilStatus(request.paymentKey, 'PAYMENT_STATUS_PAID');
    expect((await get(request.paymentKey)).state).toBe('EDGE_STATE_ANSWERED');
  });

  test('a giving-up waits for the line, and what was paid meanwhile is reversed by the server', async () => {
    const request = paymentCodeRequest();
    fixture.server.onPay = () => {
      fixture.line.cut();
      return paid;
    };
    await fixture.till.call('StartPayment', { ...request, waitMs: 200 });
    const cancel = { paymentKey: request.paymentKey, reasonCode: 'CASHIER_CANCELLED', waitMs: 100 };
    expect(await fixture.till.call('CancelPayment', cancel)).toMatchObject({ state: 'EDGE_STATE_CANCEL_RECORDED' });
    await fixture.online();
    await untilStatus(request.paymentKey, 'PAYMENT_STATUS_CLOSED');
    await fixture.drained();
    expect(await journalKinds(fixture, request.paymentKey)).toEqual([
      'payment.requested',
      'payment.cancel_requested',
      'payment.resulted',
    ]);
    expect(fixture.server.payments.get(request.paymentKey)?.message.status).toBe('PAYMENT_STATUS_CLOSED');
  });

  test('a giving-up before the request was ever sent closes the key at the server', async () => {
    const request = paymentCodeRequest();
    const before = fixture.server.calls.filter((call) => call === 'Pay').length;
    // The request and the giving-up stand in the journal; the agent dies before it sends either.
    await fixture.recordOffline(request, 'CASHIER_CANCELLED');
    await fixture.online();
    await untilStatus(request.paymentKey, 'PAYMENT_STATUS_CLOSED');
    expect(fixture.server.calls.filter((call) => call === 'Pay')).toHaveLength(before);
    expect(pays(request.paymentKey)).toBe(0);
  });
});

describe('bad input', () => {
  test('is refused with a code, and leaves nothing', async () => {
    const good = paymentCodeRequest();
    const bad: object[] = [
      { ...good, paymentKey: 'x' },
      { ...good, amount: { amountMinor: '0', currency: 'CNY' } },
      { ...good, amount: { amountMinor: '100', currency: 'USD' } },
      { ...good, orderTotal: money(1) },
      { ...good, paymentCode: '12' },
      { ...good, paymentCode: '1345678901234567 9' },
      { ...good, tender: 'TENDER_UNSPECIFIED' },
      { ...good, tender: 'TENDER_CASH' },
      { ...good, tender: 'TENDER_QR', channel: 'CHANNEL_CASH' },
      { ...good, tender: 'TENDER_QR', channel: 'CHANNEL_CARD' },
      { ...good, orderNo: 'a b' },
      { ...good, waitMs: 40_000 },
    ];
    for (const request of bad) {
      await expect(fixture.till.call('StartPayment', request), JSON.stringify(request)).rejects.toThrow(
        /(PROTO_BAD|REQUEST_BAD)/,
      );
    }
    await expect(fixture.till.call('TakeCash', cashRequest(undefined, 100, 99))).rejects.toThrow('REQUEST_BAD');
    await expect(get(good.paymentKey)).rejects.toThrow('PAYMENT_NOT_FOUND');
  });

  test('a till without its certificate or without a session is refused', async () => {
    const session = fixture.till.session;
    fixture.till.session = '';
    await expect(fixture.till.call('StartPayment', paymentCodeRequest())).rejects.toThrow('SESSION_MISSING');
    fixture.till.session = session;
    await expect(fixture.strangerCall('GetTill')).rejects.toThrow('TILL_CERTIFICATE_BAD');
  });
});
