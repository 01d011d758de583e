/**
 * What each event posts: one journal per book, of the lines below. Data only; `print-rules.ts` prints it to
 * docs/posting-rules.md. A line whose amount is zero is left out.
 */
import type { AccountCode, BookKind } from './chart-of-accounts.ts';

/** What an event measures, minor units. */
export type AmountName = 'amount' | 'merchantFee' | 'channelCost' | 'fromPayable' | 'shortfall';

export interface PostingLine {
  book: BookKind;
  debit: AccountCode;
  credit: AccountCode;
  amount: AmountName;
}

export interface PostingRule {
  /** When it is posted, for the reader of the printed table. */
  when: string;
  lines?: readonly PostingLine[];
  /** Posts the lines of that event with debit and credit exchanged. */
  undoes?: string;
}

export const postingRules = {
  cash_sale: {
    when: 'cash was taken at a till',
    lines: [{ book: 'merchant', debit: 'merchant.cash_in_till', credit: 'merchant.sales', amount: 'amount' }],
  },
  cash_handed_back: {
    when: 'cash was handed back at a till',
    lines: [{ book: 'merchant', debit: 'merchant.sales_returned', credit: 'merchant.cash_in_till', amount: 'amount' }],
  },
  channel_payment: {
    when: 'a channel holds the money of a payment, on a channel account that settles to the platform',
    lines: [
      {
        book: 'platform',
        debit: 'platform.channel_clearing',
        credit: 'platform.merchant_payable',
        amount: 'amount',
      },
      { book: 'platform', debit: 'platform.merchant_payable', credit: 'platform.fee_income', amount: 'merchantFee' },
      {
        book: 'platform',
        debit: 'platform.channel_fee_expense',
        credit: 'platform.channel_clearing',
        amount: 'channelCost',
      },
      {
        book: 'merchant',
        debit: 'merchant.receivable_from_acquirer',
        credit: 'merchant.sales',
        amount: 'amount',
      },
      {
        book: 'merchant',
        debit: 'merchant.acquiring_fee_expense',
        credit: 'merchant.receivable_from_acquirer',
        amount: 'merchantFee',
      },
    ],
  },
  payment_reversed: {
    when: 'a reversal returned the money of a payment that the channel had taken',
    undoes: 'channel_payment',
  },
  refund_accepted: {
    when: 'a refund is accepted; what the merchant is owed does not always cover it (shortfall)',
    lines: [
      {
        book: 'platform',
        debit: 'platform.merchant_payable',
        credit: 'platform.refunds_in_transit',
        amount: 'fromPayable',
      },
      {
        book: 'platform',
        debit: 'platform.merchant_receivable',
        credit: 'platform.refunds_in_transit',
        amount: 'shortfall',
      },
      { book: 'merchant', debit: 'merchant.sales_returned', credit: 'merchant.refunds_in_transit', amount: 'amount' },
    ],
  },
  refund_succeeded: {
    when: 'the channel returned the money to the payer',
    lines: [
      {
        book: 'platform',
        debit: 'platform.refunds_in_transit',
        credit: 'platform.channel_clearing',
        amount: 'amount',
      },
      {
        book: 'merchant',
        debit: 'merchant.refunds_in_transit',
        credit: 'merchant.receivable_from_acquirer',
        amount: 'amount',
      },
    ],
  },
  refund_failed: { when: 'the channel refused a refund for good', undoes: 'refund_accepted' },
} as const satisfies Record<string, PostingRule>;

export type PostingEventKind = keyof typeof postingRules;

/** The account whose credit balance covers an event first; what it does not cover is the `shortfall`. */
export const coveringAccount = {
  refund_accepted: 'platform.merchant_payable',
} as const satisfies Partial<Record<PostingEventKind, AccountCode>>;
