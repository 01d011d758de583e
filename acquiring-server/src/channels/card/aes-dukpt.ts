/**
 * AES DUKPT (ANSI X9.24-3:2017): a key of its own for each card read and each use, from a base key that no reader
 * holds. A key serial number has 12 bytes: the initial key's id in 8, the counter of transactions in 4.
 */
import { createCipheriv } from 'node:crypto';

/** Key usage indicators (6.3.2, table 2). */
export const keyUsage = {
  keyEncryption: 0x0002,
  pinEncryption: 0x1000,
  macGeneration: 0x2000,
  macVerification: 0x2001,
  macBoth: 0x2002,
  dataEncrypt: 0x3000,
  dataDecrypt: 0x3001,
  dataBoth: 0x3002,
} as const;

/** Algorithm indicators and lengths in bytes (table 3). */
export const keyTypes = {
  tdea2: { algorithm: 0x0000, bytes: 16 },
  tdea3: { algorithm: 0x0001, bytes: 24 },
  aes128: { algorithm: 0x0002, bytes: 16 },
  aes192: { algorithm: 0x0003, bytes: 24 },
  aes256: { algorithm: 0x0004, bytes: 32 },
} as const;

export type KeyType = keyof typeof keyTypes;
export type KeyUsage = keyof typeof keyUsage;

const derivationUsage = 0x8000;
const initialDerivationUsage = 0x8001;
const serialNumberBytes = 12;
const blockBytes = 16;
/** A counter with more one bits is never used: no derivation is longer (6.3.4). */
const oneBitsMax = 16;

/** The initial key of a reader, of the base key's own length; the id has 8 bytes. */
export function aesInitialKey(baseKey: Uint8Array, initialKeyId: Uint8Array): Buffer {
  if (initialKeyId.length !== 8) throw new RangeError('the id of an initial key has 8 bytes');
  return derive(baseKey, { usage: initialDerivationUsage, type: typeOf(baseKey), tail: initialKeyId });
}

/** The derivation key of the transaction that a key serial number counts; its working keys come of it. */
export function aesTransactionKey(initialKey: Uint8Array, keySerialNumber: Uint8Array): Buffer {
  const { id, counter } = partsOf(keySerialNumber);
  let key: Buffer = Buffer.from(initialKey);
  let counted = 0;
  for (let bit = 0x8000_0000; bit >= 1; bit /= 2) {
    if (Math.floor(counter / bit) % 2 === 0) continue;
    counted += bit;
    key = derive(key, { usage: derivationUsage, type: typeOf(initialKey), tail: tailOf(id, counted) });
  }
  return key;
}

/** The working key of a transaction for one use. */
export function aesWorkingKey(
  initialKey: Uint8Array,
  keySerialNumber: Uint8Array,
  wanted: { usage: KeyUsage; type?: KeyType },
): Buffer {
  const { id, counter } = partsOf(keySerialNumber);
  return derive(aesTransactionKey(initialKey, keySerialNumber), {
    usage: keyUsage[wanted.usage],
    type: wanted.type ?? 'aes128',
    tail: tailOf(id, counter),
  });
}

/** AES in one block, no padding. */
export function aesEncryptBlock(key: Uint8Array, block: Uint8Array): Buffer {
  const cipher = createCipheriv(`aes-${key.length * 8}-ecb`, key, null).setAutoPadding(false);
  return Buffer.concat([cipher.update(block), cipher.final()]);
}

/** The derivation function (6.3.3): as many encrypted blocks of derivation data as the key is long. */
function derive(key: Uint8Array, wanted: { usage: number; type: KeyType; tail: Uint8Array }): Buffer {
  const { algorithm, bytes } = keyTypes[wanted.type];
  const data = Buffer.alloc(blockBytes);
  data.writeUInt8(1, 0);
  data.writeUInt16BE(wanted.usage, 2);
  data.writeUInt16BE(algorithm, 4);
  data.writeUInt16BE(bytes * 8, 6);
  data.set(wanted.tail, 8);
  const blocks: Buffer[] = [];
  for (let count = 1; (count - 1) * blockBytes < bytes; count++) {
    data.writeUInt8(count, 1);
    blocks.push(aesEncryptBlock(key, data));
  }
  return Buffer.concat(blocks).subarray(0, bytes);
}

function partsOf(keySerialNumber: Uint8Array): { id: Uint8Array; counter: number } {
  if (keySerialNumber.length !== serialNumberBytes) throw new RangeError('a key serial number of AES has 12 bytes');
  const counter = Buffer.from(keySerialNumber).readUInt32BE(8);
  const oneBits = counter.toString(2).replaceAll('0', '').length;
  // FFFFFFFF is the update key's; every other counter with too many ones is nobody's.
  if (oneBits > oneBitsMax && counter !== 0xffff_ffff) throw new RangeError('no reader uses such a counter');
  return { id: keySerialNumber.subarray(0, 8), counter };
}

/** The derivation id, the right half of the initial key's id, and the counter. */
function tailOf(id: Uint8Array, counter: number): Buffer {
  const tail = Buffer.alloc(8);
  tail.set(id.subarray(4));
  tail.writeUInt32BE(counter, 4);
  return tail;
}

function typeOf(key: Uint8Array): KeyType {
  if (key.length === 16) return 'aes128';
  if (key.length === 24) return 'aes192';
  if (key.length === 32) return 'aes256';
  throw new RangeError(`an AES key of ${key.length} bytes`);
}
