/** Messages of ISO 8583 (1987) with a primary bitmap, packed as Chinese acquirers do. */
import { simsError } from '../errors.ts';
import { type FieldDefinition, fieldDefinitions } from './iso-fields.ts';

/** `values` by field number; bytes as upper-case hexadecimal, everything else as text. */
export interface IsoMessage {
  mti: string;
  values: Readonly<Record<number, string>>;
}

export function packMessage(message: IsoMessage): Buffer {
  const numbers = Object.keys(message.values)
    .map(Number)
    .sort((a, b) => a - b);
  const bitmap = Buffer.alloc(8);
  const parts: Buffer[] = [];
  for (const number of numbers) {
    bitmap[(number - 1) >> 3] = (bitmap[(number - 1) >> 3] as number) | (0x80 >> ((number - 1) & 7));
    parts.push(packField(number, message.values[number] as string));
  }
  return Buffer.concat([Buffer.from(message.mti, 'hex'), bitmap, ...parts]);
}

/** @throws ISO_MESSAGE_BAD that says which field, and why. */
export function unpackMessage(bytes: Buffer): IsoMessage {
  if (bytes.length < 10) throw bad(`${bytes.length} bytes are too few`);
  const mti = bytes.toString('hex', 0, 2);
  if (!/^\d{4}$/.test(mti)) throw bad(`the message type ${mti} is not numeric`);
  const bitmap = bytes.subarray(2, 10);
  const values: Record<number, string> = {};
  let at = 10;
  for (let number = 1; number <= 64; number++) {
    if (((bitmap[(number - 1) >> 3] as number) & (0x80 >> ((number - 1) & 7))) === 0) continue;
    const field = unpackField(number, bytes, at);
    values[number] = field.value;
    at = field.end;
  }
  if (at !== bytes.length) throw bad(`${bytes.length - at} bytes follow the last field`);
  return { mti, values };
}

function packField(number: number, value: string): Buffer {
  const definition = definitionOf(number);
  const length = definition.form === 'bytes' ? value.length / 2 : value.length;
  const fits = definition.prefix ? length <= definition.length : length === definition.length;
  if (!fits || !isWellFormed(definition, value)) throw bad(`field ${number} cannot hold its value`);
  const content = packContent(definition, value);
  if (!definition.prefix) return content;
  return Buffer.concat([Buffer.from(String(length).padStart(definition.prefix * 2, '0'), 'hex'), content]);
}

function packContent(definition: FieldDefinition, value: string): Buffer {
  switch (definition.form) {
    case 'digits':
      return Buffer.from(value.length % 2 ? `${value}0` : value, 'hex');
    case 'digits_right':
      return Buffer.from(value.length % 2 ? `0${value}` : value, 'hex');
    case 'track': {
      const nibbles = value.replaceAll('=', 'D');
      return Buffer.from(nibbles.length % 2 ? `${nibbles}0` : nibbles, 'hex');
    }
    case 'text':
      return Buffer.from(value, 'latin1');
    case 'bytes':
      return Buffer.from(value, 'hex');
  }
}

function unpackField(number: number, bytes: Buffer, start: number): { value: string; end: number } {
  const definition = definitionOf(number);
  let length = definition.length;
  let at = start;
  if (definition.prefix) {
    const prefix = bytes.toString('hex', at, at + definition.prefix);
    if (prefix.length !== definition.prefix * 2 || !/^\d+$/.test(prefix)) throw bad(`field ${number} has no length`);
    length = Number(prefix);
    if (length > definition.length) throw bad(`field ${number} of ${length} is too long`);
    at += definition.prefix;
  }
  const packed = ['digits', 'digits_right', 'track'].includes(definition.form);
  const end = at + (packed ? Math.ceil(length / 2) : length);
  if (end > bytes.length) throw bad(`the message ends inside field ${number}`);
  const value = unpackContent(definition, bytes.subarray(at, end), length);
  if (!isWellFormed(definition, value)) throw bad(`field ${number} holds what it may not`);
  return { value, end };
}

function unpackContent(definition: FieldDefinition, content: Buffer, length: number): string {
  switch (definition.form) {
    case 'digits':
      return content.toString('hex').slice(0, length);
    case 'digits_right':
      return content.toString('hex').slice(-length);
    case 'track':
      return content.toString('hex').toUpperCase().replaceAll('D', '=').slice(0, length);
    case 'text':
      return content.toString('latin1');
    case 'bytes':
      return content.toString('hex').toUpperCase();
  }
}

const forms: Readonly<Record<FieldDefinition['form'], RegExp>> = {
  digits: /^\d*$/,
  digits_right: /^\d*$/,
  track: /^[\d=]*$/,
  text: /^[\x20-\x7e]*$/,
  bytes: /^(?:[0-9A-Fa-f]{2})*$/,
};

function isWellFormed(definition: FieldDefinition, value: string): boolean {
  return forms[definition.form].test(value);
}

function definitionOf(number: number): FieldDefinition {
  const definition = fieldDefinitions.get(number);
  if (!definition) throw bad(`field ${number} is not known here`);
  return definition;
}

function bad(why: string) {
  return simsError('ISO_MESSAGE_BAD', { why });
}
