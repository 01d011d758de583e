/**
 * What a package holds, without Electron's own program: the staged host runs by Node, and electron-builder packs the
 * folder around a stand-in that has what its tools look for (a fuse wire, an archive). What the real program does with
 * it is not shown here.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPackage, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packaging } from './packaging.ts';
import { stageApp } from './stage-app.ts';

/** Where electron/fuses finds the wire: the sentinel, the wire's version, how many fuses, each `0`, `1` or `r`. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const fuseCount = 9;
const on = '1'.charCodeAt(0);
const off = '0'.charCodeAt(0);

let folder: string;
let app: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qiantai-package-'));
  app = await stageApp(join(folder, 'app'));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the staged host runs from wherever it stands, says where its screens connect, and ends when asked', async () => {
  const host = spawn(process.execPath, [join(app, 'host/host.mjs')], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { TERMINAL_ID: 'till-1', BROWSER_PORT: '0', QIANTAI_DATA_DIR: join(folder, 'till'), LOG_LEVEL: 'silent' },
  });
  try {
    const ready = await new Promise<{ type: string; socket: string; screen: string }>((resolve) =>
      host.once('message', (message) => resolve(message as never)),
    );
    expect(ready).toMatchObject({ type: 'ready' });
    expect(ready.socket).toMatch(/^ws:\/\/127\.0\.0\.1:[0-9]+\/till$/);
    const page = await (await fetch(ready.screen)).text();
    expect(page).toContain('<title>');
    host.send({ type: 'stop' });
    expect(await new Promise((resolve) => host.once('exit', resolve))).toBe(0);
    // The next start finds its compiled code.
    const kept = readdirSync(join(folder, 'till/compiled'), { recursive: true, withFileTypes: true });
    expect(kept.filter((entry) => entry.isFile()).length).toBeGreaterThan(0);
  } finally {
    host.kill();
  }
}, 60_000);

test('electron-builder packs it: archive, native code beside it, fuses as the settings say', async () => {
  const standIn = join(folder, 'electron');
  mkdirSync(join(standIn, 'resources'), { recursive: true });
  mkdirSync(join(folder, 'default-app'));
  writeFileSync(join(folder, 'default-app/index.js'), '');
  await createPackage(join(folder, 'default-app'), join(standIn, 'resources/default_app.asar'));
  const wire = Buffer.concat([Buffer.from(sentinel), Buffer.from([1, fuseCount]), Buffer.alloc(fuseCount, on)]);
  writeFileSync(join(standIn, 'electron'), wire, { mode: 0o755 });
  writeFileSync(join(standIn, 'version'), packaging.electronVersion);

  const { build, Platform } = await import('electron-builder');
  const output = join(folder, 'packages');
  await build({
    targets: Platform.LINUX.createTarget('dir'),
    projectDir: fileURLToPath(new URL('../..', import.meta.url)),
    config: { ...packaging, electronDist: standIn, directories: { ...packaging.directories, app, output } },
  });

  const resources = join(output, 'linux-unpacked/resources');
  const files = listPackage(join(resources, 'app.asar'), { isPack: false });
  expect(files).toEqual(
    expect.arrayContaining([
      ...['/package.json', '/electron/main.mjs', '/electron/preload.cjs', '/host/host.mjs', '/pages/index.html'],
      ...['/proto/qiantai/edge/v1/till.proto', '/node_modules/serialport/package.json'],
    ]),
  );
  const unpacked = listPackage(join(resources, 'app.asar'), { isPack: true }).filter((line) => /\.node$/.test(line));
  expect(unpacked.length).toBeGreaterThan(0);
  expect(unpacked.every((line) => line.startsWith('unpack'))).toBe(true);
  expect(files.filter((file) => /\.test\.|\.map$|\/\.env/.test(file))).toEqual([]);

  const packed = await getCurrentFuseWire(join(output, 'linux-unpacked/qiantai-till'));
  expect(packed).toMatchObject({
    [FuseV1Options.RunAsNode]: off,
    [FuseV1Options.EnableCookieEncryption]: on,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
    [FuseV1Options.EnableNodeCliInspectArguments]: off,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on,
    [FuseV1Options.OnlyLoadAppFromAsar]: on,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: off,
  });
  expect(readFileSync(join(resources, 'app.asar')).length).toBeGreaterThan(1_000_000);
}, 120_000);

test('the version that is packed is the one that is installed', () => {
  const installed = JSON.parse(readFileSync(fileURLToPath(import.meta.resolve('electron/package.json')), 'utf8')) as {
    version: string;
  };
  expect(packaging.electronVersion).toBe(installed.version);
});
