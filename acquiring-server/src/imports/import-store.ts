/** Previews of files in the database. */
import type { SettingKind } from '@qiantai/protos';
import type { PoolClient } from 'pg';
import { plainArray, textArray } from '../db/array-literal.ts';
import type { Database } from '../db/database.ts';

export interface ImportRecord {
  importId: string;
  merchantId: string;
  byWhom: string;
  kind: SettingKind;
  scope: string;
  fileHash: Buffer;
  baseVersion: number;
}

export interface HeldImport extends ImportRecord {
  status: 'reading' | 'previewed' | 'committed';
  badRowCount: number;
  changeCount: number;
  expiresAtMs: number;
  changedCount: number | null;
  removedCount: number | null;
  committedVersion: bigint | null;
}

export interface StagedRow {
  place: number;
  settingId: string;
  valueJson: string;
}

export interface StagedCounts {
  added: number;
  changed: number;
  unchanged: number;
}

/** Previews that a merchant may have at once; the oldest makes room. */
const previewsMax = 5;

export class ImportStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async begin(record: ImportRecord, times: { nowMs: number; expiresAtMs: number }): Promise<void> {
    await this.database.transaction(async (client) => {
      const gone = await client.query<{ import_id: string }>(
        `DELETE FROM setting_import WHERE import_id IN (
           (SELECT import_id FROM setting_import WHERE expires_at_ms <= $2 LIMIT 100)
           UNION ALL
           (SELECT import_id FROM setting_import WHERE merchant_id = $1 AND status <> 'committed'
            ORDER BY created_at_ms DESC, import_id OFFSET $3))
         RETURNING import_id`,
        [record.merchantId, times.nowMs, previewsMax - 1],
      );
      await client.query('DELETE FROM setting_import_row WHERE import_id = ANY ($1)', [
        gone.rows.map((row) => row.import_id),
      ]);
      await client.query(
        `INSERT INTO setting_import (import_id, merchant_id, by_whom, kind, scope, status, file_hash, base_version,
           bad_row_count, change_count, created_at_ms, expires_at_ms)
         VALUES ($1, $2, $3, $4, $5, 'reading', $6, $7, 0, 0, $8, $9)`,
        [
          record.importId,
          record.merchantId,
          record.byWhom,
          record.kind,
          record.scope,
          record.fileHash,
          record.baseVersion,
          times.nowMs,
          times.expiresAtMs,
        ],
      );
    });
  }

  /** Keeps the rows that differ from what is there. */
  async stage(record: ImportRecord, rows: readonly StagedRow[]): Promise<StagedCounts> {
    const staged = await this.database.pool.query<{ added: bigint; changed: bigint }>(
      `WITH differing AS (
         SELECT given.*, coalesce(held.value_json, '') = '' AS added
         FROM unnest($5::integer[], $6::text[], $7::text[]) AS given (place, setting_id, value_json)
         LEFT JOIN LATERAL (
           -- The limit keeps this a look-up by key for each row, whatever the planner knows.
           SELECT value_json FROM setting WHERE merchant_id = $2 AND scope = $3 AND kind = $4
             AND setting_id = given.setting_id LIMIT 1
         ) AS held ON true
         WHERE coalesce(held.value_json, '') <> given.value_json
       ), kept AS (
         INSERT INTO setting_import_row (import_id, place, scope, kind, setting_id, value_json)
         SELECT $1, place, $3, $4, setting_id, value_json FROM differing
       )
       SELECT count(*) FILTER (WHERE added) AS added, count(*) FILTER (WHERE NOT added) AS changed FROM differing`,
      [
        record.importId,
        record.merchantId,
        record.scope,
        record.kind,
        plainArray(rows.map(({ place }) => place)),
        textArray(rows.map(({ settingId }) => settingId)),
        textArray(rows.map(({ valueJson }) => valueJson)),
      ],
    );
    const added = Number(staged.rows[0]?.added ?? 0);
    const changed = Number(staged.rows[0]?.changed ?? 0);
    return { added, changed, unchanged: rows.length - added - changed };
  }

  async idsAt(record: ImportRecord): Promise<string[]> {
    const found = await this.database.pool.query<{ setting_id: string }>(
      `SELECT setting_id FROM setting WHERE merchant_id = $1 AND scope = $2 AND kind = $3 AND value_json <> ''
       ORDER BY setting_id`,
      [record.merchantId, record.scope, record.kind],
    );
    return found.rows.map((row) => row.setting_id);
  }

  async samples(
    record: ImportRecord,
    limit: number,
  ): Promise<Array<{ settingId: string; oldValueJson: string; newValueJson: string }>> {
    const found = await this.database.pool.query<{ settingId: string; oldValueJson: string; newValueJson: string }>(
      `SELECT staged.setting_id AS "settingId", coalesce(held.value_json, '') AS "oldValueJson",
         staged.value_json AS "newValueJson"
       FROM (SELECT * FROM setting_import_row WHERE import_id = $1 ORDER BY place LIMIT $3) AS staged
       LEFT JOIN setting AS held ON held.merchant_id = $2 AND held.scope = staged.scope AND held.kind = staged.kind
         AND held.setting_id = staged.setting_id ORDER BY staged.place`,
      [record.importId, record.merchantId, limit],
    );
    return found.rows;
  }

  async finish(importId: string, counts: { badRows: number; changes: number }): Promise<void> {
    await this.database.pool.query(
      `UPDATE setting_import SET status = 'previewed', bad_row_count = $2, change_count = $3
       WHERE import_id = $1 AND status = 'reading'`,
      [importId, counts.badRows, counts.changes],
    );
  }

  async drop(importId: string): Promise<void> {
    await this.database.transaction(async (client) => {
      await client.query('DELETE FROM setting_import_row WHERE import_id = $1', [importId]);
      await client.query('DELETE FROM setting_import WHERE import_id = $1', [importId]);
    });
  }

  /** Of the ids, those that none of the scopes has. */
  async missing(
    key: { merchantId: string; kind: SettingKind; scopes: readonly string[] },
    ids: readonly string[],
  ): Promise<string[]> {
    const found = await this.database.pool.query<{ id: string }>(
      `SELECT asked.id FROM unnest($4::text[]) AS asked (id)
       LEFT JOIN LATERAL (
         SELECT true AS there FROM unnest($3::text[]) AS path (scope) CROSS JOIN LATERAL (
           SELECT value_json FROM setting WHERE merchant_id = $1 AND scope = path.scope AND kind = $2
             AND setting_id = asked.id LIMIT 1
         ) AS one WHERE one.value_json <> '' LIMIT 1
       ) AS held ON true
       WHERE held.there IS NULL`,
      [key.merchantId, key.kind, textArray(key.scopes), textArray(ids)],
    );
    return found.rows.map((row) => row.id);
  }

  /** Which settings have these codes now, at whatever scope. */
  async holdersOf(
    key: { merchantId: string; kind: SettingKind },
    codes: readonly string[],
  ): Promise<Array<{ code: string; scope: string; settingId: string }>> {
    const found = await this.database.pool.query<{ code: string; scope: string; settingId: string }>(
      `SELECT held.code, held.scope, held.setting_id AS "settingId"
       FROM unnest($3::text[]) AS asked (code) CROSS JOIN LATERAL (
         SELECT code, scope, setting_id FROM setting_code WHERE merchant_id = $1 AND kind = $2 AND code = asked.code
         LIMIT 10000
       ) AS held`,
      [key.merchantId, key.kind, textArray(codes)],
    );
    return found.rows;
  }
}

