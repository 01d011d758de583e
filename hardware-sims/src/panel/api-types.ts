/** What the simulators' HTTP and WebSocket side tells a page (docs/processes.md, Hardware simulators). */

export type Align = 'left' | 'center' | 'right';

export interface TextRun {
  text: string;
  bold: boolean;
  underline: boolean;
  invert: boolean;
  doubleByte: boolean;
  width: number;
  height: number;
}

export type PaperItem =
  | { kind: 'line'; align: Align; runs: TextRun[] }
  | { kind: 'qr'; align: Align; text: string; rows: string[] }
  | { kind: 'barcode'; align: Align; symbology: string; text: string }
  | { kind: 'picture'; align: Align; widthDots: number; heightDots: number };

export interface Receipt {
  number: number;
  atMs: number;
  text: string;
  items: PaperItem[];
}

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
}

export interface PrinterState {
  paper: boolean;
  coverOpen: boolean;
  drawerOpen: boolean;
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
}

interface DeviceBase {
  id: string;
  address: string;
  plugged: boolean;
  peer: boolean;
  armedFaults: string[];
}

export type Device =
  | (DeviceBase & { kind: 'scanner'; state: ScannerState })
  | (DeviceBase & { kind: 'reader'; state: ReaderState })
  | (DeviceBase & { kind: 'printer'; state: PrinterState })
  | (DeviceBase & { kind: 'speaker'; state: SpeakerState });

export type DeviceKind = Device['kind'];
export type DeviceOf<K extends DeviceKind> = Extract<Device, { kind: K }>;

export interface Card {
  name: string;
  labelZh: string;
  labelEn: string;
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

export type LiveMessage =
  | { kind: 'devices'; devices: Device[] }
  | { kind: 'device'; device: Device }
  | { kind: 'log'; entry: LogEntry };
