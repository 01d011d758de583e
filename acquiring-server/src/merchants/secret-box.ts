/**
 * Secrets at rest: sealed by AES-256-GCM under a key that stands in the data folder and not in the database.
 * Servers over one database share that key file.
 *
 * Sealed form: version 1 (one byte), nonce (12), tag (16), ciphertext. The purpose is authenticated with it, so
 * a sealed value cannot be moved to another row.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readIfThere, writeOnce } from '../enrolment/key-files.ts';
import { serverError } from '../errors.ts';

export interface SecretBox {
  seal(purpose: string, plain: Uint8Array): Buffer;
  /** @throws CodedError SECRET_UNREADABLE for another key, another purpose or changed bytes. */
  open(purpose: string, sealed: Uint8Array): Buffer;
  /** 32 bytes that tell whether two secrets are equal and nothing else to whoever lacks the key (HMAC-SHA-256). */
  fingerprint(purpose: string, secret: string): Buffer;
  /** A key of 32 bytes of its own for one purpose, the same each time (HKDF-SHA-256). */
  deriveKey(purpose: string): Buffer;
}

const formatVersion = 1;
const nonceBytes = 12;
const tagBytes = 16;

/** @throws CodedError KEY_FILE_DAMAGED */
export function openSecretBox(dataDir: string): SecretBox {
  const file = join(dataDir, 'secrets', 'sealing-key');
  const master = readIfThere(file) ?? writeOnce(file, randomBytes(32));
  if (master.length !== 32) throw serverError('KEY_FILE_DAMAGED', { file });
  return secretBox(master);
}

export function secretBox(master: Uint8Array): SecretBox {
  const sealingKey = derivedKey(master, 'seal');
  const fingerprintKey = derivedKey(master, 'fingerprint');
  return {
    seal: (purpose, plain) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', sealingKey, nonce).setAAD(Buffer.from(purpose));
      const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([Buffer.of(formatVersion), nonce, cipher.getAuthTag(), ciphertext]);
    },
    open: (purpose, sealed) => {
      if (sealed[0] !== formatVersion || sealed.length < 1 + nonceBytes + tagBytes) {
        throw serverError('SECRET_UNREADABLE', { purpose });
      }
      const nonce = sealed.subarray(1, 1 + nonceBytes);
      const tag = sealed.subarray(1 + nonceBytes, 1 + nonceBytes + tagBytes);
      const decipher = createDecipheriv('aes-256-gcm', sealingKey, nonce, { authTagLength: tagBytes })
        .setAAD(Buffer.from(purpose))
        .setAuthTag(tag);
      try {
        return Buffer.concat([decipher.update(sealed.subarray(1 + nonceBytes + tagBytes)), decipher.final()]);
      } catch (error) {
        throw serverError('SECRET_UNREADABLE', { purpose }, { cause: error });
      }
    },
    fingerprint: (purpose, secret) =>
      createHmac('sha256', fingerprintKey).update(purpose).update('\0').update(secret).digest(),
    deriveKey: (purpose) => derivedKey(master, `key/${purpose}`),
  };
}

function derivedKey(master: Uint8Array, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `qiantai/${use}`, 32));
}
