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

const victims = ['agent', 'server', 'till'] as const;
type Victim = (typeof victims)[number];

export interface NamedKill {
  victim: Victim;
  name: string;
  /** Which of the steps of this name, 1 is the first. */
  nth: number;
  moment: KillMoment;
  /** Dies once before, right after the first step of this name; `nth` is then a step of the start behind that. */
  behind?: string;
}

/** What is played under each kill. */
export interface KilledPlay {
  /** What its rows are called. */
  title: string;
  /** Plays to the end: everything has arrived, all books are compared. @returns what differs */
  play: (world: World, kill: NamedKill | undefined) => Promise<string[]>;
  /** Steps that matter, by process. */
  matters: Readonly<Partial<Record<Victim, RegExp>>>;
  /** Behind a death right after these steps every step of the start is deadly as well. */
  twiceBehind?: Readonly<Partial<Record<Victim, string>>>;
}

export interface KilledFamily {
  family: string;
  open: (seed: string) => Promise<World>;
  plays: readonly KilledPlay[];
}

/** A world is used for many rows, and its books grow; after a difference the next row gets a fresh one. */
export async function playNamedKills(options: FaultOptions, { family, open, plays }: KilledFamily): Promise<void> {
  let world: World | undefined;
  const row = async (fault: string, play: (current: World) => Promise<PlayedRow>) => {
    const again = `npm run faults -- ${family} --seed ${options.seed} --rows '${fault}'`;
    const equal = await playRow(options, { family, fault, again }, async () => {
      world ??= await open(`${options.seed}/${fault}`);
      return await play(world);
    });
    if (!equal) {
      await world?.close();
      world = undefined;
    }
    return equal;
  };
  try {
    for (const killed of plays) {
      if (!isAsked(killed.title, options) && !options.rows?.startsWith(killed.title)) continue;
      let kills: NamedKill[] = [];
      const counts = async (current: World) => {
        const counted = await countSteps(current, killed);
        kills = killsOf(counted, killed, options);
        return { findings: counted.findings };
      };
      if (!(await row(`${killed.title}, nobody dies`, counts))) continue;
      for (const kill of kills) await row(faultOf(killed, kill), (current) => playKill(current, killed, kill));
    }
  } finally {
    await world?.close();
  }
}

export function isAsked(name: string, { rows }: FaultOptions): boolean {
  return rows === undefined || name.startsWith(rows);
}

function faultOf({ title }: KilledPlay, { victim, moment, name, nth, behind }: NamedKill): string {
  if (behind === undefined) return `${title}, ${victim} ${moment} ${name} ${nth}`;
  return `${title}, ${victim} after ${behind}, again ${moment} step ${nth} of its start`;
}

interface Counted {
  findings: string[];
  steps: Partial<Record<Victim, string[]>>;
  /** How many steps a start has, with some of what it does behind it. */
  startSteps: Partial<Record<Victim, number>>;
}

const stepsBehindStart = 10;

async function countSteps(world: World, killed: KilledPlay): Promise<Counted> {
  const startSteps: Counted['startSteps'] = {};
  const mortal = victims.filter((victim) => killed.matters[victim]);
  for (const victim of mortal) {
    const process = processOf(world, victim);
    if (killed.twiceBehind?.[victim] !== undefined) {
      world.armStart(process, 0, 'before');
      await world.restart(process);
      startSteps[victim] = (await world.stepsOf(process)).length + stepsBehindStart;
    }
    world.arm(process, 0, 'before');
  }
  const findings = await killed.play(world, undefined);
  const steps: Counted['steps'] = {};
  for (const victim of mortal) steps[victim] = await world.stepsOf(processOf(world, victim));
  return { findings, steps, startSteps };
}

function killsOf({ steps, startSteps }: Counted, killed: KilledPlay, options: FaultOptions): NamedKill[] {
  const { matters, title, twiceBehind } = killed;
  const bothMoments = (kill: Omit<NamedKill, 'moment'>): NamedKill[] =>
    (['before', 'after'] as const).map((moment) => ({ ...kill, moment }));
  const once = (victim: Victim) => {
    const those = (steps[victim] ?? []).filter((name) => matters[victim]?.test(name));
    return [...Map.groupBy(those, (name) => name)].flatMap(([name, same]) =>
      same.flatMap((_, index) => bothMoments({ victim, name, nth: index + 1 })),
    );
  };
  const twice = (victim: Victim) => {
    const name = twiceBehind?.[victim];
    if (name === undefined) return [];
    const numbers = Array.from({ length: startSteps[victim] ?? 0 }, (_, index) => index + 1);
    return numbers.flatMap((nth) => bothMoments({ victim, name, nth, behind: name }));
  };
  const all = victims.flatMap((victim) => [...once(victim), ...twice(victim)]);
  const chosen = all
    .filter(({ victim }) => options.victim === undefined || options.victim === victim)
    .filter((kill) => isAsked(faultOf(killed, kill), options));
  if (options.sample === undefined) return chosen;
  // A sample takes of all processes by turns.
  const random = new SeededRandom(options.seed).fork(`rows of ${title}`);
  const left = victims.map((victim) => chosen.filter((kill) => kill.victim === victim));
  const dealt = chosen.flatMap(() => left.flatMap((rows) => rows.splice(random.below(rows.length || 1), 1)));
  return dealt.slice(0, options.sample);
}

async function playKill(world: World, killed: KilledPlay, kill: NamedKill): Promise<PlayedRow> {
  const process = processOf(world, kill.victim);
  const note = world.noteFile(process);
  rmSync(note, { force: true });
  if (kill.behind === undefined) world.arm(process, kill.nth, kill.moment, kill.name);
  else world.arm(process, 1, 'after', kill.behind);
  let deaths = 0;
  const life = keepAlive(process, () => {
    deaths += 1;
    if (deaths > 1 || kill.behind === undefined) return;
    rmSync(note, { force: true });
    world.armStart(process, kill.nth, kill.moment);
  });
  // Alive to the end: what it does behind its start is part of the play.
  const findings = await killed.play(world, kill).finally(life.letGo);
  const died = existsSync(note);
  if (!died) world.arm(process, 0, 'before');
  return { findings, unreached: !died, where: died ? readFileSync(note, 'utf8') : '' };
}

function processOf(world: World, victim: Victim): ManagedProcess {
  const process = { agent: world.store.agent, server: world.server, till: world.till }[victim];
  if (!process) throw new Error(`no ${victim} runs`);
  return process;
}
