/**
 * What a day will be, decided before it begins: which store and till plays which invoice, how it is paid, and
 * what goes wrong on the way. Everything is drawn from the seed, nothing from the course of the day, so the same
 * seed gives the same report.
 */
import { SeededRandom } from '@qiantai/foundation';
import { isWalletChannel } from '@qiantai/protos';
import { inHouseBarcodes, isEan13 } from '../catalogue/ean13.ts';
import type { CutPoint } from '../suite/cut-proxy.ts';
import type { RollTender } from '../till-roll/tender-names.ts';
import { type RollInvoice, type RollLine, rollTotal, type TillRoll } from '../till-roll/till-roll.ts';

export interface PlannedArticle {
  id: string;
  stockCode: string;
  barcode: string;
  nameZh: string;
  nameEn: string;
  unitPriceMinor: bigint;
  picture: string;
}

export interface PlannedLine {
  articleId: string;
  barcode: string;
  quantity: number;
  unitPriceMinor: bigint;
}

/** What the customer's wallet or card, or the channel behind it, does at the first try. */
export type FirstTry =
  | 'pay'
  | 'decline'
  | 'ask_password'
  | 'never'
  | 'no_answer'
  | 'no_answer_unpaid'
  | 'wrong_signature'
  | 'duplicate_notice'
  | 'late_notice';

export interface PlannedSale {
  kind: 'sale';
  invoiceNo: string;
  storeId: string;
  lines: PlannedLine[];
  totalMinor: bigint;
  tender: RollTender;
  /** True where the roll named the tender: then nothing else may pay for it. */
  tenderNamed: boolean;
  way: 'payment_code' | 'qr' | 'card' | 'cash';
  firstTry: FirstTry;
  cut: CutPoint | undefined;
}

export interface PlannedReturn {
  kind: 'return';
  invoiceNo: string;
  storeId: string;
  /** Goes back to the tenders of this sale. */
  withReceipt: { invoiceNo: string; lines: PlannedLine[]; totalMinor: bigint } | undefined;
  /** Goes back in cash. */
  withoutReceipt: PlannedLine[];
  totalMinor: bigint;
}

export type PlannedInvoice = PlannedSale | PlannedReturn;

/** A stretch of a store's day: its invoices are played by all its tills at once, unless `alone`. */
export interface PlannedStretch {
  line: 'up' | 'down';
  /** One at a time: what is cut in the middle must not meet what the other till is doing. */
  alone: boolean;
  invoices: PlannedInvoice[];
}

export interface PlannedStore {
  id: string;
  name: string;
  stretches: PlannedStretch[];
}

export interface DayPlan {
  stores: PlannedStore[];
  articles: PlannedArticle[];
  /** The number of each invoice that is played. */
  invoiceCount: number;
}

/** Shares of the tenders where the roll names none, and of ways, faults and cuts, per hundred. */
const shares = {
  tender: [
    ['wechat', 36],
    ['alipay', 29],
    ['card', 17],
    ['cash', 18],
  ] as const,
  qrAmongWallets: 25,
  firstTry: {
    payment_code: [
      ['pay', 62],
      ['ask_password', 10],
      ['decline', 8],
      ['no_answer', 6],
      ['wrong_signature', 5],
      ['no_answer_unpaid', 4],
      ['never', 5],
    ] as const,
    qr: [
      ['pay', 70],
      ['ask_password', 10],
      ['duplicate_notice', 10],
      ['late_notice', 10],
    ] as const,
    card: [
      ['pay', 78],
      ['decline', 8],
      ['no_answer', 7],
      ['no_answer_unpaid', 7],
    ] as const,
  },
  cutAmongSales: 6,
};

/** The part of a store's day at which the line goes down, and for how long, in shares of its invoices. */
const offlineFrom = 0.4;
const offlineUntil = 0.6;

