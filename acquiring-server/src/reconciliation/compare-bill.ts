/**
 * Compares the rows of a channel's bill with what our books hold of that account. Pure.
 *
 * A row is known by our own number: a payment by its order number, a refund by its refund number, and the
 * money of an order that was reversed on a later day by the order number again (it has no refund of ours).
 */
import type { BillRow } from '../channels/port.ts';

/** Money of an account that moved, as our books know it. */
export interface BookedMove {
  kind: 'payment' | 'refund' | 'reversal';
  /** The payment's or refund's key. */
  key: string;
  channelOrderNo: string;
  /** Of a refund. */
  channelRefundNo?: string;
  amountMinor: bigint;
  /**
   * `this_day`: the day's bill must have it. `either_day`: it began on one day and ended on another; the bill of
   * one of them has it. `other_day`: the bill may have it (channels date by their own clock), but needs not.
   */
  day: 'this_day' | 'either_day' | 'other_day';
  /** The channel's days on which it began and ended, `YYYY-MM-DD`. */
  firstDate: string;
  lastDate: string;
}

/** One thing that does not agree, with everything that is known of it. */
export interface Difference {
  kind: BookedMove['kind'];
  channelOrderNo: string;
  channelRefundNo?: string;
  channelTransactionId?: string;
  /** Line of the bill, 1 is the first. */
  billLineNo?: number;
  billAmountMinor?: bigint;
  /** The payment's or refund's key in our books. */
  key?: string;
  ourAmountMinor?: bigint;
}

export interface BillComparison {
  matched: number;
  /** In the bill, not in our books. */
  missingHere: Difference[];
  /** In our books, not in the bill. */
  missingThere: Difference[];
  amountDiffers: Difference[];
  /** Moves of two days that this bill does not have: the other day's bill decides. */
  undecided: BookedMove[];
}

export function compareBill(rows: readonly BillRow[], booked: readonly BookedMove[]): BillComparison {
  const ours = new Map(booked.map((move) => [numberOf(move), move]));
  const comparison: BillComparison = {
    matched: 0,
    missingHere: [],
    missingThere: [],
    amountDiffers: [],
    undecided: [],
  };
  for (const row of rows) {
    const number = numberOf({ ...row, kind: kindOf(row) });
    const move = ours.get(number);
    // A second row of one number finds nothing left here: money that came twice.
    ours.delete(number);
    if (!move) comparison.missingHere.push(fromRow(row));
    else if (move.amountMinor !== row.amountMinor)
      comparison.amountDiffers.push({ ...fromMove(move), ...fromRow(row) });
    else comparison.matched += 1;
  }
  for (const move of ours.values()) {
    if (move.day === 'this_day') comparison.missingThere.push(fromMove(move));
    if (move.day === 'either_day') comparison.undecided.push(move);
  }
  return comparison;
}

/** Money that went back without a refund of ours; Alipay repeats the order's number where it has none. */
export function kindOf(row: BillRow): BookedMove['kind'] {
  if (row.kind === 'payment') return 'payment';
  return row.channelRefundNo === undefined || row.channelRefundNo === row.channelOrderNo ? 'reversal' : 'refund';
}

/** What a row and a move have in common. */
export function numberOf(named: Pick<BookedMove, 'kind' | 'channelOrderNo' | 'channelRefundNo'>): string {
  return `${named.kind}/${named.kind === 'refund' ? named.channelRefundNo : named.channelOrderNo}`;
}

export function fromMove(move: BookedMove): Difference {
  return {
    kind: move.kind,
    channelOrderNo: move.channelOrderNo,
    ...(move.channelRefundNo !== undefined && { channelRefundNo: move.channelRefundNo }),
    key: move.key,
    ourAmountMinor: move.amountMinor,
  };
}

function fromRow(row: BillRow): Difference {
  return {
    kind: kindOf(row),
    channelOrderNo: row.channelOrderNo,
    ...(row.channelRefundNo !== undefined && { channelRefundNo: row.channelRefundNo }),
    channelTransactionId: row.channelTransactionId,
    billLineNo: row.lineNo,
    billAmountMinor: row.amountMinor,
  };
}
