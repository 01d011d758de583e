/**
 * What persons do with a row that the server has refused for good (docs/adr/0016). Each is written into the journal
 * of the row's terminal, with who and why.
 *
 *   retry      one with `queue.mend`: the row goes once more as it is; what refused it was mended elsewhere.
 *   correct    one with `queue.mend`, entries of a journal only: what was signed stays; the same fact is written again
 *              as a new entry, and the server holds the old one without effect, so that the journal goes on.
 *   write_off  two with `queue.write_off`, requests only, and only after the server, asked by the key, says that
 *              nothing of it stands there. A fact is never written off: what happened is told, with an exception.
 *
 * A payment is not tried again when its customer has gone: only one that was taken offline is.
 */
import { errorText, type JsonValue } from '@qiantai/foundation';
import type { JournalKind, JournalPayload } from '@qiantai/protos';
import { agentError } from '../errors.ts';
import type { Journal } from '../journal/journal.ts';
import type { StoredEntry } from '../journal/journal-store.ts';
import type { Store } from '../store/database.ts';
import { sameFact } from './corrected-fact.ts';
import type { CorrectionStore } from './correction-store.ts';
import { entryOfQueueKey } from './forwarding-store.ts';
import type { Inquiry } from './inquiry.ts';
import type { QueueKind, QueueRow } from './queue-store.ts';
import type { Waiting } from './waiting.ts';

export type MendAction = JournalPayload<'queue.mended'>['action'];

/** Who does it: by number and PIN in the call, or an operator whose session was looked at. */
export type Mender = { number: string; pin: string } | { operatorId: string };

export interface RowRef {
  kind: QueueKind;
  key: string;
}

export interface DeadRow extends QueueRow {
  can: readonly MendAction[];
  /** Of an entry of a journal: its kind and what it tells, canonical JSON; empty for a request. */
  entryKind: string;
  payloadJson: string;
}

export interface Mending {
  /** Dead rows with what can be done with each. */
  list(limit: number): DeadRow[];
  /** @throws CodedError RIGHT_MISSING, SIGN_IN_WRONG, SIGN_IN_LOCKED, QUEUE_ROW_NOT_FOUND, QUEUE_NOT_MENDABLE */
  retry(row: RowRef, by: Mender, reason: string): Promise<void>;
  /**
   * Without a payload the old one is written again: for an entry whose hash or signature is not right.
   * @throws CodedError as `retry`, and QUEUE_CORRECTION_BAD, JOURNAL_BAD_PAYLOAD
   */
  correct(row: RowRef, by: Mender, correction: { reason: string; payloadJson?: string }): Promise<StoredEntry>;
  /**
   * Answers whether the row was written off, or was found at the server after all and is settled.
   * @throws CodedError as `retry`, and QUEUE_TWO_PERSONS, QUEUE_INQUIRY_NEEDED, QUEUE_STANDS_AT_SERVER
   */
  writeOff(row: RowRef, by: readonly [Mender, Mender], reason: string): Promise<'written_off' | 'found_there'>;
}

export interface MendingParts {
  store: Store;
  journal: Journal;
  waiting: Waiting;
  corrections: CorrectionStore;
  inquiry: Inquiry;
  /** A payment that was taken while the line was down: a fact, though it waits for money. */
  isTakenOffline: (paymentKey: string) => boolean;
  /** Minor units that this store has on record for a payment or refund; undefined where it has none. */
  amountMinorOf: (key: string) => bigint | undefined;
  prove: (number: string, pin: string) => Promise<{ operatorId: string }>;
  rightsOf: (operatorId: string) => readonly string[];
  nowMs: () => number;
  onMended: () => void;
}

/** What a new entry can put right. The rest is mended at the server, or by taking up its journal (a fork). */
const correctable: readonly string[] = ['JOURNAL_BAD_HASH', 'JOURNAL_BAD_SIGNATURE', 'JOURNAL_BAD_PAYLOAD'];

