/** Every error code of the edge agent. A till shows the words of its own catalogue for a code. */
import { type ErrorDefinition, errorRegistry } from '@qiantai/foundation';

const refused = (grpc: ErrorDefinition['grpc'], http: number, message: string): ErrorDefinition => ({
  message,
  grpc,
  http,
  retryable: false,
});
const later = (grpc: ErrorDefinition['grpc'], http: number, message: string): ErrorDefinition => ({
  message,
  grpc,
  http,
  retryable: true,
});

export const agentError = errorRegistry({
  TILL_TOKEN_BAD: refused('UNAUTHENTICATED', 401, 'The till token is missing or not known to this agent.'),
  TILL_NOT_OF_STORE: refused('PERMISSION_DENIED', 403, 'Terminal {terminalId} does not belong to this store.'),
  AGENT_NOT_ENROLLED: later(
    'FAILED_PRECONDITION',
    503,
    'This agent has no certificate yet: it needs the server once, with its activation code. {why}',
  ),
  SETTINGS_MISSING: later('FAILED_PRECONDITION', 503, 'The settings of this store have not come down yet.'),
  SESSION_MISSING: refused('UNAUTHENTICATED', 401, 'Sign in first: the session is missing, over, or of another till.'),
  SIGN_IN_WRONG: refused('UNAUTHENTICATED', 401, 'The number or the PIN is wrong.'),
  SIGN_IN_LOCKED: later('RESOURCE_EXHAUSTED', 429, 'Too many wrong PINs. Try again in {retryAfterS} s.'),
  RIGHT_MISSING: refused('PERMISSION_DENIED', 403, 'This needs the right {right}; the operator does not have it.'),
  ARTICLE_NOT_FOUND: refused('NOT_FOUND', 404, 'No article has the code "{code}".'),
  REQUEST_BAD: refused('INVALID_ARGUMENT', 400, '{field}: {why}'),
  PAYMENT_NOT_FOUND: refused('NOT_FOUND', 404, 'This till has no payment {paymentKey}.'),
  PAYMENT_KEY_CONFLICT: refused(
    'ALREADY_EXISTS',
    409,
    'The key {paymentKey} was used for another request. A new payment needs a new key.',
  ),
  REFUND_NOT_FOUND: refused('NOT_FOUND', 404, 'This till has no refund {refundKey}.'),
  REFUND_KEY_CONFLICT: refused(
    'ALREADY_EXISTS',
    409,
    'The key {refundKey} was used for another request. A new refund needs a new key.',
  ),
  REFUND_EXCEEDS_PAYMENT: refused(
    'FAILED_PRECONDITION',
    409,
    'Payment {paymentKey} has {leftMinor} left to give back, not {wantedMinor}.',
  ),
  REFUND_NOT_POSSIBLE: refused('FAILED_PRECONDITION', 409, 'Payment {paymentKey} cannot be refunded so: {why}.'),
  TENDER_NOT_OFFERED: refused('FAILED_PRECONDITION', 409, 'This store does not take the tender {tender}.'),
  SALE_BAD: refused('INVALID_ARGUMENT', 400, 'The sale does not add up: {why}.'),
  SALE_NOT_SETTLED: refused('FAILED_PRECONDITION', 409, 'The sale cannot be completed: {why}.'),
  SALE_CONFLICT: refused('ALREADY_EXISTS', 409, 'The sale {saleId} was completed or given up with other contents.'),
  SALE_HAS_PAID_PARTS: refused(
    'FAILED_PRECONDITION',
    409,
    'The sale {saleId} has paid parts. Give the money back first, then give it up.',
  ),
  SALE_NOT_FOUND: refused('NOT_FOUND', 404, 'No sale has the receipt number "{receiptNo}"; {scope}.'),
  WATCHERS_TOO_MANY: later('RESOURCE_EXHAUSTED', 429, 'This till already watches {count} times.'),
  QUEUE_BAD_TRANSITION: refused('INTERNAL', 409, 'A queue row that is {status} does not take the event {event}.'),
  QUEUE_ROW_NOT_FOUND: refused('NOT_FOUND', 404, 'The queue has no row {kind} {key}.'),
  ALARM_NOT_FOUND: refused(
    'NOT_FOUND',
    404,
    'There is no open alarm {alarmId}: another person may have acknowledged it.',
  ),
  QUEUE_NOT_MENDABLE: refused(
    'FAILED_PRECONDITION',
    409,
    'The row is {status}, and {action} is no way for it. What can be done: {ways}.',
  ),
  QUEUE_CORRECTION_BAD: refused('INVALID_ARGUMENT', 400, 'The correction does not tell of the same fact: {why}.'),
  QUEUE_TWO_PERSONS: refused('PERMISSION_DENIED', 403, 'Writing off takes two different persons.'),
  QUEUE_INQUIRY_NEEDED: later(
    'FAILED_PRECONDITION',
    503,
    'Nothing is written off before the server has said what stands there: {why}. Try again when the line is up.',
  ),
  QUEUE_STANDS_AT_SERVER: refused(
    'FAILED_PRECONDITION',
    409,
    'The server holds {key} as {status}. It is not written off: refund it, or wait for its end.',
  ),
  PAYMENT_BAD_TRANSITION: refused('INTERNAL', 500, 'A payment that is {state} does not take the event {event}.'),
  STORE_LOCKED: later(
    'FAILED_PRECONDITION',
    503,
    'Another agent runs on {dataDir}. One agent per data folder: stop the other one, or set QIANTAI_DATA_DIR.',
  ),
  STORE_MIGRATION_CHANGED: refused(
    'FAILED_PRECONDITION',
    500,
    'Migration {name} was applied with other contents. Applied migrations never change: restore it, add a new one.',
  ),
  STORE_TOO_NEW: refused(
    'FAILED_PRECONDITION',
    500,
    'The database has migration {version}, which this version does not know: a newer agent ran here.',
  ),
  SECRET_UNREADABLE: refused('INTERNAL', 500, 'The secret of {key} does not open with the key file.'),
  KEY_FILE_BAD: refused('INTERNAL', 500, 'The key file {path} is not what this agent wrote: {why}.'),
  TILL_TOKENS_BAD: refused('FAILED_PRECONDITION', 500, 'The till tokens in {path} are not right: {why}.'),
  ENROLMENT_REFUSED: refused('PERMISSION_DENIED', 403, 'The server refused to enrol this agent: {why}'),
  ENROLMENT_BAD_REPLY: refused('INTERNAL', 500, 'The certificate that the server sent is not ours: {why}.'),
  JOURNAL_BAD_PAYLOAD: refused('INTERNAL', 500, 'The payload of {kind} is not right: {why}.'),
  JOURNAL_UNREADABLE: refused(
    'INVALID_ARGUMENT',
    400,
    'This is neither a journal database nor an exported journal: {why}.',
  ),
});
