/** Payments and refunds as this store holds them, and the server's word about them. */
import type {
  ChannelName,
  Currency,
  EdgeStateName,
  PaymentStatusName,
  RefundStatusName,
  TenderName,
} from '@qiantai/protos';

/** The server's last word about a payment. JSON: amounts are decimal texts of minor units. */
export interface PaymentWord {
  paymentKey: string;
  orderNo: string;
  status: PaymentStatusName;
  version: number;
  amountMinor: string;
  currency: Currency;
  tender: TenderName;
  channel: ChannelName | '';
  channelTransactionId: string;
  channelOrderNo: string;
  reasonCode: string;
  channelMessage: string;
  qrText: string;
  deadlineMs: number;
  maskedPan: string;
  authorisationCode: string;
  cardReference: string;
  refundedMinor: string;
  updatedAtMs: number;
}

export interface RefundWord {
  refundKey: string;
  paymentKey: string;
  status: RefundStatusName;
  version: number;
  amountMinor: string;
  currency: Currency;
  channel: ChannelName | '';
  channelRefundId: string;
  reasonCode: string;
  channelMessage: string;
  updatedAtMs: number;
}

/** The card as the reader encrypted it; never opened here. */
export interface CardBlob {
  entryMode: string;
  maskedPan: string;
  encryptedTrack2Hex: string;
  keySerialNumberHex: string;
  pinBlockHex: string;
  emvHex: string;
  cardSequenceNumber: string;
}

/** What is kept of a card to say whether it may be taken offline; no number, no track. */
export interface CardParticulars {
  entryMode: string;
  /** YYMM; '' where the reader does not say. */
  expiry: string;
  /** A PIN that only the issuer can check was entered. */
  onlinePin: boolean;
}

/** A card that was taken while the line was down. */
export interface TakenOffline {
  brand: string;
  /** The line was up, and an operator worked offline all the same. */
  forced: boolean;
}

/** What stands encrypted in the queue while a payment or refund is not final. */
export interface IntentSecret {
  paymentCode?: string;
  card?: CardBlob;
}

/** What was asked, once and for all. */
export interface PaymentRequest {
  paymentKey: string;
  terminalId: string;
  saleId: string;
  orderNo: string;
  orderTotalMinor: bigint;
  amountMinor: bigint;
  currency: Currency;
  tender: TenderName;
  /** For a QR whose wallet it is for; cash for cash; else empty. */
  channel: ChannelName | '';
  description: string;
  operatorId: string;
  businessDate: string;
  requestedAtMs: number;
  maskedPan: string;
  /** Tender card. */
  card: CardParticulars | undefined;
  /** Cash: what the customer handed over. */
  tenderedMinor: bigint;
  requestHash: string;
}

/** Request hash of a row that came back from the journal: what was asked is known by its facts alone. */
export const rebuiltHash = 'rebuilt';

/** Whether a till asks again what it asked before. */
export function isAskedAgain(
  before: { requestHash: string; terminalId: string; amountMinor: bigint },
  asked: { requestHash: string; terminalId: string; amountMinor: bigint },
): boolean {
  if (before.terminalId !== asked.terminalId) return false;
  if (before.requestHash === rebuiltHash) return before.amountMinor === asked.amountMinor;
  return before.requestHash === asked.requestHash;
}

export interface PaymentRecord extends PaymentRequest {
  state: EdgeStateName;
  revision: number;
  reasonCode: string;
  /** It was taken, or refused, while the line was down. */
  offline: boolean;
  takenOffline: TakenOffline | undefined;
  journalSequence: number;
  cancelReason: string;
  journalledStatus: string;
  word: PaymentWord | undefined;
  open: boolean;
}

export interface RefundRequest {
  refundKey: string;
  terminalId: string;
  returnSaleId: string;
  /** Empty for cash handed back without an original. */
  paymentKey: string;
  amountMinor: bigint;
  currency: Currency;
  cash: boolean;
  reason: string;
  operatorId: string;
  businessDate: string;
  requestedAtMs: number;
  requestHash: string;
}

export interface RefundRecord extends RefundRequest {
  state: EdgeStateName;
  revision: number;
  reasonCode: string;
  journalSequence: number;
  journalledStatus: string;
  word: RefundWord | undefined;
  open: boolean;
}

/**
 * Whether a word of the server's cannot be about what was asked for, or is another word of a version that it has
 * told already: its versions grow with every change.
 */
export function contradicts(
  before: { amountMinor: bigint; currency: string; word: PaymentWord | RefundWord | undefined },
  word: PaymentWord | RefundWord,
): boolean {
  if (word.amountMinor !== before.amountMinor.toString() || word.currency !== before.currency) return true;
  const first = before.word;
  return first?.version === word.version && (first.status !== word.status || first.channel !== word.channel);
}
