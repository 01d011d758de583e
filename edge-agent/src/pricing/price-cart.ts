/**
 * What a cart costs: lines at the prices that count now, less promotions, less what persons take off, the tax that is
 * in them. Pure.
 *
 *   gross of each line → promotions of pieces (assign-promotions.ts) → at most one off the whole sale
 *     → persons: off lines, off the whole sale, rounding (persons-off.ts) → tax
 *
 * A line whose price a person set and one that comes back stand apart: no promotion counts on them, and they count
 * towards none.
 *
 * Off the whole sale: of those whose sum is reached after the other promotions the one that takes most off, never
 * more than there is; its amount is spread over the lines by what they cost.
 */
import { measuredGrossMinor, type SettingValue, taxHeldMinor } from '@qiantai/protos';
import { assignPromotions, type Pieces, type Promotion } from './assign-promotions.ts';
import { type Off, takeOffByPersons } from './persons-off.ts';
import { spread } from './spread.ts';

export interface CartItem {
  lineNo: number;
  articleId: string;
  taxCode?: string | undefined;
  unitPriceMinor: bigint;
  /** The article's own, where a person set another one. */
  listPriceMinor?: bigint | undefined;
  quantity: number;
  weightG?: number | undefined;
  codePriceMinor?: bigint | undefined;
  /** A person set its price. */
  repriced?: boolean | undefined;
  /** It comes back from the customer. */
  isBack?: boolean | undefined;
  /** What a person takes off it. */
  off?: Off | undefined;
}

/** What persons take off the sale as a whole. */
export interface WholeOff {
  off?: Off | undefined;
  /** The total is rounded down to a multiple of it; 0: it is not. */
  roundToMinor: bigint;
}

export interface PricedLine {
  lineNo: number;
  unitPriceMinor: bigint;
  listPriceMinor: bigint | undefined;
  grossMinor: bigint;
  discountMinor: bigint;
  /** The part of `discountMinor` that persons took off. */
  manualDiscountMinor: bigint;
  /** Those that took something off this line, in the order of their ids. */
  promotionIds: string[];
  /** grossMinor − discountMinor; of a line that comes back the negative of that. */
  amountMinor: bigint;
  /** Undefined where the article's tax code is not known. */
  tax: { taxCode: string; rateBasisPoints: number; amountMinor: bigint } | undefined;
}

export interface PricedCart {
  /** As they came. */
  lines: PricedLine[];
  discounts: Array<{ promotionId: string; nameZh: string; nameEn: string; amountMinor: bigint }>;
  /** Below zero where more comes back than goes out. */
  totalMinor: bigint;
  taxMinor: bigint;
  /** What persons took off lines and the whole sale, the rounding not counted. */
  manualDiscountMinor: bigint;
  roundingMinor: bigint;
}

interface Row {
  item: CartItem;
  grossMinor: bigint;
  leftMinor: bigint;
  manualMinor: bigint;
  isBack: boolean;
  /** Undefined: none yet. */
  promotionIds: Set<string> | undefined;
}

/** A line of the record names at most so many. */
const promotionsOfLineMax = 20;

/** `promotions` are those that count now; `taxRates` are basis points by tax code. */
export function priceCart(
  items: readonly CartItem[],
  promotions: readonly Promotion[],
  taxRates: ReadonlyMap<string, number>,
  whole: WholeOff = { roundToMinor: 0n },
): PricedCart {
  const rows: Row[] = items.map((item) => {
    const grossMinor = measuredGrossMinor(item);
    const isBack = item.isBack ?? false;
    return { item, grossMinor, leftMinor: grossMinor, manualMinor: 0n, isBack, promotionIds: undefined };
  });
  const promoted = rows.filter(({ item }) => !item.repriced && !item.isBack);
  const takenBy = new Map<string, bigint>();
  const takeOff = (promotionId: string, amountMinor: bigint, those: readonly Row[]) => {
    const shares = spread(
      amountMinor,
      those.map((row) => row.leftMinor),
    );
    for (const [index, row] of those.entries()) {
      const share = shares[index] ?? 0n;
      row.leftMinor -= share;
      if (share > 0n) row.promotionIds = (row.promotionIds ?? new Set()).add(promotionId);
    }
    takenBy.set(promotionId, (takenBy.get(promotionId) ?? 0n) + amountMinor);
  };

  const rowsOfPieces = groupRows(promoted);
  for (const { promotionId, pieces, amountMinor } of assignPromotions([...rowsOfPieces.keys()], promotions)) {
    if (amountMinor > 0n) takeOff(promotionId, amountMinor, rowsOfPieces.get(pieces) ?? []);
  }
  const offer = saleOff(sumOf(promoted), promotions);
  if (offer) takeOff(offer.promotionId, offer.amountMinor, positiveByLine(promoted));
  const taken = takeOffByPersons(
    rows.map((row) => ({ row, off: row.item.off })),
    whole,
  );
  const lines = rows.map((row) => lineOf(row, taxRates));
  return {
    lines,
    discounts: promotions.flatMap(({ promotionId, nameZh, nameEn }) => {
      const amountMinor = takenBy.get(promotionId);
      return amountMinor === undefined ? [] : { promotionId, nameZh, nameEn, amountMinor };
    }),
    totalMinor: lines.reduce((sum, line) => sum + line.amountMinor, 0n),
    taxMinor: lines.reduce((sum, line) => sum + (line.tax?.amountMinor ?? 0n), 0n),
    ...taken,
  };
}

