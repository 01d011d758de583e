/** A day of a small chain of convenience stores, made from a seed: the demo's roll where no file is given. */
import { SeededRandom } from '@qiantai/foundation';
import { type Currency, currencyExponents } from '@qiantai/protos';
import type { RollInvoice, TillRoll } from '../till-roll/till-roll.ts';
import { convenienceShelf } from './convenience-catalogue.ts';

const storeNames = ['钱台便利 外滩店', '钱台便利 徐家汇店'];

export function convenienceDay(options: { seed: string; sales: number; currency: Currency }): TillRoll {
  const random = new SeededRandom(options.seed).fork('convenience-day');
  const invoices: RollInvoice[] = [];
  let fileLine = 2;
  for (let number = 1; number <= options.sales; number++) {
    const basket = new Map<number, number>();
    for (let items = 1 + random.below(6); items > 0; items--) {
      const shelfIndex = random.below(convenienceShelf.length);
      basket.set(shelfIndex, (basket.get(shelfIndex) ?? 0) + 1 + (random.below(5) === 0 ? random.below(3) : 0));
    }
    const lines = [...basket].map(([shelfIndex, quantity]) => {
      const article = convenienceShelf[shelfIndex] as (typeof convenienceShelf)[number];
      return {
        fileLine: fileLine++,
        stockCode: article.barcode,
        description: article.nameZh,
        quantity,
        unitPriceMinor: inCurrency(article.priceMinor, options.currency),
      };
    });
    const store = random.pick(storeNames);
    invoices.push({ invoiceNo: String(100_000 + number), kind: 'sale', store, tender: undefined, lines });
  }
  for (const sale of invoices.filter(() => random.below(25) === 0)) {
    const line = random.pick(sale.lines);
    invoices.push({
      ...sale,
      invoiceNo: `C${sale.invoiceNo}`,
      kind: 'return',
      lines: [{ ...line, quantity: 1, fileLine: fileLine++ }],
    });
  }
  return { invoices, rejectedLines: [] };
}

/** Shelf prices are fen; a currency with other minor units gets the same number of its main units, roughly. */
function inCurrency(priceMinor: bigint, currency: Currency): bigint {
  const exponent = currencyExponents[currency];
  if (exponent === 2) return priceMinor;
  return exponent < 2 ? (priceMinor + 99n) / 100n : priceMinor * 10n;
}
