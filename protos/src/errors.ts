import { errorRegistry } from '@qiantai/foundation';

/** Errors of the border itself: a message that no program of ours would send. */
export const protoError = errorRegistry({
  PROTO_BAD_MONEY: {
    message: '{field}: {why}. Send whole minor units and an ISO 4217 currency.',
    grpc: 'INVALID_ARGUMENT',
    http: 400,
    retryable: false,
  },
  PROTO_BAD_ID: {
    message: '{field} is not a UUIDv7 in its text form of 36 characters.',
    grpc: 'INVALID_ARGUMENT',
    http: 400,
    retryable: false,
  },
  PROTO_BAD_ENUM: {
    message: '{field} has no value "{value}".',
    grpc: 'INVALID_ARGUMENT',
    http: 400,
    retryable: false,
  },
  PROTO_BAD_NUMBER: {
    message: '{field} is not a whole number in its range.',
    grpc: 'INVALID_ARGUMENT',
    http: 400,
    retryable: false,
  },
  PROTO_BAD_MESSAGE: {
    message: '{field}: {why}.',
    grpc: 'INVALID_ARGUMENT',
    http: 400,
    retryable: false,
  },
});
