import { FakeClock, SeededRandom, silentLog, systemClock } from '@qiantai/foundation';
import { IdMint, type Money, orderNoOfSale, type PaymentKey } from '@qiantai/protos';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChannelAccount, EncryptedCard } from '../channels/port.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/test-database.ts';
import { createLedger } from '../ledger/ledger-store.ts';
import { proveBooks } from '../ledger/prove-books-store.ts';
import { createPaymentService, type PaymentCore } from './create-payment-service.ts';
import type { CashTaken, PayRequest, RefundRequest } from './payment-service.ts';
import { channelAccount, createScriptedGateway, type ScriptedGateway } from './scripted-gateway.fixture.ts';

const caller = { merchantId: 'shop', storeId: 'store-1', terminalIds: new Set(['till-1']) };
const wait = { waitMs: 0 };
const cny = (amountMinor: bigint): Money => ({ amountMinor, currency: 'CNY' });
const card: EncryptedCard = {
  entryMode: 'chip',
  maskedPan: '621626*********0018',
  encryptedTrack2Hex: '00',
  keySerialNumberHex: 'FFFF9876543210E00001',
  pinBlockHex: '',
  emvHex: '',
  cardSequenceNumber: '01',
};

let database: Database;
let clock: FakeClock;
let ids: IdMint;
let gateway: ScriptedGateway;
let core: PaymentCore;
let accounts: ChannelAccount[];

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(async () => await database.close());

beforeEach(() => {
  clock = new FakeClock();
  ids = new IdMint(clock, new SeededRandom(expect.getState().currentTestName ?? ''));
  gateway = createScriptedGateway(clock);
  accounts = [channelAccount('wechat-1')];
  core = newCore();
});

/** A new server over the same database, as after a crash where the old one was not stopped. */
function newCore(): PaymentCore {
  return createPaymentService({
    database,
    ledger: createLedger({ database, clock, ids }),
    gateway,
    router: {
      route: async ({ tried }) => {
        const account = accounts.find((one) => !tried.includes(one.id));
        return account
          ? { kind: 'candidate', account, decision: { why: 'first not tried' } }
          : { kind: 'none', decision: { why: 'all tried' } };
      },
    },
    accounts: { channelAccount: async (_, id) => accounts.find((one) => one.id === id) },
    feeTerms: { feeTerms: async () => ({ merchantFeeBasisPoints: 38, channelCostBasisPoints: 20 }) },
    clock,
    ids,
    log: silentLog,
  });
}

afterEach(async () => {
  gateway.release();
  await core.stop();
  const proof = await proveBooks(database);
  expect(proof).toMatchObject({ balanced: true, unbalancedJournals: [], wrongAccounts: [] });
  // Each test begins with empty books, by the one who may.
  await database.pool.query(`
    ALTER TABLE ledger_entry DISABLE TRIGGER USER; ALTER TABLE ledger_journal DISABLE TRIGGER USER;
    TRUNCATE ledger_entry, ledger_journal, ledger_account, merchant_order, payment, payment_secret, payment_attempt,
      refund, refund_secret, transition_history, payment_exception, outbox;
    ALTER TABLE ledger_entry ENABLE TRIGGER USER; ALTER TABLE ledger_journal ENABLE TRIGGER USER`);
});

function request(change: Partial<PayRequest> = {}): PayRequest {
  return {
    paymentKey: ids.paymentKey(),
    orderNo: orderNoOfSale(ids.saleId()),
    orderTotal: cny(10_000n),
    amount: cny(10_000n),
    tender: 'payment_code',
    terminalId: 'till-1',
    operatorId: 'op-1',
    businessDate: '2026-01-01',
    requestedAtMs: clock.nowMs(),
    description: 'groceries',
    paymentCode: '134567890123456789',
    ...change,
  };
}

/** Pays and lets everything that can go on without time go on. */
async function pay(pays: PayRequest) {
  await core.pay(caller, pays, wait);
  await core.stop();
  return await core.getPayment(caller, pays.paymentKey, wait);
}

async function after(delayMs: number, paymentKey: PaymentKey) {
  await clock.advance(delayMs);
  await core.runDue();
  return await core.getPayment(caller, paymentKey, wait);
}

async function balances(): Promise<Record<string, bigint>> {
  const rows = await database.pool.query<{ code: string; balance: bigint }>(
    `SELECT code, sum(debits_minor - credits_minor)::bigint AS balance FROM ledger_account
     GROUP BY code HAVING sum(debits_minor - credits_minor) <> 0 ORDER BY code`,
  );
  return Object.fromEntries(rows.rows.map((row) => [row.code, row.balance]));
}

