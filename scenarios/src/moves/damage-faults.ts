/**
 * The agent's database is damaged while it is stopped: it is put aside, and what the server and the till hold brings
 * everything back. The till sells on, the process goes on, and every book tells the same.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SeededRandom } from '@qiantai/foundation';
import type { FaultOptions } from '../faults/fault-result.ts';
import { type PlayedRow, playRow } from '../faults/play-rows.ts';
import { waitFor } from '../faults/wait-for.ts';
import { type Damage, gone, keepCopy, putAside, putCopyBack, tornHeader, tornPages, tornTable } from './damage.ts';
import { TillShop } from './till-shop.ts';

interface DamageFault {
  name: string;
  damage: Damage;
  /** Runs before the last sales, over a file that nobody has open. */
  before?: (databaseFile: string) => void;
  /** It is seen at once, or by the check of the whole file; noise in a free page is seen by nobody. */
  surelySeen: boolean;
}

/** `queue` is read by the watch of the line, `alarm` by what it reports: nobody waits for those. */
const named: readonly DamageFault[] = [
  // Nothing is left to be put aside.
  { name: 'it is gone', damage: gone, surelySeen: false },
  { name: 'what waits is noise', damage: tornTable('queue'), surelySeen: true },
  // Sales that the server never had and the copy does not know stand in the till's tail alone.
  { name: 'an older copy is put back', before: keepCopy, damage: putCopyBack, surelySeen: false },
  { name: 'its header is noise', damage: tornHeader, surelySeen: true },
  { name: 'the journal is noise', damage: tornTable('journal'), surelySeen: true },
  { name: 'alarms are noise', damage: tornTable('alarm'), surelySeen: true },
];

/** Rows of pages that chance names. */
const tornRows = 4;
const tornRowsLong = 40;

export async function playDamageFaults(options: FaultOptions): Promise<void> {
  const torn = Array.from({ length: options.long ? tornRowsLong : tornRows }, (_, n) => ({
    ...{ name: `pages are noise, ${n + 1}`, damage: tornPages, surelySeen: false },
  }));
  const faults = [...named, ...torn].slice(0, options.sample);
  let shop = await TillShop.open(options.seed);
  try {
    for (const fault of faults) {
      const current = shop;
      const equal = await playRow(options, { family: 'damage', fault: fault.name }, () =>
        play(current, fault, new SeededRandom(options.seed).fork(fault.name)),
      );
      if (equal) continue;
      await shop.close();
      shop = await TillShop.open(`${options.seed}/${fault.name}`);
    }
  } finally {
    await shop.close();
  }
}

async function play(shop: TillShop, fault: DamageFault, random: SeededRandom): Promise<PlayedRow> {
  const { agent, databaseFile } = shop.store;
  if (fault.before) {
    await agent.stop();
    fault.before(databaseFile);
    await agent.start();
  }
  await shop.sellAndCut();
  await agent.stop();
  const before = putAside(databaseFile).length;
  fault.damage(databaseFile, random);
  await agent.start();
  const findings = await shop.settle();
  const seen = () => putAside(databaseFile).length > before;
  if (fault.surelySeen) await waitFor(seen, 'the damaged file to be put aside');
  const stateFile = join(dirname(databaseFile), 'store-state.json');
  await waitFor(() => !existsSync(stateFile), 'the store to be whole');
  if (!agent.isRunning) findings.push('the process of the agent ended');
  if (seen()) return { findings, where: 'put aside' };
  const leavesNothing = fault.damage === gone || fault.damage === putCopyBack;
  return { findings, where: leavesNothing ? 'nothing to put aside' : 'not seen', unreached: !leavesNothing };
}
