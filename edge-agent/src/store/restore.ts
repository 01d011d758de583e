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
import type { JournalPayload } from '@qiantai/protos';
import { agentError } from '../errors.ts';
import type { Journal } from '../journal/journal.ts';
import type { StoredEntry } from '../journal/journal-store.ts';
import { type JournalSurgeryStore, openJournalSurgeryStore } from '../journal/journal-surgery-store.ts';
import type { Continuation } from '../journal/rebase.ts';
import { type RebuildParts, rebuild } from '../journal/rebuild.ts';
import type { RaiseAlarm } from '../status/board.ts';
import type { Store } from './database.ts';
import type { FactStore } from './fact-store.ts';
import type { Salvage } from './salvage.ts';
import { openSalvageStore, type SalvagedRequest } from './salvage-store.ts';
import { moveStoreState, readStoreState } from './store-state.ts';

/** No till prints so many receipts in a business date: what follows was not printed before. */
export const receiptGap = 10_000;
/** Business dates around the damage: the store's zone is not known before its settings are. */
const receiptDatesMs = 2 * 86_400_000;

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
  salvage: (names: readonly string[]) => Salvage;
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
  let restoring = true;
  if (facts.number('salvaged_ms') === 0) salvageAll(state.quarantines);

  function salvageAll(names: readonly string[]): void {
    const found = parts.salvage(names);
    store.transact(() => {
      salvaged.add(found);
      const through = new Date(nowMs() + receiptDatesMs).toISOString().slice(0, 10);
      salvaged.setReceiptFloor(through, receiptGap);
      facts.set('salvaged_ms', nowMs());
    });
    const counts = { entries: found.entries.length, requests: found.requests.length };
    log.warn({ names, ...counts }, 'store.salvaged');
    parts.alarm('STORE_DAMAGED', { putAside: names.at(-1) ?? '', ...counts });
  }

  function continueJournal(terminalId: string): StoredEntry[] {
    let end = journal.read.head(terminalId)?.hashHex ?? '0'.repeat(64);
    let sequence = journal.read.head(terminalId)?.sequence ?? 0;
    const continuing: StoredEntry[] = [];
    for (const entry of salvaged.entries(terminalId)) {
      if (entry.sequence !== sequence + 1 || entry.previousHash !== end) continue;
      continuing.push(entry);
      ({ sequence, hash: end } = entry);
    }
    surgery.addAtEnd(continuing);
    journal.headsChanged();
    return continuing;
  }

  /** Its sequences were taken by others, or there is a hole before it: its facts are told under new ones. */
  function tellRest(terminalId: string): void {
    const rest = salvaged
      .entries(terminalId)
      .filter((one) => journal.read.hashAt(terminalId, one.sequence) !== one.hash);
    const held = rest.length === 0 ? new Set<string>() : factsOf(terminalId);
    const told = rest
      .filter((entry) => !held.has(factOf(entry)) && !ofTheJournal.has(entry.kind))
      .map((entry) => journal.append({ terminalId, kind: entry.kind, payload: entry.payload as JournalPayload }));
    rebuild(parts.rebuilding, told);
    for (const request of salvaged.requests(terminalId)) waitAgain(request);
    salvaged.clear(terminalId);
  }

  function factsOf(terminalId: string): Set<string> {
    const held = new Set<string>();
    for (let after = 0; ; ) {
      const page = journal.read.after(terminalId, after, 1000);
      for (const entry of page) held.add(factOf(entry));
      const last = page.at(-1);
      if (!last) return held;
      after = last.sequence;
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
      rebuild(parts.rebuilding, continueJournal(terminalId));
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

const ofTheJournal: ReadonlySet<string> = new Set(['journal.rebased', 'agent.taken_over']);

function factOf(entry: Pick<StoredEntry, 'kind' | 'payloadJson'>): string {
  return `${entry.kind}\n${entry.payloadJson}`;
}
