/**
 * What a cashier feels of the till: from its start to the sign-in, from a key to the new total on a long cart, from the
 * key that takes the cash to the receipt at the printer; and what its host holds of the machine's memory after a day of sales.
 */
import { readFileSync } from 'node:fs';
import { systemClock } from '@qiantai/foundation';
import { type RunningSuite, shelfArticles } from '@qiantai/scenarios';
import { launchTestBrowser } from '@qiantai/terminal-app/test-browser';
import type { Page } from 'playwright-core';
import { type Figure, lessIsBetter, median, quantile } from './figure.ts';
import { processorMs } from './processor-time.ts';
import { signedInTill } from './till.ts';

type RunningTill = RunningSuite['tills'][number];

const coldStarts = 5;
const coldStartAimMs = 1500;
const cartLines = 300;
const warmUpKeys = 20;
const keys = 200;
const keyAimMs = 30;
/** Of host and agent together: the page needs as much for itself. */
const keyProcessorAimMs = 15;
const keyBytesAim = 8_000;
const receipts = 60;
const receiptAimMs = 100;
const receiptHexMin = 100;
const salesOfADay = 1000;
/** Where the first sales have brought everything in. */
const salesBefore = 200;
const memoryAimMb = 150;
const growthAimMb = 10;
const patienceMs = 20_000;

/** Enough different articles for a cart of as many lines. */
export function longShelf(): ReturnType<typeof shelfArticles> {
  const [sample] = shelfArticles();
  if (!sample) throw new Error('the shelf is empty');
  return Array.from({ length: cartLines }, (_, index) => ({
    ...sample,
    id: `long-${index + 1}`,
    barcode: `699${String(index).padStart(10, '0')}`,
    nameZh: `长架商品${index + 1}`,
    nameEn: `Long shelf ${index + 1}`,
    unitPriceMinor: String(100 + index),
    quickKey: undefined,
  }));
}

export async function benchCounter(suite: RunningSuite): Promise<Figure[]> {
  const [till] = suite.tills;
  if (!till) throw new Error('the suite has no till');
  const browser = await launchTestBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const started = await coldStart(till, page);
    const painted = await keyToTotal(suite, till, page);
    await page.close();
    return [...started, ...painted, ...(await receiptsAndMemory(suite, till))];
  } finally {
    await browser.close();
  }
}

/** The process is started, the page is opened once it is ready, the sign-in stands. The browser runs already. */
async function coldStart(till: RunningTill, page: Page): Promise<Figure[]> {
  const tookMs: number[] = [];
  for (let start = 0; start < coldStarts; start++) {
    await page.goto('about:blank');
    await till.process.stop();
    const fromMs = systemClock.monotonicMs();
    const ready = await till.process.start();
    await page.goto(ready['screen'] as string);
    await page.locator('[data-view="sign_in"]').waitFor();
    tookMs.push(systemClock.monotonicMs() - fromMs);
  }
  return [lessIsBetter('till.cold_start', median(tookMs), 'ms', 'aim', coldStartAimMs)];
}

/**
 * One more piece of the last line: the screen paints the till's own sum, pale, and the same total once the till's agent
 * has priced all 300.
 */
async function keyToTotal(suite: RunningSuite, till: RunningTill, page: Page): Promise<Figure[]> {
  await fillCart(suite, till);
  await page.goto(till.screen);
  await page.locator('[data-view="sale"]').waitFor();
  await watchTotal(page);
  for (let key = 0; key < warmUpKeys; key++) await pressPlus(page);
  const spentMs = spentBy(suite, till);
  const frames = await watchFrames(page);
  const tookMs: Array<{ painted: number; priced: number }> = [];
  for (let key = 0; key < keys; key++) tookMs.push(await pressPlus(page));
  const perKey = { processorMs: spentMs() / keys, bytes: frames() / keys };
  const client = await signedInTill(suite, till.id);
  await client.command({ type: 'abandon_sale' });
  client.close();
  const painted = tookMs.map((ms) => ms.painted);
  const priced = tookMs.map((ms) => ms.priced);
  return [
    lessIsBetter('till.key_to_total_median', median(painted), 'ms', 'aim, 300 lines', keyAimMs),
    lessIsBetter('till.key_to_total_p99', quantile(painted, 0.99), 'ms', 'aim, 300 lines', keyAimMs),
    lessIsBetter('till.key_to_priced_median', median(priced), 'ms', 'aim, 300 lines', keyAimMs),
    lessIsBetter('till.key_to_priced_p99', quantile(priced, 0.99), 'ms', 'aim, 300 lines', keyAimMs),
    lessIsBetter('till.key_processor', perKey.processorMs, 'ms', 'aim, host and agent', keyProcessorAimMs),
    lessIsBetter('till.key_bytes', perKey.bytes, 'B', 'aim, host to screen', keyBytesAim),
  ];
}

/** What the till's host and its agent take of the processor, whoever else runs on the machine. */
function spentBy(suite: RunningSuite, till: RunningTill): () => number {
  const agent = suite.stores.find(({ id }) => id === till.storeId)?.process;
  const pids = [till.process.pid, agent?.pid].filter((pid) => pid !== undefined);
  const spentMs = () => pids.reduce((sum, pid) => sum + processorMs(pid), 0);
  const beforeMs = spentMs();
  return () => spentMs() - beforeMs;
}

/** Bytes of the frames that come to the page from now on. */
async function watchFrames(page: Page): Promise<() => number> {
  let bytes = 0;
  const session = await page.context().newCDPSession(page);
  session.on('Network.webSocketFrameReceived', ({ response }) => {
    bytes += Buffer.byteLength(response.payloadData);
  });
  await session.send('Network.enable');
  return () => bytes;
}

