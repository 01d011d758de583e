/** The queue's table: requests on their way to the server. Every change of a status goes by the table of transitions. */
import { agentError } from '../errors.ts';
import type { Store } from '../store/database.ts';
import { nextQueueStatus, type QueueEvent, type QueueStatus } from './queue-transitions.ts';

/** What goes up: requests, which stand in the queue, and entries, which stand in the journal (forwarding.ts). */
export type QueueKind = RequestKind | 'journal';
export type RequestKind = 'pay' | 'cancel' | 'refund';

export interface QueueRow<Kind extends QueueKind = QueueKind> {
  kind: Kind;
  key: string;
  terminalId: string;
  status: QueueStatus;
  recordedAtMs: number;
  /** Whether a byte of it may have left. */
  sent: boolean;
  unansweredCount: number;
  rejectedCount: number;
  nextTryAtMs: number;
  settledAtMs: number;
  lastCode: string;
  lastMessage: string;
  /** The request of a card that was taken offline: nobody waits for it at a till, and the money is owed. */
  offline: boolean;
}

export type RequestRow = QueueRow<RequestKind>;

export interface NewQueueRow {
  kind: RequestKind;
  key: string;
  terminalId: string;
  recordedAtMs: number;
  offline?: boolean;
  secret?: Uint8Array;
}

export interface QueueSummary {
  waiting: number;
  /** 0 where nothing waits. */
  oldestRecordedAtMs: number;
  dead: number;
  waitingCashMinor: bigint;
}

interface Row {
  kind: RequestKind;
  key: string;
  terminal_id: string;
  status: QueueStatus;
  recorded_at_ms: number;
  sent: number;
  unanswered_count: number;
  rejected_count: number;
  next_try_at_ms: number;
  settled_at_ms: number;
  last_code: string;
  last_message: string;
  offline: number;
}

const columns = `kind, key, terminal_id, status, recorded_at_ms, sent, unanswered_count, rejected_count,
  next_try_at_ms, settled_at_ms, last_code, last_message, offline`;
const waits = `status IN ('recorded', 'sending')`;
export const lastMessageCharactersMax = 300;

export type QueueStore = ReturnType<typeof openQueueStore>;

