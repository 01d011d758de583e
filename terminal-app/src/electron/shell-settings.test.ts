import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseShellSettings, readShellSettings, settingsName } from './shell-settings.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shell-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const presets = { window: 'window', customerDisplay: 'auto', autoStart: false, zoomPercent: 100, till: {} };

test('without a file the presets count; what a file leaves out does, too', () => {
  expect(readShellSettings(folder)).toEqual(presets);
  writeFileSync(join(folder, settingsName), '{"window":"kiosk","till":{"TERMINAL_ID":"till-1"}}');
  expect(readShellSettings(folder)).toEqual({ ...presets, window: 'kiosk', till: { TERMINAL_ID: 'till-1' } });
});

test('a file that cannot be read is not taken for a missing one', () => {
  rmSync(folder, { recursive: true });
  writeFileSync(folder, '');
  expect(() => readShellSettings(folder)).toThrow(/ENOTDIR/);
});

test.each([
  ['no JSON', '{', /is not JSON/],
  ['an unknown word', '{"window":"big"}', /window: /],
  ['an unknown member', '{"kiosk":true}', /the file: .*kiosk/],
  ['a zoom out of bounds', '{"zoomPercent":1000}', /zoomPercent: /],
  ['a setting of the host that is none', '{"till":{"path":"x"}}', /till/],
])('%s is told with its place', (_name, text, message) => {
  expect(() => parseShellSettings(text, 'shell.json')).toThrow(message);
});
