/** Keys parsed once: reading a PEM costs more than half of a signature. */
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';

const keptMax = 512;
const kept = new Map<string, KeyObject>();

function parsedOnce(kind: string, pem: string, parse: (pem: string) => KeyObject): KeyObject {
  const name = `${kind}:${pem}`;
  const known = kept.get(name);
  if (known) return known;
  const key = parse(pem);
  const oldest = kept.keys().next();
  if (kept.size >= keptMax && !oldest.done) kept.delete(oldest.value);
  kept.set(name, key);
  return key;
}

/** @throws Error for what is no private key. */
export const privateKeyOf = (pem: string): KeyObject => parsedOnce('private', pem, createPrivateKey);

/** Of a public key or a certificate. @throws Error for what is neither. */
export const publicKeyOf = (pem: string): KeyObject => parsedOnce('public', pem, createPublicKey);

function parses(parse: (pem: string) => KeyObject): (pem: string) => boolean {
  return (pem) => {
    try {
      return parse(pem).asymmetricKeyType === 'rsa';
    } catch {
      return false;
    }
  };
}

const pemText = z.string().min(1).max(16_384);
export const rsaPrivateKeyPemSchema = pemText.refine(parses(privateKeyOf), 'not an RSA private key in PEM');
export const rsaPublicKeyPemSchema = pemText.refine(parses(publicKeyOf), 'not an RSA public key or certificate in PEM');
