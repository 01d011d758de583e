/** A till that sells by amounts: what is typed is the sale, and its payment begins at once. Also what is given beside it. */
import { tipNames } from '@qiantai/protos';
import { addByPrice, bounded, isByPrice, isPriced, isTip, totalMinor } from './cart.ts';
import type { Step } from './events.ts';
import type { Sale, Stage, TillFacts, TillState } from './model.ts';
import { beginTender, changed, priceCart } from './selling.ts';
import { go, type Handler, nextSale, refuse, withEffects, withSale } from './situation.ts';

/** What a typed amount is called on the receipt. */
const amountNames = { zh: '收款', en: 'Amount' } as const;

export const isQuick = (facts: Pick<TillFacts, 'saleMode'>): boolean => facts.saleMode === 'quick';

/** One amount is one sale: typed anew, the one before is a sale that was dropped. */
export const payAmount: Handler<'selling', 'pay_amount'> = (situation, { amountMinor }) => {
  const { state, context } = situation;
  if (!isQuick(context.facts)) return refuse(state, 'NOT_QUICK_MODE');
  if (state.sale.kind === 'return') return refuse(state, 'NOT_IN_A_RETURN');
  if (amountMinor <= 0n) return refuse(state, 'AMOUNT_TOO_SMALL');
  const { sale } = state;
  if (sale.lines.length > 1 || !sale.lines.every(isByPrice)) return refuse(state, 'FINISH_SALE_FIRST');
  const isDropped = sale.lines.length > 0;
  const fresh = isDropped ? nextSale({ state, context }) : state;
  const goods = { name: amountNames.zh, nameEn: amountNames.en, priceMinor: amountMinor, barcode: '' };
  const added = changed(fresh, addByPrice(fresh.sale, goods, context.nowMs));
  if (added.refused) return { ...added, state: { ...state, notice: added.refused } };
  // Its price is asked for by the payment that begins.
  const step = beginTender({ ...situation, state: added.state }, { kind: 'begin_tender' });
  return isDropped ? withEffects(step, [{ kind: 'abandon_sale', saleId: sale.saleId, reasonCode: 'CASHIER' }]) : step;
};

/** Chosen on the payment sheet, before anything is paid. 0 takes it away again. */
export const setTip: Handler<'tendering', 'set_tip'> = (situation, { amountMinor }) => {
  const { state, context } = situation;
  const { sale } = state;
  if (!context.facts.tips) return refuse(state, 'TIPS_OFF');
  if (sale.parts.length > 0) return refuse(state, 'PARTLY_PAID');
  // What is off the whole sale would be off the tip as well.
  if (sale.manual && amountMinor > 0n) return refuse(state, 'TIP_WITH_DISCOUNT');
  if (amountMinor > totalMinor(withoutTip(sale))) return refuse(state, 'TIP_TOO_LARGE');
  const bare = withoutTip(sale);
  if (amountMinor === 0n && bare === sale) return go(state, { status: 'tendering', armedMinor: null });
  const goods = { name: tipNames.zh, nameEn: tipNames.en, priceMinor: amountMinor, barcode: '' };
  const once = { ...bare, nextQuantity: 1 };
  return pricedAnew(state, changed(state, amountMinor > 0n ? addByPrice(once, goods, context.nowMs) : bounded(bare)));
};

/** Back at the cart nothing is chosen yet: the tip belongs to the payment. */
export function atCart(state: TillState): Step {
  const selling: TillState = { ...state, stage: { status: 'selling' } };
  const bare = withoutTip(state.sale);
  return bare === state.sale ? { state: selling, effects: [] } : changed(selling, bounded(bare));
}

function pricedAnew(state: TillState, step: Step): Step {
  if (step.refused) return step;
  const stage: Stage = isPriced(step.state.sale) ? state.stage : { status: 'pricing' };
  return go(withSale(step.state, step.state.sale), stage, [priceCart(step.state.sale, true)]);
}

function withoutTip(sale: Sale): Sale {
  const lines = sale.lines.filter((line) => !isTip(line));
  return lines.length === sale.lines.length ? sale : { ...sale, lines };
}
