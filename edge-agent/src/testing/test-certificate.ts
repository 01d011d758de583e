/** Certificates that no agent gave: of a stranger, or of one who pretends. */
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { TestAuthority } from './test-authority.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
const signingAlgorithm = { name: 'ECDSA', hash: 'SHA-256' };

export async function issueClientCertificate(wish: {
  subject: string;
  /** The name that it claims to be signed by. */
  issuer?: string;
  /** An authority that signs it in earnest. */
  by?: TestAuthority;
  notAfterMs: number;
}): Promise<{ privateKeyPem: string; certificatePem: string }> {
  const keys = await freshKeys();
  const privateKeyPem = x509.PemConverter.encode(
    await webcrypto.subtle.exportKey('pkcs8', keys.privateKey),
    'PRIVATE KEY',
  );
  if (wish.by) {
    const request = await x509.Pkcs10CertificateRequestGenerator.create({ name: wish.subject, keys, signingAlgorithm });
    const der = await wish.by.sign(new Uint8Array(request.rawData));
    return { privateKeyPem, certificatePem: x509.PemConverter.encode(Uint8Array.from(der), 'CERTIFICATE') };
  }
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: '2a',
    subject: wish.subject,
    issuer: wish.issuer ?? 'CN=somebody',
    notBefore: new Date(wish.notAfterMs - 86_400_000),
    notAfter: new Date(wish.notAfterMs),
    publicKey: keys.publicKey,
    signingKey: (await freshKeys()).privateKey,
    signingAlgorithm,
    extensions: [new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth])],
  });
  return { privateKeyPem, certificatePem: certificate.toString('pem') };
}

async function freshKeys(): Promise<webcrypto.CryptoKeyPair> {
  return (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
}
