/** The day's sales of stores, read from what their journals told. */
import type { Currency } from '@qiantai/protos';
import type { Database } from '../db/database.ts';
import type { ChainBoard, StoreSales } from './board.ts';

export interface DayOfStores {
  merchantId: string;
  storeIds: readonly string[];
  businessDate: string;
}

export class BoardStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async merchant(merchantId: string): Promise<{ name: string; currency: Currency } | undefined> {
    const found = await this.database.pool.query<{ name: string; currency: Currency }>(
      'SELECT name, currency FROM merchant WHERE merchant_id = $1',
      [merchantId],
    );
    return found.rows[0];
  }

  async terminalNames(merchantId: string, storeIds: readonly string[]): Promise<Map<string, string>> {
    const found = await this.database.pool.query<{ terminal_id: string; name: string }>(
      'SELECT terminal_id, name FROM terminal WHERE merchant_id = $1 AND store_id = ANY ($2)',
      [merchantId, storeIds],
    );
    return new Map(found.rows.map((row) => [row.terminal_id, row.name]));
  }

  /** By store; a store without sales has no entry. */
  async sales({ merchantId, storeIds, businessDate }: DayOfStores): Promise<Map<string, StoreSales>> {
    const found = await this.database.pool.query<{
      store_id: string;
      sale_count: number;
      sold_minor: bigint;
      return_count: number;
      returned_minor: bigint;
    }>(
      `SELECT store_id,
         count(*) FILTER (WHERE kind = 'sale')::integer AS sale_count,
         coalesce(sum(total_minor) FILTER (WHERE kind = 'sale'), 0)::bigint AS sold_minor,
         count(*) FILTER (WHERE kind = 'return')::integer AS return_count,
         coalesce(sum(total_minor) FILTER (WHERE kind = 'return'), 0)::bigint AS returned_minor
       FROM sale WHERE merchant_id = $1 AND business_date = $2 AND store_id = ANY ($3)
       GROUP BY store_id`,
      [merchantId, businessDate, storeIds],
    );
    return new Map(
      found.rows.map((row) => [
        row.store_id,
        {
          saleCount: row.sale_count,
          soldMinor: row.sold_minor,
          returnCount: row.return_count,
          returnedMinor: row.returned_minor,
        },
      ]),
    );
  }

  /** Net of returns, by the hours since the day began; what lies outside of 24 hours counts in the nearest. */
  async hours(day: DayOfStores, dayStartMs: number): Promise<bigint[]> {
    const found = await this.database.pool.query<{ hour: number; net_minor: bigint }>(
      `SELECT least(greatest(floor((completed_at_ms - $4::bigint) / 3600000.0), 0), 23)::integer AS hour,
         sum(CASE kind WHEN 'return' THEN -total_minor ELSE total_minor END)::bigint AS net_minor
       FROM sale WHERE merchant_id = $1 AND business_date = $2 AND store_id = ANY ($3)
       GROUP BY 1`,
      [day.merchantId, day.businessDate, day.storeIds, dayStartMs],
    );
    const net = new Map(found.rows.map((row) => [row.hour, row.net_minor]));
    return Array.from({ length: 24 }, (_, hour) => net.get(hour) ?? 0n);
  }

  /** What was paid and given back, by tender and channel; returns count below zero. */
  async tenders(day: DayOfStores): Promise<ChainBoard['tenders']> {
    const found = await this.database.pool.query<{
      tender: string;
      channel: string;
      count: number;
      amount_minor: bigint;
    }>(
      `SELECT tender->>'tender' AS tender, tender->>'channel' AS channel, count(*)::integer AS count,
         sum((tender->>'amountMinor')::bigint * CASE kind WHEN 'return' THEN -1 ELSE 1 END)::bigint AS amount_minor
       FROM sale, jsonb_array_elements(record->'tenders') AS tender
       WHERE merchant_id = $1 AND business_date = $2 AND store_id = ANY ($3)
       GROUP BY 1, 2 ORDER BY 4 DESC, 1, 2`,
      [day.merchantId, day.businessDate, day.storeIds],
    );
    return found.rows.map((row) => ({
      tender: row.tender,
      channel: row.channel,
      count: row.count,
      amountMinor: row.amount_minor,
    }));
  }

  /** What a name of the tree's settings says for the whole chain; undefined where there is none. */
  async chainSetting(merchantId: string, kind: string): Promise<unknown> {
    const found = await this.database.pool.query<{ value_json: string }>(
      `SELECT value_json FROM setting
       WHERE merchant_id = $1 AND scope = '' AND kind = $2 AND setting_id = 'default' AND value_json <> ''`,
      [merchantId, kind],
    );
    const row = found.rows[0];
    return row && (JSON.parse(row.value_json) as unknown);
  }
}
