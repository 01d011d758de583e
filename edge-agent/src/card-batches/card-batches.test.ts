/** 批结算 over the wire: with a shift's end and by hand, once, through breaks and restarts, with what differs named. */
import type { SettleCardsReply } from '@qiantai/protos/generated/qiantai/acquiring/v1/SettleCardsReply.ts';
import type { SettleCardsRequest__Output } from '@qiantai/protos/generated/qiantai/acquiring/v1/SettleCardsRequest.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Fixture, ids, money, openFixture, paymentCodeRequest, serviceCall, until } from '../testing/fixture.ts';

let fixture: Fixture;
/** Settlements that the server was asked for; the batch that is open there. */
let asked: SettleCardsRequest__Output[];
let batch = 1;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());
beforeEach(async () => {
  asked = [];
  fixture.server.onPay = () => ({ ...paidByCard });
  fixture.server.onSettleCards = (request) => {
    asked.push(request);
    return settledOf(request);
  };
  await fixture.online();
});

const paidByCard = {
  status: 'PAYMENT_STATUS_PAID',
  channel: 'CHANNEL_CARD',
  channelTransactionId: '000000000042',
} as const;
const card = {
  ...{ entryMode: 'contactless', maskedPan: '622202*********0018', encryptedTrack2Hex: 'C0FFEE00C0FFEE00' },
  ...{ keySerialNumberHex: 'FFFF9876543210E00001', pinBlockHex: '', emvHex: '9F2608', cardSequenceNumber: '001' },
};

interface Settlement {
  settlementId: string;
  state: string;
  reasonCode: string;
  shiftId: string;
  batches: Array<{ batch: string; agrees: boolean; debitCount: string; debits: { amountMinor: string } }>;
  own: Array<{ scheme: string; saleCount: string; sales: { amountMinor: string } }>;
  differences: Array<{ key: string; kind: string; maskedPan: string; here: { amountMinor: string } | null }>;
  differenceCount: string;
}
interface Report {
  open: Settlement['own'];
  settlements: Settlement[];
  cardSettlements: Settlement[];
  shiftId: string;
}

const shift = (name: string, request: object): Promise<Report> =>
  serviceCall<Report>(fixture.agent.grpcPort, 'ShiftService', fixture.identities['till-1'], {
    ...{ name, request, session: fixture.till.session },
  });
const manager = { number: '2', pin: '1234' };
const byHand = (settlementId: string = ids.uuid7(), waitMs = 10_000) =>
  shift('SettleCards', { settlementId, approval: manager, waitMs });
const newest = async () => (await shift('GetCardBatch', {})).settlements[0];

async function payByCard(amountMinor = 1250): Promise<string> {
  const request = { ...paymentCodeRequest(ids.saleId(), amountMinor), paymentCode: '', card };
  const reply = await fixture.till.call('StartPayment', { ...request, tender: 'TENDER_CARD' });
  expect(reply.payment?.status).toBe('PAYMENT_STATUS_PAID');
  return request.paymentKey;
}

function settledOf({ keys }: SettleCardsRequest__Output, status = 'AGREES'): SettleCardsReply {
  const settled = status === 'AGREES';
  const number = batch;
  if (settled) batch += 1;
  const amountOf = (key: string) => Number(fixture.server.payments.get(key)?.message.amount?.amountMinor ?? 0);
  const sum = keys.reduce((total, key) => total + amountOf(key), 0);
  return {
    batches: [
      {
        ...{ cardTerminalId: '10000001', batch: number, debitCount: keys.length, debits: money(sum) },
        ...{ status: `CARD_BATCH_STATUS_${status}` as 'CARD_BATCH_STATUS_AGREES', credits: money(0), endedAtMs: 1 },
      },
    ],
    entries: keys.map((key) => ({
      ...{ key, cardTerminalId: '10000001', batch: number, settled, amount: money(amountOf(key)) },
      terminalId: 'till-1',
    })),
  };
}

const entries = async () => {
  await fixture.drained();
  return (fixture.server.journals.get('till-1') ?? []).flatMap(({ kind, payloadJson }) =>
    kind === 'cards.settled' ? [JSON.parse(payloadJson) as Record<string, unknown>] : [],
  );
};

