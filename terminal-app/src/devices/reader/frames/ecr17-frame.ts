/**
 * Frames of ECR17 (Nexi, developer.nexigroup.com/traditionalpos, "Communication protocol"):
 *
 *   STX │ fixed-width data │ ETX │ LRC, seeded 7F        SOH │ 20 characters │ EOT, no LRC: progress
 *
 * Terminals differ in whether STX and ETX count in the LRC; `lrcOver` says so and only data is what is preset.
 * A confirmation is ACK or NAK, ETX and the LRC of that one byte; terminals that leave ETX and LRC out are
 * understood, too.
 */
import { type Read, type ReadFrame, ResyncParser } from './resync-parser.ts';
import { ack, encodeStxFrame, eot, etx, nak, type StxFormat, type StxFrame, stx, stxReader, xorOf } from './stx-etx.ts';

export type Ecr17Frame = StxFrame | { kind: 'progress'; text: string };
export type Ecr17LrcOver = 'data' | 'data_etx' | 'stx_data' | 'stx_data_etx';

export interface Ecr17Options {
  lrcOver?: Ecr17LrcOver;
}

const soh = 0x01;
const lrcSeed = 0x7f;
const progressLength = 20;
const frameBytesMax = 2048;

export function ecr17Lrc(data: Uint8Array, { lrcOver = 'data' }: Ecr17Options = {}): number {
  let seed = lrcSeed;
  if (lrcOver.startsWith('stx')) seed ^= stx;
  if (lrcOver.endsWith('etx')) seed ^= etx;
  return xorOf(data, seed);
}

/** @throws RangeError for data that no frame can hold. */
export function encodeEcr17Frame(data: string | Uint8Array, options: Ecr17Options = {}): Uint8Array {
  return encodeStxFrame(formatOf(options), typeof data === 'string' ? Buffer.from(data, 'latin1') : data);
}

export function encodeEcr17Confirmation(kind: 'ack' | 'nak', options: Ecr17Options = {}): Uint8Array {
  const byte = kind === 'ack' ? ack : nak;
  return Uint8Array.of(byte, etx, ecr17Lrc(Uint8Array.of(byte), options));
}

/** What a terminal says of its progress, cut or filled up to 20 characters. */
export function encodeEcr17Progress(text: string): Uint8Array {
  const shown = Buffer.from(text.slice(0, progressLength).padEnd(progressLength), 'latin1');
  return Uint8Array.of(soh, ...shown, eot);
}

export class Ecr17Parser extends ResyncParser<Ecr17Frame> {
  constructor(options: Ecr17Options = {}) {
    super(ecr17Reader(formatOf(options)));
  }
}

function formatOf(options: Ecr17Options): StxFormat {
  return { frameBytesMax, lrcOf: (data) => ecr17Lrc(data, options), hasEot: false, otherStarts: [soh] };
}

function ecr17Reader(format: StxFormat): ReadFrame<Ecr17Frame> {
  const readStx = stxReader(format);
  const confirmations = [ack, nak].map((byte) => format.lrcOf(Uint8Array.of(byte)));
  return (buffer) => {
    if (buffer[0] === soh) return readProgress(buffer);
    return buffer[0] === etx ? readConfirmationTail(buffer, confirmations) : readStx(buffer);
  };
}

/** The byte that confirms is acted on at once; ETX and LRC may stand behind it. */
function readConfirmationTail(buffer: Buffer, lrcs: readonly number[]): Read<Ecr17Frame> {
  const lrc = buffer[1];
  if (lrc === undefined) return { kind: 'incomplete' };
  return lrcs.includes(lrc) ? { kind: 'tail', byteCount: 2 } : { kind: 'skip', byteCount: 1, isBad: false };
}

function readProgress(buffer: Buffer): Read<Ecr17Frame> {
  const end = Math.min(buffer.length, progressLength + 1);
  for (let at = 1; at < end; at++) {
    // Progress is text: a control byte within it begins something else, or nothing.
    if ((buffer[at] as number) < 0x20) return { kind: 'skip', byteCount: at, isBad: false };
  }
  const last = buffer[progressLength + 1];
  if (last === undefined) return { kind: 'incomplete' };
  if (last !== eot) return { kind: 'skip', byteCount: progressLength + 1, isBad: false };
  const text = buffer.subarray(1, progressLength + 1).toString('latin1');
  return { kind: 'frame', frame: { kind: 'progress', text }, byteCount: progressLength + 2 };
}
