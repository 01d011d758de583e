/** Money back: one refund after the other, each under its own key, each taken for given only when it is. */
import type { Effect, RefundAnswer, Step } from './events.ts';
import type { OverLimit, Part, RefundItem, Refunding, RefundPurpose, StageOf, TillState } from './model.ts';
import { lateRefundAnswered } from './paying.ts';
import { leaveOf } from './refund-deeds.ts';
import { beginCompleting, leaveSale } from './settling.ts';
import { go, type Handler, type Situation, stay, withEffects, withSale } from './situation.ts';

export function beginRefunding(situation: Situation, purpose: RefundPurpose, items: readonly RefundItem[]): Step {
  return atItem(situation, { purpose, items, index: 0 });
}

export const refundCardPrompted: Handler<'refunding', 'card_prompted'> = ({ state, stage }, event) => {
  if (event.key !== itemOf(stage.refunding).key || event.prompt === 'processing') return stay(state);
  return go(state, { ...stage, step: event.prompt });
};

export const refundCardRead: Handler<'refunding', 'card_read'> = ({ state, stage, context }, event) => {
  const item = itemOf(stage.refunding);
  if (event.key !== item.key) return stay(state);
  return go(state, { ...stage, step: 'checking', sinceMs: context.nowMs }, [
    {
      kind: 'start_refund',
      item,
      returnSaleId: state.sale.saleId,
      ...leaveOf(state, stage.refunding, context.nowMs),
      card: event.card,
    },
  ]);
};

export const refundCardFailed: Handler<'refunding', 'card_failed'> = ({ state, stage }, event) => {
  if (event.key !== itemOf(stage.refunding).key) return stay(state);
  return failed(state, stage.refunding, { reasonCode: event.reasonCode, channelMessage: '' });
};

/** Only the card prompt can be left: a refund that was sent is not taken back. */
export const cancelRefundCard: Handler<'refunding', 'cancel_payment'> = ({ state, stage }) =>
  stay(state, stage.step === 'checking' ? [] : [{ kind: 'cancel_card', key: itemOf(stage.refunding).key }]);

export const refundAnswered: Handler<'refunding' | 'refund_unknown', 'refund_answered'> = (situation, event) => {
  const { state, stage, context } = situation;
  const { refunding } = stage;
  if (event.key !== itemOf(refunding).key) return lateRefundAnswered(situation, event);
  const { answer } = event;
  switch (answer.kind) {
    case 'checking':
      return stay(state);
    case 'succeeded':
      return given(situation, refunding);
    case 'needs_person':
      return stage.status === 'refund_unknown'
        ? go(state, { ...stage, reasonCode: answer.reasonCode })
        : unknown(state, refunding, answer.reasonCode);
    case 'over_limit':
      return askOverLimit(state, refunding, answer.over, context.nowMs);
    case 'failed':
    case 'refused_offline':
      return failed(state, refunding, { reasonCode: answer.reasonCode, channelMessage: messageOf(answer) });
  }
};

/** Asked of a second person whatever the session's rights say: the agent's word counts. */
function askOverLimit(state: TillState, refunding: Refunding, over: OverLimit, sinceMs: number): Step {
  const from: StageOf<'refunding'> = { status: 'refunding', refunding, step: 'checking', sinceMs };
  const deed = { kind: 'refund_over_limit', over } as const;
  const asked = go(state, { status: 'approval_asked', right: 'refund.over_limit', deed, from });
  const { tender, key } = itemOf(refunding);
  return tender === 'card' ? withEffects(asked, [{ kind: 'finish_card', key, outcome: 'declined' }]) : asked;
}

/** Nobody allowed it: the money stays, and the cashier is told so. */
export const notAllowed = ({ state }: Situation, refunding: Refunding): Step =>
  go(state, { status: 'refund_failed', refunding, reasonCode: 'REFUND_OVER_LIMIT', channelMessage: '' });

export const askRefundNow: Handler<'refunding' | 'refund_unknown', 'ask_now'> = ({ state, stage }) =>
  stay(state, [{ kind: 'ask_refund_now', item: itemOf(stage.refunding) }]);

export const refundTooLong: Handler<'refunding', 'time_passed'> = ({ state, stage }) =>
  stage.step === 'checking' ? unknown(state, stage.refunding, 'NO_ANSWER') : stay(state);

/** A refund without an answer keeps its number and its reserve: the system brings it to its end. */
export const leaveUnknownRefund: Handler<'refund_unknown', 'acknowledge_result'> = (situation) =>
  given(situation, situation.stage.refunding);

/**
 * A refused refund: with nothing given back yet the receipt can be taken up again; else what is left goes
 * back in cash, so that lines and money of the return agree.
 */
export const leaveFailedRefund: Handler<'refund_failed', 'acknowledge_result'> = (situation) => {
  const { state, stage, context } = situation;
  const { refunding } = stage;
  if (returnsToReceipt(state, refunding)) {
    const left = leaveSale(situation);
    return go(left.state, { status: 'looking_up_receipt' }, left.effects);
  }
  if (mayLeave(state, refunding)) return leaveSale(situation);
  const { amountMinor } = itemOf(refunding);
  const inCash: RefundItem = {
    key: context.mint.refundKey(),
    paymentKey: null,
    tender: 'cash',
    channel: 'cash',
    amountMinor,
  };
  const items = refunding.items.map((item, index) => (index === refunding.index ? inCash : item));
  return atItem(situation, { ...refunding, items });
};

