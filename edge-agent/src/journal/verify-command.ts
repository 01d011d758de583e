/**
 * `node edge-agent/src/journal/verify-command.ts FILE|DATABASE [--key CERTIFICATE-OR-PUBLIC-KEY.pem] [--export FILE]`
 *
 * Proves the journals of an agent's database (by the certificate that stands in it) or of an exported file (one
 * entry a line, JSON). Prints the proof as JSON and exits 1 unless it holds. `--export` writes the entries.
 */
import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CodedError, errorText } from '@qiantai/foundation';
import type { JournalEntry } from '@qiantai/protos';
import Sqlite from 'better-sqlite3';
import { z } from 'zod';
import { openIdentityStore } from '../enrolment/enrolment-store.ts';
import { agentError } from '../errors.ts';
import { entriesIn } from './journal-store.ts';
import { verifyJournal } from './verify.ts';

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

interface ReadJournal {
  entries: JournalEntry[];
  publicKey: KeyObject | undefined;
}

function main(): number {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { key: { type: 'string' }, export: { type: 'string' } },
  });
  const [path] = positionals;
  if (path === undefined) {
    process.stderr.write('usage: verify-command.ts FILE|DATABASE [--key PEM] [--export FILE]\n');
    return 2;
  }
  const read = isDatabase(path) ? fromDatabase(path) : fromFile(path);
  const publicKey = values.key === undefined ? read.publicKey : publicKeyFrom(readFileSync(values.key, 'utf8'));
  if (values.export !== undefined) {
    writeFileSync(values.export, read.entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''), { mode: 0o600 });
  }
  const proof = verifyJournal(read.entries, publicKey);
  process.stdout.write(`${JSON.stringify({ ...proof, signaturesChecked: publicKey !== undefined })}\n`);
  return proof.chainOk ? 0 : 1;
}

/** "SQLite format 3" and a zero byte (sqlite.org/fileformat.html, 1.2). */
function isDatabase(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(16);
    readSync(file, head, 0, 16, 0);
    return head.toString('latin1') === 'SQLite format 3\0';
  } finally {
    closeSync(file);
  }
}

function fromDatabase(path: string): ReadJournal {
  const sql = new Sqlite(path, { readonly: true });
  try {
    const identity = openIdentityStore(sql).read();
    const entries = [...entriesIn(sql)].map(({ payloadJson: _text, ...entry }) => entry);
    return { entries, publicKey: identity && publicKeyFrom(identity.certificatePem) };
  } catch (error) {
    throw agentError('JOURNAL_UNREADABLE', { why: errorText(error) }, { cause: error });
  } finally {
    sql.close();
  }
}

function fromFile(path: string): ReadJournal {
  const lines = readFileSync(path, 'utf8').split('\n');
  const entries = lines.flatMap((line, index) => (line.trim() === '' ? [] : [entryFrom(line, index + 1)]));
  return { entries, publicKey: undefined };
}

function entryFrom(line: string, lineNo: number): JournalEntry {
  try {
    return lineSchema.parse(JSON.parse(line)) as JournalEntry;
  } catch (error) {
    throw agentError('JOURNAL_UNREADABLE', { why: `line ${lineNo}: ${errorText(error)}` }, { cause: error });
  }
}

function publicKeyFrom(pem: string): KeyObject {
  return pem.includes('BEGIN CERTIFICATE') ? new X509Certificate(pem).publicKey : createPublicKey(pem);
}

try {
  process.exitCode = main();
} catch (error) {
  process.stderr.write(`${error instanceof CodedError ? `${error.code}: ` : ''}${errorText(error)}\n`);
  process.exitCode = 2;
}
