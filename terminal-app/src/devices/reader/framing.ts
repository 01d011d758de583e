/**
 * Frames of the card reader's serial protocol A (docs/protocols/card-reader.md):
 *
 *   55 AA │ type │ ackId │ msgId │ length, 2 big-endian │ data │ XOR of type…data │ CC 33
 *
 * The parser resynchronises on the next start behind one that was no frame, and counts what it dropped.
 */

export interface Frame {
  type: number;
  ackId: number;
  msgId: number;
  data: Uint8Array;
}

export const frameType = { data: 0, handshakeRequest: 1, handshakeAnswer: 2 } as const;

const frameBytesMax = 1024;
const headBytes = 7;
const tailBytes = 3;
export const dataBytesMax = frameBytesMax - headBytes - tailBytes;

/** A whole frame takes under 90 ms at 115200 baud; one that stays half for longer has lost its rest. */
const halfFrameMsMax = 300;

export function encodeFrame(frame: Frame): Uint8Array {
  const { length } = frame.data;
  if (length > dataBytesMax) throw new RangeError(`${length} bytes do not fit a frame`);
  const bytes = Buffer.alloc(headBytes + length + tailBytes);
  bytes.set([0x55, 0xaa, frame.type, frame.ackId, frame.msgId, length >> 8, length & 0xff]);
  bytes.set(frame.data, headBytes);
  bytes.set([xorOf(bytes.subarray(2, headBytes + length)), 0xcc, 0x33], headBytes + length);
  return bytes;
}

export interface FramingCounters {
  frames: number;
  discardedBytes: number;
  badLength: number;
  badCheck: number;
  badEnd: number;
  halfFrames: number;
}

export class ReaderFraming {
  readonly counters: FramingCounters = {
    frames: 0,
    discardedBytes: 0,
    badLength: 0,
    badCheck: 0,
    badEnd: 0,
    halfFrames: 0,
  };
  private pending = Buffer.alloc(0);
  private startedAtMs = 0;

  push(chunk: Uint8Array, nowMs: number): Frame[] {
    if (this.pending.length === 0) this.startedAtMs = nowMs;
    this.pending = Buffer.concat([this.pending, chunk]);
    return this.frames(nowMs);
  }

  /** Gives up a frame whose rest did not come; what stands behind its start may hold whole frames. */
  expire(nowMs: number): Frame[] {
    if (this.pending.length === 0 || nowMs - this.startedAtMs < halfFrameMsMax) return [];
    this.counters.halfFrames += 1;
    this.discard(Math.min(2, this.pending.length));
    return this.frames(nowMs);
  }

  /** When `expire` has something to do; Infinity: never. */
  get dueMs(): number {
    return this.pending.length === 0 ? Number.POSITIVE_INFINITY : this.startedAtMs + halfFrameMsMax;
  }

  reset(): void {
    this.pending = Buffer.alloc(0);
  }

  private frames(nowMs: number): Frame[] {
    const frames: Frame[] = [];
    for (;;) {
      this.seekStart();
      const result = this.next();
      if (result === 'incomplete') return frames;
      this.startedAtMs = nowMs;
      if (result !== 'dropped') frames.push(result);
    }
  }

  private next(): Frame | 'incomplete' | 'dropped' {
    const { pending, counters } = this;
    if (pending.length < headBytes) return 'incomplete';
    const length = pending.readUInt16BE(5);
    if (length > dataBytesMax) return this.drop('badLength');
    const whole = headBytes + length + tailBytes;
    if (pending.length < whole) return 'incomplete';
    if (pending[whole - 2] !== 0xcc || pending[whole - 1] !== 0x33) return this.drop('badEnd');
    if (pending[whole - tailBytes] !== xorOf(pending.subarray(2, whole - tailBytes))) return this.drop('badCheck');
    this.pending = pending.subarray(whole);
    counters.frames += 1;
    const [type, ackId, msgId] = [pending[2] as number, pending[3] as number, pending[4] as number];
    return { type, ackId, msgId, data: Uint8Array.from(pending.subarray(headBytes, headBytes + length)) };
  }

  private seekStart(): void {
    const start = this.pending.indexOf('55aa', 0, 'hex');
    if (start >= 0) {
      this.discard(start);
      return;
    }
    // The last byte may be the first half of a start.
    const keep = this.pending.at(-1) === 0x55 ? 1 : 0;
    this.discard(this.pending.length - keep);
  }

  private drop(why: 'badLength' | 'badEnd' | 'badCheck'): 'dropped' {
    this.counters[why] += 1;
    this.discard(2);
    return 'dropped';
  }

  private discard(count: number): void {
    this.counters.discardedBytes += count;
    this.pending = this.pending.subarray(count);
  }
}

function xorOf(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum ^ byte, 0);
}
