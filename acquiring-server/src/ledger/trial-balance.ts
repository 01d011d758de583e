/** A trial balance (试算平衡表) of what moved: general accounts, their details, totals that must agree. Pure. */
import type { Currency } from '@qiantai/protos';
import type { MovedRow } from './balances-store.ts';
import {
  type AccountCode,
  type AccountDefinition,
  chartOfAccounts,
  type GeneralCode,
  generalAccounts,
  signOf,
} from './chart-of-accounts.ts';

export interface TrialBalanceLine {
  level: 'general' | 'detail';
  code: string;
  number: string;
  nameEn: string;
  nameZh: string;
  accountClass: string;
  normalSide: 'debit' | 'credit';
  currency: Currency;
  /** Debits less credits. */
  openingMinor: bigint;
  debitsMinor: bigint;
  creditsMinor: bigint;
  closingMinor: bigint;
}

export interface TrialBalanceTotal {
  currency: Currency;
  openingDebitMinor: bigint;
  openingCreditMinor: bigint;
  debitsMinor: bigint;
  creditsMinor: bigint;
  closingDebitMinor: bigint;
  closingCreditMinor: bigint;
  balanced: boolean;
}

export interface TrialBalanceTable {
  lines: TrialBalanceLine[];
  totals: TrialBalanceTotal[];
}

export function trialBalanceOf(rows: readonly MovedRow[]): TrialBalanceTable {
  const details = rows.map(detailLine);
  const lines = [...details, ...generalLines(rows)].sort(
    (a, b) => compare(a.currency, b.currency) || compare(a.number, b.number),
  );
  const currencies = [...new Set(details.map(({ currency }) => currency))].sort();
  return {
    lines,
    totals: currencies.map((currency) =>
      totalOf(
        currency,
        details.filter((line) => line.currency === currency),
      ),
    ),
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

function detailLine(row: MovedRow): TrialBalanceLine {
  const definition: AccountDefinition = chartOfAccounts[row.code];
  return {
    level: 'detail',
    code: row.code,
    number: definition.number,
    nameEn: definition.nameEn,
    nameZh: definition.nameZh,
    accountClass: generalAccounts[definition.general].class,
    normalSide: signOf(row.code) === 1 ? 'debit' : 'credit',
    ...movedOf(row),
  };
}

function generalLines(rows: readonly MovedRow[]): TrialBalanceLine[] {
  const lines = new Map<string, TrialBalanceLine>();
  for (const row of rows) {
    const code: GeneralCode = chartOfAccounts[row.code as AccountCode].general;
    const name = `${code}\n${row.currency}`;
    const held = lines.get(name);
    if (held) {
      const moved = movedOf(row);
      held.openingMinor += moved.openingMinor;
      held.debitsMinor += moved.debitsMinor;
      held.creditsMinor += moved.creditsMinor;
      held.closingMinor += moved.closingMinor;
    } else {
      const { number, nameEn, nameZh, class: accountClass, normalSide } = generalAccounts[code];
      lines.set(name, { level: 'general', code, number, nameEn, nameZh, accountClass, normalSide, ...movedOf(row) });
    }
  }
  return [...lines.values()];
}

function movedOf(row: MovedRow) {
  const { currency, openingMinor, debitsMinor, creditsMinor } = row;
  return { currency, openingMinor, debitsMinor, creditsMinor, closingMinor: openingMinor + debitsMinor - creditsMinor };
}

function totalOf(currency: Currency, details: readonly TrialBalanceLine[]): TrialBalanceTotal {
  const sum = (part: (line: TrialBalanceLine) => bigint) => details.reduce((total, line) => total + part(line), 0n);
  const above = (minor: bigint) => (minor > 0n ? minor : 0n);
  const total = {
    currency,
    openingDebitMinor: sum((line) => above(line.openingMinor)),
    openingCreditMinor: sum((line) => above(-line.openingMinor)),
    debitsMinor: sum((line) => line.debitsMinor),
    creditsMinor: sum((line) => line.creditsMinor),
    closingDebitMinor: sum((line) => above(line.closingMinor)),
    closingCreditMinor: sum((line) => above(-line.closingMinor)),
  };
  return {
    ...total,
    balanced:
      total.openingDebitMinor === total.openingCreditMinor &&
      total.debitsMinor === total.creditsMinor &&
      total.closingDebitMinor === total.closingCreditMinor,
  };
}
