/**
 * The authority that names agents. Its key and the server's key are made once, in the data folder.
 *
 * Certificates are dated by the machine's clock, never by a moved one: TLS compares them with it.
 */
import { randomBytes, webcrypto } from 'node:crypto';
import { join } from 'node:path';
import type { Clock } from '@qiantai/foundation';
import { serverError } from '../errors.ts';
import { operatorSubject } from '../operators/operator-roles.ts';
import { readIfThere, writeOnce } from './key-files.ts';
import * as x509 from './x509.ts';

export interface CertificateAuthority {
  certificatePem: string;
  certificateDer: Uint8Array;
  /** Where the authority's certificate stands, for clients on this machine. */
  certificateFile: string;
  /** The server's own key and certificate, for `localhost` and 127.0.0.1. */
  server: { privateKeyPem: string; certificatePem: string };
  /** @throws CodedError ENROLMENT_BAD_REQUEST when it is no PKCS#10 of a P-256 key signed by that key. */
  readRequest(der: Uint8Array): Promise<CertificateRequest>;
  issueAgentCertificate(request: CertificateRequest, names: AgentNames): Promise<AgentCertificate>;
  /** A key and a certificate for an operator of the platform (operators/operator-service.ts). */
  issueOperatorCertificate(name: string): Promise<OperatorCertificate>;
  /**
   * Whose certificate that is, ended or not.
   * @throws CodedError CERTIFICATE_NOT_OURS where it is none of an agent that this authority signed
   */
  readAgentCertificate(der: Uint8Array): Promise<GivenCertificate>;
  /** What a certificate of this authority says of itself. */
  readCertificate(pem: string): { serialNumber: string; notBeforeMs: number; notAfterMs: number };
}

export interface OperatorCertificate {
  privateKeyPem: string;
  certificatePem: string;
  /** Upper-case hexadecimal, as TLS names it. */
  serialNumber: string;
  notAfterMs: number;
}

/** A certificate request whose signature was checked. */
export interface CertificateRequest {
  publicKey: x509.PublicKey;
  /** SubjectPublicKeyInfo, DER. */
  publicKeySpki: Uint8Array;
}

export interface AgentNames {
  agentId: string;
  storeId: string;
  merchantId: string;
}

/** What a certificate of an agent says. */
export interface GivenCertificate extends AgentNames {
  serialNumber: string;
  publicKeySpki: Uint8Array;
  notAfterMs: number;
}

export interface AgentCertificate {
  der: Uint8Array;
  /** Upper-case hexadecimal, as TLS names it. */
  serialNumber: string;
  issuedAtMs: number;
  notAfterMs: number;
}

const keyAlgorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const signingAlgorithm = { name: 'ECDSA', hash: 'SHA-256' } as const;

const dayMs = 86_400_000;
/** Clocks of stores are wrong in both directions: certificates begin a day early and last long. */
const backdatedMs = dayMs;
const authorityLifeMs = 20 * 365 * dayMs;
const serverLifeMs = 10 * 365 * dayMs;
/** Short, because the agent renews by itself: what was stolen and never reported ends by itself as well. */
export const agentCertificateLifeMs = 90 * dayMs;
const operatorLifeMs = 2 * 365 * dayMs;

/** A request is a key, a name and a signature: some 300 bytes. */
const requestBytesMax = 8192;
const certificateBytesMax = 8192;

export async function openCertificateAuthority(options: {
  dataDir: string;
  /** The machine's clock. */
  clock: Pick<Clock, 'nowMs'>;
}): Promise<CertificateAuthority> {
  const folder = join(options.dataDir, 'authority');
  const certificateFile = join(folder, 'authority.pem');
  const authorityKey = await keyPairOf(join(folder, 'authority-key.pem'));
  const certificatePem = await certificateOf(certificateFile, () => selfSigned(authorityKey.keys, options.clock));
  const authority = { certificate: new x509.X509Certificate(certificatePem), keys: authorityKey.keys };
  const serverKey = await keyPairOf(join(folder, 'server-key.pem'));
  const serverPem = await certificateOf(join(folder, 'server.pem'), () =>
    serverCertificate(authority, serverKey.keys, options.clock),
  );
  return {
    certificatePem,
    certificateDer: new Uint8Array(authority.certificate.rawData),
    certificateFile,
    server: { privateKeyPem: serverKey.pem, certificatePem: serverPem },
    readRequest: readCertificateRequest,
    issueAgentCertificate: (request, names) => agentCertificate(authority, request, names, options.clock),
    readAgentCertificate: (der) => givenCertificate(authority, der),
    issueOperatorCertificate: (name) => operatorCertificate(authority, name, options.clock),
    readCertificate,
  };
}

