/**
 * Proves all books beside a running server, or alone:
 *
 *     npm run prove [-- --share 0.1] [--json]
 *
 * `--share` is how much of the time it may read, 1 by default; 0.1 leaves postings of a busy server alone. Reads
 * DATABASE_URL and QIANTAI_DATA_DIR as the server does. Ends with 0 where everything is proved, 1 where something
 * is wrong (each finding is named), 2 where it could not start.
 */
import { parseArgs } from 'node:util';
import { createLog, errorText, systemClock } from '@qiantai/foundation';
import { readServerConfig } from '../config.ts';
import { reachDatabase } from '../db/reach-database.ts';
import { politeRest } from './polite-rest.ts';
import { type BooksProof, proveBooks } from './prove-books.ts';

async function run(): Promise<number> {
  const { share, json } = parseArgs({
    options: { share: { type: 'string', default: '1' }, json: { type: 'boolean', default: false } },
  }).values;
  const log = createLog({ name: 'prove', level: 'warn', nowMs: () => systemClock.nowMs() });
  const env = process.env; // command setting
  const rest = politeRest(systemClock, Number(share));
  const database = await reachDatabase(readServerConfig(env), log);
  const startedMs = systemClock.monotonicMs();
  let shownMs = startedMs;
  try {
    const proof = await proveBooks(database, {
      ...(Number(share) === 1 ? {} : { rest }),
      monotonicMs: () => systemClock.monotonicMs(),
      onProgress: ({ step, done, entries }) => {
        if (systemClock.monotonicMs() - shownMs < 1000) return;
        shownMs = systemClock.monotonicMs();
        process.stderr.write(`… ${done} ${step}, ${entries} entries\n`);
      },
    });
    const seconds = (systemClock.monotonicMs() - startedMs) / 1000;
    process.stdout.write(json ? proofJson(proof) : proofText(proof, seconds));
    return proof.balanced ? 0 : 1;
  } finally {
    await database.close();
  }
}

function proofText(proof: BooksProof, seconds: number): string {
  const lines = [
    `${proof.journals} journals, ${proof.entries} entries, ${proof.accounts} accounts in ${Math.round(seconds * 10) / 10} s`,
    `debits ${proof.debitsMinor}, credits ${proof.creditsMinor} minor units`,
    ...proof.findings.map(({ check, name, why }) => `WRONG ${check} ${name}: ${why}`),
    proof.balanced
      ? 'proved: every book balances 账目平衡'
      : `${proof.findings.length} findings: the books are not proved 账目不平`,
  ];
  return `${lines.join('\n')}\n`;
}

function proofJson(proof: BooksProof): string {
  return `${JSON.stringify({ ...proof, debitsMinor: String(proof.debitsMinor), creditsMinor: String(proof.creditsMinor) })}\n`;
}

try {
  process.exitCode = await run();
} catch (error) {
  process.stderr.write(`${errorText(error)}\n`);
  process.exitCode = 2;
}
