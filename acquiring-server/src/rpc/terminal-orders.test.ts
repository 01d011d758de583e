/** Orders that a merchant pushes to its terminals, over the wire: its people at one port, the store's agent at the other. */
import { Metadata, status } from '@grpc/grpc-js';
import type { TerminalOrderContent, TerminalOrderReport } from '@qiantai/protos';
import type { ListTerminalOrdersReply__Output } from '@qiantai/protos/generated/qiantai/acquiring/v1/ListTerminalOrdersReply.ts';
import type { PushedTerminalOrder__Output } from '@qiantai/protos/generated/qiantai/acquiring/v1/PushedTerminalOrder.ts';
import type { TerminalOrder__Output } from '@qiantai/protos/generated/qiantai/common/v1/TerminalOrder.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleCode } from '../seed/sample-seed.fixture.ts';
import { sessionKey } from './headquarters-call.ts';
import { call, refusal, startTestRpc, type TestAgent, type TestRpc } from './test-rpc.fixture.ts';

let rpc: TestRpc;
let agent: TestAgent;
let boss: Metadata;
let orders: ReturnType<TestRpc['terminalOrderClient']>;
let sync: ReturnType<TestRpc['terminalOrderSync']>;
const password = 'a good long password';

beforeAll(async () => {
  rpc = await startTestRpc();
  agent = await rpc.enrol(sampleCode);
  orders = rpc.terminalOrderClient();
  sync = rpc.terminalOrderSync(agent);
  await user('boss', '', ['orders']);
  boss = await signIn('boss');
});
afterAll(() => rpc.close());

async function user(login: string, scope: string, rights: string[]): Promise<void> {
  const admin = rpc.headquartersAdmin(await rpc.operator(`for.${login}`, 'operations'));
  const fields = { login, name: login, scope, rights };
  await call((done) => admin.createHeadquartersUser({ merchantId: 'm1', user: fields, password }, done));
}

async function signIn(login: string): Promise<Metadata> {
  const hq = rpc.headquartersClient();
  const { token } = await call<{ token: string }>((done) => hq.signIn({ merchantId: 'm1', login, password }, done));
  const metadata = new Metadata();
  metadata.set(sessionKey, token);
  return metadata;
}

const money = (amountMinor: number, currency = 'CNY') => ({ amountMinor: String(amountMinor), currency });
const wish = (change: object = {}) => ({
  ...{ orderId: rpc.ids.uuid7(), terminalId: 'till-a1', externalRef: 'WEB-1', title: '网单一', validMs: 600_000 },
  lines: [
    { name: '牛肉面', quantity: 2, unitPrice: money(1500) },
    { name: 'Tea', quantity: 1, unitPrice: money(250) },
  ],
  total: money(3250),
  ...change,
});
const flat = ({ order, ...rest }: PushedTerminalOrder__Output) => ({ ...(order as TerminalOrder__Output), ...rest });
const ask = async (start: (done: never) => unknown) =>
  flat(await call<PushedTerminalOrder__Output>((done) => start(done as never)));
const push = ({ terminalId, waitMs = 0, ...order }: ReturnType<typeof wish> & { waitMs?: number }, who = boss) =>
  ask((done) => orders.pushOrder({ order, terminalId, waitMs }, who, done));
const get = (orderId: string, more: object = {}, who = boss) =>
  ask((done) => orders.getOrder({ orderId, ...more }, who, done));
const cancel = (orderId: string, more: object = {}, who = boss) =>
  ask((done) => orders.cancelOrder({ orderId, ...more }, who, done));
const list = async (request: object = {}, who = boss) => {
  const reply = await call<ListTerminalOrdersReply__Output>((done) => orders.listOrders(request, who, done));
  return { ...reply, orders: reply.orders.map(flat) };
};

