/**
 * All faults of a line in one place. A fault strikes one whole frame that a device sends, either because a
 * hand asked for the next one or because the seed says so; the same seed strikes the same frames.
 */
import type { Clock, Random } from '@qiantai/foundation';
import { z } from 'zod';

const rate = z.number().min(0).max(1).default(0);

/** How often each fault strikes a frame, 0 to 1. */
export const faultRatesSchema = z.strictObject({
  garble: rate,
  drop: rate,
  duplicate: rate,
  delay: rate,
  /** A delayed frame waits up to this long, milliseconds. */
  delayMsMax: z.number().int().min(1).max(60_000).default(1000),
});

export type FaultRates = z.infer<typeof faultRatesSchema>;

export const noFaults: FaultRates = faultRatesSchema.parse({});

export type ArmedFault =
  | { kind: 'garble' }
  | { kind: 'drop' }
  | { kind: 'duplicate' }
  | { kind: 'delay'; delayMs: number };

const armedMax = 100;

export interface StruckFrame {
  fault: '' | 'garbled' | 'dropped' | 'duplicated' | 'delayed';
  /** What goes onto the line, in order; the delay is the same for all. */
  copies: Uint8Array[];
  delayMs: number;
}

export class FaultInjector {
  rates: FaultRates;
  private readonly armed: ArmedFault[] = [];
  private readonly random: Random;
  private readonly clock: Clock;
  /** A frame sent behind a delayed one waits for it: a line keeps its order. */
  private lineFreeAtMs = 0;

  constructor(options: { random: Random; clock: Clock; rates?: FaultRates }) {
    this.random = options.random;
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

  strike(bytes: Uint8Array): StruckFrame {
    const fault = this.armed.shift() ?? this.bySeed();
    const struck = this.apply(fault, bytes);
    const nowMs = this.clock.monotonicMs();
    this.lineFreeAtMs = Math.max(this.lineFreeAtMs, nowMs + struck.delayMs);
    return { ...struck, delayMs: this.lineFreeAtMs - nowMs };
  }

  private bySeed(): ArmedFault | undefined {
    const { garble, drop, duplicate, delay, delayMsMax } = this.rates;
    if (garble + drop + duplicate + delay === 0) return undefined;
    if (this.random.fraction() < garble) return { kind: 'garble' };
    if (this.random.fraction() < drop) return { kind: 'drop' };
    if (this.random.fraction() < duplicate) return { kind: 'duplicate' };
    if (this.random.fraction() < delay) return { kind: 'delay', delayMs: 1 + this.random.below(delayMsMax) };
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
