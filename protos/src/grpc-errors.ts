/**
 * Errors over gRPC: a coded error travels as its status, its message, and trailers, so that the other
 * side can tell a refusal of the program behind the line from a failure of the line itself.
 */
import { Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { CodedError } from '@qiantai/foundation';

/** Trailer with the code of a registry, such as `PAYMENT_KEY_CONFLICT`. */
export const errorCodeTrailer = 'error-code';
/** Trailer: `true` where the same request may succeed later without a change. */
export const errorRetryableTrailer = 'error-retryable';

/** Trailer with what the message was filled from, a JSON object of texts; absent where there is nothing to say. */
export const errorDetailsTrailer = 'error-details-bin';
/** Longer details stay behind: headers of HTTP/2 are bounded, and an error is no answer. */
const detailsBytesMax = 1_024;

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
  const details = Buffer.from(JSON.stringify(textsOf(thrown.details)));
  if (Object.keys(thrown.details).length > 0 && details.length <= detailsBytesMax) {
    metadata.set(errorDetailsTrailer, details);
  }
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

/** What the peer's message was filled from; empty where it did not say, or nothing that can be read. */
export function answeredDetails(error: Partial<ServiceError>): Readonly<Record<string, string>> {
  const [sent] = error.metadata?.get(errorDetailsTrailer) ?? [];
  if (!(sent instanceof Buffer) || sent.length > detailsBytesMax) return {};
  try {
    const read: unknown = JSON.parse(sent.toString('utf8'));
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? textsOf(read) : {};
  } catch {
    return {};
  }
}

const textsOf = (details: object): Record<string, string> =>
  Object.fromEntries(Object.entries(details).map(([name, value]) => [name, String(value)]));

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
