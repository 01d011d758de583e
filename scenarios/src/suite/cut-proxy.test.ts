import { connect, createServer, type Server, type Socket } from 'node:net';
import { silentLog } from '@qiantai/foundation';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CutProxy } from './cut-proxy.ts';

/** A server that answers every byte with the same byte and keeps what it got. */
let server: Server;
let received = '';
let proxy: CutProxy;

beforeEach(async () => {
  received = '';
  server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes) => {
      received += bytes.toString();
      socket.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  proxy = await CutProxy.listen(`localhost:${(server.address() as { port: number }).port}`, silentLog);
});

afterEach(async () => {
  await proxy.close();
  await new Promise((resolve) => server.close(resolve));
});

function client(): Promise<{ socket: Socket; answer: () => string; ended: Promise<void> }> {
  return new Promise((resolve) => {
    const [host, port] = proxy.address.split(':') as [string, string];
    const socket = connect({ host: host === 'localhost' ? '127.0.0.1' : host, port: Number(port) });
    let answered = '';
    socket.on('data', (bytes) => {
      answered += bytes.toString();
    });
    socket.on('error', () => socket.destroy());
    const ended = new Promise<void>((end) => socket.once('close', () => end()));
    const open = () => resolve({ socket, answer: () => answered, ended });
    // A line that is down may reset the connection before it counts as made.
    socket.once('connect', open);
    socket.once('close', open);
  });
}

describe('a line that can be cut', () => {
  it('passes everything while it is up', async () => {
    const { socket, answer } = await client();
    socket.write('hello');
    await vi.waitFor(() => expect(answer()).toBe('hello'));
    socket.destroy();
  });

  it.each([
    ['before', ''],
    ['middle', 'abc'],
    ['after', 'abcdef'],
  ] as const)('cuts once %s the effect: the server got "%s", the client nothing', async (point, got) => {
    const { socket, answer, ended } = await client();
    proxy.cutNext(point);
    socket.write('abcdef');
    await ended;
    await vi.waitFor(() => expect(received).toBe(got));
    expect(answer()).toBe('');
    expect(proxy.cutCount).toBe(1);
    const again = await client();
    again.socket.write('x');
    await vi.waitFor(() => expect(again.answer()).toBe('x'));
    again.socket.destroy();
  });

  it('keeps the order of pieces, also where the line becomes fast while some are on their slow way', async () => {
    const { socket, answer } = await client();
    proxy.slow(60);
    socket.write('a');
    await new Promise((resolve) => socket.write('b', resolve));
    // The proxy has both, or has them when it is told that it is fast: the third comes after them either way.
    proxy.restore();
    socket.write('c');
    await vi.waitFor(() => expect(answer()).toBe('abc'));
    socket.destroy();
  });

  it('refuses while it is down and serves again when it is restored', async () => {
    const first = await client();
    proxy.cut();
    await first.ended;
    const refused = await client();
    await refused.ended;
    proxy.restore();
    const { socket, answer } = await client();
    socket.write('y');
    await vi.waitFor(() => expect(answer()).toBe('y'));
    socket.destroy();
  });
});
