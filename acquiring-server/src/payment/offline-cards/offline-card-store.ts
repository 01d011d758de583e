/** SQL of cards that were taken offline. */
import type { Currency, PaymentKey } from '@qiantai/protos';
import { insertSql, recordFrom, selectList, updateSql } from '../../db/records.ts';
import type { PaymentRef, Queryable } from '../payment-store.ts';
import type { OfflineCardRecord, OfflineCardStep } from './offline-card-record.ts';
import type { OfflineCardStatus } from './offline-card-transitions.ts';

type Row = Omit<OfflineCardRecord, 'amount'> & { amountMinor: bigint; currency: Currency };

const members = [
  'merchantId',
  'paymentKey',
  'status',
  'version',
  'amountMinor',
  'currency',
  'brand',
  'maskedPan',
  'storeId',
  'terminalId',
  'operatorId',
  'orderNo',
  'businessDate',
  'takenAtMs',
  'forced',
  'journalled',
  'reasonCode',
  'presentations',
  'representableUntilMs',
  'writeOffRequestedBy',
  'createdAtMs',
  'updatedAtMs',
] as const satisfies ReadonlyArray<keyof Row>;

const changingMembers = [
  'status',
  'version',
  'journalled',
  'reasonCode',
  'presentations',
  'representableUntilMs',
  'writeOffRequestedBy',
  'updatedAtMs',
] as const satisfies ReadonlyArray<keyof Row>;

const selected = `SELECT ${selectList(members, 'c')} FROM offline_card AS c`;

/** False where the key is there already. */
export async function insertOfflineCard(client: Queryable, card: OfflineCardRecord): Promise<boolean> {
  const row = rowOf(card);
  const result = await client.query(
    `${insertSql('offline_card', members)} ON CONFLICT (merchant_id, payment_key) DO NOTHING`,
    members.map((member) => row[member]),
  );
  return result.rowCount === 1;
}

/** Locks it until the transaction ends. */
export async function lockOfflineCard(client: Queryable, ref: PaymentRef): Promise<OfflineCardRecord | undefined> {
  return await read(client, ref, 'FOR UPDATE');
}

export async function readOfflineCard(client: Queryable, ref: PaymentRef): Promise<OfflineCardRecord | undefined> {
  return await read(client, ref, '');
}

export async function updateOfflineCard(client: Queryable, card: OfflineCardRecord): Promise<void> {
  const row = rowOf(card);
  await client.query(updateSql('offline_card', ['merchantId', 'paymentKey'], changingMembers), [
    row.merchantId,
    row.paymentKey,
    ...changingMembers.map((member) => row[member]),
  ]);
}

