/**
 * Orders pushed to a till, over every hop as processes: a person at headquarters pushes one, the till shows it, it is
 * paid by a payment code, and headquarters is told with the receipt's number; cancelled, refused, put back, and while
 * the line is cut. The same by HTTP, and an app on the till's device asks for money by the till's own API.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { credentials, Metadata } from '@grpc/grpc-js';
import { SeededRandom, systemClock, systemRandom } from '@qiantai/foundation';
import { IdMint, operationsServices } from '@qiantai/protos';
import type { PushedTerminalOrder__Output } from '@qiantai/protos/generated/qiantai/acquiring/v1/PushedTerminalOrder.ts';
import type { TerminalOrder__Output } from '@qiantai/protos/generated/qiantai/common/v1/TerminalOrder.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Hands } from '../demo/hands.ts';
import { readServerBooks } from '../demo/server-books.ts';
import { TillClient } from '../demo/till-client.ts';
import { demoMerchantId, demoOperators } from '../suite/chain.ts';
import { demoHeadquartersUsers } from '../suite/demo-settings.ts';
import { reservePorts } from '../suite/ports.ts';
import { startShop } from '../suite/start-shop.ts';
import type { RunningSuite } from '../suite/suite.ts';

type Orders = InstanceType<ReturnType<typeof operationsServices>['TerminalOrderService']>;

let dataDir: string;
let suite: RunningSuite;
let hands: Hands;
let till: TillClient;
let orders: Orders;
let boss: Metadata;
let token: string;
let localApiPort: number;
const ids = new IdMint(systemClock, new SeededRandom('pushed orders'));
const [operator] = demoOperators;
const [headquartersUser] = demoHeadquartersUsers;
const projectDir = fileURLToPath(new URL('../../../', import.meta.url));
const tillId = 'till-1';
const waiting = { timeout: 30_000, interval: 100 };
const waitMs = 20_000;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'qiantai-pushed-order-'));
  [localApiPort = 0] = await reservePorts(1, systemRandom);
  suite = await startShop(dataDir, {
    localApiPorts: [localApiPort],
  });
  hands = new Hands({ panel: suite.panel, channels: suite.channels.http });
  till = new TillClient(tillId, suite.tills[0]?.socket ?? '');
  const { ready } = suite.server;
  const anybody = credentials.createSsl(readFileSync(ready.caFile));
  const services = operationsServices();
  orders = new services.TerminalOrderService(ready.enrolment, anybody);
  const headquarters = new services.HeadquartersService(ready.enrolment, anybody);
  const { login, password } = headquartersUser;
  const given = { merchantId: demoMerchantId, login, password };
  ({ token } = await ask<{ token: string }>((done) => headquarters.signIn(given, done)));
  headquarters.close();
  boss = new Metadata();
  boss.set('headquarters-session', token);
  await till.waitFor(({ view, connection }) => view === 'sign_in' && connection.online, 30_000);
  await till.command({ type: 'sign_in', number: operator.number, pin: operator.pin });
}, 120_000);

afterAll(async () => {
  till?.close();
  orders?.close();
  await suite?.stop();
  rmSync(dataDir, { recursive: true, force: true });
}, 60_000);

function ask<Reply>(start: (done: (error: Error | null, reply?: Reply) => void) => unknown): Promise<Reply> {
  return new Promise((resolve, reject) => {
    start((error, reply) => (error || reply === undefined ? reject(error) : resolve(reply)));
  });
}

const money = (amountMinor: number) => ({ amountMinor: String(amountMinor), currency: 'CNY' });
const deadline = () => ({ deadline: systemClock.deadline(40_000) });

type Pushed = TerminalOrder__Output & Omit<PushedTerminalOrder__Output, 'order'>;

function push(title: string, more: object = {}): Promise<Pushed> {
  const lines = [
    { name: '蛋糕', quantity: 2, unitPrice: money(3000) },
    { name: 'Candle', quantity: 1, unitPrice: money(250) },
  ];
  const order = {
    orderId: ids.uuid7(),
    externalRef: `WEB-${title}`,
    title,
    lines,
    total: money(6250),
    validMs: 600_000,
  };
  return answered((done) => orders.pushOrder({ order, terminalId: tillId, waitMs, ...more }, boss, deadline(), done));
}
const get = ({ orderId, revision: knownRevision }: Pushed, more: object = {}): Promise<Pushed> =>
  answered((done) => orders.getOrder({ orderId, knownRevision, waitMs, ...more }, boss, deadline(), done));
const cancel = ({ orderId }: Pushed): Promise<Pushed> =>
  answered((done) => orders.cancelOrder({ orderId, reason: 'changed', waitMs }, boss, deadline(), done));

async function answered(start: Parameters<typeof ask<PushedTerminalOrder__Output>>[0]): Promise<Pushed> {
  const { order, ...rest } = await ask<PushedTerminalOrder__Output>(start);
  if (!order) throw new TypeError('an answer without its order');
  return { ...order, ...rest };
}

/** What headquarters is told in the end. */
async function ends(order: Pushed, status: string): Promise<Pushed> {
  let last = order;
  await vi.waitFor(async () => {
    last = await get(last, { waitMs: 2000 });
    expect(last.status).toBe(status);
  }, waiting);
  return last;
}

