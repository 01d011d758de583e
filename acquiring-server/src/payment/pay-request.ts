/** The request of a payment, put together again from what is kept of it. Pure. */
import { unreachable } from '@qiantai/foundation';
import { isWalletChannel } from '@qiantai/protos';
import type { PayDetails } from '../channels/port.ts';
import type { PaymentRecord, PaymentSecret } from './payment-record.ts';
import type { PayRequest } from './payment-service.ts';

/** The request as it came, for the router. */
export function payRequestOf(payment: PaymentRecord, secret: PaymentSecret): PayRequest {
  if (payment.tender === 'cash') throw new TypeError('cash is not routed');
  return {
    paymentKey: payment.paymentKey,
    orderNo: payment.orderNo,
    orderTotal: { amountMinor: payment.orderTotalMinor, currency: payment.amount.currency },
    amount: payment.amount,
    tender: payment.tender,
    terminalId: payment.terminalId,
    operatorId: payment.operatorId,
    businessDate: payment.businessDate,
    requestedAtMs: payment.requestedAtMs,
    description: payment.description,
    ...(secret.paymentCode === null ? {} : { paymentCode: secret.paymentCode }),
    ...(payment.tender === 'qr' && isWalletChannel(payment.channel) ? { channel: payment.channel } : {}),
    ...(secret.card === null ? {} : { card: secret.card }),
    ...(payment.offline === null ? {} : { offline: payment.offline }),
  };
}

export function payDetails(payment: PaymentRecord, secret: PaymentSecret): PayDetails {
  switch (payment.tender) {
    case 'payment_code':
      if (secret.paymentCode === null) throw new TypeError(`payment ${payment.paymentKey} lost its code`);
      return { way: 'payment_code', code: secret.paymentCode };
    case 'qr':
      return { way: 'qr', expiresAtMs: payment.deadlineMs };
    case 'card':
      if (secret.card === null) throw new TypeError(`payment ${payment.paymentKey} lost its card`);
      return { way: 'card', card: secret.card };
    case 'balance':
      if (secret.paymentCode === null) throw new TypeError(`payment ${payment.paymentKey} lost its code`);
      return { way: 'balance', code: secret.paymentCode, expiresAtMs: payment.deadlineMs };
    case 'cash':
      throw new TypeError('cash has no channel');
    default:
      return unreachable(payment.tender);
  }
}
