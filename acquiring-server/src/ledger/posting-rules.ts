/**
 * What each event posts: one journal per book, of the lines of its rule. The rules stand in `rules/`, as data that
 * `print-rules.ts` prints to docs/posting-rules.md.
 */
import type { AccountCode } from './chart-of-accounts.ts';
import { bankRules } from './rules/bank-rules.ts';
import { memberRules } from './rules/member-rules.ts';
import { otherRules } from './rules/other-rules.ts';
import { shopRules } from './rules/shop-rules.ts';

export type { AccountUse, AmountName, CauseKind, Party, PostingLine, PostingRule } from './posting-rule.ts';

export const postingRules = { ...shopRules, ...bankRules, ...memberRules, ...otherRules };

export type PostingEventKind = keyof typeof postingRules;

export function isPostingEventKind(kind: string): kind is PostingEventKind {
  return Object.hasOwn(postingRules, kind);
}

/** Kinds of journals that no rule makes: those of the books themselves, and those that a person writes. */
export const journalKinds = ['period_close', 'year_close', 'adjustment', 'correction'] as const;
export type JournalKind = PostingEventKind | (typeof journalKinds)[number];

/** The account whose credit balance covers an event first; what it does not cover is the `shortfall`. */
export const coveringAccount = {
  refund_accepted: 'platform.merchant_payable',
} as const satisfies Partial<Record<PostingEventKind, AccountCode>>;
