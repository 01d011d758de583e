/** TCP to a card host: one connection a call. Refused means that nothing was sent; anything later may have arrived. */
import { connect } from 'node:net';
import { type Clock, errorText } from '@qiantai/foundation';
import { callTimeout } from './call-timeout.ts';

export interface TcpCall<Answer> {
  host: string;
  port: number;
  bytes: Uint8Array;
  /** By the clock passed in; input and output get real time besides. */
  timeoutMs: number;
  /** Takes what arrives, in any fragments; gives the answer once it is whole. May throw: the line is garbage. */
  read(chunk: Uint8Array): Answer | undefined;
}

export type TcpResult<Answer> =
  | { kind: 'answer'; answer: Answer }
  | { kind: 'not_sent'; why: string }
  | { kind: 'no_answer'; why: string };

export interface TcpTransport {
  /** Never throws for what a network does. */
  exchange<Answer>(call: TcpCall<Answer>): Promise<TcpResult<Answer>>;
}

/** What a host may send before its answer, bytes. */
const receivedBytesMax = 256 * 1024;

export function createTcpTransport(options: { clock: Clock; realMsMin?: number }): TcpTransport {
  return {
    exchange: (call) =>
      new Promise((resolve) => {
        const socket = connect({ host: call.host, port: call.port, noDelay: true });
        const timeout = callTimeout(options.clock, call.timeoutMs, options.realMsMin);
        let connected = false;
        let received = 0;
        const end = (result: TcpResult<never> | { kind: 'answer'; answer: NonNullable<unknown> }) => {
          timeout.cancel();
          socket.destroy();
          // Only `call.read` makes answers, so an answer is what the caller's type says.
          resolve(result as TcpResult<never>);
        };
        const fail = (why: string) => end({ kind: connected ? 'no_answer' : 'not_sent', why });
        timeout.signal.addEventListener('abort', () => fail(errorText(timeout.signal.reason)), { once: true });
        socket.on('connect', () => {
          connected = true;
          socket.write(call.bytes);
        });
        socket.on('data', (chunk) => {
          received += chunk.length;
          if (received > receivedBytesMax) return fail('the host sends without end');
          try {
            const answer = call.read(chunk);
            if (answer !== undefined && answer !== null) end({ kind: 'answer', answer });
          } catch (error) {
            fail(errorText(error));
          }
        });
        socket.on('error', (error) => fail(errorText(error)));
        socket.on('close', () => fail('the host closed the line'));
      }),
  };
}
