/** From an event to balanced journals, by the rules. Pure. */
import type { Currency } from '@qiantai/protos';
import { serverError } from '../errors.ts';
import {
  type AccountCode,
  type AccountDefinition,
  type BookKind,
  chartOfAccounts,
  type SubjectPart,
} from './chart-of-accounts.ts';
import {
  type AmountName,
  type PostingEventKind,
  type PostingLine,
  type PostingRule,
  postingRules,
} from './posting-rules.ts';

/** The platform's own book; no merchant's id has this form. */
export const platformBook = '@platform';

export interface PostingEvent {
  kind: PostingEventKind;
  /** Unique within the kind and book: the id of what happened. */
  reference: string;
  merchantId: string;
  currency: Currency;
  amounts: Readonly<Partial<Record<AmountName, bigint>>>;
  subjects: Readonly<Partial<Record<Exclude<SubjectPart, 'merchantId'>, string>>>;
  /** The merchant's business date, `YYYY-MM-DD`: dates the journal in the merchant's book. */
  businessDate: string;
  /** The channel's day (Beijing), `YYYY-MM-DD`: dates the journal in the platform's book. */
  channelDate?: string;
}

export interface AccountKey {
  bookId: string;
  code: AccountCode;
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
  kind: PostingEventKind;
  reference: string;
  currency: Currency;
  accountingDate: string;
  legs: readonly Leg[];
}

/**
 * @throws CodedError LEDGER_BAD_EVENT where the event lacks an amount, a subject or a date that its rules
 * ask for, or an amount is below zero; LEDGER_UNBALANCED for a journal that does not sum to zero.
 */
export function journalsOf(event: PostingEvent): Journal[] {
  const lines = linesOf(event.kind);
  const books: BookKind[] = ['platform', 'merchant'];
  return books
    .map((book) =>
      journalOf(
        event,
        book,
        lines.filter((line) => line.book === book),
      ),
    )
    .filter((journal) => journal.legs.length > 0);
}

/** The lines of an event, those that it undoes exchanged. */
export function linesOf(kind: PostingEventKind): readonly PostingLine[] {
  const rule: PostingRule = postingRules[kind];
  if (!rule.undoes) return rule.lines ?? [];
  return linesOf(rule.undoes as PostingEventKind).map((line) => ({ ...line, debit: line.credit, credit: line.debit }));
}

function journalOf(event: PostingEvent, book: BookKind, lines: readonly PostingLine[]): Journal {
  const bookId = book === 'platform' ? platformBook : event.merchantId;
  const legs: Leg[] = [];
  for (const line of lines) {
    const amountMinor = event.amounts[line.amount];
    if (amountMinor === undefined || amountMinor < 0n) {
      throw serverError('LEDGER_BAD_EVENT', { kind: event.kind, reference: event.reference, what: line.amount });
    }
    if (amountMinor === 0n) continue;
    legs.push({ account: accountKey(event, bookId, line.debit), amountMinor });
    legs.push({ account: accountKey(event, bookId, line.credit), amountMinor: -amountMinor });
  }
  const sum = legs.reduce((total, leg) => total + leg.amountMinor, 0n);
  if (sum !== 0n) throw serverError('LEDGER_UNBALANCED', { kind: event.kind, reference: event.reference });
  return {
    bookId,
    kind: event.kind,
    reference: event.reference,
    currency: event.currency,
    accountingDate: legs.length === 0 ? event.businessDate : dateOf(event, book),
    legs,
  };
}

function accountKey(event: PostingEvent, bookId: string, code: AccountCode): AccountKey {
  const definition: AccountDefinition = chartOfAccounts[code];
  const parts = definition.subject.map((part) => {
    const value =
      part === 'merchantId' ? event.merchantId : part === 'businessDate' ? event.businessDate : event.subjects[part];
    if (!value) throw serverError('LEDGER_BAD_EVENT', { kind: event.kind, reference: event.reference, what: part });
    return value;
  });
  return { bookId, code, subject: parts.join('/'), currency: event.currency };
}

function dateOf(event: PostingEvent, book: BookKind): string {
  const date = book === 'merchant' ? event.businessDate : event.channelDate;
  if (!date)
    throw serverError('LEDGER_BAD_EVENT', { kind: event.kind, reference: event.reference, what: 'channelDate' });
  return date;
}
