/**
 * What a cart costs: lines at the prices that count now, less promotions, the tax that is in them. Pure.
 *
 *   gross of each line → promotions of pieces (assign-promotions.ts) → at most one off the whole sale → tax
 *
 * Off the whole sale: of those whose sum is reached after the other promotions the one that takes most off, never
 * more than there is; its amount is spread over the lines by what they cost.
 */
import { lineGrossMinor, type SettingValue, taxHeldMinor } from '@qiantai/protos';
import { assignPromotions, type Pieces, type Promotion } from './assign-promotions.ts';
import { spread } from './spread.ts';

export interface CartItem {
  lineNo: number;
  articleId: string;
  taxCode?: string | undefined;
  unitPriceMinor: bigint;
  quantity: number;
  weightG?: number | undefined;
  codePriceMinor?: bigint | undefined;
}

export interface PricedLine {
  lineNo: number;
  grossMinor: bigint;
  discountMinor: bigint;
  /** Those that took something off this line, in the order of their ids. */
  promotionIds: string[];
  /** grossMinor − discountMinor */
  amountMinor: bigint;
  /** Undefined where the article's tax code is not known. */
  tax: { taxCode: string; rateBasisPoints: number; amountMinor: bigint } | undefined;
}

export interface PricedCart {
  /** As they came. */
  lines: PricedLine[];
  discounts: Array<{ promotionId: string; nameZh: string; nameEn: string; amountMinor: bigint }>;
  totalMinor: bigint;
  taxMinor: bigint;
}

interface Row {
  item: CartItem;
  grossMinor: bigint;
  leftMinor: bigint;
  promotionIds: Set<string>;
}

/** A line of the record names at most so many. */
const promotionsOfLineMax = 20;

/** `promotions` are those that count now; `taxRates` are basis points by tax code. */
export function priceCart(
  items: readonly CartItem[],
  promotions: readonly Promotion[],
  taxRates: ReadonlyMap<string, number>,
): PricedCart {
  const rows: Row[] = items.map((item) => {
    const grossMinor = grossOf(item);
    return { item, grossMinor, leftMinor: grossMinor, promotionIds: new Set() };
  });
  const taken = new Map<string, bigint>();
  const takeOff = (promotionId: string, amountMinor: bigint, those: readonly Row[]) => {
    const shares = spread(
      amountMinor,
      those.map((row) => row.leftMinor),
    );
    for (const [index, row] of those.entries()) {
      const share = shares[index] ?? 0n;
      row.leftMinor -= share;
      if (share > 0n) row.promotionIds.add(promotionId);
    }
    taken.set(promotionId, (taken.get(promotionId) ?? 0n) + amountMinor);
  };

  const rowsOfPieces = groupRows(rows);
  for (const { promotionId, pieces, amountMinor } of assignPromotions([...rowsOfPieces.keys()], promotions)) {
    if (amountMinor > 0n) takeOff(promotionId, amountMinor, rowsOfPieces.get(pieces) ?? []);
  }
  const whole = saleOff(sumOf(rows), promotions);
  if (whole) {
    const positive = rows.filter((row) => row.leftMinor > 0n).toSorted((a, b) => a.item.lineNo - b.item.lineNo);
    takeOff(whole.promotionId, whole.amountMinor, positive);
  }
  const lines = rows.map((row) => lineOf(row, taxRates));
  return {
    lines,
    discounts: promotions.flatMap(({ promotionId, nameZh, nameEn }) => {
      const amountMinor = taken.get(promotionId);
      return amountMinor === undefined ? [] : { promotionId, nameZh, nameEn, amountMinor };
    }),
    totalMinor: sumOf(rows),
    taxMinor: lines.reduce((sum, line) => sum + (line.tax?.amountMinor ?? 0n), 0n),
  };
}

function grossOf({ quantity, unitPriceMinor, weightG, codePriceMinor }: CartItem): bigint {
  return lineGrossMinor({
    quantity,
    unitPriceMinor: unitPriceMinor.toString(),
    weightG,
    codePriceMinor: codePriceMinor?.toString(),
  });
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
  const { item, grossMinor, leftMinor } = row;
  const rateBasisPoints = item.taxCode === undefined ? undefined : taxRates.get(item.taxCode);
  return {
    lineNo: item.lineNo,
    grossMinor,
    discountMinor: grossMinor - leftMinor,
    promotionIds: [...row.promotionIds].sort().slice(0, promotionsOfLineMax),
    amountMinor: leftMinor,
    tax:
      item.taxCode === undefined || rateBasisPoints === undefined
        ? undefined
        : { taxCode: item.taxCode, rateBasisPoints, amountMinor: taxHeldMinor(leftMinor, rateBasisPoints) },
  };
}

const sumOf = (rows: readonly Row[]): bigint => rows.reduce((sum, row) => sum + row.leftMinor, 0n);

export type TaxSetting = SettingValue<'tax'>;

export function taxRatesOf(taxes: readonly TaxSetting[]): Map<string, number> {
  return new Map(taxes.map(({ taxCode, rateBasisPoints }) => [taxCode, rateBasisPoints]));
}
