/** What was typed after `npm run ledger --`, as one wish. Pure. */
import { parseArgs } from 'node:util';
import { platformBook } from '../ledger/journal.ts';
import { isDay, lastOfMonth } from '../ledger/months.ts';
import type { Language } from './words.ts';

export const usage = `usage: npm run ledger -- COMMAND [options]

  journal ID | BOOK KIND REFERENCE       a journal with its entries and its cause
  account CODE [SUBJECT]                 an account and its balance
  statement CODE [SUBJECT] PERIOD        its entries of a period
  trial-balance PERIOD                   every account of a book; --before-closing
  rules                                  the chart and the posting rules
  reverse ID | BOOK KIND REFERENCE --date YYYY-MM-DD --note TEXT
                                         takes a journal back; --with-linked, --reference TEXT
  periods                                the closed months of a book
  close-period YYYY-MM                   closes a month of a book
  export journals | statement CODE [SUBJECT] | trial-balance PERIOD --out FILE
                                         the same as CSV

  PERIOD is --from YYYY-MM-DD --to YYYY-MM-DD, or --month YYYY-MM
  --book BOOK (${platformBook})  --currency CURRENCY (CNY)  --language en|zh  --json
  --operator NAME (admin)  --address HOST:PORT  --certificate FILE  --key FILE  --ca FILE
`;

export type JournalName = { journalId: string } | { bookId: string; kind: string; reference: string };

export interface AccountName {
  bookId: string;
  account: { code: string; subject: string };
  currency: string;
}

export interface Span {
  from: string;
  to: string;
}

export type LedgerWish =
  | { does: 'journal'; journal: JournalName }
  | { does: 'account'; account: AccountName }
  | { does: 'statement'; account: AccountName; span: Span }
  | { does: 'trial-balance'; bookId: string; currency: string; span: Span; beforeClosing: boolean }
  | { does: 'rules' }
  | {
      does: 'reverse';
      journal: JournalName;
      date: string;
      note: string;
      withLinked: boolean;
      reference: string | undefined;
    }
  | { does: 'periods'; bookId: string }
  | { does: 'close-period'; bookId: string; period: string }
  | { does: 'export'; what: 'journals'; bookId: string; span: Span; out: string }
  | { does: 'export'; what: 'statement'; account: AccountName; span: Span; out: string }
  | {
      does: 'export';
      what: 'trial-balance';
      bookId: string;
      currency: string;
      span: Span;
      beforeClosing: boolean;
      out: string;
    };

export interface LedgerArguments {
  wish: LedgerWish;
  language: Language;
  json: boolean;
  operator: string;
  address: string | undefined;
  certificate: string | undefined;
  key: string | undefined;
  ca: string | undefined;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;

/** Undefined where it is no command; what it should have been says `usage`. */
export function ledgerArguments(args: readonly string[]): LedgerArguments | undefined {
  const parsed = parsedArguments(args);
  if (!parsed) return undefined;
  const { values, positionals } = parsed;
  const language = values.language;
  const wish = wishOf(positionals, values);
  if (!wish || (language !== 'en' && language !== 'zh')) return undefined;
  const { json, operator, address, certificate, key, ca } = values;
  return { wish, language, json, operator, address, certificate, key, ca };
}

function parsedArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        book: { ...text, default: platformBook },
        currency: text,
        from: text,
        to: text,
        month: text,
        date: text,
        note: text,
        reference: text,
        out: text,
        'with-linked': flag,
        'before-closing': flag,
        json: flag,
        language: { ...text, default: 'en' },
        operator: { ...text, default: 'admin' },
        address: text,
        certificate: text,
        key: text,
        ca: text,
      },
    });
  } catch {
    return undefined;
  }
}

type Values = NonNullable<ReturnType<typeof parsedArguments>>['values'];

function wishOf([does, ...rest]: string[], values: Values): LedgerWish | undefined {
  const span = spanOf(values);
  const bookId = values.book;
  switch (does) {
    case 'journal': {
      const journal = journalNameOf(rest);
      return journal && { does, journal };
    }
    case 'account': {
      const account = accountOf(rest, values);
      return account && { does, account };
    }
    case 'statement': {
      const account = accountOf(rest, values);
      return account && span && { does, account, span };
    }
    case 'trial-balance':
      if (rest.length > 0 || !span) return undefined;
      return { does, bookId, currency: values.currency ?? '', span, beforeClosing: values['before-closing'] };
    case 'rules':
      return rest.length === 0 ? { does } : undefined;
    case 'reverse':
      return reverseOf(rest, values);
    case 'periods':
      return rest.length === 0 ? { does, bookId } : undefined;
    case 'close-period': {
      const [period, ...more] = rest;
      return period && more.length === 0 ? { does, bookId, period } : undefined;
    }
    case 'export':
      return exportOf(rest, values, span);
    default:
      return undefined;
  }
}

function reverseOf(rest: readonly string[], values: Values): LedgerWish | undefined {
  const journal = journalNameOf(rest);
  const { date, note, reference } = values;
  if (!journal || !date || !isDay(date) || !note) return undefined;
  return { does: 'reverse', journal, date, note, withLinked: values['with-linked'], reference };
}

function exportOf([what, ...rest]: readonly string[], values: Values, span: Span | undefined): LedgerWish | undefined {
  const { out, book: bookId } = values;
  if (!out || !span) return undefined;
  if (what === 'statement') {
    const account = accountOf(rest, values);
    return account && { does: 'export', what, account, span, out };
  }
  if (rest.length > 0) return undefined;
  if (what === 'journals') return { does: 'export', what, bookId, span, out };
  if (what !== 'trial-balance') return undefined;
  const beforeClosing = values['before-closing'];
  return { does: 'export', what, bookId, currency: values.currency ?? '', span, beforeClosing, out };
}

function journalNameOf(rest: readonly string[]): JournalName | undefined {
  const [first, kind, reference] = rest;
  if (rest.length === 1 && first) return { journalId: first };
  if (rest.length === 3 && first && kind && reference) return { bookId: first, kind, reference };
  return undefined;
}

function accountOf([code, subject = '', ...more]: readonly string[], values: Values): AccountName | undefined {
  if (!code || more.length > 0) return undefined;
  return { bookId: values.book, account: { code, subject }, currency: values.currency ?? 'CNY' };
}

function spanOf({ from, to, month }: Values): Span | undefined {
  if (month !== undefined) {
    if (from !== undefined || to !== undefined || !isDay(`${month}-01`)) return undefined;
    return { from: `${month}-01`, to: lastOfMonth(`${month}-01`) };
  }
  return from !== undefined && to !== undefined && isDay(from) && isDay(to) ? { from, to } : undefined;
}