async function fetched() {
  const reply = await call<{ orders: Array<{ orderJson: string; cancelAsked: boolean }> }>((done) =>
    sync.fetchTerminalOrders({ limit: 0 }, done),
  );
  return reply.orders.map(({ orderJson, cancelAsked }) => ({
    content: JSON.parse(orderJson) as TerminalOrderContent,
    cancelAsked,
  }));
}
const report = (change: Partial<TerminalOrderReport>) =>
  call<{ status: string }>((done) => {
    const common = { revision: 1, saleId: '', receiptNo: '', payments: [], reason: '', changedAtMs: 1 };
    sync.reportTerminalOrder({ reportJson: JSON.stringify({ ...common, ...change }) }, done);
  });
const saleId = '0190a5c0-0000-7000-8000-0000000000aa';

describe('an order', () => {
  test('is pushed once, fetched until it is reported, and told as the agent says', async () => {
    const order = wish();
    const { orderId } = order;
    const pushed = await push(order);
    expect(pushed).toMatchObject({
      ...{ orderId, storeId: 'store-a', terminalId: 'till-a1', status: 'pushed', revision: '1', title: '网单一' },
      ...{ pushedBy: 'user:boss', total: money(3250), cancelAsked: false, receiptNo: '' },
    });
    expect(await push(order)).toEqual(pushed);
    expect((await refusal(push({ ...order, title: 'x' }))).errorCode).toBe('TERMINAL_ORDER_CONFLICT');
    const given = await fetched();
    expect(given.map(({ content }) => content.orderId)).toContain(orderId);
    expect(await fetched()).toEqual(given);
    const { content } = given[0] as (typeof given)[0];
    expect(content).toMatchObject({ source: 'merchant', totalMinor: '3250', currency: 'CNY' });
    expect(content.expiresAtMs - content.createdAtMs).toBe(600_000);

    const heard = get(orderId, { knownRevision: 1, waitMs: 10_000 });
    expect(await report({ orderId, revision: 10, status: 'waiting' })).toEqual({ status: 'delivered' });
    expect(await heard).toMatchObject({ status: 'delivered', revision: '2' });
    expect((await fetched()).map((one) => one.content.orderId)).not.toContain(orderId);
    await report({ orderId, revision: 20, status: 'taken_up', saleId });
    expect(await get(orderId)).toMatchObject({ status: 'taken_up', saleId });
    const payments = [{ tender: 'card', channel: 'card', amountMinor: '3250', maskedPan: '6228******1234' }] as const;
    const paid = { orderId, revision: 30, status: 'paid', saleId, receiptNo: 'R-7' } as const;
    expect(await report({ ...paid, payments: [...payments] })).toEqual({ status: 'paid' });
    expect(await get(orderId)).toMatchObject({
      ...{ status: 'paid', receiptNo: 'R-7', saleId, revision: '4' },
      payments: [{ tender: 'TENDER_CARD', channel: 'CHANNEL_CARD', amount: money(3250), maskedPan: '6228******1234' }],
    });
    // The same report, an older one, and one that would take the money back: nothing changes.
    expect(await report(paid)).toEqual({ status: 'paid' });
    expect(await report({ orderId, revision: 20, status: 'taken_up', saleId })).toEqual({ status: 'paid' });
    expect((await refusal(report({ orderId, revision: 40, status: 'expired' }))).errorCode).toBe(
      'TERMINAL_ORDER_NOT_NOW',
    );
    expect((await get(orderId)).revision).toBe('4');
    expect((await refusal(cancel(orderId))).errorCode).toBe('TERMINAL_ORDER_NOT_NOW');
    const history = await rpc.database.pool.query(
      'SELECT from_state, event, to_state FROM terminal_order_history WHERE order_id = $1 ORDER BY place',
      [orderId],
    );
    expect(history.rows.map(({ from_state, event, to_state }) => `${from_state} ${event} ${to_state}`)).toEqual([
      'pushed waiting delivered',
      'delivered taken_up taken_up',
      'taken_up paid paid',
    ]);
  });

  test('is answered as delivered once its agent has it', async () => {
    const order = wish();
    const pushing = push({ ...order, waitMs: 10_000 });
    const isThere = async () => (await fetched()).some(({ content }) => content.orderId === order.orderId);
    await expect.poll(isThere, { timeout: 5000 }).toBe(true);
    await report({ orderId: order.orderId, revision: 1, status: 'waiting' });
    expect((await pushing).status).toBe('delivered');
  });

  test('that waits since its terminal trains says so, and again that it does not', async () => {
    const order = wish();
    const pushing = push({ ...order, waitMs: 10_000 });
    const isThere = async () => (await fetched()).some(({ content }) => content.orderId === order.orderId);
    await expect.poll(isThere, { timeout: 5000 }).toBe(true);
    await report({ orderId: order.orderId, revision: 1, status: 'waiting', reason: 'TERMINAL_TRAINING' });
    expect(await pushing).toMatchObject({ status: 'delivered', reason: 'TERMINAL_TRAINING' });
    await report({ orderId: order.orderId, revision: 2, status: 'waiting' });
    expect(await get(order.orderId)).toMatchObject({ status: 'delivered', reason: '' });
  });

  test.each<[string, object, string]>([
    ['whose lines are not its total', { total: money(3251) }, 'TERMINAL_ORDER_BAD'],
    ['without lines', { lines: [] }, 'TERMINAL_ORDER_BAD'],
    ['without a title', { title: '' }, 'TERMINAL_ORDER_BAD'],
    ['with a control character', { externalRef: 'a\u0007' }, 'TERMINAL_ORDER_BAD'],
    ['in two currencies', { total: money(3250, 'USD') }, 'PROTO_BAD_MONEY'],
    ['that waits no time', { validMs: 0 }, 'PROTO_BAD_NUMBER'],
    ['that waits a month', { validMs: 30 * 86_400_000 }, 'PROTO_BAD_NUMBER'],
    ['to nobody', { terminalId: '' }, 'PROTO_BAD_MESSAGE'],
    ['to a terminal that is not there', { terminalId: 'till-z9' }, 'HEADQUARTERS_NOT_YOURS'],
  ])('%s is refused', async (_what, change, code) => {
    expect((await refusal(push(wish(change)))).errorCode).toBe(code);
  });

  test('that no agent was given in its time is over', async () => {
    const { orderId } = await push(wish({ validMs: 1000 }));
    await rpc.clock.advance(1000);
    expect((await fetched()).map(({ content }) => content.orderId)).not.toContain(orderId);
    expect(await get(orderId)).toMatchObject({ status: 'expired', revision: '2' });
    expect((await refusal(cancel(orderId))).errorCode).toBe('TERMINAL_ORDER_NOT_NOW');
  });
});