/** Its client is gone when this resolves: a second screen that reads along would be measured, too. */
async function fillCart(suite: RunningSuite, till: RunningTill): Promise<void> {
  const client = await signedInTill(suite, till.id);
  try {
    for (const { id } of longShelf()) await client.command({ type: 'add_article', articleId: id });
    const full = await client.waitFor(({ sale }) => sale.priced && sale.lines.length === cartLines, patienceMs);
    if (!full) throw new Error(`the cart has ${client.snapshot?.sale.lines.length} lines, not ${cartLines}`);
  } finally {
    client.close();
  }
}

/** The instant of each key, and of the frames in which the total it makes stood, pale and then priced. */
async function watchTotal(page: Page): Promise<void> {
  await page.evaluate(`(() => {
    const figure = document.querySelector('.totals .totals-figure');
    const seen = (window.seen = { pressedMs: 0, paintedMs: 0, pricedMs: 0 });
    addEventListener('keydown', () => Object.assign(seen, { pressedMs: performance.now(), paintedMs: 0, pricedMs: 0 }), true);
    const painted = (name) => requestAnimationFrame(() => setTimeout(() => {
      seen[name] ||= performance.now();
      if (name === 'pricedMs') window.priced?.();
    }, 0));
    let before = figure.textContent;
    let other = false;
    new MutationObserver(() => {
      const now = figure.textContent;
      if (now !== before) {
        other = true;
        before = now;
        painted('paintedMs');
      }
      if (!other || figure.classList.contains('totals-asked')) return;
      other = false;
      painted('pricedMs');
    }).observe(figure, { attributes: true, childList: true, characterData: true, subtree: true });
  })()`);
}

/** The page tells when it is there: a page that is asked every few milliseconds answers instead of drawing. */
async function pressPlus(page: Page): Promise<{ painted: number; priced: number }> {
  await page.evaluate('void (window.untilPriced = new Promise((resolve) => (window.priced = resolve)))');
  await page.keyboard.press('NumpadAdd');
  await page.evaluate('window.untilPriced');
  const { pressedMs, paintedMs, pricedMs } = (await page.evaluate('window.seen')) as Record<
    'pressedMs' | 'paintedMs' | 'pricedMs',
    number
  >;
  return { painted: paintedMs - pressedMs, priced: pricedMs - pressedMs };
}

/** A day of cash sales; of the first ones the time until the printer has the first byte. */
async function receiptsAndMemory(suite: RunningSuite, till: RunningTill): Promise<Figure[]> {
  const client = await signedInTill(suite, till.id);
  try {
    const [article] = shelfArticles();
    const tookMs: number[] = [];
    let beforeMb = 0;
    for (let sale = 1; sale <= salesOfADay; sale++) {
      await client.command({ type: 'add_article', articleId: article?.id ?? '' });
      await client.waitFor(({ sale: now }) => now.priced && now.itemCount === 1, patienceMs);
      await client.command({ type: 'begin_tender' });
      await client.waitFor(({ view }) => view === 'tender', patienceMs);
      const after = sale <= receipts ? await lastFrame(suite, till) : 0;
      const givenMs = systemClock.nowMs();
      await client.command({ type: 'pay_cash', tenderedMinor: '100000' });
      const paid = await client.waitFor(({ result }) => result !== null && result.receiptNo !== '', patienceMs);
      if (!paid) throw new Error(`sale ${sale} was not paid; the screen shows ${client.snapshot?.view}`);
      if (sale <= receipts) tookMs.push((await receiptAtMs(suite, till, after)) - givenMs);
      await client.command({ type: 'acknowledge_result' });
      await client.waitFor(({ view }) => view === 'sale', patienceMs);
      if (sale === salesBefore) beforeMb = residentMb(till);
    }
    const afterMb = residentMb(till);
    return [
      lessIsBetter('till.receipt_median', Math.max(median(tookMs), 0.1), 'ms', 'aim', receiptAimMs),
      lessIsBetter('till.receipt_p99', Math.max(quantile(tookMs, 0.99), 0.1), 'ms', 'aim', receiptAimMs),
      lessIsBetter('till.memory_after_1000', afterMb, 'MB', 'aim', memoryAimMb),
      lessIsBetter('till.growth_800', Math.max(afterMb - beforeMb, 0.1), 'MB', 'aim', growthAimMb),
    ];
  } finally {
    client.close();
  }
}

interface Frame {
  n: number;
  atMs: number;
  direction: 'in' | 'out' | 'event';
  hex: string;
}

async function frames(suite: RunningSuite, till: RunningTill, after: number): Promise<Frame[]> {
  const response = await fetch(`${suite.panel}/api/devices/${till.id}-printer/log?after=${after}`);
  return (await response.json()) as Frame[];
}

const lastFrame = async (suite: RunningSuite, till: RunningTill): Promise<number> =>
  (await frames(suite, till, 0)).at(-1)?.n ?? 0;

/** When the printer had the beginning of the receipt: the first frame that is longer than a drawer's kick or a question. */
async function receiptAtMs(suite: RunningSuite, till: RunningTill, after: number): Promise<number> {
  const endMs = systemClock.monotonicMs() + patienceMs;
  while (systemClock.monotonicMs() < endMs) {
    const came = (await frames(suite, till, after)).find(
      ({ direction, hex }) => direction === 'in' && hex.length > receiptHexMin,
    );
    if (came) return came.atMs;
    await systemClock.sleep(5);
  }
  throw new Error('the printer got nothing');
}

/** Resident set of the till's process, as the kernel counts it. */
function residentMb(till: RunningTill): number {
  const status = readFileSync(`/proc/${till.process.pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+([0-9]+) kB$/m.exec(status)?.[1]) / 1024;
}
