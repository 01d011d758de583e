/**
 * What is done to the database now and then while the agent runs: it is checked, old entries are sealed, and secrets
 * that were dropped leave the write-ahead log, too.
 */
import type { KeyObject } from 'node:crypto';
import { type Clock, errorText, type Log } from '@qiantai/foundation';
import type { JournalStore } from '../journal/journal-store.ts';
import type { Retention } from '../journal/retention.ts';
import { checkInSlices } from './check-store.ts';
import type { Store } from './database.ts';
import { emptyLog } from './empty-log.ts';

/** A slice of the check takes a millisecond, so that sales hardly notice. */
const checkPauseMs = 20;
const checkEveryMs = 6 * 3_600_000;
/** Once a day is enough for what is kept for months. */
const sealEveryMs = 24 * 3_600_000;
/** A secret is out of the files so soon after it was dropped. */
export const forgetEveryMs = 30_000;

/** Resolves once the signal has ended it. */
export async function takeCare(parts: {
  store: Store;
  journal: JournalStore;
  keys: () => readonly KeyObject[];
  retention: Retention;
  secretsDropped: () => number;
  /** How long entries are kept, 0: for ever. */
  keptMs: () => number;
  onDamage: (why: string) => void;
  clock: Clock;
  signal: AbortSignal;
  log: Log;
}): Promise<void> {
  const { store, clock, signal, log } = parts;
  await Promise.all([checkNowAndThen(), sealNowAndThen(), forgetNowAndThen()]);

  async function checkNowAndThen(): Promise<void> {
    while (!signal.aborted) {
      try {
        const wrong = await checkInSlices({ ...parts, pause: () => pause(checkPauseMs) });
        if (wrong !== undefined) parts.onDamage(wrong);
      } catch (error) {
        if (signal.aborted) return;
        log.error({ error: errorText(error) }, 'store.check_failed');
        // A payload that is no JSON any more is damage as well.
        if (error instanceof SyntaxError) parts.onDamage(errorText(error));
        else store.report(error);
      }
      await pause(checkEveryMs);
    }
  }

  async function sealNowAndThen(): Promise<void> {
    while (await pause(sealEveryMs)) {
      await parts.retention
        .seal(parts.keptMs())
        .catch((error: unknown) => log.error({ error: errorText(error) }, 'journal.not_archived'));
    }
  }

  /** Once behind each start as well: what was dropped right before an end that came at once stands in the log. */
  async function forgetNowAndThen(): Promise<void> {
    let forgotten = -1;
    while (await pause(forgetEveryMs)) {
      const dropped = parts.secretsDropped();
      if (dropped === forgotten) continue;
      try {
        if (emptyLog(store.sql)) forgotten = dropped;
      } catch (error) {
        log.error({ error: errorText(error) }, 'store.log_not_emptied');
        store.report(error);
      }
    }
  }

  /** False where it was ended. */
  async function pause(ms: number): Promise<boolean> {
    await clock.sleep(ms, signal).catch(() => undefined);
    return !signal.aborted;
  }
}
