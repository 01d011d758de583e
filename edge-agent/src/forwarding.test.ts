/** What goes up to a server that answers twice, out of order, about others, late, or not at all. */
import { SeededRandom } from '@qiantai/foundation';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { EntryAnswer } from './testing/fake-server.ts';
import { cashRequest, type Fixture, money, openFixture, paymentCodeRequest, until } from './testing/fixture.ts';

interface DeadRows {
  rows: Array<{ row: { key: string; kind: string; lastCode: string }; can: string[]; payloadJson: string }>;
}
interface AlarmRows {
  alarms: Array<{ alarmId: string; code: string; details: string; count: number }>;
}

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());
beforeEach(async () => {
  fixture.server.garble = (results) => results;
  fixture.server.rejectEntry = () => undefined;
  await fixture.online();
  await fixture.till.signIn();
  await fixture.drained();
});

const take = () => fixture.till.call('TakeCash', cashRequest());
const held = () => fixture.server.journals.get('till-1') ?? [];
const alarms = async () => (await fixture.till.queue<AlarmRows>('ListAlarms', {})).alarms;
const others = async () => (await alarms()).filter(({ code }) => code === 'ACKNOWLEDGED_OTHER');
const dead = async () => (await fixture.till.queue<DeadRows>('ListDead', {})).rows;
/** Every entry once, in order, and nothing waits. */
async function allArrived(before: number, count: number): Promise<void> {
  await fixture.drained();
  expect(held()).toHaveLength(before + count);
  expect(held().map((entry) => Number(entry.sequence))).toEqual(held().map((_, index) => index + 1));
}

describe('a connection over which nothing comes', () => {
  test('is replaced by another one, though it stands: what waits leaves as soon as the line is good', async () => {
    const before = held().length;
    fixture.line.swallow();
    await take();
    await until(async () => (await fixture.till.call('SyncNow', {})).online === false, 'the silence is seen');
    await take();
    fixture.line.mend();
    await until(async () => (await fixture.till.call('SyncNow', {})).online, 'the line is up');
    await allArrived(before, 2);
  }, 30_000);
});

