/** Does what is due for instructions, wherever a server left them. */
import { errorText } from '@qiantai/foundation';
import type { CustodyDeps } from './custody-deps.ts';
import type { InstructionDriver } from './instruction-driver.ts';
import { leaseDueInstructions, makeOwnInstructionsDue, readNextInstructionDueMs } from './instruction-store.ts';

export interface CustodyWorker {
  /** Takes up what this server had under way when it ended, then goes on by itself. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Everything that is due now. Answers how many steps were done. */
  runDue(): Promise<number>;
}

/** Instructions that are worked on at once. */
const workMax = 16;
/** Between two looks at least, so that rows which another server holds locked make no busy loop. */
const lookPauseMs = 10;

export function createCustodyWorker(deps: CustodyDeps, driver: InstructionDriver): CustodyWorker {
  const working = new Set<Promise<void>>();
  let stopListening: (() => void) | undefined;
  let looking: Promise<void> = Promise.resolve();

  const begin = (instructionId: string): void => {
    const done = attempted(deps, driver, instructionId).finally(() => {
      working.delete(done);
      deps.alarm.ringAt(deps.clock.nowMs() + lookPauseMs);
    });
    working.add(done);
  };
  const beginDue = async (): Promise<number> => {
    const nowMs = deps.clock.nowMs();
    const lease = { nowMs, leaseUntilMs: nowMs + deps.timings.callLeaseMs };
    const limit = Math.max(0, workMax - working.size);
    const due = await leaseDueInstructions(deps.database.pool, { ...lease, limit });
    for (const instructionId of due) begin(instructionId);
    return due.length;
  };
  const look = async (): Promise<void> => {
    // Whoever ends first among those at work rings again.
    if (working.size >= workMax) return;
    let nextMs = deps.clock.nowMs() + deps.timings.sweepMs;
    try {
      await beginDue();
      const dueMs = await readNextInstructionDueMs(deps.database.pool);
      if (dueMs !== undefined) nextMs = Math.min(nextMs, Math.max(dueMs, deps.clock.nowMs() + lookPauseMs));
    } catch (error) {
      deps.log.error({ error: errorText(error) }, 'custody.due_failed');
    }
    deps.alarm.ringAt(nextMs);
  };

  return {
    start: async () => {
      await makeOwnInstructionsDue(deps.database.pool, { driver: deps.instanceId, nowMs: deps.clock.nowMs() });
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
async function attempted(deps: CustodyDeps, driver: InstructionDriver, instructionId: string): Promise<void> {
  try {
    await driver.drive(instructionId, { now: true });
  } catch (error) {
    deps.log.error({ instructionId, error: errorText(error) }, 'custody.step_failed');
  }
}
