/** The settings as they count at one terminal (or at the store as a whole) by one view; scopes are resolved here. */
import type { SettingKind, SettingValue } from '@qiantai/protos';
import { type Chain, chainOf, nearest } from './scopes.ts';
import { codeForms, type KeyUse } from './setting-keys.ts';
import type { SettingRow, SettingRowStore } from './setting-row-store.ts';
import type { View } from './version-store.ts';

/** A setting and how near its scope is: 0 is the chain, more is nearer. */
export interface Placed<Kind extends SettingKind> {
  value: SettingValue<Kind>;
  rank: number;
}

export type Article = SettingValue<'article'>;

/** Kinds that are few; the rest is read one by one. */
const rowsOfKindMax = 5000;
const quickKeysMax = 100;
/** Of one card's first digits. */
const blockedCardsMax = 100_000;
const promotionsKeptMax = 200;

export type SettingsReader = ReturnType<typeof openSettingsReader>;

export function openSettingsReader(rows: SettingRowStore, view: View, terminalId: string | undefined) {
  const chain: Chain = chainOf(view.path, terminalId);
  const kept = new Map<SettingKind, readonly unknown[]>();
  const promotions = new Map<number, SettingValue<'promotion'>>();

  function placed<Kind extends SettingKind>(kind: Kind, id: string): Placed<Kind> | undefined {
    return placedOf<Kind>(nearest(rows.byId(view, kind, id), chain));
  }

  function placedOf<Kind extends SettingKind>(row: SettingRow | undefined): Placed<Kind> | undefined {
    return row && { value: JSON.parse(row.valueJson) as SettingValue<Kind>, rank: chain.get(row.scope) ?? 0 };
  }

  function resolve<Kind extends SettingKind>(kind: Kind, id: string): SettingValue<Kind> | undefined {
    return placed(kind, id)?.value;
  }

  /** In the order of their ids; read once. For kinds that are few: not articles, prices, promotions, blocked cards. */
  function all<Kind extends SettingKind>(kind: Kind): readonly SettingValue<Kind>[] {
    const before = kept.get(kind);
    if (before) return before as readonly SettingValue<Kind>[];
    const byId = Map.groupBy(rows.byKind(view, kind, rowsOfKindMax), (row) => row.id);
    const values = [...byId.values()].flatMap((those) => placedOf<Kind>(nearest(those, chain))?.value ?? []);
    kept.set(kind, values);
    return values;
  }

  /** Ids of settings that some scope finds by the key; the nearest one may be found by another. */
  function idsOf(use: KeyUse, key: string): string[] {
    return [...new Set(rows.idsByKey(view, use, key))];
  }

  /** The article as it counts here, sold or not. */
  const heldArticle = (articleId: string): Placed<'article'> | undefined => placed('article', articleId);

  /** The article as it counts here; undefined where none does, or where it is not sold here. */
  function article(articleId: string): Placed<'article'> | undefined {
    const found = heldArticle(articleId);
    return found?.value.sold === false ? undefined : found;
  }

  /** The article that a barcode or an article's number names here. */
  function articleByCode(code: string): Placed<'article'> | undefined {
    for (const form of codeForms(code)) {
      for (const id of idsOf('barcode', form).sort()) {
        const found = article(id);
        if (found && hasCode(found.value, form)) return found;
      }
    }
    return article(code);
  }

  function quickKeys(): Placed<'article'>[] {
    const articles = idsOf('quick_key', '').flatMap((id) => article(id) ?? []);
    return articles
      .filter(({ value }) => value.quickKey !== undefined)
      .sort(
        ({ value: a }, { value: b }) => (a.quickKey ?? 0) - (b.quickKey ?? 0) || (a.articleId < b.articleId ? -1 : 1),
      )
      .slice(0, quickKeysMax);
  }

  /** All prices of the article that count here at some time. */
  const pricesOf = (articleId: string): Placed<'price'>[] =>
    idsOf('price_of', articleId)
      .sort()
      .flatMap((id) => placed('price', id) ?? [])
      .filter(({ value }) => value.articleId === articleId);

  /** Ids of promotions that some scope has for the article, or with '' for the whole sale. */
  const promotionIdsOf = (articleId: string): string[] => idsOf('promotion_of', articleId);

  /** Those that count here at some time, in the order of their ids. */
  const promotionsBy = (ids: ReadonlySet<string>): SettingValue<'promotion'>[] =>
    [...ids].sort().flatMap((id) => promotion(id) ?? []);

  /** A promotion may hold thousands of articles: it is read once. */
  function promotion(id: string): SettingValue<'promotion'> | undefined {
    const row = nearest(rows.byId(view, 'promotion', id), chain);
    if (!row) return undefined;
    const known = promotions.get(row.row) ?? (JSON.parse(row.valueJson) as SettingValue<'promotion'>);
    if (promotions.size >= promotionsKeptMax) promotions.clear();
    promotions.set(row.row, known);
    return known;
  }

  /**
   * The entry of the blacklist that holds a card, the most exact first; undefined where none does.
   * `firstDigits` are the digits that are known from the beginning, `lastDigits` the last four.
   */
  function blockedCard(firstDigits: string, lastDigits: string): SettingValue<'blocked_card'> | undefined {
    for (let length = Math.min(8, firstDigits.length); length >= 4; length--) {
      const digits = firstDigits.slice(0, length);
      const found = resolve('blocked_card', `${digits}*${lastDigits}`) ?? resolve('blocked_card', digits);
      if (found) return found;
    }
    return undefined;
  }

  /** Ids of what is on the blacklist by these digits and any after them. */
  function blockedCards(digits: string): string[] {
    // ':' follows '9' and '*', so it ends the ids that begin with the digits.
    const found = rows.byIdRange(view, 'blocked_card', { from: digits, before: `${digits}:` }, blockedCardsMax);
    const byId = Map.groupBy(found, (row) => row.id);
    return [...byId].flatMap(([id, those]) => (nearest(those, chain) ? [id] : []));
  }

  return {
    view,
    resolve,
    all,
    article,
    heldArticle,
    articleByCode,
    quickKeys,
    pricesOf,
    promotionIdsOf,
    promotionsBy,
    blockedCard,
    blockedCards,
    theStore: () => all('store')[0],
    /** In the order of their places. */
    adverts: () => all('advert').toSorted((a, b) => a.place - b.place),
    /** Undefined where the store has none: its own lines count then. */
    receiptText: () => resolve('receipt_text', 'default'),
    storePolicy: () => resolve('store_policy', 'default'),
    offlinePolicy: () => resolve('offline_policy', 'default'),
    tillRules: () => resolve('till_rules', 'default'),
    tenderPolicy: () => all('tender_policy')[0],
    fleet: () => resolve('fleet', 'default'),
  };
}

function hasCode(article: Article, code: string): boolean {
  return article.barcode === code || (article.moreBarcodes?.includes(code) ?? false);
}
