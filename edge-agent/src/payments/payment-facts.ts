/** A payment as it is first written, in the words of the journal, and as a till is shown it. Pure. */
import { isPaymentOpen } from './edge-states.ts';
import type { PaymentRecord, PaymentRequest, PaymentWord } from './records.ts';

export function fresh(
  asked: PaymentRequest,
  now: Pick<PaymentRecord, 'state' | 'journalSequence'> &
    Partial<Pick<PaymentRecord, 'reasonCode' | 'offline' | 'takenOffline'>>,
): PaymentRecord {
  return {
    ...asked,
    reasonCode: '',
    offline: false,
    takenOffline: undefined,
    ...now,
    revision: 1,
    cancelReason: '',
    journalledStatus: '',
    word: undefined,
    open: isPaymentOpen(now.state, undefined, now.takenOffline !== undefined),
  };
}

export function facts(asked: PaymentRequest) {
  return {
    paymentKey: asked.paymentKey,
    saleId: asked.saleId,
    orderNo: asked.orderNo,
    amountMinor: asked.amountMinor.toString(),
    orderTotalMinor: asked.orderTotalMinor.toString(),
    currency: asked.currency,
    operatorId: asked.operatorId,
    businessDate: asked.businessDate,
    tender: asked.tender,
    ...(asked.channel === '' ? {} : { channel: asked.channel }),
    ...(asked.maskedPan === '' ? {} : { maskedPan: asked.maskedPan }),
    requestedAtMs: asked.requestedAtMs,
  };
}

/** What a till is shown of a payment that the server has said nothing about. */
export function firstWord(record: PaymentRecord): PaymentWord {
  return {
    paymentKey: record.paymentKey,
    orderNo: record.orderNo,
    status: firstStatus(record.state),
    version: 0,
    amountMinor: record.amountMinor.toString(),
    currency: record.currency,
    tender: record.tender,
    channel: record.channel,
    channelTransactionId: '',
    channelOrderNo: '',
    reasonCode: record.reasonCode,
    channelMessage: '',
    qrText: '',
    deadlineMs: 0,
    maskedPan: record.maskedPan,
    authorisationCode: '',
    cardReference: '',
    refundedMinor: '0',
    updatedAtMs: record.requestedAtMs,
  };
}

function firstStatus(state: PaymentRecord['state']): PaymentWord['status'] {
  if (state === 'recorded') return 'paid';
  if (state === 'refused_offline') return 'failed';
  return state === 'cancel_recorded' ? 'reversing' : 'processing';
}
