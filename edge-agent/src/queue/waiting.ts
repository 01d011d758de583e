/** All that must still reach the server: the requests of the queue and the entries of the journals. */
import { agentError } from '../errors.ts';
import type { Store } from '../store/database.ts';
import { entryStatus } from './forwarding.ts';
import { entryOfQueueKey, type ForwardingStore } from './forwarding-store.ts';
import type { QueueKind, QueueRow, QueueStore, QueueSummary } from './queue-store.ts';
import { nextQueueStatus } from './queue-transitions.ts';

export interface Waiting {
  summary(): QueueSummary;
  oldest(limit: number): QueueRow[];
  dead(limit: number): QueueRow[];
  /** Whatever waits for a later try is due now. */
  makeDue(nowMs: number): void;
  /** Rows that were leased when the agent ended are free again. */
  recover(nowMs: number): void;
  /** A person asks for another try of a dead row. @throws CodedError QUEUE_ROW_NOT_FOUND, QUEUE_BAD_TRANSITION */
  mend(kind: QueueKind, key: string, nowMs: number): void;
}

export function openWaiting(parts: { store: Store; queue: QueueStore; forwarding: ForwardingStore }): Waiting {
  const { store, queue, forwarding } = parts;
  return {
    summary() {
      const requests = queue.summary();
      const entries = forwarding.summary();
      return {
        waiting: requests.waiting + entries.waiting,
        oldestRecordedAtMs: earliest(requests.oldestRecordedAtMs, entries.oldestRecordedAtMs),
        dead: requests.dead + entries.dead,
        waitingCashMinor: entries.waitingCashMinor,
      };
    },
    oldest: (limit) =>
      [...queue.oldest(limit), ...forwarding.oldest(limit)]
        .sort((a, b) => a.recordedAtMs - b.recordedAtMs || (a.key < b.key ? -1 : 1))
        .slice(0, limit),
    dead: (limit) => [...forwarding.dead(), ...queue.dead(limit)].slice(0, limit),
    makeDue: (nowMs) => {
      queue.makeDue(nowMs);
      forwarding.makeDue(nowMs);
    },
    recover: (nowMs) =>
      store.transact(() => {
        for (const row of queue.sending()) queue.move(row, 'restarted', { nowMs, nextTryAtMs: nowMs });
        for (const place of forwarding.behind()) {
          if (place.status === 'sending') forwarding.move(place.terminalId, 'restarted', { nextTryAtMs: nowMs });
        }
      }),
    mend: (kind, key, nowMs) => {
      if (kind === 'journal') mendEntry(forwarding, key, nowMs);
      else {
        const row = queue.find(kind, key);
        if (row && !isMendable(row)) throw agentError('QUEUE_BAD_TRANSITION', { status: row.status, event: 'mended' });
        queue.move({ kind, key }, 'mended', { nowMs, nextTryAtMs: nowMs });
      }
    },
  };
}

/** A payment that was refused was told to the cashier; only a card that was taken offline is owed all the same. */
export function isMendable(row: Pick<QueueRow, 'kind' | 'offline'>): boolean {
  return row.kind !== 'pay' || row.offline;
}

/** Only the entry that holds back its journal can be dead; another one is refused by its own status. */
function mendEntry(forwarding: ForwardingStore, key: string, nowMs: number): void {
  const { terminalId, sequence } = entryOfQueueKey(key);
  const place = forwarding.read(terminalId);
  if (place) nextQueueStatus(entryStatus(place, sequence), 'mended');
  forwarding.move(terminalId, 'mended', { nextTryAtMs: nowMs });
}

function earliest(a: number, b: number): number {
  return a === 0 || b === 0 ? a + b : Math.min(a, b);
}
