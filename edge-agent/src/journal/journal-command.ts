/**
 * `npm run journal -- verify FILE… [--key PEM]`, `npm run journal -- export DATABASE --to FILE`
 *
 * `verify` proves journals: an agent's database with its archives, exported files, sealed archives, or several of
 * them as one chain. It names gaps, forks, bad hashes and bad signatures, prints the proof as JSON, and ends with
 * 0 only where everything holds (1: something does not, 2: it does not read). Signatures are proved by the keys
 * that the file names; with `--key` (a certificate or a public key) by that one alone.
 *
 * `export` writes a database's journal, archives included, one entry a line behind a line that says whose it is.
 */
import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CodedError, errorText } from '@qiantai/foundation';
import { replaceFile } from '../store/durable-file.ts';
import { entryLine, headerLine } from './entry-lines.ts';
import { readJournals } from './read-journals.ts';
import { verifyJournal } from './verify.ts';

const usage = `usage: journal verify FILE… [--key PEM] [--export FILE]
       journal export DATABASE --to FILE
`;

function main(): number {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { key: { type: 'string' }, to: { type: 'string' }, export: { type: 'string' } },
  });
  const [command, ...files] = positionals;
  if (command === 'verify' && files.length > 0) return verify(files, values.key, values.export);
  if (command === 'export' && files.length === 1 && values.to !== undefined) return exportTo(files, values.to);
  process.stderr.write(usage);
  return 2;
}

function verify(files: readonly string[], keyFile: string | undefined, exported: string | undefined): number {
  const read = readJournals(files);
  const keys = keyFile === undefined ? read.keys : [publicKeyFrom(readFileSync(keyFile, 'utf8'))];
  const proof = verifyJournal(read.entries, keys.length === 0 ? undefined : keys, read.starts);
  if (exported !== undefined) exportTo(files, exported);
  const report = { ...proof, signaturesChecked: keys.length > 0, archives: read.archives, beginsAt: read.beginsAt };
  process.stdout.write(`${JSON.stringify(report)}\n`);
  return proof.chainOk ? 0 : 1;
}

function exportTo(files: readonly string[], to: string): number {
  const { entries, agentId, storeId, keys } = readJournals(files);
  const signers = keys.map((key) => key.export({ type: 'spki', format: 'der' }).toString('base64'));
  const header = headerLine({ format: 'qiantai-journal-1', agentId, storeId, signers });
  replaceFile(to, Buffer.from(header + entries.map(entryLine).join('')));
  return 0;
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
