/**
 * The panel's HTTP and WebSocket side (docs/processes.md, Hardware simulators). Loopback only: a call must name
 * this machine as its host, and a page that calls must be our own, so no web page elsewhere can move the hands.
 */
import type { AddressInfo } from 'node:net';
import websocket from '@fastify/websocket';
import { CodedError, errorText, type Log } from '@qiantai/foundation';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { DevicesFile } from '../config.ts';
import { faultRatesSchema } from '../device/faults.ts';
import { issueText } from '../device/hand-input.ts';
import { recordingTextMax } from '../device/recording.ts';
import { simError } from '../errors.ts';
import type { Phone } from '../phone/phone.ts';
import { phoneRoutes } from '../phone/phone-routes.ts';
import type { Rack } from '../rack.ts';
import { demoCards, shownCard } from '../reader/cards.ts';
import { liveFeed } from './live.ts';
import { panelFiles } from './panel-files.ts';

const bodyBytesMax = 64 * 1024;
const deviceParams = z.strictObject({ id: z.string().max(64) });
const handParams = z.strictObject({ id: z.string().max(64), hand: z.string().max(64) });
const logQuery = z.strictObject({ after: z.coerce.number().int().min(0).default(0) });
const faultsBody = faultRatesSchema;
const recordBody = z.strictObject({ on: z.union([z.boolean(), z.stringbool()]).default(true) });
const replayBody = z.strictObject({
  /** The recording's own JSON lines. */
  recording: z.string().min(1).max(recordingTextMax),
  pace: z.enum(['recorded', 'fast']).default('recorded'),
});

export interface PanelServer {
  url: string;
  close(): Promise<void>;
}

export async function startPanelServer(options: {
  rack: Rack;
  phone: Phone;
  presets: DevicesFile['presets'];
  port: number;
  log: Log;
}): Promise<PanelServer> {
  const app = Fastify({ logger: false, bodyLimit: bodyBytesMax });
  app.addHook('onRequest', async (request) => refuseForeign(request));
  answerErrors(app, options.log);
  await app.register(websocket, { options: { maxPayload: 1024 } });
  await app.register(panelFiles);
  await app.register(liveFeed, { rack: options.rack, phone: options.phone });
  await app.register(async (scope) => deviceRoutes(scope, options), { prefix: '/api' });
  await app.listen({ host: '127.0.0.1', port: options.port });
  const { port } = app.server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => app.close() };
}

function deviceRoutes(
  app: FastifyInstance,
  { rack, phone, presets }: { rack: Rack; phone: Phone; presets: DevicesFile['presets'] },
): void {
  phoneRoutes(app, { phone, rack });
  app.get('/devices', async () => rack.all().map((device) => device.snapshot()));
  app.get('/cards', async () => demoCards.map(shownCard));
  app.get('/presets', async () => presets);
  app.get('/devices/:id', async (request) => rack.find(read(deviceParams, request.params).id).snapshot());
  app.get('/devices/:id/log', async (request) => {
    const { id } = read(deviceParams, request.params);
    const { after } = read(logQuery, request.query);
    rack.find(id);
    return rack.log.read(id, after);
  });
  app.get('/devices/:id/receipts', async (request) => rack.receiptsOf(read(deviceParams, request.params).id));
  app.get('/devices/:id/announcements', async (request) => rack.announcementsOf(read(deviceParams, request.params).id));
  app.post('/devices/:id/hands/:hand', async (request) => {
    const { id, hand } = read(handParams, request.params);
    return await rack.find(id).hand(hand, request.body ?? {});
  });
  recordingRoutes(app, rack);
  app.post('/devices/:id/faults', async (request) => {
    const device = rack.find(read(deviceParams, request.params).id);
    device.setRates(read(faultsBody, request.body ?? {}));
    return device.snapshot();
  });
}

/** A conversation is recorded, fetched as JSON lines, and replayed against whoever has the device open. */
function recordingRoutes(app: FastifyInstance, rack: Rack): void {
  const deviceOf = (request: FastifyRequest) => rack.find(read(deviceParams, request.params).id);
  app.post('/devices/:id/recording', async (request) =>
    deviceOf(request).record(read(recordBody, request.body ?? {}).on),
  );
  app.get('/devices/:id/recording', async (request, reply) => {
    const device = deviceOf(request);
    const { text } = device.recorded;
    return await reply
      .header('content-disposition', `attachment; filename="${device.id}.jsonl"`)
      .type('application/jsonl; charset=utf-8')
      .send(text);
  });
  // JSON writes a line's end and its quotation marks as two characters each.
  app.post('/devices/:id/replay', { bodyLimit: recordingTextMax * 2 }, async (request) => {
    const { recording, pace } = read(replayBody, request.body);
    return deviceOf(request).startReplay(recording, pace);
  });
  app.get('/devices/:id/replay', async (request) => ({ replay: deviceOf(request).replayState }));
  app.delete('/devices/:id/replay', async (request) => ({ replay: deviceOf(request).stopReplay() }));
}

/** @throws CodedError REQUEST_FOREIGN */
function refuseForeign(request: FastifyRequest): void {
  const host = request.headers.host ?? '';
  const origin = request.headers.origin;
  const local = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);
  if (!local || (origin !== undefined && origin !== `http://${host}`)) throw simError('REQUEST_FOREIGN');
}

function answerErrors(app: FastifyInstance, log: Log): void {
  app.setNotFoundHandler(async (request) => {
    throw simError('NOT_FOUND', { path: request.url });
  });
  app.setErrorHandler(async (error: unknown, _request, reply) => {
    const known = error instanceof CodedError ? error : fromFastify(error);
    if (!known) {
      log.error({ error: errorText(error) }, 'panel.fault');
      return await reply.code(500).send({ code: 'INTERNAL', message: 'The simulators have a fault; see their log.' });
    }
    return await reply.code(known.definition.http).send({ code: known.code, message: known.message });
  });
}

/** Fastify's own refusals: a body that is no JSON, too large, of another type. */
function fromFastify(error: unknown): CodedError | undefined {
  const status = (error as { statusCode?: number }).statusCode ?? 500;
  return status < 500 ? simError('REQUEST_INVALID', { reason: errorText(error) }) : undefined;
}

function read<T extends z.ZodType>(schema: T, value: unknown): z.infer<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw simError('REQUEST_INVALID', { reason: issueText(result.error) });
}