export function planDay(roll: TillRoll, options: { seed: string; faults: boolean }): DayPlan {
  const random = new SeededRandom(options.seed);
  const articles = articlesOf(roll.invoices);
  const stores = storesOf(roll.invoices, random.fork('stores'));
  const placed = new Map<string, PlannedSale>();
  const plans = new Map<string, PlannedInvoice[]>(stores.ids.map((id) => [id, []]));
  for (const invoice of roll.invoices.filter(({ kind }) => kind === 'sale')) {
    const sale = planSale(invoice, stores.of(invoice), articles, random.fork(invoice.invoiceNo), options.faults);
    placed.set(invoice.invoiceNo, sale);
    plans.get(sale.storeId)?.push(sale);
  }
  const returns = roll.invoices
    .filter(({ kind }) => kind === 'return')
    .map((invoice) => planReturn(invoice, stores.of(invoice), articles, roll, placed));
  return {
    stores: stores.ids.map((id) => ({
      id,
      name: stores.nameOf(id),
      stretches: stretchesOf(
        plans.get(id) ?? [],
        returns.filter((one) => one.storeId === id),
      ),
    })),
    articles: [...articles.values()],
    invoiceCount: roll.invoices.length,
  };
}

function priceKey(line: { stockCode: string; unitPriceMinor: bigint }): string {
  return `${line.stockCode}\u0000${line.unitPriceMinor}`;
}

function articlesOf(invoices: readonly RollInvoice[]): Map<string, PlannedArticle> {
  const firstLines = new Map<string, RollLine>();
  for (const { lines } of invoices)
    for (const line of lines) if (!firstLines.has(priceKey(line))) firstLines.set(priceKey(line), line);
  const lines = [...firstLines.values()];
  const barcodes = inHouseBarcodes(lines);
  const soldAtOnePrice = (stockCode: string) => lines.filter((line) => line.stockCode === stockCode).length === 1;
  return new Map(
    lines.map((line, index) => {
      // A roll may carry the real barcode as its stock code; then that is what is scanned.
      const real = isEan13(line.stockCode) && !line.stockCode.startsWith('2') && soldAtOnePrice(line.stockCode);
      const barcode = real ? line.stockCode : (barcodes.get(line) as string);
      const name = line.description.slice(0, 120);
      return [
        priceKey(line),
        {
          id: `roll-${index + 1}`,
          stockCode: line.stockCode,
          barcode,
          nameZh: name,
          nameEn: name,
          unitPriceMinor: line.unitPriceMinor,
          picture: '📦',
        },
      ];
    }),
  );
}

/** The stores that the roll names; two of our own where it names none. */
function storesOf(invoices: readonly RollInvoice[], random: SeededRandom) {
  const names = [...new Set(invoices.flatMap(({ store }) => (store ? [store] : [])))];
  const all = names.length > 0 ? names : ['一号店', '二号店'];
  const ids = all.map((_, index) => `store-${index + 1}`);
  const drawn = new Map(invoices.map((invoice) => [invoice.invoiceNo, random.below(all.length)]));
  return {
    ids,
    nameOf: (id: string) => all[ids.indexOf(id)] as string,
    of: (invoice: RollInvoice) =>
      ids[invoice.store ? all.indexOf(invoice.store) : (drawn.get(invoice.invoiceNo) as number)] as string,
  };
}

function planSale(
  invoice: RollInvoice,
  storeId: string,
  articles: ReadonlyMap<string, PlannedArticle>,
  random: SeededRandom,
  faults: boolean,
): PlannedSale {
  const tender = invoice.tender ?? draw(shares.tender, random);
  const way = isWalletChannel(tender) ? (random.below(100) < shares.qrAmongWallets ? 'qr' : 'payment_code') : tender;
  const firstTry = draw(way === 'cash' ? ([['pay', 1]] as const) : shares.firstTry[way], random);
  const cutDrawn = random.below(100) < shares.cutAmongSales;
  const cut = random.pick(['before', 'middle', 'after'] as const);
  return {
    kind: 'sale',
    invoiceNo: invoice.invoiceNo,
    storeId,
    lines: invoice.lines.map((line) => plannedLine(line, articles)),
    totalMinor: rollTotal(invoice.lines),
    tender,
    tenderNamed: invoice.tender !== undefined,
    way,
    firstTry: faults ? firstTry : 'pay',
    cut: faults && cutDrawn && way !== 'cash' ? cut : undefined,
  };
}