interface Authority {
  certificate: x509.X509Certificate;
  keys: webcrypto.CryptoKeyPair;
}

async function keyPairOf(path: string): Promise<{ keys: webcrypto.CryptoKeyPair; pem: string }> {
  const pem = (readIfThere(path) ?? writeOnce(path, Buffer.from(await privateKeyPemOf(await freshKeys())))).toString(
    'ascii',
  );
  const der = x509.PemConverter.decodeFirst(pem);
  const privateKey = await webcrypto.subtle.importKey('pkcs8', der, keyAlgorithm, true, ['sign']);
  const { x, y, crv, kty } = await webcrypto.subtle.exportKey('jwk', privateKey);
  const publicJwk = { kty, crv, x, y } as webcrypto.JsonWebKey;
  const publicKey = await webcrypto.subtle.importKey('jwk', publicJwk, keyAlgorithm, true, ['verify']);
  return { keys: { privateKey, publicKey }, pem };
}

async function freshKeys(): Promise<webcrypto.CryptoKeyPair> {
  return (await webcrypto.subtle.generateKey(keyAlgorithm, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
}

async function privateKeyPemOf(keys: webcrypto.CryptoKeyPair): Promise<string> {
  return x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
}

async function certificateOf(path: string, make: () => Promise<x509.X509Certificate>): Promise<string> {
  return (readIfThere(path) ?? writeOnce(path, Buffer.from((await make()).toString('pem')))).toString('ascii');
}

async function selfSigned(keys: webcrypto.CryptoKeyPair, clock: Pick<Clock, 'nowMs'>): Promise<x509.X509Certificate> {
  return x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: freshSerialNumber(),
    name: 'CN=Qiantai device authority',
    ...validity(clock, authorityLifeMs),
    keys,
    signingAlgorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
}

async function serverCertificate(
  authority: Authority,
  keys: webcrypto.CryptoKeyPair,
  clock: Pick<Clock, 'nowMs'>,
): Promise<x509.X509Certificate> {
  return issue(authority, keys.publicKey, {
    subject: 'CN=Qiantai acquiring server',
    lifeMs: serverLifeMs,
    usage: x509.ExtendedKeyUsage.serverAuth,
    clock,
    extensions: [
      new x509.SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
      ]),
    ],
  });
}

async function agentCertificate(
  authority: Authority,
  request: CertificateRequest,
  names: AgentNames,
  clock: Pick<Clock, 'nowMs'>,
): Promise<AgentCertificate> {
  const certificate = await issue(authority, request.publicKey, {
    // The subject is ours, never the request's: a device does not choose who it is.
    subject: [{ O: [names.merchantId] }, { OU: [names.storeId] }, { CN: [names.agentId] }],
    lifeMs: agentCertificateLifeMs,
    usage: x509.ExtendedKeyUsage.clientAuth,
    clock,
    extensions: [],
  });
  return {
    der: new Uint8Array(certificate.rawData),
    serialNumber: certificate.serialNumber.toUpperCase(),
    issuedAtMs: clock.nowMs(),
    notAfterMs: certificate.notAfter.getTime(),
  };
}

async function givenCertificate(authority: Authority, der: Uint8Array): Promise<GivenCertificate> {
  if (der.length === 0 || der.length > certificateBytesMax) throw notOurs('it is empty or too long');
  let certificate: x509.X509Certificate;
  try {
    certificate = new x509.X509Certificate(Uint8Array.from(der));
  } catch (error) {
    throw notOurs('it is not an X.509 certificate', error);
  }
  if (certificate.issuer !== authority.certificate.subject) throw notOurs('another authority is named in it');
  const signed = await certificate
    .verify({ publicKey: authority.keys.publicKey, signatureOnly: true })
    .catch(() => false);
  if (!signed) throw notOurs('its signature is not by this authority');
  const name = certificate.subjectName;
  const [merchantId, storeId, agentId] = ['O', 'OU', 'CN'].map((field) => name.getField(field)[0] ?? '');
  if (!merchantId || !storeId || !agentId) throw notOurs('it names no agent');
  return {
    merchantId,
    storeId,
    agentId,
    serialNumber: certificate.serialNumber.toUpperCase(),
    publicKeySpki: new Uint8Array(certificate.publicKey.rawData),
    notAfterMs: certificate.notAfter.getTime(),
  };
}

