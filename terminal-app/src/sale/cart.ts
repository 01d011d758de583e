/** Operations on the lines of a sale. All pure; amounts are minor units. */
import { amountMinorMax, type SaleId } from '@qiantai/protos';
import { linesMax, quantityMax } from './limits.ts';
import type { Article, CartLine, Sale } from './model.ts';

export function emptySale(saleId: SaleId, kind: Sale['kind'] = 'sale'): Sale {
  return {
    saleId,
    kind,
    lines: [],
    selectedLineNo: null,
    nextQuantity: 1,
    parts: [],
    startedAtMs: 0,
    externalRef: '',
  };
}

export const lineAmountMinor = (line: CartLine): bigint => line.article.unitPriceMinor * BigInt(line.quantity);

export const totalMinor = (sale: Sale): bigint => sale.lines.reduce((sum, line) => sum + lineAmountMinor(line), 0n);

export const paidMinor = (sale: Sale): bigint => sale.parts.reduce((sum, part) => sum + part.amountMinor, 0n);

/** What is left to pay, or for a return to give back. */
export const dueMinor = (sale: Sale): bigint => totalMinor(sale) - paidMinor(sale);

export const itemCount = (sale: Sale): number => sale.lines.reduce((sum, line) => sum + line.quantity, 0);

export type CartResult = { kind: 'changed'; sale: Sale } | { kind: 'refused'; code: string };

/** Another piece (or `nextQuantity` pieces) of an article: on its line where it has one, else a new one. */
export function addArticle(sale: Sale, article: Article, nowMs: number): CartResult {
  const known = sale.lines.find(
    (line) => line.article.articleId === article.articleId && line.article.unitPriceMinor === article.unitPriceMinor,
  );
  const startedAtMs = sale.startedAtMs || nowMs;
  if (known) {
    return withLines({ ...sale, startedAtMs, selectedLineNo: known.lineNo, nextQuantity: 1 }, (line) =>
      line === known ? { ...line, quantity: line.quantity + sale.nextQuantity } : line,
    );
  }
  if (sale.lines.length >= linesMax) return { kind: 'refused', code: 'TOO_MANY_LINES' };
  const lineNo = (sale.lines.at(-1)?.lineNo ?? 0) + 1;
  const line: CartLine = { lineNo, article, quantity: sale.nextQuantity };
  return bounded({ ...sale, startedAtMs, selectedLineNo: lineNo, nextQuantity: 1, lines: [...sale.lines, line] });
}

export function changeQuantity(sale: Sale, change: { lineNo: number; quantity: number }): CartResult {
  if (!sale.lines.some((line) => line.lineNo === change.lineNo)) return { kind: 'refused', code: 'NO_SUCH_LINE' };
  return withLines({ ...sale, selectedLineNo: change.lineNo }, (line) =>
    line.lineNo === change.lineNo ? { ...line, quantity: change.quantity } : line,
  );
}

export function removeLine(sale: Sale, lineNo: number): CartResult {
  const index = sale.lines.findIndex((line) => line.lineNo === lineNo);
  if (index < 0) return { kind: 'refused', code: 'NO_SUCH_LINE' };
  const lines = sale.lines.filter((line) => line.lineNo !== lineNo);
  const neighbour = lines[Math.min(index, lines.length - 1)];
  return bounded({ ...sale, lines, selectedLineNo: neighbour?.lineNo ?? null });
}

function withLines(sale: Sale, change: (line: CartLine) => CartLine): CartResult {
  return bounded({ ...sale, lines: sale.lines.map(change) });
}

function bounded(sale: Sale): CartResult {
  if (sale.lines.some((line) => line.quantity > quantityMax)) return { kind: 'refused', code: 'QUANTITY_TOO_LARGE' };
  const total = totalMinor(sale);
  if (total > amountMinorMax || total < -amountMinorMax) return { kind: 'refused', code: 'TOTAL_TOO_LARGE' };
  return { kind: 'changed', sale };
}
