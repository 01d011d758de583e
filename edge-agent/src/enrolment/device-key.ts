/** The device's own key: made here, never leaves; it signs the certificate request and every journal entry. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { join } from 'node:path';
import { errorText } from '@qiantai/foundation';
import { agentError } from '../errors.ts';
import { readIfThere, readOrMake, replaceFile } from '../store/durable-file.ts';
import { type Keyring, openKeyring, type SealingKey } from '../vault/keyring.ts';

export interface DeviceKey {
  privateKey: KeyObject;
  publicKey: KeyObject;
  /** PKCS#8, PEM. */
  privatePem: string;
}

export function deviceKeyFile(dataDir: string): string {
  return join(dataDir, 'device-key.pem');
}

/** Where the keys of a data folder are kept when no other place is named. */
export function keyFileBeside(dataDir: string): string {
  return join(dataDir, 'secret.key');
}

/** The keyring of a data folder. @throws CodedError KEY_FILE_BAD, KEY_FILE_MISSING */
export function openKeyringOf(dataDir: string, keyFile: string = keyFileBeside(dataDir)): Keyring {
  const pem = () => readIfThere(deviceKeyFile(dataDir))?.toString('ascii') ?? '';
  return openKeyring(keyFile, () => !isEncrypted(pem()));
}

/**
 * The device's key, made at the first start. It rests encrypted by the keyring's current `device` key (PKCS#8,
 * PBES2 of RFC 8018); a file that is plain, or encrypted by an older key, is written anew.
 * @throws CodedError KEY_FILE_BAD
 */
export function openDeviceKey(dataDir: string, keyring: Keyring = openKeyringOf(dataDir)): DeviceKey {
  const path = deviceKeyFile(dataDir);
  const keys = keyring.keysFor('device');
  const sealed = (key: KeyObject) => Buffer.from(encryptedPem(key, keys.current()));
  const pem = readOrMake(path, () => sealed(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey));
  const opened = openPem(path, pem.toString('ascii'), [keys.current(), ...keys.all()]);
  if (!opened.byCurrent) replaceFile(path, sealed(opened.privateKey));
  const privatePem = opened.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { privateKey: opened.privateKey, publicKey: createPublicKey(opened.privateKey), privatePem };
}

function isEncrypted(pem: string): boolean {
  return pem.includes('BEGIN ENCRYPTED PRIVATE KEY');
}

/** The key is of 256 random bits: what PBKDF2 adds does not matter here. */
function encryptedPem(key: KeyObject, by: SealingKey): string {
  const passphrase = by.bytes.toString('hex');
  return key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }).toString();
}

function openPem(
  path: string,
  pem: string,
  [current, ...others]: readonly SealingKey[],
): { privateKey: KeyObject; byCurrent: boolean } {
  if (isEncrypted(pem)) {
    for (const key of [current, ...others]) {
      if (!key) continue;
      try {
        const privateKey = createPrivateKey({ key: pem, passphrase: key.bytes.toString('hex') });
        return { privateKey, byCurrent: key.id === current?.id };
      } catch {
        // Encrypted by another key of the ring.
      }
    }
    throw agentError('KEY_FILE_BAD', { path, why: 'no key of the key file opens it' });
  }
  try {
    return { privateKey: createPrivateKey(pem), byCurrent: false };
  } catch (error) {
    throw agentError('KEY_FILE_BAD', { path, why: errorText(error) }, { cause: error });
  }
}

export function deviceKeyFromPem(privatePem: string): DeviceKey {
  const privateKey = createPrivateKey(privatePem);
  return { privateKey, publicKey: createPublicKey(privateKey), privatePem };
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

/** SubjectPublicKeyInfo, DER. */
export function publicKeyFromSpki(spki: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
}

export function verifyHash(hash: Uint8Array, signature: Uint8Array, publicKey: KeyObject): boolean {
  return verify('sha256', hash, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature);
}
