/** The agent is killed at every step, and comes back to the same end: nothing lost, nothing doubled. */
import { SeededRandom, systemClock } from '@qiantai/foundation';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

const paid = { status: 'PAYMENT_STATUS_PAID', channel: 'CHANNEL_WECHAT' } as const;
const awaiting = { status: 'PAYMENT_STATUS_AWAITING_PAYER', channel: 'CHANNEL_WECHAT' } as const;

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

const untilStatus = (paymentKey: string, status: string) =>
  until(
    async () => (await fixture.till.call('GetPayment', { paymentKey })).payment?.status === status,
    `${paymentKey} is ${status}`,
  );

describe('killed and started again', () => {
  test('after the request was journalled, before it was sent: sent once', async () => {
    fixture.server.onPay = () => paid;
    const request = paymentCodeRequest();
    await fixture.recordOffline(request, '');
    await fixture.online();
    await untilStatus(request.paymentKey, 'PAYMENT_STATUS_PAID');
    expect(await journalKinds(fixture, request.paymentKey)).toEqual(['payment.requested', 'payment.resulted']);
  });

  test('a request that never left and is old is not sent behind everyone’s back', async () => {
    const request = paymentCodeRequest();
    await fixture.recordOffline(request, '', systemClock.nowMs() - 120_000);
    await fixture.online();
    await untilStatus(request.paymentKey, 'PAYMENT_STATUS_FAILED');
    expect(fixture.server.payments.has(request.paymentKey)).toBe(false);
    expect(await journalKinds(fixture, request.paymentKey)).toEqual(['payment.requested', 'payment.refused_offline']);
  });

  test('an old request that may have left and that the server never saw is closed there', async () => {
    const request = paymentCodeRequest();
    await fixture.recordOffline(request, '', systemClock.nowMs() - 120_000, 'leased');
    await fixture.online();
    await untilStatus(request.paymentKey, 'PAYMENT_STATUS_CLOSED');
    expect(fixture.server.payments.get(request.paymentKey)?.pays).toBe(0);
    expect(await journalKinds(fixture, request.paymentKey)).toEqual([
      'payment.requested',
      'payment.cancel_requested',
      'payment.resulted',
    ]);
  });

  test('after the server took it, before its answer came: found paid, taken once', async () => {
    const request = paymentCodeRequest();
    fixture.server.onPay = () => {
      fixture.line.cut();
      return paid;
    };
    await fixture.till.call('StartPayment', { ...request, waitMs: 100 });
    fixture.line.cut();
    await fixture.restart();
    await fixture.online();
    await untilStatus(request.paymentKey, 'PAYMENT_STATUS_PAID');
    expect(fixture.server.payments.get(request.paymentKey)?.pays).toBe(1);
  });

  test('while the customer pays: followed to its end', async () => {
    fixture.server.onPay = () => awaiting;
    const request = paymentCodeRequest();
    await fixture.till.call('StartPayment', request);
    await fixture.restart();
    fixture.server.change(request.paymentKey, paid);
    await untilStatus(request.paymentKey, 'PAYMENT_STATUS_PAID');
    expect(await journalKinds(fixture, request.paymentKey)).toEqual(['payment.requested', 'payment.resulted']);
  });

  test('after it was given up, before the server heard', async () => {
    fixture.server.onPay = () => awaiting;
    const request = paymentCodeRequest();
    await fixture.till.call('StartPayment', request);
    await fixture.offline();
    await fixture.till.call('CancelPayment', { paymentKey: request.paymentKey, reasonCode: 'PAYER_LEFT' });
    await fixture.restart();
    await fixture.online();
    await untilStatus(request.paymentKey, 'PAYMENT_STATUS_CLOSED');
    expect(fixture.server.payments.get(request.paymentKey)?.message.status).toBe('PAYMENT_STATUS_CLOSED');
  });

  test('with cash that nobody has heard of yet', async () => {
    await fixture.offline();
    const request = cashRequest();
    const before = await fixture.till.call('TakeCash', request);
    await fixture.restart();
    expect(await fixture.till.call('TakeCash', request)).toEqual(before);
    await fixture.online();
    expect(await journalKinds(fixture, request.paymentKey)).toEqual(['cash.taken']);
  });

  test('with a refund under way: asked with its key, given once', async () => {
    fixture.server.onPay = () => paid;
    const payment = paymentCodeRequest();
    await fixture.till.call('StartPayment', payment);
    fixture.server.onRefund = () => {
      fixture.line.cut();
      return { status: 'REFUND_STATUS_PROCESSING', channel: 'CHANNEL_WECHAT' };
    };
    const request = {
      refundKey: ids.refundKey(),
      returnSaleId: ids.saleId(),
      paymentKey: payment.paymentKey,
      amount: money(1000),
      reason: '',
      waitMs: 200,
    };
    await fixture.till.call('StartRefund', request);
    await fixture.restart();
    await fixture.online();
    const now = () => fixture.till.call('GetRefund', { refundKey: request.refundKey });
    await until(async () => (await now()).state === 'EDGE_STATE_ANSWERED', 'the refund is answered');
    const held = fixture.server.refunds.get(request.refundKey);
    Object.assign(held?.message ?? {}, { status: 'REFUND_STATUS_SUCCEEDED', version: 2 });
    await until(async () => (await now()).refund?.status === 'REFUND_STATUS_SUCCEEDED', 'the refund has succeeded');
    await expect(
      fixture.till.call('StartRefund', { ...request, refundKey: ids.refundKey(), amount: money(251) }),
    ).rejects.toThrow('REFUND_EXCEEDS_PAYMENT');
  });
});

