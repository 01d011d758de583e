/** SQL of orders: what a merchant wants paid, and how much of it is under way or paid. */
import type { Currency, Money } from '@qiantai/protos';
import type { Queryable } from './payment-store.ts';

export interface OrderRecord {
  totalMinor: bigint;
  currency: Currency;
  reservedMinor: bigint;
  paidMinor: bigint;
  status: 'open' | 'paying' | 'part_paid' | 'paid' | 'closed';
}

/** The state as the sums tell it; a closed order stays closed. */
export const orderStatusSql = (reserved: string, paid: string, total: string) =>
  `CASE WHEN ${paid} >= ${total} THEN 'paid' WHEN ${paid} > 0 THEN 'part_paid' WHEN ${reserved} > 0 THEN 'paying' ELSE 'open' END`;

/** Opens the order where it is new, and locks it. */
export async function openOrder(
  client: Queryable,
  order: { merchantId: string; orderNo: string; total: Money; nowMs: number },
): Promise<OrderRecord> {
  const result = await client.query<OrderRecord>({
    name: 'order.open',
    text: `INSERT INTO merchant_order AS o (merchant_id, order_no, total_minor, currency, reserved_minor, paid_minor, status,
         created_at_ms, updated_at_ms)
       VALUES ($1, $2, $3, $4, 0, 0, 'open', $5, $5)
       ON CONFLICT (merchant_id, order_no) DO UPDATE SET updated_at_ms = excluded.updated_at_ms
       RETURNING total_minor AS "totalMinor", currency, reserved_minor AS "reservedMinor", paid_minor AS "paidMinor", status`,
    values: [order.merchantId, order.orderNo, order.total.amountMinor, order.total.currency, order.nowMs],
  });
  const row = result.rows[0];
  if (!row) throw new TypeError('an upsert without its row');
  return row;
}

/** Locks the order. */
export async function lockOrder(
  client: Queryable,
  order: { merchantId: string; orderNo: string },
): Promise<OrderRecord | undefined> {
  const result = await client.query<OrderRecord>(
    `SELECT total_minor AS "totalMinor", currency, reserved_minor AS "reservedMinor", paid_minor AS "paidMinor", status
     FROM merchant_order WHERE merchant_id = $1 AND order_no = $2 FOR UPDATE`,
    [order.merchantId, order.orderNo],
  );
  return result.rows[0];
}

/** Moves the sums; the state follows. */
export async function moveOrder(
  client: Queryable,
  order: { merchantId: string; orderNo: string; reservedDeltaMinor: bigint; paidDeltaMinor: bigint; nowMs: number },
): Promise<void> {
  await client.query({
    name: 'order.move',
    text: `UPDATE merchant_order SET reserved_minor = reserved_minor + $3, paid_minor = paid_minor + $4, updated_at_ms = $5,
         status = CASE WHEN status = 'closed' THEN status
           ELSE ${orderStatusSql('reserved_minor + $3', 'paid_minor + $4', 'total_minor')} END
       WHERE merchant_id = $1 AND order_no = $2`,
    values: [order.merchantId, order.orderNo, order.reservedDeltaMinor, order.paidDeltaMinor, order.nowMs],
  });
}
