/** The HTTP side: notices from channels, headquarters' pages, health, metrics. */
import { errorText, type Log } from '@qiantai/foundation';
import fastify, { type FastifyInstance } from 'fastify';
import { Counter, type Registry } from 'prom-client';
import { basePath } from '../headquarters-pages/layout.ts';
import { type HeadquartersPagesOptions, headquartersPages } from '../headquarters-pages/pages.ts';
import { type HealthOptions, healthRoutes } from './health.ts';
import { type NoticesOptions, noticeBytesMax, noticeRoutes } from './notices.ts';
import { type TerminalOrderRoutesOptions, terminalOrderRoutes, terminalOrdersPath } from './terminal-orders.ts';

export interface HttpServerOptions extends Omit<NoticesOptions, 'taken'>, HealthOptions {
  registry: Registry;
  log: Log;
  /** 0: the system chooses. */
  port: number;
  /** Absent: no pages for merchants' headquarters. */
  headquarters?: HeadquartersPagesOptions;
  /** Absent: orders are pushed to terminals by gRPC alone. */
  terminalOrders?: TerminalOrderRoutesOptions;
}

export interface HttpServer {
  /** `http://127.0.0.1:PORT` */
  url: string;
  /** Ends calls under way, then closes. */
  stop(): Promise<void>;
}

export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const http = buildHttp(options);
  const url = await http.listen({ host: '127.0.0.1', port: options.port });
  return { url, stop: async () => await http.close() };
}

export function buildHttp(options: Omit<HttpServerOptions, 'port'>): FastifyInstance {
  const { registry, log } = options;
  const taken = new Counter({
    name: 'qiantai_notices_total',
    help: 'Notices of channels by outcome.',
    labelNames: ['channel', 'outcome'] as const,
    registers: [registry],
  });
  const http = fastify({
    logger: false,
    bodyLimit: noticeBytesMax,
    forceCloseConnections: 'idle',
    requestTimeout: 30_000,
  });
  http.setErrorHandler(async (error, request, reply) => {
    const status = statusOf(error);
    if (status >= 500) log.error({ path: request.routeOptions.url, error: errorText(error) }, 'http.fault');
    return await reply
      .code(status)
      .send(
        status >= 500
          ? { code: 'INTERNAL', message: 'Something failed inside; the log tells what.' }
          : { code: 'HTTP_BAD_REQUEST', message: errorText(error) },
      );
  });
  http.setNotFoundHandler(async (_request, reply) => {
    return await reply.code(404).send({ code: 'HTTP_NOT_FOUND', message: 'There is nothing here.' });
  });
  void http.register(noticeRoutes({ ...options, taken }));
  void http.register(healthRoutes(options));
  if (options.headquarters) void http.register(headquartersPages(options.headquarters), { prefix: basePath });
  if (options.terminalOrders) {
    void http.register(terminalOrderRoutes(options.terminalOrders), { prefix: terminalOrdersPath });
  }
  http.get(
    '/metrics',
    async (_request, reply) => await reply.type(registry.contentType).send(await registry.metrics()),
  );
  return http;
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}
