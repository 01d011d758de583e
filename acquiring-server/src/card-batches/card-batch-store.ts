/** In which batch of a card terminal each payment and refund stands. */
import type { Currency } from '@qiantai/protos';
import type { Database } from '../db/database.ts';

/** A sale or refund that stands at a card terminal: what was voided or reversed does not. */
export interface StandingTransaction {
  /** Our number at the channel, made of the payment's or refund's key. */
  channelOrderNo: string;
  accountId: string;
  cardTerminalId: string;
  batch: number;
  /** The card terminal has gone on to another batch. */
  settled: boolean;
  refund: boolean;
  amountMinor: bigint;
  currency: Currency;
}

export interface BatchName {
  accountId: string;
  cardTerminalId: string;
  batch: number;
}

interface StandingRow {
  channel_order_no: string;
  account_id: string;
  card_terminal_id: string;
  batch: number;
  settled: boolean;
  kind: 'sale' | 'refund';
  amount_minor: bigint;
  currency: Currency;
}

const standing = `SELECT t.channel_order_no, t.account_id, t.card_terminal_id, t.batch, t.batch <> c.batch AS settled,
    t.kind, t.amount_minor, t.currency
  FROM card_transaction t JOIN card_terminal c USING (merchant_id, account_id, card_terminal_id)
  WHERE t.merchant_id = $1 AND t.status = 'approved' AND t.kind IN ('sale', 'refund')`;

const fromRow = (row: StandingRow): StandingTransaction => ({
  channelOrderNo: row.channel_order_no,
  accountId: row.account_id,
  cardTerminalId: row.card_terminal_id,
  batch: row.batch,
  settled: row.settled,
  refund: row.kind === 'refund',
  amountMinor: row.amount_minor,
  currency: row.currency,
});

export class CardBatchStore {
  private readonly db: Database;

  constructor(db: Database) {
    this.db = db;
  }

  /** The accounts at which a card terminal was ever used. */
  async accountsOf(merchantId: string, cardTerminalId: string): Promise<string[]> {
    const result = await this.db.pool.query<{ account_id: string }>(
      'SELECT account_id FROM card_terminal WHERE merchant_id = $1 AND card_terminal_id = $2 ORDER BY account_id',
      [merchantId, cardTerminalId],
    );
    return result.rows.map((row) => row.account_id);
  }

  async standingOf(merchantId: string, keys: readonly string[]): Promise<StandingTransaction[]> {
    if (keys.length === 0) return [];
    const attempts = await this.db.pool.query<{ channel_order_no: string; channel_account_id: string }>(
      `SELECT channel_order_no, channel_account_id FROM payment_attempt
       WHERE merchant_id = $1 AND payment_key = ANY ($2::uuid[]) AND channel = 'card'`,
      [merchantId, keys],
    );
    const refunds = await this.db.pool.query<{ channel_account_id: string; channel_refund_no: string }>(
      `SELECT r.channel_refund_no, a.channel_account_id
       FROM refund r JOIN payment_attempt a USING (merchant_id, payment_key, attempt_no)
       WHERE r.merchant_id = $1 AND r.refund_key = ANY ($2::uuid[]) AND r.channel = 'card'`,
      [merchantId, keys],
    );
    const numbers = [
      ...attempts.rows.map((row) => row.channel_order_no),
      ...refunds.rows.map((row) => row.channel_refund_no),
    ];
    const accounts = [...attempts.rows, ...refunds.rows].map((row) => row.channel_account_id);
    const result = await this.db.pool.query<StandingRow>(
      `${standing} AND t.account_id = ANY ($2::text[]) AND t.channel_order_no = ANY ($3::text[])`,
      [merchantId, [...new Set(accounts)], numbers],
    );
    return result.rows.map(fromRow);
  }

  async standingIn(merchantId: string, name: BatchName, limit: number): Promise<StandingTransaction[]> {
    const result = await this.db.pool.query<StandingRow>(
      `${standing} AND t.account_id = $2 AND t.card_terminal_id = $3 AND t.batch = $4 ORDER BY t.stan LIMIT $5`,
      [merchantId, name.accountId, name.cardTerminalId, name.batch, limit],
    );
    return result.rows.map(fromRow);
  }

  /** Which terminal asked for these payments and refunds, by key; nobody asked for what goes back by itself. */
  async terminalsOf(merchantId: string, keys: readonly string[]): Promise<Map<string, string>> {
    if (keys.length === 0) return new Map();
    const result = await this.db.pool.query<{ key: string; terminal_id: string }>(
      `SELECT payment_key AS key, terminal_id FROM payment WHERE merchant_id = $1 AND payment_key = ANY ($2::uuid[])
       UNION ALL
       SELECT refund_key, terminal_id FROM refund
       WHERE merchant_id = $1 AND refund_key = ANY ($2::uuid[]) AND origin = 'requested'`,
      [merchantId, keys],
    );
    return new Map(result.rows.map((row) => [row.key, row.terminal_id]));
  }
}
