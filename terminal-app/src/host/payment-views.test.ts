/** What a cashier meets around a payment, with the host whole and an agent on the wire. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SeededRandom, silentLog, systemClock } from '@qiantai/foundation';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { snapshotSchema, type TillCommand, type TillSnapshot } from '../contract/till-contract.ts';
import { Speaker } from '../devices/speaker/speaker.ts';
import { MqttTransport } from '../devices/transport/mqtt.ts';
import { startMuteBroker } from '../devices/transport/test-broker.ts';
import { FakeAgent } from './test-agent.ts';
import { FakeDevices } from './test-devices.ts';
import { testHost } from './test-host.ts';
import type { TillHost } from './till-host.ts';

let agent: FakeAgent;
let devices: FakeDevices;
let folder: string;
let host: TillHost;
let starts = 0;
const hosts: TillHost[] = [];

function startHost(): TillHost {
  devices = new FakeDevices();
  const started = testHost({ agent, devices, folder, seed: `payment-views ${starts++}`, checkingMsMax: 5_000 });
  hosts.push(started);
  started.start();
  return started;
}

const until = (what: (snapshot: TillSnapshot) => boolean): Promise<TillSnapshot> =>
  vi.waitFor(
    () => {
      const now = host.snapshot();
      if (!what(now)) throw new Error(`never came; the last was ${JSON.stringify(now)}`);
      expect(snapshotSchema.safeParse(now).error).toBeUndefined();
      return now;
    },
    { timeout: 8_000, interval: 10 },
  );
const run = async (...commands: TillCommand[]) => {
  for (const command of commands) expect(await host.command(command)).toMatchObject({ ok: true });
};
const refusedWith = async (command: TillCommand) => {
  const reply = await host.command(command);
  return reply.ok ? 'taken' : reply.error.code;
};
const scan = (code: string): TillCommand => ({ type: 'scan', code, source: 'scanner' });
const water = scan('6901234567892');
const channelNumber = '4200001234202601011234567890';
const complete = () => until(({ result }) => Boolean(result?.receiptNo));
const sold = () => [...agent.sales.values()].at(-1);
const approve: TillCommand = { type: 'approve', number: '9', pin: '9999' };

async function open(rights: readonly string[] = ['sell']): Promise<void> {
  agent.books.rights = [...rights];
  host = startHost();
  await until(({ view }) => view === 'sign_in');
  await run({ type: 'sign_in', number: '1', pin: '1234' });
}

beforeEach(async () => {
  agent = new FakeAgent();
  await agent.start();
  folder = mkdtempSync(join(tmpdir(), 'payment-views-'));
});

afterEach(async () => {
  await Promise.all(hosts.splice(0).map((one) => one.stop()));
  agent.stop();
  rmSync(folder, { recursive: true });
});

describe('money that goes back', () => {
  const sell = async () => {
    await run(water, water, { type: 'begin_tender' }, scan('134567890123456789'));
    const receiptNo = (await complete()).result?.receiptNo ?? '';
    await run({ type: 'acknowledge_result' });
    return receiptNo;
  };
  const giveBack = async (receiptNo: string) =>
    await run(
      scan(receiptNo),
      { type: 'choose_return_quantity', originalLineNo: 1, quantity: 2 },
      { type: 'give_back' },
    );
  const refunds = () => [...agent.refunds.values()].map((refund) => refund['request'] as Record<string, unknown>);

  it('above the day’s limit says what is left, and names the approval of a second person', async () => {
    await open();
    const receiptNo = await sell();
    agent.refundLeftMinor = 150n;
    await giveBack(receiptNo);
    const asked = await until(({ question }) => question !== null);
    expect(asked.view).toBe('refund');
    expect(asked.question).toMatchObject({
      right: 'refund.over_limit',
      overLimit: { of: 'operator', leftMinor: '150', wantedMinor: '400' },
    });
    expect(agent.refunds.size).toBe(0);
    await run(approve);
    const done = await complete();
    expect(done.result).toMatchObject({ outcome: 'refunded', amountMinor: '400', channel: 'wechat' });
    expect(refunds()).toMatchObject([{ approvalId: agent.books.approvals[0]?.['approvalId'] }]);
    expect(agent.books.approvals).toMatchObject([{ right: 'refund.over_limit', saleId: sold()?.['saleId'] }]);
  });

  it('in parts asks for all of it before the first part goes', async () => {
    await open();
    await run(water, water, { type: 'begin_tender' }, { type: 'pay_cash', tenderedMinor: '100', amountMinor: '100' });
    await until(({ result }) => result?.saleComplete === false && result.outcome === 'paid');
    await run({ type: 'acknowledge_result' }, scan('134567890123456789'));
    const receiptNo = (await complete()).result?.receiptNo ?? '';
    await run({ type: 'acknowledge_result' });
    agent.refundLeftMinor = 350n;
    await giveBack(receiptNo);
    const { question } = await until((snapshot) => snapshot.question !== null);
    // The newest tender first: 3.00 of it alone would have been within the limit.
    expect(question).toMatchObject({ overLimit: { leftMinor: '350', wantedMinor: '400' } });
    await run(approve);
    await complete();
    expect(agent.books.approvals).toHaveLength(1);
    expect(refunds().map(({ approvalId }) => approvalId)).toEqual(refunds().map(() => refunds()[0]?.['approvalId']));
    expect(refunds()).toHaveLength(2);
  });

  it('is not given back where nobody allows it, also after a restart', async () => {
    await open();
    const receiptNo = await sell();
    agent.refundLeftMinor = 0n;
    await giveBack(receiptNo);
    await until(({ question }) => question !== null);
    await hosts.pop()?.stop();
    host = startHost();
    await until(({ question }) => question !== null);
    await run({ type: 'leave_approval' });
    expect(host.snapshot().result).toMatchObject({ outcome: 'refund_failed', reasonCode: 'REFUND_OVER_LIMIT' });
    await run({ type: 'acknowledge_result' });
    expect(host.snapshot().view).toBe('return_lookup');
    expect(agent.refunds.size).toBe(0);
  });

  it('of a return without a receipt wants both rights, and the drawer stays shut until then', async () => {
    await open();
    agent.refundLeftMinor = 0n;
    await run({ type: 'begin_return' }, { type: 'return_without_receipt' }, approve, water, { type: 'give_back' });
    await until(({ question }) => question?.kind === 'approval' && question.right === 'refund.over_limit');
    expect(devices.drawerOpened).toBe(0);
    await run(approve);
    await complete();
    expect(agent.books.approvals.map(({ right }) => right)).toEqual(['return.without_receipt', 'refund.over_limit']);
    expect(devices.drawerOpened).toBe(1);
  });

  it('for which the channel’s account is short stays with the channel, and nobody hands out cash for it', async () => {
    await open();
    const receiptNo = await sell();
    agent.onRefund = {
      ...{ status: 'needs_person', reasonCode: 'CHANNEL_FUNDS_SHORT', channelMessage: 'NOT_ENOUGH 基本账户余额不足' },
    };
    await giveBack(receiptNo);
    const waits = await until(({ result }) => result?.outcome === 'unknown');
    expect(waits.result).toMatchObject({ reasonCode: 'CHANNEL_FUNDS_SHORT', canPayInCash: false });
    await run({ type: 'acknowledge_result' });
    await complete();
    expect(refunds()).toHaveLength(1);
    expect(devices.drawerOpened).toBe(0);
  });

  it('that the merchant’s account at the channel cannot fund goes back in cash by right', async () => {
    await open();
    const receiptNo = await sell();
    agent.onRefund = {
      status: 'failed',
      reasonCode: 'CHANNEL_FUNDS_SHORT',
      channelMessage: 'ACQ.SELLER_BALANCE_NOT_ENOUGH 卖家余额不足',
    };
    await giveBack(receiptNo);
    const failed = await until(({ result }) => result?.outcome === 'refund_failed');
    expect(failed.result).toMatchObject({ reasonCode: 'CHANNEL_FUNDS_SHORT', canPayInCash: true });
    await run({ type: 'refund_in_cash' }, { type: 'leave_approval' });
    expect(host.snapshot().result?.outcome).toBe('refund_failed');
    await run({ type: 'refund_in_cash' }, approve);
    expect((await complete()).result).toMatchObject({ outcome: 'refunded', tender: 'cash' });
    expect(sold()).toMatchObject({ kind: 'return', tenders: [{ tender: 'cash', amountMinor: '400' }] });
  });
});

describe('the number on a customer’s phone', () => {
  const found = (paymentKey: string, receiptNo = '', status = 'PAID') => ({
    ...{ saleId: '', receiptNo, confirmedByServer: true },
    payment: {
      paymentKey,
      status: `PAYMENT_STATUS_${status}`,
      tender: 'TENDER_PAYMENT_CODE',
      channel: 'CHANNEL_WECHAT',
    },
  });
  const pay = async () => {
    await open();
    agent.onStart = 'checking';
    await run(water, { type: 'begin_tender' }, scan('134567890123456789'));
    await until(({ payment }) => payment?.phase === 'checking' && agent.payments.size === 1);
    const [key] = [...agent.payments.keys()];
    return key as string;
  };

  it('of this payment asks for it, and only what the agent says ends it', async () => {
    const key = await pay();
    agent.books.found = found(key);
    await run(scan(channelNumber));
    await until(() => agent.calls.includes('FindPayment'));
    expect(host.snapshot().payment?.phase).toBe('checking');
    const payment = agent.payments.get(key);
    if (payment) payment.status = 'paid';
    await run({ type: 'find_payment', number: channelNumber });
    expect((await complete()).result).toMatchObject({ outcome: 'paid', amountMinor: '200' });
  });

  it('of another payment says which receipt it is of, and changes nothing', async () => {
    await pay();
    agent.books.found = found('0195a9c2-7b1e-7c3d-9a4f-2b6c8d0e1f23', 'S1-T1-20260101-0009');
    await run(scan(channelNumber));
    const said = await until(({ notice }) => notice !== null);
    expect(said.notice).toEqual({ code: 'PAYMENT_OF_RECEIPT', params: { receiptNo: 'S1-T1-20260101-0009' } });
    agent.books.found = null;
    await run(scan(channelNumber));
    await until(({ notice }) => notice?.code === 'NO_PAYMENT_BY_NUMBER');
    expect(host.snapshot().view).toBe('payment');
  });
});

it('a QR code that is over is shown anew once its payment is closed, under another key', async () => {
  await open();
  agent.onStart = 'awaiting_payer';
  await run(water, { type: 'begin_tender' }, { type: 'choose_tender', tender: 'qr', channel: 'wechat' });
  await until(({ payment }) => payment?.phase === 'show_qr');
  expect(await refusedWith({ type: 'try_again' })).toBe('PAYMENT_IN_PROGRESS');
  const [first] = [...agent.payments.keys()];
  agent.answer(first as string, { status: 'closed', reasonCode: 'PAYER_TIMED_OUT' });
  const over = await until(({ result }) => result?.outcome === 'cancelled');
  expect(over.result).toMatchObject({ canTryAgain: true, leavesAtMs: 0 });
  await run({ type: 'try_again' });
  await until(({ payment }) => payment?.phase === 'show_qr' && payment.key !== first);
  await vi.waitFor(() => expect(agent.payments.size).toBe(2));
  // Given up, and not closed yet: it could still be paid.
  await run({ type: 'cancel_payment' });
  expect((await until(({ result }) => result?.outcome === 'cancelled')).result?.canTryAgain).toBe(false);
  expect(await refusedWith({ type: 'try_again' })).toBe('RESULT_WAITS');
  await run({ type: 'acknowledge_result' });
  const qr: TillCommand = { type: 'choose_tender', tender: 'qr', channel: 'alipay' };
  expect(await refusedWith(qr)).toBe('PAYMENT_BEING_UNDONE');
  expect(await refusedWith(scan('134567890123456789'))).toBe('PAYMENT_BEING_UNDONE');
  const [, second] = [...agent.payments.keys()];
  agent.answer(second as string, { state: 'answered', status: 'closed' });
  await vi.waitFor(() => run(qr));
  await vi.waitFor(() => expect(agent.payments.size).toBe(3));
});

describe('a till that sells by amounts', () => {
  beforeEach(async () => {
    agent.saleMode = 'quick';
    await open();
  });

  it('pays what is typed, without a right, and a new amount is a new sale', async () => {
    await run({ type: 'pay_amount', amountMinor: '1250' });
    const first = await until(({ view }) => view === 'tender');
    expect(first.sale).toMatchObject({
      dueMinor: '1250',
      lines: [{ byPrice: true, nameZh: '收款', nameEn: 'Amount' }],
    });
    await run({ type: 'leave_tender' }, { type: 'pay_amount', amountMinor: '1300' });
    const second = await until(({ view }) => view === 'tender');
    expect(second.sale.dueMinor).toBe('1300');
    await vi.waitFor(() => expect(agent.abandoned).toEqual([first.sale.saleId]));
    await run({ type: 'pay_cash', tenderedMinor: '2000' });
    await complete();
    expect(sold()).toMatchObject({ totalMinor: '1300', lines: [{ articleId: '-' }] });
    await run({ type: 'acknowledge_result' });
    const left = await until(({ view }) => view === 'sale');
    expect(left.lastEnded).toMatchObject({ totalMinor: '1300', changeMinor: '700', kind: 'sale' });
    await run(water);
    expect(host.snapshot().lastEnded).toBeNull();
  });

  it('takes no amount over a cart with articles', async () => {
    await run(water);
    expect(await refusedWith({ type: 'pay_amount', amountMinor: '100' })).toBe('FINISH_SALE_FIRST');
    expect(await refusedWith({ type: 'set_tip', amountMinor: '100' })).toBe('NOT_NOW');
  });
});

it('a tip is a line of its own that stays with the payment and leaves with it', async () => {
  agent.tips = true;
  await open();
  await run(water, { type: 'begin_tender' });
  await until(({ view }) => view === 'tender');
  await run({ type: 'set_tip', amountMinor: '20' });
  await until(({ view, sale }) => view === 'tender' && sale.tipMinor === '20');
  await run({ type: 'set_tip', amountMinor: '30' });
  await until(({ view, sale }) => view === 'tender' && sale.dueMinor === '230');
  await run({ type: 'leave_tender' });
  expect((await until(({ sale }) => sale.priced)).sale).toMatchObject({ tipMinor: '0', totalMinor: '200' });
  await run({ type: 'begin_tender' });
  await until(({ view }) => view === 'tender');
  await run({ type: 'set_tip', amountMinor: '30' });
  await until(({ view, sale }) => view === 'tender' && sale.tipMinor === '30');
  expect(await refusedWith({ type: 'set_tip', amountMinor: '999' })).toBe('TIP_TOO_LARGE');
  await run({ type: 'pay_cash', tenderedMinor: '230' });
  await complete();
  const tip = { articleId: '-', nameZh: '小费', nameEn: 'Tip', amountMinor: '30' };
  expect(sold()).toMatchObject({ totalMinor: '230', lines: [{ amountMinor: '200' }, tip] });
});

it('no sale waits for a speaker whose broker takes the line and says no word', async () => {
  await open();
  const mute = await startMuteBroker();
  const login = { clientId: '', user: '', password: '' };
  const speaker = new Speaker({
    transport: new MqttTransport({ host: '127.0.0.1', port: mute.port, secure: false, login, listenTo: ['t/reply'] }),
    topic: 't',
    clock: systemClock,
    nowMs: () => systemClock.nowMs(),
    random: new SeededRandom('speaker'),
    log: silentLog,
    onState: () => undefined,
  });
  speaker.start();
  await mute.arrived;
  Object.assign(devices, { speaker });
  await run(water, { type: 'begin_tender' }, scan('134567890123456789'));
  await complete();
  expect(speaker).toMatchObject({ state: { state: 'disconnected' }, health: { waiting: 1, detail: '微信到账2.00元' } });
  expect(await refusedWith({ type: 'replay_speech' })).toBe('DEVICE_NOT_CONNECTED');
  await run(water);
  await speaker.stop();
  await mute.stop();
});
