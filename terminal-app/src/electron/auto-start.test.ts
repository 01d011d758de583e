import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { autoStartFile, desktopEntry, setAutoStart } from './auto-start.ts';

let configDir: string;
beforeEach(() => {
  configDir = mkdtempSync(join(tmpdir(), 'auto-start-'));
});
afterEach(() => rmSync(configDir, { recursive: true, force: true }));

const items: unknown[] = [];
const place = (platform: NodeJS.Platform) => ({
  ...{ platform, configDir, program: '/opt/Qiantai/qiantai-till', programArguments: ['--data=/srv/till 1'] },
  setLoginItem: (item: unknown) => void items.push(item),
});

test('on Linux a file of the session’s autostart comes and goes', () => {
  setAutoStart(true, place('linux'));
  const text = readFileSync(autoStartFile(configDir), 'utf8');
  expect(text).toContain('Exec="/opt/Qiantai/qiantai-till" "--data=/srv/till 1"\n');
  setAutoStart(true, place('linux'));
  setAutoStart(false, place('linux'));
  setAutoStart(false, place('linux'));
  expect(existsSync(autoStartFile(configDir))).toBe(false);
  expect(items).toEqual([]);
});

test('elsewhere the system keeps the list', () => {
  setAutoStart(true, place('win32'));
  setAutoStart(false, place('darwin'));
  const common = { path: '/opt/Qiantai/qiantai-till', args: ['--data=/srv/till 1'] };
  expect(items).toEqual([
    { openAtLogin: true, ...common },
    { openAtLogin: false, ...common },
  ]);
  expect(existsSync(autoStartFile(configDir))).toBe(false);
});

test('marks that the format knows are written so that they mean themselves', () => {
  const entry = desktopEntry({ program: '/opt/a "b" $c `d` 5%', programArguments: ['x\\y'] });
  expect(entry).toContain('Exec="/opt/a \\\\"b\\\\" \\\\$c \\\\`d\\\\` 5%%" "x\\\\\\\\y"\n');
});
