/** WeChat Pay v3 over HTTP: every request's signature is checked, every answer is signed. */
import type { KeyObject } from 'node:crypto';
import type { Clock } from '@qiantai/foundation';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { HeldAnswers } from '../hands/held-answers.ts';
import type { WireLog } from '../hands/wire-log.ts';
import { beijingRfc3339 } from '../values/beijing-time.ts';
import { type WechatMerchant, wechatError } from './wechat-messages.ts';
import { paramError, type WechatAnswer, type WechatOperations } from './wechat-operations.ts';
import { checkRequest, encryptResource, type PlatformIdentity, signatureHeaders } from './wechat-signature.ts';

export interface WechatRoutesOptions {
  operations: WechatOperations;
  merchant: WechatMerchant;
  merchantSerialNo: string;
  merchantPublicKey: KeyObject;
  platform: PlatformIdentity & { certificatePem: string; validFromMs: number; validToMs: number };
  apiV3Key: string;
  clock: Clock;
  held: HeldAnswers;
  wire: WireLog;
}

type OrderParams = { Params: { outTradeNo: string } };

export function wechatRoutes(options: WechatRoutesOptions) {
  const { operations } = options;

  return async (app: FastifyInstance): Promise<void> => {
    // The signature covers the bytes of the body, so they are kept as they came.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => done(null, text));
    app.addHook('preHandler', (request, reply, done) => {
      options.wire.record({
        channel: 'wechat',
        direction: 'in',
        what: `${request.method} ${request.url}`,
        body: rawBody(request),
      });
      const refusal = refusalOf(request);
      if (refusal) send(reply, refusal);
      else done();
    });
    app.setErrorHandler((error, _request, reply) => {
      const status = (error as { statusCode?: number }).statusCode ?? 500;
      if (status >= 500) throw error;
      send(reply, { kind: 'error', error: wechatError('INVALID_REQUEST', '请求格式错误') });
    });

    app.post('/v3/pay/transactions/codepay', (request, reply) =>
      withBody(request, reply, (body) => operations.codepay(body)),
    );
    app.post('/v3/pay/transactions/native', (request, reply) =>
      withBody(request, reply, (body) => operations.native(body)),
    );
    app.post('/v3/pay/transactions/jsapi', (request, reply) =>
      withBody(request, reply, (body) => operations.jsapi(body)),
    );
    app.get<{ Params: { transactionId: string } }>('/v3/pay/transactions/id/:transactionId', (request, reply) =>
      send(reply, operations.queryById(request.params.transactionId, mchidOf(request))),
    );
    app.get<OrderParams>('/v3/pay/transactions/out-trade-no/:outTradeNo', (request, reply) =>
      send(reply, operations.queryByOutTradeNo(request.params.outTradeNo, mchidOf(request))),
    );
    app.post<OrderParams>('/v3/pay/transactions/out-trade-no/:outTradeNo/close', (request, reply) =>
      withBody(request, reply, (body) => operations.close(request.params.outTradeNo, body)),
    );
    app.post<OrderParams>('/v3/pay/transactions/out-trade-no/:outTradeNo/reverse', (request, reply) =>
      withBody(request, reply, (body) => operations.reverse(request.params.outTradeNo, body)),
    );
    app.post('/v3/refund/domestic/refunds', (request, reply) =>
      withBody(request, reply, (body) => operations.refund(body)),
    );
    app.get<{ Params: { outRefundNo: string } }>('/v3/refund/domestic/refunds/:outRefundNo', (request, reply) =>
      send(reply, operations.queryRefund(request.params.outRefundNo)),
    );
    app.get('/v3/bill/tradebill', (request, reply) => send(reply, operations.tradeBill(request.query)));
    app.get('/v3/bill/fundflowbill', (request, reply) => send(reply, operations.fundFlowBill(request.query)));
    app.get<{ Querystring: { token?: string } }>('/v3/billdownload/file', (request, reply) => {
      const bytes = operations.download(request.query.token ?? '');
      // The download is the one answer that carries no signature: the bill's hash was signed.
      if (bytes) reply.header('content-type', 'application/octet-stream').send(bytes);
      else send(reply, { kind: 'error', error: wechatError('NO_STATEMENT_EXIST') });
    });
    app.get('/v3/certificates', (_request, reply) => send(reply, certificates()));
  };

  function refusalOf(request: FastifyRequest): WechatAnswer | undefined {
    const check = checkRequest(
      {
        method: request.method,
        uri: request.raw.url ?? '',
        body: rawBody(request),
        authorization: request.headers.authorization,
      },
      {
        mchid: options.merchant.mchid,
        serialNo: options.merchantSerialNo,
        publicKey: options.merchantPublicKey,
        nowMs: options.clock.nowMs(),
      },
    );
    if (check.kind === 'good') return undefined;
    const detail = { field: check.field, issue: check.issue, location: 'authorization' };
    return { kind: 'error', error: wechatError('SIGN_ERROR', undefined, detail) };
  }

  function withBody(request: FastifyRequest, reply: FastifyReply, answer: (body: unknown) => WechatAnswer): void {
    const body = parseJson(rawBody(request));
    send(reply, body === undefined ? { kind: 'error', error: paramError('/body', 'JSON格式错误') } : answer(body));
  }

  function send(reply: FastifyReply, answer: WechatAnswer): void {
    if (answer.kind === 'silence') {
      options.wire.record({ channel: 'wechat', direction: 'out', what: 'no answer', body: '' });
      options.held.hold(reply);
      return;
    }
    const { status, text, spoil } = wording(answer);
    options.wire.record({ channel: 'wechat', direction: 'out', what: String(status), body: text });
    reply.code(status);
    // A request that proved nobody's identity gets an answer without a signature, as the channel does it.
    if (status !== 401) {
      reply.headers(signatureHeaders(options.platform, { body: text, nowMs: options.clock.nowMs(), spoil }));
    }
    if (status === 204) reply.send();
    else reply.header('content-type', 'application/json; charset=utf-8').send(text);
  }

  function certificates(): WechatAnswer {
    const { platform } = options;
    return {
      kind: 'body',
      status: 200,
      manner: 'normal',
      body: {
        data: [
          {
            serial_no: platform.serialNo,
            effective_time: beijingRfc3339(platform.validFromMs),
            expire_time: beijingRfc3339(platform.validToMs),
            encrypt_certificate: encryptResource(options.apiV3Key, platform.certificatePem, 'certificate'),
          },
        ],
      },
    };
  }
}

function wording(answer: Exclude<WechatAnswer, { kind: 'silence' }>): { status: number; text: string; spoil: boolean } {
  switch (answer.kind) {
    case 'nothing':
      return { status: answer.status, text: '', spoil: false };
    case 'error': {
      const { status, ...body } = answer.error;
      return { status, text: JSON.stringify(body), spoil: false };
    }
    case 'body':
      return { status: answer.status, text: JSON.stringify(answer.body), spoil: answer.manner === 'badly_signed' };
  }
}

function rawBody(request: FastifyRequest): string {
  return typeof request.body === 'string' ? request.body : '';
}

function mchidOf(request: FastifyRequest): unknown {
  return (request.query as Record<string, unknown>)['mchid'];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
