/** Alipay's gateway over HTTP: one address, a form in, a signed JSON text out. */
import type { KeyObject } from 'node:crypto';
import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { HeldAnswers } from '../hands/held-answers.ts';
import type { WireLog } from '../hands/wire-log.ts';
import { type AlipayRefusal, alipayRefusal } from './alipay-messages.ts';
import type { AlipayAnswer, AlipayOperations } from './alipay-operations.ts';
import { isRequestSigned, signedAnswer } from './alipay-signature.ts';

export interface AlipayRoutesOptions {
  operations: AlipayOperations;
  appId: string;
  merchantPublicKey: KeyObject;
  privateKey: KeyObject;
  held: HeldAnswers;
  wire: WireLog;
}

type Parameters = Readonly<Record<string, string>>;

const notifyUrlSchema = z.url({ protocol: /^https?$/ }).max(256);

export function alipayRoutes(options: AlipayRoutesOptions) {
  return async (app: FastifyInstance): Promise<void> => {
    await app.register(formbody, { parser: (text: string) => ({ pairs: [...new URLSearchParams(text)] }) });
    app.post('/gateway.do', (request, reply) => {
      const query = new URL(request.url, 'http://localhost').searchParams;
      const form = (request.body as { pairs?: Array<[string, string]> } | null)?.pairs ?? [];
      const parameters = uniqueParameters([...query, ...form]);
      options.wire.record({
        channel: 'alipay',
        direction: 'in',
        what: `POST ${parameters?.['method'] ?? '?'}`,
        body: parameters?.['biz_content'] ?? '',
      });
      send(reply, parameters);
    });
    app.get<{ Querystring: { token?: string } }>('/alipay/downloadBillFile.resource', (request, reply) => {
      const bytes = options.operations.download(request.query.token ?? '');
      if (bytes) reply.header('content-type', 'application/zip').send(Buffer.from(bytes));
      else reply.code(404).send();
    });
  };

  function send(reply: FastifyReply, parameters: Parameters | undefined): void {
    const answer = answerTo(parameters);
    if (answer.kind === 'silence') {
      options.wire.record({ channel: 'alipay', direction: 'out', what: 'no answer', body: '' });
      options.held.hold(reply);
      return;
    }
    const method = parameters?.['method'] ?? '';
    const name = /^[a-z.]{1,100}$/.test(method) ? method : 'error';
    const text = signedAnswer(name, answer.fields, options.privateKey, answer.manner === 'badly_signed');
    options.wire.record({ channel: 'alipay', direction: 'out', what: '200', body: text });
    reply.header('content-type', 'text/html;charset=utf-8').send(text);
  }

  function answerTo(parameters: Parameters | undefined): AlipayAnswer {
    if (!parameters) return refuse('isv.invalid-parameter', '参数重复');
    const refusal = frameRefusal(parameters);
    if (refusal) return refuse(refusal);
    const notifyUrl = parameters['notify_url'] || undefined;
    if (notifyUrl !== undefined && !notifyUrlSchema.safeParse(notifyUrl).success) {
      return refuse('isv.invalid-parameter', 'notify_url无效');
    }
    const content = parseJson(parameters['biz_content'] ?? '{}');
    if (content === undefined) return refuse('isv.invalid-parameter', 'biz_content不是合法的JSON');
    return (
      options.operations.perform(parameters['method'] as string, content, notifyUrl) ?? refuse('isv.invalid-method')
    );
  }

  /** What is wrong with the common parameters (公共请求参数), looked at in the gateway's order. */
  function frameRefusal(parameters: Parameters): AlipayRefusal | undefined {
    if (!parameters['method']) return 'isv.missing-method';
    if (parameters['app_id'] !== options.appId) return 'isv.invalid-app-id';
    if (parameters['sign_type'] !== 'RSA2') return 'isv.invalid-signature-type';
    if (parameters['charset']?.toLowerCase() !== 'utf-8') return 'isv.invalid-charset';
    if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(parameters['timestamp'] ?? '')) return 'isv.invalid-timestamp';
    if (parameters['version'] !== '1.0') return 'isv.invalid-parameter';
    if (!parameters['sign']) return 'isv.missing-signature';
    return isRequestSigned(parameters, options.merchantPublicKey) ? undefined : 'isv.invalid-signature';
  }
}

/** One value for each name; undefined where a name comes twice, since a signature could cover either. */
function uniqueParameters(pairs: ReadonlyArray<[string, string]>): Parameters | undefined {
  const names = new Set(pairs.map(([name]) => name));
  return names.size === pairs.length ? Object.fromEntries(pairs) : undefined;
}

function refuse(subCode: AlipayRefusal, subMessage?: string): AlipayAnswer {
  return { kind: 'fields', fields: alipayRefusal(subCode, subMessage), manner: 'normal' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
