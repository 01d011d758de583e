/** What was done at a store's tills beside sales and payments, as their journals told it. */
import { canonicalJson, type JsonValue } from '@qiantai/foundation';
import type { Queryable } from '../payment/payment-store.ts';

export interface DeedPlace {
  recordedAtMs: number;
  terminalId: string;
  sequence: number;
}

export interface DeedQuestion {
  merchantId: string;
  storeId: string;
  fromMs: number;
  untilMs: number;
  after: DeedPlace | undefined;
  limit: number;
}

export interface HeldDeed extends DeedPlace {
  kind: string;
  payloadJson: string;
}

interface Row {
  recorded_at_ms: bigint;
  terminal_id: string;
  sequence: bigint;
  kind: string;
  payload: JsonValue;
}

/** In the order of their times. */
export async function readDeeds(client: Queryable, asked: DeedQuestion): Promise<{ deeds: HeldDeed[]; more: boolean }> {
  const { merchantId, storeId, fromMs, untilMs, after, limit } = asked;
  const place = after ?? { recordedAtMs: fromMs, terminalId: '', sequence: 0 };
  const found = await client.query<Row>(
    `SELECT recorded_at_ms, terminal_id, sequence, kind, payload FROM terminal_journal_entry
     WHERE merchant_id = $1 AND store_id = $2 AND kind IN ('till.deed', 'approval.given')
       AND recorded_at_ms >= $3 AND recorded_at_ms < $4
       AND (recorded_at_ms, terminal_id, sequence) > ($5, $6, $7)
     ORDER BY recorded_at_ms, terminal_id, sequence LIMIT $8`,
    [merchantId, storeId, fromMs, untilMs, place.recordedAtMs, place.terminalId, place.sequence, limit + 1],
  );
  const deeds = found.rows.slice(0, limit).map((row) => ({
    recordedAtMs: Number(row.recorded_at_ms),
    terminalId: row.terminal_id,
    sequence: Number(row.sequence),
    kind: row.kind,
    payloadJson: canonicalJson(row.payload),
  }));
  return { deeds, more: found.rows.length > limit };
}
