/** PIN blocks of ISO 9564-1: format 0 in the clear, format 4 under an AES key. */
import { createDecipheriv } from 'node:crypto';
import { aesEncryptBlock } from './aes-dukpt.ts';
import { xorBytes } from './des.ts';

const pinPattern = /^[0-9]{4,12}$/;
const panPattern = /^[0-9]{12,19}$/;

/** 8 bytes: `0`, length, PIN and `F`, with the rightmost twelve digits of the PAN but its check digit (9.3.2). */
export function pinBlockFormat0(pin: string, pan: string): Buffer {
  checked(pin, pan);
  const pinField = Buffer.from(`0${pin.length.toString(16)}${pin}`.padEnd(16, 'f'), 'hex');
  return xorBytes(pinField, Buffer.from(pan.slice(-13, -1).padStart(16, '0'), 'hex'));
}

/**
 * 16 bytes (9.4.2.3): the PIN field encrypted, with the PAN field, encrypted again. `random`: 8 bytes, of which
 * nobody has seen any before.
 */
export function encryptPinFormat4(
  key: Uint8Array,
  { pin, pan, random }: { pin: string; pan: string; random: Uint8Array },
): Buffer {
  checked(pin, pan);
  if (random.length !== 8) throw new RangeError('a PIN block of format 4 wants 8 random bytes');
  const digits = Buffer.from(`4${pin.length.toString(16)}${pin}`.padEnd(16, 'a'), 'hex');
  const blockA = aesEncryptBlock(key, Buffer.concat([digits, random]));
  return aesEncryptBlock(key, xorBytes(blockA, panFieldFormat4(pan)));
}

/** The PIN of a block of format 4; null where it is none, or another card's. */
export function decryptPinFormat4(key: Uint8Array, { block, pan }: { block: Uint8Array; pan: string }): string | null {
  if (block.length !== 16 || !panPattern.test(pan)) return null;
  const blockB = xorBytes(aesDecryptBlock(key, block), panFieldFormat4(pan));
  const field = aesDecryptBlock(key, blockB).toString('hex').slice(0, 16);
  const length = Number.parseInt(field[1] ?? '', 16);
  const pin = field.slice(2, 2 + length);
  const isWhole = field[0] === '4' && pinPattern.test(pin) && pin.length === length;
  return isWhole && /^a*$/.test(field.slice(2 + length)) ? pin : null;
}

/** How many digits more than twelve, the digits, zeros. */
function panFieldFormat4(pan: string): Buffer {
  return Buffer.from(`${pan.length - 12}${pan}`.padEnd(32, '0'), 'hex');
}

function aesDecryptBlock(key: Uint8Array, block: Uint8Array): Buffer {
  const decipher = createDecipheriv(`aes-${key.length * 8}-ecb`, key, null).setAutoPadding(false);
  return Buffer.concat([decipher.update(block), decipher.final()]);
}

function checked(pin: string, pan: string): void {
  if (!pinPattern.test(pin)) throw new RangeError('a PIN has 4 to 12 digits');
  if (!panPattern.test(pan)) throw new RangeError('a card number has 12 to 19 digits');
}
