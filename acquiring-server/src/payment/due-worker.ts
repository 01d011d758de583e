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

/** Payments and refunds that are worked on at once. */
const leaseMax = 32;

export function createDueWorker(deps: PaymentDeps, payments: PaymentDriver, refunds: RefundDriver): DueWorker {
  let stopListening: (() => void) | undefined;
  let round: Promise<unknown> = Promise.resolve();

  const lease = () => {
    const nowMs = deps.clock.nowMs();
    return { nowMs, leaseUntilMs: nowMs + deps.timings.callLeaseMs, limit: leaseMax };
  };
  const runBatch = async (): Promise<number> => {
    const [duePayments, dueRefunds] = [
      await leaseDuePayments(deps.database.pool, lease()),
      await leaseDueRefunds(deps.database.pool, lease()),
    ];
    await Promise.all([
      ...duePayments.map((ref) => attempted(deps, ref, () => payments.drive(ref, { now: true }))),
      ...dueRefunds.map((ref) => attempted(deps, ref, () => refunds.drive(ref, { now: true }))),
    ]);
    return duePayments.length + dueRefunds.length;
  };
  const runDue = async (): Promise<number> => {
    let steps = 0;
    for (;;) {
      const done = await runBatch();
      steps += done;
      if (done === 0) return steps;
    }
  };
  const onRing = () => {
    // One round after another; the next alarm is set whatever becomes of this one.
    round = round.then(runDue).then(
      async () => deps.alarm.ringAt(await nextLookMs(deps)),
      (error: unknown) => {
        deps.log.error({ error: errorText(error) }, 'payment.due_failed');
        deps.alarm.ringAt(deps.clock.nowMs() + deps.timings.sweepMs);
      },
    );
    round = round.catch(() => deps.alarm.ringAt(deps.clock.nowMs() + deps.timings.sweepMs));
  };

  return {
    start: async () => {
      await makeOwnDue(deps.database.pool, { driver: deps.instanceId, nowMs: deps.clock.nowMs() });
      stopListening = deps.alarm.listen(onRing);
      deps.alarm.ringAt(deps.clock.nowMs());
    },
    stop: async () => {
      stopListening?.();
      await round;
    },
    runDue,
  };
}

async function nextLookMs(deps: PaymentDeps): Promise<number> {
  const sweepAtMs = deps.clock.nowMs() + deps.timings.sweepMs;
  return Math.min(sweepAtMs, (await readNextDueMs(deps.database.pool)) ?? sweepAtMs);
}

/** One that fails is due again when its lease ends. */
async function attempted(deps: PaymentDeps, ref: object, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    deps.log.error({ ...ref, error: errorText(error) }, 'payment.step_failed');
  }
}
