/** LedgerService, what writes: journals, events, holds, reversals, accounts, closed periods. */
import { CodedError, errorText } from '@qiantai/foundation';
import type pg from 'pg';
import type { Database } from '../db/database.ts';
import { checkTime, type Deadline, transactionWithin } from '../db/within-deadline.ts';
import { serverError } from '../errors.ts';
import { signOf } from '../ledger/chart-of-accounts.ts';
import type { AccountKey, HoldStep, Journal, PostingResult, PostingUnit } from '../ledger/journal.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Periods } from '../ledger/periods-store.ts';
import { journalsOf } from '../ledger/posting.ts';
import { accountName } from '../ledger/posting-batch.ts';
import {
  findMissingAccount,
  type HoldView,
  listLinked,
  readAccount,
  readCaptured,
  readHold,
  readJournal,
} from '../ledger/reading-store.ts';
import { text } from './decode.ts';
import {
  badRequest,
  book,
  currencyOf,
  day,
  decodeAccount,
  decodeEvent,
  decodeHoldStep,
  decodeJournal,
  decodePlace,
  decodeRelease,
  holdAmount,
  holdOf,
  reference,
} from './ledger-decode.ts';
import { encodeAccount, encodeHold, encodePeriod } from './ledger-encode.ts';
import { journalWish } from './ledger-reading-handlers.ts';
import type { Answered, Received } from './messages.ts';
import { type Operator, type OperatorContext, operatorCall } from './operator.ts';

export interface LedgerServiceOptions {
  context: OperatorContext;
  database: Database;
  ledger: Ledger;
  periods: Periods;
}

type Request<Method extends 'PostJournals' | 'PostEvents' | 'CaptureHold' | 'ReverseJournal'> = Received<
  'LedgerService',
  Method
>;
type HoldReply = Answered<'LedgerService', 'PlaceHold'>;
type EventResult = NonNullable<Answered<'LedgerService', 'PostEvents'>['results']>[number];

const journalsMax = 100;
const holdsMax = 100;
const eventsMax = 500;

const writers = { role: ['finance', 'integration'] } as const;
const holders = { role: ['finance', 'integration', 'risk'] } as const;
const finance = { role: 'finance' } as const;

