/** What can happen to a till, and what it then asks of the world. Amounts are minor units. */
import type {
  ChannelName,
  PaymentKey,
  RefundKey,
  SaleId,
  SaleRecord,
  TenderName,
  TillDeed,
  TillRight,
  WalletChannel,
} from '@qiantai/protos';
import type { CartDeed } from './deeds.ts';
import type {
  Approval,
  Article,
  Attempt,
  CartDiscount,
  CartPrices,
  GivenUp,
  Measure,
  Notice,
  OfflineOffer,
  Original,
  OverLimit,
  RefundItem,
  Sale,
  SaleOrder,
  Session,
  TillState,
} from './model.ts';

/** What a cashier does, by hand or by scanner. */
export type CashierEvent =
  | { kind: 'scan'; code: string }
  | { kind: 'add_article'; articleId: string; weightG?: number }
  | { kind: 'set_next_quantity'; quantity: number }
  | { kind: 'select_line'; lineNo: number }
  /** Each may want a right, and some stand in the record before they are done. */
  | Exclude<CartDeed, { kind: 'settle_sale' | 'refund_over_limit' }>
  /** A second person allows the deed that is asked for: by number and PIN here, by a card's code as a scan. */
  | { kind: 'approve'; number: string; pin: string }
  | { kind: 'leave_approval' }
  | { kind: 'set_customer'; memberNo: string; phone: string }
  | { kind: 'set_note'; text: string }
  | { kind: 'set_external_ref'; text: string }
  | { kind: 'abandon_sale' }
  /** An order that was pushed to this till becomes the sale in hand. */
  | { kind: 'take_up_order'; orderId: string }
  | { kind: 'begin_tender' }
  | { kind: 'leave_tender' }
  | { kind: 'choose_tender'; tender: TenderName; channel?: WalletChannel; amountMinor?: bigint }
  | { kind: 'pay_cash'; tenderedMinor: bigint; amountMinor?: bigint }
  | { kind: 'ask_now' }
  /** By the number that the customer's phone shows. */
  | { kind: 'find_payment'; number: string }
  /** A QR code that is over, once more. */
  | { kind: 'try_again' }
  /** Of a till that sells by amounts. */
  | { kind: 'pay_amount'; amountMinor: bigint }
  | { kind: 'set_tip'; amountMinor: bigint }
  | { kind: 'cancel_payment' }
  | { kind: 'acknowledge_result' }
  /** The deliberate key: take the card offline, at the merchant's risk. */
  | { kind: 'take_offline' }
  | { kind: 'begin_return' }
  | { kind: 'find_receipt'; receiptNo: string }
  | { kind: 'choose_return_quantity'; originalLineNo: number; quantity: number }
  | { kind: 'give_back' }
  | { kind: 'leave_return' }
  | { kind: 'sign_out' };

/** What a card's issuer said, for the slip; '' where it did not. */
export interface CardFacts {
  maskedPan: string;
  authorisationCode: string;
  cardReference: string;
}

/** What the agent knows of a payment, in the till's words. */
export type PaymentAnswer =
  | { kind: 'checking' }
  | { kind: 'awaiting_payer'; qrText: string; deadlineMs: number }
  | { kind: 'paid'; channel: ChannelName; offline: boolean; card?: CardFacts }
  | { kind: 'declined'; reasonCode: string; channelMessage: string }
  | { kind: 'closed'; reasonCode: string }
  /** `offer`: of a card, whether it may be taken offline. */
  | { kind: 'refused_offline'; reasonCode: string; offer: OfflineOffer | null }
  /** Given up: durable at the agent, or being reversed by the server. */
  | { kind: 'reversing'; reasonCode: string }
  /** The agent never heard of the key: nothing was sent. */
  | { kind: 'not_begun' };

export type RefundAnswer =
  | { kind: 'checking' }
  | { kind: 'succeeded' }
  /** Nothing was begun: a second person has to allow it. */
  | { kind: 'over_limit'; over: OverLimit }
  | { kind: 'failed'; reasonCode: string; channelMessage: string }
  | { kind: 'refused_offline'; reasonCode: string }
  | { kind: 'needs_person'; reasonCode: string };

/** What a number on a customer's phone is of. */
export interface FoundByNumber {
  paymentKey: string;
  isPaid: boolean;
  /** '' where its sale was never completed. */
  receiptNo: string;
}

