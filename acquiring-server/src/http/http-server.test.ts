import { silentLog } from '@qiantai/foundation';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/test-database.ts';
import { FakePayments } from '../rpc/fake-payments.fixture.ts';
import { buildHttp } from './http-server.ts';
import { noticeBytesMax } from './notices.ts';
import { measureQueues } from './queue-metrics.ts';

let database: Database;
let payments: FakePayments;
let phase: 'starting' | 'running' | 'stopping';
let http: ReturnType<typeof buildHttp>;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

beforeEach(() => {
  payments = new FakePayments();
  phase = 'running';
  const registry = new Registry();
  measureQueues(registry, database);
  http = buildHttp({
    database,
    registry,
    log: silentLog,
    phase: () => phase,
    payments: () => (phase === 'starting' ? undefined : payments),
    merchants: {
      findChannelAccountByName: async (id) => {
        const channel = (['wechat', 'alipay', 'unionpay', 'card'] as const).find((name) => `acc-${name}` === id);
        if (!channel) return undefined;
        const account = { id, merchantId: 'm1', channel, credentials: {} };
        return {
          account,
          priority: 1,
          weight: 1,
          enabled: true,
          costBasisPoints: 0,
          amountMinorMax: undefined,
          settlesTo: 'platform' as const,
        };
      },
    },
  });
});

const post = (path: string, body: string | Buffer, headers: Record<string, string> = {}) =>
  http.inject({
    method: 'POST',
    url: path,
    payload: body,
    headers: { 'content-type': 'application/json', ...headers },
  });

describe('notices', () => {
  const signed = { 'x-test-signature': 'good' };

  test('the bytes reach the core as they came, whatever their type', async () => {
    const odd = '{"a" : 1,\r\n "b":"\\u4e2d"} ';
    await post('/notices/acc-wechat', odd, signed);
    await post('/notices/acc-alipay', 'a=1&b=%E4%B8%AD', {
      ...signed,
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    });
    expect(payments.asked.map((one) => one.argument)).toEqual([
      { account: 'acc-wechat', body: odd },
      { account: 'acc-alipay', body: 'a=1&b=%E4%B8%AD' },
    ]);
  });

  test('each channel gets the answer that it understands', async () => {
    const wechat = await post('/notices/acc-wechat', '{}', signed);
    expect([wechat.statusCode, wechat.json().code]).toEqual([200, 'SUCCESS']);
    const alipay = await post('/notices/acc-alipay', 'x=1', signed);
    expect([alipay.statusCode, alipay.body, alipay.headers['content-type']]).toEqual([
      200,
      'success',
      'text/plain; charset=utf-8',
    ]);
    // UnionPay takes any answer of HTTP 200, and repeats on any other.
    expect((await post('/notices/acc-unionpay', 'x=1', signed)).statusCode).toBe(200);
    expect((await post('/notices/acc-unionpay', 'x=1')).statusCode).toBe(401);
    const refused = await post('/notices/acc-wechat', '{}');
    expect([refused.statusCode, refused.json().code]).toEqual([401, 'NOTICE_BAD_SIGNATURE']);
    expect((await post('/notices/acc-alipay', 'x=1')).body).toBe('failure');
  });

  test('what went wrong here asks the channel to send it again, and tells nothing', async () => {
    payments.failures.push(new Error('connection to 10.0.0.7 refused'));
    const answer = await post('/notices/acc-wechat', '{}', signed);
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('10.0.0.7');
    phase = 'starting';
    expect((await post('/notices/acc-wechat', '{}', signed)).statusCode).toBe(503);
  });

  test('unknown accounts, accounts without notices and what is too long are refused', async () => {
    expect((await post('/notices/nobody', '{}')).json().code).toBe('NOTICE_ACCOUNT_UNKNOWN');
    expect((await post('/notices/acc-card', '{}')).statusCode).toBe(404);
    expect((await post('/notices/..%2F..%2Fetc', '{}')).statusCode).toBe(404);
    expect((await post('/notices/acc-wechat', Buffer.alloc(noticeBytesMax + 1, 0x20), signed)).statusCode).toBe(413);
    expect((await http.inject({ method: 'GET', url: '/notices/acc-wechat' })).json().code).toBe('HTTP_NOT_FOUND');
    expect(payments.asked).toHaveLength(0);
  });
});

describe('health and metrics', () => {
  const get = (url: string) => http.inject({ method: 'GET', url });

  test('ready only while it runs', async () => {
    expect((await get('/health/live')).statusCode).toBe(200);
    expect((await get('/health/ready')).json()).toEqual({ status: 'ready' });
    phase = 'stopping';
    expect([(await get('/health/ready')).statusCode, (await get('/health/live')).statusCode]).toEqual([503, 200]);
  });

  test('metrics count notices and what waits', async () => {
    await post('/notices/acc-wechat', '{}');
    const metrics = (await get('/metrics')).body;
    expect(metrics).toContain('qiantai_notices_total{channel="wechat",outcome="NOTICE_BAD_SIGNATURE"} 1');
    expect(metrics).toContain('qiantai_queue_depth{queue="outbox"} 0');
  });
});
