/**
 * The line between agent and server, and what comes over it: cut before, in the middle of and after the effect,
 * flapping, slow, a black hole; requests twice, answers out of order, answers that never come. Two tills sell through
 * each of them.
 */
import { type Cancel, errorText, systemClock } from '@qiantai/foundation';
import type { CutPoint, CutProxy } from '../suite/cut-proxy.ts';
import { type FaultOptions, settleAndCompare } from './fault-result.ts';
import { World } from './harness.ts';
import { playMorning, playTogether } from './script.ts';

const factor = 5;
/** How long the tills sell through a fault at least, milliseconds of the machine. */
const shortMs = 4000;
const longMs = 30_000;
/** Between two single cuts. */
const cutEveryMs = 400;

interface LineFault {
  name: string;
  /** Begins it; what is given back ends it. */
  begin: (world: World, line: CutProxy) => () => void;
}

const lineFaults: readonly LineFault[] = [
  ...(['before', 'middle', 'after'] as const).map((point) => ({
    name: `cut ${point} the effect, again and again`,
    begin: (_world: World, line: CutProxy) => cutAgainAndAgain(line, point),
  })),
  { name: 'flapping every second', begin: (_world, line) => flap(line, 1000) },
  { name: 'every piece 300 ms late', begin: (_world, line) => slow(line, 300) },
  { name: 'a black hole of 5 s, connections half-open', begin: (_world, line) => swallowFor(line, 5000) },
  { name: 'every request twice', begin: (world) => twice(world) },
  { name: 'answers out of order', begin: (world) => jumble(world, { delayMsMax: 700, mutedEvery: 0 }) },
  { name: 'every fourth answer never comes', begin: (world) => jumble(world, { delayMsMax: 50, mutedEvery: 4 }) },
];

export async function playLineFaults(options: FaultOptions): Promise<void> {
  const chosen = lineFaults.slice(0, options.sample ?? lineFaults.length);
  let world: World | undefined;
  try {
    for (const fault of chosen) {
      world ??= await World.open({ seed: options.seed, factor, cutLines: true });
      const findings = await playOne(world, fault, options);
      if (findings.length === 0) continue;
      await world.close();
      world = undefined;
    }
  } finally {
    await world?.close();
  }
}

async function playOne(world: World, fault: LineFault, options: FaultOptions): Promise<string[]> {
  const startedMs = systemClock.monotonicMs();
  const line = world.store.line as CutProxy;
  const cutsBefore = line.cutCount;
  const end = fault.begin(world, line);
  let findings: string[];
  try {
    await playMorning(world, options.long);
    const untilMs = startedMs + (options.long ? longMs : shortMs);
    do await playTogether(world, 3);
    while (systemClock.monotonicMs() < untilMs);
    end();
    findings = await settleAndCompare(world);
  } catch (error) {
    end();
    findings = [errorText(error)];
  }
  options.tell({
    family: 'line',
    fault: fault.name,
    where: line.cutCount > cutsBefore ? `${line.cutCount - cutsBefore} cuts` : '',
    result: findings.length > 0 ? 'differs' : 'equal',
    findings,
    seconds: (systemClock.monotonicMs() - startedMs) / 1000,
    again: `npm run faults -- line --seed ${options.seed}`,
  });
  return findings;
}

/** Cuts an exchange, lets some pass, and cuts again. */
function cutAgainAndAgain(line: CutProxy, point: CutPoint): () => void {
  const stop = every(cutEveryMs, () => line.cutNext(point));
  return () => {
    stop();
    line.disarm();
  };
}

function flap(line: CutProxy, everyMs: number): () => void {
  const stop = every(everyMs, () => {
    if (line.isDown) line.restore();
    else line.cut();
  });
  return () => {
    stop();
    line.restore();
  };
}

function slow(line: CutProxy, delayMs: number): () => void {
  line.slow(delayMs);
  return () => line.restore();
}

function swallowFor(line: CutProxy, forMs: number): () => void {
  line.swallow();
  const cancel = systemClock.setTimeout(() => line.restore(), forMs);
  return () => {
    cancel();
    line.restore();
  };
}

function twice(world: World): () => void {
  world.order(world.store.agent, { type: 'faults.twice', on: true });
  return () => world.order(world.store.agent, { type: 'faults.twice', on: false });
}

function jumble(world: World, how: { delayMsMax: number; mutedEvery: number }): () => void {
  const tell = (now: typeof how) => world.order(world.server, { type: 'faults.replies', seed: 'replies', ...now });
  tell(how);
  return () => tell({ delayMsMax: 0, mutedEvery: 0 });
}

/** @param everyMs of the machine */
function every(everyMs: number, act: () => void): Cancel {
  let cancel: Cancel = () => undefined;
  const again = () => {
    act();
    cancel = systemClock.setTimeout(again, everyMs);
  };
  cancel = systemClock.setTimeout(again, everyMs);
  return () => cancel();
}
