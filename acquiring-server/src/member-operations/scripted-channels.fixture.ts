/** A recharge channel and a paying bank at the ports, for tests: they keep books of their own and do as scripted. */
import type { Money } from '@qiantai/protos';
import type {
  ChannelWord,
  OperationChannels,
  PayOut,
  PayOutCall,
  PayOutOutcome,
  RechargeCall,
  RechargeChannel,
  RechargeOutcome,
  RechargeQueryOutcome,
} from './ports.ts';

export type RechargeScript =
  | 'approve'
  | 'decline'
  | 'pending'
  | 'not_sent'
  /** Takes the money, answers nothing. */
  | 'silent_paid'
  /** Has an open order, answers nothing. */
  | 'silent_open'
  /** Never got it, answers nothing. */
  | 'silent_lost'
  /** Takes the money, and answers with another amount. */
  | 'wrong_amount'
  | 'throw';

export type PayOutScript =
  | 'pay'
  | 'accept'
  | 'decline'
  | 'not_sent'
  | 'silent_paid'
  | 'silent_lost'
  | 'silent_declined'
  | 'wrong_account'
  | 'throw';

export interface Booked {
  state: 'open' | 'paid' | 'closed' | 'refused';
  amount: Money;
  transactionId: string;
}

export const rechargeAccountId = 'wechat-recharge';
export const bankAccountId = 'bank-1';

export interface ScriptedChannels extends OperationChannels {
  orders: Map<string, Booked>;
  payOuts: Map<string, Booked>;
  calls: string[];
  /** The call as the bank got it. */
  lastPayOut: PayOutCall | undefined;
  rechargeScript: (call: RechargeCall) => RechargeScript;
  payOutScript: (call: PayOutCall) => PayOutScript;
  /** Instead of what the books say. */
  queryScript: () => RechargeQueryOutcome | undefined;
  payOutQueryScript: () => PayOutOutcome | undefined;
  /** While false a close is not answered. */
  closes: boolean;
  configured: boolean;
  payOutWay: PayOut['way'];
  /** Where the way is to instruct: what was written down. */
  instructed: PayOutCall[];
  payerPays(channelNumber: string): void;
  /** The bank ends what it had accepted. */
  bankPays(channelNumber: string): void;
  word(channelNumber: string, change?: Partial<ChannelWord>): ChannelWord;
  payOutWord(channelNumber: string, change?: Partial<ChannelWord>): ChannelWord;
}

