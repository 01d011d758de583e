/** A channel at the port, for tests: it keeps its own books and does what the script says. */
import type { Clock } from '@qiantai/foundation';
import type { Money } from '@qiantai/protos';
import type {
  AttemptRef,
  ChannelAccount,
  ChannelFacts,
  ChannelGateway,
  PayOperation,
  PayOutcome,
  QueryOutcome,
  RefundOperation,
  RefundOutcome,
  ReverseOutcome,
} from '../channels/port.ts';

export type PayScript =
  | 'approve'
  | 'decline'
  | 'decline_retryable'
  | 'pending'
  | 'not_sent'
  /** Takes the money, answers nothing. */
  | 'silent_paid'
  /** Takes nothing, answers nothing. */
  | 'silent_unpaid'
  /** Takes the money, and answers with another amount. */
  | 'wrong_amount'
  | 'throw'
  /** Answers when `release` is called. */
  | 'hold';

export interface BookedOrder {
  state: 'paid' | 'pending' | 'closed' | 'refused';
  amount: Money;
  transactionId: string;
  paidAtMs: number;
  wasPaid: boolean;
  refundedMinor: bigint;
}

export interface ScriptedGateway extends ChannelGateway {
  orders: Map<string, BookedOrder>;
  refunds: Map<string, RefundOutcome>;
  calls: string[];
  payScript: (operation: PayOperation) => PayScript;
  /** Instead of the books' answer. */
  queryScript: (attempt: AttemptRef) => QueryOutcome | undefined;
  reverseScript: (attempt: AttemptRef) => ReverseOutcome | undefined;
  refundScript: (operation: RefundOperation) => RefundOutcome | undefined;
  release(): void;
  /** The customer confirms on the phone. */
  payerPays(channelOrderNo: string): void;
  notice(channelOrderNo: string, change?: Partial<ChannelFacts>): { headers: Record<string, string>; body: Uint8Array };
  /** What the channel holds, net of refunds. */
  heldMinor(): bigint;
}

export function channelAccount(id = 'wechat-1', channel: ChannelAccount['channel'] = 'wechat'): ChannelAccount {
  const credentials = {
    wechat: { mchid: `mch-${id}`, appid: `app-${id}` },
    alipay: { sellerId: `mch-${id}`, appId: `app-${id}` },
    unionpay: { merId: `mch-${id}` },
    card: { acceptorId: `mch-${id}` },
    balance: { companyId: `mch-${id}` },
  }[channel];
  return { id, merchantId: 'shop', channel, credentials };
}

