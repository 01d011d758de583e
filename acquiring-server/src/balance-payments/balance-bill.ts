/**
 * The day's bill of a merchant's account at our own books: what the ledger, and no table beside it, holds of it. So
 * nothing has to be waited for, and reconciliation compares the payments with the money that moved.
 */
import { createHash } from 'node:crypto';
import type { BillOutcome, BillRow, ChannelAccount } from '../channels/port.ts';
import { platformBook } from '../ledger/journal.ts';
import type { Queryable } from '../ledger/ledger.ts';

interface MoveRow {
  kind: 'balance_payment' | 'balance_payment_reversed' | 'balance_refund';
  /** `merchant/number`. */
  reference: string;
  amountMinor: bigint;
  chargeNo: string;
  channelOrderNo: string;
}

/** Net of what was reversed on the day it was paid; reversed on a later one, it stands there as money that went back. */
export async function balanceBill(
  client: Queryable,
  account: Pick<ChannelAccount, 'id' | 'merchantId'>,
  date: string,
): Promise<BillOutcome> {
  const moves = await readMoves(client, account, date);
  const paid = new Set(moves.filter(({ kind }) => kind === 'balance_payment').map((move) => move.channelOrderNo));
  const undone = new Set(
    moves.filter(({ kind }) => kind === 'balance_payment_reversed').map((move) => move.channelOrderNo),
  );
  const kept = moves.filter(
    ({ kind, channelOrderNo }) =>
      kind === 'balance_refund' || !(paid.has(channelOrderNo) && undone.has(channelOrderNo)),
  );
  if (kept.length === 0) return { kind: 'empty' };
  const rows = kept.map((move, index) => rowOf(move, index + 1));
  const bytes = Buffer.from(rows.map((row) => `${JSON.stringify(row, textOfBigint)}\n`).join(''));
  return { kind: 'bill', bytes, hashType: 'SHA256', hashHex: createHash('sha256').update(bytes).digest('hex'), rows };
}

function rowOf(move: MoveRow, lineNo: number): BillRow {
  const { kind, amountMinor, chargeNo, channelOrderNo } = move;
  const common = { channelOrderNo, channelTransactionId: chargeNo, amountMinor, feeMinor: 0n, lineNo };
  if (kind === 'balance_payment') return { kind: 'payment', ...common };
  if (kind === 'balance_payment_reversed') return { kind: 'refund', ...common };
  return { kind: 'refund', ...common, channelRefundNo: move.reference.slice(move.reference.indexOf('/') + 1) };
}

function textOfBigint(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}

async function readMoves(
  client: Queryable,
  account: Pick<ChannelAccount, 'id' | 'merchantId'>,
  date: string,
): Promise<MoveRow[]> {
  const found = await client.query<MoveRow>(
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
