/**
 * What the till knows about the sale in hand. Pure data: no device, no network, no clock.
 *
 *   selling ──begin_tender──▶ pricing ──cart_priced──▶ tendering      (priced already: at once)
 *   selling ──begin_tender──▶ tendering ──scan / choose──▶ reading_card, paying, taking_cash
 *      ▲                         ▲   ▲                               │
 *      │                         │   ├──acknowledge── declined ◀─────┤
 *      │                         │   ├──acknowledge── offline_consent ◀ (a card, the line is down)
 *      │                         │   │                  └─take_offline─▶ reading_card, with consent
 *      │                         │                    unknown  ◀─────┤ (10 s without an answer)
 *      │                         └─── part_paid ◀────────────────────┤
 *      └── completed ◀── completing ◀────────────── everything paid ─┘
 *
 *   selling ──begin_return──▶ looking_up_receipt ──▶ choosing_return ──give_back──▶ refunding ─▶ completing
 *
 *   selling ──a deed without its right──▶ approval_asked ──approved / leave_approval──▶ where it was asked
 *   selling ──an article with an age───▶ age_asked ──answer_age──▶ selling
 */
import type {
  ChannelName,
  Currency,
  PaymentKey,
  RefundKey,
  SaleId,
  SaleRecord,
  TenderName,
  TillRight,
} from '@qiantai/protos';
import type { CartDeed } from './deeds.ts';

/** Who and where this till is; given by the agent. */
export interface TillFacts {
  merchantId: string;
  storeId: string;
  terminalId: string;
  currency: Currency;
  /** What a total may be rounded down to; 0 or absent: nothing is rounded. */
  roundToMinor?: bigint;
  /** `quick`: an amount is typed and paid. */
  saleMode?: 'order' | 'quick';
  tips?: boolean;
}

export interface Article {
  articleId: string;
  barcode: string;
  nameZh: string;
  nameEn: string;
  /** Of one piece; of 1,000 g where it is sold by weight. */
  unitPriceMinor: bigint;
  soldByWeight?: boolean;
  /** Years that the customer must have lived. */
  ageMin?: number;
}

/** The article of a line that is sold by its price alone. */
export const byPriceArticleId = '-';

/** What a person takes off: a sum, or basis points of what promotions leave. */
export type ManualDiscount = { kind: 'amount'; amountMinor: bigint } | { kind: 'rate'; basisPoints: number };

/** What a code said besides its article; such a line has one piece. */
export type Measure = { kind: 'weight'; weightG: number } | { kind: 'code_price'; priceMinor: bigint };

export interface LineTax {
  taxCode: string;
  rateBasisPoints: number;
  amountMinor: bigint;
}

export interface CartLine {
  lineNo: number;
  article: Article;
  quantity: number;
  measure?: Measure;
  /** The price that a person set in place of the article's. */
  setPriceMinor?: bigint;
  /** What a person takes off the line. */
  manual?: ManualDiscount;
  /** It comes back from the customer: its amount is below zero. */
  isBack?: true;
  /** What is taken off in all, and by which promotions; known once the cart is priced. */
  discountMinor?: bigint;
  /** The part of it that persons took off: the line's own, its share of the sale's, and of the rounding. */
  manualDiscountMinor?: bigint;
  /** The article's price where a person set another one. */
  listPriceMinor?: bigint;
  promotionIds?: readonly string[];
  tax?: LineTax;
  originalLineNo?: number;
}

export interface CartDiscount {
  promotionId: string;
  nameZh: string;
  nameEn: string;
  amountMinor: bigint;
}

/** What the agent says that a cart costs. */
export interface CartPrices {
  lines: ReadonlyArray<{
    lineNo: number;
    unitPriceMinor: bigint;
    discountMinor: bigint;
    manualDiscountMinor?: bigint;
    listPriceMinor?: bigint;
    promotionIds: readonly string[];
    tax: LineTax | null;
  }>;
  discounts: readonly CartDiscount[];
  totalMinor: bigint;
  /** What persons took off in all, the rounding not counted. */
  manualDiscountMinor?: bigint;
  roundingMinor?: bigint;
  settingsVersion: number;
}

/** A second person allowed it, for this sale. */
export interface Approval {
  approvalId: string;
  right: TillRight;
  /** By this till's clock. */
  givenAtMs: number;
}

export interface Customer {
  memberNo: string;
  phone: string;
}

