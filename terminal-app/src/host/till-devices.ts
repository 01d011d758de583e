/** The devices as the host uses them; tests give their own. */
import type { Currency } from '@qiantai/protos';
import type { DeviceAnswer, TillSnapshot } from '../contract/till-contract.ts';
import type { DeviceHealth, DeviceKind, DeviceState } from '../devices/device-state.ts';
import type { FoundDevice } from '../devices/discovery/discovery.ts';
import type { PrintJob } from '../devices/printer/paper.ts';
import type { PaperSettings } from '../devices/printer/receipt.ts';
import type { IntegratedTerminal } from '../devices/reader/pos-integrado/integrated-terminal.ts';
import type { DeviceRole, RoleOptions } from '../devices/settings/device-settings.ts';
import type { CardRead } from '../sale/events.ts';

export interface ReadRequest {
  key: string;
  amountMinor: bigint;
  currency: Currency;
  purpose: 'sale' | 'refund';
  language: 'zh' | 'en';
}

export type ReaderEvent =
  | { kind: 'card_prompted'; key: string; prompt: 'present_card' | 'enter_pin' | 'processing' }
  | { kind: 'card_read'; key: string; card: CardRead }
  | { kind: 'card_failed'; key: string; reasonCode: string };

export interface CardReaderPort {
  /** Its end comes as an event: `card_read` or `card_failed`. */
  read(request: ReadRequest): void;
  cancel(key: string): void;
  finish(key: string, outcome: 'approved' | 'declined' | 'unknown'): void;
  /** What became of a read of an earlier run; null: no card was read, and none will be under this key. */
  recover(key: string): Promise<CardRead | null>;
}

export interface PrinterPort {
  /** How its paper is; absent: 80 mm, everything on it. */
  readonly paper?: PaperSettings;
  /** Kept until it is on paper. */
  print(job: PrintJob): void;
  openDrawer(): void;
}

export interface SpeakerPort {
  /** The id stays the same on a retry, so nothing is announced twice. */
  announce(speech: { speechId: string; parts: readonly string[]; text: string }): void;
  /** Says the last payment again, for a person who did not hear it. @returns a code where it does not */
  replayLast(): string | null;
}

export type WeightResult =
  | { kind: 'stable'; weightG: number }
  | { kind: 'unstable' | 'overload' | 'negative' | 'no_answer' | 'not_connected' };

export interface ScalePort {
  /** Waits a while for the plate to come to rest; never rejects. */
  readWeight(): Promise<WeightResult>;
}

export interface PolePort {
  /** Shows of it what a customer may see. */
  follow(snapshot: TillSnapshot): void;
}

export type TestResult =
  | { kind: 'done' }
  | { kind: 'weight'; weight: WeightResult }
  /** What it said, each thing for itself. */
  | { kind: 'answered'; answers: readonly DeviceAnswer[] }
  | { kind: 'refused'; code: string };

export interface TillDevices {
  readonly reader: CardReaderPort | null;
  /** A payment terminal that authorises itself; nothing of a sale is asked of it yet. */
  readonly terminal?: IntegratedTerminal | null;
  readonly printer: PrinterPort | null;
  readonly speaker: SpeakerPort | null;
  readonly scale?: ScalePort | null;
  readonly pole?: PolePort | null;
  states(): readonly DeviceState[];
  /** What the lines went through, where a driver counts. */
  counters?(): Readonly<Partial<Record<DeviceKind, Readonly<Record<string, number>>>>>;
  /** For a person who looks after devices. */
  health?(kind: DeviceKind): DeviceHealth & { options: RoleOptions };
  /** What is plugged in. */
  find?(): Promise<readonly FoundDevice[]>;
  /** Durable when it resolves. @returns a code where it was refused */
  setUp?(role: DeviceRole, given: { address: string; options: RoleOptions }): Promise<string | null>;
  /** Lets a person see that a device does what it should. */
  test?(kind: DeviceKind, who: { tillName: string }): Promise<TestResult>;
  /** Connects them to the host and opens their lines. */
  start(handlers: { onScan(code: string): void; onReader(event: ReaderEvent): void; onState(): void }): void;
  stop(): Promise<void>;
}

export const noDevices: TillDevices = {
  reader: null,
  printer: null,
  speaker: null,
  states: () => [],
  start: () => undefined,
  stop: () => Promise.resolve(),
};
