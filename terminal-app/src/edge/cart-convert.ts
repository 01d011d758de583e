/** Articles as codes name them, and carts with their prices: messages in the till's words and back. */
import { type Currency, integerFrom, type MoneyMessage, moneyFromMessage, moneyToMessage } from '@qiantai/protos';
import { tillError } from '../errors.ts';
import type { CartToPrice } from '../sale/events.ts';
import { byPriceArticleId, type CartLine, type CartPrices, type ManualDiscount, type Measure } from '../sale/model.ts';
import { type ArticleMessage, articleFromMessage, type ShownArticle } from './convert.ts';

export interface FoundArticle {
  article: ShownArticle;
  /** What the code said besides its article. */
  measure?: Measure;
}

export interface PricedCartMessage {
  lines: Array<{
    lineNo: number;
    unitPrice: MoneyMessage | null;
    discount: MoneyMessage | null;
    manualDiscount: MoneyMessage | null;
    listPrice: MoneyMessage | null;
    promotionIds: string[];
    taxCode: string;
    taxRateBasisPoints: number;
    tax: MoneyMessage | null;
  }>;
  discounts: Array<{ promotionId: string; nameZh: string; nameEn: string; amount: MoneyMessage | null }>;
  total: MoneyMessage | null;
  manualDiscount: MoneyMessage | null;
  rounding: MoneyMessage | null;
  settingsVersion: string;
  /** '' of agents that keep no carts. */
  basis: string;
  isChange: boolean;
}

export function foundArticleFromMessage(message: ArticleMessage, currency: Currency): FoundArticle {
  const article = articleFromMessage(message, currency);
  const weightG = integerFrom(message.weightG, 'article.weight_g', { max: 1_000_000 });
  if (weightG > 0) return { article, measure: { kind: 'weight', weightG } };
  if (!message.codePrice) return { article };
  return { article, measure: { kind: 'code_price', priceMinor: minorOf(message.codePrice, 'code_price', currency) } };
}

export function cartMessage({ saleId, lines, manual, roundToMinor }: CartToPrice, currency: Currency) {
  return {
    saleId,
    lines: lines.map((line) => cartLineMessage(line, currency)),
    ...discountMessage(manual ?? undefined, currency),
    ...(roundToMinor === 0n ? {} : { roundToMinor: roundToMinor.toString() }),
  };
}

export function cartLineMessage(line: CartLine, currency: Currency) {
  const { lineNo, article, quantity, measure, setPriceMinor } = line;
  return {
    lineNo,
    articleId: article.articleId,
    quantity,
    ...(measure?.kind === 'weight' ? { weightG: measure.weightG } : {}),
    ...(measure?.kind === 'code_price'
      ? { codePrice: moneyToMessage({ amountMinor: measure.priceMinor, currency }) }
      : {}),
    ...(setPriceMinor === undefined ? {} : { price: moneyToMessage({ amountMinor: setPriceMinor, currency }) }),
    ...(article.articleId === byPriceArticleId ? { name: article.nameZh } : {}),
    ...(line.isBack ? { isBack: true } : {}),
    ...discountMessage(line.manual, currency),
  };
}

function discountMessage(discount: ManualDiscount | undefined, currency: Currency) {
  switch (discount?.kind) {
    case 'amount':
      return { discount: moneyToMessage({ amountMinor: discount.amountMinor, currency }) };
    case 'rate':
      return { discountBasisPoints: discount.basisPoints };
    default:
      return {};
  }
}

export function cartPricesFromMessage(message: PricedCartMessage, currency: Currency): CartPrices {
  return {
    lines: message.lines.map((line) => ({
      lineNo: line.lineNo,
      unitPriceMinor: minorOf(line.unitPrice, 'unit_price', currency),
      discountMinor: minorOf(line.discount, 'discount', currency),
      manualDiscountMinor: minorIfThere(line.manualDiscount, 'manual_discount', currency) ?? 0n,
      ...listPriceOf(line.listPrice, currency),
      promotionIds: line.promotionIds,
      tax:
        line.taxCode === ''
          ? null
          : {
              taxCode: line.taxCode,
              rateBasisPoints: line.taxRateBasisPoints,
              amountMinor: minorOf(line.tax, 'tax', currency),
            },
    })),
    discounts: message.discounts.map(({ promotionId, nameZh, nameEn, amount }) => ({
      promotionId,
      nameZh,
      nameEn,
      amountMinor: minorOf(amount, 'discount', currency),
    })),
    totalMinor: minorOf(message.total, 'total', currency),
    manualDiscountMinor: minorIfThere(message.manualDiscount, 'manual_discount', currency) ?? 0n,
    roundingMinor: minorIfThere(message.rounding, 'rounding', currency) ?? 0n,
    settingsVersion: integerFrom(message.settingsVersion, 'settings_version'),
  };
}

function listPriceOf(message: MoneyMessage | null, currency: Currency): { listPriceMinor?: bigint } {
  const listPriceMinor = minorIfThere(message, 'list_price', currency);
  return listPriceMinor === undefined ? {} : { listPriceMinor };
}

/** Undefined where the agent says nothing of it. */
function minorIfThere(message: MoneyMessage | null, field: string, currency: Currency): bigint | undefined {
  return message?.currency ? minorOf(message, field, currency) : undefined;
}

function minorOf(message: MoneyMessage | null, field: string, currency: Currency): bigint {
  const money = moneyFromMessage(message, field);
  if (money.currency === currency) return money.amountMinor;
  throw tillError('AGENT_BAD_ANSWER', { call: 'a cart', why: `priced in ${money.currency}, not ${currency}` });
}
