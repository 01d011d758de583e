/** Notices that channels push, answered in each channel's own way. */
import type { Log } from '@qiantai/foundation';
import { errorText } from '@qiantai/foundation';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Counter } from 'prom-client';
import { z } from 'zod';
import type { ChannelAccount } from '../channels/port.ts';
import type { MerchantStore } from '../merchants/merchant-store.ts';
import type { PaymentService } from '../payment/payment-service.ts';

export interface NoticesOptions {
  merchants: Pick<MerchantStore, 'findChannelAccountByName'>;
  /** Undefined while the server starts: the channels learn our address before the core can be made. */
  payments: () => Pick<PaymentService, 'takeNotice'> | undefined;
  taken: Counter<'channel' | 'outcome'>;
  log: Log;
}

/** A notice is a page of JSON or a form; WeChat Pay's largest is some 4 kB. */
export const noticeBytesMax = 64 * 1024;

const parametersSchema = z.object({ accountId: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/) });

/** What a channel is answered. */
interface NoticeAnswer {
  status: number;
  type: string;
  body: string;
}

export function noticeRoutes(options: NoticesOptions) {
  return async (http: FastifyInstance): Promise<void> => {
    // The signature is over the bytes as they came, so no parser may touch them.
    http.removeAllContentTypeParsers();
    http.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: noticeBytesMax },
      async (_: unknown, body: unknown) => body,
    );
    http.post('/notices/:accountId', { bodyLimit: noticeBytesMax }, async (request, reply) => {
      const answer = await takeNotice(options, request);
      return await reply.code(answer.status).type(answer.type).send(answer.body);
    });
  };
}

async function takeNotice(options: NoticesOptions, request: FastifyRequest): Promise<NoticeAnswer> {
  const payments = options.payments();
  if (!payments) return json(503, 'NOT_READY', 'Send it again');
  const parameters = parametersSchema.safeParse(request.params);
  const found = parameters.success
    ? await options.merchants.findChannelAccountByName(parameters.data.accountId)
    : undefined;
  if (!found || found.account.channel === 'card' || found.account.channel === 'balance')
    return json(404, 'NOTICE_ACCOUNT_UNKNOWN', 'There is no such account');
  const { account } = found;
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  try {
    const outcome = await payments.takeNotice(account, { headers: plainHeaders(request), body });
    options.taken.inc({ channel: account.channel, outcome: outcome.taken ? 'taken' : outcome.errorCode });
    if (outcome.taken) return takenAnswer(account.channel);
    options.log.warn({ accountId: account.id, errorCode: outcome.errorCode, why: outcome.why }, 'notice.refused');
    return refusedAnswer(account.channel, 401, outcome.errorCode, outcome.why);
  } catch (error) {
    // Nothing is known to be durable: the channel has to send it again.
    options.taken.inc({ channel: account.channel, outcome: 'fault' });
    options.log.error({ accountId: account.id, error: errorText(error) }, 'notice.fault');
    return refusedAnswer(account.channel, 500, 'SYSTEM_ERROR', 'Send it again');
  }
}

/** WeChat Pay takes 200 or 204 for an acknowledgement, UnionPay 200; Alipay the text `success` and nothing else. */
function takenAnswer(channel: ChannelAccount['channel']): NoticeAnswer {
  if (channel === 'alipay') return { status: 200, type: 'text/plain; charset=utf-8', body: 'success' };
  return json(200, 'SUCCESS', '');
}

function refusedAnswer(
  channel: ChannelAccount['channel'],
  status: number,
  code: string,
  message: string,
): NoticeAnswer {
  if (channel === 'alipay') return { status: 200, type: 'text/plain; charset=utf-8', body: 'failure' };
  return json(status, code, message);
}

function json(status: number, code: string, message: string): NoticeAnswer {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify({ code, message }) };
}

function plainHeaders(request: FastifyRequest): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}
