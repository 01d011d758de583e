/** Settings as headquarters looks at them: what stands at a scope, what counts there, what was. */
import type { SettingKind } from '@qiantai/protos';
import type { PoolClient } from 'pg';
import type { Database } from '../db/database.ts';
import type { SettingChange, SettingKey } from './setting-change.ts';

export interface HeldSetting extends SettingChange {
  version: number;
}

export interface ListWish {
  merchantId: string;
  kind: SettingKind;
  /** Widest first; the nearest one that has an id counts. One scope: what stands at it. */
  scopes: readonly string[];
  afterId: string;
  limit: number;
  idPrefix: string;
  /** Empty: any; else the barcode or number that it bears. */
  code: string;
}

export interface SettingStep extends HeldSetting {
  oldValueJson: string;
  /** Empty where it was changed before such things were written down. */
  byWhom: string;
  atMs: number;
  note: string;
}

export class SettingReadingStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async list(wish: ListWish): Promise<{ settings: HeldSetting[]; more: boolean }> {
    const found = await this.database.pool.query<Omit<HeldSetting, 'version'> & { version: bigint }>(
      `SELECT DISTINCT ON (held.setting_id) held.scope, $2::text AS kind, held.setting_id AS "settingId",
         held.value_json AS "valueJson", held.version
       FROM unnest($3::text[]) WITH ORDINALITY AS path (scope, depth) CROSS JOIN LATERAL (
         SELECT scope, setting_id, value_json, version FROM setting
         WHERE merchant_id = $1 AND scope = path.scope AND kind = $2 AND setting_id > $4 AND value_json <> ''
           AND starts_with(setting_id, $6) AND ($7 = '' OR setting_id IN (
             SELECT setting_id FROM setting_code
             WHERE merchant_id = $1 AND kind = $2 AND code = $7 AND scope = ANY ($3)))
         ORDER BY setting_id LIMIT $5
       ) AS held ORDER BY held.setting_id, path.depth DESC LIMIT $5`,
      [wish.merchantId, wish.kind, wish.scopes, wish.afterId, wish.limit + 1, wish.idPrefix, wish.code],
    );
    const settings = found.rows.slice(0, wish.limit).map((row) => ({ ...row, version: Number(row.version) }));
    return { settings, more: found.rows.length > wish.limit };
  }

  /** Newest first. `scopes` undefined: all. */
  async history(wish: {
    merchantId: string;
    scopes: readonly string[] | undefined;
    kind: string;
    id: string;
    beforeVersion: number;
    limit: number;
  }): Promise<{ steps: SettingStep[]; more: boolean }> {
    const found = await this.database.pool.query<
      Omit<SettingStep, 'version' | 'atMs'> & { version: bigint; atMs: bigint }
    >(
      `SELECT step.version, step.scope, step.kind, step.setting_id AS "settingId", step.value_json AS "valueJson",
         coalesce(old.value_json, '') AS "oldValueJson", coalesce(application.by_whom, '') AS "byWhom",
         coalesce(application.at_ms, 0) AS "atMs", coalesce(application.note, '') AS note
       FROM (
         SELECT * FROM (
           SELECT version, scope, kind, setting_id, value_json FROM setting WHERE merchant_id = $1 AND version < $2
           UNION ALL
           SELECT version, scope, kind, setting_id, value_json FROM setting_history WHERE merchant_id = $1 AND version < $2
         ) AS each
         WHERE ($3::text[] IS NULL OR scope = ANY ($3)) AND ($4 = '' OR kind = $4) AND ($5 = '' OR setting_id = $5)
         ORDER BY version DESC LIMIT $6
       ) AS step
       LEFT JOIN setting_history AS old ON old.merchant_id = $1 AND old.replaced_by = step.version
       LEFT JOIN LATERAL (
         SELECT * FROM setting_application WHERE merchant_id = $1 AND last_version >= step.version
         ORDER BY last_version LIMIT 1
       ) AS application ON application.first_version <= step.version
       ORDER BY step.version DESC`,
      [wish.merchantId, wish.beforeVersion, wish.scopes ?? null, wish.kind, wish.id, wish.limit + 1],
    );
    const steps = found.rows
      .slice(0, wish.limit)
      .map((row) => ({ ...row, version: Number(row.version), atMs: Number(row.atMs) }));
    return { steps, more: found.rows.length > wish.limit };
  }

  /** Of the merchant. */
  async newestVersion(merchantId: string): Promise<number> {
    const found = await this.database.pool.query<{ version: bigint }>(
      'SELECT settings_version AS version FROM merchant WHERE merchant_id = $1',
      [merchantId],
    );
    return Number(found.rows[0]?.version ?? 0);
  }

  /** The newest version of the settings that each store pulls. */
  async versionsOfStores(
    merchantId: string,
    paths: ReadonlyMap<string, readonly string[]>,
  ): Promise<Map<string, number>> {
    const pairs = [...paths].flatMap(([storeId, scopes]) => scopes.map((scope) => [storeId, scope] as const));
    const found = await this.database.pool.query<{ storeId: string; version: bigint }>(
      `WITH newest AS MATERIALIZED (
         SELECT asked.scope, (SELECT version FROM setting
           WHERE (merchant_id, scope, version) >= ($1, asked.scope, 0)
             AND (merchant_id, scope, version) <= ($1, asked.scope, ${Number.MAX_SAFE_INTEGER})
           ORDER BY merchant_id DESC, scope DESC, version DESC LIMIT 1) AS version
         FROM (SELECT DISTINCT scope FROM unnest($3::text[]) AS each (scope)) AS asked
       )
       SELECT pair.store_id AS "storeId", coalesce(max(newest.version), 0) AS version
       FROM unnest($2::text[], $3::text[]) AS pair (store_id, scope) JOIN newest USING (scope) GROUP BY pair.store_id`,
      [merchantId, pairs.map(([storeId]) => storeId), pairs.map(([, scope]) => scope)],
    );
    return new Map(found.rows.map((row) => [row.storeId, Number(row.version)]));
  }
}