/** Lines with the same pieces are one heap of them: how a hand spread them over lines changes no total. */
function groupRows(rows: readonly Row[]): Map<Pieces, Row[]> {
  const groups = Map.groupBy(rows, ({ item, grossMinor }) =>
    isMeasured(item) ? `measured ${item.articleId} ${grossMinor}` : `${item.articleId} ${item.unitPriceMinor}`,
  );
  return new Map(
    [...groups.values()].map((those) => {
      const [{ item, grossMinor }] = those as [Row];
      const bundled = !isMeasured(item);
      const count = those.reduce((sum, row) => sum + row.item.quantity, 0);
      const priceMinor = bundled ? item.unitPriceMinor : grossMinor;
      const byLine = those.toSorted((a, b) => a.item.lineNo - b.item.lineNo);
      return [{ articleId: item.articleId, priceMinor, count, bundled }, byLine];
    }),
  );
}

const isMeasured = (item: CartItem): boolean => item.weightG !== undefined || item.codePriceMinor !== undefined;

function saleOff(totalMinor: bigint, promotions: readonly Promotion[]) {
  let best: { promotionId: string; amountMinor: bigint } | undefined;
  for (const { promotionId, rule } of promotions.toSorted((a, b) => (a.promotionId < b.promotionId ? -1 : 1))) {
    if (rule.kind !== 'sale_off' || totalMinor <= 0n || totalMinor < BigInt(rule.fromMinor)) continue;
    const wanted = BigInt(rule.amountMinor);
    const amountMinor = wanted < totalMinor ? wanted : totalMinor;
    if (amountMinor > (best?.amountMinor ?? 0n)) best = { promotionId, amountMinor };
  }
  return best;
}

function lineOf(row: Row, taxRates: ReadonlyMap<string, number>): PricedLine {
  const { item, grossMinor, leftMinor, manualMinor, isBack } = row;
  const amountMinor = isBack ? -leftMinor : leftMinor;
  const rateBasisPoints = item.taxCode === undefined ? undefined : taxRates.get(item.taxCode);
  return {
    lineNo: item.lineNo,
    unitPriceMinor: item.unitPriceMinor,
    listPriceMinor: item.listPriceMinor,
    grossMinor,
    discountMinor: grossMinor - leftMinor,
    manualDiscountMinor: manualMinor,
    promotionIds: row.promotionIds ? [...row.promotionIds].sort().slice(0, promotionsOfLineMax) : [],
    amountMinor,
    tax:
      item.taxCode === undefined || rateBasisPoints === undefined
        ? undefined
        : { taxCode: item.taxCode, rateBasisPoints, amountMinor: taxHeldMinor(amountMinor, rateBasisPoints) },
  };
}

const positiveByLine = (rows: readonly Row[]): Row[] =>
  rows.filter((row) => row.leftMinor > 0n).toSorted((a, b) => a.item.lineNo - b.item.lineNo);

const sumOf = (rows: readonly Row[]): bigint => rows.reduce((sum, row) => sum + row.leftMinor, 0n);

export type TaxSetting = SettingValue<'tax'>;

export function taxRatesOf(taxes: readonly TaxSetting[]): Map<string, number> {
  return new Map(taxes.map(({ taxCode, rateBasisPoints }) => [taxCode, rateBasisPoints]));
}
