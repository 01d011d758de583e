/**
 * What the rest of the server asks of the payment core. gRPC handlers, channel notices and the journal's
 * facts all come through here; the core alone changes the state of a payment or a refund.
 */
import type {
  ChannelName,
  Money,
  PaymentKey,
  PaymentStatusName,
  RefundKey,
  RefundStatusName,
  TenderName,
  WalletChannel,
} from '@qiantai/protos';
import type { ChannelAccount, EncryptedCard, ReasonCode } from '../channels/port.ts';

/** Who asks: taken from the certificate, never from the request. */
export interface Caller {
  merchantId: string;
  storeId: string;
  /** Terminals that this caller may speak for. */
  terminalIds: ReadonlySet<string>;
}

export interface PayRequest {
  paymentKey: PaymentKey;
  orderNo: string;
  orderTotal: Money;
  amount: Money;
  tender: Exclude<TenderName, 'cash'>;
  terminalId: string;
  operatorId: string;
  businessDate: string;
  requestedAtMs: number;
  description: string;
  /** Digits; tenders payment_code and balance. */
  paymentCode?: string;
  /** Tender qr. */
  channel?: WalletChannel;
  /** Tender card. */
  card?: EncryptedCard;
  /** Tender card: it was taken while the line was down, so this asks for money that is owed. */
  offline?: OfflineTaking;
}

export interface OfflineTaking {
  takenAtMs: number;
  brand: string;
  /** The line was up, and an operator worked offline all the same. */
  forced: boolean;
}

export interface PaymentView {
  paymentKey: PaymentKey;
  orderNo: string;
  status: PaymentStatusName;
  version: number;
  amount: Money;
  tender: TenderName;
  channel?: ChannelName;
  channelTransactionId: string;
  channelOrderNo: string;
  reasonCode: ReasonCode | '';
  channelMessage: string;
  qrText: string;
  /** 0: none. */
  deadlineMs: number;
  maskedPan: string;
  authorisationCode: string;
  cardReference: string;
  refundedMinor: bigint;
  updatedAtMs: number;
}

export interface RefundRequest {
  refundKey: RefundKey;
  paymentKey: PaymentKey;
  amount: Money;
  terminalId: string;
  operatorId: string;
  reason: string;
  businessDate: string;
  requestedAtMs: number;
  card?: EncryptedCard;
}

export interface RefundView {
  refundKey: RefundKey;
  paymentKey: PaymentKey | '';
  status: RefundStatusName;
  version: number;
  amount: Money;
  channel: ChannelName;
  channelRefundId: string;
  reasonCode: ReasonCode | '';
  channelMessage: string;
  updatedAtMs: number;
}

/** Cash that was taken at a till; always accepted. */
export interface CashTaken {
  paymentKey: PaymentKey;
  orderNo: string;
  orderTotal: Money;
  amount: Money;
  terminalId: string;
  operatorId: string;
  businessDate: string;
  takenAtMs: number;
}

/** Cash that was handed back; always accepted. */
export interface CashHandedBack {
  refundKey: RefundKey;
  /** Absent for a return without its original. */
  paymentKey?: PaymentKey;
  amount: Money;
  terminalId: string;
  operatorId: string;
  businessDate: string;
  handedBackAtMs: number;
}

/** A card that was taken while the line was down, as the terminal's journal tells it; always accepted. */
export interface OfflineCardTaken {
  paymentKey: PaymentKey;
  orderNo: string;
  amount: Money;
  brand: string;
  maskedPan: string;
  terminalId: string;
  operatorId: string;
  businessDate: string;
  takenAtMs: number;
  forced: boolean;
}

/** A rule that a fact offends. */
export interface Offence {
  code: string;
  detail: string;
}

/** A fact is always taken; what it offends is told as an exception for a person. */
export interface FactTaken<View> {
  view: View;
  /** The same fact was held before. */
  replayed: boolean;
  exceptionCode: string;
}

export interface WaitOptions {
  /** Answer when the version exceeds this one … */
  knownVersion?: number;
  /** … or after this many milliseconds with the state as it is. */
  waitMs: number;
  /** Ask the channel at once. */
  askChannel?: boolean;
}

export interface PaymentService {
  /** @throws CodedError PAYMENT_KEY_CONFLICT for the key with another request, and errors of the request. */
  pay(caller: Caller, request: PayRequest, wait: WaitOptions): Promise<PaymentView>;
  /** @throws CodedError PAYMENT_NOT_FOUND */
  getPayment(caller: Caller, paymentKey: PaymentKey, wait: WaitOptions): Promise<PaymentView>;
  cancelPayment(caller: Caller, request: PayRequest, reason: ReasonCode, wait: WaitOptions): Promise<PaymentView>;
  /** The states of payments that hold or held money, for a return. Unknown keys are left out. */
  getPayments(caller: Caller, paymentKeys: readonly PaymentKey[]): Promise<PaymentView[]>;
  /** By the channel's transaction, our number at the channel, or the order's number. */
  findPayment(caller: Caller, number: string): Promise<PaymentView | undefined>;
  recordCash(caller: Caller, fact: CashTaken): Promise<FactTaken<PaymentView>>;
  recordCashHandedBack(caller: Caller, fact: CashHandedBack): Promise<FactTaken<RefundView>>;
  /**
   * Writes a card that was taken offline down, once by its key, with what it offends.
   * @returns the first exception, the replayed fact's own where the payment told it otherwise; '' for none
   */
  recordOfflineCard(caller: Caller, fact: OfflineCardTaken, offences: readonly Offence[]): Promise<string>;
  requestRefund(caller: Caller, request: RefundRequest, wait: WaitOptions): Promise<RefundView>;
  getRefund(caller: Caller, refundKey: RefundKey, wait: WaitOptions): Promise<RefundView>;
  /**
   * A channel's notice. Verified by its adapter, compared here with the attempt, confirmed by inquiry where
   * the payment is not waiting for it. Answers how the channel is to be answered.
   */
  takeNotice(
    account: ChannelAccount,
    request: { headers: Readonly<Record<string, string>>; body: Uint8Array },
  ): Promise<{ taken: true } | { taken: false; errorCode: string; why: string }>;
}