/** Nothing was given back yet: the receipt can be taken up again. */
export const returnsToReceipt = ({ sale }: TillState, { purpose, index }: Refunding): boolean =>
  purpose === 'return' && index === 0 && sale.original !== undefined;

/** A return without its receipt that gave nothing back yet: there is no other way to try. */
function mayLeave(state: TillState, refunding: Refunding): boolean {
  const nothingGiven = refunding.purpose === 'return' && refunding.index === 0;
  return nothingGiven && !state.sale.original && itemOf(refunding).tender === 'cash';
}

/** An exchange names a receipt too, but what it gives back was paid for itself. */
export function originalReceiptNoOf({ sale }: TillState): string {
  return sale.kind === 'return' ? (sale.original?.receiptNo ?? '') : '';
}

/** Begins the item in hand. */
export function atItem({ state, context }: Situation, refunding: Refunding): Step {
  const item = itemOf(refunding);
  const step = item.tender === 'card' ? 'present_card' : 'checking';
  return go(
    state,
    { status: 'refunding', refunding, step, sinceMs: context.nowMs },
    refundEffects(state, refunding, context.nowMs),
  );
}

function refundEffects(state: TillState, refunding: Refunding, nowMs: number): Effect[] {
  const item = itemOf(refunding);
  const returnSaleId = state.sale.saleId;
  const leave = leaveOf(state, refunding, nowMs);
  switch (item.tender) {
    case 'cash':
      // The drawer opens when the agent has it in its journal: without the line it may have to refuse.
      return [{ kind: 'return_cash', item, returnSaleId, originalReceiptNo: originalReceiptNoOf(state), ...leave }];
    case 'card':
      return [{ kind: 'read_card', key: item.key, amountMinor: item.amountMinor, purpose: 'refund' }];
    case 'payment_code':
    case 'qr':
    case 'balance':
      return [{ kind: 'start_refund', item, returnSaleId, ...leave, card: null }];
  }
}

/** The item in hand is given back: on to the next, or to the end of the return. */
function given(situation: Situation, refunding: Refunding): Step {
  const item = itemOf(refunding);
  const told: Effect[] = [{ kind: 'announce', key: item.key, what: 'refund', amountMinor: item.amountMinor }];
  if (item.tender === 'card') told.push({ kind: 'finish_card', key: item.key, outcome: 'approved' });
  if (item.tender === 'cash') told.push({ kind: 'open_drawer' });
  const state = refunding.purpose === 'return' ? withReturnPart(situation.state, item) : situation.state;
  const next = { ...situation, state };
  const step =
    refunding.index + 1 < refunding.items.length
      ? atItem(next, { ...refunding, index: refunding.index + 1 })
      : allGiven(next, refunding.purpose);
  return { ...step, effects: [...told, ...step.effects] };
}

function allGiven(situation: Situation, purpose: RefundPurpose): Step {
  if (purpose === 'return') return beginCompleting(situation);
  const { saleId } = situation.state.sale;
  return withEffects(leaveSale(situation), [{ kind: 'abandon_sale', saleId, reasonCode: 'GIVEN_UP_AFTER_PART_PAID' }]);
}

function withReturnPart(state: TillState, item: RefundItem): TillState {
  const part: Part = {
    key: item.key,
    tender: item.tender,
    channel: item.channel,
    amountMinor: item.amountMinor,
    offline: false,
    ...(item.paymentKey ? { originalPaymentKey: item.paymentKey } : {}),
  };
  return withSale(state, { ...state.sale, parts: [...state.sale.parts, part] });
}

function failed(state: TillState, refunding: Refunding, why: { reasonCode: string; channelMessage: string }): Step {
  const item = itemOf(refunding);
  const finish: Effect[] = item.tender === 'card' ? [{ kind: 'finish_card', key: item.key, outcome: 'declined' }] : [];
  return go(state, { status: 'refund_failed', refunding, ...why }, finish);
}

function unknown(state: TillState, refunding: Refunding, reasonCode: string): Step {
  const { key, tender, amountMinor } = itemOf(refunding);
  const finish: Effect[] = tender === 'card' ? [{ kind: 'finish_card', key, outcome: 'unknown' }] : [];
  return go(state, { status: 'refund_unknown', refunding, reasonCode }, [
    { kind: 'print_unknown_slip', key, tender, amountMinor, purpose: 'refund' },
    ...finish,
  ]);
}

export function itemOf(refunding: Refunding): RefundItem {
  const item = refunding.items[refunding.index];
  if (!item) throw new RangeError(`no refund ${refunding.index} of ${refunding.items.length}`);
  return item;
}

const messageOf = (answer: RefundAnswer): string => ('channelMessage' in answer ? answer.channelMessage : '');
