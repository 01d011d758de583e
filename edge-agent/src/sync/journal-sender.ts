/**
 * Journal entries up to the server: per terminal in the order of their sequence, in bounded batches. An
 * entry that the server refuses for good holds back its own terminal's journal only, for a person to see.
 */
import type { Log } from '@qiantai/foundation';
import { journalQueueKey, sequenceOfQueueKey } from '../journal/journal.ts';
import type { JournalStore, StoredEntry } from '../journal/journal-store.ts';
import type { QueueRow, QueueStore } from '../queue/queue-store.ts';
import type { RaiseAlarm } from '../status/board.ts';
import type { Store } from '../store/database.ts';
import type { CallOutcome } from './outcome.ts';
import { refusalsMax } from './retry.ts';
import type { EntryVerdict, ServerClient } from './server-client.ts';

export const batchEntriesMax = 200;
const batchBytesMax = 1_000_000;

export interface JournalSender {
  /** Sends one batch of what is due. False: nothing was due. */
  sendBatch(client: ServerClient): Promise<'nothing' | 'sent' | 'failed'>;
}

export function openJournalSender(parts: {
  store: Store;
  journal: JournalStore;
  queue: QueueStore;
  nowMs: () => number;
  nextTryAtMs: (row: QueueRow) => number;
  /** An acknowledgement that contradicts an earlier one, an exception that the server opened. */
  onAlarm: RaiseAlarm;
  log: Log;
}): JournalSender {
  const { store, queue } = parts;

  async function sendBatch(client: ServerClient): Promise<'nothing' | 'sent' | 'failed'> {
    const batch = leaseBatch();
    if (batch.length === 0) return 'nothing';
    const outcome = await client.appendJournal(batch.map((item) => item.entry));
    store.transact(() => settle(batch, outcome));
    if (outcome.kind !== 'answered') {
      parts.log.warn({ entries: batch.length, outcome: outcome.kind }, 'journal.not_forwarded');
    }
    return outcome.kind === 'answered' ? 'sent' : 'failed';
  }

  function leaseBatch(): BatchItem[] {
    return store.transact(() => {
      const nowMs = parts.nowMs();
      const batch = chooseBatch(nowMs);
      for (const { row } of batch) queue.move(row, 'leased', { nowMs });
      return batch;
    });
  }

  function chooseBatch(nowMs: number): BatchItem[] {
    const batch: BatchItem[] = [];
    let bytes = 0;
    for (const terminalId of queue.terminalsWaiting()) {
      if (queue.hasDeadEntry(terminalId)) continue;
      for (const row of queue.waitingOfTerminal(terminalId, batchEntriesMax - batch.length)) {
        if (row.status !== 'recorded' || row.nextTryAtMs > nowMs) break;
        const entry = parts.journal.entry(terminalId, sequenceOfQueueKey(row.key));
        if (!entry) break;
        bytes += entry.payloadJson.length * 2 + 400;
        if (batch.length > 0 && bytes > batchBytesMax) return batch;
        batch.push({ row, entry });
      }
      if (batch.length >= batchEntriesMax) break;
    }
    return batch;
  }

  function settle(batch: readonly BatchItem[], outcome: CallOutcome<EntryVerdict[]>): void {
    if (outcome.kind !== 'answered') {
      const why = outcome.kind === 'unanswered' ? { code: 'UNANSWERED', message: outcome.why } : outcome;
      for (const item of batch) unanswered(item, why.code, why.message);
      return;
    }
    const verdicts = new Map(outcome.value.map((one) => [journalQueueKey(one.terminalId, one.sequence), one]));
    const heldBack = new Set<string>();
    for (const item of batch) {
      if (heldBack.has(item.row.terminalId)) {
        queue.move(item.row, 'deferred', { nowMs: parts.nowMs(), nextTryAtMs: parts.nowMs() });
        continue;
      }
      if (!settleOne(item, verdicts.get(item.row.key))) heldBack.add(item.row.terminalId);
    }
  }

  /** False where the entries behind this one must wait for it. */
  function settleOne(item: BatchItem, verdict: EntryVerdict | undefined): boolean {
    if (!verdict) {
      unanswered(item, 'NO_VERDICT', 'the server said nothing about this entry');
      return false;
    }
    if (verdict.outcome === 'rejected') {
      refuse(item, verdict);
      return false;
    }
    if (verdict.entryId !== '' && verdict.entryId !== item.entry.entryId) {
      parts.onAlarm('ACKNOWLEDGED_OTHER', { terminalId: verdict.terminalId, sequence: verdict.sequence });
      refuse(item, { ...verdict, errorCode: 'JOURNAL_FORK' });
      return false;
    }
    queue.move(item.row, 'answered', { nowMs: parts.nowMs(), code: verdict.exceptionCode, message: '' });
    if (verdict.exceptionCode !== '') {
      parts.onAlarm('EXCEPTION_OPENED', {
        terminalId: verdict.terminalId,
        sequence: verdict.sequence,
        exceptionCode: verdict.exceptionCode,
      });
    }
    return true;
  }

  function refuse(item: BatchItem, verdict: EntryVerdict): void {
    const last = item.row.rejectedCount + 1 >= refusalsMax.journal;
    queue.move(item.row, last ? 'refused_for_good' : 'refused', {
      nowMs: parts.nowMs(),
      nextTryAtMs: parts.nextTryAtMs(item.row),
      code: verdict.errorCode || 'REJECTED',
      message: `entry ${verdict.sequence} of ${verdict.terminalId} (${item.entry.kind})`,
    });
    if (last) parts.onAlarm('ENTRY_DEAD', { terminalId: verdict.terminalId, sequence: verdict.sequence });
  }

  function unanswered(item: BatchItem, code: string, message: string): void {
    queue.move(item.row, 'unanswered', {
      nowMs: parts.nowMs(),
      nextTryAtMs: parts.nextTryAtMs(item.row),
      code,
      message,
    });
  }

  return { sendBatch };
}

interface BatchItem {
  row: QueueRow;
  entry: StoredEntry;
}
