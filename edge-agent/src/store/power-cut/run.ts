/**
 * Stops a writer at arbitrary instants, takes the files as the system holds them then, makes of each what a
 * power cut may leave, and proves every one.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Clock, SeededRandom } from '@qiantai/foundation';
import { openDeviceKey } from '../../enrolment/device-key.ts';
import { type Files, imagesOf, readLog } from './images.ts';
import { proveImage } from './prove-image.ts';

export interface PowerCutOptions {
  seed: number;
  /** How often the writer is stopped. */
  stops: number;
  /** Frames of the log that are cut at, from its end; all where it is not given. */
  framesMax?: number;
  clock: Clock;
}

export interface PowerCutReport {
  images: number;
  stops: number;
  /** Steps that the writer had acknowledged at its last stop. */
  steps: number;
  /** Frames of the logs that the images were cut from. */
  frames: number;
  findings: string[];
}

const findingsMax = 50;

export async function cutPower(options: PowerCutOptions): Promise<PowerCutReport> {
  const folder = mkdtempSync(join(tmpdir(), 'power-cut-'));
  const random = new SeededRandom(`power cut images ${options.seed}`);
  const report: PowerCutReport = { images: 0, stops: 0, steps: 0, frames: 0, findings: [] };
  const writer = startWriter(join(folder, 'data'), options.seed, options.clock);
  try {
    for (let stop = 0; stop < options.stops; stop++) {
      await writer.moreThan(report.steps + 1 + random.below(60));
      // Anywhere within a step, or between two.
      await options.clock.sleep(random.below(4));
      writer.whileStopped(() => {
        report.steps = writer.acknowledged();
        report.stops += 1;
        const state = { files: filesOf(join(folder, 'data')), acknowledged: report.steps };
        proveState(state, join(folder, 'image'), options, random, report);
      });
    }
  } finally {
    await writer.end();
    rmSync(folder, { recursive: true, force: true });
  }
  return report;

  function proveState(
    state: { files: Files; acknowledged: number },
    image: string,
    { seed, framesMax }: PowerCutOptions,
    chance: SeededRandom,
    into: PowerCutReport,
  ): void {
    const { publicKey } = openDeviceKey(join(folder, 'data'));
    const say = (words: string) => {
      if (into.findings.length < findingsMax) into.findings.push(`seed ${seed}, stop ${into.stops}: ${words}`);
    };
    into.frames += readLog(state.files.log).frames.length;
    let whole: number | undefined;
    for (const one of imagesOf(state.files, chance, framesMax)) {
      // Behind it the tables themselves are not made yet.
      if (whole !== undefined && one.commitsLost > whole) continue;
      const found = proveImage(one, image, seed, whole === undefined ? publicKey : undefined);
      whole ??= found.steps;
      into.images += 1;
      for (const finding of found.findings) say(`${one.name}: ${finding}`);
      // What was acknowledged is there, and of what was cut off neither more nor less.
      if (one.commitsLost === 0 && found.steps < state.acknowledged) {
        say(`${one.name}: ${found.steps} steps, ${state.acknowledged} were acknowledged`);
      }
      if (found.steps !== whole - one.commitsLost)
        say(`${one.name}: ${found.steps} steps, not ${whole - one.commitsLost}`);
    }
  }
}

function startWriter(dataDir: string, seed: number, clock: Clock) {
  const program = fileURLToPath(new URL('./writer.ts', import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [program, dataDir, String(seed)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exited = once(child, 'exit');
  const file = join(dataDir, 'acknowledged');
  const acknowledged = () => (existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0);
  return {
    acknowledged,
    moreThan: async (count: number): Promise<void> => {
      while (acknowledged() <= count) {
        if (child.exitCode !== null) throw new Error(`the writer ended with ${child.exitCode}`);
        await clock.sleep(1);
      }
    },
    /** Nothing runs in it while `work` looks. */
    whileStopped(work: () => void): void {
      child.kill('SIGSTOP');
      waitUntilStopped(child.pid ?? 0);
      try {
        work();
      } finally {
        child.kill('SIGCONT');
      }
    },
    end: async (): Promise<void> => {
      if (child.exitCode === null) child.kill('SIGKILL');
      await exited;
    },
  };
}

/** The signal is on its way when kill returns: the process stands still once each of its threads does. */
function waitUntilStopped(pid: number): void {
  for (let tries = 0; tries < 100_000; tries++) {
    if (/^State:\tT/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))) return;
  }
  throw new Error('the writer does not stand still');
}

function filesOf(dataDir: string): Files {
  const read = (name: string) => {
    const file = join(dataDir, name);
    return existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  };
  return { database: read('agent.db'), log: read('agent.db-wal'), index: read('agent.db-shm') };
}
