/** Our views as messages of the wire. */
import { channelEnum, moneyToMessage, paymentStatusEnum, refundStatusEnum, tenderEnum } from '@qiantai/protos';
import type { PaymentView, RefundView } from '../payment/payment-service.ts';
import type { PaymentMessage, RefundReplyMessage } from './messages.ts';

export function encodePayment(view: PaymentView): PaymentMessage {
  return {
    paymentKey: view.paymentKey,
    orderNo: view.orderNo,
    status: paymentStatusEnum.toMessage(view.status),
    version: String(view.version),
    amount: moneyToMessage(view.amount),
    tender: tenderEnum.toMessage(view.tender),
    channel: view.channel ? channelEnum.toMessage(view.channel) : 'CHANNEL_UNSPECIFIED',
    channelTransactionId: view.channelTransactionId,
    channelOrderNo: view.channelOrderNo,
    reasonCode: view.reasonCode,
    channelMessage: view.channelMessage,
    qrText: view.qrText,
    deadlineMs: String(view.deadlineMs),
    maskedPan: view.maskedPan,
    authorisationCode: view.authorisationCode,
    cardReference: view.cardReference,
    refunded: moneyToMessage({ amountMinor: view.refundedMinor, currency: view.amount.currency }),
    updatedAtMs: String(view.updatedAtMs),
  };
}

export function encodeRefund(view: RefundView): RefundReplyMessage {
  return {
    refundKey: view.refundKey,
    paymentKey: view.paymentKey,
    status: refundStatusEnum.toMessage(view.status),
    version: String(view.version),
    amount: moneyToMessage(view.amount),
    channel: channelEnum.toMessage(view.channel),
    channelRefundId: view.channelRefundId,
    reasonCode: view.reasonCode,
    channelMessage: view.channelMessage,
    updatedAtMs: String(view.updatedAtMs),
  };
}
