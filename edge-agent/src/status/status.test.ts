import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cashRequest, type Fixture, openFixture, until } from '../testing/fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());
beforeEach(() => fixture.online());

const site = () => `http://127.0.0.1:${fixture.agent.statusPort}`;
const report = async () => (await (await fetch(`${site()}/status.json`)).json()) as Record<string, never>;
const post = (path: string, origin: string, body = '') =>
  fetch(site() + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
    body,
  });

describe('the status page', () => {
  test('says in both languages what waits, since when and why', async () => {
    await fixture.offline();
    await fixture.till.call('TakeCash', cashRequest());
    const zh = await (await fetch(`${site()}/?lang=zh`)).text();
    expect(zh).toContain('离线');
    expect(zh).toMatch(/连接不上服务器|服务器没有应答/);
    expect(zh).toMatch(/流水 <code>till-1 #\d+<\/code>/);
    const en = await (await fetch(`${site()}/?lang=en`)).text();
    expect(en).toMatch(/No connection to the server|The server does not answer/);
    expect(en).toContain('12.50 <small>CNY</small>');
    expect(en).not.toContain('<script');
    await fixture.online();
    await fixture.drained();
    expect(await (await fetch(`${site()}/?lang=en`)).text()).toContain('Nothing waits');
  });

  test('sends what waits on a press of its own button, and of nobody else’s', async () => {
    expect((await post('/sync', site())).status).toBe(303);
    expect((await post('/sync', 'http://evil.example')).status).toBe(403);
    expect((await fetch(`${site()}/sync`, { method: 'POST' })).status).toBe(403);
  });

  test('allows no script, and answers to the names of this machine only', async () => {
    const reply = await fetch(site());
    expect(reply.headers.get('content-security-policy')).toContain("default-src 'none'");
    const { request } = await import('node:http');
    const status = await new Promise<number>((resolve) => {
      request(site(), { headers: { host: 'evil.example' } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      }).end();
    });
    expect(status).toBe(421);
  });

  test('gives figures and health', async () => {
    expect(await (await fetch(`${site()}/health`)).json()).toEqual({ status: 'ok', online: true });
    const metrics = await (await fetch(`${site()}/metrics`)).text();
    expect(metrics).toContain('qiantai_edge_online 1');
    expect(metrics).toMatch(/qiantai_edge_journal_sequence\{terminal="till-1"\} \d+/);
  });
});

describe('an entry that the server refuses', () => {
  test('is tried again, then dead and visible; it holds back its own terminal only; a person mends it', async () => {
    fixture.server.rejectEntry = (entry) => (entry.kind === 'cash.taken' ? 'JOURNAL_BAD_PAYLOAD' : undefined);
    await fixture.till.call('TakeCash', cashRequest());
    const deadRows = async () => (await report())['deadRows'] as unknown as Array<{ key: string; lastCode: string }>;
    await until(async () => (await deadRows()).length === 1, 'the entry is dead');
    const [dead] = await deadRows();
    expect(dead).toMatchObject({ lastCode: 'JOURNAL_BAD_PAYLOAD' });
    await fixture.till.call('TakeCash', cashRequest());
    expect(Number((await fixture.till.call('SyncNow', {})).waiting)).toBe(1);
    const before = fixture.server.journals.get('till-1')?.length ?? 0;
    fixture.server.rejectEntry = () => undefined;
    const form = (pin: string, number = '7') =>
      new URLSearchParams({ kind: 'journal', key: dead?.key ?? '', action: 'retry', number, pin }).toString();
    expect((await post('/mend', site(), form('9999'))).status).toBe(401);
    // Who sells at the till has not the right.
    expect((await post('/mend', site(), form('1234', '1'))).status).toBe(403);
    expect((await post('/mend', site(), form('1234'))).status).toBe(303);
    await fixture.drained();
    // The mending is an entry, too.
    expect(fixture.server.journals.get('till-1')).toHaveLength(before + 3);
    expect(fixture.server.journals.get('till-1')?.at(-1)?.kind).toBe('queue.mended');
    expect((await post('/mend', site(), form('1234'))).status).toBe(409);
    expect((await post('/mend', site(), 'kind=pay&key=x')).status).toBe(400);
  });
});

describe('the stream of the status', () => {
  test('tells at once, and at each change of the line', async () => {
    const seen: boolean[] = [];
    const stream = fixture.till.client.watchStatus({}, fixture.till.metadata());
    stream.on('data', (status: { online: boolean }) => seen.push(status.online));
    stream.on('error', () => undefined);
    await until(() => seen.length > 0, 'the first message');
    await fixture.offline();
    await until(() => seen.at(-1) === false, 'the line is told to be down');
    await fixture.online();
    await until(() => seen.at(-1) === true, 'the line is told to be up');
    stream.cancel();
  });
});
