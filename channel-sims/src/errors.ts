import { errorRegistry } from '@qiantai/foundation';

/** Faults of the simulators themselves; what a real channel would refuse is an answer, not one of these. */
export const simsError = errorRegistry({
  SIMS_CONFIG_BAD: {
    message: 'The file {file} is not a configuration of the channel simulators: {why}',
    grpc: 'INVALID_ARGUMENT',
    http: 400,
    retryable: false,
  },
  SIMS_REQUEST_BAD: {
    message: 'The request is not understood: {why}',
    grpc: 'INVALID_ARGUMENT',
    http: 400,
    retryable: false,
  },
  SIMS_REQUEST_FOREIGN: {
    message: 'Only pages and programs of this machine may move the hands.',
    grpc: 'PERMISSION_DENIED',
    http: 403,
    retryable: false,
  },
  SIMS_NOT_FOUND: { message: 'There is no {what}.', grpc: 'NOT_FOUND', http: 404, retryable: false },
  BOOK_DAMAGED: {
    message: 'Line {line} of the book {file} cannot be read: {why}. Restore the file or remove it to begin anew.',
    grpc: 'INTERNAL',
    http: 500,
    retryable: false,
  },
  BOOK_TRANSITION_REFUSED: {
    message: 'Order {order} is {status} and cannot take {event}.',
    grpc: 'INTERNAL',
    http: 500,
    retryable: false,
  },
  ISO_MESSAGE_BAD: {
    message: 'The ISO 8583 message is malformed: {why}',
    grpc: 'INVALID_ARGUMENT',
    http: 400,
    retryable: false,
  },
  NUMBERS_EXHAUSTED: {
    message: 'No free {what} was found.',
    grpc: 'RESOURCE_EXHAUSTED',
    http: 500,
    retryable: false,
  },
});
