/**
 * Holds the journals here against where the server says they stand, and brings the two together
 * (journal/reconcile.ts says how they may stand, journal/rebase.ts what is done). One journal at a time; what
 * comes from the server stands in the database page by page, so a cut line or a restart goes on where it was.
 */
import type { KeyObject } from 'node:crypto';
import { CodedError, errorText, type Log } from '@qiantai/foundation';
import { publicKeyFromSpki } from '../enrolment/device-key.ts';
import type { JournalStore, StoredEntry } from '../journal/journal-store.ts';
import { mendedHashOf } from '../journal/mended.ts';
import { faultOf } from '../journal/prove-entry.ts';
import type { Rebaser } from '../journal/rebase.ts';
import { type ChainEnd, lastCommonSequence, type OwnJournal, type Standing, standingOf } from '../journal/reconcile.ts';
import type { ForwardingStore } from '../queue/forwarding-store.ts';
import type { RaiseAlarm } from '../status/board.ts';
import type { Store } from '../store/database.ts';
import type { Restoration } from '../store/restore.ts';
import type { ServerClient, ServerHead, SignerOnWire } from './server-client.ts';

const pageEntriesMax = 500;
/** After something that a person has to look at, the journal is looked at again so late. */
const pauseMs = 60_000;

export interface JournalReconciler {
  /** What each journal's acknowledged sequence is now; taken before the server is asked. */
  marks(): ReadonlyMap<string, number>;
  /** Takes what the server said of where the journals stand. */
  compare(heads: readonly ServerHead[], marksBefore: ReadonlyMap<string, number>): void;
  stop(): Promise<void>;
}

export interface ReconcilerParts {
  store: Store;
  journal: JournalStore;
  forwarding: ForwardingStore;
  rebaser: Rebaser;
  /** The device's own. */
  publicKey: KeyObject;
  /** Where a damaged database is being replaced. */
  restoration?: Restoration | undefined;
  client: () => ServerClient | undefined;
  onAlarm: RaiseAlarm;
  /** Entries wait again, or the ends of journals moved. */
  onChanged: () => void;
  nowMs: () => number;
  log: Log;
}

