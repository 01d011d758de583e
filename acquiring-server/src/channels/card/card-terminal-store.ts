/** Card terminals' counters, sealed keys and transactions. The only SQL of the card channel. */
import type { Currency } from '@qiantai/protos';
import type { Database } from '../../db/database.ts';
import type { BatchTotals, CardTransactionKind } from './card-messages.ts';
import { type CardTransactionStatus, type StoredTransaction, statusesBefore } from './card-transaction.ts';

export interface TerminalName {
  merchantId: string;
  accountId: string;
  cardTerminalId: string;
}

export interface TerminalState {
  batch: number;
  /** Undefined before a sign-on. */
  keysSealed: Uint8Array | undefined;
  signedOnAtMs: number;
}

export interface HostAnswer {
  status: 'approved' | 'declined' | 'unknown';
  responseCode: string;
  authorisationCode: string;
  reference: string;
  localDate: string;
  approvedAtMs?: number;
}

export type BeginResult =
  | { kind: 'begun' }
  /** It was begun before: what became of it. */
  | { kind: 'replayed'; transaction: StoredTransaction }
  /**
   * Others of this batch have to end first. A refund has not, as it is never reversed; nor has what a settled
   * batch left open, as it bars nothing at the host.
   */
  | { kind: 'others_open'; transactions: StoredTransaction[] };

type Key = readonly [string, string, string];
const keyOf = (name: TerminalName): Key => [name.merchantId, name.accountId, name.cardTerminalId];
const whereTerminal = 'merchant_id = $1 AND account_id = $2 AND card_terminal_id = $3';

interface TransactionRow {
  card_terminal_id: string;
  batch: number;
  stan: number;
  kind: CardTransactionKind;
  status: CardTransactionStatus;
  channel_order_no: string;
  original_order_no: string;
  amount_minor: bigint;
  currency: Currency;
  entry_mode: string;
  response_code: string;
  authorisation_code: string;
  reference: string;
  local_date: string;
  approved_at_ms: bigint | null;
  money_moved: boolean | null;
  sent_at_ms: bigint;
}

const fromRow = (row: TransactionRow): StoredTransaction => ({
  cardTerminalId: row.card_terminal_id,
  batch: row.batch,
  stan: row.stan,
  kind: row.kind,
  status: row.status,
  channelOrderNo: row.channel_order_no,
  originalOrderNo: row.original_order_no,
  amountMinor: row.amount_minor,
  currency: row.currency,
  entryMode: row.entry_mode,
  responseCode: row.response_code,
  authorisationCode: row.authorisation_code,
  reference: row.reference,
  localDate: row.local_date,
  approvedAtMs: row.approved_at_ms === null ? undefined : Number(row.approved_at_ms),
  moneyMoved: row.money_moved,
  sentAtMs: Number(row.sent_at_ms),
});

export type CardTerminalStore = ReturnType<typeof createCardTerminalStore>;

