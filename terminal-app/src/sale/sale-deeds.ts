/** Deeds on the whole sale: what is taken off it, its rounding, goods by their price alone, what comes back within it. */
import { addByPrice, bounded, emptySale, isPriced, lineGrossOf } from './cart.ts';
import type { DeedRules } from './doing-deeds.ts';
import { backLinesOf } from './exchanging.ts';
import { linesMax, nameCharactersMax } from './limits.ts';
import { refusalOfDiscount } from './line-deeds.ts';
import type { Sale, Stage, TillState } from './model.ts';
import { isQuick } from './quick-amount.ts';
import { changed, priceCart } from './selling.ts';
import { go, withSale } from './situation.ts';

export const saleRules: DeedRules<
  'discount_cart' | 'round_total' | 'sell_by_price' | 'return_without_receipt' | 'exchange'
> = {
  discount_cart: {
    refusal: ({ state: { sale } }, { discount }) => {
      if (sale.kind === 'return') return 'NOT_IN_A_RETURN';
      if (sale.lines.length === 0) return 'CART_EMPTY';
      if (discount?.kind === 'amount' && discount.amountMinor > goingOutMinor(sale)) return 'DISCOUNT_TOO_LARGE';
      return refusalOfDiscount(discount);
    },
    right: (_situation, { discount }) => (discount ? 'cart.discount' : null),
    do: ({ state }, { discount }) => changed(state, bounded({ ...state.sale, manual: discount })),
  },
  round_total: {
    refusal: ({ state: { sale }, context }, { isOn }) => {
      if (sale.kind === 'return') return 'NOT_IN_A_RETURN';
      if (sale.lines.length === 0) return 'CART_EMPTY';
      // Paid parts belong to this total.
      if (sale.parts.length > 0) return 'PARTLY_PAID';
      return isOn && roundingOf(context.facts) === 0n ? 'NOTHING_IS_ROUNDED' : null;
    },
    right: (_situation, { isOn }) => (isOn ? 'sale.round' : null),
    do: ({ state, stage, context }, { isOn }) => {
      const rounded = { ...state.sale, roundToMinor: isOn ? roundingOf(context.facts) : 0n };
      const step = changed(state, bounded(rounded));
      return stage.status === 'tendering' ? backToTender(step.state) : step;
    },
  },
  sell_by_price: {
    refusal: ({ state: { sale } }, { name, priceMinor }) => {
      if (sale.kind === 'return') return 'NOT_IN_A_RETURN';
      if (name.trim() === '') return 'NAME_MISSING';
      if (priceMinor <= 0n) return 'AMOUNT_TOO_SMALL';
      return sale.lines.length >= linesMax ? 'TOO_MANY_LINES' : null;
    },
    right: ({ context }) => (isQuick(context.facts) ? null : 'sale.by_price'),
    do: ({ state, context }, { name, priceMinor, barcode }) => {
      const goods = { name: name.trim().slice(0, nameCharactersMax), priceMinor, barcode };
      return changed(state, addByPrice(state.sale, goods, context.nowMs));
    },
  },
  return_without_receipt: {
    refusal: () => null,
    right: () => 'return.without_receipt',
    // Its id stays: an approval names it.
    do: ({ state }) => go(withSale(state, emptySale(state.sale.saleId, 'return')), { status: 'selling' }),
  },
  exchange: {
    refusal: ({ stage }) => (backLinesIn(stage).length === 0 ? 'NOTHING_TO_GIVE_BACK' : null),
    right: () => 'line.back',
    do: ({ state, stage, context }) => {
      const sale = withBackLines(state.sale, stage, context.nowMs);
      return changed({ ...state, stage: { status: 'selling' } }, bounded(sale));
    },
  },
};

const roundingOf = ({ roundToMinor = 0n }: { roundToMinor?: bigint }): bigint => roundToMinor;

/** Nothing is taken off what comes back. */
const goingOutMinor = ({ lines }: Sale): bigint =>
  lines.reduce((sum, line) => (line.isBack ? sum : sum + lineGrossOf(line)), 0n);

/** The payment sheet opens again once the rounded cart is priced. */
function backToTender(state: TillState) {
  const stage: Stage = isPriced(state.sale) ? state.stage : { status: 'pricing' };
  return go(state, stage, [priceCart(state.sale, true)]);
}

const backLinesIn = (stage: Stage) => (stage.status === 'choosing_return' ? backLinesOf(stage) : []);

/** The empty sale in hand gets the lines that come back, and names their receipt. */
function withBackLines(inHand: Sale, stage: Stage, nowMs: number): Sale {
  if (stage.status !== 'choosing_return') return inHand;
  const { receiptNo, saleId } = stage.original.record;
  return {
    ...emptySale(inHand.saleId),
    externalRef: inHand.externalRef,
    lines: backLinesOf(stage),
    startedAtMs: nowMs,
    original: { receiptNo, saleId: saleId as Sale['saleId'] },
  };
}
