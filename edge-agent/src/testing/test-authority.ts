/** An authority of a test: signs the fake server's certificate and what agents ask for. */
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { systemClock } from '@qiantai/foundation';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
const signingAlgorithm = { name: 'ECDSA', hash: 'SHA-256' };
const dayMs = 86_400_000;

export interface TestAuthority {
  certificatePem: string;
  certificateDer: Buffer;
  server: { certificatePem: string; privateKeyPem: string };
  /** `validity`: since and for how long, milliseconds around now. */
  sign(request: Uint8Array, validity?: { backMs: number; forMs: number }): Promise<Buffer>;
}

export async function makeTestAuthority(): Promise<TestAuthority> {
  const keys = await freshKeys();
  const valid = {
    notBefore: new Date(systemClock.nowMs() - dayMs),
    notAfter: new Date(systemClock.nowMs() + 365 * dayMs),
    signingAlgorithm,
  };
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    ...valid,
    serialNumber: '01',
    name: 'CN=Test authority',
    keys,
    extensions: [new x509.BasicConstraintsExtension(true, 0, true)],
  });
  const issue = async (
    publicKey: x509.PublicKeyType,
    subject: string,
    usage: string,
    serialNumber: string,
    validity?: { notBefore: Date; notAfter: Date },
  ) =>
    await x509.X509CertificateGenerator.create({
      ...valid,
      ...validity,
      serialNumber,
      subject,
      issuer: root.subject,
      publicKey,
      signingKey: keys.privateKey,
      extensions: [
        new x509.ExtendedKeyUsageExtension([usage]),
        new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }]),
      ],
    });
  let serial = 10;
  const serverKeys = await freshKeys();
  const server = await issue(serverKeys.publicKey, 'CN=localhost', x509.ExtendedKeyUsage.serverAuth, '02');
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', serverKeys.privateKey);
  return {
    certificatePem: root.toString('pem'),
    certificateDer: Buffer.from(root.rawData),
    server: {
      certificatePem: server.toString('pem'),
      privateKeyPem: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'),
    },
    sign: async (der, { backMs, forMs } = { backMs: dayMs, forMs: dayMs }) => {
      const request = new x509.Pkcs10CertificateRequest(new Uint8Array(der));
      if (!(await request.verify())) throw new Error('the request is not signed by its key');
      const nowMs = systemClock.nowMs();
      const validity = { notBefore: new Date(nowMs - backMs), notAfter: new Date(nowMs + forMs) };
      serial += 1;
      const usage = x509.ExtendedKeyUsage.clientAuth;
      const certificate = await issue(request.publicKey, 'CN=agent', usage, String(serial), validity);
      return Buffer.from(certificate.rawData);
    },
  };
}

async function freshKeys(): Promise<webcrypto.CryptoKeyPair> {
  return (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
}
