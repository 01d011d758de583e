/** Forgets declined cards that nobody may present again any more. */
import { type Clock, errorText, type Log } from '@qiantai/foundation';
import type { OfflineCards } from './offline-card-cases.ts';

const everyMs = 3_600_000;

/** Runs until stopped. */
export async function keepOfflineCards(
  cards: Pick<OfflineCards, 'forgetOld'>,
  { clock, log }: { clock: Clock; log: Log },
  stopping: AbortSignal,
): Promise<void> {
  while (!stopping.aborted) {
    try {
      const count = await cards.forgetOld();
      if (count > 0) log.info({ count }, 'offline_card.forgotten');
    } catch (error) {
      log.error({ error: errorText(error) }, 'offline_card.keeping_failed');
    }
    await clock.sleep(everyMs, stopping).catch(() => undefined);
  }
}
