/**
 * Frames of PAX POSLINK, serial:
 *
 *   STX │ command │ FS │ version │ FS │ fields, each of units split by US │ ETX │ LRC = XOR of data and ETX
 *
 * A frame is tried three times; ACK 06 or NAK 15 answers each, EOT 04 ends the exchange after the third.
 */
import { ResyncParser } from './resync-parser.ts';
import { encodeStxFrame, etx, type StxFormat, type StxFrame, stxReader, xorOf } from './stx-etx.ts';

export type PoslinkFrame = StxFrame;

export interface PoslinkMessage {
  /** `T00`, a credit transaction, for instance. */
  command: string;
  /** `1.35` */
  version: string;
  /** Fields behind the version, each of one unit or more. */
  fields: string[][];
}

const fieldSeparator = '\u001c';
const unitSeparator = '\u001f';

const format: StxFormat = {
  frameBytesMax: 8192,
  lrcOf: (data) => poslinkLrc(data),
  hasEot: true,
  otherStarts: [],
};

/** XOR of the data and ETX, STX left out. */
export function poslinkLrc(data: Uint8Array): number {
  return xorOf(data, etx);
}

/** @throws RangeError for data that no frame can hold. */
export function encodePoslinkFrame(message: PoslinkMessage | Uint8Array): Uint8Array {
  return encodeStxFrame(format, message instanceof Uint8Array ? message : poslinkData(message));
}

/** The bytes between STX and ETX. */
export function poslinkData(message: PoslinkMessage): Uint8Array {
  const fields = message.fields.map((units) => units.join(unitSeparator));
  return Buffer.from([message.command, message.version, ...fields].join(fieldSeparator), 'latin1');
}

/** Null where the data is no command with a version. */
export function decodePoslinkMessage(data: Uint8Array): PoslinkMessage | null {
  const [command, version, ...fields] = Buffer.from(data).toString('latin1').split(fieldSeparator);
  if (!command || version === undefined) return null;
  return { command, version, fields: fields.map((field) => field.split(unitSeparator)) };
}

export class PoslinkParser extends ResyncParser<PoslinkFrame> {
  constructor() {
    super(stxReader(format));
  }
}