/** A tender that stands: money taken, or for a return money given back. */
export interface Part {
  key: PaymentKey | RefundKey;
  tender: TenderName;
  channel: ChannelName;
  amountMinor: bigint;
  tenderedMinor?: bigint;
  changeMinor?: bigint;
  originalPaymentKey?: PaymentKey;
  offline: boolean;
  /** The cashier had agreed to take it offline; with `offline` false it went online after all. */
  consented?: boolean;
}

export interface Sale {
  saleId: SaleId;
  kind: 'sale' | 'return';
  lines: readonly CartLine[];
  selectedLineNo: number | null;
  nextQuantity: number;
  /** Counts the changes of the lines: a price is of one cart exactly. */
  cartNo: number;
  /** Null: the lines changed since they were priced. A return is never priced: it gives back what was paid. */
  priced: PricedSale | null;
  /** What a person takes off the whole sale. */
  manual: ManualDiscount | null;
  /** The total is rounded down to a multiple of this; 0: it is not. */
  roundToMinor: bigint;
  customer: Customer | null;
  note: string;
  /** Approvals of what the operator had no right for, the oldest first. */
  approvals: readonly Approval[];
  /** Up to this age the customer's was confirmed; 0: nobody asked. */
  ageConfirmed: number;
  parts: readonly Part[];
  /** 0 before the first line. */
  startedAtMs: number;
  externalRef: string;
  /** A return with its receipt, or a sale in which articles of that receipt come back. */
  original?: { receiptNo: string; saleId: SaleId };
  /** It is the sale of an order that was pushed to this till: its lines are fixed. */
  order?: SaleOrder;
}

export interface SaleOrder {
  orderId: string;
  /** The number of whoever pushed it. */
  externalRef: string;
  title: string;
  /** `merchant`, or `app:NAME`. */
  source: string;
}

export interface PricedSale {
  settingsVersion: number;
  discounts: readonly CartDiscount[];
  /** What persons took off lines and sale, the rounding not counted. */
  manualDiscountMinor: bigint;
  roundingMinor: bigint;
}

/** A cart that was put aside; while it is recalled it stays here, so that a power cut does not lose it. */
export interface HeldCart {
  sale: Sale;
  operatorId: string;
  operatorName: string;
  businessDate: string;
  heldAtMs: number;
  /** As it was shown when it was put aside. */
  totalMinor: bigint;
}

/** One try to have one tender; its key is minted once and never given to another try. */
export interface Attempt {
  key: PaymentKey;
  tender: TenderName;
  /** Known beforehand for a payment code (by its digits), a chosen QR, a card and cash. */
  channel: ChannelName;
  amountMinor: bigint;
  /** Cash only: what the customer handed over. */
  tenderedMinor: bigint;
  startedAtMs: number;
  /** The cashier agreed to take this card offline at the merchant's risk. */
  acceptOffline?: boolean;
}

/** What the agent says about taking a card offline, with the figures of the limit that decides. */
export interface OfflineOffer {
  possible: boolean;
  /** Why not. */
  reasonCode: string;
  /** What the figures are of: minor units, cards, milliseconds; '' without figures. */
  unit: 'money' | 'count' | 'ms' | '';
  limit: bigint;
  used: bigint;
  left: bigint;
  brand: string;
}

/** A payment that the cashier gave up; the server reverses it, and what the server says counts. */
export interface GivenUp {
  attempt: Attempt;
  saleId: SaleId;
  /**
   * `paid`: it went through after all and waits for its place in the sale. `refunding`: the sale has no
   * place for it any more, so it goes back under a refund key of its own.
   */
  fate: { status: 'open' } | { status: 'paid' } | { status: 'refunding'; refundKey: RefundKey };
}

export interface RefundItem {
  key: RefundKey;
  paymentKey: PaymentKey | null;
  tender: TenderName;
  channel: ChannelName;
  amountMinor: bigint;
}

/** A receipt that was found for a return. */
export interface Original {
  record: SaleRecord;
  /** Pieces that came back before, by line number. */
  returnedQuantity: ReadonlyMap<number, number>;
  /** What each payment has given back already. */
  refundedMinor: ReadonlyMap<string, bigint>;
}

/** Why money goes back: a return, or a sale that was given up after part of it was paid. */
export type RefundPurpose = 'return' | 'give_up';

export interface Refunding {
  purpose: RefundPurpose;
  items: readonly RefundItem[];
  /** The item in hand. */
  index: number;
}

