import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNativeOrder, payByCode } from '../testing/merchant.ts';
import { startTestSimulation, type TestSimulation } from '../testing/test-simulation.ts';

const notifyUrl = 'http://127.0.0.1:9/none';
let simulation: TestSimulation;

beforeAll(async () => {
  simulation = await startTestSimulation();
});
afterAll(() => simulation.close());

describe('the page', () => {
  test('is served with a policy that lets nothing but its own files run', async () => {
    const response = await fetch(`${simulation.description.http}/`);
    const html = await response.text();
    expect(response.headers.get('content-type')).toContain('text/html');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(html).not.toMatch(/<style|style=|onclick=|<script(?![^>]*src=)/);
    for (const [, path] of html.matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
      expect((await fetch(simulation.description.http + path)).status, path).toBe(200);
    }
  });

  test('comes as JavaScript, whole, and without its tests', async () => {
    const seen = new Set<string>();
    const follow = async (name: string): Promise<void> => {
      if (seen.has(name)) return;
      seen.add(name);
      const response = await fetch(`${simulation.description.http}/phone/page/${name}`);
      const text = await response.text();
      expect(response.status, name).toBe(200);
      expect(response.headers.get('content-type')).toContain('text/javascript');
      expect(text).not.toMatch(/^(export )?(interface|type) /m);
      for (const [, next] of text.matchAll(/from '\.\/([^']+)'/g)) await follow(next as string);
    };
    await follow('main.ts');
    expect(seen.size).toBeGreaterThan(8);
    expect((await fetch(`${simulation.description.http}/phone/page/catalogue.test.ts`)).status).toBe(404);
  });

  test.each([
    '/phone/page/none.ts',
    '/phone/page/..%2fphone-routes.ts',
    '/phone/fonts/..%2f..%2fpackage.json',
    '/phone/fonts/files/..%2fpackage.json',
    '/phone/fonts/files/none.woff2',
  ])('has no file %s', async (path) => {
    expect(await simulation.read(path)).toMatchObject({ httpStatus: 404, code: 'SIMS_NOT_FOUND' });
  });
});

