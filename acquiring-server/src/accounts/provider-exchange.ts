/**
 * One signed call of a provider of checks or messages: JSON, HMAC-SHA-256 both ways under a shared secret, as
 * their gateways ask for it. An answer counts only where its signature fits the request that it answers.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock, Random } from '@qiantai/foundation';
import { z } from 'zod';
import type { HttpTransport } from '../channels/http-exchange.ts';

export interface ProviderSettings {
  baseUrl: string;
  appId: string;
  secret: string;
}

export interface ProviderExchangeDeps {
  settings: ProviderSettings;
  transport: HttpTransport;
  clock: Pick<Clock, 'nowMs'>;
  random: Pick<Random, 'bytes'>;
  /** By the clock passed in. */
  timeoutMs?: number;
}

export type ProviderResult =
  | { kind: 'answer'; code: string; message: string; data: Readonly<Record<string, string>> }
  /** `isSent`: the provider may have done what was asked. */
  | { kind: 'unknown'; isSent: boolean; code: string; why: string };

const timeoutMsDefault = 8000;
const answerBytesMax = 64 * 1024;

const answerSchema = z.object({
  code: z.string().max(20),
  message: z.string().max(200),
  data: z.record(z.string(), z.string()).default({}),
});

/** Posts `body` to `path`. Never throws for what a network or a provider does. */
export async function callProvider(
  { settings, transport, clock, random, timeoutMs = timeoutMsDefault }: ProviderExchangeDeps,
  path: string,
  message: Readonly<Record<string, unknown>>,
): Promise<ProviderResult> {
  const { baseUrl, appId, secret } = settings;
  const body = JSON.stringify(message);
  const timestamp = String(clock.nowMs());
  const nonce = Buffer.from(random.bytes(16)).toString('hex');
  const signature = hmacHex(secret, ['POST', path, appId, timestamp, nonce, sha256Hex(body)].join('\n'));
  const result = await transport.send(
    {
      method: 'POST',
      url: baseUrl + path,
      headers: {
        'content-type': 'application/json',
        'x-app-id': appId,
        'x-timestamp': timestamp,
        'x-nonce': nonce,
        'x-signature': signature,
      },
      body,
    },
    { timeoutMs, answerBytesMax },
  );
  if (result.kind !== 'answer') return unknown(result.kind === 'no_answer', '', result.why);
  const { status, headers, body: bytes } = result.answer;
  const expected = hmacHex(secret, [String(status), signature, sha256Hex(bytes)].join('\n'));
  if (!isEqual(expected, headers['x-signature'] ?? '')) return unknown(true, String(status), 'no good signature');
  if (status !== 200) return unknown(true, String(status), `HTTP ${status}`);
  const answer = answerSchema.safeParse(jsonFrom(bytes));
  return answer.success ? { kind: 'answer', ...answer.data } : unknown(true, String(status), 'not the answer’s form');
}

function unknown(isSent: boolean, code: string, why: string): ProviderResult {
  return { kind: 'unknown', isSent, code, why };
}

function jsonFrom(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}

function sha256Hex(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmacHex(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

function isEqual(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
