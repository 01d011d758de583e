/** SQL of what a card that was taken offline is held against: the policy of its time, and who signed its entry. */
import { type SettingValue, settingValueSchemas } from '@qiantai/protos';
import type pg from 'pg';

type Queryable = Pick<pg.ClientBase, 'query'>;

/**
 * The offline policy that counted at a terminal by the settings of a version: the nearest scope that had one then.
 * Undefined where there was none.
 */
export async function readOfflinePolicyAt(
  client: Queryable,
  at: { merchantId: string; storeId: string; terminalId: string; version: number },
): Promise<SettingValue<'offline_policy'> | undefined> {
  const found = await client.query<{ value_json: string }>(
    `WITH RECURSIVE above AS (
       SELECT region_id, 3 AS distance FROM store WHERE merchant_id = $1 AND store_id = $2 AND region_id IS NOT NULL
       UNION ALL
       SELECT region.parent_id, above.distance + 1 FROM above JOIN region ON region.merchant_id = $1
         AND region.region_id = above.region_id
       WHERE region.parent_id IS NOT NULL AND above.distance < 35
     ), scopes (scope, distance) AS (
       SELECT 'terminal/' || $3::text, 1 UNION ALL SELECT 'store/' || $2::text, 2
       UNION ALL SELECT 'region/' || region_id, distance FROM above UNION ALL SELECT '', 100
     ), held AS (
       SELECT scope, value_json FROM setting
       WHERE merchant_id = $1 AND kind = 'offline_policy' AND setting_id = 'default' AND version <= $4
       UNION ALL
       SELECT scope, value_json FROM setting_history
       WHERE merchant_id = $1 AND kind = 'offline_policy' AND setting_id = 'default' AND version <= $4
         AND replaced_by > $4
     )
     SELECT value_json FROM held JOIN scopes USING (scope) WHERE value_json <> '' ORDER BY distance LIMIT 1`,
    [at.merchantId, at.storeId, at.terminalId, at.version],
  );
  const json = found.rows[0]?.value_json;
  return json === undefined ? undefined : settingValueSchemas.offline_policy.parse(JSON.parse(json));
}

/** When the agent that signed an entry was revoked; undefined where it was not. */
export async function readSignerRevokedAtMs(
  client: Queryable,
  entry: { merchantId: string; terminalId: string; sequence: number },
): Promise<number | undefined> {
  const found = await client.query<{ revoked_at_ms: bigint | null }>(
    `SELECT agent.revoked_at_ms FROM terminal_journal_entry AS entry
       JOIN agent ON agent.merchant_id = entry.merchant_id AND agent.agent_id = entry.agent_id
     WHERE entry.merchant_id = $1 AND entry.terminal_id = $2 AND entry.sequence = $3`,
    [entry.merchantId, entry.terminalId, entry.sequence],
  );
  const revokedAtMs = found.rows[0]?.revoked_at_ms ?? null;
  return revokedAtMs === null ? undefined : Number(revokedAtMs);
}
