/** What we ask WeChat Pay, as bytes. Amounts are whole minor units there too (fen). */
import { beijingRfc3339 } from '../beijing-time.ts';
import type { HttpRequest } from '../http-exchange.ts';
import type { AttemptRef, PayOperation, RefundOperation } from '../port.ts';
import type { WechatCredentials } from './wechat-credentials.ts';
import { type Moment, signedRequest } from './wechat-signature.ts';

const utf8Prefix = (text: string, bytesMax: number): string => {
  let prefix = '';
  let length = 0;
  for (const character of text) {
    length += Buffer.byteLength(character);
    if (length > bytesMax) break;
    prefix += character;
  }
  return prefix;
};

/** 付款码支付: no notify_url, the payer's code and the store are required. */
export function payByCode(
  credentials: WechatCredentials,
  moment: Moment,
  operation: PayOperation,
  code: string,
): HttpRequest {
  return signedRequest(credentials, moment, {
    method: 'POST',
    url: `${credentials.baseUrl}/v3/pay/transactions/codepay`,
    body: {
      ...orderMembers(credentials, operation),
      payer: { auth_code: code },
      scene_info: { store_info: { id: operation.storeId } },
    },
  });
}

/** Native 下单: a QR code that the customer scans. */
export function createNative(
  credentials: WechatCredentials,
  moment: Moment,
  operation: PayOperation,
  options: { expiresAtMs: number; notifyUrl: string },
): HttpRequest {
  return signedRequest(credentials, moment, {
    method: 'POST',
    url: `${credentials.baseUrl}/v3/pay/transactions/native`,
    body: {
      ...orderMembers(credentials, operation),
      time_expire: beijingRfc3339(options.expiresAtMs),
      notify_url: options.notifyUrl,
    },
  });
}

function orderMembers(credentials: WechatCredentials, operation: PayOperation): object {
  return {
    appid: credentials.appid,
    mchid: credentials.mchid,
    description: utf8Prefix(operation.description, 127),
    out_trade_no: operation.channelOrderNo,
    amount: { total: Number(operation.amount.amountMinor), currency: operation.amount.currency },
  };
}

export function queryOrder(credentials: WechatCredentials, moment: Moment, attempt: AttemptRef): HttpRequest {
  return signedRequest(credentials, moment, {
    method: 'GET',
    url: `${orderUrl(credentials, attempt.channelOrderNo)}?mchid=${credentials.mchid}`,
  });
}

/** For an order that a customer was to scan. */
export function closeOrder(credentials: WechatCredentials, moment: Moment, attempt: AttemptRef): HttpRequest {
  return signedRequest(credentials, moment, {
    method: 'POST',
    url: `${orderUrl(credentials, attempt.channelOrderNo)}/close`,
    body: { mchid: credentials.mchid },
  });
}

/** For a payment code: such an order cannot be closed. */
export function reverseOrder(credentials: WechatCredentials, moment: Moment, attempt: AttemptRef): HttpRequest {
  return signedRequest(credentials, moment, {
    method: 'POST',
    url: `${orderUrl(credentials, attempt.channelOrderNo)}/reverse`,
    body: { appid: credentials.appid, mchid: credentials.mchid },
  });
}

function orderUrl(credentials: WechatCredentials, channelOrderNo: string): string {
  return `${credentials.baseUrl}/v3/pay/transactions/out-trade-no/${channelOrderNo}`;
}

/** The same out_refund_no on every retry: WeChat Pay makes one refund of it. */
export function createRefund(credentials: WechatCredentials, moment: Moment, operation: RefundOperation): HttpRequest {
  return signedRequest(credentials, moment, {
    method: 'POST',
    url: `${credentials.baseUrl}/v3/refund/domestic/refunds`,
    body: {
      out_trade_no: operation.original.channelOrderNo,
      out_refund_no: operation.channelRefundNo,
      ...(operation.reason ? { reason: utf8Prefix(operation.reason, 80) } : {}),
      amount: {
        refund: Number(operation.amount.amountMinor),
        total: Number(operation.original.amount.amountMinor),
        currency: operation.amount.currency,
      },
    },
  });
}

export function queryRefund(credentials: WechatCredentials, moment: Moment, channelRefundNo: string): HttpRequest {
  return signedRequest(credentials, moment, {
    method: 'GET',
    url: `${credentials.baseUrl}/v3/refund/domestic/refunds/${channelRefundNo}`,
  });
}

/** Where the bill of a day lies; from 10:00 of the next. */
export function askTradeBill(credentials: WechatCredentials, moment: Moment, date: string): HttpRequest {
  return signedRequest(credentials, moment, {
    method: 'GET',
    url: `${credentials.baseUrl}/v3/bill/tradebill?bill_date=${date}&bill_type=ALL`,
  });
}

/** The download is signed as any call; its answer carries no signature but the hash announced before. */
export function downloadTradeBill(credentials: WechatCredentials, moment: Moment, url: string): HttpRequest {
  return signedRequest(credentials, moment, { method: 'GET', url });
}
