/** SIGKILL of the server, and of its database, under load: every posting that was acknowledged is there, once. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openDatabase, proveBooks } from '@qiantai/acquiring-server/ledger';
import { silentLog } from '@qiantai/foundation';
import { afterAll, beforeAll, expect, it } from 'vitest';

const program = join(import.meta.dirname, 'posting-program.ts');
const acknowledgedPerRound = 400;

let dataDir: string;
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'qiantai-crash-'));
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

it('survives six kills, of the server and of the database in turns', async () => {
  const acknowledged = new Map<string, bigint>();
  for (let round = 0; round < 6; round++) {
    await postUntilKilled(round % 2 === 0 ? 'server' : 'database', `round ${round}`, acknowledged);
  }
  expect(acknowledged.size).toBeGreaterThan(6 * acknowledgedPerRound - 1);

  const database = await openDatabase({ dataDir, log: silentLog });
  try {
    const found = await database.pool.query<{ reference: string; amountMinor: bigint; count: number }>(
      `SELECT reference, max(amount_minor) AS "amountMinor", count(*)::int AS count
       FROM ledger_journal JOIN ledger_entry USING (book_id, journal_id) GROUP BY reference`,
    );
    const posted = new Map(found.rows.map((row) => [row.reference, row]));
    const lost = [...acknowledged].filter(([reference, amount]) => posted.get(reference)?.amountMinor !== amount);
    expect(lost).toEqual([]);
    expect(found.rows.filter(({ count }) => count !== 2)).toEqual([]);
    expect((await proveBooks(database)).findings).toEqual([]);
  } finally {
    await database.close();
  }
});

async function postUntilKilled(
  victim: 'server' | 'database',
  seed: string,
  acknowledged: Map<string, bigint>,
): Promise<void> {
  const child = spawn(process.execPath, [program, dataDir, seed], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  let count = 0;
  for await (const line of createInterface({ input: child.stdout as NonNullable<ChildProcess['stdout']> })) {
    const [reference, amount] = line.split(' ');
    if (!reference || !amount) continue;
    acknowledged.set(reference, BigInt(amount));
    if (++count === acknowledgedPerRound) kill(victim, child);
  }
  await ended;
}

/** The process number stands in the first line of postmaster.pid. */
function kill(victim: 'server' | 'database', child: ChildProcess): void {
  if (victim === 'server') child.kill('SIGKILL');
  else
    process.kill(Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
}
