import { FakeClock } from '@qiantai/foundation';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serverError } from '../errors.ts';
import { openBoardReader } from './board-reader.ts';
import type { BoardStore } from './board-store.ts';
import { basePath } from './layout.ts';
import { headquartersPages, type PageUser } from './pages.ts';
import { sampleChain, sampleHealth, sampleHours, sampleNowMs, sampleSales } from './sample-board.fixture.ts';

const users: Record<string, PageUser> = {
  chain: { merchantId: 'm1', name: '周总', place: sampleChain },
  store: { merchantId: 'm1', name: '店长', place: sampleChain.children[0]!.children[0]! },
};
const ended = new Set<string>();
const asked: string[][] = [];
const boardStore: Pick<BoardStore, 'merchant' | 'sales' | 'hours' | 'tenders' | 'chainSetting'> = {
  merchant: async () => ({ name: '钱台便利', currency: 'CNY' }),
  sales: async ({ storeIds, businessDate }) => {
    asked.push([businessDate, ...storeIds]);
    return new Map([...sampleSales].filter(([id]) => storeIds.includes(id)));
  },
  hours: async () => [...sampleHours],
  tenders: async () => [{ tender: 'cash', channel: 'cash', count: 12, amountMinor: 45_600n }],
  chainSetting: async () => undefined,
};

let http: FastifyInstance;
beforeAll(async () => {
  http = fastify();
  const boards = openBoardReader({
    store: boardStore as BoardStore,
    health: async ({ storeIds }) => new Map([...sampleHealth].filter(([id]) => storeIds.includes(id))),
    clock: new FakeClock(sampleNowMs),
  });
  const sessions = {
    signIn: async ({ login, password }: { login: string; password: string }) => {
      if (password !== 'right') throw serverError('CALLER_UNKNOWN');
      return { token: login };
    },
    userOf: async (token: string) => (ended.has(token) ? undefined : users[token]),
    signOut: async (token: string) => void ended.add(token),
  };
  await http.register(headquartersPages({ sessions, boards }), { prefix: basePath });
});
afterAll(() => http.close());

const get = (path: string, token = '') =>
  http.inject({ url: basePath + path, headers: token === '' ? {} : { cookie: `x=1; qiantai_headquarters=${token}` } });
const post = (path: string, payload: Record<string, string>, headers: Record<string, string>) =>
  http.inject({
    method: 'POST',
    url: basePath + path,
    payload: new URLSearchParams(payload).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost', ...headers },
  });
const own = { origin: 'http://localhost' };

describe('signing in', () => {
  test('without a session every page leads to the form', async () => {
    for (const path of ['/', '/stores/nanshan']) {
      const reply = await get(path);
      expect([reply.statusCode, reply.headers.location]).toEqual([303, `${basePath}/sign-in?lang=zh`]);
    }
    expect((await get('/', 'nobody')).statusCode).toBe(401);
  });
  test('gives a cookie out of reach of scripts; a wrong password keeps the names and says so', async () => {
    const form = { merchant: 'm1', login: 'chain', password: 'right' };
    const reply = await post('/sign-in?lang=en', form, own);
    expect(reply.statusCode).toBe(303);
    expect(reply.headers['set-cookie']).toMatch(/^qiantai_headquarters=chain; .*HttpOnly; SameSite=Strict/);
    const wrong = await post('/sign-in?lang=en', { ...form, login: '"><b>', password: 'no' }, own);
    expect(wrong.statusCode).toBe(401);
    expect(wrong.body).toContain('is wrong');
    expect(wrong.body).toContain('value="&#34;&#62;&#60;b&#62;"');
    expect((await post('/sign-in', { merchant: 'm1' }, own)).statusCode).toBe(400);
  });
  test('is not possible from another page', async () => {
    const form = { merchant: 'm1', login: 'chain', password: 'right' };
    expect((await post('/sign-in', form, { origin: 'http://evil.example' })).statusCode).toBe(403);
    expect((await post('/sign-in', form, {})).statusCode).toBe(403);
  });
  test('ends with signing out', async () => {
    users['brief'] = users['chain'] as PageUser;
    const reply = await post('/sign-out', {}, { ...own, cookie: 'qiantai_headquarters=brief' });
    expect(reply.headers['set-cookie']).toContain('Max-Age=0');
    expect((await get('/', 'brief')).statusCode).toBe(401);
  });
});

describe('the chain', () => {
  test('shows the sum to the cent and names what is missing', async () => {
    const { body } = await get('/?lang=en', 'chain');
    expect(body).toContain('26,104.12 <small>CNY</small>');
    expect(body).toContain('May be incomplete');
    expect(body).toMatch(/Tianhe<\/a>: Offline · since/);
    expect(body).toMatch(/Pudong<\/a>: Not enrolled/);
    expect(body).toContain('2026-03-02');
    expect(body).not.toContain('undefined');
    const zh = await get('/?lang=zh', 'chain');
    expect(zh.body).toContain('可能不完整');
  });
  test('another day is asked for by its date, nonsense means today', async () => {
    asked.length = 0;
    await get('/?date=2026-02-28', 'chain');
    await get('/?date=yesterday', 'chain');
    expect(asked.map(([date]) => date)).toEqual(['2026-02-28', '2026-03-02']);
  });
  test('its living part comes alone', async () => {
    const { body } = await get('/?part=live', 'chain');
    expect(body.startsWith('<div id="live">')).toBe(true);
  });
});

describe('a store', () => {
  test('sees itself and nothing else', async () => {
    asked.length = 0;
    const own = await get('/', 'store');
    expect(own.body).toContain('南山店');
    expect(own.body).not.toContain('天河店');
    expect((await get('/stores/tianhe', 'store')).statusCode).toBe(404);
    expect(asked).toEqual([['2026-03-02', 'nanshan']]);
  });
  test('is shown with its tills, what has not arrived and how it was paid', async () => {
    const { body } = await get('/stores/tianhe?lang=en', 'chain');
    expect(body).toContain('<td class="number">1214</td>');
    expect(body).toContain('<td class="number bad">14</td>');
    expect(body).toContain('456.00');
    expect(body).toContain('✕ Printer');
    expect((await get('/stores/none', 'chain')).statusCode).toBe(404);
  });
});

test('pages allow no foreign script, and their own files are there', async () => {
  const reply = await get('/sign-in');
  expect(reply.headers['content-security-policy']).toContain("default-src 'none'");
  expect((await get('/live.js')).body).not.toContain(': Promise<void>');
  expect((await get('/page.css')).statusCode).toBe(200);
  expect((await get('/fonts/400.css')).statusCode).toBe(200);
  expect((await get('/fonts/%2e%2e%2fpackage.json')).statusCode).toBe(404);
});
