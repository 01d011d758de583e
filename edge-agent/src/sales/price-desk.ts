/** What articles and carts cost at a till, by the version of the settings that the sale pinned. */
import { amountMinorMax, type Currency, noArticleId } from '@qiantai/protos';
import { agentError } from '../errors.ts';
import type { Promotion } from '../pricing/assign-promotions.ts';
import { readMeasuredCode } from '../pricing/barcode-rules.ts';
import type { Off } from '../pricing/persons-off.ts';
import { type CartItem, type PricedCart, priceCart, taxRatesOf } from '../pricing/price-cart.ts';
import { countsAt } from '../pricing/promotion-time.ts';
import { presetTimeZone, storeDayAt } from '../pricing/store-day.ts';
import { unitPriceAt } from '../pricing/unit-price.ts';
import type { Pins } from '../settings/pins.ts';
import { codeForms } from '../settings/setting-keys.ts';
import type { Article, Placed, SettingsReader } from '../settings/settings-reader.ts';
import type { SettingsStore } from '../settings/settings-store.ts';

export interface PricedArticle {
  article: Article;
  /** The price that counts now. */
  unitPriceMinor: bigint;
  /** What the code said. */
  weightG?: number;
  codePriceMinor?: bigint;
}

export interface CartLine {
  lineNo: number;
  articleId: string;
  quantity: number;
  /** 0: not weighed. */
  weightG: number;
  codePriceMinor: bigint | undefined;
  /** A price that a person set. */
  priceMinor?: bigint | undefined;
  off?: Off | undefined;
  isBack?: boolean | undefined;
}

export interface AskedCart {
  terminalId: string;
  saleId: string;
  currency: Currency;
  lines: readonly CartLine[];
  off?: Off | undefined;
  roundToMinor?: bigint;
}

export interface CartAnswer extends PricedCart {
  settingsVersion: number;
}

/** An article, and all its prices that count at some time. */
interface Offer {
  article: Placed<'article'>;
  prices: readonly Placed<'price'>[];
  promotionIds: readonly string[];
}

/** As many as a cart has lines; a megabyte or two. */
const offersMax = 2000;

export type PriceDesk = ReturnType<typeof openPriceDesk>;