describe('a cancel', () => {
  test('of an order that no agent was given is done at once', async () => {
    const { orderId } = await push(wish());
    const cancelled = await cancel(orderId, { reason: 'changed mind' });
    expect(cancelled).toMatchObject({ status: 'cancelled', reason: 'changed mind' });
    expect(await cancel(orderId)).toEqual(cancelled);
    expect((await fetched()).map(({ content }) => content.orderId)).not.toContain(orderId);
  });

  test('of an order that the agent was given is the agent’s to do, and waits for its word', async () => {
    const { orderId } = await push(wish());
    await fetched();
    expect(await cancel(orderId)).toMatchObject({ status: 'pushed', cancelAsked: true });
    // Its first report was on the way when the cancel came.
    await report({ orderId, revision: 1, status: 'waiting' });
    expect(await get(orderId)).toMatchObject({ status: 'delivered', cancelAsked: true });
    expect((await fetched()).find(({ content }) => content.orderId === orderId)?.cancelAsked).toBe(true);
    const waiting = cancel(orderId, { waitMs: 10_000 });
    await report({ orderId, revision: 2, status: 'cancelled', reason: 'MERCHANT_CANCELLED' });
    expect(await waiting).toMatchObject({ status: 'cancelled', cancelAsked: false, reason: 'MERCHANT_CANCELLED' });
  });

  test('that crosses a taking up loses, and says so', async () => {
    const { orderId } = await push(wish());
    await fetched();
    const losing = refusal(cancel(orderId, { waitMs: 10_000 }));
    await expect.poll(async () => (await get(orderId)).cancelAsked).toBe(true);
    await report({ orderId, revision: 5, status: 'taken_up', saleId });
    expect(await losing).toMatchObject({
      ...{ errorCode: 'TERMINAL_ORDER_TAKEN_UP', status: status.FAILED_PRECONDITION },
    });
    expect(await get(orderId)).toMatchObject({ status: 'taken_up', cancelAsked: false });
    expect((await refusal(cancel(orderId))).errorCode).toBe('TERMINAL_ORDER_TAKEN_UP');
    await report({ orderId, revision: 6, status: 'waiting' });
    expect(await get(orderId)).toMatchObject({ status: 'delivered', saleId: '' });
  });
});

