/**
 * What a customer's phone shows, and which hand moves it from where.
 *
 *   off ──show──▶ code ──used, password──▶ asked ──pay, refuse──▶ ended
 *    ▲             │  └────used─────────────────────────────────▶ ended
 *    └──hide───────┘      scan ──▶ order ──pay, refuse──────────▶ ended
 */
import { type ChannelWallet, channelWallets } from './channel-client.ts';

/** Wallets that may ask for a password: the channels' and our own members'. */
export type AskingWallet = ChannelWallet | 'qiantai';

export const wallets = [...channelWallets, 'qiantai'] as const;
export type Wallet = (typeof wallets)[number];

/**
 * How the customer behaves: pays at once, types the password when asked, refuses, looks away until the till gives
 * up, or pays while the channel's answer gets lost.
 */
export const manners = ['pays', 'password', 'refuses', 'ignores', 'no_answer'] as const;
export type Manner = (typeof manners)[number];

export type Outcome = 'paid' | 'refused' | 'declined' | 'given_up';

export type Screen =
  | { status: 'off' }
  /** `used`: the till scanned it, and the customer does nothing. */
  | { status: 'code'; wallet: Wallet; code: string; renewsAtMs: number; used: boolean }
  | { status: 'asked'; wallet: AskingWallet; code: string; outTradeNo: string; amountMinor: bigint }
  | {
      status: 'order';
      wallet: ChannelWallet;
      qrText: string;
      outTradeNo: string;
      amountMinor: bigint;
      description: string;
    }
  | { status: 'ended'; wallet: Wallet; outcome: Outcome; amountMinor: bigint };

export type PhoneEvent = 'shown' | 'hidden' | 'scanned' | 'looked_away' | 'password_asked' | 'ended';

/** From which screens each event may come; anything else is a fault of the simulator. */
export const phoneTransitions = {
  shown: ['off', 'code', 'asked', 'order', 'ended'],
  hidden: ['off', 'code', 'asked', 'order', 'ended'],
  scanned: ['off', 'code', 'asked', 'order', 'ended'],
  looked_away: ['code'],
  password_asked: ['code'],
  ended: ['code', 'asked', 'order'],
} as const satisfies Record<PhoneEvent, ReadonlyArray<Screen['status']>>;

export function mayMove(status: Screen['status'], event: PhoneEvent): boolean {
  return (phoneTransitions[event] as readonly string[]).includes(status);
}