/** More than may be given back today: by this operator, or in this store. */
export interface OverLimit {
  of: 'operator' | 'store';
  leftMinor: bigint;
  wantedMinor: bigint;
}

export type DeclinedOutcome = 'declined' | 'refused_offline' | 'cancelled';

export type Stage =
  | Selling
  /** The cashier wants to take payment; waiting for the price of exactly this cart. */
  | { status: 'pricing' }
  /** The operator has no right for the deed: a second person allows it, or it is not done. */
  | { status: 'approval_asked'; right: TillRight; deed: CartDeed; from: DeedPlace }
  /** Is the customer old enough for this article? It waits for an answer. */
  | { status: 'age_asked'; article: Article; measure: Measure | null; ageMin: number }
  /** A payment code is armed; `armedMinor` is its amount where the cashier split the sum. */
  | Tendering
  | { status: 'reading_card'; attempt: Attempt; prompt: 'present_card' | 'enter_pin' | 'processing' }
  | { status: 'paying'; attempt: Attempt; progress: Progress }
  /** The cashier gave it up; waiting until the agent has that in its journal. */
  | { status: 'cancelling'; attempt: Attempt }
  | { status: 'unknown'; attempt: Attempt; reasonCode: string }
  | {
      status: 'declined';
      attempt: Attempt;
      outcome: DeclinedOutcome;
      reasonCode: string;
      channelMessage: string;
      /** Of a card that may not be taken offline: the figures of the reason. */
      offer: OfflineOffer | null;
      /** 0: it waits for a deliberate key. */
      leavesAtMs: number;
    }
  /** The line is down: take the card offline? It waits for a key of its own. */
  | { status: 'offline_consent'; attempt: Attempt; reasonCode: string; offer: OfflineOffer }
  | { status: 'taking_cash'; attempt: Attempt }
  | { status: 'part_paid'; part: Part; leavesAtMs: number }
  /** All is paid or given back; the agent is writing the sale down. Scans wait for the next sale. */
  | { status: 'completing'; completedAtMs: number; heldScans: readonly string[] }
  | { status: 'completed'; receiptNo: string; offline: boolean; changeMinor: bigint; leavesAtMs: number }
  | LookingUpReceipt
  | ChoosingReturn
  | RefundingStage
  | { status: 'refund_unknown'; refunding: Refunding; reasonCode: string }
  | RefundFailed;

type Selling = { status: 'selling' };
type Tendering = { status: 'tendering'; armedMinor: bigint | null };
type LookingUpReceipt = { status: 'looking_up_receipt' };
type ChoosingReturn = { status: 'choosing_return'; original: Original; chosen: ReadonlyMap<number, number> };
type RefundingStage = {
  status: 'refunding';
  refunding: Refunding;
  step: 'present_card' | 'enter_pin' | 'checking';
  sinceMs: number;
};
type RefundFailed = { status: 'refund_failed'; refunding: Refunding; reasonCode: string; channelMessage: string };
/** Where an approval may be asked for, and where the till goes on after it. */
export type DeedPlace = Selling | Tendering | LookingUpReceipt | ChoosingReturn | RefundingStage | RefundFailed;

/** Where a payment stands that was sent. */
export type Progress =
  | { kind: 'checking'; sinceMs: number }
  | { kind: 'waiting_customer'; deadlineMs: number }
  | { kind: 'show_qr'; qrText: string; deadlineMs: number };

export interface Session {
  token: string;
  operatorId: string;
  operatorName: string;
  rights: readonly string[];
  businessDate: string;
}

/** A sentence for the cashier. */
export interface Notice {
  code: string;
  params: Readonly<Record<string, string>>;
}

export interface TillState {
  session: Session | null;
  sale: Sale;
  stage: Stage;
  givenUp: readonly GivenUp[];
  /** Carts on hold, the oldest first; the sale in hand may be one of them. */
  heldCarts: readonly HeldCart[];
  /** Payment codes seen of late: the same code twice is one payment. In memory only. */
  usedPaymentCodes: readonly string[];
  notice: Notice | null;
  lastReceiptNo: string;
  /** What ended last at this till; in memory only. */
  lastEnded: LastEnded | null;
}

export interface LastEnded {
  kind: Sale['kind'];
  /** '' where the agent was gone. */
  receiptNo: string;
  totalMinor: bigint;
  changeMinor: bigint;
  endedAtMs: number;
}

export type StageOf<Status extends Stage['status']> = Extract<Stage, { status: Status }>;
