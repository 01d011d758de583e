import { systemClock } from '@qiantai/foundation';
import { z } from 'zod';
import type { RunningSuite } from '../suite/suite.ts';
import { countOpen } from './server-books.ts';

/** The part of the agent's status that tells what waits. */
const statusSchema = z.looseObject({ queue: z.looseObject({ waiting: z.number().int() }) });

/** Patience until everything that waits has arrived, real milliseconds. */
const settleTimeoutMs = 180_000;
const lookEveryMs = 250;

/**
 * Waits until nothing is on its way: no payment or refund of the server is open, no entry of an agent waits.
 * What is still open after that is for the comparison to say.
 */
export async function settle(suite: RunningSuite): Promise<void> {
  const deadlineMs = systemClock.monotonicMs() + settleTimeoutMs;
  let quietLooks = 0;
  while (systemClock.monotonicMs() < deadlineMs) {
    quietLooks = (await openCount(suite)) === 0 ? quietLooks + 1 : 0;
    if (quietLooks >= 3) return;
    await systemClock.sleep(lookEveryMs);
  }
}

async function openCount(suite: RunningSuite): Promise<number> {
  const counts = await Promise.all([
    ...suite.stores.map(async ({ status }) => {
      const response = await fetch(`${status}/status.json`).catch(() => undefined);
      if (!response?.ok) return 1;
      return statusSchema.parse(await response.json()).queue.waiting;
    }),
    countOpen(suite.server.ready.databaseUrl).catch(() => 1),
  ]);
  return counts.reduce((sum, count) => sum + count, 0);
}
