/**
 * Where a read stands, as one union and one table of moves.
 *
 *   idle ─asked─▶ waiting_card ─presented─▶ entering_pin ─read─▶ processing ─finished─▶ showing_result ─done─▶ idle
 *                     │  └──────────read (no PIN)─────────────────▶│   └─done (never finished)─▶ idle
 *                     └─failed (cancel, time, unreadable)─▶ idle ◀─failed─ entering_pin
 */
import type { DemoCard, EntryMode } from './cards.ts';
import type { CardRead, Outcome, ReadCard } from './messages.ts';

export interface PresentedCard {
  card: DemoCard;
  entryMode: EntryMode;
}

export type ReaderState =
  | { status: 'idle' }
  | { status: 'waiting_card'; request: ReadCard }
  | { status: 'entering_pin'; request: ReadCard; presented: PresentedCard }
  | { status: 'processing'; request: ReadCard; read: CardRead }
  | { status: 'showing_result'; request: ReadCard; outcome: Outcome; read: CardRead };

export type ReaderStatus = ReaderState['status'];
export type ReaderMove = 'asked' | 'presented' | 'read' | 'failed' | 'finished' | 'done';

/** What is not here is refused. A read that was never finished gives way to the next one. */
export const readerMoves: Readonly<Record<ReaderStatus, Partial<Record<ReaderMove, ReaderStatus>>>> = {
  idle: { asked: 'waiting_card' },
  waiting_card: { presented: 'entering_pin', read: 'processing', failed: 'idle' },
  entering_pin: { read: 'processing', failed: 'idle' },
  processing: { asked: 'waiting_card', finished: 'showing_result', done: 'idle', failed: 'idle' },
  showing_result: { asked: 'waiting_card', done: 'idle', failed: 'idle' },
};

export function mayMove(from: ReaderStatus, move: ReaderMove): boolean {
  return readerMoves[from][move] !== undefined;
}

/** @throws RangeError for a move that the table does not have: the caller asked `mayMove` wrongly. */
export function moved(from: ReaderState, move: ReaderMove, to: ReaderState): ReaderState {
  if (readerMoves[from.status][move] !== to.status) {
    throw new RangeError(`a reader that is ${from.status} cannot be ${move} into ${to.status}`);
  }
  return to;
}
