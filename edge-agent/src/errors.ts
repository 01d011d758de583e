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
  PAYMENT_BAD_TRANSITION: refused('INTERNAL', 500, 'A payment that is {state} does not take the event {event}.'),
  STORE_LOCKED: later(
    'FAILED_PRECONDITION',
    503,
    'Another agent runs on {dataDir}. One agent per data folder: stop the other one, or set QIANTAI_DATA_DIR.',
  ),
  STORE_FULL: later(
    'RESOURCE_EXHAUSTED',
    507,
    'The disk of the store’s agent takes no more: free some room on it. Nothing of this was recorded. {why}',
  ),
  STORE_DAMAGED: later(
    'UNAVAILABLE',
    503,
    'The database of the store’s agent is damaged: it is put aside and restored. Nothing of this was recorded. {why}',
  ),
  STORE_RESTORING: later(
    'UNAVAILABLE',
    503,
    'The database of the store’s agent is being restored from the server: {why}. Sales go on once it has been reached.',
  ),
  STORE_STATE_BAD: refused('INTERNAL', 500, 'The state of the database in {path} does not read, or does not go so.'),
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
  SECRETS_WIPED: refused(
    'FAILED_PRECONDITION',
    409,
    'The keys of card data were destroyed on this agent ({why}). Cash goes on; activate the agent anew for the rest.',
  ),
  KEY_FILE_MISSING: refused(
    'FAILED_PRECONDITION',
    500,
    'The key file {path} is not there, and this agent sealed its device key with it. Bring its volume back, or set AGENT_KEY_FILE.',
  ),
  KEY_FILE_BAD: refused('INTERNAL', 500, 'The key file {path} is not what this agent wrote: {why}.'),
  TILL_TOKENS_BAD: refused('FAILED_PRECONDITION', 500, 'The till tokens in {path} are not right: {why}.'),
  AGENT_HANDED_OVER: refused(
    'FAILED_PRECONDITION',
    409,
    'This agent is handed over to new hardware ({status}, {file}) and takes nothing any more. Import that file there; `npm run agent -- take-back` where nobody will.',
  ),
  AGENT_TAKING_OVER: later(
    'UNAVAILABLE',
    503,
    'This agent takes the place of {fromAgentId}, and the server has to know before anything is sold: {why}',
  ),
  AGENT_FOLDER_MISSING: refused('NOT_FOUND', 404, 'There is no agent in {dataDir}: set QIANTAI_DATA_DIR.'),
  HANDOVER_PASSPHRASE_SHORT: refused(
    'INVALID_ARGUMENT',
    400,
    'The passphrase has to have {charactersMin} characters at least: whoever finds the file may guess for years.',
  ),
  HANDOVER_PASSPHRASE_WRONG: refused(
    'PERMISSION_DENIED',
    403,
    'The export does not open: the passphrase is wrong, or the file was changed.',
  ),
  HANDOVER_FILE_BAD: refused('INVALID_ARGUMENT', 400, 'The export of an agent is not what one wrote: {why}.'),
  HANDOVER_TARGET_NOT_EMPTY: refused(
    'FAILED_PRECONDITION',
    409,
    'There is an agent in {dataDir} already. An export goes into an empty folder.',
  ),
  ENROLMENT_REFUSED: refused('PERMISSION_DENIED', 403, 'The server refused to enrol this agent: {why}'),
  ENROLMENT_BAD_REPLY: refused('INTERNAL', 500, 'The certificate that the server sent is not ours: {why}.'),
  JOURNAL_BAD_PAYLOAD: refused('INTERNAL', 500, 'The payload of {kind} is not right: {why}.'),
  JOURNAL_REBASED_TOO_OFTEN: later(
    'FAILED_PRECONDITION',
    409,
    'The journal of {terminalId} was put aside {count} times within an hour: another agent with this identity must be at work. End that one.',
  ),
  ARCHIVE_BAD: refused('INVALID_ARGUMENT', 400, 'The archive of a journal is not what was sealed: {why}.'),
  JOURNAL_UNREADABLE: refused(
    'INVALID_ARGUMENT',
    400,
    'This is neither a journal database nor an exported journal: {why}.',
  ),
});