async function rowsOf(table: string, columns: string) {
  return (await database.pool.query(`SELECT ${columns} FROM ${table} ORDER BY 1, 2`)).rows;
}

describe('a payment through a channel', () => {
  it('is approved, posted in both books and told once', async () => {
    const pays = request();
    const view = await pay(pays);
    expect(view).toMatchObject({ status: 'paid', channel: 'wechat', version: 3, amount: cny(10_000n), reasonCode: '' });
    expect(await balances()).toEqual({
      'merchant.acquiring_fee_expense': 38n,
      'merchant.receivable_from_acquirer': 9962n,
      'merchant.sales': -10_000n,
      'platform.channel_clearing': 9980n,
      'platform.channel_fee_expense': 20n,
      'platform.fee_income': -38n,
      'platform.merchant_payable': -9962n,
    });
    expect(await rowsOf('outbox', 'kind, payload')).toMatchObject([{ kind: 'payment.paid' }]);
    expect(await rowsOf('payment_secret', 'payment_key, card')).toEqual([]);
    expect(await rowsOf('transition_history', 'version, event, to_status')).toEqual([
      { version: 1, event: 'accepted', to_status: 'created' },
      { version: 2, event: 'attempt_sent', to_status: 'processing' },
      { version: 3, event: 'money_held', to_status: 'paid' },
    ]);
    expect(await rowsOf('payment_attempt', 'status, decision')).toEqual([
      { status: 'approved', decision: { why: 'first not tried' } },
    ]);
    expect(await rowsOf('merchant_order', 'status, paid_minor')).toEqual([{ status: 'paid', paid_minor: 10_000n }]);
  });

  it('answers the same request the same and another with its key with a conflict', async () => {
    const pays = request();
    const first = await pay(pays);
    expect(await pay(pays)).toEqual(first);
    await expect(core.pay(caller, { ...pays, amount: cny(9_999n) }, wait)).rejects.toMatchObject({
      code: 'PAYMENT_KEY_CONFLICT',
    });
    expect(gateway.calls).toHaveLength(1);
  });

  it.each<[string, Partial<PayRequest>, string]>([
    ['a terminal of others', { terminalId: 'till-9' }, 'PAYMENT_TERMINAL_NOT_YOURS'],
    ['no amount', { amount: cny(0n) }, 'PAYMENT_BAD_REQUEST'],
    ['more than the order', { amount: cny(10_001n) }, 'PAYMENT_BAD_REQUEST'],
    ['two currencies', { orderTotal: { amountMinor: 10_000n, currency: 'HKD' } }, 'PAYMENT_BAD_REQUEST'],
    ['a code that is none', { paymentCode: 'abc' }, 'PAYMENT_BAD_REQUEST'],
    ['a card payment without a card', { tender: 'card' }, 'PAYMENT_BAD_REQUEST'],
    ['a date that is none', { businessDate: '2026-02-30' }, 'PAYMENT_BAD_REQUEST'],
  ])('refuses %s', async (_, change, code) => {
    await expect(core.pay(caller, request(change), wait)).rejects.toMatchObject({ code });
    expect(await rowsOf('payment', 'status, version')).toEqual([]);
  });

  it('is declined with its reason, and the order wants another', async () => {
    gateway.payScript = () => 'decline';
    const pays = request();
    expect(await pay(pays)).toMatchObject({ status: 'failed', reasonCode: 'INSUFFICIENT_FUNDS' });
    gateway.payScript = () => 'approve';
    expect(await pay(request({ orderNo: pays.orderNo }))).toMatchObject({ status: 'paid' });
    await expect(core.pay(caller, request({ orderNo: pays.orderNo }), wait)).rejects.toMatchObject({
      code: 'PAYMENT_ORDER_EXCEEDED',
    });
    const other = request({ orderNo: pays.orderNo, orderTotal: cny(20_000n) });
    await expect(core.pay(caller, other, wait)).rejects.toMatchObject({ code: 'PAYMENT_ORDER_DIFFERS' });
  });

  it.each(['not_sent', 'decline_retryable'] as const)(
    'goes to the next account after %s, with a new number',
    async (how) => {
      accounts = [channelAccount('wechat-1'), channelAccount('wechat-2')];
      gateway.payScript = ({ account }) => (account.id === 'wechat-1' ? how : 'approve');
      const view = await pay(request());
      expect(view).toMatchObject({ status: 'paid' });
      expect(view.channelOrderNo.slice(-2)).toBe('02');
      gateway.payScript = () => how;
      expect(await pay(request())).toMatchObject({
        status: 'failed',
        reasonCode: how === 'not_sent' ? 'CHANNEL_SILENT' : 'INSUFFICIENT_FUNDS',
      });
    },
  );

  it('fails without a route', async () => {
    accounts = [];
    expect(await pay(request())).toMatchObject({ status: 'failed', reasonCode: 'NO_ROUTE' });
  });
});

