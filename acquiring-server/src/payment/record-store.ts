/** SQL of what goes beside every change: its history, what others are told, what a person must look at. */
import type { IdMint, PaymentKey, RefundKey } from '@qiantai/protos';
import type { OutboxPayload } from './outbox-event.ts';
import type { PaymentRecord, RefundRecord } from './payment-record.ts';
import type { Queryable } from './payment-store.ts';
import { insertOf, type Write, type WriteName, writeTogether } from './write-store.ts';

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

export function historyInsert(transition: Transition, onlyWith?: WriteName): Write {
  // Named one by one: a statement's text must not depend on the order of an object's members.
  return insertOf(
    { name: 'history+', table: 'transition_history', onlyWith },
    {
      merchantId: transition.merchantId,
      subject: transition.subject,
      subjectKey: transition.subjectKey,
      version: transition.version,
      event: transition.event,
      fromStatus: transition.fromStatus,
      toStatus: transition.toStatus,
      attemptNo: transition.attemptNo,
      detail: transition.detail.slice(0, 500),
      atMs: transition.atMs,
    },
  );
}

export async function writeHistory(client: Queryable, transition: Transition): Promise<void> {
  await writeTogether(client, [historyInsert(transition)]);
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

interface OutboxEvent {
  merchantId: string;
  payload: OutboxPayload;
}

export function outboxInsert(ids: IdMint, { merchantId, payload }: OutboxEvent, onlyWith?: WriteName): Write {
  return insertOf(
    { name: 'outbox+', table: 'outbox', onlyWith },
    {
      merchantId,
      eventId: ids.uuid7(),
      kind: `${payload.kind}.${payload.status}`,
      payload,
      createdAtMs: payload.atMs,
      dueAtMs: payload.atMs,
    },
  );
}

export async function writeOutbox(client: Queryable, ids: IdMint, event: OutboxEvent): Promise<void> {
  await writeTogether(client, [outboxInsert(ids, event)]);
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
