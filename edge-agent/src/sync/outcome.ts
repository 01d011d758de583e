/** What came of a call to the server: its answer, its refusal, or nothing. */
import { type ServiceError, status } from '@grpc/grpc-js';
import { answeredError } from '@qiantai/protos';

export type CallOutcome<T> =
  | { kind: 'answered'; value: T }
  /** The server's own word that it will not. */
  | { kind: 'refused'; code: string; message: string }
  /** The server is there and asks to come again: busy, or failed inside. What it did is not known. */
  | { kind: 'busy'; code: string; message: string }
  /**
   * Nothing usable. `left` is false only where it is certain that no byte reached the server; `silent` where the
   * call's time went by without a word, so that the connection itself may be what is stuck.
   */
  | { kind: 'unanswered'; left: boolean; silent?: boolean; why: string };

export function outcomeOfError(error: ServiceError): Exclude<CallOutcome<never>, { kind: 'answered' }> {
  const answer = answeredError(error);
  if (answer) return { kind: answer.retryable ? 'busy' : 'refused', code: answer.code, message: error.details };
  return {
    kind: 'unanswered',
    left: !neverLeft(error),
    silent: error.code === status.DEADLINE_EXCEEDED,
    why: `${status[error.code] ?? error.code}: ${error.details}`,
  };
}

/** grpc-js fails a call so when no connection came about and the call was never given to one. */
function neverLeft(error: ServiceError): boolean {
  return (
    error.code === status.UNAVAILABLE &&
    /^(No connection established|Name resolution failed|Channel has been shut down)/.test(error.details)
  );
}
