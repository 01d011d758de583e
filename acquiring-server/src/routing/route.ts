/**
 * Which channel account a payment is tried at next, and why. Pure: the same question has the same answer, so a
 * replay decides as the first time did. The decision names every account with its verdict and is stored with
 * the attempt.
 */
import { SeededRandom } from '@qiantai/foundation';
import { isWalletCode, type Money, type PaymentKey, type WalletChannel } from '@qiantai/protos';
import type { ChannelAccount } from '../channels/port.ts';

/** A channel account with what routing goes by. */
export interface RoutableAccount {
  account: ChannelAccount;
  /** 1 is tried first. */
  priority: number;
  /** Share among accounts of one priority; 0 only where no other is left. */
  weight: number;
  enabled: boolean;
  amountMinorMax: bigint | undefined;
}

export interface RouteQuestion {
  paymentKey: PaymentKey;
  amount: Money;
  tender: 'payment_code' | 'qr' | 'card' | 'balance';
  paymentCode?: string | undefined;
  /** For a QR code: the channel that the cashier chose. */
  channel?: WalletChannel | undefined;
  /** Ids of accounts that this payment was tried at before. */
  tried: readonly string[];
}

export type CandidateReason =
  | 'BEST_PRIORITY'
  | 'ONLY_ONE'
  | 'WEIGHTED_DRAW'
  | 'NOT_DRAWN'
  | 'LOWER_PRIORITY'
  | 'OTHER_CHANNEL'
  | 'DISABLED'
  | 'TRIED_BEFORE'
  | 'ABOVE_LIMIT';

export interface RouteDecision {
  /** Id of the account, or null where none is left. */
  chosen: string | null;
  /** What the tender asks for; null where a payment code is no channel's. */
  channel: ChannelAccount['channel'] | null;
  candidates: Array<{
    accountId: string;
    verdict: 'chosen' | 'eligible' | 'rejected';
    reason: CandidateReason;
  }>;
}

export function route(question: RouteQuestion, accounts: readonly RoutableAccount[]): RouteDecision {
  const channel = channelOf(question);
  const judged = [...accounts]
    .sort((a, b) => a.priority - b.priority || (a.account.id < b.account.id ? -1 : 1))
    .map((candidate) => ({ candidate, rejection: rejectionOf(candidate, channel, question) }));
  const eligible = judged.filter((entry) => entry.rejection === undefined).map((entry) => entry.candidate);
  const best = eligible.filter((candidate) => candidate.priority === eligible[0]?.priority);
  const chosen = draw(best, question);
  return {
    chosen: chosen?.account.id ?? null,
    channel,
    candidates: judged.map(({ candidate, rejection }) => {
      const accountId = candidate.account.id;
      if (rejection) return { accountId, verdict: 'rejected', reason: rejection };
      if (candidate === chosen) return { accountId, verdict: 'chosen', reason: whyChosen(eligible, best) };
      const reason = best.includes(candidate) ? 'NOT_DRAWN' : 'LOWER_PRIORITY';
      return { accountId, verdict: 'eligible', reason };
    }),
  };
}

/**
 * The channel that made a payment code, by its digits: WeChat Pay 18 beginning 10 to 15, Alipay 16 to 24
 * beginning 25 to 30, UnionPay 19 beginning 62.
 */
export function channelOfPaymentCode(code: string): WalletChannel | undefined {
  if (/^1[0-5][0-9]{16}$/.test(code)) return 'wechat';
  if (/^(2[5-9]|30)[0-9]{14,22}$/.test(code)) return 'alipay';
  if (/^62[0-9]{17}$/.test(code)) return 'unionpay';
  return undefined;
}

function channelOf(question: RouteQuestion): ChannelAccount['channel'] | null {
  switch (question.tender) {
    case 'payment_code':
      return channelOfPaymentCode(question.paymentCode ?? '') ?? null;
    case 'qr':
      return question.channel ?? null;
    case 'card':
      return 'card';
    case 'balance':
      return isWalletCode(question.paymentCode ?? '') ? 'balance' : null;
  }
}

function rejectionOf(
  candidate: RoutableAccount,
  channel: ChannelAccount['channel'] | null,
  question: RouteQuestion,
): CandidateReason | undefined {
  if (candidate.account.channel !== channel) return 'OTHER_CHANNEL';
  if (!candidate.enabled) return 'DISABLED';
  if (question.tried.includes(candidate.account.id)) return 'TRIED_BEFORE';
  const { amountMinorMax } = candidate;
  return amountMinorMax !== undefined && question.amount.amountMinor > amountMinorMax ? 'ABOVE_LIMIT' : undefined;
}

/** By weight, from the payment's own key and the count of tries. */
function draw(best: readonly RoutableAccount[], question: RouteQuestion): RoutableAccount | undefined {
  const weights = best.map((candidate) => candidate.weight);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (sum === 0) return best[0];
  let point = new SeededRandom(`${question.paymentKey}/${question.tried.length}`).below(sum);
  return best.find((candidate) => {
    point -= candidate.weight;
    return point < 0;
  });
}

function whyChosen(eligible: readonly RoutableAccount[], best: readonly RoutableAccount[]): CandidateReason {
  if (eligible.length === 1) return 'ONLY_ONE';
  return best.length === 1 ? 'BEST_PRIORITY' : 'WEIGHTED_DRAW';
}
