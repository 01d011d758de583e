/**
 * Payment codes and card blobs while they are needed: AES-256-GCM (NIST SP 800-38D) with a random 96-bit
 * nonce, the key's owner bound as additional data. Layout: nonce 12, tag 16, ciphertext.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { agentError } from '../errors.ts';

export interface SecretBox {
  /** `owner` is the payment or refund key: a secret opens for its owner only. */
  seal(owner: string, secret: string): Uint8Array;
  /** @throws CodedError SECRET_UNREADABLE */
  open(owner: string, sealed: Uint8Array): string;
}

export function secretBox(key: Uint8Array): SecretBox {
  return {
    seal: (owner, secret) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner));
      const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open: (owner, sealed) => {
      try {
        const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 });
        cipher.setAAD(Buffer.from(owner)).setAuthTag(sealed.subarray(12, 28));
        return Buffer.concat([cipher.update(sealed.subarray(28)), cipher.final()]).toString('utf8');
      } catch (error) {
        throw agentError('SECRET_UNREADABLE', { key: owner }, { cause: error });
      }
    },
  };
}
