/**
 * Headquarters and its stores, each in its own process: what is given over gRPC is what the tills charge, by the
 * nearest scope, also after a store moved, a file was imported and a mistake was taken back.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { credentials, Metadata } from '@grpc/grpc-js';
import { operationsServices } from '@qiantai/protos';
import { launchTestBrowser } from '@qiantai/terminal-app/test-browser';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { convenienceShelf } from '../catalogue/convenience-catalogue.ts';
import { Hands } from '../demo/hands.ts';
import { TillClient } from '../demo/till-client.ts';
import { demoMerchantId, demoOperators } from '../suite/chain.ts';
import { demoHeadquartersUsers, demoWeighedArticle } from '../suite/demo-settings.ts';
import { startShop } from '../suite/start-shop.ts';
import type { RunningSuite } from '../suite/suite.ts';

type Headquarters = InstanceType<ReturnType<typeof operationsServices>['HeadquartersService']>;

let dataDir: string;
let suite: RunningSuite;
let hands: Hands;
let tills: Record<string, TillClient>;
let headquarters: Headquarters;
let boss: Metadata;
let manager: Metadata;
const [operator] = demoOperators;
const waiting = { timeout: 30_000, interval: 100 };
const water = convenienceShelf[0]!;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'qiantai-headquarters-'));
  suite = await startShop(dataDir, {
    stores: [
      { id: 'store-1', name: '外滩店', nameEn: 'The Bund' },
      { id: 'store-2', name: '徐家汇店', nameEn: 'Xujiahui' },
    ],
    cutLines: false,
  });
  hands = new Hands({ panel: suite.panel, channels: suite.channels.http });
  tills = Object.fromEntries(suite.tills.map((till) => [till.storeId, new TillClient(till.id, till.socket)]));
  const { ready } = suite.server;
  const anybody = credentials.createSsl(readFileSync(ready.caFile));
  headquarters = new (operationsServices().HeadquartersService)(ready.enrolment, anybody);
  [boss, manager] = (await Promise.all(demoHeadquartersUsers.map(signIn))) as [Metadata, Metadata];
}, 120_000);
afterAll(async () => {
  for (const till of Object.values(tills ?? {})) till.close();
  headquarters?.close();
  await suite?.stop();
  rmSync(dataDir, { recursive: true, force: true });
}, 60_000);

const ask = <Reply>(start: (done: (error: Error | null, reply?: Reply) => void) => unknown): Promise<Reply> =>
  new Promise((resolve, reject) => {
    start((error, reply) => (error || reply === undefined ? reject(error) : resolve(reply)));
  });

async function signIn({ login, password }: { login: string; password: string }): Promise<Metadata> {
  const given = { merchantId: demoMerchantId, login, password };
  const { token } = await ask<{ token: string }>((done) => headquarters.signIn(given, done));
  const metadata = new Metadata();
  metadata.set('headquarters-session', token);
  return metadata;
}

const version = async () =>
  (await ask<{ settingsVersion: string }>((done) => headquarters.getTree({}, boss, done))).settingsVersion;

/** A price of the water at a scope; undefined: no longer one of its own. */
async function givePrice(scope: string, unitPriceMinor: string | undefined, who = boss): Promise<string> {
  const { id, barcode, nameZh, nameEn, unit, picture } = water;
  const value = { articleId: id, barcode, nameZh, nameEn, unitPriceMinor, currency: 'CNY', unit, picture };
  const change = { scope, kind: 'article', id, valueJson: unitPriceMinor === undefined ? '' : JSON.stringify(value) };
  const request = { changes: [change], baseVersion: await version(), note: 'price of water' };
  return (await ask<{ settingsVersion: string }>((done) => headquarters.applySettings(request, who, done)))
    .settingsVersion;
}

/** What a store's till charges for a code, as soon as it charges that. */
async function charges(storeId: string, totalMinor: string, code = water.barcode): Promise<void> {
  const till = tills[storeId]!;
  await vi.waitFor(async () => {
    const shown = await till.waitFor(({ view }) => ['sign_in', 'sale'].includes(view), 5_000);
    if (shown?.view === 'sign_in') await till.command({ type: 'sign_in', number: operator.number, pin: operator.pin });
    await till.waitFor(({ view, sale }) => view === 'sale' && sale.lines.length === 0, 5_000);
    await hands.scan(till.name, code);
    await till.waitFor(({ sale }) => sale.lines.length === 1 && sale.priced, 5_000);
    const total = till.snapshot?.sale.totalMinor;
    await till.command({ type: 'abandon_sale' });
    await till.waitFor(({ sale }) => sale.lines.length === 0, 5_000);
    expect(total).toBe(totalMinor);
  }, waiting);
}

test('the nearest scope’s price is charged, and the wider one’s again once it is removed', async () => {
  await Promise.all([charges('store-1', '200'), charges('store-2', '200')]);
  await givePrice('region/north', '250');
  await charges('store-1', '250');
  await givePrice('store/store-1', '260', manager);
  await charges('store-1', '260');
  await expect(givePrice('store/store-2', '1', manager)).rejects.toThrow('no node of the tree');
  await givePrice('store/store-1', undefined, manager);
  await charges('store-1', '250');
  await charges('store-2', '200');
});

