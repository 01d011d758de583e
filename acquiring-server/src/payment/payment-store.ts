/** SQL of payments, their attempts and their secrets. */
import type { Currency, PaymentKey } from '@qiantai/protos';
import type pg from 'pg';
import { insertSql, recordFrom, selectList, updateSql } from '../db/records.ts';
import type { AttemptRecord, PaymentRecord, PaymentSecret, PaymentWithAttempt } from './payment-record.ts';
import { insertOf, type Write, type WriteName } from './write-store.ts';

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
  'offline',
  'presentedAfter',
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
  'presentedAfter',
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
  'clearing',
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

const selectedPayment = `${selectList(paymentMembers, 'p')}, ${selectList(attemptMembers, 'a')}`;
const paymentWithAttempt = `payment AS p LEFT JOIN payment_attempt AS a
    ON a.merchant_id = p.merchant_id AND a.payment_key = p.payment_key AND a.attempt_no = p.attempt_no`;
const selectPayment = `SELECT ${selectedPayment} FROM ${paymentWithAttempt}`;

/** Not done where the key is taken. */
export function paymentInsert(payment: PaymentRecord): Write {
  const row = rowOf(payment);
  return {
    name: 'payment+',
    text: `${insertSql('payment', paymentMembers)} ON CONFLICT (merchant_id, payment_key) DO NOTHING`,
    values: paymentMembers.map((member) => row[member]),
    mayMiss: true,
  };
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
 * Locks the payment until the transaction ends: one transition at a time. A statement that waited for the lock
 * shows the payment as it is now, and its attempt as it was before the wait (PostgreSQL, 13.2.1). So it is read
 * again where its row is not the one that the statement saw at its begin: whoever changes an attempt writes the
 * payment's row as well, in one transaction.
 */
export async function lockPayment(client: Queryable, ref: PaymentRef): Promise<PaymentWithAttempt | undefined> {
  const locked = await client.query({
    name: 'payment.lock',
    text: `SELECT ${selectedPayment}, p.ctid = (
         SELECT seen.ctid FROM payment AS seen WHERE seen.merchant_id = $1 AND seen.payment_key = $2
       ) AS "isAsSeen"
       FROM ${paymentWithAttempt} WHERE p.merchant_id = $1 AND p.payment_key = $2 FOR UPDATE OF p`,
    values: [ref.merchantId, ref.paymentKey],
  });
  const row = locked.rows[0];
  if (!row) return undefined;
  return row.isAsSeen === true ? paymentFrom(row) : await readPayment(client, ref);
}

export function paymentUpdate(payment: PaymentRecord): Write {
  const row = rowOf(payment);
  return {
    name: 'payment~',
    text: updateSql('payment', ['merchantId', 'paymentKey'], changingPaymentMembers),
    values: [row.merchantId, row.paymentKey, ...changingPaymentMembers.map((member) => row[member])],
  };
}

export function attemptInsert(attempt: AttemptRecord): Write {
  return {
    name: 'attempt+',
    text: insertSql('payment_attempt', attemptMembers),
    values: attemptMembers.map((member) => attempt[member]),
  };
}

/** Goes with the payment's own update: see `lockPayment`. */
export function attemptUpdate(attempt: AttemptRecord): Write {
  return {
    name: 'attempt~',
    text: updateSql('payment_attempt', ['merchantId', 'paymentKey', 'attemptNo'], changingAttemptMembers),
    values: [
      attempt.merchantId,
      attempt.paymentKey,
      attempt.attemptNo,
      ...changingAttemptMembers.map((member) => attempt[member]),
    ],
  };
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

export function secretInsert(ref: PaymentRef, { paymentCode, card }: PaymentSecret, onlyWith: WriteName): Write {
  const { merchantId, paymentKey } = ref;
  return insertOf(
    { name: 'secret+', table: 'payment_secret', onlyWith },
    { merchantId, paymentKey, paymentCode, card },
  );
}

export async function readSecret(client: Queryable, ref: PaymentRef): Promise<PaymentSecret> {
  const result = await client.query<PaymentSecret>(
    'SELECT payment_code AS "paymentCode", card FROM payment_secret WHERE merchant_id = $1 AND payment_key = $2',
    [ref.merchantId, ref.paymentKey],
  );
  return result.rows[0] ?? { paymentCode: null, card: null };
}

export function secretDelete(ref: PaymentRef): Write {
  return {
    name: 'secret-',
    text: 'DELETE FROM payment_secret WHERE merchant_id = $1 AND payment_key = $2',
    values: [ref.merchantId, ref.paymentKey],
    mayMiss: true,
  };
}

/** Card payments of a terminal whose outcome is not settled, but this one; oldest first. */
export async function readUnsettledCardPayments(
  client: Queryable,
  payment: Pick<PaymentRecord, 'merchantId' | 'paymentKey' | 'terminalId'>,
  triesMax: number,
): Promise<PaymentRef[]> {
  const result = await client.query<PaymentRef>(
    `SELECT merchant_id AS "merchantId", payment_key AS "paymentKey" FROM payment
     WHERE merchant_id = $1 AND terminal_id = $2 AND payment_key <> $3 AND tender = 'card'
       AND status IN ('unknown', 'reversing') AND due_at_ms IS NOT NULL AND step_count < $4
     ORDER BY created_at_ms LIMIT 10`,
    [payment.merchantId, payment.terminalId, payment.paymentKey, triesMax],
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
