/** SQL of payments, their attempts and their secrets. */
import type { Currency, PaymentKey } from '@qiantai/protos';
import type pg from 'pg';
import { insertSql, recordFrom, selectList, updateSql } from '../db/records.ts';
import type { AttemptRecord, PaymentRecord, PaymentSecret, PaymentWithAttempt } from './payment-record.ts';

export type Queryable = Pick<pg.ClientBase, 'query'>;

export interface PaymentRef {
  merchantId: string;
  paymentKey: PaymentKey;
}

type PaymentRow = Omit<PaymentRecord, 'amount'> & { amountMinor: bigint; currency: Currency };

const paymentMembers = [
  'merchantId',
  'paymentKey',
  'requestHash',
  'storeId',
  'terminalId',
  'operatorId',
  'orderNo',
  'orderTotalMinor',
  'businessDate',
  'tender',
  'channel',
  'amountMinor',
  'currency',
  'description',
  'maskedPan',
  'requestedAtMs',
  'status',
  'version',
  'attemptNo',
  'counted',
  'reasonCode',
  'channelMessage',
  'qrText',
  'deadlineMs',
  'refundedMinor',
  'exceptionCode',
  'dueAtMs',
  'stepCount',
  'driver',
  'createdAtMs',
  'updatedAtMs',
] as const satisfies ReadonlyArray<keyof PaymentRow>;

const changingPaymentMembers = [
  'channel',
  'status',
  'version',
  'attemptNo',
  'counted',
  'reasonCode',
  'channelMessage',
  'qrText',
  'deadlineMs',
  'refundedMinor',
  'exceptionCode',
  'dueAtMs',
  'stepCount',
  'driver',
  'updatedAtMs',
] as const satisfies ReadonlyArray<keyof PaymentRow>;

const attemptMembers = [
  'merchantId',
  'paymentKey',
  'attemptNo',
  'status',
  'channel',
  'channelAccountId',
  'channelOrderNo',
  'way',
  'particulars',
  'decision',
  'merchantFeeBasisPoints',
  'channelCostBasisPoints',
  'sentAtMs',
  'reasonCode',
  'channelMessage',
  'channelTransactionId',
  'authorisationCode',
  'cardReference',
  'channelPaidAtMs',
  'reversalSentAtMs',
] as const satisfies ReadonlyArray<keyof AttemptRecord>;

const changingAttemptMembers = [
  'status',
  'reasonCode',
  'channelMessage',
  'channelTransactionId',
  'authorisationCode',
  'cardReference',
  'channelPaidAtMs',
  'reversalSentAtMs',
] as const satisfies ReadonlyArray<keyof AttemptRecord>;

const selectPayment = `SELECT ${selectList(paymentMembers, 'p')}, ${selectList(attemptMembers, 'a')}
  FROM payment AS p LEFT JOIN payment_attempt AS a
    ON a.merchant_id = p.merchant_id AND a.payment_key = p.payment_key AND a.attempt_no = p.attempt_no`;

/** False where the key is taken. */
export async function insertPayment(client: Queryable, payment: PaymentRecord): Promise<boolean> {
  const row = rowOf(payment);
  const result = await client.query({
    name: 'payment.insert',
    text: `${insertSql('payment', paymentMembers)} ON CONFLICT (merchant_id, payment_key) DO NOTHING`,
    values: paymentMembers.map((member) => row[member]),
  });
  return result.rowCount === 1;
}

export async function readPayment(client: Queryable, ref: PaymentRef): Promise<PaymentWithAttempt | undefined> {
  const result = await client.query({
    name: 'payment.read',
    text: `${selectPayment} WHERE p.merchant_id = $1 AND p.payment_key = $2`,
    values: [ref.merchantId, ref.paymentKey],
  });
  return result.rows.map(paymentFrom)[0];
}

export async function readPayments(
  client: Queryable,
  merchantId: string,
  paymentKeys: readonly PaymentKey[],
): Promise<PaymentWithAttempt[]> {
  const result = await client.query(
    `${selectPayment} WHERE p.merchant_id = $1 AND p.payment_key = ANY ($2::uuid[]) ORDER BY p.payment_key`,
    [merchantId, paymentKeys],
  );
  return result.rows.map(paymentFrom);
}

/**
 * Locks the payment until the transaction ends: one transition at a time. Read after the lock, by a statement
 * of its own: the one that waited would show the attempt as it was before the wait.
 */
