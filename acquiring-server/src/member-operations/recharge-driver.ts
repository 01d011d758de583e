/**
 * Takes a recharge from where it stands to where it waits or ends. A call that was out when its server ended is
 * unknown and asked about; an order that the payer left open is closed at the channel before it counts as closed.
 */
import { errorText } from '@qiantai/foundation';
import { type ChangeResult, changeOperation } from './operation-change.ts';
import { type OperationDeps, retryAtMs } from './operation-deps.ts';
import type { OperationRecord, OperationRef } from './operation-record.ts';
import { isEnded } from './operation-states.ts';
import type { RechargeCall, RechargeChannel } from './ports.ts';
import { afterClose, afterQuery, afterStart, givenUp, noAnswer } from './recharge-changes.ts';

/** One step; the operation was read by the caller and is due. */
export async function driveRecharge(deps: OperationDeps, operation: OperationRecord): Promise<void> {
  const configured = await deps.channels.rechargeByAccount(operation.companyId, operation.channelAccountId ?? '');
  if (!configured) {
    await waitForChannel(deps, operation);
    return;
  }
  const { channel } = configured;
  switch (operation.status) {
    case 'created':
      await start(deps, operation, channel);
      return;
    case 'processing':
      await askAfterRestart(deps, operation, channel);
      return;
    case 'awaiting_payer':
    case 'unknown':
      await ask(deps, operation, channel);
      return;
    case 'closing':
      await close(deps, operation, channel);
      return;
    default:
      return;
  }
}

async function start(deps: OperationDeps, ref: OperationRef, channel: RechargeChannel): Promise<void> {
  const sent = await changeOperation(deps, ref, (operation, { nowMs }) => {
    if (operation.status !== 'created') return [];
    if (isOver(operation, nowMs)) return [givenUp('PAYER_TIMED_OUT', nowMs)];
    return [
      {
        event: 'sent',
        patch: {
          sentAtMs: operation.sentAtMs ?? nowMs,
          driver: deps.instanceId,
          dueAtMs: nowMs + deps.timings.callLeaseMs,
        },
      },
    ];
  });
  if (sent.kind !== 'changed' || sent.operation.status !== 'processing') return;
  const outcome = await guarded(deps, ref, async () => await channel.start(callOf(sent.operation)));
  deps.log.info({ ...nameOf(ref), outcome: outcome.kind }, 'recharge.answered');
  await changeOperation(deps, ref, (operation) => [afterStart(deps, operation, outcome)]);
}

async function askAfterRestart(deps: OperationDeps, ref: OperationRef, channel: RechargeChannel): Promise<void> {
  const lost = await changeOperation(deps, ref, (operation) =>
    operation.status === 'processing' ? [noAnswer(deps, operation, 'the server that called ended')] : [],
  );
  if (lost.kind === 'changed') await ask(deps, lost.operation, channel);
}

async function ask(deps: OperationDeps, asked: OperationRecord, channel: RechargeChannel): Promise<void> {
  const outcome = await guarded(deps, asked, async () => await channel.query(callOf(asked)));
  deps.log.info({ ...nameOf(asked), outcome: outcome.kind }, 'recharge.asked');
  const result = await changeOperation(deps, asked, (operation, { nowMs }) => {
    if (isEnded(operation) || operation.status === 'created') return [];
    const change = afterQuery(deps, operation, outcome);
    if (change.event || operation.status === 'closing' || !isOver(operation, nowMs)) return [change];
    return [change, givenUp('PAYER_TIMED_OUT', nowMs)];
  });
  if (isClosing(result)) await close(deps, result.operation, channel);
}

function isClosing(result: ChangeResult): result is ChangeResult & { operation: OperationRecord } {
  return result.kind === 'changed' && result.operation.status === 'closing';
}

async function close(deps: OperationDeps, closed: OperationRecord, channel: RechargeChannel): Promise<void> {
  const outcome = await guarded(deps, closed, async () => await channel.close(callOf(closed)));
  deps.log.info({ ...nameOf(closed), outcome: outcome.kind }, 'recharge.closed');
  await changeOperation(deps, closed, (operation) =>
    operation.status === 'closing' ? [afterClose(deps, operation, outcome)] : [],
  );
}

/** Its channel is not configured any more: nothing is pretended, a person is told. */
async function waitForChannel(deps: OperationDeps, ref: OperationRef): Promise<void> {
  await changeOperation(deps, ref, (operation) =>
    isEnded(operation)
      ? []
      : [
          {
            patch: { stepCount: operation.stepCount + 1, dueAtMs: retryAtMs(deps, operation.stepCount), driver: '' },
            exception: { code: 'RECHARGE_NO_CHANNEL', detail: operation.channelAccountId ?? '' },
          },
        ],
  );
}

function callOf(operation: OperationRecord): RechargeCall {
  return {
    ...nameOf(operation),
    channelAccountId: operation.channelAccountId ?? '',
    channelNumber: operation.channelNumber,
    amount: { amountMinor: operation.amountMinor, currency: operation.currency },
    sentAtMs: operation.sentAtMs ?? operation.createdAtMs,
    deadlineMs: operation.deadlineMs ?? operation.createdAtMs,
    description: operation.remark,
  };
}

function isOver(operation: OperationRecord, nowMs: number): boolean {
  return operation.deadlineMs !== null && operation.deadlineMs <= nowMs;
}

/** An adapter that throws has a fault of its own; what it did is unknown. */
async function guarded<Outcome>(
  deps: OperationDeps,
  ref: OperationRef,
  call: () => Promise<Outcome>,
): Promise<Outcome | { kind: 'unknown'; why: string }> {
  try {
    return await call();
  } catch (error) {
    deps.log.error({ ...nameOf(ref), error: errorText(error) }, 'recharge.channel_threw');
    return { kind: 'unknown', why: errorText(error) };
  }
}

function nameOf(ref: OperationRef): OperationRef {
  return { companyId: ref.companyId, operationKey: ref.operationKey };
}
