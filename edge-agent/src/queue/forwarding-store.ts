/** Where each terminal's journal stands on its way to the server, and which entries wait. */
import { agentError } from '../errors.ts';
import type { Store } from '../store/database.ts';
import { entryStatus, type Forwarding, type ForwardingNote, forwarded } from './forwarding.ts';
import { lastMessageCharactersMax, type QueueRow, type QueueSummary } from './queue-store.ts';
import type { QueueEvent, QueueStatus } from './queue-transitions.ts';

interface Row {
  terminal_id: string;
  acknowledged_sequence: number;
  status: Forwarding['status'];
  leased_sequence: number;
  unanswered_count: number;
  rejected_count: number;
  next_try_at_ms: number;
  last_code: string;
  last_message: string;
}

interface WaitingRow {
  waiting: number;
  oldest_recorded_at_ms: number | null;
  cash_minor: number;
  dead: number;
}

export type ForwardingStore = ReturnType<typeof openForwardingStore>;

export function openForwardingStore(store: Store) {
  const { sql } = store;
  const one = sql.prepare<[string], Row>('SELECT * FROM forwarding WHERE terminal_id = ?');
  // A journal's last position, looked up at the end of its range.
  const behind = sql.prepare<[], Row>(
    `SELECT * FROM forwarding
     WHERE acknowledged_sequence < (SELECT max(position) & 4294967295 FROM journal
       WHERE position BETWEEN terminal_number << 32 AND (terminal_number << 32) + 4294967295)
     ORDER BY terminal_id`,
  );
  const update = sql.prepare(
    `UPDATE forwarding SET acknowledged_sequence = ?, status = ?, leased_sequence = ?, unanswered_count = ?,
       rejected_count = ?, next_try_at_ms = ?, last_code = ?, last_message = ? WHERE terminal_id = ?`,
  );
  // Sums are differences between the last entry and the last one that does not wait: a dead one is not waiting.
  const waiting = sql.prepare<[], WaitingRow>(
    `WITH place AS (
       SELECT status = 'dead' AS dead, (terminal_number << 32) + acknowledged_sequence + (status = 'dead') AS settled,
              (SELECT max(position) FROM journal
               WHERE position BETWEEN terminal_number << 32 AND (terminal_number << 32) + 4294967295) AS last
       FROM forwarding)
     SELECT dead, coalesce(last - settled, 0) AS waiting,
            (SELECT recorded_at_ms FROM journal WHERE position = settled + 1) AS oldest_recorded_at_ms,
            coalesce((SELECT cash_total_minor FROM journal WHERE position = last), 0)
              - coalesce((SELECT cash_total_minor FROM journal WHERE position = settled), 0) AS cash_minor
     FROM place`,
  );
  const recordedAt = sql.prepare<[string, number], { sequence: number; recorded_at_ms: number }>(
    `SELECT sequence, recorded_at_ms FROM forwarding JOIN journal
       ON position BETWEEN (terminal_number << 32) + acknowledged_sequence + 1 AND (terminal_number << 32) + 4294967295
     WHERE forwarding.terminal_id = ? ORDER BY position LIMIT ?`,
  );
  const oneEntry = sql.prepare<[number, string], { sequence: number; recorded_at_ms: number }>(
    `SELECT sequence, recorded_at_ms FROM forwarding JOIN journal ON position = (terminal_number << 32) + ?
     WHERE forwarding.terminal_id = ?`,
  );
  const dueAgain = sql.prepare('UPDATE forwarding SET next_try_at_ms = ? WHERE next_try_at_ms > ?');

  function read(terminalId: string): Forwarding | undefined {
    const row = one.get(terminalId);
    return row && forwardingOf(row);
  }

  function move(terminalId: string, event: QueueEvent, note: ForwardingNote): Forwarding {
    return store.transact(() => {
      const before = read(terminalId);
      if (!before) throw agentError('QUEUE_ROW_NOT_FOUND', { kind: 'journal', key: terminalId });
      const after = forwarded(before, event, note);
      update.run(
        after.acknowledgedSequence,
        after.status,
        after.leasedSequence,
        after.unansweredCount,
        after.rejectedCount,
        after.nextTryAtMs,
        after.lastCode,
        after.lastMessage.slice(0, lastMessageCharactersMax),
        terminalId,
      );
      return after;
    });
  }

  /** Entries that are not acknowledged, as rows of the queue, from the first. */
  function rows(forwarding: Forwarding, limit: number): QueueRow[] {
    return recordedAt.all(forwarding.terminalId, limit).map((row) => rowOf(forwarding, row));
  }

  const places = () => behind.all().map(forwardingOf);

  return {
    read,
    /**
     * Moves a terminal's journal by an event of its first entry that is not acknowledged.
     * @throws CodedError QUEUE_BAD_TRANSITION, QUEUE_ROW_NOT_FOUND
     */
    move,
    /** Journals with an entry that is not acknowledged. */
    behind: places,
    statusOf(terminalId: string, sequence: number): QueueStatus | undefined {
      const forwarding = read(terminalId);
      return forwarding && entryStatus(forwarding, sequence);
    },
    /** An entry as a row of the queue; undefined where there is no such entry. */
    row(terminalId: string, sequence: number): QueueRow | undefined {
      const forwarding = read(terminalId);
      const entry = forwarding && oneEntry.get(sequence, terminalId);
      return entry && rowOf(forwarding, entry);
    },
    oldest: (limit: number): QueueRow[] =>
      places().flatMap((place) => rows(place, limit + 1).filter((row) => row.status !== 'dead')),
    dead: (): QueueRow[] =>
      places()
        .filter((place) => place.status === 'dead')
        .flatMap((place) => rows(place, 1)),
    summary(): QueueSummary {
      const found = waiting.all();
      const oldest = found.flatMap((row) => row.oldest_recorded_at_ms ?? []);
      return {
        waiting: found.reduce((sum, row) => sum + row.waiting, 0),
        oldestRecordedAtMs: oldest.length === 0 ? 0 : Math.min(...oldest),
        dead: found.filter((row) => row.dead === 1).length,
        waitingCashMinor: found.reduce((sum, row) => sum + BigInt(row.cash_minor), 0n),
      };
    },
    /** Whatever waits for a later try is due now. */
    makeDue: (nowMs: number): void => void dueAgain.run(nowMs, nowMs),
  };
}

