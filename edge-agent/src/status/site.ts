/** The status page over HTTP, on the loopback: page, figures, health, and what a person can do there. */
import { readFileSync } from 'node:fs';
import { CodedError } from '@qiantai/foundation';
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Mending } from '../queue/mending.ts';
import type { AgentReport } from './board.ts';
import { cardsJson } from './cards-section.ts';
import { readFont } from './fonts.ts';
import { agentMetrics } from './metrics.ts';
import { statusPage } from './page.ts';
import { alarmPage, mendPage, revokePage } from './person-pages.ts';
import { pairingCodePage } from './tills-section.ts';
import { type Language, languages } from './words.ts';

export interface StatusSite {
  port: number;
  stop(): Promise<void>;
}

const styleSheet = readFileSync(new URL('./status.css', import.meta.url), 'utf8');

const contentPolicy =
  "default-src 'none'; style-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const digits = (max: number) => z.string().regex(new RegExp(`^[0-9]{1,${max}}$`));
const mendSchema = z.object({
  kind: z.enum(['journal', 'pay', 'cancel', 'refund']),
  key: z.string().min(1).max(100),
  action: z.enum(['retry', 'correct', 'write_off']).default('retry'),
  reason: z.string().max(200).default(''),
  number: digits(8),
  pin: digits(12),
  /** The second person of a write-off. */
  secondNumber: digits(8).optional(),
  secondPin: digits(12).optional(),
  /** The corrected payload, JSON; empty: as it was. */
  payload: z.string().max(500_000).optional(),
});

const rowSchema = mendSchema.pick({ kind: true, key: true });
const acknowledgeSchema = z.object({ alarm: z.coerce.number().int().min(1), number: digits(8), pin: digits(12) });
/** Rows that a person can be led to. */
const deadRowsMax = 1000;

const terminalSchema = z.object({ terminal: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/) });

