/** What the ledger answers, as messages. */

import type { CauseRecord } from '../ledger/causes-store.ts';
import { type AccountDefinition, chartOfAccounts, generalAccounts, signOf } from '../ledger/chart-of-accounts.ts';
import type { ClosedPeriod, PeriodRow } from '../ledger/periods-store.ts';
import { linesOf } from '../ledger/posting.ts';
import { type PostingEventKind, type PostingRule, postingRules } from '../ledger/posting-rules.ts';
import type { AccountRow, EntryRow, HoldView, JournalRow } from '../ledger/reading-store.ts';
import type { TrialBalanceLine, TrialBalanceTotal } from '../ledger/trial-balance.ts';
import type { Answered } from './messages.ts';
import type { MessageFields } from './read-mask.ts';

type AccountMessage = Answered<'LedgerService', 'GetAccount'>;
type JournalMessage = Answered<'LedgerService', 'GetJournal'>;
type EntryMessage = NonNullable<Answered<'LedgerService', 'ListEntries'>['entries']>[number];
type HoldMessage = Answered<'LedgerService', 'GetHold'>;
type CauseMessage = NonNullable<JournalMessage['cause']>;
type TrialBalanceMessage = Answered<'LedgerService', 'GetTrialBalance'>;
type RulesMessage = Answered<'LedgerService', 'GetPostingRules'>;
type PeriodMessage = Answered<'LedgerService', 'ClosePeriod'>;

const fieldsOf = (...names: string[]): MessageFields => Object.fromEntries(names.map((name) => [name, true]));
const accountRefFields = fieldsOf('code', 'subject', 'bookId');

export const accountFields: MessageFields = fieldsOf(
  'accountId',
  'bookId',
  'code',
  'subject',
  'currency',
  'name',
  'number',
  'nameEn',
  'nameZh',
  'accountClass',
  'normalSide',
  'nature',
  'debitsMinor',
  'creditsMinor',
  'totalMinor',
  'tradeFrozenMinor',
  'riskFrozenMinor',
  'availableMinor',
  'flow',
  'guarded',
  'overdraftMinor',
  'version',
  'openedAtMs',
  'closedAtMs',
  'closedThrough',
);

export function encodeAccount(row: AccountRow): AccountMessage {
  const definition: AccountDefinition = chartOfAccounts[row.code];
  const general = generalAccounts[definition.general];
  const sign = signOf(row.code);
  const totalMinor = BigInt(sign) * (row.debitsMinor - row.creditsMinor);
  return {
    accountId: row.accountId,
    bookId: row.bookId,
    code: row.code,
    subject: row.subject,
    currency: row.currency,
    name: row.name,
    number: definition.number,
    nameEn: definition.nameEn,
    nameZh: definition.nameZh,
    accountClass: general.class,
    normalSide: sign === 1 ? 'debit' : 'credit',
    nature: general.nature,
    debitsMinor: String(row.debitsMinor),
    creditsMinor: String(row.creditsMinor),
    totalMinor: String(totalMinor),
    tradeFrozenMinor: String(row.tradeFrozenMinor),
    riskFrozenMinor: String(row.riskFrozenMinor),
    availableMinor: String(totalMinor - row.tradeFrozenMinor - row.riskFrozenMinor),
    flow: row.flow,
    guarded: row.overdraftMinor !== null,
    overdraftMinor: String(row.overdraftMinor ?? 0n),
    version: String(row.version),
    openedAtMs: String(row.openedAtMs),
    closedAtMs: String(row.closedAtMs ?? 0n),
    closedThrough: row.closedThrough ?? '',
  };
}

export const entryFields: MessageFields = {
  ...fieldsOf('journalId', 'leg', 'accountNameEn', 'accountNameZh', 'side', 'amountMinor', 'currency'),
  ...fieldsOf('accountingDate', 'version', 'balanceAfterMinor', 'kind', 'reference', 'postedAtMs', 'note'),
  account: accountRefFields,
};

export function encodeEntry(bookId: string, row: EntryRow): EntryMessage {
  const definition: AccountDefinition = chartOfAccounts[row.code];
  const debit = row.amountMinor > 0n;
  return {
    journalId: row.journalId,
    leg: row.leg,
    account: { code: row.code, subject: row.subject, bookId },
    accountNameEn: definition.nameEn,
    accountNameZh: definition.nameZh,
    side: debit ? 'DEBIT' : 'CREDIT',
    amountMinor: String(debit ? row.amountMinor : -row.amountMinor),
    currency: row.currency,
    accountingDate: row.accountingDate,
    version: String(row.version),
    balanceAfterMinor: String(row.balanceAfterMinor),
    kind: row.kind,
    reference: row.reference,
    postedAtMs: String(row.postedAtMs),
    note: row.note,
  };
}

const journalNameFields = fieldsOf('journalId', 'bookId', 'kind', 'reference');

export const journalFields: MessageFields = {
  ...fieldsOf('journalId', 'bookId', 'kind', 'reference', 'currency', 'accountingDate', 'postedAtMs', 'postedBy'),
  ...fieldsOf('note', 'reverses', 'reversedBy'),
  entries: entryFields,
  linked: journalNameFields,
  cause: {
    ...fieldsOf('kind', 'whenEn', 'whenZh', 'found', 'id', 'merchantId', 'status', 'amountMinor', 'currency'),
    ...fieldsOf('createdAtMs', 'details'),
  },
};

