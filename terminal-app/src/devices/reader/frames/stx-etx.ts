/** What POS Integrado, POSLINK and ECR17 have in common: STX data ETX LRC, and single bytes that confirm. */
import type { Read, ReadFrame } from './resync-parser.ts';

export const stx = 0x02;
export const etx = 0x03;
export const eot = 0x04;
export const ack = 0x06;
export const nak = 0x15;

export type StxFrame = { kind: 'data'; data: Uint8Array } | { kind: 'ack' } | { kind: 'nak' } | { kind: 'eot' };

export interface StxFormat {
  /** From STX to LRC. */
  frameBytesMax: number;
  lrcOf(data: Uint8Array): number;
  hasEot: boolean;
  /** Other bytes that begin a frame, and so never stand within one. */
  otherStarts: readonly number[];
}

/** @throws RangeError for data that no frame can hold. */
export function encodeStxFrame(format: StxFormat, data: Uint8Array): Uint8Array {
  if (data.length === 0 || data.length + 3 > format.frameBytesMax) {
    throw new RangeError(`${data.length} bytes do not fit a frame`);
  }
  if (data.some((byte) => byte === etx || startsFrame(format, byte))) {
    throw new RangeError('the data holds a byte that begins or ends frames');
  }
  return Uint8Array.of(stx, ...data, etx, format.lrcOf(data));
}

export function stxReader(format: StxFormat): ReadFrame<StxFrame> {
  return (buffer) => {
    if (buffer[0] === stx) return readData(format, buffer);
    const control = controlOf(format, buffer[0] as number);
    if (control) return { kind: 'frame', frame: control, byteCount: 1 };
    let end = 1;
    while (end < buffer.length && !isKnown(format, buffer[end] as number)) end += 1;
    return { kind: 'skip', byteCount: end, isBad: false };
  };
}

function readData(format: StxFormat, buffer: Buffer): Read<StxFrame> {
  for (let at = 1; at < buffer.length; at++) {
    const byte = buffer[at] as number;
    // Data holds no start: what came before it lost its end.
    if (startsFrame(format, byte)) return { kind: 'skip', byteCount: at, isBad: true };
    if (at + 2 > format.frameBytesMax) return { kind: 'skip', byteCount: at, isBad: true };
    if (byte === etx) return readEnd(format, buffer, at);
  }
  return { kind: 'incomplete' };
}

function readEnd(format: StxFormat, buffer: Buffer, etxAt: number): Read<StxFrame> {
  const lrc = buffer[etxAt + 1];
  if (lrc === undefined) return { kind: 'incomplete' };
  const data = buffer.subarray(1, etxAt);
  if (data.length > 0 && lrc === format.lrcOf(data)) {
    return { kind: 'frame', frame: { kind: 'data', data: Uint8Array.from(data) }, byteCount: etxAt + 2 };
  }
  // The byte in the place of the LRC may be the start of the next frame; it is never taken for a confirmation.
  return { kind: 'skip', byteCount: startsFrame(format, lrc) ? etxAt + 1 : etxAt + 2, isBad: true };
}

function controlOf(format: StxFormat, byte: number): StxFrame | undefined {
  if (byte === ack) return { kind: 'ack' };
  if (byte === nak) return { kind: 'nak' };
  if (byte === eot && format.hasEot) return { kind: 'eot' };
  return undefined;
}

function startsFrame(format: StxFormat, byte: number): boolean {
  return byte === stx || format.otherStarts.includes(byte);
}

function isKnown(format: StxFormat, byte: number): boolean {
  return startsFrame(format, byte) || controlOf(format, byte) !== undefined;
}

export function xorOf(bytes: Uint8Array, seed = 0): number {
  let sum = seed;
  for (const byte of bytes) sum ^= byte;
  return sum;
}
