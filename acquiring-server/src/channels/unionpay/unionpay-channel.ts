/** UnionPay's QR payments behind the port: requests go out through the transport, answers come back as outcomes. */
import { type Clock, unreachable } from '@qiantai/foundation';
import { credentialsOf as parsedCredentials } from '../account-credentials.ts';
import { billLimits, type HttpRequest, type HttpTransport, payLimits, unanswered } from '../http-exchange.ts';
import type {
  AttemptRef,
  ChannelAccount,
  ChannelGateway,
  Particulars,
  PayDetails,
  PayOperation,
  QueryOutcome,
  RefundOperation,
  ReverseOutcome,
} from '../port.ts';
import {
  askedOf,
  codeLifeMs,
  readApply,
  readPayByCode,
  readQuery,
  readRefund,
  readRefundQuery,
  readReverse,
} from './unionpay-answers.ts';
import { readFileAnswer } from './unionpay-bill.ts';
import type { UnionpayCredentials } from './unionpay-credentials.ts';
import { readUnionpayNotice } from './unionpay-notice.ts';
import * as requests from './unionpay-requests.ts';

export interface UnionpayChannelOptions {
  clock: Clock;
  http: HttpTransport;
  notifyUrl: (account: ChannelAccount) => string;
}

/** Where a QR code's end is not known: the gateway's own preset is a day. */
const qrLifeMs = 86_400_000;

export function createUnionpayChannel(options: UnionpayChannelOptions): ChannelGateway {
  const { clock, http } = options;
  const credentialsOf = (account: ChannelAccount): UnionpayCredentials => parsedCredentials('unionpay', account);
  const call = (request: HttpRequest) => http.send(request, payLimits);

  async function pay(operation: PayOperation) {
    const credentials = credentialsOf(operation.account);
    const notifyUrl = options.notifyUrl(operation.account);
    const { details } = operation;
    switch (details.way) {
      case 'payment_code': {
        const result = await call(requests.payByCode(credentials, operation, { code: details.code, notifyUrl }));
        if (result.kind === 'no_answer') return unanswered(result);
        if (result.kind === 'not_sent') return result;
        return readPayByCode(credentials, result.answer, askedOf(operation, clock.nowMs()));
      }
      case 'qr': {
        const { expiresAtMs } = details;
        const result = await call(requests.applyQrCode(credentials, operation, { expiresAtMs, notifyUrl }));
        if (result.kind === 'no_answer') return unanswered(result);
        if (result.kind === 'not_sent') return result;
        return readApply(credentials, result.answer, askedOf(operation, clock.nowMs()));
      }
      case 'card':
        return { kind: 'not_sent', why: 'this gateway of UnionPay takes no cards' } as const;
      case 'balance':
        return { kind: 'not_sent', why: 'UnionPay takes no codes of another wallet' } as const;
      default:
        return unreachable(details);
    }
  }

  async function query(attempt: AttemptRef): Promise<QueryOutcome> {
    const credentials = credentialsOf(attempt.account);
    const named = { orderId: attempt.channelOrderNo, sentAtMs: attempt.sentAtMs };
    const result = await call(requests.queryTransaction(credentials, named));
    if (result.kind !== 'answer') return unanswered(result);
    return readQuery(credentials, result.answer, askedOf(attempt, clock.nowMs()));
  }

  /**
   * A reversal is answered alike for what was declined and for what is a day old, so the transaction is asked about
   * first: what failed for good, or was undone, needs none.
   */
  async function reverse(attempt: AttemptRef & { way: PayDetails['way'] }): Promise<ReverseOutcome> {
    const before = await query(attempt);
    if (before.kind === 'closed') return { kind: 'reversed', moneyMoved: null };
    if (before.kind === 'declined') return { kind: 'reversed', moneyMoved: false };
    if (before.kind === 'unknown') return before;
    const credentials = credentialsOf(attempt.account);
    const result = await call(requests.reverseTransaction(credentials, attempt));
    if (result.kind !== 'answer') return unanswered(result);
    return readReverse(credentials, result.answer, {
      ...askedOf(attempt, clock.nowMs()),
      before: before.kind,
      mayArriveUntilMs: attempt.way === 'qr' ? qrEndsAtMs(attempt) : attempt.sentAtMs + codeLifeMs,
    });
  }

  async function refund(operation: RefundOperation) {
    const { account } = operation.original;
    const credentials = credentialsOf(account);
    const result = await call(requests.refundTransaction(credentials, operation, options.notifyUrl(account)));
    if (result.kind === 'no_answer') return unanswered(result);
    return result.kind === 'answer' ? readRefund(credentials, result.answer, operation, clock.nowMs()) : result;
  }

  async function queryRefund(operation: RefundOperation) {
    const credentials = credentialsOf(operation.original.account);
    const named = { orderId: operation.channelRefundNo, sentAtMs: operation.sentAtMs };
    const result = await call(requests.queryTransaction(credentials, named));
    if (result.kind !== 'answer') return unanswered(result);
    return readRefundQuery(credentials, result.answer, operation, clock.nowMs());
  }

  async function downloadBill(account: ChannelAccount, date: string) {
    const credentials = credentialsOf(account);
    const result = await http.send(requests.askFile(credentials, clock.nowMs(), date), billLimits);
    if (result.kind !== 'answer') return unanswered(result);
    return readFileAnswer(credentials, result.answer, { date, nowMs: clock.nowMs() });
  }

  return {
    /** A QR code that nobody scanned may be scanned until its end, so the attempt keeps when that is. */
    prepare: async ({ details }): Promise<Particulars> =>
      details.way === 'qr' ? { qrExpiresAtMs: details.expiresAtMs } : {},
    pay,
    query,
    reverse,
    prepareRefund: async () => ({}),
    refund,
    queryRefund,
    readNotice: (account, request) => readUnionpayNotice(credentialsOf(account), request.body, clock.nowMs()),
    downloadBill,
  };
}

function qrEndsAtMs(attempt: AttemptRef): number {
  const endsAtMs = attempt.particulars['qrExpiresAtMs'];
  return typeof endsAtMs === 'number' ? endsAtMs : attempt.sentAtMs + qrLifeMs;
}
