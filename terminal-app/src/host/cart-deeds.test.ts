/** What a cashier does to a cart, through the host: rights, approvals, the journal, the disk. Real gRPC, real files. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { snapshotSchema, type TillCommand, type TillSnapshot } from '../contract/till-contract.ts';
import { HeldCartsFile } from './held-carts.ts';
import { FakeAgent } from './test-agent.ts';
import { operatorCards } from './test-agent-books.ts';
import { FakeDevices } from './test-devices.ts';
import { testHost } from './test-host.ts';
import type { TillHost } from './till-host.ts';

let agent: FakeAgent;
let devices: FakeDevices;
let folder: string;
let host: TillHost;
let starts = 0;
const hosts: TillHost[] = [];

function startHost(): TillHost {
  devices = new FakeDevices();
  const started = testHost({ agent, devices, folder, seed: `cart-deeds ${starts++}`, checkingMsMax: 5_000 });
  hosts.push(started);
  started.start();
  return started;
}

function until(what: (snapshot: TillSnapshot) => boolean): Promise<TillSnapshot> {
  return vi.waitFor(
    () => {
      const now = host.snapshot();
      if (!what(now)) throw new Error(`never came; the last was ${JSON.stringify(now)}`);
      return now;
    },
    { timeout: 8_000, interval: 10 },
  );
}

const run = async (...commands: TillCommand[]) => {
  for (const command of commands) expect(await host.command(command)).toMatchObject({ ok: true });
};
const refusedWith = async (command: TillCommand) => {
  const reply = await host.command(command);
  return reply.ok ? 'taken' : reply.error.code;
};
const scan = (code: string): TillCommand => ({ type: 'scan', code, source: 'scanner' });
const water = scan('6901234567892');
const noodles = scan('6920459989463');
const beer = scan('6903252713411');
const signIn: TillCommand = { type: 'sign_in', number: '1', pin: '1234' };
const deeds = () => [...agent.books.deeds.values()];
const priced = () => until(({ sale }) => sale.priced);
const sold = () => [...agent.sales.values()].at(-1);
const heldFile = () => join(folder, 'held-carts.json');

async function open(rights?: readonly string[]): Promise<void> {
  if (rights) agent.books.rights = [...rights];
  host = startHost();
  await until(({ view }) => view === 'sign_in');
  await run(signIn);
}

async function payCash(): Promise<Record<string, unknown> | undefined> {
  if (host.snapshot().view === 'sale') await run({ type: 'begin_tender' });
  await run({ type: 'pay_cash', tenderedMinor: '100000' });
  const snapshot = await until(({ result }) => Boolean(result?.receiptNo));
  expect(snapshotSchema.safeParse(snapshot).error).toBeUndefined();
  return sold();
}

beforeEach(async () => {
  agent = new FakeAgent();
  await agent.start();
  folder = mkdtempSync(join(tmpdir(), 'cart-deeds-'));
});

afterEach(async () => {
  await Promise.all(hosts.splice(0).map((one) => one.stop()));
  agent.stop();
  rmSync(folder, { recursive: true });
});

describe('an operator with the rights', () => {
  beforeEach(() => open());

  it('discounts, changes prices, takes goods back and sells by price; the agent prices it, the record has it', async () => {
    agent.promotion = true;
    await run(water, noodles, scan('2112345012507'));
    await run(
      { type: 'discount_line', lineNo: 1, amountMinor: '30' },
      { type: 'change_price', lineNo: 2, priceMinor: '400' },
      { type: 'mark_back', lineNo: 1, isBack: true },
      { type: 'sell_by_price', name: '散装糖', priceMinor: '333', barcode: '69999' },
      { type: 'discount_line', lineNo: 3, basisPoints: 1000 },
      { type: 'discount_cart', amountMinor: '100' },
      { type: 'set_customer', memberNo: '10086', phone: '' },
      { type: 'set_note', text: ' 不要袋子 ' },
    );
    const { sale } = await priced();
    expect(sale.lines).toMatchObject([
      { isBack: true, amountMinor: '-200', manual: null, listPriceMinor: '' },
      { listPriceMinor: '450', unitPriceMinor: '400', amountMinor: '300', manualDiscountMinor: '100' },
      { manual: { basisPoints: 1000, amountMinor: '0' }, manualDiscountMinor: '224', discountMinor: '472' },
      { byPrice: true, nameZh: '散装糖', amountMinor: '333' },
    ]);
    expect(sale).toMatchObject({
      totalMinor: '2449',
      manualDiscountMinor: '324',
      manual: { amountMinor: '100', basisPoints: 0 },
      customer: { memberNo: '10086' },
      note: '不要袋子',
    });
    expect(await payCash()).toMatchObject({
      totalMinor: '2449',
      customer: { memberNo: '10086' },
      note: '不要袋子',
      lines: [{ isBack: true }, { listPriceMinor: '450' }, { manualDiscountMinor: '224' }, { articleId: '-' }],
    });
    expect(agent.books.approvals).toEqual([]);
    expect(sold()).not.toHaveProperty('approvalIds');
  });

  it('deletes only what the journal has, and keeps the cart where it has it not', async () => {
    await run(water, water, noodles);
    await run({ type: 'change_quantity', lineNo: 1, quantity: 1 }, { type: 'remove_line', lineNo: 2 });
    expect(deeds()).toMatchObject([
      { deed: 'line_deleted', articleId: 'A1', quantity: 1, amountMinor: '200' },
      { deed: 'line_deleted', articleId: 'A2', quantity: 1, amountMinor: '450' },
    ]);
    await priced();
    agent.stop();
    await until(({ connection }) => !connection.agent);
    const before = host.snapshot().sale;
    const changes: TillCommand[] = [
      { type: 'remove_line', lineNo: 1 },
      { type: 'change_quantity', lineNo: 1, quantity: 2 },
      { type: 'discount_cart', basisPoints: 100 },
      { type: 'hold_sale' },
    ];
    for (const change of changes) expect(await refusedWith(change), change.type).toBe('AGENT_GONE');
    // It can still be paid in cash: what it costs is known.
    expect(host.snapshot().sale).toEqual(before);
    expect(before.priced).toBe(true);
  });

  it('rounds the total as the rules of the store say, on the sheet too', async () => {
    await run(scan('2112345012507'));
    expect(await refusedWith({ type: 'round_total', isOn: true })).toBe('NOTHING_IS_ROUNDED');
    agent.roundToMinor = '100';
    agent.showSettings(8);
    await until(({ rules }) => rules.roundToMinor === '100');
    await run({ type: 'begin_tender' }, { type: 'round_total', isOn: true });
    const { view, sale } = host.snapshot();
    expect([view, sale.totalMinor, sale.roundingMinor, sale.isRounded]).toEqual(['tender', '2400', '88', true]);
    expect(await payCash()).toMatchObject({ totalMinor: '2400', roundingMinor: '88' });
  });

  it('asks for the age once, writes the answer down, and leaves out what is refused', async () => {
    await run(beer);
    expect(host.snapshot().question).toMatchObject({ kind: 'age', ageMin: 18, nameEn: 'Tsingtao beer' });
    expect(await refusedWith(water)).toBe('AGE_WAITS');
    await run({ type: 'answer_age', isOldEnough: false });
    expect(host.snapshot()).toMatchObject({ question: null, sale: { lines: [] } });
    await run(beer, { type: 'answer_age', isOldEnough: true }, beer);
    expect(host.snapshot().sale.itemCount).toBe(2);
    expect(deeds().map(({ deed, articleId }) => [deed, articleId])).toEqual([
      ['age_refused', 'B1'],
      ['age_confirmed', 'B1'],
    ]);
  });

  it('names the member by a scan, while selling and while tendering', async () => {
    await run(water, scan('M10086001'), { type: 'begin_tender' }, scan('M20020002'));
    expect(host.snapshot()).toMatchObject({ view: 'tender', sale: { customer: { memberNo: '20020002', phone: '' } } });
  });

  it('exchanges what a receipt names for something else', async () => {
    await run(water, water);
    const receiptNo = String((await payCash())?.['receiptNo']);
    await run(
      scan(receiptNo),
      { type: 'choose_return_quantity', originalLineNo: 1, quantity: 1 },
      { type: 'exchange' },
      noodles,
    );
    const { sale } = await priced();
    expect(sale).toMatchObject({ kind: 'sale', totalMinor: '250', originalReceiptNo: receiptNo });
    expect(agent.lastCart?.lines[0]).toMatchObject({ isBack: true, price: { amountMinor: '200' } });
    expect(await payCash()).toMatchObject({
      kind: 'sale',
      totalMinor: '250',
      originalReceiptNo: receiptNo,
      lines: [{ isBack: true, originalLineNo: 1, amountMinor: '-200' }, { amountMinor: '450' }],
    });
  });
});

describe('an operator without the right', () => {
  beforeEach(() => open(['sell']));
  const tenOff: TillCommand = { type: 'discount_line', lineNo: 1, basisPoints: 1000 };

  it('asks for an approval by PIN: wrong says so, right does it, and the record names it', async () => {
    await run(noodles, tenOff);
    const asked = host.snapshot();
    expect(asked.question).toEqual({
      kind: 'approval',
      right: 'line.discount',
      nameZh: '康师傅红烧牛肉面',
      nameEn: 'Beef noodles',
    });
    expect([asked.view, asked.sale.lines[0]?.manual]).toEqual(['sale', null]);
    expect(await refusedWith({ type: 'approve', number: '9', pin: '0000' })).toBe('SIGN_IN_WRONG');
    expect(host.snapshot().question?.kind).toBe('approval');
    await run({ type: 'approve', number: '9', pin: '9999' });
    const { sale } = await priced();
    expect(sale).toMatchObject({ totalMinor: '405', lines: [{ manualDiscountMinor: '45' }] });
    expect(agent.books.approvals).toMatchObject([{ right: 'line.discount', saleId: sale.saleId }]);
    expect(await payCash()).toMatchObject({ approvalIds: [agent.books.approvals[0]?.['approvalId']] });
  });

  it('asks by an operator’s card; one without the right allows nothing', async () => {
    await run(noodles, { type: 'remove_line', lineNo: 1 });
    agent.books.supervisorRights = [];
    expect(await refusedWith(scan(operatorCards.supervisor))).toBe('RIGHT_MISSING');
    agent.books.supervisorRights = ['line.delete'];
    await run(scan(operatorCards.supervisor));
    expect(host.snapshot().sale.lines).toEqual([]);
    expect(deeds()).toMatchObject([{ deed: 'line_deleted', approvalId: agent.books.approvals[0]?.['approvalId'] }]);
  });

  it('leaves the cart as it was by Esc, and where the agent is gone', async () => {
    await run(noodles);
    const before = (await priced()).sale;
    await run(tenOff, { type: 'leave_approval' });
    expect(host.snapshot()).toMatchObject({ question: null, sale: before });
    await run(tenOff);
    agent.stop();
    await until(({ connection }) => !connection.agent);
    expect(await refusedWith({ type: 'approve', number: '9', pin: '9999' })).toBe('AGENT_GONE');
    await run({ type: 'leave_approval' });
    expect(host.snapshot().sale).toEqual(before);
  });

  it('keeps no PIN and no code of a card', async () => {
    await run(noodles, tenOff, { type: 'approve', number: '9', pin: '9999' }, { type: 'begin_tender' });
    await run({ type: 'choose_tender', tender: 'card' });
    const text = readFileSync(join(folder, 'sale-in-hand.json'), 'utf8');
    expect(text).toContain(String(agent.books.approvals[0]?.['approvalId']));
    expect(text).not.toContain('9999');
  });
});

describe('carts on hold', () => {
  beforeEach(() => open());

  it('are on the disk before the cart is empty, survive a restart, and come back whole', async () => {
    await run(noodles, { type: 'discount_line', lineNo: 1, amountMinor: '50' });
    await run({ type: 'set_note', text: '回来取' }, { type: 'hold_sale' });
    expect(host.snapshot()).toMatchObject({
      sale: { lines: [], note: '' },
      heldCarts: [{ operatorName: '小王', itemCount: 1, isOld: false, lineCount: 1, note: '回来取' }],
    });
    expect(statSync(heldFile()).mode & 0o777).toBe(0o600);
    await hosts.pop()?.stop();
    await open();
    const [held] = host.snapshot().heldCarts;
    await run({ type: 'recall_held', saleId: held?.saleId ?? '' });
    const { sale, heldCarts } = await priced();
    expect(sale).toMatchObject({ saleId: held?.saleId, note: '回来取', totalMinor: '400' });
    expect(heldCarts).toEqual([]);
    expect(deeds().map(({ deed }) => deed)).toEqual(['sale_held', 'sale_recalled']);
    // A power cut now does not lose it; the end of its sale does.
    expect(existsSync(heldFile())).toBe(true);
    await payCash();
    expect(existsSync(heldFile())).toBe(false);
  });

  it('that cannot be read stop the till instead of being forgotten', () => {
    for (const text of ['', '{"version":2,"carts":[]}', '{"version":1,"carts":[{}]}']) {
      writeFileSync(heldFile(), text);
      expect(() => new HeldCartsFile(folder).load()).toThrow(expect.objectContaining({ code: 'TILL_BAD_RECORD' }));
    }
  });

  it('are discarded by right', async () => {
    await run(water, { type: 'hold_sale' });
    const [held] = host.snapshot().heldCarts;
    await run({ type: 'discard_held', saleId: held?.saleId ?? '' });
    expect(host.snapshot().heldCarts).toEqual([]);
    await vi.waitFor(() => expect(agent.abandoned).toEqual([held?.saleId]));
    expect(deeds().at(-1)).toMatchObject({ deed: 'line_deleted', reason: 'HELD_DISCARDED', saleId: held?.saleId });
  });
});

it('what was done to the sale in hand outlives a restart in the middle of its payment', async () => {
  await open(['sell']);
  agent.roundToMinor = '10';
  agent.showSettings(8);
  await until(({ rules }) => rules.roundToMinor === '10');
  const allow: TillCommand = { type: 'approve', number: '9', pin: '9999' };
  await run(scan('2112345012507'), { type: 'discount_cart', basisPoints: 500 }, allow);
  await run({ type: 'change_price', lineNo: 1, priceMinor: '1800' }, allow, { type: 'round_total', isOn: true }, allow);
  await run(beer, { type: 'answer_age', isOldEnough: true }, scan('M10086001'), { type: 'set_note', text: '自提' });
  await priced();
  agent.onStart = 'checking';
  await run({ type: 'begin_tender' }, scan('134567890123456789'));
  await vi.waitFor(() => expect(agent.payments.size).toBe(1));
  const before = host.snapshot().sale;
  await hosts.pop()?.stop();
  host = startHost();
  const after = await until(({ payment, result }) => Boolean(payment ?? result));
  expect(after.sale).toEqual(before);
  const [key] = [...agent.payments.keys()];
  agent.answer(key ?? '', { status: 'paid' });
  await until(({ result }) => Boolean(result?.receiptNo));
  expect(sold()).toMatchObject({
    approvalIds: agent.books.approvals.map(({ approvalId }) => approvalId),
    customer: { memberNo: '10086001' },
    note: '自提',
    lines: [{ listPriceMinor: '1990' }, {}],
  });
  expect(Number(sold()?.['roundingMinor'])).toBeGreaterThan(0);
});

it('an operator signs in by a card; what else is scanned then is no try of one', async () => {
  host = startHost();
  await until(({ view }) => view === 'sign_in');
  expect(await refusedWith(water)).toBe('SIGN_IN_FIRST');
  expect(agent.calls).not.toContain('SignIn');
  expect(await refusedWith(scan(operatorCards.supervisor))).toBe('SIGN_IN_WRONG');
  await run(scan(operatorCards.cashier), water);
  expect(host.snapshot()).toMatchObject({ view: 'sale', operator: { name: '小王' }, sale: { itemCount: 1 } });
});
