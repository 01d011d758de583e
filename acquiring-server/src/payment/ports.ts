/** What the payment core takes from the rest of the server, beside `ChannelGateway` (channels/port.ts). */
import type { ChannelAccount } from '../channels/port.ts';
import type { Caller, PayRequest } from './payment-service.ts';

/** A value that JSON.stringify takes as it is: amounts stand as text. */
export type DecisionValue =
  | null
  | boolean
  | number
  | string
  | readonly DecisionValue[]
  | { readonly [member: string]: DecisionValue };

/** JSON with the reasons of a choice; stored with the attempt, or in the history where it led to none. */
export type RoutingDecision = { readonly [member: string]: DecisionValue };

export type Routed =
  | { kind: 'candidate'; account: ChannelAccount; decision: RoutingDecision }
  | { kind: 'none'; decision: RoutingDecision };

export interface Router {
  /** `tried` are ids of channel accounts that an attempt of this payment was made at. */
  route(question: { caller: Caller; request: PayRequest; tried: readonly string[] }): Promise<Routed>;
}

export interface ChannelAccountSource {
  /** Undefined for an account that was never there; one that is disabled still answers for old payments. */
  channelAccount(merchantId: string, accountId: string): Promise<ChannelAccount | undefined>;
}

/** Hundredths of a per cent of the amount. */
export interface FeeTerms {
  merchantFeeBasisPoints: number;
  channelCostBasisPoints: number;
  clearing: Clearing;
}

/** Which rules post an attempt: a channel's clearing, a card's, or a channel that settles to the merchant directly. */
export type Clearing = 'channel' | 'card' | 'direct';

export interface FeeTermsSource {
  feeTerms(account: ChannelAccount): Promise<FeeTerms>;
}
