/**
 * What the payment core asks of a channel, and the answers it understands. The core never sees a channel's
 * bytes, a channel never sees our tables.
 *
 * Order of things, for every operation that may move money: `prepare` gives particulars (a card terminal's
 * STAN and batch), the core commits them with the attempt as `sent`, and only then calls the operation.
 * An operation never throws for what a channel or a network does: that is an outcome.
 */
import type { ChannelName, Money } from '@qiantai/protos';

/** A merchant account at a channel, with the credentials its adapter needs (checked by its own schema). */
export interface ChannelAccount {
  id: string;
  merchantId: string;
  channel: Exclude<ChannelName, 'cash'>;
  credentials: Readonly<Record<string, unknown>>;
}

/** JSON that a channel needs again for the same attempt: a card terminal's STAN, batch and time. */
export type Particulars = Readonly<Record<string, string | number | boolean>>;

/** The card as the reader encrypted it; only the card channel opens it, inside its key store. */
export interface EncryptedCard {
  entryMode: 'chip' | 'contactless' | 'magnetic';
  maskedPan: string;
  encryptedTrack2Hex: string;
  keySerialNumberHex: string;
  pinBlockHex: string;
  emvHex: string;
  cardSequenceNumber: string;
}

/** What names an attempt to its channel, on every operation. */
export interface AttemptRef {
  account: ChannelAccount;
  /** 28 characters: the payment key in base 32 and the attempt (protos, channelOrderNo). */
  channelOrderNo: string;
  amount: Money;
  /** When the attempt was first sent, milliseconds since the epoch; channels date and forbid by it. */
  sentAtMs: number;
  particulars: Particulars;
  /** The channel's own number, where it is known. */
  channelTransactionId?: string;
  /** The terminal that the payment began at. */
  terminalId: string;
}

export type PayDetails =
  | { way: 'payment_code'; code: string }
  | { way: 'qr'; expiresAtMs: number }
  | { way: 'card'; card: EncryptedCard }
  /** A code of our own wallet; the member’s word, where it is asked for, counts until then. */
  | { way: 'balance'; code: string; expiresAtMs: number };

export interface PayOperation extends AttemptRef {
  details: PayDetails;
  description: string;
  storeId: string;
}

/** What the channel says it holds; the core compares every member with the attempt before it believes. */
export interface ChannelFacts {
  channelOrderNo: string;
  channelTransactionId: string;
  amount: Money;
  /** The merchant's number at the channel (mchid, seller or app id, card acceptor). */
  channelMerchantId: string;
  channelAppId?: string;
  paidAtMs: number;
  authorisationCode?: string;
  /** Retrieval reference number of a card transaction. */
  cardReference?: string;
}

/** The five outcomes of a call that may move money. */
export type PayOutcome =
  | { kind: 'approved'; facts: ChannelFacts }
  | { kind: 'declined'; reasonCode: ReasonCode; channelMessage: string; retryable: boolean }
  /** The payer must act: confirm on the phone, or scan the QR given. */
  | { kind: 'payer_pending'; qrText?: string }
  /** Certain: no byte left us. */
  | { kind: 'not_sent'; why: string }
  | { kind: 'unknown'; why: string };

export type QueryOutcome =
  | { kind: 'paid'; facts: ChannelFacts }
  | { kind: 'pending' }
  /** The channel has no such order now; after a time-out this is not yet "not paid". */
  | { kind: 'not_found' }
  /** Closed or reversed at the channel, and no money is held. */
  | { kind: 'closed' }
  /** Refused for good after it had been taken: nothing can come of it, and there is nothing to reverse. */
  | { kind: 'declined'; reasonCode: ReasonCode; channelMessage: string }
  /** The channel calls the try failed for good; a close or reversal still has to confirm it. */
  | { kind: 'not_paid'; reasonCode: ReasonCode; channelMessage: string }
  | { kind: 'unknown'; why: string };

export type ReverseOutcome =
  /** Confirmed; `moneyMoved` tells whether money had been taken and went back (null: the answer does not say). */
  | { kind: 'reversed'; moneyMoved: boolean | null }
  /** The channel refuses yet: try again after this many milliseconds. */
  | { kind: 'too_early'; retryAfterMs: number }
  /**
   * The channel refuses for good (window over, already refunded): a person must look. With `refundInstead` it is only
   * too late for a reversal (a settled card batch): the payment is certainly taken, and a refund returns it.
   */
  | { kind: 'refused'; channelMessage: string; refundInstead?: true }
  | { kind: 'unknown'; why: string };

