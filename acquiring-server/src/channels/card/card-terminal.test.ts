/** A card terminal against a host that answers as it is told, on a real line and a real database. */
import { randomBytes } from 'node:crypto';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { FakeClock, silentLog } from '@qiantai/foundation';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../db/test-database.ts';
import type { AttemptRef, ChannelAccount, Particulars, PayOperation, RefundOperation } from '../port.ts';
import { readerCard } from '../sims.fixture.ts';
import { createTcpTransport } from '../tcp-transport.ts';
import { createCardChannel } from './card-channel.ts';
import { encodeFrame, FrameReader } from './card-frames.ts';
import { createCardTerminalStore } from './card-terminal-store.ts';
import { checkValueHex, desEncrypt } from './des.ts';
import { decodeIsoMessage, encodeIsoMessage, type IsoMessage } from './iso-packager.ts';
import { encodeWithMac, macVerifies } from './message-mac.ts';

const envelope = { tpduHex: '6000000718', headerHex: '603100311903' };
const masterKeyHex = 'ca5d92598dca48ce8a4c76361a9269e9';
const bdkHex = '0123456789abcdeffedcba9876543210';
const acceptorId = 'QIANTAI00000001';

/** What the host does with one message; undefined: nothing is answered. */
type Reaction = (request: IsoMessage, host: { macKey: Buffer }) => Buffer[];

const answerOf = (request: IsoMessage, fields: IsoMessage['fields']): IsoMessage => ({
  mti: String(Number(request.mti) + 10).padStart(4, '0'),
  fields: {
    3: request.fields[3],
    4: request.fields[4],
    11: request.fields[11],
    12: '120005',
    13: '0310',
    41: request.fields[41],
    42: request.fields[42],
    ...fields,
  },
});
const say =
  (fields: IsoMessage['fields']): Reaction =>
  (request, host) => [encodeWithMac(answerOf(request, fields), host.macKey)];
const approve = say({ 37: '031000000001', 38: '123456', 39: '00' });
const silence: Reaction = () => [];

let heard: IsoMessage[] = [];
let reactions: Reaction[] = [];
let signOns = 0;
const keys = { pinKey: randomBytes(16), macKey: randomBytes(8) };

const server = createServer((socket: Socket) => {
  const reader = new FrameReader();
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    for (const bytes of reader.push(chunk)) {
      const request = decodeIsoMessage(bytes);
      const answers = request.mti === '0800' ? signOn(request) : transact(request, bytes);
      for (const answer of answers) socket.write(encodeFrame(envelope, answer));
    }
  });
});

function signOn(request: IsoMessage): Buffer[] {
  signOns += 1;
  keys.macKey = randomBytes(8);
  const masterKey = Buffer.from(masterKeyHex, 'hex');
  const part = (key: Buffer) => desEncrypt(masterKey, key).toString('hex');
  const field62 = `${part(keys.pinKey)}${checkValueHex(keys.pinKey)}${part(keys.macKey)}${'00'.repeat(8)}${checkValueHex(keys.macKey)}`;
  return [encodeIsoMessage(answerOf(request, { 39: '00', 60: '00000007003', 62: field62 }))];
}

function transact(request: IsoMessage, bytes: Buffer): Buffer[] {
  heard.push(request);
  const macGood = macVerifies(bytes, request, keys.macKey);
  if (!macGood) return say({ 39: 'A0' })(request, keys);
  return (reactions.shift() ?? approve)(request, keys);
}

const clock = new FakeClock(Date.UTC(2026, 2, 10, 4));
let database: Awaited<ReturnType<typeof openTestDatabase>>;
let account: ChannelAccount;
let count = 0;

beforeAll(async () => {
  database = await openTestDatabase();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await database.close();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  heard = [];
  reactions = [];
  signOns = 0;
  count += 1;
  account = {
    id: `card-${count}`,
    merchantId: 'm',
    channel: 'card',
    credentials: {
      host: '127.0.0.1',
      port: (server.address() as AddressInfo).port,
      acceptorId,
      ...envelope,
      terminals: [{ terminalId: '10000001', masterKeyHex }],
      bdkHex,
      statementUrl: 'http://acquirer.test/card/statements',
      statementSecret: 'secret',
    },
  };
});