describe('an unknown outcome', () => {
  it('is asked for by the schedule and paid when the channel says so', async () => {
    gateway.payScript = () => 'silent_paid';
    let answers = 0;
    gateway.queryScript = () => (++answers <= 2 ? { kind: 'unknown', why: 'no answer' } : undefined);
    const pays = request();
    expect(await pay(pays)).toMatchObject({ status: 'unknown', reasonCode: 'CHANNEL_SILENT' });
    expect(await after(999, pays.paymentKey)).toMatchObject({ status: 'unknown' });
    expect(answers).toBe(0);
    expect(await after(1, pays.paymentKey)).toMatchObject({ status: 'unknown' });
    expect(await after(2000, pays.paymentKey)).toMatchObject({ status: 'unknown' });
    expect(answers).toBe(2);
    expect(await after(3000, pays.paymentKey)).toMatchObject({ status: 'paid' });
  });

  it('is never failed by "no such order", only reversed after its deadline', async () => {
    gateway.payScript = () => 'silent_unpaid';
    const pays = request();
    await pay(pays);
    for (let second = 1; second < 45; second++) {
      expect(await after(1000, pays.paymentKey)).toMatchObject({ status: 'unknown' });
    }
    expect(await after(1000, pays.paymentKey)).toMatchObject({ status: 'closed', reasonCode: 'CHANNEL_SILENT' });
    expect(gateway.calls.filter((call) => call.startsWith('reverse'))).toHaveLength(1);
  });

  it('of a card is reversed at once, before the next card payment of the terminal', async () => {
    accounts = [channelAccount('card-1', 'card')];
    gateway.payScript = () => 'silent_paid';
    let reversals = 0;
    gateway.reverseScript = () => (++reversals < 3 ? { kind: 'unknown', why: 'no answer' } : undefined);
    const pays = request({ tender: 'card', card });
    expect(await pay(pays)).toMatchObject({ status: 'reversing', maskedPan: card.maskedPan });
    gateway.payScript = () => 'approve';
    expect(await pay(request({ tender: 'card', card }))).toMatchObject({
      status: 'failed',
      reasonCode: 'CHANNEL_BUSY',
    });
    expect(await pay(request({ tender: 'card', card }))).toMatchObject({ status: 'paid' });
    expect(await core.getPayment(caller, pays.paymentKey, wait)).toMatchObject({ status: 'closed' });
    expect(gateway.heldMinor()).toBe(10_000n);
  });

  it('asks at once when the customer says paid', async () => {
    gateway.payScript = () => 'silent_paid';
    const pays = request();
    await pay(pays);
    const asked = core.getPayment(caller, pays.paymentKey, { waitMs: 5000, askChannel: true });
    expect(await asked).toMatchObject({ status: 'paid' });
  });

  it('an answer with another amount is not believed, a person is told, and it is reversed', async () => {
    gateway.payScript = () => 'wrong_amount';
    gateway.queryScript = () => ({ kind: 'unknown', why: 'no answer' });
    const pays = request();
    expect(await pay(pays)).toMatchObject({ status: 'unknown', reasonCode: 'FACTS_DIFFER' });
    expect(await rowsOf('payment_exception', 'code, status')).toEqual([{ code: 'FACTS_DIFFER', status: 'open' }]);
    expect(await after(45_000, pays.paymentKey)).toMatchObject({ status: 'closed' });
    expect(await balances()).toMatchObject({});
  });

  it('an adapter that throws leaves it unknown', async () => {
    gateway.payScript = () => 'throw';
    expect(await pay(request())).toMatchObject({ status: 'unknown' });
  });
});

