/**
 * Takes the journals of a store's terminals.
 *
 * Each entry is proved by itself, appended where it continues its journal, and only then takes its effect:
 * durable first, effect second, acknowledgement last. A crash in between leaves an entry whose effect is due;
 * it is done when the agent sends the entry again, or by the sweep, whichever comes first.
 */
import { createPublicKey } from 'node:crypto';
import { type Clock, errorText, type Log } from '@qiantai/foundation';
import { protoError } from '@qiantai/protos';
import { serverError } from '../errors.ts';
import { checkEntry, type JournalEntryOnWire } from './journal-check.ts';
import type { JournalEffects } from './journal-effects.ts';
import { type DueEntry, hasEffect, type JournalStore } from './journal-store.ts';

/** Who sends a journal: an enrolled agent. */
export interface JournalAgent {
  merchantId: string;
  storeId: string;
  agentId: string;
  terminalIds: ReadonlySet<string>;
  /** SubjectPublicKeyInfo, DER. */
  publicKeySpki: Uint8Array;
  /** Of the agents whose place it took. */
  olderKeysSpki?: readonly Uint8Array[];
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

export class JournalService {
  private readonly options: { store: JournalStore; effects: JournalEffects; clock: Clock; log: Log };

  constructor(options: { store: JournalStore; effects: JournalEffects; clock: Clock; log: Log }) {
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
    const publicKeys = [agent.publicKeySpki, ...(agent.olderKeysSpki ?? [])].map((spki) =>
      createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }),
    );
    const checked = await Promise.all(messages.map((message) => checkEntry(message, publicKeys)));
    const { decisions, states } = await store.append(agent, terminalId, checked, clock.nowMs());
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

function byTerminal(messages: readonly JournalEntryOnWire[]): Map<string, JournalEntryOnWire[]> {
  const groups = new Map<string, JournalEntryOnWire[]>();
  for (const message of messages) {
    const group = groups.get(message.terminalId);
    if (group) group.push(message);
    else groups.set(message.terminalId, [message]);
  }
  return groups;
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