const shown = (orderId: string) => till.waitFor((now) => now.orders.some((one) => one.orderId === orderId), 20_000);
const gone = (orderId: string) => till.waitFor((now) => now.orders.every((one) => one.orderId !== orderId), 20_000);

async function takeUp(orderId: string): Promise<void> {
  await till.waitFor(({ view, sale }) => view === 'sale' && sale.lines.length === 0, 20_000);
  expect(await till.command({ type: 'take_up_order', orderId })).toEqual({ ok: true });
}

async function pay(how: 'code' | 'cash'): Promise<string> {
  expect(await till.command({ type: 'begin_tender' })).toEqual({ ok: true });
  if (how === 'cash') await till.command({ type: 'pay_cash', tenderedMinor: '10000' });
  else await hands.scan(tillId, await hands.paymentCode('wechat', 'pay'));
  const done = await till.waitFor(({ result }) => Boolean(result?.receiptNo), 20_000);
  await till.command({ type: 'acknowledge_result' });
  return done?.result?.receiptNo ?? '';
}

const store = () => suite.stores[0]!;
const agentLine = async (online: boolean) =>
  vi.waitFor(async () => {
    const answer = (await (await fetch(`${store().status}/status.json`)).json()) as { line: { status: string } };
    expect(answer.line.status).toBe(online ? 'online' : 'offline');
  }, waiting);

test('pushed at headquarters, paid at the till by a payment code, and told with the receipt', async () => {
  const pushed = await push('四号桌');
  expect(pushed.status).toBe('delivered');
  const list = await shown(pushed.orderId);
  expect(list?.orders[0]).toMatchObject({ title: '四号桌', totalMinor: '6250', source: 'merchant', status: 'waiting' });
  await takeUp(pushed.orderId);
  const inHand = till.snapshot?.sale;
  expect(inHand).toMatchObject({ totalMinor: '6250', dueMinor: '6250', priced: true, itemCount: 3 });
  expect(inHand?.order).toMatchObject({ orderId: pushed.orderId, externalRef: 'WEB-四号桌' });
  expect(await till.command({ type: 'remove_line', lineNo: 1 })).toMatchObject({
    ...{ ok: false, error: { code: 'ORDER_IS_FIXED' } },
  });
  await ends(pushed, 'taken_up');
  await expect(cancel(pushed)).rejects.toThrow('a cancel is too late');
  const receiptNo = await pay('code');
  const paid = await ends(pushed, 'paid');
  expect(paid).toMatchObject({ receiptNo, externalRef: 'WEB-四号桌' });
  expect(paid.payments).toEqual([
    { tender: 'TENDER_PAYMENT_CODE', channel: 'CHANNEL_WECHAT', amount: money(6250), maskedPan: '' },
  ]);
  await vi.waitFor(async () => {
    const receipts = (await hands.receipts(tillId)) as Array<{ text: string }>;
    expect(receipts.at(-1)?.text ?? '').toContain('蛋糕');
  }, waiting);
});

