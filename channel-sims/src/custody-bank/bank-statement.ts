/** The statement of an account's day in Beijing, with opening and closing balance, as JSON. */
import { decimalText } from '../values/amount.ts';
import { beijingDate, beijingDateTime } from '../values/beijing-time.ts';
import type { BankAccount, BankLine } from './bank-book.ts';

export function statementText(account: BankAccount, date: string, exponent: number): string {
  const before = account.lines.filter((line) => beijingDate(line.atMs) < date);
  const lines = account.lines.filter((line) => beijingDate(line.atMs) === date);
  const opening = before.at(-1)?.balanceAfterMinor ?? 0n;
  // What was hidden as if it had never been is missing in every balance from its line on, on later days too.
  const neverWas = (until: readonly BankLine[]) =>
    until
      .filter((line) => account.hidden.get(line.serialNo) === 'recomputed')
      .reduce((sum, line) => sum + signed(line), 0n);
  const through = (line: BankLine) => account.lines.slice(0, account.lines.indexOf(line) + 1);
  const last = lines.at(-1);
  const shownOpening = opening - neverWas(before);
  const text = (minor: bigint) => decimalText(minor, exponent);
  return JSON.stringify({
    account: account.account,
    date,
    currency: account.currency,
    opening: text(shownOpening),
    closing: text(last ? last.balanceAfterMinor - neverWas(through(last)) : shownOpening),
    lines: lines
      .filter((line) => !account.hidden.has(line.serialNo))
      .map((line) => ({
        serialNo: line.serialNo,
        time: beijingDateTime(line.atMs),
        direction: line.direction,
        amount: text(line.amountMinor),
        balance: text(line.balanceAfterMinor - neverWas(through(line))),
        counterpartyName: line.counterpartyName,
        counterpartyAccount: line.counterpartyAccount,
        remark: line.remark,
        instructionNo: line.instructionNo,
        kind: line.kind,
      })),
  });
}

function signed(line: BankLine): bigint {
  return line.direction === 'in' ? line.amountMinor : -line.amountMinor;
}