export function openJournalReconciler(parts: ReconcilerParts): JournalReconciler {
  const { store, journal, forwarding, rebaser, log, nowMs } = parts;
  const { surgery } = rebaser;
  const pausedUntilMs = new Map<string, number>();
  /** What was begun in this process: entries that wait for the mending that names them are remembered here alone. */
  const unproved = new Map<string, Map<string, number>>();
  let working: Promise<void> | undefined;
  let stopped = false;

  function compare(heads: readonly ServerHead[], marksBefore: ReadonlyMap<string, number>): void {
    if (stopped) return;
    let allInStep = true;
    for (const head of heads) {
      const { terminalId } = head;
      if ((pausedUntilMs.get(terminalId) ?? 0) > nowMs()) {
        allInStep = false;
        continue;
      }
      const own = ownJournal(terminalId, marksBefore.get(terminalId) ?? 0);
      const standing = standingOf(own, head);
      if (standing.kind === 'apart') takeUpSoon(terminalId, head, own);
      else if (standing.kind !== 'in_step') setAcknowledged(terminalId, standing);
      if (standing.kind === 'apart') allInStep = false;
      else parts.restoration?.adopt(terminalId);
    }
    if (heads.length > 0 && allInStep) parts.restoration?.inStep();
  }

  function ownJournal(terminalId: string, acknowledgedSequence: number): OwnJournal {
    return {
      lastSequence: journal.head(terminalId)?.sequence ?? 0,
      acknowledgedSequence,
      acknowledgedNow: forwarding.read(terminalId)?.acknowledgedSequence ?? 0,
      hashAt: (sequence) => journal.hashBefore(terminalId, sequence + 1),
    };
  }

  /** What is on its way is not disturbed: the next answer of the server tells the same. */
  function isSending(terminalId: string): boolean {
    return forwarding.read(terminalId)?.status === 'sending';
  }

  function setAcknowledged(
    terminalId: string,
    { kind, acknowledgedSequence: sequence }: Extract<Standing, { acknowledgedSequence: number }>,
  ): void {
    if (isSending(terminalId)) return;
    store.transact(() => surgery.setAcknowledged(terminalId, sequence));
    if (kind === 'server_holds_more') return;
    log.warn({ terminalId, sequence }, 'journal.server_behind');
    parts.onAlarm('JOURNAL_SENT_AGAIN', { terminalId, fromSequence: sequence + 1 });
    parts.onChanged();
  }

  function takeUpSoon(terminalId: string, head: ServerHead, own: OwnJournal): void {
    if (working) return;
    working = takeUp(terminalId, head, own)
      .catch((error: unknown) => giveUp(terminalId, error))
      .finally(() => {
        working = undefined;
      });
  }

  async function takeUp(terminalId: string, head: ServerHead, own: OwnJournal): Promise<void> {
    const client = parts.client();
    if (!client) return;
    const firstHeld = journal.first(terminalId)?.sequence ?? 1;
    const common = await lastCommonSequence(own, head.sequence, firstHeld, (sequence) =>
      hashAtServer(client, terminalId, sequence),
    );
    if (common === undefined) throw new Apart(`it differs before entry ${firstHeld}, which an archive holds`);
    if (own.lastSequence > common && rebaser.isTwinned(terminalId)) {
      parts.onAlarm('AGENT_TWINNED', { terminalId });
      pausedUntilMs.set(terminalId, nowMs() + pauseMs);
      return;
    }
    if (common === head.sequence) return;
    await pull(client, terminalId, { sequence: common, hash: own.hashAt(common) ?? '' });
    if (stopped || isSending(terminalId)) return;
    const outcome = rebaser.takeUp(terminalId, parts.restoration);
    parts.onChanged();
    if (!outcome.isTold) {
      log.info({ ...outcome }, 'journal.taken_up');
      return;
    }
    log.warn({ ...outcome }, 'journal.rebased');
    const { atSequence, movedCount, restoredCount } = outcome;
    parts.onAlarm(movedCount > 0 ? 'JOURNAL_REBASED' : 'JOURNAL_RESTORED', {
      ...{ terminalId, atSequence, restoredCount },
      ...(movedCount > 0 ? { movedCount } : {}),
      ...(outcome.receiptsTwice > 0 ? { receiptsTwice: outcome.receiptsTwice } : {}),
    });
  }

  async function hashAtServer(client: ServerClient, terminalId: string, sequence: number): Promise<string | undefined> {
    const page = await answered(client.readJournal(terminalId, sequence - 1, 1));
    const entry = page.entries[0];
    return entry?.sequence === sequence ? entry.hash : undefined;
  }

  /** Brings everything behind the common entry here, proved, page by page. */
  async function pull(client: ServerClient, terminalId: string, common: ChainEnd): Promise<void> {
    const goesOn = unproved.has(terminalId) && surgery.firstIncoming(terminalId)?.sequence === common.sequence + 1;
    if (!goesOn) surgery.clearIncoming(terminalId);
    const waiting = goesOn ? (unproved.get(terminalId) as Map<string, number>) : new Map<string, number>();
    unproved.set(terminalId, waiting);
    let before = surgery.lastIncoming(terminalId) ?? common;
    for (let more = true; more && !stopped; ) {
      const page = await answered(client.readJournal(terminalId, before.sequence, pageEntriesMax));
      const keys = [parts.publicKey, ...surgery.signers().map(publicKeyFromSpki), ...learn(page.signers)];
      prove(terminalId, page.entries, { before, keys, waiting });
      store.transact(() => surgery.addIncoming(page.entries));
      before = page.entries.at(-1) ?? before;
      more = page.more && page.entries.length > 0;
    }
    unproved.delete(terminalId);
    const [sequence] = waiting.values();
    if (sequence === undefined) return;
    surgery.clearIncoming(terminalId);
    throw new Apart(`entry ${sequence} of the server does not hold, and nobody mended it`);
  }

  function learn(signers: readonly SignerOnWire[]): KeyObject[] {
    const keys = signers.map((signer) => publicKeyFromSpki(signer.publicKeySpki));
    for (const { publicKeySpki, agentId } of signers) surgery.addSigner(publicKeySpki, agentId, nowMs());
    return keys;
  }

  /** An entry that does not hold by itself waits for the mending that names it; one out of the chain is refused. */
  function prove(
    terminalId: string,
    entries: readonly StoredEntry[],
    so: { before: ChainEnd; keys: readonly KeyObject[]; waiting: Map<string, number> },
  ): void {
    let { before } = so;
    for (const entry of entries) {
      const fault = entry.terminalId === terminalId ? faultOf(entry, before, so.keys) : 'GAP';
      const mended = fault ? undefined : mendedHashOf(entry);
      if (mended !== undefined) so.waiting.delete(mended);
      if (fault === 'BAD_HASH' || fault === 'BAD_SIGNATURE' || fault === 'BAD_PAYLOAD') {
        so.waiting.set(entry.hash, entry.sequence);
      } else if (fault) {
        unproved.delete(terminalId);
        surgery.clearIncoming(terminalId);
        throw new Apart(`entry ${entry.sequence} of the server does not hold: ${fault}`);
      }
      before = entry;
    }
  }

  function giveUp(terminalId: string, error: unknown): void {
    if (error instanceof NoAnswer || stopped) return;
    log.error({ terminalId, error: errorText(error) }, 'journal.not_reconciled');
    pausedUntilMs.set(terminalId, nowMs() + pauseMs);
    const code = error instanceof CodedError ? error.code : error instanceof Apart ? 'JOURNAL_APART' : 'INTERNAL';
    parts.onAlarm('JOURNAL_APART', { terminalId, code, why: errorText(error).slice(0, 120) });
  }

  return {
    marks: () =>
      new Map(
        journal.heads().map(({ terminalId }) => [terminalId, forwarding.read(terminalId)?.acknowledgedSequence ?? 0]),
      ),
    compare,
    stop: async () => {
      stopped = true;
      await working;
    },
  };
}

/** The two journals do not come together by themselves: a person has to look. */
class Apart extends Error {}
/** The line: it is tried again when the server speaks next. */
class NoAnswer extends Error {}

async function answered<T>(asking: Promise<{ kind: string } | { kind: 'answered'; value: T }>): Promise<T> {
  const outcome = await asking;
  if (outcome.kind === 'answered' && 'value' in outcome) return outcome.value;
  throw new NoAnswer(outcome.kind);
}
