import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SeededRandom, silentLog } from '@qiantai/foundation';
import { channelOrderNo, IdMint, type Money, type WalletChannel } from '@qiantai/protos';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openTestDatabase } from '../db/test-database.ts';
import { createLedger } from '../ledger/ledger-store.ts';
import { secretBox } from '../merchants/secret-box.ts';
import { createBalanceChannel } from './balance/balance-channel.ts';
import { type ClosableChannelGateway, createChannelGateway } from './create-channel-gateway.ts';
import type { AttemptRef, ChannelAccount, PayDetails, PayOperation, PayOutcome, RefundOperation } from './port.ts';
import { type RunningSims, startSims } from './sims.fixture.ts';

/** 10 March 2026, noon in Beijing. */
const startMs = Date.UTC(2026, 2, 10, 4);
const date = '2026-03-10';

let sims: RunningSims;
let gateway: ClosableChannelGateway;
let database: Awaited<ReturnType<typeof openTestDatabase>>;
let ids: IdMint;
const notices: Array<{ accountId: string; headers: Record<string, string>; body: Buffer }> = [];
const noticeServer = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    notices.push({ accountId: (request.url ?? '').split('/').pop() ?? '', headers, body: Buffer.concat(chunks) });
    response.end('success');
  });
});

beforeAll(async () => {
  [sims, database] = await Promise.all([startSims({ startMs, factor: 20 }), openTestDatabase()]);
  await new Promise<void>((resolve) => noticeServer.listen(0, '127.0.0.1', resolve));
  const { port } = noticeServer.address() as AddressInfo;
  ids = new IdMint(sims.clock, new SeededRandom('gateway'));
  gateway = createChannelGateway({
    db: database,
    clock: sims.clock,
    random: new SeededRandom('nonces'),
    log: silentLog,
    publicHttpUrl: `http://127.0.0.1:${port}`,
    keyEncryptionKey: randomBytes(32),
    terminals: {
      findCardTerminalId: async (_merchant, terminalId) => ({ 'till-1': '10000001', 'till-2': '10000002' })[terminalId],
    },
    balance: createBalanceChannel({
      ...{ database, clock: sims.clock, ids, log: silentLog },
      ledger: createLedger({ database, clock: sims.clock, ids }),
      secretBox: secretBox(Buffer.alloc(32, 7)),
      random: new SeededRandom('wallet'),
    }),
    realMsMin: 400,
  });
});

afterAll(async () => {
  await gateway.close();
  await sims.close();
  await database.close();
  await new Promise((resolve) => noticeServer.close(resolve));
});

const cny = (amountMinor: bigint): Money => ({ amountMinor, currency: 'CNY' });

async function pay(
  account: ChannelAccount,
  details: PayDetails,
  amount = cny(1250n),
  terminalId = 'till-1',
): Promise<{ operation: PayOperation; outcome: PayOutcome }> {
  const operation = {
    account,
    channelOrderNo: channelOrderNo(ids.paymentKey(), 1),
    amount,
    sentAtMs: sims.clock.nowMs(),
    terminalId,
    details,
    description: '便利店 / 一号机',
    storeId: 'store-a',
  };
  const prepared = { ...operation, particulars: await gateway.prepare(operation) };
  return { operation: prepared, outcome: await gateway.pay(prepared) };
}

async function codeOf(channel: WalletChannel, behaviour: string, delayMs?: number): Promise<PayDetails> {
  const { code } = await sims.hand(`/sim/wallets/${channel}/payment-codes`, { behaviour, delayMs });
  return { way: 'payment_code', code: String(code) };
}

async function refundOf(operation: PayOperation, outcome: PayOutcome, amount: Money) {
  if (outcome.kind !== 'approved') throw new Error(`not approved: ${JSON.stringify(outcome)}`);
  const original: RefundOperation['original'] = {
    ...operation,
    channelTransactionId: outcome.facts.channelTransactionId,
  };
  const refund = {
    original,
    channelRefundNo: channelOrderNo(ids.refundKey(), 1),
    amount,
    reason: '退货',
    terminalId: 'till-2',
    sentAtMs: sims.clock.nowMs(),
  };
  return { ...refund, particulars: await gateway.prepareRefund(refund) };
}

