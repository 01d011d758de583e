/** Requests to the ledger in its own words; each kind of bad input ends with a code of its own. */
import { type Currency, currencySchema, integerFrom, protoError, uuid7From } from '@qiantai/protos';
import { serverError } from '../errors.ts';
import {
  type AccountCode,
  type AccountDefinition,
  chartOfAccounts,
  isAccountCode,
  memberAccountCodes,
  type SubjectPart,
} from '../ledger/chart-of-accounts.ts';
import {
  type AccountKey,
  bookKindOf,
  checkJournal,
  type FreezeKind,
  type HoldStep,
  type Journal,
  type Leg,
  legAmountMinorMax,
  platformBook,
} from '../ledger/journal.ts';
import { isDay, monthCount } from '../ledger/months.ts';
import { linesOf, type PostingEvent } from '../ledger/posting.ts';
import { isPostingEventKind, type Party, type PostingEventKind, postingRules } from '../ledger/posting-rules.ts';
import { name, text } from './decode.ts';
import type { Received } from './messages.ts';
import type { Operator } from './operator.ts';

type JournalMessage = Received<'LedgerService', 'PostJournals'>['journals'][number];
type LegMessage = JournalMessage['legs'][number];
type HoldStepMessage = Received<'LedgerService', 'PostJournals'>['holds'][number];
type EventMessage = Received<'LedgerService', 'PostEvents'>['events'][number];
type AccountMessage = LegMessage['account'];

/** What people write; the rest comes from events. */
const writtenKinds = ['adjustment', 'correction'] as const;

const noteLengthMax = 500;

/** @throws CodedError as `PostJournals` lists them */
export function decodeJournal(message: JournalMessage, operator: Operator): Journal {
  const kind = writtenKinds.find((known) => known === message.kind);
  if (!kind) throw badRequest(`the kind "${message.kind.slice(0, 40)}" is not adjustment or correction`);
  const at = { kind, reference: reference(message.reference, 'reference') };
  const bookId = book(message.bookId);
  const currency = currencyOf(message.currency);
  const journal: Journal = {
    ...at,
    bookId,
    currency,
    accountingDate: day(message.accountingDate, 'accounting_date'),
    legs: message.legs.map((leg) => decodeLeg(leg, { ...at, bookId, currency })),
    postedBy: operator.name,
    note: text(message.note, 'note', noteLengthMax),
  };
  checkJournal(journal);
  return journal;
}

interface JournalContext {
  kind: string;
  reference: string;
  bookId: string;
  currency: Currency;
}

function decodeLeg(message: LegMessage, journal: JournalContext): Leg {
  const account = decodeAccount(message.account, journal);
  if (message.currency !== '' && message.currency !== journal.currency)
    throw serverError('LEDGER_MIXED_CURRENCY', { kind: journal.kind, reference: journal.reference });
  const amountMinor = positiveAmount(message.amountMinor, journal);
  switch (message.side) {
    case 'DEBIT':
      return { account, amountMinor };
    case 'CREDIT':
      return { account, amountMinor: -amountMinor };
    default:
      throw protoError('PROTO_BAD_ENUM', { field: 'side', value: String(message.side) });
  }
}

/** @throws CodedError LEDGER_AMOUNT_ZERO, LEDGER_AMOUNT_NEGATIVE, LEDGER_AMOUNT_OVERFLOW */
export function positiveAmount(amount: string | number, at: { kind: string; reference: string }): bigint {
  const amountMinor = BigInt(amount);
  if (amountMinor === 0n) throw serverError('LEDGER_AMOUNT_ZERO', at);
  if (amountMinor < 0n) throw serverError('LEDGER_AMOUNT_NEGATIVE', at);
  if (amountMinor > legAmountMinorMax) {
    throw serverError('LEDGER_AMOUNT_OVERFLOW', { ...at, max: String(legAmountMinorMax) });
  }
  return amountMinor;
}