describe('answers of the server', () => {
  test('twice, out of order, and with old ones among them are harmless', async () => {
    const random = new SeededRandom('answers');
    let old: EntryAnswer[] = [];
    fixture.server.garble = (results) => {
      const all = [...results, ...results.map((one) => ({ ...one, outcome: 'already_held' })), ...old];
      old = [...old, ...results].slice(-20);
      return all
        .map((one) => ({ one, at: random.fraction() }))
        .sort((a, b) => a.at - b.at)
        .map(({ one }) => one);
    };
    const before = held().length;
    for (let n = 0; n < 12; n++) await take();
    await allArrived(before, 12);
    expect(await others()).toEqual([]);
  });

  test('with results missing, only what was answered is acknowledged; the rest goes again', async () => {
    const before = held().length;
    let cut = 4;
    fixture.server.garble = (results) => (cut-- > 0 ? results.slice(0, Math.floor(results.length / 2)) : results);
    for (let n = 0; n < 6; n++) await take();
    await allArrived(before, 6);
    expect(await others()).toEqual([]);
  });

  test('about entries that were never written, or of other terminals, change nothing', async () => {
    const before = held().length;
    fixture.server.garble = (results) => [
      { ...(results[0] as EntryAnswer), sequence: '900000', outcome: 'accepted' },
      { ...(results[0] as EntryAnswer), terminalId: 'till-of-nobody' },
      ...results,
    ];
    await take();
    await allArrived(before, 1);
    expect(await others()).toEqual([]);
  });

  test('a second acknowledgement that is another one raises an alarm that a person acknowledges', async () => {
    await take();
    await fixture.drained();
    const last = held().at(-1);
    const again = (change: Partial<EntryAnswer>): EntryAnswer => ({
      terminalId: 'till-1',
      sequence: last?.sequence ?? '',
      entryId: last?.entryId ?? '',
      outcome: 'already_held',
      errorCode: '',
      exceptionCode: '',
      ...change,
    });
    const heard = async (change: Partial<EntryAnswer>) => {
      fixture.server.garble = (results) => [again(change), ...results];
      await take();
      await fixture.drained();
      // What is sent from here on, a sign-in above all, is answered as it should be.
      fixture.server.garble = (results) => results;
      return (await others()).length;
    };
    expect(await heard({})).toBe(0);
    expect(await heard({ exceptionCode: 'CASH_ORDER_EXCEEDED' })).toBe(1);
    const [alarm] = await others();
    expect(alarm?.details).toBe(`terminalId till-1, sequence ${last?.sequence}`);
    const acknowledge = () => fixture.till.queue('AcknowledgeAlarm', { alarmId: alarm?.alarmId });
    await expect(acknowledge()).rejects.toMatchObject({ code: 'RIGHT_MISSING' });
    await fixture.till.signIn('7');
    await acknowledge();
    expect(await others()).toEqual([]);
    await fixture.till.signIn();
    expect(await heard({ outcome: 'rejected', errorCode: 'JOURNAL_BAD_HASH' })).toBe(1);
    expect(await heard({ entryId: last?.entryId.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')) })).toBe(1);
  });

  test('the exception of a fact is part of its first acknowledgement', async () => {
    fixture.server.garble = (results) => results.map((one) => ({ ...one, exceptionCode: 'CASH_ORDER_CLOSED' }));
    await take();
    await fixture.drained();
    const [first] = await alarms();
    expect(first).toMatchObject({ code: 'EXCEPTION_OPENED' });
    const { sequence, entryId } = held().at(-1) ?? { sequence: '', entryId: '' };
    const same = { terminalId: 'till-1', sequence, entryId, outcome: 'already_held', errorCode: '' };
    const before = await others();
    fixture.server.garble = (results) => [...results, { ...same, exceptionCode: 'CASH_ORDER_CLOSED' }];
    await take();
    await fixture.drained();
    expect(await others()).toEqual(before);
    fixture.server.garble = (results) => [...results, { ...same, exceptionCode: '' }];
    await take();
    await fixture.drained();
    expect(await others()).toHaveLength(before.length + 1);
  });
});

test('a payment is not behind the journal: it is answered while a batch hangs at the server', async () => {
  const { promise: hanging, resolve: release } = Promise.withResolvers<void>();
  let began = false;
  fixture.server.garble = async (results) => {
    began = true;
    await hanging;
    return results;
  };
  for (let n = 0; n < 5; n++) await take();
  await until(() => began, 'a batch is under way');
  const paid = await fixture.till.call('StartPayment', paymentCodeRequest());
  expect(paid.payment?.status).toBe('PAYMENT_STATUS_PAID');
  release();
  await fixture.drained();
});

test('a dead entry is corrected: the old one is held without effect, the fact follows, the journal goes on', async () => {
  const refused = new Set<string>();
  fixture.server.rejectEntry = (entry) => {
    if (entry.kind === 'cash.taken' && refused.size === 0) refused.add(entry.entryId);
    return refused.has(entry.entryId) ? 'JOURNAL_BAD_PAYLOAD' : undefined;
  };
  const before = held().length;
  await take();
  await take();
  await until(async () => (await dead()).length === 1, 'the entry is dead');
  const [entry] = await dead();
  expect(entry).toMatchObject({ row: { kind: 'journal', lastCode: 'JOURNAL_BAD_PAYLOAD' }, can: ['retry', 'correct'] });
  const mend = (action: string, payloadJson = '') =>
    fixture.till.queue('Mend', { kind: 'journal', key: entry?.row.key, action, reason: 'a name', payloadJson });
  await expect(mend('correct')).rejects.toMatchObject({ code: 'RIGHT_MISSING' });
  await fixture.till.signIn('7');
  await expect(mend('burn')).rejects.toMatchObject({ code: 'REQUEST_BAD' });
  const payload = { ...JSON.parse(entry?.payloadJson ?? '{}'), operatorId: 'op-2' };
  await mend('correct', JSON.stringify(payload));
  // Two takings, a session, the mending, the corrected fact.
  await allArrived(before, 5);
  expect(
    held()
      .slice(-2)
      .map(({ kind }) => kind),
  ).toEqual(['queue.mended', 'cash.taken']);
  expect(JSON.parse(held().at(-1)?.payloadJson ?? '')).toEqual(payload);
  expect(held()[before]?.entryId).toBe([...refused][0]);
  expect(await dead()).toEqual([]);
});

describe('words about a payment', () => {
  test('of one version are one word; another amount is not this payment: neither is taken, a person is told', async () => {
    fixture.server.onPay = () => ({ status: 'PAYMENT_STATUS_PROCESSING', channel: 'CHANNEL_WECHAT' });
    const request = paymentCodeRequest();
    const { paymentKey } = request;
    await fixture.till.call('StartPayment', { ...request, waitMs: 200 });
    const message = fixture.server.payments.get(paymentKey)?.message;
    if (!message) throw new Error('the server has no such payment');
    const before = (await others()).length;
    // Another word of the version that was answered.
    message.status = 'PAYMENT_STATUS_PAID';
    const ask = () => fixture.till.call('GetPayment', { paymentKey, askChannel: true });
    const told = async (count: number) => {
      await ask();
      return (await others()).length === before + count;
    };
    await until(() => told(1), 'the alarm of the version');
    expect((await ask()).payment?.status).toBe('PAYMENT_STATUS_PROCESSING');
    const { amount } = message;
    fixture.server.change(paymentKey, { amount: money(1) });
    await until(() => told(2), 'the alarm of the amount');
    expect((await ask()).payment?.status).toBe('PAYMENT_STATUS_PROCESSING');
    fixture.server.change(paymentKey, { amount: amount ?? money(0) });
    await until(async () => (await ask()).payment?.status === 'PAYMENT_STATUS_PAID', 'the next word is taken');
  });
});
