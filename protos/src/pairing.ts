/**
 * How a till and the agent of its store come to know each other.
 *
 * A pairing code is 24 characters of base 32 (Crockford's alphabet), written in groups of four: 16 characters
 * are the first 80 bits of the SHA-256 of the store authority's SubjectPublicKeyInfo, 8 are a secret of 40 bits.
 * By the former the till knows the agent before it says the latter; nobody in the middle has a key with that hash.
 * The secret is short because it lives for minutes and dies after five wrong tries.
 *
 * A standing secret (a file at the agent, a setting of the till) is long. The agent proves with it that the
 * authority is its own: HMAC-SHA256 over purpose, terminal, nonce and the authority's hash.
 */
import { createHash, createHmac } from 'node:crypto';
import { protoError } from './errors.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const fingerprintCharacters = 16;
export const secretCharacters = 8;

export interface PairingCode {
  /** 16 characters: 80 bits of the authority's hash. */
  fingerprint: string;
  /** 8 characters. */
  secret: string;
}

/** SHA-256 of a SubjectPublicKeyInfo, lower-case hexadecimal. */
export function publicKeyHash(spkiDer: Uint8Array): string {
  return createHash('sha256').update(spkiDer).digest('hex');
}

/** The 16 characters that a pairing code names an authority by. */
export function authorityFingerprint(keyHash: string): string {
  return base32(Buffer.from(keyHash, 'hex').subarray(0, 10));
}

/** @param random 5 bytes */
export function pairingSecret(random: Uint8Array): string {
  return base32(random);
}

/** `XXXX-XXXX-XXXX-XXXX-XXXX-XXXX` */
export function pairingCodeText({ fingerprint, secret }: PairingCode): string {
  return ((fingerprint + secret).match(/.{4}/g) ?? []).join('-');
}

/**
 * Takes what a person typed: small letters, blanks, O for 0, I and L for 1.
 * @throws CodedError PROTO_BAD_MESSAGE
 */
export function parsePairingCode(text: string): PairingCode {
  const plain = text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  const length = fingerprintCharacters + secretCharacters;
  if (plain.length !== length || [...plain].some((character) => !alphabet.includes(character))) {
    throw protoError('PROTO_BAD_MESSAGE', { field: 'pairing code', why: `${length} letters and digits in six groups` });
  }
  return { fingerprint: plain.slice(0, fingerprintCharacters), secret: plain.slice(fingerprintCharacters) };
}

/** What the agent answers a greeting with. */
export function greetingProof(parts: {
  secret: string;
  terminalId: string;
  nonce: Uint8Array;
  keyHash: string;
}): Buffer {
  const said = ['qiantai agent', parts.terminalId, Buffer.from(parts.nonce).toString('hex'), parts.keyHash];
  return createHmac('sha256', parts.secret).update(said.join('\n')).digest();
}

/** What a till signs with the key that it wants certified: that it has it, for this terminal at this authority. */
export function pairingStatement(parts: { terminalId: string; spkiDer: Uint8Array; keyHash: string }): Buffer {
  return Buffer.from(['qiantai till', parts.terminalId, publicKeyHash(parts.spkiDer), parts.keyHash].join('\n'));
}

function base32(bytes: Uint8Array): string {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  let text = '';
  for (let shift = bytes.length * 8 - 5; shift >= 0; shift -= 5)
    text += alphabet[Number((value >> BigInt(shift)) & 31n)];
  return text;
}