describe('a payer who must act', () => {
  it('is polled until paid', async () => {
    gateway.payScript = () => 'pending';
    const pays = request({ tender: 'qr', channel: 'wechat' });
    const waiting = await pay(pays);
    expect(waiting).toMatchObject({ status: 'awaiting_payer', qrText: 'weixin://pay/1' });
    expect(waiting.deadlineMs).toBe(clock.nowMs() + 120_000);
    expect(await after(1000, pays.paymentKey)).toMatchObject({ status: 'awaiting_payer' });
    gateway.payerPays(waiting.channelOrderNo);
    expect(await after(2000, pays.paymentKey)).toMatchObject({ status: 'paid', qrText: '' });
  });

  it('is reversed at the deadline, too early at first', async () => {
    gateway.payScript = () => 'pending';
    let tries = 0;
    gateway.reverseScript = () => (++tries === 1 ? { kind: 'too_early', retryAfterMs: 15_000 } : undefined);
    const pays = request();
    await pay(pays);
    expect(await after(45_000, pays.paymentKey)).toMatchObject({ status: 'reversing', reasonCode: 'PAYER_TIMED_OUT' });
    expect(await after(14_999, pays.paymentKey)).toMatchObject({ status: 'reversing' });
    expect(tries).toBe(1);
    expect(await after(1, pays.paymentKey)).toMatchObject({ status: 'closed' });
  });

  it('a refusal found by inquiry is confirmed by a reversal before it ends', async () => {
    gateway.payScript = () => 'silent_unpaid';
    gateway.queryScript = () => ({ kind: 'not_paid', reasonCode: 'CODE_EXPIRED', channelMessage: 'expired' });
    const pays = request();
    await pay(pays);
    expect(await after(1000, pays.paymentKey)).toMatchObject({ status: 'closed', reasonCode: 'CODE_EXPIRED' });
    expect(gateway.calls.map((call) => call.split(' ')[0])).toEqual(['pay', 'query', 'reverse']);
  });
});

describe('giving up', () => {
  it('closes a key that was never seen, and a late request takes nothing', async () => {
    const pays = request();
    const closed = await core.cancelPayment(caller, pays, 'LINE_LOST', wait);
    expect(closed).toMatchObject({ status: 'closed', reasonCode: 'LINE_LOST' });
    expect(await pay(pays)).toEqual(closed);
    expect(gateway.calls).toEqual([]);
    expect(await pay(request({ orderNo: pays.orderNo }))).toMatchObject({ status: 'paid' });
  });

  it('while the call is under way waits for its answer and takes the money back', async () => {
    gateway.payScript = () => 'hold';
    const pays = request();
    await core.pay(caller, pays, wait);
    await until(() => gateway.calls.length === 1);
    expect(await core.cancelPayment(caller, pays, 'CASHIER_CANCELLED', wait)).toMatchObject({ status: 'reversing' });
    gateway.release();
    await core.stop();
    expect(await core.getPayment(caller, pays.paymentKey, wait)).toMatchObject({
      status: 'closed',
      reasonCode: 'CASHIER_CANCELLED',
    });
    expect(gateway.heldMinor()).toBe(0n);
    // Both happened, so both are posted.
    expect((await proveBooks(database)).journals).toBe(4);
    expect(await balances()).toEqual({});
  });

  it('a paid payment stays paid', async () => {
    const pays = request();
    await pay(pays);
    expect(await core.cancelPayment(caller, pays, 'PAYER_LEFT', wait)).toMatchObject({ status: 'paid' });
  });

  it('goes on trying a reversal without an answer, and tells a person', async () => {
    gateway.payScript = () => 'pending';
    gateway.reverseScript = () => ({ kind: 'unknown', why: 'no answer' });
    const pays = request();
    await pay(pays);
    await core.cancelPayment(caller, pays, 'PAYER_LEFT', wait);
    await core.stop();
    for (let count = 0; count < 30; count++) await after(10_000, pays.paymentKey);
    expect(await rowsOf('payment_exception', 'code, status')).toEqual([
      { code: 'REVERSAL_UNRESOLVED', status: 'open' },
    ]);
    gateway.reverseScript = () => undefined;
    expect(await after(1_800_000, pays.paymentKey)).toMatchObject({ status: 'closed' });
  });

  it('a reversal refused while the channel holds the money ends as paid where the order has room', async () => {
    gateway.payScript = () => 'silent_paid';
    gateway.reverseScript = () => ({ kind: 'refused', channelMessage: 'window over' });
    const pays = request();
    await pay(pays);
    await core.cancelPayment(caller, pays, 'PAYER_LEFT', wait);
    await core.stop();
    expect(await core.getPayment(caller, pays.paymentKey, wait)).toMatchObject({ status: 'paid', refundedMinor: 0n });
    expect(await rowsOf('payment_exception', 'code, status')).toEqual([{ code: 'REVERSAL_REFUSED', status: 'open' }]);
  });
});

