/** The last health report of each store, and what the board needs of other tables. */
import { type HealthReport, healthReportSchema } from '@qiantai/protos';
import type { Database } from '../db/database.ts';

export interface StoredHealth {
  storeId: string;
  agentId: string;
  reportedAtMs: number;
  report: HealthReport;
}

export interface KnownTerminal {
  terminalId: string;
  storeId: string;
  /** Sequence of the last entry held; 0: none. */
  serverHead: number;
}

export class HealthStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async put(health: {
    merchantId: string;
    storeId: string;
    agentId: string;
    reportedAtMs: number;
    report: HealthReport;
  }): Promise<void> {
    await this.database.statement(async (pool) => {
      await pool.query(
        `INSERT INTO store_health AS held (merchant_id, store_id, agent_id, reported_at_ms, report)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (merchant_id, store_id) DO UPDATE SET agent_id = excluded.agent_id,
           reported_at_ms = excluded.reported_at_ms, report = excluded.report
         WHERE excluded.reported_at_ms >= held.reported_at_ms`,
        [health.merchantId, health.storeId, health.agentId, health.reportedAtMs, JSON.stringify(health.report)],
      );
    });
  }

  /** A report of an older form that does not fit any more is left out: the next one will. */
  async list(merchantId: string, storeIds: readonly string[] | undefined): Promise<StoredHealth[]> {
    const found = await this.database.pool.query<{
      store_id: string;
      agent_id: string;
      reported_at_ms: bigint;
      report: unknown;
    }>(
      `SELECT store_id, agent_id, reported_at_ms, report FROM store_health
       WHERE merchant_id = $1 AND ($2::text[] IS NULL OR store_id = ANY ($2))`,
      [merchantId, storeIds ?? null],
    );
    return found.rows.flatMap((row) => {
      const report = healthReportSchema.safeParse(row.report);
      if (!report.success) return [];
      const { store_id: storeId, agent_id: agentId } = row;
      return [{ storeId, agentId, reportedAtMs: Number(row.reported_at_ms), report: report.data }];
    });
  }

  async stores(
    merchantId: string,
    storeIds: readonly string[] | undefined,
    limit: number,
  ): Promise<Array<{ storeId: string; name: string }>> {
    const found = await this.database.pool.query<{ store_id: string; name: string }>(
      `SELECT store_id, name FROM store WHERE merchant_id = $1 AND ($2::text[] IS NULL OR store_id = ANY ($2))
       ORDER BY store_id LIMIT $3`,
      [merchantId, storeIds ?? null, limit],
    );
    return found.rows.map((row) => ({ storeId: row.store_id, name: row.name }));
  }

  /** Terminals as they are set up, and journals of those that are not any more. */
  async terminals(merchantId: string, storeIds: readonly string[] | undefined): Promise<KnownTerminal[]> {
    const found = await this.database.pool.query<{ terminal_id: string; store_id: string; last_sequence: bigint }>(
      `SELECT terminal_id, coalesce(terminal.store_id, journal.store_id) AS store_id,
         coalesce(last_sequence, 0::bigint) AS last_sequence
       FROM (SELECT * FROM terminal WHERE merchant_id = $1) AS terminal
       FULL JOIN (SELECT * FROM terminal_journal WHERE merchant_id = $1) AS journal USING (terminal_id)
       WHERE $2::text[] IS NULL OR coalesce(terminal.store_id, journal.store_id) = ANY ($2)
       ORDER BY terminal_id`,
      [merchantId, storeIds ?? null],
    );
    return found.rows.map((row) => ({
      terminalId: row.terminal_id,
      storeId: row.store_id,
      serverHead: Number(row.last_sequence),
    }));
  }
}
