/**
 * A new database in the place of one that was damaged.
 *
 * At the start, without the server: what the damaged file still proves is salvaged into the new one, who we are
 * comes from the copy beside (enrolment/identity-copy.ts), and receipts jump over every number that may have
 * been printed. With the server: per terminal its entries come first, then salvaged ones that continue them as
 * they were signed, then whatever else was salvaged is told anew; requests that waited wait again. Settings are
 * pulled from the beginning. What the tills keep themselves they offer as after any return of the agent.
 */
import type { Log } from '@qiantai/foundation';
import { firstPreviousHash } from '@qiantai/protos';
import { agentError } from '../errors.ts';
import type { Journal } from '../journal/journal.ts';
import type { StoredEntry } from '../journal/journal-store.ts';
import { type JournalSurgeryStore, openJournalSurgeryStore } from '../journal/journal-surgery-store.ts';
import type { Continuation } from '../journal/rebase.ts';
import { type RebuildParts, rebuild } from '../journal/rebuild.ts';
import { tellAnew } from '../journal/tell-anew.ts';
import type { RaiseAlarm } from '../status/board.ts';
import type { Store } from './database.ts';
import type { FactStore } from './fact-store.ts';
import type { SalvageSink } from './salvage.ts';
import { openSalvageStore, type SalvagedRequest } from './salvage-store.ts';
import { moveStoreState, readStoreState } from './store-state.ts';

/** No till prints so many receipts in a business date: what follows was not printed before. */
export const receiptGap = 10_000;
/** Business dates around the damage: the store's zone is not known before its settings are. */
const receiptDatesMs = 2 * 86_400_000;
/** Entries that are read at once. */
const pageEntries = 500;

export interface Restoration extends Continuation {
  isRestoring(): boolean;
  /** @throws CodedError STORE_RESTORING */
  insist(): void;
  /** The server's journal of a terminal is held: what was salvaged beside it is taken up. */
  adopt(terminalId: string): void;
  /** The journals stand as the server says. */
  inStep(): void;
}

export function openRestoration(parts: {
  dataDir: string;
  store: Store;
  facts: FactStore;
  journal: Journal;
  rebuilding: RebuildParts;
  /** What the files in the quarantine prove; asked once. */
  salvage: (names: readonly string[], sink: SalvageSink) => void;
  /** Whether the settings of the store are there. */
  hasSettings: () => boolean;
  alarm: RaiseAlarm;
  nowMs: () => number;
  log: Log;
}): Restoration | undefined {
  const { store, journal, facts, nowMs, log } = parts;
  const state = readStoreState(parts.dataDir);
  if (state.status !== 'restoring') return undefined;
  const salvaged = openSalvageStore(store);
  const surgery: JournalSurgeryStore = openJournalSurgeryStore(store);
  /** Salvaged entries that were put at the end of a journal, and are not built from yet. */
  const continued = new Map<string, { after: number; through: number }>();
  let restoring = true;
  if (facts.number('salvaged_ms') === 0) salvageAll(state.quarantines);

  function salvageAll(names: readonly string[]): void {
    const counts = { entries: 0, requests: 0 };
    store.transact(() => {
      parts.salvage(names, {
        addEntry: (entry) => {
          salvaged.addEntry(entry);
          counts.entries += 1;
        },
        addRequest: (request) => {
          salvaged.addRequest(request);
          counts.requests += 1;
        },
      });
      const through = new Date(nowMs() + receiptDatesMs).toISOString().slice(0, 10);
      salvaged.setReceiptFloor(through, receiptGap);
      facts.set('salvaged_ms', nowMs());
    });
    log.warn({ names, ...counts }, 'store.salvaged');
    parts.alarm('STORE_DAMAGED', { putAside: names.at(-1) ?? '', ...counts });
  }

  /**
   * What follows is put at the end of the journal and built from there when everything before it is: `tellRest`.
   * So nothing is handed on, for it may be a journal of any length.
   */
  function continueJournal(terminalId: string): StoredEntry[] {
    const head = journal.read.head(terminalId);
    const from = { sequence: head?.sequence ?? 0, hash: head?.hashHex ?? firstPreviousHash };
    surgery.addAtEnd(continuing(terminalId, from));
    journal.headsChanged();
    continued.set(terminalId, { after: from.sequence, through: journal.read.head(terminalId)?.sequence ?? 0 });
    return [];
  }

  function* continuing(terminalId: string, end: { sequence: number; hash: string }): Generator<StoredEntry> {
    let { sequence, hash } = end;
    for (const entry of salvaged.entries(terminalId)) {
      if (entry.sequence !== sequence + 1 || entry.previousHash !== hash) continue;
      ({ sequence, hash } = entry);
      yield entry;
    }
  }

  function tellRest(terminalId: string): void {
    rebuild(parts.rebuilding, continuedEntries(terminalId));
    continued.delete(terminalId);
    tellAnew(
      journal,
      terminalId,
      () => withoutPlace(terminalId),
      (entry) => void rebuild(parts.rebuilding, [entry]),
    );
    for (const request of salvaged.requests(terminalId)) waitAgain(request);
    salvaged.clear(terminalId);
  }

  function* continuedEntries(terminalId: string): Generator<StoredEntry> {
    const { after, through } = continued.get(terminalId) ?? { after: 0, through: 0 };
    for (let last = after; last < through; ) {
      const page = journal.read.after(terminalId, last, Math.min(pageEntries, through - last));
      if (page.length === 0) return;
      yield* page;
      last = page.at(-1)?.sequence ?? through;
    }
  }

  /** Their sequences were taken by others, or there is a hole before them. */
  function* withoutPlace(terminalId: string): Generator<StoredEntry> {
    for (const entry of salvaged.entries(terminalId)) {
      if (journal.read.hashAt(terminalId, entry.sequence) !== entry.hash) yield entry;
    }
  }

  /** A request whose payment or refund is still open; it may have left before. */
  function waitAgain(request: SalvagedRequest): void {
    const { payments, refunds, queue } = parts.rebuilding;
    const record = request.kind === 'refund' ? refunds.find(request.key) : payments.find(request.key);
    if (!record?.open || queue.find(request.kind, request.key)) return;
    const { kind, key, terminalId, recordedAtMs, secret } = request;
    const offline = 'takenOffline' in record && record.takenOffline !== undefined;
    queue.add({ kind, key, terminalId, recordedAtMs, offline, ...(secret ? { secret } : {}) });
    queue.move({ kind, key }, 'leased', { nowMs: nowMs() });
    queue.move({ kind, key }, 'restarted', { nowMs: nowMs() });
  }

  function adopt(terminalId: string): void {
    if (!restoring || !salvaged.terminals().includes(terminalId)) return;
    store.transact(() => {
      surgery.knowTerminal(terminalId);
      continueJournal(terminalId);
      tellRest(terminalId);
    });
  }

  return {
    isRestoring: () => restoring,
    insist: () => {
      if (restoring) throw agentError('STORE_RESTORING', { why: state.why });
    },
    continueJournal,
    tellRest,
    adopt,
    inStep: () => {
      if (!restoring || !parts.hasSettings()) return;
      // Terminals that the server does not name any more.
      for (const terminalId of salvaged.terminals()) adopt(terminalId);
      moveStoreState(parts.dataDir, 'restored', { nowMs: nowMs() });
      restoring = false;
      log.warn({}, 'store.restored');
      parts.alarm('STORE_RESTORED', { since: state.sinceMs });
    },
  };
}
