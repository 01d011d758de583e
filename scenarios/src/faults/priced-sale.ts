/** A sale that asks the agent what things cost, article by article and as a cart, and keeps what it was told. */
import { type Shop, type Sold, sellPieces } from './acts.ts';
import type { TillHand } from './till-hand.ts';

export interface Told {
  /** By the id of the article, minor units. */
  prices: ReadonlyMap<string, bigint>;
  /** The version that the cart was priced by. */
  version: number;
}

/** One piece of each article of the shelf; the sale goes by one version from its first article on. */
export class PricedSale {
  readonly saleId: string;
  private readonly shop: Shop;
  private readonly hand: TillHand;
  private readonly scanned = new Map<string, bigint>();

  constructor(shop: Shop, hand: TillHand) {
    this.shop = shop;
    this.hand = hand;
    this.saleId = hand.ids.saleId();
  }

  /** @returns what one piece costs */
  async scan(articleId: string): Promise<bigint> {
    const { barcode } = this.articleOf(articleId);
    const found = await this.hand.insist('FindArticle', { code: barcode, saleId: this.saleId });
    const priceMinor = BigInt(found.unitPrice?.amountMinor ?? '0');
    this.scanned.set(articleId, priceMinor);
    return priceMinor;
  }

  /** What the cart costs now, each line by itself. */
  async price(): Promise<Told> {
    const ids = [...this.scanned.keys()];
    const lines = ids.map((articleId, index) => ({ lineNo: index + 1, articleId, quantity: 1 }));
    const cart = await this.hand.insist('PriceCart', { saleId: this.saleId, lines });
    const prices = cart.lines.map(
      ({ lineNo, unitPrice }) => [ids[lineNo - 1] ?? '', BigInt(unitPrice?.amountMinor ?? '0')] as const,
    );
    return { prices: new Map(prices), version: Number(cart.settingsVersion) };
  }

  /** Paid in cash and ended at the prices of the cart. */
  async end(told: Told): Promise<Sold> {
    const articles = [...told.prices].map(([id, priceMinor]) => ({ ...this.articleOf(id), priceMinor }));
    const shop: Shop = {
      books: this.shop.books,
      articles,
      cashierPatienceMs: this.shop.cashierPatienceMs,
      paymentCode: (wallet, behaviour) => this.shop.paymentCode(wallet, behaviour),
    };
    const pieces = articles.map((_, article) => ({ article, quantity: 1 }));
    return await sellPieces(shop, this.hand, this.saleId, pieces);
  }

  private articleOf(id: string) {
    const article = this.shop.articles.find((one) => one.id === id);
    if (!article) throw new Error(`the shelf has no ${id}`);
    return article;
  }
}
