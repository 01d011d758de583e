/** What an error of the database or its disk means for the store. Result codes: sqlite.org/rescode.html */
import type { CodedError } from '@qiantai/foundation';
import { agentError } from '../errors.ts';

export type StoreFault =
  /** Nothing can be written now; what stands is whole and can be read. */
  | { kind: 'full'; why: string }
  /** What stands there cannot be trusted. */
  | { kind: 'damaged'; why: string };

/** No room, or the disk takes no write. SQLite has rolled the transaction back. */
const fullCodes =
  /^SQLITE_(FULL|IOERR_(WRITE|FSYNC|DIR_FSYNC|TRUNCATE|DELETE|SHMSIZE|SHMOPEN|SHMMAP|GETTEMPPATH|BEGIN_ATOMIC|COMMIT_ATOMIC))$/;
const damagedCodes = /^SQLITE_(CORRUPT(_[A-Z]+)?|NOTADB|IOERR_(SHORT_READ|READ|CORRUPTFS|DATA)|IOERR)$/;
const systemCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS']);

/** Undefined where it is no fault of the disk. */
export function storeFaultOf(error: unknown): StoreFault | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const code = String(error.code);
  const why = `${code}: ${error.message}`.slice(0, 200);
  if (fullCodes.test(code) || systemCodes.has(code)) return { kind: 'full', why };
  return damagedCodes.test(code) ? { kind: 'damaged', why } : undefined;
}

/** What a caller is told. */
export function storeError(fault: StoreFault, cause?: unknown): CodedError {
  return agentError(fault.kind === 'full' ? 'STORE_FULL' : 'STORE_DAMAGED', { why: fault.why }, { cause });
}
