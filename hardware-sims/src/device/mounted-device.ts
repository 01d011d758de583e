/** A device on its line: the faults and the log stand between them. */
import type { Clock, Random } from '@qiantai/foundation';
import { z } from 'zod';
import { simError } from '../errors.ts';
import type { Line } from '../lines/line.ts';
import type { DevicePorts, HandResult, OutFrame, SimulatedDevice } from './device.ts';
import { FaultInjector, type FaultRates } from './faults.ts';
import type { FrameLog } from './frame-log.ts';
import { handInput } from './hand-input.ts';

/** Hands that every device has. */
export const commonHands = [
  'unplug',
  'plug',
  'garble-next-frame',
  'drop-next-frame',
  'delay-next-frame',
  'duplicate-next-frame',
] as const;

const noInputSchema = z.strictObject({});
const delaySchema = z.strictObject({ delayMs: z.coerce.number().int().min(1).max(60_000).default(1000) });

export interface MountOptions<Device extends SimulatedDevice = SimulatedDevice> {
  id: string;
  line: Line;
  makeDevice(ports: DevicePorts): Device;
  clock: Clock;
  random: Random;
  shopNowMs(): number;
  log: FrameLog;
  faults?: FaultRates;
  /** The device's state, or its line's, is another one now. */
  changed(): void;
}

export class MountedDevice<Device extends SimulatedDevice = SimulatedDevice> {
  readonly id: string;
  readonly device: Device;
  readonly faults: FaultInjector;
  private readonly line: Line;
  private readonly options: MountOptions<Device>;
  private plugged = false;
  private lastTrouble = '';
  /** Frames that a fault delays, behind one another. */
  private readonly lateFrames = new Set<() => void>();

  constructor(options: MountOptions<Device>) {
    this.options = options;
    this.id = options.id;
    this.line = options.line;
    this.faults = new FaultInjector({ random: options.random, clock: options.clock, rates: options.faults });
    this.device = options.makeDevice({
      clock: options.clock,
      random: options.random,
      shopNowMs: options.shopNowMs,
      send: (frame) => this.send(frame),
      heard: (bytes, words, routine) => this.write({ direction: 'in', words, bytes, routine }),
      note: (words) => this.note(words),
      changed: options.changed,
    });
  }

  async plug(): Promise<void> {
    if (this.plugged) return;
    this.plugged = true;
    this.device.powerBack();
    await this.line.plug({
      received: (bytes) => this.device.receive(bytes),
      peerArrived: () => {
        this.lastTrouble = '';
        this.note('till opened the line');
        this.device.peerArrived();
        this.options.changed();
      },
      peerLeft: () => {
        this.note('till left the line');
        this.device.peerLeft();
        this.options.changed();
      },
      trouble: (words) => this.noteTrouble(words),
    });
    this.note('plugged in');
    this.options.changed();
  }

  async unplug(): Promise<void> {
    if (!this.plugged) return;
    this.plugged = false;
    for (const cancel of this.lateFrames) cancel();
    this.lateFrames.clear();
    await this.line.unplug();
    this.device.powerCut();
    this.note('unplugged');
    this.options.changed();
  }

  /** @throws CodedError when there is no such hand, its input is wrong, or it can do nothing now. */
  async hand(name: string, body: unknown): Promise<HandResult> {
    switch (name) {
      case 'unplug':
        handInput(name, noInputSchema, body);
        await this.unplug();
        return { plugged: false };
      case 'plug':
        handInput(name, noInputSchema, body);
        await this.plug();
        return { plugged: true };
      case 'garble-next-frame':
      case 'drop-next-frame':
      case 'duplicate-next-frame':
        handInput(name, noInputSchema, body);
        return this.arm({ kind: name.split('-')[0] as 'garble' | 'drop' | 'duplicate' });
      case 'delay-next-frame':
        return this.arm({ kind: 'delay', delayMs: handInput(name, delaySchema, body).delayMs });
    }
    if (!this.device.hands.includes(name)) {
      const hands = [...this.device.hands, ...commonHands].join(', ');
      throw simError('HAND_UNKNOWN', { kind: this.device.kind, hand: name, hands });
    }
    if (!this.plugged && this.device.kind !== 'printer') throw simError('DEVICE_UNPLUGGED', { device: this.id });
    return this.device.hand(name, body);
  }

  snapshot() {
    return {
      id: this.id,
      kind: this.device.kind,
      address: this.line.address,
      plugged: this.plugged,
      peer: this.plugged && this.line.peer,
      hands: [...this.device.hands, ...commonHands],
      armedFaults: this.faults.waiting.map((fault) => fault.kind),
      faultRates: this.faults.rates,
      state: this.device.snapshot(),
    };
  }

  private arm(fault: Parameters<FaultInjector['arm']>[0]): HandResult {
    this.faults.arm(fault);
    this.options.changed();
    return { armed: this.faults.waiting.length };
  }

  private send(frame: OutFrame): void {
    if (!this.plugged) return;
    if (!this.line.peer) {
      this.write({ ...frame, direction: 'out', fault: 'unheard' });
      return;
    }
    const armedBefore = this.faults.waiting.length;
    const struck = this.faults.strike(frame.bytes);
    if (armedBefore !== this.faults.waiting.length) this.options.changed();
    this.write({ ...frame, direction: 'out', bytes: struck.copies[0] ?? frame.bytes, fault: struck.fault });
    for (const bytes of struck.copies) this.sendAfter(struck.delayMs, { ...frame, bytes });
  }

  private sendAfter(delayMs: number, frame: OutFrame): void {
    if (delayMs <= 0) {
      this.line.send(frame);
      return;
    }
    const cancel = this.options.clock.setTimeout(() => {
      this.lateFrames.delete(cancel);
      this.line.send(frame);
    }, delayMs);
    this.lateFrames.add(cancel);
  }

  /** A trouble that goes on (no broker, tried every second) is told once. */
  private noteTrouble(words: string): void {
    if (words !== this.lastTrouble) this.note(words);
    this.lastTrouble = words;
  }

  private note(words: string): void {
    this.write({ direction: 'event', words });
  }

  private write(entry: Omit<Parameters<FrameLog['write']>[0], 'deviceId'>): void {
    this.options.log.write({ ...entry, deviceId: this.id });
  }
}
