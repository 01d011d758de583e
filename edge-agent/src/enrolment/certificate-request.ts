/** Requests for certificates, and what comes back: a certificate is taken only where it is for our own key. */
import 'reflect-metadata';
import { createPublicKey, webcrypto, X509Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { agentError } from '../errors.ts';
import type { DeviceKey } from './device-key.ts';

/** PKCS#10, DER. What the subject says is of no weight: the server names the agent. */
export async function certificateRequest(key: DeviceKey): Promise<Uint8Array> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const usage = (use: 'sign' | 'verify'): webcrypto.KeyUsage[] => [use];
  const { subtle } = webcrypto;
  const keys = {
    privateKey: await subtle.importKey(
      'pkcs8',
      key.privateKey.export({ type: 'pkcs8', format: 'der' }),
      algorithm,
      false,
      usage('sign'),
    ),
    publicKey: await subtle.importKey(
      'spki',
      key.publicKey.export({ type: 'spki', format: 'der' }),
      algorithm,
      true,
      usage('verify'),
    ),
  };
  const request = await x509.Pkcs10CertificateRequestGenerator.create({
    name: 'CN=Qiantai edge agent',
    keys,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
  });
  return new Uint8Array(request.rawData);
}

/** @throws CodedError ENROLMENT_BAD_REPLY when the certificate is not for our key, or not by the authority given */
export function checkedCertificate(
  given: { certificate: Uint8Array; authority: Uint8Array },
  key: DeviceKey,
): { certificatePem: string; authorityPem: string } {
  const certificate = new X509Certificate(given.certificate);
  const authority = new X509Certificate(given.authority);
  if (!certificate.publicKey.equals(createPublicKey(key.privateKey))) {
    throw agentError('ENROLMENT_BAD_REPLY', { why: 'it is for another key' });
  }
  if (!certificate.verify(authority.publicKey)) {
    throw agentError('ENROLMENT_BAD_REPLY', { why: 'the authority did not sign it' });
  }
  return { certificatePem: certificate.toString(), authorityPem: authority.toString() };
}
