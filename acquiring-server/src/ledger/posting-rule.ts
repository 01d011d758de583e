/** What a posting rule is made of; the rules themselves stand in `rules/`. */
import type { AccountCode, BookKind } from './chart-of-accounts.ts';

/** What an event measures, minor units. */
export type AmountName =
  | 'amount'
  /** What the channel settles of it: the amount less coupons that it does not settle. */
  | 'settlement'
  | 'unsettledCoupon'
  | 'merchantFee'
  | 'channelCost'
  | 'fee'
  /** Of a refund or deduction: what the merchant is owed covers this much, the rest is the shortfall. */
  | 'fromPayable'
  | 'shortfall'
  /** Of a mixed payment: what red packets and points stand for. */
  | 'redPacket'
  | 'points';

/** Whose account an event means where it names a member's account. */
export type Party = 'member' | 'payer' | 'payee';

/** An account of the chart, or `@payer`: the member's account that the event names as its payer. */
export type AccountUse = AccountCode | `@${Party}`;

export interface PostingLine {
  book: BookKind;
  debit: AccountUse;
  credit: AccountUse;
  amount: AmountName;
}

/** The record that caused a journal, for whoever looks it up. */
export type CauseKind =
  | 'payment'
  | 'refund'
  | 'member_operation'
  | 'bank_instruction'
  | 'bank_statement_line'
  | 'settlement'
  | 'adjustment';

export interface PostingRule {
  /** When it is posted, for the reader of the printed table. */
  when: string;
  whenZh: string;
  cause: CauseKind;
  lines?: readonly PostingLine[];
  /** Posts the lines of that event with debit and credit exchanged. */
  undoes?: string;
}

type Line = readonly [debit: AccountUse, credit: AccountUse, amount: AmountName];
export const platform = (...lines: readonly Line[]): PostingLine[] => linesIn('platform', lines);
export const merchant = (...lines: readonly Line[]): PostingLine[] => linesIn('merchant', lines);
const linesIn = (book: BookKind, lines: readonly Line[]): PostingLine[] =>
  lines.map(([debit, credit, amount]) => ({ book, debit, credit, amount }));
export const rules = <Kinds extends Record<string, PostingRule>>(named: Kinds) => named;