test('cancelled before anybody took it up: it leaves the till', async () => {
  const pushed = await push('取消');
  await shown(pushed.orderId);
  expect(await cancel(pushed)).toMatchObject({ status: 'cancelled', reason: 'MERCHANT_CANCELLED' });
  await gone(pushed.orderId);
  expect(await till.command({ type: 'take_up_order', orderId: pushed.orderId })).toMatchObject({
    ...{ ok: false, error: { code: 'ORDER_NOT_NOW' } },
  });
});

test('refused at the till: headquarters hears why', async () => {
  const pushed = await push('拒绝');
  await shown(pushed.orderId);
  await till.command({ type: 'refuse_order', orderId: pushed.orderId, reason: '没有货' });
  expect(await ends(pushed, 'refused')).toMatchObject({ reason: '没有货', receiptNo: '' });
});

test('put back where its sale is given up, and taken up again', async () => {
  const pushed = await push('放回');
  await shown(pushed.orderId);
  await takeUp(pushed.orderId);
  await ends(pushed, 'taken_up');
  await till.command({ type: 'abandon_sale' });
  await ends(pushed, 'delivered');
  await shown(pushed.orderId);
  await takeUp(pushed.orderId);
  await pay('cash');
  expect((await ends(pushed, 'paid')).payments).toMatchObject([{ tender: 'TENDER_CASH', amount: money(6250) }]);
});

test('the line is cut: what is pushed waits at the server, what is taken up is paid, and both are told afterwards', async () => {
  const before = await push('断线前');
  await shown(before.orderId);
  store().line?.cut();
  await agentLine(false);
  const during = await push('断线时', { waitMs: 500 });
  expect(during.status).toBe('pushed');
  await takeUp(before.orderId);
  const receiptNo = await pay('cash');
  expect((await get(before, { waitMs: 0 })).status).toBe('delivered');
  store().line?.restore();
  await agentLine(true);
  expect(await ends(before, 'paid')).toMatchObject({ receiptNo });
  expect(await ends(during, 'delivered')).toMatchObject({ title: '断线时' });
  await shown(during.orderId);
});

async function json(url: string, bearer: string, body?: object): Promise<Record<string, unknown>> {
  const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' };
  const answer = await fetch(url, body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers });
  return { httpStatus: answer.status, ...((await answer.json()) as object) };
}

const oneLine = (title: string) => ({
  ...{ orderId: ids.uuid7(), externalRef: '', title, totalMinor: '1900', currency: 'CNY' },
  lines: [{ name: '咖啡', quantity: 1, unitPriceMinor: '1900' }],
});

test('the till dies with the order in hand: it comes back with it, and it is paid once', async () => {
  const pushed = await push('断电');
  await shown(pushed.orderId);
  await takeUp(pushed.orderId);
  const { sale, revision } = till.snapshot ?? {};
  const saleId = sale?.saleId;
  process.kill(suite.tills[0]?.process.pid ?? 0, 'SIGKILL');
  // One that has begun anew counts its snapshots anew.
  const back = await till.waitFor((now) => now.revision < (revision ?? 0) && now.sale.order !== null, 30_000);
  expect(back?.sale).toMatchObject({ saleId, totalMinor: '6250', order: { orderId: pushed.orderId } });
  const receiptNo = await pay('cash');
  expect(await ends(pushed, 'paid')).toMatchObject({ receiptNo, saleId });
});

