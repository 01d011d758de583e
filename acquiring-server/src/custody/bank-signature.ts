/**
 * Signs requests to the bank and checks its answers: HMAC-SHA256 in hexadecimal under the shared secret. A request
 * over `METHOD\nPATH?QUERY\nTIMESTAMP\nNONCE\nSHA256(BODY)\n`, an answer over `STATUS\nTIMESTAMP\nNONCE\nSHA256(BODY)\n`
 * with the nonce of its request, so that an old answer is no answer. Pure.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { HttpAnswer } from '../channels/http-exchange.ts';
import type { BankCredentials } from './custody-bank.ts';

/** How far the bank's time stamp may be from our clock, seconds. */
export const answerAgeSecondsMax = 300;

export function requestHeaders(
  credentials: BankCredentials,
  request: { method: 'GET' | 'POST'; uri: string; body: string },
  at: { nowMs: number; nonce: string },
): Record<string, string> {
  const timestamp = String(Math.floor(at.nowMs / 1000));
  const parts = [request.method, request.uri, timestamp, at.nonce, sha256(request.body)];
  return {
    'content-type': 'application/json; charset=utf-8',
    'x-bank-client': credentials.clientId,
    'x-bank-timestamp': timestamp,
    'x-bank-nonce': at.nonce,
    'x-bank-signature': hmac(credentials.secret, parts),
  };
}

/** Why an answer is not the bank's answer to this request; undefined where it is. */
export function answerFault(
  credentials: BankCredentials,
  answer: HttpAnswer,
  at: { nowMs: number; nonce: string },
): string | undefined {
  const timestamp = answer.headers['x-bank-timestamp'] ?? '';
  if (answer.headers['x-bank-nonce'] !== at.nonce) return 'the answer belongs to another request';
  if (!/^\d{10}$/.test(timestamp)) return 'the answer has no time stamp';
  const parts = [String(answer.status), timestamp, at.nonce, sha256(answer.body)];
  const given = Buffer.from(answer.headers['x-bank-signature'] ?? '');
  const expected = Buffer.from(hmac(credentials.secret, parts));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'the answer is signed wrongly';
  if (Math.abs(at.nowMs / 1000 - Number(timestamp)) > answerAgeSecondsMax) return 'the answer is from another time';
  return undefined;
}

function hmac(secret: string, parts: readonly string[]): string {
  return createHmac('sha256', secret)
    .update(parts.map((part) => `${part}\n`).join(''))
    .digest('hex');
}

function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
