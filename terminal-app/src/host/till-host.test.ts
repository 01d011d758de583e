import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { snapshotSchema, type TillCommand, type TillSnapshot } from '../contract/till-contract.ts';
import type { CardRead } from '../sale/events.ts';
import { RecordFile } from './record-file.ts';
import { FakeAgent } from './test-agent.ts';
import { FakeDevices } from './test-devices.ts';
import { testHost } from './test-host.ts';
import type { TillHost } from './till-host.ts';

const wechatCode = '134567890123456789';
const card: CardRead = {
  entryMode: 'chip',
  maskedPan: '621626*********0018',
  encryptedTrack2Hex: '00'.repeat(24),
  keySerialNumberHex: 'FFFF9876543210E00001',
  pinBlockHex: '1B9C1845EB993A7A',
  emvHex: '',
  cardSequenceNumber: '001',
};

let agent: FakeAgent;
let devices: FakeDevices;
let folder: string;
let host: TillHost;
const hosts: TillHost[] = [];

function startHost(): TillHost {
  devices = new FakeDevices();
  const started = testHost({ agent, devices, folder, seed: 'till-host', checkingMsMax: 300 });
  hosts.push(started);
  started.start();
  return started;
}

function until(what: (snapshot: TillSnapshot) => boolean): Promise<TillSnapshot> {
  const now = host.snapshot();
  if (what(now)) return Promise.resolve(now);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      end();
      reject(new Error(`never came; the last was ${JSON.stringify(host.snapshot())}`));
    }, 8_000);
    const end = host.subscribe((snapshot) => {
      if (!what(snapshot)) return;
      clearTimeout(timer);
      end();
      resolve(snapshot);
    });
  });
}

const view = (name: TillSnapshot['view']) => until((snapshot) => snapshot.view === name);
const outcome = (name: string) => until((snapshot) => snapshot.result?.outcome === name);
const complete = () => until((snapshot) => Boolean(snapshot.result?.receiptNo));
const run = async (...commands: TillCommand[]) => {
  for (const command of commands) expect(await host.command(command)).toMatchObject({ ok: true });
};
const scan = (code: string): TillCommand => ({ type: 'scan', code, source: 'scanner' });
const signIn: TillCommand = { type: 'sign_in', number: '1', pin: '1234' };
const startsOf = (key: string) => agent.calls.filter((call) => call === `start:${key}`).length;

beforeEach(async () => {
  agent = new FakeAgent();
  await agent.start();
  folder = mkdtempSync(join(tmpdir(), 'till-'));
  host = startHost();
  await view('sign_in');
  await run(signIn);
});

afterEach(async () => {
  await Promise.all(hosts.splice(0).map((one) => one.stop()));
  agent.stop();
  rmSync(folder, { recursive: true });
});

