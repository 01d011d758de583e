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
import { type FakeChannel, newPhone, startFakeChannel } from '../phone/phone.fixture.ts';
import type { Phone } from '../phone/phone.ts';
import { Rack } from '../rack.ts';

let folder = '';
let rack: Rack;
let panel: PanelServer;
let channel: FakeChannel;
let phone: Phone;
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
      { id: 'till-1-scale', kind: 'scale', interface: 'tcp', settleMs: 0 },
      { id: 'till-1-pole', kind: 'pole', interface: 'tcp' },
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
  channel = await startFakeChannel();
  phone = newPhone(channel.url).phone;
  panel = await startPanelServer({ rack, phone, presets: file.presets, port: 0, log: silentLog });
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
  phone?.stop();
  await panel?.close();
  await channel?.close();
  await rack?.stop();
  rmSync(folder, { recursive: true });
});

describe('the panel in a browser', () => {
  it('scans with one press', async () => {
    const [host, port] = rack.find('till-1-scanner').snapshot().address.split(':');
    const got: Buffer[] = [];
    const till = connect({ host, port: Number(port) }).on('data', (bytes) => got.push(bytes));
    await page.locator('[data-device="till-1-scanner"]').getByText('收银机已连接').waitFor();
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
    await page.getByText('▲ 缺纸').waitFor();
    const reader = page.locator('[data-device="till-1-reader"]');
    await reader.locator('summary').first().click();
    await reader.getByRole('button', { name: '丢失' }).click();
    await reader.getByText('待生效').waitFor();
  });

  it('weighs what is put on the pan, and shows it on the counter', async () => {
    const scale = page.locator('[data-device="till-1-scale"]');
    await scale.getByRole('button', { name: '苹果' }).click();
    await scale.getByRole('button', { name: '白菜' }).click();
    await scale.locator('.weight').getByText('0.825 kg').waitFor();
    await page.locator('.counter .scale .led').getByText('0.825 kg').waitFor();
    await scale.getByRole('button', { name: '超重' }).click();
    await scale.locator('.lamps').getByText('超重').waitFor();
    await scale.getByRole('button', { name: '全部拿走' }).click();
    await scale.locator('.weight').getByText('0.000 kg').waitFor();
  });

  it('draws the pole display, and tells a screen reader what stands on it', async () => {
    rack.find('till-1-pole').device.receive(Buffer.from('\x1bQACola 3.00\r', 'latin1'));
    await page.getByRole('img', { name: 'Cola 3.00' }).waitFor();
    expect(await page.locator('.vfd .cell').count()).toBe(40);
    expect(await page.locator('.counter .vfd-text.upper').textContent()).toBe('Cola 3.00'.padEnd(20));
  });

  it('leads from the counter to the device by keyboard', async () => {
    await page.locator('.counter .spot.pole').focus();
    await page.keyboard.press('Enter');
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-device'));
    await vi.waitFor(async () => expect(await focused()).toBe('till-1-pole'));
  });

  it('shows a payment code, pays a scanned order with the password, and says when the channel is gone', async () => {
    const card = page.locator('[data-device="phone"]');
    await card.getByRole('button', { name: '支付宝' }).click();
    await card.locator('.phone-digits').getByText(/^28/).waitFor();
    await card.locator('.phone-qr path').waitFor({ state: 'attached' });
    await card.getByLabel('顾客会').selectOption('password');
    const order = { channel: 'wechat', qrText: 'weixin://o', outTradeNo: 'O', amountMinor: '1200', description: '茶' };
    channel.answers.set('/phone/state', { body: { currency: 'CNY', waiting: [order] } });
    channel.answers.set('/sim/wallets/wechat/scan', { body: { status: 'paid' } });
    await card.getByRole('button', { name: '看看收银机' }).click();
    await card.getByRole('button', { name: /12\.00/ }).click();
    await card.getByLabel(/支付密码/).fill('123456');
    // News of the phone come all the time; what is typed stays.
    await phone.set({ wallet: 'alipay', balanceMinor: 777n });
    await card.getByLabel('钱包').selectOption('alipay');
    await vi.waitFor(async () => expect(await card.getByLabel('余额').inputValue()).toBe('7.77'));
    await card.getByRole('button', { name: '支付', exact: true }).click();
    await card.getByText('支付成功').waitFor();
    channel.answers.set('/phone/state', { status: 500, body: 'another program' });
    await card.getByLabel('扫收银机的二维码').fill('weixin://o');
    await card.getByRole('button', { name: '扫一扫' }).click();
    await page.getByRole('alert').getByText('PHONE_CHANNEL_GONE').waitFor();
  });

  it('chooses a card by its outcome, from the keyboard', async () => {
    const reader = page.locator('[data-device="till-1-reader"]');
    await reader.getByRole('radio').first().focus();
    await page.keyboard.press('ArrowUp');
    await reader.getByRole('radio', { name: '芯片坏了' }).waitFor();
    await reader.getByRole('radio', { name: /余额不足/ }).check();
    await reader.getByRole('button', { name: '插卡' }).click();
    await page.locator('.log').getByText('插卡 funds').waitFor();
    await reader.getByRole('button', { name: '拔卡' }).click();
    await page.locator('.log').getByText('卡拔得太早').waitFor();
  });

  it('sets rates, gets stuck, lies about the model, and records', async () => {
    const printer = page.locator('[data-device="till-1-printer"]');
    for (const summary of await printer.locator('summary').all()) await summary.click();
    await printer.getByLabel('卡刀', { exact: true }).fill('25');
    await printer.getByRole('button', { name: '设定' }).click();
    await printer.getByText('卡刀 25 %').waitFor();
    await printer.getByRole('button', { name: '报错型号' }).click();
    await printer.getByText('自称 QT-WRONG-0').waitFor();
    const scanner = page.locator('[data-device="till-1-scanner"]');
    for (const summary of await scanner.locator('summary').all()) await summary.click();
    await scanner.getByRole('button', { name: '卡住' }).click();
    await scanner.getByText('没有字节出来').waitFor();
    await printer.getByRole('button', { name: '开始录制' }).click();
    await printer.getByRole('button', { name: '停止录制' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      printer.getByRole('link', { name: '下载录制文件' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('till-1-printer.jsonl');
  });

  it('takes what is dragged: goods to the pan, a card to the reader', async () => {
    // Nothing scrolls under the pointer while it drags.
    await page.setViewportSize({ width: 1280, height: 2400 });
    const scale = page.locator('[data-device="till-1-scale"]');
    await scale.getByRole('button', { name: '苹果' }).dragTo(scale.locator('.drawing'));
    await scale.locator('.weight').getByText('0.185 kg').waitFor();
    const reader = page.locator('[data-device="till-1-reader"]');
    await reader.locator('.card-row').nth(1).dragTo(reader.locator('.screen'));
    await page.locator('.log').getByText('挥卡 unionpay-credit').waitFor();
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it('speaks with the browser’s own voice when it is switched on', async () => {
    await page.evaluate(() => {
      const said: string[] = [];
      Object.assign(window, { said });
      speechSynthesis.speak = (utterance) => said.push(`${utterance.lang} ${utterance.text}`);
    });
    const speaker = page.locator('[data-device="till-1-speaker"]');
    await speaker.getByRole('button', { name: '出声播报' }).click();
    const announce = (id: string) => {
      const params = { speechId: id, parts: ['WXDZ', '{$12.30}'], text: '' };
      const request = { id, version: '1.0', method: 'thing.service.SpeechPost', params };
      rack.find('till-1-speaker').device.receive(Buffer.from(`${JSON.stringify(request)}\n`));
    };
    announce('one');
    const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said);
    await vi.waitFor(async () => expect(await said()).toEqual(['zh-CN 微信到账12.30元']));
    await speaker.getByRole('button', { name: '不出声' }).click();
  });

  it('filters the log by direction and exports it', async () => {
    await page.getByLabel('方向').selectOption('event');
    expect(await page.locator('.log li.in').count()).toBe(0);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('devices.log');
    await page.getByLabel('方向').selectOption('');
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
        small: [
          ...document.querySelectorAll('button, select, summary, a.link, input:not([type=checkbox], [type=radio])'),
        ]
          .filter((target) => target.getClientRects().length > 0 && target.getBoundingClientRect().height < 44)
          .map((target) => target.outerHTML),
        sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      }));
      expect(measured, `at ${width}`).toEqual({ small: [], sideways: 0 });
    }
    expect(complaints.filter((text) => !/409|503/.test(text))).toEqual([]);
  });
});
