/**
 * The keys of this agent's secrets, in a file of their own outside the database (AGENT_KEY_FILE).
 *
 * Two purposes, each with one current key: `secret` seals card data and payment codes in the queue, `device`
 * wraps the device's private key. A wipe destroys the first and keeps the second: cash goes on, and cash is
 * journalled and signed.
 *
 *   (made) ─▶ current ──rotation begins──▶ retiring ──nothing is sealed by it any more──▶ destroyed
 *                └───────────── wiped (purpose `secret`) ───────────────────▶ destroyed
 *
 * Each step replaces the file as a whole, so a power cut leaves the step before or the step after. A file of
 * 32 bytes, as earlier versions wrote it, is the one `secret` key with the number 00000000.
 */
import { createHash, randomBytes } from 'node:crypto';
import { errorText } from '@qiantai/foundation';
import { z } from 'zod';
import { agentError } from '../errors.ts';
import { readIfThere, readOrMake, replaceFile } from '../store/durable-file.ts';

export type KeyPurpose = 'secret' | 'device';

export interface SealingKey {
  /** 8 hexadecimal characters, in each thing that is sealed by it. */
  id: string;
  /** 32 bytes. */
  bytes: Buffer;
}

export interface Wiped {
  atMs: number;
  reason: string;
}

/** What a secret box needs of a keyring. */
export interface SealingKeys {
  /** What is sealed now is sealed by this. @throws CodedError SECRETS_WIPED */
  current(): SealingKey;
  byId(id: string): SealingKey | undefined;
}

export interface Keyring {
  keysFor(purpose: KeyPurpose): SealingKeys & { all(): SealingKey[] };
  /** Whether keys wait to be destroyed. */
  isRotating(): boolean;
  /** A new current key for each purpose; the old ones only open. Nothing where a rotation is under way already. */
  beginRotation(): void;
  /** Destroys the retiring keys. */
  finishRotation(): void;
  wiped(): Wiped | undefined;
  /** Destroys every `secret` key. */
  wipe(wiped: Wiped): void;
  /** A `secret` key again, after a wipe. */
  revive(): void;
}

/** The key of files that earlier versions wrote, and of what they sealed. */
export const legacyKeyId = '00000000';

const keySchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{8}$/),
  purpose: z.enum(['secret', 'device']),
  status: z.enum(['current', 'retiring']),
  keyHex: z.string().regex(/^[0-9a-f]{64}$/),
});
const fileSchema = z.strictObject({
  format: z.literal('qiantai-keyring-1'),
  keys: z.array(keySchema).max(100),
  wiped: z.strictObject({ atMs: z.number().int(), reason: z.string().max(200) }).optional(),
  /** SHA-256 of the rest: a file that was damaged is told from one that was changed by a rotation. */
  checksum: z.string(),
});
type KeyRow = z.infer<typeof keySchema>;
type Contents = Omit<z.infer<typeof fileSchema>, 'checksum' | 'format'>;

/**
 * @param mayMake false where something was sealed before: without the key file it is lost, and a new key would
 *   hide that the volume is not there
 * @throws CodedError KEY_FILE_BAD, KEY_FILE_MISSING
 */
export function openKeyring(path: string, mayMake: () => boolean = () => true): Keyring {
  let contents = readContents(path, mayMake);

  function change(next: Contents): void {
    replaceFile(path, bytesOf(next));
    contents = next;
  }

  const rows = (purpose: KeyPurpose) => contents.keys.filter((key) => key.purpose === purpose);
  return {
    keysFor: (purpose) => ({
      current: () => {
        const row = rows(purpose).find((key) => key.status === 'current');
        if (!row) throw agentError('SECRETS_WIPED', { why: contents.wiped?.reason ?? 'no key' });
        return keyOf(row);
      },
      byId: (id) => {
        const row = rows(purpose).find((key) => key.id === id);
        return row && keyOf(row);
      },
      all: () => rows(purpose).map(keyOf),
    }),
    isRotating: () => contents.keys.some((key) => key.status === 'retiring'),
    beginRotation: () => {
      if (contents.keys.some((key) => key.status === 'retiring')) return;
      const old = contents.keys.map((key) => ({ ...key, status: 'retiring' as const }));
      const purposes = new Set(old.map((key) => key.purpose));
      change({ ...contents, keys: [...old, ...[...purposes].map(freshKey)] });
    },
    finishRotation: () => change({ ...contents, keys: contents.keys.filter((key) => key.status === 'current') }),
    wiped: () => contents.wiped,
    wipe: (wiped) =>
      change({
        keys: rows('device'),
        wiped: { atMs: wiped.atMs, reason: wiped.reason.slice(0, 200) },
      }),
    revive: () => {
      if (!contents.wiped) return;
      change({ keys: [...rows('device'), freshKey('secret')] });
    },
  };
}

function readContents(path: string, mayMake: () => boolean): Contents {
  const found = readIfThere(path);
  if (!found && !mayMake()) throw agentError('KEY_FILE_MISSING', { path });
  const bytes = found ?? readOrMake(path, () => bytesOf({ keys: [freshKey('secret'), freshKey('device')] }));
  if (bytes.length === 32) return takeOver(path, bytes);
  try {
    const { checksum, format: _format, ...contents } = fileSchema.parse(JSON.parse(bytes.toString('utf8')));
    if (checksum !== checksumOf(contents)) throw new Error('its checksum is wrong');
    return contents;
  } catch (error) {
    throw agentError('KEY_FILE_BAD', { path, why: errorText(error).slice(0, 200) }, { cause: error });
  }
}

/** A file of an earlier version: its key goes on until it is rotated away. */
function takeOver(path: string, bytes: Buffer): Contents {
  const contents: Contents = {
    keys: [
      { id: legacyKeyId, purpose: 'secret', status: 'current', keyHex: bytes.toString('hex') },
      freshKey('device'),
    ],
  };
  replaceFile(path, bytesOf(contents));
  return contents;
}

function freshKey(purpose: KeyPurpose): KeyRow {
  let id = randomBytes(4).toString('hex');
  while (id === legacyKeyId) id = randomBytes(4).toString('hex');
  return { id, purpose, status: 'current', keyHex: randomBytes(32).toString('hex') };
}

function keyOf(row: KeyRow): SealingKey {
  return { id: row.id, bytes: Buffer.from(row.keyHex, 'hex') };
}

function bytesOf(contents: Contents): Buffer {
  const text = { format: 'qiantai-keyring-1', ...contents, checksum: checksumOf(contents) };
  return Buffer.from(`${JSON.stringify(text, undefined, 1)}\n`);
}

function checksumOf({ keys, wiped }: Contents): string {
  return createHash('sha256')
    .update(JSON.stringify([keys, wiped ?? null]))
    .digest('hex');
}