/** @throws CodedError LEDGER_OTHER_BOOK, LEDGER_UNKNOWN_ACCOUNT */
export function decodeAccount(
  message: AccountMessage,
  at: { bookId: string; currency: Currency; kind?: string; reference?: string },
): AccountKey {
  const { code = '', subject = '', bookId = '' } = message ?? {};
  const named = { kind: at.kind ?? 'account', reference: at.reference ?? code.slice(0, 40) };
  if (bookId !== '' && bookId !== at.bookId) throw serverError('LEDGER_OTHER_BOOK', { ...named, bookId });
  if (!isAccountCode(code) || !/^[\x21-\x7e]{0,200}$/.test(subject)) {
    throw serverError('LEDGER_UNKNOWN_ACCOUNT', { account: `${code} ${subject}`.slice(0, 120) });
  }
  const definition: AccountDefinition = chartOfAccounts[code];
  if (definition.book !== bookKindOf(at.bookId)) {
    throw serverError('LEDGER_OTHER_BOOK', { ...named, bookId: `a ${definition.book}` });
  }
  return { bookId: at.bookId, code, subject, currency: at.currency };
}

/** Account, book and currency as reading calls name them. */
export function decodeAccountOf(message: { bookId: string; account: AccountMessage; currency: string }): AccountKey {
  return decodeAccount(message.account, { bookId: book(message.bookId), currency: currencyOf(message.currency) });
}

/** @throws CodedError LEDGER_BAD_REQUEST, LEDGER_BAD_EVENT, LEDGER_AMOUNT_NEGATIVE, LEDGER_AMOUNT_OVERFLOW */
export function decodeEvent(message: EventMessage, operator: Operator): PostingEvent {
  const { kind } = message;
  if (!isPostingEventKind(kind)) throw badRequest(`there is no event "${kind.slice(0, 40)}"`);
  const at = { kind, reference: reference(message.reference, 'reference') };
  const amounts = Object.entries(message.amounts).map(([amount, minor]) => {
    if (!amountNames.has(amount)) throw badRequest(`there is no amount "${amount.slice(0, 40)}"`);
    return [amount, BigInt(minor) === 0n ? 0n : positiveAmount(minor, at)] as const;
  });
  if (!amounts.some(([, minor]) => minor > 0n)) throw serverError('LEDGER_AMOUNT_ZERO', at);
  const subjects = Object.entries(message.subjects).map(([part, value]) => {
    if (!subjectParts.has(part)) throw badRequest(`there is no subject "${part.slice(0, 40)}"`);
    return [part, subjectPart(value, `subjects.${part}`)] as const;
  });
  const members = Object.entries(message.members).map(([party, member]) => {
    const code = memberAccountCodes.find((known) => known === member.code);
    if (!parties.has(party) || !code) throw badRequest(`"${party.slice(0, 40)}" is no member with such an account`);
    return [party, { code, accountNumber: subjectPart(member.accountNumber, `members.${party}`) }] as const;
  });
  return {
    ...at,
    currency: currencyOf(message.currency),
    amounts: Object.fromEntries(amounts),
    subjects: Object.fromEntries(subjects),
    members: Object.fromEntries(members),
    ...(message.merchantId && { merchantId: merchant(message.merchantId) }),
    ...(message.businessDate && { businessDate: day(message.businessDate, 'business_date') }),
    ...(message.platformDate && { platformDate: day(message.platformDate, 'platform_date') }),
    postedBy: operator.name,
    note: text(message.note, 'note', noteLengthMax),
  };
}

/** All that some rule posts. */
const amountNames: ReadonlySet<string> = new Set<string>(
  (Object.keys(postingRules) as PostingEventKind[]).flatMap((kind) => linesOf(kind).map((line) => line.amount)),
);

/** Those that an event's `subjects` bring; the chart names them all. */
const subjectParts: ReadonlySet<string> = new Set<string>(
  Object.values<AccountDefinition>(chartOfAccounts)
    .flatMap((account): readonly SubjectPart[] => account.subject)
    .filter((part) => part !== 'merchantId' && part !== 'accountNumber' && part !== 'businessDate'),
);

const parties: ReadonlySet<string> = new Set<Party>(['member', 'payer', 'payee']);

export function decodeHoldStep(message: HoldStepMessage): HoldStep {
  switch (message.step) {
    case 'place':
      if (message.place) return decodePlace(message.place);
      break;
    case 'capture':
      if (message.capture) {
        return {
          step: 'capture',
          ...holdOf(message.capture),
          amountMinor: holdAmount(message.capture),
          releaseRest: message.capture.releaseRest,
        };
      }
      break;
    case 'release':
      if (message.release) return decodeRelease(message.release);
      break;
  }
  throw badRequest('a step of holds is empty');
}

