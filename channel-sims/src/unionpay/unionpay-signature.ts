/**
 * UnionPay's signature (全渠道 5.1.0, signMethod 01): the members sorted by name as `k=v` joined by `&`, without
 * `signature` and without empty ones; SHA-256 of that as lower-case hexadecimal; RSA with SHA-256 over those 64
 * characters; base64. The gateway sends its certificate along as `signPubKeyCert`, which is signed with the rest.
 */
import { createHash, createSign, createVerify, type KeyObject } from 'node:crypto';

export type Fields = Readonly<Record<string, string>>;

export interface GatewayKeys {
  privateKey: KeyObject;
  /** Issued by the root that merchants trust. */
  certificatePem: string;
}

export function signedText(fields: Fields): string {
  return Object.keys(fields)
    .filter((name) => name !== 'signature' && fields[name] !== '')
    .sort()
    .map((name) => `${name}=${fields[name]}`)
    .join('&');
}

function digest(fields: Fields): string {
  return createHash('sha256').update(signedText(fields), 'utf8').digest('hex');
}

export function sign(fields: Fields, privateKey: KeyObject): string {
  return createSign('RSA-SHA256').update(digest(fields)).sign(privateKey, 'base64');
}

export function isSigned(fields: Fields, publicKey: KeyObject): boolean {
  const signature = fields['signature'];
  if (signature === undefined || !/^[A-Za-z0-9+/]+={0,2}$/.test(signature)) return false;
  return createVerify('RSA-SHA256').update(digest(fields)).verify(publicKey, signature, 'base64');
}

/** With certificate and signature; `spoil` signs another text, as a fault. */
export function signedFields(fields: Fields, keys: GatewayKeys, spoil: boolean): Fields {
  const whole: Record<string, string> = { ...fields, signPubKeyCert: keys.certificatePem };
  for (const name of Object.keys(whole)) if (whole[name] === '') delete whole[name];
  const signed = spoil ? { ...whole, spoilt: '1' } : whole;
  return { ...whole, signature: sign(signed, keys.privateKey) };
}

/** The gateway's answers are `k=v` joined by `&`, nothing of them percent-encoded; notices are encoded forms. */
export function answerText(fields: Fields): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}
