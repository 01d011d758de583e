/**
 * Journal entries that were found in a damaged database, in a file of their own while they are looked through: whole
 * by their hashes, signed by a known key or not, several for one sequence where one was put aside. In memory stands
 * no more of each than where it belongs.
 */
import type { JournalKind, JournalPayload } from '@qiantai/protos';
import Sqlite from 'better-sqlite3';
import type { StoredEntry } from '../journal/journal-store.ts';

export interface FoundEntries {
  has(hash: string): boolean;
  add(entry: StoredEntry, signed: boolean): void;
  /** The journals that they make, terminal by terminal. */
  journals(): Generator<StoredEntry>;
  close(): void;
}

/** Where an entry belongs. */
export interface Link {
  sequence: number;
  hash: string;
  previousHash: string;
  kind: string;
  /** By a key that is known. */
  signed: boolean;
}

interface LinkRow {
  sequence: number;
  hash: string;
  previous_hash: string;
  kind: string;
  signed: number;
}

const terminalsOf = 'SELECT DISTINCT terminal_id FROM found ORDER BY terminal_id';

export function openFoundEntries(file: string): FoundEntries {
  const sql = new Sqlite(file);
  // It is thrown away after all.
  sql.pragma('journal_mode = OFF');
  sql.pragma('synchronous = OFF');
  sql.pragma('cache_size = -4096');
  sql.exec(`CREATE TABLE found (hash TEXT PRIMARY KEY, terminal_id TEXT NOT NULL, sequence INTEGER NOT NULL,
    previous_hash TEXT NOT NULL, kind TEXT NOT NULL, signed INTEGER NOT NULL, entry_json TEXT NOT NULL) STRICT`);
  const known = sql.prepare<[string], { found: 1 }>('SELECT 1 AS found FROM found WHERE hash = ?');
  const insert = sql.prepare('INSERT INTO found VALUES (?, ?, ?, ?, ?, ?, ?)');
  const links = sql.prepare<[string], LinkRow>(
    'SELECT sequence, hash, previous_hash, kind, signed FROM found WHERE terminal_id = ?',
  );
  const byHash = sql.prepare<[string], { entry_json: string }>('SELECT entry_json FROM found WHERE hash = ?');

  function entryOf(hash: string): StoredEntry | undefined {
    const json = byHash.get(hash)?.entry_json;
    if (json === undefined) return undefined;
    const entry = JSON.parse(json) as Omit<StoredEntry, 'payload' | 'kind'> & { kind: JournalKind };
    return { ...entry, payload: JSON.parse(entry.payloadJson) as JournalPayload };
  }

  sql.exec('BEGIN');
  return {
    has: (hash) => known.get(hash) !== undefined,
    add: ({ payload: _told, ...entry }, signed) =>
      void insert.run(
        ...[entry.hash, entry.terminalId, entry.sequence, entry.previousHash, entry.kind, signed ? 1 : 0],
        JSON.stringify(entry),
      ),
    *journals() {
      for (const { terminal_id } of sql.prepare<[], { terminal_id: string }>(terminalsOf).all()) {
        for (const { hash } of longestChain(links.all(terminal_id).map(linkOf))) {
          const entry = entryOf(hash);
          if (entry) yield entry;
        }
      }
    },
    close: () => sql.close(),
  };
}

function linkOf({ previous_hash, signed, ...row }: LinkRow): Link {
  return { ...row, previousHash: previous_hash, signed: signed === 1 };
}

/**
 * From the highest sequence down along the chain; where it breaks off, from the highest one below. A signature by
 * another key is believed below an `agent.taken_over` that was signed by ours: that entry follows, by its hash, what
 * the device of before signed.
 */
export function longestChain(links: readonly Link[]): Link[] {
  const byHash = new Map(links.map((link) => [link.hash, link]));
  const ends = links
    .filter(({ signed }) => signed)
    .sort((a, b) => b.sequence - a.sequence || lengthTo(b, byHash) - lengthTo(a, byHash));
  const chosen = new Map<number, Link>();
  let lowest = Number.POSITIVE_INFINITY;
  for (const end of ends) {
    if (end.sequence >= lowest) continue;
    let takenOver = false;
    for (let link: Link | undefined = end; link && (link.signed || takenOver); link = byHash.get(link.previousHash)) {
      chosen.set(link.sequence, link);
      lowest = link.sequence;
      takenOver ||= link.kind === 'agent.taken_over';
    }
  }
  return [...chosen.values()].sort((a, b) => a.sequence - b.sequence);
}

function lengthTo(end: Link, byHash: ReadonlyMap<string, Link>): number {
  let length = 0;
  for (let link: Link | undefined = end; link && length < 1000; link = byHash.get(link.previousHash)) length += 1;
  return length;
}