describe('a sale at the host', () => {
  it('is rung up by scans, paid in cash, completed and printed', async () => {
    await run(scan('6901234567892'), scan('6901234567892'), scan('6920459989463'));
    expect(host.snapshot().sale).toMatchObject({ itemCount: 3, totalMinor: '850', dueMinor: '850' });
    await run({ type: 'begin_tender' }, { type: 'pay_cash', tenderedMinor: '1000' });
    const snapshot = await complete();
    expect(snapshotSchema.safeParse(snapshot).error).toBeUndefined();
    expect(snapshot.result).toMatchObject({ outcome: 'paid', changeMinor: '150', saleComplete: true });
    expect(snapshot.result?.receiptNo).toBe('S1-T1-20260101-0001');
    expect(devices.drawerOpened).toBe(1);
    expect(devices.printed).toHaveLength(1);
    expect(devices.speeches).toEqual(['现金收款8.50元']);
    expect(new RecordFile(folder).load()).toBeNull();
  });

  it('takes a payment code once, however often it is scanned, and the next scan starts the next sale', async () => {
    await run(scan('6901234567892'), { type: 'begin_tender' });
    devices.heard.onScan(wechatCode);
    devices.heard.onScan(wechatCode);
    await complete();
    expect(agent.payments.size).toBe(1);
    expect(devices.speeches).toEqual(['微信到账2.00元']);
    await run(scan('6920459989463'));
    expect(host.snapshot()).toMatchObject({ view: 'sale', sale: { totalMinor: '450' } });
  });

  it('says an unknown code with its digits, and hides those of a payment code', async () => {
    const unknown = await host.command(scan('6999999999999'));
    expect(unknown).toEqual({ ok: false, error: { code: 'UNKNOWN_CODE', params: { code: '6999999999999' } } });
    expect(host.snapshot().notice?.code).toBe('UNKNOWN_CODE');
    const early = await host.command(scan(wechatCode));
    expect(early).toMatchObject({
      ok: false,
      error: { code: 'PAYMENT_CODE_WHILE_SELLING', params: { code: '13…6789' } },
    });
  });

  it('splits a sum over cash and a QR code', async () => {
    await run(scan('6920459989463'), { type: 'begin_tender' });
    await run({ type: 'pay_cash', tenderedMinor: '100', amountMinor: '100' });
    await until((snapshot) => snapshot.result?.saleComplete === false);
    agent.onStart = 'awaiting_payer';
    await run({ type: 'choose_tender', tender: 'qr', channel: 'alipay' });
    const shown = await until((snapshot) => snapshot.payment?.phase === 'show_qr');
    expect(shown.payment).toMatchObject({ amountMinor: '350', qrText: 'weixin://wxpay/bizpayurl?pr=1' });
    agent.answer(shown.payment?.key ?? '', { status: 'paid' });
    const snapshot = await complete();
    expect(snapshot.sale.parts.map((part) => [part.channel, part.amountMinor])).toEqual([
      ['cash', '100'],
      ['alipay', '350'],
    ]);
  });

  it('reads a card before it asks, with the key that stands on the disk', async () => {
    await run(scan('6901234567892'), { type: 'begin_tender' }, { type: 'choose_tender', tender: 'card' });
    const [key] = devices.readKeys;
    expect(new RecordFile(folder).load()?.step).toMatchObject({ kind: 'payment', attempt: { key } });
    expect(agent.payments.size).toBe(0);
    devices.heard.onReader({ kind: 'card_prompted', key: key ?? '', prompt: 'enter_pin' });
    expect(host.snapshot().payment?.phase).toBe('enter_pin');
    devices.heard.onReader({ kind: 'card_read', key: key ?? '', card });
    await complete();
    expect([...agent.payments.keys()]).toEqual([key]);
    expect(devices.finished).toEqual(['approved']);
  });
});

describe('what the agent says that a cart costs', () => {
  it('is shown with its promotions, stands in the record, and comes back with a return', async () => {
    agent.promotion = true;
    await run(scan('6920459989463'), scan('6920459989463'), scan('2112345012507'));
    const { sale } = await until((snapshot) => snapshot.sale.priced && snapshot.sale.itemCount === 3);
    expect(sale).toMatchObject({ totalMinor: '3050', discounts: [{ nameZh: '九折', amountMinor: '338' }] });
    expect(sale.lines).toMatchObject([
      { quantity: 2, discountMinor: '90', amountMinor: '810', promotions: [{ nameEn: 'Ten off' }] },
      { weightG: 1250, unitPriceMinor: '1990', discountMinor: '248', amountMinor: '2240' },
    ]);
    await run({ type: 'begin_tender' }, { type: 'pay_cash', tenderedMinor: '3050' });
    const receiptNo = (await complete()).result?.receiptNo ?? '';
    expect([...agent.sales.values()][0]).toMatchObject({ settingsVersion: 7, totalMinor: '3050' });
    await run(scan(receiptNo), { type: 'choose_return_quantity', originalLineNo: 1, quantity: 1 });
    expect(host.snapshot().returnLines[0]?.chosenMinor).toBe('405');
    await run({ type: 'give_back' });
    expect((await complete()).result).toMatchObject({ outcome: 'refunded', amountMinor: '405' });
  });

  it('is waited for before any tender, and only the newest of many carts is asked for', async () => {
    let answer = (): void => undefined;
    agent.beforePrice = new Promise((resolve) => {
      answer = resolve;
    });
    for (let n = 0; n < 5; n++) await run(scan('6901234567892'));
    expect(host.snapshot().sale).toMatchObject({ priced: false, totalMinor: '1000' });
    const begun = host.command({ type: 'begin_tender' });
    const armed = host.command({ type: 'choose_tender', tender: 'payment_code' });
    agent.promotion = true;
    answer();
    expect([await begun, await armed]).toEqual([{ ok: true }, { ok: true }]);
    expect(host.snapshot()).toMatchObject({ view: 'payment', payment: { amountMinor: '900' } });
    // The first one, the newest one, and the one that the cashier waits for.
    expect(agent.calls.filter((call) => call === 'PriceCart').length).toBeLessThanOrEqual(3);
  });

  it('that it refuses is told, and no tender begins', async () => {
    agent.failPrices = 'ARTICLE_GONE';
    await run(scan('6901234567892'));
    await until((snapshot) => snapshot.notice?.code === 'ARTICLE_GONE');
    expect(await host.command({ type: 'begin_tender' })).toMatchObject({ ok: false, error: { code: 'ARTICLE_GONE' } });
    agent.failPrices = '';
    await run({ type: 'begin_tender' });
    await view('tender');
  });
});