export async function writeOfflineCardStep(client: Queryable, ref: PaymentRef, step: OfflineCardStep): Promise<void> {
  await client.query(
    `INSERT INTO offline_card_history
       (merchant_id, payment_key, version, event, from_status, to_status, by_name, why, at_ms)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ref.merchantId,
      ref.paymentKey,
      step.version,
      step.event,
      step.fromStatus,
      step.toStatus,
      step.byName,
      step.why.slice(0, 500),
      step.atMs,
    ],
  );
}

/** In the order they were made. */
export async function readOfflineCardSteps(client: Queryable, ref: PaymentRef): Promise<OfflineCardStep[]> {
  const result = await client.query<Omit<OfflineCardStep, 'atMs'> & { atMs: bigint }>(
    `SELECT version, event, from_status AS "fromStatus", to_status AS "toStatus", by_name AS "byName", why,
       at_ms AS "atMs"
     FROM offline_card_history WHERE merchant_id = $1 AND payment_key = $2 ORDER BY version`,
    [ref.merchantId, ref.paymentKey],
  );
  return result.rows.map((row) => ({ ...row, atMs: Number(row.atMs) }));
}

/** Oldest first by their keys, which sort by the time they were made. */
export async function listOfflineCards(
  client: Queryable,
  asked: {
    merchantId: string;
    statuses: readonly OfflineCardStatus[];
    storeId: string;
    after: PaymentKey | '';
    limit: number;
  },
): Promise<OfflineCardRecord[]> {
  const result = await client.query(
    `${selected} WHERE c.merchant_id = $1 AND c.status = ANY ($2::text[]) AND ($3 = '' OR c.store_id = $3)
       AND ($4 = '' OR c.payment_key > nullif($4, '')::uuid)
     ORDER BY c.payment_key LIMIT $5`,
    [asked.merchantId, asked.statuses, asked.storeId, asked.after, asked.limit],
  );
  return result.rows.map(recordOf);
}

export interface WaitingAtServer {
  terminalCount: number;
  terminalSumMinor: bigint;
  storeCount: number;
  storeSumMinor: bigint;
  brandSumMinor: bigint;
}

/** Cards of a store that have no end yet, but this one, with those of the terminal and of the brand. */
export async function readWaitingCards(
  client: Queryable,
  of: PaymentRef & { storeId: string; terminalId: string; brand: string },
): Promise<WaitingAtServer> {
  const result = await client.query<{ [member in keyof WaitingAtServer]: bigint }>(
    `SELECT count(*) FILTER (WHERE terminal_id = $3) AS "terminalCount",
       coalesce(sum(amount_minor) FILTER (WHERE terminal_id = $3), 0)::bigint AS "terminalSumMinor",
       count(*) AS "storeCount", coalesce(sum(amount_minor), 0)::bigint AS "storeSumMinor",
       coalesce(sum(amount_minor) FILTER (WHERE brand = $4), 0)::bigint AS "brandSumMinor"
     FROM offline_card WHERE merchant_id = $1 AND store_id = $2 AND status = 'taken' AND payment_key <> $5`,
    [of.merchantId, of.storeId, of.terminalId, of.brand, of.paymentKey],
  );
  const row = result.rows[0];
  if (!row) throw new TypeError('a sum without a row');
  return { ...row, terminalCount: Number(row.terminalCount), storeCount: Number(row.storeCount) };
}

/** Those whose card need not be kept any longer. */
export async function readCardsToForget(client: Queryable, nowMs: number, limit: number): Promise<PaymentRef[]> {
  const result = await client.query<PaymentRef>(
    `SELECT merchant_id AS "merchantId", payment_key AS "paymentKey" FROM offline_card
     WHERE representable_until_ms <= $1 ORDER BY representable_until_ms, merchant_id, payment_key LIMIT $2`,
    [nowMs, limit],
  );
  return result.rows;
}

export async function settleDeclineCase(client: Queryable, ref: PaymentRef): Promise<void> {
  await client.query(
    `UPDATE payment_exception SET status = 'settled'
     WHERE merchant_id = $1 AND subject_key = $2 AND code = 'OFFLINE_CARD_DECLINED'`,
    [ref.merchantId, ref.paymentKey],
  );
}

/** A card that was presented again and declined again. */
export async function reopenDeclineCase(client: Queryable, ref: PaymentRef): Promise<void> {
  await client.query(
    `UPDATE payment_exception SET status = 'open'
     WHERE merchant_id = $1 AND subject_key = $2 AND code = 'OFFLINE_CARD_DECLINED'`,
    [ref.merchantId, ref.paymentKey],
  );
}

async function read(client: Queryable, ref: PaymentRef, lock: string): Promise<OfflineCardRecord | undefined> {
  const result = await client.query(`${selected} WHERE c.merchant_id = $1 AND c.payment_key = $2 ${lock}`, [
    ref.merchantId,
    ref.paymentKey,
  ]);
  return result.rows.map(recordOf)[0];
}

function rowOf({ amount, ...rest }: OfflineCardRecord): Row {
  return { ...rest, amountMinor: amount.amountMinor, currency: amount.currency };
}

function recordOf(row: Readonly<Record<string, unknown>>): OfflineCardRecord {
  const found = recordFrom<Row>(row, members, 'c');
  if (!found) throw new TypeError('an offline card without members');
  const { amountMinor, currency, ...rest } = found;
  return { ...rest, amount: { amountMinor, currency } };
}
