/**
 * Takes the journals of a store's terminals.
 *
 * Each entry is proved by itself, appended where it continues its journal, and only then takes its effect:
 * durable first, effect second, acknowledgement last. A crash in between leaves an entry whose effect is due;
 * it is done when the agent sends the entry again, or by the sweep, whichever comes first.
 */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { type Clock, errorText, type Log } from '@qiantai/foundation';
import { type JournalEntry, protoError } from '@qiantai/protos';
import type { PredecessorKey } from '../enrolment/succession-store.ts';
import { serverError } from '../errors.ts';
import type { ChainDecision, JournalHead } from './journal-chain.ts';
import { type CheckedEntry, checkEntry, type JournalEntryOnWire } from './journal-check.ts';
import type { JournalEffects } from './journal-effects.ts';
import { type Mendings, mendingCountMax, mendingsOf } from './journal-mending.ts';
import type { JournalProof } from './journal-proof.ts';
import { type DueEntry, hasEffect, type JournalStore } from './journal-store.ts';
import { RightOfWay, type WayBudget } from './right-of-way.ts';

/** Who sends a journal: an enrolled agent. */
export interface JournalAgent {
  merchantId: string;
  storeId: string;
  agentId: string;
  terminalIds: ReadonlySet<string>;
  /** SubjectPublicKeyInfo, DER. */
  publicKeySpki: Uint8Array;
}

export interface EntryResult {
  terminalId: string;
  sequence: string;
  entryId: string;
  outcome: 'accepted' | 'already_held' | 'rejected' | 'quarantined';
  errorCode: string;
  exceptionCode: string;
}

export interface AppendAnswer {
  /** In the order of the entries. */
  results: EntryResult[];
  /** Where the journals of the terminals named stand now. */
  heads: Map<string, JournalHead>;
}

/** Entries of one call, as the protocol bounds them. */
export const entryCountMax = 500;

/** An effect that is due this long is no longer in the hands of the call that brought it. */
const sweepAfterMs = 30_000;
const sweepEveryMs = 15_000;
const sweepCount = 200;

export interface JournalServiceOptions {
  store: JournalStore;
  effects: JournalEffects;
  proof: Pick<JournalProof, 'forks' | 'predecessorsOf'>;
  /** Customers' payments go between the steps. */
  rightOfWay: Pick<RightOfWay, 'giveWay'>;
  clock: Clock;
  log: Log;
}

export class JournalService {
  private readonly options: JournalServiceOptions;

  constructor(options: JournalServiceOptions) {
    this.options = options;
  }

  /**
   * An entry without a result is held, but its effect was not possible now; it is not acknowledged, and the agent
   * sends it again. `mendings` allow to hold, without effect, entries that are not right (journal-mending.ts).
   * @throws CodedError JOURNAL_NOT_NOW when nothing could be acknowledged.
   */
  async append(
    agent: JournalAgent,
    messages: readonly JournalEntryOnWire[],
    mendings: readonly JournalEntryOnWire[] = [],
  ): Promise<AppendAnswer> {
    bounded('entries', messages, entryCountMax);
    bounded('mendings', mendings, mendingCountMax);
    const budget = RightOfWay.budget();
    const allowed = await this.check(agent, mendings, budget);
    const results = new Map<JournalEntryOnWire, EntryResult>();
    const heads = new Map<string, JournalHead>();
    for (const [terminalId, entries] of byTerminal(messages)) {
      if (!agent.terminalIds.has(terminalId)) {
        for (const entry of entries) results.set(entry, resultOf(entry, 'rejected', 'TERMINAL_FORBIDDEN', ''));
        continue;
      }
      const checked = await this.check(agent, entries, budget);
      const journal = { terminalId, messages: entries, checked, mendings: mendingsOf(terminalId, allowed), budget };
      heads.set(terminalId, await this.appendOfTerminal(agent, journal, results));
    }
    const answered = messages.flatMap((message) => results.get(message) ?? []);
    if (messages.length > 0 && answered.length === 0) throw serverError('JOURNAL_NOT_NOW');
    return { results: answered, heads };
  }

  /** Where the journals of terminals end. */
  async heads(agent: Pick<JournalAgent, 'merchantId' | 'terminalIds'>): Promise<Map<string, JournalHead>> {
    return await this.options.store.heads(agent.merchantId, [...agent.terminalIds].sort());
  }

  /** Does what crashes left due; runs until stopped. */
  async sweep(stopping: AbortSignal): Promise<void> {
    const { store, effects, clock, log } = this.options;
    while (!stopping.aborted) {
      try {
        const due = await store.dueEntries(clock.nowMs() - sweepAfterMs, sweepCount);
        if (due.length > 0) log.warn({ count: due.length }, 'journal.effects_overdue');
        await effects.apply(due);
      } catch (error) {
        log.error({ error: errorText(error) }, 'journal.sweep_failed');
      }
      await clock.sleep(sweepEveryMs, stopping).catch(() => undefined);
    }
  }

  /** By the agent's key, or by the key of the device whose place it took, as far as that one signed. */
  private async check(
    agent: JournalAgent,
    messages: readonly JournalEntryOnWire[],
    budget: WayBudget,
  ): Promise<CheckedEntry[]> {
    const own = publicKeyOf(agent.publicKeySpki);
    const checked = await proveAll(messages, own, () => this.options.rightOfWay.giveWay(budget));
    if (!checked.some(isBadlySigned)) return checked;
    const predecessors = await this.options.proof.predecessorsOf(agent.merchantId, agent.agentId);
    return await Promise.all(
      checked.map(async (one, index) =>
        isBadlySigned(one) ? await bySomeKey(messages[index] as JournalEntryOnWire, predecessors, one) : one,
      ),
    );
  }