describe('new settings', () => {
  it('are read when the status tells of them; an operator that lost a right signs in again, the cart stays', async () => {
    await run(scan('6901234567892'));
    expect(host.snapshot().adverts).toMatchObject([{ titleEn: 'Milk' }]);
    const asked = agent.calls.filter((call) => call === 'GetTill').length;
    agent.sessionOver = true;
    agent.showSettings(8);
    await view('sign_in');
    expect(agent.calls.filter((call) => call === 'GetTill').length).toBe(asked + 1);
    agent.sessionOver = false;
    await run(signIn);
    expect(host.snapshot()).toMatchObject({ view: 'sale', sale: { itemCount: 1 } });
  });
});

describe('results that want a person', () => {
  it('keeps a decline until the deliberate key, never a scan, and takes another tender', async () => {
    agent.onStart = 'failed';
    await run(scan('6901234567892'), { type: 'begin_tender' }, scan(wechatCode));
    const declined = await outcome('declined');
    expect(declined.result).toMatchObject({ reasonCode: 'INSUFFICIENT_FUNDS', leavesAtMs: 0 });
    expect(await host.command(scan('6901234567892'))).toMatchObject({ ok: false, error: { code: 'RESULT_WAITS' } });
    await run({ type: 'acknowledge_result' }, { type: 'pay_cash', tenderedMinor: '200' });
    await complete();
  });

  it('shows unknown, prints the slip, and honours a late success', async () => {
    agent.onStart = 'checking';
    await run(scan('6901234567892'), { type: 'begin_tender' }, scan(wechatCode));
    const unknown = await outcome('unknown');
    expect(devices.printed).toHaveLength(1);
    agent.answer(unknown.result?.key ?? '', { status: 'paid' });
    await complete();
  });

  it('records giving up before another tender begins, and sends back what was paid after all', async () => {
    agent.onStart = 'checking';
    await run(scan('6901234567892'), { type: 'begin_tender' }, scan(wechatCode));
    const unknown = await outcome('unknown');
    const key = unknown.result?.key ?? '';
    await run({ type: 'acknowledge_result' });
    await outcome('cancelled');
    expect(agent.payments.get(key)?.state).toBe('cancel_recorded');
    await run({ type: 'pay_cash', tenderedMinor: '200' });
    await complete();
    agent.answer(key, { state: 'answered', status: 'paid' });
    await vi.waitFor(() => expect([...agent.refunds.values()].map((refund) => refund['request'])).toHaveLength(1));
    expect([...agent.refunds.values()][0]?.['request']).toMatchObject({ paymentKey: key });
  });

  it('cancels a payment whose start is still on its way, once it is there', async () => {
    let release = () => {};
    agent.beforeStart = new Promise((resolve) => {
      release = resolve;
    });
    agent.onStart = 'checking';
    await run(scan('6901234567892'), { type: 'begin_tender' }, scan(wechatCode), { type: 'cancel_payment' });
    await vi.waitFor(() => expect(agent.calls).toContain('CancelPayment'));
    expect(host.snapshot().payment?.phase).toBe('cancelling');
    release();
    await outcome('cancelled');
    expect([...agent.payments.values()].map((payment) => payment.state)).toEqual(['cancel_recorded']);
  });

  it('refuses offline with the reason', async () => {
    agent.onStart = 'refused_offline';
    await run(scan('6901234567892'), { type: 'begin_tender' }, scan(wechatCode));
    expect((await outcome('refused_offline')).result?.reasonCode).toBe('OFFLINE');
  });
});