export function createCardTerminalStore(db: Database) {
  async function state(name: TerminalName, nowMs: number): Promise<TerminalState> {
    const known = await readState(name);
    if (known) return known;
    await db.pool.query(
      `INSERT INTO card_terminal (merchant_id, account_id, card_terminal_id, batch, next_stan, updated_at_ms)
       VALUES ($1, $2, $3, 1, 1, $4) ON CONFLICT DO NOTHING`,
      [...keyOf(name), nowMs],
    );
    return { batch: 1, keysSealed: undefined, signedOnAtMs: 0 };
  }

  async function readState(name: TerminalName): Promise<TerminalState | undefined> {
    const result = await db.pool.query<{ batch: number; keys_sealed: Buffer | null; signed_on_at_ms: bigint | null }>(
      `SELECT batch, keys_sealed, signed_on_at_ms FROM card_terminal WHERE ${whereTerminal}`,
      [...keyOf(name)],
    );
    return result.rows.map((row) => ({
      batch: row.batch,
      keysSealed: row.keys_sealed ?? undefined,
      signedOnAtMs: Number(row.signed_on_at_ms ?? 0n),
    }))[0];
  }

  /** The next trace number, taken for good, and the batch it counts in. The terminal must exist (`state`). */
  async function takeNumbers(name: TerminalName, nowMs: number): Promise<{ batch: number; stan: number }> {
    const result = await db.pool.query<{ batch: number; stan: number }>(
      `UPDATE card_terminal SET next_stan = next_stan % 999999 + 1, updated_at_ms = $4 WHERE ${whereTerminal}
       RETURNING batch, CASE next_stan WHEN 1 THEN 999999 ELSE next_stan - 1 END AS stan`,
      [...keyOf(name), nowMs],
    );
    const row = result.rows[0];
    if (!row) throw new Error(`the card terminal ${name.cardTerminalId} is not known yet`);
    return row;
  }

  async function saveSignOn(
    name: TerminalName,
    signOn: { batch: number; keysSealed: Uint8Array; nowMs: number },
  ): Promise<void> {
    await db.pool.query(
      `UPDATE card_terminal SET batch = $4, keys_sealed = $5, signed_on_at_ms = $6, updated_at_ms = $6
       WHERE ${whereTerminal}`,
      [...keyOf(name), signOn.batch, Buffer.from(signOn.keysSealed), signOn.nowMs],
    );
  }

  /** Moves on to the next batch, once; a second call for the same batch changes nothing. */
  async function closeBatch(name: TerminalName, batch: number, nowMs: number): Promise<void> {
    await db.pool.query(
      `UPDATE card_terminal SET batch = batch % 999999 + 1, updated_at_ms = $5 WHERE ${whereTerminal} AND batch = $4`,
      [...keyOf(name), batch, nowMs],
    );
  }

  /**
   * Commits a transaction as sent, if no other of its terminal is open. The terminal's row is locked, so of
   * two servers one waits for the other.
   */
  async function begin(
    name: TerminalName,
    transaction: Pick<
      StoredTransaction,
      'batch' | 'stan' | 'kind' | 'channelOrderNo' | 'originalOrderNo' | 'amountMinor' | 'currency' | 'entryMode'
    >,
    nowMs: number,
  ): Promise<BeginResult> {
    return db.transaction(async (client) => {
      await client.query(`SELECT 1 FROM card_terminal WHERE ${whereTerminal} FOR UPDATE`, [...keyOf(name)]);
      const found = await client.query<TransactionRow>(
        `SELECT * FROM card_transaction WHERE ${whereTerminal}
         AND batch = $4 AND (stan = $5 OR (status IN ('sent', 'unknown') AND kind <> 'refund'))
         ORDER BY sent_at_ms`,
        [...keyOf(name), transaction.batch, transaction.stan],
      );
      const known = found.rows.map(fromRow);
      const same = known.find((other) => other.batch === transaction.batch && other.stan === transaction.stan);
      if (same) return { kind: 'replayed', transaction: same };
      if (known.length > 0) return { kind: 'others_open', transactions: known };
      await client.query(
        `INSERT INTO card_transaction (merchant_id, account_id, card_terminal_id, batch, stan, kind, status,
           channel_order_no, original_order_no, amount_minor, currency, entry_mode, response_code,
           authorisation_code, reference, local_date, sent_at_ms, updated_at_ms)
         VALUES ($1, $2, $3, $4, $5, $6, 'sent', $7, $8, $9, $10, $11, '', '', '', '', $12, $12)`,
        [
          ...keyOf(name),
          transaction.batch,
          transaction.stan,
          transaction.kind,
          transaction.channelOrderNo,
          transaction.originalOrderNo,
          transaction.amountMinor,
          transaction.currency,
          transaction.entryMode,
          nowMs,
        ],
      );
      return { kind: 'begun' };
    });
  }

  /**
   * Writes what the host answered; a transaction that was reversed meanwhile stays reversed. An approved void
   * takes its sale with it.
   */
  async function finish(
    name: TerminalName,
    transaction: { batch: number; stan: number },
    answer: HostAnswer,
    nowMs: number,
  ): Promise<void> {
    await db.transaction(async (client) => {
      const finished = await client.query<{ kind: CardTransactionKind; original_order_no: string }>(
        `UPDATE card_transaction SET status = $6, response_code = $7, authorisation_code = $8, reference = $9,
           local_date = $10, approved_at_ms = $11, updated_at_ms = $12
         WHERE ${whereTerminal} AND batch = $4 AND stan = $5 AND status = ANY ($13::text[])
         RETURNING kind, original_order_no`,
        [
          ...keyOf(name),
          transaction.batch,
          transaction.stan,
          answer.status,
          answer.responseCode,
          answer.authorisationCode,
          answer.reference,
          answer.localDate,
          answer.approvedAtMs ?? null,
          nowMs,
          statusesBefore(answer.status),
        ],
      );
      const row = finished.rows[0];
      if (row?.kind !== 'void' || answer.status !== 'approved') return;
      await client.query(
        `UPDATE card_transaction SET status = 'voided', money_moved = true, updated_at_ms = $4
         WHERE merchant_id = $1 AND account_id = $2 AND channel_order_no = $3 AND status = ANY ($5::text[])`,
        [name.merchantId, name.accountId, row.original_order_no, nowMs, statusesBefore('voided')],
      );
    });
  }

  async function saveReversed(
    name: TerminalName,
    transaction: { batch: number; stan: number },
    moneyMoved: boolean | null,
    nowMs: number,
  ): Promise<void> {
    await db.pool.query(
      `UPDATE card_transaction SET status = 'reversed', money_moved = $6, updated_at_ms = $7
       WHERE ${whereTerminal} AND batch = $4 AND stan = $5 AND status = ANY ($8::text[])`,
      [...keyOf(name), transaction.batch, transaction.stan, moneyMoved, nowMs, statusesBefore('reversed')],
    );
  }

  /** Nothing had left us after all, or the host threw it away unread. */
  async function forget(name: TerminalName, transaction: { batch: number; stan: number }): Promise<void> {
    await db.pool.query(
      `DELETE FROM card_transaction
       WHERE ${whereTerminal} AND batch = $4 AND stan = $5 AND status IN ('sent', 'unknown')`,
      [...keyOf(name), transaction.batch, transaction.stan],
    );
  }

  async function find(
    account: { merchantId: string; accountId: string },
    channelOrderNo: string,
  ): Promise<StoredTransaction | undefined> {
    const result = await db.pool.query<TransactionRow>(
      'SELECT * FROM card_transaction WHERE merchant_id = $1 AND account_id = $2 AND channel_order_no = $3',
      [account.merchantId, account.accountId, channelOrderNo],
    );
    return result.rows.map(fromRow)[0];
  }

  /** What has no usable answer in a batch; not its refunds, which are never reversed. */
  async function openOf(name: TerminalName, batch: number): Promise<StoredTransaction[]> {
    const result = await db.pool.query<TransactionRow>(
      `SELECT * FROM card_transaction WHERE ${whereTerminal} AND batch = $4
       AND status IN ('sent', 'unknown') AND kind <> 'refund' ORDER BY sent_at_ms`,
      [...keyOf(name), batch],
    );
    return result.rows.map(fromRow);
  }

  /** The void of a sale whose outcome is open: there is one at most, as it is reversed before another. */
  async function openVoidOf(name: TerminalName, saleOrderNo: string): Promise<StoredTransaction | undefined> {
    const result = await db.pool.query<TransactionRow>(
      `SELECT * FROM card_transaction WHERE ${whereTerminal} AND kind = 'void' AND original_order_no = $4
       AND status IN ('sent', 'unknown') ORDER BY sent_at_ms LIMIT 1`,
      [...keyOf(name), saleOrderNo],
    );
    return result.rows.map(fromRow)[0];
  }

  /** Those of the numbers that the account knows, by `terminal/batch/stan`. */
  async function findAll(
    account: { merchantId: string; accountId: string },
    numbers: readonly { cardTerminalId: string; batch: number; stan: number }[],
  ): Promise<Map<string, StoredTransaction>> {
    const result = await db.pool.query<TransactionRow>(
      `SELECT t.* FROM card_transaction t
       JOIN unnest($3::text[], $4::int[], $5::int[]) AS wanted (card_terminal_id, batch, stan)
         USING (card_terminal_id, batch, stan)
       WHERE t.merchant_id = $1 AND t.account_id = $2`,
      [
        account.merchantId,
        account.accountId,
        numbers.map((number) => number.cardTerminalId),
        numbers.map((number) => number.batch),
        numbers.map((number) => number.stan),
      ],
    );
    return new Map(result.rows.map(fromRow).map((row) => [transactionName(row), row]));
  }

  /** Sales are debits, the voided ones too; voids and refunds are credits. Reversed ones count nowhere. */
  async function batchTotals(
    name: TerminalName,
    batch: number,
  ): Promise<BatchTotals & { openCount: number; currency: Currency | undefined }> {
    const result = await db.pool.query<{
      debit_minor: bigint;
      debit_count: bigint;
      credit_minor: bigint;
      credit_count: bigint;
      open_count: bigint;
      currency: Currency | null;
    }>(
      `SELECT coalesce(sum(amount_minor) FILTER (WHERE status IN ('approved', 'voided') AND kind = 'sale'), 0)::bigint AS debit_minor,
         count(*) FILTER (WHERE status IN ('approved', 'voided') AND kind = 'sale') AS debit_count,
         coalesce(sum(amount_minor) FILTER (WHERE status = 'approved' AND kind <> 'sale'), 0)::bigint AS credit_minor,
         count(*) FILTER (WHERE status = 'approved' AND kind <> 'sale') AS credit_count,
         count(*) FILTER (WHERE status IN ('sent', 'unknown')) AS open_count,
         min(currency) AS currency
       FROM card_transaction WHERE ${whereTerminal} AND batch = $4`,
      [...keyOf(name), batch],
    );
    const row = result.rows[0];
    return {
      debitMinor: row?.debit_minor ?? 0n,
      debitCount: Number(row?.debit_count ?? 0n),
      creditMinor: row?.credit_minor ?? 0n,
      creditCount: Number(row?.credit_count ?? 0n),
      openCount: Number(row?.open_count ?? 0n),
      currency: row?.currency ?? undefined,
    };
  }

  return {
    state,
    takeNumbers,
    saveSignOn,
    closeBatch,
    begin,
    finish,
    saveReversed,
    forget,
    find,
    openOf,
    openVoidOf,
    findAll,
    batchTotals,
  };
}

export function transactionName(numbers: { cardTerminalId: string; batch: number; stan: number }): string {
  return `${numbers.cardTerminalId}/${numbers.batch}/${numbers.stan}`;
}
