/** Ringing up: the cart, its lines, and what a scan means while selling. */
import { takeFound } from './age.ts';
import { type CartResult, dueMinor, isPriced, totalMinor, withPrices } from './cart.ts';
import { mayBeReceiptNo, memberNoOfCode, showableCode, walletOfPaymentCode } from './codes.ts';
import type { CartDeed } from './deeds.ts';
import { askDeed } from './doing-deeds.ts';
import type { Effect, Step } from './events.ts';
import { beginRefunding } from './giving-back.ts';
import { quantityMax } from './limits.ts';
import { mistakenCode } from './mistaken-codes.ts';
import type { Sale, TillState } from './model.ts';
import { beginCompleting, enterTendering, leaveSale } from './settling.ts';
import { go, type Handler, nextSale, refuse, type Situation, stay, withEffects, withSale } from './situation.ts';

/** What may want a right or an entry in the journal goes its own way (doing-deeds.ts). */
export const deed = (situation: Situation, event: CartDeed): Step => askDeed(situation, event);

/** While selling every code is an article first, also one that looks like a payment code (scale codes do). */
export const scanWhileSelling: Handler<'selling', 'scan'> = ({ state }, { code }) => {
  const memberNo = memberNoOfCode(code);
  if (memberNo) return stay(withMember(state, memberNo));
  if (state.usedPaymentCodes.includes(code)) return refuse(state, 'PAYMENT_CODE_USED');
  return stay(state, [{ kind: 'find_article', code, saleId: state.sale.saleId }]);
};

export const addById: Handler<'selling', 'add_article'> = ({ state }, { articleId, weightG }) => {
  const { saleId } = state.sale;
  return stay(state, [
    { kind: 'find_article', code: articleId, saleId, ...(weightG === undefined ? {} : { weightG }) },
  ]);
};

export const articleFound: Handler<'selling', 'article_found'> = ({ state, context }, event) => {
  const { article, measure, scaleSays = '' } = event;
  if (article.soldByWeight && !measure) {
    const { articleId, nameZh, nameEn } = article;
    return refuse(state, 'ARTICLE_WANTS_WEIGHT', { articleId, nameZh, nameEn, scaleSays });
  }
  return takeFound(state, article, measure ?? null, context);
};

export const articleNotFound: Handler<'selling', 'article_not_found'> = ({ state }, { code }) => {
  if (walletOfPaymentCode(code)) return refuse(state, 'PAYMENT_CODE_WHILE_SELLING', { code: showableCode(code) });
  const mistaken = mistakenCode(code);
  if (mistaken) return refuse(state, mistaken.code, mistaken.params);
  const emptyHanded = state.sale.kind === 'sale' && state.sale.lines.length === 0;
  if (emptyHanded && mayBeReceiptNo(code)) return stay(state, [{ kind: 'find_receipt', receiptNo: code }]);
  return refuse(state, 'UNKNOWN_CODE', { code: showableCode(code) });
};

export const notAReceiptEither: Handler<'selling', 'receipt_not_found'> = ({ state }, { receiptNo }) =>
  refuse(state, 'UNKNOWN_CODE', { code: showableCode(receiptNo) });

export const lookupFailed = (
  { state }: Situation,
  { notice }: { notice: { code: string; params: Readonly<Record<string, string>> } },
): Step => refuse(state, notice.code, notice.params);

export const setNextQuantity: Handler<'selling', 'set_next_quantity'> = ({ state }, { quantity }) =>
  quantity > quantityMax
    ? refuse(state, 'QUANTITY_TOO_LARGE')
    : stay(withSale(state, { ...state.sale, nextQuantity: quantity }));

export const selectLine: Handler<'selling', 'select_line'> = ({ state }, { lineNo }) =>
  state.sale.lines.some((line) => line.lineNo === lineNo)
    ? stay(withSale(state, { ...state.sale, selectedLineNo: lineNo }))
    : refuse(state, 'NO_SUCH_LINE');

/** Two empty numbers: nobody any more. */
export const setCustomer = ({ state }: Situation, { memberNo, phone }: { memberNo: string; phone: string }): Step =>
  stay(withSale(state, { ...state.sale, customer: memberNo || phone ? { memberNo, phone } : null }));

export const setNote = ({ state }: Situation, { text }: { text: string }): Step =>
  stay(withSale(state, { ...state.sale, note: text }));

export function withMember(state: TillState, memberNo: string): TillState {
  return withSale(state, { ...state.sale, customer: { memberNo, phone: state.sale.customer?.phone ?? '' } });
}

export const setExternalRef = ({ state }: Situation, { text }: { text: string }): Step =>
  stay(withSale(state, { ...state.sale, externalRef: text }));

