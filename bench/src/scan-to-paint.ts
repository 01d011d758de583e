/**
 * From the hand at the scanner to the painted line on the screen: the panel's hand is called, the bytes go over
 * the serial line, the till asks its agent, the screen paints. The page tells the instant of the frame in which
 * the line first stood, by the machine's clock. The catalogue has 200,000 articles; each scan is of another.
 */
import { systemClock } from '@qiantai/foundation';
import { Hands, type TillClient } from '@qiantai/scenarios';
import { launchTestBrowser } from '@qiantai/terminal-app/test-browser';
import type { Page } from 'playwright-core';
import { articles, barcodeOf } from './catalogue/large-catalogue.ts';
import { type Figure, lessIsBetter, median, quantile } from './figure.ts';
import { openLargeShop } from './large-shop.ts';
import { signedInAt } from './till.ts';

const warmUpScans = 20;
const scans = 400;
/** Prime: the scans are scattered over the catalogue. */
const articleStep = 104_729;
const aimMs = 50;
/** Carts stay small, as carts do. */
const linesPerSale = 20;
const patienceMs = 10_000;

export async function benchScanToPaint(folder: string): Promise<Figure[]> {
  const shop = await openLargeShop(folder);
  try {
    const till = await signedInAt(shop.socket, shop.devicesOf, shop.operator);
    const browser = await launchTestBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await page.goto(shop.screen);
      await page.locator('[data-view="sale"]').waitFor();
      return await scanFigures(new Hands({ panel: shop.panel, channels: '' }), shop.devicesOf, page, till);
    } finally {
      await browser.close();
      till.close();
    }
  } finally {
    await shop.stop();
  }
}

async function scanFigures(hands: Hands, devicesOf: string, page: Page, till: TillClient): Promise<Figure[]> {
  await watchLines(page);
  const tookMs: number[] = [];
  for (let scan = 0; scan < warmUpScans + scans; scan++) {
    const line = (scan % linesPerSale) + 1;
    const code = barcodeOf((scan * articleStep) % articles);
    const scannedAtMs = systemClock.nowMs();
    await hands.scan(devicesOf, code);
    const paintedAtMs = await paintedAt(page, line);
    if (scan >= warmUpScans) tookMs.push(paintedAtMs - scannedAtMs);
    if (line === linesPerSale) await emptyCart(page, till);
  }
  const what = `aim, ${articles} articles`;
  return [
    lessIsBetter('scan.painted_median', median(tookMs), 'ms', what, aimMs),
    lessIsBetter('scan.painted_p99', quantile(tookMs, 0.99), 'ms', what, aimMs),
  ];
}

/** Keeps, for each line of the cart, the instant after the frame in which it first stood on the page. */
async function watchLines(page: Page): Promise<void> {
  await page.evaluate(`(() => {
    const painted = (window.painted = {});
    const told = (window.told = {});
    const look = () => {
      for (const row of document.querySelectorAll('.cart-line[data-line-no]')) {
        const line = row.getAttribute('data-line-no');
        if (line in painted) continue;
        painted[line] = 0;
        requestAnimationFrame(() => setTimeout(() => {
          painted[line] = performance.timeOrigin + performance.now();
          told[line]?.(painted[line]);
        }, 0));
      }
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  })()`);
}

/** The page tells when it is there: a page that is asked every few milliseconds answers instead of drawing. */
async function paintedAt(page: Page, line: number): Promise<number> {
  const atMs = (await page.evaluate(`new Promise((resolve) => {
    setTimeout(() => resolve(0), ${patienceMs});
    window.told[${line}] = resolve;
    if (window.painted[${line}] > 0) resolve(window.painted[${line}]);
  })`)) as number;
  if (atMs === 0) throw new Error(`line ${line} was not painted`);
  return atMs;
}

async function emptyCart(page: Page, till: TillClient): Promise<void> {
  await till.command({ type: 'abandon_sale' });
  await till.waitFor(({ sale }) => sale.lines.length === 0, 5_000);
  await page.locator('.cart-line').first().waitFor({ state: 'detached' });
  await page.evaluate(
    'for (const line of Object.keys(window.painted)) { delete window.painted[line]; delete window.told[line]; }',
  );
}