export function openQueueStore(store: Store) {
  const { sql } = store;
  const insert = sql.prepare(
    `INSERT INTO queue (kind, key, terminal_id, status, recorded_at_ms, next_try_at_ms, secret, offline)
     VALUES (?, ?, ?, 'recorded', ?, ?, ?, ?)`,
  );
  const one = sql.prepare<[string, string], Row>(`SELECT ${columns} FROM queue WHERE kind = ? AND key = ?`);
  const update = sql.prepare(
    `UPDATE queue SET status = ?, sent = ?, unanswered_count = ?, rejected_count = ?, next_try_at_ms = ?,
       settled_at_ms = ?, last_code = ?, last_message = ? WHERE kind = ? AND key = ?`,
  );
  const waiting = sql.prepare<[string, number], Row>(
    `SELECT ${columns} FROM queue WHERE kind = ? AND ${waits} ORDER BY kind, offline, key LIMIT ?`,
  );
  const dead = sql.prepare<[number], Row>(
    `SELECT ${columns} FROM queue WHERE status = 'dead' ORDER BY kind, key LIMIT ?`,
  );
  const sending = sql.prepare<[], Row>(`SELECT ${columns} FROM queue WHERE ${waits} AND status = 'sending'`);
  const summary = sql.prepare<[], { waiting: number; oldest: number | null }>(
    `SELECT count(*) AS waiting, min(recorded_at_ms) AS oldest FROM queue WHERE ${waits}`,
  );
  const deadCount = sql.prepare<[], { count: number }>(`SELECT count(*) AS count FROM queue WHERE status = 'dead'`);
  const oldest = sql.prepare<[number], Row>(
    `SELECT ${columns} FROM queue WHERE ${waits} ORDER BY recorded_at_ms, kind, key LIMIT ?`,
  );
  const readSecret = sql.prepare<[string, string], { secret: Buffer | null }>(
    'SELECT secret FROM queue WHERE kind = ? AND key = ?',
  );
  const dropSecret = sql.prepare('UPDATE queue SET secret = NULL WHERE key = ? AND secret IS NOT NULL');
  let droppedCount = 0;
  const dueAgain = sql.prepare(`UPDATE queue SET next_try_at_ms = ? WHERE ${waits} AND next_try_at_ms > ?`);

  const find = (kind: RequestKind, key: string): RequestRow | undefined => {
    const row = one.get(kind, key);
    return row && rowOf(row);
  };

  return {
    add(row: NewQueueRow): void {
      insert.run(
        row.kind,
        row.key,
        row.terminalId,
        row.recordedAtMs,
        row.recordedAtMs,
        row.secret ?? null,
        row.offline ? 1 : 0,
      );
    },
    find,
    /**
     * Moves a row by an event and notes what came with it.
     * @throws CodedError QUEUE_BAD_TRANSITION, QUEUE_ROW_NOT_FOUND
     */
    move(row: Pick<RequestRow, 'kind' | 'key'>, event: QueueEvent, note: QueueNote): RequestRow {
      return store.transact(() => {
        const before = find(row.kind, row.key);
        if (!before) throw agentError('QUEUE_ROW_NOT_FOUND', { kind: row.kind, key: row.key });
        const after = moved(before, event, note);
        update.run(
          after.status,
          after.sent ? 1 : 0,
          after.unansweredCount,
          after.rejectedCount,
          after.nextTryAtMs,
          after.settledAtMs,
          after.lastCode,
          after.lastMessage.slice(0, lastMessageCharactersMax),
          after.kind,
          after.key,
        );
        return after;
      });
    },
    /** Rows of a kind that wait or are on their way, in the order of their keys, those taken offline behind the others. */
    waiting: (kind: RequestKind, limit: number): RequestRow[] => waiting.all(kind, limit).map(rowOf),
    sending: (): RequestRow[] => sending.all().map(rowOf),
    dead: (limit: number): RequestRow[] => dead.all(limit).map(rowOf),
    oldest: (limit: number): RequestRow[] => oldest.all(limit).map(rowOf),
    summary(): Omit<QueueSummary, 'waitingCashMinor'> {
      const row = summary.get();
      return {
        waiting: row?.waiting ?? 0,
        oldestRecordedAtMs: row?.oldest ?? 0,
        dead: deadCount.get()?.count ?? 0,
      };
    },
    secret: (kind: RequestKind, key: string): Uint8Array | undefined => readSecret.get(kind, key)?.secret ?? undefined,
    dropSecrets(key: string): void {
      // A long one stands in pages of its own, which are written over as well.
      sql.pragma('secure_delete = ON');
      droppedCount += dropSecret.run(key).changes;
      sql.pragma('secure_delete = FAST');
    },
    /** How many secrets were dropped: what they were may stand in the write-ahead log. */
    secretsDropped: (): number => droppedCount,
    /** Whatever waits for a later try is due now. */
    makeDue: (nowMs: number): void => void dueAgain.run(nowMs, nowMs),
  };
}

/** What came with an event. */
export interface QueueNote {
  nowMs: number;
  nextTryAtMs?: number;
  code?: string;
  message?: string;
}

function moved(row: RequestRow, event: QueueEvent, note: QueueNote): RequestRow {
  const status = nextQueueStatus(row.status, event);
  const settled = status === 'acknowledged' || status === 'withdrawn';
  // A row found leased after a restart may have reached the server: that is a try without an answer, too.
  const missed = event === 'unanswered' || event === 'restarted';
  return {
    ...row,
    status,
    sent: row.sent || event === 'leased',
    unansweredCount: event === 'retried' ? 0 : row.unansweredCount + (missed ? 1 : 0),
    rejectedCount: event === 'retried' ? 0 : row.rejectedCount + (event.startsWith('refused') ? 1 : 0),
    nextTryAtMs: note.nextTryAtMs ?? note.nowMs,
    settledAtMs: settled && row.settledAtMs === 0 ? note.nowMs : row.settledAtMs,
    lastCode: note.code ?? row.lastCode,
    lastMessage: note.message ?? row.lastMessage,
  };
}

function rowOf(row: Row): RequestRow {
  return {
    kind: row.kind,
    key: row.key,
    terminalId: row.terminal_id,
    status: row.status,
    recordedAtMs: row.recorded_at_ms,
    sent: row.sent === 1,
    unansweredCount: row.unanswered_count,
    rejectedCount: row.rejected_count,
    nextTryAtMs: row.next_try_at_ms,
    settledAtMs: row.settled_at_ms,
    lastCode: row.last_code,
    lastMessage: row.last_message,
    offline: row.offline === 1,
  };
}