export async function lockPayment(client: Queryable, ref: PaymentRef): Promise<PaymentWithAttempt | undefined> {
  const locked = await client.query({
    name: 'payment.lock',
    text: 'SELECT 1 FROM payment WHERE merchant_id = $1 AND payment_key = $2 FOR UPDATE',
    values: [ref.merchantId, ref.paymentKey],
  });
  return locked.rowCount === 1 ? await readPayment(client, ref) : undefined;
}

export async function updatePayment(client: Queryable, payment: PaymentRecord): Promise<void> {
  const row = rowOf(payment);
  await client.query({
    name: 'payment.update',
    text: updateSql('payment', ['merchantId', 'paymentKey'], changingPaymentMembers),
    values: [row.merchantId, row.paymentKey, ...changingPaymentMembers.map((member) => row[member])],
  });
}

export async function insertAttempt(client: Queryable, attempt: AttemptRecord): Promise<void> {
  await client.query({
    name: 'attempt.insert',
    text: insertSql('payment_attempt', attemptMembers),
    values: attemptMembers.map((member) => attempt[member]),
  });
}

export async function updateAttempt(client: Queryable, attempt: AttemptRecord): Promise<void> {
  await client.query({
    name: 'attempt.update',
    text: updateSql('payment_attempt', ['merchantId', 'paymentKey', 'attemptNo'], changingAttemptMembers),
    values: [
      attempt.merchantId,
      attempt.paymentKey,
      attempt.attemptNo,
      ...changingAttemptMembers.map((member) => attempt[member]),
    ],
  });
}

/** In the order they were made. */
export async function readAttempts(client: Queryable, ref: PaymentRef): Promise<AttemptRecord[]> {
  const result = await client.query(
    `SELECT ${selectList(attemptMembers, 'a')} FROM payment_attempt AS a
     WHERE a.merchant_id = $1 AND a.payment_key = $2 ORDER BY a.attempt_no`,
    [ref.merchantId, ref.paymentKey],
  );
  return result.rows
    .map((row) => recordFrom<AttemptRecord>(row, attemptMembers, 'a'))
    .filter((row) => row !== undefined);
}

export async function insertSecret(client: Queryable, ref: PaymentRef, secret: PaymentSecret): Promise<void> {
  await client.query(
    'INSERT INTO payment_secret (merchant_id, payment_key, payment_code, card) VALUES ($1, $2, $3, $4)',
    [ref.merchantId, ref.paymentKey, secret.paymentCode, secret.card],
  );
}

export async function readSecret(client: Queryable, ref: PaymentRef): Promise<PaymentSecret> {
  const result = await client.query<PaymentSecret>(
    'SELECT payment_code AS "paymentCode", card FROM payment_secret WHERE merchant_id = $1 AND payment_key = $2',
    [ref.merchantId, ref.paymentKey],
  );
  return result.rows[0] ?? { paymentCode: null, card: null };
}

export async function deleteSecret(client: Queryable, ref: PaymentRef): Promise<void> {
  await client.query({
    name: 'payment.delete_secret',
    text: 'DELETE FROM payment_secret WHERE merchant_id = $1 AND payment_key = $2',
    values: [ref.merchantId, ref.paymentKey],
  });
}

/** Card payments of a terminal whose outcome is not settled, but this one; oldest first. */
export async function readUnsettledCardPayments(
  client: Queryable,
  payment: Pick<PaymentRecord, 'merchantId' | 'paymentKey' | 'terminalId'>,
): Promise<PaymentRef[]> {
  const result = await client.query<PaymentRef>(
    `SELECT merchant_id AS "merchantId", payment_key AS "paymentKey" FROM payment
     WHERE merchant_id = $1 AND terminal_id = $2 AND payment_key <> $3 AND tender = 'card'
       AND status IN ('unknown', 'reversing') AND due_at_ms IS NOT NULL
     ORDER BY created_at_ms LIMIT 10`,
    [payment.merchantId, payment.terminalId, payment.paymentKey],
  );
  return result.rows;
}

function rowOf(payment: PaymentRecord): PaymentRow {
  const { amount, ...rest } = payment;
  return { ...rest, amountMinor: amount.amountMinor, currency: amount.currency };
}

function paymentFrom(row: Readonly<Record<string, unknown>>): PaymentWithAttempt {
  const found = recordFrom<PaymentRow>(row, paymentMembers, 'p');
  if (!found) throw new TypeError('a payment row without members');
  const { amountMinor, currency, ...rest } = found;
  return {
    payment: { ...rest, amount: { amountMinor, currency } },
    attempt: recordFrom<AttemptRecord>(row, attemptMembers, 'a'),
  };
}