/** Its row locked, so that a commit that comes twice is done once. */
export async function lockImport(client: PoolClient, importId: string): Promise<HeldImport | undefined> {
  const found = await client.query<
    Omit<HeldImport, 'baseVersion' | 'expiresAtMs'> & { baseVersion: bigint; expiresAtMs: bigint }
  >(
    `SELECT import_id AS "importId", merchant_id AS "merchantId", by_whom AS "byWhom", kind, scope, status,
       file_hash AS "fileHash", base_version AS "baseVersion", bad_row_count AS "badRowCount",
       change_count AS "changeCount", expires_at_ms AS "expiresAtMs", changed_count AS "changedCount",
       removed_count AS "removedCount", committed_version AS "committedVersion"
     FROM setting_import WHERE import_id = $1 FOR UPDATE`,
    [importId],
  );
  const row = found.rows[0];
  return row && { ...row, baseVersion: Number(row.baseVersion), expiresAtMs: Number(row.expiresAtMs) };
}

/** The first change after a version that matters to an import; undefined where there is none. */
export async function firstChangeAfter(
  client: PoolClient,
  key: { merchantId: string; kinds: readonly SettingKind[]; scopes: readonly string[]; version: number },
): Promise<number | undefined> {
  const found = await client.query<{ version: bigint }>(
    `SELECT version FROM setting WHERE merchant_id = $1 AND version > $2 AND kind = ANY ($3) AND scope = ANY ($4)
     ORDER BY version LIMIT 1`,
    [key.merchantId, key.version, key.kinds, key.scopes],
  );
  return found.rows[0] && Number(found.rows[0].version);
}

export async function stagedCount(client: PoolClient, importId: string): Promise<number> {
  const found = await client.query<{ count: bigint }>(
    'SELECT count(*) AS count FROM setting_import_row WHERE import_id = $1',
    [importId],
  );
  return Number(found.rows[0]?.count ?? 0);
}

export async function markCommitted(
  client: PoolClient,
  importId: string,
  outcome: { changed: number; removed: number; version: number },
): Promise<void> {
  await client.query(
    `UPDATE setting_import SET status = 'committed', changed_count = $2, removed_count = $3, committed_version = $4
     WHERE import_id = $1`,
    [importId, outcome.changed, outcome.removed, outcome.version],
  );
  await client.query('DELETE FROM setting_import_row WHERE import_id = $1', [importId]);
}
