/** SQL of cash that was taken: a whole batch with one statement. */
import type { PaymentKey } from '@qiantai/protos';
import { type OrderRecord, orderStatusSql } from './order-store.ts';
import type { CashTaken } from './payment-service.ts';
import type { Queryable } from './payment-store.ts';

export interface CashItem extends CashTaken {
  merchantId: string;
  storeId: string;
  requestHash: string;
  /** Minted for the outbox row. */
  eventId: string;
}

export interface CashInserted {
  merchantId: string;
  paymentKey: PaymentKey;
  /** What the fact offends; empty: nothing. */
  exceptionCode: '' | 'CASH_ORDER_CLOSED' | 'CASH_ORDER_DIFFERS' | 'CASH_ORDER_EXCEEDED';
}

/**
 * Payments whose key is new go in as paid; for them alone the order's sums move, and history and outbox are
 * written. The caller posts what went in, in the same transaction.
 */
const insertCashSql = `
WITH item AS (
  SELECT * FROM unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
      $8::bigint[], $9::date[], $10::bigint[], $11::text[], $12::bigint[], $13::uuid[])
    AS item (merchant_id, payment_key, request_hash, store_id, terminal_id, operator_id, order_no,
      order_total_minor, business_date, amount_minor, currency, taken_at_ms, event_id)
), taken AS (
  INSERT INTO payment (merchant_id, payment_key, request_hash, store_id, terminal_id, operator_id, order_no,
    order_total_minor, business_date, tender, channel, amount_minor, currency, description, masked_pan,
    requested_at_ms, status, version, attempt_no, counted, reason_code, channel_message, qr_text, deadline_ms,
    refunded_minor, exception_code, due_at_ms, step_count, driver, created_at_ms, updated_at_ms)
  SELECT merchant_id, payment_key, request_hash, store_id, terminal_id, operator_id, order_no,
    order_total_minor, business_date, 'cash', 'cash', amount_minor, currency, '', '',
    taken_at_ms, 'paid', 1, 0, true, '', '', '', 0, 0, '', NULL, 0, '', $14, $14
  FROM item
  ON CONFLICT (merchant_id, payment_key) DO NOTHING
  RETURNING merchant_id, payment_key
), fresh AS (
  SELECT item.* FROM item JOIN taken USING (merchant_id, payment_key)
), moved AS (
  INSERT INTO merchant_order AS o (merchant_id, order_no, total_minor, currency, reserved_minor, paid_minor, status,
    created_at_ms, updated_at_ms)
  SELECT merchant_id, order_no, max(order_total_minor), min(currency), sum(amount_minor), sum(amount_minor),
    ${orderStatusSql('sum(amount_minor)', 'sum(amount_minor)', 'max(order_total_minor)')}, $14, $14
  FROM fresh GROUP BY merchant_id, order_no ORDER BY merchant_id, order_no
  ON CONFLICT (merchant_id, order_no) DO UPDATE SET
    reserved_minor = o.reserved_minor + excluded.reserved_minor,
    paid_minor = o.paid_minor + excluded.paid_minor,
    updated_at_ms = excluded.updated_at_ms,
    status = CASE WHEN o.status = 'closed' THEN o.status ELSE ${orderStatusSql(
      'o.reserved_minor + excluded.reserved_minor',
      'o.paid_minor + excluded.paid_minor',
      'o.total_minor',
    )} END
  RETURNING merchant_id, order_no, total_minor, currency, reserved_minor, status
), history AS (
  INSERT INTO transition_history
    (merchant_id, subject, subject_key, version, event, from_status, to_status, attempt_no, detail, at_ms)
  SELECT merchant_id, 'payment', payment_key, 1, 'cash_taken', NULL, 'paid', 0, '', $14 FROM fresh
), told AS (
  INSERT INTO outbox (merchant_id, event_id, kind, payload, created_at_ms, due_at_ms)
  SELECT merchant_id, event_id, 'payment.paid', jsonb_build_object(
      'kind', 'payment', 'paymentKey', payment_key, 'orderNo', order_no, 'storeId', store_id,
      'terminalId', terminal_id, 'status', 'paid', 'version', 1, 'tender', 'cash', 'channel', 'cash',
      'amountMinor', amount_minor::text, 'currency', currency, 'businessDate', business_date::text,
      'reasonCode', '', 'atMs', $14::bigint), $14, $14
  FROM fresh
)
SELECT 'payment' AS kind, merchant_id AS "merchantId", payment_key::text AS key, NULL::bigint AS "totalMinor",
  NULL AS currency, NULL::bigint AS "reservedMinor", NULL AS status
FROM taken
UNION ALL
SELECT 'order', merchant_id, order_no, total_minor, currency, reserved_minor, status FROM moved`;

type CashRow =
  | { kind: 'payment'; merchantId: string; key: string }
  | {
      kind: 'order';
      merchantId: string;
      key: string;
      totalMinor: bigint;
      currency: string;
      reservedMinor: bigint;
      status: OrderRecord['status'];
    };

/** Answers those that went in; the keys of the others were taken before. */
export async function insertCash(
  client: Queryable,
  items: readonly CashItem[],
  nowMs: number,
): Promise<CashInserted[]> {
  const result = await client.query<CashRow>({
    name: 'cash.insert',
    text: insertCashSql,
    values: [
      items.map((item) => item.merchantId),
      items.map((item) => item.paymentKey),
      items.map((item) => item.requestHash),
      items.map((item) => item.storeId),
      items.map((item) => item.terminalId),
      items.map((item) => item.operatorId),
      items.map((item) => item.orderNo),
      items.map((item) => item.orderTotal.amountMinor),
      items.map((item) => item.businessDate),
      items.map((item) => item.amount.amountMinor),
      items.map((item) => item.amount.currency),
      items.map((item) => item.takenAtMs),
      items.map((item) => item.eventId),
      nowMs,
    ],
  });
  // Joined here: the planner expects one row of each and would compare every payment with every order.
  const taken = new Set<string>();
  const orders = new Map<string, Extract<CashRow, { kind: 'order' }>>();
  for (const row of result.rows) {
    if (row.kind === 'payment') taken.add(`${row.merchantId}/${row.key}`);
    else orders.set(`${row.merchantId}/${row.key}`, row);
  }
  return items
    .filter((item) => taken.has(`${item.merchantId}/${item.paymentKey}`))
    .map((item) => ({
      merchantId: item.merchantId,
      paymentKey: item.paymentKey,
      exceptionCode: offence(item, orders.get(`${item.merchantId}/${item.orderNo}`)),
    }));
}

function offence(
  item: CashItem,
  order: Extract<CashRow, { kind: 'order' }> | undefined,
): CashInserted['exceptionCode'] {
  if (!order) throw new TypeError(`order ${item.orderNo} did not come back`);
  if (order.status === 'closed') return 'CASH_ORDER_CLOSED';
  if (order.totalMinor !== item.orderTotal.amountMinor || order.currency !== item.amount.currency) {
    return 'CASH_ORDER_DIFFERS';
  }
  return order.reservedMinor > order.totalMinor ? 'CASH_ORDER_EXCEEDED' : '';
}

export async function markException(
  client: Queryable,
  payment: { merchantId: string; paymentKey: PaymentKey; exceptionCode: string },
): Promise<void> {
  await client.query('UPDATE payment SET exception_code = $3 WHERE merchant_id = $1 AND payment_key = $2', [
    payment.merchantId,
    payment.paymentKey,
    payment.exceptionCode,
  ]);
}
