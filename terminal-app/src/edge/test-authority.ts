/** A store authority of a test: signs the fake agent's certificate and those of its tills. */
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { systemClock } from '@qiantai/foundation';
import { publicKeyHash } from '@qiantai/protos';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
const signingAlgorithm = { name: 'ECDSA', hash: 'SHA-256' };
const dayMs = 86_400_000;

export interface TestAuthority {
  pem: string;
  der: Buffer;
  keyHash: string;
  server: { chainPem: string; privateKeyPem: string };
  certify(spkiDer: Uint8Array, terminalId: string, notAfterMs?: number): Promise<Buffer>;
  /** A till's key and certificate, ready to be used. */
  identity(terminalId: string): Promise<{
    terminalId: string;
    authorityPem: string;
    privateKeyPem: string;
    certificatePem: string;
  }>;
}

export async function makeTestAuthority(): Promise<TestAuthority> {
  const keys = await freshKeys();
  const nowMs = systemClock.nowMs();
  const notBefore = new Date(nowMs - dayMs);
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'CN=Test store authority',
    notBefore,
    notAfter: new Date(nowMs + dayMs),
    signingAlgorithm,
    keys,
    extensions: [new x509.BasicConstraintsExtension(true, 0, true)],
  });
  let serial = 1;
  const issue = (publicKey: x509.PublicKeyType, subject: string, usage: string, notAfterMs: number) => {
    serial += 1;
    return x509.X509CertificateGenerator.create({
      serialNumber: serial.toString(16).padStart(2, '0'),
      subject,
      issuer: root.subject,
      notBefore,
      notAfter: new Date(notAfterMs),
      publicKey,
      signingKey: keys.privateKey,
      signingAlgorithm,
      extensions: [
        new x509.ExtendedKeyUsageExtension([usage]),
        new x509.SubjectAlternativeNameExtension([
          { type: 'dns', value: 'localhost' },
          { type: 'ip', value: '127.0.0.1' },
        ]),
      ],
    });
  };
  const pem = root.toString('pem');
  const serverKeys = await freshKeys();
  const server = await issue(serverKeys.publicKey, 'CN=Test agent', x509.ExtendedKeyUsage.serverAuth, nowMs + dayMs);
  const certify = async (spkiDer: Uint8Array, terminalId: string, notAfterMs = nowMs + dayMs) => {
    const key = new x509.PublicKey(Uint8Array.from(spkiDer));
    return Buffer.from((await issue(key, `CN=${terminalId}`, x509.ExtendedKeyUsage.clientAuth, notAfterMs)).rawData);
  };
  return {
    pem,
    der: Buffer.from(root.rawData),
    keyHash: publicKeyHash(new Uint8Array(root.publicKey.rawData)),
    server: {
      chainPem: `${server.toString('pem')}\n${pem}`,
      privateKeyPem: await privatePem(serverKeys),
    },
    certify,
    identity: async (terminalId) => {
      const till = await freshKeys();
      const spki = await webcrypto.subtle.exportKey('spki', till.publicKey);
      const der = await certify(new Uint8Array(spki), terminalId);
      return {
        terminalId,
        authorityPem: pem,
        privateKeyPem: await privatePem(till),
        certificatePem: x509.PemConverter.encode(Uint8Array.from(der), 'CERTIFICATE'),
      };
    },
  };
}

async function freshKeys(): Promise<webcrypto.CryptoKeyPair> {
  return (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
}

async function privatePem(keys: webcrypto.CryptoKeyPair): Promise<string> {
  return x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
}