export function openMending(parts: MendingParts): Mending {
  const { store, journal, waiting } = parts;

  async function proved(by: Mender, right: string): Promise<string> {
    const { operatorId } = 'operatorId' in by ? by : await parts.prove(by.number, by.pin);
    if (!parts.rightsOf(operatorId).includes(right)) throw agentError('RIGHT_MISSING', { right });
    return operatorId;
  }

  function waysOf(row: QueueRow): MendAction[] {
    if (row.status !== 'dead') return [];
    switch (row.kind) {
      case 'journal':
        return correctable.includes(row.lastCode) && !isCorrected(row) ? ['retry', 'correct'] : ['retry'];
      case 'pay':
        return parts.isTakenOffline(row.key) ? ['retry', 'write_off'] : ['write_off'];
      case 'cancel':
      case 'refund':
        return ['retry', 'write_off'];
    }
  }

  /** Its fact is written again already: once is enough. */
  function isCorrected(row: QueueRow): boolean {
    const { terminalId, sequence } = entryOfQueueKey(row.key);
    return parts.corrections.within(terminalId, sequence, sequence).length > 0;
  }

  function rowFor(ref: RowRef, action: MendAction): QueueRow {
    const row = waiting.row(ref.kind, ref.key);
    const ways = waysOf(row);
    if (!ways.includes(action)) {
      throw agentError('QUEUE_NOT_MENDABLE', { action, status: row.status, ways: ways.join(', ') || 'nothing' });
    }
    return row;
  }

  function tell(
    row: QueueRow,
    done: Partial<JournalPayload<'queue.mended'>> & Pick<Done, 'action' | 'operatorId' | 'reason'>,
  ) {
    return journal.append({
      terminalId: row.terminalId,
      kind: 'queue.mended',
      payload: { queueKind: row.kind, key: row.key, mendedAtMs: parts.nowMs(), ...done },
    });
  }

  function entryOf(row: QueueRow): StoredEntry {
    const { terminalId, sequence } = entryOfQueueKey(row.key);
    const [entry] = journal.read.after(terminalId, sequence - 1, 1);
    if (entry?.sequence !== sequence) throw agentError('QUEUE_ROW_NOT_FOUND', { kind: row.kind, key: row.key });
    return entry;
  }

  async function retry(ref: RowRef, by: Mender, reason: string): Promise<void> {
    const operatorId = await proved(by, 'queue.mend');
    store.transact(() => {
      const row = rowFor(ref, 'retry');
      tell(row, { action: 'retry', operatorId, reason });
      waiting.mend(row, 'retried', { nowMs: parts.nowMs() });
    });
    parts.onMended();
  }

  async function correct(
    ref: RowRef,
    by: Mender,
    { reason, payloadJson }: { reason: string; payloadJson?: string },
  ): Promise<StoredEntry> {
    const operatorId = await proved(by, 'queue.mend');
    const written = store.transact(() => {
      const row = rowFor(ref, 'correct');
      const before = entryOf(row);
      const payload = payloadJson === undefined ? before.payload : parsed(payloadJson);
      const fault = sameFact(before, payload as JsonValue, parts.amountMinorOf);
      if (fault !== '') throw agentError('QUEUE_CORRECTION_BAD', { why: fault });
      const mending = tell(row, { action: 'correct', entryHash: before.hash, operatorId, reason });
      const { terminalId, kind } = before;
      const after = journal.append({ terminalId, kind, payload: payload as JournalPayload<JournalKind> });
      parts.corrections.add({ terminalId, sequence: before.sequence, mendingSequence: mending.sequence });
      waiting.mend(row, 'corrected', { nowMs: parts.nowMs() });
      return { ...after, payloadJson: payloadJson ?? before.payloadJson };
    });
    parts.onMended();
    return written;
  }

  const writeOff: Mending['writeOff'] = async (ref, [first, second], reason) => {
    const operatorId = await proved(first, 'queue.write_off');
    const secondOperatorId = await proved(second, 'queue.write_off');
    if (operatorId === secondOperatorId) throw agentError('QUEUE_TWO_PERSONS');
    const asked = rowFor(ref, 'write_off');
    const found = await parts.inquiry.ask(asked.kind as Exclude<QueueKind, 'journal'>, asked.key);
    if (found.kind === 'not_known') throw agentError('QUEUE_INQUIRY_NEEDED', { why: found.why });
    if (found.kind === 'stands') throw agentError('QUEUE_STANDS_AT_SERVER', { key: asked.key, status: found.status });
    store.transact(() => {
      const row = rowFor(ref, 'write_off');
      if (found.kind === 'settled') waiting.mend(row, 'answered', { nowMs: parts.nowMs(), code: '', message: '' });
      else {
        tell(row, { action: 'write_off', operatorId, secondOperatorId, reason });
        waiting.mend(row, 'written_off', { nowMs: parts.nowMs(), code: 'WRITTEN_OFF' });
      }
      found.take();
    });
    parts.onMended();
    return found.kind === 'settled' ? 'found_there' : 'written_off';
  };

  return {
    list: (limit) =>
      waiting.dead(limit).map((row) => {
        const entry = row.kind === 'journal' ? entryOf(row) : undefined;
        return { ...row, can: waysOf(row), entryKind: entry?.kind ?? '', payloadJson: entry?.payloadJson ?? '' };
      }),
    retry,
    correct,
    writeOff,
  };
}

type Done = JournalPayload<'queue.mended'>;

function parsed(payloadJson: string): unknown {
  try {
    return JSON.parse(payloadJson);
  } catch (error) {
    throw agentError('QUEUE_CORRECTION_BAD', { why: `it is not JSON: ${errorText(error)}` }, { cause: error });
  }
}
