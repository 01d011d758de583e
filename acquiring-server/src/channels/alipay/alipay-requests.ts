/** What we ask Alipay, as bytes. Amounts become decimals with the digits of their currency here. */
import { decimalFromMinor } from '@qiantai/protos';
import type { HttpRequest } from '../http-exchange.ts';
import type { AttemptRef, PayOperation, RefundOperation } from '../port.ts';
import type { AlipayCredentials } from './alipay-credentials.ts';
import { signedRequest } from './alipay-signature.ts';

export const methods = {
  pay: 'alipay.trade.pay',
  precreate: 'alipay.trade.precreate',
  query: 'alipay.trade.query',
  cancel: 'alipay.trade.cancel',
  refund: 'alipay.trade.refund',
  queryRefund: 'alipay.trade.fastpay.refund.query',
  bill: 'alipay.data.dataservice.bill.downloadurl.query',
} as const;

const decimal = (amount: AttemptRef['amount']): string => decimalFromMinor(amount.amountMinor, amount.currency);

/** 当面付, bar_code: the customer's code scanned at the till. */
export function payByCode(
  credentials: AlipayCredentials,
  nowMs: number,
  operation: PayOperation,
  code: string,
): HttpRequest {
  return signedRequest(credentials, nowMs, {
    method: methods.pay,
    bizContent: {
      ...orderMembers(operation),
      scene: 'bar_code',
      auth_code: code,
      product_code: 'FACE_TO_FACE_PAYMENT',
    },
  });
}

/** 预下单: a QR code that the customer scans; it closes by itself when its time is over. */
export function precreate(
  credentials: AlipayCredentials,
  nowMs: number,
  operation: PayOperation,
  options: { expiresAtMs: number; notifyUrl: string },
): HttpRequest {
  const minutes = Math.max(1, Math.ceil((options.expiresAtMs - nowMs) / 60_000));
  return signedRequest(credentials, nowMs, {
    method: methods.precreate,
    notifyUrl: options.notifyUrl,
    bizContent: { ...orderMembers(operation), timeout_express: `${minutes}m` },
  });
}

function orderMembers(operation: PayOperation): object {
  return {
    out_trade_no: operation.channelOrderNo,
    total_amount: decimal(operation.amount),
    // Yuan where it is not named.
    ...(operation.amount.currency === 'CNY' ? {} : { trans_currency: operation.amount.currency }),
    // Alipay refuses `/`, `=` and `&` in a subject.
    subject: operation.description.replaceAll(/[/=&]/g, ' ').slice(0, 128),
    store_id: operation.storeId.slice(0, 32),
  };
}

export function queryTrade(credentials: AlipayCredentials, nowMs: number, attempt: AttemptRef): HttpRequest {
  return signedRequest(credentials, nowMs, {
    method: methods.query,
    bizContent: { out_trade_no: attempt.channelOrderNo },
  });
}

export function cancelTrade(credentials: AlipayCredentials, nowMs: number, attempt: AttemptRef): HttpRequest {
  return signedRequest(credentials, nowMs, {
    method: methods.cancel,
    bizContent: { out_trade_no: attempt.channelOrderNo },
  });
}

/** The same out_request_no on every retry: Alipay makes one refund of it. */
export function refundTrade(credentials: AlipayCredentials, nowMs: number, operation: RefundOperation): HttpRequest {
  return signedRequest(credentials, nowMs, {
    method: methods.refund,
    bizContent: {
      out_trade_no: operation.original.channelOrderNo,
      out_request_no: operation.channelRefundNo,
      refund_amount: decimal(operation.amount),
      ...(operation.reason ? { refund_reason: operation.reason.slice(0, 256) } : {}),
    },
  });
}

export function queryRefund(credentials: AlipayCredentials, nowMs: number, operation: RefundOperation): HttpRequest {
  return signedRequest(credentials, nowMs, {
    method: methods.queryRefund,
    bizContent: {
      out_trade_no: operation.original.channelOrderNo,
      out_request_no: operation.channelRefundNo,
      query_options: ['gmt_refund_pay'],
    },
  });
}

export function askBill(credentials: AlipayCredentials, nowMs: number, date: string): HttpRequest {
  return signedRequest(credentials, nowMs, {
    method: methods.bill,
    bizContent: { bill_type: 'trade', bill_date: date },
  });
}
