import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { snapshotSchema, type TillCommand, type TillSnapshot } from '../contract/till-contract.ts';
import { RecordFile } from './record-file.ts';
import { FakeAgent } from './test-agent.ts';
import { FakeDevices } from './test-devices.ts';
import { testHost } from './test-host.ts';
import type { TillHost } from './till-host.ts';

let agent: FakeAgent;
let devices: FakeDevices;
let folder: string;
let host: TillHost;
const hosts: TillHost[] = [];

function startHost(seed = 'counter'): TillHost {
  devices = new FakeDevices();
  const started = testHost({ agent, devices, folder, seed, checkingMsMax: 8_000 });
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

const run = async (...commands: TillCommand[]) => {
  for (const command of commands) expect(await host.command(command)).toMatchObject({ ok: true });
};
const refusedWith = async (command: TillCommand) => {
  const reply = await host.command(command);
  return reply.ok ? '' : reply.error.code;
};
const signIn: TillCommand = { type: 'sign_in', number: '1', pin: '1234' };
const openShift: TillCommand[] = [
  { type: 'counter_open', place: 'shift' },
  { type: 'shift_open', floatMinor: '30000' },
];
const proof = { number: '9', pin: '9999' };
const place = () => host.snapshot().counter.place;
const placeIs = (name: string) => until((snapshot) => snapshot.counter.place?.name === name);
const bank = (amountMinor: string): TillCommand => ({
  type: 'shift_move_cash',
  direction: 'out',
  reason: 'bank',
  note: '',
  amountMinor,
});
const scan = (code: string): TillCommand => ({ type: 'scan', code, source: 'scanner' });

async function readyHost(): Promise<void> {
  host = startHost();
  await until(({ view }) => view === 'sign_in');
  await run(signIn);
}

beforeEach(async () => {
  agent = new FakeAgent();
  await agent.start();
  folder = mkdtempSync(join(tmpdir(), 'counter-'));
  await readyHost();
});

afterEach(async () => {
  await Promise.all(hosts.splice(0).map((one) => one.stop()));
  agent.stop();
  rmSync(folder, { recursive: true });
});

describe('the card terminal at the host', () => {
  it('is settled with a second person’s right, once through a lost answer, and printed', async () => {
    agent.books.rights = agent.books.rights.filter((right) => right !== 'cards.settle');
    await run({ type: 'counter_open', place: 'shift' }, { type: 'cards_show' });
    expect(place()).toMatchObject({
      name: 'cards',
      open: [{ scheme: 'unionpay', saleMinor: '1250' }],
      settlements: [],
    });
    await run({ type: 'cards_settle' });
    expect(host.snapshot().counter.call).toMatchObject({ kind: 'settle_cards', at: 'approval', right: 'cards.settle' });
    expect(snapshotSchema.safeParse(host.snapshot()).error).toBeUndefined();
    await run({ type: 'counter_prove', ...proof });
    const [settlementId = ''] = agent.books.settlements;
    expect(place()).toMatchObject({ name: 'cards', open: [], settlements: [{ settlementId, state: 'settled' }] });
    expect(snapshotSchema.safeParse(host.snapshot()).error).toBeUndefined();
    const before = devices.printed.length;
    await run({ type: 'cards_print', settlementId });
    expect(devices.printed).toHaveLength(before + 1);
    expect([...agent.books.deeds.values()].at(-1)).toMatchObject({
      deed: 'report_printed',
      reason: `cards ${settlementId}`,
    });
  });
});

describe('a shift at the host', () => {
  it('is opened, moves cash, is counted blind and closed with its difference and its Z report', async () => {
    await run(...openShift);
    expect(host.snapshot()).toMatchObject({ view: 'counter', counter: { running: { operator: '小王' } } });
    await run(bank('10000'));
    expect([...agent.books.movements.values()]).toMatchObject([{ amountMinor: 10_000n, reason: 'CASH_REASON_BANK' }]);
    expect([devices.printed.length, devices.drawerOpened]).toEqual([1, 1]);
    agent.books.cashTakenMinor = 500n;
    await run({ type: 'shift_begin_count' });
    expect(place()).toMatchObject({ name: 'shift_counting', shift: { expectedMinor: null, differenceMinor: null } });
    await run({ type: 'shift_count', denominationMinor: '10000', count: 2 });
    await run({ type: 'shift_count', denominationMinor: '100', count: 3 });
    expect(host.snapshot().counter.countedMinor).toBe('20300');
    await run({ type: 'shift_close' });
    const snapshot = host.snapshot();
    expect(snapshotSchema.safeParse(snapshot).error).toBeUndefined();
    expect(snapshot.counter).toMatchObject({
      place: {
        name: 'shift_closed',
        shift: { expectedMinor: '20500', countedMinor: '20300', differenceMinor: '-200' },
      },
      running: null,
      countedMinor: '0',
    });
    expect(devices.printed).toHaveLength(2);
    await run({ type: 'counter_leave' });
    expect(host.snapshot().view).toBe('sale');
  });

  it('has above the cap a second person prove it, who may mistype once', async () => {
    await run(...openShift, bank('60000'));
    expect(host.snapshot().counter.call).toMatchObject({ at: 'approval', right: 'cash.move', canGiveUp: true });
    expect(agent.books.movements.size).toBe(0);
    expect(await refusedWith({ type: 'counter_prove', number: '9', pin: '1' })).toBe('SIGN_IN_WRONG');
    expect(await refusedWith({ type: 'counter_prove', number: '2', pin: '2222' })).toBe('RIGHT_MISSING');
    await run({ type: 'counter_prove', ...proof });
    expect(host.snapshot().counter.call).toBeNull();
    expect([...agent.books.movements.values()]).toMatchObject([{ amountMinor: 60_000n, approval: proof }]);
  });

  it('asks again under the same id where the answer was lost, also after a restart: the cash moves once', async () => {
    await run(...openShift);
    agent.books.loseAnswerOf = 'MoveCash';
    expect(await refusedWith(bank('10000'))).toBe('AGENT_GONE');
    expect(host.snapshot().counter.call).toMatchObject({ kind: 'move_cash', at: 'kept', amountMinor: '10000' });
    const [movementId] = agent.books.movements.keys();
    expect(readFileSync(join(folder, 'counter.json'), 'utf8')).toContain(movementId);
    await Promise.all(hosts.splice(0).map((one) => one.stop()));
    await agent.start();
    host = startHost('another run');
    await until(({ view }) => view === 'sign_in');
    expect(host.snapshot().counter.call).toMatchObject({ at: 'kept' });
    await run(signIn);
    await until(({ counter }) => counter.call === null);
    expect([...agent.books.movements.keys()]).toEqual([movementId]);
    expect(agent.calls.filter((call) => call === 'MoveCash')).toHaveLength(2);
    // The operator went on without the slip: it is printed now.
    expect(devices.printed).toHaveLength(1);
  });

  it('says that the agent is gone, keeps the opening, and opens once it is back', async () => {
    await run({ type: 'counter_open', place: 'shift' });
    agent.stop();
    expect(await refusedWith({ type: 'shift_open', floatMinor: '30000' })).toBe('AGENT_GONE');
    expect(host.snapshot()).toMatchObject({ view: 'counter', counter: { call: { kind: 'open_shift', at: 'kept' } } });
    expect(await refusedWith({ type: 'counter_give_up' })).toBe('CALL_WAITS');
    await agent.start();
    await placeIs('shift_open');
    expect(agent.books.shifts.size).toBe(1);
  });

  it('keeps what was counted through a restart', async () => {
    await run(...openShift, { type: 'shift_begin_count' });
    await run({ type: 'shift_count', denominationMinor: '5000', count: 7 });
    await Promise.all(hosts.splice(0).map((one) => one.stop()));
    await readyHost();
    await run({ type: 'counter_open', place: 'shift' });
    expect(host.snapshot().counter).toMatchObject({ place: { name: 'shift_counting' }, countedMinor: '35000' });
    await run({ type: 'shift_reopen' });
    expect(host.snapshot().counter).toMatchObject({ place: { name: 'shift_open' }, countedMinor: '0' });
  });

  it('names what is unsent and unknown with its key, amount and since when, and closes over it with the right', async () => {
    const key = '01890000-0000-7000-8000-0123456789ab';
    await run(...openShift, { type: 'shift_begin_count' });
    const money = { amountMinor: '450', currency: 'CNY' };
    const row = { key, terminalId: 'T1', status: 'recorded', recordedAtMs: '1767232800000', nextTryAtMs: '0' };
    agent.books.openPaymentKeys = [key];
    agent.books.unsent = 1;
    agent.books.open = [
      { payment: { paymentKey: key, amount: money, updatedAtMs: '0' }, reasonCode: 'CHANNEL_SILENT' },
    ];
    agent.books.waiting = [
      { ...row, kind: 'pay' },
      { ...row, kind: 'journal', key: 'T1-12', lastCode: 'OFFLINE' },
      { ...row, kind: 'journal', key: 'T9-12', terminalId: 'T9' },
    ];
    await run({ type: 'shift_close' });
    expect(place()).toMatchObject({
      name: 'shift_naming',
      unsettled: [
        { what: 'payment', key, amountMinor: '450', sinceMs: 1767232800000, reasonCode: 'CHANNEL_SILENT' },
        { what: 'journal', key: 'T1-12', amountMinor: null, reasonCode: 'OFFLINE' },
      ],
    });
    await run({ type: 'shift_close_over' });
    expect(host.snapshot().counter.call).toMatchObject({ at: 'approval', right: 'shift.close_unsent' });
    await run({ type: 'counter_prove', ...proof });
    expect(place()).toMatchObject({ name: 'shift_closed' });
    expect([...agent.books.shifts.values()]).toMatchObject([{ approvedById: 'O9', status: 'CLOSED' }]);
  });

  it('is handed over to who proves it, and prints a slip for both', async () => {
    await run(...openShift);
    expect(await refusedWith({ type: 'shift_hand_over', number: '2', pin: '0' })).toBe('SIGN_IN_WRONG');
    await run({ type: 'shift_hand_over', number: '2', pin: '2222' });
    expect(place()).toMatchObject({ name: 'shift_open', shift: { operator: 'O2' } });
    expect(devices.printed).toHaveLength(1);
  });

  it('prints an X report by a deed, the sum that is expected only for who may see it', async () => {
    await run(...openShift, { type: 'shift_print_x' });
    expect(place()).toMatchObject({ shift: { expectedMinor: null } });
    expect([...agent.books.deeds.values()]).toMatchObject([{ deed: 'report_printed' }]);
    expect(devices.printed).toHaveLength(1);
  });

  it('lists earlier shifts and prints their Z report again, marked', async () => {
    await run(...openShift, { type: 'shift_begin_count' }, { type: 'shift_close' }, { type: 'shift_show_earlier' });
    const shown = place();
    const shiftId = shown?.name === 'shift_earlier' ? (shown.shifts[0]?.shiftId ?? '') : '';
    await run({ type: 'shift_reprint', shiftId });
    const mark = Buffer.from('** \xb2\xb9\xb4\xf2 **', 'latin1').toString('hex');
    expect(devices.printed.map((job) => Buffer.from(job).toString('hex').includes(mark))).toEqual([false, true]);
  });
});

describe('beside the sale', () => {
  it('the cart stays as it is, and its keys wait; while a payment is in flight nobody leaves it', async () => {
    await run(scan('6901234567892'), { type: 'counter_open', place: 'shift' });
    expect(await refusedWith({ type: 'begin_tender' })).toBe('COUNTER_OPEN');
    expect(await refusedWith(scan('6901234567892'))).toBe('NOT_NOW');
    await run({ type: 'counter_leave' });
    expect(host.snapshot()).toMatchObject({ view: 'sale', sale: { itemCount: 1, totalMinor: '200' } });
    agent.onStart = 'hold';
    await run({ type: 'begin_tender' }, scan('134567890123456789'));
    expect(await refusedWith({ type: 'counter_open', place: 'day' })).toBe('PAYMENT_IN_PROGRESS');
  });

  it('opens the drawer by a deed that names the approval of who has the right', async () => {
    await run({ type: 'drawer_open', reason: '换零钱' });
    expect([devices.drawerOpened, host.snapshot().counter.call?.right]).toEqual([0, 'drawer.open']);
    await run({ type: 'counter_prove', ...proof });
    expect(devices.drawerOpened).toBe(1);
    expect([...agent.books.deeds.values()]).toMatchObject([
      { deed: 'drawer_opened', reason: '换零钱', approvalId: '01890000-0000-7000-8000-000000000001' },
    ]);
    expect(host.snapshot().view).toBe('sale');
  });

  it('without the agent opens nothing, and says so', async () => {
    agent.books.rights.push('drawer.open');
    await run({ type: 'sign_out' }, signIn);
    agent.stop();
    expect(await refusedWith({ type: 'drawer_open', reason: 'x' })).toBe('AGENT_GONE');
    expect(devices.drawerOpened).toBe(0);
    await run({ type: 'counter_give_up' });
    expect(host.snapshot().counter.call).toBeNull();
  });
});

describe('the journal of the day', () => {
  const sell = async () => {
    await run(scan('6901234567892'), { type: 'begin_tender' }, { type: 'pay_cash', tenderedMinor: '200' });
    await until(({ result }) => Boolean(result?.receiptNo));
    await run({ type: 'acknowledge_result' });
  };

  it('lists, shows a sale, prints it again marked, and begins its return', async () => {
    await sell();
    const receiptNo = 'S1-T1-20260101-0001';
    agent.books.listed = [
      { receiptNo, kind: 'sale', completedAtMs: '1767232800000', total: { amountMinor: '200', currency: 'CNY' } },
    ];
    await run({ type: 'counter_open', place: 'day' });
    expect(place()).toMatchObject({ name: 'day', sales: [{ receiptNo, totalMinor: '200' }] });
    await run(scan(receiptNo), { type: 'day_reprint' });
    expect(place()).toMatchObject({ name: 'day_sale', sale: { receiptNo, lines: [{ quantity: 1 }] } });
    expect(devices.printed).toHaveLength(2);
    expect([...agent.books.deeds.values()]).toMatchObject([{ deed: 'receipt_reprinted', receiptNo }]);
    await run({ type: 'day_return' });
    expect(host.snapshot()).toMatchObject({ view: 'return_lines', sale: { originalReceiptNo: receiptNo } });
  });

  it('finds a payment by the number on the customer’s phone, and says where there is none', async () => {
    await run({ type: 'counter_open', place: 'day' }, scan('4200001234202601011234567890'));
    expect(place()).toMatchObject({ name: 'day_payment', found: null });
    agent.books.found = {
      payment: {
        paymentKey: '01890000-0000-7000-8000-0123456789ab',
        status: 'PAYMENT_STATUS_PAID',
        tender: 'TENDER_QR',
        channel: 'CHANNEL_WECHAT',
        amount: { amountMinor: '450', currency: 'CNY' },
        updatedAtMs: '1767232800000',
      },
      receiptNo: '',
      confirmedByServer: true,
    };
    await run({ type: 'day_find_payment', number: '4200001234' });
    expect(place()).toMatchObject({ found: { status: 'paid', amountMinor: '450', keyEnd: '0123456789ab' } });
  });

  it('prints the last receipt again from the sale’s own view, by a deed', async () => {
    await sell();
    await run({ type: 'reprint' });
    expect(devices.printed).toHaveLength(2);
    expect([...agent.books.deeds.values()]).toMatchObject([{ deed: 'receipt_reprinted' }]);
  });
});

describe('the queue', () => {
  it('shows what waits and what is dead, and does what may be done with it', async () => {
    const row = { kind: 'journal', key: 'T1-9', terminalId: 'T1', status: 'dead', recordedAtMs: '1', nextTryAtMs: '0' };
    agent.books.rights.push('queue.mend');
    agent.books.waiting = [{ ...row, status: 'recorded' }];
    agent.books.dead = [
      { row, can: ['retry', 'correct'], entryKind: 'sale.completed', payloadJson: '{}' },
      { row: { ...row, kind: 'pay', key: 'P1' }, can: ['write_off'], entryKind: '', payloadJson: '' },
    ];
    agent.books.alarms = [{ alarmId: '7', code: 'STORE_LOW', details: '', firstAtMs: '1', lastAtMs: '2', count: 3 }];
    await run({ type: 'counter_open', place: 'queue' });
    expect(place()).toMatchObject({
      name: 'queue',
      waiting: [{ key: 'T1-9' }],
      dead: [{}, {}],
      alarms: [{ count: 3 }],
    });
    await run({ type: 'queue_retry', row: { kind: 'journal', key: 'T1-9' }, reason: '已修复' });
    const off = { type: 'queue_write_off', row: { kind: 'pay', key: 'P1' }, reason: '未成交', first: proof } as const;
    expect(await refusedWith({ ...off, second: proof })).toBe('QUEUE_TWO_PERSONS');
    await run({ ...off, second: { number: '8', pin: '8888' } });
    await run({ type: 'queue_acknowledge', alarmId: 7 }, { type: 'queue_sync' });
    expect(place()).toMatchObject({ dead: [], alarms: [] });
    expect([agent.books.acknowledged, agent.books.synced]).toEqual([['7'], 1]);
    expect(agent.books.mended).toMatchObject([{ action: 'retry', reason: '已修复' }, { second: { number: '8' } }]);
  });
});

describe('an entry that the server refused', () => {
  it('has its facts put right at the till, and is written again by the agent', async () => {
    const payload = { operatorId: 7, businessDate: '2026-01-01' };
    agent.books.rights.push('queue.mend');
    agent.books.dead = [
      {
        row: { kind: 'journal', key: 'T1-9', terminalId: 'T1', status: 'dead', recordedAtMs: '1', nextTryAtMs: '0' },
        ...{ can: ['retry', 'correct'], entryKind: 'operator.signed_in', payloadJson: JSON.stringify(payload) },
      },
    ];
    await run({ type: 'counter_open', place: 'queue' });
    await run({ type: 'queue_show', row: { kind: 'journal', key: 'T1-9' } });
    expect(place()).toMatchObject({
      name: 'queue_row',
      facts: [
        { path: '/operatorId', value: '7', type: 'text', fault: 'wrong' },
        { path: '/businessDate', fault: '' },
      ],
    });
    expect(await refusedWith({ type: 'queue_correct', changes: [], reason: '更正' })).toBe('FACT_NOT_RIGHT');
    await run({ type: 'queue_correct', changes: [{ path: '/operatorId', value: 'O7' }], reason: '更正' });
    expect(agent.books.mended).toMatchObject([{ action: 'correct', reason: '更正', key: 'T1-9' }]);
    expect(JSON.parse(String(agent.books.mended[0]?.['payloadJson']))).toEqual({ ...payload, operatorId: 'O7' });
    expect(place()).toMatchObject({ name: 'queue', dead: [] });
  });
});

describe('training', () => {
  /** What neither asks for money, goods or cash to be written down, nor moves anything. */
  const readings = new Set([
    ...['GetTill', 'FindArticle', 'SearchArticles', 'PriceCart', 'FindSale', 'GetShift'],
    ...['Hello', 'ReadTail', 'ReportDevices'],
  ]);

  it('sells, is paid in every way and gives back without any call that reaches books, and marks its paper', async () => {
    agent.calls.length = 0;
    await run({ type: 'training_begin' });
    expect(host.snapshot().counter.trainingSinceMs).toBeGreaterThan(0);
    const paid = async (...how: TillCommand[]) => {
      await run(scan('6901234567892'), { type: 'begin_tender' }, ...how);
      const { result } = await until((snapshot) => Boolean(snapshot.result?.receiptNo));
      expect(result?.outcome).toBe('paid');
      await run({ type: 'acknowledge_result' });
    };
    await paid({ type: 'pay_cash', tenderedMinor: '500' });
    await paid(scan('134567890123456789'));
    await paid({ type: 'choose_tender', tender: 'card' });
    await run(scan('6901234567892'), { type: 'begin_tender' });
    await run({ type: 'choose_tender', tender: 'qr', channel: 'wechat' });
    await until(({ payment }) => payment?.phase === 'show_qr');
    await run({ type: 'cancel_payment' });
    await run({ type: 'abandon_sale' });
    await run({ type: 'begin_return' }, { type: 'return_without_receipt' }, scan('6901234567892'), {
      type: 'give_back',
    });
    await until(({ result }) => result?.outcome === 'refunded');
    await run({ type: 'acknowledge_result' }, { type: 'reprint' });
    expect(await refusedWith({ type: 'counter_open', place: 'shift' })).toBe('TRAINING_NOW');
    expect(await refusedWith({ type: 'drawer_open', reason: 'x' })).toBe('TRAINING_NOW');
    expect(await refusedWith({ type: 'set_offline_mode', mode: 'forced' })).toBe('TRAINING_NOW');
    expect(await refusedWith({ type: 'sign_out' })).toBe('TRAINING_NOW');
    expect(new RecordFile(folder).load()).toBeNull();
    await run({ type: 'training_end' });

    expect(agent.calls.filter((call) => !readings.has(call))).toEqual(['RecordDeed', 'RecordDeed']);
    expect([...agent.books.deeds.values()].map(({ deed }) => deed)).toEqual(['training_begun', 'training_ended']);
    expect([agent.payments.size, agent.refunds.size, agent.sales.size, agent.abandoned.length]).toEqual([0, 0, 0, 0]);
    expect([devices.drawerOpened, devices.readKeys, devices.speeches]).toEqual([0, [], []]);
    expect(devices.printed).toHaveLength(5);
    for (const job of devices.printed) expect(Buffer.from(job).toString('latin1')).toContain('TRAINING');
    expect(host.snapshot()).toMatchObject({ counter: { trainingSinceMs: 0 }, lastReceiptNo: '' });
  });

  it('goes on after a restart, until somebody ends it', async () => {
    await run({ type: 'training_begin' });
    await Promise.all(hosts.splice(0).map((one) => one.stop()));
    await readyHost();
    expect(host.snapshot().counter.trainingSinceMs).toBeGreaterThan(0);
    expect(await refusedWith({ type: 'counter_open', place: 'queue' })).toBe('TRAINING_NOW');
    await run({ type: 'training_end' });
    expect(host.snapshot().counter.trainingSinceMs).toBe(0);
  });

  it('does not begin with a sale in hand', async () => {
    await run(scan('6901234567892'));
    expect(await refusedWith({ type: 'training_begin' })).toBe('FINISH_SALE_FIRST');
  });
});
