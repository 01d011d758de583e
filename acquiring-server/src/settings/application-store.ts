/**
 * Writes changes of settings and gives them versions. A version belongs to one change and grows within the merchant;
 * what does not change keeps its version. All changes of one application have consecutive versions and are committed
 * together, under the lock of the merchant's row, so that a higher version is never visible before a lower one.
 * Removals get the lower versions, so that a thing that moves between scopes is removed before it is there again.
 */

import { errorText, type Log } from '@qiantai/foundation';
import { type Currency, currencySchema } from '@qiantai/protos';
import type { PoolClient } from 'pg';
import { textArray } from '../db/array-literal.ts';
import type { Database } from '../db/database.ts';
import { serverError } from '../errors.ts';
import { type SettingChange, type SettingKey, settingName } from './setting-change.ts';

/** The merchant, its row locked by the transaction at hand. */
export interface LockedMerchant {
  merchantId: string;
  currency: Currency;
  /** Before the application. */
  version: number;
}

export interface ApplicationMark {
  /** `user:LOGIN`, `operator:NAME`, `command` or `seed`. */
  whom: string;
  atMs: number;
  note: string;
}

export interface Applied {
  changed: number;
  removed: number;
  /** The newest of the merchant after the application. */
  version: number;
  /** Some code was not written, since something has it: whether another thing, `stateFaults` finds out. */
  codesClash: boolean;
}

/** Where the changes come from; `file`: the rows of a previewed import. */
export type ChangeSource = { kind: 'changes'; changes: readonly SettingChange[] } | { kind: 'file'; importId: string };

export interface ApplyOptions {
  /** A seed leaves alone what headquarters changed. */
  seeding?: boolean;
  /** Gives a new version to what is the same as well: those who hold an older one are to read it again. */
  touch?: boolean;
}

const rowsPerStatement = 20_000;

/** @throws CodedError HEADQUARTERS_MERCHANT_UNKNOWN */
export async function lockMerchant(client: PoolClient, merchantId: string): Promise<LockedMerchant> {
  const found = await client.query<{ currency: string; settings_version: bigint }>(
    'SELECT currency, settings_version FROM merchant WHERE merchant_id = $1 FOR NO KEY UPDATE',
    [merchantId],
  );
  const row = found.rows[0];
  if (!row) throw serverError('HEADQUARTERS_MERCHANT_UNKNOWN', { merchantId: merchantId.slice(0, 64) });
  return { merchantId, currency: currencySchema.parse(row.currency), version: Number(row.settings_version) };
}

export async function applyChanges(
  client: PoolClient,
  merchant: LockedMerchant,
  source: ChangeSource,
  mark: ApplicationMark,
  options: ApplyOptions = {},
): Promise<Applied> {
  let version = merchant.version;
  let replaced = 0;
  const write = async (part: Part) => {
    const written = await writePart(client, merchant.merchantId, part, version, options);
    version += written.changed;
    replaced += written.replaced;
    return written.changed;
  };
  const parts = source.kind === 'file' ? fileParts(source.importId) : changeParts(source.changes);
  let removed = 0;
  for (const part of parts.removals) removed += await write(part);
  let changed = 0;
  for (const part of parts.rest) changed += await write(part);
  if (version === merchant.version) return { changed, removed, version, codesClash: false };
  await recordApplication(client, merchant, version, mark);
  return { changed, removed, version, codesClash: await renewCodes(client, merchant, replaced > 0) };
}

interface Part {
  /** FROM item of the changes, with its parameters from $5 on. */
  sql: string;
  values: unknown[];
}

function changeParts(changes: readonly SettingChange[]): { removals: Part[]; rest: Part[] } {
  const parts = (given: readonly SettingChange[]) => {
    const found: Part[] = [];
    for (let from = 0; from < given.length; from += rowsPerStatement) {
      const part = given.slice(from, from + rowsPerStatement);
      found.push({
        sql: `unnest($5::text[], $6::text[], $7::text[], $8::text[])
          WITH ORDINALITY AS given (scope, kind, setting_id, value_json, place)`,
        values: [
          textArray(part.map(({ scope }) => scope)),
          textArray(part.map(({ kind }) => kind)),
          textArray(part.map(({ settingId }) => settingId)),
          textArray(part.map(({ valueJson }) => valueJson)),
        ],
      });
    }
    return found;
  };
  return {
    removals: parts(changes.filter(({ valueJson }) => valueJson === '')),
    rest: parts(changes.filter(({ valueJson }) => valueJson !== '')),
  };
}

function fileParts(importId: string): { removals: Part[]; rest: Part[] } {
  const part = (condition: string): Part => ({
    sql: `(SELECT scope, kind, setting_id, value_json, place FROM setting_import_row
      WHERE import_id = $5 AND value_json ${condition} '') AS given`,
    values: [importId],
  });
  return { removals: [part('=')], rest: [part('<>')] };
}

