/** Opens what a power cut left, as the agent would, and names whatever does not agree. */

import type { KeyObject } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorText } from '@qiantai/foundation';
import Sqlite from 'better-sqlite3';
import { entriesIn } from '../../journal/journal-store.ts';
import { verifyJournal } from '../../journal/verify.ts';
import type { Files } from './images.ts';
import { entriesOfStep, expectedAfter, stepAt } from './plan.ts';

export interface Found {
  /** Steps of the plan that stand in it, whole. */
  steps: number;
  findings: string[];
}

/** @param publicKey signatures are proved where it is given, which takes longer */
export function proveImage(files: Files, folder: string, seed: number, publicKey?: KeyObject): Found {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'agent.db');
  writeFileSync(file, files.database);
  if (files.log.length > 0) writeFileSync(`${file}-wal`, files.log);
  if (files.index.length > 0) writeFileSync(`${file}-shm`, files.index);
  const sql = new Sqlite(file);
  try {
    return proveDatabase(sql, seed, publicKey);
  } catch (error) {
    return { steps: -1, findings: [`integrity: it does not read: ${errorText(error)}`] };
  } finally {
    sql.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function proveDatabase(sql: Sqlite.Database, seed: number, publicKey: KeyObject | undefined): Found {
  const findings: string[] = [];
  const integrity = sql.pragma('integrity_check(5)', { simple: true });
  if (integrity !== 'ok') findings.push(`integrity: ${integrity}`);
  const proof = verifyJournal(entriesIn(sql), publicKey);
  if (!proof.chainOk) findings.push(`journal: ${JSON.stringify(proof.findings[0])}`);
  const steps = stepsWith(seed, proof.entries);
  if (steps === undefined) findings.push(`${proof.entries} entries end within a step`);
  const expected = expectedAfter(seed, steps ?? 0);
  const count = (query: string) => sql.prepare<[], { n: number }>(query).get()?.n ?? -1;
  const said: Array<[string, number, number]> = [
    ['payments', count('SELECT count(*) AS n FROM payment'), expected.payments],
    ['waiting', count("SELECT count(*) AS n FROM queue WHERE status = 'recorded'"), expected.waiting],
    ['secrets', count('SELECT count(*) AS n FROM queue WHERE secret IS NOT NULL'), expected.waiting],
    [
      'rows that point at an entry of theirs',
      count(`SELECT count(*) AS n FROM payment JOIN journal ON sequence = journal_sequence
             AND payload_json LIKE '%' || payment_key || '%'`),
      expected.payments,
    ],
    [
      'open payments with a request',
      count("SELECT count(*) AS n FROM payment JOIN queue ON key = payment_key WHERE open = 1 AND status = 'recorded'"),
      expected.waiting,
    ],
  ];
  for (const [what, found, wanted] of said) if (found !== wanted) findings.push(`${what}: ${found}, not ${wanted}`);
  return { steps: steps ?? -1, findings };
}

/** The number of steps that write so many entries; undefined where no number does. */
function stepsWith(seed: number, entries: number): number | undefined {
  let steps = 0;
  let after = 0;
  for (; after < entries; steps++) after += entriesOfStep[stepAt(seed, steps)];
  return after === entries ? steps : undefined;
}
