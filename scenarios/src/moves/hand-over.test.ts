/**
 * An agent moves to new hardware, with the server's own process: what it sold, what waits, cards that it keeps sealed,
 * and its tills go on; the old one does not.
 */
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { sellForCash } from '../faults/acts.ts';
import { drain } from '../faults/drain.ts';
import { readEveryBook } from '../faults/every-book.ts';
import { settleAndCompare } from '../faults/fault-result.ts';
import { type Store, World } from '../faults/harness.ts';
import { piecesOf, playMorning } from '../faults/script.ts';
import type { TillHand } from '../faults/till-hand.ts';
import { waitFor } from '../faults/wait-for.ts';
import { agentCommand } from './agent-command.ts';
import { cardsCharged, sellByCardOffline } from './card-sale.ts';
import { handOver } from './hand-over.ts';

const statusSchema = z.looseObject({ line: z.looseObject({ reasonCode: z.string().optional() }) });

/** Seconds; a machine under load takes many times that. */
const timeoutMs = 240_000;

let world: World;
/** As they stood, from the oldest. */
const devices: Store[] = [];
const cards: bigint[] = [];
const hands = () => world.store.hands as readonly [TillHand, TillHand];

beforeAll(async () => {
  world = await World.open({ seed: '1', cutLines: true });
}, timeoutMs);
afterAll(() => world?.close(), timeoutMs);

async function cutTheLine(): Promise<void> {
  world.store.line?.cut();
  await waitFor(async () => !(await hands()[0].insist('SyncNow', {})).online, 'the line to be down');
}

async function sellOffline(): Promise<void> {
  for (const hand of hands()) await sellForCash(world, hand, piecesOf(world, 2));
  const card = await sellByCardOffline(world, hands()[0], piecesOf(world, 1));
  cards.push(...card.parts.map(({ amountMinor }) => amountMinor));
}

/** Entries by which a device says that it took over, of each terminal in turn. */
async function tookOver(): Promise<string[]> {
  const { entries } = (await readEveryBook(world)).journals;
  return entries.filter(({ kind }) => kind === 'agent.taken_over').map(({ terminalId }) => terminalId);
}

async function stateOfAgents(): Promise<string[]> {
  const pool = new Pool({ connectionString: world.databaseUrl, max: 1 });
  try {
    const { rows } = await pool.query<{ state: string }>('SELECT state FROM agent ORDER BY enrolled_at_ms');
    return rows.map(({ state }) => state);
  } finally {
    await pool.end();
  }
}

test(
  'entries and sealed cards that wait go over with it, and leave once',
  async () => {
    await playMorning(world, false);
    await drain(world);
    await cutTheLine();
    await sellOffline();
    devices.push(world.store);
    await handOver(world, world.store, 1);
    await expect(devices[0]?.agent.start()).rejects.toThrow('handed over');
    // Whether the server takes it is not known before it was reached.
    await expect(hands()[0].once('SignIn', { number: '1001', pin: '246810' })).rejects.toThrow('takes the place of');
    world.store.line?.restore();
    for (const hand of hands()) {
      await hand.signIn();
      await sellForCash(world, hand, piecesOf(world, 1));
    }
    expect(await settleAndCompare(world)).toEqual([]);
    expect(await cardsCharged(world)).toEqual(cards);
    expect(await tookOver()).toEqual(['till-1', 'till-2']);
    expect(await stateOfAgents()).toEqual(['retired', 'active']);
  },
  timeoutMs,
);

test(
  'the device that took over is handed over in its turn',
  async () => {
    await playMorning(world, false);
    await cutTheLine();
    await sellOffline();
    devices.push(world.store);
    await handOver(world, world.store, 2);
    await expect(devices[1]?.agent.start()).rejects.toThrow('handed over');
    world.store.line?.restore();
    for (const hand of hands()) await hand.signIn();
    await playMorning(world, false);
    expect(await settleAndCompare(world)).toEqual([]);
    expect(await cardsCharged(world)).toEqual(cards);
    expect(await tookOver()).toEqual(['till-1', 'till-1', 'till-2', 'till-2']);
    expect(await stateOfAgents()).toEqual(['retired', 'retired', 'active']);
  },
  timeoutMs,
);

test(
  'an old device that somebody takes back all the same is not served any more, and takes no card',
  async () => {
    const [, old] = devices as [Store, Store];
    await agentCommand(old.dataDir, 'take-back');
    const own = { AGENT_GRPC_PORT: '0', STATUS_PORT: '0' };
    const agent = world.agentLike(old, 'taken-back', own);
    const { grpc, status } = await agent.start();
    const [hand] = hands().map((one) => one.at(String(grpc), world.random.fork('taken back'))) as [TillHand];
    await waitFor(async () => {
      const { line } = statusSchema.parse(await (await fetch(`${status}/status.json`)).json());
      return line.reasonCode === 'AGENT_RETIRED';
    }, 'the word of the server');
    await hand.pair();
    await hand.signIn();
    await expect(sellByCardOffline(world, hand, piecesOf(world, 1))).rejects.toThrow('OFFLINE_AGENT_REVOKED');
    hand.close();
    await agent.stop();
    expect(await settleAndCompare(world)).toEqual([]);
    expect(await cardsCharged(world)).toEqual(cards);
  },
  timeoutMs,
);
