/** LedgerService, what reads: accounts, journals with their causes, entries, holds, balances. */
import { uuid7From } from '@qiantai/protos';
import type pg from 'pg';
import { transactionWithin } from '../db/within-deadline.ts';
import { readBalances, readStatementSums } from '../ledger/balances-store.ts';
import { readCause } from '../ledger/causes-store.ts';
import { signOf } from '../ledger/chart-of-accounts.ts';
import { isPostingEventKind, type PostingRule, postingRules } from '../ledger/posting-rules.ts';
import {
  type JournalRow,
  type JournalWish,
  listAccounts,
  listEntries,
  listEntriesOf,
  listHolds,
  listJournals,
  listLinked,
  readAccount,
  readHold,
  readJournal,
} from '../ledger/reading-store.ts';
import { trialBalanceOf } from '../ledger/trial-balance.ts';
import {
  accountCodeOf,
  badRequest,
  book,
  currencyOf,
  decodeAccount,
  decodeAccountOf,
  openPeriod,
  period,
  reference,
} from './ledger-decode.ts';
import {
  accountFields,
  encodeAccount,
  encodeCause,
  encodeEntry,
  encodeHold,
  encodeJournal,
  encodeRules,
  encodeTrialLine,
  encodeTrialTotal,
  entryFields,
  holdFields,
  journalFields,
} from './ledger-encode.ts';
import type { LedgerServiceOptions } from './ledger-posting-handlers.ts';
import type { Answered, Received } from './messages.ts';
import { type OperatorCall, operatorCall } from './operator.ts';
import { cursorInteger, cursorText, cursorUuid, pageOf, pagingOf } from './paging.ts';
import { type ReadMask, readMaskOf } from './read-mask.ts';

type Method =
  | 'GetAccount'
  | 'ListAccounts'
  | 'GetJournal'
  | 'ListJournals'
  | 'ListEntries'
  | 'GetHold'
  | 'ListHolds'
  | 'GetTrialBalance'
  | 'GetStatement'
  | 'GetPostingRules';
type Request<Name extends Method> = Received<'LedgerService', Name>;
type Reply<Name extends Method> = Answered<'LedgerService', Name>;

export function ledgerReadingHandlers(options: Pick<LedgerServiceOptions, 'context' | 'database'>) {
  const { context, database } = options;
  const read = <Name extends Method>(work: (client: pg.PoolClient, message: Request<Name>) => Promise<Reply<Name>>) =>
    operatorCall<Request<Name>, Reply<Name>>(
      context,
      {},
      async (_operator, message, { deadline }: OperatorCall) =>
        await transactionWithin(database, deadline, async (client) => await work(client, message)),
    );
  return {
    GetAccount: read<'GetAccount'>(async (client, message) => {
      const mask = readMaskOf(message.readMask, accountFields);
      return mask.apply(encodeAccount(await readAccount(client, decodeAccountOf(message))));
    }),
    ListAccounts: read<'ListAccounts'>(listAccountsPage),
    GetJournal: read<'GetJournal'>(getJournal),
    ListJournals: read<'ListJournals'>(listJournalsPage),
    ListEntries: read<'ListEntries'>(listEntriesPage),
    GetHold: read<'GetHold'>(async (client, message) => {
      const mask = readMaskOf(message.readMask, holdFields);
      const named = { bookId: book(message.bookId), holdId: uuid7From(message.holdId, 'hold_id') };
      return mask.apply(encodeHold(await readHold(client, named)));
    }),
    ListHolds: read<'ListHolds'>(listHoldsPage),
    GetTrialBalance: read<'GetTrialBalance'>(async (client, message) => {
      const { bookId, from, to, table } = await readTrialBalance(client, message);
      return { bookId, from, to, lines: table.lines.map(encodeTrialLine), totals: table.totals.map(encodeTrialTotal) };
    }),
    GetStatement: read<'GetStatement'>(getStatement),
    GetPostingRules: read<'GetPostingRules'>(async () => encodeRules()),
  };
}

