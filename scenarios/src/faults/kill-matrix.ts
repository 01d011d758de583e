/**
 * Every process killed at every step: a dry run counts the steps of a morning, then each row plays the morning
 * again, the process dies right before or right after its step, is started again, and all books are compared.
 *
 * Rows of `…-start` kill the process twice: in the middle of the morning, and again at a step of its start.
 * A world is used for many rows, and its books grow; after a difference the next row gets a fresh one.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { errorText, SeededRandom, systemClock } from '@qiantai/foundation';
import type { ManagedProcess } from '../suite/managed-process.ts';
import { type FaultOptions, type FaultResult, settleAndCompare } from './fault-result.ts';
import { World } from './harness.ts';
import { keepAlive } from './keep-alive.ts';
import { playMorning } from './script.ts';
import type { KillMoment } from './steps-preload.ts';

export const killVictims = ['agent', 'agent-start', 'server', 'server-start'] as const;
export type KillVictim = (typeof killVictims)[number];

interface KillRow {
  victim: KillVictim;
  step: number;
  moment: KillMoment;
}

/** Waits for another try are a fifth as long. */
const factor = 5;
/** Steps of catching up behind a start that are killed, too. */
const stepsBehindStart = 10;

export async function playKillMatrix(options: FaultOptions): Promise<void> {
  const first = await openWorld(options.seed);
  const rows = await chooseRows(first, options).catch(async (error: unknown) => {
    await first.close();
    throw error;
  });
  const jobs = Array.from({ length: options.jobs }, (_, job) =>
    playRows(rows, options, `${options.seed}/${job}`, job === 0 ? first : undefined),
  );
  await Promise.all(jobs);
}

async function chooseRows(world: World, options: FaultOptions): Promise<KillRow[]> {
  const counts = await countSteps(world, options);
  const all = killVictims
    .filter((victim) => options.victim === undefined || options.victim === victim)
    .flatMap((victim) =>
      Array.from({ length: counts[victim] }, (_, index) =>
        (['before', 'after'] as const).map((moment): KillRow => ({ victim, step: index + 1, moment })),
      ).flat(),
    )
    .filter(({ step }) => options.step === undefined || options.step === step);
  if (options.sample === undefined) return all;
  // A sample takes of every process, as even as it can.
  const random = new SeededRandom(options.seed).fork('rows');
  const byVictim = killVictims.map((victim) =>
    shuffled(
      all.filter((row) => row.victim === victim),
      random,
    ),
  );
  const dealt = Array.from({ length: all.length }, (_, turn) => byVictim.flatMap((rows) => rows[turn] ?? [])).flat();
  return dealt.slice(0, options.sample);
}

async function countSteps(world: World, options: FaultOptions): Promise<Record<KillVictim, number>> {
  const counts: Partial<Record<KillVictim, number>> = {};
  for (const victim of ['agent', 'server'] as const) {
    const process = processOf(world, victim);
    world.armStart(process, 0, 'before');
    await world.restart(process);
    counts[`${victim}-start`] = (await world.stepsOf(process)).length + stepsBehindStart;
    world.arm(process, 0, 'before');
  }
  await playMorning(world, options.long);
  for (const victim of ['agent', 'server'] as const) {
    counts[victim] = (await world.stepsOf(processOf(world, victim))).length;
  }
  return counts as Record<KillVictim, number>;
}

async function playRows(rows: KillRow[], options: FaultOptions, seed: string, first: World | undefined): Promise<void> {
  let world = first;
  try {
    for (let row = rows.shift(); row; row = rows.shift()) {
      world ??= await openWorld(`${seed}/${rows.length}`);
      const result = await playRow(world, row, options);
      options.tell(result);
      if (result.result !== 'differs') continue;
      await world.close();
      world = undefined;
    }
  } finally {
    await world?.close();
  }
}

function openWorld(seed: string): Promise<World> {
  return World.open({ seed, factor });
}

async function playRow(world: World, row: KillRow, options: FaultOptions): Promise<FaultResult> {
  const startedMs = systemClock.monotonicMs();
  const process = processOf(world, row.victim);
  const note = world.noteFile(process);
  rmSync(note, { force: true });
  let findings: string[];
  try {
    await (row.victim.endsWith('-start') ? playStartRow : playStepRow)(world, process, row, options.long);
    findings = await settleAndCompare(world);
  } catch (error) {
    findings = [errorText(error)];
  }
  const { victim, step, moment } = row;
  const died = existsSync(note);
  return {
    family: 'kill',
    fault: `${victim} ${step} ${moment}`,
    where: died ? readFileSync(note, 'utf8') : '',
    result: findings.length > 0 ? 'differs' : died ? 'equal' : 'unreached',
    findings,
    seconds: (systemClock.monotonicMs() - startedMs) / 1000,
    again: `npm run faults -- kill --seed ${options.seed} --process ${victim} --step ${step}${options.long ? ' --long' : ''}`,
  };
}

/** Dies during the morning and is started again at once; where the step does not come, nothing dies. */
async function playStepRow(world: World, process: ManagedProcess, row: KillRow, patient: boolean): Promise<void> {
  world.arm(process, row.step, row.moment);
  const life = keepAlive(process);
  await playMorning(world, patient).finally(life.letGo);
  if (!existsSync(world.noteFile(process))) world.arm(process, 0, 'before');
}

/** Dies in the middle of the morning, dies again while it starts or right behind that, and is started a third time. */
async function playStartRow(world: World, process: ManagedProcess, row: KillRow, patient: boolean): Promise<void> {
  const firstNote = `${world.noteFile(process)}.first`;
  const middle = 20 + world.random.below(60);
  let deaths = 0;
  const life = keepAlive(process, () => {
    deaths += 1;
    if (deaths === 1) world.armStart(process, row.step, row.moment);
  });
  world.order(process, { type: 'faults.arm', step: middle, moment: 'before', noteFile: firstNote });
  await playMorning(world, patient).finally(life.letGo);
  if (!existsSync(world.noteFile(process))) world.arm(process, 0, 'before');
}

function processOf(world: World, victim: KillVictim | 'agent' | 'server'): ManagedProcess {
  return victim.startsWith('agent') ? world.store.agent : world.server;
}

function shuffled<T>(items: readonly T[], random: SeededRandom): T[] {
  const left = [...items];
  return items.map(() => left.splice(random.below(left.length), 1)[0] as T);
}
