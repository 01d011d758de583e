/**
 * A journal outside its database: one entry a line, JSON, as it was hashed. An exported file begins with a line
 * that says whose it is and whose keys signed it; a file without that line is read as well.
 */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { canonicalJson, errorText, type JsonValue } from '@qiantai/foundation';
import type { JournalEntry } from '@qiantai/protos';
import { z } from 'zod';
import { agentError } from '../errors.ts';

const hex = (characters: number) => z.string().regex(new RegExp(`^[0-9a-f]{${characters}}$`));

const lineSchema = z.strictObject({
  entryId: z.string(),
  terminalId: z.string(),
  sequence: z.number().int(),
  kind: z.string(),
  recordedAtMs: z.number().int(),
  clockOffsetMs: z.number().int(),
  payload: z.record(z.string(), z.unknown()),
  previousHash: hex(64),
  hash: hex(64),
  signature: hex(128),
});

const headerSchema = z.strictObject({
  format: z.literal('qiantai-journal-1'),
  agentId: z.string(),
  storeId: z.string(),
  /** SubjectPublicKeyInfo, DER, base64: the device's, and those of devices before it. */
  signers: z.array(z.string()).max(100),
});
export type JournalHeader = z.infer<typeof headerSchema>;

export function headerLine(header: JournalHeader): string {
  return `${canonicalJson(header as JsonValue)}\n`;
}

export function entryLine(entry: JournalEntry): string {
  const { entryId, terminalId, sequence, kind, recordedAtMs, clockOffsetMs, payload, previousHash, hash, signature } =
    entry;
  const members = {
    entryId,
    terminalId,
    sequence,
    kind,
    recordedAtMs,
    clockOffsetMs,
    payload,
    previousHash,
    hash,
    signature,
  };
  return `${JSON.stringify(members)}\n`;
}

/** @throws CodedError JOURNAL_UNREADABLE that names the line */
export function readLines(text: string): { header: JournalHeader | undefined; entries: JournalEntry[] } {
  const lines = text.split('\n');
  const header = headerFrom(lines[0] ?? '');
  const entries = lines.flatMap((line, index) =>
    line.trim() === '' || (index === 0 && header) ? [] : [entryFrom(line, index + 1)],
  );
  return { header, entries };
}

export function keysOf(header: Pick<JournalHeader, 'signers'>): KeyObject[] {
  return header.signers.map((spki) => {
    try {
      return createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' });
    } catch (error) {
      throw agentError('JOURNAL_UNREADABLE', { why: 'a key of its header does not read' }, { cause: error });
    }
  });
}

function headerFrom(line: string): JournalHeader | undefined {
  if (!line.includes('"qiantai-journal-1"')) return undefined;
  try {
    return headerSchema.parse(JSON.parse(line));
  } catch (error) {
    throw agentError('JOURNAL_UNREADABLE', { why: `its header: ${errorText(error).slice(0, 200)}` }, { cause: error });
  }
}

function entryFrom(line: string, lineNo: number): JournalEntry {
  try {
    return lineSchema.parse(JSON.parse(line)) as JournalEntry;
  } catch (error) {
    throw agentError('JOURNAL_UNREADABLE', { why: `line ${lineNo}: ${errorText(error)}` }, { cause: error });
  }
}
