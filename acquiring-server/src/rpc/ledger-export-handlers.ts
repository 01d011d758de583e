/** LedgerService, files: journals, statements and trial balances as CSV, page by page. */
import { type Currency, decimalFromMinor } from '@qiantai/protos';
import type pg from 'pg';
import { transactionWithin } from '../db/within-deadline.ts';
import { type AccountDefinition, chartOfAccounts } from '../ledger/chart-of-accounts.ts';
import { type EntryRow, type JournalRow, listEntriesOf, listJournals } from '../ledger/reading-store.ts';
import type { TrialBalanceLine } from '../ledger/trial-balance.ts';
import { byteOrderMark, type Cell, csvLine } from './csv.ts';
import { badRequest, book, period, reference } from './ledger-decode.ts';
import type { LedgerServiceOptions } from './ledger-posting-handlers.ts';
import { getStatement, readTrialBalance } from './ledger-reading-handlers.ts';
import type { Answered, Received } from './messages.ts';
import { type OperatorStream, operatorStream } from './operator.ts';
import { pageSizeMax } from './paging.ts';

type Chunk = Answered<'LedgerService', 'ExportJournals'>;
type Language = 'en' | 'zh';

export function ledgerExportHandlers({ context, database }: Pick<LedgerServiceOptions, 'context' | 'database'>) {
  const reading = async <Result>(call: OperatorStream<Chunk>, work: (client: pg.PoolClient) => Promise<Result>) =>
    await transactionWithin(database, call.deadline, work);
  return {
    ExportJournals: operatorStream<Received<'LedgerService', 'ExportJournals'>, Chunk>(
      context,
      {},
      async (_operator, message, call) => {
        const language = languageOf(message.language);
        const filters = {
          bookId: book(message.bookId),
          ...period(message),
          ...(message.kind && { kind: reference(message.kind, 'kind') }),
          newestFirst: false,
          limit: pageSizeMax,
        };
        await call.write(chunkOf(byteOrderMark + csvLine(journalHeadings[language])));
        for (let after: string | undefined; ; ) {
          const page = await reading(
            call,
            async (client) => await journalsPage(client, { ...filters, ...(after && { after }) }),
          );
          if (page.journals.length > 0) await call.write(chunkOf(journalLines(page, language)));
          after = page.journals.at(-1)?.journalId;
          if (page.journals.length < pageSizeMax) return;
        }
      },
    ),
    ExportStatement: operatorStream<Received<'LedgerService', 'ExportStatement'>, Chunk>(
      context,
      {},
      async (_operator, message, call) => {
        const language = languageOf(message.language);
        let pageToken = '';
        do {
          const request = { ...message, pageSize: pageSizeMax, pageToken };
          const page = await reading(call, async (client) => await getStatement(client, request));
          await call.write(chunkOf(statementLines(page, { language, first: pageToken === '' })));
          pageToken = page.nextPageToken ?? '';
        } while (pageToken !== '');
      },
    ),
    ExportTrialBalance: operatorStream<Received<'LedgerService', 'ExportTrialBalance'>, Chunk>(
      context,
      {},
      async (_operator, message, call) => {
        const { table } = await reading(call, async (client) => await readTrialBalance(client, message));
        await call.write(chunkOf(byteOrderMark + csvLine(trialHeadings) + table.lines.map(trialLine).join('')));
      },
    ),
  };
}

function languageOf(language: string): Language {
  if (language === '' || language === 'en') return 'en';
  if (language === 'zh') return 'zh';
  throw badRequest(`there is no language "${language.slice(0, 20)}"; there are en and zh`);
}

function chunkOf(csv: string): Chunk {
  return { data: Buffer.from(csv, 'utf8') };
}

const journalHeadings: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'journal_id',
    'book',
    'kind',
    'reference',
    'accounting_date',
    'posted_at',
    'posted_by',
    'note',
    'reverses',
    'leg',
    'account',
    'account_name',
    'subject',
    'currency',
    'debit',
    'credit',
  ],
  zh: [
    '凭证号',
    '账套',
    '业务类型',
    '业务参考号',
    '会计日期',
    '记账时间',
    '记账人',
    '摘要',
    '冲销凭证号',
    '分录号',
    '科目代码',
    '科目名称',
    '明细对象',
    '币种',
    '借方金额',
    '贷方金额',
  ],
};

interface JournalsPageRows {
  journals: JournalRow[];
  entries: Map<string, EntryRow[]>;
}

