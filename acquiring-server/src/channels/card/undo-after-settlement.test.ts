/** Voids and reversals of what stands in a batch that the host has settled: the table in docs/protocols/card-host.md. */
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { PayOperation } from '../port.ts';
import { testCardChannel } from './card-channel.fixture.ts';
import type { IsoMessage } from './iso-packager.ts';
import { encodeWithMac } from './message-mac.ts';
import { answerOf, say, silence } from './scripted-card-host.fixture.ts';

const test = testCardChannel();
const { host, clock, channel, prepareSale, reversalOf, unanswered } = test;

describe('what is undone after its batch was settled', () => {
  const refundInstead = { kind: 'refused', refundInstead: true };
  /** The host went on, and this terminal knows it, or does not know it yet. */
  async function settled(known: boolean): Promise<void> {
    host.batch = 8;
    if (known)
      await test.database.pool.query('UPDATE card_terminal SET batch = 8 WHERE account_id = $1', [test.account.id]);
  }
  async function lostSale(): Promise<PayOperation> {
    const lost = await prepareSale();
    host.reactions = [silence];
    await unanswered(channel().pay(lost));
    return lost;
  }
  /** An approved sale whose void got no answer. */
  async function saleWithOpenVoid(): Promise<PayOperation> {
    const operation = await prepareSale();
    await channel().pay(operation);
    host.reactions = [silence];
    expect((await unanswered(reversalOf(operation))).kind).toBe('unknown');
    return operation;
  }
  const stands = say({ 37: '031000000001', 38: '123456', 39: '12' });
  const heardTypes = () => host.heard.map((request) => `${request.mti} ${request.fields[3]}`);

  it.each([true, false])('an approved sale is left to a refund (the terminal knows: %s)', async (known) => {
    const operation = await prepareSale();
    await channel().pay(operation);
    await settled(known);
    // A void in a batch that the host has left is thrown away unread.
    if (!known) host.reactions = [say({ 39: '77' })];
    expect(await reversalOf(operation)).toMatchObject(refundInstead);
    expect(await reversalOf(operation)).toMatchObject(refundInstead);
    expect(await channel().query(operation)).toMatchObject({ kind: 'paid' });
    expect(heardTypes()).toEqual(known ? ['0200 000000'] : ['0200 000000', '0200 200000']);
  });

  it.each([true, false])('a lost sale is reversed as before where the host can (known: %s)', async (known) => {
    const undone = await lostSale();
    await settled(known);
    host.reactions = [say({ 39: '00' })];
    expect(await reversalOf(undone)).toEqual({ kind: 'reversed', moneyMoved: null });
    const [sale, reversal] = host.heard;
    expect(reversal?.fields).toMatchObject({ 11: sale?.fields[11], 60: '22000007000' });
  });

  it.each([true, false])('a lost sale that the host says it holds is left to a refund (known: %s)', async (known) => {
    const lost = await lostSale();
    await settled(known);
    host.reactions = [stands];
    expect(await reversalOf(lost)).toMatchObject(refundInstead);
    expect(await channel().query(lost)).toMatchObject({
      kind: 'paid',
      facts: { channelTransactionId: '031000000001', authorisationCode: '123456', amount: lost.amount },
    });
    expect(heardTypes()).toEqual(['0200 000000', '0400 000000']);
  });

  it.each([
    ['nothing of it', say({ 39: '12' })],
    ['no authorisation', say({ 37: '031000000001', 39: '12' })],
    ['another amount', say({ 4: '000000000001', 37: '031000000001', 38: '123456', 39: '12' })],
    ['that it has trouble', say({ 37: '031000000001', 38: '123456', 39: '96' })],
    ['that it wants a sign-on', say({ 39: '77' })],
    ['a bad MAC', (request: IsoMessage) => [encodeWithMac(answerOf(request, { 39: '12' }), randomBytes(8))]],
  ])('a lost sale is unknown where the host says %s, and bars no later sale', async (_what, reaction) => {
    const lost = await lostSale();
    await settled(true);
    host.reactions = [reaction, reaction];
    expect(await reversalOf(lost)).toMatchObject({ kind: 'unknown' });
    host.reactions = [];
    expect((await channel().pay(await prepareSale())).kind).toBe('approved');
    expect(await channel().query(lost)).toMatchObject({ kind: 'not_paid' });
  });

  it('in an open batch, a refusal that names the sale proves nothing', async () => {
    const lost = await lostSale();
    host.reactions = [stands];
    expect(await reversalOf(lost)).toMatchObject({ kind: 'unknown' });
    host.reactions = [say({ 39: '00' })];
    expect(await reversalOf(lost)).toMatchObject({ kind: 'reversed' });
  });

  it('a sale whose void was lost and stands is undone by that void, and by no refund beside it', async () => {
    const operation = await saleWithOpenVoid();
    await settled(true);
    host.reactions = [say({ 37: '031000000002', 38: '654321', 39: '12' })];
    expect(await reversalOf(operation)).toEqual({ kind: 'reversed', moneyMoved: true });
    expect(await channel().query(operation)).toEqual({ kind: 'closed' });
    expect(heardTypes().at(-1)).toBe('0400 200000');
  });

  it.each(['00', '25'])('a sale whose void was lost and does not stand (%s) is left to a refund', async (code) => {
    const operation = await saleWithOpenVoid();
    await settled(true);
    host.reactions = [say({ 39: '96' })];
    expect(await reversalOf(operation)).toMatchObject({ kind: 'unknown' });
    host.reactions = [say({ 39: code })];
    expect(await reversalOf(operation)).toMatchObject(refundInstead);
    expect(await reversalOf(operation)).toMatchObject(refundInstead);
  });

  it('a void that another process sent a moment ago is waited for', async () => {
    const operation = await saleWithOpenVoid();
    await settled(true);
    await test.database.pool.query(
      `UPDATE card_transaction SET status = 'sent', sent_at_ms = $2 WHERE account_id = $1 AND kind = 'void'`,
      [test.account.id, clock.nowMs()],
    );
    const { length } = host.heard;
    expect(await reversalOf(operation)).toMatchObject({ kind: 'unknown' });
    expect(host.heard).toHaveLength(length);
  });
});
