/**
 * How requests and answers are signed: HMAC-SHA256 in hexadecimal under the client's secret. A request over
 * `METHOD\nPATH?QUERY\nTIMESTAMP\nNONCE\nSHA256(BODY)\n`; an answer over `STATUS\nTIMESTAMP\nNONCE\nSHA256(BODY)\n`
 * with the nonce of its request, so that it answers that one and no other. Time stamps are seconds since the epoch.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export const signatureAgeSecondsMax = 300;

export interface SignedRequest {
  method: string;
  uri: string;
  body: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Why a request is refused; undefined where it is the client's. */
export function requestFault(
  request: SignedRequest,
  client: { clientId: string; secret: string; nowMs: number },
): string | undefined {
  const header = (name: string) => String(request.headers[`x-bank-${name}`] ?? '');
  if (header('client') !== client.clientId) return 'UNKNOWN_CLIENT';
  if (!/^\d{10}$/.test(header('timestamp'))) return 'BAD_TIMESTAMP';
  if (!/^[0-9a-f]{32}$/.test(header('nonce'))) return 'BAD_NONCE';
  const ageSeconds = Math.abs(client.nowMs / 1000 - Number(header('timestamp')));
  if (ageSeconds > signatureAgeSecondsMax) return 'BAD_TIMESTAMP';
  const parts = [request.method, request.uri, header('timestamp'), header('nonce'), sha256(request.body)];
  return isEqual(header('signature'), sign(client.secret, parts)) ? undefined : 'BAD_SIGNATURE';
}

export function answerHeaders(
  answer: { status: number; body: string; nonce: string; spoil: boolean },
  bank: { secret: string; nowMs: number },
): Record<string, string> {
  const timestamp = String(Math.floor(bank.nowMs / 1000));
  const secret = answer.spoil ? `${bank.secret}x` : bank.secret;
  return {
    'x-bank-timestamp': timestamp,
    'x-bank-nonce': answer.nonce,
    'x-bank-signature': sign(secret, [String(answer.status), timestamp, answer.nonce, sha256(answer.body)]),
  };
}

function sign(secret: string, parts: readonly string[]): string {
  return createHmac('sha256', secret)
    .update(parts.map((part) => `${part}\n`).join(''))
    .digest('hex');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function isEqual(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