  private async noteForks(
    agent: JournalAgent,
    checked: readonly CheckedEntry[],
    decisions: readonly ChainDecision[],
  ): Promise<void> {
    const forks = forkedEntries(checked, decisions);
    if (forks.length > 0) await this.options.proof.forks.recordForks(agent, forks, this.options.clock.nowMs());
  }

  private async appendOfTerminal(
    agent: JournalAgent,
    journal: {
      terminalId: string;
      messages: readonly JournalEntryOnWire[];
      checked: readonly CheckedEntry[];
      mendings: Mendings;
      budget: WayBudget;
    },
    results: Map<JournalEntryOnWire, EntryResult>,
  ): Promise<JournalHead> {
    const { store, effects, clock, log } = this.options;
    const { terminalId, messages, checked, mendings, budget } = journal;
    await this.options.rightOfWay.giveWay(budget);
    const kept = await store.append(agent, { terminalId, entries: checked, mendings }, clock.nowMs());
    const { decisions, states } = kept;
    await this.noteForks(agent, checked, decisions);
    const due = decisions.flatMap((decision): DueEntry[] =>
      isHeld(decision) && hasEffect(decision.entry) && states.get(decision.entry.sequence)?.effect === 'due'
        ? [{ merchantId: agent.merchantId, storeId: agent.storeId, entry: decision.entry }]
        : [],
    );
    if (due.length > 0) await this.options.rightOfWay.giveWay(budget);
    const done = new Map([...(await effects.apply(due))].map(([one, code]) => [one.entry.sequence, code]));
    const waiting = new Set(due.map((one) => one.entry.sequence).filter((sequence) => !done.has(sequence)));

    decisions.forEach((decision, index) => {
      const message = messages[index] as JournalEntryOnWire;
      if (isHeld(decision)) {
        const { sequence } = decision.entry;
        if (waiting.has(sequence)) return;
        const exceptionCode = done.get(sequence) ?? states.get(sequence)?.exceptionCode ?? '';
        results.set(message, resultOf(message, decision.kind, '', exceptionCode));
        return;
      }
      const { errorCode } = decision;
      const outcome = decision.kind === 'rejected' ? 'rejected' : 'quarantined';
      log.warn({ terminalId, sequence: message.sequence, errorCode }, `journal.entry_${outcome}`);
      results.set(message, resultOf(message, outcome, errorCode, ''));
    });
    return kept.head;
  }
}

function isHeld(decision: ChainDecision): decision is Extract<ChainDecision, { kind: 'accepted' | 'already_held' }> {
  return decision.kind === 'accepted' || decision.kind === 'already_held';
}

/** Entries read in one turn: whatever else the server has to do goes between. */
const turnEntries = 40;

/** Signatures are looked at side by side, on the thread pool, a turn's entries at a time. */
async function proveAll(
  messages: readonly JournalEntryOnWire[],
  publicKey: KeyObject,
  giveWay: () => Promise<void>,
): Promise<CheckedEntry[]> {
  const proved: CheckedEntry[] = [];
  for (let from = 0; from < messages.length; from += turnEntries) {
    await giveWay();
    const turn = messages.slice(from, from + turnEntries);
    proved.push(...(await Promise.all(turn.map((message) => checkEntry(message, publicKey)))));
  }
  return proved;
}

function bounded(field: string, messages: readonly JournalEntryOnWire[], countMax: number): void {
  if (messages.length > countMax)
    throw protoError('PROTO_BAD_MESSAGE', { field, why: `they are more than ${countMax}` });
}

function forkedEntries(checked: readonly CheckedEntry[], decisions: readonly ChainDecision[]): JournalEntry[] {
  return checked.flatMap((one, index) => {
    const decision = decisions[index];
    const forks = decision?.kind === 'rejected' && decision.errorCode === 'JOURNAL_FORK';
    return forks && one.kind === 'proved' ? [one.entry] : [];
  });
}

function byTerminal(messages: readonly JournalEntryOnWire[]): Map<string, JournalEntryOnWire[]> {
  const groups = new Map<string, JournalEntryOnWire[]>();
  for (const message of messages) {
    const group = groups.get(message.terminalId);
    if (group) group.push(message);
    else groups.set(message.terminalId, [message]);
  }
  return groups;
}

const isBadlySigned = (one: CheckedEntry) => one.kind === 'rejected' && one.errorCode === 'JOURNAL_BAD_SIGNATURE';

async function bySomeKey(
  message: JournalEntryOnWire,
  predecessors: readonly PredecessorKey[],
  otherwise: CheckedEntry,
): Promise<CheckedEntry> {
  for (const predecessor of predecessors) {
    if (Number(message.sequence) > (predecessor.throughSequence.get(message.terminalId) ?? 0)) continue;
    const checked = await checkEntry(message, publicKeyOf(predecessor.publicKeySpki));
    if (!isBadlySigned(checked)) return checked;
  }
  return otherwise;
}

function publicKeyOf(spki: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
}

function resultOf(
  message: JournalEntryOnWire,
  outcome: EntryResult['outcome'],
  errorCode: string,
  exceptionCode: string,
): EntryResult {
  const { terminalId, sequence, entryId } = message;
  return { terminalId, sequence, entryId, outcome, errorCode, exceptionCode };
}
