/** What our books hold of a channel account on one of the channel's days, and the bills as they came. */
import { createHash } from 'node:crypto';
import { CodedError } from '@qiantai/foundation';
import { uuidFromBase32 } from '@qiantai/protos';
import type { BillOutcome, BillRow, ChannelAccount } from '../channels/port.ts';
import type { Database } from '../db/database.ts';
import { channelDate } from './channel-day.ts';
import { type BookedMove, kindOf, numberOf } from './compare-bill.ts';

/** A long reading keeps dead rows alive under the postings: these are short ones. */
const rowsPerReadingPreset = 5000;

interface Day {
  date: string;
  fromMs: number;
  toMs: number;
}

export class ReconciliationStore {
  private readonly database: Database;
  private readonly rowsPerReading: number;

  constructor(database: Database, options: { rowsPerReading?: number } = {}) {
    this.database = database;
    this.rowsPerReading = options.rowsPerReading ?? rowsPerReadingPreset;
  }

  /** Everything that the day's bill may have, whatever day it belongs to, and everything that it must have. */
  async bookedMoves(account: ChannelAccount, day: Day, rows: readonly BillRow[]): Promise<BookedMove[]> {
    const moves = new Map<string, BookedMove>();
    const keep = (found: readonly BookedMove[]) => {
      for (const move of found) {
        const number = numberOf(move);
        if (!moves.has(number)) moves.set(number, move);
      }
    };
    keep(await this.attempts(account, day, { onDay: true }));
    keep(await this.refunds(account, day, { onDay: true }));
    const named = (kind: 'payment' | 'refund') => [
      ...new Set(
        rows
          .filter((row) => (kindOf(row) === 'refund') === (kind === 'refund'))
          .flatMap((row) => keyOf(kind === 'refund' ? row.channelRefundNo : row.channelOrderNo)),
      ),
    ];
    keep(await this.attempts(account, day, { keys: named('payment') }));
    keep(await this.refunds(account, day, { keys: named('refund') }));
    return [...moves.values()];
  }

