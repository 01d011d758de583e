/**
 * What a person's mending allows: that an entry which is not right is held as it came, without effect, so that the
 * journal behind it goes on (docs/adr/0016). The mending is itself an entry of the same journal, signed by the
 * same device, and states the hash that the entry claims; it is sent ahead of its turn, with the entry it names.
 */
import { type JournalPayload, journalPayloadSchemas } from '@qiantai/protos';
import type { CheckedEntry } from './journal-check.ts';

export interface NamedMending {
  /** The hash that the named entry claims. */
  entryHash: string;
  mendingEntryId: string;
  mendingHash: string;
}

/** By the sequence of the entry that is named. */
export type Mendings = ReadonlyMap<number, NamedMending>;

/** Mendings of one call, as the protocol bounds them. */
export const mendingCountMax = 20;

/** Those among proved entries that are mendings of this terminal's journal. */
export function mendingsOf(terminalId: string, checked: readonly CheckedEntry[]): Mendings {
  const mendings = new Map<number, NamedMending>();
  for (const one of checked) {
    if (one.kind !== 'proved' || one.entry.terminalId !== terminalId || one.entry.kind !== 'queue.mended') continue;
    const payload = journalPayloadSchemas['queue.mended'].parse(one.entry.payload);
    const sequence = namedSequence(terminalId, payload);
    // It comes behind what it names, in the same chain.
    if (sequence === undefined || sequence >= one.entry.sequence || payload.entryHash === undefined) continue;
    mendings.set(sequence, {
      entryHash: payload.entryHash,
      mendingEntryId: one.entry.entryId,
      mendingHash: one.entry.hash,
    });
  }
  return mendings;
}

/** The key of a journal's entry in the agent's queue: terminal and sequence. */
function namedSequence(terminalId: string, payload: JournalPayload<'queue.mended'>): number | undefined {
  if (payload.queueKind !== 'journal' || payload.action !== 'correct') return undefined;
  const [before, sequence] = [payload.key.slice(0, -13), payload.key.slice(-12)];
  if (before !== terminalId || !/^[0-9]{12}$/.test(sequence)) return undefined;
  return Number(sequence);
}
