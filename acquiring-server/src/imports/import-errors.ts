/** What is refused of files: part of the server's registry of error codes (errors.ts). */
import type { ErrorDefinition } from '@qiantai/foundation';

const bad = (message: string): ErrorDefinition => ({ message, grpc: 'INVALID_ARGUMENT', http: 400, retryable: false });
const stale = (message: string): ErrorDefinition => ({
  message,
  grpc: 'FAILED_PRECONDITION',
  http: 409,
  retryable: false,
});

/** Faults of a row or of the header, named by line and column. */
export const rowFaults = {
  IMPORT_ENCODING: bad('The file is neither UTF-8 nor GB18030: {why}'),
  IMPORT_BAD_CSV: bad('The file is not CSV by RFC 4180 from here on: {why}'),
  IMPORT_COLUMN_MISSING: bad('The header lacks the column {why}'),
  IMPORT_COLUMN_UNKNOWN: bad('There is no column {why}'),
  IMPORT_COLUMN_TWICE: bad('The column {why} stands twice'),
  IMPORT_ROW_LENGTH: bad('The row has {why} cells than the header'),
  IMPORT_CELL_EMPTY: bad('The cell is empty'),
  IMPORT_CELL_BAD: bad('The cell is not right: {why}'),
  IMPORT_CELL_NUMBER: bad('A spreadsheet turned the code into a number ({why}): format the column as text'),
  IMPORT_TWICE: bad('It stands in line {why} already'),
} as const satisfies Record<string, ErrorDefinition>;

export type RowFaultCode = keyof typeof rowFaults;

export const importErrors = {
  ...rowFaults,
  IMPORT_EMPTY: bad('The file has no rows'),
  IMPORT_TOO_LARGE: bad('A file has at most {max}'),
  IMPORT_UNKNOWN_WHAT: bad('There is no import of {what}: articles, prices, operators, blocked_cards, taxes'),
  IMPORT_NOT_FOUND: stale('There is no such preview, or it is too old: give the file again'),
  IMPORT_HAS_FAULTS: stale('{count} rows are bad: mend the file and give it again'),
  IMPORT_FILE_DIFFERS: stale('The preview was of another file'),
} as const satisfies Record<string, ErrorDefinition>;
