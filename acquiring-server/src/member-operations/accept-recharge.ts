/** A recharge: accepted where a channel is configured, due at once. */
import { serverError } from '../errors.ts';
import { acceptOperation, heldBefore, type Incoming, requestHashOf } from './accept-operation.ts';
import type { OperationCaller, RechargeRequest } from './member-operation-service.ts';
import type { OperationDeps } from './operation-deps.ts';
import { feeOf } from './operation-fee.ts';
import type { OperationRecord } from './operation-record.ts';

export async function acceptRecharge(
  deps: OperationDeps,
  caller: OperationCaller,
  request: RechargeRequest,
): Promise<OperationRecord> {
  const incoming: Incoming = { ...request, kind: 'recharge', requestHash: requestHashOf('recharge', request) };
  const before = await heldBefore(deps.database.pool, caller, incoming);
  if (before) return before;
  const { amountMinor, currency } = request.amount;
  const configured = await deps.channels.recharge(caller.companyId, currency);
  if (!configured) throw serverError('MEMBER_OPERATION_NO_CHANNEL', { kind: 'recharge', currency });
  const nowMs = deps.clock.nowMs();
  const cost = { basisPoints: configured.costBasisPoints, minimumMinor: 0n, maximumMinor: null, freePerMonthMinor: 0n };
  return await acceptOperation(deps, caller, {
    incoming,
    uses: { [request.accountNumber]: 'recharge' },
    particulars: {
      channelAccountId: configured.channelAccountId,
      channelCostMinor: feeOf(amountMinor, cost, 0n).feeMinor,
      deadlineMs: nowMs + deps.timings.payerDeadlineMs,
      dueAtMs: nowMs,
    },
    steps: () => [],
  });
}