describe('a notice', () => {
  const waiting = async (change: Partial<PayRequest> = {}) => {
    gateway.payScript = () => 'pending';
    const pays = request(change);
    const view = await pay(pays);
    gateway.payerPays(view.channelOrderNo);
    return { pays, no: view.channelOrderNo };
  };
  const account = channelAccount('wechat-1');

  it('pays a payment that waits, and a thousand more change nothing', async () => {
    const { pays, no } = await waiting();
    expect(await core.takeNotice(account, gateway.notice(no))).toEqual({ taken: true });
    const paid = await core.getPayment(caller, pays.paymentKey, wait);
    expect(paid).toMatchObject({ status: 'paid' });
    await Promise.all(Array.from({ length: 50 }, () => core.takeNotice(account, gateway.notice(no))));
    expect(await core.getPayment(caller, pays.paymentKey, wait)).toEqual(paid);
    expect(gateway.calls.filter((call) => call.startsWith('query'))).toEqual([]);
  });

  it.each([
    ['amount', { amount: cny(1n) }],
    ['currency', { amount: { amountMinor: 10_000n, currency: 'HKD' as const } }],
    ['merchant', { channelMerchantId: 'mch-other' }],
    ['app', { channelAppId: 'app-other' }],
  ])('with another %s is refused, and a person is told', async (_, change) => {
    const { pays, no } = await waiting();
    expect(await core.takeNotice(account, gateway.notice(no, change))).toMatchObject({
      taken: false,
      errorCode: 'NOTICE_FACTS_DIFFER',
    });
    expect(await core.getPayment(caller, pays.paymentKey, wait)).toMatchObject({ status: 'awaiting_payer' });
    expect(await rowsOf('payment_exception', 'code, status')).toHaveLength(1);
  });

  it('with a signature or a number that is not ours is refused', async () => {
    expect(await core.takeNotice(account, { headers: {}, body: Buffer.from('forged') })).toMatchObject({
      errorCode: 'NOTICE_BAD_SIGNATURE',
    });
    expect(await core.takeNotice(account, gateway.notice('not-ours'))).toMatchObject({
      errorCode: 'NOTICE_UNKNOWN_ORDER',
    });
    const { no } = await waiting();
    const other = channelAccount('wechat-2');
    expect(await core.takeNotice(other, gateway.notice(no))).toMatchObject({ errorCode: 'NOTICE_FACTS_DIFFER' });
  });

  it('after the reversal is asked about, and an older success is no payment', async () => {
    const { pays, no } = await waiting();
    await core.cancelPayment(caller, pays, 'PAYER_LEFT', wait);
    await core.stop();
    expect(await core.takeNotice(account, gateway.notice(no))).toEqual({ taken: true });
    expect(await core.getPayment(caller, pays.paymentKey, wait)).toMatchObject({ status: 'closed' });
  });

  it('late, with the money held and the order waiting, makes it paid', async () => {
    gateway.payScript = () => 'decline';
    const pays = request();
    const { channelOrderNo } = await pay(pays);
    const order = gateway.orders.get(channelOrderNo);
    Object.assign(order ?? {}, { state: 'paid', wasPaid: true });
    expect(await core.takeNotice(account, gateway.notice(channelOrderNo))).toEqual({ taken: true });
    expect(await core.getPayment(caller, pays.paymentKey, wait)).toMatchObject({ status: 'paid', refundedMinor: 0n });
    expect(await rowsOf('payment_exception', 'code, status')).toEqual([{ code: 'LATE_SUCCESS', status: 'open' }]);
    expect(await rowsOf('merchant_order', 'status, paid_minor')).toEqual([{ status: 'paid', paid_minor: 10_000n }]);
  });

  it('late, when the order was paid otherwise, is paid and refunded by itself', async () => {
    gateway.payScript = () => 'decline';
    const pays = request();
    const { channelOrderNo } = await pay(pays);
    gateway.payScript = () => 'approve';
    await pay(request({ orderNo: pays.orderNo }));
    Object.assign(gateway.orders.get(channelOrderNo) ?? {}, { state: 'paid', wasPaid: true });
    await core.takeNotice(account, gateway.notice(channelOrderNo));
    expect(await core.getPayment(caller, pays.paymentKey, wait)).toMatchObject({
      status: 'paid',
      refundedMinor: 10_000n,
    });
    await core.runDue();
    expect(gateway.heldMinor()).toBe(10_000n);
    expect((await rowsOf('payment_exception', 'code, status')).map((row) => row['code'])).toEqual([
      'LATE_SUCCESS',
      'LATE_SUCCESS_REFUNDED',
    ]);
    expect(await rowsOf('refund', 'status, origin')).toEqual([{ status: 'succeeded', origin: 'automatic' }]);
    expect(await rowsOf('merchant_order', 'status, paid_minor')).toEqual([{ status: 'paid', paid_minor: 10_000n }]);
  });

  it('about an attempt that was refused, when another holds the money, returns the stray money', async () => {
    accounts = [channelAccount('wechat-1'), channelAccount('wechat-2')];
    gateway.payScript = ({ account: at }) => (at.id === 'wechat-1' ? 'decline_retryable' : 'approve');
    const pays = request();
    const view = await pay(pays);
    const stray = `${view.channelOrderNo.slice(0, 26)}01`;
    Object.assign(gateway.orders.get(stray) ?? {}, { state: 'paid', wasPaid: true });
    expect(gateway.heldMinor()).toBe(20_000n);
    for (let count = 0; count < 3; count++) {
      expect(await core.takeNotice(account, gateway.notice(stray))).toEqual({ taken: true });
    }
    await core.runDue();
    expect(gateway.heldMinor()).toBe(10_000n);
    expect(await core.getPayment(caller, pays.paymentKey, wait)).toMatchObject({ status: 'paid', refundedMinor: 0n });
  });
});

