/** What the simulators' HTTP and WebSocket side tells a page (docs/processes.md, Hardware simulators). */

import type { PaperItem, Receipt } from '../printer/receipt.ts';

export type { Align, PaperItem, Receipt, TextRun } from '../printer/receipt.ts';

export interface ScannerState {
  scanCount: number;
  recent: Array<{ code: string; symbology: string; atMs: number }>;
}

export interface ReaderState {
  lineUp: boolean;
  status: 'idle' | 'waiting_card' | 'entering_pin' | 'processing' | 'showing_result';
  amountMinor: string;
  currency: string;
  purpose: '' | 'sale' | 'refund';
  language: 'zh' | 'en';
  outcome: '' | 'approved' | 'declined' | 'unknown';
  maskedPan: string;
  held: { card: string; entryMode: string; pin: boolean };
  lastResult: string;
  keyCounter: number;
  /** A card that was inserted and not removed. */
  cardInside: boolean;
}

export interface PrinterState {
  paper: boolean;
  paperNearEnd: boolean;
  coverOpen: boolean;
  cutter: 'fine' | 'armed' | 'jammed' | 'cleared';
  drawerOpen: boolean;
  drawerStuck: boolean;
  drawerKickCount: number;
  waitingBytes: number;
  receiptCount: number;
  columns: number;
  onPaper: PaperItem[];
  lastReceipt: Receipt | null;
}

export interface SpeakerState {
  playing: string;
  waiting: number;
  playedCount: number;
  lastPlayed: string;
  answersMuted: boolean;
  /** 0 to 100, as the till set it. */
  volume: number;
}

export interface ScaleState {
  loadGrams: number;
  shownGrams: number;
  tareGrams: number;
  moving: boolean;
  keptMoving: boolean;
  status: string;
  capacityGrams: number;
  divisionGrams: number;
}

export interface PoleState {
  lines: [upper: string, lower: string];
  /** 1 to 4. */
  brightness: number;
  pictureCount: number;
}

export interface RecordingState {
  running: boolean;
  entries: number;
  bytes: number;
  full: boolean;
}

export interface ReplayDifference {
  step: number;
  kind: 'missing' | 'different' | 'extra';
  atByte: number;
  expectedHex: string;
  gotHex: string;
}

export interface ReplayState {
  status: 'running' | 'done' | 'stopped';
  step: number;
  steps: number;
  differenceCount: number;
  differences: ReplayDifference[];
}

interface DeviceBase {
  id: string;
  address: string;
  plugged: boolean;
  peer: boolean;
  hands: string[];
  armedFaults: string[];
  stuck: boolean;
  wrongModel: string;
  faultRates: Record<string, number>;
  recording: RecordingState | null;
  replay: ReplayState | null;
}

export type Device =
  | (DeviceBase & { kind: 'scanner'; state: ScannerState })
  | (DeviceBase & { kind: 'reader'; state: ReaderState })
  | (DeviceBase & { kind: 'printer'; state: PrinterState })
  | (DeviceBase & { kind: 'speaker'; state: SpeakerState })
  | (DeviceBase & { kind: 'scale'; state: ScaleState })
  | (DeviceBase & { kind: 'pole'; state: PoleState });

export type DeviceKind = Device['kind'];
export type DeviceOf<K extends DeviceKind> = Extract<Device, { kind: K }>;

export interface Card {
  name: string;
  labelZh: string;
  labelEn: string;
  outcomeZh: string;
  outcomeEn: string;
  brand: string;
  maskedPan: string;
  entryModes: string[];
}

export interface Preset {
  code: string;
  label: string;
}

export interface LogEntry {
  n: number;
  atMs: number;
  deviceId: string;
  direction: 'in' | 'out' | 'event';
  hex: string;
  words: string;
  fault: string;
  routine: boolean;
}

export interface Announcement {
  speechId: string;
  heard: string;
  playedAtMs: number;
}

export type Wallet = 'wechat' | 'alipay' | 'unionpay' | 'qiantai';
export type Manner = 'pays' | 'password' | 'refuses' | 'ignores' | 'no_answer';

export type PhoneScreen =
  | { status: 'off' }
  | { status: 'code'; wallet: Wallet; code: string; leftMs: number; used: boolean }
  | { status: 'asked'; wallet: Wallet; outTradeNo: string; amountMinor: string }
  | { status: 'order'; wallet: Wallet; outTradeNo: string; amountMinor: string; description: string }
  | {
      status: 'ended';
      wallet: Wallet;
      outcome: 'paid' | 'refused' | 'declined' | 'given_up';
      amountMinor: string;
    };

export interface Phone {
  channelUrl: string;
  currency: string;
  manner: Manner;
  trouble: string;
  balances: Record<Wallet, string>;
  screen: PhoneScreen;
  /** Widths of bars and spaces in turn, in modules; empty where no code is shown. */
  bars: number[];
  qrRows: string[];
}

export interface WaitingOrder {
  channel: Wallet;
  qrText: string;
  outTradeNo: string;
  amountMinor: string;
  description: string;
}

export type LiveMessage =
  | { kind: 'phone'; phone: Phone }
  | { kind: 'devices'; devices: Device[] }
  | { kind: 'device'; device: Device }
  | { kind: 'log'; entry: LogEntry };
