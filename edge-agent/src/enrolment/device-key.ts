/** The device's own key: made here, never leaves; it signs the certificate request and every journal entry. */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { errorText } from '@qiantai/foundation';
import { agentError } from '../errors.ts';

export interface DeviceKey {
  privateKey: KeyObject;
  publicKey: KeyObject;
  /** PKCS#8, PEM. */
  privatePem: string;
}

export function openDeviceKey(dataDir: string): DeviceKey {
  const path = join(dataDir, 'device-key.pem');
  const pem = readOrMake(path, () =>
    Buffer.from(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' })),
  ).toString('ascii');
  try {
    return deviceKeyFromPem(pem);
  } catch (error) {
    throw agentError('KEY_FILE_BAD', { path, why: errorText(error) }, { cause: error });
  }
}

export function deviceKeyFromPem(privatePem: string): DeviceKey {
  const privateKey = createPrivateKey(privatePem);
  return { privateKey, publicKey: createPublicKey(privateKey), privatePem };
}

/** The key that opens the secrets in the queue: 32 bytes, in a file beside the database. */
export function openSecretKey(dataDir: string): Buffer {
  const path = join(dataDir, 'secret.key');
  const bytes = readOrMake(path, () => randomBytes(32));
  if (bytes.length !== 32) throw agentError('KEY_FILE_BAD', { path, why: `it has ${bytes.length} bytes, not 32` });
  return bytes;
}

/**
 * r‖s, 64 bytes (IEEE P1363), ECDSA P-256 with SHA-256 over the 32 bytes of the hash. OpenSSL gives DER; to
 * have it convert costs as much as the signature itself, so that is done here.
 */
export function signHash(hash: Uint8Array, privateKey: KeyObject): Buffer {
  return p1363FromDer(sign('sha256', hash, privateKey));
}

/** Ecdsa-Sig-Value (RFC 3279, 2.2.3): SEQUENCE { r INTEGER, s INTEGER }, both at most 33 bytes for P-256. */
export function p1363FromDer(der: Uint8Array): Buffer {
  const signature = Buffer.alloc(64);
  let at = 2;
  for (const end of [32, 64]) {
    const length = der[at + 1] as number;
    const integer = der.subarray(at + 2, at + 2 + length);
    const digits = length > 32 ? integer.subarray(length - 32) : integer;
    signature.set(digits, end - digits.length);
    at += 2 + length;
  }
  return signature;
}

export function verifyHash(hash: Uint8Array, signature: Uint8Array, publicKey: KeyObject): boolean {
  return verify('sha256', hash, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature);
}

/** Reads a file, or makes it whole and durable: written beside, synced, then linked under its name. */
function readOrMake(path: string, make: () => Buffer): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeSync(file, make());
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(draft, path);
  } finally {
    unlinkSync(draft);
  }
  return readFileSync(path);
}
