/** The till's own API over HTTP: who is let in, what apps may ask, what they are told. The agent stands in by its calls. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock, SeededRandom, silentLog, systemClock } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TillSnapshot } from '../contract/till-contract.ts';
import { AgentFailure } from '../edge/agent-failure.ts';
import type { OfferedOrder, PushedOrder } from '../edge/order-client.ts';
import { base } from '../screen-tests/scenes.ts';
import { runAppCommand } from './app-command.ts';
import { AppsFile } from './apps-file.ts';
import { type LocalApi, startLocalApi } from './server.ts';

const ids = new IdMint(systemClock, new SeededRandom('local api'));
let folder: string;
let api: LocalApi;
let clock: FakeClock;
let snapshot: TillSnapshot;
let printed: Array<readonly Uint8Array[]>;
let papersWaiting: number;
let offered: OfferedOrder[];
let asked: object[];
/** What the agent answers, or how it fails. */
let agent: { order: Partial<PushedOrder>; failure: AgentFailure | undefined; wait: Promise<void> | undefined };
let token: string;

const order = (orderId: string, change: Partial<PushedOrder> = {}): PushedOrder => ({
  ...{ orderId, source: 'app:table-app', externalRef: 'T4-17', title: '四号桌', currency: 'CNY', status: 'waiting' },
  lines: [{ name: '牛肉面', quantity: 2, unitPriceMinor: 1500n }],
  ...{ totalMinor: 3000n, revision: 7, createdAtMs: 1, expiresAtMs: 2, changedAtMs: 3 },
  ...{ saleId: '', receiptNo: '', payments: [], reason: '', ...change },
});

async function answered(orderId: string): Promise<PushedOrder> {
  await agent.wait;
  if (agent.failure) throw agent.failure;
  return order(orderId, agent.order);
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'local-api-'));
  clock = new FakeClock();
  snapshot = { ...base, devices: [] };
  [printed, offered, asked, papersWaiting] = [[], [], [], 0];
  agent = { order: {}, failure: undefined, wait: undefined };
  token = tokenOf(runAppCommand(['add', 'table-app'], folder));
  api = await startLocalApi({
    ...{ apps: new AppsFile(folder), port: 0, version: '1.2.3', clock, log: silentLog },
    host: { snapshot: () => snapshot },
    orders: {
      offer: (wanted) => {
        offered.push(wanted);
        return answered(wanted.orderId);
      },
      get: (wanted) => {
        asked.push(wanted);
        return answered(wanted.orderId);
      },
      cancel: (orderId, app) => {
        asked.push({ orderId, app });
        return answered(orderId);
      },
    },
    devices: {
      printer: { print: (job) => void printed.push(job as readonly Uint8Array[]), openDrawer: () => undefined },
      states: () => snapshot.devices,
      health: () => ({ address: '', counters: {}, waiting: papersWaiting, detail: '', options: {} }),
    },
  });
});
afterEach(async () => {
  await api.close();
  rmSync(folder, { recursive: true });
});

function tokenOf(shown: string): string {
  return /: (\S+)$/.exec(shown)?.[1] ?? '';
}

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/** As it is written: what fetch would add or tidy is not there. */
function http(method: string, path: string, how: { headers?: Record<string, string>; body?: string } = {}) {
  return new Promise<Answer>((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...how.headers };
    const sent = request({ host: '127.0.0.1', port: api.port, method, path, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) }));
    });
    sent.on('error', reject);
    sent.end(how.body);
  });
}
const post = (path: string, body: unknown) => http('POST', path, { body: JSON.stringify(body) });
const code = async (answer: Promise<Answer>) => {
  const { status, body } = await answer;
  expect(Object.keys(body)).toEqual(['code', 'message']);
  return `${status} ${body['code']}`;
};

const offer = (change: object = {}) => ({
  ...{ orderId: ids.uuid7(), externalRef: 'T4-17', title: '四号桌', totalMinor: '3000', currency: 'CNY' },
  lines: [{ name: '牛肉面', quantity: 2, unitPriceMinor: '1500' }],
  ...change,
});

