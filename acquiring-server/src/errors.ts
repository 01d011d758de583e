/** Every code that the acquiring server answers or stops with. Codes are stable; messages may be bettered. */
import { errorRegistry } from '@qiantai/foundation';

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
} as const;

/** Makes a CodedError of the server: `throw serverError('PAYMENT_NOT_FOUND', { paymentKey })`. */
export const serverError = errorRegistry(serverErrors);

export type ServerErrorCode = keyof typeof serverErrors;
