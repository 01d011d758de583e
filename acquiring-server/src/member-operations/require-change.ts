/** What a person asked for must happen, or be told why not. */
import { serverError } from '../errors.ts';
import type { ChangeResult } from './operation-change.ts';
import type { OperationRecord } from './operation-record.ts';
import type { OperationEvent, OperationKind, OperationStatus } from './operation-states.ts';

/**
 * The operation, changed; or unchanged where it is already what was asked for (`same`).
 * @throws CodedError MEMBER_OPERATION_NOT_FOUND, MEMBER_OPERATION_WRONG_STATE, MEMBER_OPERATION_ACCOUNT_REFUSED
 */
export function requireChange(
  result: ChangeResult,
  asked: { operationKey: string; kind: OperationKind; event: OperationEvent; same?: OperationStatus },
): OperationRecord {
  const { operationKey, event } = asked;
  if (result.kind === 'not_found' || result.operation.kind !== asked.kind) {
    throw serverError('MEMBER_OPERATION_NOT_FOUND', { operationKey });
  }
  const { operation } = result;
  if (result.kind === 'changed' || (asked.same && operation.status === asked.same)) return operation;
  if (result.kind === 'books_refuse') {
    const { accountNumber } = operation;
    throw serverError('MEMBER_OPERATION_ACCOUNT_REFUSED', { accountNumber, why: result.code });
  }
  throw serverError('MEMBER_OPERATION_WRONG_STATE', { operationKey, status: operation.status, event });
}
