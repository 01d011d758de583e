/**
 * Carts that tills ask the price of. Of a long one each key changes a line or two: the last cart of each terminal is kept
 * with its answer, so that a till sends what is other in it and hears what is priced otherwise. It is priced as a whole
 * all the same. In memory: after a restart, or where the till asks by an older one, the whole cart is asked for.
 */
import { type Currency, moneyToMessage, uuid7From } from '@qiantai/protos';
import type { PriceCartRequest__Output } from '@qiantai/protos/generated/qiantai/edge/v1/PriceCartRequest.ts';
import type { PricedCart } from '@qiantai/protos/generated/qiantai/edge/v1/PricedCart.ts';
import type { PricedLine as PricedLineMessage } from '@qiantai/protos/generated/qiantai/edge/v1/PricedLine.ts';
import { agentError } from '../errors.ts';
import type { PricedLine } from '../pricing/price-cart.ts';
import type { CartAnswer, CartLine, PriceDesk } from '../sales/price-desk.ts';
import { type Cart, cartFrom, insistOnSize } from './decode-cart.ts';

interface KeptCart {
  basis: string;
  saleId: string;
  currency: Currency;
  lines: readonly CartLine[];
  answer: CartAnswer;
}

export function cartCalls({ prices, bootId }: { prices: Pick<PriceDesk, 'cart'>; bootId: string }) {
  /** By terminal. */
  const kept = new Map<string, KeptCart>();
  let asked = 0;

  /** @throws CodedError CART_BASIS_UNKNOWN, and what the desk refuses */
  function price(
    request: PriceCartRequest__Output,
    { terminalId, currency }: { terminalId: string; currency: Currency },
  ): PricedCart {
    const cart = cartFrom(request, currency);
    const saleId = uuid7From<string>(request.saleId, 'sale_id');
    const before = cart.basis === '' ? undefined : basisOf(terminalId, cart.basis, { saleId, currency });
    const lines = before ? changedLines(before.lines, cart) : cart.lines;
    insistOnSize(lines.length);
    const answer = prices.cart({ terminalId, saleId, currency, lines, off: cart.off, roundToMinor: cart.roundToMinor });
    asked += 1;
    const now: KeptCart = { basis: `${bootId}.${asked}`, saleId, currency, lines, answer };
    kept.set(terminalId, now);
    return cartMessage(now, before?.answer);
  }

  function basisOf(terminalId: string, basis: string, of: Pick<KeptCart, 'saleId' | 'currency'>): KeptCart {
    const before = kept.get(terminalId);
    if (before?.basis === basis && before.saleId === of.saleId && before.currency === of.currency) return before;
    throw agentError('CART_BASIS_UNKNOWN', { basis });
  }

  return { price };
}

/** Those that are other stand where they stood, new ones at the end. */
function changedLines(before: readonly CartLine[], { lines, removedLineNos }: Cart): CartLine[] {
  const others = new Map(lines.map((line) => [line.lineNo, line]));
  const stayed = before.flatMap((line) => {
    if (removedLineNos.has(line.lineNo)) return [];
    const other = others.get(line.lineNo);
    others.delete(line.lineNo);
    return other ?? line;
  });
  return [...stayed, ...others.values()];
}

function cartMessage({ basis, answer, currency }: KeptCart, before: CartAnswer | undefined): PricedCart {
  const money = (amountMinor: bigint) => moneyToMessage({ amountMinor, currency });
  const known = new Map(before?.lines.map((line) => [line.lineNo, line]));
  const news = answer.lines.filter((line) => {
    const earlier = known.get(line.lineNo);
    return !earlier || !isSame(earlier, line);
  });
  return {
    lines: news.map((line) => lineMessage(line, money)),
    discounts: answer.discounts.map(({ amountMinor, ...rest }) => ({ ...rest, amount: money(amountMinor) })),
    total: money(answer.totalMinor),
    tax: money(answer.taxMinor),
    settingsVersion: answer.settingsVersion,
    manualDiscount: money(answer.manualDiscountMinor),
    rounding: money(answer.roundingMinor),
    basis,
    isChange: before !== undefined,
  };
}

function lineMessage(line: PricedLine, money: (minor: bigint) => ReturnType<typeof moneyToMessage>): PricedLineMessage {
  const { lineNo, unitPriceMinor, listPriceMinor, tax } = line;
  return {
    lineNo,
    unitPrice: money(unitPriceMinor),
    discount: money(line.discountMinor),
    amount: money(line.amountMinor),
    promotionIds: line.promotionIds,
    taxCode: tax?.taxCode ?? '',
    taxRateBasisPoints: tax?.rateBasisPoints ?? 0,
    tax: money(tax?.amountMinor ?? 0n),
    manualDiscount: money(line.manualDiscountMinor),
    ...(listPriceMinor === undefined ? {} : { listPrice: money(listPriceMinor) }),
  };
}

function isSame(one: PricedLine, other: PricedLine): boolean {
  return (
    one.unitPriceMinor === other.unitPriceMinor &&
    one.listPriceMinor === other.listPriceMinor &&
    one.amountMinor === other.amountMinor &&
    one.discountMinor === other.discountMinor &&
    one.manualDiscountMinor === other.manualDiscountMinor &&
    one.tax?.taxCode === other.tax?.taxCode &&
    one.tax?.rateBasisPoints === other.tax?.rateBasisPoints &&
    one.tax?.amountMinor === other.tax?.amountMinor &&
    one.promotionIds.length === other.promotionIds.length &&
    one.promotionIds.every((id, index) => id === other.promotionIds[index])
  );
}