describe('who may', () => {
  test('nobody without a session, without the right, or from another part of the tree', async () => {
    const { orderId } = await push(wish());
    expect((await refusal(push(wish(), new Metadata()))).errorCode).toBe('HEADQUARTERS_SESSION_OVER');
    await user('reader', '', ['read', 'fleet', 'tree']);
    expect((await refusal(push(wish(), await signIn('reader')))).errorCode).toBe('HEADQUARTERS_FORBIDDEN');
    await user('berta', 'store/store-b', ['orders']);
    const berta = await signIn('berta');
    expect((await refusal(push(wish(), berta))).errorCode).toBe('HEADQUARTERS_NOT_YOURS');
    expect((await refusal(get(orderId, {}, berta))).errorCode).toBe('TERMINAL_ORDER_NOT_FOUND');
    expect((await refusal(cancel(orderId, {}, berta))).errorCode).toBe('TERMINAL_ORDER_NOT_FOUND');
    expect((await list({}, berta)).orders).toEqual([]);
    expect((await get(orderId)).status).toBe('pushed');
  });

  test('an agent reports what is right of its own store’s orders, and nothing else', async () => {
    const { orderId } = await push(wish());
    const code = async (change: object) => (await refusal(report({ orderId, status: 'waiting', ...change }))).errorCode;
    expect(await code({ orderId: rpc.ids.uuid7() })).toBe('TERMINAL_ORDER_NOT_FOUND');
    expect(await code({ status: 'paid' })).toBe('TERMINAL_ORDER_BAD');
    expect(await code({ receiptNo: 'R' })).toBe('TERMINAL_ORDER_BAD');
    expect(await code({ status: 'lost' })).toBe('TERMINAL_ORDER_BAD');
    await rpc.database.pool.query("UPDATE terminal_order SET store_id = 'store-b' WHERE order_id = $1", [orderId]);
    expect(await code({})).toBe('TERMINAL_ORDER_NOT_FOUND');
    expect((await fetched()).map(({ content }) => content.orderId)).not.toContain(orderId);
  });

  test('a terminal has so many open orders, and the list tells them page by page, the newest first', async () => {
    let code = '';
    for (let count = 0; count < 60 && code === ''; count++) {
      await rpc.clock.advance(1);
      code = await push(wish()).then(
        () => '',
        (error) => String(error.metadata.get('error-code')[0]),
      );
    }
    expect(code).toBe('TERMINAL_ORDERS_TOO_MANY');
    const open = await list({ terminalId: 'till-a1', openOnly: true, limit: 100 });
    expect([open.orders.length, open.more]).toEqual([50, false]);
    const first = await list({ openOnly: true, limit: 2 });
    expect(first.more).toBe(true);
    expect(first.orders).toEqual(open.orders.slice(0, 2));
    const rest = await list({ openOnly: true, limit: 100, beforeMs: first.orders[1]?.createdAtMs });
    expect(rest.orders[0]).toEqual(open.orders[2]);
    expect((await list({ terminalId: 'till-a2' })).orders).toEqual([]);
    expect((await push(wish({ terminalId: 'till-a2' }))).status).toBe('pushed');
  });
});

test('a probe says that orders wait', async () => {
  const client = rpc.sync(agent);
  const probe = async () =>
    (await call<{ terminalOrdersWait: boolean }>((done) => client.probe({}, done))).terminalOrdersWait;
  await expect.poll(probe, { timeout: 5000 }).toBe(true);
  for (const { content } of await fetched()) {
    await report({ orderId: content.orderId, revision: 99, status: 'refused', reason: 'closed' });
  }
  await expect.poll(probe, { timeout: 5000 }).toBe(false);
});
