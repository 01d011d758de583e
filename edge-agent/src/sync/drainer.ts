/**
 * The one drainer of the queue: nothing else sends a row. It runs while the line is up, takes what is due,
 * and sleeps until the next try, a change of the queue, or the line's return. Requests that a customer waits for and
 * journals go in lanes of their own, and a journal's next batch gives way to the requests under way.
 */
import type { Cancel, Clock, Log } from '@qiantai/foundation';
import { errorText } from '@qiantai/foundation';
import type { ForwardingStore } from '../queue/forwarding-store.ts';
import type { QueueStore, RequestKind, RequestRow } from '../queue/queue-store.ts';
import type { IntentSender } from './intent-sender.ts';
import type { JournalSender } from './journal-sender.ts';
import { isDue, type RetryTiming } from './retry.ts';
import type { ServerClient } from './server-client.ts';

/** Requests under way at once; each till has one, rarely two. */
const intentsMax = 32;
/** Journals that go up at once. */
const journalsMax = 4;
/**
 * Cards taken offline under way at once, and one of each terminal: its card host knows one open transaction of a
 * terminal, and the sale that is rung up now must find it free.
 */
const offlineMax = 4;
/** A timer never fires faster, milliseconds: a row in a hurry is kicked, not timed. */
const soonestMs = 20;
/** A customer waits for a request, nobody for a journal: a batch waits for the requests under way, but no longer. */
const giveWayMs = 80;
/** The giving-up goes first: it may spare the customer a payment. */
const intentKinds: readonly RequestKind[] = ['cancel', 'pay', 'refund'];
const journalPrefix = 'journal:';

export interface Drainer {
  /** Something may be due. */
  kick(): void;
  stop(): Promise<void>;
}

export function openDrainer(parts: {
  queue: QueueStore;
  forwarding: ForwardingStore;
  journalSender: JournalSender;
  intentSender: IntentSender;
  client: () => ServerClient | undefined;
  isOnline: () => boolean;
  timing: RetryTiming;
  /** A call was not answered: is the line still up? */
  onSilence: () => void;
  onSettled: () => void;
  clock: Clock;
  log: Log;
}): Drainer {
  const { queue, forwarding, clock, log } = parts;
  const running = new Map<string, Promise<void>>();
  /** Terminals with a card of theirs under way that was taken offline. */
  const offlineRunning = new Set<string>();
  let stopped = false;
  let kicked = false;
  let cancelTimer: Cancel | undefined;

  function kick(): void {
    if (kicked || stopped) return;
    kicked = true;
    setImmediate(() => {
      kicked = false;
      pump();
    });
  }

  function pump(): void {
    const client = parts.client();
    if (stopped || !client || !parts.isOnline()) return;
    const nowMs = clock.nowMs();
    for (const row of intentKinds.flatMap((kind) => queue.waiting(kind, intentsMax))) {
      const name = `${row.kind}:${row.key}`;
      if (row.status !== 'recorded' || !isDue(row, nowMs, parts.timing) || running.has(name) || !hasRoom(row)) continue;
      if (intentsRunning() >= intentsMax) break;
      if (row.offline) offlineRunning.add(row.terminalId);
      start(name, async () => {
        try {
          return await parts.intentSender.send(row, client);
        } finally {
          if (row.offline) offlineRunning.delete(row.terminalId);
        }
      });
    }
    for (const terminalId of parts.journalSender.due()) {
      const name = `${journalPrefix}${terminalId}`;
      if (running.has(name)) continue;
      if (running.size - intentsRunning() >= journalsMax) break;
      start(name, () => parts.journalSender.forward(terminalId, client, { mayGo, giveWay }));
    }
    armTimer();
  }

  function hasRoom(row: RequestRow): boolean {
    return !row.offline || (offlineRunning.size < offlineMax && !offlineRunning.has(row.terminalId));
  }

  const mayGo = () => !stopped && parts.isOnline();

  const intents = () => [...running].filter(([name]) => !name.startsWith(journalPrefix)).map(([, task]) => task);
  const intentsRunning = () => intents().length;

  async function giveWay(): Promise<void> {
    const urgent = intents();
    if (urgent.length === 0) return;
    const enough = new AbortController();
    await Promise.race([Promise.all(urgent), clock.sleep(giveWayMs, enough.signal).catch(() => undefined)]);
    enough.abort();
  }

  function start(name: string, work: () => Promise<boolean>): void {
    const task = work()
      .then((heard) => {
        running.delete(name);
        if (!name.startsWith(journalPrefix)) parts.onSettled();
        if (!heard) parts.onSilence();
        // What came to wait meanwhile.
        later();
      })
      .catch((error: unknown) => {
        running.delete(name);
        log.error({ name, error: errorText(error) }, 'drainer.task_failed');
      });
    running.set(name, task);
  }

  function later(): void {
    const next = nextDueAtMs();
    if (next !== undefined && next <= clock.nowMs()) kick();
    else armTimer();
  }

  function armTimer(): void {
    cancelTimer?.();
    const next = nextDueAtMs();
    if (next === undefined || stopped) return;
    cancelTimer = clock.setTimeout(kick, Math.max(soonestMs, next - clock.nowMs()));
  }

  /** When the next row is due that nobody is sending. */
  function nextDueAtMs(): number | undefined {
    const requests = intentKinds.flatMap((kind) => queue.waiting(kind, intentsMax)).filter(hasRoom);
    const rows = [...requests, ...forwarding.behind()];
    const nowMs = clock.nowMs();
    const times = rows
      .filter((row) => row.status === 'recorded')
      .map((row) => (isDue(row, nowMs, parts.timing) ? nowMs : row.nextTryAtMs));
    return times.length === 0 ? undefined : Math.min(...times);
  }

  return {
    kick,
    stop: async () => {
      stopped = true;
      cancelTimer?.();
      await Promise.all(running.values());
    },
  };
}