test('the agent hangs while the order is paid in cash: the till ends its sale, and the order is paid afterwards', async () => {
  const pushed = await push('代理停顿');
  await shown(pushed.orderId);
  await takeUp(pushed.orderId);
  await ends(pushed, 'taken_up');
  await till.command({ type: 'begin_tender' });
  const agent = store().process.pid ?? 0;
  process.kill(agent, 'SIGSTOP');
  try {
    await till.command({ type: 'pay_cash', tenderedMinor: '10000' });
    const kept = await till.waitFor(({ connection }) => connection.ownRecords === 2, 40_000);
    expect(kept?.connection.agent).toBe(false);
  } finally {
    process.kill(agent, 'SIGCONT');
  }
  const back = await till.waitFor(({ connection }) => connection.agent && connection.ownRecords === 0, 30_000);
  expect(await ends(pushed, 'paid')).toMatchObject({
    ...{ receiptNo: back?.lastReceiptNo, payments: [{ tender: 'TENDER_CASH', amount: money(6250) }] },
  });
});

test('pushed by HTTP, and cancelled by HTTP', async () => {
  const orders = `${suite.server.ready.http}/api/v1/terminal-orders`;
  const wanted = oneLine('HTTP');
  expect(await json(`${orders}?wait=20000`, token, { ...wanted, terminalId: tillId })).toMatchObject({
    ...{ httpStatus: 200, status: 'delivered', terminalId: tillId },
  });
  await shown(wanted.orderId);
  expect(await json(`${orders}/${wanted.orderId}/cancel?wait=20000`, token, {})).toMatchObject({ status: 'cancelled' });
  await gone(wanted.orderId);
});

test('an app on the device asks for money by the till’s own API', async () => {
  const command = join(projectDir, 'terminal-app/src/local-api/app-command.ts');
  const env = { PATH: process.env['PATH'], QIANTAI_DATA_DIR: join(dataDir, `terminal-app-${tillId}`) }; // command setting
  const made = await promisify(execFile)(process.execPath, [command, 'add', 'coffee-app'], { env });
  const bearer = /: (\S+)\s*$/.exec(made.stdout)?.[1] ?? '';
  const api = `http://127.0.0.1:${localApiPort}/v1`;
  expect(await json(`${api}/till`, bearer)).toMatchObject({ httpStatus: 200, terminalId: tillId, signedIn: true });
  const wanted = oneLine('一杯咖啡');
  const offered = await json(`${api}/orders`, bearer, wanted);
  expect(offered).toMatchObject({ httpStatus: 200, status: 'waiting' });
  await shown(wanted.orderId);
  const heard = json(`${api}/orders/${wanted.orderId}?wait=20000&revision=${offered['revision']}`, bearer);
  await takeUp(wanted.orderId);
  expect(await heard).toMatchObject({ status: 'taken_up' });
  const receiptNo = await pay('code');
  await vi.waitFor(async () => {
    expect(await json(`${api}/orders/${wanted.orderId}`, bearer)).toMatchObject({
      ...{ status: 'paid', receiptNo, payments: [{ channel: 'wechat', amountMinor: '1900' }] },
    });
  }, waiting);
  const slip = { slipId: ids.uuid7(), text: 'Coffee no. 12' };
  expect(await json(`${api}/print`, bearer, slip)).toMatchObject({ httpStatus: 200, printed: 'queued' });
  await vi.waitFor(async () => {
    const papers = (await hands.receipts(tillId)) as Array<{ text: string }>;
    expect(papers.at(-1)?.text ?? '').toMatch(/\[coffee-app\][\s\S]*Coffee no\. 12/);
  }, waiting);
  expect(await json(`${api}/till`, 'x'.repeat(43))).toMatchObject({ httpStatus: 401, code: 'LOCAL_API_TOKEN_BAD' });
});

test('the books hold what was paid, once', async () => {
  await vi.waitFor(async () => {
    const books = await readServerBooks(suite.server.ready.databaseUrl);
    expect(books.payments.filter(({ status }) => status === 'paid')).toHaveLength(6);
    expect([books.exceptions, books.ledger.balanced, books.saleIds.size]).toEqual([[], true, 6]);
  }, waiting);
});
