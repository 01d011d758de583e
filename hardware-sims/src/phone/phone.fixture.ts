/** For tests: a channel on the wire that does as it is told, and a phone that calls it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FakeClock } from '@qiantai/foundation';
import { vi } from 'vitest';
import { ChannelClient } from './channel-client.ts';
import { Phone } from './phone.ts';

export interface FakeChannel {
  url: string;
  /** Paths and bodies, in order. */
  asked: Array<{ path: string; body: Record<string, unknown> }>;
  /** What each path answers from now on; a status above 399 is a refusal. */
  answers: Map<string, { status?: number; body: unknown }>;
  close(): Promise<void>;
}

export async function startFakeChannel(): Promise<FakeChannel> {
  const asked: FakeChannel['asked'] = [];
  const answers: FakeChannel['answers'] = new Map();
  let codes = 0;
  const answerOf = (path: string): { status?: number; body: unknown } => {
    const known = answers.get(path) ?? answers.get(path.replace(/\/\d+$/, ''));
    if (known) return known;
    codes += 1;
    if (path === '/sim/wallets/wechat/payment-codes') return { body: { code: `13${String(codes).padStart(16, '0')}` } };
    if (path === '/sim/wallets/alipay/payment-codes') return { body: { code: `28${String(codes).padStart(16, '0')}` } };
    if (path === '/sim/wallets/unionpay/payment-codes')
      return { body: { code: `62${String(codes).padStart(17, '0')}` } };
    if (path.includes('/codes/')) return { body: { status: 'usable', leftMs: 1 } };
    return { status: 404, body: { code: 'SIMS_NOT_FOUND', message: 'There is no such thing.' } };
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const path = request.url ?? '';
      asked.push({ path, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) });
      const { status = 200, body } = answerOf(path);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    answers,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function newPhone(url: string) {
  const clock = new FakeClock();
  const notes: string[] = [];
  const phone = new Phone({
    shopClock: clock,
    wallClock: clock,
    channel: new ChannelClient({ url }),
    note: (words) => notes.push(words),
  });
  return { phone, clock, notes };
}

/** Lets time pass until the phone has asked its channel and shows what is expected. */
export async function until(clock: FakeClock, condition: () => void): Promise<void> {
  await vi.waitFor(
    async () => {
      await clock.advance(700);
      condition();
    },
    { timeout: 20_000, interval: 10 },
  );
}