async function listAccountsPage(
  client: pg.PoolClient,
  message: Request<'ListAccounts'>,
): Promise<Reply<'ListAccounts'>> {
  const mask = readMaskOf(message.readMask, accountFields);
  const filters = {
    bookId: book(message.bookId),
    ...(message.code && { code: accountCodeOf(message.code) }),
    ...(message.subjectPrefix && { subjectPrefix: reference(message.subjectPrefix, 'subject_prefix') }),
    ...(message.currency && { currency: currencyOf(message.currency) }),
  };
  const paging = pagingOf(message, { list: 'accounts', ...filters });
  const [code, subject, currency] = paging.after ?? [];
  const after = paging.after && {
    code: cursorText(code),
    subject: cursorText(subject),
    currency: cursorText(currency),
  };
  const rows = await listAccounts(client, { ...filters, ...(after && { after }), limit: paging.limit + 1 });
  const page = pageOf(rows, paging, (row) => [row.code, row.subject, row.currency]);
  return { accounts: page.rows.map((row) => mask.apply(encodeAccount(row))), nextPageToken: page.nextPageToken };
}

async function getJournal(client: pg.PoolClient, message: Request<'GetJournal'>): Promise<Reply<'GetJournal'>> {
  const mask = readMaskOf(message.readMask, journalFields);
  const row = await readJournal(client, journalWish(message));
  const entries = mask.wants('entries') ? await listEntriesOf(client, row.bookId, [row]) : [];
  const linked = mask.wants('linked') ? await listLinked(client, row) : [];
  const cause = mask.wants('cause') ? await causeOf(client, row) : undefined;
  return mask.apply(encodeJournal(row, { entries, linked, ...(cause && { cause }) }));
}

/** A reversal's cause is that of the journal which it takes back. */
async function causeOf(client: pg.PoolClient, row: JournalRow) {
  const origin = row.reverses ? await readJournal(client, { bookId: row.bookId, journalId: row.reverses }) : row;
  const rule: PostingRule | undefined = isPostingEventKind(origin.kind) ? postingRules[origin.kind] : undefined;
  const record = rule && (await readCause(client, { ...origin, kind: rule.cause }));
  return encodeCause(rule, record);
}

/** By its id, with or without its book, or by book, kind and reference. */
export function journalWish(message: {
  bookId: string;
  journalId: string;
  kind: string;
  reference: string;
}): JournalWish {
  if (message.journalId) {
    const journalId = uuid7From(message.journalId, 'journal_id');
    return message.bookId ? { bookId: book(message.bookId), journalId } : { journalId };
  }
  if (!message.kind || !message.reference) throw badRequest('a journal is named by its id, or by kind and reference');
  return {
    bookId: book(message.bookId),
    kind: reference(message.kind, 'kind'),
    reference: reference(message.reference, 'reference'),
  };
}

async function listJournalsPage(
  client: pg.PoolClient,
  message: Request<'ListJournals'>,
): Promise<Reply<'ListJournals'>> {
  const mask = readMaskOf(message.readMask, journalFields);
  const filters = {
    bookId: book(message.bookId),
    ...openPeriod(message),
    ...(message.kind && { kind: reference(message.kind, 'kind') }),
    ...(message.postedBy && { postedBy: reference(message.postedBy, 'posted_by') }),
    newestFirst: message.newestFirst,
  };
  const paging = pagingOf(message, { list: 'journals', ...filters });
  const after = paging.after && cursorUuid(paging.after[0]);
  const rows = await listJournals(client, { ...filters, ...(after && { after }), limit: paging.limit + 1 });
  const page = pageOf(rows, paging, (row) => [row.journalId]);
  return { journals: await withEntries(client, page.rows, { ...filters, mask }), nextPageToken: page.nextPageToken };
}

async function withEntries(
  client: pg.PoolClient,
  rows: readonly JournalRow[],
  { bookId, mask }: { bookId: string; mask: ReadMask },
) {
  const entries = mask.wants('entries') ? await listEntriesOf(client, bookId, rows) : [];
  const byJournal = Map.groupBy(entries, (entry) => entry.journalId);
  return rows.map((row) => mask.apply(encodeJournal(row, { entries: byJournal.get(row.journalId) ?? [] })));
}

async function listEntriesPage(client: pg.PoolClient, message: Request<'ListEntries'>): Promise<Reply<'ListEntries'>> {
  const mask = readMaskOf(message.readMask, entryFields);
  const { bookId, accountId } = await readAccount(client, decodeAccountOf(message));
  const filters = { bookId, accountId, ...openPeriod(message) };
  const paging = pagingOf(message, { list: 'entries', ...filters });
  const after = paging.after && { after: cursorInteger(paging.after[0]) };
  const rows = await listEntries(client, { ...filters, ...after, limit: paging.limit + 1 });
  const page = pageOf(rows, paging, (row) => [String(row.version)]);
  return { entries: page.rows.map((row) => mask.apply(encodeEntry(bookId, row))), nextPageToken: page.nextPageToken };
}

