/**
 * What carts cost, asked of the agent. Of the cart that it priced last only what is other is sent, and only what is
 * priced otherwise comes back. Where the agent has that one no more, such as after its restart, the whole is sent.
 */
import type { Currency } from '@qiantai/protos';
import { tillError } from '../errors.ts';
import { finderByLine } from '../sale/by-line.ts';
import type { CartToPrice } from '../sale/events.ts';
import type { CartLine, CartPrices } from '../sale/model.ts';
import { AgentFailure } from './agent-failure.ts';
import { cartLineMessage, cartMessage, cartPricesFromMessage, type PricedCartMessage } from './cart-convert.ts';

type LinePrices = CartPrices['lines'][number];

interface Priced {
  /** As the agent named it. */
  basis: string;
  cart: CartToPrice;
  prices: CartPrices;
}

type CartRequest = ReturnType<typeof cartMessage> & { basis?: string; removedLineNos?: number[] };

export class CartClient {
  private readonly ask: (request: CartRequest) => Promise<PricedCartMessage>;
  private last: Priced | null = null;

  constructor(ask: CartClient['ask']) {
    this.ask = ask;
  }

  /** @throws AgentFailure */
  async price(cart: CartToPrice, currency: Currency): Promise<CartPrices> {
    const before = this.last;
    if (before && isChange(before.cart, cart)) {
      this.last = null;
      const prices = await this.priceChange(before, cart, currency);
      if (prices) return prices;
    }
    const message = await this.ask(cartMessage(cart, currency));
    return this.keep(cart, message, cartPricesFromMessage(message, currency));
  }

  /** Null: the agent does not know the cart that this one is a change of. */
  private async priceChange(before: Priced, cart: CartToPrice, currency: Currency): Promise<CartPrices | null> {
    const { lines, removedLineNos } = changesOf(before.cart.lines, cart.lines, currency);
    const request = { ...cartMessage({ ...cart, lines }, currency), basis: before.basis, removedLineNos };
    const message = await this.ask(request).catch((error: unknown) => {
      if (error instanceof AgentFailure && error.code === 'CART_BASIS_UNKNOWN') return null;
      throw error;
    });
    // An agent that was put back to an older version takes the change for the whole.
    if (!message?.isChange) return null;
    const news = cartPricesFromMessage(message, currency);
    return this.keep(cart, message, { ...news, lines: merged(before.prices.lines, news.lines, cart.lines) });
  }

  private keep(cart: CartToPrice, { basis }: PricedCartMessage, prices: CartPrices): CartPrices {
    this.last = basis === '' ? null : { basis, cart, prices };
    return prices;
  }
}

/** A cart that is asked for again had no answer that could be taken. */
const isChange = (before: CartToPrice, now: CartToPrice): boolean =>
  before.saleId === now.saleId && before.cartNo !== now.cartNo;

function changesOf(before: readonly CartLine[], now: readonly CartLine[], currency: Currency) {
  const earlierOf = finderByLine(before);
  const lines = now.filter((line, place) => {
    const earlier = earlierOf(line.lineNo, place);
    return !earlier || !isAskedSame(earlier, line, currency);
  });
  const laterOf = finderByLine(now);
  const removedLineNos = before.flatMap(({ lineNo }, place) => (laterOf(lineNo, place) ? [] : [lineNo]));
  return { lines, removedLineNos };
}

/** A line that was priced is another object that asks for the same. */
function isAskedSame(one: CartLine, other: CartLine, currency: Currency): boolean {
  return (
    one === other || JSON.stringify(cartLineMessage(one, currency)) === JSON.stringify(cartLineMessage(other, currency))
  );
}

/** @throws CodedError AGENT_BAD_ANSWER */
function merged(before: readonly LinePrices[], news: readonly LinePrices[], lines: readonly CartLine[]): LinePrices[] {
  const newOf = new Map(news.map((line) => [line.lineNo, line]));
  const earlierOf = finderByLine(before);
  return lines.map(({ lineNo }, place) => {
    const prices = newOf.get(lineNo) ?? earlierOf(lineNo, place);
    if (!prices) throw tillError('AGENT_BAD_ANSWER', { call: 'a cart', why: `line ${lineNo} has no price` });
    return prices;
  });
}
