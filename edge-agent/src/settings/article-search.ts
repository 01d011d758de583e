/**
 * Articles whose names, barcodes or number hold a text. All texts are read through (a few tens of milliseconds for
 * 200,000, in slices that let tills in between); no index of words is kept, see ADR 0022.
 */

import type { SettingRowStore } from './setting-row-store.ts';
import type { Article, SettingsReader } from './settings-reader.ts';

const rowsPerSlice = 20_000;
/** Matches that are looked at before others get their turn. */
const matchesPerTurn = 200;
/** More matches are not compared with one another: the text says too little. */
const matchesMax = 2000;

/** Those that begin with the text come first, then by name. */
export async function searchArticles(
  rows: SettingRowStore,
  reader: SettingsReader,
  wanted: { text: string; limit: number },
): Promise<Article[]> {
  const text = wanted.text.trim().toLowerCase();
  const found = new Map<string, Article>();
  let looked = 0;
  const { first, end } = rows.textRows();
  for (let from = first; from < end && looked < matchesMax; from += rowsPerSlice) {
    if (from > first) await othersFirst();
    for (const row of rows.textMatches(from, Math.min(end, from + rowsPerSlice), text, matchesMax - looked)) {
      looked += 1;
      if (looked % matchesPerTurn === 0) await othersFirst();
      const id = rows.row(reader.view, row)?.id;
      const article = id === undefined || found.has(id) ? undefined : reader.article(id)?.value;
      if (article && holds(article, text)) found.set(article.articleId, article);
    }
  }
  return [...found.values()].sort(byNearness(text)).slice(0, wanted.limit);
}

const othersFirst = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The row that matched may be another scope's: the article as it counts here has to hold the text. */
function holds(article: Article, text: string): boolean {
  const { nameZh, nameEn, barcode, articleId, moreBarcodes = [] } = article;
  return [nameZh, nameEn, barcode, articleId, ...moreBarcodes].some((one) => one.toLowerCase().includes(text));
}

function byNearness(text: string): (a: Article, b: Article) => number {
  const begins = ({ nameZh, nameEn }: Article) =>
    nameZh.toLowerCase().startsWith(text) || nameEn.toLowerCase().startsWith(text) ? 0 : 1;
  return (a, b) => begins(a) - begins(b) || compare(a.nameZh, b.nameZh) || compare(a.articleId, b.articleId);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
