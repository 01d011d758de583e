/**
 * How a terminal's journal here stands to the one at the server. Pure.
 *
 *   in step        the server ends where we do, or behind us at what was acknowledged: the drainer goes on
 *   server behind  it ends below what it had acknowledged, with our entry: it was put back from a copy.
 *                  We send again from there
 *   server ahead   it holds our entries and more: our store was put back from a copy. We take the rest up
 *   forked         at some sequence it holds another entry: a store that was put back sold on, or two do.
 *                  Ours are put aside, the server's taken up, and our facts appended anew behind them
 */
import { textHash } from '@qiantai/foundation';
import { firstPreviousHash, type JournalKind } from '@qiantai/protos';

export interface ChainEnd {
  sequence: number;
  /** 64 hexadecimal characters. */
  hash: string;
}

export type Standing =
  | { kind: 'in_step' }
  /** It holds more than it acknowledged: an answer was lost. */
  | { kind: 'server_holds_more'; acknowledgedSequence: number }
  | { kind: 'server_behind'; acknowledgedSequence: number }
  | { kind: 'apart' };

export interface OwnJournal {
  lastSequence: number;
  /**
   * What the server had acknowledged before it was asked: an answer that crossed a later acknowledgement must
   * not be taken for a loss.
   */
  acknowledgedSequence: number;
  /** What it has acknowledged by now. */
  acknowledgedNow: number;
  /** 64 zeros for 0; undefined where we hold no such entry. */
  hashAt(sequence: number): string | undefined;
}

/** `apart` is settled by reading the server's entries: server ahead or forked, by where the two part. */
export function standingOf(own: OwnJournal, server: ChainEnd): Standing {
  if (server.sequence > own.lastSequence) return { kind: 'apart' };
  if (hashAt(own, server.sequence) !== server.hash) return { kind: 'apart' };
  if (server.sequence < own.acknowledgedSequence) {
    return { kind: 'server_behind', acknowledgedSequence: server.sequence };
  }
  if (server.sequence > own.acknowledgedNow) {
    return { kind: 'server_holds_more', acknowledgedSequence: server.sequence };
  }
  return { kind: 'in_step' };
}

/**
 * The last sequence at which both hold the same entry, found by halves: `serverHashAt` is asked at most
 * log2 of the length times. Undefined where they part before what is held here (an archive).
 */
export async function lastCommonSequence(
  own: OwnJournal,
  serverLastSequence: number,
  firstHeldSequence: number,
  serverHashAt: (sequence: number) => Promise<string | undefined>,
): Promise<number | undefined> {
  const same = async (sequence: number) => sequence === 0 || (await serverHashAt(sequence)) === hashAt(own, sequence);
  let low = firstHeldSequence - 1;
  let high = Math.min(own.lastSequence, serverLastSequence);
  if (!(await same(low))) return undefined;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (await same(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function hashAt(own: OwnJournal, sequence: number): string | undefined {
  return sequence === 0 ? firstPreviousHash : own.hashAt(sequence);
}

export interface BranchEntry {
  sequence: number;
  kind: JournalKind;
  payloadJson: string;
}

/** Kinds that tell of the journal itself: they are true of the branch only, and stay there. */
export const kindsOfTheBranch: ReadonlySet<JournalKind> = new Set(['journal.rebased', 'agent.taken_over']);
/** Kinds whose payload may be the same twice and tell of two things. */
const kindsWithoutKey: ReadonlySet<JournalKind> = new Set([
  'operator.signed_in',
  'operator.signed_out',
  'offline.mode_changed',
]);

/**
 * What of our branch has to be told again behind the server's entries, in its order; and for what the server's
 * branch tells already, by which sequence. Both are read once; of what the server holds nothing is kept that ours do
 * not tell.
 */
export function planBranch(
  branch: Iterable<BranchEntry>,
  incoming: Iterable<BranchEntry>,
): { again: number[]; heldAt: Map<number, number> } {
  const told: number[] = [];
  const byFact = new Map<string, number[]>();
  for (const entry of branch) {
    if (kindsOfTheBranch.has(entry.kind)) continue;
    told.push(entry.sequence);
    const fact = factOf(entry);
    byFact.set(fact, [...(byFact.get(fact) ?? []), entry.sequence]);
  }
  const heldAt = new Map<number, number>();
  if (told.length === 0) return { again: [], heldAt };
  for (const entry of incoming) {
    if (kindsWithoutKey.has(entry.kind)) continue;
    for (const sequence of byFact.get(factOf(entry)) ?? []) heldAt.set(sequence, entry.sequence);
  }
  return { again: told.filter((sequence) => !heldAt.has(sequence)), heldAt };
}

/** A digest: payloads of many thousand entries would not all be held at once. */
function factOf(entry: BranchEntry): string {
  return textHash(`${entry.kind}\n${entry.payloadJson}`);
}