export interface RefundOperation {
  /** The attempt that holds the money. */
  original: AttemptRef & { channelTransactionId: string; authorisationCode?: string; cardReference?: string };
  /** 28 characters of the refund key; the same on every retry. */
  channelRefundNo: string;
  amount: Money;
  reason: string;
  terminalId: string;
  sentAtMs: number;
  particulars: Particulars;
  card?: EncryptedCard;
}

export type RefundOutcome =
  | { kind: 'succeeded'; channelRefundId: string }
  | { kind: 'processing'; channelRefundId: string }
  | { kind: 'failed'; reasonCode: ReasonCode; channelMessage: string }
  /** CHANNEL_FUNDS_SHORT: refused for want of the merchant's own money, so the same number may be sent again. */
  | { kind: 'needs_person'; reasonCode: 'CHANNEL_FUNDS_SHORT' | ''; channelMessage: string }
  | { kind: 'not_found' }
  | { kind: 'not_sent'; why: string }
  | { kind: 'unknown'; why: string };

/** A notice that a channel pushed: verified and opened, or the refusal to answer it with. */
export type NoticeOutcome =
  | { kind: 'payment'; facts: ChannelFacts; noticeId: string }
  | { kind: 'other'; noticeId: string }
  | { kind: 'refused'; errorCode: 'NOTICE_BAD_SIGNATURE' | 'NOTICE_BAD_BODY' | 'NOTICE_TOO_OLD'; why: string };

/** One row of a channel's bill, net of what it reversed the same day. */
export interface BillRow {
  kind: 'payment' | 'refund';
  channelOrderNo: string;
  /** Ours, for a refund. */
  channelRefundNo?: string;
  channelTransactionId: string;
  amountMinor: bigint;
  feeMinor: bigint;
  /** Line of the bill, 1 is the first. */
  lineNo: number;
}

export type BillOutcome =
  /** `bytes` as downloaded, whose hash (`hashHex`, by `hashType`) was checked against what the channel announced. */
  | { kind: 'bill'; bytes: Uint8Array; hashType: 'SHA1' | 'SHA256' | 'MD5'; hashHex: string; rows: BillRow[] }
  | { kind: 'not_ready'; why: string }
  | { kind: 'empty' }
  | { kind: 'bad'; why: string }
  | { kind: 'unknown'; why: string };

/** Why something was declined or is unknown; docs/reasons.md lists them with the words the till shows. */
export const reasonCodes = [
  'INSUFFICIENT_FUNDS',
  'CODE_EXPIRED',
  'CODE_USED',
  'CODE_INVALID',
  'CARD_DECLINED',
  'CARD_EXPIRED',
  'WRONG_PIN',
  'LIMIT_EXCEEDED',
  'PAYER_CANCELLED',
  'PAYER_TIMED_OUT',
  'PAYER_LEFT',
  'CASHIER_CANCELLED',
  'LINE_LOST',
  'ORDER_CLOSED',
  'CHANNEL_REFUSED',
  'CHANNEL_SILENT',
  'CHANNEL_BUSY',
  'CHANNEL_FUNDS_SHORT',
  'BAD_SIGNATURE',
  'FACTS_DIFFER',
  'NO_ROUTE',
  'OFFLINE',
  'AGENT_GONE',
  'PAYER_ACCOUNT_FROZEN',
  'PAYER_ACCOUNT_REFUSED',
  'PAYMENT_PASSWORD_NOT_SET',
  'PAYMENT_PASSWORD_LOCKED',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

export interface ChannelGateway {
  prepare(operation: Omit<PayOperation, 'particulars'>): Promise<Particulars>;
  pay(operation: PayOperation): Promise<PayOutcome>;
  query(attempt: AttemptRef): Promise<QueryOutcome>;
  /** Undoes an attempt whose outcome must not stand, in the channel's way: close, cancel, reverse or 0400. */
  reverse(attempt: AttemptRef & { way: PayDetails['way'] }): Promise<ReverseOutcome>;
  prepareRefund(operation: Omit<RefundOperation, 'particulars'>): Promise<Particulars>;
  refund(operation: RefundOperation): Promise<RefundOutcome>;
  queryRefund(operation: RefundOperation): Promise<RefundOutcome>;
  readNotice(
    account: ChannelAccount,
    request: { headers: Readonly<Record<string, string>>; body: Uint8Array },
  ): NoticeOutcome;
  /** The bill of one of the channel's days (Beijing), `YYYY-MM-DD`. */
  downloadBill(account: ChannelAccount, date: string): Promise<BillOutcome>;
}