describe('a card while the line is down', () => {
  const card: CardRead = {
    entryMode: 'contactless',
    maskedPan: '622202*********0018',
    encryptedTrack2Hex: '0011223344556677',
    keySerialNumberHex: 'FFFF9876543210E00001',
    pinBlockHex: '',
    emvHex: '',
    cardSequenceNumber: '001',
    expiry: '3012',
  };
  const offer = { possible: true, reasonCode: '', unit: 'money', limit: '40000', used: '0', left: '40000', brand: 'u' };
  const show = () => devices.heard.onReader({ kind: 'card_read', key: devices.readKeys.at(-1) ?? '', card });
  beforeEach(() => {
    agent.onStart = 'refused_offline';
    agent.offer = offer;
  });

  it('is taken by the cashier’s word as a new payment, and the receipt says so', async () => {
    await run(scan('6901234567892'), { type: 'begin_tender' }, { type: 'choose_tender', tender: 'card' });
    show();
    const asked = await until((snapshot) => snapshot.result?.offer?.possible === true);
    expect(asked.result).toMatchObject({ outcome: 'refused_offline', reasonCode: 'OFFLINE', offer: { left: '40000' } });
    expect(await host.command(scan('6901234567892'))).toMatchObject({ ok: false, error: { code: 'RESULT_WAITS' } });
    await run({ type: 'take_offline' });
    expect(devices.readKeys).toHaveLength(2);
    expect(devices.readKeys[0]).not.toBe(devices.readKeys[1]);
    show();
    expect((await complete()).result).toMatchObject({ outcome: 'paid', tender: 'card', offline: true });
    const [first, second] = [...agent.payments.values()];
    expect(first?.request).toMatchObject({ acceptOffline: false, cardExpiry: '3012' });
    expect(second?.request).toMatchObject({ acceptOffline: true });
    const [sale] = [...agent.sales.values()];
    expect(sale?.['tenders']).toMatchObject([{ tender: 'card', channel: 'card', offline: true }]);
    expect(devices.printed).toHaveLength(1);
  });

  it('that went online after all says so', async () => {
    await run(scan('6901234567892'), { type: 'begin_tender' }, { type: 'choose_tender', tender: 'card' });
    show();
    await until((snapshot) => snapshot.result?.offer?.possible === true);
    agent.onStart = 'paid';
    await run({ type: 'take_offline' });
    show();
    expect((await complete()).result).toMatchObject({ offline: false, wentOnline: true });
  });

  it('that may not be taken shows the reason with its figures, and no way to take it', async () => {
    agent.offer = { ...offer, possible: false, reasonCode: 'OFFLINE_LIMIT_STORE_SUM', left: '100' };
    await run(scan('6901234567892'), { type: 'begin_tender' }, { type: 'choose_tender', tender: 'card' });
    show();
    expect((await outcome('refused_offline')).result).toMatchObject({
      reasonCode: 'OFFLINE_LIMIT_STORE_SUM',
      offer: { possible: false, left: '100' },
    });
    expect(await host.command({ type: 'take_offline' })).toMatchObject({ ok: false, error: { code: 'RESULT_WAITS' } });
  });

  it('is taken once, though the till dies between the agent’s taking and the sale', async () => {
    await run(scan('6901234567892'), { type: 'begin_tender' }, { type: 'choose_tender', tender: 'card' });
    show();
    await until((snapshot) => snapshot.result?.offer?.possible === true);
    let release = () => {};
    agent.beforeStart = new Promise((resolve) => {
      release = resolve;
    });
    await run({ type: 'take_offline' });
    show();
    await vi.waitFor(() => expect(agent.calls.filter((call) => call === 'StartPayment')).toHaveLength(2));
    await host.stop();
    release();
    await vi.waitFor(() => expect(agent.payments.size).toBe(2));
    // Meanwhile its issuer declined it: the cashier's card stands all the same.
    const key = [...agent.payments.keys()].at(-1) ?? '';
    agent.answer(key, { state: 'answered', status: 'failed', reasonCode: 'CARD_DECLINED' });
    host = startHost();
    expect((await complete()).result).toMatchObject({ outcome: 'paid', offline: true });
    expect(agent.payments.size).toBe(2);
  });

  it('is forced by an operator with the right, as the agent says', async () => {
    await run({ type: 'set_offline_mode', mode: 'forced' });
    expect(agent.modes).toEqual(['forced']);
    agent.cards = { offlineForced: true, cardsWaiting: '2', cardsLeftMs: '-1', cardsLeftCount: '3' };
    agent.stop();
    await until((snapshot) => !snapshot.connection.agent);
    await agent.start();
    const { connection } = await until((snapshot) => snapshot.connection.forced);
    expect(connection.cards).toMatchObject({ waiting: 2, leftCount: 3, leftMs: -1, reasonCode: '' });
  });
});

describe('an agent that dies', () => {
  it('gets the same key again when it is back; the screen says meanwhile that it is gone', async () => {
    agent.onStart = 'hold';
    await run(scan('6901234567892'), { type: 'begin_tender' }, scan(wechatCode));
    await vi.waitFor(() => expect(agent.payments.size).toBe(1));
    const [key] = [...agent.payments.keys()];
    agent.stop();
    await until((snapshot) => !snapshot.connection.agent);
    agent.onStart = 'paid';
    await agent.start();
    agent.answer(key ?? '', { status: 'paid' });
    await complete();
    expect([...agent.payments.keys()]).toEqual([key]);
    expect(startsOf(key ?? '')).toBe(2);
  });

  it('that failed one call is asked anew and found there', async () => {
    agent.failLookups = 1;
    expect(await host.command(scan('6901234567892'))).toMatchObject({ ok: false, error: { code: 'AGENT_GONE' } });
    await until((snapshot) => snapshot.connection.agent);
    await run(scan('6901234567892'));
  });

  it('lets no new sale begin while it is gone', async () => {
    agent.stop();
    await view('agent_gone');
    expect(await host.command(scan('6901234567892'))).toMatchObject({ ok: false, error: { code: 'AGENT_GONE' } });
  });
});

