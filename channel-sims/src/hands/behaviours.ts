/** What customers' wallets and cards can be told to do, and how often they do it by themselves. */
import { SeededRandom } from '@qiantai/foundation';
import { z } from 'zod';

export const walletBehaviours = [
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
export type WalletBehaviour = (typeof walletBehaviours)[number];

export const walletChannels = ['wechat', 'alipay', 'unionpay'] as const;
export type WalletChannel = (typeof walletChannels)[number];

export const cardBehaviours = [
  'approve',
  'decline',
  'no_answer',
  'no_answer_unpaid',
  'bad_mac',
  'late_success',
] as const;
export type CardBehaviour = (typeof cardBehaviours)[number];

/** What the host does with a settlement: counts otherwise, closes the batch and says nothing, hears nothing. */
export const settlementBehaviours = ['differ', 'no_answer', 'no_answer_unsettled'] as const;
export type SettlementBehaviour = (typeof settlementBehaviours)[number];

/** Of the custody bank, for an instruction or (those that only bend the answer) an inquiry. */
export const bankBehaviours = [
  'confirm',
  'confirm_at_once',
  'reject_payee_name',
  'reject_account_closed',
  'reject_later',
  'insufficient_funds',
  'out_of_hours',
  'no_answer',
  'no_answer_not_taken',
  'late_answer',
  'wrong_signature',
  'wrong_amount',
  'return_later',
] as const;
export type BankBehaviour = (typeof bankBehaviours)[number];

/** Where a hand gives no delay, milliseconds of the simulators' clock: to pay, to answer, to return. */
export const bankPresetDelayMs: Readonly<Partial<Record<BankBehaviour, number>>> = {
  confirm: 2_000,
  late_answer: 15_000,
  return_later: 2 * 86_400_000,
};

/** What a behaviour means for a payment: what the payer does, how the channel answers, how it notifies. */
export interface BehaviourPlan {
  payer: 'pays' | 'declines' | 'pays_later' | 'hesitates' | 'absent';
  answer: 'normal' | 'silent' | 'badly_signed';
  notices: 'once' | 'five_times' | 'late' | 'none';
}

export const behaviourPlans: Readonly<Record<WalletBehaviour, BehaviourPlan>> = {
  pay: { payer: 'pays', answer: 'normal', notices: 'once' },
  decline: { payer: 'declines', answer: 'normal', notices: 'none' },
  ask_password: { payer: 'pays_later', answer: 'normal', notices: 'once' },
  never: { payer: 'hesitates', answer: 'normal', notices: 'none' },
  no_answer: { payer: 'pays', answer: 'silent', notices: 'none' },
  no_answer_unpaid: { payer: 'absent', answer: 'silent', notices: 'none' },
  late_success: { payer: 'pays_later', answer: 'silent', notices: 'once' },
  wrong_signature: { payer: 'pays', answer: 'badly_signed', notices: 'once' },
  duplicate_notice: { payer: 'pays', answer: 'normal', notices: 'five_times' },
  late_notice: { payer: 'pays', answer: 'normal', notices: 'late' },
};

/** Where a hand gives no delay, milliseconds of the simulators' clock. */
export const presetDelayMs: Readonly<Partial<Record<WalletBehaviour, number>>> = {
  ask_password: 8_000,
  late_success: 20_000,
  late_notice: 60_000,
};

/** Before a card's late approval counts, milliseconds. */
export const cardLateSuccessMs = 5_000;

const rate = z.number().min(0).max(1);
const walletRates = z.partialRecord(z.enum(walletBehaviours), rate);
const cardRates = z.partialRecord(z.enum(cardBehaviours), rate);
/** A bank moves more than a purse does, so it goes wrong only by rates of its own. */
const bankRates = z.partialRecord(z.enum(bankBehaviours), rate);
const anyBehaviour = [...new Set<WalletBehaviour | CardBehaviour>([...walletBehaviours, ...cardBehaviours])];

/**
 * How often each behaviour comes by itself where no hand asked for one; the rest pay or approve. Rates that
 * stand outside a channel are those of every channel that knows the behaviour and names no rate of its own:
 * `{"no_answer": 0.02, "wechat": {"decline": 0.05}}`.
 */
export const faultRatesSchema = z.strictObject({
  ...(Object.fromEntries(anyBehaviour.map((behaviour) => [behaviour, rate.optional()])) as Record<
    (typeof anyBehaviour)[number],
    z.ZodOptional<typeof rate>
  >),
  wechat: walletRates.optional(),
  alipay: walletRates.optional(),
  unionpay: walletRates.optional(),
  card: cardRates.optional(),
  bank: bankRates.optional(),
});
export type FaultRates = z.infer<typeof faultRatesSchema>;

/** Draws behaviours by rates; a stream for each channel, so that one channel's traffic moves no other's draws. */
export class FaultPlan {
  private rates: FaultRates;
  private readonly streams: Record<WalletChannel | 'card' | 'bank', SeededRandom>;

  constructor(options: { rates: FaultRates; seed: string }) {
    this.rates = options.rates;
    const random = new SeededRandom(options.seed);
    this.streams = {
      wechat: random.fork('faults/wechat'),
      alipay: random.fork('faults/alipay'),
      unionpay: random.fork('faults/unionpay'),
      card: random.fork('faults/card'),
      bank: random.fork('faults/bank'),
    };
  }

  setRates(rates: FaultRates): void {
    this.rates = rates;
  }

  wallet(channel: WalletChannel): WalletBehaviour {
    return this.draw(channel, walletBehaviours, { ...this.rates, ...this.rates[channel] }) ?? 'pay';
  }

  card(): CardBehaviour {
    return this.draw('card', cardBehaviours, { ...this.rates, ...this.rates.card }) ?? 'approve';
  }

  bank(): BankBehaviour {
    return this.draw('bank', bankBehaviours, this.rates.bank ?? {}) ?? 'confirm';
  }

  private draw<B extends string>(
    channel: WalletChannel | 'card' | 'bank',
    behaviours: readonly B[],
    rates: Partial<Record<B, number>>,
  ): B | undefined {
    let point = this.streams[channel].fraction();
    for (const behaviour of behaviours) {
      point -= rates[behaviour] ?? 0;
      if (point < 0) return behaviour;
    }
    return undefined;
  }
}
