/** Cards that are taken while the line is down, through the agent: consent, limits, restarts, the server's word. */
import { orderNoOfSale } from '@qiantai/protos';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { policyOf } from './offline/policy.fixture.ts';
import {
  cashRequest,
  type Fixture,
  ids,
  journalKinds,
  money,
  openFixture,
  paymentCodeRequest,
  setSettings,
  tillClient,
  until,
} from './testing/fixture.ts';

const paid = { status: 'PAYMENT_STATUS_PAID', channel: 'CHANNEL_CARD', channelTransactionId: '000000000042' } as const;
const declined = { status: 'PAYMENT_STATUS_FAILED', channel: 'CHANNEL_CARD', reasonCode: 'CARD_DECLINED' } as const;
const processing = { status: 'PAYMENT_STATUS_PROCESSING', channel: 'CHANNEL_CARD' } as const;

const card = {
  entryMode: 'contactless',
  maskedPan: '622202*********0018',
  encryptedTrack2Hex: 'C0FFEE00C0FFEE00',
  keySerialNumberHex: 'FFFF9876543210E00001',
  pinBlockHex: '',
  emvHex: '9F2608',
  cardSequenceNumber: '001',
};

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());
beforeEach(async () => {
  fixture.server.onPay = () => paid;
  await fixture.online();
  await until(async () => (await status()).cardsWaiting === '0', 'no card waits');
  await setSettings(fixture, [
    ['offline_policy', 'default', policyOf()],
    ['operator', 'op-1', { rights: ['sell', 'return', 'offline.take', 'offline.force'] }],
  ]);
});

const status = () => fixture.till.call('SyncNow', {});
const get = (paymentKey: string) => fixture.till.call('GetPayment', { paymentKey });
const requestOf = (amountMinor = 1250, change: object = {}) => ({
  ...paymentCodeRequest(ids.saleId(), amountMinor),
  tender: 'TENDER_CARD' as const,
  paymentCode: '',
  card,
  ...change,
});
const accepted = { acceptOffline: true };
const take = (amountMinor?: number, change: object = {}) =>
  fixture.till.call('StartPayment', requestOf(amountMinor, { ...accepted, ...change }));

