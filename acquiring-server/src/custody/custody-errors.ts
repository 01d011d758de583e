/** Custody's part of the server's registry of error codes (errors.ts). */
import type { ErrorDefinition } from '@qiantai/foundation';

export const custodyErrors = {
  CUSTODY_BAD_REQUEST: {
    message: 'The request is not right: {why}',
    grpc: 'INVALID_ARGUMENT',
    http: 400,
    retryable: false,
  },
  CUSTODY_ACCOUNT_NOT_FOUND: {
    message: 'There is no open bank account {bankAccountId}',
    grpc: 'NOT_FOUND',
    http: 404,
    retryable: false,
  },
  CUSTODY_ACCOUNT_EXISTS: {
    message: 'The bank account {bankAccountId}, or its number, is there already with other particulars',
    grpc: 'ALREADY_EXISTS',
    http: 409,
    retryable: false,
  },
  CUSTODY_INSTRUCTION_NOT_FOUND: {
    message: 'There is no bank instruction {instructionId}',
    grpc: 'NOT_FOUND',
    http: 404,
    retryable: false,
  },
  CUSTODY_KEY_CONFLICT: {
    message: 'The bank was told to pay {purpose} {subjectReference} with other particulars before',
    grpc: 'ALREADY_EXISTS',
    http: 409,
    retryable: false,
  },
  CUSTODY_NO_HANDLER: {
    message: 'Nothing here takes the outcome of a {purpose}, so the bank is not told to pay it',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: false,
  },
  CUSTODY_NO_SETTLEMENT_ACCOUNT: {
    message: 'The merchant {merchantId} has named no account for settlements in {currency}',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: false,
  },
  CUSTODY_NOT_PAYABLE: {
    message: 'The merchant {merchantId} is owed {payableMinor} minor units of {currency} now, less than was asked for',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: false,
  },
  CUSTODY_OWN_PART_TOO_SMALL: {
    message: 'Only {ownPartMinor} minor units of {currency} in custody are the platform’s own; the rest is owed',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: false,
  },
  CUSTODY_SUSPENSE_NOT_FOUND: {
    message: 'There is no suspense {suspenseId}',
    grpc: 'NOT_FOUND',
    http: 404,
    retryable: false,
  },
  CUSTODY_SUSPENSE_REFUSED: {
    message: 'The suspense {suspenseId} is {status}, which does not allow that',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: false,
  },
  CUSTODY_SAME_PERSON: {
    message: '{operator} proposed it; another person must approve it',
    grpc: 'PERMISSION_DENIED',
    http: 403,
    retryable: false,
  },
  CUSTODY_EXCEPTION_NOT_FOUND: {
    message: 'There is no open exception {exceptionId}',
    grpc: 'NOT_FOUND',
    http: 404,
    retryable: false,
  },
  CUSTODY_PROOF_NOT_FOUND: {
    message: 'The day {date} was not proved yet for {currency}',
    grpc: 'NOT_FOUND',
    http: 404,
    retryable: false,
  },
} as const satisfies Record<string, ErrorDefinition>;
