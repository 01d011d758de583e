/**
 * HTTP to the channels. What matters is the difference between "certainly not sent" and "may have arrived":
 * an error of the connector (name, address, refusal, TLS) is the first, every later one is the second.
 */
import { type Clock, errorText } from '@qiantai/foundation';
import { Agent, buildConnector, request as undiciRequest } from 'undici';
import { callTimeout } from './call-timeout.ts';
import type { HttpAnswer, HttpLimits, HttpRequest, HttpResult, HttpTransport } from './http-exchange.ts';

export interface HttpTransportOptions {
  clock: Clock;
  /** Connections per channel host. */
  connectionsMax?: number;
  /** See call-timeout.ts. */
  realMsMin?: number;
}

export function createHttpTransport(options: HttpTransportOptions): HttpTransport {
  const agent = new Agent({ connect: taggedConnector(), connections: options.connectionsMax ?? 64, pipelining: 1 });
  return {
    send: (request, limits) => send(agent, options, request, limits),
    close: () => agent.destroy(),
  };
}

/** No connection was made. */
class ConnectFailed extends Error {}

function taggedConnector(): buildConnector.connector {
  const connect = buildConnector({ timeout: 5000 });
  return (options, callback) => {
    connect(options, (...args) => {
      const [error, socket] = args;
      if (error) callback(new ConnectFailed(errorText(error)), null);
      else callback(null, socket);
    });
  };
}

async function send(
  agent: Agent,
  options: HttpTransportOptions,
  request: HttpRequest,
  limits: HttpLimits,
): Promise<HttpResult> {
  const timeout = callTimeout(options.clock, limits.timeoutMs, options.realMsMin);
  try {
    const answer = await undiciRequest(request.url, {
      dispatcher: agent,
      method: request.method,
      headers: request.headers,
      body: request.method === 'POST' ? request.body : null,
      signal: timeout.signal,
      // Our own timeout goes by our own clock.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const body = await boundedBody(answer.body, limits.answerBytesMax);
    return { kind: 'answer', answer: { status: answer.statusCode, headers: plainHeaders(answer.headers), body } };
  } catch (error) {
    const kind = error instanceof ConnectFailed ? 'not_sent' : 'no_answer';
    return { kind, why: errorText(error) };
  } finally {
    timeout.cancel();
  }
}

async function boundedBody(stream: AsyncIterable<Uint8Array>, bytesMax: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > bytesMax) throw new Error(`the answer has more than ${bytesMax} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function plainHeaders(headers: Record<string, string | string[] | undefined>): HttpAnswer['headers'] {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) plain[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return plain;
}