describe('a restart', () => {
  it('makes what was sent unknown, asks, and never pays twice', async () => {
    gateway.payScript = () => 'silent_paid';
    const pays = request();
    const old = core;
    const { pay: payAtChannel } = gateway;
    gateway.pay = async (operation) => {
      await payAtChannel(operation);
      return await new Promise(() => undefined);
    };
    await old.pay(caller, pays, wait);
    await until(() => gateway.calls.length === 1);
    core = newCore();
    await core.start();
    await until(
      async () => (await core.getPayment(caller, pays.paymentKey, wait)).status === 'unknown',
      () => clock.advance(0),
    );
    await clock.advance(1000);
    await until(async () => (await core.getPayment(caller, pays.paymentKey, wait)).status === 'paid');
    expect(gateway.calls.filter((call) => call.startsWith('pay'))).toHaveLength(1);
  });

  it('before anything was sent goes on, or closes what is too old', async () => {
    const { prepare } = gateway;
    let hanging = 0;
    const hangs = () => {
      hanging += 1;
      return new Promise<never>(() => undefined);
    };
    gateway.prepare = hangs;
    const fresh = request();
    await core.pay(caller, fresh, wait);
    await until(() => hanging === 1);
    core = newCore();
    gateway.prepare = prepare;
    await clock.advance(44_000);
    await core.start();
    await until(
      async () => (await core.getPayment(caller, fresh.paymentKey, wait)).status === 'paid',
      () => clock.advance(0),
    );
    await core.stop();

    gateway.prepare = hangs;
    const old = request();
    await core.pay(caller, old, wait);
    await until(() => hanging === 2);
    core = newCore();
    gateway.prepare = prepare;
    await clock.advance(46_000);
    await core.start();
    await until(
      async () => (await core.getPayment(caller, old.paymentKey, wait)).status === 'closed',
      () => clock.advance(0),
    );
  });
});

