/** WeChat Pay behind the port: requests go out through the transport, answers come back as outcomes. */
import type { Clock } from '@qiantai/foundation';
import { unreachable } from '@qiantai/foundation';
import { credentialsOf as parsedCredentials } from '../account-credentials.ts';
import {
  billLimits,
  type HttpLimits,
  type HttpRequest,
  type HttpResult,
  type HttpTransport,
  payLimits,
  unanswered,
} from '../http-exchange.ts';
import type { AttemptRef, ChannelAccount, ChannelGateway, PayOperation, RefundOperation } from '../port.ts';
import {
  readClose,
  readNative,
  readPayByCode,
  readQuery,
  readRefund,
  readReverse,
  reverseNotBeforeMs,
} from './wechat-answers.ts';
import { readBillAnnouncement, readBillBytes } from './wechat-bill.ts';
import type { WechatCredentials } from './wechat-credentials.ts';
import { readWechatNotice } from './wechat-notice.ts';
import * as requests from './wechat-requests.ts';
import type { Moment } from './wechat-signature.ts';

export interface WechatChannelOptions {
  clock: Clock;
  http: HttpTransport;
  nonce: () => string;
  notifyUrl: (account: ChannelAccount) => string;
}

export function createWechatChannel(options: WechatChannelOptions): ChannelGateway {
  const { clock, http } = options;
  const moment = (): Moment => ({ nowMs: clock.nowMs(), nonce: options.nonce() });
  const credentialsOf = (account: ChannelAccount): WechatCredentials => parsedCredentials('wechat', account);
  const call = (request: HttpRequest, limits: HttpLimits = payLimits): Promise<HttpResult> =>
    http.send(request, limits);

  async function pay(operation: PayOperation) {
    const credentials = credentialsOf(operation.account);
    const { details } = operation;
    switch (details.way) {
      case 'payment_code': {
        const result = await call(requests.payByCode(credentials, moment(), operation, details.code));
        if (result.kind === 'no_answer') return unanswered(result);
        return result.kind === 'answer' ? readPayByCode(credentials, result.answer, clock.nowMs()) : result;
      }
      case 'qr': {
        const notifyUrl = options.notifyUrl(operation.account);
        const { expiresAtMs } = details;
        const result = await call(requests.createNative(credentials, moment(), operation, { expiresAtMs, notifyUrl }));
        if (result.kind === 'no_answer') return unanswered(result);
        return result.kind === 'answer' ? readNative(credentials, result.answer, clock.nowMs()) : result;
      }
      case 'card':
        return { kind: 'not_sent', why: 'WeChat Pay takes no cards' } as const;
      case 'balance':
        return { kind: 'not_sent', why: 'WeChat Pay takes no codes of another wallet' } as const;
      default:
        return unreachable(details);
    }
  }

  async function reverse(attempt: AttemptRef & { way: PayOperation['details']['way'] }) {
    const credentials = credentialsOf(attempt.account);
    if (attempt.way === 'qr') {
      const result = await call(requests.closeOrder(credentials, moment(), attempt));
      return result.kind === 'answer' ? readClose(credentials, result.answer, clock.nowMs()) : unanswered(result);
    }
    const waitMs = attempt.sentAtMs + reverseNotBeforeMs - clock.nowMs();
    if (waitMs > 0) return { kind: 'too_early', retryAfterMs: waitMs } as const;
    const result = await call(requests.reverseOrder(credentials, moment(), attempt));
    if (result.kind !== 'answer') return unanswered(result);
    return readReverse(credentials, result.answer, { nowMs: clock.nowMs(), sentAtMs: attempt.sentAtMs });
  }

  async function askRefund(operation: RefundOperation, request: (credentials: WechatCredentials) => HttpRequest) {
    const credentials = credentialsOf(operation.original.account);
    const result = await call(request(credentials));
    if (result.kind === 'no_answer') return unanswered(result);
    if (result.kind === 'not_sent') return result;
    return readRefund(credentials, result.answer, {
      nowMs: clock.nowMs(),
      channelRefundNo: operation.channelRefundNo,
      channelOrderNo: operation.original.channelOrderNo,
      amountMinor: operation.amount.amountMinor,
    });
  }

  async function downloadBill(account: ChannelAccount, date: string) {
    const credentials = credentialsOf(account);
    const asked = await call(requests.askTradeBill(credentials, moment(), date));
    if (asked.kind !== 'answer') return unanswered(asked);
    const announced = readBillAnnouncement(credentials, asked.answer, clock.nowMs());
    if (announced.kind !== 'announced') return announced;
    const result = await call(requests.downloadTradeBill(credentials, moment(), announced.url), billLimits);
    if (result.kind !== 'answer') return unanswered(result);
    if (result.answer.status !== 200) return { kind: 'unknown', why: `HTTP ${result.answer.status}` } as const;
    return readBillBytes(result.answer.body, announced.hashHex);
  }

  return {
    prepare: async () => ({}),
    pay,
    query: async (attempt) => {
      const credentials = credentialsOf(attempt.account);
      const result = await call(requests.queryOrder(credentials, moment(), attempt));
      return result.kind === 'answer' ? readQuery(credentials, result.answer, clock.nowMs()) : unanswered(result);
    },
    reverse,
    prepareRefund: async () => ({}),
    refund: (operation) =>
      askRefund(operation, (credentials) => requests.createRefund(credentials, moment(), operation)),
    queryRefund: (operation) =>
      askRefund(operation, (credentials) => requests.queryRefund(credentials, moment(), operation.channelRefundNo)),
    readNotice: (account, request) => readWechatNotice(credentialsOf(account), request, clock.nowMs()),
    downloadBill,
  };
}
