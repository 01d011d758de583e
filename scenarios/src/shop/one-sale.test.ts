/**
 * A shop as a person meets it: the whole suite as processes, the till's screen in a real Chromium, goods scanned
 * at the device panel's scanner, and every way to pay; then the line is cut and put back.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPages } from '@qiantai/terminal-app/pages';
import { launchTestBrowser } from '@qiantai/terminal-app/test-browser';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { shelfArticles } from '../catalogue/convenience-catalogue.ts';
import { Hands } from '../demo/hands.ts';
import { readServerBooks } from '../demo/server-books.ts';
import { TillClient } from '../demo/till-client.ts';
import { demoOperators } from '../suite/chain.ts';
import { startShop } from '../suite/start-shop.ts';
import type { RunningSuite } from '../suite/suite.ts';

let dataDir: string;
let suite: RunningSuite;
let browser: Browser;
let page: Page;
let hands: Hands;
/** A second screen of the same till: what its QR code says is read off here. */
let till: TillClient;
const articles = shelfArticles();
const [operator] = demoOperators;
const tillId = 'till-1';
const waiting = { timeout: 20_000, interval: 50 };

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'qiantai-shop-'));
  const [started, opened] = await Promise.all([startShop(dataDir), launchTestBrowser(), buildPages()]);
  suite = started;
  browser = opened;
  hands = new Hands({ panel: suite.panel, channels: suite.channels.http });
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  till = new TillClient(tillId, suite.tills[0]?.socket ?? '');
  await page.goto(suite.tills[0]?.screen ?? '');
}, 120_000);

afterAll(async () => {
  till?.close();
  await browser?.close();
  await suite?.stop();
  rmSync(dataDir, { recursive: true, force: true });
}, 60_000);

const view = (name: string) => page.locator(`[data-view="${name}"]`).first().waitFor(waiting);
const type = async (text: string) => {
  for (const key of text) await page.keyboard.press(key, { delay: 60 });
};

/** Rings up one article by scanning it at the panel and opens the payment sheet. */
async function ringUp(index: number): Promise<void> {
  await view('sale');
  await hands.scan(tillId, articles[index]?.barcode ?? '');
  await page.locator('[data-line-no="1"]').waitFor(waiting);
  await page.keyboard.press('Enter');
  await view('tender');
}

async function receipts(): Promise<string[]> {
  return ((await hands.receipts(tillId)) as Array<{ text: string }>).map(({ text }) => text);
}

async function receiptsNow(count: number): Promise<string> {
  await vi.waitFor(async () => expect(await receipts()).toHaveLength(count), waiting);
  return (await receipts()).at(-1) as string;
}

async function waitForLine(online: boolean): Promise<void> {
  const status = suite.stores[0]?.status;
  await vi.waitFor(async () => {
    const answer = (await (await fetch(`${status}/status.json`)).json()) as {
      line: { status: string };
      queue: { waiting: number };
    };
    expect(answer.line.status).toBe(online ? 'online' : 'offline');
    if (online) expect(answer.queue.waiting).toBe(0);
  }, waiting);
}

describe('a shop, on the screen', () => {
  it('lets the cashier in by number and PIN', async () => {
    await view('sign_in');
    await type(`${operator.number}${operator.pin}`);
    await page.keyboard.press('Enter');
    await view('sale');
  });

  it('takes a payment code: paid, receipt printed, amount announced at the till and to the owner', async () => {
    await ringUp(0);
    await hands.scan(tillId, await hands.paymentCode('wechat', 'pay'));
    await view('result');
    expect(await receiptsNow(1)).toContain('天然水');
    for (const speaker of [`${tillId}-speaker`, 'store-1-speaker']) {
      await vi.waitFor(
        async () => expect(JSON.stringify(await hands.announcements(speaker))).toContain('2.00'),
        waiting,
      );
    }
  });

  it('shows a QR code that a customer pays', async () => {
    await ringUp(1);
    await page.keyboard.press('2');
    await page.keyboard.press('1');
    const shown = await till.waitFor(({ payment }) => payment?.phase === 'show_qr' && payment.qrText !== '', 20_000);
    await page.locator('[data-view="payment"] svg, [data-view="payment"] img').first().waitFor(waiting);
    await hands.scanQr('wechat', shown?.payment?.qrText ?? '', 'pay');
    await view('result');
    await receiptsNow(2);
  });

  it('takes a card', async () => {
    await ringUp(2);
    await page.keyboard.press('3');
    await view('payment');
    await hands.tap(tillId, '4242424242424242');
    await view('result');
    expect(await receiptsNow(3)).toContain('可乐');
  });

  it('takes cash and says the change', async () => {
    await ringUp(3);
    await page.keyboard.press('4');
    await type('10');
    await page.keyboard.press('Enter');
    await view('result');
    await page.getByText('5.20').first().waitFor(waiting);
    await receiptsNow(4);
  });

  it('says why a payment was declined, and takes another', async () => {
    await ringUp(4);
    await hands.scan(tillId, await hands.paymentCode('alipay', 'decline'));
    await view('result');
    await page.locator('.result-go').waitFor(waiting);
    await page.waitForFunction('new Promise((resolve) => setTimeout(() => resolve(true), 550))');
    await page.keyboard.press('Enter');
    await view('tender');
    await hands.scan(tillId, await hands.paymentCode('alipay', 'pay'));
    await receiptsNow(5);
  });

  it('refuses a payment code while the line is cut, takes cash, and forwards it when the line is back', async () => {
    suite.stores[0]?.line?.cut();
    await waitForLine(false);
    await ringUp(5);
    await hands.scan(tillId, await hands.paymentCode('wechat', 'pay'));
    await view('result');
    await page.locator('.result-go').waitFor(waiting);
    await page.waitForFunction('new Promise((resolve) => setTimeout(() => resolve(true), 550))');
    await page.keyboard.press('Enter');
    await view('tender');
    await page.keyboard.press('4');
    await page.keyboard.press('Enter');
    await receiptsNow(6);
    const before = await readServerBooks(suite.server.ready.databaseUrl);
    expect(before.payments.filter(({ status }) => status === 'paid')).toHaveLength(5);
    suite.stores[0]?.line?.restore();
    await waitForLine(true);
    const after = await readServerBooks(suite.server.ready.databaseUrl);
    expect(after.payments.filter(({ status }) => status === 'paid')).toHaveLength(6);
    expect(after.saleIds.size).toBe(6);
    expect(after.ledger.balanced).toBe(true);
  });
});
