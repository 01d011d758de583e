/**
 * The message authentication code of field 64, "ECB" method (protocol facts 6): the blocks of message type to
 * field 63 are XORed, the result written as 16 hexadecimal characters; the first 8 encrypted, XORed with the
 * last 8, encrypted, and the first 8 hexadecimal characters of that are the code.
 */
import { timingSafeEqual } from 'node:crypto';
import { desEncrypt, xorBytes } from './des.ts';
import { encodeIsoMessage, type IsoMessage } from './iso-packager.ts';

/** 8 bytes, ASCII of hexadecimal characters. */
export function messageMac(macKey: Uint8Array, bytes: Uint8Array): Buffer {
  let sum: Buffer = Buffer.alloc(8);
  for (let at = 0; at < bytes.length; at += 8) {
    const block = Buffer.alloc(8);
    block.set(bytes.subarray(at, at + 8));
    sum = xorBytes(sum, block);
  }
  const characters = Buffer.from(sum.toString('hex').toUpperCase(), 'latin1');
  const once = desEncrypt(macKey, characters.subarray(0, 8));
  const twice = desEncrypt(macKey, xorBytes(once, characters.subarray(8)));
  return Buffer.from(twice.toString('hex', 0, 4).toUpperCase(), 'latin1');
}

/** The message with its code, as bytes. */
export function encodeWithMac(message: IsoMessage, macKey: Uint8Array): Buffer {
  const zero = '00'.repeat(8);
  const bytes = encodeIsoMessage({ ...message, fields: { ...message.fields, 64: zero } });
  messageMac(macKey, bytes.subarray(0, -8)).copy(bytes, bytes.length - 8);
  return bytes;
}

/** Whether field 64, the last 8 bytes, is the code of what stands before it. */
export function macVerifies(bytes: Uint8Array, message: IsoMessage, macKey: Uint8Array): boolean {
  if (message.fields[64] === undefined || bytes.length < 18) return false;
  return timingSafeEqual(messageMac(macKey, bytes.subarray(0, -8)), Buffer.from(bytes.subarray(-8)));
}