function plannedLine(line: RollLine, articles: ReadonlyMap<string, PlannedArticle>): PlannedLine {
  const article = articles.get(priceKey(line)) as PlannedArticle;
  return {
    articleId: article.id,
    barcode: article.barcode,
    quantity: line.quantity,
    unitPriceMinor: line.unitPriceMinor,
  };
}

/**
 * The original of a return is the invoice of the same number without the `C`. What the original sold at the
 * same price goes back to its tenders, up to the quantity sold; anything else goes back in cash.
 */
function planReturn(
  invoice: RollInvoice,
  storeId: string,
  articles: ReadonlyMap<string, PlannedArticle>,
  roll: TillRoll,
  placed: ReadonlyMap<string, PlannedSale>,
): PlannedReturn {
  const originalNo = invoice.invoiceNo.slice(1);
  const original = roll.invoices.find((other) => other.kind === 'sale' && other.invoiceNo === originalNo);
  const sold = new Map<string, number>();
  for (const line of original?.lines ?? []) sold.set(priceKey(line), (sold.get(priceKey(line)) ?? 0) + line.quantity);
  const lines: PlannedLine[] = [];
  const withoutReceipt: PlannedLine[] = [];
  for (const line of invoice.lines) {
    const left = sold.get(priceKey(line)) ?? 0;
    const back = Math.min(left, line.quantity);
    sold.set(priceKey(line), left - back);
    if (back > 0) lines.push({ ...plannedLine(line, articles), quantity: back });
    if (back < line.quantity) withoutReceipt.push({ ...plannedLine(line, articles), quantity: line.quantity - back });
  }
  return {
    kind: 'return',
    invoiceNo: invoice.invoiceNo,
    storeId: placed.get(originalNo)?.storeId ?? storeId,
    withReceipt: lines.length > 0 ? { invoiceNo: originalNo, lines, totalMinor: rollTotal(lines) } : undefined,
    withoutReceipt,
    totalMinor: rollTotal(invoice.lines),
  };
}

/**
 * Cuts a store's sales into stretches: up, then down for its part of the day, then up again; a sale whose
 * exchange will be cut stands alone. Returns come at the end of the day, with the line up, one at a time.
 */
function stretchesOf(sales: readonly PlannedInvoice[], returns: readonly PlannedReturn[]): PlannedStretch[] {
  const stretches: PlannedStretch[] = [];
  const from = Math.floor(sales.length * offlineFrom);
  const until = Math.max(from + (sales.length > 0 ? 1 : 0), Math.ceil(sales.length * offlineUntil));
  sales.forEach((invoice, index) => {
    const line = index >= from && index < until ? 'down' : 'up';
    const alone = line === 'up' && invoice.kind === 'sale' && invoice.cut !== undefined;
    const last = stretches.at(-1);
    if (last && last.line === line && !last.alone && !alone) last.invoices.push(invoice);
    else stretches.push({ line, alone, invoices: [invoice] });
  });
  if (returns.length > 0) stretches.push({ line: 'up', alone: true, invoices: [...returns] });
  return stretches;
}

function draw<T>(table: ReadonlyArray<readonly [T, number]>, random: SeededRandom): T {
  let place = random.below(table.reduce((sum, [, share]) => sum + share, 0));
  for (const [value, share] of table) {
    if (place < share) return value;
    place -= share;
  }
  throw new RangeError('a table of shares that is empty');
}
