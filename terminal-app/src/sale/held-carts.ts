/**
 * Carts on hold. A cart that is recalled stays among them until its sale ends, so that a power cut does not lose it;
 * it is not shown meanwhile, as it is the sale in hand.
 */
import type { SaleId } from '@qiantai/protos';
import { itemCount, totalMinor, unpriced } from './cart.ts';
import { askDeed, type DeedFacts, type DeedRules, perform } from './doing-deeds.ts';
import { heldCartsMax } from './limits.ts';
import type { HeldCart, Sale, TillState } from './model.ts';
import { priceCart } from './selling.ts';
import { go, type Handler, nextSale, refuse, stay, withEffects, withSale } from './situation.ts';

export const heldRules: DeedRules<'hold_sale' | 'recall_held' | 'discard_held'> = {
  hold_sale: {
    refusal: ({ state }, { thenRecall }) => {
      const { sale } = state;
      if (sale.kind === 'return') return 'NOT_IN_A_RETURN';
      if (sale.lines.length === 0) return 'CART_EMPTY';
      if (thenRecall) return heldCart(state, thenRecall) ? null : 'NO_SUCH_HELD';
      return shownHeld(state).length >= heldCartsMax ? 'HELD_FULL' : null;
    },
    right: () => null,
    record: ({ sale }) => factsOf('sale_held', sale, totalMinor(sale)),
    do: (situation, { thenRecall }) => {
      const { state, context } = situation;
      const { heldCarts } = withoutHeld(state, state.sale.saleId);
      const held = { ...state, heldCarts: [...heldCarts, heldFrom(state, context.nowMs)] };
      const empty = nextSale({ state: held, context });
      if (!thenRecall) return stay(empty);
      return perform({ state: empty, stage: empty.stage, context }, { kind: 'recall_held', saleId: thenRecall }, null);
    },
  },
  recall_held: {
    refusal: ({ state }, { saleId }) => (heldCart(state, saleId) ? null : 'NO_SUCH_HELD'),
    right: () => null,
    record: (state, { saleId }) => {
      const held = heldCart(state, saleId);
      return held ? factsOf('sale_recalled', held.sale, held.totalMinor) : null;
    },
    do: ({ state }, { saleId }) => {
      const held = heldCart(state, saleId);
      if (!held) return refuse(state, 'NO_SUCH_HELD');
      const sale = { ...held.sale, cartNo: held.sale.cartNo + 1 };
      return go(withSale(state, sale), { status: 'selling' }, [priceCart(sale, false)]);
    },
  },
  discard_held: {
    refusal: ({ state }, { saleId }) => (heldCart(state, saleId) ? null : 'NO_SUCH_HELD'),
    right: () => 'line.delete',
    record: (state, { saleId }) => {
      const held = heldCart(state, saleId);
      return held ? { ...factsOf('line_deleted', held.sale, held.totalMinor), reason: 'HELD_DISCARDED' } : null;
    },
    do: ({ state }, { saleId }) =>
      withEffects(stay(withoutHeld(state, saleId)), [{ kind: 'abandon_sale', saleId, reasonCode: 'HELD_DISCARDED' }]),
  },
};

/** What is in hand makes room: it is held in the place of the one that is recalled. */
export const recallHeld: Handler<'selling', 'recall_held'> = (situation, event) => {
  const { saleId } = event;
  const empty = situation.state.sale.lines.length === 0;
  return askDeed(situation, empty ? event : { kind: 'hold_sale', thenRecall: saleId });
};

/** All but the one that is in hand, those of earlier business dates first, then the oldest first. */
export function shownHeld({ heldCarts, sale, session }: TillState): readonly HeldCart[] {
  const today = session?.businessDate ?? '';
  const others = heldCarts.filter((held) => held.sale.saleId !== sale.saleId);
  const isOld = (held: HeldCart) => held.businessDate < today;
  return [...others.filter(isOld), ...others.filter((held) => !isOld(held))];
}

/** Its sale came to an end. */
export function withoutHeld(state: TillState, saleId: SaleId): TillState {
  if (!state.heldCarts.some((held) => held.sale.saleId === saleId)) return state;
  return { ...state, heldCarts: state.heldCarts.filter((held) => held.sale.saleId !== saleId) };
}

const heldCart = (state: TillState, saleId: SaleId): HeldCart | undefined =>
  shownHeld(state).find((held) => held.sale.saleId === saleId);

/** It is priced anew when it is recalled. */
function heldFrom({ sale, session }: TillState, heldAtMs: number): HeldCart {
  const lines = sale.lines.map(unpriced);
  return {
    sale: { ...sale, lines, priced: null, nextQuantity: 1 },
    operatorId: session?.operatorId ?? '',
    operatorName: session?.operatorName ?? '',
    businessDate: session?.businessDate ?? '',
    heldAtMs,
    totalMinor: totalMinor(sale),
  };
}

function factsOf(deed: DeedFacts['deed'], sale: Sale, amountMinor: bigint): DeedFacts {
  return { deed, saleId: sale.saleId, quantity: itemCount(sale), amountMinor: amountMinor.toString() };
}
