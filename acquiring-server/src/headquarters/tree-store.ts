/** A merchant's tree in the database. */
import { type SettingKind, type SettingValue, settingValueSchemas } from '@qiantai/protos';
import type { Pool, PoolClient } from 'pg';
import { serverError } from '../errors.ts';
import type { SettingChange } from '../settings/setting-change.ts';
import { MerchantTree, type RegionNode, type StoreNode, type TerminalNode } from './merchant-tree.ts';

/** With a client: as its transaction sees it. */
export async function readTree(client: Pool | PoolClient, merchantId: string): Promise<MerchantTree> {
  const regions = await client.query<RegionNode>(
    `SELECT region_id AS "regionId", parent_id AS "parentId", name, name_en AS "nameEn"
     FROM region WHERE merchant_id = $1 ORDER BY region_id`,
    [merchantId],
  );
  const stores = await client.query<StoreNode>(
    `SELECT store_id AS "storeId", region_id AS "regionId", name, name_en AS "nameEn"
     FROM store WHERE merchant_id = $1 ORDER BY store_id`,
    [merchantId],
  );
  const terminals = await client.query<TerminalNode>(
    `SELECT terminal_id AS "terminalId", store_id AS "storeId", name, card_terminal_id AS "cardTerminalId"
     FROM terminal WHERE merchant_id = $1 ORDER BY terminal_id`,
    [merchantId],
  );
  return new MerchantTree({ regions: regions.rows, stores: stores.rows, terminals: terminals.rows });
}

export interface MerchantNames {
  merchantId: string;
  name: string;
  currency: string;
  version: number;
}

export async function readMerchant(client: Pool | PoolClient, merchantId: string): Promise<MerchantNames> {
  const found = await client.query<{ name: string; currency: string; settings_version: bigint }>(
    'SELECT name, currency, settings_version FROM merchant WHERE merchant_id = $1',
    [merchantId],
  );
  const row = found.rows[0];
  if (!row) throw serverError('HEADQUARTERS_MERCHANT_UNKNOWN', { merchantId });
  return { merchantId, name: row.name, currency: row.currency, version: Number(row.settings_version) };
}

export async function putRegion(
  client: PoolClient,
  merchantId: string,
  region: RegionNode,
  atMs: number,
): Promise<void> {
  await client.query(
    `INSERT INTO region (merchant_id, region_id, parent_id, name, name_en, updated_at_ms)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (merchant_id, region_id) DO UPDATE SET parent_id = excluded.parent_id, name = excluded.name,
       name_en = excluded.name_en, updated_at_ms = excluded.updated_at_ms`,
    [merchantId, region.regionId, region.parentId, region.name, region.nameEn, atMs],
  );
}

export async function deleteRegion(client: PoolClient, merchantId: string, regionId: string): Promise<void> {
  await client.query('DELETE FROM region WHERE merchant_id = $1 AND region_id = $2', [merchantId, regionId]);
}

/** `receipt` undefined: its lines stay, none for a new store. */
export async function putStore(
  client: PoolClient,
  merchantId: string,
  store: StoreNode & { receipt: { header: readonly string[]; footer: readonly string[] } | undefined },
  atMs: number,
): Promise<void> {
  await client.query(
    `INSERT INTO store (merchant_id, store_id, region_id, name, name_en, receipt_header, receipt_footer, updated_at_ms)
     VALUES ($1, $2, $3, $4, $5, coalesce($6, '{}'::text[]), coalesce($7, '{}'::text[]), $8)
     ON CONFLICT (merchant_id, store_id) DO UPDATE SET region_id = excluded.region_id, name = excluded.name,
       name_en = excluded.name_en, receipt_header = coalesce($6, store.receipt_header),
       receipt_footer = coalesce($7, store.receipt_footer), updated_at_ms = excluded.updated_at_ms`,
    [
      merchantId,
      store.storeId,
      store.regionId,
      store.name,
      store.nameEn,
      store.receipt?.header ?? null,
      store.receipt?.footer ?? null,
      atMs,
    ],
  );
}

/** What the store's tills are to know of it. */
export async function readStoreValue(
  client: PoolClient,
  merchantId: string,
  storeId: string,
): Promise<SettingValue<'store'>> {
  const found = await client.query<Omit<SettingValue<'store'>, 'storeId' | 'merchantId'>>(
    `SELECT merchant.name AS "merchantName", store.name, store.name_en AS "nameEn", merchant.currency,
       store.receipt_header AS "receiptHeader", store.receipt_footer AS "receiptFooter",
       coalesce(speaker.device_name, '') AS "speakerDevice"
     FROM store JOIN merchant USING (merchant_id) LEFT JOIN speaker USING (merchant_id, store_id)
     WHERE store.merchant_id = $1 AND store.store_id = $2`,
    [merchantId, storeId],
  );
  return settingValueSchemas.store.parse({ storeId, merchantId, ...found.rows[0] });
}

export async function putTerminal(
  client: PoolClient,
  merchantId: string,
  terminal: TerminalNode,
  atMs: number,
): Promise<void> {
  await client.query(
    `INSERT INTO terminal (merchant_id, terminal_id, store_id, name, card_terminal_id, updated_at_ms)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (merchant_id, terminal_id) DO UPDATE SET store_id = excluded.store_id, name = excluded.name,
       card_terminal_id = excluded.card_terminal_id, updated_at_ms = excluded.updated_at_ms`,
    [merchantId, terminal.terminalId, terminal.storeId, terminal.name, terminal.cardTerminalId, atMs],
  );
}

export async function deleteTerminal(client: PoolClient, merchantId: string, terminalId: string): Promise<void> {
  await client.query('DELETE FROM terminal WHERE merchant_id = $1 AND terminal_id = $2', [merchantId, terminalId]);
}

/** Whether the server holds anything that the terminal sold. */
export async function hasJournal(client: PoolClient, merchantId: string, terminalId: string): Promise<boolean> {
  const found = await client.query('SELECT FROM terminal_journal WHERE merchant_id = $1 AND terminal_id = $2 LIMIT 1', [
    merchantId,
    terminalId,
  ]);
  return found.rows.length > 0;
}

export async function hasUsersAt(client: PoolClient, merchantId: string, scope: string): Promise<boolean> {
  const found = await client.query(
    'SELECT FROM headquarters_user WHERE merchant_id = $1 AND scope = $2 AND revoked_at_ms IS NULL LIMIT 1',
    [merchantId, scope],
  );
  return found.rows.length > 0;
}

/** What stands at scopes, removed ones left out; absent kinds: all. */
export async function readSettingsAt(
  client: Pool | PoolClient,
  merchantId: string,
  scopes: readonly string[],
  kind?: SettingKind,
): Promise<SettingChange[]> {
  const found = await client.query<SettingChange>(
    `SELECT scope, kind, setting_id AS "settingId", value_json AS "valueJson" FROM setting
     WHERE merchant_id = $1 AND scope = ANY ($2) AND value_json <> '' AND ($3::text IS NULL OR kind = $3)
     ORDER BY version`,
    [merchantId, scopes, kind ?? null],
  );
  return found.rows;
}
