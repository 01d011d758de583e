/** Alipay behind the port: requests go out through the transport, answers come back as outcomes. */
import { type Clock, unreachable } from '@qiantai/foundation';
import { credentialsOf as parsedCredentials } from '../account-credentials.ts';
import {
  billLimits,
  type HttpAnswer,
  type HttpRequest,
  type HttpTransport,
  payLimits,
  unanswered,
} from '../http-exchange.ts';
import type { ChannelAccount, ChannelGateway, PayOperation, RefundOperation, RefundOutcome } from '../port.ts';
import { readCancel, readPayByCode, readPrecreate, readQuery, readRefund, readRefundQuery } from './alipay-answers.ts';
import { readBillBytes, readBillUrl } from './alipay-bill.ts';
import type { AlipayCredentials } from './alipay-credentials.ts';
import { readAlipayNotice } from './alipay-notice.ts';
import * as requests from './alipay-requests.ts';

export interface AlipayChannelOptions {
  clock: Clock;
  http: HttpTransport;
  notifyUrl: (account: ChannelAccount) => string;
}

export function createAlipayChannel(options: AlipayChannelOptions): ChannelGateway {
  const { clock, http } = options;
  const credentialsOf = (account: ChannelAccount): AlipayCredentials => parsedCredentials('alipay', account);
  const call = (request: HttpRequest) => http.send(request, payLimits);

  async function pay(operation: PayOperation) {
    const credentials = credentialsOf(operation.account);
    const { details } = operation;
    switch (details.way) {
      case 'payment_code': {
        const result = await call(requests.payByCode(credentials, clock.nowMs(), operation, details.code));
        if (result.kind === 'no_answer') return unanswered(result);
        return result.kind === 'answer' ? readPayByCode(credentials, result.answer) : result;
      }
      case 'qr': {
        const { expiresAtMs } = details;
        const notifyUrl = options.notifyUrl(operation.account);
        const result = await call(
          requests.precreate(credentials, clock.nowMs(), operation, { expiresAtMs, notifyUrl }),
        );
        if (result.kind === 'no_answer') return unanswered(result);
        return result.kind === 'answer' ? readPrecreate(credentials, result.answer, operation) : result;
      }
      case 'card':
        return { kind: 'not_sent', why: 'Alipay takes no cards' } as const;
      case 'balance':
        return { kind: 'not_sent', why: 'Alipay takes no codes of another wallet' } as const;
      default:
        return unreachable(details);
    }
  }

  async function askRefund(
    operation: RefundOperation,
    ask: {
      request: (credentials: AlipayCredentials) => HttpRequest;
      read: (credentials: AlipayCredentials, answer: HttpAnswer, operation: RefundOperation) => RefundOutcome;
    },
  ): Promise<RefundOutcome> {
    const credentials = credentialsOf(operation.original.account);
    const result = await call(ask.request(credentials));
    if (result.kind === 'no_answer') return unanswered(result);
    return result.kind === 'answer' ? ask.read(credentials, result.answer, operation) : result;
  }

  async function downloadBill(account: ChannelAccount, date: string) {
    const credentials = credentialsOf(account);
    const asked = await call(requests.askBill(credentials, clock.nowMs(), date));
    if (asked.kind !== 'answer') return unanswered(asked);
    const announced = readBillUrl(credentials, asked.answer);
    if (announced.kind !== 'announced') return announced;
    // The address itself is the permission, good for half a minute: the download is not signed.
    const result = await http.send({ method: 'GET', url: announced.url, headers: {}, body: '' }, billLimits);
    if (result.kind !== 'answer') return unanswered(result);
    if (result.answer.status !== 200) return { kind: 'unknown', why: `HTTP ${result.answer.status}` } as const;
    return readBillBytes(result.answer.body, credentials.currency);
  }

  return {
    prepare: async () => ({}),
    pay,
    query: async (attempt) => {
      const credentials = credentialsOf(attempt.account);
      const result = await call(requests.queryTrade(credentials, clock.nowMs(), attempt));
      return result.kind === 'answer' ? readQuery(credentials, result.answer) : unanswered(result);
    },
    /** A code's trade and a QR code's alike: cancel closes what is unpaid and refunds what is paid. */
    reverse: async (attempt) => {
      const credentials = credentialsOf(attempt.account);
      const result = await call(requests.cancelTrade(credentials, clock.nowMs(), attempt));
      return result.kind === 'answer' ? readCancel(credentials, result.answer, attempt) : unanswered(result);
    },
    prepareRefund: async () => ({}),
    refund: (operation) =>
      askRefund(operation, {
        request: (credentials) => requests.refundTrade(credentials, clock.nowMs(), operation),
        read: readRefund,
      }),
    queryRefund: (operation) =>
      askRefund(operation, {
        request: (credentials) => requests.queryRefund(credentials, clock.nowMs(), operation),
        read: readRefundQuery,
      }),
    readNotice: (account, request) => readAlipayNotice(credentialsOf(account), request.body),
    downloadBill,
  };
}
