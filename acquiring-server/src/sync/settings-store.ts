/** The settings of a store, in the order of their versions. */
import type { SettingKind } from '@qiantai/protos';
import type { Database } from '../db/database.ts';

export interface SettingChange {
  version: number;
  kind: SettingKind;
  settingId: string;
  /** Empty: the thing was removed. */
  valueJson: string;
}

export class SettingsStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** At most `limit` changes after a version, and whether more wait behind them. */
  async changesAfter(
    store: { merchantId: string; storeId: string },
    page: { afterVersion: number; limit: number },
  ): Promise<{ changes: SettingChange[]; more: boolean }> {
    const found = await this.database.pool.query<{
      version: bigint;
      kind: SettingKind;
      setting_id: string;
      value_json: string;
    }>(
      `SELECT version, kind, setting_id, value_json FROM (
         (SELECT * FROM setting WHERE merchant_id = $1 AND store_id = '' AND version > $3 ORDER BY version LIMIT $4)
         UNION ALL
         (SELECT * FROM setting WHERE merchant_id = $1 AND store_id = $2 AND version > $3 ORDER BY version LIMIT $4)
       ) AS change ORDER BY version LIMIT $4`,
      [store.merchantId, store.storeId, page.afterVersion, page.limit + 1],
    );
    const changes = found.rows.slice(0, page.limit).map((row) => ({
      version: Number(row.version),
      kind: row.kind,
      settingId: row.setting_id,
      valueJson: row.value_json,
    }));
    return { changes, more: found.rows.length > page.limit };
  }

  /** 0 where the store has none. */
  async newestVersion(store: { merchantId: string; storeId: string }): Promise<number> {
    const found = await this.database.pool.query<{ version: bigint | null }>(
      `SELECT greatest(
         (SELECT max(version) FROM setting WHERE merchant_id = $1 AND store_id = ''),
         (SELECT max(version) FROM setting WHERE merchant_id = $1 AND store_id = $2)
       ) AS version`,
      [store.merchantId, store.storeId],
    );
    return Number(found.rows[0]?.version ?? 0);
  }
}
