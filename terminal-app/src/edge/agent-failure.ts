import { type ServiceError, status } from '@grpc/grpc-js';
import { answeredDetails, answeredError } from '@qiantai/protos';

/**
 * Why a call to the agent has no answer:
 * - `gone`: nobody answered, or not in time; what was asked may have happened. Ask again with the same key.
 * - `not_ready`: the agent is there and cannot serve yet (not enrolled, no settings). Ask again.
 * - `session`: the operator has to sign in again.
 * - `not_found`: the agent does not know the thing.
 * - `refused`: the agent will not do it, also not later.
 */
export type AgentFailureKind = 'gone' | 'not_ready' | 'session' | 'not_found' | 'refused';

export class AgentFailure extends Error {
  readonly kind: AgentFailureKind;
  /** The agent's code (`AREA_REASON`), or the name of gRPC's status. */
  readonly code: string;
  /** The figures of it, as the agent named them. */
  readonly details: Readonly<Record<string, string>>;

  constructor(
    kind: AgentFailureKind,
    code: string,
    message: string,
    options: ErrorOptions & { details?: Readonly<Record<string, string>> } = {},
  ) {
    super(message, options);
    this.name = 'AgentFailure';
    this.kind = kind;
    this.code = code;
    this.details = options.details ?? {};
  }
}

export function agentFailureFrom(error: ServiceError): AgentFailure {
  const answered = answeredError(error);
  const code = answered?.code ?? 'AGENT_GONE';
  return new AgentFailure(kindOf(error, answered), code, error.details || error.message, {
    cause: error,
    details: answeredDetails(error),
  });
}

function kindOf(error: ServiceError, answered: ReturnType<typeof answeredError>): AgentFailureKind {
  if (!answered) return 'gone';
  if (answered.code === 'SESSION_MISSING') return 'session';
  // Says nothing of what was asked: the same call may be answered once the till is paired again.
  if (answered.code.startsWith('TILL_CERTIFICATE_') || answered.code === 'TILL_NOT_OF_STORE') return 'not_ready';
  if (answered.retryable) return error.code === status.INTERNAL ? 'gone' : 'not_ready';
  return error.code === status.NOT_FOUND ? 'not_found' : 'refused';
}