describe('calls from elsewhere', () => {
  const statusOf = (path: string, headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      const request = get(simulation.description.http + path, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      request.on('error', reject);
    });

  test.each(['/', '/phone/state', '/sim/log', '/sim/books/wechat'])('are refused by %s', async (path) => {
    const { host } = new URL(simulation.description.http);
    expect(await statusOf(path, { host: 'shop.example:8090' })).toBe(403);
    expect(await statusOf(path, { host: '127.0.0.1.shop.example' })).toBe(403);
    expect(await statusOf(path, { origin: 'http://shop.example' })).toBe(403);
    expect(await statusOf(path, { origin: 'null' })).toBe(403);
    expect(await statusOf(path, { origin: `http://${host}` })).toBe(200);
    expect(await statusOf(path, { host: 'localhost:8090' })).toBe(200);
  });

  test('do not reach the hands', async () => {
    const response = await fetch(`${simulation.description.http}/sim/wallets/wechat/payment-codes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://shop.example' },
      body: '{}',
    });
    expect([response.status, await response.json()]).toEqual([
      403,
      expect.objectContaining({ code: 'SIMS_REQUEST_FOREIGN' }),
    ]);
  });
});

describe('what the phones show', () => {
  test('a code is good for a minute', async () => {
    const { code } = await simulation.hand('/sim/wallets/alipay/payment-codes', {});
    const path = `/phone/wallets/alipay/codes/${code}`;
    expect(await simulation.read(path)).toMatchObject({ status: 'usable', leftMs: 60_000 });
    await simulation.advance(45_000);
    expect(await simulation.read(path)).toMatchObject({ status: 'usable', leftMs: 15_000 });
    await simulation.advance(15_001);
    expect(await simulation.read(path)).toEqual({ status: 'expired', httpStatus: 200 });
  });

  test('a used code names the order that used it', async () => {
    const { code } = await simulation.hand('/sim/wallets/wechat/payment-codes', { behaviour: 'never' });
    await payByCode(simulation, { outTradeNo: 'PHONE0', code: String(code) });
    expect(await simulation.read(`/phone/wallets/wechat/codes/${code}`)).toMatchObject({
      status: 'used',
      outTradeNo: 'PHONE0',
      amountMinor: '880',
      order: 'paying',
    });
  });

  test.each([
    ['/phone/wallets/alipay/codes/281234567890123456', 404],
    ['/phone/wallets/unionpay/codes/6212345678901234567', 404],
    ['/phone/wallets/paypal/codes/281234567890123456', 400],
    ['/phone/wallets/alipay/codes/28-1', 400],
    ['/phone/qr.svg', 400],
    ['/phone/bars.svg?digits=28a4', 400],
    [`/phone/bars.svg?digits=${'1'.repeat(25)}`, 400],
    [`/phone/qr.svg?text=${'1'.repeat(401)}`, 400],
  ])('%s is refused with %d', async (path, status) => {
    expect(await simulation.read(path)).toMatchObject({ httpStatus: status, code: expect.any(String) });
  });

  test.each(['134567890123456789', '微'.repeat(120), 'x'.repeat(400)])('a QR picture of %s', async (text) => {
    const response = await fetch(`${simulation.description.http}/phone/qr.svg?text=${encodeURIComponent(text)}`);
    expect(response.headers.get('content-type')).toContain('image/svg+xml');
    expect(await response.text()).toMatch(/^<svg [^>]*viewBox/);
  });

  test('a payment code’s bars', async () => {
    const response = await fetch(`${simulation.description.http}/phone/bars.svg?digits=1234`);
    expect(response.headers.get('content-type')).toContain('image/svg+xml');
    // Start, two symbols, check and stop: 4 × 11 + 13 modules between the quiet zones.
    expect(await response.text()).toMatch(/^<svg [^>]*viewBox="0 0 77 10"[^>]*><path d="M10 0h2v10h-2z/);
  });

  test('an order waits until it is paid; a row by its number leaves the bill, once', async () => {
    const qrText = await openNativeOrder(simulation, { outTradeNo: 'PHONE1', notifyUrl });
    const waiting = { channel: 'wechat', outTradeNo: 'PHONE1', amountMinor: '880', qrText };
    const row = (bill: object, status: string) => ({ key: 'wechat/PHONE1', kind: 'payment', status, bill });
    expect(await simulation.read('/phone/state')).toMatchObject({
      currency: 'CNY',
      waiting: [waiting],
      rows: expect.arrayContaining([expect.objectContaining(row({ kind: 'never' }, 'waiting'))]),
    });
    await simulation.hand('/sim/wallets/wechat/scan', { qrText, behaviour: 'decline' });
    expect(await simulation.read('/phone/state')).toMatchObject({ waiting: [waiting] });
    await simulation.hand('/sim/wallets/wechat/scan', { qrText, behaviour: 'pay' });
    const state = await simulation.read('/phone/state');
    expect(state).toMatchObject({ waiting: [] });
    const { rows } = state as { rows: Array<{ key: string; status: string; bill: { kind: string; rowId: string } }> };
    const paid = rows.find(({ key }) => key === 'wechat/PHONE1');
    expect(paid).toMatchObject(row({ kind: 'on_it' }, 'paid'));
    const rowId = paid?.bill.rowId;
    const leaveOut = () => simulation.hand('/sim/bills/wechat/delete-row', { rowId });
    expect(await leaveOut()).toMatchObject({ httpStatus: 200, deleted: { rowId } });
    expect(await simulation.read('/phone/state')).toMatchObject({
      rows: expect.arrayContaining([expect.objectContaining(row({ kind: 'left_out' }, 'paid'))]),
    });
    expect(await leaveOut()).toMatchObject({ httpStatus: 404 });
  });

  test('what the card host was told to do next', async () => {
    await simulation.hand('/sim/cards/behaviours', { maskedOrPan: '6200000000000005', behaviour: 'decline', times: 2 });
    expect(await simulation.read('/phone/state')).toMatchObject({
      cardWishes: [{ maskedPan: '620000******0005', behaviour: 'decline', left: 2 }],
    });
  });
});
