/** Codes of member operations, a part of the server's registry (errors.ts). */
import type { ErrorDefinition } from '@qiantai/foundation';

export const memberOperationErrors = {
  MEMBER_CODE_TOO_OFTEN: {
    message: 'Too many payment codes were asked for: wait {waitMs} ms, and show the one that there is',
    grpc: 'RESOURCE_EXHAUSTED',
    http: 429,
    retryable: true,
  },
  BALANCE_CHARGE_NOT_FOUND: {
    message: 'The account has no charge {chargeNo}',
    grpc: 'NOT_FOUND',
    http: 404,
    retryable: false,
  },
  BALANCE_CHARGE_OVER: {
    message: 'Charge {chargeNo} waits for nobody’s word any more: it is {status}, or its time is over',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: false,
  },
  MEMBER_OPERATION_NOT_FOUND: {
    message: 'There is no operation {operationKey}',
    grpc: 'NOT_FOUND',
    http: 404,
    retryable: false,
  },
  MEMBER_OPERATION_KEY_CONFLICT: {
    message: 'The operation key {operationKey} was used with another request',
    grpc: 'ALREADY_EXISTS',
    http: 409,
    retryable: false,
  },
  MEMBER_OPERATION_ACCOUNT_NOT_FOUND: {
    message: 'There is no account {accountNumber}',
    grpc: 'NOT_FOUND',
    http: 404,
    retryable: false,
  },
  MEMBER_OPERATION_ACCOUNT_REFUSED: {
    message: 'Account {accountNumber} may not be used so: {why}',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: false,
  },
  MEMBER_OPERATION_BAD_REQUEST: {
    message: 'The operation makes no sense: {why}',
    grpc: 'INVALID_ARGUMENT',
    http: 400,
    retryable: false,
  },
  MEMBER_OPERATION_LIMIT: {
    message: 'The limit {limit} of the account type allows {allowed}',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: false,
  },
  MEMBER_OPERATION_INSUFFICIENT_FUNDS: {
    message: 'Account {accountNumber} has not that much available, fee included',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: false,
  },
  MEMBER_OPERATION_NO_CHANNEL: {
    message: 'No channel for {kind} in {currency} is configured',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: false,
  },
  MEMBER_OPERATION_WRONG_STATE: {
    message: 'Operation {operationKey} is {status}: {event} is not possible',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: false,
  },
  MEMBER_OPERATION_NOT_YOURS: {
    message: 'Operation {operationKey} does not belong to account {accountNumber}',
    grpc: 'PERMISSION_DENIED',
    http: 403,
    retryable: false,
  },
  MEMBER_OPERATION_PASSWORD_WRONG: {
    message: 'The password of the account is wrong; {triesLeft} tries are left',
    grpc: 'PERMISSION_DENIED',
    http: 403,
    retryable: false,
  },
  MEMBER_OPERATION_PASSWORD_LOCKED: {
    message: 'The password of the account is locked after too many tries until {untilMs}',
    grpc: 'PERMISSION_DENIED',
    http: 403,
    retryable: true,
  },
  MEMBER_OPERATION_PASSWORD_NOT_SET: {
    message: 'Account {accountNumber} has no withdrawal password; set one first',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: false,
  },
  MEMBER_OPERATION_REVIEW_REFUSED: {
    message: 'The review of {operationKey} is not counted: {why}',
    grpc: 'PERMISSION_DENIED',
    http: 403,
    retryable: false,
  },
  MEMBER_OPERATION_EXPIRED: {
    message: 'The time to accept {operationKey} is over',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: false,
  },
  MEMBER_CARD_NOT_FOUND: {
    message: 'Account {accountNumber} has no card {cardId} registered',
    grpc: 'NOT_FOUND',
    http: 404,
    retryable: false,
  },
  MEMBER_CARD_CONFLICT: {
    message: 'The card or its id {cardId} is registered already with other particulars',
    grpc: 'ALREADY_EXISTS',
    http: 409,
    retryable: false,
  },
} as const satisfies Record<string, ErrorDefinition>;