describe('a till that is started again', () => {
  it('finishes the payment that was in hand, by its key', async () => {
    agent.onStart = 'checking';
    await run(scan('6901234567892'), { type: 'begin_tender' }, scan(wechatCode));
    await vi.waitFor(() => expect(agent.payments.size).toBe(1));
    const [key] = [...agent.payments.keys()];
    await hosts.pop()?.stop();
    host = startHost();
    await until((snapshot) => snapshot.payment?.key === key || snapshot.result?.key === key);
    agent.answer(key ?? '', { status: 'paid' });
    const snapshot = await complete();
    expect(snapshot.sale.totalMinor).toBe('200');
    expect(agent.payments.size).toBe(1);
    expect(agent.sales.size).toBe(1);
  });

  it('offers a card that was read meanwhile, once', async () => {
    await run(scan('6901234567892'), { type: 'begin_tender' }, { type: 'choose_tender', tender: 'card' });
    const [key] = devices.readKeys;
    await hosts.pop()?.stop();
    host = startHost();
    devices.recovered = card;
    await complete();
    expect([...agent.payments.keys()]).toEqual([key]);
  });

  it('says that nothing was sent where the agent never heard of the key', async () => {
    await run(scan('6901234567892'), { type: 'begin_tender' }, { type: 'choose_tender', tender: 'card' });
    await hosts.pop()?.stop();
    host = startHost();
    expect((await outcome('declined')).result?.reasonCode).toBe('NOT_BEGUN');
    await run({ type: 'acknowledge_result' });
    expect(host.snapshot()).toMatchObject({ view: 'tender', sale: { dueMinor: '200' } });
  });
});

describe('returns', () => {
  const sell = async () => {
    await run(scan('6901234567892'), scan('6901234567892'), { type: 'begin_tender' }, scan(wechatCode));
    return (await complete()).result?.receiptNo ?? '';
  };

  it('opens from the receipt code and goes back to the tender of the original', async () => {
    const receiptNo = await sell();
    await run(scan(receiptNo));
    expect(host.snapshot()).toMatchObject({ view: 'return_lines', sale: { originalReceiptNo: receiptNo } });
    await run({ type: 'set_external_ref', text: 'C536365' });
    await run({ type: 'choose_return_quantity', originalLineNo: 1, quantity: 1 }, { type: 'give_back' });
    const snapshot = await complete();
    expect([...agent.sales.values()].at(-1)).toMatchObject({ kind: 'return', externalRef: 'C536365' });
    expect(snapshot.result).toMatchObject({ outcome: 'refunded', amountMinor: '200', channel: 'wechat' });
    const [paymentKey] = [...agent.payments.keys()];
    expect([...agent.refunds.values()][0]?.['request']).toMatchObject({ paymentKey });
  });

  it('without a receipt gives cash back', async () => {
    await run({ type: 'begin_return' }, { type: 'return_without_receipt' }, scan('6920459989463'), {
      type: 'give_back',
    });
    expect((await complete()).result).toMatchObject({ outcome: 'refunded', tender: 'cash', amountMinor: '450' });
    expect(devices.drawerOpened).toBe(1);
  });

  it('gives the paid part back when a split sale is given up', async () => {
    await run(scan('6920459989463'), { type: 'begin_tender' }, { type: 'pay_cash', tenderedMinor: '100' });
    await until((snapshot) => snapshot.result?.saleComplete === false);
    await run({ type: 'abandon_sale' });
    await vi.waitFor(() => expect(agent.abandoned).toHaveLength(1));
    expect(agent.refunds.size).toBe(1);
    expect(host.snapshot()).toMatchObject({ view: 'sale', sale: { lines: [] } });
  });
});

it('sends the operator to sign in when the session is over, and goes on with the same key', async () => {
  agent.session = 'session-2';
  await run(scan('6901234567892'), { type: 'begin_tender' }, { type: 'pay_cash', tenderedMinor: '200' });
  await view('sign_in');
  await run(signIn);
  await complete();
  expect(agent.payments.size).toBe(1);
});
