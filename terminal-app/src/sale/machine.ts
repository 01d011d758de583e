/**
 * The till's state machine: one table, state × event. What is not in the table is refused with NOT_NOW when
 * a cashier did it, and changes nothing when the world did.
 */

import { approvalRefused, approveByCard, approveByPin, approved, deedRecorded, leaveApproval } from './doing-deeds.ts';
import type { EventOf, Step, TillEvent } from './events.ts';
import { isCashierEvent } from './events.ts';
import * as finding from './finding-payment.ts';
import * as back from './giving-back.ts';
import { recallHeld } from './held-carts.ts';
import { heldScansMax } from './limits.ts';
import type { Stage, StageOf, TillState } from './model.ts';
import { isFixedByOrder, orderNotTaken, orderTakenUp, takeUpOrder } from './orders.ts';
import * as paying from './paying.ts';
import { payAmount, setTip } from './quick-amount.ts';
import * as returning from './returning.ts';
import * as selling from './selling.ts';
import { completionRefused, enterTendering, leaveSale, saleCompleted, saleKept } from './settling.ts';
import { type Context, go, type HandlerOf, refuse, type Situation, stay } from './situation.ts';
import * as tendering from './tendering.ts';

type Row<Status extends Stage['status']> = {
  readonly [Kind in TillEvent['kind']]?: HandlerOf<StageOf<Status>, EventOf<Kind>>;
};

export const transitions: { readonly [Status in Stage['status']]: Row<Status> } = {
  selling: {
    scan: selling.scanWhileSelling,
    add_article: selling.addById,
    article_found: selling.articleFound,
    article_not_found: selling.articleNotFound,
    cart_priced: selling.cartPriced,
    pricing_failed: selling.pricingFailed,
    receipt_found: returning.receiptFound,
    receipt_not_found: selling.notAReceiptEither,
    lookup_failed: selling.lookupFailed,
    set_next_quantity: selling.setNextQuantity,
    select_line: selling.selectLine,
    change_quantity: selling.deed,
    remove_line: selling.deed,
    discount_line: selling.deed,
    discount_cart: selling.deed,
    change_price: selling.deed,
    mark_back: selling.deed,
    sell_by_price: selling.deed,
    round_total: selling.deed,
    hold_sale: selling.deed,
    recall_held: recallHeld,
    discard_held: selling.deed,
    deed_recorded: deedRecorded,
    set_customer: selling.setCustomer,
    set_note: selling.setNote,
    set_external_ref: selling.setExternalRef,
    abandon_sale: selling.abandonWhileSelling,
    take_up_order: takeUpOrder,
    order_taken_up: orderTakenUp,
    order_not_taken: orderNotTaken,
    begin_tender: selling.beginTender,
    begin_return: selling.beginReturn,
    give_back: selling.giveBackInCash,
    leave_return: selling.leaveReturnWhileSelling,
    sign_out: selling.signOut,
    pay_amount: payAmount,
  },
  pricing: {
    cart_priced: selling.cartPriced,
    pricing_failed: selling.pricingFailed,
    leave_tender: selling.leavePricing,
  },
  approval_asked: {
    approve: approveByPin,
    scan: approveByCard,
    approved,
    approval_refused: approvalRefused,
    lookup_failed: selling.lookupFailed,
    leave_approval: leaveApproval,
  },
  age_asked: { answer_age: selling.deed, deed_recorded: deedRecorded, lookup_failed: selling.lookupFailed },
  tendering: {
    scan: tendering.scanWhileTendering,
    choose_tender: tendering.chooseTender,
    pay_cash: tendering.payCash,
    leave_tender: tendering.leaveTender,
    cancel_payment: tendering.disarm,
    abandon_sale: tendering.abandonWhileTendering,
    round_total: selling.deed,
    set_tip: setTip,
    set_customer: selling.setCustomer,
    set_note: selling.setNote,
    set_external_ref: selling.setExternalRef,
  },
  reading_card: {
    card_prompted: paying.cardPrompted,
    card_read: paying.cardRead,
    card_failed: paying.cardFailed,
    cancel_payment: paying.cancelReading,
    scan: paying.scanWhilePaying,
  },
  paying: {
    payment_answered: paying.paymentAnswered,
    ask_now: paying.askNow,
    cancel_payment: paying.giveUp,
    scan: finding.scanWhileAsking,
    find_payment: finding.findPayment,
    payment_found: finding.paymentFound,
    lookup_failed: selling.lookupFailed,
    time_passed: paying.checkingTooLong,
  },
  cancelling: { payment_answered: paying.cancellingAnswered, scan: paying.scanWhilePaying },
  unknown: {
    payment_answered: paying.unknownAnswered,
    ask_now: paying.askNow,
    acknowledge_result: paying.giveUp,
    cancel_payment: paying.giveUp,
    scan: finding.scanWhileAsking,
    find_payment: finding.findPayment,
    payment_found: finding.paymentFound,
    lookup_failed: selling.lookupFailed,
  },
  declined: {
    acknowledge_result: paying.acknowledgeDeclined,
    try_again: tendering.showNewCode,
    time_passed: enterTendering,
  },
  offline_consent: {
    take_offline: paying.takeOffline,
    acknowledge_result: paying.declineOffline,
    cancel_payment: paying.declineOffline,
  },
  taking_cash: { payment_answered: paying.cashAnswered, scan: paying.scanWhilePaying },
  part_paid: { acknowledge_result: enterTendering, time_passed: enterTendering },
  completing: {
    sale_completed: saleCompleted,
    sale_kept: saleKept,
    completion_refused: completionRefused,
    scan: holdScan,
  },
  completed: { acknowledge_result: leaveSale, time_passed: leaveSale },
  looking_up_receipt: {
    scan: returning.scanReceipt,
    find_receipt: returning.findReceipt,
    receipt_found: returning.receiptFound,
    receipt_not_found: returning.receiptNotFound,
    lookup_failed: selling.lookupFailed,
    return_without_receipt: selling.deed,
    leave_return: returning.leaveReturn,
  },
  choosing_return: {
    choose_return_quantity: returning.chooseQuantity,
    scan: returning.scanReturnedArticle,
    give_back: returning.giveBackToTenders,
    exchange: selling.deed,
    leave_return: returning.leaveReturn,
    set_external_ref: selling.setExternalRef,
  },
  refunding: {
    card_prompted: back.refundCardPrompted,
    card_read: back.refundCardRead,
    card_failed: back.refundCardFailed,
    cancel_payment: back.cancelRefundCard,
    refund_answered: back.refundAnswered,
    ask_now: back.askRefundNow,
    time_passed: back.refundTooLong,
  },
  refund_unknown: {
    refund_answered: back.refundAnswered,
    ask_now: back.askRefundNow,
    acknowledge_result: back.leaveUnknownRefund,
  },
  refund_failed: { acknowledge_result: back.leaveFailedRefund, refund_in_cash: selling.deed },
};

