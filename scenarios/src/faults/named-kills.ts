/**
 * Kills at steps by their names: a dry run tells which steps of those that matter come and how often, then each row
 * plays the same again and one process dies right before or right after one of them. A name stays where a number moves
 * with whatever a process does in between.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { SeededRandom } from '@qiantai/foundation';
import type { ManagedProcess } from '../suite/managed-process.ts';
import type { FaultOptions } from './fault-result.ts';
import type { World } from './harness.ts';
import { keepAlive } from './keep-alive.ts';
import { type PlayedRow, playRow } from './play-rows.ts';
import type { KillMoment } from './steps-preload.ts';

export interface NamedKill {
  victim: 'agent' | 'server';
  name: string;
  /** Which of the steps of this name, 1 is the first. */
  nth: number;
  moment: KillMoment;
}

/** What is played under each kill. */
export interface KilledPlay {
  family: string;
  /** What the rows are called. */
  title: string;
  open: (seed: string) => Promise<World>;
  /** Plays to the end: everything has arrived, all books are compared. @returns what differs */
  play: (world: World, kill: NamedKill | undefined) => Promise<string[]>;
  /** Steps that matter, by process. */
  matters: Readonly<Record<NamedKill['victim'], RegExp>>;
}

export async function playNamedKills(options: FaultOptions, killed: KilledPlay): Promise<void> {
  let world: World | undefined = await killed.open(options.seed);
  try {
    const current = world;
    let rows: NamedKill[] = [];
    const dry = await playRow(options, { family: killed.family, fault: `${killed.title}, nobody dies` }, async () => {
      const counted = await countSteps(current, killed);
      rows = rowsOf(counted.steps, killed, options);
      return { findings: counted.findings };
    });
    if (!dry) return;
    for (const [index, kill] of rows.entries()) {
      world ??= await killed.open(`${options.seed}/${index}`);
      const here = world;
      const { victim, name, nth, moment } = kill;
      const fault = `${killed.title}, ${victim} ${moment} ${name} ${nth}`;
      if (await playRow(options, { family: killed.family, fault }, () => playKill(here, killed, kill))) continue;
      await world.close();
      world = undefined;
    }
  } finally {
    await world?.close();
  }
}

interface Counted {
  findings: string[];
  steps: Record<NamedKill['victim'], string[]>;
}

async function countSteps(world: World, killed: KilledPlay): Promise<Counted> {
  for (const victim of ['agent', 'server'] as const) world.arm(processOf(world, victim), 0, 'before');
  const findings = await killed.play(world, undefined);
  const agent = await world.stepsOf(world.store.agent);
  return { findings, steps: { agent, server: await world.stepsOf(world.server) } };
}

function rowsOf(steps: Counted['steps'], { matters, title }: KilledPlay, options: FaultOptions): NamedKill[] {
  const all = (['agent', 'server'] as const).flatMap((victim) => {
    const byName = Map.groupBy(
      steps[victim].filter((name) => matters[victim].test(name)),
      (name) => name,
    );
    return [...byName].flatMap(([name, those]) =>
      those.flatMap((_, index) =>
        (['before', 'after'] as const).map((moment): NamedKill => ({ victim, name, nth: index + 1, moment })),
      ),
    );
  });
  const chosen = all.filter(({ victim }) => options.victim === undefined || options.victim === victim);
  if (options.sample === undefined) return chosen;
  // A sample takes of both processes by turns.
  const random = new SeededRandom(options.seed).fork(`rows of ${title}`);
  const left = (['agent', 'server'] as const).map((victim) => chosen.filter((kill) => kill.victim === victim));
  const dealt = chosen.flatMap(() => left.flatMap((rows) => rows.splice(random.below(rows.length || 1), 1)));
  return dealt.slice(0, options.sample);
}

async function playKill(world: World, killed: KilledPlay, kill: NamedKill): Promise<PlayedRow> {
  const process = processOf(world, kill.victim);
  const note = world.noteFile(process);
  rmSync(note, { force: true });
  world.arm(process, kill.nth, kill.moment, kill.name);
  const life = keepAlive(process);
  // Alive to the end: what it does behind its start is part of the play.
  const findings = await killed.play(world, kill).finally(life.letGo);
  const died = existsSync(note);
  if (!died) world.arm(process, 0, 'before');
  return { findings, unreached: !died, where: died ? readFileSync(note, 'utf8') : '' };
}

function processOf(world: World, victim: NamedKill['victim']): ManagedProcess {
  return victim === 'agent' ? world.store.agent : world.server;
}
