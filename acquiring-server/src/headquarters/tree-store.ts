/** A merchant's tree in the database. */
import type { Pool, PoolClient } from 'pg';
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
