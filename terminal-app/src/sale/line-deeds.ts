/** Deeds on one line of the cart: its quantity, its price, what is taken off it, whether it comes back or goes. */
import type { TillRight } from '@qiantai/protos';
import {
  type CartResult,
  changeQuantity,
  isByPrice,
  lineAmountMinor,
  lineGrossOf,
  removeLine,
  withLine,
} from './cart.ts';
import type { DeedFacts, DeedRules } from './doing-deeds.ts';
import { basisPointsMax } from './limits.ts';
import type { CartLine, ManualDiscount, Sale, TillState } from './model.ts';
import { changed } from './selling.ts';

export const lineRules: DeedRules<'change_quantity' | 'remove_line' | 'discount_line' | 'change_price' | 'mark_back'> =
  {
    change_quantity: {
      refusal: ({ state: { sale } }, { lineNo, quantity }) => {
        const line = lineOf(sale, lineNo);
        if (line?.originalLineNo !== undefined && quantity > line.quantity) return 'LINE_OF_RECEIPT';
        return refusalOf(changeQuantity(sale, { lineNo, quantity }));
      },
      right: ({ state: { sale } }, { lineNo, quantity }) => {
        const line = lineOf(sale, lineNo);
        if (!line || quantity === line.quantity) return null;
        return quantity < line.quantity ? 'line.delete' : rightOfMore(line);
      },
      record: (state, { lineNo, quantity }) => {
        const line = lineOf(state.sale, lineNo);
        return line && quantity < line.quantity ? taken(state, line, line.quantity - quantity) : null;
      },
      do: ({ state }, { lineNo, quantity }) => changed(state, changeQuantity(state.sale, { lineNo, quantity })),
    },
    remove_line: {
      refusal: ({ state: { sale } }, { lineNo }) => (lineOf(sale, lineNo) ? null : 'NO_SUCH_LINE'),
      right: () => 'line.delete',
      record: (state, { lineNo }) => {
        const line = lineOf(state.sale, lineNo);
        return line ? taken(state, line, line.quantity) : null;
      },
      do: ({ state }, { lineNo }) => changed(state, removeLine(state.sale, lineNo)),
    },
    discount_line: {
      refusal: ({ state: { sale } }, { lineNo, discount }) => {
        if (sale.kind === 'return') return 'NOT_IN_A_RETURN';
        if (lineOf(sale, lineNo)?.isBack) return 'LINE_COMES_BACK';
        return refusalOfDiscount(discount) ?? refusalOf(withDiscount(sale, lineNo, discount));
      },
      right: (_situation, { discount }) => (discount ? 'line.discount' : null),
      do: ({ state }, { lineNo, discount }) => changed(state, withDiscount(state.sale, lineNo, discount)),
    },
    change_price: {
      refusal: ({ state: { sale } }, { lineNo, priceMinor }) => {
        if (sale.kind === 'return') return 'NOT_IN_A_RETURN';
        const line = lineOf(sale, lineNo);
        if (line?.measure?.kind === 'code_price') return 'PRICE_OF_ITS_CODE';
        if (line?.originalLineNo !== undefined) return 'LINE_OF_RECEIPT';
        if (line && isByPrice(line) && !priceMinor) return 'AMOUNT_TOO_SMALL';
        return refusalOf(withPrice(sale, lineNo, priceMinor));
      },
      right: (_situation, { priceMinor }) => (priceMinor === null ? null : 'price.change'),
      do: ({ state }, { lineNo, priceMinor }) => changed(state, withPrice(state.sale, lineNo, priceMinor)),
    },
    mark_back: {
      refusal: ({ state: { sale } }, { lineNo, isBack }) => {
        if (sale.kind === 'return') return 'NOT_IN_A_RETURN';
        if (lineOf(sale, lineNo)?.originalLineNo !== undefined) return 'LINE_OF_RECEIPT';
        return refusalOf(withBack(sale, lineNo, isBack));
      },
      right: (_situation, { isBack }) => (isBack ? 'line.back' : null),
      do: ({ state }, { lineNo, isBack }) => changed(state, withBack(state.sale, lineNo, isBack)),
    },
  };

export function refusalOfDiscount(discount: ManualDiscount | null): string | null {
  if (discount?.kind === 'rate' && discount.basisPoints > basisPointsMax) return 'DISCOUNT_TOO_LARGE';
  return null;
}

const lineOf = (sale: Sale, wanted: number): CartLine | undefined => sale.lines.find(({ lineNo }) => lineNo === wanted);

const refusalOf = (result: CartResult): string | null => (result.kind === 'refused' ? result.code : null);

/** More pieces of what a person changed are that person's deed once more. */
function rightOfMore(line: CartLine): TillRight | null {
  if (line.isBack) return 'line.back';
  if (isByPrice(line)) return 'sale.by_price';
  if (line.manual) return 'line.discount';
  return line.setPriceMinor === undefined ? null : 'price.change';
}

/** Pieces that leave the cart, with their share of what the line costs. */
function taken({ sale }: TillState, line: CartLine, quantity: number): DeedFacts {
  const amountMinor =
    quantity === line.quantity
      ? lineAmountMinor(line)
      : lineAmountMinor(line) - (lineAmountMinor(line) * BigInt(line.quantity - quantity)) / BigInt(line.quantity);
  return {
    deed: 'line_deleted',
    saleId: sale.saleId,
    articleId: line.article.articleId,
    quantity,
    amountMinor: amountMinor.toString(),
    reason: line.article.nameZh,
  };
}

function withDiscount(sale: Sale, lineNo: number, discount: ManualDiscount | null): CartResult {
  return withLine(sale, lineNo, ({ manual: _before, ...line }) => (discount ? { ...line, manual: discount } : line));
}

/** The article's own price is remembered: it stands in the record, and the line may go back to it. */
function withPrice(sale: Sale, lineNo: number, priceMinor: bigint | null): CartResult {
  return withLine(sale, lineNo, ({ setPriceMinor: _before, listPriceMinor, ...line }) => {
    const listMinor = listPriceMinor ?? line.article.unitPriceMinor;
    const article = { ...line.article, unitPriceMinor: priceMinor ?? listMinor };
    if (priceMinor === null) return { ...line, article };
    const list = isByPrice(line) ? {} : { listPriceMinor: listMinor };
    return { ...line, article, setPriceMinor: priceMinor, ...list };
  });
}

function withBack(sale: Sale, lineNo: number, isBack: boolean): CartResult {
  return withLine(sale, lineNo, ({ isBack: _before, ...line }) => {
    if (!isBack) return line;
    const { manual: _manual, ...bare } = line;
    return lineGrossOf(bare) === 0n ? bare : { ...bare, isBack: true };
  });
}
