/**
 * A damaged store with a long journal: entries that never left are salvaged out of its pages, then the file is gone and
 * the server gives all of them back. The agent's process has the heap that its flags give it, whatever the length.
 */
import { readFileSync } from 'node:fs';
import { openDeviceKey, openJournal, openStore } from '@qiantai/edge-agent';
import type { JournalEntry, JournalPayload } from '@qiantai/protos';
import { IdMint, orderNoOfSale } from '@qiantai/protos';
import { sellForCash } from '../faults/acts.ts';
import { drain } from '../faults/drain.ts';
import { type FaultOptions, settleAndCompare } from '../faults/fault-result.ts';
import { World } from '../faults/harness.ts';
import { type PlayedRow, playRow } from '../faults/play-rows.ts';
import { piecesOf } from '../faults/script.ts';
import { waitFor } from '../faults/wait-for.ts';
import { gone, tornHeader } from './damage.ts';

const entriesShort = 600;
const entriesLong = 50_000;
/** The heap that its flags give it is more: by far the most of a journal is never in it. */
const megabytesMax = 300;
/** Until everything has left, milliseconds of the machine. */
const drainTimeoutMs = 900_000;
const salesPerCommit = 250;

export async function playLongJournal(options: FaultOptions): Promise<void> {
  const entries = options.long ? entriesLong : entriesShort;
  await playRow(options, { family: 'long', fault: `${entries} entries are salvaged, then restored` }, async () => {
    const world = await World.open({ seed: options.seed, tillsPerStore: 1 });
    try {
      return await play(world, entries);
    } finally {
      await world.close();
    }
  });
}

async function play(world: World, entries: number): Promise<PlayedRow> {
  const { store } = world;
  const [hand] = store.hands;
  if (!hand) throw new Error('a store has a till');
  await sellForCash(world, hand, piecesOf(world, 1));
  await drain(world);
  await store.agent.stop();
  appendSales(world, entries / 2);
  const peaks: number[] = [];
  for (const damage of [tornHeader, gone]) {
    damage(store.databaseFile, world.random);
    await store.agent.start();
    await waitFor(() => hand.signIn().then(() => true), 'the store to be whole', drainTimeoutMs);
    await sellForCash(world, hand, piecesOf(world, 1));
    await drain(world, drainTimeoutMs);
    peaks.push(peakMegabytes(store.agent.pid ?? 0));
    await store.agent.stop();
  }
  await store.agent.start();
  await hand.signIn();
  const findings = await settleAndCompare(world, drainTimeoutMs);
  const where = `the process took ${peaks.join(', then ')} MB`;
  if (Math.max(...peaks) > megabytesMax) findings.push(where);
  return { findings, where };
}

/** Cash sales like the last one, written as the agent writes them: nobody could play so many. */
function appendSales(world: World, count: number): void {
  const { dataDir } = world.store;
  const store = openStore(dataDir, world.clock);
  try {
    const ids = new IdMint(world.clock, world.random);
    const { privateKey } = openDeviceKey(dataDir);
    const journal = openJournal({ store, privateKey, clock: world.clock, ids });
    const [terminal] = journal.read.heads();
    const like = journal.read.after(terminal?.terminalId ?? '', 0, 100);
    const cash = lastOf(like, 'cash.taken');
    const sale = lastOf(like, 'sale.completed');
    for (let done = 0; done < count; done += salesPerCommit) {
      const batch = Array.from({ length: Math.min(salesPerCommit, count - done) }, (_, n) =>
        saleLike(world, ids, { cash, sale }, done + n + 1),
      );
      journal.appendMany(batch.flat());
    }
  } finally {
    store.close();
  }
}

interface Like {
  cash: JournalPayload<'cash.taken'>;
  sale: JournalPayload<'sale.completed'>;
}

function saleLike(world: World, ids: IdMint, { cash, sale }: Like, nth: number) {
  const { terminalId } = sale;
  const [saleId, key] = [ids.saleId(), ids.paymentKey()];
  const orderNo = orderNoOfSale(saleId);
  const [before = '', last = ''] = sale.receiptNo.split(/(?<=-)(?=[0-9]+$)/);
  const receiptNo = `${before}${String(Number(last) + nth).padStart(4, '0')}`;
  const amountMinor = BigInt(cash.amountMinor);
  world.books.asked({ key, terminalId, saleId, amountMinor, channel: 'cash' });
  world.books.told(key, 'paid');
  world.books.completed({ saleId, terminalId, kind: 'sale', totalMinor: amountMinor, receiptNo, keys: [key] });
  const tenders = sale.tenders.map((tender) => ({ ...tender, key }));
  return [
    { terminalId, kind: 'cash.taken' as const, payload: { ...cash, paymentKey: key, saleId, orderNo } },
    { terminalId, kind: 'sale.completed' as const, payload: { ...sale, saleId, orderNo, receiptNo, tenders } },
  ];
}

function lastOf<Kind extends 'cash.taken' | 'sale.completed'>(
  entries: readonly JournalEntry[],
  kind: Kind,
): JournalPayload<Kind> {
  const entry = entries.findLast((one) => one.kind === kind);
  if (!entry) throw new Error(`no ${kind} to go by`);
  return entry.payload as JournalPayload<Kind>;
}

/** What the process took at most of the machine's memory (proc(5), VmHWM); 0 where the system does not tell. */
function peakMegabytes(pid: number): number {
  try {
    const kib = /^VmHWM:\s+([0-9]+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Math.round(Number(kib ?? 0) / 1024);
  } catch {
    return 0;
  }
}
