/**
 * What one call carries of a terminal's journal. Its size follows how fast the server answers: a server that is busy
 * gets less at once, so that what is more urgent does not wait behind it.
 */
import type { JournalStore, SignedEntry } from '../journal/journal-store.ts';

/** As the protocol bounds a call. */
export const batchEntriesMax = 200;
const batchEntriesMin = 80;
const batchEntriesFirst = 100;
const batchBytesMax = 1_000_000;
/** Entries read at a time; between two of them, whatever else the agent has to do goes first. */
const sliceEntries = 50;
/** A call that takes longer than this is made of fewer entries next time, milliseconds; one of half of it of more. */
const callMsMax = 100;

export interface BatchSize {
  entries(): number;
  answered(entries: number, tookMs: number): void;
  missed(): void;
}

export function openBatchSize(): BatchSize {
  let now = batchEntriesFirst;
  const within = (entries: number) => Math.max(batchEntriesMin, Math.min(batchEntriesMax, Math.round(entries)));
  return {
    entries: () => now,
    answered: (entries, tookMs) => {
      if (tookMs > callMsMax) now = within(now * 0.7);
      // A batch that was not full says nothing about a larger one.
      else if (tookMs < callMsMax / 2 && entries >= now) now = within(now * 1.5);
    },
    missed: () => {
      now = within(now / 2);
    },
  };
}

/** The entries of a terminal behind a sequence, as many as one call takes, read in slices. */
export async function readBatch(
  journal: Pick<JournalStore, 'signedAfter'>,
  from: { terminalId: string; sequence: number },
  entriesMax: number,
): Promise<SignedEntry[]> {
  const entries: SignedEntry[] = [];
  let bytes = 0;
  while (entries.length < entriesMax) {
    const wanted = Math.min(sliceEntries, entriesMax - entries.length);
    const slice = journal.signedAfter(from.terminalId, entries.at(-1)?.sequence ?? from.sequence, wanted);
    for (const entry of slice) {
      bytes += entry.payloadJson.length * 2 + 400;
      if (bytes > batchBytesMax && entries.length > 0) return entries;
      entries.push(entry);
    }
    if (slice.length < wanted) return entries;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return entries;
}
