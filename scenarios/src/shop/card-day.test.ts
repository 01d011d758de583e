/**
 * The card terminal's day over every hop as processes: cards at the simulated reader, their slips, and the batch that is
 * settled with the acquirer's host: by hand, where it counts otherwise, and with the end of the shift.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TillSnapshot } from '@qiantai/terminal-app/contract';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { shelfArticles } from '../catalogue/convenience-catalogue.ts';
import { Hands } from '../demo/hands.ts';
import { TillClient } from '../demo/till-client.ts';
import { demoSupervisor } from '../suite/chain.ts';
import { startShop } from '../suite/start-shop.ts';
import type { RunningSuite } from '../suite/suite.ts';

let dataDir: string;
let suite: RunningSuite;
let hands: Hands;
let till: TillClient;
let pool: Pool;
const articles = shelfArticles();
const tillId = 'till-1';
const cardTerminalId = '10000001';
const waiting = { timeout: 30_000, interval: 100 };

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'qiantai-card-day-'));
  suite = await startShop(dataDir, {
    cutLines: false,
  });
  hands = new Hands({ panel: suite.panel, channels: suite.channels.http });
  till = new TillClient(tillId, suite.tills[0]?.socket ?? '');
  pool = new Pool({ connectionString: suite.server.ready.databaseUrl, max: 1 });
  await till.waitFor(({ view, connection }) => view === 'sign_in' && connection.online, 30_000);
  await done({ type: 'sign_in', number: demoSupervisor.number, pin: demoSupervisor.pin });
}, 120_000);

afterAll(async () => {
  till?.close();
  await pool?.end();
  await suite?.stop();
  rmSync(dataDir, { recursive: true, force: true });
}, 60_000);

async function done(command: Parameters<TillClient['command']>[0]): Promise<void> {
  expect(await till.command(command), command.type).toEqual({ ok: true });
}

/** One article, paid by a card at the reader. @returns its receipt's number */
async function payByCard(hand: (tillId: string) => Promise<unknown>): Promise<string> {
  await till.waitFor(({ view, sale }) => view === 'sale' && sale.lines.length === 0, 20_000);
  await hands.scan(tillId, articles[0]?.barcode ?? '');
  await till.waitFor(({ sale }) => sale.lines.length === 1, 20_000);
  await done({ type: 'begin_tender' });
  await done({ type: 'choose_tender', tender: 'card' });
  await till.waitFor(({ payment }) => payment?.phase === 'present_card', 20_000);
  await hand(tillId);
  const paid = await till.waitFor(({ result }) => Boolean(result?.receiptNo), 20_000);
  expect(paid?.result).toMatchObject({ outcome: 'paid', tender: 'card', hasSlip: true });
  await done({ type: 'acknowledge_result' });
  return paid?.result?.receiptNo ?? '';
}

const papers = async () => ((await hands.receipts(tillId)) as Array<{ text: string }>).map(({ text }) => text);
const paperWith = (...words: string[]) =>
  vi.waitFor(async () => {
    const found = (await papers()).find((text) => words.every((word) => text.includes(word)));
    expect(found, words.join()).toBeDefined();
    return found;
  }, waiting);
type Cards = Extract<NonNullable<TillSnapshot['counter']['place']>, { name: 'cards' }>;
const cards = async (what: (place: Cards) => boolean): Promise<Cards> => {
  const shown = await till.waitFor(({ counter: { place } }) => place?.name === 'cards' && what(place), 30_000);
  return shown?.counter.place as Cards;
};

test('a slip is printed where the holder signs, and again after the till’s day from the journal', async () => {
  await done({ type: 'counter_open', place: 'shift' });
  await done({ type: 'shift_open', floatMinor: '0' });
  await done({ type: 'counter_leave' });
  await payByCard((id) => hands.tap(id, 'visa'));
  expect((await papers()).some((text) => text.includes('签购单'))).toBe(false);
  const receiptNo = await payByCard((id) => hands.device(`${id}-reader`, 'tap', { card: 'unionpay' }));
  await done({ type: 'counter_open', place: 'day' });
  await done({ type: 'day_show_sale', receiptNo });
  await till.waitFor(({ counter: { place } }) => place?.name === 'day_sale' && place.sale.slipCount === 1, 20_000);
  await done({ type: 'slip_reprint' });
  await paperWith('签购单', '商户存根', '重印 COPY', '0018');
  await done({ type: 'counter_leave' });
  await done({ type: 'counter_leave' });
}, 90_000);

test('a batch that the acquirer counts otherwise says so, and agrees when it is asked again', async () => {
  await hands.settlementBehaviour(cardTerminalId, 'differ');
  await done({ type: 'counter_open', place: 'shift' });
  await done({ type: 'cards_show' });
  await cards(({ open }) => open.reduce((count, sums) => count + sums.saleCount, 0) === 2);
  await done({ type: 'cards_settle' });
  const differs = await cards(({ settlements }) => settlements[0]?.state === 'differs');
  expect(differs.settlements[0]).toMatchObject({
    ...{ differenceCount: 0, batches: [{ cardTerminalId, batch: 1, agrees: false, debitCount: 2 }] },
  });
  await done({ type: 'cards_settle' });
  const settled = await cards(({ settlements }) => settlements[0]?.state === 'settled');
  expect(settled).toMatchObject({ open: [], settlements: [{ batches: [{ batch: 1, agrees: true }] }, {}] });
  // A double key settles nothing more.
  await done({ type: 'cards_settle' });
  await cards(({ settlements }) => settlements[0]?.state === 'nothing');
  await done({ type: 'counter_leave' });
  await done({ type: 'counter_leave' });
}, 90_000);

test('the shift closes with its cards settled, and its Z report names the batch', async () => {
  await payByCard((id) => hands.tap(id, 'mastercard'));
  await done({ type: 'counter_open', place: 'shift' });
  await done({ type: 'shift_begin_count' });
  await till.waitFor(({ counter: { place } }) => place?.name === 'shift_counting', 20_000);
  // What is still on its way is named first: somebody with the right takes it over.
  const reply = await till.command({ type: 'shift_close' });
  expect([undefined, 'SHIFT_HAS_UNSENT']).toContain(reply.ok ? undefined : reply.error.code);
  await vi.waitFor(async () => {
    if (till.snapshot?.counter.place?.name === 'shift_naming') await till.command({ type: 'shift_close_over' });
    expect(till.snapshot?.counter.place?.name).toBe('shift_closed');
  }, waiting);
  const place = till.snapshot?.counter.place;
  expect(place?.name === 'shift_closed' && place.shift.cardSettlements.at(-1)).toMatchObject({
    ...{ state: 'settled', batches: [{ batch: 2, agrees: true, debitCount: 1 }] },
  });
  const report = await paperWith('Z 报表', '批次 000002', '账平');
  expect(report).toContain('万事达 消费 x 1');
  await vi.waitFor(async () => {
    const { rows } = await pool.query<{ outcome: string }>(
      `SELECT payload->>'outcome' AS outcome FROM terminal_journal_entry WHERE kind = 'cards.settled' ORDER BY sequence`,
    );
    expect(rows.map(({ outcome }) => outcome)).toEqual(['differs', 'agrees', 'agrees']);
  }, waiting);
}, 90_000);