export function ledgerPostingHandlers(options: LedgerServiceOptions) {
  const { context, database, ledger, periods } = options;
  return {
    PostJournals: operatorCall<Request<'PostJournals'>, Answered<'LedgerService', 'PostJournals'>>(
      context,
      writers,
      async (operator, message, { deadline }) =>
        await postRaw(options, { unit: decodeUnit(message, operator), deadline }),
    ),
    PostEvents: operatorCall<Request<'PostEvents'>, Answered<'LedgerService', 'PostEvents'>>(
      context,
      { role: 'integration' },
      async (operator, message, { deadline }) => {
        if (message.events.length === 0 || message.events.length > eventsMax) {
          throw badRequest(`there are not 1 to ${eventsMax} events`);
        }
        if (message.linked) return { results: await postLinked(options, { message, operator, deadline }) };
        checkTime(deadline);
        return { results: await postEach(options, { message, operator }) };
      },
    ),
    PlaceHold: operatorCall<Received<'LedgerService', 'PlaceHold'>, HoldReply>(
      context,
      holders,
      async (_operator, message, { deadline }) => {
        const step = decodePlace(message);
        return await withHold(options, { step, deadline }, async (client) => {
          await refuseMissing(client, [step.account]);
          return { journals: [], holds: [step] };
        });
      },
    ),
    CaptureHold: operatorCall<Request<'CaptureHold'>, HoldReply>(
      context,
      writers,
      async (operator, message, { deadline }) => {
        const step = holdOf(message);
        return await withHold(
          options,
          { step, deadline },
          async (client) => await captureUnit(client, message, operator),
        );
      },
    ),
    ReleaseHold: operatorCall<Received<'LedgerService', 'ReleaseHold'>, HoldReply>(
      context,
      holders,
      async (_operator, message, { deadline }) => {
        const step = decodeRelease(message);
        return await withHold(options, { step, deadline }, async () => ({ journals: [], holds: [step] }));
      },
    ),
    ReverseJournal: operatorCall<Request<'ReverseJournal'>, Answered<'LedgerService', 'ReverseJournal'>>(
      context,
      finance,
      async (operator, message, { deadline }) =>
        await transactionWithin(database, deadline, async (client) =>
          only(await ledger.postUnits(client, [await reversalUnit(options, client, { message, operator })])),
        ),
    ),
    OpenAccount: operatorCall<Received<'LedgerService', 'OpenAccount'>, Answered<'LedgerService', 'OpenAccount'>>(
      context,
      finance,
      async (_operator, message, { deadline }) => {
        const key = accountToOpen(message);
        const named = text(message.name, 'name', 120);
        return await transactionWithin(database, deadline, async (client) => {
          await ledger.openAccount(client, key, named ? { name: named } : {});
          return encodeAccount(await readAccount(client, key));
        });
      },
    ),
    ClosePeriod: operatorCall<Received<'LedgerService', 'ClosePeriod'>, Answered<'LedgerService', 'ClosePeriod'>>(
      context,
      finance,
      async (operator, message) => {
        const bookId = book(message.bookId);
        const closed = await periods.closePeriod({ bookId, period: message.period, closedBy: operator.name });
        const row = (await periods.listPeriods(bookId)).find(({ period }) => period === closed.period);
        if (!row) throw new TypeError(`the period ${closed.period} was closed and is gone`);
        return encodePeriod(row, closed);
      },
    ),
    ListPeriods: operatorCall<Received<'LedgerService', 'ListPeriods'>, Answered<'LedgerService', 'ListPeriods'>>(
      context,
      {},
      async (_operator, message) => ({
        periods: (await periods.listPeriods(book(message.bookId))).map((row) => encodePeriod(row)),
      }),
    ),
  };
}

function decodeUnit(message: Request<'PostJournals'>, operator: Operator): PostingUnit {
  if (message.journals.length > journalsMax) throw badRequest(`there are over ${journalsMax} journals`);
  if (message.holds.length > holdsMax) throw badRequest(`there are over ${holdsMax} steps of holds`);
  if (message.journals.length + message.holds.length === 0) throw badRequest('there is nothing to post');
  return {
    journals: message.journals.map((journal) => decodeJournal(journal, operator)),
    holds: message.holds.map(decodeHoldStep),
  };
}

/** Accounts that events open by themselves are not opened by people's journals: a slip of the pen would make one. */
async function postRaw(
  { database, ledger }: LedgerServiceOptions,
  { unit, deadline }: { unit: PostingUnit; deadline: Deadline },
): Promise<PostingResult> {
  return await transactionWithin(database, deadline, async (client) => {
    await refuseMissing(client, accountsOf(unit));
    return only(await ledger.postUnits(client, [unit]));
  });
}

function accountsOf(unit: PostingUnit): AccountKey[] {
  const placed = (unit.holds ?? []).flatMap((hold) => (hold.step === 'place' ? [hold.account] : []));
  return [...unit.journals.flatMap((journal) => journal.legs.map((leg) => leg.account)), ...placed];
}

/** @throws CodedError LEDGER_UNKNOWN_ACCOUNT */
async function refuseMissing(client: pg.PoolClient, accounts: readonly AccountKey[]): Promise<void> {
  const missing = await findMissingAccount(client, accounts);
  if (missing) throw serverError('LEDGER_UNKNOWN_ACCOUNT', { account: accountName(missing) });
}

