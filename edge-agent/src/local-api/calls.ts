/** gRPC's side of a call: who calls, the answer or the coded error, and nothing thrown past it. */
import type { handleUnaryCall, ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';
import { CodedError, errorText, type Log } from '@qiantai/foundation';
import { toServiceError } from '@qiantai/protos';
import type { TillServiceHandlers } from '@qiantai/protos/generated/qiantai/edge/v1/TillService.ts';
import { agentError } from '../errors.ts';
import { storeError, storeFaultOf } from '../store/store-faults.ts';

export interface CallContext {
  terminalId: string;
  /** Empty without a session. */
  sessionToken: string;
}

/** What is known of a call before its request is read: the certificate of the connection and the metadata. */
export type IncomingCall = Pick<ServerUnaryCall<unknown, unknown>, 'metadata' | 'getAuthContext'>;
export type ContextOf = (call: IncomingCall) => CallContext;

/** The service's own names: the generated type has an index signature besides. */
type NamesOf<T> = keyof { [K in keyof T as string extends K ? never : number extends K ? never : K]: T[K] };
type Request<Handler> = Handler extends handleUnaryCall<infer Q, infer _R> ? Q : never;
type Reply<Handler> = Handler extends handleUnaryCall<infer _Q, infer R> ? R : never;

/** Each call of a service as a plain function of its request. */
export type UnaryMethods<Handlers, Streams extends string = never> = {
  [Name in Exclude<NamesOf<Handlers>, Streams>]: (
    request: Request<Handlers[Name]>,
    context: CallContext,
  ) => Reply<Handlers[Name]> | Promise<Reply<Handlers[Name]>>;
};
export type UnaryTillMethods = UnaryMethods<TillServiceHandlers, 'WatchStatus'>;
export type UnaryName = keyof UnaryTillMethods;

export interface CallOptions {
  contextOf: ContextOf;
  /** Counts a call in; what it returns counts it out. @throws CodedError TILL_CALLS_TOO_MANY */
  enter?: (context: CallContext) => () => void;
  /** A till called: whatever can wait gives way. */
  onCall?: () => void;
  /** Told of every error: one of them may be the disk's. */
  report?: ((error: unknown) => void) | undefined;
  log: Log;
}

/** The handlers of a service that has no streams, or of all but its streams. */
export function unaryHandlers<Handlers, Streams extends string = never>(
  methods: UnaryMethods<Handlers, Streams>,
  options: CallOptions,
): Pick<Handlers, keyof UnaryMethods<Handlers, Streams> & keyof Handlers> {
  const handler =
    <Q, R>(name: string, method: (request: Q, context: CallContext) => R | Promise<R>) =>
    (call: ServerUnaryCall<Q, R>, callback: sendUnaryData<R>): void => {
      options.onCall?.();
      answer(call, method, options).then(
        (reply) => callback(null, reply),
        (error: unknown) => {
          options.report?.(error);
          const fault = storeFaultOf(error);
          const told = fault ? storeError(fault, error) : error;
          logError(options.log, name, told);
          callback(toServiceError(told));
        },
      );
    };
  return Object.fromEntries(
    Object.entries(methods).map(([name, method]) => [name, handler(name, method as never)]),
  ) as never;
}

async function answer<Q, R>(
  call: ServerUnaryCall<Q, R>,
  method: (request: Q, context: CallContext) => R | Promise<R>,
  { contextOf, enter }: CallOptions,
): Promise<R> {
  const context = contextOf(call);
  const leave = enter?.(context);
  try {
    return await method(call.request, context);
  } finally {
    leave?.();
  }
}

const callsPerTillMax = 64;

/** Calls under way of each till: one that goes wild does not take the others' turns. */
export function callCounter(): (context: CallContext) => () => void {
  const counts = new Map<string, number>();
  return ({ terminalId }) => {
    const count = counts.get(terminalId) ?? 0;
    if (count >= callsPerTillMax) throw agentError('TILL_CALLS_TOO_MANY', { count });
    counts.set(terminalId, count + 1);
    return () => {
      const left = (counts.get(terminalId) ?? 1) - 1;
      if (left > 0) counts.set(terminalId, left);
      else counts.delete(terminalId);
    };
  };
}

/** What the caller did wrong is told to the caller; what failed inside is told to us. */
export function logError(log: Log, method: string, error: unknown): void {
  if (error instanceof CodedError && error.definition.grpc !== 'INTERNAL') {
    log.info({ method, code: error.code }, 'call.refused');
  } else {
    log.error({ method, error: errorText(error), stack: error instanceof Error ? error.stack : '' }, 'call.failed');
  }
}
