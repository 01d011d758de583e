/** Settlements of a card terminal against a host that answers as it is told: a lost answer settles nothing twice. */
import { SeededRandom } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';
import { describe, expect, it } from 'vitest';
import type { PayOperation } from '../port.ts';
import { testCardChannel } from './card-channel.fixture.ts';
import { encodeIsoMessage } from './iso-packager.ts';
import { answerOf, approve, type Reaction, say, silence } from './scripted-card-host.fixture.ts';

const test = testCardChannel();
const { host, clock, channel, prepareSale, unanswered } = test;
const ids = new IdMint(clock, new SeededRandom('settlement'));

async function sell(amountMinor = 1250n): Promise<PayOperation> {
  const sale = await prepareSale(amountMinor);
  expect((await channel().pay(sale)).kind).toBe('approved');
  return sale;
}

const settle = (id: string) => channel().settle(test.account, '10000001', id);
const verdict =
  (digit: string, code = '00'): Reaction =>
  (request) => [
    encodeIsoMessage(
      answerOf(request, {
        3: undefined,
        4: undefined,
        39: code,
        48: `${(request.fields[48] ?? '').slice(0, 30)}${digit}${'0'.repeat(31)}`,
        60: request.fields[60],
      }),
    ),
  ];
const heardSettlements = () => host.heard.filter((request) => request.mti === '0500');
const totals = { debitMinor: 1250n, debitCount: 1, creditMinor: 0n, creditCount: 0 };

