/**
 * Errors over gRPC: a coded error travels as its status, its message, and two trailers, so that the other
 * side can tell a refusal of the program behind the line from a failure of the line itself.
 */
import { Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { CodedError } from '@qiantai/foundation';

/** Trailer with the code of a registry, such as `PAYMENT_KEY_CONFLICT`. */
export const errorCodeTrailer = 'error-code';
/** Trailer: `true` where the same request may succeed later without a change. */
export const errorRetryableTrailer = 'error-retryable';

/** What a handler calls back with. Anything without a code becomes INTERNAL, without its text. */
export function toServiceError(thrown: unknown): Partial<ServiceError> {
  const metadata = new Metadata();
  if (!(thrown instanceof CodedError)) {
    metadata.set(errorCodeTrailer, 'INTERNAL');
    metadata.set(errorRetryableTrailer, 'true');
    return { code: status.INTERNAL, details: 'Something failed inside; the log tells what.', metadata };
  }
  metadata.set(errorCodeTrailer, thrown.code);
  metadata.set(errorRetryableTrailer, String(thrown.definition.retryable));
  return { code: status[thrown.definition.grpc], details: thrown.message, metadata };
}

/** The peer's own answer, or undefined where the line failed and nothing is known of the peer's view. */
export function answeredError(error: Partial<ServiceError>): { code: string; retryable: boolean } | undefined {
  const code = error.metadata?.get(errorCodeTrailer)[0];
  if (code !== undefined) {
    return { code: String(code), retryable: String(error.metadata?.get(errorRetryableTrailer)[0]) === 'true' };
  }
  return error.code !== undefined && statusesOfPeers.has(error.code)
    ? { code: status[error.code] ?? 'UNKNOWN', retryable: false }
    : undefined;
}

/** Statuses that no proxy, cut line or deadline gives: without a trailer they still are the peer's word. */
const statusesOfPeers: ReadonlySet<status> = new Set([
  status.INVALID_ARGUMENT,
  status.NOT_FOUND,
  status.ALREADY_EXISTS,
  status.PERMISSION_DENIED,
  status.UNAUTHENTICATED,
  status.FAILED_PRECONDITION,
  status.OUT_OF_RANGE,
  status.UNIMPLEMENTED,
  status.DATA_LOSS,
]);
