/** Does what is due: inquiries, deadlines, reversals and refunds, wherever a server left them. */
import { errorText } from '@qiantai/foundation';
import { leaseDuePayments, leaseDueRefunds, makeOwnDue, readNextDueMs } from './due-store.ts';
import type { PaymentDeps } from './payment-deps.ts';
import type { PaymentDriver } from './payment-driver.ts';
import type { RefundDriver } from './refund-driver.ts';

export interface DueWorker {
  /** Takes up what this server had under way when it ended, then goes on by itself. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** One round: everything that is due now. Answers how many steps were done. */
  runDue(): Promise<number>;
}

/** Payments and refunds that are worked on at once; a channel that hangs with one holds up no other. */
const workMax = 64;

/** Between two looks at least, so that rows which another server holds locked make no busy loop. */
const lookPauseMs = 10;

export function createDueWorker(deps: PaymentDeps, payments: PaymentDriver, refunds: RefundDriver): DueWorker {
  const working = new Set<Promise<void>>();
  let stopListening: (() => void) | undefined;
  let looking: Promise<void> = Promise.resolve();

  const begin = (ref: object, work: () => Promise<void>): void => {
    const done = attempted(deps, ref, work).finally(() => {
      working.delete(done);
      deps.alarm.ringAt(deps.clock.nowMs() + lookPauseMs);
    });
    working.add(done);
  };
  /** Leases what is due, begins it, and answers how much that was. */
  const beginDue = async (): Promise<number> => {
    const nowMs = deps.clock.nowMs();
    const lease = { nowMs, leaseUntilMs: nowMs + deps.timings.callLeaseMs };
    const limit = Math.max(0, workMax - working.size);
    const duePayments = await leaseDuePayments(deps.database.pool, { ...lease, limit });
    const dueRefunds = await leaseDueRefunds(deps.database.pool, { ...lease, limit: limit - duePayments.length });
    for (const ref of duePayments) begin(ref, async () => await payments.drive(ref, { now: true }));
    for (const ref of dueRefunds) begin(ref, async () => await refunds.drive(ref, { now: true }));
    return duePayments.length + dueRefunds.length;
  };
  const look = async (): Promise<void> => {
    // Whoever ends first among those at work rings again.
    if (working.size >= workMax) return;
    let nextMs = deps.clock.nowMs() + deps.timings.sweepMs;
    try {
      await beginDue();
      nextMs = await nextLookMs(deps);
    } catch (error) {
      deps.log.error({ error: errorText(error) }, 'payment.due_failed');
    }
    deps.alarm.ringAt(nextMs);
  };

  return {
    start: async () => {
      await makeOwnDue(deps.database.pool, { driver: deps.instanceId, nowMs: deps.clock.nowMs() });
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

async function nextLookMs(deps: PaymentDeps): Promise<number> {
  const nowMs = deps.clock.nowMs();
  const sweepAtMs = nowMs + deps.timings.sweepMs;
  const dueAtMs = (await readNextDueMs(deps.database.pool)) ?? sweepAtMs;
  return Math.min(sweepAtMs, Math.max(dueAtMs, nowMs + lookPauseMs));
}

/** One that fails is due again when its lease ends. */
async function attempted(deps: PaymentDeps, ref: object, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    deps.log.error({ ...ref, error: errorText(error) }, 'payment.step_failed');
  }
}
