import { createHash } from 'node:crypto';

/** The 13th digit of an EAN-13 from its first twelve (GS1 General Specifications, 7.9.1). */
export function ean13CheckDigit(digits12: string): string {
  if (!/^[0-9]{12}$/.test(digits12)) throw new RangeError(`"${digits12}" is not 12 digits`);
  let sum = 0;
  for (let index = 0; index < 12; index++) sum += Number(digits12[index]) * (index % 2 === 0 ? 1 : 3);
  return String((10 - (sum % 10)) % 10);
}

export function isEan13(code: string): boolean {
  return /^[0-9]{13}$/.test(code) && ean13CheckDigit(code.slice(0, 12)) === code[12];
}

/**
 * In-house EAN-13 codes for articles that have a stock code but no barcode.
 *
 * `20` (restricted distribution inside a company; clear of 21 and 23, which our scales print), nine digits of
 * the SHA-256 of the stock code, one digit for the price (an article sold at several prices has a code for
 * each, in ascending order of price), check digit. Two stock codes that meet on the same nine digits are told
 * apart by hashing the second again with a suffix, in the order of the stock codes; so the same roll always
 * gets the same codes.
 */
export function inHouseBarcodes<Article extends { stockCode: string; unitPriceMinor: bigint }>(
  articles: readonly Article[],
): Map<Article, string> {
  const byStockCode = new Map<string, Article[]>();
  for (const article of articles)
    byStockCode.set(article.stockCode, [...(byStockCode.get(article.stockCode) ?? []), article]);
  const codes = new Map<Article, string>();
  const taken = new Set<string>();
  for (const stockCode of [...byStockCode.keys()].sort()) {
    const variants = (byStockCode.get(stockCode) as Article[]).toSorted((a, b) =>
      a.unitPriceMinor < b.unitPriceMinor ? -1 : 1,
    );
    for (let first = 0; first < variants.length; first += 10) {
      const base = freeBase(first === 0 ? stockCode : `${stockCode}/${first}`, taken);
      variants.slice(first, first + 10).forEach((article, digit) => {
        const digits12 = `20${base}${digit}`;
        codes.set(article, digits12 + ean13CheckDigit(digits12));
      });
    }
  }
  return codes;
}

function freeBase(text: string, taken: Set<string>): string {
  for (let suffix = 0; ; suffix++) {
    const hash = createHash('sha256')
      .update(suffix === 0 ? text : `${text}#${suffix}`)
      .digest();
    const base = String(hash.readBigUInt64BE() % 1_000_000_000n).padStart(9, '0');
    if (!taken.has(base)) {
      taken.add(base);
      return base;
    }
  }
}
