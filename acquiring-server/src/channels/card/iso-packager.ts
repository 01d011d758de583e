/** Turns ISO 8583 messages into bytes and back, by the table of fields alone. */
import { type FieldForm, type FieldLength, isoFields } from './iso-fields.ts';

export interface IsoMessage {
  /** Message type, four digits. */
  mti: string;
  /** By number; an undefined one is not there. */
  fields: { readonly [number: number]: string | undefined };
}

/** Bytes that are no message of ours, or a message that does not fit its table. */
export class IsoFormatError extends Error {
  override readonly name = 'IsoFormatError';
}

/** Message type, bitmap and fields. @throws IsoFormatError for a value that does not fit its field. */
export function encodeIsoMessage(message: IsoMessage): Buffer {
  if (!/^[0-9]{4}$/.test(message.mti)) throw new IsoFormatError(`no message type ${message.mti}`);
  const bitmap = Buffer.alloc(8);
  const parts = fieldNumbers(message).map((number) => {
    bitmap[(number - 1) >> 3] = (bitmap[(number - 1) >> 3] as number) | (0x80 >> ((number - 1) & 7));
    return encodeField(number, message.fields[number] as string);
  });
  return Buffer.concat([Buffer.from(message.mti, 'hex'), bitmap, ...parts]);
}

/** @throws IsoFormatError for bytes that are not exactly one message of known fields. */
export function decodeIsoMessage(bytes: Uint8Array): IsoMessage {
  const reader = new Reader(bytes);
  const mti = reader.take(2, 'message type').toString('hex');
  if (!/^[0-9]{4}$/.test(mti)) throw new IsoFormatError(`no message type ${mti}`);
  const bitmap = reader.take(8, 'bitmap');
  const fields: Record<number, string> = {};
  for (let number = 1; number <= 64; number++) {
    if (((bitmap[(number - 1) >> 3] as number) & (0x80 >> ((number - 1) & 7))) === 0) continue;
    fields[number] = decodeField(number, reader);
  }
  if (!reader.atEnd) throw new IsoFormatError('there are bytes behind the last field');
  return { mti, fields };
}

function fieldNumbers(message: IsoMessage): number[] {
  return Object.keys(message.fields)
    .map(Number)
    .filter((number) => message.fields[number] !== undefined)
    .sort((a, b) => a - b);
}

function encodeField(number: number, value: string): Buffer {
  const spec = isoFields[number];
  if (!spec) throw new IsoFormatError(`field ${number} is not in the table`);
  const units = unitsOf(spec.form, value, number);
  const body = encodeBody(spec.form, value, spec.length);
  if ('fixed' in spec.length) {
    const wanted = spec.length.fixed;
    const fits = spec.form.kind === 'text' ? units <= wanted : units === wanted;
    if (!fits) throw new IsoFormatError(`field ${number} has ${units} instead of ${wanted}`);
    return body;
  }
  const [max, bytes] = 'll' in spec.length ? [spec.length.ll, 1] : [spec.length.lll, 2];
  if (units > max) throw new IsoFormatError(`field ${number} is longer than ${max}`);
  return Buffer.concat([Buffer.from(String(units).padStart(bytes * 2, '0'), 'hex'), body]);
}

/** The length as the wire counts it: digits of packed fields, bytes of others. */
function unitsOf(form: FieldForm, value: string, number: number): number {
  const patterns = { digits: /^[0-9]*$/, track2: /^[0-9=]*$/, text: /^[\x20-\x7e]*$/, binary: /^([0-9a-f]{2})*$/ };
  if (!patterns[form.kind].test(value)) throw new IsoFormatError(`field ${number} has a character it may not have`);
  return form.kind === 'binary' ? value.length / 2 : value.length;
}

function encodeBody(form: FieldForm, value: string, length: FieldLength): Buffer {
  switch (form.kind) {
    case 'digits':
      return Buffer.from(evenDigits(value, form.align), 'hex');
    case 'track2':
      return Buffer.from(evenDigits(value.replaceAll('=', 'd'), 'left'), 'hex');
    case 'text':
      return Buffer.from('fixed' in length ? value.padEnd(length.fixed, ' ') : value, 'latin1');
    case 'binary':
      return Buffer.from(value, 'hex');
  }
}

function evenDigits(value: string, align: 'left' | 'right'): string {
  if (value.length % 2 === 0) return value;
  return align === 'left' ? `${value}0` : `0${value}`;
}

function decodeField(number: number, reader: Reader): string {
  const spec = isoFields[number];
  if (!spec) throw new IsoFormatError(`field ${number} is not in the table`);
  const units = 'fixed' in spec.length ? spec.length.fixed : reader.packedLength(spec.length, number);
  const packed = spec.form.kind === 'digits' || spec.form.kind === 'track2';
  const body = reader.take(packed ? Math.ceil(units / 2) : units, `field ${number}`);
  const value = decodeBody(spec.form, body, units);
  unitsOf(spec.form, value, number);
  return value;
}

function decodeBody(form: FieldForm, body: Buffer, units: number): string {
  const hex = body.toString('hex');
  switch (form.kind) {
    case 'digits':
      return form.align === 'left' ? hex.slice(0, units) : hex.slice(hex.length - units);
    case 'track2':
      return hex.slice(0, units).replaceAll('d', '=');
    case 'text':
      return body.toString('latin1').trimEnd();
    case 'binary':
      return hex;
  }
}

class Reader {
  private at = 0;
  private readonly bytes: Buffer;

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes);
  }

  get atEnd(): boolean {
    return this.at === this.bytes.length;
  }

  take(length: number, what: string): Buffer {
    if (this.at + length > this.bytes.length) throw new IsoFormatError(`the message ends inside ${what}`);
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  packedLength(length: { ll: number } | { lll: number }, number: number): number {
    const [max, bytes] = 'll' in length ? [length.ll, 1] : [length.lll, 2];
    const digits = this.take(bytes, `the length of field ${number}`).toString('hex');
    if (!/^[0-9]+$/.test(digits) || Number(digits) > max) {
      throw new IsoFormatError(`field ${number} says to be ${digits} long`);
    }
    return Number(digits);
  }
}