/** Encrypted by the reader; it passes through and is never stored. */
export interface CardRead {
  entryMode: 'chip' | 'contactless' | 'magnetic';
  maskedPan: string;
  encryptedTrack2Hex: string;
  keySerialNumberHex: string;
  pinBlockHex: string;
  emvHex: string;
  cardSequenceNumber: string;
  /** YYMM; absent where the reader does not say. */
  expiry?: string | undefined;
}

/** An order that the agent has bound to the sale in hand. */
export interface OrderInHand extends SaleOrder {
  lines: ReadonlyArray<{ name: string; quantity: number; unitPriceMinor: bigint }>;
}

export type WorldEvent =
  | { kind: 'signed_in'; session: Session }
  | { kind: 'session_lost' }
  /** `scaleSays`: why the scale gave no weight for goods that want one. */
  | { kind: 'article_found'; article: Article; measure?: Measure; scaleSays?: string }
  | { kind: 'cart_priced'; saleId: string; cartNo: number; prices: CartPrices }
  | { kind: 'pricing_failed'; saleId: string; cartNo: number; notice: Notice }
  | { kind: 'article_not_found'; code: string }
  | { kind: 'receipt_found'; original: Original }
  | { kind: 'receipt_not_found'; receiptNo: string }
  | { kind: 'lookup_failed'; notice: Notice }
  | { kind: 'order_taken_up'; saleId: SaleId; order: OrderInHand }
  | { kind: 'order_not_taken'; notice: Notice }
  | { kind: 'approved'; approvalId: string }
  | { kind: 'approval_refused'; notice: Notice }
  /** It stands in the agent's journal: now it is done. */
  | { kind: 'deed_recorded'; deed: CartDeed; approval: Approval | null }
  | { kind: 'card_prompted'; key: string; prompt: 'present_card' | 'enter_pin' | 'processing' }
  | { kind: 'card_read'; key: string; card: CardRead }
  | { kind: 'card_failed'; key: string; reasonCode: string }
  | { kind: 'payment_answered'; key: string; answer: PaymentAnswer }
  /** Null: nothing is known under that number. */
  | { kind: 'payment_found'; number: string; found: FoundByNumber | null }
  | { kind: 'refund_answered'; key: string; answer: RefundAnswer }
  | { kind: 'sale_completed'; saleId: string; receiptNo: string; offline: boolean; record: SaleRecord }
  /** The agent is gone: the till wrote the sale's end into its own record and hands it in later. */
  | { kind: 'sale_kept'; saleId: string; draft: SaleDraft }
  /** The agent refused the completed sale for good; a person must look. */
  | { kind: 'completion_refused'; saleId: string; reasonCode: string }
  | { kind: 'time_passed' };

export type TillEvent = CashierEvent | WorldEvent;

/** A sale's record as the till writes it; the agent adds number, operator and business date. */
export type SaleDraft = Omit<SaleRecord, 'receiptNo' | 'operatorId' | 'businessDate'>;

export type CartToPrice = Pick<Sale, 'saleId' | 'cartNo' | 'lines' | 'manual' | 'roundToMinor'>;

/** How an operator proves who they are: to sign in, or to approve. */
export type OperatorProof = { kind: 'pin'; number: string; pin: string } | { kind: 'card'; cardCode: string };

/** A deed as the till writes it; the agent adds operator and business date. */
export type DeedRecord = Omit<TillDeed, 'operatorId' | 'businessDate'>;

/** Where a payment belongs; the same on every retry. */
export interface PaymentOrder {
  saleId: SaleId;
  orderTotalMinor: bigint;
  description: string;
}

/** What the day's limit is asked about. */
export interface RefundLeave {
  /** Of refund.over_limit; '' without one. */
  approvalId: string;
  /** All that the return has left to give back: it does not stop half-way at a limit. */
  wholeMinor: bigint;
}

export interface CashBack extends RefundLeave {
  item: RefundItem;
  returnSaleId: SaleId;
  /** '' for a return without its receipt. */
  originalReceiptNo: string;
}

