/** A card terminal against a host that answers as it is told, on a real line and a real database. */
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Particulars, PayOperation, RefundOperation } from '../port.ts';
import { testCardChannel } from './card-channel.fixture.ts';
import { encodeIsoMessage, type IsoMessage } from './iso-packager.ts';
import { encodeWithMac } from './message-mac.ts';
import { acceptorId, answerOf, approve, type Reaction, say, silence } from './scripted-card-host.fixture.ts';

const test = testCardChannel();
const { host, clock, channel, prepareSale, reversalOf, unanswered } = test;

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
    const [request] = host.heard;
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
    expect(host.heard).toHaveLength(1);
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
    host.reactions = [reaction];
    expect((await channel().pay(operation)).kind).toBe('unknown');
    expect(await channel().query(operation)).toMatchObject({ kind: 'not_paid', reasonCode: 'CHANNEL_SILENT' });
    host.reactions = [say({ 39: '00' })];
    expect(await reversalOf(operation)).toEqual({ kind: 'reversed', moneyMoved: null });
  });

  it('left by a process that died is waited for, then given up, and reversed before the next', async () => {
    const operation = await prepareSale();
    await channel().pay(operation);
    await test.database.pool.query(`UPDATE card_transaction SET status = 'sent' WHERE account_id = $1`, [
      test.account.id,
    ]);
    expect((await channel().query(operation)).kind).toBe('unknown');
    expect((await channel().pay(operation)).kind).toBe('unknown');
    expect((await channel().pay(await prepareSale())).kind).toBe('not_sent');
    await clock.advance(20_000);
    expect((await channel().query(operation)).kind).toBe('not_paid');
    host.reactions = [say({ 39: '00' })];
    expect((await channel().pay(await prepareSale())).kind).toBe('approved');
    expect(host.heard.map((request) => request.mti)).toEqual(['0200', '0400', '0200']);
    expect((await channel().query(operation)).kind).toBe('closed');
  });

  it('passes over late answers to other numbers', async () => {
    const operation = await prepareSale();
    const late: Reaction = (request, line) => {
      const other = { ...request, fields: { ...request.fields, 11: '000999' } };
      return [...say({ 37: '031000000009', 39: '00' })(other, line), ...say({ 39: '51' })(request, line)];
    };
    host.reactions = [late];
    expect(await channel().pay(operation)).toMatchObject({ kind: 'declined', reasonCode: 'INSUFFICIENT_FUNDS' });
  });

  it('signs on again when the host refuses the MAC, and goes on under the same numbers', async () => {
    await prepareSale();
    host.keys.macKey = randomBytes(8);
    const operation = await prepareSale();
    host.signOns = 0;
    expect((await channel().pay(operation)).kind).toBe('approved');
    expect(host.signOns).toBe(1);
    expect(host.heard.map((request) => request.fields[11])).toEqual([
      host.heard[0]?.fields[11],
      host.heard[0]?.fields[11],
    ]);
  });

  it('stays unknown when the host refuses the MAC without proof and is gone at the second try', async () => {
    const operation = await prepareSale();
    host.reactions = [
      (request) => {
        host.isGone = true;
        return [encodeIsoMessage(answerOf(request, { 39: 'A0' }))];
      },
    ];
    const outcome = await channel().pay(operation);
    host.isGone = false;
    expect(outcome.kind).toBe('unknown');
    expect(await channel().query(operation)).toMatchObject({ kind: 'not_paid' });
  });

  it('signs on again when the stored keys cannot be read', async () => {
    await prepareSale();
    await test.database.pool.query('UPDATE card_terminal SET keys_sealed = $2 WHERE account_id = $1', [
      test.account.id,
      randomBytes(60),
    ]);
    expect((await channel().pay(await prepareSale())).kind).toBe('approved');
    expect(host.signOns).toBe(2);
  });

  it('is not sent where the host cannot be reached, and leaves nothing open', async () => {
    const operation = await prepareSale();
    await host.close();
    expect((await channel().pay(operation)).kind).toBe('not_sent');
    await host.listen();
    expect(await channel().query(operation)).toEqual({ kind: 'not_found' });
    expect((await channel().pay(await prepareSale())).kind).toBe('approved');
    expect(host.heard.map((request) => request.mti)).toEqual(['0200']);
  });
});

