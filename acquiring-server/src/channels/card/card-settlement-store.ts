/** Settlements of card terminals' batches. */
import type { Currency } from '@qiantai/protos';
import type { Database } from '../../db/database.ts';
import type { BatchTotals } from './card-messages.ts';
import type { TerminalName } from './card-terminal-store.ts';

export type SettlementStatus = 'sent' | 'agreed' | 'differs' | 'not_closed';

export interface StoredSettlement {
  settlementId: string;
  batch: number;
  status: SettlementStatus;
  totals: BatchTotals;
  currency: Currency;
  /** When the host answered; 0 before. */
  endedAtMs: number;
}

interface SettlementRow {
  settlement_id: string;
  batch: number;
  status: SettlementStatus;
  debit_minor: bigint;
  debit_count: number;
  credit_minor: bigint;
  credit_count: number;
  currency: Currency;
  ended_at_ms: bigint;
}

const whereTerminal = 'merchant_id = $1 AND account_id = $2 AND card_terminal_id = $3';
const keyOf = ({ merchantId, accountId, cardTerminalId }: TerminalName) => [merchantId, accountId, cardTerminalId];

const fromRow = (row: SettlementRow): StoredSettlement => ({
  settlementId: row.settlement_id,
  batch: row.batch,
  status: row.status,
  totals: {
    debitMinor: row.debit_minor,
    debitCount: row.debit_count,
    creditMinor: row.credit_minor,
    creditCount: row.credit_count,
  },
  currency: row.currency,
  endedAtMs: Number(row.ended_at_ms),
});

export type CardSettlementStore = ReturnType<typeof createCardSettlementStore>;

export function createCardSettlementStore(db: Database) {
  async function read(name: TerminalName, where: string, values: unknown[]): Promise<StoredSettlement | undefined> {
    const result = await db.pool.query<SettlementRow>(
      `SELECT settlement_id, batch, status, debit_minor, debit_count, credit_minor, credit_count, currency, ended_at_ms
       FROM card_settlement WHERE ${whereTerminal} AND ${where} ORDER BY sent_at_ms DESC LIMIT 1`,
      [...keyOf(name), ...values],
    );
    return result.rows.map(fromRow)[0];
  }

  return {
    find: (name: TerminalName, settlementId: string) => read(name, 'settlement_id = $4', [settlementId]),
    /** The newest one of a batch that the host answered. */
    endedOf: (name: TerminalName, batch: number) =>
      read(name, `batch = $4 AND status IN ('agreed', 'differs')`, [batch]),
    /** One without an answer: the host may have closed its batch. */
    doubtful: (name: TerminalName) => read(name, `status = 'sent'`, []),

    /** Committed before the first byte leaves. */
    async send(
      name: TerminalName,
      settlement: Pick<StoredSettlement, 'settlementId' | 'batch' | 'totals' | 'currency'>,
      nowMs: number,
    ): Promise<void> {
      const { settlementId, batch, totals, currency } = settlement;
      await db.pool.query(
        `INSERT INTO card_settlement (merchant_id, account_id, card_terminal_id, settlement_id, batch, status,
           debit_minor, debit_count, credit_minor, credit_count, currency, sent_at_ms)
         VALUES ($1, $2, $3, $4, $5, 'sent', $6, $7, $8, $9, $10, $11)
         ON CONFLICT (merchant_id, account_id, card_terminal_id, settlement_id) DO UPDATE SET
           status = 'sent', debit_minor = excluded.debit_minor, debit_count = excluded.debit_count,
           credit_minor = excluded.credit_minor, credit_count = excluded.credit_count,
           sent_at_ms = excluded.sent_at_ms, ended_at_ms = 0
         WHERE card_settlement.status <> 'agreed' AND card_settlement.batch = excluded.batch`,
        [
          ...keyOf(name),
          settlementId,
          batch,
          totals.debitMinor,
          totals.debitCount,
          totals.creditMinor,
          totals.creditCount,
          currency,
          nowMs,
        ],
      );
    },

    /** What the host said of a batch ends every settlement of it that is not agreed. */
    async end(
      name: TerminalName,
      batch: number,
      status: Exclude<SettlementStatus, 'sent'>,
      nowMs: number,
    ): Promise<void> {
      await db.pool.query(
        `UPDATE card_settlement SET status = $5, ended_at_ms = $6
         WHERE ${whereTerminal} AND batch = $4 AND status <> 'agreed' AND ($5 = 'agreed' OR status = 'sent')`,
        [...keyOf(name), batch, status, nowMs],
      );
    },

    /** Nothing had left us after all. */
    async forget(name: TerminalName, settlementId: string): Promise<void> {
      await db.pool.query(
        `DELETE FROM card_settlement WHERE ${whereTerminal} AND settlement_id = $4 AND status = 'sent'`,
        [...keyOf(name), settlementId],
      );
    },
  };
}
