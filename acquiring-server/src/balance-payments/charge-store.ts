/** SQL of charges on members' balances and of their refunds. */
import { insertSql, recordFrom, selectList, updateSql } from '../db/records.ts';
import { platformBook } from '../ledger/journal.ts';
import type { Queryable } from '../ledger/ledger.ts';
import type { BalanceRefundRecord, ChargeRecord, ChargeRef } from './charge-record.ts';
import type { ChargeEvent, ChargeStatus } from './charge-states.ts';

const chargeMembers = [
  'merchantId',
  'channelOrderNo',
  'chargeNo',
  'companyId',
  'channelAccountId',
  'accountNumber',
  'codeId',
  'amountMinor',
  'currency',
  'status',
  'version',
  'reasonCode',
  'description',
  'storeId',
  'terminalId',
  'expiresAtMs',
  'paidAtMs',
  'paidOn',
  'refundedMinor',
  'createdAtMs',
  'updatedAtMs',
] as const satisfies ReadonlyArray<keyof ChargeRecord>;

const changingMembers = [
  'status',
  'version',
  'reasonCode',
  'paidAtMs',
  'paidOn',
  'refundedMinor',
  'updatedAtMs',
] as const satisfies ReadonlyArray<keyof ChargeRecord>;

const selectCharge = `SELECT ${selectList(chargeMembers, 'c')} FROM balance_charge AS c`;

function chargeFrom(row: Readonly<Record<string, unknown>>): ChargeRecord {
  return recordFrom<ChargeRecord>(row, chargeMembers, 'c') as ChargeRecord;
}

/** False where the number is taken. */
export async function insertCharge(client: Queryable, charge: ChargeRecord): Promise<boolean> {
  const done = await client.query(
    `${insertSql('balance_charge', chargeMembers)} ON CONFLICT (merchant_id, channel_order_no) DO NOTHING`,
    chargeMembers.map((member) => charge[member]),
  );
  return done.rowCount === 1;
}

export async function updateCharge(client: Queryable, charge: ChargeRecord): Promise<void> {
  await client.query(updateSql('balance_charge', ['merchantId', 'channelOrderNo'], changingMembers), [
    charge.merchantId,
    charge.channelOrderNo,
    ...changingMembers.map((member) => charge[member]),
  ]);
}

