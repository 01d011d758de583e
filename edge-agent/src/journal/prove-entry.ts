/** Proves entries that come from elsewhere before they are taken up: form, hash, chain, signature. */
import type { KeyObject } from 'node:crypto';
import { canonicalJson, type JsonValue } from '@qiantai/foundation';
import { type JournalEntry, journalEntryHash, journalPayloadSchemas } from '@qiantai/protos';
import { verifyHash } from '../enrolment/device-key.ts';
import type { StoredEntry } from './journal-store.ts';

export type EntryFault = 'GAP' | 'BAD_PREVIOUS_HASH' | 'BAD_PAYLOAD' | 'BAD_HASH' | 'BAD_SIGNATURE';

/**
 * The first thing that is wrong with an entry that is to follow `before`, undefined where it is proved. Entries
 * of kinds that this version does not know are proved without their form.
 */
export function faultOf(
  entry: StoredEntry,
  before: { sequence: number; hash: string },
  keys: readonly KeyObject[],
): EntryFault | undefined {
  if (entry.sequence !== before.sequence + 1) return 'GAP';
  if (entry.previousHash !== before.hash) return 'BAD_PREVIOUS_HASH';
  const schema = Object.hasOwn(journalPayloadSchemas, entry.kind) ? journalPayloadSchemas[entry.kind] : undefined;
  if (schema && !schema.safeParse(entry.payload).success) return 'BAD_PAYLOAD';
  if (canonicalOf(entry) !== entry.payloadJson) return 'BAD_PAYLOAD';
  if (journalEntryHash(entry, entry.payloadJson) !== entry.hash) return 'BAD_HASH';
  return isSignedBy(entry, keys) ? undefined : 'BAD_SIGNATURE';
}

export function isSignedBy(entry: Pick<JournalEntry, 'hash' | 'signature'>, keys: readonly KeyObject[]): boolean {
  const hash = Buffer.from(entry.hash, 'hex');
  const signature = Buffer.from(entry.signature, 'hex');
  return keys.some((key) => verifyHash(hash, signature, key));
}

function canonicalOf(entry: StoredEntry): string | undefined {
  try {
    return canonicalJson(entry.payload as JsonValue);
  } catch {
    return undefined;
  }
}
