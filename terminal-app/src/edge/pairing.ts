/**
 * How this till gets its certificate (protos/src/pairing.ts): it finds out first that the agent is the one it means,
 * by the pairing code or by a standing secret, and says its own secret only then.
 */
import { createHash, sign, timingSafeEqual, X509Certificate } from 'node:crypto';
import { hostname } from 'node:os';
import { Metadata, type ServiceError } from '@grpc/grpc-js';
import type { Clock, Random } from '@qiantai/foundation';
import {
  authorityFingerprint,
  greetingProof,
  pairingStatement,
  parsePairingCode,
  publicKeyHash,
  tillServices,
} from '@qiantai/protos';
import { agentChannel, authorityAt } from './agent-channel.ts';
import { AgentFailure, agentFailureFrom } from './agent-failure.ts';
import type { IdentityFile, TillIdentity, TillKey } from './till-identity.ts';

export type PairingSecret = { kind: 'code'; text: string } | { kind: 'standing'; text: string };

export interface PairingParts {
  /** host:port */
  address: string;
  terminalId: string;
  identities: IdentityFile;
  random: Pick<Random, 'bytes'>;
  clock: Pick<Clock, 'deadline'>;
  /** Certificates are dated by the machine's clock. */
  machineNowMs: () => number;
}

const callTimeoutMs = 10_000;

type PairingClient = InstanceType<ReturnType<typeof tillServices>['PairingService']>;
interface CertificateMessage {
  terminalId: string;
  storeId: string;
  certificate: Buffer;
  authority: Buffer;
  notAfterMs: string;
}

/** @throws AgentFailure `gone`, or `refused` with a code */
export async function pairTill(parts: PairingParts, secret: PairingSecret): Promise<TillIdentity> {
  const authority = await authorityAt(parts.address);
  const keyHash = keyHashOf(authority);
  const client = pairingClient(parts.address, { authorityPem: authority.toString() });
  try {
    const said = await provenSecret(parts, secret, keyHash, client);
    const key = parts.identities.pendingKey();
    const request = { ...keyProof(parts.terminalId, key, keyHash), terminalId: parts.terminalId, secret: said };
    const reply = await call<CertificateMessage>(parts, (options, done) =>
      client.Pair({ ...request, device: hostname().slice(0, 100) }, new Metadata(), options, done),
    );
    return keep(parts, reply, key, authority, secretHashOf(secret));
  } catch (error) {
    if (error instanceof AgentFailure && error.code === 'PAIRING_KEY_USED') parts.identities.dropPendingKey();
    throw error;
  } finally {
    client.close();
  }
}

/** A new key and its certificate, by the certificate that the till has. @throws AgentFailure */
export async function renewTill(parts: PairingParts, known: TillIdentity): Promise<TillIdentity> {
  const authority = new X509Certificate(known.authorityPem);
  const client = pairingClient(parts.address, known);
  try {
    const key = parts.identities.pendingKey();
    const request = keyProof(parts.terminalId, key, keyHashOf(authority));
    const reply = await call<CertificateMessage>(parts, (options, done) =>
      client.Renew(request, new Metadata(), options, done),
    );
    return keep(parts, reply, key, authority, known.secretHash);
  } catch (error) {
    if (error instanceof AgentFailure && error.code === 'PAIRING_KEY_USED') parts.identities.dropPendingKey();
    throw error;
  } finally {
    client.close();
  }
}

export function secretHashOf(secret: PairingSecret): string {
  return createHash('sha256').update(`${secret.kind}\n${secret.text}`).digest('hex');
}

/** Whether whoever answers at the address is the agent that this till was paired with; false only where it is not. */
export async function isSameAgent(address: string, known: TillIdentity): Promise<boolean> {
  const found = await authorityAt(address).catch(() => null);
  return found === null || keyHashOf(found) === keyHashOf(new X509Certificate(known.authorityPem));
}

/** What is said to the agent once it is known to be the right one. */
async function provenSecret(
  parts: PairingParts,
  secret: PairingSecret,
  keyHash: string,
  client: PairingClient,
): Promise<string> {
  if (secret.kind === 'code') {
    const code = parsePairingCode(secret.text);
    if (code.fingerprint !== authorityFingerprint(keyHash)) throw otherAgent();
    return code.secret;
  }
  const { terminalId } = parts;
  const nonce = Buffer.from(parts.random.bytes(32));
  const { proof } = await call<{ proof: Buffer }>(parts, (options, done) =>
    client.Greet({ terminalId, nonce }, new Metadata(), options, done),
  );
  const wanted = greetingProof({ secret: secret.text, terminalId, nonce, keyHash });
  if (proof.length !== wanted.length || !timingSafeEqual(proof, wanted)) throw otherAgent();
  return secret.text;
}

function keyProof(terminalId: string, key: TillKey, keyHash: string) {
  const said = pairingStatement({ terminalId, spkiDer: key.spkiDer, keyHash });
  return { publicKey: key.spkiDer, signature: sign('sha256', said, key.privateKeyPem) };
}

/** Checks what the agent gave before it stands on the disk. */
function keep(
  parts: PairingParts,
  reply: CertificateMessage,
  key: TillKey,
  authority: X509Certificate,
  secretHash: string,
): TillIdentity {
  const certificate = new X509Certificate(reply.certificate);
  const mine = certificate.publicKey.export({ type: 'spki', format: 'der' }).equals(key.spkiDer);
  if (!mine || !certificate.verify(authority.publicKey) || reply.terminalId !== parts.terminalId) {
    throw new AgentFailure('refused', 'AGENT_BAD_ANSWER', 'the certificate is not for the key of this till');
  }
  const identity: TillIdentity = {
    version: 1,
    terminalId: parts.terminalId,
    storeId: reply.storeId,
    privateKeyPem: key.privateKeyPem,
    certificatePem: certificate.toString(),
    authorityPem: authority.toString(),
    pairedAtMs: parts.machineNowMs(),
    notAfterMs: Number(reply.notAfterMs),
    secretHash,
  };
  parts.identities.save(identity);
  return identity;
}

function pairingClient(address: string, keys: Parameters<typeof agentChannel>[1]): PairingClient {
  const channel = agentChannel(address, keys);
  return new (tillServices().PairingService)(address, channel.credentials, channel.options);
}

function call<Output>(
  parts: PairingParts,
  send: (options: { deadline: Date }, done: (error: ServiceError | null, output?: Output) => void) => unknown,
): Promise<Output> {
  return new Promise((resolve, reject) => {
    send({ deadline: parts.clock.deadline(callTimeoutMs) }, (error, output) => {
      if (error) reject(agentFailureFrom(error));
      else if (output === undefined) reject(new AgentFailure('gone', 'AGENT_GONE', 'no answer'));
      else resolve(output);
    });
  });
}

function keyHashOf(certificate: X509Certificate): string {
  return publicKeyHash(certificate.publicKey.export({ type: 'spki', format: 'der' }));
}

function otherAgent(): AgentFailure {
  return new AgentFailure('refused', 'AGENT_IS_ANOTHER', 'the agent that answers is not the one of the pairing code');
}