export async function writeChargeHistory(
  client: Queryable,
  charge: ChargeRecord,
  step: { event: ChargeEvent; from: ChargeStatus | null },
): Promise<void> {
  await client.query(
    `INSERT INTO balance_charge_history (merchant_id, channel_order_no, version, event, from_status, to_status, detail,
       at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      charge.merchantId,
      charge.channelOrderNo,
      charge.version,
      step.event,
      step.from,
      charge.status,
      charge.reasonCode,
      charge.updatedAtMs,
    ],
  );
}

export async function readCharge(client: Queryable, ref: ChargeRef): Promise<ChargeRecord | undefined> {
  return await chargeOf(client, ref, '');
}

/** Locked until the transaction ends. Locks go charge, account, ledger. */
export async function lockCharge(client: Queryable, ref: ChargeRef): Promise<ChargeRecord | undefined> {
  return await chargeOf(client, ref, 'FOR UPDATE');
}

async function chargeOf(client: Queryable, ref: ChargeRef, lock: 'FOR UPDATE' | ''): Promise<ChargeRecord | undefined> {
  const found = await client.query(`${selectCharge} WHERE merchant_id = $1 AND channel_order_no = $2 ${lock}`, [
    ref.merchantId,
    ref.channelOrderNo,
  ]);
  return found.rows.map(chargeFrom)[0];
}

/** By the number that the member's app knows. */
export async function findChargeRef(
  client: Queryable,
  by: { companyId: string; accountNumber: string; chargeNo: string },
): Promise<ChargeRef | undefined> {
  const found = await client.query<ChargeRef>(
    `SELECT merchant_id AS "merchantId", channel_order_no AS "channelOrderNo" FROM balance_charge
     WHERE company_id = $1 AND account_number = $2 AND charge_no = $3`,
    [by.companyId, by.accountNumber, by.chargeNo],
  );
  return found.rows[0];
}

/** Newest first. */
export async function listCharges(
  client: Queryable,
  of: { companyId: string; accountNumber: string; codeId: string; countMax: number },
): Promise<ChargeRecord[]> {
  const found = await client.query(
    `${selectCharge} WHERE company_id = $1 AND account_number = $2 AND ($3 = '' OR code_id::text = $3)
     ORDER BY created_at_ms DESC, channel_order_no DESC LIMIT $4`,
    [of.companyId, of.accountNumber, of.codeId, of.countMax],
  );
  return found.rows.map(chargeFrom);
}

/** What the account paid on a day (Beijing), whatever was refunded of it since. */
export async function paidOnDay(
  client: Queryable,
  of: { companyId: string; accountNumber: string; date: string },
): Promise<bigint> {
  const found = await client.query<{ sum: bigint }>(
    `SELECT coalesce(sum(amount_minor), 0)::bigint AS sum FROM balance_charge
     WHERE company_id = $1 AND account_number = $2 AND paid_on = $3 AND status = 'paid'`,
    [of.companyId, of.accountNumber, of.date],
  );
  return found.rows[0]?.sum ?? 0n;
}

const refundMembers = [
  'merchantId',
  'channelRefundNo',
  'channelOrderNo',
  'amountMinor',
  'status',
  'createdAtMs',
  'doneAtMs',
] as const satisfies ReadonlyArray<keyof BalanceRefundRecord>;

export async function readRefund(
  client: Queryable,
  ref: { merchantId: string; channelRefundNo: string },
): Promise<BalanceRefundRecord | undefined> {
  const found = await client.query(
    `SELECT ${selectList(refundMembers, 'r')} FROM balance_refund AS r
     WHERE merchant_id = $1 AND channel_refund_no = $2`,
    [ref.merchantId, ref.channelRefundNo],
  );
  return found.rows.map((row) => recordFrom<BalanceRefundRecord>(row, refundMembers, 'r') as BalanceRefundRecord)[0];
}

export async function writeRefund(client: Queryable, refund: BalanceRefundRecord): Promise<void> {
  await client.query(
    `${insertSql('balance_refund', refundMembers)} ON CONFLICT (merchant_id, channel_refund_no)
     DO UPDATE SET status = excluded.status, done_at_ms = excluded.done_at_ms`,
    refundMembers.map((member) => refund[member]),
  );
}

/** What the ledger holds of a merchant's clearing with members' balances. */
export interface BalanceMove {
  kind: 'balance_payment' | 'balance_payment_reversed' | 'balance_refund';
  /** `merchant/number`. */
  reference: string;
  amountMinor: bigint;
  chargeNo: string;
  channelOrderNo: string;
}

/** Of a day (Beijing), in the order in which it was posted. */
export async function readBalanceMoves(
  client: Queryable,
  account: { id: string; merchantId: string },
  date: string,
): Promise<BalanceMove[]> {
  const found = await client.query<BalanceMove>(
    `SELECT journal.kind, journal.reference, abs(entry.amount_minor) AS "amountMinor",
       charge.charge_no AS "chargeNo", charge.channel_order_no AS "channelOrderNo"
     FROM ledger_account AS account
       JOIN ledger_entry AS entry ON entry.book_id = account.book_id AND entry.account_id = account.account_id
         AND entry.accounting_date = $4
       JOIN ledger_journal AS journal ON journal.book_id = entry.book_id AND journal.journal_id = entry.journal_id
         AND journal.kind IN ('balance_payment', 'balance_payment_reversed', 'balance_refund')
       LEFT JOIN balance_refund AS refund ON journal.kind = 'balance_refund' AND refund.merchant_id = $2
         AND journal.reference = refund.merchant_id || '/' || refund.channel_refund_no
       LEFT JOIN balance_charge AS charge ON charge.merchant_id = $2 AND charge.channel_order_no =
         coalesce(refund.channel_order_no, substr(journal.reference, length($2) + 2))
     WHERE account.book_id = $1 AND account.code = 'platform.channel_clearing' AND account.subject = $3
     ORDER BY entry.version`,
    [platformBook, account.merchantId, `${account.merchantId}/${account.id}`, date],
  );
  return found.rows;
}
