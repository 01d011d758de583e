/** Every frame on every device's line, both ways, in hexadecimal and in words; bounded. */
import type { FrameFault } from './faults.ts';
import { Ring } from './ring.ts';

export interface LogEntry {
  /** 1, 2, 3… over all devices. */
  n: number;
  atMs: number;
  deviceId: string;
  /** `in`: from the till; `out`: to the till; `event`: no bytes. */
  direction: 'in' | 'out' | 'event';
  hex: string;
  words: string;
  /** What a fault did to the frame. */
  fault: FrameFault | 'unheard';
  /** Heartbeats and polls: many, and all alike; few are kept. */
  routine: boolean;
}

const entriesPerDeviceMax = 1000;
const routinePerDeviceMax = 20;
/** Longer frames (receipts with pictures) are shown by their beginning. */
const shownBytesMax = 512;

export class FrameLog {
  private lastNumber = 0;
  private readonly byDevice = new Map<string, Ring<LogEntry>>();
  private readonly routine = new Map<string, Ring<LogEntry>>();
  private readonly listeners = new Set<(entry: LogEntry) => void>();
  private readonly nowMs: () => number;

  constructor(nowMs: () => number) {
    this.nowMs = nowMs;
  }

  write(entry: {
    deviceId: string;
    direction: LogEntry['direction'];
    bytes?: Uint8Array;
    words: string;
    fault?: LogEntry['fault'];
    routine?: boolean;
  }): void {
    const bytes = entry.bytes ?? new Uint8Array();
    const shown = Buffer.from(bytes.subarray(0, shownBytesMax)).toString('hex').toUpperCase();
    const written: LogEntry = {
      n: ++this.lastNumber,
      atMs: this.nowMs(),
      deviceId: entry.deviceId,
      direction: entry.direction,
      hex: bytes.length > shownBytesMax ? `${shown}…(${bytes.length})` : shown,
      words: entry.words,
      fault: entry.fault ?? '',
      routine: entry.routine ?? false,
    };
    this.ringOf(written).push(written);
    for (const listener of this.listeners) listener(written);
  }

  /** Entries of one device with numbers above `after`, oldest first. */
  read(deviceId: string, after = 0): LogEntry[] {
    const kept = [...(this.byDevice.get(deviceId)?.all() ?? []), ...(this.routine.get(deviceId)?.all() ?? [])];
    return kept.filter((entry) => entry.n > after).sort((a, b) => a.n - b.n);
  }

  follow(listener: (entry: LogEntry) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private ringOf({ deviceId, routine }: LogEntry): Ring<LogEntry> {
    const rings = routine ? this.routine : this.byDevice;
    const found = rings.get(deviceId) ?? new Ring<LogEntry>(routine ? routinePerDeviceMax : entriesPerDeviceMax);
    rings.set(deviceId, found);
    return found;
  }
}
