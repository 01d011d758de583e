/** How the answers of the ledger's service look on a terminal. Pure. */
import { type Currency, decimalFromMinor } from '@qiantai/protos';
import type { Replied } from '../rpc/messages.ts';
import { type Column, drawPairs, drawTable } from './table.ts';
import { type Language, wordsOf } from './words.ts';

export type JournalReply = Replied<'LedgerService', 'GetJournal'>;
export type AccountReply = Replied<'LedgerService', 'GetAccount'>;
export type StatementReply = Replied<'LedgerService', 'GetStatement'>;
export type TrialBalanceReply = Replied<'LedgerService', 'GetTrialBalance'>;
export type RulesReply = Replied<'LedgerService', 'GetPostingRules'>;
export type PostedReply = Replied<'LedgerService', 'ReverseJournal'>;
export type PeriodReply = Replied<'LedgerService', 'ClosePeriod'>;

const right = (heading: string): Column => ({ heading, align: 'right' });
const left = (heading: string): Column => ({ heading });

export function journalPage(journal: JournalReply, language: Language): string {
  const words = wordsOf(language);
  const currency = journal.currency as Currency;
  const head = drawPairs([
    [words('journal'), journal.journalId],
    [words('book'), journal.bookId],
    [words('kind'), journal.kind],
    [words('reference'), journal.reference],
    [words('accountingDate'), journal.accountingDate],
    [words('postedAt'), instant(journal.postedAtMs)],
    [words('postedBy'), journal.postedBy || words('theServer')],
    [words('note'), journal.note],
    [words('reverses'), journal.reverses],
    [words('reversedBy'), journal.reversedBy],
    ...journal.linked.map((one): [string, string] => [
      words('linked'),
      `${one.journalId}  ${one.bookId} ${one.kind} ${one.reference}`,
    ]),
  ]);
  const entries = drawTable(
    [
      right(words('leg')),
      left(words('account')),
      left(words('accountName')),
      left(words('subject')),
      right(words('debit')),
      right(words('credit')),
      left(words('currency')),
    ],
    journal.entries.map((entry) => [
      String(entry.leg),
      entry.account?.code ?? '',
      language === 'zh' ? entry.accountNameZh : entry.accountNameEn,
      entry.account?.subject ?? '',
      ...inSides(entry.side, entry.amountMinor, currency),
      entry.currency,
    ]),
  );
  return `${head}\n${entries}\n${causePart(journal.cause, language)}`;
}

function causePart(cause: JournalReply['cause'], language: Language): string {
  if (!cause) return '';
  const words = wordsOf(language);
  const when = language === 'zh' ? cause.whenZh : cause.whenEn;
  const named: Array<[string, string]> = [
    [words('cause'), cause.found ? `${cause.kind} ${cause.id}` : `${cause.kind} (${words('causeMissing')})`],
    [words('causeWhen'), when],
  ];
  if (!cause.found) return drawPairs(named.slice(cause.kind === 'adjustment' && when === '' ? 2 : 0));
  return drawPairs([
    ...named,
    [words('merchant'), cause.merchantId],
    [words('status'), cause.status],
    [words('amount'), money(cause.amountMinor, cause.currency as Currency)],
    [words('createdAt'), instant(cause.createdAtMs)],
    ...Object.entries(cause.details),
  ]);
}

export function accountPage(account: AccountReply, language: Language): string {
  const words = wordsOf(language);
  const currency = account.currency as Currency;
  const guarded: Array<[string, string]> = [
    [words('tradeFrozen'), money(account.tradeFrozenMinor, currency)],
    [words('riskFrozen'), money(account.riskFrozenMinor, currency)],
    [words('available'), money(account.availableMinor, currency)],
    [words('overdraft'), money(account.overdraftMinor, currency)],
  ];
  return drawPairs([
    [words('book'), account.bookId],
    [words('account'), account.code],
    [words('number'), account.number],
    [words('accountName'), account.name || (language === 'zh' ? account.nameZh : account.nameEn)],
    [words('subject'), account.subject],
    [words('accountClass'), account.accountClass],
    [words('normalSide'), account.normalSide],
    [words('debits'), money(account.debitsMinor, currency)],
    [words('credits'), money(account.creditsMinor, currency)],
    [words('total'), money(account.totalMinor, currency)],
    ...(account.guarded ? guarded : []),
    [words('flow'), account.flow],
    [words('entries'), account.version],
    [words('openedAt'), instant(account.openedAtMs)],
    [words('closedAt'), instant(account.closedAtMs)],
    [words('closedThrough'), account.closedThrough],
  ]);
}

