/**
 * A customer's phone with wallets, whose codes come from the simulated channels, so that they know them; the wallet of our
 * own members calls the acquiring server itself (member-wallet.ts). A code is good once and is replaced each minute while it
 * is shown. One thing happens at a time, in the order it was asked.
 */
import { type Cancel, type Clock, CodedError, errorText } from '@qiantai/foundation';
import { simError } from '../errors.ts';
import type { ChannelClient, ChannelWallet, CustomerBehaviour, OrderStatus, WaitingOrder } from './channel-client.ts';
import { type MemberWalletLine, orderStatusOf } from './member-wallet.ts';
import {
  type AskingWallet,
  type Manner,
  mayMove,
  type Outcome,
  type PhoneEvent,
  type Screen,
  type Wallet,
} from './phone-state.ts';

/** How long a code is shown before the next one, milliseconds of the shop's clock. */
const codeMs = 60_000;
const memberCodeReserveMs = 5000;
/** How often the channel is asked what became of a code, milliseconds on the wall. */
const pollMs = 700;
/** A phone that nobody touches goes dark: codes are not renewed for ever. */
const awakeMsMax = 10 * 60_000;
const waitingTurnsMax = 50;
const wrongPinsMax = 3;

const behaviourOf: Readonly<Record<Manner, CustomerBehaviour>> = {
  pays: 'pay',
  // The channel holds the order until the phone answers for the customer.
  password: 'never',
  refuses: 'decline',
  ignores: 'never',
  no_answer: 'no_answer',
};

export interface PhoneOptions {
  shopClock: Clock;
  /** Calls to the channel are of metal, as the devices' lines are. */
  wallClock: Clock;
  channel: ChannelClient;
  memberWallet: MemberWalletLine;
  note(words: string): void;
}

export class Phone {
  private readonly options: PhoneOptions;
  private screen: Screen = { status: 'off' };
  private manner: Manner = 'pays';
  private readonly balancesMinor: Record<Wallet, bigint> = {
    wechat: 50_000n,
    alipay: 50_000n,
    unionpay: 50_000n,
    qiantai: 0n,
  };
  /** Of the member's code that is shown. */
  private codeId = '';
  private pin = '123456';
  private wrongPins = 0;
  private currency = 'CNY';
  private trouble = '';
  private lastTouchedMs = 0;
  private turns: Promise<unknown> = Promise.resolve();
  private waitingTurns = 0;
  private cancelPoll: Cancel | undefined;
  private stopped = false;
  private readonly listeners = new Set<() => void>();

  constructor(options: PhoneOptions) {
    this.options = options;
  }