/** Sorts as the entries were written, per terminal. */
export function journalQueueKey(terminalId: string, sequence: number): string {
  return `${terminalId}/${String(sequence).padStart(12, '0')}`;
}

/** @throws CodedError QUEUE_ROW_NOT_FOUND when it is no key of ours */
export function entryOfQueueKey(key: string): { terminalId: string; sequence: number } {
  const at = key.lastIndexOf('/');
  const sequence = Number(key.slice(at + 1));
  if (at < 1 || !Number.isSafeInteger(sequence)) throw agentError('QUEUE_ROW_NOT_FOUND', { kind: 'journal', key });
  return { terminalId: key.slice(0, at), sequence };
}

function forwardingOf(row: Row): Forwarding {
  return {
    terminalId: row.terminal_id,
    acknowledgedSequence: row.acknowledged_sequence,
    status: row.status,
    leasedSequence: row.leased_sequence,
    unansweredCount: row.unanswered_count,
    rejectedCount: row.rejected_count,
    nextTryAtMs: row.next_try_at_ms,
    lastCode: row.last_code,
    lastMessage: row.last_message,
  };
}

function rowOf(forwarding: Forwarding, entry: { sequence: number; recorded_at_ms: number }): QueueRow {
  const { terminalId } = forwarding;
  const isFirst = entry.sequence === forwarding.acknowledgedSequence + 1;
  const status = entryStatus(forwarding, entry.sequence);
  return {
    kind: 'journal',
    key: journalQueueKey(terminalId, entry.sequence),
    terminalId,
    status,
    recordedAtMs: entry.recorded_at_ms,
    sent: status === 'sending' || (isFirst && forwarding.unansweredCount + forwarding.rejectedCount > 0),
    unansweredCount: isFirst ? forwarding.unansweredCount : 0,
    rejectedCount: isFirst ? forwarding.rejectedCount : 0,
    nextTryAtMs: forwarding.nextTryAtMs,
    settledAtMs: 0,
    lastCode: isFirst ? forwarding.lastCode : '',
    lastMessage: isFirst ? forwarding.lastMessage : '',
    offline: false,
  };
}