export function decodePlace(message: Received<'LedgerService', 'PlaceHold'>): Extract<HoldStep, { step: 'place' }> {
  const hold = holdOf(message);
  const expiresAtMs = integerFrom(message.expiresAtMs, 'expires_at_ms');
  return {
    step: 'place',
    ...hold,
    account: decodeAccount(message.account, { bookId: hold.bookId, currency: currencyOf(message.currency) }),
    amountMinor: holdAmount(message),
    freeze: freezeKind(message.freeze),
    expiresAtMs: expiresAtMs === 0 ? null : expiresAtMs,
  };
}

export function decodeRelease(message: Received<'LedgerService', 'ReleaseHold'>): HoldStep {
  return {
    step: 'release',
    ...holdOf(message),
    amountMinor: BigInt(message.amountMinor) === 0n ? 'rest' : holdAmount(message),
  };
}

export function holdOf(message: { bookId: string; holdId: string; reference: string }) {
  return {
    bookId: book(message.bookId),
    holdId: uuid7From(message.holdId, 'hold_id'),
    reference: reference(message.reference, 'reference'),
  };
}

export function holdAmount(message: { amountMinor: string; reference: string }): bigint {
  return positiveAmount(message.amountMinor, { kind: 'hold', reference: message.reference.slice(0, 128) });
}

function freezeKind(freeze: string): FreezeKind {
  switch (freeze) {
    case 'LEDGER_FREEZE_TRADE':
      return 'trade';
    case 'LEDGER_FREEZE_RISK':
      return 'risk';
    default:
      throw protoError('PROTO_BAD_ENUM', { field: 'freeze', value: freeze });
  }
}

/** A merchant's id, or the platform's book. */
export function book(bookId: string): string {
  return bookId === platformBook ? bookId : merchant(bookId);
}

function merchant(merchantId: string): string {
  if (merchantId.startsWith('@')) throw badRequest(`there is no book "${merchantId.slice(0, 40)}"`);
  return name(merchantId, 'book_id');
}

export function reference(value: string, field: string): string {
  if (!/^[\x21-\x7e]{1,128}$/.test(value)) {
    throw protoError('PROTO_BAD_MESSAGE', { field, why: 'it is not 1 to 128 visible characters of ASCII' });
  }
  return value;
}

/** A subject's parts are joined by a slash, so none is within one. */
function subjectPart(value: string, field: string): string {
  if (value.includes('/')) throw protoError('PROTO_BAD_MESSAGE', { field, why: 'it has a slash' });
  return name(value, field);
}

export function currencyOf(value: string): Currency {
  const currency = currencySchema.safeParse(value);
  if (!currency.success) throw protoError('PROTO_BAD_MONEY', { field: 'currency', why: 'it is missing or not taken' });
  return currency.data;
}

export function day(value: string, field: string): string {
  if (!isDay(value)) throw protoError('PROTO_BAD_MESSAGE', { field, why: 'it is not a day written YYYY-MM-DD' });
  return value;
}

const periodMonthsMax = 240;

/** Days of a period, both included. */
export function period(message: { from: string; to: string }): { from: string; to: string } {
  const from = day(message.from, 'from');
  const to = day(message.to, 'to');
  if (from > to) throw badRequest('from is after to');
  if (monthCount(from, to) > periodMonthsMax) throw badRequest(`the period is over ${periodMonthsMax} months`);
  return { from, to };
}

/** The same where each end may be left out. */
export function openPeriod(message: { from: string; to: string }): { from?: string; to?: string } {
  return {
    ...(message.from && { from: day(message.from, 'from') }),
    ...(message.to && { to: day(message.to, 'to') }),
  };
}

export function accountCodeOf(code: string): AccountCode {
  if (!isAccountCode(code)) throw badRequest(`the chart has no account "${code.slice(0, 60)}"`);
  return code;
}

export function badRequest(why: string) {
  return serverError('LEDGER_BAD_REQUEST', { why });
}
