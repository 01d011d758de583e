/**
 * Opens the till in Electron where that is possible, else says in plain words why not; the browser host
 * serves the same screen then. Nothing here ever downloads: `require('electron')` would.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { access, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { buildPages } from '../build-pages.ts';
import { buildShell } from './build-shell.ts';

export interface LaunchFacts {
  platform: NodeJS.Platform;
  /** Path of Electron's program, or null where its package came without it. */
  program: string | null;
  /** X11 or Wayland, as the environment names it. */
  display: string | undefined;
  isRoot: boolean;
}

export type LaunchDecision = { kind: 'go'; program: string } | { kind: 'unavailable'; reason: string };

export function decideLaunch(facts: LaunchFacts): LaunchDecision {
  if (facts.program === null) {
    return {
      kind: 'unavailable',
      reason: "Electron's program is not on this machine (its npm package fetches it apart: npx install-electron)",
    };
  }
  if (facts.platform === 'linux' && !facts.display) {
    return { kind: 'unavailable', reason: 'there is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set)' };
  }
  if (facts.platform === 'linux' && facts.isRoot) {
    return { kind: 'unavailable', reason: 'Electron keeps its sandbox only for an ordinary user, and this is root' };
  }
  return { kind: 'go', program: facts.program };
}

export type Launch = { kind: 'launched'; process: ChildProcess } | { kind: 'unavailable'; reason: string };

export interface LaunchOptions {
  /** The till's WebSocket, as its host says when it is ready. */
  socketUrl: string;
  env: Readonly<Record<string, string | undefined>>;
}

export async function launchElectron({ socketUrl, env }: LaunchOptions): Promise<Launch> {
  const decision = decideLaunch(await launchFacts(env));
  if (decision.kind === 'unavailable') return decision;
  const [{ folder }, { main }] = await Promise.all([buildPages(), buildShell()]);
  const child = spawn(decision.program, [main, `--till=${socketUrl}`, `--pages=${folder}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...env },
  });
  return await new Promise((resolve) => {
    child.once('spawn', () => resolve({ kind: 'launched', process: child }));
    child.once('error', (error) =>
      resolve({ kind: 'unavailable', reason: `Electron did not start: ${error.message}` }),
    );
  });
}

export async function launchFacts(env: LaunchOptions['env']): Promise<LaunchFacts> {
  return {
    platform: process.platform,
    program: await electronProgram(),
    display: env['WAYLAND_DISPLAY'] || env['DISPLAY'],
    isRoot: process.getuid?.() === 0,
  };
}

/** The package writes `path.txt` once it has fetched its program. */
async function electronProgram(): Promise<string | null> {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
    const program = join(folder, 'dist', await readFile(join(folder, 'path.txt'), 'utf8'));
    await access(program);
    return program;
  } catch {
    return null;
  }
}