async function postLinked(
  { database, ledger }: LedgerServiceOptions,
  call: { message: Request<'PostEvents'>; operator: Operator; deadline: Deadline },
): Promise<EventResult[]> {
  const parts = call.message.events.map((event) => journalsOfEvent(event, call.operator));
  const unit = { journals: parts.flat() };
  const { replayed, journalIds } = await transactionWithin(database, call.deadline, async (client) =>
    only(await ledger.postUnits(client, [unit])),
  );
  let next = 0;
  return parts.map((journals) => {
    const ids = journalIds.slice(next, next + journals.length);
    next += journals.length;
    return { replayed, journalIds: ids, errorCode: '', errorMessage: '', retryable: false };
  });
}

/** @throws CodedError LEDGER_AMOUNT_ZERO where none of the amounts that the rule posts is above zero */
function journalsOfEvent(message: Request<'PostEvents'>['events'][number], operator: Operator): Journal[] {
  const event = decodeEvent(message, operator);
  const journals = journalsOf(event);
  if (journals.length === 0) throw serverError('LEDGER_AMOUNT_ZERO', { kind: event.kind, reference: event.reference });
  return journals;
}

/** Together through the ledger's lane, which posts them in batches; each is refused by itself. */
async function postEach(
  { context, ledger }: LedgerServiceOptions,
  call: { message: Request<'PostEvents'>; operator: Operator },
): Promise<EventResult[]> {
  const post = async (event: Request<'PostEvents'>['events'][number]): Promise<EventResult> => {
    try {
      const result = await ledger.submit({ journals: journalsOfEvent(event, call.operator) });
      return { ...result, errorCode: '', errorMessage: '', retryable: false };
    } catch (error) {
      return refusedEvent(error, context);
    }
  };
  return await Promise.all(call.message.events.map(post));
}

function refusedEvent(error: unknown, { log }: OperatorContext): EventResult {
  const refused = { replayed: false, journalIds: [] };
  if (error instanceof CodedError) {
    const { retryable } = error.definition;
    return { ...refused, errorCode: error.code, errorMessage: error.message, retryable };
  }
  log.error({ error: errorText(error) }, 'ledger.event_fault');
  const errorMessage = 'Something failed inside; the log tells what.';
  return { ...refused, errorCode: 'INTERNAL', errorMessage, retryable: true };
}

/** Posts a unit with a step of one hold, and answers how that hold stands then. */
async function withHold(
  { database, ledger }: LedgerServiceOptions,
  { step, deadline }: { step: { bookId: string; holdId: string }; deadline: Deadline },
  unitOf: (client: pg.PoolClient) => Promise<PostingUnit>,
): Promise<HoldReply> {
  return await transactionWithin(database, deadline, async (client) => {
    const { replayed, journalIds } = only(await ledger.postUnits(client, [await unitOf(client)]));
    return { replayed, journalIds, hold: encodeHold(await readHold(client, step)) };
  });
}

/** The step and the journals that say where the money goes. */
async function captureUnit(
  client: pg.PoolClient,
  message: Request<'CaptureHold'>,
  operator: Operator,
): Promise<PostingUnit> {
  const named = holdOf(message);
  const hold = await readHold(client, named);
  const amountMinor = await amountToCapture(client, message, hold);
  const step: HoldStep = { step: 'capture', ...named, amountMinor, releaseRest: message.releaseRest };
  const held: AccountKey = { bookId: hold.bookId, code: hold.code, subject: hold.subject, currency: hold.currency };
  if (message.otherSide === 'event' && message.event) {
    const journals = journalsOfEvent(message.event, operator);
    refuseOtherAmount(journals, { held, amountMinor });
    return { journals, holds: [step] };
  }
  const journal = captureJournal(message, operator, { held, amountMinor });
  await refuseMissing(
    client,
    journal.legs.map((leg) => leg.account),
  );
  return { journals: [journal], holds: [step] };
}

