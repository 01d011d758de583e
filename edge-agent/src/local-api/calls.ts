/** gRPC's side of a call: who calls, the answer or the coded error, and nothing thrown past it. */
import type { handleUnaryCall, Metadata, ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';
import { CodedError, errorText, type Log } from '@qiantai/foundation';
import { toServiceError } from '@qiantai/protos';
import type { TillServiceHandlers } from '@qiantai/protos/generated/qiantai/edge/v1/TillService.ts';
import { storeError, storeFaultOf } from '../store/store-faults.ts';

export interface CallContext {
  terminalId: string;
  /** Empty without a session. */
  sessionToken: string;
}

/** The service's own names: the generated type has an index signature besides. */
type NamesOf<T> = keyof { [K in keyof T as string extends K ? never : number extends K ? never : K]: T[K] };
export type UnaryName = Exclude<NamesOf<TillServiceHandlers>, 'WatchStatus'>;
type Request<Name extends UnaryName> = TillServiceHandlers[Name] extends handleUnaryCall<infer Q, infer _R> ? Q : never;
type Reply<Name extends UnaryName> = TillServiceHandlers[Name] extends handleUnaryCall<infer _Q, infer R> ? R : never;

/** Each call as a plain function of its request. */
export type UnaryTillMethods = {
  [Name in UnaryName]: (request: Request<Name>, context: CallContext) => Reply<Name> | Promise<Reply<Name>>;
};

export function unaryHandlers(
  methods: UnaryTillMethods,
  options: { contextOf: (metadata: Metadata) => CallContext; log: Log; report?: (error: unknown) => void },
): Pick<TillServiceHandlers, UnaryName> {
  const handler =
    <Q, R>(name: string, method: (request: Q, context: CallContext) => R | Promise<R>) =>
    (call: ServerUnaryCall<Q, R>, callback: sendUnaryData<R>): void => {
      Promise.resolve()
        .then(() => method(call.request, options.contextOf(call.metadata)))
        .then(
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
  ) as unknown as Pick<TillServiceHandlers, UnaryName>;
}

/** What the caller did wrong is told to the caller; what failed inside is told to us. */
export function logError(log: Log, method: string, error: unknown): void {
  if (error instanceof CodedError && error.definition.grpc !== 'INTERNAL') {
    log.info({ method, code: error.code }, 'call.refused');
  } else {
    log.error({ method, error: errorText(error), stack: error instanceof Error ? error.stack : '' }, 'call.failed');
  }
}
