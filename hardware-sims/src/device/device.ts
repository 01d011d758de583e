/**
 * What every simulated device is: bytes and hands in, bytes and words out. A device does no input or
 * output of its own; a line (pseudo-terminal, TCP, MQTT, memory) stands between it and the till.
 */
import type { Clock, Random } from '@qiantai/foundation';
import type { MessageTopic } from '../lines/line.ts';
import type { Mishap } from './faults.ts';

export type DeviceKind = 'scanner' | 'reader' | 'printer' | 'speaker' | 'scale' | 'pole';

/** One thing that a device sends at once; faults strike whole frames. */
export interface OutFrame {
  bytes: Uint8Array;
  /** The frame in words, for the log. Never a card number or a PIN. */
  words: string;
  /** Where a message broker would put it; other lines have one stream and do not care. */
  topic?: MessageTopic;
  /** Heartbeats and polls: many, and all alike. */
  routine?: boolean;
}

/** What a device is given to live with. */
export interface DevicePorts {
  /** Time on the line: retransmissions, heartbeats, what a customer's patience is. */
  clock: Clock;
  random: Random;
  /** The instant that the shop's clock shows, milliseconds since the epoch; stamps only. */
  shopNowMs(): number;
  send(frame: OutFrame): void;
  /** Tells the log of a frame, or a part of the stream, that arrived. */
  heard(bytes: Uint8Array, words: string, routine?: boolean): void;
  /** Tells the log of something without bytes: a card was tapped, the paper ran out. */
  note(words: string): void;
  /** Whether a deed of the device goes wrong this time, by its seed. */
  mishap(kind: Mishap): boolean;
  /** The model to answer with: the device's own, or the wrong one that a hand asked for. */
  modelOf(own: string): string;
  /** The state that `snapshot` gives is another one now. */
  changed(): void;
}

/** A hand's answer, told to whoever moved it. Must be JSON. */
export type HandResult = Readonly<Record<string, unknown>>;

export interface SimulatedDevice {
  readonly kind: DeviceKind;
  /** Names of the hands that `hand` takes. */
  readonly hands: readonly string[];
  /** Whether it tells the till its model when it is asked. */
  readonly saysModel?: boolean;
  /** The till opened its end of the line. */
  peerArrived(): void;
  peerLeft(): void;
  /** The cable was pulled: the device has no power until it is plugged in. */
  powerCut(): void;
  powerBack(): void;
  receive(bytes: Uint8Array): void;
  /**
   * Does what a person does at the device.
   * @throws CodedError HAND_BAD_INPUT, HAND_REFUSED and what the hand itself may say.
   */
  hand(name: string, body: unknown): HandResult;
  /** What a person sees at the device. Must be JSON. */
  snapshot(): Readonly<Record<string, unknown>>;
}
