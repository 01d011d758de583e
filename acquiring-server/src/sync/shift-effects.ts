/**
 * What shifts and cash movements do: rows for headquarters, and postings in the merchant's book, in one transaction and
 * once, by the movement's or the shift's own id. A fact is never refused: what it offends becomes an exception.
 */

import type { Clock } from '@qiantai/foundation';
import type { IdMint, JournalEntry, JournalPayload } from '@qiantai/protos';
import type { Database } from '../db/database.ts';
import type { Ledger, Queryable } from '../ledger/ledger.ts';
import type { PostingEvent } from '../ledger/posting.ts';
import { openException } from '../payment/record-store.ts';
import { type Place, postingOfDifference, postingOfMovement, sumsAgree } from './shift-rules.ts';
import { handOverShift, keepClosedShift, keepMovement, keepOpenedShift } from './shift-store.ts';

/** In the order in which they are applied: a movement follows its shift's beginning. */
export const shiftKinds = ['shift.opened', 'cash.moved', 'shift.handed_over', 'shift.closed'] as const;
export type ShiftKind = (typeof shiftKinds)[number];

export type ShiftExceptionCode =
  | 'SHIFT_TWICE'
  | 'SHIFT_NOT_OPEN'
  | 'SHIFT_BEFORE_NOT_CLOSED'
  | 'SHIFT_SUMS_DIFFER'
  | 'SHIFT_CLOSED_UNSETTLED'
  | 'MOVEMENT_TWICE'
  | 'MOVEMENT_WITHOUT_SHIFT';

export interface ShiftEffects {
  /** The exception that it opened, or ''. @throws CodedError what the ledger throws */
  apply(place: Place, entry: JournalEntry<ShiftKind>): Promise<ShiftExceptionCode | ''>;
}

export function isShiftKind(kind: string): kind is ShiftKind {
  return (shiftKinds as readonly string[]).includes(kind);
}

interface Outcome {
  code: ShiftExceptionCode | '';
  subjectKey: string;
  detail?: string;
  posting?: PostingEvent | undefined;
}

export function createShiftEffects(parts: {
  database: Database;
  ledger: Pick<Ledger, 'post'>;
  ids: IdMint;
  clock: Pick<Clock, 'nowMs'>;
}): ShiftEffects {
  const { database, ledger, ids, clock } = parts;
  return {
    apply: async (place, entry) =>
      await database.transaction(async (client) => {
        const { code, subjectKey, detail = '', posting } = await keep(client, place, entry);
        if (posting) await ledger.post(client, [posting]);
        if (code !== '') {
          const { merchantId } = place;
          await openException(client, ids, { merchantId, code, subjectKey, detail, atMs: clock.nowMs() });
        }
        return code;
      }),
  };
}

async function keep(client: Queryable, place: Place, entry: JournalEntry<ShiftKind>): Promise<Outcome> {
  switch (entry.kind) {
    case 'shift.opened': {
      const opened = entry.payload as JournalPayload<'shift.opened'>;
      const { kept, anotherOpen } = await keepOpenedShift(client, place, opened, entry.entryId);
      const code = kept === 'other' ? 'SHIFT_TWICE' : kept === 'new' && anotherOpen ? 'SHIFT_BEFORE_NOT_CLOSED' : '';
      return { code, subjectKey: opened.shiftId, detail: place.terminalId };
    }
    case 'cash.moved': {
      const moved = entry.payload as JournalPayload<'cash.moved'>;
      const { kept, shiftKnown } = await keepMovement(client, place, moved, entry.entryId);
      if (kept === 'other') return { code: 'MOVEMENT_TWICE', subjectKey: moved.movementId };
      const code = shiftKnown ? '' : 'MOVEMENT_WITHOUT_SHIFT';
      return { code, subjectKey: moved.movementId, posting: postingOfMovement(place, moved) };
    }
    case 'shift.handed_over': {
      const handed = entry.payload as JournalPayload<'shift.handed_over'>;
      const known = await handOverShift(client, place, handed);
      return { code: known ? '' : 'SHIFT_NOT_OPEN', subjectKey: handed.shiftId };
    }
    case 'shift.closed':
      return await keepClosed(client, place, entry as JournalEntry<'shift.closed'>);
  }
}

async function keepClosed(
  client: Queryable,
  place: Place,
  { entryId, payload: closed }: JournalEntry<'shift.closed'>,
): Promise<Outcome> {
  const subjectKey = closed.shiftId;
  if ((await keepClosedShift(client, place, closed, entryId)) === 'other') return { code: 'SHIFT_TWICE', subjectKey };
  const posting = postingOfDifference(place, closed);
  if (!sumsAgree(closed)) return { code: 'SHIFT_SUMS_DIFFER', subjectKey, posting };
  if (closed.unknownPaymentKeys.length > 0) {
    const detail = `${closed.unknownPaymentKeys.length} payments unknown, taken over by ${closed.approvedById ?? ''}`;
    return { code: 'SHIFT_CLOSED_UNSETTLED', subjectKey, detail, posting };
  }
  return { code: '', subjectKey, posting };
}
