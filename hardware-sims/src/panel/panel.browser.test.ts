/** The page in a real browser: no error, no small target, hands that move, both languages. */
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SeededRandom, silentLog, systemClock } from '@qiantai/foundation';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { devicesFileSchema } from '../config.ts';
import { type PanelServer, startPanelServer } from '../http/server.ts';
import { Rack } from '../rack.ts';

let folder = '';
let rack: Rack;
let panel: PanelServer;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'panel-browser-'));
  const serial = (till: string, kind: string) => ({
    id: `${till}-${kind}`,
    kind,
    interface: 'serial',
    link: join(folder, till, kind),
  });
  const file = devicesFileSchema.parse({
    devices: [
      { id: 'till-1-scanner', kind: 'scanner', interface: 'hid-tcp' },
      ...['reader', 'printer', 'speaker'].map((kind) => serial('till-1', kind)),
      serial('till-2', 'printer'),
    ],
    presets: [{ code: '6901234567892', label: '农夫山泉' }],
  });
  rack = new Rack({
    file,
    dataDir: folder,
    lineClock: systemClock,
    shopNowMs: () => systemClock.nowMs(),
    random: new SeededRandom('1'),
  });
  await rack.start();
  panel = await startPanelServer({ rack, presets: file.presets, port: 0, log: silentLog });
  browser = await chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${panel.url}/panel/index.html?language=zh&theme=light`);
  await page.waitForSelector('[data-device="till-1-speaker"]');
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await panel?.close();
  await rack?.stop();
  rmSync(folder, { recursive: true });
});

describe('the panel in a browser', () => {
  it('scans with one press', async () => {
    const [host, port] = rack.find('till-1-scanner').snapshot().address.split(':');
    const got: Buffer[] = [];
    const till = connect({ host, port: Number(port) }).on('data', (bytes) => got.push(bytes));
    await page.getByText('收银机已连接').waitFor();
    await page.getByRole('button', { name: '农夫山泉' }).click();
    await vi.waitFor(() => expect(Buffer.concat(got).toString('latin1')).toContain(']E06901234567892'));
    await page.getByText('已扫 1 次').waitFor();
    till.destroy();
  });

  it('shows receipts, the drawer, held cards, and what is refused', async () => {
    rack.find('till-1-printer').device.receive(Buffer.from('\x1b@Thank you\n\x1dV\0\x1bp\0\x32\xfa', 'latin1'));
    await page.getByText('Thank you').waitFor();
    await page.getByText('钱箱开着').waitFor();
    await page.getByRole('button', { name: '挥卡' }).click();
    await page.getByText('卡已贴近').waitFor();
    await page.locator('.keypad').getByRole('button', { name: '取消' }).click();
    await page.getByRole('alert').getByText('HAND_REFUSED').waitFor();
  });

  it('pulls cables, takes paper out, and breaks frames', async () => {
    const speaker = page.locator('[data-device="till-1-speaker"]');
    await speaker.getByRole('button', { name: '拔线' }).click();
    await speaker.getByText('已拔出').waitFor();
    await page.locator('[data-device="till-1-printer"]').getByRole('button', { name: '取走纸' }).click();
    await page.getByText('缺纸').waitFor();
    const reader = page.locator('[data-device="till-1-reader"]');
    await reader.locator('summary').click();
    await reader.getByRole('button', { name: '丢失' }).click();
    await reader.getByText('待生效').waitFor();
  });

  it('speaks English, has large targets and no sideways scrolling, and complains of nothing', async () => {
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Receipt printer' }).waitFor();
    await page.getByRole('button', { name: 'till-2' }).click();
    await page.locator('[data-device="till-2-printer"]').waitFor();
    await page.getByRole('button', { name: 'till-1' }).click();
    for (const width of [1440, 1024, 390]) {
      await page.setViewportSize({ width, height: 900 });
      const measured = await page.evaluate(() => ({
        small: [...document.querySelectorAll('button, select, summary, input:not([type=checkbox])')]
          .filter((target) => target.getClientRects().length > 0 && target.getBoundingClientRect().height < 44)
          .map((target) => target.outerHTML),
        sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      }));
      expect(measured, `at ${width}`).toEqual({ small: [], sideways: 0 });
    }
    expect(complaints.filter((text) => !text.includes('409'))).toEqual([]);
  });
});
