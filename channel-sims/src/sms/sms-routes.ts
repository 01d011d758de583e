/**
 * A provider of text messages over HTTP, and the phones that they arrive at: `GET /sim/sms` lists them. Phones that end
 * with 0001 are refused (黑名单), with 0002 get HTTP 503, with 0003 silence though the message arrives.
 */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { answerError, read } from '../hands/hands-routes.ts';
import { localOnly } from '../hands/local-only.ts';
import {
  type ExchangeOptions,
  faultWishSchema,
  keepBodies,
  type ProviderAnswer,
  type ProviderFault,
  SignedExchange,
} from '../identity/signed-exchange.ts';

const messageSchema = z.strictObject({
  messageNo: z.string().regex(/^[0-9A-Za-z-]{1,64}$/),
  phone: z.string().regex(/^\+?[0-9]{6,15}$/),
  template: z.string().min(1).max(40),
  parameters: z.record(z.string().max(40), z.string().max(100)),
});

export interface ArrivedMessage extends z.infer<typeof messageSchema> {
  atMs: number;
}

const messagesMax = 1000;

const phoneFaults: Readonly<Record<string, ProviderFault>> = { '0002': 'http_503', '0003': 'silent' };

export function smsRoutes(options: ExchangeOptions) {
  const exchange = new SignedExchange(options);
  let arrived: ArrivedMessage[] = [];

  const send = (body: unknown): { answer: ProviderAnswer; fault: ProviderFault | undefined } => {
    const request = messageSchema.safeParse(body);
    if (!request.success) return { answer: { code: '1005', message: '参数错误' }, fault: undefined };
    const message = request.data;
    const ending = message.phone.slice(-4);
    if (ending === '0001') return { answer: { code: '2001', message: '黑名单号码' }, fault: undefined };
    const fault = phoneFaults[ending];
    const isNew = !arrived.some(({ messageNo }) => messageNo === message.messageNo);
    if (isNew && fault !== 'http_503') {
      arrived = [...arrived, { ...message, atMs: options.clock.nowMs() }].slice(-messagesMax);
    }
    return { answer: { code: '0000', message: '成功', data: { messageNo: message.messageNo } }, fault };
  };

  return async (app: FastifyInstance): Promise<void> => {
    await app.register(async (provider) => {
      keepBodies(provider);
      exchange.serve(provider, '/sms/v1/messages', send);
    });
    await app.register(async (hands) => {
      localOnly(hands);
      hands.setErrorHandler(answerError);
      hands.get<{ Querystring: { phone?: string } }>('/sim/sms', ({ query }) => ({
        messages: arrived.filter(({ phone }) => query.phone === undefined || phone === query.phone),
      }));
      hands.post('/sim/sms/faults', (request) => {
        exchange.wish(read(faultWishSchema, request.body));
        return { ok: true };
      });
    });
  };
}