/** A sale that was begun and dropped is told to the agent: dropped sales are what a shop looks at. */
export const abandonWhileSelling: Handler<'selling', 'abandon_sale'> = (situation) => {
  const { state } = situation;
  const left = leaveSale(situation);
  if (state.sale.lines.length === 0) return left;
  return withEffects(left, [{ kind: 'abandon_sale', saleId: state.sale.saleId, reasonCode: 'CASHIER' }]);
};

export const beginTender: Handler<'selling', 'begin_tender'> = (situation) => {
  const { state } = situation;
  if (state.sale.kind === 'return') return refuse(state, 'RETURN_IS_GIVEN_BACK');
  if (state.sale.lines.length === 0) return refuse(state, 'NOTHING_TO_PAY');
  return askDeed(situation, { kind: 'settle_sale' });
};

/** Whoever takes it may. What is shown may be of another cart: no tender begins before this one's price is here. */
export function takePayment(situation: Situation): Step {
  const { state } = situation;
  if (isPriced(state.sale)) return openSheet(situation);
  return go(state, { status: 'pricing' }, [priceCart(state.sale, true)]);
}

function openSheet(situation: Situation): Step {
  const { state } = situation;
  const selling = { ...state, stage: { status: 'selling' } as const };
  if (dueMinor(state.sale) < 0n) return refuse(selling, 'TOTAL_NEGATIVE');
  if (dueMinor(state.sale) === 0n) return beginCompleting(situation);
  return enterTendering(situation);
}

/** News of another cart is no news. */
export const cartPriced: Handler<'selling' | 'pricing', 'cart_priced'> = (situation, event) => {
  const { state, stage } = situation;
  if (!isOfCart(state, event)) return stay(state);
  const result = withPrices(state.sale, event.prices);
  if (result.kind === 'refused') return refuse({ ...state, stage: { status: 'selling' } }, result.code);
  const priced = withSale(state, result.sale);
  return stage.status === 'pricing' ? openSheet({ ...situation, state: priced }) : stay(priced);
};

/** The cart stays as it is; it is asked for again when it changes or is to be paid. */
export const pricingFailed: Handler<'selling' | 'pricing', 'pricing_failed'> = ({ state }, event) => {
  if (!isOfCart(state, event)) return stay(state);
  const { code, params } = event.notice;
  return refuse({ ...state, stage: { status: 'selling' } }, code, params);
};

export const leavePricing: Handler<'pricing', 'leave_tender'> = ({ state }) => go(state, { status: 'selling' });

const isOfCart = ({ sale }: TillState, event: { saleId: string; cartNo: number }): boolean =>
  event.saleId === sale.saleId && event.cartNo === sale.cartNo;

export function priceCart({ saleId, cartNo, lines, manual, roundToMinor }: Sale, wanted: boolean): Effect {
  return { kind: 'price_cart', sale: { saleId, cartNo, lines, manual, roundToMinor }, wanted };
}

/** A return without its receipt: the money goes back in cash. */
export const giveBackInCash: Handler<'selling', 'give_back'> = (situation) =>
  situation.state.sale.kind === 'return'
    ? askDeed(situation, { kind: 'settle_sale' })
    : refuse(situation.state, 'NOT_A_RETURN');

export function giveBackCash(situation: Situation): Step {
  const { state, context } = situation;
  const amountMinor = totalMinor(state.sale);
  if (state.sale.lines.length === 0 || amountMinor < 0n) return refuse(state, 'NOTHING_TO_GIVE_BACK');
  if (amountMinor === 0n) return beginCompleting(situation);
  return beginRefunding(situation, 'return', [
    { key: context.mint.refundKey(), paymentKey: null, tender: 'cash', channel: 'cash', amountMinor },
  ]);
}

export const leaveReturnWhileSelling: Handler<'selling', 'leave_return'> = (situation) =>
  situation.state.sale.kind === 'return' ? leaveSale(situation) : refuse(situation.state, 'NOT_A_RETURN');

export const beginReturn: Handler<'selling', 'begin_return'> = ({ state }) =>
  state.sale.lines.length > 0 ? refuse(state, 'FINISH_SALE_FIRST') : go(state, { status: 'looking_up_receipt' });

export const signOut: Handler<'selling', 'sign_out'> = (situation) =>
  situation.state.sale.lines.length > 0
    ? refuse(situation.state, 'FINISH_SALE_FIRST')
    : stay({ ...nextSale(situation), session: null, lastEnded: null });

/** The cart is another one now: it is asked what it costs. */
export function changed(state: TillState, result: CartResult): Step {
  if (result.kind === 'refused') return refuse(state, result.code);
  const { sale } = result;
  const asks = sale.kind === 'sale' && sale.lines.length > 0;
  return stay(withSale(state, sale), asks ? [priceCart(sale, false)] : []);
}