export function step(state: TillState, event: TillEvent, context: Context): Step {
  switch (event.kind) {
    case 'signed_in':
      return stay({ ...state, session: event.session, notice: null });
    case 'session_lost':
      return stay({ ...state, session: null });
    case 'time_passed':
      if (context.nowMs < dueMs(state, context)) return stay(state);
      return dispatch(state, event, context);
    default:
      break;
  }
  if (!isCashierEvent(event)) return dispatch(state, event, context);
  if (!state.session) return refuse(state, 'SIGN_IN_FIRST');
  return byCashier({ ...state, notice: null }, event, context);
}

/** The next instant at which `time_passed` means something, milliseconds; Infinity: none. */
export function dueMs(state: TillState, { checkingMsMax }: Pick<Context, 'checkingMsMax'>): number {
  const { stage } = state;
  switch (stage.status) {
    case 'paying':
      return stage.progress.kind === 'checking' ? stage.progress.sinceMs + checkingMsMax : Number.POSITIVE_INFINITY;
    case 'refunding':
      return stage.step === 'checking' ? stage.sinceMs + checkingMsMax : Number.POSITIVE_INFINITY;
    case 'part_paid':
    case 'completed':
      return stage.leavesAtMs;
    case 'declined':
      return stage.leavesAtMs > 0 ? stage.leavesAtMs : Number.POSITIVE_INFINITY;
    default:
      return Number.POSITIVE_INFINITY;
  }
}

/** A result that leaves by itself also leaves at the cashier's next key or scan, which then counts. */
function byCashier(state: TillState, event: TillEvent, context: Context): Step {
  if (isFixedByOrder(state, event)) return refuse(state, 'ORDER_IS_FIXED');
  if (Object.hasOwn(transitions[state.stage.status], event.kind) || dueToLeave(state) === false) {
    return dispatch(state, event, context);
  }
  // The payment code that was just taken, scanned once more, does not hurry its own result away.
  if (event.kind === 'scan' && state.usedPaymentCodes.includes(event.code)) return stay(state);
  const left = dispatch(state, { kind: 'time_passed' }, context);
  const next = dispatch(left.state, event, context);
  return { ...next, effects: [...left.effects, ...next.effects] };
}

function dueToLeave({ stage }: TillState): boolean {
  return (
    stage.status === 'completed' ||
    stage.status === 'part_paid' ||
    (stage.status === 'declined' && stage.leavesAtMs > 0)
  );
}

function dispatch(state: TillState, event: TillEvent, context: Context): Step {
  const situation: Situation = { state, stage: state.stage, context };
  const row = transitions[state.stage.status] as { readonly [kind: string]: AnyHandler | undefined };
  const handler = row[event.kind];
  if (handler) return handler(situation, event);
  if (event.kind === 'payment_answered') return paying.otherPaymentAnswered(situation, event);
  if (event.kind === 'refund_answered') return paying.lateRefundAnswered(situation, event);
  return isCashierEvent(event) ? refuse(state, refusalFor(state)) : stay(state);
}

/** The table is checked member by member where it is written; looking a member up loses the pairing. */
type AnyHandler = (situation: Situation, event: TillEvent) => Step;

function refusalFor({ stage }: TillState): string {
  switch (stage.status) {
    case 'declined':
    case 'offline_consent':
    case 'unknown':
    case 'refund_failed':
    case 'refund_unknown':
      return 'RESULT_WAITS';
    case 'approval_asked':
      return 'APPROVAL_WAITS';
    case 'age_asked':
      return 'AGE_WAITS';
    case 'reading_card':
    case 'paying':
    case 'cancelling':
    case 'taking_cash':
    case 'refunding':
      return 'PAYMENT_IN_PROGRESS';
    default:
      return 'NOT_NOW';
  }
}

function holdScan(situation: Situation<StageOf<'completing'>>, event: { code: string }): Step {
  const { state, stage } = situation;
  if (state.usedPaymentCodes.includes(event.code)) return stay(state);
  if (stage.heldScans.length >= heldScansMax) return refuse(state, 'TOO_MANY_SCANS_WAIT');
  return go(state, { ...stage, heldScans: [...stage.heldScans, event.code] });
}
