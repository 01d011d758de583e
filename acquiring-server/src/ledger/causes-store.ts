/** SQL that finds the record behind a journal: what a person wants to know who looks one up. */

import { platformBook } from './journal.ts';
import type { Queryable } from './ledger.ts';
import type { CauseKind } from './posting-rules.ts';

export interface CauseRecord {
  id: string;
  merchantId: string;
  status: string;
  amountMinor: bigint;
  currency: string;
  createdAtMs: bigint;
  details: Record<string, string>;
}

export interface CauseWish {
  kind: CauseKind;
  bookId: string;
  reference: string;
}

/**
 * The record that a journal's reference names, or undefined where there is none here: events may come from
 * programs that keep their records elsewhere.
 */
export async function readCause(client: Queryable, wish: CauseWish): Promise<CauseRecord | undefined> {
  const source = sources[wish.kind];
  const keys = source?.keysOf(wish);
  if (!source || !keys) return undefined;
  // Modules bring their tables with them; a server without one has no such records.
  const there = await client.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [source.table]);
  if (!there.rows[0]?.there) return undefined;
  const found = await client.query<{
    merchantId: string;
    status: string;
    amountMinor: bigint;
    currency: string;
    createdAtMs: bigint;
    details: Record<string, string | null>;
  }>(source.sql, keys);
  const [row] = found.rows;
  if (!row) return undefined;
  const details = Object.entries(row.details).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return { ...row, id: keys[0] ?? '', details: Object.fromEntries(details) };
}

/** Of an event of a merchant, in the platform's book its id stands before the reference (posting.ts). */
function ownerOf({ bookId, reference }: CauseWish): string {
  if (bookId !== platformBook) return bookId;
  const slash = reference.indexOf('/');
  return slash < 0 ? platformBook : reference.slice(0, slash);
}

interface Source {
  table: string;
  sql: string;
  /** Parameters of the statement, the record's id first; undefined where the reference names no such record. */
  keysOf(wish: CauseWish): string[] | undefined;
}

function idOf({ reference }: CauseWish): string[] | undefined {
  const id = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(reference)?.[0];
  return id === undefined ? undefined : [id];
}

/** Of records whose key begins with the merchant, or the company that a member deals with. */
function idAndOwnerOf(wish: CauseWish): string[] | undefined {
  const id = idOf(wish);
  return id && [...id, ownerOf(wish)];
}

/** A bank's statement names its lines by account and serial number, the last two parts of a reference. */
function lineOf({ reference }: CauseWish): string[] | undefined {
  const [serialNo, bankAccountId] = reference.split('/').reverse();
  return serialNo && bankAccountId ? [serialNo, bankAccountId] : undefined;
}

const sources: Readonly<Partial<Record<CauseKind, Source>>> = {
  payment: {
    table: 'payment',
    keysOf: idAndOwnerOf,
    sql: `SELECT merchant_id AS "merchantId", status, amount_minor AS "amountMinor", currency,
        requested_at_ms AS "createdAtMs", jsonb_build_object('order_no', order_no, 'tender', tender,
          'channel', channel, 'store_id', store_id, 'terminal_id', terminal_id, 'operator_id', operator_id,
          'masked_pan', masked_pan, 'description', description, 'exception_code', exception_code) AS details
      FROM payment WHERE payment_key = $1 AND merchant_id = $2`,
  },
  refund: {
    table: 'refund',
    keysOf: idAndOwnerOf,
    sql: `SELECT merchant_id AS "merchantId", status, amount_minor AS "amountMinor", currency,
        requested_at_ms AS "createdAtMs", jsonb_build_object('payment_key', payment_key, 'origin', origin,
          'channel', channel, 'store_id', store_id, 'terminal_id', terminal_id, 'operator_id', operator_id,
          'reason', reason) AS details
      FROM refund WHERE refund_key = $1 AND merchant_id = $2`,
  },
  member_operation: {
    table: 'member_operation',
    keysOf: idAndOwnerOf,
    sql: `SELECT company_id AS "merchantId", status, amount_minor AS "amountMinor", currency,
        created_at_ms AS "createdAtMs", jsonb_build_object('kind', kind, 'account_number', account_number,
          'payee_account_number', payee_account_number, 'fee_minor', fee_minor::text, 'requested_by', requested_by,
          'remark', remark, 'exception_code', exception_code) AS details
      FROM member_operation WHERE operation_key = $1 AND company_id = $2`,
  },
  bank_instruction: {
    table: 'bank_instruction',
    keysOf: idOf,
    sql: `SELECT merchant_id AS "merchantId", status, amount_minor AS "amountMinor", currency,
        created_at_ms AS "createdAtMs", jsonb_build_object('purpose', purpose, 'bank_account_id', bank_account_id,
          'payee_name', payee_name, 'payee_bank', payee_bank, 'payee_account', payee_account_masked,
          'bank_reference', bank_reference, 'requested_by', requested_by, 'reason', reason_text) AS details
      FROM bank_instruction WHERE instruction_id = $1`,
  },
  bank_statement_line: {
    table: 'bank_statement_line',
    keysOf: lineOf,
    sql: `SELECT '' AS "merchantId", line.match AS status, line.amount_minor AS "amountMinor", account.currency,
        line.booked_at_ms AS "createdAtMs", jsonb_build_object('bank_account_id', line.bank_account_id,
          'statement_date', line.statement_date, 'direction', line.direction, 'counterparty', line.counterparty_name,
          'counterparty_account', line.counterparty_account_masked, 'remark', line.remark,
          'matched_to', line.matched_to) AS details
      FROM bank_statement_line AS line JOIN bank_account AS account USING (bank_account_id)
      WHERE line.serial_no = $1 AND line.bank_account_id = $2`,
  },
};
