import { errorText, systemClock } from '@qiantai/foundation';
import { RefusedByAgent } from './refused-by-agent.ts';

const lookEveryMs = 25;

/**
 * Looks until a condition holds; whoever waits in vain says for what.
 * @param timeoutMs real milliseconds
 */
export async function waitFor(
  holds: () => Promise<boolean> | boolean,
  what: string,
  timeoutMs = 60_000,
): Promise<void> {
  const giveUpAtMs = systemClock.monotonicMs() + timeoutMs;
  let last = '';
  while (systemClock.monotonicMs() < giveUpAtMs) {
    try {
      if (await holds()) return;
    } catch (error) {
      if (error instanceof RefusedByAgent) throw error;
      last = errorText(error);
    }
    await systemClock.sleep(lookEveryMs);
  }
  throw new Error(`waited in vain for ${what} ${last}`);
}
