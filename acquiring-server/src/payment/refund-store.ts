/** SQL of refunds. */
import type { Currency, RefundKey } from '@qiantai/protos';
import type { EncryptedCard } from '../channels/port.ts';
import { insertSql, recordFrom, selectList, updateSql } from '../db/records.ts';
import type { RefundRecord } from './payment-record.ts';
import type { Queryable } from './payment-store.ts';

export interface RefundRef {
  merchantId: string;
  refundKey: RefundKey;
}

type RefundRow = Omit<RefundRecord, 'amount'> & { amountMinor: bigint; currency: Currency };

const refundMembers = [
  'merchantId',
  'refundKey',
  'requestHash',
  'paymentKey',
  'attemptNo',
  'origin',
  'storeId',
  'terminalId',
  'operatorId',
  'businessDate',
  'channel',
  'amountMinor',
  'currency',
  'shortfallMinor',
  'reason',
  'requestedAtMs',
  'status',
  'version',
  'channelRefundNo',
  'channelRefundId',
  'particulars',
  'sentAtMs',
  'reasonCode',
  'channelMessage',
  'exceptionCode',
  'dueAtMs',
  'stepCount',
  'createdAtMs',
  'updatedAtMs',
] as const satisfies ReadonlyArray<keyof RefundRow>;

const changingMembers = [
  'status',
  'version',
  'channelRefundId',
  'particulars',
  'sentAtMs',
  'reasonCode',
  'channelMessage',
  'exceptionCode',
  'dueAtMs',
  'stepCount',
  'updatedAtMs',
] as const satisfies ReadonlyArray<keyof RefundRow>;

const selectRefund = `SELECT ${selectList(refundMembers, 'r')} FROM refund AS r
  WHERE r.merchant_id = $1 AND r.refund_key = $2`;

/** False where the key is taken. */
export async function insertRefund(client: Queryable, refund: RefundRecord): Promise<boolean> {
  const row = rowOf(refund);
  const result = await client.query(
    `${insertSql('refund', refundMembers)} ON CONFLICT (merchant_id, refund_key) DO NOTHING`,
    refundMembers.map((member) => row[member]),
  );
  return result.rowCount === 1;
}

export async function readRefund(client: Queryable, ref: RefundRef): Promise<RefundRecord | undefined> {
  const result = await client.query(selectRefund, [ref.merchantId, ref.refundKey]);
  return result.rows.map(refundFrom)[0];
}

export async function lockRefund(client: Queryable, ref: RefundRef): Promise<RefundRecord | undefined> {
  const result = await client.query(`${selectRefund} FOR UPDATE`, [ref.merchantId, ref.refundKey]);
  return result.rows.map(refundFrom)[0];
}

export async function updateRefund(client: Queryable, refund: RefundRecord): Promise<void> {
  const row = rowOf(refund);
  await client.query(updateSql('refund', ['merchantId', 'refundKey'], changingMembers), [
    row.merchantId,
    row.refundKey,
    ...changingMembers.map((member) => row[member]),
  ]);
}

export async function insertRefundCard(client: Queryable, ref: RefundRef, card: EncryptedCard): Promise<void> {
  await client.query('INSERT INTO refund_secret (merchant_id, refund_key, card) VALUES ($1, $2, $3)', [
    ref.merchantId,
    ref.refundKey,
    card,
  ]);
}

export async function readRefundCard(client: Queryable, ref: RefundRef): Promise<EncryptedCard | undefined> {
  const result = await client.query<{ card: EncryptedCard }>(
    'SELECT card FROM refund_secret WHERE merchant_id = $1 AND refund_key = $2',
    [ref.merchantId, ref.refundKey],
  );
  return result.rows[0]?.card;
}

export async function deleteRefundCard(client: Queryable, ref: RefundRef): Promise<void> {
  await client.query('DELETE FROM refund_secret WHERE merchant_id = $1 AND refund_key = $2', [
    ref.merchantId,
    ref.refundKey,
  ]);
}

function rowOf(refund: RefundRecord): RefundRow {
  const { amount, ...rest } = refund;
  return { ...rest, amountMinor: amount.amountMinor, currency: amount.currency };
}

function refundFrom(row: Readonly<Record<string, unknown>>): RefundRecord {
  const found = recordFrom<RefundRow>(row, refundMembers, 'r');
  if (!found) throw new TypeError('a refund row without members');
  const { amountMinor, currency, ...rest } = found;
  return { ...rest, amount: { amountMinor, currency } };
}
