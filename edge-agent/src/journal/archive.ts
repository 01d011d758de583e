/**
 * Entries of one terminal, sealed into a file: a line that says what is in it, a line with the device's signature
 * over the first one, then the entries, compressed. The line names the hashes at both ends, so that archives and
 * the table behind them prove as one chain.
 */
import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';
import { canonicalJson, errorText, type JsonValue } from '@qiantai/foundation';
import type { JournalEntry } from '@qiantai/protos';
import { z } from 'zod';
import { type DeviceKey, signHash, verifyHash } from '../enrolment/device-key.ts';
import { agentError } from '../errors.ts';
import { entryLine, readLines } from './entry-lines.ts';

const hashHex = z.string().regex(/^[0-9a-f]{64}$/);
const headerSchema = z.strictObject({
  format: z.literal('qiantai-journal-archive-1'),
  terminalId: z.string().min(1).max(64),
  firstSequence: z.number().int().min(1),
  lastSequence: z.number().int().min(1),
  /** What the first entry follows. */
  firstPreviousHash: hashHex,
  lastHash: hashHex,
  /** SHA-256 of the compressed entries. */
  bodyHash: hashHex,
  sealedAtMs: z.number().int().min(0),
  /** SubjectPublicKeyInfo, DER, base64: whose signature stands below, and who signed the entries. */
  sealedBy: z.string(),
  signers: z.array(z.string()).max(100),
});
export type ArchiveHeader = z.infer<typeof headerSchema>;

/** A file that unpacks to more than this is not of ours. */
const bodyBytesMax = 256 * 2 ** 20;
const formatMark = '"qiantai-journal-archive-1"';

export function isArchive(bytes: Buffer): boolean {
  return bytes.subarray(0, 4096).includes(formatMark);
}

/** `entries` are of one terminal, in their order, without gaps. */
export function sealArchive(
  entries: readonly JournalEntry[],
  parts: { device: Pick<DeviceKey, 'privateKey' | 'publicKey'>; signers: readonly KeyObject[]; sealedAtMs: number },
): { bytes: Buffer; header: ArchiveHeader } {
  const first = entries[0];
  const last = entries.at(-1);
  if (!first || !last) throw agentError('ARCHIVE_BAD', { why: 'it would be empty' });
  const body = deflateSync(entries.map(entryLine).join(''));
  const header: ArchiveHeader = {
    format: 'qiantai-journal-archive-1',
    terminalId: first.terminalId,
    firstSequence: first.sequence,
    lastSequence: last.sequence,
    firstPreviousHash: first.previousHash,
    lastHash: last.hash,
    bodyHash: sha256(body).toString('hex'),
    sealedAtMs: parts.sealedAtMs,
    sealedBy: spkiOf(parts.device.publicKey),
    signers: parts.signers.map(spkiOf),
  };
  const text = canonicalJson(header as JsonValue);
  const signature = signHash(sha256(Buffer.from(text)), parts.device.privateKey).toString('hex');
  return { bytes: Buffer.concat([Buffer.from(`${text}\n${signature}\n`), body]), header };
}

/**
 * Proves the seal and the chain from end to end; the entries' own hashes and signatures are the verifier's.
 * @throws CodedError ARCHIVE_BAD
 */
export function openArchive(bytes: Buffer): { header: ArchiveHeader; entries: JournalEntry[] } {
  const headerEnd = bytes.indexOf(0x0a);
  const signatureEnd = bytes.indexOf(0x0a, headerEnd + 1);
  if (headerEnd < 0 || signatureEnd < 0) throw bad('it ends within its head');
  const text = bytes.subarray(0, headerEnd).toString('utf8');
  const header = headerFrom(text);
  const signature = Buffer.from(bytes.subarray(headerEnd + 1, signatureEnd).toString('ascii'), 'hex');
  if (signature.length !== 64 || !verifyHash(sha256(Buffer.from(text)), signature, keyFrom(header.sealedBy))) {
    throw bad('its signature does not hold');
  }
  const body = bytes.subarray(signatureEnd + 1);
  if (sha256(body).toString('hex') !== header.bodyHash) throw bad('its entries are not those that were sealed');
  const { entries } = readLines(unpacked(body));
  checkEnds(header, entries);
  return { header, entries };
}

export function archiveKeys(header: ArchiveHeader): KeyObject[] {
  return [header.sealedBy, ...header.signers].map(keyFrom);
}

function headerFrom(text: string): ArchiveHeader {
  try {
    return headerSchema.parse(JSON.parse(text));
  } catch (error) {
    throw bad(`its head does not read: ${errorText(error).slice(0, 120)}`, error);
  }
}

function unpacked(body: Buffer): string {
  try {
    return inflateSync(body, { maxOutputLength: bodyBytesMax }).toString('utf8');
  } catch (error) {
    throw bad('its entries do not unpack', error);
  }
}

function checkEnds(header: ArchiveHeader, entries: readonly JournalEntry[]): void {
  const first = entries[0];
  const last = entries.at(-1);
  const right =
    first?.sequence === header.firstSequence &&
    first.previousHash === header.firstPreviousHash &&
    last?.sequence === header.lastSequence &&
    last.hash === header.lastHash &&
    entries.length === header.lastSequence - header.firstSequence + 1 &&
    entries.every((entry) => entry.terminalId === header.terminalId);
  if (!right) throw bad('its entries are not those that its head names');
}

function keyFrom(spki: string): KeyObject {
  try {
    return createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' });
  } catch (error) {
    throw bad('a key of its head does not read', error);
  }
}

function spkiOf(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'der' }).toString('base64');
}

export function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function bad(why: string, cause?: unknown) {
  return agentError('ARCHIVE_BAD', { why }, cause === undefined ? undefined : { cause });
}
