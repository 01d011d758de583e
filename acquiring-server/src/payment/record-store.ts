/** SQL of what goes beside every change: its history, what others are told, what a person must look at. */
import type { IdMint, PaymentKey, RefundKey } from '@qiantai/protos';
import type { OutboxPayload } from './outbox-event.ts';
import type { PaymentRecord, RefundRecord } from './payment-record.ts';
import type { Queryable } from './payment-store.ts';

export interface Transition {
  merchantId: string;
  subject: 'payment' | 'refund';
  subjectKey: PaymentKey | RefundKey;
  version: number;
  event: string;
  fromStatus: string | null;
  toStatus: string;
  attemptNo: number;
  detail: string;
  atMs: number;
}

export async function writeHistory(client: Queryable, transition: Transition): Promise<void> {
  await client.query({
    name: 'history.insert',
    text: `INSERT INTO transition_history
         (merchant_id, subject, subject_key, version, event, from_status, to_status, attempt_no, detail, at_ms)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    values: [
      transition.merchantId,
      transition.subject,
      transition.subjectKey,
      transition.version,
      transition.event,
      transition.fromStatus,
      transition.toStatus,
      transition.attemptNo,
      transition.detail.slice(0, 500),
      transition.atMs,
    ],
  });
}

/** Opened once for a subject and code, however often it offends. */
export async function openException(
  client: Queryable,
  ids: IdMint,
  exception: { merchantId: string; code: string; subjectKey: string; detail: string; atMs: number },
): Promise<void> {
  await client.query(
    `INSERT INTO payment_exception (merchant_id, exception_id, code, subject_key, detail, status, opened_at_ms)
     VALUES ($1, $2, $3, $4, $5, 'open', $6) ON CONFLICT (merchant_id, subject_key, code) DO NOTHING`,
    [
      exception.merchantId,
      ids.uuid7(),
      exception.code,
      exception.subjectKey,
      exception.detail.slice(0, 1000),
      exception.atMs,
    ],
  );
}

export async function writeOutbox(
  client: Queryable,
  ids: IdMint,
  event: { merchantId: string; payload: OutboxPayload },
): Promise<void> {
  const { payload } = event;
  await client.query({
    name: 'outbox.insert',
    text: `INSERT INTO outbox (merchant_id, event_id, kind, payload, created_at_ms, due_at_ms)
       VALUES ($1, $2, $3, $4, $5, $5)`,
    values: [event.merchantId, ids.uuid7(), `${payload.kind}.${payload.status}`, payload, payload.atMs],
  });
}

export function paymentPayload(payment: PaymentRecord): OutboxPayload {
  return {
    kind: 'payment',
    paymentKey: payment.paymentKey,
    orderNo: payment.orderNo,
    storeId: payment.storeId,
    terminalId: payment.terminalId,
    status: payment.status,
    version: payment.version,
    tender: payment.tender,
    channel: payment.channel,
    amountMinor: payment.amount.amountMinor.toString(),
    currency: payment.amount.currency,
    businessDate: payment.businessDate,
    reasonCode: payment.reasonCode,
    atMs: payment.updatedAtMs,
  };
}

export function refundPayload(refund: RefundRecord): OutboxPayload {
  return {
    kind: 'refund',
    refundKey: refund.refundKey,
    paymentKey: refund.paymentKey,
    storeId: refund.storeId,
    terminalId: refund.terminalId,
    status: refund.status,
    version: refund.version,
    channel: refund.channel,
    amountMinor: refund.amount.amountMinor.toString(),
    currency: refund.amount.currency,
    businessDate: refund.businessDate,
    reasonCode: refund.reasonCode,
    atMs: refund.updatedAtMs,
  };
}