test('a store that moves sells by the prices of its new region', async () => {
  await givePrice('region/south', '210');
  await charges('store-2', '210');
  const store = { storeId: 'store-1', regionId: 'south', name: '外滩店', nameEn: 'The Bund' };
  await ask((done) => headquarters.putStore({ store, keepReceipt: true }, boss, done));
  await charges('store-1', '210');
});

test('a file is taken for one store, and taken back', async () => {
  const file = `id,barcode,name_zh,price\n${water.id},${water.barcode},${water.nameZh},3.30\n`;
  const preview = await ask<{ importId: string; fileHash: Buffer; added: number }>((done) => {
    const stream = headquarters.previewImport(boss, done);
    stream.write({ head: { what: 'articles', scope: 'store/store-2' }, chunk: Buffer.from(file) });
    stream.end();
  });
  expect(preview.added).toBe(1);
  const { importId, fileHash } = preview;
  const commit = await ask<{ settingsVersion: string }>((done) =>
    headquarters.commitImport({ importId, fileHash }, boss, done),
  );
  await charges('store-2', '330');
  await ask((done) => headquarters.revertSettings({ application: commit.settingsVersion }, boss, done));
  await charges('store-2', '210');
  await charges('store-1', '210');
});

test('a weighed article is charged by the code of the scales, less the promotion', async () => {
  // 350 g of 12.80 a kilogram, ten per cent off.
  await charges('store-1', '403', withCheckDigit(`21${demoWeighedArticle.barcode}00350`));
});

test('an operator of headquarters signs in at the store, and is out once removed', async () => {
  const given = { operatorId: 'op-new', number: '7777', name: '新人', rights: ['sell'], pin: '864209' };
  const scopes = ['store/store-1'];
  await ask(
    (done) =>
      void version().then((base) => headquarters.putOperator({ ...given, scopes, baseVersion: base }, boss, done)),
  );
  const till = tills['store-1']!;
  await till.command({ type: 'sign_out' });
  await vi.waitFor(async () => {
    await till.command({ type: 'sign_in', number: '7777', pin: '864209' });
    expect((await till.waitFor(({ operator: who }) => who !== null, 1_000))?.operator?.name).toBe('新人');
  }, waiting);
  await ask(
    (done) =>
      void version().then((base) =>
        headquarters.removeOperator({ operatorId: 'op-new', baseVersion: base }, boss, done),
      ),
  );
  await vi.waitFor(async () => {
    await till.command({ type: 'sign_out' });
    await till.waitFor(({ view }) => view === 'sign_in', 5_000);
    await till.command({ type: 'sign_in', number: '7777', pin: '864209' });
    expect(await till.waitFor(({ operator: who }) => who !== null, 500)).toBeUndefined();
  }, waiting);
});

describe('the first page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchTestBrowser();
  }, 60_000);
  afterAll(() => browser?.close());

  /** A page of a person who signed in by the form. */
  async function pageOf({ login, password }: { login: string; password: string }): Promise<Page> {
    const page = await browser.newPage({ locale: 'en-GB' });
    await page.goto(`${suite.server.ready.http}/headquarters/?lang=en`);
    await page.fill('input[name=merchant]', demoMerchantId);
    await page.fill('input[name=login]', login);
    await page.fill('input[name=password]', password);
    await page.click('form.sign-in button');
    await page.waitForSelector('header .who');
    return page;
  }

  test('shows what a till sold without being loaded again, and a store sees itself only', async () => {
    const [chain, own] = await Promise.all(demoHeadquartersUsers.map(pageOf));
    await expect.poll(() => chain!.locator('.row.store .name').allTextContents(), waiting).toHaveLength(2);
    const of = (storeName: string) => chain!.locator('.row.store', { hasText: storeName });
    expect(await of('Xujiahui').locator('.number').first().textContent()).toBe('0.00');

    const till = tills['store-2']!;
    await hands.scan(till.name, water.barcode);
    await till.waitFor(({ sale }) => sale.lines.length === 1 && sale.priced, 5_000);
    await till.command({ type: 'begin_tender' });
    await till.command({ type: 'pay_cash', tenderedMinor: '210' });
    await till.waitFor(({ result }) => Boolean(result?.receiptNo), 20_000);

    await expect
      .poll(() => of('Xujiahui').locator('.number').first().textContent(), { timeout: 60_000, interval: 200 })
      .toBe('2.10');
    expect(await own!.locator('body').textContent()).not.toContain('Xujiahui');
    const other = await own!.request.get(`${suite.server.ready.http}/headquarters/stores/store-2`);
    expect(other.status()).toBe(404);
  }, 120_000);
});

/** EAN-13 (GS1 General Specifications, 7.9.1). */
function withCheckDigit(digits12: string): string {
  const sum = [...digits12].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return `${digits12}${(10 - (sum % 10)) % 10}`;
}
