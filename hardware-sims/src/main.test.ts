import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'hardware-sims-'));
const started: ChildProcess[] = [];

afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

async function start(): Promise<{ child: ChildProcess; panel: string }> {
  const child = fork(join(import.meta.dirname, 'main.ts'), {
    env: { ...testEnvironment(), PANEL_PORT: '0', QIANTAI_DATA_DIR: folder },
    silent: true,
  });
  started.push(child);
  const [ready] = (await once(child, 'message')) as [{ type: string; panel: string }];
  expect(ready.type).toBe('ready');
  return { child, panel: ready.panel };
}

/** Nothing of the machine's own settings but where programs are. */
const testEnvironment = () => ({ PATH: '/usr/bin:/bin' });

it('says when it is ready, stands up again over what a killed one left, and goes with its supervisor', async () => {
  const first = await start();
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  const links = () => readdirSync(join(folder, 'devices')).sort();
  expect(links()).toEqual(['pole', 'printer', 'reader', 'scale', 'scanner', 'speaker'].map((kind) => `till-1-${kind}`));

  const second = await start();
  expect(links().every((name) => lstatSync(join(folder, 'devices', name)).isSymbolicLink())).toBe(true);
  const devices = (await (await fetch(`${second.panel}/api/devices`)).json()) as Array<{ plugged: boolean }>;
  expect(devices.map(({ plugged }) => plugged)).toEqual(Array(6).fill(true));
  second.child.disconnect();
  const [code] = await once(second.child, 'exit');
  expect(code).toBe(0);
  expect(links()).toEqual([]);
});
