/**
 * A till for tests of the screen: serves the built pages and speaks the contract over WebSocket, with
 * snapshots that the test gives. It checks every frame of the screen by the contract's schemas.
 */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import { pageHeaders } from '../browser/security.ts';
import { fromScreenSchema, type ToScreen } from '../contract/frames.ts';
import { snapshotSchema, type TillCommand, type TillReply, type TillSnapshot } from '../contract/till-contract.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};
export interface ScriptedHost {
  url: string;
  /** Every command that came, in order. */
  readonly commands: TillCommand[];
  /** Sends a snapshot to every screen; the revision counts up by itself. */
  show(snapshot: TillSnapshot): number;
  /** How commands are answered, and what else they do. */
  onCommand(answer: (command: TillCommand) => TillReply | undefined): void;
  /** Resolves with the next command of a type, also one that came already since `commands` was last cleared. */
  waitFor<Type extends TillCommand['type']>(type: Type): Promise<Extract<TillCommand, { type: Type }>>;
  forget(): void;
  /** Breaks every line, as a killed till does; `restore` lets screens in again. */
  breakLines(): void;
  restore(): void;
  close(): Promise<void>;
}

export async function startScriptedHost(pagesFolder: string): Promise<ScriptedHost> {
  const commands: TillCommand[] = [];
  const waiters: Array<{ type: string; resolve(command: TillCommand): void }> = [];
  const screens = new Set<WebSocket>();
  let answer: (command: TillCommand) => TillReply | undefined = () => undefined;
  let shown: TillSnapshot | undefined;
  let revision = 0;
  let broken = false;

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://till').pathname;
    const file = path === '/' ? 'index.html' : path === '/customer' ? 'customer.html' : path.slice(1);
    readFile(join(pagesFolder, file)).then(
      (bytes) => {
        response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
        response.setHeaders(new Map(Object.entries(pageHeaders)));
        response.end(bytes);
      },
      () => response.writeHead(404).end(),
    );
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 65_536 });
  server.on('upgrade', (request, socket, head) => {
    if (broken || request.url !== '/till') {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (screen) => {
      screens.add(screen);
      screen.on('close', () => screens.delete(screen));
      screen.on('message', (data) => receive(screen, data.toString()));
      if (shown) send(screen, { kind: 'snapshot', snapshot: shown });
    });
  });

  const receive = (screen: WebSocket, text: string) => {
    const message = fromScreenSchema.parse(JSON.parse(text));
    if ('ask' in message) {
      if (shown) send(screen, { kind: 'snapshot', snapshot: shown });
      return;
    }
    const { id, command } = message;
    commands.push(command);
    const reply = answer(command) ?? { ok: true };
    send(screen, { kind: 'reply', id, reply });
    for (const waiter of waiters.splice(0)) {
      if (waiter.type === command.type) waiter.resolve(command);
      else waiters.push(waiter);
    }
  };

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    commands,
    show(snapshot) {
      revision += 1;
      shown = snapshotSchema.parse({ ...snapshot, revision });
      for (const screen of screens) send(screen, { kind: 'snapshot', snapshot: shown });
      return revision;
    },
    onCommand(next) {
      answer = next;
    },
    waitFor(type) {
      const past = commands.find((command) => command.type === type);
      const came = past
        ? Promise.resolve(past)
        : new Promise<TillCommand>((resolve) => waiters.push({ type, resolve }));
      return came as Promise<Extract<TillCommand, { type: typeof type }>>;
    },
    forget() {
      commands.length = 0;
      answer = () => undefined;
    },
    breakLines() {
      broken = true;
      for (const screen of screens) screen.terminate();
    },
    restore() {
      broken = false;
    },
    async close() {
      for (const screen of screens) screen.terminate();
      sockets.close();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function send(screen: WebSocket, frame: ToScreen): void {
  screen.send(JSON.stringify(frame));
}