async function operatorCertificate(
  authority: Authority,
  name: string,
  clock: Pick<Clock, 'nowMs'>,
): Promise<OperatorCertificate> {
  const keys = await freshKeys();
  const certificate = await issue(authority, keys.publicKey, {
    subject: [{ O: [operatorSubject.organisation] }, { OU: [operatorSubject.unit] }, { CN: [name] }],
    lifeMs: operatorLifeMs,
    usage: x509.ExtendedKeyUsage.clientAuth,
    clock,
    extensions: [],
  });
  return {
    privateKeyPem: await privateKeyPemOf(keys),
    certificatePem: certificate.toString('pem'),
    serialNumber: certificate.serialNumber.toUpperCase(),
    notAfterMs: certificate.notAfter.getTime(),
  };
}

function readCertificate(pem: string): { serialNumber: string; notBeforeMs: number; notAfterMs: number } {
  const { serialNumber, notBefore, notAfter } = new x509.X509Certificate(pem);
  return {
    serialNumber: serialNumber.toUpperCase(),
    notBeforeMs: notBefore.getTime(),
    notAfterMs: notAfter.getTime(),
  };
}

async function issue(
  authority: Authority,
  publicKey: webcrypto.CryptoKey | x509.PublicKey,
  wish: {
    subject: x509.X509CertificateCreateParamsName;
    lifeMs: number;
    usage: x509.ExtendedKeyUsage;
    clock: Pick<Clock, 'nowMs'>;
    extensions: x509.Extension[];
  },
): Promise<x509.X509Certificate> {
  return x509.X509CertificateGenerator.create({
    serialNumber: freshSerialNumber(),
    subject: wish.subject,
    issuer: authority.certificate.subjectName,
    ...validity(wish.clock, wish.lifeMs),
    publicKey,
    signingKey: authority.keys.privateKey,
    signingAlgorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([wish.usage]),
      await x509.SubjectKeyIdentifierExtension.create(publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(authority.keys.publicKey),
      ...wish.extensions,
    ],
  });
}

function validity(clock: Pick<Clock, 'nowMs'>, lifeMs: number): { notBefore: Date; notAfter: Date } {
  return { notBefore: new Date(clock.nowMs() - backdatedMs), notAfter: new Date(clock.nowMs() + lifeMs) };
}

/** 16 random bytes; the first bits make it positive and keep its length (RFC 5280, 4.1.2.2). */
function freshSerialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] as number) & 0x3f) | 0x40;
  return bytes.toString('hex');
}

async function readCertificateRequest(der: Uint8Array): Promise<CertificateRequest> {
  if (der.length === 0 || der.length > requestBytesMax) throw badRequest('it is empty or too long');
  let request: x509.Pkcs10CertificateRequest;
  let verified: boolean;
  try {
    request = new x509.Pkcs10CertificateRequest(Uint8Array.from(der));
    verified = await request.verify();
  } catch (error) {
    throw badRequest('it is not a PKCS#10 request', error);
  }
  const algorithm = request.publicKey.algorithm as { name: string; namedCurve?: string };
  if (algorithm.name !== 'ECDSA' || algorithm.namedCurve !== 'P-256') throw badRequest('its key is not of P-256');
  if (!verified) throw badRequest('its signature is not by its key');
  return { publicKey: request.publicKey, publicKeySpki: new Uint8Array(request.publicKey.rawData) };
}

function notOurs(why: string, cause?: unknown) {
  return serverError('CERTIFICATE_NOT_OURS', { why }, cause === undefined ? undefined : { cause });
}

function badRequest(why: string, cause?: unknown) {
  return serverError('ENROLMENT_BAD_REQUEST', { why }, cause === undefined ? undefined : { cause });
}
