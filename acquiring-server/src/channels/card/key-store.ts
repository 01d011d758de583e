/**
 * The only place where card keys and clear card data meet. What leaves it: working keys sealed under the
 * key-encryption key, a PIN block under the terminal's PIN key, and track 2 for one message. The PIN block in
 * the clear never leaves a function here; PAN and track 2 are never logged, stored or returned to the core.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { EncryptedCard } from '../port.ts';
import { aesInitialKey, aesWorkingKey } from './aes-dukpt.ts';
import { checkValueHex, desDecrypt, desDecryptCbc, desEncrypt } from './des.ts';
import { dataKey, pinKey, transactionKey } from './dukpt.ts';
import { decryptPinFormat4, pinBlockFormat0 } from './pin-blocks.ts';

/** What a sign-on gives a terminal, in the clear in memory only. */
export interface WorkingKeys {
  /** 16 bytes, or 8 of an old host. */
  pinKey: Buffer;
  /** 8 bytes. */
  macKey: Buffer;
}

/** Card data that a message needs. */
export interface OpenedCard {
  pan: string;
  /** YYMM */
  expiry: string;
  /** `PAN=YYMM…` */
  track2: string;
}

/** Base derivation keys of readers. One key is never of both kinds (X9.24-3, 6.1). */
export interface BaseKeys {
  tripleDes: Uint8Array;
  /** Of readers whose key serial number has 12 bytes; absent where there are none. */
  aes?: Uint8Array | undefined;
}

export class KeyStoreError extends Error {
  override readonly name = 'KeyStoreError';
}

/**
 * Opens field 62 of a sign-on (protocol facts 6): 24 bytes are two keys of 8 with 4 of check value each; 40
 * are a PIN key of 16 and a MAC key of 8 with eight zero bytes; longer ones go on with a track key, which we
 * have no use for, as our readers encrypt themselves.
 * @throws KeyStoreError when a check value does not fit: the key was damaged or is under another master key.
 */
export function openWorkingKeys(masterKey: Uint8Array, field62Hex: string): WorkingKeys {
  const field = Buffer.from(field62Hex, 'hex');
  if (![24, 40, 56, 60].includes(field.length)) throw new KeyStoreError(`working keys of ${field.length} bytes`);
  const pinLength = field.length === 24 ? 8 : 16;
  const pin = openKey(masterKey, field.subarray(0, pinLength), field.subarray(pinLength, pinLength + 4));
  const macAt = pinLength + 4;
  const macCheckAt = field.length === 24 ? macAt + 8 : macAt + 16;
  const mac = openKey(masterKey, field.subarray(macAt, macAt + 8), field.subarray(macCheckAt, macCheckAt + 4));
  return { pinKey: pin, macKey: mac };
}

function openKey(masterKey: Uint8Array, encrypted: Uint8Array, checkValue: Uint8Array): Buffer {
  const key = desDecrypt(masterKey, encrypted);
  if (checkValueHex(key) !== Buffer.from(checkValue).toString('hex')) {
    throw new KeyStoreError('the check value of a working key does not fit');
  }
  return key;
}

/** AES-256-GCM: nonce 12, tag 16, ciphertext. `context` (the terminal) is authenticated with it. */
export function sealWorkingKeys(keyEncryptionKey: Uint8Array, keys: WorkingKeys, context: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyEncryptionKey, nonce).setAAD(Buffer.from(context));
  const clear = Buffer.concat([Buffer.of(keys.pinKey.length), keys.pinKey, keys.macKey]);
  const sealed = Buffer.concat([cipher.update(clear), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** @throws KeyStoreError for bytes that were not sealed under this key for this terminal. */
export function unsealWorkingKeys(keyEncryptionKey: Uint8Array, sealed: Uint8Array, context: string): WorkingKeys {
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyEncryptionKey, sealed.subarray(0, 12), { authTagLength: 16 });
    decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(12, 28));
    const clear = Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
    const pinLength = clear[0] as number;
    return { pinKey: clear.subarray(1, 1 + pinLength), macKey: clear.subarray(1 + pinLength) };
  } catch (error) {
    throw new KeyStoreError('the stored working keys cannot be opened', { cause: error });
  }
}

