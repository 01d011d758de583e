/** One shape for every handler: who calls, decode, call, encode; errors leave with their codes. */
import type { handleUnaryCall, ServerUnaryCall } from '@grpc/grpc-js';
import { CodedError, errorText, type Log } from '@qiantai/foundation';
import { toServiceError } from '@qiantai/protos';
import type { AgentCallPurpose } from '../fleet/agent-states.ts';
import type { AgentCaller, Callers } from './caller.ts';
import { checkPeer, peerCertificateOf } from './peer-certificate.ts';
import type { RpcMetrics } from './rpc-metrics.ts';

export interface UnaryContext {
  callers: Callers;
  metrics: RpcMetrics;
  log: Log;
}

/** A call of an enrolled agent. `draining`: one that goes out of service may still make it, to end what it began. */
export function agentCall<Request, Reply>(
  context: UnaryContext,
  handle: (caller: AgentCaller, request: Request) => Promise<Reply>,
  purpose: AgentCallPurpose | ((request: Request) => AgentCallPurpose) = 'business',
): handleUnaryCall<Request, Reply> {
  return anyCall(context, async (request, call) => {
    const certificate = peerCertificateOf(call);
    if (!certificate) checkPeer(call);
    const caller = await context.callers.callerOf(
      certificate,
      typeof purpose === 'function' ? purpose(request) : purpose,
    );
    return await handle(caller, request);
  });
}

/** A call of anybody whom TLS lets in. */
export function anyCall<Request, Reply>(
  context: Pick<UnaryContext, 'metrics' | 'log'>,
  handle: (request: Request, call: ServerUnaryCall<Request, Reply>) => Promise<Reply>,
): handleUnaryCall<Request, Reply> {
  return (call, callback) => {
    const measured = context.metrics.begin(call.getPath());
    handle(call.request, call).then(
      (reply) => {
        measured.end('OK');
        callback(null, reply);
      },
      (thrown: unknown) => {
        measured.end(thrown instanceof CodedError ? thrown.code : 'INTERNAL');
        if (!(thrown instanceof CodedError)) logFault(context.log, call.getPath(), thrown);
        callback(toServiceError(thrown));
      },
    );
  };
}

export function logFault(log: Log, path: string, thrown: unknown): void {
  log.error({ path, error: errorText(thrown), stack: thrown instanceof Error ? thrown.stack : undefined }, 'rpc.fault');
}
