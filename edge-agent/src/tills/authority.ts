/**
 * The store's own authority: an ECDSA P-256 key that is made on this device and never leaves it in the clear.
 * It signs what the tills know the agent by, and what the agent knows its tills by.
 *
 * Certificates are dated by the machine's clock, never by a moved one: TLS compares them with it.
 */
import 'reflect-metadata';
import { createHash, createPublicKey, randomBytes, webcrypto, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import * as x509 from '@peculiar/x509';
import { authorityFingerprint, publicKeyHash } from '@qiantai/protos';
import type { SecretBox } from '../queue/secret-box.ts';
import type { AuthorityStore } from './authority-store.ts';

export interface StoreAuthority {
  certificatePem: string;
  certificateDer: Buffer;
  /** SHA-256 of the authority's public key, lower-case hexadecimal. */
  keyHash: string;
  /** 16 characters, the first part of every pairing code. */
  fingerprint: string;
  /** The agent's own side of TLS, made anew at each start: its names may have changed. */
  server: { privateKeyPem: string; chainPem: string };
  issue(till: { terminalId: string; storeId: string; spkiDer: Uint8Array }): Promise<IssuedCertificate>;
}

export interface IssuedCertificate {
  der: Buffer;
  fingerprint: string;
  notAfterMs: number;
}

const keyAlgorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const signingAlgorithm = { name: 'ECDSA', hash: 'SHA-256' } as const;

const dayMs = 86_400_000;
/** Clocks of stores are wrong in both directions. */
const backdatedMs = dayMs;
const authorityLifeMs = 20 * 365 * dayMs;
const serverLifeMs = 10 * 365 * dayMs;
/** A till renews when a third of it is left. */
export const tillLifeMs = 180 * dayMs;
export const sealOwner = 'store authority';

export async function openStoreAuthority(parts: {
  authorities: AuthorityStore;
  /** By the keyring's `device` key: a wipe of card data leaves the tills connected. */
  secrets: SecretBox;
  /** Names and addresses that tills call this agent by, beside localhost and the host's name. */
  names: readonly string[];
  /** The machine's clock. */
  machineNowMs: () => number;
}): Promise<StoreAuthority> {
  const { authorities, secrets, machineNowMs } = parts;
  if (!authorities.read()) {
    const made = await makeAuthority(machineNowMs());
    authorities.write({
      certificatePem: made.certificatePem,
      sealedKey: secrets.seal(sealOwner, made.keyPem),
      madeAtMs: machineNowMs(),
    });
  }
  const held = authorities.read();
  if (!held) throw new Error('the authority was written and is not there');
  const certificate = new x509.X509Certificate(held.certificatePem);
  const signingKey = await importKey(secrets.open(sealOwner, held.sealedKey));
  const keyHash = publicKeyHash(new Uint8Array(certificate.publicKey.rawData));
  const issue = issuer({ certificate, signingKey, machineNowMs });
  return {
    certificatePem: held.certificatePem,
    certificateDer: Buffer.from(certificate.rawData),
    keyHash,
    fingerprint: authorityFingerprint(keyHash),
    server: await serverSide(issue, held.certificatePem, parts.names),
    issue: async ({ terminalId, storeId, spkiDer }) => {
      const issued = await issue({
        subject: [{ O: [storeId] }, { CN: [terminalId] }],
        publicKey: new x509.PublicKey(Uint8Array.from(spkiDer)),
        lifeMs: tillLifeMs,
        usage: x509.ExtendedKeyUsage.clientAuth,
        extensions: [],
      });
      const der = Buffer.from(issued.rawData);
      return { der, fingerprint: certificateFingerprint(der), notAfterMs: issued.notAfter.getTime() };
    },
  };
}

/** SHA-256 of a certificate, lower-case hexadecimal. */
export function certificateFingerprint(der: Uint8Array): string {
  return createHash('sha256').update(der).digest('hex');
}

/** Whether it is a public key that tills have: ECDSA P-256. */
export function isTillKey(spkiDer: Uint8Array): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(spkiDer), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
  } catch {
    return false;
  }
}

/** What a till's certificate says of itself; TLS has proved before that the authority signed it. */
export function certificateSubject(der: Uint8Array): { terminalId: string; storeId: string } {
  const subject = new X509Certificate(der).subject.split('\n').map((line) => line.split('=') as [string, string]);
  const of = (name: string) => subject.find(([type]) => type === name)?.[1] ?? '';
  return { terminalId: of('CN'), storeId: of('O') };
}

type Issue = (wish: {
  subject: x509.X509CertificateCreateParamsName;
  publicKey: webcrypto.CryptoKey | x509.PublicKey;
  lifeMs: number;
  usage: x509.ExtendedKeyUsage;
  extensions: x509.Extension[];
}) => Promise<x509.X509Certificate>;

function issuer(authority: {
  certificate: x509.X509Certificate;
  signingKey: webcrypto.CryptoKey;
  machineNowMs: () => number;
}): Issue {
  return async (wish) =>
    x509.X509CertificateGenerator.create({
      serialNumber: freshSerialNumber(),
      subject: wish.subject,
      issuer: authority.certificate.subjectName,
      ...validity(authority.machineNowMs(), wish.lifeMs),
      publicKey: wish.publicKey,
      signingKey: authority.signingKey,
      signingAlgorithm,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([wish.usage]),
        await x509.AuthorityKeyIdentifierExtension.create(authority.certificate.publicKey),
        ...wish.extensions,
      ],
    });
}

async function serverSide(issue: Issue, authorityPem: string, names: readonly string[]) {
  const keys = await freshKeys();
  const all = [...new Set(['localhost', '127.0.0.1', '::1', hostname(), ...names])].filter((name) => name !== '');
  const certificate = await issue({
    subject: 'CN=Qiantai edge agent',
    publicKey: keys.publicKey,
    lifeMs: serverLifeMs,
    usage: x509.ExtendedKeyUsage.serverAuth,
    extensions: [
      new x509.SubjectAlternativeNameExtension(
        all.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value })),
      ),
    ],
  });
  return {
    privateKeyPem: await privateKeyPemOf(keys),
    // With the authority behind it: a till that does not know it yet compares it with its pairing code.
    chainPem: `${certificate.toString('pem')}\n${authorityPem}`,
  };
}

async function makeAuthority(nowMs: number): Promise<{ certificatePem: string; keyPem: string }> {
  const keys = await freshKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: freshSerialNumber(),
    name: 'CN=Qiantai store authority',
    ...validity(nowMs, authorityLifeMs),
    keys,
    signingAlgorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificatePem: certificate.toString('pem'), keyPem: await privateKeyPemOf(keys) };
}

async function freshKeys(): Promise<webcrypto.CryptoKeyPair> {
  return (await webcrypto.subtle.generateKey(keyAlgorithm, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
}

async function privateKeyPemOf(keys: webcrypto.CryptoKeyPair): Promise<string> {
  return x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
}

function importKey(pem: string): Promise<webcrypto.CryptoKey> {
  return webcrypto.subtle.importKey('pkcs8', x509.PemConverter.decodeFirst(pem), keyAlgorithm, false, ['sign']);
}

function validity(nowMs: number, lifeMs: number): { notBefore: Date; notAfter: Date } {
  return { notBefore: new Date(nowMs - backdatedMs), notAfter: new Date(nowMs + lifeMs) };
}

/** 16 random bytes; the first bits make it positive and keep its length (RFC 5280, 4.1.2.2). */
function freshSerialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] as number) & 0x3f) | 0x40;
  return bytes.toString('hex');
}
