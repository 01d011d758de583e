/**
 * TerminalOrderService once more, as HTTP and JSON, for systems of a merchant that speak no gRPC: the same sessions,
 * rights, states and codes. Documented in terminal-orders/README.md.
 */
import { CodedError } from '@qiantai/foundation';
import {
  currencySchema,
  minorTextSchema,
  terminalOrderLineSchema,
  terminalOrderLinesMax,
  terminalOrderReasonMax,
  terminalOrderValidMsMax,
  terminalOrderValidMsMin,
  uuid7Schema,
} from '@qiantai/protos';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { serverError } from '../errors.ts';
import type { HeadquartersUser } from '../headquarters/headquarters-rights.ts';
import type { HeadquartersSessions } from '../headquarters/session.ts';
import type { TerminalOrder } from '../terminal-orders/order-store.ts';
import type { TerminalOrders } from '../terminal-orders/orders.ts';

export interface TerminalOrderRoutesOptions {
  sessions: Pick<HeadquartersSessions, 'signIn' | 'userOf' | 'signOut'>;
  orders: TerminalOrders;
}

export const terminalOrdersPath = '/api/v1';

const bodyBytesMax = 128 * 1024;
const waitMsMax = 25_000;
const listMax = 100;

const wait = z.coerce.number().int().min(0).max(waitMsMax).default(0);
const id = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/);
const signInSchema = z.strictObject({
  merchantId: z.string().min(1).max(64),
  login: z.string().min(1).max(64),
  password: z.string().min(1).max(200),
});
const pushSchema = z.strictObject({
  orderId: uuid7Schema,
  terminalId: id,
  externalRef: z.string().max(64).default(''),
  title: z.string().min(1).max(100),
  lines: z.array(terminalOrderLineSchema).min(1).max(terminalOrderLinesMax),
  totalMinor: minorTextSchema,
  currency: currencySchema,
  validMs: z.number().int().min(terminalOrderValidMsMin).max(terminalOrderValidMsMax).default(900_000),
});
const orderParams = z.strictObject({ orderId: uuid7Schema });
const waitQuery = z.strictObject({ wait });
const getQuery = z.strictObject({ wait, revision: z.coerce.number().int().min(0).default(0) });
const cancelBody = z
  .strictObject({
    reason: z
      .string()
      .max(terminalOrderReasonMax)
      .regex(/^\P{Cc}*$/u)
      .default(''),
  })
  .default({ reason: '' });
const listQuery = z.strictObject({
  terminalId: z.union([id, z.literal('')]).default(''),
  open: z.enum(['true', 'false']).default('false'),
  before: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
  limit: z.coerce.number().int().min(1).max(listMax).default(50),
});

export function terminalOrderRoutes({ sessions, orders }: TerminalOrderRoutesOptions) {
  /** @throws CodedError HEADQUARTERS_SESSION_OVER, HEADQUARTERS_FORBIDDEN */
  async function userOf(request: FastifyRequest): Promise<HeadquartersUser> {
    const user = await sessions.userOf(tokenOf(request));
    if (user.rights.has('orders')) return user;
    throw serverError('HEADQUARTERS_FORBIDDEN', { login: user.login, right: 'orders' });
  }

  return async (http: FastifyInstance): Promise<void> => {
    http.addHook('onRequest', async (_request, reply) => {
      reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    });
    http.setErrorHandler(async (error, _request, reply) => {
      if (error instanceof CodedError) {
        return await reply.code(error.definition.http).send({ code: error.code, message: error.message });
      }
      if (!(error instanceof z.ZodError)) throw error;
      const message = z.prettifyError(error).replaceAll('\n', ' ').slice(0, 300);
      return await reply.code(400).send({ code: 'HTTP_BAD_REQUEST', message });
    });
    const options = { bodyLimit: bodyBytesMax };

    http.post('/sessions', options, async (request) => {
      const { token, expiresAtMs } = await sessions.signIn(signInSchema.parse(request.body));
      return { token, expiresAtMs };
    });
    http.delete('/sessions', async (request, reply) => {
      await sessions.signOut(tokenOf(request));
      return await reply.code(204).send();
    });
    http.post('/terminal-orders', options, async (request) => {
      const user = await userOf(request);
      return orderBody(await orders.push(user, pushSchema.parse(request.body), waitQuery.parse(request.query).wait));
    });
    http.get('/terminal-orders', async (request) => {
      const user = await userOf(request);
      const { terminalId, open, before, limit } = listQuery.parse(request.query);
      const found = await orders.list(user, { terminalId, openOnly: open === 'true', beforeMs: before, limit });
      return { orders: found.orders.map(orderBody), more: found.more };
    });
    http.get('/terminal-orders/:orderId', async (request) => {
      const user = await userOf(request);
      const { orderId } = orderParams.parse(request.params);
      const { wait: waitMs, revision } = getQuery.parse(request.query);
      return orderBody(await orders.get(user, orderId, { revision, waitMs }));
    });
    http.post('/terminal-orders/:orderId/cancel', options, async (request) => {
      const user = await userOf(request);
      const { orderId } = orderParams.parse(request.params);
      const { reason } = cancelBody.parse(request.body ?? undefined);
      return orderBody(await orders.cancel(user, orderId, { reason, waitMs: waitQuery.parse(request.query).wait }));
    });
  };
}

function tokenOf({ headers }: FastifyRequest): string {
  return /^Bearer (\S{1,100})$/.exec(headers.authorization ?? '')?.[1] ?? '';
}

function orderBody(order: TerminalOrder): object {
  const { externalRef, title, terminalId, lines, totalMinor, currency, createdAtMs, expiresAtMs } = order.content;
  const { orderId, storeId, state, revision, changedAtMs, pushedBy, saleId, receiptNo, payments, reason } = order;
  return {
    ...{ orderId, storeId, terminalId, externalRef, title, lines, totalMinor, currency },
    ...{ status: state, revision, createdAtMs, expiresAtMs, changedAtMs, pushedBy },
    ...{ saleId, receiptNo, payments, reason, cancelAsked: order.cancelAskedAtMs !== undefined },
  };
}
