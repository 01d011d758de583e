/**
 * Journal entries up to the server: per terminal in the order of their sequence, in batches of a bounded and adapting
 * size. The next batch is read while the one before is under way; several terminals go side by side. An entry that
 * the server refuses for good holds back its own terminal's journal only, for a person to mend (queue/mending.ts).
 */
import type { Clock, Log } from '@qiantai/foundation';
import type { JournalStore, SignedEntry } from '../journal/journal-store.ts';
import { type AcknowledgementStore, sameAcknowledgement } from '../queue/acknowledgement-store.ts';
import type { CorrectionStore } from '../queue/correction-store.ts';
import type { Forwarding } from '../queue/forwarding.ts';
import type { ForwardingStore } from '../queue/forwarding-store.ts';
import type { RaiseAlarm } from '../status/board.ts';
import type { Store } from '../store/database.ts';
import { type BatchSize, openBatchSize, readBatch } from './journal-batch.ts';
import type { CallOutcome } from './outcome.ts';
import { isDue, type RetryTiming, refusalsMax, type Tried } from './retry.ts';
import type { EntryVerdict, ServerClient } from './server-client.ts';

/** Results of one answer that are looked at. */
const verdictsMax = 2000;

export interface JournalSender {
  /** Terminals whose journal has an entry that may go now. */
  due(): string[];
  /**
   * Sends a terminal's journal, batch after batch, until nothing of it is due, `mayGo` says no, or a call fails.
   * `giveWay` is awaited before each call. False where the server was not heard.
   */
  forward(
    terminalId: string,
    client: ServerClient,
    way: { mayGo(): boolean; giveWay(): Promise<void> },
  ): Promise<boolean>;
}

export interface JournalSenderParts {
  store: Store;
  journal: JournalStore;
  forwarding: ForwardingStore;
  acknowledgements: AcknowledgementStore;
  corrections: CorrectionStore;
  clock: Pick<Clock, 'nowMs' | 'monotonicMs'>;
  nextTryAtMs: (tried: Tried) => number;
  timing: RetryTiming;
  /** An acknowledgement that contradicts an earlier one, an exception that the server opened. */
  onAlarm: RaiseAlarm;
  /** Told after each batch that was settled. */
  onSettled: () => void;
  /** The server's journal is not ours: where does it stand? */
  onApart?: () => void;
  log: Log;
}