export function createScriptedGateway(clock: Clock): ScriptedGateway {
  const orders = new Map<string, BookedOrder>();
  let held: Array<() => void> = [];
  let transactionCount = 0;

  const factsOf = (attempt: Pick<AttemptRef, 'channelOrderNo' | 'account'>, order: BookedOrder): ChannelFacts => ({
    channelOrderNo: attempt.channelOrderNo,
    channelTransactionId: order.transactionId,
    amount: order.amount,
    channelMerchantId: `mch-${attempt.account.id}`,
    ...(attempt.account.channel === 'card' ? {} : { channelAppId: `app-${attempt.account.id}` }),
    paidAtMs: order.paidAtMs,
  });
  const book = (operation: PayOperation, state: BookedOrder['state']): BookedOrder => {
    const order: BookedOrder = {
      state,
      amount: operation.amount,
      transactionId: `T${++transactionCount}-${operation.channelOrderNo}`,
      paidAtMs: clock.nowMs(),
      wasPaid: state === 'paid',
      refundedMinor: 0n,
    };
    orders.set(operation.channelOrderNo, order);
    return order;
  };
  const answer = async (operation: PayOperation, script: PayScript): Promise<PayOutcome> => {
    switch (script) {
      case 'approve':
        return { kind: 'approved', facts: factsOf(operation, book(operation, 'paid')) };
      case 'decline':
      case 'decline_retryable':
        book(operation, 'refused');
        return {
          kind: 'declined',
          reasonCode: 'INSUFFICIENT_FUNDS',
          channelMessage: 'no money',
          retryable: script === 'decline_retryable',
        };
      case 'pending':
        book(operation, 'pending');
        return { kind: 'payer_pending', ...(operation.details.way === 'qr' ? { qrText: 'weixin://pay/1' } : {}) };
      case 'not_sent':
        return { kind: 'not_sent', why: 'connection refused' };
      case 'silent_paid':
        book(operation, 'paid');
        return { kind: 'unknown', why: 'no answer' };
      case 'silent_unpaid':
        return { kind: 'unknown', why: 'no answer' };
      case 'wrong_amount': {
        const facts = factsOf(operation, book(operation, 'paid'));
        return { kind: 'approved', facts: { ...facts, amount: { ...facts.amount, amountMinor: 1n } } };
      }
      case 'throw':
        throw new Error('the adapter has a bug');
      case 'hold':
        await new Promise<void>((done) => held.push(done));
        return { kind: 'approved', facts: factsOf(operation, book(operation, 'paid')) };
    }
  };

  const gateway: ScriptedGateway = {
    orders,
    refunds: new Map(),
    calls: [],
    payScript: () => 'approve',
    queryScript: () => undefined,
    reverseScript: () => undefined,
    refundScript: () => undefined,
    release: () => {
      for (const answerNow of held) answerNow();
      held = [];
    },
    payerPays: (channelOrderNo) => {
      const order = orders.get(channelOrderNo);
      if (order?.state !== 'pending') return;
      Object.assign(order, { state: 'paid', wasPaid: true, paidAtMs: clock.nowMs() });
    },
    notice: (channelOrderNo, change = {}) => ({
      headers: {},
      body: Buffer.from(JSON.stringify({ channelOrderNo, change }, (_, v) => (typeof v === 'bigint' ? `${v}n` : v))),
    }),
    heldMinor: () => {
      let sumMinor = 0n;
      for (const order of orders.values())
        if (order.state === 'paid') sumMinor += order.amount.amountMinor - order.refundedMinor;
      return sumMinor;
    },
    prepare: async () => ({ stan: 1 }),
    pay: async (operation) => {
      gateway.calls.push(`pay ${operation.channelOrderNo}`);
      return await answer(operation, gateway.payScript(operation));
    },
    query: async (attempt) => {
      gateway.calls.push(`query ${attempt.channelOrderNo}`);
      const scripted = gateway.queryScript(attempt);
      if (scripted) return scripted;
      const order = orders.get(attempt.channelOrderNo);
      switch (order?.state) {
        case undefined:
          return { kind: 'not_found' };
        case 'paid':
          return { kind: 'paid', facts: factsOf(attempt, order) };
        case 'pending':
          return { kind: 'pending' };
        case 'closed':
          return { kind: 'closed' };
        case 'refused':
          return { kind: 'not_paid', reasonCode: 'INSUFFICIENT_FUNDS', channelMessage: 'no money' };
      }
    },
    reverse: async (attempt) => {
      gateway.calls.push(`reverse ${attempt.channelOrderNo}`);
      const scripted = gateway.reverseScript(attempt);
      if (scripted) return scripted;
      const order = orders.get(attempt.channelOrderNo);
      const moneyMoved = order?.state === 'paid' || (order?.state === 'closed' && order.wasPaid);
      if (order) order.state = 'closed';
      return { kind: 'reversed', moneyMoved };
    },
    prepareRefund: async () => ({ stan: 2 }),
    refund: async (operation) => {
      gateway.calls.push(`refund ${operation.channelRefundNo}`);
      const held = gateway.refunds.get(operation.channelRefundNo);
      if (held) return held;
      const outcome: RefundOutcome = gateway.refundScript(operation) ?? {
        kind: 'succeeded',
        channelRefundId: `R-${operation.channelRefundNo}`,
      };
      if (outcome.kind === 'succeeded') {
        const order = orders.get(operation.original.channelOrderNo);
        if (order) order.refundedMinor += operation.amount.amountMinor;
        gateway.refunds.set(operation.channelRefundNo, outcome);
      }
      return outcome;
    },
    queryRefund: async (operation) => {
      gateway.calls.push(`queryRefund ${operation.channelRefundNo}`);
      return gateway.refunds.get(operation.channelRefundNo) ?? { kind: 'not_found' };
    },
    readNotice: (account, request) => {
      const text = Buffer.from(request.body).toString();
      if (text === 'forged') return { kind: 'refused', errorCode: 'NOTICE_BAD_SIGNATURE', why: 'forged' };
      const { channelOrderNo, change } = JSON.parse(text, (_, v) =>
        typeof v === 'string' && /^[0-9]+n$/.test(v) ? BigInt(v.slice(0, -1)) : v,
      );
      const order = orders.get(channelOrderNo) ?? {
        state: 'paid' as const,
        amount: { amountMinor: 1n, currency: 'CNY' as const },
        transactionId: 'T0',
        paidAtMs: 0,
        wasPaid: true,
        refundedMinor: 0n,
      };
      return { kind: 'payment', noticeId: 'n', facts: { ...factsOf({ channelOrderNo, account }, order), ...change } };
    },
    downloadBill: async () => ({ kind: 'empty' }),
  };
  return gateway;
}
