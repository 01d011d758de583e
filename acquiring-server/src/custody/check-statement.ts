/** Whether a bank's statement may be taken, and how two of one day differ. Pure. */
import type { BankStatement, BankStatementLine } from './custody-bank.ts';

export type StatementRefusalCode =
  | 'STATEMENT_OTHER_ACCOUNT'
  | 'STATEMENT_OTHER_DAY'
  /** A day before it was not imported. */
  | 'STATEMENT_GAP'
  /** It does not begin where the day before ended. */
  | 'STATEMENT_OPENING'
  /** A line's balance is not the balance before it and its amount. */
  | 'STATEMENT_BALANCE'
  /** The lines do not lead from opening to closing. */
  | 'STATEMENT_SUM'
  /** A serial number stands twice. */
  | 'STATEMENT_SERIAL';

export interface StatementRefusal {
  code: StatementRefusalCode;
  why: string;
}

export interface StatementExpectation {
  accountNumber: string;
  currency: string;
  date: string;
  /** The latest imported statement, whatever its day; undefined for the account's first. */
  latest: { date: string; closingMinor: bigint } | undefined;
  /** Where an account's first statement must begin: what the books hold on it at the end of the day before. */
  booksMinor: bigint;
}

export function checkStatement(statement: BankStatement, expected: StatementExpectation): StatementRefusal | undefined {
  const { date, latest } = expected;
  if (statement.accountNumber !== expected.accountNumber || statement.currency !== expected.currency) {
    return { code: 'STATEMENT_OTHER_ACCOUNT', why: 'it is about another account or currency' };
  }
  if (statement.date !== date) return { code: 'STATEMENT_OTHER_DAY', why: `it is of ${statement.date}` };
  if (latest && dayAfter(latest.date) !== date) {
    const why =
      latest.date < date
        ? `the statement of ${dayAfter(latest.date)} is missing`
        : `${latest.date} was imported before, and this day was not`;
    return { code: 'STATEMENT_GAP', why };
  }
  if (latest && statement.openingMinor !== latest.closingMinor) {
    const why = `it opens at ${statement.openingMinor}, ${latest.date} closed at ${latest.closingMinor}`;
    return { code: 'STATEMENT_OPENING', why };
  }
  if (!latest && statement.openingMinor !== expected.booksMinor) {
    const why = `it is the first, and opens at ${statement.openingMinor}; the books hold ${expected.booksMinor}`;
    return { code: 'STATEMENT_OPENING', why };
  }
  return checkLines(statement);
}

function checkLines(statement: BankStatement): StatementRefusal | undefined {
  const seen = new Set<string>();
  let balance = statement.openingMinor;
  let before = 'the opening';
  for (const line of statement.lines) {
    const name = `the line ${line.serialNo}`;
    if (seen.has(line.serialNo)) return { code: 'STATEMENT_SERIAL', why: `${name} stands twice` };
    seen.add(line.serialNo);
    balance += line.direction === 'in' ? line.amountMinor : -line.amountMinor;
    if (balance !== line.balanceAfterMinor) {
      const gap = line.balanceAfterMinor - balance;
      return { code: 'STATEMENT_BALANCE', why: `between ${before} and ${name} ${gap} minor units are missing` };
    }
    before = name;
  }
  if (balance !== statement.closingMinor) {
    const gap = statement.closingMinor - balance;
    return { code: 'STATEMENT_SUM', why: `between ${before} and the closing ${gap} minor units are missing` };
  }
  return undefined;
}

/** What an imported line is compared by. */
export type ComparedLine = Pick<BankStatementLine, 'serialNo' | 'direction' | 'amountMinor' | 'remark'>;

/** In words that name the lines; empty where the two say the same. */
export function statementDifferences(
  imported: { openingMinor: bigint; closingMinor: bigint; lines: readonly ComparedLine[] },
  now: { openingMinor: bigint; closingMinor: bigint; lines: readonly ComparedLine[] },
): string[] {
  const differences: string[] = [];
  for (const side of ['openingMinor', 'closingMinor'] as const) {
    if (imported[side] !== now[side]) {
      differences.push(`${side === 'openingMinor' ? 'opening' : 'closing'} was ${imported[side]}, is ${now[side]}`);
    }
  }
  const lines = new Map(now.lines.map((line) => [line.serialNo, line]));
  for (const line of imported.lines) {
    const other = lines.get(line.serialNo);
    lines.delete(line.serialNo);
    if (!other) differences.push(`line ${shown(line)} is gone`);
    else if (shown(other) !== shown(line)) differences.push(`line ${shown(line)} is now ${shown(other)}`);
  }
  for (const line of lines.values()) differences.push(`line ${shown(line)} is new`);
  return differences;
}

function shown(line: ComparedLine): string {
  return `${line.serialNo} (${line.direction} ${line.amountMinor} "${line.remark}")`;
}

/** Of `YYYY-MM-DD`. */
export function dayAfter(date: string): string {
  return shiftedDay(date, 1);
}

export function shiftedDay(date: string, byDays: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + byDays * 86_400_000).toISOString().slice(0, 10);
}
