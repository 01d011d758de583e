/**
 * What a damaged database still proves. Journal entries are found page by page and prove themselves, by hash and
 * signature; where two claim one sequence (an entry that was put aside stands in old pages) the longer chain is
 * the journal (found-entries.ts). Requests that waited are read by SQLite as far as it reads, and prove themselves by
 * their seal. Nothing of it is held in memory as a whole: a journal may be longer than that.
 */
import type { KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, type JsonValue } from '@qiantai/foundation';
import { type JournalEntry, type JournalKind, journalEntryHash } from '@qiantai/protos';
import type { StoredEntry } from '../journal/journal-store.ts';
import { isSignedBy } from '../journal/prove-entry.ts';
import type { SecretBox } from '../queue/secret-box.ts';
import { type FoundEntries, openFoundEntries } from './found-entries.ts';
import { type Cell, type PageSource, scanRecords } from './page-scan.ts';
import { copyTolerantly, quarantineFolder, readTolerantly } from './quarantine.ts';
import { readRequestsTolerantly, type SalvagedRequest } from './salvage-store.ts';

/** Where what was salvaged goes. */
export interface SalvageSink {
  /** Per terminal in the order of their sequences, one for each, with holes where nothing was found. */
  addEntry(entry: StoredEntry): void;
  addRequest(request: SalvagedRequest): void;
}

/** Of several files, from the oldest: the newest names last what waits. */
export function salvageAll(
  dataDir: string,
  names: readonly string[],
  proof: { keys: readonly KeyObject[]; secrets: Pick<SecretBox, 'open'> },
  sink: SalvageSink,
): void {
  const work = mkdtempSync(join(dataDir, 'salvage-'));
  const found = openFoundEntries(join(work, 'found.db'));
  try {
    for (const name of names) {
      const file = join(quarantineFolder(dataDir), `${name}.db`);
      readTolerantly(file, (database) =>
        readTolerantly(`${file}-wal`, (log) => {
          findEntries({ database, log }, proof.keys, found);
          for (const request of requestsIn(join(work, `${name}.db`), { database, log })) {
            if (request.secret === null || opens(proof.secrets, request)) sink.addRequest(request);
          }
        }),
      );
    }
    for (const entry of found.journals()) sink.addEntry(entry);
  } finally {
    found.close();
    rmSync(work, { recursive: true, force: true });
  }
}

function opens(secrets: Pick<SecretBox, 'open'>, { key, secret }: SalvagedRequest): boolean {
  try {
    if (secret !== null) secrets.open(key, secret);
    return true;
  } catch {
    return false;
  }
}

export function findEntries(source: PageSource, keys: readonly KeyObject[], found: FoundEntries): void {
  for (const record of scanRecords(source)) {
    const entry = entryFrom(record);
    // Most pages stand in the log many times: each entry is proved once.
    if (!entry || found.has(entry.hash) || !isWhole(entry)) continue;
    found.add(entry, isSignedBy(entry, keys));
  }
}

function entryFrom(record: readonly Cell[]): StoredEntry | undefined {
  const [
    ,
    terminalId,
    sequence,
    entryId,
    kind,
    recordedAtMs,
    clockOffsetMs,
    payloadJson,
    previousHash,
    hash,
    signature,
  ] = record;
  if (typeof terminalId !== 'string' || typeof sequence !== 'number' || typeof entryId !== 'string') return undefined;
  if (typeof kind !== 'string' || typeof recordedAtMs !== 'number' || typeof clockOffsetMs !== 'number')
    return undefined;
  if (typeof payloadJson !== 'string' || !Buffer.isBuffer(previousHash) || !Buffer.isBuffer(hash)) return undefined;
  if (!Buffer.isBuffer(signature) || hash.length !== 32 || signature.length !== 64) return undefined;
  try {
    return {
      ...{ entryId, terminalId, sequence, kind: kind as JournalKind, recordedAtMs, clockOffsetMs, payloadJson },
      payload: JSON.parse(payloadJson),
      previousHash: previousHash.toString('hex'),
      hash: hash.toString('hex'),
      signature: signature.toString('hex'),
    };
  } catch {
    return undefined;
  }
}

function isWhole(entry: StoredEntry): boolean {
  try {
    const canonical = canonicalJson(entry.payload as JsonValue) === entry.payloadJson;
    return canonical && journalEntryHash(entry as JournalEntry, entry.payloadJson) === entry.hash;
  } catch {
    return false;
  }
}

/** SQLite reads a copy: what is in the quarantine stays as it is. */
function requestsIn(copy: string, source: PageSource): SalvagedRequest[] {
  copyTolerantly(source.database, copy);
  if (source.log.bytes > 0) copyTolerantly(source.log, `${copy}-wal`);
  return readRequestsTolerantly(copy);
}
