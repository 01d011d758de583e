import { errorRegistry } from '@qiantai/foundation';

/** Thrown by the simulators; over HTTP each becomes `{code, message}` with its status. */
export const simError = errorRegistry({
  CONFIG_UNREADABLE: {
    message: 'The devices file {file} cannot be read: {reason}',
    grpc: 'INVALID_ARGUMENT',
    http: 500,
    retryable: false,
  },
  DEVICE_UNKNOWN: {
    message: 'There is no device {device}. GET /api/devices lists them.',
    grpc: 'NOT_FOUND',
    http: 404,
    retryable: false,
  },
  DEVICE_UNPLUGGED: {
    message: '{device} is unplugged. Plug it in first.',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: true,
  },
  DEVICE_NO_PEER: {
    message: 'No till has opened {device}: what it sent now would be lost.',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: true,
  },
  HAND_UNKNOWN: {
    message: 'A {kind} has no hand {hand}. It has: {hands}.',
    grpc: 'NOT_FOUND',
    http: 404,
    retryable: false,
  },
  HAND_BAD_INPUT: {
    message: 'The hand {hand} cannot take this: {reason}',
    grpc: 'INVALID_ARGUMENT',
    http: 400,
    retryable: false,
  },
  HAND_REFUSED: {
    message: 'The hand {hand} can do nothing now: {reason}',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: true,
  },
  CARD_UNKNOWN: {
    message: 'There is no demo card {card}. GET /api/cards lists them.',
    grpc: 'NOT_FOUND',
    http: 404,
    retryable: false,
  },
  CODE_NOT_ENCODABLE: {
    message: 'The code cannot be a {symbology}: {reason}',
    grpc: 'INVALID_ARGUMENT',
    http: 400,
    retryable: false,
  },
  KEYS_USED_UP: {
    message: 'The reader has used all keys of its initial key.',
    grpc: 'RESOURCE_EXHAUSTED',
    http: 500,
    retryable: false,
  },
  KEPT_FILE_UNREADABLE: {
    message: 'What the device kept in {file} cannot be read: {reason}',
    grpc: 'INTERNAL',
    http: 500,
    retryable: false,
  },
  PTY_UNAVAILABLE: {
    message: 'No pseudo-terminal can be made here: {reason}',
    grpc: 'UNAVAILABLE',
    http: 500,
    retryable: false,
  },
  PTY_LINK_TAKEN: {
    message: 'The link {link} stands where something else already is: move it away.',
    grpc: 'ALREADY_EXISTS',
    http: 500,
    retryable: false,
  },
  REQUEST_INVALID: {
    message: 'The request is not right: {reason}',
    grpc: 'INVALID_ARGUMENT',
    http: 400,
    retryable: false,
  },
  REQUEST_FOREIGN: {
    message: 'Only pages of this panel on this machine may call.',
    grpc: 'PERMISSION_DENIED',
    http: 403,
    retryable: false,
  },
  RECORDING_INVALID: {
    message: 'This is no recording that {device} can replay: {reason}',
    grpc: 'INVALID_ARGUMENT',
    http: 400,
    retryable: false,
  },
  RECORDING_NONE: {
    message: 'Nothing of {device} has been recorded.',
    grpc: 'NOT_FOUND',
    http: 404,
    retryable: false,
  },
  REPLAY_RUNS: {
    message: '{device} replays a recording: stop that first.',
    grpc: 'FAILED_PRECONDITION',
    http: 409,
    retryable: true,
  },
  NOT_FOUND: {
    message: 'There is nothing at {path}.',
    grpc: 'NOT_FOUND',
    http: 404,
    retryable: false,
  },
  PANEL_GONE: {
    message: 'No panel answers at {panel}: {reason}',
    grpc: 'UNAVAILABLE',
    http: 503,
    retryable: true,
  },
});
