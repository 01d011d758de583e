/** For tests: the keys of a gateway and its root, and what it answers, as bytes. */
import 'reflect-metadata';
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { HttpAnswer } from '../http-exchange.ts';
import { unionpayCredentialsSchema } from './unionpay-credentials.ts';

/** 10 March 2026, noon in Beijing. */
export const nowMs = Date.UTC(2026, 2, 10, 4);
export const merId = '777290058110048';
export const orderNo = `${'A'.repeat(26)}01`;
export const unionpayName = '041@8310000000083040@中国银联股份有限公司@00016494';

const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
const dayMs = 86_400_000;

export function rsaPair() {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

export type Pair = ReturnType<typeof rsaPair>;

export async function certificateOf(options: {
  of: Pair;
  name: string;
  by: Pair;
  issuer: string;
  isRoot?: boolean;
  fromMs?: number;
  toMs?: number;
}): Promise<string> {
  const { subtle } = globalThis.crypto;
  const der = (pem: string) => Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  const certificate = await x509.X509CertificateGenerator.create(
    {
      serialNumber: randomBytes(8).toString('hex').replace(/^./, '4'),
      subject: `CN=${options.name}`,
      issuer: `CN=${options.issuer}`,
      notBefore: new Date(options.fromMs ?? nowMs - dayMs),
      notAfter: new Date(options.toMs ?? nowMs + dayMs),
      signingAlgorithm: algorithm,
      publicKey: await subtle.importKey('spki', der(options.of.publicKey), algorithm, true, ['verify']),
      signingKey: await subtle.importKey('pkcs8', der(options.by.privateKey), algorithm, false, ['sign']),
      ...(options.isRoot ? { extensions: [new x509.BasicConstraintsExtension(true, 0, true)] } : {}),
    },
    globalThis.crypto,
  );
  return certificate.toString('pem');
}

export type Members = Record<string, string>;

export function signedMembers(members: Members, keys: { privateKeyPem: string; certificatePem: string }): Members {
  const whole: Members = { ...members, signPubKeyCert: keys.certificatePem };
  const text = Object.keys(whole)
    .sort()
    .map((name) => `${name}=${whole[name]}`)
    .join('&');
  const hash = createHash('sha256').update(text, 'utf8').digest('hex');
  return { ...whole, signature: sign('RSA-SHA256', Buffer.from(hash), keys.privateKeyPem).toString('base64') };
}

export function asAnswer(members: Members, status = 200): HttpAnswer {
  const text = Object.entries(members)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  return { status, headers: {}, body: Buffer.from(text) };
}

export async function makeGateway() {
  const [merchant, root, gateway] = [rsaPair(), rsaPair(), rsaPair()];
  const rootName = 'CFCA test root';
  const rootPem = await certificateOf({ of: root, name: rootName, by: root, issuer: rootName, isRoot: true });
  const certificatePem = await certificateOf({ of: gateway, name: unionpayName, by: root, issuer: rootName });
  const keys = { privateKeyPem: gateway.privateKey, certificatePem };
  const credentials = unionpayCredentialsSchema.parse({
    backTransUrl: 'http://unionpay.test/gateway/api/backTransReq.do',
    queryUrl: 'http://unionpay.test/gateway/api/queryTrans.do',
    fileUrl: 'http://files.unionpay.test/',
    merId,
    certId: '68759585097',
    merchantPrivateKeyPem: merchant.privateKey,
    rootCertificatePems: [rootPem],
  });
  const frame = { version: '5.1.0', encoding: 'UTF-8', signMethod: '01', merId };
  return {
    credentials,
    merchant,
    root,
    rootName,
    gateway,
    keys,
    frame,
    answer: (members: Members) => asAnswer(signedMembers({ ...frame, ...members }, keys)),
    notice: (members: Members) =>
      Buffer.from(new URLSearchParams(signedMembers({ ...frame, ...members }, keys)).toString()),
  };
}
