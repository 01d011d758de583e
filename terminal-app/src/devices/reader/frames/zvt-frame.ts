/**
 * Frames of ZVT, serial (ZVT protocol, transport over RS 232):
 *
 *   DLE STX │ APDU, each DLE doubled │ DLE ETX │ CRC16, low byte first        ACK 06, NAK 15
 *
 * The CRC (reflected polynomial 8408, initial 0) goes over the APDU, not doubled, and 03. An APDU is a class, an
 * instruction, a length (one byte; FF and two bytes, low first, from 255 on) and its data.
 */
import { type Read, ResyncParser } from './resync-parser.ts';
import { ack, etx, nak, stx } from './stx-etx.ts';

export interface ZvtApdu {
  /** Class and instruction, `0x060f` for a completion. */
  control: number;
  data: Uint8Array;
}

export type ZvtFrame = { kind: 'apdu'; apdu: ZvtApdu } | { kind: 'ack' } | { kind: 'nak' };

const dle = 0x10;
const extendedLength = 0xff;
const dataBytesMax = 0xffff;
/** Every byte of the longest APDU doubled, and what stands around it. */
const frameBytesMax = 2 * (dataBytesMax + 5) + 6;

/** CRC16 of the APDU's bytes and 03: `80 00 00` gives 1FF5, sent as F5 1F. */
export function zvtCrc(apdu: Uint8Array): number {
  return crcStep(apdu.reduce(crcStep, 0), etx);
}

/** @throws RangeError for data longer than 65535 bytes. */
export function encodeZvtApdu({ control, data }: ZvtApdu): Uint8Array {
  if (data.length > dataBytesMax) throw new RangeError(`${data.length} bytes do not fit an APDU`);
  const { length } = data;
  const lengthBytes = length < extendedLength ? [length] : [extendedLength, length & 0xff, length >> 8];
  return Buffer.concat([Buffer.of(control >> 8, control & 0xff, ...lengthBytes), data]);
}

/** Null where the bytes are no whole APDU. */
export function decodeZvtApdu(bytes: Uint8Array): ZvtApdu | null {
  const [high, low, short, first, second] = bytes;
  if (high === undefined || low === undefined || short === undefined) return null;
  const control = (high << 8) | low;
  if (short !== extendedLength)
    return bytes.length === 3 + short ? { control, data: Uint8Array.from(bytes.subarray(3)) } : null;
  if (first === undefined || second === undefined || bytes.length !== 5 + (first | (second << 8))) return null;
  return { control, data: Uint8Array.from(bytes.subarray(5)) };
}

/** @throws RangeError for data longer than 65535 bytes. */
export function encodeZvtFrame(apdu: ZvtApdu): Uint8Array {
  const bytes = encodeZvtApdu(apdu);
  const crc = zvtCrc(bytes);
  const doubled = [...bytes].flatMap((byte) => (byte === dle ? [dle, dle] : [byte]));
  return Uint8Array.from([dle, stx, ...doubled, dle, etx, crc & 0xff, crc >> 8]);
}

export class ZvtParser extends ResyncParser<ZvtFrame> {
  constructor() {
    super(readZvt);
  }
}

function readZvt(buffer: Buffer): Read<ZvtFrame> {
  switch (buffer[0]) {
    case ack:
      return { kind: 'frame', frame: { kind: 'ack' }, byteCount: 1 };
    case nak:
      return { kind: 'frame', frame: { kind: 'nak' }, byteCount: 1 };
    case dle:
      if (buffer.length < 2) return { kind: 'incomplete' };
      return buffer[1] === stx ? readBody(buffer) : { kind: 'skip', byteCount: 1, isBad: false };
  }
  let end = 1;
  while (end < buffer.length && ![ack, nak, dle].includes(buffer[end] as number)) end += 1;
  return { kind: 'skip', byteCount: end, isBad: false };
}

function readBody(buffer: Buffer): Read<ZvtFrame> {
  const parts: Buffer[] = [];
  let from = 2;
  for (let at = buffer.indexOf(dle, from); at >= 0 && at < frameBytesMax; at = buffer.indexOf(dle, from)) {
    const next = buffer[at + 1];
    if (next === undefined) return { kind: 'incomplete' };
    if (next === dle) {
      parts.push(buffer.subarray(from, at + 1));
      from = at + 2;
    } else if (next === etx) {
      parts.push(buffer.subarray(from, at));
      return readEnd(buffer, Buffer.concat(parts), at + 2);
    } else {
      // An undoubled DLE: another frame begins here, or the byte was hit.
      return { kind: 'skip', byteCount: next === stx ? at : at + 2, isBad: true };
    }
  }
  if (buffer.length > frameBytesMax) return { kind: 'skip', byteCount: frameBytesMax, isBad: true };
  return { kind: 'incomplete' };
}

function readEnd(buffer: Buffer, bytes: Buffer, crcAt: number): Read<ZvtFrame> {
  if (buffer.length < crcAt + 2) return { kind: 'incomplete' };
  const apdu = buffer.readUInt16LE(crcAt) === zvtCrc(bytes) ? decodeZvtApdu(bytes) : null;
  if (apdu) return { kind: 'frame', frame: { kind: 'apdu', apdu }, byteCount: crcAt + 2 };
  // Bytes in the place of the CRC may be the start of the next frame; they are never taken for a confirmation.
  const startAt = buffer.subarray(crcAt, crcAt + 2).indexOf(dle);
  return { kind: 'skip', byteCount: startAt < 0 ? crcAt + 2 : crcAt + startAt, isBad: true };
}

function crcStep(crc: number, byte: number): number {
  let rest = crc ^ byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >> 1) ^ 0x8408 : rest >> 1;
  return rest;
}
