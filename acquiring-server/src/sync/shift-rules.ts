/** What cash that moved and a drawer that was counted do to the merchant's book. Pure. */
import type { JournalPayload } from '@qiantai/protos';
import type { PostingEvent } from '../ledger/posting.ts';
import type { PostingEventKind } from '../ledger/posting-rules.ts';

type Moved = JournalPayload<'cash.moved'>;
type Closed = JournalPayload<'shift.closed'>;

const kindOfMovement: Readonly<Record<Moved['reason'], Readonly<Record<Moved['direction'], PostingEventKind>>>> = {
  bank: { out: 'cash_banked', in: 'cash_fetched' },
  change: { in: 'change_to_till', out: 'change_from_till' },
  petty_cash: { out: 'petty_cash_out', in: 'petty_cash_back' },
  correction: { in: 'cash_put_in', out: 'cash_taken_out' },
  other: { in: 'cash_put_in', out: 'cash_taken_out' },
};

export interface Place {
  merchantId: string;
  storeId: string;
  terminalId: string;
}

export function postingOfMovement({ merchantId, terminalId }: Place, moved: Moved): PostingEvent {
  return {
    kind: kindOfMovement[moved.reason][moved.direction],
    reference: moved.movementId,
    merchantId,
    currency: moved.currency,
    amounts: { amount: BigInt(moved.amountMinor) },
    subjects: { terminalId },
    businessDate: moved.businessDate,
    ...(moved.note === '' ? {} : { note: moved.note }),
  };
}

/** Undefined where the count was right. */
export function postingOfDifference({ merchantId, terminalId }: Place, closed: Closed): PostingEvent | undefined {
  const differenceMinor = BigInt(closed.differenceMinor);
  if (differenceMinor === 0n) return undefined;
  return {
    kind: differenceMinor < 0n ? 'cash_short' : 'cash_over',
    reference: closed.shiftId,
    merchantId,
    currency: closed.currency,
    amounts: { amount: differenceMinor < 0n ? -differenceMinor : differenceMinor },
    subjects: { terminalId },
    businessDate: closed.businessDate,
  };
}

/** Whether a count adds up within itself. */
export function sumsAgree(closed: Closed): boolean {
  const of = (text: string) => BigInt(text);
  const expectedMinor =
    of(closed.floatMinor) +
    of(closed.takenMinor) -
    of(closed.handedBackMinor) +
    of(closed.movedInMinor) -
    of(closed.movedOutMinor);
  const countedMinor = closed.counts.reduce((sum, one) => sum + of(one.denominationMinor) * BigInt(one.count), 0n);
  return (
    expectedMinor === of(closed.expectedMinor) &&
    countedMinor === of(closed.countedMinor) &&
    countedMinor - expectedMinor === of(closed.differenceMinor)
  );
}