describe('by hand', () => {
  test('wants the right, and somebody who has it', async () => {
    const settlementId = ids.uuid7();
    await expect(shift('SettleCards', { settlementId, waitMs: 1000 })).rejects.toThrow('APPROVAL_NEEDED');
    await expect(
      shift('SettleCards', { settlementId, approval: { number: '1', pin: '1234' }, waitMs: 1000 }),
    ).rejects.toThrow('RIGHT_MISSING');
    await expect(shift('SettleCards', { settlementId: 'x', approval: manager })).rejects.toThrow(/PROTO_BAD/);
    expect(asked).toEqual([]);
  });

  test('settles the till’s cards once, and a double key settles nothing more', async () => {
    const key = await payByCard();
    expect((await shift('GetCardBatch', {})).open).toMatchObject([{ scheme: 'unionpay', saleCount: '1' }]);
    const settlementId = ids.uuid7();
    const number = batch;
    const [report] = await Promise.all([byHand(settlementId), byHand(settlementId), byHand()]);
    expect(report.open).toEqual([]);
    expect(report.settlements[0]).toMatchObject({
      ...{ settlementId, state: 'CARD_SETTLEMENT_STATE_SETTLED', differenceCount: '0' },
      batches: [{ batch: String(number), agrees: true, debitCount: '1', debits: money(1250) }],
      own: [{ scheme: 'unionpay', saleCount: '1', sales: money(1250) }],
    });
    // Another order that comes after its end finds an empty batch.
    expect(asked.map(({ keys }) => keys).filter(({ length }) => length > 0)).toEqual([[key]]);
    const times = asked.length;
    await byHand(settlementId);
    expect(asked).toHaveLength(times);
    expect((await entries()).at(-1)).toMatchObject({ settlementId, outcome: 'agrees', asked: 'hand' });
  });

  test('names a payment that the acquirer has not, and asks for it again with the next one', async () => {
    const key = await payByCard(777);
    fixture.server.onSettleCards = (request) => ({ ...settledOf(request), entries: [] });
    expect((await byHand()).settlements[0]).toMatchObject({
      ...{ state: 'CARD_SETTLEMENT_STATE_DIFFERS', differenceCount: '1' },
      differences: [{ key, kind: 'missing_there', maskedPan: '622202*********0018', here: money(777) }],
    });
    expect((await entries()).at(-1)).toMatchObject({ outcome: 'differs', differences: [{ key, hereMinor: '777' }] });
    fixture.server.onSettleCards = (request) => settledOf(request);
    expect((await byHand()).settlements[0]).toMatchObject({ state: 'CARD_SETTLEMENT_STATE_SETTLED' });
  });

  test('says nothing of a batch in which nothing stands', async () => {
    const before = (await entries()).length;
    fixture.server.onSettleCards = () => ({});
    expect((await byHand()).settlements[0]).toMatchObject({ state: 'CARD_SETTLEMENT_STATE_NOTHING' });
    expect(await entries()).toHaveLength(before);
  });

  test('without the line stays due, and is asked when the line is back', async () => {
    await payByCard();
    await fixture.offline();
    expect((await byHand()).settlements[0]).toMatchObject({
      ...{ state: 'CARD_SETTLEMENT_STATE_DUE', reasonCode: 'CARDS_LINE_DOWN' },
    });
    expect(asked).toEqual([]);
    await fixture.online();
    await until(async () => (await newest())?.state === 'CARD_SETTLEMENT_STATE_SETTLED', 'it is settled');
    expect(asked).toHaveLength(1);
  });

  test.each([
    ['HAS_OPEN', 'CARD_SETTLEMENT_STATE_DUE', 'CARDS_HAVE_OPEN'],
    ['NOT_SENT', 'CARD_SETTLEMENT_STATE_DUE', 'CARDS_HOST_AWAY'],
    ['UNKNOWN', 'CARD_SETTLEMENT_STATE_UNKNOWN', 'CARDS_NO_ANSWER'],
  ])('is asked on under its id after %s', async (status, state, reasonCode) => {
    await payByCard();
    fixture.server.onSettleCards = (request) => settledOf(request, status);
    const settlementId = ids.uuid7();
    expect((await byHand(settlementId)).settlements[0]).toMatchObject({ settlementId, state, reasonCode });
    fixture.server.onSettleCards = (request) => {
      asked.push(request);
      return settledOf(request);
    };
    // Another key does not begin another one.
    expect((await byHand()).settlements[0]).toMatchObject({ settlementId, state: 'CARD_SETTLEMENT_STATE_SETTLED' });
    expect(asked.map((request) => request.settlementId)).toEqual([settlementId]);
  });

  test('waits for a card that is under way, and holds back one that begins', async () => {
    fixture.server.onPay = () => ({ status: 'PAYMENT_STATUS_PROCESSING', channel: 'CHANNEL_CARD' });
    const request = { ...paymentCodeRequest(), paymentCode: '', card, tender: 'TENDER_CARD' as const, waitMs: 1 };
    await fixture.till.call('StartPayment', request);
    await until(() => fixture.server.payments.has(request.paymentKey), 'it is at the server');
    expect((await byHand()).settlements[0]).toMatchObject({
      ...{ state: 'CARD_SETTLEMENT_STATE_DUE', reasonCode: 'CARDS_UNDER_WAY' },
    });
    fixture.server.change(request.paymentKey, paidByCard);
    await until(
      async () =>
        (await fixture.till.call('GetPayment', { paymentKey: request.paymentKey })).payment?.status ===
        'PAYMENT_STATUS_PAID',
      'it is paid',
    );
    let finish: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => {
      finish = resolve;
    });
    fixture.server.onSettleCards = async (ask) => {
      asked.push(ask);
      await answered;
      return settledOf(ask);
    };
    const settling = byHand();
    await until(() => asked.length === 1, 'the settlement is asked for');
    fixture.server.onPay = () => ({ ...paidByCard });
    let isPaid = false;
    const paying = payByCard().then((key) => {
      isPaid = true;
      return key;
    });
    await byHand(ids.uuid7(), 300);
    expect(isPaid).toBe(false);
    finish();
    await settling;
    const later = await paying;
    expect(asked[0]?.keys).not.toContain(later);
    expect((await shift('GetCardBatch', {})).open).toMatchObject([{ saleCount: '1' }]);
  });
});