const keyEncryptionKey = randomBytes(32);
/** The channel as a fresh process would have it. */
const channel = () =>
  createCardChannel({
    clock,
    log: silentLog,
    tcp: createTcpTransport({ clock, realMsMin: 5 }),
    http: { send: async () => ({ kind: 'not_sent', why: 'no network' }), close: async () => undefined },
    store: createCardTerminalStore(database),
    keyEncryptionKey,
    terminals: { findCardTerminalId: async () => '10000001' },
  });

async function prepareSale(amountMinor = 1250n): Promise<PayOperation> {
  const operation = {
    account,
    channelOrderNo: `${account.id}-${++count}`.padEnd(28, '0'),
    amount: { amountMinor, currency: 'CNY' as const },
    sentAtMs: clock.nowMs(),
    terminalId: 'till-1',
    details: { way: 'card' as const, card: readerCard(bdkHex, { pin: '1234' }) },
    description: '',
    storeId: 'store-a',
  };
  return { ...operation, particulars: await channel().prepare(operation) };
}

/** A call whose host stays silent: the clock has to move for it to end. */
async function unanswered<Result>(work: Promise<Result>): Promise<Result> {
  let ended = false;
  const watched = work.finally(() => {
    ended = true;
  });
  while (!ended) {
    await clock.advance(1000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return watched;
}

const reversalOf = (attempt: AttemptRef) => channel().reverse({ ...attempt, way: 'card' });

describe('a sale', () => {
  it('goes out with the fields of the specification and comes back as facts', async () => {
    const operation = await prepareSale();
    expect(operation.particulars).toEqual({ cardTerminalId: '10000001', batch: 7, stan: 2 });
    expect(await channel().pay(operation)).toEqual({
      kind: 'approved',
      facts: {
        channelOrderNo: operation.channelOrderNo,
        channelTransactionId: '031000000001',
        amount: operation.amount,
        channelMerchantId: acceptorId,
        paidAtMs: Date.UTC(2026, 2, 10, 4, 0, 5),
        authorisationCode: '123456',
        cardReference: '031000000001',
      },
    });
    const [request] = heard;
    expect(request).toMatchObject({
      mti: '0200',
      fields: {
        3: '000000',
        4: '000000001250',
        11: '000002',
        22: '051',
        25: '00',
        42: acceptorId,
        49: '156',
        60: '22000007000',
      },
    });
    expect(request?.fields[2]).toBe('6216261000000000018');
  });

  it('is never sent twice under its numbers', async () => {
    const operation = await prepareSale();
    const outcome = await channel().pay(operation);
    expect(await channel().pay(operation)).toEqual(outcome);
    expect(heard).toHaveLength(1);
  });

  it.each([
    ['another amount', say({ 4: '000000000001', 37: '031000000001', 39: '00' })],
    ['another acceptor', say({ 37: '031000000001', 39: '00', 42: 'SOMEBODY ELSE 1' })],
    ['no reference', say({ 39: '00' })],
    ['no time', say({ 12: undefined, 37: '031000000001', 39: '00' })],
    ['no response code', say({ 37: '031000000001' })],
    ['a code that proves nothing', say({ 39: '96' })],
    ['no MAC', (request: IsoMessage) => [encodeIsoMessage(answerOf(request, { 37: '031000000001', 39: '00' }))]],
    ['a MAC of another key', (request: IsoMessage) => [encodeWithMac(answerOf(request, { 39: '51' }), randomBytes(8))]],
    ['bytes that are no message', () => [Buffer.alloc(40, 0xee)]],
  ])('is unknown when the answer has %s', async (_what, reaction) => {
    const operation = await prepareSale();
    reactions = [reaction];
    expect((await channel().pay(operation)).kind).toBe('unknown');
    expect(await channel().query(operation)).toMatchObject({ kind: 'not_paid', reasonCode: 'CHANNEL_SILENT' });
    reactions = [say({ 39: '00' })];
    expect(await reversalOf(operation)).toEqual({ kind: 'reversed', moneyMoved: null });
  });

  it('left by a process that died is waited for, then given up, and reversed before the next', async () => {
    const operation = await prepareSale();
    await channel().pay(operation);
    await database.pool.query(`UPDATE card_transaction SET status = 'sent' WHERE account_id = $1`, [account.id]);
    expect((await channel().query(operation)).kind).toBe('unknown');
    expect((await channel().pay(operation)).kind).toBe('unknown');
    expect((await channel().pay(await prepareSale())).kind).toBe('not_sent');
    await clock.advance(20_000);
    expect((await channel().query(operation)).kind).toBe('not_paid');
    reactions = [say({ 39: '00' })];
    expect((await channel().pay(await prepareSale())).kind).toBe('approved');
    expect(heard.map((request) => request.mti)).toEqual(['0200', '0400', '0200']);
    expect((await channel().query(operation)).kind).toBe('closed');
  });

  it('passes over late answers to other numbers', async () => {
    const operation = await prepareSale();
    const late: Reaction = (request, host) => {
      const other = { ...request, fields: { ...request.fields, 11: '000999' } };
      return [...say({ 37: '031000000009', 39: '00' })(other, host), ...say({ 39: '51' })(request, host)];
    };
    reactions = [late];
    expect(await channel().pay(operation)).toMatchObject({ kind: 'declined', reasonCode: 'INSUFFICIENT_FUNDS' });
  });

  it('signs on again when the host refuses the MAC, and goes on under the same numbers', async () => {
    await prepareSale();
    keys.macKey = randomBytes(8);
    const operation = await prepareSale();
    signOns = 0;
    expect((await channel().pay(operation)).kind).toBe('approved');
    expect(signOns).toBe(1);
    expect(heard.map((request) => request.fields[11])).toEqual([heard[0]?.fields[11], heard[0]?.fields[11]]);
  });

  it('is not sent where the host cannot be reached, and leaves nothing open', async () => {
    const operation = await prepareSale();
    const port = (server.address() as AddressInfo).port;
    await new Promise((resolve) => server.close(resolve));
    expect((await channel().pay(operation)).kind).toBe('not_sent');
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    expect(await channel().query(operation)).toEqual({ kind: 'not_found' });
    expect((await channel().pay(await prepareSale())).kind).toBe('approved');
    expect(heard.map((request) => request.mti)).toEqual(['0200']);
  });
});

describe('a reversal', () => {
  it('goes before the terminal’s next sale, with the original’s fields and reason 98', async () => {
    const lost = await prepareSale();
    reactions = [silence];
    expect((await unanswered(channel().pay(lost))).kind).toBe('unknown');
    const next = await prepareSale(500n);
    reactions = [say({ 39: '25' })];
    expect((await channel().pay(next)).kind).toBe('approved');
    expect(heard.map((request) => request.mti)).toEqual(['0200', '0400', '0200']);
    expect(heard[1]?.fields).toMatchObject({
      3: '000000',
      4: '000000001250',
      11: heard[0]?.fields[11],
      22: '051',
      39: '98',
    });
    expect(heard[1]?.fields[2]).toBeUndefined();
    expect(await reversalOf(lost)).toEqual({ kind: 'reversed', moneyMoved: false });
    expect(heard).toHaveLength(3);
  });

  it('is repeated as it is, and nothing is sold until it is answered', async () => {
    const lost = await prepareSale();
    reactions = [silence, silence, silence];
    await unanswered(channel().pay(lost));
    expect((await unanswered(channel().pay(await prepareSale()))).kind).toBe('not_sent');
    expect((await unanswered(reversalOf(lost))).kind).toBe('unknown');
    expect(await reversalOf(lost)).toEqual({ kind: 'reversed', moneyMoved: null });
    const [, first, second, third] = heard.map(({ fields }) => ({ ...fields, 64: '' }));
    expect(second).toEqual(first);
    expect(third).toEqual(first);
  });

  it('gives A0 as its reason after a bad MAC', async () => {
    const operation = await prepareSale();
    reactions = [(request) => [encodeWithMac(answerOf(request, { 39: '00' }), randomBytes(8))]];
    await channel().pay(operation);
    reactions = [say({ 39: '00' })];
    await reversalOf(operation);
    expect(heard.at(-1)?.fields[39]).toBe('A0');
  });

  it('is a void for an approved sale; an unanswered void is reversed before another', async () => {
    const operation = await prepareSale();
    await channel().pay(operation);
    reactions = [silence];
    expect((await unanswered(reversalOf(operation))).kind).toBe('unknown');
    expect(await channel().query(operation)).toMatchObject({ kind: 'paid' });
    expect(await reversalOf(operation)).toEqual({ kind: 'reversed', moneyMoved: true });
    expect(heard.map((request) => `${request.mti} ${request.fields[3]}`)).toEqual([
      '0200 000000',
      '0200 200000',
      '0400 200000',
      '0200 200000',
    ]);
    expect(heard[1]?.fields).toMatchObject({ 37: '031000000001', 38: '123456', 60: '23000007000' });
    expect(await channel().query(operation)).toEqual({ kind: 'closed' });
  });

  it('of a refusal is certain without a word', async () => {
    const operation = await prepareSale();
    reactions = [say({ 39: '51' })];
    await channel().pay(operation);
    expect(await channel().query(operation)).toMatchObject({ kind: 'not_paid', reasonCode: 'INSUFFICIENT_FUNDS' });
    expect(await reversalOf(operation)).toEqual({ kind: 'reversed', moneyMoved: false });
    expect(heard).toHaveLength(1);
  });

  it('of what never left is certain without a word', async () => {
    const operation = await prepareSale();
    expect(await reversalOf(operation)).toEqual({ kind: 'reversed', moneyMoved: false });
    expect(heard).toHaveLength(0);
  });

  it('of a settled batch is refused', async () => {
    const operation = await prepareSale();
    await channel().pay(operation);
    await database.pool.query('UPDATE card_terminal SET batch = 8 WHERE account_id = $1', [account.id]);
    expect(await reversalOf(operation)).toMatchObject({ kind: 'refused' });
  });
});

describe('a refund', () => {
  async function prepareRefund(operation: PayOperation, particulars?: Particulars): Promise<RefundOperation> {
    const refund = {
      original: { ...operation, channelTransactionId: '031000000001' },
      channelRefundNo: `R${operation.channelOrderNo}`,
      amount: { amountMinor: 250n, currency: 'CNY' as const },
      reason: '',
      terminalId: 'till-2',
      sentAtMs: clock.nowMs(),
    };
    return { ...refund, particulars: particulars ?? (await channel().prepareRefund(refund)) };
  }
  const approveRefund = say({ 37: '031000000002', 39: '00' });

  it('is repeated byte for byte until it is answered, and never reversed', async () => {
    const sale = await prepareSale();
    await channel().pay(sale);
    const refund = await prepareRefund(sale);
    reactions = [silence, silence];
    expect((await unanswered(channel().refund(refund))).kind).toBe('unknown');
    expect((await unanswered(channel().queryRefund(refund))).kind).toBe('unknown');
    reactions = [approve];
    expect((await channel().pay(await prepareSale())).kind).toBe('approved');
    reactions = [approveRefund];
    expect(await channel().queryRefund(refund)).toEqual({ kind: 'succeeded', channelRefundId: '031000000002' });
    const refunds = heard.filter((request) => request.mti === '0220').map(({ fields }) => ({ ...fields, 64: '' }));
    expect(refunds).toHaveLength(3);
    expect(refunds[1]).toEqual(refunds[0]);
    expect(refunds[2]).toEqual(refunds[0]);
    expect(refunds[0]).toMatchObject({ 3: '200000', 37: '031000000001', 61: '0000070000020310' });
    expect(heard.some((request) => request.mti === '0400')).toBe(false);
  });

  it('that could not be prepared, or whose batch was settled meanwhile, takes new numbers', async () => {
    const sale = await prepareSale();
    await channel().pay(sale);
    reactions = [approveRefund, approveRefund];
    const unready = await prepareRefund(sale, { unready: 'sign-on failed' });
    expect((await channel().refund(unready)).kind).toBe('succeeded');
    const early = await prepareRefund(sale);
    await database.pool.query('UPDATE card_terminal SET batch = 8 WHERE account_id = $1', [account.id]);
    const other = { ...early, channelRefundNo: `S${sale.channelOrderNo}` };
    expect((await channel().refund(other)).kind).toBe('succeeded');
    expect(heard.at(-1)?.fields[60]).toBe('25000008000');
  });

  it('of a sale that does not stand has failed', async () => {
    const sale = await prepareSale();
    const refund = await prepareRefund(sale);
    expect(refund.particulars).toMatchObject({ unready: expect.any(String) });
    expect((await channel().refund(refund)).kind).toBe('failed');
    expect((await channel().queryRefund(refund)).kind).toBe('not_found');
  });
});

describe('what is kept', () => {
  it('holds no card number, track or key in the clear', async () => {
    const operation = await prepareSale();
    await channel().pay(operation);
    const tables = ['card_terminal', 'card_transaction'];
    const texts = await Promise.all(
      tables.map(async (table) =>
        JSON.stringify((await database.pool.query(`SELECT t::text AS row FROM ${table} t`)).rows),
      ),
    );
    const kept = texts.join('');
    expect(kept).not.toContain('6216261000000000018');
    expect(kept).not.toContain(keys.macKey.toString('hex'));
    expect(kept).not.toContain(keys.pinKey.toString('hex'));
  });
});
