/**
 * UnionPay's signature (全渠道平台接入接口规范, version 5.1.0, signMethod 01): the members sorted by name as `k=v` joined
 * by `&`, without `signature`; their SHA-256 as lower-case hexadecimal; RSA with SHA-256 over those 64 characters;
 * base64. Answers and notices bring the certificate that verifies them; it counts only where one of our roots
 * issued it and its subject is UnionPay's.
 */
import { createHash, sign, verify, X509Certificate } from 'node:crypto';
import { beijingCompactTime } from '../beijing-time.ts';
import type { HttpRequest } from '../http-exchange.ts';
import { privateKeyOf } from '../pem-keys.ts';
import type { UnionpayCredentials } from './unionpay-credentials.ts';

export type Fields = ReadonlyMap<string, string>;

/** What every request carries: bizType 000000 is QR payment, accessType 0 a merchant directly. */
const frame = { version: '5.1.0', encoding: 'UTF-8', signMethod: '01', bizType: '000000', accessType: '0' } as const;

export function signedRequest(
  credentials: UnionpayCredentials,
  url: string,
  members: Readonly<Record<string, string>> & { txnTime: string },
): HttpRequest {
  const form: Record<string, string> = {
    ...frame,
    merId: credentials.merId,
    certId: credentials.certId,
    ...members,
  };
  const signature = sign(
    'RSA-SHA256',
    digestOf(Object.entries(form).filter(([, value]) => value !== '')),
    privateKeyOf(credentials.merchantPrivateKeyPem),
  ).toString('base64');
  return {
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8', 'user-agent': 'qiantai' },
    body: new URLSearchParams({ ...form, signature }).toString(),
  };
}

/** The merchant's time of sending, which names a transaction together with its number; milliseconds are cut off. */
export const txnTimeOf = (sentAtMs: number): string => beijingCompactTime(sentAtMs);

function digestOf(members: Iterable<[string, string]>): Buffer {
  const text = [...members]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  return Buffer.from(createHash('sha256').update(text, 'utf8').digest('hex'));
}

/**
 * An answer's members, `k=v` joined by `&` as they stand (nothing is percent-encoded; a value may hold `=`).
 * Undefined for another form, or where a name comes twice: which of them was signed could not be told.
 */
export function parseAnswer(text: string): Fields | undefined {
  const fields = new Map<string, string>();
  for (const pair of text.split('&')) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, Math.max(at, 0));
    if (!/^[A-Za-z][A-Za-z0-9]{0,63}$/.test(name) || fields.has(name)) return undefined;
    fields.set(name, pair.slice(at + 1));
  }
  return fields;
}

/** A notice's members: an encoded form. */
export function parseForm(text: string): Fields | undefined {
  const pairs = [...new URLSearchParams(text)];
  const fields = new Map(pairs);
  return fields.size === pairs.length ? fields : undefined;
}

export type Verification = { ok: true } | { ok: false; why: string };

export function verifyFields(credentials: UnionpayCredentials, fields: Fields, nowMs: number): Verification {
  const signature = fields.get('signature');
  const certificate = certificateOf(fields.get('signPubKeyCert') ?? '');
  if (!signature || !certificate) return { ok: false, why: 'no signature, or no certificate with it' };
  if (fields.get('signMethod') !== '01') return { ok: false, why: 'it is signed by another method' };
  const refusal = certificateRefusal(credentials, certificate, nowMs);
  if (refusal) return { ok: false, why: refusal };
  const signed = [...fields].filter(([name]) => name !== 'signature');
  const verifies = verify('RSA-SHA256', digestOf(signed), certificate.publicKey, Buffer.from(signature, 'base64'));
  return verifies ? { ok: true } : { ok: false, why: 'the signature does not verify' };
}

/** Why a certificate does not count. */
function certificateRefusal(
  credentials: UnionpayCredentials,
  certificate: X509Certificate,
  nowMs: number,
): string | undefined {
  const issued = credentials.rootCertificatePems.some((pem) => {
    const authority = certificateOf(pem);
    return authority && certificate.checkIssued(authority) && certificate.verify(authority.publicKey);
  });
  if (!issued) return 'the certificate is not issued by a root of ours';
  if (nowMs < Date.parse(certificate.validFrom) || nowMs > Date.parse(certificate.validTo)) {
    return 'the certificate is not valid now';
  }
  const commonName = /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? '';
  return commonName.split('@')[2] === credentials.signerName ? undefined : 'the certificate is not UnionPay’s';
}

/** Parsed once: answers bring the same certificate each time. */
const keptMax = 64;
const kept = new Map<string, X509Certificate>();

function certificateOf(pem: string): X509Certificate | undefined {
  const known = kept.get(pem);
  if (known) return known;
  if (pem.length > 16_384) return undefined;
  try {
    const certificate = new X509Certificate(pem);
    const oldest = kept.keys().next();
    if (kept.size >= keptMax && !oldest.done) kept.delete(oldest.value);
    kept.set(pem, certificate);
    return certificate;
  } catch {
    return undefined;
  }
}
