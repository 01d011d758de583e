/** What apps are told, and what stops the till's own API; never shown to a cashier. */
import { errorRegistry, type GrpcStatusName } from '@qiantai/foundation';

const refusal = (message: string, grpc: GrpcStatusName, http: number) => ({ message, grpc, http, retryable: false });
const later = (message: string, http: number) => ({
  ...{ message, grpc: 'UNAVAILABLE' as const, http, retryable: true },
});

export const localApiError = errorRegistry({
  LOCAL_API_BAD_APPS: refusal(
    'The apps that may use this till stand in {file}, which cannot be read: {why}. Mend it, or make it anew.',
    'INTERNAL',
    500,
  ),
  LOCAL_API_FORBIDDEN: refusal('{why}.', 'PERMISSION_DENIED', 403),
  LOCAL_API_TOKEN_BAD: refusal('The token is missing or of no app of this till.', 'UNAUTHENTICATED', 401),
  LOCAL_API_SCOPE_MISSING: refusal('The app {app} may not do this: it has no scope {scope}.', 'PERMISSION_DENIED', 403),
  LOCAL_API_REQUEST_BAD: refusal('{why}.', 'INVALID_ARGUMENT', 400),
  LOCAL_API_NOT_FOUND: refusal('There is nothing under {path}.', 'NOT_FOUND', 404),
  LOCAL_API_BODY_TOO_LONG: refusal('A request has at most {bytes} bytes.', 'INVALID_ARGUMENT', 413),
  LOCAL_API_TOO_OFTEN: later('Too many requests; come again in {retryAfterS} s.', 429),
  LOCAL_API_PRINTER_NOT_READY: later('The printer is {state}, or has enough to do: {waiting} papers wait.', 503),
  LOCAL_API_FAULT: refusal('Something failed in the till; its log tells what.', 'INTERNAL', 500),
});