  follow(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Goes dark, and asks the channel nothing more. */
  stop(): void {
    this.stopped = true;
    this.cancelPoll?.();
  }

  /** @throws CodedError PHONE_CHANNEL_GONE, PHONE_CHANNEL_REFUSED, PHONE_BUSY */
  show(wallet: Wallet): Promise<void> {
    return this.turn(async () => {
      this.touch();
      await this.showCode(wallet);
    });
  }

  hide(): Promise<void> {
    return this.turn(async () => this.move('hidden', { status: 'off' }));
  }

  /** The code that a scanner sees now; a new one where none is shown, or one of another wallet. */
  codeInSight(wallet: Wallet | undefined): Promise<string> {
    return this.turn(async () => {
      this.touch();
      const shown = this.screen.status === 'code' ? this.screen : undefined;
      if (!shown || (wallet && shown.wallet !== wallet)) await this.showCode(wallet ?? 'wechat');
      if (this.screen.status !== 'code') throw simError('PHONE_NOTHING_SHOWN');
      return this.screen.code;
    });
  }

  /** Orders that wait at the channel for somebody to scan them. */
  ordersInSight(): Promise<WaitingOrder[]> {
    return this.turn(async () => (await this.channelOrders()).slice(0, 20));
  }

  /** Reads a QR code off the till's customer display. @throws CodedError PHONE_QR_UNKNOWN */
  scan(qrText: string): Promise<void> {
    return this.turn(async () => {
      this.touch();
      const found = (await this.channelOrders()).find((order) => order.qrText === qrText);
      if (!found) throw simError('PHONE_QR_UNKNOWN');
      const { channel: wallet, outTradeNo, amountMinor, description } = found;
      this.move('scanned', { status: 'order', wallet, qrText, outTradeNo, amountMinor, description });
    });
  }

  /** @throws CodedError PHONE_NOT_ASKED, PHONE_PIN_WRONG, PHONE_BALANCE_SHORT */
  pay(pin: string | undefined): Promise<void> {
    return this.turn(async () => {
      this.touch();
      const screen = this.askedScreen();
      if (screen.wallet === 'qiantai') {
        await this.confirmCharge(screen, pin ?? '');
        return;
      }
      const asksPin = screen.status === 'asked' || this.manner === 'password';
      if (asksPin && pin !== this.pin) return await this.countWrongPin(screen);
      if (screen.amountMinor > this.balancesMinor[screen.wallet]) throw simError('PHONE_BALANCE_SHORT');
      const { channel } = this.options;
      const status =
        screen.status === 'asked'
          ? await channel.answer(screen.wallet, { outTradeNo: screen.outTradeNo, answer: 'pay' })
          : await channel.payScanned(screen.wallet, { qrText: screen.qrText, behaviour: this.scanBehaviour() });
      this.endBy(status, screen);
    });
  }

  /** @throws CodedError PHONE_NOT_ASKED */
  refuse(): Promise<void> {
    return this.turn(async () => {
      this.touch();
      await this.refuseScreen(this.askedScreen());
    });
  }

  set(wish: { wallet?: Wallet; balanceMinor?: bigint; manner?: Manner; pin?: string }): Promise<void> {
    return this.turn(async () => {
      this.touch();
      if (wish.balanceMinor !== undefined && wish.wallet === 'qiantai') throw simError('PHONE_BALANCE_REAL');
      if (wish.balanceMinor !== undefined) this.balancesMinor[wish.wallet ?? 'wechat'] = wish.balanceMinor;
      if (wish.pin !== undefined) this.pin = wish.pin;
      if (wish.manner !== undefined) this.manner = wish.manner;
      // What the channel was told with the old code no longer holds.
      if (this.screen.status === 'code' && !this.screen.used) await this.showCode(this.screen.wallet);
    });
  }

  snapshot() {
    const { screen } = this;
    return {
      channelUrl: this.options.channel.url,
      currency: this.currency,
      manner: this.manner,
      trouble: this.trouble,
      balances: Object.fromEntries(
        Object.entries(this.balancesMinor).map(([wallet, minor]) => [wallet, minor.toString()]),
      ),
      screen: {
        ...screen,
        ...('amountMinor' in screen ? { amountMinor: screen.amountMinor.toString() } : {}),
        ...(screen.status === 'code' ? { leftMs: screen.renewsAtMs - this.options.shopClock.nowMs() } : {}),
      },
    };
  }

  // One thing at a time.

  private async turn<T>(work: () => Promise<T>): Promise<T> {
    if (this.waitingTurns >= waitingTurnsMax) throw simError('PHONE_BUSY');
    this.waitingTurns += 1;
    const mine = this.turns.then(work);
    this.turns = mine.catch(() => undefined); // Told to whoever asked; the next turn begins all the same.
    try {
      return await mine;
    } finally {
      this.waitingTurns -= 1;
      this.tell();
      this.pollLater();
    }
  }

  private pollLater(): void {
    this.cancelPoll?.();
    if (this.stopped || (this.screen.status !== 'code' && this.screen.status !== 'asked')) return;
    this.cancelPoll = this.options.wallClock.setTimeout(() => {
      this.turn(() => this.poll()).catch((error: unknown) => this.tellTrouble(error));
    }, pollMs);
  }

  private async poll(): Promise<void> {
    const { screen } = this;
    if (screen.status !== 'code' && screen.status !== 'asked') return;
    if (this.options.wallClock.monotonicMs() - this.lastTouchedMs > awakeMsMax) {
      this.move('hidden', { status: 'off' });
      return;
    }
    if (screen.wallet === 'qiantai') await this.followCharge(screen);
    else await this.followOrder(screen.wallet, screen);
    const shown = this.screen;
    const old = shown.status === 'code' && !shown.used && this.options.shopClock.nowMs() >= shown.renewsAtMs;
    if (old) await this.showCode(shown.wallet);
    this.trouble = '';
  }

  private async followOrder(wallet: ChannelWallet, screen: Screen & { status: 'code' | 'asked' }): Promise<void> {
    const state = await this.options.channel.codeState(wallet, screen.code);
    if (state.status !== 'used') return;
    const { outTradeNo, amountMinor, order } = state;
    if (order !== 'paying' && order !== 'waiting') {
      this.endBy(order, { wallet, amountMinor });
      return;
    }
    if (screen.status === 'asked' || screen.used) return;
    if (this.manner === 'password') {
      this.wrongPins = 0;
      this.move('password_asked', { status: 'asked', wallet, code: screen.code, outTradeNo, amountMinor });
    } else {
      this.move('looked_away', { ...screen, used: true });
    }
  }

  private async showCode(wallet: Wallet): Promise<void> {
    if (wallet === 'qiantai') return await this.showMemberCode();
    const code = await this.options.channel.issueCode(wallet, {
      behaviour: behaviourOf[this.manner],
      balanceMinor: this.balancesMinor[wallet],
    });
    const renewsAtMs = this.options.shopClock.nowMs() + codeMs;
    this.trouble = '';
    this.move('shown', { status: 'code', wallet, code, renewsAtMs, used: false });
  }

  private async showMemberCode(): Promise<void> {
    const { memberWallet, shopClock } = this.options;
    const { codeId, code, expiresAtMs } = await memberWallet.issueCode();
    this.balancesMinor.qiantai = await memberWallet.balanceMinor();
    this.codeId = codeId;
    this.trouble = '';
    // Renewed a little before it is over, so that no till is shown one that has just ended.
    const renewsAtMs = Math.min(expiresAtMs, shopClock.nowMs() + codeMs) - memberCodeReserveMs;
    this.move('shown', { status: 'code', wallet: 'qiantai', code, renewsAtMs, used: false });
  }

  /** Whether the member is asked for the password is the server's to say; the manner says what the member does then. */
  private async followCharge(screen: Screen & { status: 'code' | 'asked' }): Promise<void> {
    const charge = await this.options.memberWallet.chargeOf(this.codeId);
    if (!charge) return;
    const { chargeNo, amount: amountMinor } = charge;
    if (charge.status !== 'awaiting_payer') {
      await this.endCharge(orderStatusOf(charge), amountMinor);
      return;
    }
    if (screen.status === 'asked' || screen.used) return;
    if (this.manner === 'ignores') this.move('looked_away', { ...screen, used: true });
    else if (this.manner === 'refuses') {
      await this.endCharge(await this.options.memberWallet.refuse(chargeNo), amountMinor, 'refused');
    } else {
      this.wrongPins = 0;
      const asked = {
        status: 'asked',
        wallet: 'qiantai',
        code: screen.code,
        outTradeNo: chargeNo,
        amountMinor,
      } as const;
      this.move('password_asked', asked);
    }
  }

  /** The server checks the password, and counts wrong ones. */
  private async confirmCharge(screen: { outTradeNo: string; amountMinor: bigint }, pin: string): Promise<void> {
    const status = await this.options.memberWallet.confirm(screen.outTradeNo, pin);
    await this.endCharge(status, screen.amountMinor);
  }

  private async endCharge(status: OrderStatus, amountMinor: bigint, whenDeclined: Outcome = 'declined'): Promise<void> {
    this.endBy(status, { wallet: 'qiantai', amountMinor }, whenDeclined);
    this.balancesMinor.qiantai = await this.options.memberWallet.balanceMinor();
  }

  private async channelOrders(): Promise<WaitingOrder[]> {
    const { currency, waiting } = await this.options.channel.orders();
    this.currency = currency;
    this.trouble = '';
    return waiting;
  }

  private askedScreen(): Screen & { status: 'asked' | 'order' } {
    const { screen } = this;
    if (screen.status !== 'asked' && screen.status !== 'order') throw simError('PHONE_NOT_ASKED');
    return screen;
  }

  /** Scanned orders know no password at the channel: the phone has asked for it before. */
  private scanBehaviour(): CustomerBehaviour {
    return this.manner === 'no_answer' ? 'no_answer' : 'pay';
  }

  private async countWrongPin(screen: Screen & { status: 'asked' | 'order' }): Promise<void> {
    this.wrongPins += 1;
    if (this.wrongPins >= wrongPinsMax) await this.refuseScreen(screen);
    throw simError('PHONE_PIN_WRONG');
  }

  private async refuseScreen(screen: Screen & { status: 'asked' | 'order' }): Promise<void> {
    const { wallet, amountMinor } = screen;
    if (screen.status === 'order') {
      // Nobody told the channel yet: the order stays, and another may scan it.
      this.move('ended', { status: 'ended', wallet, outcome: 'refused', amountMinor });
      return;
    }
    const { outTradeNo } = screen;
    if (wallet === 'qiantai') {
      await this.endCharge(await this.options.memberWallet.refuse(outTradeNo), amountMinor, 'refused');
      return;
    }
    const status = await this.options.channel.answer(wallet, { outTradeNo, answer: 'refuse' });
    this.endBy(status, screen, 'refused');
  }

  private endBy(
    status: OrderStatus,
    { wallet, amountMinor }: { wallet: AskingWallet; amountMinor: bigint },
    whenDeclined: Outcome = 'declined',
  ): void {
    const outcome = status === 'paid' ? 'paid' : status === 'declined' ? whenDeclined : 'given_up';
    if (outcome === 'paid' && wallet !== 'qiantai') this.balancesMinor[wallet] -= amountMinor;
    this.move('ended', { status: 'ended', wallet, outcome, amountMinor });
  }

  private move(event: PhoneEvent, next: Screen): void {
    const { status } = this.screen;
    if (!mayMove(status, event)) throw simError('PHONE_TRANSITION_REFUSED', { status, event });
    if (next.status !== 'asked') this.wrongPins = 0;
    this.screen = next;
    this.options.note(
      `${event}${'wallet' in next ? ` ${next.wallet}` : ''}${next.status === 'ended' ? ` ${next.outcome}` : ''}`,
    );
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }

  private touch(): void {
    this.lastTouchedMs = this.options.wallClock.monotonicMs();
  }

  private tellTrouble(error: unknown): void {
    this.trouble = error instanceof CodedError ? error.message : errorText(error);
    this.tell();
  }
}
