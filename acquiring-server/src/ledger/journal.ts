/** What is posted: journals of balanced legs, alone or linked, with the holds that go with them. Pure. */
import { hash } from 'node:crypto';
import { canonicalJson } from '@qiantai/foundation';
import { amountMinorMax, type Currency } from '@qiantai/protos';
import { serverError } from '../errors.ts';
import type { AccountCode, BookKind } from './chart-of-accounts.ts';
import type { JournalKind } from './posting-rules.ts';

/** The platform's own book; no merchant's id has this form. */
export const platformBook = '@platform';

export function bookKindOf(bookId: string): BookKind {
  return bookId === platformBook ? 'platform' : 'merchant';
}

/** Names a ledger account: unique by its four members. */
export interface AccountKey {
  bookId: string;
  code: AccountCode;
  /** What it is kept for, as its code's `subject` says; '' where the book has one account of the code. */
  subject: string;
  currency: Currency;
}

export interface Leg {
  account: AccountKey;
  /** A debit is above zero, a credit below. */
  amountMinor: bigint;
}

export interface Journal {
  bookId: string;
  kind: JournalKind;
  /** Unique within book and kind: names the event, so that a replay meets it. */
  reference: string;
  currency: Currency;
  /** `YYYY-MM-DD`, the day it counts for. */
  accountingDate: string;
  legs: readonly Leg[];
  /** Id of the journal of the same book that this one takes back. */
  reverses?: string;
  /** Who posted it, where it was a person or a program of one's own; '' for the server itself. */
  postedBy?: string;
  note?: string;
  /**
   * What becomes of it where its day is closed: it is refused, or, since what happened is taken whenever it is
   * told, it counts for the first open day and keeps its own as `event_date`.
   */
  late?: 'refuse' | 'move';
}

/** Money set aside on an account: it stays in the total and leaves what is available. */
export type FreezeKind = 'trade' | 'risk';

export type HoldStep =
  | {
      step: 'place';
      bookId: string;
      /** UUIDv7, minted by whoever asks. */
      holdId: string;
      account: AccountKey;
      amountMinor: bigint;
      freeze: FreezeKind;
      /** What it is for: an operation's id, a case. */
      reference: string;
      /** When it is given back by itself; null: never. */
      expiresAtMs: number | null;
    }
  | {
      /** Takes `amountMinor` out of the hold, to be spent by a journal of the same unit. */
      step: 'capture';
      bookId: string;
      holdId: string;
      /** Unique within the hold: a replay meets it. */
      reference: string;
      amountMinor: bigint;
      /** Gives what is left back at once. */
      releaseRest: boolean;
    }
  | {
      /** Gives back: `amountMinor`, or all that is left. */
      step: 'release' | 'expire';
      bookId: string;
      holdId: string;
      reference: string;
      amountMinor: bigint | 'rest';
    };

/** What is posted together or not at all: linked journals and holds. */
export interface PostingUnit {
  journals: readonly Journal[];
  holds?: readonly HoldStep[];
}

export interface PostingResult {
  /** All of it was posted before, by an equal unit. */
  replayed: boolean;
  /** Of the journals, in their order. */
  journalIds: string[];
}

/**
 * Refuses what no book could take, before the database is asked.
 * @throws CodedError LEDGER_UNBALANCED, LEDGER_MIXED_CURRENCY, LEDGER_AMOUNT_ZERO, LEDGER_AMOUNT_OVERFLOW,
 * LEDGER_OTHER_BOOK, LEDGER_EMPTY
 */
export function checkJournal(journal: Journal): void {
  const at = { kind: journal.kind, reference: journal.reference };
  if (journal.legs.length < 2) throw serverError('LEDGER_EMPTY', at);
  if (journal.legs.length > legsMax) throw serverError('LEDGER_TOO_MANY_LEGS', { ...at, legsMax });
  let sum = 0n;
  for (const { account, amountMinor } of journal.legs) {
    if (account.bookId !== journal.bookId) throw serverError('LEDGER_OTHER_BOOK', { ...at, bookId: account.bookId });
    if (account.currency !== journal.currency) throw serverError('LEDGER_MIXED_CURRENCY', at);
    checkAmount(amountMinor, at);
    sum += amountMinor;
  }
  if (sum !== 0n) throw serverError('LEDGER_UNBALANCED', at);
}

/** Legs of one journal. */
export const legsMax = 1000;

/** @throws CodedError LEDGER_AMOUNT_ZERO, LEDGER_AMOUNT_OVERFLOW */
export function checkAmount(amountMinor: bigint, at: { kind: string; reference: string }): void {
  if (amountMinor === 0n) throw serverError('LEDGER_AMOUNT_ZERO', at);
  const magnitude = amountMinor < 0n ? -amountMinor : amountMinor;
  if (magnitude > legAmountMinorMax)
    throw serverError('LEDGER_AMOUNT_OVERFLOW', { ...at, max: String(legAmountMinorMax) });
}

/** A leg may sum many payments, as a period's close does: far above one payment, far below int64. */
export const legAmountMinorMax = amountMinorMax * 100_000n;

/** SHA-256 of what a journal says, hexadecimal; equal journals under one key are one journal. */
export function journalHash(journal: Journal): string {
  let text = `${journal.currency}\n${journal.accountingDate}\n${journal.reverses ?? ''}\n`;
  for (const { account, amountMinor } of journal.legs) text += `${account.code}\n${account.subject}\n${amountMinor}\n`;
  if (journal.note) text += canonicalJson(journal.note);
  return hash('sha256', text);
}
