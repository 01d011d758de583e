/**
 * What a damaged database still proves. Journal entries are found page by page and prove themselves, by hash and
 * signature; where two claim one sequence (an entry that was put aside stands in old pages) the longer chain is
 * the journal. Requests that waited are read by SQLite as far as it reads, and prove themselves by their seal.
 */
import type { KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, type JsonValue } from '@qiantai/foundation';
import { type JournalEntry, type JournalKind, journalEntryHash } from '@qiantai/protos';
import type { StoredEntry } from '../journal/journal-store.ts';
import { isSignedBy } from '../journal/prove-entry.ts';
import type { SecretBox } from '../queue/secret-box.ts';
import { type Cell, scanRecords } from './page-scan.ts';
import { quarantineFolder, readTolerantly } from './quarantine.ts';
import { readRequestsTolerantly, type SalvagedRequest } from './salvage-store.ts';

export interface Salvage {
  /** Per terminal in the order of their sequences, one for each, with holes where nothing was found. */
  entries: StoredEntry[];
  requests: SalvagedRequest[];
}

const blockBytes = 4096;

/** @param opens whether a sealed secret is whole */
export function salvage(
  dataDir: string,
  name: string,
  keys: readonly KeyObject[],
  opens: (key: string, sealed: Uint8Array) => boolean,
): Salvage {
  const file = join(quarantineFolder(dataDir), `${name}.db`);
  const database = readTolerantly(file, blockBytes) ?? Buffer.alloc(0);
  const log = readTolerantly(`${file}-wal`, blockBytes) ?? Buffer.alloc(0);
  return {
    entries: entriesIn({ database, log }, keys),
    requests: requestsIn(dataDir, { database, log }).filter(
      (request) => request.secret === null || opens(request.key, request.secret),
    ),
  };
}

/** Of several files, from the oldest: the newest names last what waits. */
export function salvageAll(
  dataDir: string,
  names: readonly string[],
  keys: readonly KeyObject[],
  secrets: Pick<SecretBox, 'open'>,
): Salvage {
  const opens = (key: string, sealed: Uint8Array) => {
    try {
      secrets.open(key, sealed);
      return true;
    } catch {
      return false;
    }
  };
  const found = names.map((name) => salvage(dataDir, name, keys, opens));
  const byHash = new Map(found.flatMap((one) => one.entries).map((entry) => [entry.hash, entry]));
  const terminals = new Set([...byHash.values()].map((entry) => entry.terminalId));
  return {
    entries: [...terminals].flatMap((id) => longestChain([...byHash.values()].filter((one) => one.terminalId === id))),
    requests: found.flatMap((one) => one.requests),
  };
}

export function entriesIn(source: { database: Buffer; log: Buffer }, keys: readonly KeyObject[]): StoredEntry[] {
  const found = new Map<string, Map<string, StoredEntry>>();
  for (const record of scanRecords(source)) {
    const entry = entryFrom(record);
    if (!entry) continue;
    const ofTerminal = found.get(entry.terminalId) ?? new Map<string, StoredEntry>();
    found.set(entry.terminalId, ofTerminal);
    // Most pages stand in the log many times: each entry is proved once.
    if (!ofTerminal.has(entry.hash) && proves(entry, keys)) ofTerminal.set(entry.hash, entry);
  }
  return [...found.values()].flatMap((entries) => longestChain([...entries.values()]));
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

function proves(entry: StoredEntry, keys: readonly KeyObject[]): boolean {
  try {
    const canonical = canonicalJson(entry.payload as JsonValue) === entry.payloadJson;
    return (
      canonical && journalEntryHash(entry as JournalEntry, entry.payloadJson) === entry.hash && isSignedBy(entry, keys)
    );
  } catch {
    return false;
  }
}

/** From the highest sequence down along the chain; where it breaks off, from the highest one below. */
export function longestChain(entries: readonly StoredEntry[]): StoredEntry[] {
  const byHash = new Map(entries.map((entry) => [entry.hash, entry]));
  const ends = [...entries].sort((a, b) => b.sequence - a.sequence || lengthTo(b, byHash) - lengthTo(a, byHash));
  const chosen = new Map<number, StoredEntry>();
  let lowest = Number.POSITIVE_INFINITY;
  for (const end of ends) {
    if (end.sequence >= lowest) continue;
    for (let entry: StoredEntry | undefined = end; entry; entry = byHash.get(entry.previousHash)) {
      chosen.set(entry.sequence, entry);
      lowest = entry.sequence;
    }
  }
  return [...chosen.values()].sort((a, b) => a.sequence - b.sequence);
}

function lengthTo(end: StoredEntry, byHash: ReadonlyMap<string, StoredEntry>): number {
  let length = 0;
  for (let entry: StoredEntry | undefined = end; entry && length < 1000; entry = byHash.get(entry.previousHash))
    length += 1;
  return length;
}

/** SQLite reads a copy: what is in the quarantine stays as it is. */
function requestsIn(dataDir: string, source: { database: Buffer; log: Buffer }): SalvagedRequest[] {
  const work = mkdtempSync(join(dataDir, 'salvage-'));
  try {
    const file = join(work, 'copy.db');
    writeFileSync(file, source.database, { mode: 0o600 });
    if (source.log.length > 0) writeFileSync(`${file}-wal`, source.log, { mode: 0o600 });
    return readRequestsTolerantly(file);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
