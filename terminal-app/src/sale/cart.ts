/** Operations on the lines of a sale. All pure; amounts are minor units. */
import { amountMinorMax, isTipLine, measuredGrossMinor, type SaleId } from '@qiantai/protos';
import { finderByLine } from './by-line.ts';
import { linesMax, quantityMax } from './limits.ts';
import {
  type Article,
  byPriceArticleId,
  type CartLine,
  type CartPrices,
  type LineTax,
  type Measure,
  type Sale,
} from './model.ts';

export function emptySale(saleId: SaleId, kind: Sale['kind'] = 'sale'): Sale {
  return {
    saleId,
    kind,
    lines: [],
    selectedLineNo: null,
    nextQuantity: 1,
    cartNo: 0,
    priced: null,
    manual: null,
    roundToMinor: 0n,
    customer: null,
    note: '',
    approvals: [],
    ageConfirmed: 0,
    parts: [],
    startedAtMs: 0,
    externalRef: '',
  };
}

/** Before anything is taken off, by the rule of records; of a line that comes back, the size of it. */
export function lineGrossOf({ article, quantity, measure }: CartLine): bigint {
  if (measure?.kind === 'code_price') return measure.priceMinor;
  const { unitPriceMinor } = article;
  return measuredGrossMinor({ quantity, unitPriceMinor, weightG: measure?.weightG });
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

export function lineAmountMinor(line: CartLine): bigint {
  const sizeMinor = lineGrossOf(line) - (line.discountMinor ?? 0n);
  return line.isBack ? -sizeMinor : sizeMinor;
}

export const isByPrice = (line: CartLine): boolean => line.article.articleId === byPriceArticleId;

/** Given beside the price: no goods, no tax. */
export const isTip = ({ article }: CartLine): boolean => isTipLine(article);

/** A person did nothing to it: another piece of its article may join it. */
const isPlain = (line: CartLine): boolean =>
  !line.measure && !line.manual && !line.isBack && line.setPriceMinor === undefined;

/** Of lines that were added up before: they never change, another cart has other ones. */
const totals = new WeakMap<readonly CartLine[], bigint>();

export function totalMinor({ lines }: Pick<Sale, 'lines'>): bigint {
  const known = totals.get(lines);
  if (known !== undefined) return known;
  const total = lines.reduce((sum, line) => sum + lineAmountMinor(line), 0n);
  totals.set(lines, total);
  return total;
}

/** Whether the total is that of exactly these lines. */
export const isPriced = (sale: Sale): boolean => sale.kind === 'return' || sale.priced !== null;

export const paidMinor = (sale: Sale): bigint => sale.parts.reduce((sum, part) => sum + part.amountMinor, 0n);

/** What is left to pay, or for a return to give back. */
export const dueMinor = (sale: Sale): bigint => totalMinor(sale) - paidMinor(sale);

/** A tip is no piece of anything. */
export const itemCount = (sale: Sale): number =>
  sale.lines.reduce((sum, line) => (isTip(line) ? sum : sum + line.quantity), 0);

export type CartResult = { kind: 'changed'; sale: Sale } | { kind: 'refused'; code: string };

/** Another piece (or `nextQuantity` pieces) of an article: on its line where it has one, else a new one. */
export function addArticle(sale: Sale, article: Article, nowMs: number): CartResult {
  if (article.soldByWeight) return { kind: 'refused', code: 'ARTICLE_WANTS_WEIGHT' };
  const known = sale.lines.find(
    (line) =>
      isPlain(line) &&
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

/** Goods without an article: a name and what a person says that they cost. */
export function addByPrice(
  sale: Sale,
  goods: { name: string; nameEn?: string; priceMinor: bigint; barcode: string },
  nowMs: number,
): CartResult {
  const { name, nameEn = name, priceMinor, barcode } = goods;
  const article = { articleId: byPriceArticleId, barcode, nameZh: name, nameEn, unitPriceMinor: priceMinor };
  return withNewLine(sale, { article, quantity: sale.nextQuantity, setPriceMinor: priceMinor }, nowMs);
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

export function unpriced(line: CartLine): CartLine {
  const {
    discountMinor: _discount,
    manualDiscountMinor: _manual,
    promotionIds: _promotions,
    tax: _tax,
    ...bare
  } = line;
  return bare;
}

/** One line is another now. */
export function withLine(sale: Sale, lineNo: number, change: (line: CartLine) => CartLine): CartResult {
  if (!sale.lines.some((line) => line.lineNo === lineNo)) return { kind: 'refused', code: 'NO_SUCH_LINE' };
  const lines = sale.lines.map((line) => (line.lineNo === lineNo ? change(unpriced(line)) : line));
  return bounded({ ...sale, selectedLineNo: lineNo, lines });
}

/** The lines are others now: the price that was known is not theirs. */
export function bounded(sale: Sale): CartResult {
  if (sale.lines.some((line) => line.quantity > quantityMax)) return { kind: 'refused', code: 'QUANTITY_TOO_LARGE' };
  if (sale.lines.some(takesOffTooMuch)) return { kind: 'refused', code: 'DISCOUNT_TOO_LARGE' };
  const total = totalMinor(sale);
  if (total > amountMinorMax || total < -amountMinorMax) return { kind: 'refused', code: 'TOTAL_TOO_LARGE' };
  return { kind: 'changed', sale: { ...sale, cartNo: sale.cartNo + 1, priced: null } };
}

const takesOffTooMuch = (line: CartLine): boolean =>
  line.manual?.kind === 'amount' && line.manual.amountMinor > lineGrossOf(line);

/** The agent's prices on the lines that they are of; refused where they do not add up. */
export function withPrices(sale: Sale, prices: CartPrices): CartResult {
  if (prices.lines.length !== sale.lines.length) return { kind: 'refused', code: 'AGENT_BAD_ANSWER' };
  const priceOf = finderByLine(prices.lines);
  const lines: CartLine[] = [];
  for (const [place, line] of sale.lines.entries()) {
    const price = priceOf(line.lineNo, place);
    if (!price) return { kind: 'refused', code: 'AGENT_BAD_ANSWER' };
    // A price that a person set is not the agent's to change.
    if ((line.setPriceMinor ?? price.unitPriceMinor) !== price.unitPriceMinor) {
      return { kind: 'refused', code: 'AGENT_BAD_ANSWER' };
    }
    lines.push(withLinePrice(line, price));
  }
  const { settingsVersion, discounts, manualDiscountMinor = 0n, roundingMinor = 0n } = prices;
  const priced = { ...sale, lines, priced: { settingsVersion, discounts, manualDiscountMinor, roundingMinor } };
  return totalMinor(priced) === prices.totalMinor && lines.every(addsUp)
    ? { kind: 'changed', sale: priced }
    : { kind: 'refused', code: 'AGENT_BAD_ANSWER' };
}

/** A line whose price is what it was stays the same object: what is made of it need not be made again. */
function withLinePrice(line: CartLine, price: CartPrices['lines'][number]): CartLine {
  if (hasPrice(line, price)) return line;
  const { unitPriceMinor, discountMinor, manualDiscountMinor = 0n, promotionIds, tax } = price;
  const listPriceMinor = listPriceOf(line, price);
  return {
    ...unpriced(line),
    article: { ...line.article, unitPriceMinor },
    discountMinor,
    promotionIds,
    ...(manualDiscountMinor === 0n ? {} : { manualDiscountMinor }),
    ...(listPriceMinor === undefined ? {} : { listPriceMinor }),
    ...(tax ? { tax } : {}),
  };
}

/** What comes back of a receipt costs what was paid: nobody set its price. */
const listPriceOf = (line: CartLine, { listPriceMinor }: CartPrices['lines'][number]): bigint | undefined =>
  line.originalLineNo === undefined ? listPriceMinor : undefined;

function hasPrice(line: CartLine, price: CartPrices['lines'][number]): boolean {
  const { discountMinor, manualDiscountMinor = 0n, promotionIds = [], tax = null } = line;
  return (
    discountMinor === price.discountMinor &&
    line.article.unitPriceMinor === price.unitPriceMinor &&
    manualDiscountMinor === (price.manualDiscountMinor ?? 0n) &&
    // Kept with the line where the agent says nothing of it.
    line.listPriceMinor === (listPriceOf(line, price) ?? line.listPriceMinor) &&
    (promotionIds === price.promotionIds || promotionIds.join() === price.promotionIds.join()) &&
    sameTax(tax, price.tax)
  );
}

function sameTax(one: LineTax | null, other: LineTax | null): boolean {
  if (one === other || !one || !other) return one === other;
  const { taxCode, rateBasisPoints, amountMinor } = one;
  return taxCode === other.taxCode && rateBasisPoints === other.rateBasisPoints && amountMinor === other.amountMinor;
}

/** No line costs more than its goods, and persons took off no more than all that was taken off. */
const addsUp = ({ discountMinor = 0n, manualDiscountMinor = 0n }: CartLine): boolean =>
  discountMinor >= 0n && manualDiscountMinor >= 0n && manualDiscountMinor <= discountMinor;
