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
import type { ChainDecision } from './journal-chain.ts';
import { type CheckedEntry, checkEntry, type JournalEntryOnWire } from './journal-check.ts';
import type { JournalEffects } from './journal-effects.ts';
import type { JournalProof } from './journal-proof.ts';
import { type DueEntry, hasEffect, type JournalStore } from './journal-store.ts';

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
  outcome: 'accepted' | 'already_held' | 'rejected';
  errorCode: string;
  exceptionCode: string;
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
  clock: Clock;
  log: Log;
}

export class JournalService {
  private readonly options: JournalServiceOptions;

  constructor(options: JournalServiceOptions) {
    this.options = options;
  }

  /**
   * Results in the order of the entries. An entry without a result is held, but its effect was not possible
   * now; it is not acknowledged, and the agent sends it again.
   * @throws CodedError JOURNAL_NOT_NOW when nothing could be acknowledged.
   */
  async append(agent: JournalAgent, messages: readonly JournalEntryOnWire[]): Promise<EntryResult[]> {
    if (messages.length > entryCountMax) {
      throw protoError('PROTO_BAD_MESSAGE', { field: 'entries', why: `they are more than ${entryCountMax}` });
    }
    const results = new Map<JournalEntryOnWire, EntryResult>();
    for (const [terminalId, entries] of byTerminal(messages)) {
      await this.appendOfTerminal(agent, terminalId, entries, results);
    }
    const answered = messages.flatMap((message) => results.get(message) ?? []);
    if (messages.length > 0 && answered.length === 0) throw serverError('JOURNAL_NOT_NOW');
    return answered;
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
  private async check(agent: JournalAgent, messages: readonly JournalEntryOnWire[]): Promise<CheckedEntry[]> {
    const own = publicKeyOf(agent.publicKeySpki);
    const checked = await Promise.all(messages.map((message) => checkEntry(message, own)));
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
    terminalId: string,
    messages: readonly JournalEntryOnWire[],
    results: Map<JournalEntryOnWire, EntryResult>,
  ): Promise<void> {
    const { store, effects, clock, log } = this.options;
    if (!agent.terminalIds.has(terminalId)) {
      for (const message of messages) results.set(message, resultOf(message, 'rejected', 'TERMINAL_FORBIDDEN', ''));
      return;
    }
    const checked = await this.check(agent, messages);
    const { decisions, states } = await store.append(agent, terminalId, checked, clock.nowMs());
    await this.noteForks(agent, checked, decisions);
    const due = decisions.flatMap((decision): DueEntry[] =>
      decision.kind !== 'rejected' && hasEffect(decision.entry) && states.get(decision.entry.sequence)?.effect === 'due'
        ? [{ merchantId: agent.merchantId, storeId: agent.storeId, entry: decision.entry }]
        : [],
    );
    const done = new Map([...(await effects.apply(due))].map(([one, code]) => [one.entry.sequence, code]));
    const waiting = new Set(due.map((one) => one.entry.sequence).filter((sequence) => !done.has(sequence)));

    decisions.forEach((decision, index) => {
      const message = messages[index] as JournalEntryOnWire;
      if (decision.kind === 'rejected') {
        log.warn({ terminalId, sequence: message.sequence, errorCode: decision.errorCode }, 'journal.entry_rejected');
        results.set(message, resultOf(message, 'rejected', decision.errorCode, ''));
        return;
      }
      const { sequence } = decision.entry;
      if (waiting.has(sequence)) return;
      const exceptionCode = done.get(sequence) ?? states.get(sequence)?.exceptionCode ?? '';
      results.set(message, resultOf(message, decision.kind, '', exceptionCode));
    });
  }
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
