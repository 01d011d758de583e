/**
 * How providers of checks and messages are called: JSON over HTTP, signed both ways by HMAC-SHA-256 under a shared
 * secret. And how they fail, by a hand or by a test number.
 *
 * Request: headers `x-app-id`, `x-timestamp` (milliseconds), `x-nonce`, `x-signature`, the HMAC (hex) of
 * `POST\n<path>\n<app>\n<timestamp>\n<nonce>\n<SHA-256 of the body, hex>`. Answer: `x-signature`, the HMAC of
 * `<status>\n<signature of the request>\n<SHA-256 of the body, hex>`, so that no answer fits another request.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '@qiantai/foundation';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { HeldAnswers } from '../hands/held-answers.ts';

export const providerFaults = ['http_503', 'busy', 'rate_limited', 'silent', 'garbage', 'badly_signed'] as const;
export type ProviderFault = (typeof providerFaults)[number];

/** By hand: the next `times` calls fail in one way. */
export const faultWishSchema = z.strictObject({
  fault: z.enum(providerFaults),
  times: z.number().int().min(0).max(1_000_000).default(1),
});

export interface ProviderAnswer {
  /** `0000`: done. Others as the provider lists them. */
  code: string;
  message: string;
  data?: Readonly<Record<string, string>>;
}

export interface ExchangeOptions {
  appId: string;
  secret: string;
  clock: Clock;
  held: HeldAnswers;
}

/** How far a request's timestamp may be from now, and for how long a nonce is remembered. */
const windowMs = 300_000;
const noncesMax = 10_000;

export class SignedExchange {
  private readonly options: ExchangeOptions;
  private readonly nonces = new Set<string>();
  private wished: { fault: ProviderFault; times: number } | undefined;

  constructor(options: ExchangeOptions) {
    this.options = options;
  }

  wish(fault: { fault: ProviderFault; times: number }): void {
    this.wished = fault;
  }

  /** Serves `path`; `perform` does what a good request asks, whether its answer arrives or not. */
  serve(
    app: FastifyInstance,
    path: string,
    perform: (body: unknown) => { answer: ProviderAnswer; fault: ProviderFault | undefined },
  ): void {
    app.post(path, (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const refusal = this.refusalOf(request, body);
      if (refusal) {
        this.send(request, reply, { answer: refusal, fault: undefined });
        return;
      }
      const handFault = this.takeWish();
      // What is turned away at the door is not done; what fails later may have been.
      const turnedAway = handFault === 'http_503' || handFault === 'busy' || handFault === 'rate_limited';
      const done = turnedAway ? undefined : perform(jsonFrom(body));
      this.send(request, reply, {
        answer: done?.answer ?? { code: '9999', message: '系统繁忙' },
        fault: handFault ?? done?.fault,
      });
    });
  }

  private takeWish(): ProviderFault | undefined {
    if (!this.wished || this.wished.times === 0) return undefined;
    this.wished.times -= 1;
    return this.wished.fault;
  }

  private refusalOf(request: FastifyRequest, body: Buffer): ProviderAnswer | undefined {
    const { appId, secret, clock } = this.options;
    const [app, timestamp, nonce] = ['x-app-id', 'x-timestamp', 'x-nonce'].map((name) => headerOf(request, name));
    const path = request.url.split('?')[0] ?? '';
    const text = ['POST', path, app, timestamp, nonce, sha256Hex(body)].join('\n');
    if (app !== appId) return { code: '1001', message: '应用不存在' };
    if (!isEqualHex(hmacHex(secret, text), headerOf(request, 'x-signature'))) {
      return { code: '1002', message: '签名错误' };
    }
    if (Math.abs(Number(timestamp) - clock.nowMs()) > windowMs) return { code: '1003', message: '请求已过期' };
    if (nonce === undefined || this.nonces.has(nonce)) return { code: '1004', message: '重复请求' };
    if (this.nonces.size >= noncesMax) this.nonces.clear();
    this.nonces.add(nonce);
    return undefined;
  }

  private send(
    request: FastifyRequest,
    reply: FastifyReply,
    { answer, fault }: { answer: ProviderAnswer; fault: ProviderFault | undefined },
  ): void {
    if (fault === 'silent') {
      this.options.held.hold(reply);
      return;
    }
    if (fault === 'garbage') {
      reply.code(200).header('content-type', 'text/html').send('<html><body>502 Bad Gateway</body></html>');
      return;
    }
    const status = fault === 'http_503' ? 503 : fault === 'rate_limited' ? 429 : 200;
    const shown = fault === 'busy' ? { code: '9999', message: '系统繁忙' } : answer;
    const text = JSON.stringify(shown);
    const secret = fault === 'badly_signed' ? 'not the secret' : this.options.secret;
    const bound = [String(status), headerOf(request, 'x-signature') ?? '', sha256Hex(text)].join('\n');
    reply
      .code(status)
      .headers({ 'content-type': 'application/json; charset=utf-8', 'x-signature': hmacHex(secret, bound) })
      .send(text);
  }
}

/** Bodies stay bytes: the signature is over them. */
export function keepBodies(app: FastifyInstance): void {
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function jsonFrom(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

function sha256Hex(data: Buffer | string): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmacHex(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

function isEqualHex(expected: string, given: string | undefined): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given ?? '')];
  return a.length === b.length && timingSafeEqual(a, b);
}
