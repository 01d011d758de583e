/** All that must still reach the server: the requests of the queue and the entries of the journals. */
import { agentError } from '../errors.ts';
import type { Store } from '../store/database.ts';
import { entryStatus } from './forwarding.ts';
import { entryOfQueueKey, type ForwardingStore } from './forwarding-store.ts';
import type { QueueKind, QueueNote, QueueRow, QueueStore, QueueSummary } from './queue-store.ts';
import { nextQueueStatus, type QueueEvent } from './queue-transitions.ts';

/** What persons do with a dead row, and what is found when they have it looked for. */
export type MendEvent = Extract<QueueEvent, 'retried' | 'corrected' | 'written_off' | 'answered'>;

export interface Waiting {
  summary(): QueueSummary;
  oldest(limit: number): QueueRow[];
  dead(limit: number): QueueRow[];
  /** Whatever waits for a later try is due now. */
  makeDue(nowMs: number): void;
  /** Rows that were leased when the agent ended are free again. */
  recover(nowMs: number): void;
  /** @throws CodedError QUEUE_ROW_NOT_FOUND */
  row(kind: QueueKind, key: string): QueueRow;
  /** Moves a row by what persons did. @throws CodedError QUEUE_ROW_NOT_FOUND, QUEUE_BAD_TRANSITION */
  mend(row: { kind: QueueKind; key: string }, event: MendEvent, note: QueueNote): void;
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
    row: (kind, key) => {
      const row = kind === 'journal' ? entryRow(forwarding, key) : queue.find(kind, key);
      if (!row) throw agentError('QUEUE_ROW_NOT_FOUND', { kind, key: key.slice(0, 100) });
      return row;
    },
    mend: ({ kind, key }, event, note) => {
      if (kind === 'journal') mendEntry(forwarding, key, event, note);
      else queue.move({ kind, key }, event, { nextTryAtMs: note.nowMs, ...note });
    },
  };
}

/** Only the entry that holds back its journal can be dead; another one is refused by its own status. */
function mendEntry(forwarding: ForwardingStore, key: string, event: MendEvent, note: QueueNote): void {
  const { terminalId, sequence } = entryOfQueueKey(key);
  const place = forwarding.read(terminalId);
  if (place) nextQueueStatus(entryStatus(place, sequence), event);
  forwarding.move(terminalId, event, { nextTryAtMs: note.nowMs, ...note });
}

function entryRow(forwarding: ForwardingStore, key: string): QueueRow | undefined {
  const { terminalId, sequence } = entryOfQueueKey(key);
  return forwarding.row(terminalId, sequence);
}

function earliest(a: number, b: number): number {
  return a === 0 || b === 0 ? a + b : Math.min(a, b);
}
