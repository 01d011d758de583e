/** When stores were heard, and when they were away. */
import type { Database } from '../db/database.ts';

export interface StoreContact {
  merchantId: string;
  storeId: string;
  agentId: string;
  lastContactMs: number;
  waiting: number;
  oldestAgeMs: number;
  settingsVersion: number;
  settingsBehindSinceMs: number | undefined;
}

export interface OfflineSpan {
  merchantId: string;
  storeId: string;
  fromMs: number;
  untilMs: number;
}

interface StoredContact {
  merchant_id: string;
  store_id: string;
  agent_id: string;
  last_contact_ms: bigint;
  waiting: bigint;
  oldest_age_ms: bigint;
  settings_version: bigint;
  settings_behind_since_ms: bigint | null;
}

const spansKeptMs = 400 * 86_400_000;

export class ContactStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Another server over the same database may have heard a store later: the later word stays. */
  async put(contacts: readonly StoreContact[]): Promise<void> {
    if (contacts.length === 0) return;
    const sorted = [...contacts].sort((a, b) => compareKeys(a, b));
    await this.database.statement(async (pool) => {
      await pool.query(
        `INSERT INTO store_contact AS held (merchant_id, store_id, agent_id, last_contact_ms, waiting, oldest_age_ms,
           settings_version, settings_behind_since_ms)
         SELECT * FROM unnest($1::text[], $2::text[], $3::uuid[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
           $8::bigint[])
         ON CONFLICT (merchant_id, store_id) DO UPDATE SET agent_id = excluded.agent_id,
           last_contact_ms = excluded.last_contact_ms, waiting = excluded.waiting,
           oldest_age_ms = excluded.oldest_age_ms, settings_version = excluded.settings_version,
           settings_behind_since_ms = excluded.settings_behind_since_ms
         WHERE excluded.last_contact_ms >= held.last_contact_ms`,
        [
          sorted.map((one) => one.merchantId),
          sorted.map((one) => one.storeId),
          sorted.map((one) => one.agentId),
          sorted.map((one) => one.lastContactMs),
          sorted.map((one) => one.waiting),
          sorted.map((one) => one.oldestAgeMs),
          sorted.map((one) => one.settingsVersion),
          sorted.map((one) => one.settingsBehindSinceMs ?? null),
        ],
      );
    });
  }

  async find(merchantId: string, storeIds: readonly string[] | undefined): Promise<StoreContact[]> {
    const found = await this.database.pool.query<StoredContact>(
      'SELECT * FROM store_contact WHERE merchant_id = $1 AND ($2::text[] IS NULL OR store_id = ANY ($2))',
      [merchantId, storeIds ?? null],
    );
    return found.rows.map((row) => ({
      merchantId: row.merchant_id,
      storeId: row.store_id,
      agentId: row.agent_id,
      lastContactMs: Number(row.last_contact_ms),
      waiting: Number(row.waiting),
      oldestAgeMs: Number(row.oldest_age_ms),
      settingsVersion: Number(row.settings_version),
      settingsBehindSinceMs: row.settings_behind_since_ms === null ? undefined : Number(row.settings_behind_since_ms),
    }));
  }

  async addSpan(span: OfflineSpan): Promise<void> {
    await this.database.pool.query(
      `INSERT INTO store_offline_span AS held (merchant_id, store_id, from_ms, until_ms) VALUES ($1, $2, $3, $4)
       ON CONFLICT (merchant_id, store_id, from_ms) DO UPDATE SET until_ms = greatest(held.until_ms, excluded.until_ms)`,
      [span.merchantId, span.storeId, span.fromMs, span.untilMs],
    );
    await this.database.pool.query(
      'DELETE FROM store_offline_span WHERE merchant_id = $1 AND store_id = $2 AND until_ms < $3',
      [span.merchantId, span.storeId, span.untilMs - spansKeptMs],
    );
  }

  /** Milliseconds of the recorded spans that lie after `sinceMs`, by store. */
  async offlineMs(
    merchantId: string,
    storeIds: readonly string[] | undefined,
    sinceMs: number,
  ): Promise<Map<string, number>> {
    const found = await this.database.pool.query<{ store_id: string; offline_ms: string }>(
      `SELECT store_id, sum(until_ms - greatest(from_ms, $3::bigint))::text AS offline_ms FROM store_offline_span
       WHERE merchant_id = $1 AND ($2::text[] IS NULL OR store_id = ANY ($2)) AND until_ms > $3 GROUP BY store_id`,
      [merchantId, storeIds ?? null, sinceMs],
    );
    return new Map(found.rows.map((row) => [row.store_id, Number(row.offline_ms)]));
  }
}

function compareKeys(a: StoreContact, b: StoreContact): number {
  const [left, right] = [JSON.stringify([a.merchantId, a.storeId]), JSON.stringify([b.merchantId, b.storeId])];
  return left < right ? -1 : left > right ? 1 : 0;
}