export function statementPage(statement: StatementReply, language: Language): string {
  const words = wordsOf(language);
  const { account } = statement;
  const currency = account?.currency as Currency;
  const head = drawPairs([
    [words('account'), `${account?.code ?? ''} ${account?.subject ?? ''}`.trim()],
    [words('accountName'), (account?.name || (language === 'zh' ? account?.nameZh : account?.nameEn)) ?? ''],
    [words('from'), statement.from],
    [words('to'), statement.to],
    [words('opening'), money(statement.openingMinor, currency)],
  ]);
  const lines = drawTable(
    [
      left(words('accountingDate')),
      left(words('kind')),
      left(words('reference')),
      left(words('note')),
      right(words('debit')),
      right(words('credit')),
      right(words('balance')),
    ],
    statement.lines.map(({ entry, balanceMinor }) => [
      entry?.accountingDate ?? '',
      entry?.kind ?? '',
      entry?.reference ?? '',
      entry?.note ?? '',
      ...inSides(entry?.side ?? 'DEBIT', entry?.amountMinor ?? '0', currency),
      decimal(balanceMinor, currency),
    ]),
  );
  const foot = drawPairs([
    [words('debits'), money(statement.debitsMinor, currency)],
    [words('credits'), money(statement.creditsMinor, currency)],
    [words('closing'), money(statement.closingMinor, currency)],
  ]);
  return `${head}\n${statement.lines.length > 0 ? lines : `${words('nothing')}\n`}\n${foot}`;
}

export function trialBalancePage(trial: TrialBalanceReply, language: Language): string {
  const words = wordsOf(language);
  const head = drawPairs([
    [words('book'), trial.bookId],
    [words('from'), trial.from],
    [words('to'), trial.to],
  ]);
  if (trial.lines.length === 0) return `${head}\n${words('nothing')}\n`;
  const columns = [
    left(words('number')),
    left(words('accountName')),
    left(words('currency')),
    ...(['openingDebit', 'openingCredit', 'debits', 'credits', 'closingDebit', 'closingCredit'] as const).map((word) =>
      right(words(word)),
    ),
  ];
  const lines = trial.lines.map((line) => {
    const currency = line.currency as Currency;
    const name = language === 'zh' ? line.nameZh : line.nameEn;
    return [
      line.number,
      line.level === 'detail' ? `  ${name}` : name,
      line.currency,
      ...bySign(line.openingMinor, currency),
      decimal(line.debitsMinor, currency),
      decimal(line.creditsMinor, currency),
      ...bySign(line.closingMinor, currency),
    ];
  });
  const totals = trial.totals.map((total) => [
    words('total'),
    '',
    total.currency,
    ...[
      total.openingDebitMinor,
      total.openingCreditMinor,
      total.debitsMinor,
      total.creditsMinor,
      total.closingDebitMinor,
      total.closingCreditMinor,
    ].map((minor) => decimal(minor, total.currency as Currency)),
  ]);
  const agree = trial.totals.every(({ balanced }) => balanced);
  return `${head}\n${drawTable(columns, [...lines, ...totals])}\n${words(agree ? 'balanced' : 'unbalanced')}\n`;
}

export function rulesPage(reply: RulesReply, language: Language): string {
  const words = wordsOf(language);
  const rows = reply.rules.flatMap((rule) =>
    rule.lines.map((line, index) => [
      index === 0 ? rule.kind : '',
      line.book,
      line.debit,
      line.credit,
      line.amount,
      index === 0 ? (language === 'zh' ? rule.whenZh : rule.whenEn) : '',
    ]),
  );
  const columns = (['event', 'book', 'debit', 'credit', 'amount', 'when'] as const).map((word) => left(words(word)));
  const chart = reply.detailAccounts.map((account) => [
    account.number,
    account.code,
    language === 'zh' ? account.nameZh : account.nameEn,
    account.normalSide,
    account.subject.join('/'),
  ]);
  const chartColumns = (['number', 'account', 'accountName', 'normalSide', 'subject'] as const).map((word) =>
    left(words(word)),
  );
  return `${drawTable(chartColumns, chart)}\n${drawTable(columns, rows)}`;
}

export function postedPage(reply: PostedReply, language: Language): string {
  const words = wordsOf(language);
  const done = words(reply.replayed ? 'postedBefore' : 'posted');
  return reply.journalIds.map((journalId) => `${done}: ${journalId}\n`).join('');
}

export function periodsPage(periods: readonly PeriodReply[], language: Language): string {
  const words = wordsOf(language);
  const columns = (['period', 'endsOn', 'status', 'closedBy', 'closedAt'] as const).map((word) => left(words(word)));
  const rows = periods.map((period) => [
    period.period,
    period.endsOn,
    period.status,
    period.closedBy,
    instant(period.closedAtMs),
  ]);
  const profits = periods.flatMap((period) => [
    ...period.profits.map(({ currency, profitMinor }): [string, string] => [
      words('profit'),
      money(profitMinor, currency as Currency),
    ]),
    ...(period.accounts > 0 ? [[words('accountsWritten'), String(period.accounts)] as [string, string]] : []),
  ]);
  return `${drawTable(columns, rows)}${profits.length > 0 ? `\n${drawPairs(profits)}` : ''}`;
}

function inSides(side: string, minor: string, currency: Currency): [string, string] {
  const amount = decimal(minor, currency);
  return side === 'DEBIT' ? [amount, ''] : ['', amount];
}

function bySign(minor: string, currency: Currency): [string, string] {
  const amount = BigInt(minor);
  if (amount === 0n) return ['', ''];
  return amount > 0n ? [decimal(minor, currency), ''] : ['', decimal(String(-amount), currency)];
}

function money(minor: string, currency: Currency): string {
  return `${decimal(minor, currency)} ${currency}`;
}

function decimal(minor: string, currency: Currency): string {
  return decimalFromMinor(BigInt(minor), currency);
}

function instant(atMs: string): string {
  return atMs === '0' ? '' : new Date(Number(atMs)).toISOString();
}
