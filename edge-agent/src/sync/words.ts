/** The server's messages as this store's own types, and back. Anything that is not right is refused. */
import {
  channelEnum,
  integerFrom,
  moneyFromMessage,
  moneyToMessage,
  paymentStatusEnum,
  protoError,
  refundStatusEnum,
  tenderEnum,
} from '@qiantai/protos';
import type { PayRequest } from '@qiantai/protos/generated/qiantai/acquiring/v1/PayRequest.ts';
import type { RefundRequest as RefundRequestMessage } from '@qiantai/protos/generated/qiantai/acquiring/v1/RefundRequest.ts';
import type { Payment__Output } from '@qiantai/protos/generated/qiantai/common/v1/Payment.ts';
import type { Refund__Output } from '@qiantai/protos/generated/qiantai/common/v1/Refund.ts';
import type {
  IntentSecret,
  PaymentRequest,
  PaymentWord,
  RefundRequest,
  RefundWord,
  TakenOffline,
} from '../payments/records.ts';

const textCharactersMax = 4096;

/** @throws CodedError PROTO_BAD_… where the message is not what a server of ours says */
export function paymentWordOf(message: Payment__Output, paymentKey: string): PaymentWord {
  if (message.paymentKey !== paymentKey) {
    throw protoError('PROTO_BAD_MESSAGE', { field: 'payment_key', why: 'the answer is about another payment' });
  }
  const amount = moneyFromMessage(message.amount, 'amount');
  return {
    paymentKey,
    orderNo: text(message.orderNo),
    status: paymentStatusEnum.fromMessage(message.status, 'status'),
    version: integerFrom(message.version, 'version'),
    amountMinor: amount.amountMinor.toString(),
    currency: amount.currency,
    tender: tenderEnum.fromMessage(message.tender, 'tender'),
    channel: channelOrNone(message.channel),
    channelTransactionId: text(message.channelTransactionId),
    channelOrderNo: text(message.channelOrderNo),
    reasonCode: text(message.reasonCode),
    channelMessage: text(message.channelMessage),
    qrText: text(message.qrText),
    deadlineMs: integerFrom(message.deadlineMs, 'deadline_ms'),
    maskedPan: text(message.maskedPan),
    authorisationCode: text(message.authorisationCode),
    cardReference: text(message.cardReference),
    refundedMinor: message.refunded ? moneyFromMessage(message.refunded, 'refunded').amountMinor.toString() : '0',
    updatedAtMs: integerFrom(message.updatedAtMs, 'updated_at_ms'),
  };
}

/** @throws CodedError PROTO_BAD_… */
export function refundWordOf(message: Refund__Output, refundKey: string): RefundWord {
  if (message.refundKey !== refundKey) {
    throw protoError('PROTO_BAD_MESSAGE', { field: 'refund_key', why: 'the answer is about another refund' });
  }
  const amount = moneyFromMessage(message.amount, 'amount');
  return {
    refundKey,
    paymentKey: text(message.paymentKey),
    status: refundStatusEnum.fromMessage(message.status, 'status'),
    version: integerFrom(message.version, 'version'),
    amountMinor: amount.amountMinor.toString(),
    currency: amount.currency,
    channel: channelOrNone(message.channel),
    channelRefundId: text(message.channelRefundId),
    reasonCode: text(message.reasonCode),
    channelMessage: text(message.channelMessage),
    updatedAtMs: integerFrom(message.updatedAtMs, 'updated_at_ms'),
  };
}

/** The same for every try of one payment: the server compares what it hashed. */
export function payMessage(
  request: PaymentRequest & { takenOffline?: TakenOffline | undefined },
  secret: IntentSecret,
  waitMs: number,
): PayRequest {
  const money = (amountMinor: bigint) => moneyToMessage({ amountMinor, currency: request.currency });
  const { takenOffline } = request;
  return {
    paymentKey: request.paymentKey,
    orderNo: request.orderNo,
    orderTotal: money(request.orderTotalMinor),
    amount: money(request.amountMinor),
    tender: tenderEnum.toMessage(request.tender),
    terminalId: request.terminalId,
    operatorId: request.operatorId,
    paymentCode: secret.paymentCode ?? '',
    ...(request.channel === '' ? {} : { channel: channelEnum.toMessage(request.channel) }),
    ...(secret.card ? { card: secret.card } : {}),
    description: request.description,
    businessDate: request.businessDate,
    requestedAtMs: request.requestedAtMs,
    waitMs,
    ...(takenOffline ? { offline: { ...takenOffline, takenAtMs: request.requestedAtMs } } : {}),
  };
}

export function refundMessage(request: RefundRequest, secret: IntentSecret, waitMs: number): RefundRequestMessage {
  return {
    refundKey: request.refundKey,
    paymentKey: request.paymentKey,
    amount: moneyToMessage({ amountMinor: request.amountMinor, currency: request.currency }),
    terminalId: request.terminalId,
    operatorId: request.operatorId,
    reason: request.reason,
    businessDate: request.businessDate,
    ...(secret.card ? { card: secret.card } : {}),
    requestedAtMs: request.requestedAtMs,
    waitMs,
  };
}

function channelOrNone(value: string): PaymentWord['channel'] {
  return value === 'CHANNEL_UNSPECIFIED' ? '' : channelEnum.fromMessage(value, 'channel');
}

function text(value: string): string {
  return value.slice(0, textCharactersMax);
}
