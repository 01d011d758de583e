/**
 * Frames of protocol B, Transbank POS Integrado (transbankdevelopers.cl/referencia/posintegrado):
 *
 *   STX │ fields split by `|` │ ETX │ LRC = XOR of data and ETX        ACK 06, NAK 15
 */
import { ResyncParser } from './resync-parser.ts';
import { encodeStxFrame, etx, type StxFormat, type StxFrame, stxReader, xorOf } from './stx-etx.ts';

export type PosIntegradoFrame = StxFrame;

const format: StxFormat = {
  // A voucher goes within an answer.
  frameBytesMax: 4096,
  lrcOf: (data) => posIntegradoLrc(data),
  hasEot: false,
  otherStarts: [],
};

/** XOR of the data and ETX: `0200|123|` gives 31. */
export function posIntegradoLrc(data: Uint8Array): number {
  return xorOf(data, etx);
}

/**
 * The frame of a message's data, `0250|` for instance.
 * @throws RangeError for data that no frame can hold.
 */
export function encodePosIntegradoFrame(data: string | Uint8Array): Uint8Array {
  return encodeStxFrame(format, typeof data === 'string' ? Buffer.from(data, 'latin1') : data);
}

/** Text of a frame's data, split at `|`. */
export function posIntegradoFields(data: Uint8Array): string[] {
  return Buffer.from(data).toString('latin1').split('|');
}

export class PosIntegradoParser extends ResyncParser<PosIntegradoFrame> {
  constructor() {
    super(stxReader(format));
  }
}
