/** One till of a whole suite, its screen in a real Chromium, its devices, and the books behind it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPages } from '@qiantai/terminal-app/pages';
import { launchTestBrowser } from '@qiantai/terminal-app/test-browser';
import type { Browser } from 'playwright-core';
import { Hands } from '../demo/hands.ts';
import { type JournalsRead, readJournals } from '../demo/journals.ts';
import { readServerBooks, type ServerBooks } from '../demo/server-books.ts';
import { TillClient } from '../demo/till-client.ts';
import { waitFor } from '../faults/wait-for.ts';
import { startShop } from '../suite/start-shop.ts';
import type { RunningStore, RunningSuite } from '../suite/suite.ts';

export const tillId = 'till-1';
const waitMs = 30_000;

export interface Desk {
  suite: RunningSuite;
  store: RunningStore;
  browser: Browser;
  /** Of the customer and whoever looks after the devices. */
  hands: Hands;
  /** A second screen of the same till: what it shows, and what is set up before a task. */
  till: TillClient;
  screen: string;
  /** Decoded texts of what was cut off at the printer, oldest first. */
  papers(): Promise<string[]>;
  /** Journal and server's books, once nothing is on its way any more. */
  settledBooks(): Promise<{ server: ServerBooks; journals: JournalsRead }>;
  /** What the agent has written, whether it was sent or not. */
  journals(): JournalsRead;
  waitForLine(online: boolean): Promise<void>;
  close(): Promise<void>;
}

export async function openDesk(): Promise<Desk> {
  const dataDir = mkdtempSync(join(tmpdir(), 'qiantai-cashier-'));
  const [suite, browser] = await Promise.all([startShop(dataDir), launchTestBrowser(), buildPages()]);
  const [store] = suite.stores;
  const [running] = suite.tills;
  if (!store || !running) throw new Error('the suite has no till');
  const hands = new Hands({ panel: suite.panel, channels: suite.channels.http });
  const till = new TillClient(tillId, running.socket);
  const { databaseUrl } = suite.server.ready;
  const journals = () => readJournals([store.databaseFile], () => []);

  return {
    suite,
    store,
    browser,
    hands,
    till,
    screen: running.screen,
    papers: async () => ((await hands.receipts(tillId)) as Array<{ text: string }>).map(({ text }) => text),
    journals,
    async settledBooks() {
      let server = await readServerBooks(databaseUrl);
      await waitFor(
        async () => {
          server = await readServerBooks(databaseUrl);
          const { waiting, entries } = journals();
          return waiting === 0 && server.journalEntries === entries.length;
        },
        'everything that the agent wrote to be at the server',
        waitMs,
      );
      return { server, journals: readJournals([store.databaseFile], (id) => server.deviceKeys.get(id) ?? []) };
    },
    async waitForLine(online) {
      await waitFor(
        () => till.snapshot?.connection.online === online,
        `the till to be ${online ? 'online' : 'offline'}`,
        waitMs,
      );
    },
    async close() {
      till.close();
      await browser.close();
      await suite.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
