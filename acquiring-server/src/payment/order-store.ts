/** SQL of orders: what a merchant wants paid, and how much of it is under way or paid. */
import type { Currency, Money } from '@qiantai/protos';
import type { Queryable } from './payment-store.ts';
import type { Write, WriteName } from './write-store.ts';

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

/**
 * Reserves a part of the order, which is opened where it is new. Not done where the order is another one (its
 * total or currency), is closed, or has no room.
 */
export function orderReserve(
  order: { merchantId: string; orderNo: string; total: Money; reservedMinor: bigint; nowMs: number },
  onlyWith: WriteName,
): Write {
  const reserved = 'o.reserved_minor + excluded.reserved_minor';
  return {
    name: 'order+',
    text: `INSERT INTO merchant_order AS o (merchant_id, order_no, total_minor, currency, reserved_minor, paid_minor, status,
         created_at_ms, updated_at_ms)
       SELECT $1, $2, $3::bigint, $4, $5::bigint, 0, 'paying', $6::bigint, $6::bigint FROM "${onlyWith}"
       ON CONFLICT (merchant_id, order_no) DO UPDATE SET reserved_minor = ${reserved},
         updated_at_ms = excluded.updated_at_ms, status = ${orderStatusSql(reserved, 'o.paid_minor', 'o.total_minor')}
       WHERE o.total_minor = excluded.total_minor AND o.currency = excluded.currency AND o.status <> 'closed'
         AND ${reserved} <= o.total_minor`,
    values: [
      order.merchantId,
      order.orderNo,
      order.total.amountMinor,
      order.total.currency,
      order.reservedMinor,
      order.nowMs,
    ],
    onlyWith,
    mayMiss: true,
  };
}

/** Takes a place in the order for what happened already, whether it has one or not. */
export function orderTake(
  order: { merchantId: string; orderNo: string; total: Money; reservedMinor: bigint; nowMs: number },
  onlyWith: WriteName,
): Write {
  const reserved = 'o.reserved_minor + excluded.reserved_minor';
  return {
    name: 'order^',
    text: `INSERT INTO merchant_order AS o (merchant_id, order_no, total_minor, currency, reserved_minor, paid_minor, status,
         created_at_ms, updated_at_ms)
       SELECT $1, $2, $3::bigint, $4, $5::bigint, 0, 'paying', $6::bigint, $6::bigint FROM "${onlyWith}"
       ON CONFLICT (merchant_id, order_no) DO UPDATE SET reserved_minor = ${reserved},
         updated_at_ms = excluded.updated_at_ms,
         status = CASE WHEN o.status = 'closed' THEN o.status
           ELSE ${orderStatusSql(reserved, 'o.paid_minor', 'o.total_minor')} END`,
    values: [
      order.merchantId,
      order.orderNo,
      order.total.amountMinor,
      order.total.currency,
      order.reservedMinor,
      order.nowMs,
    ],
    onlyWith,
  };
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

export interface OrderMove {
  merchantId: string;
  orderNo: string;
  reservedDeltaMinor: bigint;
  paidDeltaMinor: bigint;
  nowMs: number;
}

/** Moves the sums; the state follows. */
export function orderMove(order: OrderMove): Write {
  return {
    name: 'order~',
    text: `UPDATE merchant_order SET reserved_minor = reserved_minor + $3, paid_minor = paid_minor + $4, updated_at_ms = $5,
         status = CASE WHEN status = 'closed' THEN status
           ELSE ${orderStatusSql('reserved_minor + $3', 'paid_minor + $4', 'total_minor')} END
       WHERE merchant_id = $1 AND order_no = $2`,
    values: [order.merchantId, order.orderNo, order.reservedDeltaMinor, order.paidDeltaMinor, order.nowMs],
  };
}
