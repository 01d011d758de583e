/**
 * Cards while the line is cut, through the whole suite: taken by the cashier's word, forwarded when the line is
 * back, one approved and one declined; finance has the declined one presented again. The books tell each step.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, credentials } from '@grpc/grpc-js';
import { operationsServices, type SettingValue } from '@qiantai/protos';
import type { TillCommand, TillSnapshot } from '@qiantai/terminal-app/contract';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { shelfArticles } from '../catalogue/convenience-catalogue.ts';
import { Hands } from '../demo/hands.ts';
import { readServerBooks } from '../demo/server-books.ts';
import { TillClient } from '../demo/till-client.ts';
import { demoMerchantId, demoOperators } from '../suite/chain.ts';
import { startShop } from '../suite/start-shop.ts';
import type { RunningSuite } from '../suite/suite.ts';

const offlinePolicy: SettingValue<'offline_policy'> = {
  currency: 'CNY',
  cards: 'take',
  forced: 'refuse',
  risk: { acceptedBy: '李掌柜', acceptedAtMs: 1, termsVersion: '2026-1' },
  entryModes: ['chip', 'contactless'],
  brands: [
    { brand: 'unionpay', ranges: [{ from: '6200', to: '6299' }], perTransactionMinor: '5000', storeSumMinor: '9000' },
    { brand: 'visa', ranges: [{ from: '4000', to: '4999' }], perTransactionMinor: '5000', storeSumMinor: '9000' },
  ],
  perTransactionMinor: '5000',
  terminalSumMinor: '10000',
  storeSumMinor: '10000',
  terminalCount: 2,
  storeCount: 5,
  ageMsMax: 3_600_000,
};
const approvedCard = 'unionpay-credit';
const declinedCard = '4242424242424242';
const tillId = 'till-1';
const waiting = { timeout: 30_000, interval: 50 };
const articles = shelfArticles();

let dataDir: string;
let suite: RunningSuite;
let till: TillClient;
let hands: Hands;
let pool: Pool;
const finance: Client[] = [];

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'qiantai-offline-'));
  suite = await startShop(dataDir, {
    extras: {
      settings: [{ scope: '', kind: 'offline_policy', id: 'default', value: { ...offlinePolicy } }],
      offlineRisk: { person: '李掌柜', termsVersion: '2026-1' },
    },
  });
  hands = new Hands({ panel: suite.panel, channels: suite.channels.http });
  till = new TillClient(tillId, suite.tills[0]?.socket ?? '');
  pool = new Pool({ connectionString: suite.server.ready.databaseUrl });
  await seen(({ view }) => view === 'sign_in');
  const [operator] = demoOperators;
  await vi.waitFor(() => done({ type: 'sign_in', number: operator.number, pin: operator.pin }), waiting);
}, 120_000);

afterAll(async () => {
  for (const client of finance) client.close();
  await pool?.end();
  till?.close();
  await suite?.stop();
  rmSync(dataDir, { recursive: true, force: true });
}, 60_000);

async function seen(fits: (snapshot: TillSnapshot) => boolean): Promise<TillSnapshot> {
  const snapshot = await till.waitFor(fits, waiting.timeout);
  if (!snapshot) throw new Error(`never seen; the last was ${JSON.stringify(till.snapshot).slice(0, 2000)}`);
  return snapshot;
}
async function done(command: TillCommand): Promise<void> {
  expect(await till.command(command)).toMatchObject({ ok: true });
}

/** Rings up an article, shows a card, and has it taken offline where the till asks. */
async function takeOffline(index: number, card: string): Promise<TillSnapshot> {
  await seen(({ view }) => view === 'sale');
  await done({ type: 'scan', code: articles[index]?.barcode ?? '', source: 'scanner' });
  await done({ type: 'begin_tender' });
  await present(card, { type: 'choose_tender', tender: 'card' });
  const asked = await seen(({ result }) => result?.offer?.possible === true);
  await present(card, { type: 'take_offline' });
  return asked;
}

async function present(card: string, command: TillCommand): Promise<void> {
  await done(command);
  await seen(({ payment }) => payment?.phase === 'present_card');
  await hands.tap(tillId, card);
}

const completed = () => seen(({ result }) => result?.receiptNo !== undefined && result.receiptNo !== '');

async function balances(): Promise<Record<string, string>> {
  const found = await pool.query<{ code: string; balance: string }>(
    `SELECT code, sum(debits_minor - credits_minor)::text AS balance FROM ledger_account
     GROUP BY code HAVING sum(debits_minor - credits_minor) <> 0`,
  );
  return Object.fromEntries(found.rows.map(({ code, balance }) => [code, balance]));
}

async function statuses(): Promise<string[]> {
  const found = await pool.query<{ status: string }>('SELECT status FROM offline_card ORDER BY payment_key');
  return found.rows.map(({ status }) => status);
}

