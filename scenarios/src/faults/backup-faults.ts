/**
 * Copies of an agent's data folder that come back: a backup that is put back and sold on, with the line and without
 * it, and a copy that runs beside the original. The server names what parts from what it holds, and nothing that any
 * of them sold is lost.
 */
import { Pool } from 'pg';
import { compareBooks } from './comparison.ts';
import { drain } from './drain.ts';
import { readEveryBook } from './every-book.ts';
import { type FaultOptions, settleAndCompare } from './fault-result.ts';
import { World } from './harness.ts';
import { type PlayedRow, playRow } from './play-rows.ts';
import { playTogether } from './script.ts';
import { waitFor } from './wait-for.ts';

/** Until journals that went apart are one again, milliseconds of the machine. */
const joinTimeoutMs = 90_000;

interface BackupFault {
  name: string;
  play: (world: World) => Promise<PlayedRow>;
}

const backupFaults: readonly BackupFault[] = [
  { name: 'a backup is put back while the line is up', play: (world) => putBack(world, 'up') },
  { name: 'a backup is put back and sold on without the line', play: (world) => putBack(world, 'down') },
  { name: 'a copy runs beside its original', play: runTwin },
];

/**
 * What is named to persons, and right to be: the journal forked, the agent has a twin; and slips that were printed while two did not know
 * of each other bear the same number, which no later word can change.
 */
const named = /number was given twice|RECEIPT_NO_TWICE|JOURNAL_FORKED|AGENT_CLONED/;

export async function playBackupFaults(options: FaultOptions): Promise<void> {
  for (const fault of backupFaults.slice(0, options.sample ?? backupFaults.length)) {
    const world = await World.open({ seed: options.seed, factor: 5, cutLines: true });
    try {
      await playRow(options, { family: 'backup', fault: fault.name }, () => fault.play(world));
    } finally {
      await world.close();
    }
  }
}

/** Sells, backs up, sells more that the server gets, goes back to the backup, and sells on. */
async function putBack(world: World, line: 'up' | 'down'): Promise<PlayedRow> {
  const { store } = world;
  await playTogether(world, 3);
  await settleAndCompare(world);
  const copy = await world.backUp(store);
  await playTogether(world, 3);
  await settleAndCompare(world);
  if (line === 'down') store.line?.cut();
  await world.putBack(store, copy);
  for (const hand of store.hands) await hand.signIn();
  await playTogether(world, 3);
  store.line?.restore();
  await playTogether(world, 2);
  return await compareAndName(world);
}

async function runTwin(world: World): Promise<PlayedRow> {
  const { store } = world;
  await playTogether(world, 3);
  await settleAndCompare(world);
  const copy = await world.backUp(store);
  await world.startTwin(store, copy);
  await playTogether(world, 4);
  return await compareAndName(world);
}

/** Each agent's journal in turn, for twins hold the same one in the end; it takes them a while to hear of each other. */
async function compareAndName(world: World): Promise<PlayedRow> {
  let findings: string[] = [];
  const compare = async () => {
    await drain(world);
    const books = await Promise.all(world.stores.map((store) => readEveryBook(world, [store])));
    findings = books.flatMap((book) => compareBooks(world.books, book)).filter((finding) => !named.test(finding));
    return findings.length === 0;
  };
  await waitFor(compare, 'all journals to be one', joinTimeoutMs).catch(() => undefined);
  const count = await forksNamed(world.databaseUrl);
  return {
    findings: count === 0 ? [...findings, 'the server named no fork'] : findings,
    where: `${count} forks named`,
  };
}

async function forksNamed(databaseUrl: string): Promise<number> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  try {
    const { rows } = await pool.query<{ count: string }>('SELECT count(*) AS count FROM terminal_journal_fork');
    return Number(rows[0]?.count ?? 0);
  } finally {
    await pool.end();
  }
}
