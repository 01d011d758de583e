/**
 * The settings of a store as its agent pulls them: those of the scopes above it, of its own and of its terminals,
 * in the order of their versions.
 */
import { type SettingKind, settingChangeHash } from '@qiantai/protos';
import type { Database } from '../db/database.ts';

export interface SettingChange {
  version: number;
  kind: SettingKind;
  settingId: string;
  /** Empty: the thing was removed from its scope. */
  valueJson: string;
  /** '' (the chain), region/ID, store/ID or terminal/ID. */
  scope: string;
}

export interface SettingsPage {
  changes: SettingChange[];
  more: boolean;
  /** The scopes above the store and its own, widest first. */
  path: string[];
  /** What the caller holds was pulled along another path, or is newer than what there is: it begins anew. */
  restart: boolean;
  /** With `restart`: the version that it holds was another change there than here. */
  otherHistory: boolean;
}

type StoreKey = { merchantId: string; storeId: string };

interface Place {
  path: string[];
  /** The path and the store's terminals. */
  scopes: string[];
  merchantVersion: number;
}

export class SettingsStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** At most `limit` changes after a version, and whether more wait behind them. `path` is the caller's. */
  async changesAfter(
    store: StoreKey,
    page: { afterVersion: number; limit: number; path: readonly string[]; afterChangeHash?: string },
  ): Promise<SettingsPage> {
    const { path, scopes, merchantVersion } = await this.placeOf(store);
    const samePath = page.path.length === path.length && page.path.every((scope, index) => scope === path[index]);
    // Whoever begins at 0 begins anew anyway.
    if (page.afterVersion > 0 && (!samePath || page.afterVersion > merchantVersion)) {
      return { changes: [], more: false, path, restart: true, otherHistory: false };
    }
    if (
      page.afterVersion > 0 &&
      page.afterChangeHash &&
      (await this.isOther(store, page.afterVersion, page.afterChangeHash))
    ) {
      return { changes: [], more: false, path, restart: true, otherHistory: true };
    }
    const found = await this.database.pool.query<{
      version: bigint;
      kind: SettingKind;
      setting_id: string;
      value_json: string;
      scope: string;
    }>(
      // Compared as rows, which only the index by scope and version can answer in order: by the one over all of the
      // merchant's versions, the planner's other idea, a scope without changes would cost a walk through all scopes'.
      `SELECT change.* FROM unnest($2::text[]) AS asked (scope) CROSS JOIN LATERAL (
         SELECT version, kind, setting_id, value_json, scope FROM setting
         WHERE (merchant_id, scope, version) > ($1, asked.scope, $3)
           AND (merchant_id, scope, version) <= ($1, asked.scope, ${Number.MAX_SAFE_INTEGER})
         ORDER BY merchant_id, scope, version LIMIT $4
       ) AS change ORDER BY version LIMIT $4`,
      [store.merchantId, scopes, page.afterVersion, page.limit + 1],
    );
    const changes = found.rows.slice(0, page.limit).map((row) => ({
      version: Number(row.version),
      kind: row.kind,
      settingId: row.setting_id,
      valueJson: row.value_json,
      scope: row.scope,
    }));
    return { changes, more: found.rows.length > page.limit, path, restart: false, otherHistory: false };
  }

  /** Whether a version was another change than the one that the caller names. One that is not known here says nothing. */
  private async isOther({ merchantId }: StoreKey, version: number, changeHash: string): Promise<boolean> {
    const found = await this.database.pool.query<{
      scope: string;
      kind: SettingKind;
      setting_id: string;
      value_json: string;
    }>(
      `SELECT scope, kind, setting_id, value_json FROM setting WHERE merchant_id = $1 AND version = $2
       UNION ALL
       SELECT scope, kind, setting_id, value_json FROM setting_history WHERE merchant_id = $1 AND version = $2`,
      [merchantId, version],
    );
    const [row] = found.rows;
    if (!row) return false;
    const { scope, kind, setting_id: id, value_json: valueJson } = row;
    return settingChangeHash({ version, scope, kind, id, valueJson }) !== changeHash;
  }

  /** 0 where the store has none. */
  async newestVersion(store: StoreKey): Promise<number> {
    const { scopes } = await this.placeOf(store);
    const found = await this.database.pool.query<{ version: bigint | null }>(
      `SELECT max(newest.version) AS version FROM unnest($2::text[]) AS asked (scope) CROSS JOIN LATERAL (
         SELECT version FROM setting
         WHERE (merchant_id, scope, version) >= ($1, asked.scope, 0)
           AND (merchant_id, scope, version) <= ($1, asked.scope, ${Number.MAX_SAFE_INTEGER})
         ORDER BY merchant_id DESC, scope DESC, version DESC LIMIT 1
       ) AS newest`,
      [store.merchantId, scopes],
    );
    return Number(found.rows[0]?.version ?? 0);
  }

  private async placeOf({ merchantId, storeId }: StoreKey): Promise<Place> {
    const found = await this.database.pool.query<{
      regions: string[];
      terminals: string[];
      settings_version: bigint | null;
    }>(
      `WITH RECURSIVE above AS (
         SELECT region_id, 1 AS height FROM store WHERE merchant_id = $1 AND store_id = $2 AND region_id IS NOT NULL
         UNION ALL
         SELECT region.parent_id, above.height + 1 FROM above JOIN region ON region.merchant_id = $1
           AND region.region_id = above.region_id
         WHERE region.parent_id IS NOT NULL AND above.height < 32
       )
       SELECT ARRAY(SELECT region_id FROM above ORDER BY height DESC) AS regions,
         ARRAY(SELECT terminal_id FROM terminal WHERE merchant_id = $1 AND store_id = $2 ORDER BY terminal_id)
           AS terminals,
         (SELECT settings_version FROM merchant WHERE merchant_id = $1) AS settings_version`,
      [merchantId, storeId],
    );
    const { regions = [], terminals = [], settings_version: version = null } = found.rows[0] ?? {};
    const path = ['', ...regions.map((id) => `region/${id}`), `store/${storeId}`];
    return {
      path,
      scopes: [...path, ...terminals.map((id) => `terminal/${id}`)],
      merchantVersion: Number(version ?? 0),
    };
  }
}
