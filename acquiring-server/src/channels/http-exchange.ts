/** One HTTP request as bytes and what came of it: all that an adapter knows of a network. */

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty for GET. */
  readonly body: string;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export type HttpResult =
  | { kind: 'answer'; answer: HttpAnswer }
  /** Certain: no connection was made, no byte of the request left us. */
  | { kind: 'not_sent'; why: string }
  /** The request may have arrived. */
  | { kind: 'no_answer'; why: string };

export interface HttpLimits {
  /** By the clock passed in; input and output get real time besides. */
  timeoutMs: number;
  answerBytesMax: number;
}

export interface HttpTransport {
  /** Never throws for what a network does. */
  send(request: HttpRequest, limits: HttpLimits): Promise<HttpResult>;
  close(): Promise<void>;
}

/** What a question that moves no money makes of a call without an answer. */
export function unanswered(result: Exclude<HttpResult, { kind: 'answer' }>): { kind: 'unknown'; why: string } {
  return { kind: 'unknown', why: result.why };
}

export const payLimits: HttpLimits = { timeoutMs: 10_000, answerBytesMax: 1024 * 1024 };
export const billLimits: HttpLimits = { timeoutMs: 60_000, answerBytesMax: 64 * 1024 * 1024 };