export async function serveStatus(parts: {
  port: number;
  report: () => AgentReport;
  syncNow: () => Promise<void>;
  mending: Mending;
  /** A person has seen an alarm. @throws CodedError ALARM_NOT_FOUND, SIGN_IN_WRONG */
  acknowledge: (alarmId: number, by: { number: string; pin: string }) => Promise<void>;
  makePairingCode: (terminalId: string) => { code: string; expiresAtMs: number };
  revokeTill: (terminalId: string) => void;
}): Promise<StatusSite> {
  const app = fastify({ logger: false, bodyLimit: 1_000_000, forceCloseConnections: true });
  const metrics = agentMetrics(parts.report);

  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'content-security-policy': contentPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    if (!isLoopbackHost(request.headers.host)) return await reply.code(421).send({ error: 'STATUS_WRONG_HOST' });
    if (request.method === 'POST' && !isSameOrigin(request)) {
      return await reply.code(403).send({ error: 'STATUS_WRONG_ORIGIN' });
    }
  });
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof CodedError) return reply.code(error.definition.http).send({ error: error.code });
    return reply.code(500).send({ error: 'INTERNAL' });
  });

  app.get('/', (request, reply) => {
    const language = languageOf(request);
    return reply.type('text/html; charset=utf-8').send(statusPage(parts.report(), language));
  });
  app.get('/status.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(styleSheet));
  app.get('/fonts/*', async (request, reply) => {
    const font = await readFont((request.params as { '*': string })['*']);
    if (!font) return await reply.code(404).send({ error: 'STATUS_NOT_FOUND' });
    return await reply.type(font.contentType).header('cache-control', 'max-age=86400').send(font.bytes);
  });
  app.get('/status.json', () => jsonReport(parts.report()));
  app.get('/health', (_request, reply) => {
    const report = parts.report();
    // The agent serves its tills with and without the line: it is healthy once it is enrolled.
    return reply
      .code(report.enrolled ? 200 : 503)
      .send({ status: report.enrolled ? 'ok' : 'not_enrolled', online: report.line.status === 'online' });
  });
  app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()));
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  app.post('/sync', async (request, reply) => {
    await parts.syncNow();
    return back(request, reply);
  });
  const deadRow = (kind: string, key: string) =>
    parts.mending.list(deadRowsMax).find((row) => row.kind === kind && row.key === key);
  const send = (reply: FastifyReply, status: number, text: string) =>
    reply.code(status).type('text/html; charset=utf-8').send(text);

  app.get('/mend', (request, reply) => {
    const asked = rowSchema.safeParse(request.query);
    const row = asked.success ? deadRow(asked.data.kind, asked.data.key) : undefined;
    return send(reply, row ? 200 : 404, mendPage(row, languageOf(request)));
  });
  app.post('/mend', async (request, reply) => {
    const form = mendSchema.safeParse(request.body);
    const named = rowSchema.safeParse(request.body);
    const again = (code: string, status: number) =>
      send(
        reply,
        status,
        mendPage(named.success ? deadRow(named.data.kind, named.data.key) : undefined, languageOf(request), code),
      );
    if (!form.success) return await again('STATUS_BAD_FORM', 400);
    try {
      await mend(parts.mending, form.data);
    } catch (error) {
      if (!(error instanceof CodedError) || error.definition.http >= 500) throw error;
      return await again(error.code, error.definition.http);
    }
    return back(request, reply);
  });

  const alarmOf = (id: number) => parts.report().alarms.find((alarm) => alarm.alarmId === id);
  app.get('/alarm', (request, reply) => {
    const asked = z.object({ id: z.coerce.number().int() }).safeParse(request.query);
    const alarm = asked.success ? alarmOf(asked.data.id) : undefined;
    return send(reply, alarm ? 200 : 404, alarmPage(alarm, languageOf(request)));
  });
  app.post('/acknowledge', async (request, reply) => {
    const form = acknowledgeSchema.safeParse(request.body);
    if (!form.success) return await send(reply, 400, alarmPage(undefined, languageOf(request), 'STATUS_BAD_FORM'));
    const { alarm, number, pin } = form.data;
    try {
      await parts.acknowledge(alarm, { number, pin });
    } catch (error) {
      if (!(error instanceof CodedError) || error.definition.http >= 500) throw error;
      return await send(reply, error.definition.http, alarmPage(alarmOf(alarm), languageOf(request), error.code));
    }
    return back(request, reply);
  });

  app.post('/pair', (request, reply) => {
    const form = terminalSchema.safeParse(request.body);
    if (!form.success) return reply.code(400).send({ error: 'STATUS_BAD_FORM' });
    const made = { terminalId: form.data.terminal, ...parts.makePairingCode(form.data.terminal) };
    if (request.headers.accept === 'application/json') return reply.send(made);
    return reply.type('text/html; charset=utf-8').send(pairingCodePage(made, languageOf(request)));
  });
  app.get('/revoke', (request, reply) => {
    const asked = terminalSchema.safeParse(request.query);
    if (!asked.success) return reply.code(400).send({ error: 'STATUS_BAD_FORM' });
    return send(reply, 200, revokePage(asked.data.terminal, languageOf(request)));
  });
  app.post('/revoke', (request, reply) => {
    const form = terminalSchema.safeParse(request.body);
    if (!form.success) return reply.code(400).send({ error: 'STATUS_BAD_FORM' });
    parts.revokeTill(form.data.terminal);
    return back(request, reply);
  });

  await app.listen({ host: '127.0.0.1', port: parts.port });
  const address = app.server.address();
  return { port: typeof address === 'object' && address ? address.port : parts.port, stop: () => app.close() };
}

async function mend(mending: Mending, form: z.infer<typeof mendSchema>): Promise<void> {
  const { action, reason, number, pin, secondNumber = '', secondPin = '', payload = '' } = form;
  const by = { number, pin };
  if (action === 'retry') await mending.retry(form, by, reason);
  if (action === 'correct')
    await mending.correct(form, by, { reason, ...(payload === '' ? {} : { payloadJson: payload }) });
  if (action === 'write_off') await mending.writeOff(form, [by, { number: secondNumber, pin: secondPin }], reason);
}

/** A page of elsewhere that was resolved to this machine (DNS rebinding) names another host. */
function isLoopbackHost(host: string | undefined): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:[0-9]+)?$/.test(host ?? '');
}

/** Browsers send Origin with every POST (Fetch Standard, 3.2): it must be this page's own. */
function isSameOrigin(request: FastifyRequest): boolean {
  return request.headers.origin === `http://${request.headers.host}`;
}

function back(request: FastifyRequest, reply: FastifyReply) {
  return reply
    .code(303)
    .header('location', `/?lang=${languageOf(request)}`)
    .send();
}

function languageOf(request: FastifyRequest): Language {
  const asked = z.object({ lang: z.enum(languages) }).safeParse(request.query);
  if (asked.success) return asked.data.lang;
  return (request.headers['accept-language'] ?? '').startsWith('en') ? 'en' : 'zh';
}

function jsonReport(report: AgentReport) {
  return {
    ...report,
    queue: { ...report.queue, waitingCashMinor: report.queue.waitingCashMinor.toString() },
    cards: cardsJson(report.cards),
  };
}