describe('a settlement', () => {
  it('says its totals, closes its batch where the host agrees, and is not sent again under its id', async () => {
    await sell();
    const id = ids.uuid7();
    host.reactions = [verdict('1')];
    const agreed = await settle(id);
    expect(agreed).toEqual({ kind: 'agreed', batch: 7, totals, endedAtMs: clock.nowMs() });
    expect(heardSettlements()[0]?.fields[48]).toBe(`000000001250001${'0'.repeat(47)}`);
    expect(await settle(id)).toEqual(agreed);
    expect(await settle(ids.uuid7())).toEqual({ kind: 'empty', batch: 8 });
    expect(heardSettlements()).toHaveLength(1);
  });

  it('that differs leaves its batch open, and is asked anew by another one', async () => {
    await sell();
    host.reactions = [verdict('2')];
    expect(await settle(ids.uuid7())).toMatchObject({ kind: 'differs', batch: 7, totals });
    host.reactions = [verdict('1')];
    expect(await settle(ids.uuid7())).toMatchObject({ kind: 'agreed', batch: 7 });
  });

  it('whose answer was lost is found out by the batch that the host is in, and closed once', async () => {
    await sell();
    const id = ids.uuid7();
    host.reactions = [silence];
    expect(await unanswered(settle(id))).toMatchObject({ kind: 'unknown', batch: 7, totals });
    // The host had closed it.
    host.batch = 8;
    expect(await settle(id)).toMatchObject({ kind: 'agreed', batch: 7, totals });
    expect(heardSettlements()).toHaveLength(1);
  });

  it('whose question was lost is sent again, by whichever id asks next', async () => {
    await sell();
    const lost = ids.uuid7();
    host.reactions = [silence];
    await unanswered(settle(lost));
    host.reactions = [verdict('1')];
    expect(await settle(ids.uuid7())).toMatchObject({ kind: 'agreed', batch: 7 });
    expect(heardSettlements()).toHaveLength(2);
    // The first one's id knows of it.
    expect(await settle(lost)).toMatchObject({ kind: 'agreed', batch: 7 });
    expect(heardSettlements()).toHaveLength(2);
  });

  it('stays unknown while the host is away, and on every answer that proves nothing', async () => {
    await sell();
    for (const reaction of [verdict('3'), verdict('0'), verdict('1', '96')]) {
      host.reactions = [reaction];
      expect(await settle(ids.uuid7())).toMatchObject({ kind: 'unknown', batch: 7 });
    }
    host.isGone = true;
    expect(await unanswered(settle(ids.uuid7()))).toMatchObject({ kind: 'unknown', batch: 7 });
  });

  const heardTypes = () => host.heard.map(({ mti, fields }) => `${mti} ${fields[3] ?? ''}`.trim());
  const open = (status: string, kind: string) =>
    test.database.pool.query('UPDATE card_transaction SET status = $2 WHERE account_id = $1 AND kind = $3', [
      test.account.id,
      status,
      kind,
    ]);

  it('reverses what is open in its batch first, and waits where that stays unanswered', async () => {
    await sell();
    await sell(500n);
    await test.database.pool.query(
      `UPDATE card_transaction SET status = 'unknown' WHERE account_id = $1 AND amount_minor = 500`,
      [test.account.id],
    );
    const id = ids.uuid7();
    host.reactions = [silence];
    expect(await unanswered(settle(id))).toMatchObject({ kind: 'open_transactions', batch: 7, count: 1 });
    host.reactions = [say({ 39: '00' }), verdict('1')];
    expect(await settle(id)).toMatchObject({ kind: 'agreed', batch: 7, totals });
    expect(heardTypes().slice(2)).toEqual(['0400 000000', '0400 000000', '0500']);
  });

  it('ends the void that was under way, so that no sale is settled which must not stand', async () => {
    const sale = await sell();
    host.reactions = [silence];
    await unanswered(channel().reverse({ ...sale, way: 'card' }));
    host.reactions = [say({ 39: '00' }), approve, verdict('1')];
    const voided = { ...totals, creditMinor: 1250n, creditCount: 1 };
    expect(await settle(ids.uuid7())).toMatchObject({ kind: 'agreed', batch: 7, totals: voided });
    expect(heardTypes()).toEqual(['0200 000000', '0200 200000', '0400 200000', '0200 200000', '0500']);
    expect(await channel().reverse({ ...sale, way: 'card' })).toEqual({ kind: 'reversed', moneyMoved: true });
  });

  it('waits for what another process sent a moment ago', async () => {
    await sell();
    await open('sent', 'sale');
    expect(await settle(ids.uuid7())).toMatchObject({ kind: 'open_transactions', batch: 7, count: 1 });
    expect(heardTypes()).toEqual(['0200 000000']);
    await clock.advance(20_000);
    host.reactions = [say({ 39: '25' })];
    expect(await settle(ids.uuid7())).toEqual({ kind: 'empty', batch: 7 });
  });

  it('is not sent where clearing shows that the host has left the batch by itself', async () => {
    await sell();
    await open('unknown', 'sale');
    host.batch = 8;
    host.reactions = [say({ 37: '031000000001', 38: '123456', 39: '12' })];
    expect(await settle(ids.uuid7())).toMatchObject({ kind: 'not_sent' });
    expect(heardSettlements()).toHaveLength(0);
    expect(await settle(ids.uuid7())).toEqual({ kind: 'empty', batch: 8 });
  });

  it('of a batch that was closed past us is no agreement, and the next one begins', async () => {
    await sell();
    host.batch = 8;
    host.reactions = [verdict('0', '77')];
    const id = ids.uuid7();
    expect(await settle(id)).toMatchObject({ kind: 'not_sent' });
    const { rowCount } = await test.database.pool.query('SELECT 1 FROM card_settlement WHERE account_id = $1', [
      test.account.id,
    ]);
    expect(rowCount).toBe(0);
    expect(await settle(id)).toEqual({ kind: 'empty', batch: 8 });
  });

  it('of a host that is not reached leaves no trace', async () => {
    const gone = { ...test.account, credentials: { ...host.credentials, port: 1 } };
    expect(await unanswered(channel().settle(gone, '10000001', ids.uuid7()))).toMatchObject({ kind: 'not_sent' });
    const { rowCount } = await test.database.pool.query('SELECT 1 FROM card_settlement WHERE account_id = $1', [
      test.account.id,
    ]);
    expect(rowCount).toBe(0);
  });
});
