import { createHash } from 'node:crypto';
import { FakeClock, SeededRandom, silentLog } from '@qiantai/foundation';
import { channelOrderNo, IdMint } from '@qiantai/protos';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { BillOutcome, BillRow } from '../channels/port.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/test-database.ts';
import { beijingDate } from '../payment/beijing-date.ts';
import { channelDate, channelDay } from './channel-day.ts';
import { type BookedMove, compareBill } from './compare-bill.ts';
import { isClean, reconcile } from './reconcile.ts';
import { reconciliationJson, reconciliationText } from './reconciliation-report.ts';
import { ReconciliationStore } from './reconciliation-store.ts';

const clock = new FakeClock();
const ids = new IdMint(clock, new SeededRandom('reconcile'));
const date = '2026-03-05';
const day = channelDay(date, 'wechat') as { fromMs: number; toMs: number };
const noon = day.fromMs + 12 * 3_600_000;
const tomorrow = day.toMs + 3_600_000;
const account = { id: 'acc-1', merchantId: 'm1', channel: 'wechat' as const, credentials: {} };

let database: Database;
let bills: Map<string, BillOutcome>;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  bills = new Map();
  for (const table of ['refund', 'payment_attempt', 'payment', 'channel_bill']) {
    await database.pool.query(`DELETE FROM ${table}`);
  }
});

const run = (of: 'wechat' | 'card' | 'unionpay' = 'wechat', on = date) =>
  reconcile(
    {
      gateway: { downloadBill: async (_account, asked) => bills.get(asked) ?? { kind: 'empty' } },
      merchants: {
        allChannelAccounts: async () => [
          {
            account: { ...account, channel: of },
            priority: 1,
            weight: 1,
            enabled: true,
            costBasisPoints: 0,
            amountMinorMax: undefined,
            settlesTo: 'platform' as const,
          },
        ],
      },
      store: new ReconciliationStore(database, { rowsPerReading: 1 }),
      clock,
      log: silentLog,
    },
    { date: on },
  );

function bill(on: string, ...rows: Array<Omit<BillRow, 'lineNo' | 'feeMinor' | 'channelTransactionId'>>): void {
  const bytes = Buffer.from(`bill of ${on} with ${rows.length} rows`);
  bills.set(on, {
    kind: 'bill',
    bytes,
    hashType: 'SHA1',
    hashHex: createHash('sha1').update(bytes).digest('hex'),
    rows: rows.map((row, index) => ({ ...row, lineNo: index + 2, feeMinor: 0n, channelTransactionId: `t${index}` })),
  });
}

/** A payment with one attempt, as the payment core leaves it. */
async function payment(change: {
  paidAtMs: number | null;
  attempt?: 'approved' | 'reversed' | 'unknown';
  reversedAtMs?: number;
  accountId?: string;
}): Promise<{ key: string; orderNo: string }> {
  const key = ids.paymentKey();
  const orderNo = channelOrderNo(key, 1);
  await database.pool.query(
    `INSERT INTO payment (merchant_id, payment_key, request_hash, store_id, terminal_id, operator_id, order_no,
       order_total_minor, business_date, tender, channel, amount_minor, currency, description, masked_pan,
       requested_at_ms, status, version, attempt_no, counted, reason_code, channel_message, qr_text, deadline_ms,
       refunded_minor, exception_code, step_count, driver, created_at_ms, updated_at_ms)
     VALUES ('m1', $1, '', 's', 't', 'o', 'order', 1000, '2026-03-05', 'qr', 'wechat', 1000, 'CNY', '', '', 1, $2, 3, 1,
       true, '', '', '', 0, 0, '', 0, '', 1, $3)`,
    [key, change.attempt === 'reversed' ? 'closed' : 'paid', change.reversedAtMs ?? change.paidAtMs ?? 1],
  );
  await database.pool.query(
    `INSERT INTO payment_attempt (merchant_id, payment_key, attempt_no, status, channel, channel_account_id,
       channel_order_no, way, particulars, decision, merchant_fee_basis_points, channel_cost_basis_points, sent_at_ms,
       reason_code, channel_message, channel_transaction_id, authorisation_code, card_reference, channel_paid_at_ms,
       reversal_sent_at_ms)
     VALUES ('m1', $1, 1, $2, 'wechat', $3, $4, 'qr', '{}', '{}', 0, 0, 1, '', '', '', '', '', $5, $6)`,
    [
      key,
      change.attempt ?? 'approved',
      change.accountId ?? 'acc-1',
      orderNo,
      change.paidAtMs,
      change.reversedAtMs ?? null,
    ],
  );
  return { key, orderNo };
}

