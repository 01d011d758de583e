import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '@qiantai/foundation';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { ToScreen } from '../contract/frames.ts';
import type { TillCommand, TillReply, TillSnapshot } from '../contract/till-contract.ts';
import { idleCounter } from '../counter/test-samples.ts';
import { counterShown } from '../host/counter-snapshot.ts';
import { snapshotOf } from '../host/snapshot.ts';
import type { TillHostContract } from '../host/till-host.ts';
import { emptySale } from '../sale/cart.ts';
import { samples } from '../sale/test-samples.ts';
import { type BrowserHost, startBrowserHost } from './browser-host.ts';

class FakeHost implements TillHostContract {
  readonly commands: TillCommand[] = [];
  readonly listeners = new Set<(snapshot: TillSnapshot) => void>();
  private revision = 1;
  private latest: TillSnapshot | null = null;

  snapshot(): TillSnapshot {
    const { state, stages, context } = samples();
    this.latest ??= snapshotOf({
      revision: this.revision,
      nowMs: context.nowMs,
      language: 'zh',
      state: { ...state(stages.selling), sale: emptySale(context.mint.saleId()) },
      till: null,
      gone: { sinceMs: 0, sinceMachineMs: 0, reasonCode: 'AGENT_GONE' },
      line: null,
      ownRecords: 0,
      appVersion: '1.0.0',
      devices: [],
      counter: counterShown({
        state: idleCounter,
        currency: 'CNY',
        operatorName: String,
        running: null,
        hasSlip: () => false,
      }),
      hasSlip: () => false,
      lastKeys: [],
    });
    return this.latest;
  }

  subscribe(listener: (snapshot: TillSnapshot) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  command(command: TillCommand): Promise<TillReply> {
    this.commands.push(command);
    return Promise.resolve({ ok: true });
  }

  change(): void {
    this.revision += 1;
    this.latest = null;
    for (const listener of this.listeners) listener(this.snapshot());
  }
}

let pages: string;
let till: FakeHost;
let browser: BrowserHost;
const screens: WebSocket[] = [];

beforeEach(async () => {
  pages = mkdtempSync(join(tmpdir(), 'pages-'));
  till = new FakeHost();
  browser = await startBrowserHost({ host: till, port: 0, pagesFolder: pages, log: silentLog });
});

afterEach(async () => {
  for (const screen of screens.splice(0)) screen.terminate();
  await browser.close();
  rmSync(pages, { recursive: true });
});

/** A request as it is written, without the tidying that fetch does to paths and headers. */
function get(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: string; csp: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: browser.port, path, headers }, (response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          body,
          csp: String(response.headers['content-security-policy'] ?? ''),
        }),
      );
    });
    asked.on('error', reject);
    asked.end();
  });
}

async function connect(headers: Record<string, string> = {}): Promise<{ screen: WebSocket; messages: ToScreen[] }> {
  const screen = new WebSocket(`ws://127.0.0.1:${browser.port}/till`, { headers });
  screens.push(screen);
  const messages: ToScreen[] = [];
  screen.on('message', (data) => messages.push(JSON.parse(String(data)) as ToScreen));
  await new Promise((resolve, reject) => screen.once('open', resolve).once('error', reject));
  return { screen, messages };
}

describe('pages', () => {
  it('say how to build them while they are not there', async () => {
    const answer = await get('/');
    expect(answer.status).toBe(503);
    expect(answer.body).toContain('build-pages.ts');
  });

  it('are served with a strict policy; nothing outside their folder is', async () => {
    mkdirSync(join(pages, 'assets'));
    writeFileSync(join(pages, 'index.html'), '<p>screen</p>');
    writeFileSync(join(pages, 'customer.html'), '<p>customer</p>');
    writeFileSync(join(pages, 'assets', 'app-1a2b.js'), 'export {}');
    writeFileSync(join(pages, 'secret.txt'), 'secret');
    expect(await get('/')).toMatchObject({ status: 200, body: '<p>screen</p>' });
    expect((await get('/customer')).body).toBe('<p>customer</p>');
    expect((await get('/assets/app-1a2b.js')).body).toBe('export {}');
    expect((await get('/')).csp).toContain("default-src 'none'");
    for (const path of ['/secret.txt', '/assets/../secret.txt', '/assets/%2e%2e/secret.txt', '/assets/.x', '/x']) {
      expect((await get(path)).status, path).toBe(404);
    }
  });

  it('are for loopback names only, so that no foreign name can be pointed at them', async () => {
    expect((await get('/', { host: 'evil.example' })).status).toBe(403);
    expect((await get('/', { host: `localhost:${browser.port}` })).status).toBe(503);
    expect((await get('/', { origin: 'http://evil.example' })).status).toBe(403);
  });
});

