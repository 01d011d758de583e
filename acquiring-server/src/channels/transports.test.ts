import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { FakeClock } from '@qiantai/foundation';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createHttpTransport } from './http-transport.ts';
import { createTcpTransport } from './tcp-transport.ts';

const closing: Array<() => Promise<unknown> | unknown> = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

/** A port that nobody listens on. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('http', () => {
  const limits = { timeoutMs: 10_000, answerBytesMax: 1000 };

  async function send(url: string, clock = new FakeClock()) {
    const transport = createHttpTransport({ clock, realMsMin: 5 });
    closing.push(() => transport.close());
    return transport.send({ method: 'POST', url, headers: { 'x-a': 'b' }, body: '{"x":1}' }, limits);
  }
  const serve = async (listener: RequestListener) => `http://127.0.0.1:${await listen(createHttpServer(listener))}/`;

  it('gives status, headers and bytes of an answer', async () => {
    const url = await serve((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => response.writeHead(418, { 'X-Seen': `${request.method} ${body}` }).end('hé'));
    });
    const result = await send(url);
    expect(result).toMatchObject({ kind: 'answer', answer: { status: 418, headers: { 'x-seen': 'POST {"x":1}' } } });
    expect(result.kind === 'answer' && Buffer.from(result.answer.body).toString()).toBe('hé');
  });

  it('is certain that nothing was sent where no connection was made', async () => {
    expect((await send(`http://127.0.0.1:${await closedPort()}/`)).kind).toBe('not_sent');
    expect((await send('http://no-such-host.invalid/')).kind).toBe('not_sent');
    const plain = await serve((_request, response) => response.end());
    expect((await send(plain.replace('http:', 'https:'))).kind).toBe('not_sent');
  });

  it('is certain of nothing once connected', async () => {
    expect((await send(await serve((request) => request.socket.destroy()))).kind).toBe('no_answer');
    const half = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half');
      setImmediate(() => response.destroy());
    });
    expect((await send(half)).kind).toBe('no_answer');
    const endless = await serve((_request, response) => response.end('x'.repeat(1001)));
    expect(await send(endless)).toMatchObject({ kind: 'no_answer', why: expect.stringContaining('1000 bytes') });
  });

  it('waits by the clock that it was given', async () => {
    const clock = new FakeClock();
    const asked = vi.fn();
    const result = send(await serve(asked), clock);
    await vi.waitFor(() => expect(asked).toHaveBeenCalled());
    await clock.advance(9_999);
    expect(await Promise.race([result, Promise.resolve('waiting')])).toBe('waiting');
    await clock.advance(1);
    expect((await result).kind).toBe('no_answer');
    expect(clock.pending).toBe(0);
  });
});

describe('tcp', () => {
  const call = (port: number, clock = new FakeClock()) => {
    const received: number[] = [];
    return createTcpTransport({ clock, realMsMin: 5 }).exchange<string>({
      host: '127.0.0.1',
      port,
      bytes: Buffer.from('ask'),
      timeoutMs: 10_000,
      read: (chunk) => {
        received.push(...chunk);
        const text = Buffer.from(received).toString();
        if (text.includes('!')) throw new Error('garbage');
        return text.endsWith('.') ? text : undefined;
      },
    });
  };
  const host = (answer: (socket: Socket) => void) =>
    listen(createServer((socket) => socket.on('data', () => answer(socket))));

  it('puts an answer together from fragments', async () => {
    const port = await host((socket) => {
      socket.write('ans');
      setImmediate(() => socket.write('wer.'));
    });
    expect(await call(port)).toEqual({ kind: 'answer', answer: 'answer.' });
  });

  it('is certain that nothing was sent only where no connection was made', async () => {
    expect((await call(await closedPort())).kind).toBe('not_sent');
    expect((await call(await host((socket) => socket.destroy()))).kind).toBe('no_answer');
    expect((await call(await host((socket) => socket.end('part')))).kind).toBe('no_answer');
    expect(await call(await host((socket) => socket.write('!')))).toMatchObject({ kind: 'no_answer', why: 'garbage' });
    const noise = await host((socket) => socket.write(Buffer.alloc(300_000, 'x')));
    expect((await call(noise)).kind).toBe('no_answer');
  });

  it('waits by the clock that it was given', async () => {
    const clock = new FakeClock();
    const asked = vi.fn();
    const result = call(await host(asked), clock);
    await vi.waitFor(() => expect(asked).toHaveBeenCalled());
    await clock.advance(10_000);
    expect((await result).kind).toBe('no_answer');
    expect(clock.pending).toBe(0);
  });
});
