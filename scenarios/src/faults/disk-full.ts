/**
 * The agent's disk is full: what would be new is refused with a code and leaves nothing behind, what is under way
 * comes to its end, also over a restart; once there is room, the same requests go on.
 */

import { join } from 'node:path';
import type { ServiceError } from '@grpc/grpc-js';
import { errorText } from '@qiantai/foundation';
import { answeredError } from '@qiantai/protos';
import { beginCashSale, sellByWallet } from './acts.ts';
import { type FaultOptions, settleAndCompare } from './fault-result.ts';
import { World } from './harness.ts';
import { type PlayedRow, playRow } from './play-rows.ts';
import { RefusedByAgent } from './refused-by-agent.ts';
import { piecesOf, playMorning, playTogether } from './script.ts';
import { makeSmallDisk, type SmallDisk } from './small-disk.ts';
import type { TillHand } from './till-hand.ts';
import { waitFor } from './wait-for.ts';

const megabytes = 96;
/** Sales that may still find room after the disk was filled. */
const lastSalesMax = 2000;

/** What is left when the disk counts as full; none: a commit may break off in the middle. */
const leftovers = [
  ['nothing left', 0],
  ['a few pages left', 40_960],
  ['a megabyte left', 1_048_576],
] as const;

export async function playDiskFull(options: FaultOptions): Promise<void> {
  for (const [words, leaveBytes] of leftovers.slice(0, options.sample ?? leftovers.length)) {
    await playRow(options, { family: 'disk', fault: words }, () => playOn(options, leaveBytes));
  }
}

async function playOn(options: FaultOptions, leaveBytes: number): Promise<PlayedRow> {
  const disk = makeSmallDisk(megabytes);
  if (!disk) return { findings: [], unreached: true, where: 'no small disk: mount was refused' };
  let world: World | undefined;
  try {
    world = await World.open({ seed: options.seed, factor: 5, agentFolder: (id) => join(disk.folder, id) });
    return await fillAndGoOn(world, disk, leaveBytes);
  } finally {
    await world?.close();
    disk.remove();
  }
}

async function fillAndGoOn(world: World, disk: SmallDisk, leaveBytes: number): Promise<PlayedRow> {
  await playMorning(world, false);
  const [first, second] = world.store.hands as [TillHand, TillHand];
  const underWay = sellByWallet(world, second, piecesOf(world, 1), { wallet: 'alipay', behaviour: 'no_answer' });
  disk.fill(leaveBytes);
  const findings: string[] = [];
  const full = await sellUntilRefused(world, first);
  if (full.code !== 'STORE_FULL') findings.push(`a full disk was told as ${full.code}`);
  // A power cut on a full disk; the agent is started again until it comes up, which it may once there is room.
  const { agent } = world.store;
  agent.killNow();
  await agent.ended;
  const risesFull = await agent.start().then(
    () => true,
    () => false,
  );
  disk.free();
  if (!risesFull) await agent.start();
  const begun = [...full.taken, beginCashSale(world, first, piecesOf(world, 1))];
  await waitFor(async () => (await begun.at(-1)?.take()) === undefined, 'room for a sale');
  for (const sale of begun) await sale.complete();
  await underWay;
  await playMorning(world, false);
  await playTogether(world, 3);
  findings.push(...(await settleAndCompare(world)));
  return { findings, where: `${full.taken.length} more taken, ${risesFull ? 'rose' : 'did not rise'} while full` };
}

type BegunSale = ReturnType<typeof beginCashSale>;

/** Cash sales until the agent refuses one: that customer keeps the money. */
async function sellUntilRefused(world: World, hand: TillHand): Promise<{ taken: BegunSale[]; code: string }> {
  const taken: BegunSale[] = [];
  for (let n = 0; n < lastSalesMax; n++) {
    const sale = beginCashSale(world, hand, piecesOf(world, 1));
    try {
      await sale.take();
      taken.push(sale);
    } catch (error) {
      const code = error instanceof RefusedByAgent ? error.code : answeredError(error as ServiceError)?.code;
      return { taken, code: code ?? errorText(error) };
    }
  }
  throw new Error(`a full disk still took ${lastSalesMax} sales`);
}
