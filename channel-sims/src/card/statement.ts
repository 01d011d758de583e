/**
 * The card acquirer's statement of a Beijing day: what it will settle, net of reversals and voids, as CSV.
 * Amounts and fees are decimal units of the currency; a refund's are below zero.
 */
import { decimalText } from '../values/amount.ts';
import { beijingDate, beijingDateTime } from '../values/beijing-time.ts';
import type { CardBook, CardTransaction } from './card-book.ts';

export const statementColumns = [
  'terminalId',
  'batch',
  'stan',
  'rrn',
  'authCode',
  'maskedPan',
  'type',
  'amount',
  'fee',
  'time',
] as const;

/** The rows that are served; `date` absent: of all days. */
export function statementRows(book: CardBook, date?: string): CardTransaction[] {
  return [...book.transactions.values()]
    .filter((row) => row.responseCode === '00' && row.reversedAtMs === undefined)
    .filter((row) => row.kind !== 'void' && !book.voidOf(row))
    .filter((row) => date === undefined || beijingDate(row.countsAtMs) === date)
    .filter((row) => !book.hiddenRows.has(cardRowId(row)))
    .sort((a, b) => a.countsAtMs - b.countsAtMs || (a.rrn < b.rrn ? -1 : 1));
}

export function cardRowId(row: CardTransaction): string {
  return row.rrn;
}

export function statementCsv(rows: readonly CardTransaction[], exponent: number): Buffer {
  const lines = rows.map((row) => {
    const sign = row.kind === 'refund' ? -1n : 1n;
    return [
      row.terminalId,
      String(row.batch).padStart(6, '0'),
      String(row.stan).padStart(6, '0'),
      row.rrn,
      row.authCode,
      row.maskedPan,
      row.kind,
      decimalText(sign * row.amountMinor, exponent),
      decimalText(sign * row.feeMinor, exponent),
      beijingDateTime(row.countsAtMs),
    ].join(',');
  });
  return Buffer.from(`${[statementColumns.join(','), ...lines].join('\n')}\n`, 'utf8');
}