describe('without the line', () => {
  beforeEach(() => fixture.offline());

  test('a card is refused with an offer: the mode never changes by itself', async () => {
    const request = requestOf();
    const reply = await fixture.till.call('StartPayment', request);
    expect(reply).toMatchObject({
      state: 'EDGE_STATE_REFUSED_OFFLINE',
      reasonCode: 'OFFLINE',
      offlineOffer: { possible: true, reasonCode: '', unit: 'money', left: '40000', brand: 'unionpay' },
    });
    expect((await get(request.paymentKey)).offlineOffer).toEqual(reply.offlineOffer);
    await expect(fixture.till.call('StartPayment', { ...request, ...accepted })).rejects.toThrow(
      'PAYMENT_KEY_CONFLICT',
    );
    await fixture.online();
    expect(await journalKinds(fixture, request.paymentKey)).toEqual(['payment.requested', 'payment.refused_offline']);
    expect(fixture.server.payments.has(request.paymentKey)).toBe(false);
  });

  test('with the cashier’s word it is taken, sent when the line is back, and settled by the server’s word', async () => {
    const request = requestOf(1250, accepted);
    const reply = await fixture.till.call('StartPayment', request);
    expect(reply).toMatchObject({ state: 'EDGE_STATE_RECORDED', offline: true, reasonCode: '' });
    expect(reply.payment?.status).toBe('PAYMENT_STATUS_PAID');
    expect(await fixture.till.call('StartPayment', request)).toEqual(reply);
    expect(await status()).toMatchObject({
      cardsWaiting: '1',
      cardsWaitingAmount: money(1250),
      cardsLeftAmount: money(58_750),
      cardsLeftCount: '4',
      cardsReasonCode: '',
    });
    expect(await fixture.secretsHeld()).toBe(1);
    const site = `http://localhost:${fixture.agent.statusPort}`;
    const page = await (await fetch(`${site}/?lang=en`)).text();
    expect(page).toMatch(
      /till-1<\/code><\/td><td>1 · 12\.50 CNY<\/td><td>587\.50 CNY · 4<\/td><td>\d+ (d \d+ h|h \d+ min|min)/,
    );
    expect(await (await fetch(`${site}/status.json`)).json()).toMatchObject({
      cards: [
        { terminalId: 'till-1', count: 1, sumMinor: '1250', left: { amountMinor: '58750', count: 4 }, reasonCode: '' },
        { terminalId: 'till-2', count: 1, left: { amountMinor: '60000', count: 5 } },
      ],
    });
    expect(await (await fetch(`${site}/metrics`)).text()).toContain('qiantai_edge_offline_cards_waiting 1');
    await fixture.online();
    await until(async () => (await get(request.paymentKey)).state === 'EDGE_STATE_ANSWERED', 'it is answered');
    expect(await journalKinds(fixture, request.paymentKey)).toEqual(['card.taken_offline', 'payment.resulted']);
    const sent = JSON.parse(fixture.server.payments.get(request.paymentKey)?.request ?? '{}');
    expect(sent.offline).toMatchObject({ brand: 'unionpay', forced: false });
    expect(sent.requestedAtMs).toBe(sent.offline.takenAtMs);
    expect(await fixture.secretsHeld()).toBe(0);
    expect(await status()).toMatchObject({ cardsWaiting: '0', cardsWaitingAmount: money(0) });
  });

  test('a decline comes later: the sale stays, the journal and an alarm tell', async () => {
    fixture.server.onPay = () => declined;
    const request = requestOf(700, accepted);
    await fixture.till.call('StartPayment', request);
    await fixture.online();
    await until(async () => (await get(request.paymentKey)).payment?.status === declined.status, 'it is declined');
    const sale = saleOf(request, 700);
    expect(await fixture.till.call('CompleteSale', { saleJson: JSON.stringify(sale) })).toMatchObject({
      offline: true,
    });
    expect(await journalKinds(fixture, request.paymentKey)).toEqual(['card.taken_offline', 'payment.resulted']);
    const page = await (await fetch(`http://localhost:${fixture.agent.statusPort}/?lang=en`)).text();
    expect(page).toContain('A card taken offline was declined');
  });

  test('it stays taken while the server works on it, and through a restart', async () => {
    fixture.server.onPay = () => processing;
    const request = requestOf(900, accepted);
    await fixture.till.call('StartPayment', request);
    await fixture.restart();
    expect(await status()).toMatchObject({ cardsWaiting: '1', cardsWaitingAmount: money(900) });
    await fixture.online();
    await until(async () => (await get(request.paymentKey)).payment?.status === processing.status, 'the server has it');
    expect((await get(request.paymentKey)).state).toBe('EDGE_STATE_RECORDED');
    expect(await status()).toMatchObject({ cardsWaiting: '1' });
    await fixture.offline();
    expect((await get(request.paymentKey)).state).toBe('EDGE_STATE_RECORDED');
    fixture.server.change(request.paymentKey, paid);
    await fixture.online();
    await until(async () => (await get(request.paymentKey)).state === 'EDGE_STATE_ANSWERED', 'it is answered');
    expect(fixture.server.payments.get(request.paymentKey)?.pays).toBe(1);
  });

  test('it cannot be given up: the answer says how it is', async () => {
    const request = requestOf(800, accepted);
    const before = await fixture.till.call('StartPayment', request);
    const cancel = { paymentKey: request.paymentKey, reasonCode: 'CASHIER', waitMs: 200 };
    expect(await fixture.till.call('CancelPayment', cancel)).toEqual(before);
    const { saleId } = request;
    await expect(fixture.till.call('AbandonSale', { saleId, reasonCode: 'CASHIER' })).rejects.toThrow(
      'SALE_HAS_PAID_PARTS',
    );
  });

  test('an answer that refuses the request keeps it waiting, for a person', async () => {
    fixture.server.onPay = () => fixture.server.error('REQUEST_BAD', { why: 'not this one' });
    const request = requestOf(650, accepted);
    await fixture.till.call('StartPayment', request);
    const dead = Number((await status()).dead);
    await fixture.online();
    await until(async () => Number((await status()).dead) === dead + 1, 'a person must look');
    expect((await get(request.paymentKey)).state).toBe('EDGE_STATE_RECORDED');
    expect(await status()).toMatchObject({ cardsWaiting: '1', cardsWaitingAmount: money(650) });
    // Mended, it is sent with the same key.
    fixture.server.onPay = () => paid;
    await fixture.mend('pay', request.paymentKey);
    await until(async () => (await get(request.paymentKey)).state === 'EDGE_STATE_ANSWERED', 'it is answered');
  });

  test.each([
    ['OFFLINE_CARDS_OFF', ['offline_policy', 'default', policyOf({ cards: 'refuse' })], {}],
    ['OFFLINE_CARD_NO_RISK', ['offline_policy', 'default', { ...policyOf(), risk: undefined }], {}],
    ['OFFLINE_RIGHT_MISSING', ['operator', 'op-1', { rights: ['sell'] }], {}],
    ['OFFLINE_CARD_BLOCKED', ['blocked_card', '622202*0018', { digits: '622202*0018', reason: 'stolen' }], {}],
    ['OFFLINE_CARD_ONLINE_PIN', undefined, { card: { ...card, pinBlockHex: '0123456789ABCDEF' } }],
    ['OFFLINE_CARD_EXPIRED', undefined, { cardExpiry: '2001' }],
    ['OFFLINE_LIMIT_BRAND_TRANSACTION', undefined, { amount: money(40_001), orderTotal: money(40_001) }],
  ] as const)('%s: refused, though the cashier agreed', async (reasonCode, setting, change) => {
    if (setting) {
      await fixture.online();
      await setSettings(fixture, [setting]);
      await fixture.offline();
    }
    const reply = await take(1250, change);
    expect(reply).toMatchObject({
      state: 'EDGE_STATE_REFUSED_OFFLINE',
      reasonCode,
      offlineOffer: { possible: false, reasonCode },
    });
    expect((await status()).cardsWaiting).toBe('0');
    await fixture.online();
    if (setting?.[0] === 'blocked_card') await setSettings(fixture, [[setting[0], setting[1], undefined]]);
  });

  test('two tills cannot both take the last of the store’s limit', async () => {
    await fixture.online();
    await setSettings(fixture, [['offline_policy', 'default', policyOf({ storeSumMinor: '2000' })]]);
    await fixture.offline();
    const second = tillClient(fixture.agent.grpcPort, fixture.identities['till-2']);
    await second.signIn();
    const replies = await Promise.all(
      [fixture.till, second, fixture.till, second].map((till) => till.call('StartPayment', requestOf(1000, accepted))),
    );
    second.close();
    expect(replies.map((reply) => reply.state).sort()).toEqual([
      'EDGE_STATE_RECORDED',
      'EDGE_STATE_RECORDED',
      'EDGE_STATE_REFUSED_OFFLINE',
      'EDGE_STATE_REFUSED_OFFLINE',
    ]);
    expect(await status()).toMatchObject({ cardsWaitingAmount: money(2000), cardsLeftAmount: money(0) });
  });

  test('cash goes back for what this store sold, and not for a receipt it does not hold', async () => {
    const cash = cashRequest(undefined, 300);
    await fixture.till.call('TakeCash', cash);
    const sold = await fixture.till.call('CompleteSale', {
      saleJson: JSON.stringify(saleOf(cash, 300, { tender: 'cash', channel: 'cash' })),
    });
    const back = (change: object) =>
      fixture.till.call('ReturnCash', {
        refundKey: ids.refundKey(),
        returnSaleId: ids.saleId(),
        amount: money(100),
        ...change,
      });
    const recorded = { state: 'EDGE_STATE_RECORDED' };
    const refused = { state: 'EDGE_STATE_REFUSED_OFFLINE', reasonCode: 'OFFLINE_RETURN_ELSEWHERE' };
    expect(await back({ paymentKey: cash.paymentKey })).toMatchObject(recorded);
    expect(await back({ originalReceiptNo: sold.receiptNo })).toMatchObject(recorded);
    expect(await back({})).toMatchObject(refused);
    expect(await back({ originalReceiptNo: 'S9-till-9-20260101-0001' })).toMatchObject(refused);
    expect(await back({ paymentKey: ids.paymentKey() })).toMatchObject(refused);
    const elsewhere = fixture.till.call('FindSale', { receiptNo: 'S9-till-9-20260101-0001' });
    await expect(elsewhere).rejects.toThrow('OFFLINE_RETURN_ELSEWHERE');
  });
});

