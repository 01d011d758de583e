/**
 * The sealed file of a hand-over: one line in the clear, which says what it is and how its key is made, then the
 * contents, compressed and sealed. The key comes from a passphrase by scrypt (RFC 7914); the seal is AES-256-GCM,
 * the line bound to it. Contents: a line that names the parts and their lengths, then the parts.
 */
import { randomBytes, scryptSync } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';
import { canonicalJson, errorText, type JsonValue } from '@qiantai/foundation';
import { z } from 'zod';
import { agentError } from '../errors.ts';
import { openBytes, sealBytes } from '../queue/secret-box.ts';

export const passphraseCharactersMin = 12;
/** 32 MiB and about a tenth of a second for each guess. */
const scryptCost = { cost: 2 ** 15, blockSize: 8, parallelization: 1 };
const scryptMemoryMax = 256 * 2 ** 20;
const partsMax = 10_000;
const contentsBytesMax = 2 ** 31 - 1;

const headerSchema = z.strictObject({
  format: z.literal('qiantai-agent-export-1'),
  agentId: z.string().min(1).max(64),
  sealHash: z.string().regex(/^[0-9a-f]{64}$/),
  saltHex: z.string().regex(/^[0-9a-f]{32}$/),
  cost: z
    .number()
    .int()
    .min(2 ** 14)
    .max(2 ** 20),
});
export type ExportHeader = z.infer<typeof headerSchema>;

const indexSchema = z
  .array(z.strictObject({ name: z.string().min(1).max(200), bytes: z.number().int().min(0) }))
  .max(partsMax);

export interface ExportPart {
  name: string;
  bytes: Uint8Array;
}

/** @throws CodedError HANDOVER_PASSPHRASE_SHORT */
export function sealExport(
  parts: readonly ExportPart[],
  named: { agentId: string; sealHash: string },
  passphrase: string,
): Buffer {
  if (passphrase.length < passphraseCharactersMin) {
    throw agentError('HANDOVER_PASSPHRASE_SHORT', { charactersMin: passphraseCharactersMin });
  }
  const saltHex = randomBytes(16).toString('hex');
  const header: ExportHeader = { format: 'qiantai-agent-export-1', ...named, saltHex, cost: scryptCost.cost };
  const line = Buffer.from(`${canonicalJson(header as JsonValue)}\n`);
  const index = Buffer.from(`${JSON.stringify(parts.map(({ name, bytes }) => ({ name, bytes: bytes.length })))}\n`);
  const contents = deflateSync(Buffer.concat([index, ...parts.map((part) => part.bytes)]));
  return Buffer.concat([line, sealBytes(keyFrom(passphrase, header), line, contents)]);
}

/** @throws CodedError HANDOVER_FILE_BAD, HANDOVER_PASSPHRASE_WRONG */
export function openExport(file: Buffer, passphrase: string): { header: ExportHeader; parts: Map<string, Buffer> } {
  const end = file.indexOf(0x0a);
  if (end < 0 || end > 4096) throw bad('it has no head');
  const line = file.subarray(0, end + 1);
  const header = headerFrom(line.toString('utf8'));
  const opened = openBytes(keyFrom(passphrase, header), line, file.subarray(end + 1));
  // A wrong passphrase and a changed file look the same: the seal says no more.
  if (!opened) throw agentError('HANDOVER_PASSPHRASE_WRONG');
  return { header, parts: partsOf(opened) };
}

function headerFrom(text: string): ExportHeader {
  try {
    return headerSchema.parse(JSON.parse(text));
  } catch (error) {
    throw bad(`its head does not read: ${errorText(error).slice(0, 120)}`, error);
  }
}

function partsOf(opened: Buffer): Map<string, Buffer> {
  try {
    const contents = inflateSync(opened, { maxOutputLength: contentsBytesMax });
    const end = contents.indexOf(0x0a);
    const index = indexSchema.parse(JSON.parse(contents.subarray(0, end).toString('utf8')));
    const parts = new Map<string, Buffer>();
    let at = end + 1;
    for (const { name, bytes } of index) {
      if (at + bytes > contents.length) throw new Error('it ends within a part');
      parts.set(name, contents.subarray(at, at + bytes));
      at += bytes;
    }
    return parts;
  } catch (error) {
    throw bad(errorText(error).slice(0, 120), error);
  }
}

function keyFrom(passphrase: string, header: ExportHeader): Buffer {
  const options = { ...scryptCost, cost: header.cost, maxmem: scryptMemoryMax };
  return scryptSync(passphrase.normalize('NFKC'), Buffer.from(header.saltHex, 'hex'), 32, options);
}

function bad(why: string, cause?: unknown) {
  return agentError('HANDOVER_FILE_BAD', { why }, cause === undefined ? undefined : { cause });
}