async function reverseUntilDone(attempt: AttemptRef & { way: PayDetails['way'] }) {
  const outcomes = [];
  for (let turn = 0; turn < 10; turn++) {
    const outcome = await gateway.reverse(attempt);
    outcomes.push(outcome);
    if (outcome.kind !== 'too_early') break;
    sims.jump(outcome.retryAfterMs);
  }
  return outcomes;
}

describe.each(['wechat', 'alipay'] as const)('%s', (channel) => {
  it('takes a payment code, shows it to an inquiry, and refunds a part under one number', async () => {
    const account = sims.account(channel);
    const { operation, outcome } = await pay(account, await codeOf(channel, 'pay'));
    expect(outcome).toMatchObject({
      kind: 'approved',
      facts: { channelOrderNo: operation.channelOrderNo, amount: cny(1250n) },
    });
    expect(await gateway.query(operation)).toEqual({
      kind: 'paid',
      facts: outcome.kind === 'approved' ? outcome.facts : undefined,
    });
    const refund = await refundOf(operation, outcome, cny(250n));
    expect(await gateway.queryRefund(refund)).toEqual({ kind: 'not_found' });
    expect(await gateway.refund(refund)).toMatchObject({ kind: 'succeeded' });
    expect((await gateway.refund(refund)).kind).toMatch(/succeeded|processing/);
    expect(await gateway.queryRefund(refund)).toMatchObject({ kind: 'succeeded' });
    const another = await refundOf(operation, outcome, cny(1001n));
    expect(await gateway.refund(another)).toMatchObject({ kind: 'failed' });
  });

  it('waits for a payer who enters a password', async () => {
    const { operation, outcome } = await pay(sims.account(channel), await codeOf(channel, 'ask_password', 4000));
    expect(outcome).toEqual({ kind: 'payer_pending' });
    expect(await gateway.query(operation)).toEqual({ kind: 'pending' });
    await vi.waitFor(async () => expect((await gateway.query(operation)).kind).toBe('paid'));
  });

  it('declines what the channel refuses', async () => {
    const declined = await pay(sims.account(channel), await codeOf(channel, 'decline'));
    expect(declined.outcome).toMatchObject({ kind: 'declined', reasonCode: 'INSUFFICIENT_FUNDS', retryable: false });
    const code = channel === 'wechat' ? '100000000000000000' : '280000000000000000';
    const unknownCode = await pay(sims.account(channel), { way: 'payment_code', code });
    expect(unknownCode.outcome).toMatchObject({ kind: 'declined', reasonCode: 'CODE_INVALID' });
  });

  it('holds silence and a wrong signature for unknown, which an inquiry resolves', async () => {
    for (const behaviour of ['no_answer', 'wrong_signature']) {
      const { operation, outcome } = await pay(sims.account(channel), await codeOf(channel, behaviour));
      expect(outcome.kind).toBe('unknown');
      expect(await gateway.query(operation)).toMatchObject({ kind: 'paid', facts: { amount: cny(1250n) } });
    }
  });

  it('reverses a paid code and one that never arrived', async () => {
    const paid = await pay(sims.account(channel), await codeOf(channel, 'no_answer'));
    const outcomes = await reverseUntilDone({ ...paid.operation, way: 'payment_code' });
    expect(outcomes.at(-1)).toEqual({ kind: 'reversed', moneyMoved: channel === 'alipay' ? true : null });
    if (channel === 'wechat') expect(outcomes[0]?.kind).toBe('too_early');
    expect(await gateway.query(paid.operation)).toEqual({ kind: 'closed' });
    const lost = await pay(sims.account(channel), await codeOf(channel, 'no_answer_unpaid'));
    expect(lost.outcome.kind).toBe('unknown');
    expect(await gateway.query(lost.operation)).toEqual({ kind: 'not_found' });
    expect((await reverseUntilDone({ ...lost.operation, way: 'payment_code' })).at(-1)?.kind).toBe('reversed');
  });

  it('shows a QR code, hears of its payment by notice, and closes one that nobody scanned', async () => {
    const account = sims.account(channel);
    const expiresAtMs = sims.clock.nowMs() + 120_000;
    const shown = await pay(account, { way: 'qr', expiresAtMs });
    const qrText = shown.outcome.kind === 'payer_pending' ? shown.outcome.qrText : undefined;
    expect(qrText).toBeTruthy();
    expect((await gateway.query(shown.operation)).kind).toMatch(/pending|not_found/);
    await sims.hand(`/sim/wallets/${channel}/scan`, { qrText, behaviour: 'pay' });
    await vi.waitFor(() => expect(notices.some((notice) => notice.accountId === account.id)).toBe(true));
    const notice = notices.find((heard) => heard.accountId === account.id);
    if (!notice) throw new Error('no notice');
    const read = gateway.readNotice(account, notice);
    expect(read).toMatchObject({
      kind: 'payment',
      facts: { channelOrderNo: shown.operation.channelOrderNo, amount: cny(1250n) },
    });
    const forged = Buffer.from(notice.body);
    forged[forged.length - 10] = (forged[forged.length - 10] as number) ^ 1;
    expect(gateway.readNotice(account, { ...notice, body: forged })).toMatchObject({
      kind: 'refused',
      errorCode: 'NOTICE_BAD_SIGNATURE',
    });

    const idle = await pay(account, { way: 'qr', expiresAtMs });
    const closed = await gateway.reverse({ ...idle.operation, way: 'qr' });
    expect(closed).toEqual({ kind: 'reversed', moneyMoved: false });
  });
});