export function openJournalSender(parts: JournalSenderParts): JournalSender {
  const { store, forwarding, journal, clock } = parts;
  const sizes = new Map<string, BatchSize>();

  const isReady = (place: Forwarding) => place.status === 'recorded' && isDue(place, clock.nowMs(), parts.timing);

  function sizeOf(terminalId: string): BatchSize {
    const size = sizes.get(terminalId) ?? openBatchSize();
    sizes.set(terminalId, size);
    return size;
  }

  const forward: JournalSender['forward'] = async (terminalId, client, way) => {
    const size = sizeOf(terminalId);
    const place = forwarding.read(terminalId);
    if (!place || !isReady(place)) return true;
    let run = lease(terminalId, await read(terminalId, place.acknowledgedSequence));
    while (run) {
      await way.giveWay();
      const startedMs = clock.monotonicMs();
      const calling = client.appendJournal(run.entries, mendingsFor(run));
      const following = await read(terminalId, lastSequence(run.entries));
      const outcome = await calling;
      if (outcome.kind === 'answered') size.answered(run.entries.length, clock.monotonicMs() - startedMs);
      else size.missed();
      run = settleAndLease(run, outcome, way.mayGo() ? following : []);
      parts.onSettled();
      if (outcome.kind !== 'answered') parts.log.warn({ terminalId, outcome: outcome.kind }, 'journal.not_forwarded');
      if (outcome.kind === 'unanswered') return false;
    }
    return true;
  };

  async function read(terminalId: string, sequence: number): Promise<SignedEntry[]> {
    return await readBatch(journal, { terminalId, sequence }, sizeOf(terminalId).entries());
  }

  /** Durable before the first byte leaves. Undefined where there is nothing, or somebody moved the place meanwhile. */
  function lease(terminalId: string, entries: SignedEntry[]): Run | undefined {
    const [first] = entries;
    if (!first) return undefined;
    return store.transact(() => {
      const now = forwarding.read(terminalId);
      if (!now || !isReady(now) || now.acknowledgedSequence !== first.sequence - 1) return undefined;
      return { entries, place: forwarding.move(terminalId, 'leased', { throughSequence: lastSequence(entries) }) };
    });
  }

  /** One transaction for what was answered and for what goes next: one wait for the disk for each batch. */
  function settleAndLease(run: Run, outcome: CallOutcome<EntryVerdict[]>, following: SignedEntry[]): Run | undefined {
    return store.transact(() => {
      settle(run, outcome);
      return outcome.kind === 'answered' ? lease(run.place.terminalId, following) : undefined;
    });
  }

  /** Mendings that go ahead of their turn, since an entry of this run goes only with them. */
  function mendingsFor(run: Run): SignedEntry[] {
    const { terminalId } = run.place;
    return parts.corrections
      .within(terminalId, run.place.acknowledgedSequence + 1, lastSequence(run.entries))
      .flatMap(({ mendingSequence }) => journal.signedAfter(terminalId, mendingSequence - 1, 1));
  }

  function settle(run: Run, outcome: CallOutcome<EntryVerdict[]>): void {
    const { terminalId } = run.place;
    // Somebody else's word of it, such as a journal that was put back meanwhile, stands.
    if (forwarding.read(terminalId)?.status !== 'sending') return;
    if (outcome.kind !== 'answered') {
      const why = outcome.kind === 'unanswered' ? { code: 'UNANSWERED', message: outcome.why } : outcome;
      unanswered(run.place, why.code, why.message);
      return;
    }
    const verdicts = sortVerdicts(run, outcome.value);
    const held = run.entries.findIndex((entry) => !isHeld(entry, verdicts.get(entry.sequence)));
    const place = acknowledge(run, held < 0 ? run.entries : run.entries.slice(0, held), verdicts);
    const stopped = run.entries[held];
    // The entries behind it go back with it: not their turn.
    if (stopped) stop(place, stopped, verdicts.get(stopped.sequence));
  }

  /** The first word about each entry of the run; whatever else the answer holds must agree with what is known. */
  function sortVerdicts(run: Run, all: readonly EntryVerdict[]): Map<number, EntryVerdict> {
    const inRun = new Set(run.entries.map((entry) => entry.sequence));
    const verdicts = new Map<number, EntryVerdict>();
    for (const verdict of all.slice(0, verdictsMax)) {
      const first = verdicts.get(verdict.sequence);
      if (verdict.terminalId !== run.place.terminalId || !inRun.has(verdict.sequence)) compareWithFirst(verdict);
      else if (!first) verdicts.set(verdict.sequence, verdict);
      else if (!sameAcknowledgement(first, verdict)) acknowledgedOther(verdict);
    }
    return verdicts;
  }

  /** A word about an entry that was not asked for: harmless where it repeats the first one, else a person must know. */
  function compareWithFirst(verdict: EntryVerdict): void {
    const { terminalId, sequence } = verdict;
    if (forwarding.statusOf(terminalId, sequence) !== 'acknowledged') return;
    const first = parts.acknowledgements.first(terminalId, sequence);
    if (first && !sameAcknowledgement(first, verdict)) acknowledgedOther(verdict);
  }

  function acknowledgedOther({ terminalId, sequence }: EntryVerdict): void {
    parts.onAlarm('ACKNOWLEDGED_OTHER', { terminalId, sequence });
  }

  function acknowledge(
    run: Run,
    entries: readonly SignedEntry[],
    verdicts: ReadonlyMap<number, EntryVerdict>,
  ): Forwarding {
    if (entries.length === 0) return run.place;
    const place = forwarding.move(run.place.terminalId, 'answered', { throughSequence: lastSequence(entries) });
    for (const { terminalId, sequence } of entries) {
      const verdict = verdicts.get(sequence);
      if (verdict) parts.acknowledgements.keep(verdict);
      const exceptionCode = verdict?.exceptionCode ?? '';
      if (exceptionCode !== '') parts.onAlarm('EXCEPTION_OPENED', { terminalId, sequence, exceptionCode });
    }
    return place;
  }

  function stop(place: Forwarding, entry: SignedEntry, verdict: EntryVerdict | undefined): void {
    const { terminalId, sequence } = entry;
    if (!verdict) {
      unanswered(place, 'NO_VERDICT', 'the server said nothing about this entry');
      return;
    }
    const isOther = verdict.outcome !== 'rejected';
    if (isOther) acknowledgedOther(verdict);
    if (isOther || verdict.errorCode === 'JOURNAL_FORK' || verdict.errorCode === 'JOURNAL_GAP') parts.onApart?.();
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

  return {
    due: () =>
      forwarding
        .behind()
        .filter(isReady)
        .map((place) => place.terminalId),
    forward,
  };
}

/** Consecutive entries of one terminal, from the first that is not acknowledged. */
interface Run {
  place: Forwarding;
  entries: SignedEntry[];
}

/** Whether the server holds this entry: not another one of its sequence. */
function isHeld(entry: SignedEntry, verdict: EntryVerdict | undefined): boolean {
  if (!verdict || verdict.outcome === 'rejected') return false;
  return verdict.entryId === '' || verdict.entryId === entry.entryId;
}

function lastSequence(entries: readonly SignedEntry[]): number {
  return entries.at(-1)?.sequence ?? 0;
}