describe('with the end of a shift', () => {
  const openShift = async () => {
    const shiftId = ids.saleId() as string;
    await shift('OpenShift', { shiftId, float: money(0) });
    return shiftId;
  };
  const close = async (shiftId: string) => {
    const { unsent } = (await shift('GetShift', { shiftId })) as unknown as { unsent: string };
    return shift('CloseShift', {
      ...{ shiftId, counts: [], takenOverUnsent: Math.max(50, Number(unsent)), approval: manager },
    });
  };

  test('its cards are settled, and the report says so', async () => {
    const shiftId = await openShift();
    await payByCard(500);
    const closed = await close(shiftId);
    expect(closed.cardSettlements).toMatchObject([
      { shiftId, state: 'CARD_SETTLEMENT_STATE_SETTLED', batches: [{ agrees: true }] },
    ]);
    expect((await entries()).at(-1)).toMatchObject({ shiftId, asked: 'shift', operatorId: 'op-1' });
  });

  test('is not held up by a line that is down: it says due, and later what became of it', async () => {
    const shiftId = await openShift();
    await payByCard(500);
    await fixture.offline();
    expect((await close(shiftId)).cardSettlements).toMatchObject([
      { shiftId, state: 'CARD_SETTLEMENT_STATE_DUE', reasonCode: 'CARDS_LINE_DOWN' },
    ]);
    const next = await openShift();
    // What the one before left is seen in the next one.
    expect((await shift('GetShift', {})).cardSettlements).toMatchObject([
      { shiftId, state: 'CARD_SETTLEMENT_STATE_DUE' },
    ]);
    expect((await close(next)).cardSettlements).toMatchObject([{ shiftId: next, state: 'CARD_SETTLEMENT_STATE_DUE' }]);
    await fixture.online();
    await until(async () => (await newest())?.state === 'CARD_SETTLEMENT_STATE_SETTLED', 'it is settled');
    // It went in with the next one's.
    expect((await shift('GetShift', { shiftId })).cardSettlements).toMatchObject([
      { shiftId: next, state: 'CARD_SETTLEMENT_STATE_SETTLED' },
    ]);
  });

  test('without a card asks for nothing', async () => {
    await byHand();
    const before = asked.length;
    const shiftId = await openShift();
    expect((await close(shiftId)).cardSettlements).toEqual([]);
    expect(asked).toHaveLength(before);
  });
});

test('one whose end could not be written down goes on under its id', async () => {
  await payByCard();
  const settlementId = ids.uuid7();
  const { sql } = fixture.agent.store;
  sql.exec(`CREATE TEMP TRIGGER no_room BEFORE INSERT ON card_settled BEGIN SELECT RAISE(ABORT, 'no room'); END`);
  await byHand(settlementId, 500);
  expect(asked).toHaveLength(1);
  const journalled = (await entries()).length;
  sql.exec('DROP TRIGGER no_room');
  await byHand(ids.uuid7());
  await until(async () => (await newest())?.state === 'CARD_SETTLEMENT_STATE_SETTLED', 'it is settled');
  expect(asked.map((request) => request.settlementId)).toEqual([settlementId, settlementId]);
  expect(await entries()).toHaveLength(journalled + 1);
});

test('one that was under way when the power went is asked for again under its id', async () => {
  const key = await payByCard();
  const settlementId = ids.uuid7();
  fixture.server.onSettleCards = (request) => {
    asked.push(request);
    return new Promise(() => undefined);
  };
  const cut = byHand(settlementId).catch(() => undefined);
  await until(() => asked.length === 1, 'it is asked for');
  fixture.server.onSettleCards = (request) => {
    asked.push(request);
    return settledOf(request);
  };
  await fixture.restart();
  await cut;
  await until(async () => (await newest())?.state === 'CARD_SETTLEMENT_STATE_SETTLED', 'it is settled');
  expect(asked.map((request) => request.settlementId)).toEqual([settlementId, settlementId]);
  expect(asked.at(-1)?.keys).toEqual([key]);
  expect((await entries()).filter((entry) => entry['settlementId'] === settlementId)).toHaveLength(1);
});