describe('unionpay', () => {
  const channel = 'unionpay';

  /** The gateway's own number of what an inquiry found paid. */
  async function paidFacts(operation: PayOperation) {
    const found = await gateway.query(operation);
    if (found.kind !== 'paid') throw new Error(`not paid: ${JSON.stringify(found)}`);
    return found.facts;
  }

  it('takes a payment code, finds it paid, and refunds a part under one number', async () => {
    const { operation, outcome } = await pay(sims.account(channel), await codeOf(channel, 'pay'));
    expect(outcome).toEqual({ kind: 'payer_pending' });
    const facts = await paidFacts(operation);
    expect(facts).toMatchObject({ channelOrderNo: operation.channelOrderNo, amount: cny(1250n) });
    expect(facts.paidAtMs).toBeGreaterThan(operation.sentAtMs - 2000);
    expect(facts.paidAtMs).toBeLessThanOrEqual(sims.clock.nowMs());
    const refund = await refundOf(operation, { kind: 'approved', facts }, cny(250n));
    expect(await gateway.queryRefund(refund)).toEqual({ kind: 'not_found' });
    expect(await gateway.refund(refund)).toMatchObject({ kind: 'processing' });
    expect((await gateway.refund(refund)).kind).toBe('unknown');
    expect(await gateway.queryRefund(refund)).toMatchObject({ kind: 'succeeded' });
    const another = await refundOf(operation, { kind: 'approved', facts }, cny(1001n));
    expect(await gateway.refund(another)).toMatchObject({ kind: 'failed' });
  });

  it('waits for a payer who enters a password, and hears the issuer’s refusal by inquiry', async () => {
    const { operation } = await pay(sims.account(channel), await codeOf(channel, 'ask_password', 4000));
    expect(await gateway.query(operation)).toEqual({ kind: 'pending' });
    await vi.waitFor(async () => expect((await gateway.query(operation)).kind).toBe('paid'));
    const declined = await pay(sims.account(channel), await codeOf(channel, 'decline'));
    expect(declined.outcome).toEqual({ kind: 'payer_pending' });
    expect(await gateway.query(declined.operation)).toMatchObject({
      kind: 'declined',
      reasonCode: 'INSUFFICIENT_FUNDS',
    });
    // It took nothing, and its channel reverses no failure.
    const undone = await gateway.reverse({ ...declined.operation, way: 'payment_code' });
    expect(undone).toEqual({ kind: 'reversed', moneyMoved: false });
  });

  it('declines what the gateway refuses at once', async () => {
    const refusedBy = async (code: string) => (await pay(sims.account(channel), { way: 'payment_code', code })).outcome;
    expect(await refusedBy('6212345678901234567')).toMatchObject({ kind: 'declined', reasonCode: 'CODE_INVALID' });
    expect(await refusedBy('6200000133000000001')).toMatchObject({ kind: 'declined', reasonCode: 'LIMIT_EXCEEDED' });
    expect((await refusedBy('6200000104000000001')).kind).toBe('unknown');
    const used = await codeOf(channel, 'pay');
    await pay(sims.account(channel), used);
    expect((await pay(sims.account(channel), used)).outcome).toMatchObject({ reasonCode: 'CODE_EXPIRED' });
  });

  it('holds silence and a wrong signature for unknown, which an inquiry resolves', async () => {
    for (const behaviour of ['no_answer', 'wrong_signature']) {
      const { operation, outcome } = await pay(sims.account(channel), await codeOf(channel, behaviour));
      expect(outcome.kind).toBe('unknown');
      expect(await paidFacts(operation)).toMatchObject({ amount: cny(1250n) });
    }
  });

  it('reverses a paid code, one whose customer hesitates, and one that never arrived', async () => {
    for (const [behaviour, moneyMoved] of [
      ['pay', true],
      ['never', null],
    ] as const) {
      const { operation } = await pay(sims.account(channel), await codeOf(channel, behaviour));
      expect(await gateway.reverse({ ...operation, way: 'payment_code' })).toEqual({ kind: 'reversed', moneyMoved });
      expect(await gateway.query(operation)).toEqual({ kind: 'closed' });
      expect(await gateway.reverse({ ...operation, way: 'payment_code' })).toMatchObject({ kind: 'reversed' });
    }
    const lost = await pay(sims.account(channel), await codeOf(channel, 'no_answer_unpaid'));
    const outcomes = await reverseUntilDone({ ...lost.operation, way: 'payment_code' });
    expect(outcomes[0]?.kind).toBe('too_early');
    expect(outcomes.at(-1)).toEqual({ kind: 'reversed', moneyMoved: false });
  });

  it('shows a QR code, hears of its payment by notice, and undoes one that nobody scanned', async () => {
    const account = sims.account(channel);
    const expiresAtMs = sims.clock.nowMs() + 120_000;
    const shown = await pay(account, { way: 'qr', expiresAtMs });
    const qrText = shown.outcome.kind === 'payer_pending' ? shown.outcome.qrText : undefined;
    expect(qrText).toMatch(/^https:\/\/qr\.95516\.com\//);
    expect(await gateway.query(shown.operation)).toEqual({ kind: 'not_found' });
    await sims.hand(`/sim/wallets/${channel}/scan`, { qrText, behaviour: 'pay' });
    const ofOrder = () => notices.find(({ body }) => body.includes(shown.operation.channelOrderNo));
    await vi.waitFor(() => expect(ofOrder()).toBeDefined());
    const notice = ofOrder();
    if (!notice) throw new Error('no notice');
    expect(gateway.readNotice(account, notice)).toMatchObject({
      kind: 'payment',
      facts: { channelOrderNo: shown.operation.channelOrderNo, amount: cny(1250n) },
    });
    const forged = Buffer.from(notice.body.toString().replace('txnAmt=1250', 'txnAmt=1251'));
    expect(gateway.readNotice(account, { ...notice, body: forged })).toMatchObject({ kind: 'refused' });

    const idle = await pay(account, { way: 'qr', expiresAtMs });
    expect(idle.operation.particulars).toEqual({ qrExpiresAtMs: expiresAtMs });
    expect(await gateway.reverse({ ...idle.operation, way: 'qr' })).toEqual({ kind: 'reversed', moneyMoved: null });
    const late = idle.outcome.kind === 'payer_pending' ? idle.outcome.qrText : undefined;
    expect(await sims.hand(`/sim/wallets/${channel}/scan`, { qrText: late })).toMatchObject({ result: 'not_payable' });
  });

  it('takes no cards', async () => {
    const { outcome } = await pay(sims.account(channel), { way: 'card', card: sims.card() });
    expect(outcome.kind).toBe('not_sent');
  });
});

describe('card', () => {
  const sale = async (behaviour?: string, card = sims.card({ pin: '1234' })) => {
    if (behaviour) await sims.hand('/sim/cards/behaviours', { maskedOrPan: card.maskedPan, behaviour });
    return pay(sims.account('card'), { way: 'card', card });
  };

  it('signs on, takes a card with PIN, and refunds it from another till', async () => {
    const { operation, outcome } = await sale();
    expect(outcome).toMatchObject({ kind: 'approved', facts: { amount: cny(1250n) } });
    expect(await gateway.query(operation)).toMatchObject({ kind: 'paid' });
    expect(await gateway.pay(operation)).toEqual(outcome);
    const refund = await refundOf(operation, outcome, cny(250n));
    const refunded = await gateway.refund(refund);
    expect(refunded).toMatchObject({ kind: 'succeeded' });
    expect(await gateway.refund(refund)).toEqual(refunded);
    expect(await gateway.queryRefund(refund)).toEqual(refunded);
  });

  it('voids an approved sale that must not stand, once', async () => {
    const { operation } = await sale();
    const attempt = { ...operation, way: 'card' as const };
    expect(await gateway.reverse(attempt)).toEqual({ kind: 'reversed', moneyMoved: true });
    expect(await gateway.reverse(attempt)).toEqual({ kind: 'reversed', moneyMoved: true });
    expect(await gateway.query(operation)).toEqual({ kind: 'closed' });
  });

  it('declines by reason', async () => {
    expect((await sale('decline')).outcome).toMatchObject({ kind: 'declined', reasonCode: 'INSUFFICIENT_FUNDS' });
    const wrongPin = await sale(undefined, sims.card({ pin: '9999', counter: 7 }));
    expect(wrongPin.outcome).toMatchObject({ kind: 'declined', reasonCode: 'WRONG_PIN' });
    const otherReader = { ...sims.card({ counter: 3 }), keySerialNumberHex: 'ffff9876543210e00004' };
    expect((await sale(undefined, otherReader)).outcome).toMatchObject({ kind: 'not_sent' });
  });

  it('reverses what has no usable answer before the next sale of the terminal', async () => {
    for (const behaviour of ['no_answer', 'bad_mac', 'no_answer_unpaid']) {
      const { operation, outcome } = await sale(behaviour);
      expect(outcome.kind).toBe('unknown');
      expect(await gateway.query(operation)).toMatchObject({ kind: 'not_paid', reasonCode: 'CHANNEL_SILENT' });
      const next = await sale();
      expect(next.outcome.kind).toBe('approved');
      expect(await gateway.query(operation)).toEqual({ kind: 'closed' });
      const moneyMoved = behaviour === 'no_answer_unpaid' ? false : null;
      expect(await gateway.reverse({ ...operation, way: 'card' })).toEqual({ kind: 'reversed', moneyMoved });
    }
  });

  it('repeats a refund without an answer until it is known', async () => {
    const card = sims.card({ pan: '6200000000000005' });
    const { operation, outcome } = await sale(undefined, card);
    const refund = await refundOf(operation, outcome, cny(1250n));
    await sims.hand('/sim/cards/behaviours', { maskedOrPan: card.maskedPan, behaviour: 'no_answer' });
    expect((await gateway.refund(refund)).kind).toBe('unknown');
    expect(await gateway.queryRefund(refund)).toMatchObject({ kind: 'succeeded' });
  });

  it('signs on again where the host lost the keys', async () => {
    const { rowCount } = await database.pool.query('UPDATE card_terminal SET signed_on_at_ms = 0');
    expect(rowCount).toBe(1);
    expect((await sale()).outcome.kind).toBe('approved');
  });

  it('runs the sales of one terminal one after the other', async () => {
    const sales = await Promise.all([11, 12, 13].map((counter) => sale(undefined, sims.card({ counter }))));
    expect(sales.map(({ outcome }) => outcome.kind)).toEqual(['approved', 'approved', 'approved']);
  });

  it('does not sell at a till without a card terminal', async () => {
    const { outcome } = await pay(sims.account('card'), { way: 'card', card: sims.card() }, cny(100n), 'till-9');
    expect(outcome).toMatchObject({ kind: 'not_sent' });
  });

  it('settles its batch when both count the same, and moves on to the next', async () => {
    const settle = (id: string) => gateway.settleCardTerminal(sims.account('card'), '10000001', id);
    const id = ids.uuid7();
    const settled = await settle(id);
    expect(settled).toMatchObject({ kind: 'agreed', batch: 1 });
    // A double key settles nothing, nor does a batch in which nothing stands.
    expect(await settle(id)).toEqual(settled);
    expect(await settle(ids.uuid7())).toEqual({ kind: 'empty', batch: 2 });
    const next = await sale();
    expect(next.operation.particulars).toMatchObject({ batch: 2 });
    await database.pool.query(`DELETE FROM card_transaction WHERE batch = 2`);
    expect(await settle(ids.uuid7())).toEqual({ kind: 'empty', batch: 2 });
    await sale();
    const missing = await settle(ids.uuid7());
    expect(missing).toMatchObject({ kind: 'differs', batch: 2 });
  });

  it('settles no batch twice where the host says nothing, whether it had closed it or not', async () => {
    const account = sims.account('card');
    const settle = (id: string) => gateway.settleCardTerminal(account, '10000002', id);
    const said = (behaviour: string) =>
      sims.hand('/sim/cards/settlement-behaviours', { cardTerminalId: '10000002', behaviour });
    const sell = () => pay(account, { way: 'card', card: sims.card({ counter: 77 }) }, cny(1250n), 'till-2');
    for (const [behaviour, batch] of [
      ['no_answer', 1],
      ['no_answer_unsettled', 2],
      ['differ', 3],
    ] as const) {
      expect((await sell()).outcome.kind).toBe('approved');
      await said(behaviour);
      const id = ids.uuid7();
      const first = await settle(id);
      expect(first, behaviour).toMatchObject({ kind: behaviour === 'differ' ? 'differs' : 'unknown', batch });
      expect(await settle(id), behaviour).toMatchObject({ kind: 'agreed', batch, totals: { debitCount: 1 } });
      expect(await settle(ids.uuid7()), behaviour).toEqual({ kind: 'empty', batch: batch + 1 });
    }
  });
});

describe('an account whose credentials are not right', () => {
  it.each(['wechat', 'alipay', 'unionpay', 'card'] as const)(
    'sends nothing at %s, and says which members',
    async (channel) => {
      const account = { ...sims.account(channel), credentials: { appId: 'x', host: 'secret-host' } };
      const { operation, outcome } = await pay(account, { way: 'card', card: sims.card() });
      expect(outcome).toMatchObject({ kind: 'not_sent', why: expect.stringContaining('credentials') });
      expect(JSON.stringify(outcome)).not.toContain('secret-host');
      expect((await gateway.query(operation)).kind).toBe('unknown');
      expect(gateway.readNotice(account, { headers: {}, body: Buffer.alloc(0) }).kind).toBe('refused');
    },
  );
});

describe('bills', () => {
  it('are not ready on their own day and count net of reversals the next morning', async () => {
    for (const channel of ['wechat', 'alipay', 'unionpay', 'card'] as const) {
      expect((await gateway.downloadBill(sims.account(channel), date)).kind).toBe('not_ready');
    }
    sims.jump(24 * 3_600_000);
    for (const channel of ['wechat', 'alipay', 'unionpay', 'card'] as const) {
      const account = sims.account(channel);
      const bill = await gateway.downloadBill(account, date);
      if (bill.kind !== 'bill') throw new Error(`${channel}: ${JSON.stringify(bill)}`);
      const { rows } = bill;
      const payments = rows.filter((row) => row.kind === 'payment');
      const refunds = rows.filter((row) => row.kind === 'refund');
      expect(new Set(payments.map((row) => row.amountMinor))).toEqual(new Set([1250n]));
      expect(payments.length).toBeGreaterThan(2);
      expect(refunds.map((row) => row.amountMinor)).toContain(250n);
      for (const refund of refunds) {
        expect(payments.some((payment) => payment.channelOrderNo === refund.channelOrderNo)).toBe(true);
        expect(refund.channelRefundNo).toHaveLength(28);
      }
      // UnionPay's file of a day without transactions is a file all the same.
      const nothing = await gateway.downloadBill(account, '2026-02-01');
      expect(nothing).toMatchObject(channel === 'unionpay' ? { kind: 'bill', rows: [] } : { kind: 'empty' });
    }
  });
});
