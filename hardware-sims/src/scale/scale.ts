/**
 * A checkout scale: goods on its plate, asked by the till (docs/protocols/scale.md, Mettler-Toledo 8217). What is put
 * on moves the plate for a while; a hand may keep it moving, load it over its capacity, or pull it under zero.
 */
import type { Cancel } from '@qiantai/foundation';
import { z } from 'zod';
import type { DevicePorts, HandResult, SimulatedDevice } from '../device/device.ts';
import { handInput } from '../device/hand-input.ts';
import { simError } from '../errors.ts';
import { isZeroable, type Plate, roundedGrams, statusOf, statusWords, weightFrame } from './plate.ts';

export const scaleHands = [
  'put',
  'take-off',
  'unstable',
  'overload',
  'negative',
  'zero',
  'tare',
  'clear-tare',
] as const;

/** More than any checkout scale carries; what is over its capacity is still put on. */
const loadGramsMax = 200_000;
const settleMs = z.coerce.number().int().min(0).max(60_000).optional();
const putSchema = z.strictObject({ grams: z.coerce.number().int().min(0).max(loadGramsMax), settleMs });
const negativeSchema = z.strictObject({ grams: z.coerce.number().int().min(1).max(5000).default(50) });
const unstableSchema = z.strictObject({ on: z.union([z.boolean(), z.stringbool()]).default(true) });
const noInputSchema = z.strictObject({});

const commandLetters = { weigh: 0x57, zero: 0x5a, tare: 0x54, clearTare: 0x43 } as const;
const overloadGrams = 5000;
/** Bit 3 of the status, in the answer to a Z that was refused. */
const outsideZeroRange = 0x08;

export interface ScaleOptions {
  capacityGrams: number;
  /** The smallest step of the display. */
  divisionGrams: number;
  /** How long the plate moves after something was put on or taken off. */
  settleMs: number;
}

export class Scale implements SimulatedDevice {
  readonly kind = 'scale';
  readonly hands = scaleHands;
  private readonly ports: DevicePorts;
  private readonly options: ScaleOptions;
  private plate: Plate = { loadGrams: 0, zeroGrams: 0, tareGrams: 0, moving: false };
  private keptMoving = false;
  private cancelSettle: Cancel | undefined;

  constructor(ports: DevicePorts, options: ScaleOptions) {
    this.ports = ports;
    this.options = options;
  }

  peerArrived(): void {}

  peerLeft(): void {}

  /** What lies on the plate lies there still; tare and zero are forgotten. */
  powerCut(): void {
    this.cancelSettle?.();
    this.plate = { ...this.plate, zeroGrams: 0, tareGrams: 0, moving: false };
  }

  powerBack(): void {
    if (this.keptMoving) this.plate.moving = true;
  }

  /** One letter is one command; bit 7 is the parity of 7E1. */
  receive(bytes: Uint8Array): void {
    const letters = bytes.map((byte) => byte & 0x7f);
    let place = 0;
    while (place < letters.length) {
      const from = place;
      while (place < letters.length && !isCommand(letters[place])) place += 1;
      if (place > from) this.ports.heard(bytes.subarray(from, place), 'not understood');
      const letter = letters[place++];
      if (letter !== undefined) this.obey(letter);
    }
  }

  hand(name: string, body: unknown): HandResult {
    switch (name as (typeof scaleHands)[number]) {
      case 'put': {
        const { grams, settleMs: askedMs } = handInput(name, putSchema, body);
        this.load(grams, askedMs);
        break;
      }
      case 'overload':
        handInput(name, noInputSchema, body);
        this.load(this.options.capacityGrams + overloadGrams, undefined);
        break;
      case 'take-off':
        handInput(name, noInputSchema, body);
        this.load(0, undefined);
        break;
      case 'negative':
        // Something lay on the plate when it was zeroed, and was taken away.
        this.plate.zeroGrams = handInput(name, negativeSchema, body).grams;
        this.load(0, undefined);
        break;
      case 'unstable':
        this.keepMoving(handInput(name, unstableSchema, body).on);
        break;
      default:
        handInput(name, noInputSchema, body);
        this.pressKey(name as 'zero' | 'tare' | 'clear-tare');
    }
    this.ports.note(`${name}: ${statusWords(this.plate, this.options)}`);
    this.ports.changed();
    return this.snapshot();
  }

  snapshot(): Readonly<Record<string, unknown>> {
    const { plate, options } = this;
    return {
      loadGrams: plate.loadGrams,
      shownGrams: roundedGrams(plate, options.divisionGrams),
      tareGrams: plate.tareGrams,
      moving: plate.moving,
      keptMoving: this.keptMoving,
      status: statusWords(plate, options),
      capacityGrams: options.capacityGrams,
      divisionGrams: options.divisionGrams,
    };
  }

  private obey(letter: number): void {
    switch (letter) {
      case commandLetters.weigh:
        this.ports.heard(Uint8Array.of(letter), 'W: weigh', true);
        this.answerWeight();
        return;
      case commandLetters.zero:
        this.ports.heard(Uint8Array.of(letter), 'Z: zero');
        this.answerStatus(this.zero() ? 0 : outsideZeroRange);
        return;
      case commandLetters.tare:
        this.ports.heard(Uint8Array.of(letter), 'T: tare');
        this.tare();
        this.answerStatus(0);
        return;
      case commandLetters.clearTare:
        this.ports.heard(Uint8Array.of(letter), 'C: clear the tare');
        this.plate.tareGrams = 0;
        this.ports.changed();
        this.answerStatus(0);
        return;
    }
  }

  private answerWeight(): void {
    const { bytes, words } = weightFrame(this.plate, this.options);
    this.ports.send({ bytes, words, routine: true });
  }

  private answerStatus(moreBits: number): void {
    const status = statusOf(this.plate, this.options) | moreBits;
    this.ports.send({ bytes: Uint8Array.of(0x02, 0x3f, status, 0x0d), words: statusWords(this.plate, this.options) });
  }

  private load(grams: number, askedMs: number | undefined): void {
    this.plate.loadGrams = grams;
    this.plate.moving = true;
    this.cancelSettle?.();
    this.cancelSettle = this.ports.clock.setTimeout(() => {
      this.plate.moving = this.keptMoving;
      this.ports.changed();
    }, askedMs ?? this.options.settleMs);
  }

  private keepMoving(on: boolean): void {
    this.keptMoving = on;
    this.cancelSettle?.();
    this.plate.moving = on;
  }

  /** @throws CodedError HAND_REFUSED where the scale's own key would do nothing. */
  private pressKey(key: 'zero' | 'tare' | 'clear-tare'): void {
    const done = key === 'zero' ? this.zero() : key === 'tare' ? this.tare() : this.clearTare();
    const state = statusWords(this.plate, this.options);
    if (!done) throw simError('HAND_REFUSED', { hand: key, reason: `the scale shows: ${state}` });
  }

  private zero(): boolean {
    if (!isZeroable(this.plate, this.options)) return false;
    this.plate.zeroGrams = this.plate.loadGrams;
    this.ports.changed();
    return true;
  }

  private tare(): boolean {
    const grossGrams = this.plate.loadGrams - this.plate.zeroGrams;
    if (this.plate.moving || grossGrams <= 0 || grossGrams > this.options.capacityGrams) return false;
    this.plate.tareGrams = grossGrams;
    this.ports.changed();
    return true;
  }

  private clearTare(): boolean {
    this.plate.tareGrams = 0;
    return true;
  }
}

function isCommand(letter: number | undefined): boolean {
  return Object.values<number | undefined>(commandLetters).includes(letter);
}
