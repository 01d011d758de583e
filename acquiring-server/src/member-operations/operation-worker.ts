/** Does what is due with operations, wherever a server left them. */
import { errorText } from '@qiantai/foundation';
import { createTurns } from '../payment/turns.ts';
import { expired, isOver } from './accept-transfer.ts';
import { changeOperation } from './operation-change.ts';
import type { OperationDeps } from './operation-deps.ts';
import type { OperationRecord, OperationRef } from './operation-record.ts';
import { leaseDueOperations, makeOwnOperationsDue, readNextOperationDueMs, readOperation } from './operation-store.ts';
import { driveRecharge } from './recharge-driver.ts';
import { driveWithdrawal } from './withdrawal-driver.ts';

export interface OperationWorker {
  /** Takes up what this server had under way when it ended, then goes on by itself. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** One round: everything that is due now. Answers how many steps were done. */
  runDue(): Promise<number>;
}

/** Operations that are worked on at once; a channel that hangs with one holds up no other. */
const workMax = 32;

/** Between two looks at least, so that rows which another server holds locked make no busy loop. */
const lookPauseMs = 10;

export function createOperationWorker(deps: OperationDeps): OperationWorker {
  const turns = createTurns();
  const working = new Set<Promise<void>>();
  let stopListening: (() => void) | undefined;
  let looking: Promise<void> = Promise.resolve();

  const begin = (ref: OperationRef): void => {
    const key = `${ref.companyId}/${ref.operationKey}`;
    const done = turns
      .run(key, async () => await attempted(deps, ref))
      .finally(() => {
        working.delete(done);
        deps.alarm.ringAt(deps.clock.nowMs() + lookPauseMs);
      });
    working.add(done);
  };
  const beginDue = async (): Promise<number> => {
    const nowMs = deps.clock.nowMs();
    const limit = Math.max(0, workMax - working.size);
    const leaseUntilMs = nowMs + deps.timings.callLeaseMs;
    const due = await leaseDueOperations(deps.database.pool, { nowMs, leaseUntilMs, limit });
    for (const { companyId, operationKey } of due) begin({ companyId, operationKey });
    return due.length;
  };
  const look = async (): Promise<void> => {
    // Whoever ends first among those at work rings again.
    if (working.size >= workMax) return;
    let nextMs = deps.clock.nowMs() + deps.timings.sweepMs;
    try {
      await beginDue();
      const dueAtMs = await readNextOperationDueMs(deps.database.pool);
      if (dueAtMs !== undefined) nextMs = Math.min(nextMs, Math.max(dueAtMs, deps.clock.nowMs() + lookPauseMs));
    } catch (error) {
      deps.log.error({ error: errorText(error) }, 'member_operation.due_failed');
    }
    deps.alarm.ringAt(nextMs);
  };

  return {
    start: async () => {
      await makeOwnOperationsDue(deps.database.pool, { driver: deps.instanceId, nowMs: deps.clock.nowMs() });
      stopListening = deps.alarm.listen(() => {
        looking = looking.then(look);
      });
      deps.alarm.ringAt(deps.clock.nowMs());
    },
    stop: async () => {
      stopListening?.();
      await looking;
      await Promise.all(working);
    },
    runDue: async () => {
      let steps = 0;
      for (;;) {
        const begun = await beginDue();
        await Promise.all(working);
        if (begun === 0) return steps;
        steps += begun;
      }
    },
  };
}

/** One that fails is due again when its lease ends. */
async function attempted(deps: OperationDeps, ref: OperationRef): Promise<void> {
  try {
    const operation = await readOperation(deps.database.pool, ref);
    if (operation) await drive(deps, operation);
  } catch (error) {
    deps.log.error({ ...ref, error: errorText(error) }, 'member_operation.step_failed');
  }
}

async function drive(deps: OperationDeps, operation: OperationRecord): Promise<void> {
  switch (operation.kind) {
    case 'recharge':
      return await driveRecharge(deps, operation);
    case 'withdrawal':
      return await driveWithdrawal(deps, operation);
    case 'transfer':
      await changeOperation(deps, operation, (held, { nowMs }) =>
        held.status === 'held' && isOver(held, nowMs) ? [expired(held)] : [],
      );
  }
}