/** What the till asks of the world. Each that names a key may be repeated without harm. */
export type Effect =
  /** `weightG`: typed by hand, for goods sold by weight. */
  | { kind: 'find_article'; code: string; saleId: SaleId; weightG?: number }
  /** `wanted`: the cashier waits for it. */
  | { kind: 'price_cart'; sale: CartToPrice; wanted: boolean }
  /** The PIN or the card's code goes to the agent and is kept nowhere. */
  | { kind: 'ask_approval'; right: TillRight; saleId: SaleId; note: string; proof: OperatorProof }
  /** A deed that has to stand in the journal before it is done. */
  | { kind: 'record_deed'; record: DeedRecord; deed: CartDeed; approval: Approval | null }
  | { kind: 'find_receipt'; receiptNo: string }
  | { kind: 'take_up_order'; orderId: string; saleId: SaleId }
  | { kind: 'read_card'; key: PaymentKey | RefundKey; amountMinor: bigint; purpose: 'sale' | 'refund' }
  | { kind: 'cancel_card'; key: string }
  | { kind: 'finish_card'; key: string; outcome: 'approved' | 'declined' | 'unknown' }
  | { kind: 'start_payment'; attempt: Attempt; order: PaymentOrder; paymentCode: string; card: CardRead | null }
  /** After a restart: what became of it? A card that was read meanwhile is taken from the reader. */
  | { kind: 'resume_payment'; attempt: Attempt; order: PaymentOrder }
  | { kind: 'take_cash'; attempt: Attempt; order: PaymentOrder }
  | { kind: 'ask_now'; key: PaymentKey }
  | { kind: 'find_payment'; number: string }
  | { kind: 'ask_refund_now'; item: RefundItem }
  | { kind: 'cancel_payment'; key: PaymentKey }
  | { kind: 'follow_given_up'; key: PaymentKey }
  | ({ kind: 'start_refund'; item: RefundItem; returnSaleId: SaleId; card: CardRead | null } & RefundLeave)
  | ({ kind: 'resume_refund' } & CashBack)
  | ({ kind: 'return_cash' } & CashBack)
  | { kind: 'refund_late'; givenUp: GivenUp; refundKey: RefundKey }
  | { kind: 'complete_sale'; draft: SaleDraft }
  | { kind: 'abandon_sale'; saleId: SaleId; reasonCode: string }
  | { kind: 'print_receipt'; record: SaleRecord; discounts: readonly CartDiscount[] }
  /** Until there is a receipt number, the sale's order number stands in its place. */
  | { kind: 'print_kept_slip'; draft: SaleDraft; discounts: readonly CartDiscount[] }
  | { kind: 'print_unknown_slip'; key: string; tender: TenderName; amountMinor: bigint; purpose: 'sale' | 'refund' }
  | { kind: 'open_drawer' }
  | { kind: 'announce'; key: string; what: ChannelName | 'refund'; amountMinor: bigint }
  | { kind: 'rescan'; codes: readonly string[] };

export interface Step {
  state: TillState;
  effects: readonly Effect[];
  /** Set where the event was refused; the state then carries it as its notice. */
  refused?: Notice;
}

export type EventOf<Kind extends TillEvent['kind']> = Extract<TillEvent, { kind: Kind }>;

const cashierKinds: Readonly<Record<CashierEvent['kind'], true>> = {
  scan: true,
  add_article: true,
  set_next_quantity: true,
  select_line: true,
  change_quantity: true,
  remove_line: true,
  discount_line: true,
  discount_cart: true,
  change_price: true,
  mark_back: true,
  sell_by_price: true,
  round_total: true,
  hold_sale: true,
  recall_held: true,
  discard_held: true,
  refund_in_cash: true,
  answer_age: true,
  approve: true,
  leave_approval: true,
  set_customer: true,
  set_note: true,
  exchange: true,
  set_external_ref: true,
  abandon_sale: true,
  take_up_order: true,
  begin_tender: true,
  leave_tender: true,
  choose_tender: true,
  pay_cash: true,
  ask_now: true,
  find_payment: true,
  try_again: true,
  pay_amount: true,
  set_tip: true,
  cancel_payment: true,
  acknowledge_result: true,
  take_offline: true,
  begin_return: true,
  find_receipt: true,
  return_without_receipt: true,
  choose_return_quantity: true,
  give_back: true,
  leave_return: true,
  sign_out: true,
};

export const isCashierEvent = (event: TillEvent): event is CashierEvent => Object.hasOwn(cashierKinds, event.kind);