export function encodeJournal(
  row: JournalRow,
  more: { entries?: readonly EntryRow[]; linked?: readonly JournalRow[]; cause?: CauseMessage } = {},
): JournalMessage {
  return {
    journalId: row.journalId,
    bookId: row.bookId,
    kind: row.kind,
    reference: row.reference,
    currency: row.currency,
    accountingDate: row.accountingDate,
    postedAtMs: String(row.postedAtMs),
    postedBy: row.postedBy,
    note: row.note,
    reverses: row.reverses ?? '',
    reversedBy: row.reversedBy ?? '',
    entries: (more.entries ?? []).map((entry) => encodeEntry(row.bookId, entry)),
    linked: (more.linked ?? []).map(({ journalId, bookId, kind, reference }) => ({
      journalId,
      bookId,
      kind,
      reference,
    })),
    ...(more.cause && { cause: more.cause }),
  };
}

export function encodeCause(rule: PostingRule | undefined, record: CauseRecord | undefined): CauseMessage {
  return {
    kind: rule?.cause ?? 'adjustment',
    whenEn: rule?.when ?? '',
    whenZh: rule?.whenZh ?? '',
    found: record !== undefined,
    ...(record && {
      id: record.id,
      merchantId: record.merchantId,
      status: record.status,
      amountMinor: String(record.amountMinor),
      currency: record.currency,
      createdAtMs: String(record.createdAtMs),
      details: record.details,
    }),
  };
}

export const holdFields: MessageFields = {
  ...fieldsOf('bookId', 'holdId', 'currency', 'freeze', 'amountMinor', 'capturedMinor', 'releasedMinor', 'leftMinor'),
  ...fieldsOf('status', 'reference', 'expiresAtMs', 'placedAtMs', 'updatedAtMs'),
  account: accountRefFields,
};

export function encodeHold(hold: HoldView): HoldMessage {
  return {
    bookId: hold.bookId,
    holdId: hold.holdId,
    account: { code: hold.code, subject: hold.subject, bookId: hold.bookId },
    currency: hold.currency,
    freeze: hold.freeze === 'trade' ? 'LEDGER_FREEZE_TRADE' : 'LEDGER_FREEZE_RISK',
    amountMinor: String(hold.amountMinor),
    capturedMinor: String(hold.capturedMinor),
    releasedMinor: String(hold.releasedMinor),
    leftMinor: String(hold.amountMinor - hold.capturedMinor - hold.releasedMinor),
    status: hold.status,
    reference: hold.reference,
    expiresAtMs: String(hold.expiresAtMs ?? 0n),
    placedAtMs: String(hold.placedAtMs),
    updatedAtMs: String(hold.updatedAtMs),
  };
}

export function encodeTrialLine(line: TrialBalanceLine): NonNullable<TrialBalanceMessage['lines']>[number] {
  return {
    ...line,
    openingMinor: String(line.openingMinor),
    debitsMinor: String(line.debitsMinor),
    creditsMinor: String(line.creditsMinor),
    closingMinor: String(line.closingMinor),
  };
}

export function encodeTrialTotal(total: TrialBalanceTotal): NonNullable<TrialBalanceMessage['totals']>[number] {
  return {
    currency: total.currency,
    openingDebitMinor: String(total.openingDebitMinor),
    openingCreditMinor: String(total.openingCreditMinor),
    debitsMinor: String(total.debitsMinor),
    creditsMinor: String(total.creditsMinor),
    closingDebitMinor: String(total.closingDebitMinor),
    closingCreditMinor: String(total.closingCreditMinor),
    balanced: total.balanced,
  };
}

export function encodePeriod(row: PeriodRow, closed?: ClosedPeriod): PeriodMessage {
  return {
    bookId: row.bookId,
    period: row.period,
    endsOn: row.endsOn,
    status: row.status,
    closedBy: row.closedBy,
    closedAtMs: String(row.closedAtMs ?? 0n),
    profits: (closed?.profits ?? []).map(({ currency, profitMinor }) => ({
      currency,
      profitMinor: String(profitMinor),
    })),
    accounts: closed?.accounts ?? 0,
  };
}

export function encodeRules(): RulesMessage {
  return {
    generalAccounts: Object.entries(generalAccounts).map(([code, account]) => ({
      code,
      number: account.number,
      nameEn: account.nameEn,
      nameZh: account.nameZh,
      accountClass: account.class,
      normalSide: account.normalSide,
      nature: account.nature,
    })),
    detailAccounts: Object.entries<AccountDefinition>(chartOfAccounts).map(([code, account]) => ({
      code,
      number: account.number,
      nameEn: account.nameEn,
      nameZh: account.nameZh,
      book: account.book,
      general: account.general,
      normalSide: signOf(code as keyof typeof chartOfAccounts) === 1 ? 'debit' : 'credit',
      subject: [...account.subject],
      guarded: account.guarded === true,
    })),
    rules: Object.entries<PostingRule>(postingRules).map(([kind, rule]) => ({
      kind,
      whenEn: rule.when,
      whenZh: rule.whenZh,
      cause: rule.cause,
      undoes: rule.undoes ?? '',
      lines: linesOf(kind as PostingEventKind).map(({ book, debit, credit, amount }) => ({
        book,
        debit,
        credit,
        amount,
      })),
    })),
  };
}