/** The values that settings had right after a version; empty where there was none. */
export async function valuesAt(
  client: PoolClient,
  merchantId: string,
  keys: readonly SettingKey[],
  version: number,
): Promise<SettingChange[]> {
  const found = await client.query<SettingChange>(
    `SELECT asked.scope, asked.kind, asked.setting_id AS "settingId", coalesce((
         SELECT value_json FROM (
           SELECT version, value_json FROM setting WHERE merchant_id = $1 AND scope = asked.scope
             AND kind = asked.kind AND setting_id = asked.setting_id AND version <= $2
           UNION ALL
           SELECT version, value_json FROM setting_history WHERE merchant_id = $1 AND scope = asked.scope
             AND kind = asked.kind AND setting_id = asked.setting_id AND version <= $2
         ) AS held ORDER BY version DESC LIMIT 1), '') AS "valueJson"
     FROM unnest($3::text[], $4::text[], $5::text[]) AS asked (scope, kind, setting_id)`,
    [
      merchantId,
      version,
      keys.map(({ scope }) => scope),
      keys.map(({ kind }) => kind),
      keys.map(({ settingId }) => settingId),
    ],
  );
  return found.rows;
}

/** An application that a version belongs to. */
export async function findApplication(
  client: PoolClient,
  merchantId: string,
  version: number,
): Promise<{ first: number; last: number } | undefined> {
  const found = await client.query<{ first: bigint; last: bigint }>(
    `SELECT first_version AS first, last_version AS last FROM setting_application
     WHERE merchant_id = $1 AND last_version >= $2 ORDER BY last_version LIMIT 1`,
    [merchantId, version],
  );
  const row = found.rows[0];
  if (!row || Number(row.first) > version) return undefined;
  return { first: Number(row.first), last: Number(row.last) };
}

/** What the settings of an application were before it; empty where there was none. `newer`: changed again since. */
export async function valuesBefore(
  client: PoolClient,
  merchantId: string,
  { first, last }: { first: number; last: number },
): Promise<{ values: SettingChange[]; newer: (SettingKey & { version: number }) | undefined }> {
  const values = await client.query<SettingChange>(
    `SELECT held.scope, held.kind, held.setting_id AS "settingId", coalesce(old.value_json, '') AS "valueJson"
     FROM setting AS held LEFT JOIN setting_history AS old ON old.merchant_id = $1 AND old.replaced_by = held.version
     WHERE held.merchant_id = $1 AND held.version BETWEEN $2 AND $3 ORDER BY held.version`,
    [merchantId, first, last],
  );
  const newer = await client.query<SettingKey & { version: bigint }>(
    `SELECT scope, kind, setting_id AS "settingId", replaced_by AS version FROM setting_history
     WHERE merchant_id = $1 AND version BETWEEN $2 AND $3 ORDER BY version LIMIT 1`,
    [merchantId, first, last],
  );
  return { values: values.rows, newer: newer.rows.map((row) => ({ ...row, version: Number(row.version) }))[0] };
}