export function createScriptedChannels(): ScriptedChannels {
  const orders = new Map<string, Booked>();
  const payOuts = new Map<string, Booked>();

  const book = (
    books: Map<string, Booked>,
    call: { channelNumber: string; amount: Money },
    state: Booked['state'],
  ): Booked => {
    // A number that was taken before is that one: a repeat changes nothing.
    const held = books.get(call.channelNumber);
    if (held) return held;
    const booked: Booked = { state, amount: call.amount, transactionId: `T-${call.channelNumber}` };
    books.set(call.channelNumber, booked);
    return booked;
  };
  const wordOf = (channelNumber: string, booked: Booked | undefined, channelAccountId: string): ChannelWord => ({
    channelNumber,
    channelTransactionId: booked?.transactionId ?? 'T-none',
    channelAccountId,
    amount: booked?.amount ?? { amountMinor: 1n, currency: 'CNY' },
  });

  const recharge: RechargeChannel = {
    start: async (call): Promise<RechargeOutcome> => {
      channels.calls.push(`start ${call.channelNumber}`);
      switch (channels.rechargeScript(call)) {
        case 'approve':
          book(orders, call, 'paid');
          return { kind: 'approved', facts: channels.word(call.channelNumber) };
        case 'decline':
          book(orders, call, 'refused');
          return { kind: 'declined', reasonCode: 'CARD_DECLINED', channelMessage: 'no' };
        case 'pending':
          book(orders, call, 'open');
          return { kind: 'payer_pending', payerUrl: 'https://bank.example/pay' };
        case 'not_sent':
          return { kind: 'not_sent', why: 'connection refused' };
        case 'silent_paid':
          book(orders, call, 'paid');
          return { kind: 'unknown', why: 'no answer' };
        case 'silent_open':
          book(orders, call, 'open');
          return { kind: 'unknown', why: 'no answer' };
        case 'silent_lost':
          return { kind: 'unknown', why: 'no answer' };
        case 'wrong_amount':
          book(orders, call, 'paid');
          return {
            kind: 'approved',
            facts: channels.word(call.channelNumber, { amount: { amountMinor: 1n, currency: 'CNY' } }),
          };
        case 'throw':
          throw new Error('the adapter has a fault');
      }
    },
    query: async (call) => {
      channels.calls.push(`query ${call.channelNumber}`);
      const scripted = channels.queryScript();
      if (scripted) return scripted;
      switch (orders.get(call.channelNumber)?.state) {
        case undefined:
          return { kind: 'not_found' };
        case 'open':
          return { kind: 'pending' };
        case 'paid':
          return { kind: 'paid', facts: channels.word(call.channelNumber) };
        case 'closed':
        case 'refused':
          return { kind: 'closed' };
      }
    },
    close: async (call) => {
      channels.calls.push(`close ${call.channelNumber}`);
      if (!channels.closes) return { kind: 'unknown', why: 'no answer' };
      const booked = orders.get(call.channelNumber);
      if (booked?.state === 'paid') return { kind: 'paid', facts: channels.word(call.channelNumber) };
      book(orders, call, 'closed').state = 'closed';
      return { kind: 'closed', moneyMoved: false };
    },
  };

  const bank: PayOut & { way: 'call' } = {
    way: 'call',
    send: async (call): Promise<PayOutOutcome> => {
      channels.calls.push(`send ${call.channelNumber}`);
      channels.lastPayOut = call;
      switch (channels.payOutScript(call)) {
        case 'pay':
          book(payOuts, call, 'paid');
          return { kind: 'approved', facts: channels.payOutWord(call.channelNumber) };
        case 'accept':
          return { kind: 'accepted', channelTransactionId: book(payOuts, call, 'open').transactionId };
        case 'decline':
          book(payOuts, call, 'refused');
          return { kind: 'declined', reasonCode: 'CARD_DECLINED', channelMessage: 'the card is closed' };
        case 'not_sent':
          return { kind: 'not_sent', why: 'connection refused' };
        case 'silent_paid':
          book(payOuts, call, 'paid');
          return { kind: 'unknown', why: 'no answer' };
        case 'silent_declined':
          book(payOuts, call, 'refused');
          return { kind: 'unknown', why: 'no answer' };
        case 'silent_lost':
          return { kind: 'unknown', why: 'no answer' };
        case 'wrong_account':
          book(payOuts, call, 'paid');
          return {
            kind: 'approved',
            facts: channels.payOutWord(call.channelNumber, { channelAccountId: 'somebody-elses' }),
          };
        case 'throw':
          throw new Error('the adapter has a fault');
      }
    },
    query: async (call) => {
      channels.calls.push(`ask ${call.channelNumber}`);
      const scripted = channels.payOutQueryScript();
      if (scripted) return scripted;
      const booked = payOuts.get(call.channelNumber);
      switch (booked?.state) {
        case undefined:
          return { kind: 'not_found' };
        case 'open':
          return { kind: 'accepted', channelTransactionId: booked?.transactionId ?? '' };
        case 'paid':
          return { kind: 'approved', facts: channels.payOutWord(call.channelNumber) };
        case 'closed':
        case 'refused':
          return { kind: 'declined', reasonCode: 'CARD_DECLINED', channelMessage: 'the card is closed' };
      }
    },
  };
  const desk: PayOut & { way: 'instruct' } = {
    way: 'instruct',
    instruct: async (_client, call) => {
      channels.instructed.push(call);
    },
  };

  const configuredRecharge = { channelAccountId: rechargeAccountId, costBasisPoints: 60, channel: recharge };
  const configuredPayOut = () => ({ bankAccountId, payOut: channels.payOutWay === 'call' ? bank : desk });
  const channels: ScriptedChannels = {
    orders,
    payOuts,
    calls: [],
    lastPayOut: undefined,
    rechargeScript: () => 'approve',
    payOutScript: () => 'pay',
    queryScript: () => undefined,
    payOutQueryScript: () => undefined,
    closes: true,
    configured: true,
    payOutWay: 'call',
    instructed: [],
    payerPays: (channelNumber) => {
      const order = orders.get(channelNumber);
      if (order?.state === 'open') order.state = 'paid';
    },
    bankPays: (channelNumber) => {
      const payOut = payOuts.get(channelNumber);
      if (payOut?.state === 'open') payOut.state = 'paid';
    },
    word: (channelNumber, change = {}) => ({
      ...wordOf(channelNumber, orders.get(channelNumber), rechargeAccountId),
      ...change,
    }),
    payOutWord: (channelNumber, change = {}) => ({
      ...wordOf(channelNumber, payOuts.get(channelNumber), bankAccountId),
      ...change,
    }),
    recharge: async () => (channels.configured ? configuredRecharge : undefined),
    rechargeByAccount: async () => (channels.configured ? configuredRecharge : undefined),
    payOut: async () => (channels.configured ? configuredPayOut() : undefined),
    payOutByAccount: async () => (channels.configured ? configuredPayOut() : undefined),
  };
  return channels;
}
