/**
 * What a sale asks rights for when its money begins to move, as the agent asks for them before it writes the sale down:
 * whoever takes the payment has the right, or an approval of it that is fresh enough is named. So nothing is paid that
 * cannot be ended: a cart that another operator recalls is asked for anew, and one that stood too long, too.
 */
import type { TillRight } from '@qiantai/protos';
import { isByPrice, isTip } from './cart.ts';
import type { DeedRules } from './doing-deeds.ts';
import { approvalLifeMs } from './limits.ts';
import type { CartLine, Sale, TillState } from './model.ts';
import { giveBackCash, takePayment } from './selling.ts';
import type { Context } from './situation.ts';

/** Any one of a group will do. */
type RightsAsked = readonly [TillRight, ...TillRight[]];

export const settleRules: DeedRules<'settle_sale'> = {
  settle_sale: {
    refusal: () => null,
    right: ({ state, context }) => missingRight(state, context),
    do: (situation) => (situation.state.sale.kind === 'return' ? giveBackCash(situation) : takePayment(situation)),
  },
};

/** Null: none is missing. */
export function missingRight(
  { sale, session }: TillState,
  { nowMs, facts }: Pick<Context, 'nowMs' | 'facts'>,
): TillRight | null {
  // The order is the authority of its lines.
  if (sale.order) return null;
  const fresh = sale.approvals.filter(({ givenAtMs }) => nowMs < givenAtMs + approvalLifeMs);
  const has = (right: TillRight) => session?.rights.includes(right) || fresh.some((one) => one.right === right);
  return rightsOf(sale, facts).find((rights) => !rights.some(has))?.[0] ?? null;
}

function rightsOf(sale: Sale, { saleMode, tips }: Context['facts']): RightsAsked[] {
  const { kind, lines } = sale;
  const ofReceipt = sale.original !== undefined && lines.every((line) => line.originalLineNo !== undefined);
  if (kind === 'return') return ofReceipt ? [] : [['return.without_receipt']];
  const asked: RightsAsked[] = [];
  if (sale.manual || lines.some((line) => line.manual)) asked.push(['line.discount', 'cart.discount']);
  if (lines.some(hasOtherPrice)) asked.push(['price.change']);
  if (lines.some((line) => line.isBack)) asked.push(['line.back']);
  const isFree = (line: CartLine) => saleMode === 'quick' || (tips === true && isTip(line));
  const byPrice = lines.filter((line) => isByPrice(line) && line.originalLineNo === undefined);
  if (!byPrice.every(isFree)) asked.push(['sale.by_price']);
  if (sale.roundToMinor > 0n) asked.push(['sale.round']);
  return asked;
}

function hasOtherPrice(line: Sale['lines'][number]): boolean {
  if (line.setPriceMinor === undefined || line.originalLineNo !== undefined || isByPrice(line)) return false;
  return line.listPriceMinor !== line.setPriceMinor;
}
