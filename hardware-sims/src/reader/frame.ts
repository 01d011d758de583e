/**
 * Frames of the card reader's line: codec and incremental parser (docs/protocols/card-reader.md; CodePay /
 * PayCloud serial framing, developer.codepay.us).
 */

export const frameTypes = { data: 0x00, handshakeRequest: 0x01, handshakeAnswer: 0x02 } as const;

export interface Frame {
  type: number;
  /** The msgId of the last good data frame received; 0 before any. */
  ackId: number;
  /** 1 to 255; 0 in frames without data. */
  msgId: number;
  data: Uint8Array;
}

const start = [0x55, 0xaa] as const;
const end = [0xcc, 0x33] as const;
const headerBytes = 7;
/** Start 2, type, ackId, msgId, length 2, XOR, end 2. */
const overheadBytes = 10;
const frameBytesMax = 1024;
export const dataBytesMax = frameBytesMax - overheadBytes;

/** @throws RangeError for data that no frame can hold. */
export function encodeFrame(frame: Frame): Uint8Array {
  if (frame.data.length > dataBytesMax) throw new RangeError(`${frame.data.length} bytes do not fit into a frame`);
  const bytes = new Uint8Array(overheadBytes + frame.data.length);
  bytes.set([...start, frame.type, frame.ackId, frame.msgId, frame.data.length >> 8, frame.data.length & 0xff]);
  bytes.set(frame.data, headerBytes);
  bytes[headerBytes + frame.data.length] = checkOf(bytes, frame.data.length);
  bytes.set(end, headerBytes + frame.data.length + 1);
  return bytes;
}

export interface ParsedFrame {
  frame: Frame;
  bytes: Uint8Array;
}

export interface Parsed {
  frames: ParsedFrame[];
  /** Bytes that belonged to no good frame, in order. */
  discarded: Uint8Array;
}

/** Finds the good frames in a stream, however it is cut up, and finds its way back after rubbish. */
export class FrameParser {
  private buffer: Uint8Array = new Uint8Array();

  /** Whether the beginning of a frame waits for its rest. */
  get waiting(): boolean {
    return this.buffer.length > 0;
  }

  push(bytes: Uint8Array): Parsed {
    this.buffer = Buffer.concat([this.buffer, bytes]);
    return this.takeFrames();
  }

  /** Gives up a frame whose rest does not come (its length was hit), and looks behind its start. */
  abandonStart(): Parsed {
    const dropped = this.buffer.subarray(0, 1);
    this.buffer = this.buffer.subarray(1);
    const parsed = this.takeFrames();
    return { ...parsed, discarded: Buffer.concat([dropped, parsed.discarded]) };
  }

  private takeFrames(): Parsed {
    const frames: ParsedFrame[] = [];
    const discarded: number[] = [];
    for (;;) {
      const skipped = startOffset(this.buffer);
      discarded.push(...this.buffer.subarray(0, skipped));
      this.buffer = this.buffer.subarray(skipped);
      const read = readFrame(this.buffer);
      if (read === 'incomplete') return { frames, discarded: Uint8Array.from(discarded) };
      if (read === 'bad') {
        discarded.push(this.buffer[0] as number);
        this.buffer = this.buffer.subarray(1);
        continue;
      }
      const length = overheadBytes + read.data.length;
      frames.push({ frame: read, bytes: this.buffer.slice(0, length) });
      this.buffer = this.buffer.subarray(length);
    }
  }
}

/** Where a frame may begin: at a whole start, or at the half of one that ends the buffer. */
function startOffset(buffer: Uint8Array): number {
  for (let offset = 0; offset < buffer.length; offset++) {
    if (buffer[offset] !== start[0]) continue;
    if (offset + 1 === buffer.length || buffer[offset + 1] === start[1]) return offset;
  }
  return buffer.length;
}

function readFrame(buffer: Uint8Array): Frame | 'incomplete' | 'bad' {
  if (buffer.length < headerBytes) return 'incomplete';
  const length = ((buffer[5] as number) << 8) | (buffer[6] as number);
  if (length > dataBytesMax) return 'bad';
  if (buffer.length < overheadBytes + length) return 'incomplete';
  const checkOffset = headerBytes + length;
  if (buffer[checkOffset] !== checkOf(buffer, length)) return 'bad';
  if (buffer[checkOffset + 1] !== end[0] || buffer[checkOffset + 2] !== end[1]) return 'bad';
  return {
    type: buffer[2] as number,
    ackId: buffer[3] as number,
    msgId: buffer[4] as number,
    data: buffer.slice(headerBytes, checkOffset),
  };
}

function checkOf(bytes: Uint8Array, dataLength: number): number {
  let check = 0;
  for (let offset = 2; offset < headerBytes + dataLength; offset++) check ^= bytes[offset] as number;
  return check;
}
