/** What the page and the simulators tell each other. Amounts are minor units as text, instants milliseconds. */

export const walletChannels = ['wechat', 'alipay', 'unionpay'] as const;
export type WalletChannel = (typeof walletChannels)[number];
export type Channel = WalletChannel | 'card';

/** In the order in which a newcomer would want them; a test holds them against the simulators' own. */
export const customerBehaviours = [
  'pay',
  'decline',
  'ask_password',
  'never',
  'no_answer',
  'no_answer_unpaid',
  'late_success',
  'wrong_signature',
  'duplicate_notice',
  'late_notice',
] as const;
export type CustomerBehaviour = (typeof customerBehaviours)[number];

export const hostBehaviours = [
  'approve',
  'decline',
  'no_answer',
  'no_answer_unpaid',
  'bad_mac',
  'late_success',
] as const;
export type HostBehaviour = (typeof hostBehaviours)[number];

export type OrderStatus = 'waiting' | 'paying' | 'paid' | 'declined' | 'closed' | 'reversed';

export interface WaitingOrder {
  channel: WalletChannel;
  qrText: string;
  outTradeNo: string;
  amountMinor: string;
  description: string;
  openedAtMs: number;
}

export interface BookRow {
  key: string;
  channel: Channel;
  kind: 'payment' | 'refund' | 'void';
  atMs: number;
  /** The merchant's order number, or the card host's retrieval reference number. */
  number: string;
  what: string;
  /** Below zero where money went back to the customer. */
  amountMinor: string;
  refundedMinor: string;
  status: OrderStatus | 'refunded' | 'money_back' | 'approved' | 'voided';
  bill: { kind: 'on_it'; rowId: string } | { kind: 'left_out' } | { kind: 'never' };
}

export interface CardWish {
  maskedPan: string;
  behaviour: HostBehaviour;
  left: number;
}

export interface PhoneState {
  /** The simulators' clock: countdowns and ages are told by it. */
  nowMs: number;
  currency: string;
  lastMessageN: number;
  waiting: WaitingOrder[];
  rows: BookRow[];
  cardWishes: CardWish[];
}

export type CodeShown =
  | { status: 'usable'; leftMs: number }
  | { status: 'expired' }
  | { status: 'used'; outTradeNo: string; amountMinor: string; order: OrderStatus };

export interface ScanAnswer {
  result: 'acted' | 'not_payable';
  outTradeNo: string;
  status: OrderStatus;
}

export interface WireMessage {
  n: number;
  atMs: number;
  channel: Channel | 'bank';
  direction: 'in' | 'out';
  what: string;
  body: string;
}