describe('who is let in', () => {
  test('nobody without a token of an app, and no app for what it has no scope for', async () => {
    expect(await code(http('GET', '/v1/till', { headers: { authorization: '' } }))).toBe('401 LOCAL_API_TOKEN_BAD');
    const other = { authorization: `Bearer ${'x'.repeat(43)}` };
    expect(await code(http('GET', '/v1/till', { headers: other }))).toBe('401 LOCAL_API_TOKEN_BAD');
    token = tokenOf(runAppCommand(['add', 'printer-app', '--scopes', 'print'], folder));
    expect(await code(http('GET', '/v1/till'))).toBe('403 LOCAL_API_SCOPE_MISSING');
    expect(await code(post('/v1/orders', offer()))).toBe('403 LOCAL_API_SCOPE_MISSING');
    runAppCommand(['remove', 'printer-app'], folder);
    expect(await code(http('GET', '/v1/till'))).toBe('401 LOCAL_API_TOKEN_BAD');
    expect(offered).toEqual([]);
  });

  test('no page of any site, and no foreign name that was pointed here', async () => {
    const by = (headers: Record<string, string>) => code(http('GET', '/v1/till', { headers }));
    expect(await by({ origin: 'http://evil.example' })).toBe('403 LOCAL_API_FORBIDDEN');
    expect(await by({ origin: `http://127.0.0.1:${api.port}` })).toBe('403 LOCAL_API_FORBIDDEN');
    expect(await by({ 'sec-fetch-site': 'cross-site' })).toBe('403 LOCAL_API_FORBIDDEN');
    expect(await by({ host: 'evil.example' })).toBe('403 LOCAL_API_FORBIDDEN');
    expect((await http('GET', '/v1/till', { headers: { host: `localhost:${api.port}` } })).status).toBe(200);
    expect((await http('OPTIONS', '/v1/orders')).status).toBe(404);
  });

  test('so many calls of an app, and so many wrong tokens', async () => {
    const answers = await Promise.all(Array.from({ length: 45 }, () => http('GET', '/v1/till')));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(40);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(5);
    const wrong = { authorization: `Bearer ${'y'.repeat(43)}` };
    const tries = await Promise.all(Array.from({ length: 25 }, () => http('GET', '/v1/till', { headers: wrong })));
    expect(tries.filter(({ status }) => status === 401)).toHaveLength(20);
    await clock.advance(1000);
    expect((await http('GET', '/v1/till')).status).toBe(200);
  });

  test('the file keeps hashes, not tokens, and is for this account alone', () => {
    const { file } = new AppsFile(folder);
    expect(readFileSync(file, 'utf8')).not.toContain(token);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('a file that does not read lets nobody in, and the till’s log says why', async () => {
    writeFileSync(new AppsFile(folder).file, '{"apps": [{}]}');
    expect(await code(http('GET', '/v1/till'))).toBe('500 LOCAL_API_BAD_APPS');
  });
});

describe('the command for apps', () => {
  test('adds with a fresh token, lists, removes', () => {
    expect(runAppCommand(['list'], folder)).toBe('table-app  status,orders,print');
    const again = tokenOf(runAppCommand(['add', 'table-app', '--scopes', 'orders'], folder));
    expect(again).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(new AppsFile(folder).appOf(token)).toBeUndefined();
    expect(new AppsFile(folder).appOf(again)?.scopes).toEqual(['orders']);
    expect(runAppCommand(['remove', 'table-app'], folder)).toContain('table-app');
    expect(runAppCommand(['list'], folder)).toBe('There is no app yet.');
  });

  test.each([
    ['no command', []],
    ['an unknown one', ['give', 'x']],
    ['no name', ['add']],
    ['a strange name', ['add', 'Table App']],
    ['an unknown scope', ['add', 'x', '--scopes', 'orders,money']],
    ['nobody to remove', ['remove', 'x']],
    ['too much', ['add', 'x', 'y']],
  ])('refuses %s', (_what, args) => {
    expect(() => runAppCommand(args, folder)).toThrow();
  });
});

describe('an app', () => {
  test('asks how the till is', async () => {
    expect(await http('GET', '/v1/till')).toEqual({
      status: 200,
      body: {
        ...{ terminalId: 'till-1', tillName: '2 号机', storeName: '人民路店', merchantName: '钱台便利' },
        ...{ currency: 'CNY', exponent: 2, agent: true, online: true, signedIn: true, busy: false, printer: 'absent' },
      },
    });
  });

  test('offers an order, under its own name', async () => {
    const wanted = offer();
    const { status, body } = await post('/v1/orders', wanted);
    expect(status).toBe(200);
    expect(offered).toEqual([
      {
        ...{ ...wanted, app: 'table-app', validMs: 900_000, totalMinor: 3000n },
        lines: [{ name: '牛肉面', quantity: 2, unitPriceMinor: 1500n }],
      },
    ]);
    expect(body).toEqual({
      ...{ orderId: wanted.orderId, externalRef: 'T4-17', title: '四号桌', totalMinor: '3000', currency: 'CNY' },
      lines: [{ name: '牛肉面', quantity: 2, unitPriceMinor: '1500' }],
      ...{ status: 'waiting', revision: 7, createdAtMs: 1, expiresAtMs: 2, changedAtMs: 3 },
      ...{ receiptNo: '', payments: [], reason: '' },
    });
  });

  test.each<[string, object]>([
    ['an id of another kind', { orderId: '1' }],
    ['no lines', { lines: [] }],
    ['a price that is no whole number', { totalMinor: '30.00' }],
    ['money as a number', { totalMinor: 3000 }],
    ['a control character', { title: '\u001b@' }],
    ['a member that is not known', { tip: '1' }],
    ['no time', { validMs: 0 }],
  ])('is told what is wrong with %s', async (_what, change) => {
    expect(await code(post('/v1/orders', offer(change)))).toBe('400 LOCAL_API_REQUEST_BAD');
    expect(offered).toEqual([]);
  });

  test('is told what the agent refuses, and that it is gone', async () => {
    const failures: Array<[AgentFailure, string]> = [
      [new AgentFailure('refused', 'ORDER_BAD', 'the lines are 1 in all'), '400 ORDER_BAD'],
      [new AgentFailure('refused', 'ORDER_CONFLICT', 'other contents'), '409 ORDER_CONFLICT'],
      [new AgentFailure('not_ready', 'ORDER_LIST_FULL', '50 open orders'), '429 ORDER_LIST_FULL'],
      [new AgentFailure('refused', 'PROTO_BAD_MONEY', 'x'), '400 PROTO_BAD_MONEY'],
      [new AgentFailure('gone', 'AGENT_GONE', 'nobody there'), '503 AGENT_GONE'],
      [new AgentFailure('not_found', 'ORDER_NOT_FOUND', 'none'), '404 ORDER_NOT_FOUND'],
    ];
    for (const [failure, told] of failures) {
      agent.failure = failure;
      expect(await code(post('/v1/orders', offer()))).toBe(told);
    }
  });

  test('waits for news of an order, as often as a till can bear', async () => {
    const orderId = ids.uuid7();
    let go = () => {};
    agent.wait = new Promise((resolve) => {
      go = resolve;
    });
    const path = `/v1/orders/${orderId}?wait=20000&revision=7`;
    const waiting = Array.from({ length: 10 }, () => http('GET', path));
    await expect.poll(() => asked.length).toBe(10);
    expect(asked[0]).toEqual({ orderId, app: 'table-app', knownRevision: 7, waitMs: 20_000 });
    expect(await code(http('GET', path))).toBe('429 LOCAL_API_TOO_OFTEN');
    agent.order = {
      ...{ status: 'paid', receiptNo: 'R-7' },
      payments: [{ tender: 'card', channel: 'card', amountMinor: 3000n, maskedPan: '6228******1234' }],
    };
    go();
    const [first] = await Promise.all(waiting);
    expect(first?.body).toMatchObject({
      ...{ status: 'paid', receiptNo: 'R-7' },
      payments: [{ tender: 'card', channel: 'card', amountMinor: '3000', maskedPan: '6228******1234' }],
    });
    expect((await http('GET', path)).status).toBe(200);
    expect(await code(http('GET', `/v1/orders/${orderId}?wait=60000`))).toBe('400 LOCAL_API_REQUEST_BAD');
  });

  test('takes an order back', async () => {
    const orderId = ids.uuid7();
    agent.order = { status: 'cancelled', reason: 'APP_CANCELLED' };
    expect((await http('POST', `/v1/orders/${orderId}/cancel`)).body).toMatchObject({ status: 'cancelled' });
    expect(asked).toEqual([{ orderId, app: 'table-app' }]);
    agent.failure = new AgentFailure('refused', 'ORDER_TAKEN_UP', 'too late');
    expect(await code(http('POST', `/v1/orders/${orderId}/cancel`))).toBe('409 ORDER_TAKEN_UP');
  });

  test('prints a slip that says whose it is, once', async () => {
    const slip = { slipId: ids.uuid7(), text: 'Table 4\n牛肉面 x2' };
    expect(await code(post('/v1/print', slip))).toBe('503 LOCAL_API_PRINTER_NOT_READY');
    snapshot = { ...base, devices: [{ kind: 'printer', state: 'connected', reasonCode: '', lastSeenMs: 1 }] };
    expect((await post('/v1/print', slip)).body).toEqual({ slipId: slip.slipId, printed: 'queued' });
    expect((await post('/v1/print', slip)).body).toEqual({ slipId: slip.slipId, printed: 'before' });
    expect(printed).toHaveLength(1);
    const text = Buffer.concat([...(printed[0] as readonly Uint8Array[])]).toString('latin1');
    expect(text).toContain('[table-app]');
    expect(text).toContain('Table 4');
    papersWaiting = 5;
    expect(await code(post('/v1/print', { ...slip, slipId: ids.uuid7() }))).toBe('503 LOCAL_API_PRINTER_NOT_READY');
    for (const bad of ['\u001b@', 'a\u0000', '', 'x\n'.repeat(200)]) {
      expect(await code(post('/v1/print', { slipId: ids.uuid7(), text: bad }))).toBe('400 LOCAL_API_REQUEST_BAD');
    }
  });

  test('reads what the API is, without a token', async () => {
    const { body } = await http('GET', '/v1/openapi.json', { headers: { authorization: '' } });
    expect(body).toMatchObject({ openapi: '3.1.0', info: { version: '1.2.3' } });
    expect(Object.keys(body['paths'] as object)).toEqual([
      ...['/v1/till', '/v1/orders', '/v1/orders/{orderId}', '/v1/orders/{orderId}/cancel', '/v1/print'],
    ]);
    const refs = JSON.stringify(body).matchAll(/#\/components\/schemas\/(\w+)/g);
    const { schemas } = body['components'] as { schemas: object };
    for (const [, name] of refs) expect(Object.keys(schemas)).toContain(name);
  });
});

describe('what is no request', () => {
  test('is told so, and the next one is answered', async () => {
    const raw = (body: string, headers: Record<string, string> = {}) =>
      code(http('POST', '/v1/orders', { body, headers }));
    expect(await raw('{')).toBe('400 LOCAL_API_REQUEST_BAD');
    expect(await raw('[]')).toBe('400 LOCAL_API_REQUEST_BAD');
    expect(await raw('{}', { 'content-type': 'text/plain' })).toBe('400 LOCAL_API_REQUEST_BAD');
    expect(await raw(`"${'x'.repeat(200_000)}"`)).toBe('413 LOCAL_API_BODY_TOO_LONG');
    expect(await code(http('GET', '/v2/till'))).toBe('404 LOCAL_API_NOT_FOUND');
    expect(await code(http('DELETE', `/v1/orders/${ids.uuid7()}`))).toBe('404 LOCAL_API_NOT_FOUND');
    expect((await http('GET', '/v1/till')).status).toBe(200);
  });
});
