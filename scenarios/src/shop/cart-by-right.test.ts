/**
 * What a cashier does to a cart, against the agent and the server as they are: discounts, prices, goods that come back,
 * each by a supervisor's PIN or card; a cart on hold; an exchange; a return without its receipt.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TillCommand, TillSnapshot } from '@qiantai/terminal-app/contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { shelfArticles } from '../catalogue/convenience-catalogue.ts';
import { TillClient } from '../demo/till-client.ts';
import { demoOperators, demoSupervisor } from '../suite/chain.ts';
import { startShop } from '../suite/start-shop.ts';
import type { RunningSuite } from '../suite/suite.ts';

let dataDir: string;
let suite: RunningSuite;
let till: TillClient;
let receiptNo = '';
const articles = shelfArticles();
const [operator] = demoOperators;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'qiantai-cart-'));
  suite = await startShop(dataDir);
  till = new TillClient('till-1', suite.tills[0]?.socket ?? '');
  await shown(({ view }) => view === 'sign_in');
  await run({ type: 'sign_in', number: operator.number, pin: operator.pin });
}, 120_000);

afterAll(async () => {
  till?.close();
  await suite?.stop();
  rmSync(dataDir, { recursive: true, force: true });
}, 60_000);

const scan = (code: string): TillCommand => ({ type: 'scan', code, source: 'scanner' });
const article = (at: number): TillCommand => scan(articles[at]?.barcode ?? '');
const byPin: TillCommand = { type: 'approve', number: demoSupervisor.number, pin: demoSupervisor.pin };
const byCard: TillCommand = scan(demoSupervisor.cardCode);

async function run(...commands: TillCommand[]): Promise<void> {
  for (const command of commands) {
    expect({ type: command.type, reply: await till.command(command) }).toMatchObject({ reply: { ok: true } });
  }
}

async function shown(what: (snapshot: TillSnapshot) => boolean): Promise<TillSnapshot> {
  const snapshot = await till.waitFor(what, 20_000);
  if (!snapshot) throw new Error(`never came; the last was ${JSON.stringify(till.snapshot)}`);
  return snapshot;
}

/** Cash for the cart in hand, on to the next sale. */
async function paid(): Promise<TillSnapshot> {
  await run({ type: 'begin_tender' });
  await shown(({ view }) => view === 'tender');
  await run({ type: 'pay_cash', tenderedMinor: '1000000' });
  const done = await shown(({ result, notice }) => Boolean(result?.receiptNo) || notice !== null);
  expect([done.notice, done.result?.outcome]).toEqual([null, 'paid']);
  await run({ type: 'acknowledge_result' });
  return done;
}

describe('a cart, by right and by approval', () => {
  it('is discounted, repriced and rounded, goods come back and are sold by their price; the agent writes it down', async () => {
    await run(article(0), article(1), article(2));
    await run({ type: 'discount_line', lineNo: 1, basisPoints: 1000 }, byPin);
    await run({ type: 'discount_cart', amountMinor: '10' }, byCard);
    await run({ type: 'change_price', lineNo: 2, priceMinor: '777' }, byPin);
    await run({ type: 'mark_back', lineNo: 3, isBack: true }, byPin);
    await run({ type: 'sell_by_price', name: '散装', priceMinor: '1234', barcode: '' }, byCard);
    await run({ type: 'set_customer', memberNo: '10086', phone: '' }, { type: 'set_note', text: '自提' });
    const { sale, rules } = await shown((snapshot) => snapshot.sale.priced);
    expect(sale.lines.map(({ isBack, byPrice }) => [isBack, byPrice])).toEqual([
      [false, false],
      [false, false],
      [true, false],
      [false, true],
    ]);
    expect([sale.manualDiscountMinor, rules.roundToMinor]).toEqual(['30', '10']);
    await run({ type: 'round_total', isOn: true }, byPin);
    const done = await paid();
    expect([done.sale.totalMinor, done.sale.roundingMinor]).toEqual(['1880', '1']);
    receiptNo = done.result?.receiptNo ?? '';
  });

  it('is held and recalled', async () => {
    await run(article(0), { type: 'hold_sale' });
    const { heldCarts } = await shown((snapshot) => snapshot.heldCarts.length === 1);
    await run({ type: 'recall_held', saleId: heldCarts[0]?.saleId ?? '' });
    await paid();
  });

  it('is exchanged for something else at what was paid, and then nothing of the receipt is left to come back', async () => {
    await run(scan(receiptNo));
    const { returnLines } = await shown(({ view }) => view === 'return_lines');
    // What came back within that sale was never sold by it.
    expect(returnLines.map(({ originalLineNo }) => originalLineNo)).toEqual([1, 2, 4]);
    for (const { originalLineNo, soldQuantity: quantity } of returnLines) {
      await run({ type: 'choose_return_quantity', originalLineNo, quantity });
    }
    await run({ type: 'exchange' }, byCard, { type: 'set_next_quantity', quantity: 12 }, article(3));
    const { sale } = await shown((snapshot) => snapshot.sale.priced && snapshot.sale.lines.length === 4);
    const back = sale.lines.filter(({ isBack }) => isBack).reduce((sum, line) => sum + Number(line.amountMinor), 0);
    // 300 of that sale came back within it and is not given back twice.
    expect(back).toBe(-(1880 + 300));
    await paid();
    await vi.waitFor(
      async () => expect(await till.command(scan(receiptNo))).toMatchObject({ error: { code: 'ALL_RETURNED' } }),
      { timeout: 20_000, interval: 200 },
    );
  });

  it('a return without its receipt gives cash back', async () => {
    await run({ type: 'begin_return' }, { type: 'return_without_receipt' }, article(0), { type: 'give_back' });
    expect((await shown(({ result }) => Boolean(result?.receiptNo))).result?.outcome).toBe('refunded');
  });
});
