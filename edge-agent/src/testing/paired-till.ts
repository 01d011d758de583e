/** How a till of the tests gets its certificate: over the wire, as a real one does, with code of its own. */
import { generateKeyPairSync, sign, X509Certificate } from 'node:crypto';
import { connect } from 'node:tls';
import { type ChannelCredentials, credentials, Metadata, type ServiceError } from '@grpc/grpc-js';
import { systemClock } from '@qiantai/foundation';
import { answeredError, pairingStatement, publicKeyHash, tillServices } from '@qiantai/protos';

export interface TillKeys {
  authorityPem: string;
  privateKeyPem: string;
  certificatePem: string;
}

export interface PairedTill extends TillKeys {
  terminalId: string;
  spkiDer: Buffer;
  keyHash: string;
}

export class TillError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

export function tillErrorFrom(error: ServiceError): TillError {
  return new TillError(answeredError(error)?.code ?? String(error.code), error.details);
}

export function channelCredentials(keys: TillKeys | { authorityPem: string }): ChannelCredentials {
  const own = 'privateKeyPem' in keys ? keys : undefined;
  return credentials.createSsl(
    Buffer.from(keys.authorityPem),
    own ? Buffer.from(own.privateKeyPem) : null,
    own ? Buffer.from(own.certificatePem) : null,
  );
}

export function freshTillKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    spkiDer: publicKey.export({ type: 'spki', format: 'der' }),
  };
}
export type TillKey = ReturnType<typeof freshTillKey>;

/** @throws TillError with the agent's code */
export async function pair(
  port: number,
  wish: { terminalId: string; secret: string; key?: TillKey; signedFor?: string },
): Promise<PairedTill> {
  const key = wish.key ?? freshTillKey();
  const authority = await authorityOf(port);
  const keyHash = publicKeyHash(authority.publicKey.export({ type: 'spki', format: 'der' }));
  const terminalId = wish.signedFor ?? wish.terminalId;
  const said = pairingStatement({ terminalId, spkiDer: key.spkiDer, keyHash });
  const request = {
    terminalId: wish.terminalId,
    secret: wish.secret,
    publicKey: key.spkiDer,
    signature: sign('sha256', said, key.privateKeyPem),
    device: 'test till',
  };
  const reply = await pairingCall<{ certificate: Buffer }>(
    port,
    { authorityPem: authority.toString() },
    'Pair',
    request,
  );
  const certificatePem = new X509Certificate(reply.certificate).toString();
  return { ...key, terminalId: wish.terminalId, keyHash, certificatePem, authorityPem: authority.toString() };
}

/** @throws TillError with the agent's code */
export async function renew(port: number, till: PairedTill, key = freshTillKey()): Promise<PairedTill> {
  const said = pairingStatement({ terminalId: till.terminalId, spkiDer: key.spkiDer, keyHash: till.keyHash });
  const request = { publicKey: key.spkiDer, signature: sign('sha256', said, key.privateKeyPem) };
  const reply = await pairingCall<{ certificate: Buffer }>(port, till, 'Renew', request);
  return { ...till, ...key, certificatePem: new X509Certificate(reply.certificate).toString() };
}

export function pairingCall<Reply>(
  port: number,
  keys: TillKeys | { authorityPem: string },
  name: 'Greet' | 'Pair' | 'Renew',
  request: object,
): Promise<Reply> {
  const client = new (tillServices().PairingService)(`localhost:${port}`, channelCredentials(keys));
  return new Promise<Reply>((resolve, reject) => {
    const done = (error: ServiceError | null, reply?: Reply) =>
      error ? reject(tillErrorFrom(error)) : resolve(reply as Reply);
    Reflect.apply(client[name] as unknown as () => void, client, [
      request,
      new Metadata(),
      { deadline: systemClock.deadline(10_000) },
      done,
    ]);
  }).finally(() => client.close());
}

/** What the agent shows at the end of its chain; a test believes it. */
export function authorityOf(port: number): Promise<X509Certificate> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: 'localhost', servername: 'localhost', rejectUnauthorized: false }, () => {
      const { issuerCertificate } = socket.getPeerCertificate(true);
      socket.destroy();
      resolve(new X509Certificate(issuerCertificate.raw));
    });
    socket.once('error', reject);
  });
}
