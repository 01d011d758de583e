import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildShell } from './build-shell.ts';
import { decideLaunch, type LaunchFacts, launchFacts } from './launch.ts';
import { readShellArguments } from './shell-arguments.ts';

const good: LaunchFacts = { platform: 'linux', program: '/opt/electron', display: ':0', isRoot: false };

test('Electron is chosen where its program and a display are there', () => {
  expect(decideLaunch(good)).toEqual({ kind: 'go', program: '/opt/electron' });
  expect(decideLaunch({ ...good, platform: 'darwin', display: undefined, isRoot: true }).kind).toBe('go');
});

test.each<[string, Partial<LaunchFacts>, RegExp]>([
  ['no program', { program: null }, /not on this machine/],
  ['no display', { display: undefined }, /no display/],
  ['an empty display', { display: '' }, /no display/],
  ['root', { isRoot: true }, /ordinary user/],
])('with %s the reason is plain', (_name, facts, reason) => {
  const decision = decideLaunch({ ...good, ...facts });
  expect(decision.kind === 'unavailable' && decision.reason).toMatch(reason);
});

test('the arguments are checked, and the till must be on this machine', () => {
  const argv = ['electron', 'main.mjs', '--till=ws://127.0.0.1:8050/till', '--pages=/pages'];
  const read = { socketUrl: 'ws://127.0.0.1:8050/till', pagesFolder: '/pages', dataDir: undefined };
  expect(readShellArguments(argv)).toEqual(read);
  const none = { socketUrl: undefined, pagesFolder: undefined, dataDir: '/srv/till' };
  expect(readShellArguments(['qiantai-till', '--data=/srv/till'])).toEqual(none);
  expect(() => readShellArguments(['--data='])).toThrow(/--data=/);
  expect(() => readShellArguments(['--till=ws://example.com/till', '--pages=/pages'])).toThrow(/--till=/);
  expect(() => readShellArguments(['--till=http://127.0.0.1/till', '--pages=/pages'])).toThrow(/--till=/);
});

test('the scripts bundle into what a sandboxed window can load', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'qiantai-shell-'));
  try {
    const { main, preload } = await buildShell(folder);
    const script = await readFile(preload, 'utf8');
    const required = [...script.matchAll(/require\(["'`]([^"'`]+)["'`]\)/g)].map((match) => match[1]);
    expect(new Set(required)).toEqual(new Set(['electron']));
    const imported = [...(await readFile(main, 'utf8')).matchAll(/^import .* from ["']([^"']+)["']/gm)];
    const foreign = imported.map((match) => match[1]).filter((name) => name !== 'electron' && !isOfNode(name ?? ''));
    expect(foreign).toEqual([]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('the shell opens a window', async (context) => {
  const decision = decideLaunch(await launchFacts(process.env));
  if (decision.kind === 'unavailable') context.skip(decision.reason);
  const { launchElectron } = await import('./launch.ts');
  const launch = await launchElectron({ socketUrl: 'ws://127.0.0.1:9/till', env: process.env });
  expect(launch.kind).toBe('launched');
  if (launch.kind === 'launched') {
    launch.process.kill();
    await new Promise((resolve) => launch.process.once('exit', resolve));
  }
});

const isOfNode = (name: string) =>
  name.startsWith('node:') || /^(buffer|crypto|events|http|https|net|stream|tls|url|zlib)$/.test(name);
