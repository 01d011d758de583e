/** Waits until nothing is on its way: at the agents, at the server, at the channels. */
import Database from 'better-sqlite3';
import { countOpen } from '../demo/server-books.ts';
import { patienceMs, type Store, type World } from './harness.ts';
import { waitFor } from './wait-for.ts';

/** Looks in a row that have to find nothing. */
const quietLooksMin = 2;

/** @param timeoutMs real milliseconds */
export async function drain(world: World, timeoutMs = patienceMs): Promise<void> {
  for (const { hands } of world.stores) await hands[0]?.insist('SyncNow', {});
  let quiet = 0;
  let last = '';
  const look = async () => {
    const open = world.stores.map((store) => openAt(store));
    const atServer = await countOpen(world.databaseUrl);
    last = `agents ${open.join('+')}, server ${atServer}`;
    quiet = open.every((count) => count === 0) && atServer === 0 ? quiet + 1 : 0;
    return quiet >= quietLooksMin;
  };
  await waitFor(look, 'everything to arrive', timeoutMs).catch((error: Error) => {
    throw new Error(`${error.message}: ${last}`);
  });
}

const openStatement = `SELECT
  (SELECT count(*) FROM queue WHERE status IN ('recorded', 'sending')) +
  (SELECT count(*) FROM journal_status WHERE status IN ('recorded', 'sending')) +
  (SELECT count(*) FROM payment WHERE open) + (SELECT count(*) FROM refund WHERE open) AS count`;

function openAt({ databaseFile }: Store): number {
  const sql = new Database(databaseFile, { readonly: true, fileMustExist: true });
  try {
    return (sql.prepare(openStatement).get() as { count: number }).count;
  } finally {
    sql.close();
  }
}
