/**
 * Payment codes and card blobs while they are needed: AES-256-GCM (NIST SP 800-38D) with a random 96-bit
 * nonce, the key's owner bound as additional data. Layout: `QS1`, number of the key 4, nonce 12, tag 16,
 * ciphertext. What earlier versions sealed has no first two parts, and opens with the key 00000000.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { agentError } from '../errors.ts';
import { legacyKeyId, type SealingKeys } from '../vault/keyring.ts';

export interface SecretBox {
  /**
   * `owner` is the payment or refund key: a secret opens for its owner only.
   * @throws CodedError SECRETS_WIPED
   */
  seal(owner: string, secret: string): Uint8Array;
  /** @throws CodedError SECRET_UNREADABLE */
  open(owner: string, sealed: Uint8Array): string;
}

const mark = Buffer.from('QS1');

export function secretBox(keys: SealingKeys): SecretBox {
  return {
    seal: (owner, secret) => {
      const key = keys.current();
      const head = Buffer.concat([mark, Buffer.from(key.id, 'hex')]);
      return Buffer.concat([head, sealBytes(key.bytes, boundTo(head, owner), Buffer.from(secret, 'utf8'))]);
    },
    open: (owner, sealed) => {
      const id = keyIdOf(sealed);
      const own = keys.byId(id)?.bytes;
      const legacy = keys.byId(legacyKeyId)?.bytes;
      // Bytes of an earlier version may look like a mark by chance: the tag decides.
      const opened =
        (own && openBytes(own, boundTo(sealed.subarray(0, 7), owner), sealed.subarray(7))) ??
        (legacy && openBytes(legacy, Buffer.from(owner), sealed));
      if (!opened) throw agentError('SECRET_UNREADABLE', { key: owner });
      return opened.toString('utf8');
    },
  };
}

/** The number of the key that sealed it. */
export function keyIdOf(sealed: Uint8Array): string {
  const marked = sealed.length >= 7 && Buffer.from(sealed.subarray(0, 3)).equals(mark);
  return marked ? Buffer.from(sealed.subarray(3, 7)).toString('hex') : legacyKeyId;
}

/** nonce 12, tag 16, ciphertext */
export function sealBytes(key: Uint8Array, bound: Uint8Array, plain: Uint8Array): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(bound);
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** Undefined where it was sealed by another key, for another owner, or touched. */
export function openBytes(key: Uint8Array, bound: Uint8Array, sealed: Uint8Array): Buffer | undefined {
  if (sealed.length < 28) return undefined;
  try {
    const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 });
    cipher.setAAD(bound).setAuthTag(sealed.subarray(12, 28));
    return Buffer.concat([cipher.update(sealed.subarray(28)), cipher.final()]);
  } catch {
    return undefined;
  }
}

function boundTo(head: Uint8Array, owner: string): Buffer {
  return Buffer.concat([head, Buffer.from(owner)]);
}