const holdStatuses = ['active', 'captured', 'released', 'expired'];

async function listHoldsPage(client: pg.PoolClient, message: Request<'ListHolds'>): Promise<Reply<'ListHolds'>> {
  const mask = readMaskOf(message.readMask, holdFields);
  const bookId = book(message.bookId);
  if (message.status && !holdStatuses.includes(message.status)) {
    throw badRequest(`a hold is ${holdStatuses.join(', ')}, never "${message.status.slice(0, 40)}"`);
  }
  const account = message.account
    ? await readAccount(client, decodeAccount(message.account, { bookId, currency: currencyOf(message.currency) }))
    : undefined;
  const filters = {
    bookId,
    ...(account && { accountId: account.accountId }),
    ...(message.status && { status: message.status }),
  };
  const paging = pagingOf(message, { list: 'holds', ...filters });
  const after = paging.after && cursorUuid(paging.after[0]);
  const rows = await listHolds(client, { ...filters, ...(after && { after }), limit: paging.limit + 1 });
  const page = pageOf(rows, paging, (row) => [row.holdId]);
  return { holds: page.rows.map((row) => mask.apply(encodeHold(row))), nextPageToken: page.nextPageToken };
}

export async function readTrialBalance(client: pg.PoolClient, message: Request<'GetTrialBalance'>) {
  const bookId = book(message.bookId);
  const { from, to } = period(message);
  const currency = message.currency ? currencyOf(message.currency) : undefined;
  const rows = await readBalances(client, { bookId, from, to, beforeClosing: message.beforeClosing });
  const table = trialBalanceOf(rows.filter((row) => currency === undefined || row.currency === currency));
  return { bookId, from, to, table };
}

/**
 * The first page notes up to which version the account had been posted to, and every page shows no more: what is
 * posted meanwhile moves neither balances nor lines.
 */
export async function getStatement(
  client: pg.PoolClient,
  message: Request<'GetStatement'>,
): Promise<Reply<'GetStatement'>> {
  const key = decodeAccountOf(message);
  const { from, to } = period(message);
  const account = await readAccount(client, key);
  const { bookId, accountId } = account;
  const paging = pagingOf(message, { list: 'statement', accountId, from, to });
  const begun = paging.after ? statementCursor(paging.after) : { version: 0n, versionMax: account.version };
  const { versionMax } = begun;
  const sums =
    'sums' in begun ? begun.sums : await readStatementSums(client, { bookId, accountId, from, to, versionMax });
  const rows = await listEntries(client, {
    bookId,
    accountId,
    from,
    to,
    after: begun.version,
    versionMax,
    limit: paging.limit + 1,
  });
  const sign = BigInt(signOf(account.code));
  let balanceMinor = 'balanceMinor' in begun ? begun.balanceMinor : sums.openingMinor;
  const lines = rows.slice(0, paging.limit).map((row) => {
    balanceMinor += row.amountMinor;
    return { entry: encodeEntry(bookId, row), balanceMinor: String(sign * balanceMinor) };
  });
  const page = pageOf(rows, paging, (row) =>
    [row.version, versionMax, balanceMinor, sums.openingMinor, sums.debitsMinor, sums.creditsMinor].map(String),
  );
  const closingMinor = sums.openingMinor + sums.debitsMinor - sums.creditsMinor;
  return {
    account: encodeAccount(account),
    from,
    to,
    openingMinor: String(sign * sums.openingMinor),
    debitsMinor: String(sums.debitsMinor),
    creditsMinor: String(sums.creditsMinor),
    closingMinor: String(sign * closingMinor),
    lines,
    nextPageToken: page.nextPageToken,
  };
}

function statementCursor(cursor: readonly string[]) {
  const [version, versionMax, balanceMinor, openingMinor, debitsMinor, creditsMinor] = cursor;
  return {
    version: cursorInteger(version),
    versionMax: cursorInteger(versionMax),
    balanceMinor: cursorInteger(balanceMinor),
    sums: {
      openingMinor: cursorInteger(openingMinor),
      debitsMinor: cursorInteger(debitsMinor),
      creditsMinor: cursorInteger(creditsMinor),
    },
  };
}