describe('random cuts and deaths', () => {
  test('never lose or double an entry or a payment', async () => {
    await fixture.online();
    fixture.server.onPay = () => paid;
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.constant('cash' as const) },
      { weight: 4, arbitrary: fc.constant('code' as const) },
      { weight: 1, arbitrary: fc.constant('cut' as const) },
      { weight: 2, arbitrary: fc.constant('cut_before_answer' as const) },
      { weight: 2, arbitrary: fc.constant('cut_in_message' as const) },
      { weight: 3, arbitrary: fc.constant('mend' as const) },
      { weight: 1, arbitrary: fc.constant('kill' as const) },
    );
    const random = new SeededRandom('cuts');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 14 }), async (steps) => {
        const keys: string[] = [];
        for (const one of steps) {
          if (one === 'cash') {
            const request = cashRequest();
            keys.push(request.paymentKey);
            await fixture.till.call('TakeCash', request);
          } else if (one === 'code') {
            const request = { ...paymentCodeRequest(), waitMs: 50 };
            keys.push(request.paymentKey);
            await fixture.till.call('StartPayment', request);
          } else if (one === 'cut') fixture.line.cut();
          else if (one === 'cut_before_answer') fixture.line.cutBeforeAnswer();
          else if (one === 'cut_in_message') fixture.line.cutAfterBytesUp(1 + random.below(600));
          else if (one === 'mend') fixture.line.mend();
          else await fixture.restart();
        }
        await provenAtTheEnd(keys);
      }),
      { seed: 20260102, numRuns: 6, endOnFailure: true },
    );
  });

  async function provenAtTheEnd(keys: readonly string[]): Promise<void> {
    await fixture.online();
    // A cut that was asked for may fall now: the line is mended until everything is through.
    await until(async () => {
      fixture.line.mend();
      const { waiting } = await fixture.till.call('SyncNow', {});
      return waiting === '0' && (await fixture.till.call('ListOpen', {})).payments.length === 0;
    }, 'everything is through');
    const journal = fixture.server.journals.get('till-1') ?? [];
    expect(journal.map((entry) => Number(entry.sequence))).toEqual(journal.map((_, index) => index + 1));
    for (const key of keys) {
      const kinds = journal.filter((entry) => entry.payloadJson.includes(key)).map((entry) => entry.kind);
      expect(new Set(kinds).size, `${key}: ${kinds}`).toBe(kinds.length);
      expect(kinds.length).toBeGreaterThan(0);
      const here = await fixture.till.call('GetPayment', { paymentKey: key });
      const there = fixture.server.payments.get(key);
      if (here.state === 'EDGE_STATE_ANSWERED') expect(there?.message.status).toBe(here.payment?.status);
      if (here.state === 'EDGE_STATE_REFUSED_OFFLINE') expect(there).toBeUndefined();
    }
  }
});
