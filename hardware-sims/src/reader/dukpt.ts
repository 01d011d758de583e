/**
 * Triple DES DUKPT, ANSI X9.24-1:2009 annex A: one key for each transaction, derived from an initial key that
 * only the reader and the acquirer's base derivation key can make.
 *
 * Single DES is written as two-key triple DES with the same key twice: OpenSSL 3 has no single DES of its own.
 */
import { createCipheriv } from 'node:crypto';

const counterBits = 21;
const counterMask = 0x1fffff;
/** Counters with more one bits are skipped, so that no derivation is longer than ten steps (X9.24-1 A.3). */
const oneBitsMax = 10;

const initialKeyMask = Buffer.from('C0C0C0C000000000C0C0C0C000000000', 'hex');
const pinVariant = Buffer.from('00000000000000FF00000000000000FF', 'hex');
const dataVariant = Buffer.from('0000000000FF00000000000000FF0000', 'hex');

/** The 16-byte initial key of a reader, from the base key and the reader's 10-byte key serial number. */
export function initialKey(baseKey: Uint8Array, keySerialNumber: Uint8Array): Buffer {
  const serial = withCounter(keySerialNumber, 0).subarray(0, 8);
  return Buffer.concat([tripleDes(baseKey, serial), tripleDes(xor(baseKey, initialKeyMask), serial)]);
}

/** The 16-byte key of the transaction that the counter in the key serial number names. */
export function transactionKey(initial: Uint8Array, keySerialNumber: Uint8Array): Buffer {
  const counter = counterOf(keySerialNumber);
  let key: Buffer = Buffer.from(initial);
  let counterSoFar = 0;
  for (let bit = 1 << (counterBits - 1); bit > 0; bit >>= 1) {
    if ((counter & bit) === 0) continue;
    counterSoFar |= bit;
    key = nextKey(key, withCounter(keySerialNumber, counterSoFar).subarray(2));
  }
  return key;
}

export function pinKey(transaction: Uint8Array): Buffer {
  return xor(transaction, pinVariant);
}

/** The data key: the variant, each half then encrypted under the variant key (X9.24-1 A.4.1). */
export function dataKey(transaction: Uint8Array): Buffer {
  const variant = xor(transaction, dataVariant);
  return Buffer.concat([tripleDes(variant, variant.subarray(0, 8)), tripleDes(variant, variant.subarray(8))]);
}

export function counterOf(keySerialNumber: Uint8Array): number {
  return Buffer.from(keySerialNumber).readUIntBE(7, 3) & counterMask;
}

export function withCounter(keySerialNumber: Uint8Array, counter: number): Buffer {
  const copy = Buffer.from(keySerialNumber);
  copy.writeUIntBE((copy.readUIntBE(7, 3) & ~counterMask) | counter, 7, 3);
  return copy;
}

/** The counter behind this one; undefined when all are used up. */
export function nextCounter(counter: number): number | undefined {
  for (let next = counter + 1; next <= counterMask; next++) {
    const surplus = oneBits(next) - oneBitsMax;
    if (surplus <= 0) return next;
    // Adding the lowest one bit carries over all numbers that have the same high bits and too many ones.
    next += (next & -next) - 1;
  }
  return undefined;
}

/** One 8-byte block under a 16-byte key. */
export function tripleDes(key: Uint8Array, block: Uint8Array): Buffer {
  const cipher = createCipheriv('des-ede-ecb', key, null).setAutoPadding(false);
  return Buffer.concat([cipher.update(block), cipher.final()]);
}

export function tripleDesCbc(key: Uint8Array, blocks: Uint8Array): Buffer {
  const cipher = createCipheriv('des-ede-cbc', key, Buffer.alloc(8)).setAutoPadding(false);
  return Buffer.concat([cipher.update(blocks), cipher.final()]);
}

export function xor(a: Uint8Array, b: Uint8Array): Buffer {
  return Buffer.from(a.map((byte, place) => byte ^ (b[place] as number)));
}

/** The non-reversible key generation process (X9.24-1 A.2). */
function nextKey(key: Uint8Array, register: Uint8Array): Buffer {
  const right = half(key, register);
  const left = half(xor(key, initialKeyMask), register);
  return Buffer.concat([left, right]);
}

function half(key: Uint8Array, register: Uint8Array): Buffer {
  const [left, right] = [key.subarray(0, 8), key.subarray(8)];
  return xor(tripleDes(Buffer.concat([left, left]), xor(register, right)), right);
}

function oneBits(value: number): number {
  let count = 0;
  for (let rest = value; rest > 0; rest &= rest - 1) count += 1;
  return count;
}
