/**
 * Entries that are not right and that a person mended: a later entry of the same journal names each by its hash
 * (docs/adr/0016). They stay in the chain as they came, and count for nothing.
 */
import type { JournalEntry, JournalPayload } from '@qiantai/protos';

/** The hash that a mending names; undefined for every other entry. */
export function mendedHashOf(entry: Pick<JournalEntry, 'kind' | 'payload'>): string | undefined {
  if (entry.kind !== 'queue.mended') return undefined;
  const payload = entry.payload as JournalPayload<'queue.mended'>;
  return payload.queueKind === 'journal' && payload.action === 'correct' ? payload.entryHash : undefined;
}
