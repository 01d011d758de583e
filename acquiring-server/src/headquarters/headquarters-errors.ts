/** Headquarters' part of the server's registry of error codes (errors.ts). */
import type { ErrorDefinition } from '@qiantai/foundation';

export const headquartersErrors = {
  HEADQUARTERS_SIGN_IN_FAILED: {
    message:
      'The merchant, the login or the password is not right, or there were too many wrong ones: then wait for a quarter of an hour',
    grpc: 'UNAUTHENTICATED',
    http: 401,
    retryable: false,
  },
  HEADQUARTERS_SESSION_OVER: {
    message: 'The session is over or was ended; sign in again',
    grpc: 'UNAUTHENTICATED',
    http: 401,
    retryable: false,
  },
  HEADQUARTERS_BUSY: {
    message: 'Too many sign in at once; try again in a moment',
    grpc: 'RESOURCE_EXHAUSTED',
    http: 429,
    retryable: true,
  },
  HEADQUARTERS_FORBIDDEN: {
    message: '{login} lacks the right for this: {right}',
    grpc: 'PERMISSION_DENIED',
    http: 403,
    retryable: false,
  },
  HEADQUARTERS_NOT_YOURS: {
    message: '"{scope}" is no node of the tree that {login} may see or change',
    grpc: 'PERMISSION_DENIED',
    http: 403,
    retryable: false,
  },
  HEADQUARTERS_TREE_IN_USE: {
    message: '{scope} stays where it is: {why}',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: false,
  },
  HEADQUARTERS_BAD_REQUEST: {
    message: 'The request is not right: {why}',
    grpc: 'INVALID_ARGUMENT',
    http: 400,
    retryable: false,
  },
  HEADQUARTERS_USER_EXISTS: {
    message: 'There is a user {login} already',
    grpc: 'ALREADY_EXISTS',
    http: 409,
    retryable: false,
  },
  HEADQUARTERS_USER_NOT_FOUND: {
    message: 'There is no user {login} that could be changed from here',
    grpc: 'NOT_FOUND',
    http: 404,
    retryable: false,
  },
  HEADQUARTERS_MERCHANT_UNKNOWN: {
    message: 'There is no merchant {merchantId}',
    grpc: 'NOT_FOUND',
    http: 404,
    retryable: false,
  },
} as const satisfies Record<string, ErrorDefinition>;