describe('a refund', () => {
  const paid = async () => {
    const pays = request();
    await pay(pays);
    return pays;
  };
  const refundOf = (pays: PayRequest, change: Partial<RefundRequest> = {}): RefundRequest => ({
    refundKey: ids.refundKey(),
    paymentKey: pays.paymentKey,
    amount: cny(4_000n),
    terminalId: 'till-1',
    operatorId: 'op-1',
    reason: 'broken',
    businessDate: '2026-01-01',
    requestedAtMs: clock.nowMs(),
    ...change,
  });
  const refund = async (asks: RefundRequest) => {
    await core.requestRefund(caller, asks, wait);
    await core.stop();
    return await core.getRefund(caller, asks.refundKey, wait);
  };

  it('goes back in parts and never above the payment', async () => {
    const pays = await paid();
    const first = refundOf(pays);
    expect(await refund(first)).toMatchObject({ status: 'succeeded', channel: 'wechat' });
    expect(await refund(first)).toMatchObject({ status: 'succeeded', version: 3 });
    await expect(refund({ ...first, amount: cny(1n) })).rejects.toMatchObject({ code: 'REFUND_KEY_CONFLICT' });
    await expect(refund(refundOf(pays, { amount: cny(6_001n) }))).rejects.toMatchObject({ code: 'REFUND_TOO_MUCH' });
    expect(await refund(refundOf(pays, { amount: cny(6_000n) }))).toMatchObject({ status: 'succeeded' });
    expect(await core.getPayment(caller, pays.paymentKey, wait)).toMatchObject({ refundedMinor: 10_000n });
    expect(gateway.heldMinor()).toBe(0n);
    // The fee was kept, so the merchant's claim did not cover the last part.
    expect(await balances()).toMatchObject({ 'platform.merchant_receivable': 38n, 'platform.fee_income': -38n });
  });

  it('without an answer is asked for, and sent again with the same number where it never arrived', async () => {
    const pays = await paid();
    gateway.refundScript = () => ({ kind: 'unknown', why: 'no answer' });
    const asks = refundOf(pays);
    expect(await refund(asks)).toMatchObject({ status: 'unknown' });
    gateway.refundScript = () => undefined;
    await clock.advance(1000);
    await core.runDue();
    expect(await core.getRefund(caller, asks.refundKey, wait)).toMatchObject({ status: 'succeeded' });
    const numbers = gateway.calls.filter((call) => call.startsWith('refund ')).map((call) => call.slice(7));
    expect(numbers).toHaveLength(2);
    expect(new Set(numbers).size).toBe(1);
  });

  it('that failed gives its reserve back', async () => {
    const pays = await paid();
    gateway.refundScript = () => ({ kind: 'failed', reasonCode: 'CHANNEL_REFUSED', channelMessage: 'no' });
    const before = await balances();
    expect(await refund(refundOf(pays))).toMatchObject({ status: 'failed', reasonCode: 'CHANNEL_REFUSED' });
    expect(await core.getPayment(caller, pays.paymentKey, wait)).toMatchObject({ refundedMinor: 0n });
    expect(await balances()).toEqual(before);
  });

  it('that needs a person keeps its reserve', async () => {
    const pays = await paid();
    gateway.refundScript = () => ({ kind: 'needs_person', channelMessage: 'account closed' });
    const asks = refundOf(pays);
    expect(await refund(asks)).toMatchObject({ status: 'needs_person' });
    await clock.advance(60_000);
    await core.runDue();
    expect(await core.getRefund(caller, asks.refundKey, wait)).toMatchObject({ status: 'needs_person' });
    expect(await core.getPayment(caller, pays.paymentKey, wait)).toMatchObject({ refundedMinor: 4_000n });
    expect(gateway.calls.filter((call) => call.startsWith('refund '))).toHaveLength(1);
  });

  it('is refused for what is not paid, and for cash', async () => {
    gateway.payScript = () => 'decline';
    const pays = request();
    await pay(pays);
    await expect(refund(refundOf(pays))).rejects.toMatchObject({ code: 'REFUND_NOT_POSSIBLE' });
    await expect(refund(refundOf(request()))).rejects.toMatchObject({ code: 'PAYMENT_NOT_FOUND' });
    await expect(core.getRefund(caller, ids.refundKey(), wait)).rejects.toMatchObject({ code: 'REFUND_NOT_FOUND' });
  });
});

