/** Operations on the lines of a sale. All pure; amounts are minor units. */
import { amountMinorMax, lineGrossMinor, type SaleId } from '@qiantai/protos';
import { linesMax, quantityMax } from './limits.ts';
import type { Article, CartLine, CartPrices, Measure, Sale } from './model.ts';

export function emptySale(saleId: SaleId, kind: Sale['kind'] = 'sale'): Sale {
  return {
    saleId,
    kind,
    lines: [],
    selectedLineNo: null,
    nextQuantity: 1,
    cartNo: 0,
    priced: null,
    parts: [],
    startedAtMs: 0,
    externalRef: '',
  };
}

/** Before promotions, by the rule of records. */
export function lineGrossOf({ article, quantity, measure }: CartLine): bigint {
  return lineGrossMinor({ quantity, unitPriceMinor: article.unitPriceMinor.toString(), ...measureRecord(measure) });
}

/** A measure in the words of a record. */
export function measureRecord(measure: Measure | undefined): { weightG?: number; codePriceMinor?: string } {
  switch (measure?.kind) {
    case 'weight':
      return { weightG: measure.weightG };
    case 'code_price':
      return { codePriceMinor: measure.priceMinor.toString() };
    default:
      return {};
  }
}

export const lineAmountMinor = (line: CartLine): bigint => lineGrossOf(line) - (line.discountMinor ?? 0n);

export const totalMinor = (sale: Sale): bigint => sale.lines.reduce((sum, line) => sum + lineAmountMinor(line), 0n);

/** Whether the total is that of exactly these lines. */
export const isPriced = (sale: Sale): boolean => sale.kind === 'return' || sale.priced !== null;

export const paidMinor = (sale: Sale): bigint => sale.parts.reduce((sum, part) => sum + part.amountMinor, 0n);

/** What is left to pay, or for a return to give back. */
export const dueMinor = (sale: Sale): bigint => totalMinor(sale) - paidMinor(sale);

export const itemCount = (sale: Sale): number => sale.lines.reduce((sum, line) => sum + line.quantity, 0);

export type CartResult = { kind: 'changed'; sale: Sale } | { kind: 'refused'; code: string };

/** Another piece (or `nextQuantity` pieces) of an article: on its line where it has one, else a new one. */
export function addArticle(sale: Sale, article: Article, nowMs: number): CartResult {
  if (article.soldByWeight) return { kind: 'refused', code: 'ARTICLE_WANTS_WEIGHT' };
  const known = sale.lines.find(
    (line) =>
      !line.measure &&
      line.article.articleId === article.articleId &&
      line.article.unitPriceMinor === article.unitPriceMinor,
  );
  const startedAtMs = sale.startedAtMs || nowMs;
  if (known) {
    const begun = { ...sale, startedAtMs, selectedLineNo: known.lineNo, nextQuantity: 1 };
    return withQuantity(begun, known.lineNo, known.quantity + sale.nextQuantity);
  }
  return withNewLine(sale, { article, quantity: sale.nextQuantity }, nowMs);
}

/** What a scale or a label measured is a line of its own, one piece. */
export function addMeasured(sale: Sale, article: Article, measure: Measure, nowMs: number): CartResult {
  if (sale.nextQuantity > 1) return { kind: 'refused', code: 'MEASURED_ONE_BY_ONE' };
  return withNewLine(sale, { article, quantity: 1, measure }, nowMs);
}

function withNewLine(sale: Sale, line: Omit<CartLine, 'lineNo'>, nowMs: number): CartResult {
  if (sale.lines.length >= linesMax) return { kind: 'refused', code: 'TOO_MANY_LINES' };
  const lineNo = (sale.lines.at(-1)?.lineNo ?? 0) + 1;
  const lines = [...sale.lines, { lineNo, ...line }];
  return bounded({ ...sale, startedAtMs: sale.startedAtMs || nowMs, selectedLineNo: lineNo, nextQuantity: 1, lines });
}

export function changeQuantity(sale: Sale, change: { lineNo: number; quantity: number }): CartResult {
  const line = sale.lines.find(({ lineNo }) => lineNo === change.lineNo);
  if (!line) return { kind: 'refused', code: 'NO_SUCH_LINE' };
  if (line.measure) return { kind: 'refused', code: 'MEASURED_ONE_BY_ONE' };
  return withQuantity({ ...sale, selectedLineNo: change.lineNo }, change.lineNo, change.quantity);
}

export function removeLine(sale: Sale, lineNo: number): CartResult {
  const index = sale.lines.findIndex((line) => line.lineNo === lineNo);
  if (index < 0) return { kind: 'refused', code: 'NO_SUCH_LINE' };
  const lines = sale.lines.filter((line) => line.lineNo !== lineNo);
  const neighbour = lines[Math.min(index, lines.length - 1)];
  return bounded({ ...sale, lines, selectedLineNo: neighbour?.lineNo ?? null });
}

/** What was taken off the line was of its old quantity. */
function withQuantity(sale: Sale, lineNo: number, quantity: number): CartResult {
  const lines = sale.lines.map((line) => (line.lineNo === lineNo ? { ...unpriced(line), quantity } : line));
  return bounded({ ...sale, lines });
}

function unpriced(line: CartLine): CartLine {
  const { discountMinor: _discount, promotionIds: _promotions, tax: _tax, ...bare } = line;
  return bare;
}

/** The lines are others now: the price that was known is not theirs. */
function bounded(sale: Sale): CartResult {
  if (sale.lines.some((line) => line.quantity > quantityMax)) return { kind: 'refused', code: 'QUANTITY_TOO_LARGE' };
  const total = totalMinor(sale);
  if (total > amountMinorMax || total < -amountMinorMax) return { kind: 'refused', code: 'TOTAL_TOO_LARGE' };
  return { kind: 'changed', sale: { ...sale, cartNo: sale.cartNo + 1, priced: null } };
}

/** The agent's prices on the lines that they are of; refused where they do not add up. */
export function withPrices(sale: Sale, prices: CartPrices): CartResult {
  const byLine = new Map(prices.lines.map((line) => [line.lineNo, line]));
  if (byLine.size !== sale.lines.length) return { kind: 'refused', code: 'AGENT_BAD_ANSWER' };
  const lines: CartLine[] = [];
  for (const line of sale.lines) {
    const price = byLine.get(line.lineNo);
    if (!price) return { kind: 'refused', code: 'AGENT_BAD_ANSWER' };
    const { unitPriceMinor, discountMinor, promotionIds, tax } = price;
    const article = { ...line.article, unitPriceMinor };
    lines.push({ ...unpriced(line), article, discountMinor, promotionIds, ...(tax ? { tax } : {}) });
  }
  const { settingsVersion, discounts } = prices;
  const priced = { ...sale, lines, priced: { settingsVersion, discounts } };
  const adds =
    totalMinor(priced) === prices.totalMinor && lines.every((line) => lineAmountMinor(line) <= lineGrossOf(line));
  return adds ? { kind: 'changed', sale: priced } : { kind: 'refused', code: 'AGENT_BAD_ANSWER' };
}