/**
 * Opens what the reader encrypted under its DUKPT data key: zero initial vector, padding method 2 of ISO/IEC
 * 9797-1. Checked against the masked number that the till showed: another card's data is no data.
 * @throws KeyStoreError when it is no track 2 of that card.
 */
export function openCard(keys: BaseKeys, card: EncryptedCard): OpenedCard {
  const encrypted = Buffer.from(card.encryptedTrack2Hex, 'hex');
  const blockBytes = isAes(card) ? 16 : 8;
  if (encrypted.length === 0 || encrypted.length % blockBytes !== 0) {
    throw new KeyStoreError('track 2 is not whole blocks');
  }
  const clear = isAes(card)
    ? aesDecryptCbc(aesKeyOf(keys, card, 'dataEncrypt'), encrypted)
    : desDecryptCbc(dataKey(tripleDesKeyOf(keys, card)), encrypted);
  const track2 = withoutPadding(clear).toString('latin1');
  const match = /^([0-9]{12,19})=([0-9]{4})[0-9]{3,}$/.exec(track2);
  const [, pan, expiry] = match ?? [];
  if (!pan || !expiry || track2.length > 37) throw new KeyStoreError('the card data is not that of this reader');
  if (maskPan(pan) !== card.maskedPan) throw new KeyStoreError('the card data is of another card than the one shown');
  return { pan, expiry, track2 };
}

/** A key serial number of AES DUKPT has 12 bytes, one of triple DES 10. */
function isAes(card: EncryptedCard): boolean {
  return card.keySerialNumberHex.length === 24;
}

function tripleDesKeyOf(keys: BaseKeys, card: EncryptedCard): Buffer {
  return transactionKey(keys.tripleDes, Buffer.from(card.keySerialNumberHex, 'hex'));
}

function aesKeyOf(keys: BaseKeys, card: EncryptedCard, usage: 'dataEncrypt' | 'pinEncryption'): Buffer {
  if (!keys.aes) throw new KeyStoreError('there is no base key for readers with AES keys');
  const serialNumber = Buffer.from(card.keySerialNumberHex, 'hex');
  try {
    return aesWorkingKey(aesInitialKey(keys.aes, serialNumber.subarray(0, 8)), serialNumber, { usage });
  } catch (error) {
    throw new KeyStoreError('the key serial number is no reader’s', { cause: error });
  }
}

function aesDecryptCbc(key: Uint8Array, blocks: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-128-cbc', key, Buffer.alloc(16)).setAutoPadding(false);
  return Buffer.concat([decipher.update(blocks), decipher.final()]);
}

function withoutPadding(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  if (end === 0 || bytes[end - 1] !== 0x80) throw new KeyStoreError('the card data is not that of this reader');
  return bytes.subarray(0, end - 1);
}

/** First six and last four digits. */
export function maskPan(pan: string): string {
  return `${pan.slice(0, 6)}${'*'.repeat(Math.max(0, pan.length - 10))}${pan.slice(-4)}`;
}

/**
 * From the reader's DUKPT PIN key to the terminal's PIN key. A block of ISO 9564 format 0 stays as it is; one of
 * format 4 (AES) becomes format 0 of the same card, which is what the host of the terminal takes.
 * @throws KeyStoreError when it is no PIN block of that card.
 */
export function translatePinBlock(
  keys: BaseKeys,
  card: EncryptedCard,
  to: { terminalPinKey: Uint8Array; pan: string },
): string {
  const block = Buffer.from(card.pinBlockHex, 'hex');
  if (block.length !== (isAes(card) ? 16 : 8)) throw new KeyStoreError('a PIN block has 8 bytes, under AES 16');
  const clear = isAes(card)
    ? formatZeroOf(aesKeyOf(keys, card, 'pinEncryption'), block, to.pan)
    : desDecrypt(pinKey(tripleDesKeyOf(keys, card)), block);
  try {
    return desEncrypt(to.terminalPinKey, clear).toString('hex');
  } finally {
    clear.fill(0);
  }
}

function formatZeroOf(key: Uint8Array, block: Uint8Array, pan: string): Buffer {
  const pin = decryptPinFormat4(key, { block, pan });
  if (pin === null) throw new KeyStoreError('the PIN block is not that of this card');
  return pinBlockFormat0(pin, pan);
}