export function openPriceDesk(parts: {
  settings: SettingsStore;
  pins: Pins;
  /** By the server's clock, as far as it is known: a price begins in all stores at once. */
  nowMs: () => number;
}) {
  const { settings, pins } = parts;
  const offers = new WeakMap<SettingsReader, Map<string, Offer>>();

  /** @throws CodedError ARTICLE_NOT_FOUND, ARTICLE_OF_CODE_UNKNOWN, BARCODE_CHECK_DIGIT, BARCODE_VALUE_BAD */
  function find(asked: { terminalId: string; saleId: string; code: string }): PricedArticle {
    const { terminalId, saleId, code } = asked;
    const reader = settings.reader(terminalId, pins.viewOf(terminalId, saleId));
    const found = findIn(reader, code);
    pins.pin(terminalId, saleId);
    return found;
  }

  function findIn(reader: SettingsReader, code: string): PricedArticle {
    const exact = reader.articleByCode(code);
    if (exact) return priced(reader, exact);
    const read = readMeasuredCode(codeForms(code), reader.all('barcode_rule'));
    if (read.kind === 'other') throw agentError('ARTICLE_NOT_FOUND', { code });
    if (read.kind === 'bad_check_digit') throw agentError('BARCODE_CHECK_DIGIT', { code });
    const named = reader.articleByCode(read.article);
    if (!named) throw agentError('ARTICLE_OF_CODE_UNKNOWN', { code, article: read.article });
    const article = priced(reader, named);
    if (read.kind === 'price') {
      if (read.priceMinor === 0n) throw agentError('BARCODE_VALUE_BAD', { code, why: 'its price is zero' });
      return { ...article, codePriceMinor: read.priceMinor };
    }
    if (read.weightG === 0) throw agentError('BARCODE_VALUE_BAD', { code, why: 'its weight is zero' });
    if (!named.value.soldByWeight) {
      throw agentError('BARCODE_VALUE_BAD', { code, why: `article ${read.article} is not sold by weight` });
    }
    return { ...article, weightG: read.weightG };
  }

  function priced(reader: SettingsReader, article: Placed<'article'>): PricedArticle {
    const prices = reader.pricesOf(article.value.articleId);
    return { article: article.value, unitPriceMinor: unitPriceAt(article, prices, parts.nowMs()) };
  }

  /** Of a long cart each change asks for all articles again, by one version: they are read once. */
  function offerOf(reader: SettingsReader, articleId: string): Offer | undefined {
    const known = offers.get(reader) ?? new Map<string, Offer>();
    offers.set(reader, known);
    const before = known.get(articleId);
    if (before) return before;
    const article = reader.article(articleId);
    if (!article) return undefined;
    const offer = offerAt(reader, article);
    if (known.size >= offersMax) known.clear();
    known.set(articleId, offer);
    return offer;
  }

  /** By name, barcode or number; at the prices that count now. */
  async function search(asked: { terminalId: string; saleId: string; text: string; limit: number }) {
    const reader = settings.reader(asked.terminalId, pins.viewOf(asked.terminalId, asked.saleId));
    const articles = await settings.search(reader, asked.text, asked.limit);
    return articles.flatMap(({ articleId }) => {
      const article = reader.article(articleId);
      return article ? priced(reader, article) : [];
    });
  }

  function quickKeys(terminalId: string): PricedArticle[] {
    const reader = settings.reader(terminalId);
    return reader.quickKeys().map((article) => priced(reader, article));
  }

  /**
   * The whole cart by one version: the one that the sale pinned, else the newest, which it then pins.
   * @throws CodedError ARTICLE_GONE, ARTICLE_WANTS_WEIGHT, REQUEST_BAD
   */
  function cart(asked: AskedCart): CartAnswer {
    const reader = settings.reader(asked.terminalId, pins.pin(asked.terminalId, asked.saleId));
    return settings.reading(() => cartBy(reader, asked));
  }

  function cartBy(reader: SettingsReader, asked: AskedCart): CartAnswer {
    const { off, roundToMinor = 0n, currency } = asked;
    insistOnRounding(reader, roundToMinor);
    // One instant for the whole cart.
    const nowMs = parts.nowMs();
    const promotionIds = new Set(reader.promotionIdsOf(''));
    const items = asked.lines.map((line) => {
      if (line.articleId === noArticleId || isBackOfNothing(reader, line)) return itemByPrice(line);
      const offer = insistOnOffer(reader, line, currency);
      for (const id of offer.promotionIds) promotionIds.add(id);
      const item = itemOf(line, offer, nowMs);
      if (line.priceMinor === undefined) return item;
      return { ...item, unitPriceMinor: line.priceMinor, listPriceMinor: item.unitPriceMinor, repriced: true };
    });
    const promotions = promotionsAt(reader, promotionIds, nowMs);
    const answer = priceCart(items, promotions, taxRatesOf(reader.all('tax')), { off, roundToMinor });
    if (answer.totalMinor > amountMinorMax || answer.lines.some((line) => line.grossMinor > amountMinorMax)) {
      throw agentError('REQUEST_BAD', { field: 'lines', why: `more than ${amountMinorMax} minor units` });
    }
    return { ...answer, settingsVersion: reader.view.version };
  }

  /** A total is rounded as the store's rules say, or not at all. */
  function insistOnRounding(reader: SettingsReader, roundToMinor: bigint): void {
    if (roundToMinor === 0n) return;
    const allowed = BigInt(reader.tillRules()?.roundToMinor ?? 0);
    if (roundToMinor !== allowed) {
      throw agentError('REQUEST_BAD', { field: 'round_to_minor', why: `this store rounds to ${allowed}` });
    }
  }

  /** What the line is of, where it may be sold so. */
  function insistOnOffer(reader: SettingsReader, line: CartLine, currency: Currency): Offer {
    const { lineNo, articleId } = line;
    const offer = offerOf(reader, articleId) ?? (line.isBack ? heldOffer(reader, articleId) : undefined);
    if (!offer) throw agentError('ARTICLE_GONE', { lineNo, articleId });
    const { soldByWeight = false } = offer.article.value;
    if (offer.article.value.currency !== currency) throw agentError('ARTICLE_GONE', { lineNo, articleId });
    if (soldByWeight && line.weightG === 0 && line.codePriceMinor === undefined) {
      throw agentError('ARTICLE_WANTS_WEIGHT', { lineNo, articleId });
    }
    if (!soldByWeight && line.weightG > 0) {
      throw agentError('REQUEST_BAD', { field: 'weight_g', why: `article ${articleId} is not sold by weight` });
    }
    return offer;
  }

  /** What came back may not be sold any more. */
  function heldOffer(reader: SettingsReader, articleId: string): Offer | undefined {
    const article = reader.heldArticle(articleId);
    return article && offerAt(reader, article);
  }

  /** What comes back at a price that is known, of an article that is in no settings any more. */
  function isBackOfNothing(reader: SettingsReader, line: CartLine): boolean {
    const isPriced = line.priceMinor !== undefined || line.codePriceMinor !== undefined;
    return line.isBack === true && isPriced && !reader.heldArticle(line.articleId);
  }

  /** Sold, or back, by its price alone: no tax is known, no promotion counts. */
  function itemByPrice({ priceMinor = 0n, weightG, ...line }: CartLine): CartItem {
    return { ...line, unitPriceMinor: priceMinor, weightG: weightG || undefined, repriced: true };
  }

  function promotionsAt(reader: SettingsReader, ids: ReadonlySet<string>, nowMs: number): Promotion[] {
    const day = storeDayAt(nowMs, reader.storePolicy()?.timeZone ?? presetTimeZone);
    return reader.promotionsBy(ids).filter((promotion) => countsAt(promotion, nowMs, day));
  }

  return { find, search, quickKeys, cart };
}

function offerAt(reader: SettingsReader, article: Placed<'article'>): Offer {
  const { articleId } = article.value;
  return { article, prices: reader.pricesOf(articleId), promotionIds: reader.promotionIdsOf(articleId) };
}

function itemOf(line: CartLine, { article, prices }: Offer, nowMs: number): CartItem {
  const { lineNo, articleId, quantity, codePriceMinor, off, isBack } = line;
  const { taxCode } = article.value;
  const unitPriceMinor = unitPriceAt(article, prices, nowMs);
  const weightG = line.weightG === 0 ? undefined : line.weightG;
  return { lineNo, articleId, taxCode, unitPriceMinor, quantity, weightG, codePriceMinor, off, isBack };
}
