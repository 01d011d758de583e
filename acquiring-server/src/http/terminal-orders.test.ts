/** Orders to terminals by HTTP and JSON: the same sessions, rights and states as by gRPC. */
import { silentLog, systemClock } from '@qiantai/foundation';
import { fastify } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  openTestHeadquarters,
  regionalSeed,
  type TestHeadquarters,
  testPassword,
} from '../headquarters/headquarters.fixture.ts';
import { TerminalOrderStore } from '../terminal-orders/order-store.ts';
import { TerminalOrders } from '../terminal-orders/orders.ts';
import { terminalOrderRoutes } from './terminal-orders.ts';

let headquarters: TestHeadquarters;
let orders: TerminalOrders;
const http = fastify();
let token: string;

beforeAll(async () => {
  const seed = regionalSeed();
  const reader = { login: 'reader', name: 'reader', scope: '', rights: ['read' as const], password: testPassword };
  headquarters = await openTestHeadquarters({
    ...seed,
    headquartersUsers: [...(seed.headquartersUsers ?? []), reader],
  });
  const { database } = headquarters.seedContext;
  const { clock, sessions } = headquarters;
  orders = new TerminalOrders({
    ...{ store: new TerminalOrderStore(database), clock, machine: systemClock, log: silentLog },
  });
  await http.register(terminalOrderRoutes({ sessions, orders }), { prefix: '/api/v1' });
  token = await signIn('boss');
});
afterAll(async () => {
  await http.close();
  await headquarters.close();
});

async function ask(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object, bearer = token) {
  const answer = await http.inject({
    ...{ method, url: `/api/v1${path}` },
    headers: { authorization: `Bearer ${bearer}` },
    ...(body === undefined ? {} : { payload: body }),
  });
  return { status: answer.statusCode, body: answer.body === '' ? {} : (answer.json() as Record<string, unknown>) };
}
const code = async (asked: ReturnType<typeof ask>) => {
  const { status, body } = await asked;
  return `${status} ${body['code']}`;
};

async function signIn(login: string): Promise<string> {
  const { body } = await ask('POST', '/sessions', { merchantId: 'm1', login, password: testPassword }, '');
  return String(body['token']);
}

let minted = 0;
const order = (change: object = {}) => ({
  orderId: `0190a5c0-0000-7000-8000-${String(++minted).padStart(12, '0')}`,
  ...{ terminalId: 'till-a1', externalRef: 'WEB-1', title: '网单一', totalMinor: '3250', currency: 'CNY' },
  lines: [
    { name: '牛肉面', quantity: 2, unitPriceMinor: '1500' },
    { name: 'Tea', quantity: 1, unitPriceMinor: '250' },
  ],
  ...change,
});
const agent = { merchantId: 'm1', storeId: 'store-a', agentId: 'agent-1' };

describe('an order', () => {
  test('is pushed, watched, and told with its end', async () => {
    const wanted = order();
    const { orderId } = wanted;
    const pushed = await ask('POST', '/terminal-orders', wanted);
    expect(pushed).toMatchObject({ status: 200, body: { ...wanted, status: 'pushed', pushedBy: 'user:boss' } });
    expect(await ask('POST', '/terminal-orders', wanted)).toEqual(pushed);
    const watching = ask('GET', `/terminal-orders/${orderId}?wait=10000&revision=1`);
    const common = { saleId: '', receiptNo: '', payments: [], reason: '', changedAtMs: 1 };
    await orders.report(agent, { ...common, orderId, revision: 1, status: 'waiting' });
    expect((await watching).body).toMatchObject({ status: 'delivered', revision: 2 });
    const payments = [{ tender: 'cash' as const, channel: 'cash' as const, amountMinor: '3250', maskedPan: '' }];
    await orders.report(agent, { ...common, orderId, revision: 2, status: 'paid', receiptNo: 'R-7', payments });
    expect((await ask('GET', `/terminal-orders/${orderId}`)).body).toMatchObject({ receiptNo: 'R-7', payments });
    expect((await ask('GET', '/terminal-orders?terminalId=till-a1&limit=5')).body).toMatchObject({
      ...{ orders: [{ orderId, status: 'paid' }], more: false },
    });
    expect((await ask('GET', '/terminal-orders?open=true')).body).toMatchObject({ orders: [] });
    expect(await code(ask('POST', `/terminal-orders/${orderId}/cancel`))).toBe('409 TERMINAL_ORDER_NOT_NOW');
  });

  test('is cancelled', async () => {
    const wanted = order();
    await ask('POST', '/terminal-orders', wanted);
    const cancelled = await ask('POST', `/terminal-orders/${wanted.orderId}/cancel`, { reason: 'changed' });
    expect(cancelled).toMatchObject({ status: 200, body: { status: 'cancelled', reason: 'changed' } });
  });

  test.each<[string, object, string]>([
    ['whose lines are not its total', { totalMinor: '1' }, '400 TERMINAL_ORDER_BAD'],
    ['with money as a number', { totalMinor: 3250 }, '400 HTTP_BAD_REQUEST'],
    ['with a NUL', { title: 'a\u0000' }, '400 TERMINAL_ORDER_BAD'],
    ['with something unknown', { tip: '1' }, '400 HTTP_BAD_REQUEST'],
    ['for a terminal that is not there', { terminalId: 'till-z' }, '403 HEADQUARTERS_NOT_YOURS'],
  ])('%s is refused', async (_what, change, told) => {
    expect(await code(ask('POST', '/terminal-orders', order(change)))).toBe(told);
  });
});

test('nobody without a session and its right', async () => {
  expect(await code(ask('GET', '/terminal-orders', undefined, ''))).toBe('401 HEADQUARTERS_SESSION_OVER');
  const reader = await signIn('reader');
  expect(await code(ask('POST', '/terminal-orders', order(), reader))).toBe('403 HEADQUARTERS_FORBIDDEN');
  const wrong = { merchantId: 'm1', login: 'boss', password: 'not it at all' };
  expect(await code(ask('POST', '/sessions', wrong, ''))).toBe('401 HEADQUARTERS_SIGN_IN_FAILED');
  const leaving = await signIn('boss');
  expect((await ask('DELETE', '/sessions', undefined, leaving)).status).toBe(204);
  expect(await code(ask('GET', '/terminal-orders', undefined, leaving))).toBe('401 HEADQUARTERS_SESSION_OVER');
});
