/**
 * Clocks that jump by hours, both ways, in one process while the others keep time: under open payments, while the
 * line is down, around midnight and around the hour at which a business date begins. The machine's clock is moved
 * under the process (steps-preload.ts), as a hand or a time server does it; and once the whole world's clock jumps.
 */
import { errorText, systemClock } from '@qiantai/foundation';
import type { ManagedProcess } from '../suite/managed-process.ts';
import { sellByWallet, sellForCash, takeBack } from './acts.ts';
import { type FaultOptions, settleAndCompare } from './fault-result.ts';
import { World } from './harness.ts';
import { piecesOf, playMorning, playTogether } from './script.ts';

const factor = 5;
const hourMs = 3_600_000;

/** A reversal that no channel would answer for hours is told to a person, and ends all the same. */
const unresolvedForHours = ['REVERSAL_UNRESOLVED'];

interface ClockFault {
  name: string;
  /** Beijing time at which the world begins, where it matters. */
  startsAtMs?: number;
  play: (world: World) => Promise<void>;
}

/** 23:59:40 and 03:59:40 in Beijing, some day ahead. */
const beforeMidnightMs = Date.UTC(2027, 2, 1, 15, 59, 40);
const beforeFourMs = Date.UTC(2027, 2, 1, 19, 59, 40);

const jumps = [
  ['3 h ahead', 3 * hourMs],
  ['3 h back', -3 * hourMs],
  ['26 h ahead', 26 * hourMs],
  ['26 h back', -26 * hourMs],
] as const;

const clockFaults: readonly ClockFault[] = [
  ...(['agent', 'server'] as const).flatMap((who) =>
    jumps.map(([words, skewMs]) => ({
      name: `${who} ${words}, under a payment`,
      play: (world: World) => jumpUnderPayment(world, processOf(world, who), skewMs),
    })),
  ),
  ...jumps.slice(0, 2).map(([words, skewMs]) => ({
    name: `agent ${words}, while the line is down`,
    play: (world: World) => jumpOffline(world, skewMs),
  })),
  { name: 'sales over midnight', startsAtMs: beforeMidnightMs, play: sellOverTheHour },
  { name: 'sales over the beginning of a business date', startsAtMs: beforeFourMs, play: sellOverTheHour },
  { name: 'everybody jumps 20 h ahead at once', play: jumpTogether },
];

export async function playClockFaults(options: FaultOptions): Promise<void> {
  let world: World | undefined;
  try {
    for (const fault of clockFaults.slice(0, options.sample ?? clockFaults.length)) {
      if (fault.startsAtMs !== undefined) {
        await world?.close();
        world = undefined;
      }
      world ??= await openWorld(options.seed, fault.startsAtMs);
      world.cashierPatienceMs = 4000;
      if ((await playOne(world, fault, options)).length === 0) continue;
      await world.close();
      world = undefined;
    }
  } finally {
    await world?.close();
  }
}

async function openWorld(seed: string, virtualMs: number | undefined): Promise<World> {
  return await World.open({ seed, factor, cutLines: true, ...(virtualMs === undefined ? {} : { virtualMs }) });
}

async function playOne(world: World, fault: ClockFault, options: FaultOptions): Promise<string[]> {
  const startedMs = systemClock.monotonicMs();
  let findings: string[];
  try {
    await fault.play(world);
    findings = await settleAndCompare(world, 40_000, unresolvedForHours);
  } catch (error) {
    findings = [errorText(error)];
    skew(world, world.store.agent, 0);
    skew(world, world.server, 0);
  }
  options.tell({
    family: 'clock',
    fault: fault.name,
    where: '',
    result: findings.length > 0 ? 'differs' : 'equal',
    findings,
    seconds: (systemClock.monotonicMs() - startedMs) / 1000,
    again: `npm run faults -- clock --seed ${options.seed}`,
  });
  return findings;
}

/** The clock is wrong from the middle of an unanswered payment on, through a morning, and right again after it. */
async function jumpUnderPayment(world: World, process: ManagedProcess, skewMs: number): Promise<void> {
  const [hand, other] = world.store.hands;
  if (!hand || !other) return;
  const unanswered = sellByWallet(world, hand, piecesOf(world, 1), { wallet: 'alipay', behaviour: 'no_answer' });
  await sellForCash(world, other, piecesOf(world, 1));
  skew(world, process, skewMs);
  await unanswered;
  // Channels refuse a server whose clock is hours away (and it refuses them): their payments are given up.
  if (process === world.server)
    await sellByWallet(world, other, piecesOf(world, 1), { wallet: 'wechat', behaviour: 'pay' });
  else await playMorning(world, false);
  await takeBack(world, other, await sellForCash(world, other, piecesOf(world, 1)));
  const again = sellByWallet(world, hand, piecesOf(world, 1), { wallet: 'alipay', behaviour: 'no_answer' });
  await sellForCash(world, other, piecesOf(world, 1));
  skew(world, process, 0);
  await again;
  // What was planned by the wrong clock comes due.
  world.advance(Math.abs(skewMs) + hourMs);
}

async function jumpOffline(world: World, skewMs: number): Promise<void> {
  world.store.line?.cut();
  await playTogetherInCash(world);
  skew(world, world.store.agent, skewMs);
  await playTogetherInCash(world);
  await world.restart(world.store.agent);
  await playTogetherInCash(world);
  world.store.line?.restore();
  await playMorning(world, false);
  skew(world, world.store.agent, 0);
  world.advance(Math.abs(skewMs) + hourMs);
}

async function playTogetherInCash(world: World): Promise<void> {
  await Promise.all(
    world.store.hands.map(async (hand) => {
      for (let n = 0; n < 3; n++) await sellForCash(world, hand, piecesOf(world, 1));
    }),
  );
}

/** Sells until the hour has passed, signs in anew, and sells on. */
async function sellOverTheHour(world: World): Promise<void> {
  const startedMs = world.clock.nowMs();
  do await playTogether(world, 2);
  while (world.clock.nowMs() < startedMs + 40_000);
  for (const hand of world.hands) await hand.signIn();
  await playMorning(world, false);
}

async function jumpTogether(world: World): Promise<void> {
  await playMorning(world, false);
  world.advance(20 * hourMs);
  await playMorning(world, false);
}

function skew(world: World, process: ManagedProcess, skewMs: number): void {
  world.order(process, { type: 'faults.skew', skewMs: skewMs / factor });
}

function processOf(world: World, who: 'agent' | 'server'): ManagedProcess {
  return who === 'agent' ? world.store.agent : world.server;
}