  async keepBill(
    account: ChannelAccount,
    date: string,
    bill: Extract<BillOutcome, { kind: 'bill' }>,
    nowMs: number,
  ): Promise<void> {
    await this.database.pool.query(
      `INSERT INTO channel_bill (merchant_id, account_id, bill_date, sha256_hex, announced_hash_type,
         announced_hash_hex, bytes, downloaded_at_ms)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
      [
        account.merchantId,
        account.id,
        date,
        createHash('sha256').update(bill.bytes).digest('hex'),
        bill.hashType,
        bill.hashHex,
        bill.bytes,
        nowMs,
      ],
    );
  }

  private async attempts(account: ChannelAccount, day: Day, which: Which): Promise<BookedMove[]> {
    const where = 'keys' in which ? 'payment_key = ANY ($3::uuid[])' : inDay('channel_paid_at_ms', 'updated_at_ms');
    const parameters = 'keys' in which ? [which.keys] : [day.fromMs, day.toMs];
    const rows = await this.inShortReadings<AttemptRow>(
      (after) => ({
        text: `SELECT payment_key, attempt_no, channel_order_no, amount_minor, attempt_status, channel_paid_at_ms,
            reversal_sent_at_ms, updated_at_ms
          FROM (
            SELECT payment_key, payment_attempt.attempt_no, channel_order_no, amount_minor,
              payment_attempt.status AS attempt_status, channel_paid_at_ms, reversal_sent_at_ms, updated_at_ms
            FROM payment_attempt JOIN payment USING (merchant_id, payment_key)
            WHERE merchant_id = $1 AND channel_account_id = $2 AND channel_paid_at_ms IS NOT NULL
              AND payment_attempt.status IN ('approved', 'reversed')
          ) AS moved
          WHERE ${where} ${after ? `AND (payment_key, attempt_no) > ($${parameters.length + 3}, $${parameters.length + 4})` : ''}
          ORDER BY payment_key, attempt_no LIMIT ${this.rowsPerReading}`,
        values: [
          account.merchantId,
          account.id,
          ...parameters,
          ...(after ? [after.payment_key, after.attempt_no] : []),
        ],
      }),
      'keys' in which && which.keys.length === 0,
    );
    return rows.flatMap((row) => movesOf(row, account, day));
  }

  private async refunds(account: ChannelAccount, day: Day, which: Which): Promise<BookedMove[]> {
    const where = 'keys' in which ? 'refund_key = ANY ($3::uuid[])' : inDay('sent_at_ms', 'updated_at_ms');
    const parameters = 'keys' in which ? [which.keys] : [day.fromMs, day.toMs];
    const rows = await this.inShortReadings<RefundRow>(
      (after) => ({
        text: `SELECT refund_key, channel_refund_no, channel_order_no, amount_minor, sent_at_ms, updated_at_ms
          FROM (
            SELECT refund_key, channel_refund_no, channel_order_no, amount_minor, updated_at_ms,
              coalesce(refund.sent_at_ms, refund.updated_at_ms) AS sent_at_ms
            FROM refund JOIN payment_attempt USING (merchant_id, payment_key, attempt_no)
            WHERE merchant_id = $1 AND channel_account_id = $2 AND refund.status = 'succeeded'
          ) AS moved
          WHERE ${where} ${after ? `AND refund_key > $${parameters.length + 3}` : ''}
          ORDER BY refund_key LIMIT ${this.rowsPerReading}`,
        values: [account.merchantId, account.id, ...parameters, ...(after ? [after.refund_key] : [])],
      }),
      'keys' in which && which.keys.length === 0,
    );
    return rows.map((row) => ({
      kind: 'refund',
      key: row.refund_key,
      channelOrderNo: row.channel_order_no,
      channelRefundNo: row.channel_refund_no,
      amountMinor: row.amount_minor,
      ...daysOf([row.sent_at_ms, row.updated_at_ms], { date: day.date, channel: account.channel }),
    }));
  }

  private async inShortReadings<Row extends object>(
    reading: (after: Row | undefined) => { text: string; values: unknown[] },
    nothing: boolean,
  ): Promise<Row[]> {
    const rows: Row[] = [];
    for (let more = !nothing; more; ) {
      const found = await this.database.pool.query<Row>(reading(rows.at(-1)));
      rows.push(...found.rows);
      more = found.rows.length === this.rowsPerReading;
    }
    return rows;
  }
}

/** What happened on the day, or the rows of these keys. */
type Which = { onDay: true } | { keys: string[] };

interface AttemptRow {
  payment_key: string;
  attempt_no: number;
  channel_order_no: string;
  amount_minor: bigint;
  attempt_status: 'approved' | 'reversed';
  channel_paid_at_ms: bigint;
  reversal_sent_at_ms: bigint | null;
  updated_at_ms: bigint;
}

interface RefundRow {
  refund_key: string;
  channel_refund_no: string;
  channel_order_no: string;
  amount_minor: bigint;
  sent_at_ms: bigint;
  updated_at_ms: bigint;
}

function inDay(...columns: string[]): string {
  return `(${columns.map((column) => `(${column} >= $3 AND ${column} < $4)`).join(' OR ')})`;
}

/** A payment that stands is one move. A reversed one is none where it was reversed the same day, else two. */
function movesOf(row: AttemptRow, account: ChannelAccount, day: Day): BookedMove[] {
  const common = { key: row.payment_key, channelOrderNo: row.channel_order_no, amountMinor: row.amount_minor };
  const of = { date: day.date, channel: account.channel };
  const paid = { ...common, kind: 'payment' as const, ...daysOf([row.channel_paid_at_ms], of) };
  if (row.attempt_status === 'approved') return [paid];
  const back = daysOf([row.reversal_sent_at_ms ?? row.updated_at_ms, row.updated_at_ms], of);
  const reversal = { ...common, kind: 'reversal' as const, ...back };
  if (back.firstDate === paid.lastDate && back.lastDate === paid.lastDate) return [];
  // A card acquirer and UnionPay take a reversed sale out of their statements, whenever it was reversed; and a
  // wallet's bill of a day on which the money may have come and gone may show both or neither.
  if (account.channel === 'card' || account.channel === 'unionpay' || back.firstDate === paid.lastDate) {
    return [
      { ...paid, day: 'other_day' },
      { ...reversal, day: 'other_day' },
    ];
  }
  return [paid, reversal];
}

function daysOf(
  instants: readonly bigint[],
  { date, channel }: { date: string; channel: ChannelAccount['channel'] },
): Pick<BookedMove, 'day' | 'firstDate' | 'lastDate'> {
  const dates = instants.map((atMs) => channelDate(Number(atMs), channel)).sort();
  const onDay = dates.filter((one) => one === date).length;
  const day = onDay === dates.length ? 'this_day' : onDay > 0 ? 'either_day' : 'other_day';
  return { day, firstDate: dates[0] ?? date, lastDate: dates.at(-1) ?? date };
}

/** The key that one of our numbers was made of; nothing for a number that is none of ours. */
function keyOf(number: string | undefined): string[] {
  try {
    return number?.length === 28 ? [uuidFromBase32(number.slice(0, 26))] : [];
  } catch (error) {
    if (error instanceof CodedError) return [];
    throw error;
  }
}
