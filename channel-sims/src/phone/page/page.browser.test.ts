/** The page in a real browser: a code is shown and used, a QR order is paid, both languages, no complaint. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog, systemClock } from '@qiantai/foundation';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { simulationConfigSchema } from '../../config.ts';
import { type Simulation, startSimulation } from '../../simulation.ts';
import { openNativeOrder, payByCode } from '../../testing/merchant.ts';
import { askUnionpay } from '../../testing/unionpay-merchant.ts';

let folder = '';
let simulation: Simulation;
let browser: Browser;
let page: Page;
const counterpart = () => ({ description: simulation.description, clock: systemClock });
const complaints: string[] = [];
const phone = (channel: string) => page.locator(`[data-phone="${channel}"]`);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'phone-page-'));
  simulation = await startSimulation({
    config: simulationConfigSchema.parse({}),
    dataDir: folder,
    httpPort: 0,
    cardPort: 0,
    seed: 'phone',
    clock: systemClock,
    log: silentLog,
  });
  browser = await chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${simulation.description.http}/?lang=zh`);
  await phone('alipay').waitFor();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await simulation?.stop();
  rmSync(folder, { recursive: true });
});

describe('the customers’ page in a browser', () => {
  test('shows a payment code, as digits, bars and QR, and counts down', async () => {
    await phone('alipay').getByRole('button', { name: '出示付款码' }).click();
    const digits = (await phone('alipay').locator('.digits').textContent()) ?? '';
    expect(digits).toMatch(/^(2[5-9]|30)\d{16}$/);
    for (const picture of [phone('alipay').locator('.bars'), phone('alipay').locator('.qr')]) {
      await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    }
    await phone('alipay')
      .getByText(/^\d\d 秒后失效$/)
      .waitFor();
  });

  test('shows UnionPay’s nineteen digits as bars and QR too, and pays its QR order', async () => {
    const wallet = phone('unionpay');
    await wallet.getByRole('button', { name: '出示付款码' }).click();
    await expect.poll(() => wallet.locator('.digits').textContent()).toMatch(/^62\d{17}$/);
    const bars = wallet.locator('.bars');
    await expect.poll(() => bars.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    const applied = await askUnionpay(counterpart(), {
      ...{ txnType: '01', txnSubType: '07', channelType: '08', orderId: 'PAGEUNIONPAY', txnAmt: '880' },
      ...{ currencyCode: '156', backUrl: 'http://127.0.0.1:9/none' },
    });
    const order = wallet.locator('[data-order="PAGEUNIONPAY"]');
    await order.getByText('¥8.80').waitFor();
    await order.getByRole('button', { name: '扫码付款' }).click();
    await page.locator('[data-row="unionpay/PAGEUNIONPAY"]').getByText('已付').waitFor();
    expect(applied['qrCode']).toContain('qr.95516.com');
  });

  test('tells what became of a code', async () => {
    await phone('wechat').getByRole('button', { name: '出示付款码' }).click();
    const code = (await phone('wechat').locator('.digits').textContent()) ?? '';
    await payByCode(counterpart(), { outTradeNo: 'PAGE00', code });
    await phone('wechat').getByText('✓ 已付款 ¥8.80 · 已使用').waitFor();
  });

  test('pays a QR order or not, as the customer is told, and leaves its row out of the bill', async () => {
    await openNativeOrder(counterpart(), { outTradeNo: 'PAGE01', notifyUrl: 'http://127.0.0.1:9/none' });
    const order = phone('wechat').locator('[data-order="PAGE01"]');
    await order.getByText('¥8.80').waitFor();
    await phone('wechat').getByLabel('这位顾客会…').selectOption('decline');
    await order.getByRole('button', { name: '扫码付款' }).click();
    await page.getByRole('alert').getByText('顾客没有付款').waitFor();
    await phone('wechat').getByLabel('这位顾客会…').selectOption('pay');
    await order.getByRole('button', { name: '扫码付款' }).click();
    await page.getByRole('alert').getByText('已付款').waitFor();
    await order.waitFor({ state: 'detached' });
    const row = page.locator('[data-row="wechat/PAGE01"]');
    await row.getByText('已付').waitFor();
    await row.getByRole('button', { name: '漏掉这行' }).click();
    await row.getByText('已漏掉').waitFor();
    await page.getByText('POST /v3/pay/transactions/native').waitFor();
  });

  test('tells the card host what to do next, and shows a refusal', async () => {
    const wallet = page.getByRole('region', { name: '卡包' });
    await wallet.getByRole('button', { name: 'Visa' }).click();
    await wallet.getByRole('button', { name: '就这样办' }).click();
    await wallet.getByRole('button', { name: 'Visa' }).getByText('下 1 次\u{ff1a}拒绝').waitFor();
    await phone('wechat').getByLabel('或贴上二维码内容').fill('weixin://none');
    await phone('wechat').getByRole('button', { name: '付款', exact: true }).click();
    await page.getByRole('alert').getByText('SIMS_NOT_FOUND').waitFor();
  });

  test('keeps its language and the code on the phone, has large targets and no sideways scrolling', async () => {
    const shown = await phone('alipay').locator('.digits').textContent();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Wallet of cards' }).waitFor();
    expect(await phone('alipay').locator('.digits').textContent()).toBe(shown);
    for (const width of [1280, 800, 390]) {
      await page.setViewportSize({ width, height: 800 });
      const measured = await page.evaluate(() => ({
        small: [...document.querySelectorAll('button, select, summary, input')]
          .filter((target) => target.getClientRects().length > 0 && target.getBoundingClientRect().height < 44)
          .map((target) => target.outerHTML),
        sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      }));
      expect(measured, `at ${width}`).toEqual({ small: [], sideways: 0 });
    }
    await page.reload();
    await page.getByRole('heading', { name: 'Wallet of cards' }).waitFor();
    expect(complaints.filter((text) => !text.includes('404'))).toEqual([]);
  });
});
