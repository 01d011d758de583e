import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock, SeededRandom, silentLog } from '@qiantai/foundation';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { devicesFileSchema } from '../config.ts';
import { run } from '../hands.ts';
import { type FakeChannel, newPhone, startFakeChannel } from '../phone/phone.fixture.ts';
import type { Phone } from '../phone/phone.ts';
import { Rack } from '../rack.ts';
import { type PanelServer, startPanelServer } from './server.ts';

let folder = '';
let rack: Rack;
let panel: PanelServer;
let clock: FakeClock;
let channel: FakeChannel;
let phone: Phone;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'panel-'));
  const serial = (kind: string) => ({ id: `till-1-${kind}`, kind, interface: 'serial', link: join(folder, kind) });
  const file = devicesFileSchema.parse({
    devices: [
      { id: 'till-1-scanner', kind: 'scanner', interface: 'hid-tcp' },
      serial('reader'),
      serial('printer'),
      serial('speaker'),
      { id: 'till-1-scale', kind: 'scale', interface: 'tcp' },
    ],
    presets: [{ code: '96385074', label: 'tea' }],
  });
  clock = new FakeClock();
  rack = new Rack({
    file,
    dataDir: folder,
    lineClock: clock,
    shopNowMs: () => clock.nowMs(),
    random: new SeededRandom('1'),
  });
  await rack.start();
  channel = await startFakeChannel();
  phone = newPhone(channel.url).phone;
  panel = await startPanelServer({ rack, phone, presets: file.presets, port: 0, log: silentLog });
});

afterAll(async () => {
  phone.stop();
  await panel.close();
  await channel.close();
  await rack.stop();
  rmSync(folder, { recursive: true });
});

async function call(path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(panel.url + path, {
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const openHid = () => openTcp('till-1-scanner');

function openTcp(device: string): Promise<{ got: Buffer[]; write(text: string): void; close(): void }> {
  const [host, port] = rack.find(device).snapshot().address.split(':');
  const got: Buffer[] = [];
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port: Number(port) }, () => {
      resolve({ got, write: (text) => socket.write(text), close: () => socket.destroy() });
    });
    socket.on('data', (bytes) => got.push(bytes));
    socket.on('error', reject);
  });
}

