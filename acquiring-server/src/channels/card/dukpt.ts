/** Triple-DES DUKPT (ANSI X9.24-1, annex A): a key of its own for each card read, from a key that no reader holds. */
import { desEncrypt, xorBytes } from './des.ts';

const counterMask = 0x1fffff;
const mask = Buffer.from('c0c0c0c000000000c0c0c0c000000000', 'hex');

/** The initial key of a reader, from the base derivation key and its key serial number (10 bytes). */
export function initialKey(baseKey: Uint8Array, keySerialNumber: Uint8Array): Buffer {
  const serial = Buffer.from(keySerialNumber).subarray(0, 8);
  serial.writeUInt8((serial[7] as number) & 0xe0, 7);
  return Buffer.concat([desEncrypt(baseKey, serial), desEncrypt(xorBytes(baseKey, mask), serial)]);
}

/** The key of the transaction that the key serial number counts. */
export function transactionKey(baseKey: Uint8Array, keySerialNumber: Uint8Array): Buffer {
  if (keySerialNumber.length !== 10) throw new RangeError('a key serial number has 10 bytes');
  const counter = Buffer.from(keySerialNumber).readUIntBE(7, 3) & counterMask;
  const register = Buffer.from(keySerialNumber.slice(2));
  register.writeUIntBE(register.readUIntBE(5, 3) & ~counterMask & 0xffffff, 5, 3);
  let key = initialKey(baseKey, Buffer.from(keySerialNumber));
  for (let bit = 0x100000; bit > 0; bit >>>= 1) {
    if ((counter & bit) === 0) continue;
    register.writeUIntBE(register.readUIntBE(5, 3) | bit, 5, 3);
    key = nonReversible(key, register);
  }
  return key;
}

function nonReversible(key: Buffer, register: Buffer): Buffer {
  const half = (from: Buffer): Buffer => {
    const right = from.subarray(8);
    return xorBytes(desEncrypt(from.subarray(0, 8), xorBytes(right, register)), right);
  };
  return Buffer.concat([half(xorBytes(key, mask)), half(key)]);
}

/** From the terminal, or back to it. */
export type Direction = 'request' | 'response';

/** Variants of a transaction's key (X9.24-1:2009, table A-1), each on both halves. */
const variants = {
  pin: '00000000000000ff',
  mac: { request: '000000000000ff00', response: '00000000ff000000' },
  data: { request: '0000000000ff0000', response: '000000ff00000000' },
} as const;

export function pinKey(key: Uint8Array): Buffer {
  return variantOf(key, variants.pin);
}

export function macKey(key: Uint8Array, direction: Direction = 'request'): Buffer {
  return variantOf(key, variants.mac[direction]);
}

/** Data encryption: the variant, each half encrypted under it (docs/protocols/card-reader.md). */
export function dataKey(key: Uint8Array, direction: Direction = 'request'): Buffer {
  const variant = variantOf(key, variants.data[direction]);
  return desEncrypt(variant, variant);
}

const variantOf = (key: Uint8Array, halfHex: string): Buffer => xorBytes(key, Buffer.from(halfHex + halfHex, 'hex'));
