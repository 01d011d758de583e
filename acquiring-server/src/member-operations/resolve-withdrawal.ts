/** The end of a withdrawal that no inquiry can end: the call never reached the bank, and a person made sure of it. */
import { serverError } from '../errors.ts';
import { beijingDate } from '../payment/beijing-date.ts';
import type { OperationCaller } from './member-operation-service.ts';
import { changeOperation } from './operation-change.ts';
import type { OperationDeps } from './operation-deps.ts';
import { withdrawalFailed } from './operation-postings.ts';
import type { OperationRecord } from './operation-record.ts';
import { requireChange } from './require-change.ts';
import { notFoundWord } from './withdrawal-changes.ts';

/** @throws CodedError MEMBER_OPERATION_WRONG_STATE, MEMBER_OPERATION_REVIEW_REFUSED, MEMBER_OPERATION_NOT_FOUND */
export async function resolveWithdrawal(
  deps: OperationDeps,
  caller: OperationCaller,
  request: { operationKey: string; why: string },
): Promise<OperationRecord> {
  const { operationKey, why } = request;
  const result = await changeOperation(deps, { companyId: caller.companyId, operationKey }, (operation, { nowMs }) => {
    if (operation.kind !== 'withdrawal' || operation.status === 'failed') return [];
    // From `sent` the table would allow it as well, but there the answer may be on its way.
    if (operation.status !== 'unknown') return [];
    if (operation.requestedBy === caller.by) throw refused(operationKey, 'who asked for it does not resolve it');
    if (operation.channelMessage !== notFoundWord) {
      throw refused(operationKey, 'the bank has not answered that it does not know the number');
    }
    return [
      {
        event: 'failed',
        detail: why,
        by: caller.by,
        units: [withdrawalFailed(operation, beijingDate(nowMs))],
        patch: { reasonCode: 'NEVER_ARRIVED' },
      },
    ];
  });
  return requireChange(result, { operationKey, kind: 'withdrawal', event: 'failed', same: 'failed' });
}

function refused(operationKey: string, why: string) {
  return serverError('MEMBER_OPERATION_REVIEW_REFUSED', { operationKey, why });
}
