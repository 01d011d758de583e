/**
 * What a card host's security module does: working keys under the terminal's master key, message
 * authentication, PIN blocks. OpenSSL 3 has no single DES; two equal halves of triple DES are the same.
 */
import { createCipheriv, createDecipheriv, randomBytes, timingSafeEqual } from 'node:crypto';

export interface WorkingKeys {
  /** 16 bytes. */
  pinKey: Buffer;
  /** 8 bytes. */
  macKey: Buffer;
}

/** ECB without padding, under a key of 8 (single DES) or 16 bytes (triple DES with two keys). */
export function desEncrypt(key: Uint8Array, data: Uint8Array): Buffer {
  const cipher = createCipheriv('des-ede-ecb', doubleLength(key), null).setAutoPadding(false);
  return Buffer.concat([cipher.update(data), cipher.final()]);
}

export function desDecrypt(key: Uint8Array, data: Uint8Array): Buffer {
  const decipher = createDecipheriv('des-ede-ecb', doubleLength(key), null).setAutoPadding(false);
  return Buffer.concat([decipher.update(data), decipher.final()]);
}

function doubleLength(key: Uint8Array): Uint8Array {
  return key.length === 8 ? Buffer.concat([key, key]) : key;
}

/** The first four bytes of zeros encrypted. */
export function checkValue(key: Uint8Array): Buffer {
  return desEncrypt(key, Buffer.alloc(8)).subarray(0, 4);
}

export function makeWorkingKeys(): WorkingKeys {
  return { pinKey: randomBytes(16), macKey: randomBytes(8) };
}

/**
 * Field 62 of a sign-on for keys of double length, 40 bytes: PIN key 16, check value 4, MAC key 8 and eight
 * zero bytes, check value 4; the keys encrypted under the master key.
 */
export function keyDownload(masterKey: Uint8Array, keys: WorkingKeys): Buffer {
  return Buffer.concat([
    desEncrypt(masterKey, keys.pinKey),
    checkValue(keys.pinKey),
    desEncrypt(masterKey, keys.macKey),
    Buffer.alloc(8),
    checkValue(keys.macKey),
  ]);
}

/**
 * The ECB method: XOR of the blocks of MTI to field 63, as 16 hexadecimal characters; the first eight
 * encrypted, XORed with the last eight, encrypted; the first eight characters of that in hexadecimal.
 * @returns 8 bytes, the characters as ASCII.
 */
export function messageMac(macKey: Uint8Array, data: Uint8Array): Buffer {
  const sum = Buffer.alloc(8);
  data.forEach((byte, index) => {
    sum[index % 8] = (sum[index % 8] as number) ^ byte;
  });
  const characters = Buffer.from(sum.toString('hex').toUpperCase(), 'latin1');
  const half = desEncrypt(macKey, characters.subarray(0, 8));
  const mixed = Buffer.from(half.map((byte, index) => byte ^ (characters[8 + index] as number)));
  return Buffer.from(desEncrypt(macKey, mixed).toString('hex').toUpperCase().slice(0, 8), 'latin1');
}

/** Whether the message's last eight bytes (field 64) are the MAC of what is before them. */
export function isMacGood(macKey: Uint8Array, message: Uint8Array): boolean {
  if (message.length < 18) return false;
  const at = message.length - 8;
  return timingSafeEqual(messageMac(macKey, message.subarray(0, at)), message.subarray(at));
}

/** The PIN of an ISO 9564 format 0 block; undefined where it is no such block of this card. */
export function openPinBlock(pinKey: Uint8Array, blockHex: string, pan: string): string | undefined {
  const clear = desDecrypt(pinKey, Buffer.from(blockHex, 'hex'));
  const account = Buffer.from(`0000${pan.slice(-13, -1)}`, 'hex');
  const field = Buffer.from(clear.map((byte, index) => byte ^ (account[index] as number))).toString('hex');
  const length = Number.parseInt(field[1] as string, 16);
  const pin = field.slice(2, 2 + length);
  const isFormat0 = field.startsWith('0') && length >= 4 && length <= 12 && /^f*$/.test(field.slice(2 + length));
  return isFormat0 && /^\d+$/.test(pin) ? pin : undefined;
}

/** The check digit of ISO/IEC 7812-1. */
export function passesLuhn(pan: string): boolean {
  let sum = 0;
  for (let index = 0; index < pan.length; index++) {
    const digit = Number(pan[pan.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** First six and last four digits. */
export function maskPan(pan: string): string {
  return `${pan.slice(0, 6)}${'*'.repeat(Math.max(0, pan.length - 10))}${pan.slice(-4)}`;
}
