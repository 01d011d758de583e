/**
 * Journal entries up to the server: per terminal in the order of their sequence, in bounded batches. An
 * entry that the server refuses for good holds back its own terminal's journal only, for a person to see.
 */
import type { Log } from '@qiantai/foundation';
import type { JournalStore, StoredEntry } from '../journal/journal-store.ts';
import type { Forwarding } from '../queue/forwarding.ts';
import type { ForwardingStore } from '../queue/forwarding-store.ts';
import type { RaiseAlarm } from '../status/board.ts';
import type { Store } from '../store/database.ts';
import type { CallOutcome } from './outcome.ts';
import { refusalsMax, type Tried } from './retry.ts';
import type { EntryVerdict, ServerClient } from './server-client.ts';

export const batchEntriesMax = 200;
const batchBytesMax = 1_000_000;

export interface JournalSender {
  /** Sends one batch of what is due. */
  sendBatch(client: ServerClient): Promise<'nothing' | 'sent' | 'failed'>;
}

export function openJournalSender(parts: {
  store: Store;
  journal: JournalStore;
  forwarding: ForwardingStore;
  nowMs: () => number;
  nextTryAtMs: (tried: Tried) => number;
  /** An acknowledgement that contradicts an earlier one, an exception that the server opened. */
  onAlarm: RaiseAlarm;
  /** The server's journal is not ours: where does it stand? */
  onApart?: () => void;
  log: Log;
}): JournalSender {
  const { store, forwarding } = parts;

  async function sendBatch(client: ServerClient): Promise<'nothing' | 'sent' | 'failed'> {
    const runs = leaseRuns();
    if (runs.length === 0) return 'nothing';
    const entries = runs.flatMap((run) => run.entries);
    const outcome = await client.appendJournal(entries);
    store.transact(() => {
      for (const run of runs) settle(run, outcome);
    });
    if (outcome.kind !== 'answered') {
      parts.log.warn({ entries: entries.length, outcome: outcome.kind }, 'journal.not_forwarded');
    }
    return outcome.kind === 'answered' ? 'sent' : 'failed';
  }

  /** Durable before the first byte leaves. */
  function leaseRuns(): Run[] {
    return store.transact(() => {
      const runs = chooseRuns(parts.nowMs());
      return runs.map((run) => ({
        ...run,
        place: forwarding.move(run.place.terminalId, 'leased', { throughSequence: lastSequence(run.entries) }),
      }));
    });
  }

  function chooseRuns(nowMs: number): Run[] {
    const runs: Run[] = [];
    let room = { entries: batchEntriesMax, bytes: batchBytesMax };
    for (const place of forwarding.behind()) {
      if (place.status !== 'recorded' || place.nextTryAtMs > nowMs) continue;
      const waiting = parts.journal.after(place.terminalId, place.acknowledgedSequence, room.entries);
      const entries: StoredEntry[] = [];
      for (const entry of waiting) {
        const bytes = entry.payloadJson.length * 2 + 400;
        const isFirst = runs.length === 0 && entries.length === 0;
        if (bytes > room.bytes && !isFirst) break;
        entries.push(entry);
        room = { entries: room.entries - 1, bytes: room.bytes - bytes };
      }
      if (entries.length > 0) runs.push({ place, entries });
      if (entries.length < waiting.length || room.entries === 0) break;
    }
    return runs;
  }

  function settle(run: Run, outcome: CallOutcome<EntryVerdict[]>): void {
    if (outcome.kind !== 'answered') {
      const why = outcome.kind === 'unanswered' ? { code: 'UNANSWERED', message: outcome.why } : outcome;
      unanswered(run.place, why.code, why.message);
      return;
    }
    const verdicts = new Map(
      outcome.value.filter((one) => one.terminalId === run.place.terminalId).map((one) => [one.sequence, one]),
    );
    const held = run.entries.findIndex((entry) => !isHeld(entry, verdicts.get(entry.sequence)));
    const place = acknowledge(run, held < 0 ? run.entries : run.entries.slice(0, held), verdicts);
    const stopped = run.entries[held];
    // The entries behind it go back with it: not their turn.
    if (stopped) stop(place, stopped, verdicts.get(stopped.sequence));
  }

  function acknowledge(
    run: Run,
    entries: readonly StoredEntry[],
    verdicts: ReadonlyMap<number, EntryVerdict>,
  ): Forwarding {
    if (entries.length === 0) return run.place;
    const place = forwarding.move(run.place.terminalId, 'answered', { throughSequence: lastSequence(entries) });
    for (const { terminalId, sequence } of entries) {
      const exceptionCode = verdicts.get(sequence)?.exceptionCode ?? '';
      if (exceptionCode !== '') parts.onAlarm('EXCEPTION_OPENED', { terminalId, sequence, exceptionCode });
    }
    return place;
  }

  function stop(place: Forwarding, entry: StoredEntry, verdict: EntryVerdict | undefined): void {
    const { terminalId, sequence } = entry;
    if (!verdict) {
      unanswered(place, 'NO_VERDICT', 'the server said nothing about this entry');
      return;
    }
    const isOther = verdict.outcome !== 'rejected';
    if (isOther || verdict.errorCode === 'JOURNAL_FORK' || verdict.errorCode === 'JOURNAL_GAP') parts.onApart?.();
    if (isOther) parts.onAlarm('ACKNOWLEDGED_OTHER', { terminalId, sequence });
    const last = place.rejectedCount + 1 >= refusalsMax.journal;
    forwarding.move(terminalId, last ? 'refused_for_good' : 'refused', {
      nextTryAtMs: parts.nextTryAtMs(place),
      code: isOther ? 'JOURNAL_FORK' : verdict.errorCode || 'REJECTED',
      message: `entry ${sequence} of ${terminalId} (${entry.kind})`,
    });
    if (last) parts.onAlarm('ENTRY_DEAD', { terminalId, sequence });
  }

  function unanswered(place: Forwarding, code: string, message: string): void {
    forwarding.move(place.terminalId, 'unanswered', { nextTryAtMs: parts.nextTryAtMs(place), code, message });
  }

  return { sendBatch };
}

/** Consecutive entries of one terminal, from the first that is not acknowledged. */
interface Run {
  place: Forwarding;
  entries: StoredEntry[];
}

/** Whether the server holds this entry: not another one of its sequence. */
function isHeld(entry: StoredEntry, verdict: EntryVerdict | undefined): boolean {
  if (!verdict || verdict.outcome === 'rejected') return false;
  return verdict.entryId === '' || verdict.entryId === entry.entryId;
}

function lastSequence(entries: readonly StoredEntry[]): number {
  return entries.at(-1)?.sequence ?? 0;
}
