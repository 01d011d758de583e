/**
 * All faults of a device in one place. On its line a fault strikes one whole frame that the device sends, either
 * because a hand asked for the next one or because the seed says so; inside the device (paper, cutter, drawer) it
 * strikes a deed. The same seed strikes the same frames and the same deeds: each has a stream of chance of its own.
 */
import type { Clock, Random, SeededRandom } from '@qiantai/foundation';
import { z } from 'zod';

const rate = z.number().min(0).max(1).default(0);

const msMax = (presetMs: number) => z.number().int().min(1).max(60_000).default(presetMs);

/** How often each fault strikes a frame or a deed, 0 to 1. */
export const faultRatesSchema = z.strictObject({
  garble: rate,
  drop: rate,
  duplicate: rate,
  delay: rate,
  /** A delayed frame waits up to this long, milliseconds. */
  delayMsMax: msMax(1000),
  /** The link stays up, and nothing comes out of the device for up to this long. */
  stuck: rate,
  stuckMsMax: msMax(5000),
  /** The cable comes off, and is put back within this time. */
  unplug: rate,
  unpluggedMsMax: msMax(3000),
  /** Deeds of a printer: each cut may use up the paper, open the cover or jam; each kick may find the drawer stuck. */
  paperOut: rate,
  paperNearEnd: rate,
  coverOpen: rate,
  cutterJam: rate,
  drawerStuck: rate,
});

/** What may go wrong inside a device, by its seed. */
export type Mishap = 'paperOut' | 'paperNearEnd' | 'coverOpen' | 'cutterJam' | 'drawerStuck';

export type FaultRates = z.infer<typeof faultRatesSchema>;

export const noFaults: FaultRates = faultRatesSchema.parse({});

export type ArmedFault =
  | { kind: 'garble' }
  | { kind: 'drop' }
  | { kind: 'duplicate' }
  | { kind: 'delay'; delayMs: number }
  | { kind: 'stuck'; stuckMs: number }
  | { kind: 'unplug'; unpluggedMs: number };

const armedMax = 100;

export type FrameFault = '' | 'garbled' | 'dropped' | 'duplicated' | 'delayed' | 'stuck' | 'unplugged';

export interface StruckFrame {
  fault: FrameFault;
  /** What goes onto the line, in order; the delay is the same for all. */
  copies: Uint8Array[];
  delayMs: number;
  /** For `unplugged`: when the cable is put back. */
  unpluggedMs?: number;
  /** Where the seed has just stuck the device: for how long. */
  stuckMs?: number;
}

export class FaultInjector {
  rates: FaultRates;
  private readonly armed: ArmedFault[] = [];
  private readonly random: Random;
  private readonly mishapRandom: Random;
  private readonly clock: Clock;
  /** A frame sent behind a delayed one waits for it: a line keeps its order. */
  private lineFreeAtMs = 0;
  private stuckUntilMs = 0;
  private stuckByHand = false;

  constructor(options: { random: SeededRandom; clock: Clock; rates?: FaultRates }) {
    this.random = options.random;
    this.mishapRandom = options.random.fork('mishaps');
    this.clock = options.clock;
    this.rates = options.rates ?? noFaults;
  }

  /** Arms a fault for the next frame; several armed ones strike one frame each. */
  arm(fault: ArmedFault): void {
    if (this.armed.length < armedMax) this.armed.push(fault);
  }

  get waiting(): readonly ArmedFault[] {
    return this.armed;
  }

  /** Stuck by hand stays so until the hand lets go. */
  stick(on: boolean): void {
    this.stuckByHand = on;
    if (!on) this.stuckUntilMs = 0;
  }

  get stuck(): boolean {
    return this.stuckByHand || this.clock.monotonicMs() < this.stuckUntilMs;
  }

  /** Whether a deed inside the device goes wrong, by the seed. */
  mishap(kind: Mishap): boolean {
    const often = this.rates[kind];
    return often > 0 && this.mishapRandom.fraction() < often;
  }

  strike(bytes: Uint8Array): StruckFrame {
    if (this.stuck) return { fault: 'stuck', copies: [], delayMs: 0 };
    const fault = this.armed.shift() ?? this.bySeed();
    const struck = this.apply(fault, bytes);
    const nowMs = this.clock.monotonicMs();
    this.lineFreeAtMs = Math.max(this.lineFreeAtMs, nowMs + struck.delayMs);
    return { ...struck, delayMs: this.lineFreeAtMs - nowMs };
  }

  private bySeed(): ArmedFault | undefined {
    const { garble, drop, duplicate, delay, delayMsMax, stuck, stuckMsMax, unplug, unpluggedMsMax } = this.rates;
    if (garble + drop + duplicate + delay + stuck + unplug === 0) return undefined;
    if (this.random.fraction() < garble) return { kind: 'garble' };
    if (this.random.fraction() < drop) return { kind: 'drop' };
    if (this.random.fraction() < duplicate) return { kind: 'duplicate' };
    if (this.random.fraction() < delay) return { kind: 'delay', delayMs: 1 + this.random.below(delayMsMax) };
    if (stuck > 0 && this.random.fraction() < stuck)
      return { kind: 'stuck', stuckMs: 1 + this.random.below(stuckMsMax) };
    if (unplug > 0 && this.random.fraction() < unplug) {
      return { kind: 'unplug', unpluggedMs: 1 + this.random.below(unpluggedMsMax) };
    }
    return undefined;
  }

  private apply(fault: ArmedFault | undefined, bytes: Uint8Array): StruckFrame {
    switch (fault?.kind) {
      case undefined:
        return { fault: '', copies: [bytes], delayMs: 0 };
      case 'garble':
        return { fault: 'garbled', copies: [garbled(bytes, this.random)], delayMs: 0 };
      case 'drop':
        return { fault: 'dropped', copies: [], delayMs: 0 };
      case 'duplicate':
        return { fault: 'duplicated', copies: [bytes, bytes], delayMs: 0 };
      case 'delay':
        return { fault: 'delayed', copies: [bytes], delayMs: fault.delayMs };
      case 'stuck':
        this.stuckUntilMs = this.clock.monotonicMs() + fault.stuckMs;
        return { fault: 'stuck', copies: [], delayMs: 0, stuckMs: fault.stuckMs };
      case 'unplug':
        return { fault: 'unplugged', copies: [], delayMs: 0, unpluggedMs: fault.unpluggedMs };
    }
  }
}

/** The frame with one to three bits of one to three bytes turned over; never the frame itself. */
function garbled(bytes: Uint8Array, random: Random): Uint8Array {
  const copy = Uint8Array.from(bytes);
  if (copy.length === 0) return copy;
  const places = new Set<number>();
  for (let turn = 0; turn <= random.below(3); turn++) places.add(random.below(copy.length));
  for (const place of places) copy[place] = (copy[place] as number) ^ (1 + random.below(255));
  return copy;
}