function financeClient() {
  const { caFile, operatorKeyFile, operatorCertificateFile, operations } = suite.server.ready;
  const identity = credentials.createSsl(
    readFileSync(caFile),
    readFileSync(operatorKeyFile),
    readFileSync(operatorCertificateFile),
  );
  const client = new (operationsServices().OfflineCardService)(operations, identity);
  finance.push(client);
  return client;
}

describe('cards while the line is cut', () => {
  it('are taken by the cashier’s word, with what is left under the limits, on a receipt that says so', async () => {
    suite.stores[0]?.line?.cut();
    await seen(({ connection }) => !connection.online && connection.cards.reasonCode === '');
    const first = await takeOffline(0, approvedCard);
    expect(first.result).toMatchObject({ outcome: 'refused_offline', offer: { left: '5000' } });
    expect((await completed()).result).toMatchObject({ outcome: 'paid', tender: 'card', offline: true });
    await vi.waitFor(async () => {
      const receipts = (await hands.receipts(tillId)) as Array<{ text: string }>;
      expect(receipts.at(-1)?.text).toContain('离线');
    }, waiting);
    await takeOffline(1, declinedCard);
    await completed();
    const { connection } = await seen((snapshot) => snapshot.connection.cards.waiting === 2);
    expect(connection.cards).toMatchObject({ reasonCode: 'OFFLINE_LIMIT_TERMINAL_COUNT' });
    expect(await statuses()).toEqual([]);
  });

  it('beyond the limit are refused with the reason, and cash goes on', async () => {
    await seen(({ view }) => view === 'sale');
    await done({ type: 'scan', code: articles[2]?.barcode ?? '', source: 'scanner' });
    await done({ type: 'begin_tender' });
    await present(approvedCard, { type: 'choose_tender', tender: 'card' });
    const refused = await seen(({ result }) => result?.outcome === 'refused_offline');
    expect(refused.result).toMatchObject({
      reasonCode: 'OFFLINE_LIMIT_TERMINAL_COUNT',
      offer: { possible: false, unit: 'count', limit: '2', used: '2', left: '0' },
    });
    await done({ type: 'acknowledge_result' });
    await done({ type: 'pay_cash', tenderedMinor: refused.sale.dueMinor });
    await completed();
  });

  it('are settled when the line is back: one into the sales, one into a receivable with its case', async () => {
    await hands.cardBehaviour(declinedCard, 'decline');
    suite.stores[0]?.line?.restore();
    await vi.waitFor(async () => expect(await statuses()).toEqual(['approved', 'declined']), waiting);
    await seen(({ connection }) => connection.online && connection.waiting === 0 && connection.cards.waiting === 0);
    const books = await readServerBooks(suite.server.ready.databaseUrl);
    expect(books.ledger.balanced).toBe(true);
    expect(books.saleIds.size).toBe(3);
    expect(books.exceptions.map(({ code }) => code)).toEqual(['OFFLINE_CARD_DECLINED']);
    const [approved, declined] = books.payments
      .filter(({ channel }) => channel === 'card')
      .sort((a, b) => (a.paymentKey < b.paymentKey ? -1 : 1));
    expect([approved?.status, declined?.status]).toEqual(['paid', 'failed']);
    const now = await balances();
    expect(now['merchant.offline_card_receivable']).toBeUndefined();
    expect(now['merchant.sales_not_settled']).toBeUndefined();
    expect(now['merchant.declined_offline_receivable']).toBe(String(declined?.amountMinor));
    // Everything was sold: what the bank declined is owed, not unsold.
    const cash = books.ledgerCashMinor;
    expect(books.ledgerNetMinor).toBe((approved?.amountMinor ?? 0n) + (declined?.amountMinor ?? 0n) + cash);
  });

  it('and a declined one is presented again by finance', async () => {
    const client = financeClient();
    const listed = await new Promise<{ cards?: Array<{ paymentKey?: string; version?: unknown }> }>((resolve, reject) =>
      client.listOfflineCards({ merchantId: demoMerchantId }, (error, reply) =>
        error ? reject(error) : resolve(reply as never),
      ),
    );
    expect(listed.cards).toMatchObject([{ status: 'declined', brand: 'visa', journalled: true }]);
    const [card] = listed.cards ?? [];
    await new Promise((resolve, reject) =>
      client.representOfflineCard(
        {
          card: { merchantId: demoMerchantId, paymentKey: card?.paymentKey ?? '' },
          version: String(card?.version),
          why: 'the customer has money now',
        },
        (error, reply) => (error ? reject(error) : resolve(reply)),
      ),
    );
    await vi.waitFor(async () => expect(await statuses()).toEqual(['approved', 'approved']), waiting);
    expect((await balances())['merchant.declined_offline_receivable']).toBeUndefined();
    expect((await readServerBooks(suite.server.ready.databaseUrl)).ledger.balanced).toBe(true);
  });
});
