/** Self-signed X.509 certificates, as WeChat Pay names its keys by their serial numbers. */
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

export async function issueCertificate(options: {
  privateKeyPem: string;
  publicKeyPem: string;
  commonName: string;
  nowMs: number;
}): Promise<CertifiedKeys> {
  const { privateKeyPem, publicKeyPem, commonName } = options;
  const { subtle } = globalThis.crypto;
  const keys = {
    privateKey: await subtle.importKey(
      'pkcs8',
      createPrivateKey(privateKeyPem).export({ type: 'pkcs8', format: 'der' }),
      algorithm,
      false,
      ['sign'],
    ),
    publicKey: await subtle.importKey(
      'spki',
      createPublicKey(publicKeyPem).export({ type: 'spki', format: 'der' }),
      algorithm,
      true,
      ['verify'],
    ),
  };
  // A serial number is positive (RFC 5280, 4.1.2.2): its first bit stays clear, and its first digit set.
  const serial = randomBytes(20);
  serial[0] = ((serial[0] as number) & 0x3f) | 0x40;
  const validFromMs = Math.floor(options.nowMs / 1000) * 1000;
  const validToMs = validFromMs + validityMs;
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: serial.toString('hex'),
      name: `CN=${commonName}`,
      notBefore: new Date(validFromMs),
      notAfter: new Date(validToMs),
      signingAlgorithm: algorithm,
      keys,
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
