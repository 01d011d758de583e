/** Every code that the acquiring server answers or stops with. Codes are stable; messages may be bettered. */
import { errorRegistry } from '@qiantai/foundation';
import { accountErrors } from './accounts/account-errors.ts';
import { custodyErrors } from './custody/custody-errors.ts';
import { fleetErrors } from './fleet/fleet-errors.ts';
import { headquartersErrors } from './headquarters/headquarters-errors.ts';
import { importErrors } from './imports/import-errors.ts';
import { memberOperationErrors } from './member-operations/operation-errors.ts';
import { settingsErrors } from './settings/settings-errors.ts';
import { terminalOrderErrors } from './terminal-orders/order-errors.ts';

export const serverErrors = {
  DB_START_FAILED: {
    message: 'PostgreSQL did not start in {folder}: {why}',
    grpc: 'UNAVAILABLE',
    http: 503,
    retryable: true,
  },
  DB_NO_BINARIES: {
    message:
      'There are no PostgreSQL binaries for {platform}: install the package {package}, or set DATABASE_URL to a PostgreSQL of your own',
    grpc: 'FAILED_PRECONDITION',
    http: 500,
    retryable: false,
  },
  DB_FOLDER_CLOSED: {
    message:
      'PostgreSQL may not run as root, and user namespaces are forbidden here, so it runs as uid {uid}, which may not enter {folder}: open that folder (chmod o+x), set QIANTAI_DATA_DIR to another one, or set DATABASE_URL',
    grpc: 'FAILED_PRECONDITION',
    http: 500,
    retryable: false,
  },
  DB_MIGRATION_BAD_NAME: {
    message: 'The migration {name} is not called NNNN-name.sql, or its number is taken twice',
    grpc: 'INTERNAL',
    http: 500,
    retryable: false,
  },
  DB_MIGRATION_CHANGED: {
    message:
      'The migration {name} was applied with other contents. Applied migrations never change: restore the file and add a new one',
    grpc: 'FAILED_PRECONDITION',
    http: 500,
    retryable: false,
  },
  DB_MIGRATION_UNKNOWN: {
    message: 'The database has migration {name}, which this version does not know: a newer version ran here',
    grpc: 'FAILED_PRECONDITION',
    http: 500,
    retryable: false,
  },
  DB_CONTENTION: {
    message: 'The transaction met others {times} times and gave up; try again',
    grpc: 'ABORTED',
    http: 409,
    retryable: true,
  },
  ENROLMENT_BAD_REQUEST: {
    message: 'The certificate request was refused: {why}. Send a PKCS#10 request, DER, of a P-256 key',
    grpc: 'INVALID_ARGUMENT',
    http: 400,
    retryable: false,
  },
  ENROLMENT_CODE_UNKNOWN: {
    message: 'The activation code is not known',
    grpc: 'PERMISSION_DENIED',
    http: 403,
    retryable: false,
  },
  ENROLMENT_CODE_USED: {
    message: 'The activation code was used by another device; ask for a new one',
    grpc: 'PERMISSION_DENIED',
    http: 403,
    retryable: false,
  },
  ENROLMENT_CODE_EXPIRED: {
    message: 'The activation code is over; ask for a new one',
    grpc: 'PERMISSION_DENIED',
    http: 403,
    retryable: false,
  },
  HANDOVER_BAD_STATEMENT: {
    message: 'The hand-over is not right: {why}',
    grpc: 'INVALID_ARGUMENT',
    http: 400,
    retryable: false,
  },
  HANDOVER_SEAL_USED: {
    message: 'The place of agent {agentId} was taken by another device: a sealed export is imported once',
    grpc: 'ALREADY_EXISTS',
    http: 409,
    retryable: false,
  },
  HANDOVER_REFUSED: {
    message: 'The hand-over was refused: {why}',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: false,
  },
  CALLER_UNKNOWN: {
    message: 'The client certificate does not name an agent that is enrolled here',
    grpc: 'UNAUTHENTICATED',
    http: 401,
    retryable: false,
  },
  CALLER_REVOKED: {
    message: 'The agent {agentId} was revoked',
    grpc: 'UNAUTHENTICATED',
    http: 401,
    retryable: false,
  },
  TERMINAL_FORBIDDEN: {
    message: 'The terminal {terminalId} does not belong to the store of the caller',
    grpc: 'PERMISSION_DENIED',
    http: 403,
    retryable: false,
  },
  SALE_NOT_FOUND: {
    message: 'There is no completed sale with the receipt number {receiptNo}',
    grpc: 'NOT_FOUND',
    http: 404,
    retryable: false,
  },
  OFFLINE_CARD_NOT_FOUND: {
    message: 'There is no card that was taken offline with the payment key {paymentKey}',
    grpc: 'NOT_FOUND',
    http: 404,
    retryable: false,
  },
  OFFLINE_CARD_CHANGED: {
    message: 'The card {paymentKey} has changed meanwhile, to version {version}: look at it again',
    grpc: 'ABORTED',
    http: 409,
    retryable: false,
  },
  OFFLINE_CARD_BAD_STEP: {
    message: 'An offline card that is {status} does not take the step {event}',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: false,
  },
  OFFLINE_CARD_NOT_REPRESENTABLE: {
    message:
      'The card {paymentKey} cannot be presented again: it was presented {times} times, or it is kept no longer. Note how the customer paid, or have it written off',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: false,
  },
  OFFLINE_CARD_IS_PRESENTED: {
    message: 'The payment of the card {paymentKey} is here and being worked on: wait for its end',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: false,
  },
  OFFLINE_CARD_SAME_PERSON: {
    message: 'Writing off takes two: another person than the one who asked for it has to agree',
    grpc: 'PERMISSION_DENIED',
    http: 403,
    retryable: false,
  },
  OFFLINE_RISK_NONE: {
    message: 'The merchant {merchantId} has not taken the risk of offline cards, so there is nothing to take back',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: false,
  },
  OFFLINE_RISK_MERCHANT_UNKNOWN: {
    message: 'There is no merchant {merchantId}',
    grpc: 'NOT_FOUND',
    http: 404,
    retryable: false,
  },
  KEY_FILE_DAMAGED: {
    message: 'The key file {file} does not hold a key of 32 bytes; put back the one that this data was sealed with',
    grpc: 'FAILED_PRECONDITION',
    http: 500,
    retryable: false,
  },
  SECRET_UNREADABLE: {
    message: 'What was sealed for {purpose} does not open with the key of this data folder',
    grpc: 'FAILED_PRECONDITION',
    http: 500,
    retryable: false,
  },
  SEED_UNREADABLE: {
    message: 'The seed {file} cannot be applied: {why}',
    grpc: 'FAILED_PRECONDITION',
    http: 500,
    retryable: false,
  },
  NOTICE_ACCOUNT_UNKNOWN: {
    message: 'There is no channel account {accountId}',
    grpc: 'NOT_FOUND',
    http: 404,
    retryable: false,
  },
  LEDGER_BUSY: {
    message: 'Too much waits to be posted ({waiting}); try again soon',
    grpc: 'RESOURCE_EXHAUSTED',
    http: 429,
    retryable: true,
  },
  LEDGER_BAD_EVENT: {
    message: 'The event {kind} {reference} lacks a good {what}, so it cannot be posted',
    grpc: 'INTERNAL',
    http: 500,
    retryable: false,
  },
  LEDGER_UNBALANCED: {
    message: 'The journal {kind} {reference} does not balance: debits and credits differ. Nothing was written',
    grpc: 'INVALID_ARGUMENT',
    http: 400,
    retryable: false,
  },
  LEDGER_MIXED_CURRENCY: {
    message: 'The journal {kind} {reference} mixes currencies. Send one journal per currency, linked to each other',
    grpc: 'INVALID_ARGUMENT',
    http: 400,
    retryable: false,
  },
  LEDGER_AMOUNT_ZERO: {
    message: 'The journal {kind} {reference} has an amount of zero. Leave that leg out',
    grpc: 'INVALID_ARGUMENT',
    http: 400,
    retryable: false,
  },
  LEDGER_AMOUNT_NEGATIVE: {
    message: 'The journal {kind} {reference} has a negative amount. Put it on the other side',
    grpc: 'INVALID_ARGUMENT',
    http: 400,
    retryable: false,
  },
  LEDGER_AMOUNT_OVERFLOW: {
    message:
      'An amount of the journal {kind} {reference} is above {max} minor units, or a balance would leave the range of 64 bits',
    grpc: 'INVALID_ARGUMENT',
    http: 400,
    retryable: false,
  },
  LEDGER_EMPTY: {
    message: 'The journal {kind} {reference} has fewer than two legs',
    grpc: 'INVALID_ARGUMENT',
    http: 400,
    retryable: false,
  },
  LEDGER_TOO_MANY_LEGS: {
    message: 'The journal {kind} {reference} has over {legsMax} legs. Split it into linked journals',
    grpc: 'INVALID_ARGUMENT',
    http: 400,
    retryable: false,
  },
  LEDGER_OTHER_BOOK: {
    message:
      'The journal {kind} {reference} has an account of the book {bookId}. A journal stays in one book; link one per book',
    grpc: 'INVALID_ARGUMENT',
    http: 400,
    retryable: false,
  },
  LEDGER_BAD_REQUEST: {
    message: 'The request is not right: {why}',
    grpc: 'INVALID_ARGUMENT',
    http: 400,
    retryable: false,
  },
  LEDGER_BAD_ACCOUNT: {
    message: 'There can be no account {code} "{subject}" in the book {bookId}: {why}',
    grpc: 'INVALID_ARGUMENT',
    http: 400,
    retryable: false,
  },
  LEDGER_UNKNOWN_ACCOUNT: {
    message: 'There is no account {account}. Open it first',
    grpc: 'NOT_FOUND',
    http: 404,
    retryable: false,
  },
  LEDGER_KEY_CONFLICT: {
    message: 'The key {kind} {reference} was used with another payload. Nothing was written',
    grpc: 'ALREADY_EXISTS',
    http: 409,
    retryable: false,
  },
  LEDGER_PERIOD_CLOSED: {
    message: 'The book {bookId} is closed for {date}. Post it to an open day, as a correction',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: false,
  },
  LEDGER_INSUFFICIENT_FUNDS: {
    message: 'The account {account} has not that much available. Nothing was written',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: false,
  },
  LEDGER_ACCOUNT_CLOSED: {
    message: 'The account {account} is closed and takes nothing',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: false,
  },
  LEDGER_ACCOUNT_NOT_EMPTY: {
    message: 'The account {account} still holds money or freezes, so it cannot be closed',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: false,
  },
  LEDGER_ACCOUNT_FLOW: {
    message: 'The account {account} does not let money go that way now',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: false,
  },
  LEDGER_HOLD_NOT_FOUND: {
    message: 'There is no active hold {holdId}',
    grpc: 'NOT_FOUND',
    http: 404,
    retryable: false,
  },
  LEDGER_HOLD_EXCEEDED: {
    message: 'The hold {holdId} has only {leftMinor} minor units left',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: false,
  },
  LEDGER_JOURNAL_NOT_FOUND: {
    message: 'There is no journal {journal}',
    grpc: 'NOT_FOUND',
    http: 404,
    retryable: false,
  },
  LEDGER_ALREADY_REVERSED: {
    message: 'A journal was reversed before; a reversal is posted once',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: false,
  },
  LEDGER_PERIOD_BAD: {
    message: 'The period {period} of {bookId} cannot be closed: {why}',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: false,
  },
  PAYMENT_NOT_FOUND: {
    message: 'There is no payment {paymentKey}',
    grpc: 'NOT_FOUND',
    http: 404,
    retryable: false,
  },
  PAYMENT_KEY_CONFLICT: {
    message: 'The payment key {paymentKey} was used with another request',
    grpc: 'ALREADY_EXISTS',
    http: 409,
    retryable: false,
  },
  PAYMENT_BAD_REQUEST: {
    message: 'The request is not right: {why}',
    grpc: 'INVALID_ARGUMENT',
    http: 400,
    retryable: false,
  },
  PAYMENT_TERMINAL_NOT_YOURS: {
    message: 'Terminal {terminalId} does not belong to the caller',
    grpc: 'PERMISSION_DENIED',
    http: 403,
    retryable: false,
  },
  PAYMENT_ORDER_DIFFERS: {
    message: 'Order {orderNo} was opened with another total or currency',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: false,
  },
  PAYMENT_ORDER_EXCEEDED: {
    message: 'Order {orderNo} does not want that much more',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: false,
  },
  REFUND_NOT_FOUND: {
    message: 'There is no refund {refundKey}',
    grpc: 'NOT_FOUND',
    http: 404,
    retryable: false,
  },
  REFUND_KEY_CONFLICT: {
    message: 'The refund key {refundKey} was used with another request',
    grpc: 'ALREADY_EXISTS',
    http: 409,
    retryable: false,
  },
  REFUND_NOT_POSSIBLE: {
    message: 'Payment {paymentKey} cannot be refunded: {why}',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: false,
  },
  REFUND_TOO_MUCH: {
    message: 'Payment {paymentKey} has only {leftMinor} minor units left to refund',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: false,
  },
  JOURNAL_NOT_NOW: {
    message: 'The entries are held, but what they do to the books was not possible now; send them again',
    grpc: 'UNAVAILABLE',
    http: 503,
    retryable: true,
  },
  RECONCILE_BAD_DATE: {
    message: '"{date}" is no day of a channel, written YYYY-MM-DD',
    grpc: 'INVALID_ARGUMENT',
    http: 400,
    retryable: false,
  },
  OPERATOR_UNKNOWN: {
    message: 'The client certificate does not name an operator of this platform',
    grpc: 'UNAUTHENTICATED',
    http: 401,
    retryable: false,
  },
  OPERATOR_REVOKED: {
    message: 'The certificate of the operator {name} was revoked',
    grpc: 'UNAUTHENTICATED',
    http: 401,
    retryable: false,
  },
  OPERATOR_FORBIDDEN: {
    message: 'The operator {name} lacks the role for this: {roles}',
    grpc: 'PERMISSION_DENIED',
    http: 403,
    retryable: false,
  },
  OPERATOR_BAD_NAME: {
    message: '"{name}" is no name of an operator: 2 to 32 of a-z, 0-9, dot, dash and underscore, a letter first',
    grpc: 'INVALID_ARGUMENT',
    http: 400,
    retryable: false,
  },
  OPERATOR_EXISTS: {
    message: 'The operator {name} has a good certificate. Revoke it first',
    grpc: 'ALREADY_EXISTS',
    http: 409,
    retryable: false,
  },
  OPERATOR_NOT_FOUND: {
    message: 'There is no operator {name} with a good certificate',
    grpc: 'NOT_FOUND',
    http: 404,
    retryable: false,
  },
  CALL_DEADLINE_EXCEEDED: {
    message: 'The time of the call was over before it was done. Nothing was written',
    grpc: 'DEADLINE_EXCEEDED',
    http: 504,
    retryable: true,
  },
  ...custodyErrors,
  ...accountErrors,
  ...memberOperationErrors,
  ...headquartersErrors,
  ...fleetErrors,
  ...settingsErrors,
  ...importErrors,
  ...terminalOrderErrors,
} as const;

/** Makes a CodedError of the server: `throw serverError('PAYMENT_NOT_FOUND', { paymentKey })`. */
export const serverError = errorRegistry(serverErrors);

export type ServerErrorCode = keyof typeof serverErrors;