async function refund(of: { key: string }, sentAtMs: number, succeededAtMs: number): Promise<string> {
  const key = ids.refundKey();
  const refundNo = channelOrderNo(key, 1);
  await database.pool.query(
    `INSERT INTO refund (merchant_id, refund_key, request_hash, payment_key, attempt_no, origin, store_id, terminal_id,
       operator_id, business_date, channel, amount_minor, shortfall_minor, currency, reason, requested_at_ms, status,
       version, channel_refund_no, channel_refund_id, sent_at_ms, reason_code, channel_message, exception_code,
       step_count, created_at_ms, updated_at_ms)
     VALUES ('m1', $1, '', $2, 1, 'requested', 's', 't', 'o', '2026-03-05', 'wechat', 400, 0, 'CNY', '', 1,
       'succeeded', 3, $3, '', $4, '', '', '', 1, 1, $5)`,
    [key, of.key, refundNo, sentAtMs, succeededAtMs],
  );
  return refundNo;
}

const paidRow = (orderNo: string, amountMinor = 1000n) => ({
  kind: 'payment' as const,
  channelOrderNo: orderNo,
  amountMinor,
});
const refundRow = (orderNo: string, refundNo: string | undefined, amountMinor = 400n) => ({
  kind: 'refund' as const,
  channelOrderNo: orderNo,
  ...(refundNo !== undefined && { channelRefundNo: refundNo }),
  amountMinor,
});

describe('a channel’s bill against our books', () => {
  test('what agrees is matched, and the bytes are kept with their hash', async () => {
    const [one, two] = [await payment({ paidAtMs: noon }), await payment({ paidAtMs: day.fromMs })];
    await payment({ paidAtMs: day.toMs });
    await payment({ paidAtMs: day.fromMs - 1 });
    await payment({ paidAtMs: noon, accountId: 'acc-other' });
    const refundNo = await refund(one, noon + 1, noon + 2);
    bill(date, paidRow(one.orderNo), paidRow(two.orderNo), refundRow(one.orderNo, refundNo));
    const result = await run();
    expect(result).toMatchObject({ matched: 3, missingHere: [], missingThere: [], amountDiffers: [] });
    expect(isClean(result)).toBe(true);
    await run();
    const kept = await database.pool.query('SELECT bytes, announced_hash_type, sha256_hex FROM channel_bill');
    expect(kept.rows).toHaveLength(1);
    expect(kept.rows[0].sha256_hex).toBe(createHash('sha256').update(kept.rows[0].bytes).digest('hex'));
  });

  test('each difference names its row', async () => {
    const [lost, other] = [await payment({ paidAtMs: noon }), await payment({ paidAtMs: noon })];
    const unbooked = await payment({ paidAtMs: null, attempt: 'unknown' });
    bill(date, paidRow(other.orderNo, 999n), paidRow(unbooked.orderNo), paidRow('SOMEBODY-ELSE'));
    const result = await run();
    expect(result.missingThere).toMatchObject([{ accountId: 'acc-1', channelOrderNo: lost.orderNo, key: lost.key }]);
    expect(result.amountDiffers).toMatchObject([
      { channelOrderNo: other.orderNo, billLineNo: 2, billAmountMinor: 999n, ourAmountMinor: 1000n },
    ]);
    expect(result.missingHere).toMatchObject([{ channelOrderNo: unbooked.orderNo, billLineNo: 3 }, { billLineNo: 4 }]);
    expect(isClean(result)).toBe(false);
    expect(JSON.parse(reconciliationJson(result)).amountDiffers[0].billAmountMinor).toBe('999');
    expect(reconciliationText(result)).toContain(`missing there: payment ${lost.orderNo} at acc-1, ours: 1000`);
  });

  test('a row that is there twice is money that we do not have', async () => {
    const one = await payment({ paidAtMs: noon });
    bill(date, paidRow(one.orderNo), paidRow(one.orderNo));
    expect(await run()).toMatchObject({ matched: 1, missingHere: [{ billLineNo: 3 }] });
  });

  test('a payment of yesterday that the channel dates today is matched', async () => {
    const one = await payment({ paidAtMs: day.fromMs - 500 });
    bill(date, paidRow(one.orderNo));
    expect(await run()).toMatchObject({ matched: 1, missingHere: [] });
  });

  test('what was reversed the same day is nothing; on a later day it is two moves', async () => {
    await payment({ paidAtMs: noon, attempt: 'reversed', reversedAtMs: noon + 60_000 });
    expect(isClean(await run())).toBe(true);
    const later = await payment({ paidAtMs: noon, attempt: 'reversed', reversedAtMs: tomorrow });
    expect((await run()).missingThere).toMatchObject([{ kind: 'payment', channelOrderNo: later.orderNo }]);
    bill(date, paidRow(later.orderNo));
    bill('2026-03-06', refundRow(later.orderNo, undefined, 1000n));
    expect(await run()).toMatchObject({ matched: 1, missingThere: [] });
    expect(await run('wechat', '2026-03-06')).toMatchObject({ matched: 1, missingHere: [], missingThere: [] });
    bills.delete('2026-03-06');
    expect((await run('wechat', '2026-03-06')).missingThere).toMatchObject([{ kind: 'reversal' }]);
    bills.clear();
    expect(isClean(await run('card'))).toBe(true);
  });

  test('a refund over midnight may stand on either day, and is missing when neither has it', async () => {
    const one = await payment({ paidAtMs: day.fromMs - 86_400_000 });
    const refundNo = await refund(one, day.toMs - 1000, day.toMs + 1000);
    expect(isClean(await run())).toBe(true);
    expect((await run('wechat', '2026-03-06')).missingThere).toMatchObject([{ channelRefundNo: refundNo }]);
    bill(date, refundRow(one.orderNo, refundNo));
    expect((await run()).matched).toBe(1);
    expect(isClean(await run('wechat', '2026-03-06'))).toBe(true);
  });

  test('a bill that is not there, bad or unknown is not clean', async () => {
    for (const kind of ['not_ready', 'bad', 'unknown'] as const) {
      bills.set(date, { kind, why: 'so' });
      const result = await run();
      expect(result.accounts).toMatchObject([{ status: 'not_compared', reason: kind, why: 'so' }]);
      expect(isClean(result)).toBe(false);
    }
    await expect(run('wechat', '2026-02-30')).rejects.toMatchObject({ code: 'RECONCILE_BAD_DATE' });
    await expect(run('wechat', 'today')).rejects.toMatchObject({ code: 'RECONCILE_BAD_DATE' });
  });
});

