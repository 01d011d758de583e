/** From an event to balanced journals, by the rules. Pure. */
import type { Currency } from '@qiantai/protos';
import { serverError } from '../errors.ts';
import {
  type AccountCode,
  type AccountDefinition,
  type BookKind,
  chartOfAccounts,
  type MemberAccountCode,
  type SubjectPart,
} from './chart-of-accounts.ts';
import { type AccountKey, type Journal, type Leg, platformBook } from './journal.ts';
import {
  type AccountUse,
  type AmountName,
  type Party,
  type PostingEventKind,
  type PostingLine,
  type PostingRule,
  postingRules,
} from './posting-rules.ts';

export interface PostingEvent {
  kind: PostingEventKind;
  /** Unique within the kind and merchant (else the platform): the id of what happened. */
  reference: string;
  /** Asked for by lines of a merchant's book and by accounts kept per merchant. */
  merchantId?: string;
  currency: Currency;
  amounts: Readonly<Partial<Record<AmountName, bigint>>>;
  subjects?: Readonly<Partial<Record<Exclude<SubjectPart, 'merchantId' | 'accountNumber'>, string>>>;
  /** The members' accounts that lines with `@payer`, `@payee` or `@member` mean. */
  members?: Readonly<Partial<Record<Party, { code: MemberAccountCode; accountNumber: string }>>>;
  /** The merchant's business date, `YYYY-MM-DD`: dates the journal in the merchant's book. */
  businessDate?: string;
  /** The platform's day (Beijing; a channel's day for its payments): dates the journal in the platform's book. */
  platformDate?: string;
  postedBy?: string;
  note?: string;
}

/**
 * @throws CodedError LEDGER_BAD_EVENT where the event lacks an amount, a subject, a member or a date that its
 * rules ask for, or an amount is below zero.
 */
export function journalsOf(event: PostingEvent): Journal[] {
  const lines = linesOf(event.kind);
  return books
    .map((book) =>
      journalOf(
        event,
        book,
        lines.filter((line) => line.book === book),
      ),
    )
    .filter((journal) => journal !== undefined);
}

const books: readonly BookKind[] = ['platform', 'merchant'];

/** The lines of an event, those that it undoes exchanged. */
export function linesOf(kind: PostingEventKind): readonly PostingLine[] {
  const rule: PostingRule = postingRules[kind];
  if (!rule.undoes) return rule.lines ?? [];
  return linesOf(rule.undoes as PostingEventKind).map((line) => ({ ...line, debit: line.credit, credit: line.debit }));
}

function journalOf(event: PostingEvent, book: BookKind, lines: readonly PostingLine[]): Journal | undefined {
  const legs: Leg[] = [];
  for (const line of lines) {
    const amountMinor = event.amounts[line.amount];
    if (amountMinor === undefined || amountMinor < 0n) throw badEvent(event, line.amount);
    if (amountMinor === 0n) continue;
    legs.push({ account: accountKey(event, book, line.debit), amountMinor });
    legs.push({ account: accountKey(event, book, line.credit), amountMinor: -amountMinor });
  }
  if (legs.length === 0) return undefined;
  return {
    bookId: bookIdOf(event, book),
    kind: event.kind,
    reference: referenceIn(event, book),
    currency: event.currency,
    accountingDate: dateOf(event, book),
    legs,
    ...(event.postedBy ? { postedBy: event.postedBy } : {}),
    ...(event.note ? { note: event.note } : {}),
  };
}

/** Two merchants may use one key, so in the platform's book, which they share, the merchant's id stands before it. */
export function referenceIn(event: Pick<PostingEvent, 'reference' | 'merchantId'>, book: BookKind): string {
  return book === 'platform' && event.merchantId ? `${event.merchantId}/${event.reference}` : event.reference;
}

function accountKey(event: PostingEvent, book: BookKind, use: AccountUse): AccountKey {
  const bookId = bookIdOf(event, book);
  const party = partyOf(use);
  if (party) {
    const member = event.members?.[party];
    if (!member) throw badEvent(event, `@${party}`);
    return { bookId, code: member.code, subject: member.accountNumber, currency: event.currency };
  }
  const code = use as AccountCode;
  const definition: AccountDefinition = chartOfAccounts[code];
  const subject = definition.subject.map((part) => subjectPart(event, part)).join('/');
  return { bookId, code, subject, currency: event.currency };
}

function subjectPart(event: PostingEvent, part: SubjectPart): string {
  const value = namedValue(event, part);
  if (!value) throw badEvent(event, part);
  return value;
}

function namedValue(event: PostingEvent, part: SubjectPart): string | undefined {
  switch (part) {
    case 'merchantId':
      return event.merchantId;
    case 'businessDate':
      return event.businessDate;
    case 'accountNumber':
      return undefined;
    default:
      return event.subjects?.[part];
  }
}

/** The party that an account's use names, or undefined where it is an account of the chart. */
export function partyOf(use: AccountUse): Party | undefined {
  return use.startsWith('@') ? (use.slice(1) as Party) : undefined;
}

function bookIdOf(event: PostingEvent, book: BookKind): string {
  if (book === 'platform') return platformBook;
  if (!event.merchantId) throw badEvent(event, 'merchantId');
  return event.merchantId;
}

function dateOf(event: PostingEvent, book: BookKind): string {
  const date = book === 'merchant' ? event.businessDate : event.platformDate;
  if (!date) throw badEvent(event, book === 'merchant' ? 'businessDate' : 'platformDate');
  return date;
}

function badEvent(event: PostingEvent, what: string) {
  return serverError('LEDGER_BAD_EVENT', { kind: event.kind, reference: event.reference, what });
}
