/** What we ask UnionPay, as bytes. Amounts are minor units of the currency, as we hold them. */
import { currencyNumbers } from '@qiantai/protos';
import type { HttpRequest } from '../http-exchange.ts';
import type { AttemptRef, PayOperation, RefundOperation } from '../port.ts';
import type { UnionpayCredentials } from './unionpay-credentials.ts';
import { signedRequest, txnTimeOf } from './unionpay-signature.ts';

/** 08: a mobile device. */
const channelType = '08';

function saleMembers(
  sale: { amount: AttemptRef['amount']; sentAtMs: number },
  named: { orderId: string; backUrl: string },
) {
  return {
    channelType,
    orderId: named.orderId,
    txnTime: txnTimeOf(sale.sentAtMs),
    txnAmt: sale.amount.amountMinor.toString(),
    currencyCode: currencyNumbers[sale.amount.currency],
    backUrl: named.backUrl,
  };
}

/** 二维码消费 (被扫): the customer's code scanned at the till. */
export function payByCode(
  credentials: UnionpayCredentials,
  operation: PayOperation,
  options: { code: string; notifyUrl: string },
): HttpRequest {
  const named = { orderId: operation.channelOrderNo, backUrl: options.notifyUrl };
  return signedRequest(credentials, credentials.backTransUrl, {
    txnType: '01',
    txnSubType: '06',
    ...saleMembers(operation, named),
    qrNo: options.code,
  });
}

/** 申请消费二维码 (主扫): a QR code that the customer scans; it is good until `payTimeout`. */
export function applyQrCode(
  credentials: UnionpayCredentials,
  operation: PayOperation,
  options: { expiresAtMs: number; notifyUrl: string },
): HttpRequest {
  const named = { orderId: operation.channelOrderNo, backUrl: options.notifyUrl };
  return signedRequest(credentials, credentials.backTransUrl, {
    txnType: '01',
    txnSubType: '07',
    ...saleMembers(operation, named),
    payTimeout: txnTimeOf(options.expiresAtMs),
  });
}

/** 交易状态查询 of a consumption or a refund, by its number and its own time of sending. */
export function queryTransaction(
  credentials: UnionpayCredentials,
  named: { orderId: string; sentAtMs: number },
): HttpRequest {
  return signedRequest(credentials, credentials.queryUrl, {
    txnType: '00',
    txnSubType: '00',
    orderId: named.orderId,
    txnTime: txnTimeOf(named.sentAtMs),
  });
}

/** 冲正: names its consumption by that one's own number and time, on the same settlement day only. */
export function reverseTransaction(credentials: UnionpayCredentials, attempt: AttemptRef): HttpRequest {
  return signedRequest(credentials, credentials.backTransUrl, {
    txnType: '99',
    txnSubType: '01',
    channelType,
    orderId: attempt.channelOrderNo,
    txnTime: txnTimeOf(attempt.sentAtMs),
  });
}

/** 退货 under one number on every retry; the original is named by the gateway's queryId. */
export function refundTransaction(
  credentials: UnionpayCredentials,
  operation: RefundOperation,
  notifyUrl: string,
): HttpRequest {
  return signedRequest(credentials, credentials.backTransUrl, {
    txnType: '04',
    txnSubType: '00',
    ...saleMembers(operation, { orderId: operation.channelRefundNo, backUrl: notifyUrl }),
    origQryId: operation.original.channelTransactionId,
  });
}

/** 对账文件下载 of a settlement day `YYYY-MM-DD`; the gateway takes month and day. */
export function askFile(credentials: UnionpayCredentials, nowMs: number, date: string): HttpRequest {
  return signedRequest(credentials, credentials.fileUrl, {
    txnType: '76',
    txnSubType: '01',
    fileType: '00',
    txnTime: txnTimeOf(nowMs),
    settleDate: date.slice(5).replace('-', ''),
  });
}
