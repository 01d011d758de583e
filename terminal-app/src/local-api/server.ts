/**
 * The till's own API, for apps of others on the device: loopback HTTP, a token for each app, no pages of any site.
 * Documented in docs/local-api.md.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Clock, CodedError, errorText, type Log } from '@qiantai/foundation';
import { isLoopback } from '../browser/security.ts';
import { createServer } from '../create-server.ts';
import { AgentFailure } from '../edge/agent-failure.ts';
import type { AppsFile, LocalApp } from './apps-file.ts';
import { localApiError } from './local-api-errors.ts';
import { openApi } from './openapi.ts';
import { RateLimit } from './rate-limit.ts';
import { openRoutes, type Route, type RouteParts } from './routes.ts';

export interface LocalApiOptions extends RouteParts {
  apps: Pick<AppsFile, 'appOf'>;
  /** 0: the system chooses. */
  port: number;
  version: string;
  /** The machine's. */
  clock: Pick<Clock, 'monotonicMs'>;
  log: Log;
}

export interface LocalApi {
  port: number;
  close(): Promise<void>;
}

const bodyBytesMax = 128 * 1024;
const connectionsMax = 100;
/** Calls of one app that wait for a change. */
const waitingMax = 10;
const appLimits = { burst: 40, perSecond: 10 };
/** Of callers without a good token, all together. */
const strangerLimits = { burst: 20, perSecond: 2 };
const stranger = '';

export async function startLocalApi(options: LocalApiOptions): Promise<LocalApi> {
  const { log, clock } = options;
  const routeOf = openRoutes(options);
  const limits = new RateLimit(appLimits, clock);
  const strangers = new RateLimit(strangerLimits, clock);
  const waiting = new Map<string, number>();
  const description = JSON.stringify(openApi(options.version));

  const server = createServer((request, response) => {
    answer(request).then(
      (body) => send(response, 200, body),
      (error: unknown) => sendError(request, response, error),
    );
  });
  server.maxConnections = connectionsMax;
  server.headersTimeout = 5_000;
  server.requestTimeout = 10_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });

  async function answer(request: IncomingMessage): Promise<string> {
    insistOnPrograms(request);
    const url = new URL(request.url ?? '/', 'http://till');
    const method = request.method ?? '';
    const path = url.pathname;
    if (method === 'GET' && path === '/v1/openapi.json') return description;
    const app = appOf(request);
    const body = method === 'POST' && !path.endsWith('/cancel') ? await jsonBody(request) : undefined;
    const route = routeOf({ method, path, query: url.searchParams, body });
    if (!route) throw localApiError('LOCAL_API_NOT_FOUND', { path: `${method} ${path.slice(0, 100)}` });
    if (!app.scopes.includes(route.scope)) {
      throw localApiError('LOCAL_API_SCOPE_MISSING', { app: app.name, scope: route.scope });
    }
    return JSON.stringify(await handled(route, app));
  }

  async function handled(route: Route, app: LocalApp): Promise<object> {
    if (!route.waits) return await route.handle(app);
    const count = waiting.get(app.name) ?? 0;
    if (count >= waitingMax) throw localApiError('LOCAL_API_TOO_OFTEN', { retryAfterS: 1 });
    waiting.set(app.name, count + 1);
    try {
      return await route.handle(app);
    } finally {
      waiting.set(app.name, (waiting.get(app.name) ?? 1) - 1);
    }
  }

  /** @throws CodedError LOCAL_API_TOKEN_BAD, LOCAL_API_TOO_OFTEN */
  function appOf(request: IncomingMessage): LocalApp {
    const token = /^Bearer ([A-Za-z0-9_-]{20,100})$/.exec(request.headers.authorization ?? '')?.[1];
    const app = token === undefined ? undefined : options.apps.appOf(token);
    const restMs = app ? limits.take(app.name) : strangers.take(stranger);
    if (restMs > 0) throw localApiError('LOCAL_API_TOO_OFTEN', { retryAfterS: Math.ceil(restMs / 1000) });
    if (!app) throw localApiError('LOCAL_API_TOKEN_BAD');
    return app;
  }

  function sendError(request: IncomingMessage, response: ServerResponse, error: unknown): void {
    const { code, message, http } = told(error);
    if (http === 500) {
      log.error({ path: request.url?.slice(0, 100), error: errorText(error) }, 'local_api.failed');
    } else {
      log.info({ path: request.url?.slice(0, 100), code }, 'local_api.refused');
    }
    // What is left of a body that nobody reads must not be taken for the next request.
    if (!request.complete) response.setHeader('connection', 'close');
    if (http === 401) response.setHeader('www-authenticate', 'Bearer');
    send(response, http, JSON.stringify({ code, message }));
  }

  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * Pages of any site stay out: a browser names its page in Origin, and a foreign name that was pointed at this machine
 * (DNS rebinding) stands in Host. @throws CodedError LOCAL_API_FORBIDDEN
 */
function insistOnPrograms({ headers }: IncomingMessage): void {
  if (!headers.host || !isLoopback(headers.host)) {
    throw localApiError('LOCAL_API_FORBIDDEN', { why: 'Ask 127.0.0.1 or localhost: the till answers no other name' });
  }
  if (headers.origin !== undefined || headers['sec-fetch-site'] !== undefined) {
    throw localApiError('LOCAL_API_FORBIDDEN', { why: 'This is for programs on the device, not for pages' });
  }
}

/** @throws CodedError LOCAL_API_BODY_TOO_LONG, LOCAL_API_REQUEST_BAD */
async function jsonBody(request: IncomingMessage): Promise<unknown> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw localApiError('LOCAL_API_REQUEST_BAD', { why: 'content-type is application/json' });
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bodyBytesMax) throw localApiError('LOCAL_API_BODY_TOO_LONG', { bytes: bodyBytesMax });
    chunks.push(chunk);
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch (error) {
    throw localApiError('LOCAL_API_REQUEST_BAD', { why: 'the body is no JSON in UTF-8' }, { cause: error });
  }
}

/** What an app did wrong by the agent's word; whatever else the agent refuses does not go as things stand (409). */
const agentStatus: Readonly<Record<string, number>> = {
  ORDER_BAD: 400,
  REQUEST_BAD: 400,
  ORDER_LIST_FULL: 429,
};

function told(error: unknown): { code: string; message: string; http: number } {
  if (error instanceof CodedError) return { code: error.code, message: error.message, http: error.definition.http };
  if (error instanceof AgentFailure) {
    const { code, kind, message } = error;
    const byKind = { gone: 503, not_ready: 503, session: 503, not_found: 404, refused: 409 }[kind];
    const http = agentStatus[code] ?? (code.startsWith('PROTO_BAD') ? 400 : byKind);
    return { code, message, http };
  }
  const { code, message, definition } = localApiError('LOCAL_API_FAULT');
  return { code, message, http: definition.http };
}

function send(response: ServerResponse, status: number, body: string): void {
  if (response.destroyed) return;
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}