describe('cash', () => {
  const taken = (change: Partial<CashTaken> = {}): CashTaken => ({
    paymentKey: ids.paymentKey(),
    orderNo: orderNoOfSale(ids.saleId()),
    orderTotal: cny(500n),
    amount: cny(500n),
    terminalId: 'till-1',
    operatorId: 'op-1',
    businessDate: '2026-01-01',
    takenAtMs: clock.nowMs(),
    ...change,
  });
  const handed = (amountMinor: bigint, paymentKey?: PaymentKey) => ({
    refundKey: ids.refundKey(),
    ...(paymentKey ? { paymentKey } : {}),
    amount: cny(amountMinor),
    terminalId: 'till-1',
    operatorId: 'op-1',
    businessDate: '2026-01-01',
    handedBackAtMs: clock.nowMs(),
  });

  it('is posted once however often it is told, also within one batch', async () => {
    const fact = taken();
    const answers = await Promise.all([core.recordCash(caller, fact), core.recordCash(caller, fact)]);
    expect(answers.map((answer) => answer.replayed).sort()).toEqual([false, true]);
    expect(answers[0]?.view).toEqual(answers[1]?.view);
    expect(await core.getPayment(caller, fact.paymentKey, wait)).toEqual(answers[0]?.view);
    expect(await balances()).toEqual({ 'merchant.cash_in_till': 500n, 'merchant.sales': -500n });
    await expect(core.recordCash(caller, { ...fact, amount: cny(499n) })).rejects.toMatchObject({
      code: 'PAYMENT_KEY_CONFLICT',
    });
    expect(await rowsOf('outbox', 'kind, payload')).toMatchObject([
      { kind: 'payment.paid', payload: { amountMinor: '500', businessDate: '2026-01-01', channel: 'cash' } },
    ]);
  });

  it('of a busy hour commits in batches, and one bad fact fails alone', async () => {
    const facts = Array.from({ length: 600 }, (_, index) =>
      // An amount beyond int8 breaks the batch's statement.
      taken(index === 300 ? { amount: cny(2n ** 63n), orderTotal: cny(2n ** 63n) } : {}),
    );
    const results = await Promise.allSettled(facts.map((fact) => core.recordCash(caller, fact)));
    expect(results.filter((result) => result.status === 'rejected')).toHaveLength(1);
    expect(results[300]?.status).toBe('rejected');
    expect((await proveBooks(database)).journals).toBe(599);
  });

  it('above its order is taken, and a person is told', async () => {
    const first = taken();
    await core.recordCash(caller, first);
    const second = await core.recordCash(caller, taken({ orderNo: first.orderNo }));
    expect(second).toMatchObject({ replayed: false, exceptionCode: 'CASH_ORDER_EXCEEDED' });
    expect(await core.recordCash(caller, taken({ orderNo: first.orderNo, orderTotal: cny(900n) }))).toMatchObject({
      exceptionCode: 'CASH_ORDER_DIFFERS',
    });
    expect(await rowsOf('payment_exception', 'code, status')).toHaveLength(2);
  });

  it('handed back is taken, above its payment with an exception', async () => {
    const fact = taken();
    await core.recordCash(caller, fact);
    const back = handed(300n, fact.paymentKey);
    expect(await core.recordCashHandedBack(caller, back)).toMatchObject({ replayed: false, exceptionCode: '' });
    expect(await core.recordCashHandedBack(caller, back)).toMatchObject({ replayed: true, exceptionCode: '' });
    expect(await core.recordCashHandedBack(caller, handed(300n, fact.paymentKey))).toMatchObject({
      exceptionCode: 'CASH_BACK_EXCEEDS',
    });
    expect(await core.recordCashHandedBack(caller, handed(100n, ids.paymentKey()))).toMatchObject({
      exceptionCode: 'CASH_BACK_NO_PAYMENT',
    });
    expect(await core.recordCashHandedBack(caller, handed(100n))).toMatchObject({ exceptionCode: '' });
    expect(await core.getPayment(caller, fact.paymentKey, wait)).toMatchObject({ refundedMinor: 300n });
    expect(await balances()).toEqual({
      'merchant.cash_in_till': -300n,
      'merchant.sales': -500n,
      'merchant.sales_returned': 800n,
    });
  });
});

describe('waiting', () => {
  it('answers at the change, or when its time is over', async () => {
    gateway.payScript = () => 'hold';
    const pays = request();
    const answer = core.pay(caller, pays, { waitMs: 30_000 });
    await until(() => gateway.calls.length === 1);
    const early = core.getPayment(caller, pays.paymentKey, { waitMs: 400, knownVersion: 2 });
    await until(() => clock.pending > 1);
    await clock.advance(400);
    expect(await early).toMatchObject({ status: 'processing' });
    gateway.release();
    expect(await answer).toMatchObject({ status: 'paid' });
    await expect(core.getPayment(caller, ids.paymentKey(), wait)).rejects.toMatchObject({ code: 'PAYMENT_NOT_FOUND' });
    const known = [ids.paymentKey(), pays.paymentKey];
    expect((await core.getPayments(caller, known)).map((view) => view.status)).toEqual(['paid']);
  });
});

/** Lets the event loop turn until it holds; `between` runs each time. */
async function until(
  condition: () => boolean | Promise<boolean>,
  between: () => Promise<void> = async () => undefined,
): Promise<void> {
  const giveUpAtMs = systemClock.monotonicMs() + 10_000;
  while (systemClock.monotonicMs() < giveUpAtMs) {
    if (await condition()) return;
    await between();
    await new Promise<void>((done) => setImmediate(done));
  }
  throw new Error('waited in vain');
}