describe('the panel over HTTP', () => {
  it('lists devices, cards and presets', async () => {
    const devices = await call('/api/devices');
    expect(devices.body).toMatchObject([
      { id: 'till-1-scanner', kind: 'scanner', plugged: true, peer: false },
      { id: 'till-1-reader', kind: 'reader' },
      { id: 'till-1-printer', kind: 'printer' },
      { id: 'till-1-speaker', kind: 'speaker' },
      { id: 'till-1-scale', kind: 'scale' },
    ]);
    expect((await call('/api/devices/till-1-reader')).body).toMatchObject({ state: { status: 'idle' } });
    const cards = await call('/api/cards');
    expect(JSON.stringify(cards.body)).not.toMatch(/\d{13}/);
    expect((await call('/api/presets')).body).toEqual([{ code: '96385074', label: 'tea' }]);
    expect((await call('/api/devices/till-1-printer/receipts')).body).toEqual([]);
    expect((await call('/api/devices/till-1-speaker/announcements')).body).toEqual([]);
  });

  it('moves hands, and sends what they did over the line and to the page', async () => {
    const live = new WebSocket(`${panel.url.replace('http', 'ws')}/api/live`);
    const told: Array<{ kind: string; entry?: { words: string }; device?: { id: string } }> = [];
    live.on('message', (text) => told.push(JSON.parse(String(text))));
    await vi.waitFor(() => expect(told[0]?.kind).toBe('devices'));
    const hid = await openHid();
    await vi.waitFor(() => expect(rack.find('till-1-scanner').snapshot().peer).toBe(true));
    expect(await call('/api/devices/till-1-scanner/hands/scan', { code: '6901234567892' })).toEqual({
      status: 200,
      body: { code: '6901234567892', symbology: 'ean-13', times: 1 },
    });
    await vi.waitFor(() => expect(Buffer.concat(hid.got)).toHaveLength(64));
    await vi.waitFor(() => expect(told.some(({ entry }) => entry?.words.includes('6901234567892'))).toBe(true));
    await vi.waitFor(() => expect(told.some(({ device }) => device?.id === 'till-1-scanner')).toBe(true));
    hid.close();
    live.close();
    await vi.waitFor(() => expect(rack.find('till-1-scanner').snapshot().peer).toBe(false));
    const { body } = await call('/api/devices/till-1-scanner/log?after=0');
    expect(JSON.stringify(body)).toContain('ean-13 6901234567892');
  });

  it('refuses with a code and a sentence', async () => {
    const hands = '/api/devices/till-1-scanner/hands';
    const refusals = [
      [await call('/api/devices/nobody'), 404, 'DEVICE_UNKNOWN'],
      [await call('/api/devices/till-1-reader/receipts'), 404, 'DEVICE_UNKNOWN'],
      [await call(`${hands}/dance`, {}), 404, 'HAND_UNKNOWN'],
      [await call(`${hands}/scan`, { code: 7 }), 400, 'HAND_BAD_INPUT'],
      [await call(`${hands}/scan`, { code: '96385074' }), 409, 'DEVICE_NO_PEER'],
      [await call('/api/devices/till-1-reader/hands/tap', { card: 'x' }), 404, 'CARD_UNKNOWN'],
      [await call('/api/devices/till-1-scanner/log?after=-1'), 400, 'REQUEST_INVALID'],
      [await call('/api/devices/till-1-scanner/faults', { garble: 2 }), 400, 'REQUEST_INVALID'],
      [await call('/api/nothing'), 404, 'NOT_FOUND'],
      [await call('/api/devices', undefined, { origin: 'http://evil.example' }), 403, 'REQUEST_FOREIGN'],
    ] as const;
    for (const [answer, status, code] of refusals) {
      expect(answer).toEqual({ status, body: { code, message: expect.any(String) } });
    }
    const notJson = await fetch(`${panel.url}${hands}/scan`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"code"',
    });
    expect([notJson.status, ((await notJson.json()) as { code: string }).code]).toEqual([400, 'REQUEST_INVALID']);
  });

  it('sets the rates of faults', async () => {
    const { body } = await call('/api/devices/till-1-speaker/faults', { drop: 0.5 });
    expect(body).toMatchObject({ faultRates: { drop: 0.5, garble: 0 } });
  });

  it('serves its page with types stripped, its font, and a content policy', async () => {
    const page = await fetch(`${panel.url}/`);
    expect(page.url).toBe(`${panel.url}/panel/index.html`);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    const html = await page.text();
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/);
    const script = await fetch(`${panel.url}/panel/main.ts`);
    expect(script.headers.get('content-type')).toContain('text/javascript');
    expect(await script.text()).not.toContain('import type { Card');
    const sheet = await (await fetch(`${panel.url}/fonts/400.css`)).text();
    const font = /files\/[a-z0-9-]+\.woff2/.exec(sheet)?.[0];
    expect((await fetch(`${panel.url}/fonts/${font}`)).headers.get('content-type')).toBe('font/woff2');
    expect((await call('/panel/nothing.ts')).status).toBe(404);
    expect((await call('/fonts/files/..%2Fpackage.json')).status).toBe(404);
  });
});

