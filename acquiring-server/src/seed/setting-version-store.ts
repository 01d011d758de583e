/**
 * Gives versions to settings. A version belongs to one change and grows within the merchant; what did not
 * change keeps its version. Removals get lower versions than the rest of their application, so that a thing
 * that moves between "every store" and one store is removed before it is there again.
 */
import type { PoolClient } from 'pg';
import type { WantedSetting } from './settings-of-seed.ts';

const rowsPerStatement = 10_000;

/** The merchant's row must be locked by this transaction: it holds the newest version. */
export async function giveVersions(
  client: PoolClient,
  merchantId: string,
  wanted: readonly WantedSetting[],
): Promise<{ changed: number; removed: number }> {
  await client.query(
    `CREATE TEMPORARY TABLE wanted_setting (place integer, store_id text, kind text, setting_id text, value_json text)
     ON COMMIT DROP`,
  );
  for (let from = 0; from < wanted.length; from += rowsPerStatement) {
    const part = wanted.slice(from, from + rowsPerStatement);
    await client.query(
      `INSERT INTO wanted_setting
       SELECT * FROM unnest($1::integer[], $2::text[], $3::text[], $4::text[], $5::text[])`,
      [
        part.map((_, index) => from + index),
        part.map((setting) => setting.storeId),
        part.map((setting) => setting.kind),
        part.map((setting) => setting.settingId),
        part.map((setting) => setting.valueJson),
      ],
    );
  }
  // The planner knows nothing of a table that was just filled, and would compare row with row.
  await client.query('ANALYZE wanted_setting');
  const removed = await client.query(
    `WITH gone AS (
       SELECT held.store_id, held.kind, held.setting_id,
         row_number() OVER (ORDER BY held.store_id, held.kind, held.setting_id) AS place
       FROM setting AS held
       WHERE held.merchant_id = $1 AND held.value_json <> '' AND NOT EXISTS (
         SELECT FROM wanted_setting AS wanted WHERE wanted.store_id = held.store_id
           AND wanted.kind = held.kind AND wanted.setting_id = held.setting_id)
     ), base AS (SELECT settings_version FROM merchant WHERE merchant_id = $1)
     UPDATE setting SET value_json = '', version = base.settings_version + gone.place
     FROM gone, base
     WHERE setting.merchant_id = $1 AND setting.store_id = gone.store_id AND setting.kind = gone.kind
       AND setting.setting_id = gone.setting_id`,
    [merchantId],
  );
  await moveVersion(client, merchantId, removed.rowCount ?? 0);
  const changed = await client.query(
    `WITH changed AS (
       SELECT wanted.*, row_number() OVER (ORDER BY wanted.place) AS step
       FROM wanted_setting AS wanted
       LEFT JOIN setting AS held ON held.merchant_id = $1 AND held.store_id = wanted.store_id
         AND held.kind = wanted.kind AND held.setting_id = wanted.setting_id
       WHERE held.value_json IS DISTINCT FROM wanted.value_json
     ), base AS (SELECT settings_version FROM merchant WHERE merchant_id = $1)
     INSERT INTO setting (merchant_id, store_id, kind, setting_id, version, value_json)
     SELECT $1, changed.store_id, changed.kind, changed.setting_id, base.settings_version + changed.step,
       changed.value_json
     FROM changed, base
     ON CONFLICT (merchant_id, store_id, kind, setting_id)
       DO UPDATE SET version = excluded.version, value_json = excluded.value_json`,
    [merchantId],
  );
  await moveVersion(client, merchantId, changed.rowCount ?? 0);
  return { changed: changed.rowCount ?? 0, removed: removed.rowCount ?? 0 };
}

async function moveVersion(client: PoolClient, merchantId: string, by: number): Promise<void> {
  await client.query('UPDATE merchant SET settings_version = settings_version + $2 WHERE merchant_id = $1', [
    merchantId,
    by,
  ]);
}
