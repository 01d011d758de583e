/** SQL of what is due: leased with SKIP LOCKED, oldest first, so that servers share the work without waiting. */
import type { PaymentRef, Queryable } from './payment-store.ts';
import type { RefundRef } from './refund-store.ts';

/** Takes payments that are due and puts them off to `leaseUntilMs`: whoever dies with one leaves it due again. */
export async function leaseDuePayments(
  client: Queryable,
  options: { nowMs: number; leaseUntilMs: number; limit: number },
): Promise<PaymentRef[]> {
  const result = await client.query<PaymentRef>({
    name: 'due.payments',
    text: `UPDATE payment SET due_at_ms = $2
       FROM (
         SELECT merchant_id, payment_key FROM payment WHERE due_at_ms <= $1
         ORDER BY due_at_ms, merchant_id, payment_key LIMIT $3 FOR UPDATE SKIP LOCKED
       ) AS due
       WHERE payment.merchant_id = due.merchant_id AND payment.payment_key = due.payment_key
       RETURNING payment.merchant_id AS "merchantId", payment.payment_key AS "paymentKey"`,
    values: [options.nowMs, options.leaseUntilMs, options.limit],
  });
  return result.rows;
}

export async function leaseDueRefunds(
  client: Queryable,
  options: { nowMs: number; leaseUntilMs: number; limit: number },
): Promise<RefundRef[]> {
  const result = await client.query<RefundRef>({
    name: 'due.refunds',
    text: `UPDATE refund SET due_at_ms = $2
       FROM (
         SELECT merchant_id, refund_key FROM refund WHERE due_at_ms <= $1
         ORDER BY due_at_ms, merchant_id, refund_key LIMIT $3 FOR UPDATE SKIP LOCKED
       ) AS due
       WHERE refund.merchant_id = due.merchant_id AND refund.refund_key = due.refund_key
       RETURNING refund.merchant_id AS "merchantId", refund.refund_key AS "refundKey"`,
    values: [options.nowMs, options.leaseUntilMs, options.limit],
  });
  return result.rows;
}

/** When the next payment or refund is due; undefined where nothing is open. */
export async function readNextDueMs(client: Queryable): Promise<number | undefined> {
  const result = await client.query<{ due: bigint | null }>({
    name: 'due.next',
    text: `SELECT least(
        (SELECT min(due_at_ms) FROM payment WHERE due_at_ms IS NOT NULL),
        (SELECT min(due_at_ms) FROM refund WHERE due_at_ms IS NOT NULL)) AS due`,
  });
  const due = result.rows[0]?.due;
  return due === null || due === undefined ? undefined : Number(due);
}

/** What this server had under way when it ended is due at once. */
export async function makeOwnDue(client: Queryable, options: { driver: string; nowMs: number }): Promise<void> {
  await client.query(`UPDATE payment SET due_at_ms = $2 WHERE driver = $1 AND due_at_ms > $2`, [
    options.driver,
    options.nowMs,
  ]);
  await client.query(`UPDATE refund SET due_at_ms = $1 WHERE status = 'processing' AND due_at_ms > $1`, [
    options.nowMs,
  ]);
}
