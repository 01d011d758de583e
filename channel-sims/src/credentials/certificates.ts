/** X.509 certificates: WeChat Pay names keys by their serial numbers, UnionPay signs by one that a root issued. */
import 'reflect-metadata';
import { createPrivateKey, createPublicKey, randomBytes } from 'node:crypto';
import * as x509 from '@peculiar/x509';

const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
const validityMs = 5 * 365 * 86_400_000;

export interface CertifiedKeys {
  privateKeyPem: string;
  publicKeyPem: string;
  certificatePem: string;
  /** 40 hexadecimal digits, upper case. */
  serialNo: string;
  validFromMs: number;
  validToMs: number;
}

export interface IssueOptions {
  privateKeyPem: string;
  publicKeyPem: string;
  commonName: string;
  nowMs: number;
}

/** Signed by itself, or by `issuer`; a root may issue others. */
export async function issueCertificate(
  options: IssueOptions & { issuer?: { privateKeyPem: string; commonName: string }; isRoot?: boolean },
): Promise<CertifiedKeys> {
  const { privateKeyPem, publicKeyPem, commonName, issuer } = options;
  const { subtle } = globalThis.crypto;
  const signingKey = await subtle.importKey(
    'pkcs8',
    createPrivateKey(issuer?.privateKeyPem ?? privateKeyPem).export({ type: 'pkcs8', format: 'der' }),
    algorithm,
    false,
    ['sign'],
  );
  const publicKey = await subtle.importKey(
    'spki',
    createPublicKey(publicKeyPem).export({ type: 'spki', format: 'der' }),
    algorithm,
    true,
    ['verify'],
  );
  // A serial number is positive (RFC 5280, 4.1.2.2): its first bit stays clear, and its first digit set.
  const serial = randomBytes(20);
  serial[0] = ((serial[0] as number) & 0x3f) | 0x40;
  const validFromMs = Math.floor(options.nowMs / 1000) * 1000;
  const validToMs = validFromMs + validityMs;
  const certificate = await x509.X509CertificateGenerator.create(
    {
      serialNumber: serial.toString('hex'),
      subject: `CN=${commonName}`,
      issuer: `CN=${issuer?.commonName ?? commonName}`,
      notBefore: new Date(validFromMs),
      notAfter: new Date(validToMs),
      signingAlgorithm: algorithm,
      publicKey,
      signingKey,
      ...(options.isRoot ? { extensions: [new x509.BasicConstraintsExtension(true, 0, true)] } : {}),
    },
    globalThis.crypto,
  );
  return {
    privateKeyPem,
    publicKeyPem,
    certificatePem: certificate.toString('pem'),
    serialNo: serial.toString('hex').toUpperCase(),
    validFromMs,
    validToMs,
  };
}
