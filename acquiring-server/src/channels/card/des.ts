/**
 * DES as cards use it. OpenSSL 3 has no single DES outside its legacy provider; two-key triple DES with equal
 * halves is the same.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';

function key16(key: Uint8Array): Buffer {
  if (key.length === 8) return Buffer.concat([key, key]);
  if (key.length === 16) return Buffer.from(key);
  throw new RangeError(`a DES key of ${key.length} bytes`);
}

/** Single DES for 8 bytes of key, two-key triple DES for 16; whole blocks, no padding. */
export function desEncrypt(key: Uint8Array, blocks: Uint8Array): Buffer {
  const cipher = createCipheriv('des-ede-ecb', key16(key), null).setAutoPadding(false);
  return Buffer.concat([cipher.update(blocks), cipher.final()]);
}

export function desDecrypt(key: Uint8Array, blocks: Uint8Array): Buffer {
  const decipher = createDecipheriv('des-ede-ecb', key16(key), null).setAutoPadding(false);
  return Buffer.concat([decipher.update(blocks), decipher.final()]);
}

/** CBC with a zero initial vector. */
export function desDecryptCbc(key: Uint8Array, blocks: Uint8Array): Buffer {
  const decipher = createDecipheriv('des-ede-cbc', key16(key), Buffer.alloc(8)).setAutoPadding(false);
  return Buffer.concat([decipher.update(blocks), decipher.final()]);
}

export function xorBytes(a: Uint8Array, b: Uint8Array): Buffer {
  return Buffer.from(a.map((byte, index) => byte ^ (b[index] as number)));
}

/** First 4 bytes of the encryption of zeros, as hexadecimal: tells whether a key arrived whole. */
export function checkValueHex(key: Uint8Array): string {
  return desEncrypt(key, Buffer.alloc(8)).toString('hex', 0, 4);
}
