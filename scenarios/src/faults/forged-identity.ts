/** Identities that look like an agent's and are not given by the server. */
import 'reflect-metadata';
import { webcrypto, X509Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { systemClock } from '@qiantai/foundation';

export interface Identity {
  certificatePem: string;
  privateKeyPem: string;
  /** Who may have signed the server's certificate. */
  rootsPem: string;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
const signingAlgorithm = { name: 'ECDSA', hash: 'SHA-256' };
const dayMs = 86_400_000;

export type Forgery =
  /** Subject and serial number of the true one, signed by an authority of the forger's own. */
  | 'other_authority'
  /** The true authority's signature, and out of date. */
  | 'expired'
  /** The true authority's signature under a number that was never given out. */
  | 'other_number';

/** @param authorityKeyPem of the true authority */
export async function forgeIdentity(real: Identity, how: Forgery, authorityKeyPem: string): Promise<Identity> {
  const known = new X509Certificate(real.certificatePem);
  const own = await freshKeys();
  const signingKey = how === 'other_authority' ? (await freshKeys()).privateKey : await keyOf(authorityKeyPem);
  const endsMs = systemClock.nowMs() + (how === 'expired' ? -dayMs : dayMs);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: how === 'other_number' ? '7B' : known.serialNumber,
    subject: new x509.X509Certificate(known.raw).subject,
    issuer: new x509.X509Certificate(known.raw).issuer,
    notBefore: new Date(endsMs - 30 * dayMs),
    notAfter: new Date(endsMs),
    publicKey: own.publicKey,
    signingKey,
    signingAlgorithm,
    extensions: [new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth])],
  });
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', own.privateKey);
  return {
    certificatePem: certificate.toString('pem'),
    privateKeyPem: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'),
    rootsPem: real.rootsPem,
  };
}

async function keyOf(pem: string): Promise<webcrypto.CryptoKey> {
  const [der] = x509.PemConverter.decode(pem);
  return await webcrypto.subtle.importKey('pkcs8', der as ArrayBuffer, algorithm, false, ['sign']);
}

async function freshKeys(): Promise<webcrypto.CryptoKeyPair> {
  return (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
}