/** All that is left, or what the same step took when it was done before. */
async function amountToCapture(
  client: pg.PoolClient,
  message: Request<'CaptureHold'>,
  hold: HoldView,
): Promise<bigint> {
  if (BigInt(message.amountMinor) !== 0n) return holdAmount(message);
  const before = await readCaptured(client, { ...hold, reference: message.reference });
  const left = hold.amountMinor - hold.capturedMinor - hold.releasedMinor;
  const amountMinor = before ?? left;
  if (amountMinor === 0n) throw serverError('LEDGER_HOLD_NOT_FOUND', { holdId: hold.holdId });
  return amountMinor;
}

function captureJournal(
  message: Request<'CaptureHold'>,
  operator: Operator,
  { held, amountMinor }: { held: AccountKey; amountMinor: bigint },
): Journal {
  if (message.otherSide !== 'account' || !message.account) throw badRequest('it does not say where the money goes');
  const other = decodeAccount(message.account, held);
  const sign = BigInt(signOf(held.code));
  return {
    bookId: held.bookId,
    kind: 'adjustment',
    reference: `${message.holdId}/${message.reference}`,
    currency: held.currency,
    accountingDate: day(message.accountingDate, 'accounting_date'),
    legs: [
      { account: held, amountMinor: -sign * amountMinor },
      { account: other, amountMinor: sign * amountMinor },
    ],
    postedBy: operator.name,
    note: text(message.note, 'note', 500),
  };
}

/** What is captured and what is spent must be one amount, else money would be free that nobody freed. */
function refuseOtherAmount(
  journals: readonly Journal[],
  { held, amountMinor }: { held: AccountKey; amountMinor: bigint },
): void {
  const legs = journals.flatMap((journal) => journal.legs).filter(({ account }) => isSame(account, held));
  const moved = legs.reduce((sum, leg) => sum + leg.amountMinor, 0n);
  const taken = -BigInt(signOf(held.code)) * moved;
  if (taken !== amountMinor) {
    throw badRequest(`the event takes ${taken} from the account of the hold, the capture ${amountMinor}`);
  }
}

function isSame(a: AccountKey, b: AccountKey): boolean {
  return a.bookId === b.bookId && a.code === b.code && a.subject === b.subject && a.currency === b.currency;
}

async function reversalUnit(
  { ledger }: LedgerServiceOptions,
  client: pg.PoolClient,
  { message, operator }: { message: Request<'ReverseJournal'>; operator: Operator },
): Promise<PostingUnit> {
  const note = text(message.note, 'note', 500);
  if (note === '') throw badRequest('a reversal says why, in its note');
  const key = reference(message.reversalReference, 'reversal_reference');
  const accountingDate = day(message.accountingDate, 'accounting_date');
  const first = await readJournal(client, journalWish(message));
  const all = message.withLinked ? [first, ...(await listLinked(client, first))] : [first];
  const journals: Journal[] = [];
  for (const [index, journal] of all.entries()) {
    const by = { reference: index === 0 ? key : `${key}/${index + 1}`, accountingDate, postedBy: operator.name, note };
    journals.push(await ledger.reversalOf(client, journal, by));
  }
  return { journals };
}

function accountToOpen(message: Received<'LedgerService', 'OpenAccount'>): AccountKey {
  const bookId = book(message.bookId);
  const { code = '', subject = '' } = message.account ?? {};
  if (!/^[\x21-\x7e]{0,200}$/.test(subject)) {
    const why = 'its subject is not visible characters of ASCII, at most 200';
    throw serverError('LEDGER_BAD_ACCOUNT', { bookId, code: code.slice(0, 60), subject: subject.slice(0, 60), why });
  }
  // The ledger refuses a code that the chart lacks, by name.
  return { bookId, code: code as AccountKey['code'], subject, currency: currencyOf(message.currency) };
}

function only(results: readonly PostingResult[]): PostingResult {
  const [result] = results;
  if (!result) throw new TypeError('a unit was posted and nothing was answered');
  return result;
}
