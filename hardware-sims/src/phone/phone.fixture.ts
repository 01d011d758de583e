/** For tests: a channel on the wire that does as it is told, and a phone that calls it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FakeClock } from '@qiantai/foundation';
import { vi } from 'vitest';
import { simError } from '../errors.ts';
import { ChannelClient } from './channel-client.ts';
import { type Charge, MemberWallet, type MemberWalletLine, orderStatusOf } from './member-wallet.ts';
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

/** A member's account at the server, as far as its app sees it; the till is `charge`. */
export function scriptedMember(clock: () => FakeClock) {
  const member = { balanceMinor: 50_000n, password: '123456', codes: 0, charges: new Map<string, Charge>() };
  const end = (chargeNo: string, status: Charge['status']): Charge => {
    const [codeId, charge] = [...member.charges].find(([, one]) => one.chargeNo === chargeNo) ?? [];
    if (!codeId || charge?.status !== 'awaiting_payer')
      throw simError('PHONE_WALLET_REFUSED', { code: 'OVER', reason: '' });
    const ended = { ...charge, status };
    member.charges.set(codeId, ended);
    if (status === 'paid') member.balanceMinor -= charge.amount;
    return ended;
  };
  const line: MemberWalletLine = {
    issueCode: async () => {
      member.codes += 1;
      const code = `79${String(member.codes).padStart(18, '0')}`;
      return { codeId: `code-${member.codes}`, code, expiresAtMs: clock().nowMs() + 60_000 };
    },
    chargeOf: async (codeId) => member.charges.get(codeId),
    confirm: async (chargeNo, password) => {
      if (password !== member.password) throw simError('PHONE_PIN_WRONG');
      return orderStatusOf(end(chargeNo, 'paid'));
    },
    refuse: async (chargeNo) => orderStatusOf(end(chargeNo, 'refused')),
    balanceMinor: async () => member.balanceMinor,
  };
  return {
    line,
    member,
    /** A till charges the newest code. */
    charge: (amount: bigint, status: Charge['status']) => {
      const charge = { chargeNo: `2026${member.codes}`, amount, status };
      member.charges.set(`code-${member.codes}`, charge);
      if (status === 'paid') member.balanceMinor -= amount;
    },
  };
}

export function newPhone(url: string, memberWallet: MemberWalletLine = new MemberWallet(undefined, new FakeClock())) {
  const clock = new FakeClock();
  const notes: string[] = [];
  const phone = new Phone({
    shopClock: clock,
    wallClock: clock,
    channel: new ChannelClient({ url }),
    memberWallet,
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
