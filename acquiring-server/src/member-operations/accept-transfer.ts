/** A transfer between members: at once, or held until the payee accepts. */
import { serverError } from '../errors.ts';
import type { Queryable } from '../ledger/ledger.ts';
import { beijingDate } from '../payment/beijing-date.ts';
import { acceptOperation, clearerError, type Incoming, lockUsable, requestHashOf } from './accept-operation.ts';
import type { OperationCaller, TransferRequest } from './member-operation-service.ts';
import { changeWithin, type OperationChange } from './operation-change.ts';
import type { OperationDeps } from './operation-deps.ts';
import { expireHold, placeHold, releaseHold, transferSettled } from './operation-postings.ts';
import type { OperationRecord } from './operation-record.ts';
import { requireChange } from './require-change.ts';

export async function acceptTransferRequest(
  deps: OperationDeps,
  caller: OperationCaller,
  request: TransferRequest,
): Promise<OperationRecord> {
  const { payerAccountNumber, payeeAccountNumber, acceptWithinMs } = request;
  if (payerAccountNumber === payeeAccountNumber) throw badRequest('payer and payee are one account');
  if (acceptWithinMs < 0 || acceptWithinMs > deps.timings.acceptWithinMsMax) {
    throw badRequest(`a payee has at most ${deps.timings.acceptWithinMsMax} ms to accept`);
  }
  const { operationKey, amount, remark } = request;
  const incoming: Incoming = {
    kind: 'transfer',
    operationKey,
    accountNumber: payerAccountNumber,
    amount,
    remark,
    requestHash: requestHashOf('transfer', request),
  };
  const deadlineMs = acceptWithinMs === 0 ? null : deps.clock.nowMs() + acceptWithinMs;
  return await acceptOperation(deps, caller, {
    incoming,
    uses: { [payerAccountNumber]: 'transfer_out', [payeeAccountNumber]: 'transfer_in' },
    particulars: { holdId: deps.ids.uuid7(), deadlineMs },
    steps: (operation, { nowMs }) => [
      { event: 'funds_held', patch: { dueAtMs: deadlineMs }, units: [placeHold(operation, deadlineMs)] },
      ...(deadlineMs === null
        ? [{ event: 'settled', units: [transferSettled(operation, beijingDate(nowMs))] } as const]
        : []),
    ],
  });
}

/**
 * The payee takes it: captured and credited in one unit.
 * @throws CodedError MEMBER_OPERATION_NOT_YOURS, MEMBER_OPERATION_EXPIRED, MEMBER_OPERATION_ACCOUNT_REFUSED
 */
export async function acceptTransfer(
  deps: OperationDeps,
  caller: OperationCaller,
  request: { operationKey: string; accountNumber: string },
): Promise<OperationRecord> {
  const { operationKey, accountNumber } = request;
  let isLate = false;
  const result = await inTransaction(deps, accountNumber, async (client) => {
    return await changeWithin(
      deps,
      client,
      { companyId: caller.companyId, operationKey },
      async (operation, { nowMs }) => {
        if (operation.kind === 'transfer' && operation.payeeAccountNumber !== accountNumber) throw notYours(request);
        if (operation.kind !== 'transfer' || operation.status !== 'held') return [{ event: 'settled' }];
        isLate = isOver(operation, nowMs);
        if (isLate) return [expired(operation)];
        await lockUsable(deps, client, ofCompany(operation), {
          [operation.accountNumber]: 'transfer_out',
          [accountNumber]: 'transfer_in',
        });
        return [{ event: 'settled', by: caller.by, units: [transferSettled(operation, beijingDate(nowMs))] }];
      },
    );
  });
  if (isLate) throw serverError('MEMBER_OPERATION_EXPIRED', { operationKey });
  return requireChange(result, { operationKey, kind: 'transfer', event: 'settled', same: 'succeeded' });
}

/** By the payee, who declines, or by the payer, who takes it back. */
export async function declineTransfer(
  deps: OperationDeps,
  caller: OperationCaller,
  request: { operationKey: string; accountNumber: string; why: string },
): Promise<OperationRecord> {
  const { operationKey, accountNumber, why } = request;
  const result = await inTransaction(deps, accountNumber, async (client) => {
    return await changeWithin(deps, client, { companyId: caller.companyId, operationKey }, (operation, { nowMs }) => {
      if (operation.kind !== 'transfer') return [{ event: 'cancelled' }];
      const isPayee = operation.payeeAccountNumber === accountNumber;
      if (!isPayee && operation.accountNumber !== accountNumber) throw notYours(request);
      if (operation.status !== 'held') return [{ event: 'cancelled' }];
      if (isOver(operation, nowMs)) return [expired(operation)];
      return [
        {
          event: isPayee ? 'declined' : 'cancelled',
          detail: why,
          by: caller.by,
          units: [releaseHold(operation)],
          patch: { reasonCode: isPayee ? 'DECLINED_BY_PAYEE' : 'CANCELLED' },
        },
      ];
    });
  });
  return requireChange(result, { operationKey, kind: 'transfer', event: 'cancelled', same: 'cancelled' });
}

/** The payee's time is over: also where the ledger has given the hold back already. */
export function expired(operation: OperationRecord): OperationChange {
  return { event: 'expired', units: [expireHold(operation)], patch: { reasonCode: 'NOT_ACCEPTED_IN_TIME' } };
}

export function isOver(operation: OperationRecord, nowMs: number): boolean {
  return operation.deadlineMs !== null && operation.deadlineMs <= nowMs;
}

async function inTransaction<Result>(
  deps: OperationDeps,
  accountNumber: string,
  work: (client: Queryable) => Promise<Result>,
): Promise<Result> {
  try {
    return await deps.database.transaction(work);
  } catch (error) {
    throw clearerError(error, accountNumber);
  }
}

function ofCompany(operation: OperationRecord) {
  return { companyId: operation.companyId, amount: { currency: operation.currency } };
}

function notYours(request: { operationKey: string; accountNumber: string }) {
  const { operationKey, accountNumber } = request;
  return serverError('MEMBER_OPERATION_NOT_YOURS', { operationKey, accountNumber });
}

function badRequest(why: string) {
  return serverError('MEMBER_OPERATION_BAD_REQUEST', { why });
}
