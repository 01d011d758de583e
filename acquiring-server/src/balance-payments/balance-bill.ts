/**
 * The day's bill of a merchant's account at our own books: what the ledger, and no table beside it, holds of it. So
 * nothing has to be waited for, and reconciliation compares the payments with the money that moved.
 */
import { createHash } from 'node:crypto';
import type { BillOutcome, BillRow, ChannelAccount } from '../channels/port.ts';
import type { Queryable } from '../ledger/ledger.ts';
import { type BalanceMove, readBalanceMoves } from './charge-store.ts';

/** Net of what was reversed on the day it was paid; reversed on a later one, it stands there as money that went back. */
export async function balanceBill(
  client: Queryable,
  account: Pick<ChannelAccount, 'id' | 'merchantId'>,
  date: string,
): Promise<BillOutcome> {
  const moves = await readBalanceMoves(client, account, date);
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

function rowOf(move: BalanceMove, lineNo: number): BillRow {
  const { kind, amountMinor, chargeNo, channelOrderNo } = move;
  const common = { channelOrderNo, channelTransactionId: chargeNo, amountMinor, feeMinor: 0n, lineNo };
  if (kind === 'balance_payment') return { kind: 'payment', ...common };
  if (kind === 'balance_payment_reversed') return { kind: 'refund', ...common };
  return { kind: 'refund', ...common, channelRefundNo: move.reference.slice(move.reference.indexOf('/') + 1) };
}

function textOfBigint(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