describe('the command line', () => {
  const hands = async (...args: string[]) => {
    let text = '';
    const code = await run(['--panel', panel.url, ...args], (written) => {
      text += written;
    });
    return { code, text };
  };

  it('lists, moves hands, reads logs, and says what went wrong', async () => {
    expect((await hands('list')).text).toContain('till-1-reader\tno till');
    expect((await hands('cards')).text).toContain(
      'funds\t620000******5100\tInsufficient funds\n\tDeclined: funds (51)',
    );
    const tap = await hands('till-1-reader', 'tap', '--card', 'visa');
    expect([tap.code, JSON.parse(tap.text)]).toEqual([0, expect.objectContaining({ held: true })]);
    expect((await hands('log', 'till-1-reader')).text).toContain('tap visa 424242******4242');
    expect(await hands('till-1-scanner', 'scan', '--code', '96385074')).toMatchObject({ code: 1 });
    expect(await hands()).toMatchObject({ code: 2 });
    expect(await hands('a', 'b', 'c')).toMatchObject({ code: 2 });
    expect((await hands('faults', 'till-1-printer', '--cutterJam', '0.5')).text).toContain('"cutterJam": 0.5');
    expect((await hands('faults', 'till-1-printer', '--cutterJam', 'often')).text).toContain('cutterJam');
    await hands('faults', 'till-1-printer');
    expect(await hands('receipts', 'till-1-printer')).toEqual({ code: 0, text: '' });
    expect(await hands('list', '--panel', 'http://127.0.0.1:9')).toMatchObject({
      code: 1,
      text: expect.stringContaining('No panel answers'),
    });
  });

  it('records a conversation into a file, and replays it', async () => {
    const file = join(folder, 'talk.jsonl');
    expect(await hands('record', 'till-1-scale', 'off')).toMatchObject({ code: 1 });
    const till = await openTcp('till-1-scale');
    await vi.waitFor(() => expect(rack.find('till-1-scale').snapshot().peer).toBe(true));
    expect(await hands('record', 'till-1-scale', 'on')).toMatchObject({ code: 0 });
    till.write('W');
    await vi.waitFor(() => expect(Buffer.concat(till.got)).toHaveLength(8));
    expect((await hands('record', 'till-1-scale', 'off', '--to', file)).text).toContain('2 pieces, 9 bytes');
    expect(readFileSync(file, 'utf8')).toContain('"direction":"in","hex":"57"');

    // The line's clock stands still but for what this test lets pass.
    const replaying = (name: string) => hands('replay', name, '--device', 'till-1-scale', '--pace', 'fast');
    const time = setInterval(() => void clock.advance(500), 20);
    const same = replaying(file);
    await vi.waitFor(() => expect(rack.find('till-1-scale').replayState?.status).toBe('running'));
    till.write('W');
    expect(await same).toEqual({ code: 0, text: 'done at step 2 of 2, 0 differences\n' });
    const silent = await replaying(file);
    clearInterval(time);
    expect(silent).toMatchObject({ code: 1, text: expect.stringContaining('step 1: missing at byte 0') });
    till.close();
    expect(await replaying(join(folder, 'none.jsonl'))).toMatchObject({ code: 1 });
    expect(await hands('replay', file)).toMatchObject({ code: 2 });
    expect(await hands('record', 'till-1-scale')).toMatchObject({ code: 2 });
  });

  it('holds the phone', async () => {
    expect(JSON.parse((await hands('phone')).text)).toMatchObject({ screen: { status: 'off' }, bars: [] });
    const shown = JSON.parse((await hands('phone', 'show', '--wallet', 'alipay')).text);
    expect(shown).toMatchObject({ screen: { status: 'code', wallet: 'alipay' }, qrRows: expect.any(Array) });
    const till = await openHid();
    await vi.waitFor(() => expect(rack.find('till-1-scanner').snapshot().peer).toBe(true));
    expect(await hands('phone', 'show-to', '--scanner', 'till-1-scanner')).toMatchObject({ code: 0 });
    await vi.waitFor(() => expect(Buffer.concat(till.got).toString('latin1')).toContain(shown.screen.code));
    till.close();
    expect((await hands('phone', 'show-to', '--scanner', 'till-1-printer')).text).toContain('DEVICE_UNKNOWN');
    expect((await hands('phone', 'set', '--manner', 'dances')).text).toContain('HAND_BAD_INPUT');
    expect((await hands('phone', 'dance')).text).toContain('HAND_UNKNOWN');
    expect((await hands('phone', 'pay')).text).toContain('PHONE_NOT_ASKED');
    channel.answers.set('/phone/state', { body: { currency: 'CNY', waiting: [] } });
    expect(await hands('phone', 'orders')).toEqual({ code: 0, text: '[]\n' });
    expect((await hands('phone', 'scan', '--qr-text', 'weixin://x')).text).toContain('PHONE_QR_UNKNOWN');
    expect(await hands('phone', 'hide')).toMatchObject({ code: 0 });
  });
});
