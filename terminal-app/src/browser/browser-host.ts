/**
 * The till's contract over loopback HTTP and one WebSocket, for a Chromium kiosk, a customer display and
 * tests. Every screen gets the snapshot when it comes and each change after (contract/frames.ts); any of them may
 * command.
 */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errorText, type Log } from '@qiantai/foundation';
import { type WebSocket, WebSocketServer } from 'ws';
import { fromScreenSchema, type ToScreen } from '../contract/frames.ts';
import type { TillReply, TillSnapshot } from '../contract/till-contract.ts';
import { createServer } from '../create-server.ts';
import type { TillHostContract } from '../host/till-host.ts';
import { FrameWriter } from './frame-writer.ts';
import { servePage } from './pages.ts';
import { isAllowed } from './security.ts';

export interface BrowserHostOptions {
  host: TillHostContract;
  /** 0: the system chooses. */
  port: number;
  /** Folder of the built pages. */
  pagesFolder: string;
  log: Log;
}

export interface BrowserHost {
  port: number;
  close(): Promise<void>;
}

const messageBytesMax = 64 * 1024;
const screensMax = 16;
/** A screen that does not take its snapshots is cut off; it comes back and gets the newest. */
const unsentBytesMax = 8 * 1024 * 1024;
const commandsUnderWayMax = 50;

export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const { log } = options;
  const server = createServer((request, response) => {
    if (!isAllowed(request)) {
      response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' });
      response.end('This till answers pages of its own on this machine only.');
      return;
    }
    servePage(options.pagesFolder, request, response).catch((error: unknown) => {
      log.error({ error: errorText(error) }, 'browser.page_failed');
      response.destroy();
    });
  });
  server.requestTimeout = 10_000;

  const frames = new FrameWriter();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: messageBytesMax });
  server.on('upgrade', (request, socket, head) => {
    const wanted = request.url?.split('?', 1)[0] === '/till';
    if (!wanted || !isAllowed(request) || sockets.clients.size >= screensMax) {
      socket.end(`HTTP/1.1 ${wanted ? '403 Forbidden' : '404 Not Found'}\r\nconnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (screen) => attach(screen, frames, options));
  });
  await listen(server, options.port);

  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        for (const screen of sockets.clients) screen.terminate();
        sockets.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function attach(screen: WebSocket, frames: FrameWriter, { host, log }: BrowserHostOptions): void {
  let underWay = 0;
  /** What this screen has. */
  let shown: TillSnapshot | null = null;
  const send = (message: string) => {
    if (screen.readyState !== screen.OPEN) return;
    if (screen.bufferedAmount > unsentBytesMax) screen.terminate();
    else screen.send(message);
  };
  const answer = (id: number, reply: TillReply) =>
    send(JSON.stringify({ kind: 'reply', id, reply } satisfies ToScreen));
  const push = (snapshot: TillSnapshot) => {
    if (snapshot === shown) return;
    send(shown ? frames.change(shown, snapshot) : frames.whole(snapshot));
    shown = snapshot;
  };
  const unsubscribe = host.subscribe(push);
  screen.on('close', unsubscribe);
  screen.on('error', (error) => log.info({ error: error.message }, 'screen.failed'));
  screen.on('message', (data, isBinary) => {
    const message = isBinary ? null : parse(String(data));
    if (!message) {
      // Without a readable message there is no id to answer; -1 says so.
      const error = { code: 'TILL_BAD_COMMAND', params: {} };
      answer(idOf(data.toString()), { ok: false, error });
      return;
    }
    if ('ask' in message) {
      shown = null;
      push(host.snapshot());
      return;
    }
    if (underWay >= commandsUnderWayMax) {
      answer(message.id, { ok: false, error: { code: 'TILL_BUSY', params: {} } });
      return;
    }
    underWay += 1;
    void host.command(message.command).then((reply) => {
      underWay -= 1;
      answer(message.id, reply);
    });
  });
  push(host.snapshot());
}

function parse(text: string) {
  const json = fromJson(text);
  const result = fromScreenSchema.safeParse(json);
  return result.success ? result.data : null;
}

/** The id of a message whose command is not one, so that its sender hears which it was. */
function idOf(text: string): number {
  const json = fromJson(text);
  const id = json && typeof json === 'object' && 'id' in json ? json.id : undefined;
  return typeof id === 'number' && Number.isInteger(id) ? id : -1;
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
