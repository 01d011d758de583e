/**
 * From the hand at the scanner to the painted line on the screen: the panel's hand is called, the bytes go over
 * the serial line, the till asks its agent, the screen paints. The page tells the instant of the frame in which
 * the line first stood, by the machine's clock.
 */
import { systemClock } from '@qiantai/foundation';
import { Hands, type RunningSuite, shelfArticles } from '@qiantai/scenarios';
import { launchTestBrowser } from '@qiantai/terminal-app/test-browser';
import type { Page } from 'playwright-core';
import { type Figure, lessIsBetter, median, quantile } from './figure.ts';
import { signedInTill } from './till.ts';

const warmUpScans = 20;
const scans = 200;
const aimMs = 50;
/** Carts stay small, as carts do. */
const linesPerSale = 20;
const lookEveryMs = 5;
const looksMax = 2000;

export async function benchScanToPaint(suite: RunningSuite): Promise<Figure[]> {
  const hands = new Hands({ panel: suite.panel, channels: suite.channels.http });
  const tillId = suite.tills[0]?.id ?? '';
  const till = await signedInTill(suite, tillId);
  const browser = await launchTestBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(suite.tills[0]?.screen ?? '');
    await page.locator('[data-view="sale"]').waitFor();
    await watchLines(page);
    const articles = shelfArticles();
    const tookMs: number[] = [];
    for (let scan = 0; scan < warmUpScans + scans; scan++) {
      const line = (scan % linesPerSale) + 1;
      const scannedAtMs = systemClock.nowMs();
      await hands.scan(tillId, articles[line - 1]?.barcode ?? '');
      const paintedAtMs = await paintedAt(page, line);
      if (scan >= warmUpScans) tookMs.push(paintedAtMs - scannedAtMs);
      if (line === linesPerSale) await emptyCart(page, till);
    }
    return [
      lessIsBetter('scan.painted_median', median(tookMs), 'ms', 'aim', aimMs),
      lessIsBetter('scan.painted_p99', quantile(tookMs, 0.99), 'ms', 'aim', aimMs),
    ];
  } finally {
    await browser.close();
    till.close();
  }
}

/** Keeps, for each line of the cart, the instant after the frame in which it first stood on the page. */
async function watchLines(page: Page): Promise<void> {
  await page.evaluate(`(() => {
    const painted = (window.painted = {});
    const look = () => {
      for (const row of document.querySelectorAll('.cart-line[data-line-no]')) {
        const line = row.getAttribute('data-line-no');
        if (line in painted) continue;
        painted[line] = 0;
        requestAnimationFrame(() => setTimeout(() => (painted[line] = performance.timeOrigin + performance.now()), 0));
      }
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  })()`);
}

/** Asked from outside: the page's own policy forbids evaluating text in it. */
async function paintedAt(page: Page, line: number): Promise<number> {
  for (let looks = 0; looks < looksMax; looks++) {
    const atMs = (await page.evaluate(`window.painted[${line}] || 0`)) as number;
    if (atMs > 0) return atMs;
    await systemClock.sleep(lookEveryMs);
  }
  throw new Error(`line ${line} was not painted`);
}

async function emptyCart(page: Page, till: Awaited<ReturnType<typeof signedInTill>>): Promise<void> {
  await till.command({ type: 'abandon_sale' });
  await till.waitFor(({ sale }) => sale.lines.length === 0, 5_000);
  await page.locator('.cart-line').first().waitFor({ state: 'detached' });
  await page.evaluate('for (const line of Object.keys(window.painted)) delete window.painted[line]');
}
