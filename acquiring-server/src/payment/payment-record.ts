/** Payments, attempts and refunds as the core holds them, and as it shows them. Pure. */
import {
  type ChannelName,
  finalPaymentStatuses,
  finalRefundStatuses,
  type Money,
  type PaymentKey,
  type PaymentStatusName,
  type RefundKey,
  type RefundStatusName,
  type TenderName,
} from '@qiantai/protos';
import type { ChannelAccount, EncryptedCard, Particulars, PayDetails, ReasonCode } from '../channels/port.ts';
import type { AttemptStatus } from './attempt-transitions.ts';
import type { OfflineTaking, PaymentView, RefundView } from './payment-service.ts';
import type { Clearing, RoutingDecision } from './ports.ts';

export interface PaymentRecord {
  merchantId: string;
  paymentKey: PaymentKey;
  requestHash: string;
  storeId: string;
  terminalId: string;
  operatorId: string;
  orderNo: string;
  orderTotalMinor: bigint;
  businessDate: string;
  tender: TenderName;
  channel: ChannelName | null;
  amount: Money;
  description: string;
  maskedPan: string;
  requestedAtMs: number;
  /** A card that was taken while the line was down; null for every other payment. */
  offline: OfflineTaking | null;
  /** The last attempt before the present presentation; 0 unless a person had it presented again. */
  presentedAfter: number;
  status: PaymentStatusName;
  version: number;
  attemptNo: number;
  counted: boolean;
  reasonCode: ReasonCode | '';
  channelMessage: string;
  qrText: string;
  deadlineMs: number;
  refundedMinor: bigint;
  exceptionCode: string;
  dueAtMs: number | null;
  stepCount: number;
  driver: string;
  createdAtMs: number;
  updatedAtMs: number;
}

export interface AttemptRecord {
  merchantId: string;
  paymentKey: PaymentKey;
  attemptNo: number;
  status: AttemptStatus;
  channel: ChannelAccount['channel'];
  channelAccountId: string;
  channelOrderNo: string;
  way: PayDetails['way'];
  particulars: Particulars;
  decision: RoutingDecision;
  merchantFeeBasisPoints: number;
  channelCostBasisPoints: number;
  clearing: Clearing;
  sentAtMs: number;
  reasonCode: ReasonCode | '';
  channelMessage: string;
  channelTransactionId: string;
  authorisationCode: string;
  cardReference: string;
  /** When the channel took the money, by its word; null: it never said so. */
  channelPaidAtMs: number | null;
  reversalSentAtMs: number | null;
}

export interface RefundRecord {
  merchantId: string;
  refundKey: RefundKey;
  requestHash: string;
  paymentKey: PaymentKey | null;
  attemptNo: number;
  origin: 'requested' | 'automatic' | 'cash';
  storeId: string;
  terminalId: string;
  operatorId: string;
  businessDate: string;
  channel: ChannelName;
  amount: Money;
  shortfallMinor: bigint;
  reason: string;
  requestedAtMs: number;
  status: RefundStatusName;
  version: number;
  channelRefundNo: string;
  channelRefundId: string;
  particulars: Particulars | null;
  sentAtMs: number | null;
  reasonCode: ReasonCode | '';
  channelMessage: string;
  exceptionCode: string;
  dueAtMs: number | null;
  stepCount: number;
  createdAtMs: number;
  updatedAtMs: number;
}

/** What opens a payment; kept until it is final. */
export interface PaymentSecret {
  paymentCode: string | null;
  card: EncryptedCard | null;
}

export interface PaymentWithAttempt {
  payment: PaymentRecord;
  attempt: AttemptRecord | undefined;
}

export function isFinalPayment(payment: PaymentRecord): boolean {
  return finalPaymentStatuses.has(payment.status);
}

export function isFinalRefund(refund: RefundRecord): boolean {
  return finalRefundStatuses.has(refund.status);
}

export function paymentView({ payment, attempt }: PaymentWithAttempt): PaymentView {
  return {
    paymentKey: payment.paymentKey,
    orderNo: payment.orderNo,
    status: payment.status,
    version: payment.version,
    amount: payment.amount,
    tender: payment.tender,
    ...(payment.channel ? { channel: payment.channel } : {}),
    channelTransactionId: attempt?.channelTransactionId ?? '',
    channelOrderNo: attempt?.channelOrderNo ?? '',
    reasonCode: payment.reasonCode,
    channelMessage: payment.channelMessage,
    qrText: payment.status === 'awaiting_payer' ? payment.qrText : '',
    deadlineMs: payment.status === 'awaiting_payer' ? payment.deadlineMs : 0,
    maskedPan: payment.maskedPan,
    authorisationCode: attempt?.authorisationCode ?? '',
    cardReference: attempt?.cardReference ?? '',
    refundedMinor: payment.refundedMinor,
    updatedAtMs: payment.updatedAtMs,
  };
}

export function refundView(refund: RefundRecord): RefundView {
  return {
    refundKey: refund.refundKey,
    paymentKey: refund.paymentKey ?? '',
    status: refund.status,
    version: refund.version,
    amount: refund.amount,
    channel: refund.channel,
    channelRefundId: refund.channelRefundId,
    reasonCode: refund.reasonCode,
    channelMessage: refund.channelMessage,
    updatedAtMs: refund.updatedAtMs,
  };
}
