/** What every test of the screen starts from: pages, a scripted till, one browser. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { buildPages } from '../build-pages.ts';
import type { TillSnapshot } from '../contract/till-contract.ts';
import { launchTestBrowser } from './browser.ts';
import { type ScriptedHost, startScriptedHost } from './scripted-host.ts';

export interface ScreenBench {
  host: ScriptedHost;
  browser: Browser;
  /** Opens a page of the till; what the browser complains about is collected in `complaints`. */
  open(options?: BrowserContextOptions & { path?: string }): Promise<Screen>;
  close(): Promise<void>;
}

export interface Screen {
  page: Page;
  complaints: string[];
  /** Sends a snapshot and waits until it is painted. */
  show(snapshot: TillSnapshot): Promise<void>;
  /** Types at a scanner's speed: the keys are sent without waiting for each other. */
  wedge(code: string, end?: 'Enter' | 'Tab'): Promise<void>;
  /** Presses keys as a hand does, one after the other. */
  keys(...keys: string[]): Promise<void>;
  close(): Promise<void>;
}

/** Slow enough for a hand, so that no three digits look like a scanner. */
const handMs = 42;

export async function openScreenBench(): Promise<ScreenBench> {
  const [{ folder }, browser] = await Promise.all([buildPages(), launchTestBrowser()]);
  const host = await startScriptedHost(folder);
  return {
    host,
    browser,
    open: ({ path = '/', ...options } = {}) => openScreen({ host, browser, path, options }),
    async close() {
      await browser.close();
      await host.close();
    },
  };
}

async function openScreen(wanted: {
  host: ScriptedHost;
  browser: Browser;
  path: string;
  options: BrowserContextOptions;
}): Promise<Screen> {
  const { host, browser, path, options } = wanted;
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(host.url + path);
  return {
    page,
    complaints,
    async show(snapshot) {
      const revision = host.show(snapshot);
      await page.locator(`[data-revision="${revision}"]`).waitFor();
    },
    async wedge(code, end = 'Enter') {
      await Promise.all([...code, end].map((key) => page.keyboard.press(key)));
    },
    async keys(...keys) {
      for (const key of keys) await page.keyboard.press(key, { delay: handMs });
    },
    close: () => context.close(),
  };
}