async function journalsPage(
  client: pg.PoolClient,
  page: Parameters<typeof listJournals>[1],
): Promise<JournalsPageRows> {
  const journals = await listJournals(client, page);
  const entries = await listEntriesOf(client, page.bookId, journals);
  return { journals, entries: Map.groupBy(entries, (entry) => entry.journalId) };
}

function journalLines({ journals, entries }: JournalsPageRows, language: Language): string {
  return journals
    .flatMap((journal) =>
      (entries.get(journal.journalId) ?? []).map((entry) =>
        csvLine([
          journal.journalId,
          journal.bookId,
          journal.kind,
          journal.reference,
          journal.accountingDate,
          instant(journal.postedAtMs),
          journal.postedBy,
          journal.note,
          journal.reverses ?? '',
          { number: String(entry.leg) },
          entry.code,
          accountNameIn(entry, language),
          entry.subject,
          entry.currency,
          ...sides(entry.amountMinor, entry.currency),
        ]),
      ),
    )
    .join('');
}

function accountNameIn({ code }: EntryRow, language: Language): string {
  const definition: AccountDefinition = chartOfAccounts[code];
  return language === 'zh' ? definition.nameZh : definition.nameEn;
}

const statementHeadings: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'row',
    'accounting_date',
    'posted_at',
    'journal_id',
    'kind',
    'reference',
    'note',
    'currency',
    'debit',
    'credit',
    'balance',
  ],
  zh: [
    '行',
    '会计日期',
    '记账时间',
    '凭证号',
    '业务类型',
    '业务参考号',
    '摘要',
    '币种',
    '借方金额',
    '贷方金额',
    '余额',
  ],
};

const statementRows: Readonly<Record<Language, { opening: string; entry: string; closing: string }>> = {
  en: { opening: 'opening', entry: 'entry', closing: 'closing' },
  zh: { opening: '期初', entry: '分录', closing: '期末' },
};

/** The opening balance stands on the first page, the closing one on the last. */
function statementLines(
  page: Answered<'LedgerService', 'GetStatement'>,
  { language, first }: { language: Language; first: boolean },
): string {
  const currency = page.account?.currency as Currency;
  const rows = statementRows[language];
  const decimal = (minor: unknown): Cell => ({ number: decimalFromMinor(BigInt(String(minor)), currency) });
  const bound = (row: string, date: string | undefined, balance: Cell) =>
    csvLine([row, date ?? '', '', '', '', '', '', currency, '', '', balance]);
  const head = first
    ? byteOrderMark + csvLine(statementHeadings[language]) + bound(rows.opening, page.from, decimal(page.openingMinor))
    : '';
  const lines = (page.lines ?? []).map(({ entry, balanceMinor }) => {
    const minor = BigInt(String(entry?.amountMinor));
    return csvLine([
      rows.entry,
      entry?.accountingDate ?? '',
      instant(BigInt(String(entry?.postedAtMs))),
      entry?.journalId ?? '',
      entry?.kind ?? '',
      entry?.reference ?? '',
      entry?.note ?? '',
      currency,
      ...sides(entry?.side === 'DEBIT' ? minor : -minor, currency),
      decimal(balanceMinor),
    ]);
  });
  const foot = page.nextPageToken ? '' : bound(rows.closing, page.to, decimal(page.closingMinor));
  return head + lines.join('') + foot;
}

const trialHeadings = [
  'level',
  'number',
  'account',
  'name_en',
  'name_zh',
  'class',
  'currency',
  'opening_debit',
  'opening_credit',
  'debits',
  'credits',
  'closing_debit',
  'closing_credit',
];

function trialLine(line: TrialBalanceLine): string {
  const decimal = (minor: bigint): Cell => ({ number: decimalFromMinor(minor, line.currency) });
  return csvLine([
    line.level,
    line.number,
    line.code,
    line.nameEn,
    line.nameZh,
    line.accountClass,
    line.currency,
    ...sides(line.openingMinor, line.currency),
    decimal(line.debitsMinor),
    decimal(line.creditsMinor),
    ...sides(line.closingMinor, line.currency),
  ]);
}

/** Debit and credit, one of them empty. */
function sides(minor: bigint, currency: Currency): [Cell, Cell] {
  if (minor === 0n) return ['', ''];
  const number = decimalFromMinor(minor < 0n ? -minor : minor, currency);
  return minor > 0n ? [{ number }, ''] : ['', { number }];
}

function instant(atMs: bigint): string {
  return new Date(Number(atMs)).toISOString();
}