describe('comparing', () => {
  const move = (number: number, amountMinor: bigint): BookedMove => ({
    kind: 'payment',
    key: `k${number}`,
    channelOrderNo: `n${number}`,
    amountMinor,
    day: 'this_day',
    firstDate: date,
    lastDate: date,
  });

  test('every row and every move of the day is counted once', () => {
    const amounts = fc.dictionary(fc.nat(20).map(String), fc.bigInt({ min: 1n, max: 3n }));
    fc.assert(
      fc.property(amounts, amounts, (theirs, ours) => {
        const rows = Object.entries(theirs).map(
          ([number, amountMinor], index): BillRow => ({
            kind: 'payment',
            channelOrderNo: `n${number}`,
            channelTransactionId: '',
            amountMinor,
            feeMinor: 0n,
            lineNo: index + 1,
          }),
        );
        const moves = Object.entries(ours).map(([number, amountMinor]) => move(Number(number), amountMinor));
        const found = compareBill(rows, moves);
        const both = Object.keys(theirs).filter((number) => number in ours);
        expect(found.matched + found.amountDiffers.length).toBe(both.length);
        expect(found.missingHere).toHaveLength(rows.length - both.length);
        expect(found.missingThere).toHaveLength(moves.length - both.length);
        expect(found.matched).toBe(both.filter((number) => theirs[number] === ours[number]).length);
      }),
    );
  });

  test('what UnionPay settles is from 23:00 to 23:00: its evening belongs to the next day', async () => {
    const late = day.toMs - 3_600_000;
    const [before, evening] = [await payment({ paidAtMs: late - 1 }), await payment({ paidAtMs: late })];
    const earlier = await payment({ paidAtMs: day.fromMs - 3_600_000 });
    // A sale that was reversed stands in no file, even where the clocks put the two on different days.
    await payment({ paidAtMs: late - 1, attempt: 'reversed', reversedAtMs: late + 1 });
    bill(date, paidRow(earlier.orderNo), paidRow(before.orderNo));
    bill('2026-03-06', paidRow(evening.orderNo));
    for (const [on, matched] of [
      [date, 2],
      ['2026-03-06', 1],
    ] as const) {
      expect(await run('unionpay', on)).toMatchObject({ matched, missingHere: [], missingThere: [] });
    }
    expect(await run('wechat', date)).toMatchObject({ missingThere: [{ key: evening.key }] });
  });

  test('a day of the channel is Beijing’s', () => {
    expect(new Date(day.fromMs).toISOString()).toBe('2026-03-04T16:00:00.000Z');
    expect([beijingDate(day.fromMs), beijingDate(day.toMs - 1), beijingDate(day.toMs)]).toEqual([
      date,
      date,
      '2026-03-06',
    ]);
    for (const channel of ['wechat', 'unionpay'] as const) {
      const { fromMs, toMs } = channelDay(date, channel) as { fromMs: number; toMs: number };
      expect([fromMs - 1, fromMs, toMs - 1, toMs].map((atMs) => channelDate(atMs, channel))).toEqual([
        '2026-03-04',
        date,
        date,
        '2026-03-06',
      ]);
    }
  });
});