describe('the socket', () => {
  it('gives every screen the snapshot, then each change', async () => {
    const [one, two] = [await connect(), await connect({ origin: `http://127.0.0.1:${browser.port}` })];
    await vi.waitFor(() => expect(two.messages).toHaveLength(1));
    till.change();
    for (const { messages } of [one, two]) {
      await vi.waitFor(() =>
        expect(messages.at(-1)).toEqual({ kind: 'change', from: 1, parts: { revision: 2 }, sale: {} }),
      );
    }
    one.screen.close();
    await vi.waitFor(() => expect(till.listeners.size).toBe(1));
  });

  it('gives the whole snapshot again to a screen that asks for it', async () => {
    const { screen, messages } = await connect();
    till.change();
    screen.send(JSON.stringify({ ask: 'whole' }));
    await vi.waitFor(() => expect(messages).toHaveLength(3));
    expect(messages.map(({ kind }) => kind)).toEqual(['snapshot', 'change', 'snapshot']);
    till.change();
    await vi.waitFor(() => expect(messages.at(-1)).toMatchObject({ kind: 'change', from: 2 }));
  });

  it('passes checked commands on and answers with their id', async () => {
    const { screen, messages } = await connect();
    screen.send(JSON.stringify({ id: 7, command: { type: 'scan', code: '6901234567892', source: 'wedge' } }));
    await vi.waitFor(() => expect(messages.at(-1)).toEqual({ kind: 'reply', id: 7, reply: { ok: true } }));
    expect(till.commands).toEqual([{ type: 'scan', code: '6901234567892', source: 'wedge' }]);
  });

  it('answers bad messages with a code and stays', async () => {
    const { screen, messages } = await connect();
    const bad = [
      '{',
      '[]',
      JSON.stringify({ id: 1, command: { type: 'empty_the_drawer' } }),
      JSON.stringify({ id: 2, command: { type: 'pay_cash', tenderedMinor: '1.5' } }),
      JSON.stringify({ id: 3, command: { type: 'sign_out', more: true } }),
    ];
    for (const text of bad) screen.send(text);
    screen.send(Buffer.from([1, 2, 3]));
    await vi.waitFor(() => expect(messages).toHaveLength(7));
    const replies = messages.filter((message) => message.kind === 'reply');
    expect(replies.map((message) => message.id)).toEqual([-1, -1, 1, 2, 3, -1]);
    for (const { reply } of replies)
      expect(reply).toEqual({ ok: false, error: { code: 'TILL_BAD_COMMAND', params: {} } });
    expect(till.commands).toEqual([]);
  });

  it('ends a screen that sends too much', async () => {
    const { screen } = await connect();
    const closed = new Promise((resolve) => screen.once('close', resolve));
    screen.send('x'.repeat(70_000));
    expect(await closed).toBe(1009);
  });

  it('is not for pages of other sites, foreign names or other paths', async () => {
    await expect(connect({ origin: 'http://evil.example' })).rejects.toThrow('403');
    await expect(connect({ host: 'evil.example' })).rejects.toThrow('403');
    const other = new WebSocket(`ws://127.0.0.1:${browser.port}/other`);
    screens.push(other);
    await expect(new Promise((_, reject) => other.once('error', reject))).rejects.toThrow('404');
  });
});