describe('with the line up', () => {
  test('the cashier’s word changes nothing: the card goes online', async () => {
    const request = requestOf(1250, accepted);
    const reply = await fixture.till.call('StartPayment', request);
    expect(reply).toMatchObject({ state: 'EDGE_STATE_ANSWERED', offline: false });
    expect(await journalKinds(fixture, request.paymentKey)).toEqual(['payment.requested', 'payment.resulted']);
  });

  test('an operator with the right works offline, journalled; codes wait for the line, cash does not', async () => {
    const force = (mode: string) => fixture.till.call('SetOfflineMode', { mode, reason: 'the line is slow' });
    expect(await force('forced')).toMatchObject({ online: true, offlineForced: true });
    expect(await force('forced')).toMatchObject({ offlineForced: true });
    const asked = await fixture.till.call('StartPayment', requestOf());
    expect(asked).toMatchObject({ reasonCode: 'OFFLINE_FORCED', offlineOffer: { possible: true } });
    expect(await fixture.till.call('StartPayment', paymentCodeRequest())).toMatchObject({
      reasonCode: 'OFFLINE_FORCED',
    });
    expect(await fixture.till.call('TakeCash', cashRequest())).toMatchObject({ offline: false });
    const request = requestOf(1250, accepted);
    expect(await fixture.till.call('StartPayment', request)).toMatchObject({ offline: true });
    await fixture.restart();
    expect((await status()).offlineForced).toBe(true);
    await until(async () => (await get(request.paymentKey)).state === 'EDGE_STATE_ANSWERED', 'it is answered');
    const sent = JSON.parse(fixture.server.payments.get(request.paymentKey)?.request ?? '{}');
    expect(sent.offline.forced).toBe(true);
    expect(await force('automatic')).toMatchObject({ offlineForced: false });
    await fixture.drained();
    const modes = [...fixture.server.journals.values()]
      .flat()
      .filter((entry) => entry.kind === 'offline.mode_changed')
      .map((entry) => JSON.parse(entry.payloadJson).mode);
    expect(modes).toEqual(['forced', 'automatic']);
  });

  test('neither without the right nor against the policy', async () => {
    const force = fixture.till.call.bind(undefined, 'SetOfflineMode', { mode: 'forced', reason: '' });
    await setSettings(fixture, [['operator', 'op-1', { rights: ['sell'] }]]);
    await expect(force()).rejects.toThrow('RIGHT_MISSING');
    await setSettings(fixture, [
      ['operator', 'op-1', { rights: ['offline.force'] }],
      ['offline_policy', 'default', policyOf({ forced: 'refuse' })],
    ]);
    await expect(force()).rejects.toThrow('OFFLINE_FORCE_REFUSED');
    await expect(fixture.till.call('SetOfflineMode', { mode: 'x', reason: '' })).rejects.toThrow('REQUEST_BAD');
  });
});

function saleOf(
  payment: { saleId?: string; paymentKey: string },
  amountMinor: number,
  tender: { tender: string; channel: string } = { tender: 'card', channel: 'card' },
) {
  const saleId = payment.saleId as Parameters<typeof orderNoOfSale>[0];
  return {
    kind: 'sale',
    saleId,
    orderNo: orderNoOfSale(saleId),
    currency: 'CNY',
    startedAtMs: 1,
    completedAtMs: 2,
    lines: [
      {
        lineNo: 1,
        articleId: 'A1',
        barcode: '6900000000001',
        nameZh: '商品1',
        nameEn: 'Article 1',
        quantity: 1,
        unitPriceMinor: String(amountMinor),
        amountMinor: String(amountMinor),
      },
    ],
    totalMinor: String(amountMinor),
    tenders: [{ key: payment.paymentKey, ...tender, amountMinor: String(amountMinor), offline: false }],
  };
}