async function writePart(
  client: PoolClient,
  merchantId: string,
  part: Part,
  after: number,
  { seeding = false, touch = false }: ApplyOptions,
): Promise<{ changed: number; replaced: number }> {
  const written = await client.query<{ changed: bigint; replaced: bigint }>(
    `WITH changed AS (
       SELECT given.scope, given.kind, given.setting_id, given.value_json, held.version AS held_version,
         held.value_json AS held_json, $2::bigint + row_number() OVER (ORDER BY given.place) AS version
       FROM ${part.sql}
       LEFT JOIN LATERAL (
         -- The limit keeps this a look-up by key for each change: what was just loaded has no statistics yet.
         SELECT version, value_json, seeded FROM setting WHERE merchant_id = $1 AND scope = given.scope
           AND kind = given.kind AND setting_id = given.setting_id LIMIT 1
       ) AS held ON true
       WHERE ($4 OR coalesce(held.value_json, '') <> given.value_json) AND (NOT $3 OR coalesce(held.seeded, true))
     ), archived AS (
       INSERT INTO setting_history (merchant_id, version, scope, kind, setting_id, value_json, replaced_by)
       SELECT $1, held_version, scope, kind, setting_id, held_json, version FROM changed WHERE held_version IS NOT NULL
     ), written AS (
       INSERT INTO setting (merchant_id, scope, kind, setting_id, version, value_json, seeded)
       SELECT $1, scope, kind, setting_id, version, value_json, $3 FROM changed ORDER BY version
       ON CONFLICT (merchant_id, scope, kind, setting_id)
         DO UPDATE SET version = excluded.version, value_json = excluded.value_json, seeded = excluded.seeded
     )
     SELECT count(*) AS changed, count(held_version) AS replaced FROM changed`,
    [merchantId, after, seeding, touch, ...part.values],
  );
  return { changed: Number(written.rows[0]?.changed ?? 0), replaced: Number(written.rows[0]?.replaced ?? 0) };
}

async function recordApplication(
  client: PoolClient,
  { merchantId, version }: LockedMerchant,
  newest: number,
  mark: ApplicationMark,
): Promise<void> {
  await client.query('UPDATE merchant SET settings_version = $2 WHERE merchant_id = $1', [merchantId, newest]);
  await client.query(
    `INSERT INTO setting_application (merchant_id, last_version, first_version, by_whom, at_ms, note)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [merchantId, newest, version + 1, mark.whom, mark.atMs, mark.note],
  );
}

/** Writes the codes of what the application put; answers whether some were there already. */
async function renewCodes(
  client: PoolClient,
  { merchantId, version }: LockedMerchant,
  someReplaced: boolean,
): Promise<boolean> {
  if (someReplaced) {
    await client.query(
      `DELETE FROM setting_code AS held USING setting
       WHERE setting.merchant_id = $1 AND setting.version > $2 AND setting.kind IN ('article', 'operator')
         AND held.merchant_id = $1 AND held.scope = setting.scope AND held.kind = setting.kind
         AND held.setting_id = setting.setting_id`,
      [merchantId, version],
    );
  }
  const codes = await client.query<{ given: bigint; written: bigint }>(
    `WITH given AS MATERIALIZED (${codesAfter}), written AS (
       INSERT INTO setting_code (merchant_id, kind, code, scope, setting_id)
       SELECT $1, kind, code, scope, setting_id FROM given ORDER BY kind, code
       ON CONFLICT (merchant_id, kind, code, scope) DO NOTHING RETURNING 1
     )
     SELECT (SELECT count(*) FROM given) AS given, (SELECT count(*) FROM written) AS written`,
    [merchantId, version],
  );
  return codes.rows[0]?.given !== codes.rows[0]?.written;
}

/** Codes of what the application put: $1 the merchant, $2 the version before it. */
export const codesAfter = `
  SELECT kind, scope, setting_id, coalesce(value ->> 'barcode', value ->> 'number') AS code FROM (
    SELECT kind, scope, setting_id, value_json::jsonb AS value FROM setting
    WHERE merchant_id = $1 AND version > $2 AND kind IN ('article', 'operator') AND value_json <> '') AS put
  UNION ALL
  SELECT kind, scope, setting_id, jsonb_array_elements_text(value_json::jsonb -> 'moreBarcodes') FROM setting
  WHERE merchant_id = $1 AND version > $2 AND kind = 'article' AND value_json LIKE '%"moreBarcodes":%'`;

/** Fewer changes than this move no statistics. */
const largeApplication = 5000;

/**
 * After a large application: the planner knows nothing of what was just loaded, and would sort a whole scope for each
 * page that an agent pulls, until the database looks by itself a minute later. As the owner, for nobody else may.
 */
export async function refreshStatistics(
  database: Database,
  { changed, removed }: Pick<Applied, 'changed' | 'removed'>,
  log: Log,
): Promise<void> {
  if (changed + removed < largeApplication) return;
  try {
    await database.owner.pool.query('ANALYZE setting, setting_code, setting_history');
  } catch (error) {
    log.warn({ error: errorText(error) }, 'settings.statistics_failed');
  }
}

/**
 * Nothing that is named may have changed since the version that its changer saw.
 * @throws CodedError SETTINGS_STALE_VERSION
 */
export async function checkBase(
  client: PoolClient,
  merchant: LockedMerchant,
  keys: readonly SettingKey[],
  baseVersion: number,
): Promise<void> {
  const stale = (at: string, newer: number) =>
    serverError('SETTINGS_STALE_VERSION', { at, version: baseVersion, newer });
  if (baseVersion > merchant.version) throw stale('the settings', merchant.version);
  const found = await client.query<SettingKey & { version: bigint }>(
    `SELECT held.scope, held.kind, held.setting_id AS "settingId", held.version FROM setting AS held
     JOIN unnest($3::text[], $4::text[], $5::text[]) AS given (scope, kind, setting_id)
       ON held.scope = given.scope AND held.kind = given.kind AND held.setting_id = given.setting_id
     WHERE held.merchant_id = $1 AND held.version > $2 ORDER BY held.version LIMIT 1`,
    [
      merchant.merchantId,
      baseVersion,
      textArray(keys.map(({ scope }) => scope)),
      textArray(keys.map(({ kind }) => kind)),
      textArray(keys.map(({ settingId }) => settingId)),
    ],
  );
  const newer = found.rows[0];
  if (newer) throw stale(settingName(newer), Number(newer.version));
}
