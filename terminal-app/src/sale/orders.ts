/**
 * Orders that were pushed to this till: one that is taken up is the sale in hand. Its lines are as whoever pushed it
 * made them: they are paid, or the order is put back; nothing of them is changed here.
 */
import { emptySale } from './cart.ts';
import type { OrderInHand, TillEvent } from './events.ts';
import { byPriceArticleId, type Sale, type TillState } from './model.ts';
import { type Handler, nextSale, refuse, stay, withSale } from './situation.ts';

/** The agent says whether it may: whoever is first has it. */
export const takeUpOrder: Handler<'selling', 'take_up_order'> = ({ state }, { orderId }) =>
  isEmptyHanded(state)
    ? stay(state, [{ kind: 'take_up_order', orderId, saleId: state.sale.saleId }])
    : refuse(state, 'FINISH_SALE_FIRST');

/** The order is bound to the sale that was asked for; for any other one it goes back. */
export const orderTakenUp: Handler<'selling', 'order_taken_up'> = ({ state, context }, { saleId, order }) => {
  if (saleId !== state.sale.saleId || !isEmptyHanded(state)) {
    return stay(state, [{ kind: 'abandon_sale', saleId, reasonCode: 'ORDER_PUT_BACK' }]);
  }
  return stay(withSale(state, saleOfOrder(state.sale, order, context.nowMs)));
};

/** The agent may have bound the order to this sale all the same: nothing else is ever sold under it. */
export const orderNotTaken: Handler<'selling', 'order_not_taken'> = (situation, { notice }) =>
  refuse(nextSale(situation), notice.code, notice.params);

/** Whether the event would change what the order in hand says. */
export function isFixedByOrder({ sale, stage }: TillState, { kind }: TillEvent): boolean {
  if (!sale.order) return false;
  if (stage.status === 'selling') return !leftOpen.has(kind);
  return stage.status === 'tendering' && (kind === 'round_total' || kind === 'set_external_ref' || kind === 'set_tip');
}

const leftOpen: ReadonlySet<TillEvent['kind']> = new Set([
  ...(['begin_tender', 'abandon_sale', 'select_line', 'set_customer', 'set_note', 'sign_out'] as const),
]);

function isEmptyHanded({ sale }: TillState): boolean {
  return sale.kind === 'sale' && sale.lines.length === 0 && sale.parts.length === 0;
}

function saleOfOrder({ saleId, cartNo, customer, note }: Sale, order: OrderInHand, nowMs: number): Sale {
  const { lines, ...named } = order;
  return {
    ...emptySale(saleId),
    ...{ customer, note, cartNo: cartNo + 1, startedAtMs: nowMs, externalRef: order.externalRef, order: named },
    lines: lines.map(({ name, quantity, unitPriceMinor }, at) => ({
      lineNo: at + 1,
      article: { articleId: byPriceArticleId, barcode: '', nameZh: name, nameEn: name, unitPriceMinor },
      quantity,
    })),
    // Nothing is asked: the order says what it costs.
    priced: { settingsVersion: 0, discounts: [], manualDiscountMinor: 0n, roundingMinor: 0n },
  };
}