describe('a reversal', () => {
  it('goes before the terminal’s next sale, with the original’s fields and reason 98', async () => {
    const lost = await prepareSale();
    host.reactions = [silence];
    expect((await unanswered(channel().pay(lost))).kind).toBe('unknown');
    const next = await prepareSale(500n);
    host.reactions = [say({ 39: '25' })];
    expect((await channel().pay(next)).kind).toBe('approved');
    expect(host.heard.map((request) => request.mti)).toEqual(['0200', '0400', '0200']);
    expect(host.heard[1]?.fields).toMatchObject({
      3: '000000',
      4: '000000001250',
      11: host.heard[0]?.fields[11],
      22: '051',
      39: '98',
    });
    expect(host.heard[1]?.fields[2]).toBeUndefined();
    expect(await reversalOf(lost)).toEqual({ kind: 'reversed', moneyMoved: false });
    expect(host.heard).toHaveLength(3);
  });

  it('is repeated as it is, and nothing is sold until it is answered', async () => {
    const lost = await prepareSale();
    host.reactions = [silence, silence, silence];
    await unanswered(channel().pay(lost));
    expect((await unanswered(channel().pay(await prepareSale()))).kind).toBe('not_sent');
    expect((await unanswered(reversalOf(lost))).kind).toBe('unknown');
    expect(await reversalOf(lost)).toEqual({ kind: 'reversed', moneyMoved: null });
    const [, first, second, third] = host.heard.map(({ fields }) => ({ ...fields, 64: '' }));
    expect(second).toEqual(first);
    expect(third).toEqual(first);
  });

  it('gives A0 as its reason after a bad MAC', async () => {
    const operation = await prepareSale();
    host.reactions = [(request) => [encodeWithMac(answerOf(request, { 39: '00' }), randomBytes(8))]];
    await channel().pay(operation);
    host.reactions = [say({ 39: '00' })];
    await reversalOf(operation);
    expect(host.heard.at(-1)?.fields[39]).toBe('A0');
  });

  it('is a void for an approved sale; an unanswered void is reversed before another', async () => {
    const operation = await prepareSale();
    await channel().pay(operation);
    host.reactions = [silence];
    expect((await unanswered(reversalOf(operation))).kind).toBe('unknown');
    expect(await channel().query(operation)).toMatchObject({ kind: 'paid' });
    expect(await reversalOf(operation)).toEqual({ kind: 'reversed', moneyMoved: true });
    expect(host.heard.map((request) => `${request.mti} ${request.fields[3]}`)).toEqual([
      '0200 000000',
      '0200 200000',
      '0400 200000',
      '0200 200000',
    ]);
    expect(host.heard[1]?.fields).toMatchObject({ 37: '031000000001', 38: '123456', 60: '23000007000' });
    expect(await channel().query(operation)).toEqual({ kind: 'closed' });
  });

  it('of a refusal is certain without a word', async () => {
    const operation = await prepareSale();
    host.reactions = [say({ 39: '51' })];
    await channel().pay(operation);
    expect(await channel().query(operation)).toMatchObject({ kind: 'not_paid', reasonCode: 'INSUFFICIENT_FUNDS' });
    expect(await reversalOf(operation)).toEqual({ kind: 'reversed', moneyMoved: false });
    expect(host.heard).toHaveLength(1);
  });

  it('of what never left is certain without a word', async () => {
    const operation = await prepareSale();
    expect(await reversalOf(operation)).toEqual({ kind: 'reversed', moneyMoved: false });
    expect(host.heard).toHaveLength(0);
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
    host.reactions = [silence, silence];
    expect((await unanswered(channel().refund(refund))).kind).toBe('unknown');
    expect((await unanswered(channel().queryRefund(refund))).kind).toBe('unknown');
    host.reactions = [approve];
    expect((await channel().pay(await prepareSale())).kind).toBe('approved');
    host.reactions = [approveRefund];
    expect(await channel().queryRefund(refund)).toEqual({ kind: 'succeeded', channelRefundId: '031000000002' });
    const refunds = host.heard.filter((request) => request.mti === '0220').map(({ fields }) => ({ ...fields, 64: '' }));
    expect(refunds).toHaveLength(3);
    expect(refunds[1]).toEqual(refunds[0]);
    expect(refunds[2]).toEqual(refunds[0]);
    expect(refunds[0]).toMatchObject({ 3: '200000', 37: '031000000001', 61: '0000070000020310' });
    expect(host.heard.some((request) => request.mti === '0400')).toBe(false);
  });

  it('that could not be prepared, or whose batch was settled meanwhile, takes new numbers', async () => {
    const sale = await prepareSale();
    await channel().pay(sale);
    host.reactions = [approveRefund, approveRefund];
    const unready = await prepareRefund(sale, { unready: 'sign-on failed' });
    expect((await channel().refund(unready)).kind).toBe('succeeded');
    const early = await prepareRefund(sale);
    await test.database.pool.query('UPDATE card_terminal SET batch = 8 WHERE account_id = $1', [test.account.id]);
    const other = { ...early, channelRefundNo: `S${sale.channelOrderNo}` };
    expect((await channel().refund(other)).kind).toBe('succeeded');
    expect(host.heard.at(-1)?.fields[60]).toBe('25000008000');
  });

  it('without an answer is repeated in its settled batch, and takes new numbers only where it was never booked', async () => {
    const sale = await prepareSale();
    await channel().pay(sale);
    const refund = await prepareRefund(sale);
    host.reactions = [silence];
    expect((await unanswered(channel().refund(refund))).kind).toBe('unknown');
    host.batch = 8;
    // Without keys the host did not look at the number; with them it does, and does not know it.
    host.reactions = [say({ 39: 'A0' }), say({ 39: 'A0' })];
    expect((await channel().queryRefund(refund)).kind).toBe('unknown');
    host.reactions = [say({ 39: '77' }), say({ 39: '77' })];
    expect((await channel().queryRefund(refund)).kind).toBe('unknown');
    expect(await channel().queryRefund(refund)).toEqual({ kind: 'not_found' });
    host.reactions = [approveRefund];
    expect((await channel().refund(refund)).kind).toBe('succeeded');
    const batches = host.heard.filter((request) => request.mti === '0220').map(({ fields }) => fields[60]);
    expect(batches).toEqual([...Array(5).fill('25000007000'), '25000008000']);
  });

  it('that was booked in a batch settled since is found by its repeat', async () => {
    const sale = await prepareSale();
    await channel().pay(sale);
    const refund = await prepareRefund(sale);
    host.reactions = [silence];
    await unanswered(channel().refund(refund));
    await test.database.pool.query('UPDATE card_terminal SET batch = 8 WHERE account_id = $1', [test.account.id]);
    host.reactions = [approveRefund];
    expect(await channel().queryRefund(refund)).toEqual({ kind: 'succeeded', channelRefundId: '031000000002' });
    expect(host.heard.at(-1)?.fields[60]).toBe('25000007000');
  });

  it('into a batch that the host has left is not sent, and goes into the next one', async () => {
    const sale = await prepareSale();
    await channel().pay(sale);
    const refund = await prepareRefund(sale);
    host.batch = 8;
    host.reactions = [say({ 39: '77' })];
    expect((await channel().refund(refund)).kind).toBe('not_sent');
    host.reactions = [approveRefund];
    expect((await channel().refund(refund)).kind).toBe('succeeded');
    expect(host.heard.at(-1)?.fields[60]).toBe('25000008000');
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
        JSON.stringify((await test.database.pool.query(`SELECT t::text AS row FROM ${table} t`)).rows),
      ),
    );
    const kept = texts.join('');
    expect(kept).not.toContain('6216261000000000018');
    expect(kept).not.toContain(host.keys.macKey.toString('hex'));
    expect(kept).not.toContain(host.keys.pinKey.toString('hex'));
  });
});
