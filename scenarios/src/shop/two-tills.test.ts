/**
 * Two tills on one agent, as processes: their sales stand apart and complete at the server; an agent that hangs in the
 * middle of a sale leaves it to the till, and hears late what it did not answer, without taking anything twice.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { shelfArticles } from '../catalogue/convenience-catalogue.ts';
import { readServerBooks } from '../demo/server-books.ts';
import { TillClient } from '../demo/till-client.ts';
import { demoOperators } from '../suite/chain.ts';
import { startShop } from '../suite/start-shop.ts';
import type { RunningSuite } from '../suite/suite.ts';

let dataDir: string;
let suite: RunningSuite;
let tills: TillClient[];
const articles = shelfArticles();
const waiting = { timeout: 30_000, interval: 50 };

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'qiantai-two-tills-'));
  suite = await startShop(dataDir, {
    tillsPerStore: 2,
    cutLines: false,
  });
  tills = suite.tills.map(({ id, socket }) => new TillClient(id, socket));
  for (const [index, till] of tills.entries()) {
    const operator = demoOperators[index] ?? demoOperators[0];
    await till.waitFor(({ view, connection }) => view === 'sign_in' && connection.online, 30_000);
    await till.command({ type: 'sign_in', number: operator.number, pin: operator.pin });
  }
}, 120_000);

afterAll(async () => {
  for (const till of tills ?? []) till.close();
  await suite?.stop();
  rmSync(dataDir, { recursive: true, force: true });
}, 60_000);

async function ringUp(till: TillClient, index: number): Promise<void> {
  await till.waitFor(({ view }) => view === 'sale', 10_000);
  await till.command({ type: 'scan', code: articles[index]?.barcode ?? '', source: 'scanner' });
  await till.command({ type: 'begin_tender' });
}

async function cashSale(till: TillClient, index: number): Promise<string> {
  await ringUp(till, index);
  await till.command({ type: 'pay_cash', tenderedMinor: '100000' });
  const done = await till.waitFor(({ result }) => Boolean(result?.receiptNo), 20_000);
  await till.command({ type: 'acknowledge_result' });
  return done?.result?.receiptNo ?? '';
}

const books = () => readServerBooks(suite.server.ready.databaseUrl);

describe('two tills on one agent', () => {
  it('sell side by side, each with its own receipt numbers and journal', async () => {
    const [first, second] = tills as [TillClient, TillClient];
    const receipts = await Promise.all(
      [first, second].map(async (till) => [await cashSale(till, 1), await cashSale(till, 2)]),
    );
    expect(new Set(receipts.flat()).size).toBe(4);
    expect(receipts.map((own) => own.map((no) => no.slice(-4)))).toEqual([
      ['0001', '0002'],
      ['0001', '0002'],
    ]);
    await vi.waitFor(async () => expect((await books()).saleIds.size).toBe(4), waiting);
  });

  it('finish the sale in hand in cash when the agent hangs, and nothing is taken twice when it goes on', async () => {
    const [first, second] = tills as [TillClient, TillClient];
    await ringUp(first, 3);
    const agent = suite.stores[0]?.process.pid ?? 0;
    process.kill(agent, 'SIGSTOP');
    try {
      await first.command({ type: 'pay_cash', tenderedMinor: '100000' });
      const kept = await first.waitFor(({ connection }) => connection.ownRecords === 2, 40_000);
      expect(kept?.connection.agent).toBe(false);
      const refused = await second.command({ type: 'scan', code: articles[4]?.barcode ?? '', source: 'scanner' });
      expect(refused).toMatchObject({ ok: false, error: { code: 'AGENT_GONE' } });
    } finally {
      process.kill(agent, 'SIGCONT');
    }
    const back = await first.waitFor(({ connection, lastReceiptNo }) => {
      return connection.agent && connection.ownRecords === 0 && lastReceiptNo.endsWith('-0003');
    }, 30_000);
    expect(back?.lastReceiptNo).toMatch(/-0003$/);
    await vi.waitFor(async () => expect((await books()).saleIds.size).toBe(5), waiting);
    await second.waitFor(({ connection }) => connection.agent, 30_000);
    await cashSale(second, 5);
    await vi.waitFor(async () => expect((await books()).saleIds.size).toBe(6), waiting);
    const end = await books();
    expect(end.payments.filter(({ status }) => status === 'paid')).toHaveLength(6);
    expect(end.exceptions).toEqual([]);
    expect(end.ledger.balanced).toBe(true);
    expect(end.ledgerCashMinor).toBe(end.payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0n));
  });
});
