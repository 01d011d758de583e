/**
 * AES DUKPT as a reader does it (ANSI X9.24-3:2017): from its initial key, by the counter of its transactions. All
 * keys here are AES-128.
 *
 * Derivation data, 16 bytes: version 01 │ block 01 │ usage, 2 │ algorithm 0002 │ bits 0080 │ what is derived for, 8
 */
import { createCipheriv } from 'node:crypto';

const usages = { pin: '1000', data: '3000', derivation: '8000', initial: '8001' } as const;
const counterMax = 0xffff_ffff;
const oneBitsMax = 16;

/** Of the acquirer's base key, for the 8-byte id that the reader is known by. */
export function aesInitialKey(baseKey: Uint8Array, initialKeyId: Uint8Array): Buffer {
  return derived(baseKey, 'initial', Buffer.from(initialKeyId).toString('hex'));
}

/** A transaction's key for its PIN or its data. */
export function aesWorkingKey(
  initialKey: Uint8Array,
  { initialKeyId, counter, use }: { initialKeyId: Uint8Array; counter: number; use: 'pin' | 'data' },
): Buffer {
  const deviceHex = Buffer.from(initialKeyId).subarray(4).toString('hex');
  const digits = counter.toString(2).padStart(32, '0');
  let key: Buffer = Buffer.from(initialKey);
  for (let place = 0; place < digits.length; place++) {
    if (digits[place] === '0') continue;
    const counted = Number.parseInt(digits.slice(0, place + 1).padEnd(32, '0'), 2);
    key = derived(key, 'derivation', deviceHex + counterHex(counted));
  }
  return derived(key, use, deviceHex + counterHex(counter));
}

/** The initial key's id and the counter: 12 bytes. */
export function aesKeySerialNumber(initialKeyId: Uint8Array, counter: number): Buffer {
  return Buffer.concat([initialKeyId, Buffer.from(counterHex(counter), 'hex')]);
}

/** The counter behind this one, those with more than sixteen ones left out; undefined when all are used up. */
export function nextAesCounter(counter: number): number | undefined {
  for (let next = counter + 1; next < counterMax; next++) {
    const ones = next.toString(2).replaceAll('0', '').length;
    if (ones <= oneBitsMax) return next;
    // Carries over all numbers that have the same high bits and too many ones.
    const lowest = 2 ** (next.toString(2).length - next.toString(2).lastIndexOf('1') - 1);
    next += lowest - 1;
  }
  return undefined;
}

/**
 * PIN block of ISO 9564-1 format 4: PIN field (control 4, length, PIN, fill A, 8 random bytes) encrypted, with the
 * PAN field, encrypted again.
 */
export function encryptPinFormat4(
  key: Uint8Array,
  { pin, pan, random }: { pin: string; pan: string; random: Uint8Array },
): Buffer {
  const pinField = Buffer.from(
    `4${pin.length.toString(16)}${pin.padEnd(14, 'A')}${Buffer.from(random).toString('hex')}`,
    'hex',
  );
  const panField = Buffer.from(`${Math.max(0, pan.length - 12)}${pan.padStart(12, '0')}`.padEnd(32, '0'), 'hex');
  const once = aesBlock(key, pinField);
  return aesBlock(key, Buffer.from(once.map((byte, place) => byte ^ (panField[place] as number))));
}

function derived(key: Uint8Array, use: keyof typeof usages, forHex: string): Buffer {
  return aesBlock(key, Buffer.from(`0101${usages[use]}00020080${forHex}`, 'hex'));
}

function aesBlock(key: Uint8Array, block: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false);
  return Buffer.concat([cipher.update(block), cipher.final()]);
}

function counterHex(counter: number): string {
  return counter.toString(16).padStart(8, '0');
}
