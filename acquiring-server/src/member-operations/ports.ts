/**
 * What operations ask of the outside: a channel that takes a recharge, a bank that pays a withdrawal out, the
 * accounts. Outcomes are worded as in channels/port.ts. A port never throws for what a channel or a network does:
 * that is an outcome. The core compares number, amount, currency and account of every answer before it believes.
 */
import type { Currency, Money } from '@qiantai/protos';
import type { ReasonCode } from '../channels/port.ts';
import type { MemberAccountCode } from '../ledger/chart-of-accounts.ts';
import type { AccountFlow, Queryable } from '../ledger/ledger.ts';
import type { BankCardKind, OperationRef, PayeeKind } from './operation-record.ts';

/** What the other side says that it holds or paid. */
export interface ChannelWord {
  /** Ours: 28 characters, the same on every try. */
  channelNumber: string;
  /** Theirs. */
  channelTransactionId: string;
  channelAccountId: string;
  amount: Money;
  /** The bank's day that the money moved on, `YYYY-MM-DD`; today's (Beijing) where it does not say. */
  onDate?: string;
}

export interface RechargeCall extends OperationRef {
  channelAccountId: string;
  channelNumber: string;
  amount: Money;
  /** When it was first sent. */
  sentAtMs: number;
  /** The payer can pay until then. */
  deadlineMs: number;
  description: string;
}

export type RechargeOutcome =
  | { kind: 'approved'; facts: ChannelWord }
  | { kind: 'declined'; reasonCode: ReasonCode; channelMessage: string }
  /** The payer must act, at this address where there is one. */
  | { kind: 'payer_pending'; payerUrl?: string }
  /** Certain: no byte left us. */
  | { kind: 'not_sent'; why: string }
  | { kind: 'unknown'; why: string };

export type RechargeQueryOutcome =
  | { kind: 'paid'; facts: ChannelWord }
  | { kind: 'pending' }
  /** The channel has no such order now; after a time-out this is not yet "not paid". */
  | { kind: 'not_found' }
  /** Closed at the channel, and no money is held. */
  | { kind: 'closed' }
  | { kind: 'unknown'; why: string };

export type RechargeCloseOutcome =
  /** Confirmed: nothing is held and nothing will be taken. `moneyMoved`: it had been taken and went back. */
  | { kind: 'closed'; moneyMoved: boolean }
  /** It can't be closed: it is paid. */
  | { kind: 'paid'; facts: ChannelWord }
  | { kind: 'unknown'; why: string };

export interface RechargeChannel {
  start(call: RechargeCall): Promise<RechargeOutcome>;
  query(call: RechargeCall): Promise<RechargeQueryOutcome>;
  /** Ends an order that was not paid; repeated it changes nothing. */
  close(call: RechargeCall): Promise<RechargeCloseOutcome>;
}

export interface ConfiguredRecharge {
  channelAccountId: string;
  /** What the channel keeps of a recharge, hundredths of a percent. */
  costBasisPoints: number;
  channel: RechargeChannel;
}

export interface PayOutCall extends OperationRef {
  /** The platform's account that pays. */
  bankAccountId: string;
  channelNumber: string;
  amount: Money;
  beneficiary: { kind: BankCardKind; payeeKind: PayeeKind; name: string; bankCode: string; cardNumber: string };
  remark: string;
  sentAtMs: number;
}

export type PayOutOutcome =
  | { kind: 'approved'; facts: ChannelWord }
  /** The bank took it and works on it. */
  | { kind: 'accepted'; channelTransactionId: string }
  | { kind: 'declined'; reasonCode: string; channelMessage: string; onDate?: string }
  /** It was paid, and the money came back (退票). */
  | { kind: 'returned'; facts: ChannelWord; why: string }
  | { kind: 'not_found' }
  | { kind: 'not_sent'; why: string }
  | { kind: 'unknown'; why: string };

/** Two ways to a bank: by a call of ours, or by an instruction that another part sends and follows up. */
export type PayOut =
  | {
      way: 'call';
      send(call: PayOutCall): Promise<PayOutOutcome>;
      query(call: Omit<PayOutCall, 'beneficiary'>): Promise<PayOutOutcome>;
    }
  | {
      way: 'instruct';
      /**
       * Writes the instruction down in the caller's transaction. What becomes of it is told by
       * `takePayOutOutcome`, in the transaction of its own transition.
       */
      instruct(client: Queryable, call: PayOutCall): Promise<void>;
    };

export interface ConfiguredPayOut {
  bankAccountId: string;
  payOut: PayOut;
}

/** Where none is configured. */
export const noChannels: OperationChannels = {
  recharge: async () => undefined,
  rechargeByAccount: async () => undefined,
  payOut: async () => undefined,
  payOutByAccount: async () => undefined,
};

/** Which channel and bank a company uses; undefined: none is configured, and the operation is refused. */
export interface OperationChannels {
  recharge(companyId: string, currency: Currency): Promise<ConfiguredRecharge | undefined>;
  rechargeByAccount(companyId: string, channelAccountId: string): Promise<ConfiguredRecharge | undefined>;
  payOut(companyId: string, currency: Currency): Promise<ConfiguredPayOut | undefined>;
  payOutByAccount(companyId: string, bankAccountId: string): Promise<ConfiguredPayOut | undefined>;
}

export type AccountUse = 'recharge' | 'withdraw' | 'transfer_out' | 'transfer_in';

export interface OperationAccount {
  companyId: string;
  accountNumber: string;
  typeCode: string;
  ledgerCode: MemberAccountCode;
  currency: Currency;
  /** The customer's. */
  customerName: string;
  /** Which way money may go on the ledger's account. */
  flow: AccountFlow;
  /** Why the account may not be used so now; undefined: it may. */
  refusal(use: AccountUse): string | undefined;
}

export type PasswordCheck =
  | { kind: 'right' }
  | { kind: 'wrong'; triesLeft: number }
  | { kind: 'locked'; untilMs: number }
  | { kind: 'not_set' };

export interface OperationAccounts {
  /** Locks the account's row, so that its status and switches stand until the transaction ends. */
  lock(client: Queryable, ref: { companyId: string; accountNumber: string }): Promise<OperationAccount | undefined>;
  /** Counts the try and commits it, whatever becomes of the operation. */
  checkWithdrawalPassword(ref: { companyId: string; accountNumber: string }, password: string): Promise<PasswordCheck>;
}
