/**
 * Who this till is to the agent of its store: its key, made here, and the certificate for it. One file that only
 * this account may read, whole or not there; a key that is being certified stands in a file of its own until then,
 * so that a lost answer is asked for again with the same key.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { errorText } from '@qiantai/foundation';
import { z } from 'zod';
import { tillError } from '../errors.ts';
import { replaceDurably } from '../host/durable-file.ts';

const identitySchema = z.strictObject({
  version: z.literal(1),
  terminalId: z.string().min(1),
  storeId: z.string(),
  privateKeyPem: z.string(),
  certificatePem: z.string(),
  authorityPem: z.string(),
  /** By the machine's clock. */
  pairedAtMs: z.number().int(),
  notAfterMs: z.number().int(),
  /** SHA-256 of the code or secret that it was paired with: a new one asks for a new pairing. */
  secretHash: z.string(),
});
export type TillIdentity = z.infer<typeof identitySchema>;

export interface TillKey {
  privateKeyPem: string;
  /** SubjectPublicKeyInfo. */
  spkiDer: Buffer;
}

export class IdentityFile {
  /** Where other programs on this machine find it. */
  readonly file: string;
  private readonly pendingFile: string;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.file = join(folder, 'till-identity.json');
    this.pendingFile = join(folder, 'till-key-pending.pem');
  }

  /** @throws CodedError TILL_BAD_IDENTITY */
  load(): TillIdentity | null {
    const text = readIfThere(this.file);
    if (text === null) return null;
    try {
      return identitySchema.parse(JSON.parse(text));
    } catch (error) {
      throw tillError('TILL_BAD_IDENTITY', { file: this.file, why: errorText(error).slice(0, 300) }, { cause: error });
    }
  }

  /** Durable when it returns. */
  save(identity: TillIdentity): void {
    replaceDurably(this.file, JSON.stringify(identity, null, 2));
    this.dropPendingKey();
  }

  /** The key to be certified next: the one of an earlier try, or a new one, on the disk before anybody hears of it. */
  pendingKey(): TillKey {
    const held = readIfThere(this.pendingFile);
    // A till that ended between the two steps of `save` left the key that is certified already.
    if (held !== null && held !== this.load()?.privateKeyPem) return keyOf(held);
    const pem = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      .privateKey.export({ type: 'pkcs8', format: 'pem' })
      .toString();
    replaceDurably(this.pendingFile, pem);
    return keyOf(pem);
  }

  /** After the agent refused it for good. */
  dropPendingKey(): void {
    rmSync(this.pendingFile, { force: true });
  }
}

function keyOf(privateKeyPem: string): TillKey {
  const spkiDer = createPublicKey(createPrivateKey(privateKeyPem)).export({ type: 'spki', format: 'der' });
  return { privateKeyPem, spkiDer };
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
