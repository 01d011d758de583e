import { existsSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@qiantai/foundation';
import { SerialPort } from 'serialport';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PtyLine } from './pty-line.ts';

let folder = '';
let link = '';
let line: PtyLine;
let received = '';
let happened: string[] = [];
const ports: SerialPort[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pty-'));
  link = join(folder, 'devices', 'till-1-scanner');
  line = new PtyLine({ link, clock: systemClock });
  received = '';
  happened = [];
});

afterEach(async () => {
  for (const port of ports.splice(0)) if (port.isOpen) await new Promise<void>((done) => port.close(() => done()));
  await line.unplug();
  rmSync(folder, { recursive: true });
});

const plug = () =>
  line.plug({
    received: (bytes) => {
      received += Buffer.from(bytes).toString('latin1');
    },
    peerArrived: () => happened.push('arrived'),
    peerLeft: () => happened.push('left'),
    trouble: (words) => happened.push(words),
  });

async function openTill() {
  const port = new SerialPort({ path: link, baudRate: 9600, autoOpen: false });
  const got: { text: string; unplugged: boolean } = { text: '', unplugged: false };
  port.on('data', (bytes: Buffer) => {
    got.text += bytes.toString('latin1');
  });
  port.on('close', (error: { disconnected?: boolean } | null) => {
    got.unplugged = error?.disconnected === true;
  });
  port.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => port.open((error) => (error ? reject(error) : resolve())));
  ports.push(port);
  await vi.waitFor(() => expect(line.peer).toBe(true));
  return { port, got };
}

describe('a pseudo-terminal under a link', () => {
  it('knows when the till is there, and carries bytes as they are both ways', async () => {
    await plug();
    expect(line.peer).toBe(false);
    line.send({ bytes: Buffer.from('lost') });
    const { port, got } = await openTill();
    const all = String.fromCharCode(...Array.from({ length: 256 }, (_, byte) => byte));
    line.send({ bytes: Buffer.from(all, 'latin1') });
    port.write(Buffer.from(all, 'latin1'));
    await vi.waitFor(() => expect([got.text, received]).toEqual([all, all]));
  });

  it('is found again under the same link after the till left', async () => {
    await plug();
    const first = await openTill();
    first.port.write('last words');
    await new Promise<void>((done) => first.port.drain(() => done()));
    await new Promise<void>((done) => first.port.close(() => done()));
    await vi.waitFor(() => expect(happened).toEqual(['arrived', 'left']));
    expect(received).toBe('last words');
    const { got } = await openTill();
    line.send({ bytes: Buffer.from('again') });
    await vi.waitFor(() => expect(got.text).toBe('again'));
  });

  it('is gone for the till when it is unplugged, and back when it is plugged in', async () => {
    await plug();
    const { got } = await openTill();
    await line.unplug();
    expect(existsSync(link)).toBe(false);
    await vi.waitFor(() => expect(got.unplugged).toBe(true));
    await plug();
    expect(readlinkSync(link)).toMatch(/^\/dev\/pts\/\d+$/);
    const again = await openTill();
    line.send({ bytes: Buffer.from('hello') });
    await vi.waitFor(() => expect(again.got.text).toBe('hello'));
  });

  it('waits for a till that reads slowly, losing nothing', async () => {
    await plug();
    const { port, got } = await openTill();
    port.pause();
    const much = 'x'.repeat(100_000);
    line.send({ bytes: Buffer.from(much) });
    port.resume();
    await vi.waitFor(() => expect(got.text.length).toBe(much.length), { timeout: 10_000 });
  });

  it('does not take a place where something else stands', async () => {
    await plug();
    await line.unplug();
    writeFileSync(link, 'mine');
    await expect(plug()).rejects.toMatchObject({ code: 'PTY_LINK_TAKEN' });
    rmSync(link);
  });
});
