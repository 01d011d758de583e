/**
 * Whether the database is whole: by SQLite's own checks, and entry by entry of the journals, which prove
 * themselves. While the agent runs it is done in slices, with pauses in between, so that sales do not wait.
 */
import type { KeyObject } from 'node:crypto';
import { firstPreviousHash, journalEntryHash } from '@qiantai/protos';
import Sqlite from 'better-sqlite3';
import { entriesIn, type JournalStore } from '../journal/journal-store.ts';
import { mendedHashOf } from '../journal/mended.ts';
import { isSignedBy } from '../journal/prove-entry.ts';
import type { Store } from './database.ts';

const entriesPerSlice = 50;
/** The last ones are proved by their signatures too: that takes ten times as long. */
const signaturesOfTail = 200;

/**
 * Of a file that nobody has open. `opening`: its header, log and schema read; `thorough`: every page does.
 * Undefined where it is whole.
 */
export function integrityOf(file: string, how: 'opening' | 'thorough'): string | undefined {
  const sql = new Sqlite(file);
  try {
    sql.pragma('journal_mode = WAL');
    sql.prepare('SELECT count(*) FROM sqlite_master').get();
    if (how === 'opening') return undefined;
    const pages = sql.pragma('integrity_check(10)') as Array<{ integrity_check: string }>;
    return findingOf(pages, 'integrity_check') ?? entriesAreWhole(sql);
  } finally {
    sql.close();
  }
}

/** A bit that turned within a cell is seen by the entry's own hash, and by nothing else. */
function entriesAreWhole(sql: Sqlite.Database): string | undefined {
  if (!tablesOf(sql).includes('journal')) return undefined;
  const ends = new Map<string, { sequence: number; hash: string }>();
  // Entries that do not hold, until a mending names them.
  const waiting = new Map<string, string>();
  for (const entry of entriesIn(sql)) {
    const before = ends.get(entry.terminalId);
    const follows = !before || (entry.sequence === before.sequence + 1 && entry.previousHash === before.hash);
    const words = `entry ${entry.sequence} of ${entry.terminalId} does not hold`;
    if (!follows) return words;
    if (journalEntryHash(entry, entry.payloadJson) !== entry.hash) waiting.set(entry.hash, words);
    else waiting.delete(mendedHashOf(entry) ?? '');
    ends.set(entry.terminalId, entry);
  }
  return [...waiting.values()][0];
}

/**
 * One slice after another; `pause` is waited for in between. Resolves with what is wrong first, undefined where
 * nothing is.
 */
export async function checkInSlices(parts: {
  store: Store;
  journal: JournalStore;
  keys: () => readonly KeyObject[];
  /** False ends the check. */
  pause: () => Promise<boolean>;
}): Promise<string | undefined> {
  const { store, journal } = parts;
  for (const { terminalId } of journal.heads()) {
    const wrong = await checkJournal(terminalId);
    if (wrong !== undefined) return wrong;
  }
  for (const table of tablesOf(store.sql)) {
    if (!(await parts.pause())) return undefined;
    const wrong = findingOf(
      store.sql.pragma(`quick_check("${table}")`) as Array<{ quick_check: string }>,
      'quick_check',
    );
    if (wrong !== undefined) return `${table}: ${wrong}`;
  }
  return undefined;

  async function checkJournal(terminalId: string): Promise<string | undefined> {
    const first = journal.first(terminalId);
    const last = journal.head(terminalId)?.sequence ?? 0;
    let before = { sequence: (first?.sequence ?? 1) - 1, hash: first?.previousHash ?? firstPreviousHash };
    while (before.sequence < last && (await parts.pause())) {
      const page = journal.signedAfter(terminalId, before.sequence, entriesPerSlice);
      if (page.length === 0) return undefined;
      for (const entry of page) {
        const { sequence, payloadJson, signature } = entry;
        const previousHash = entry.previousHash.toString('hex');
        const hash = entry.hash.toString('hex');
        const follows = sequence === before.sequence + 1 && previousHash === before.hash;
        const proves =
          journalEntryHash({ ...entry, previousHash }, payloadJson) === hash &&
          (sequence <= last - signaturesOfTail ||
            isSignedBy({ hash, signature: signature.toString('hex') }, parts.keys()));
        const holds = follows && (proves || journal.mendings(terminalId).some((one) => mendedHashOf(one) === hash));
        // Another one may have been put in its place meanwhile, by the path that may do that.
        if (!holds && journal.hashAt(terminalId, sequence) === hash) {
          return `entry ${sequence} of ${terminalId} does not hold`;
        }
        if (!holds) return undefined;
        before = { sequence, hash };
      }
    }
    return undefined;
  }
}

function tablesOf(sql: Sqlite.Database): string[] {
  return sql
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND (name NOT LIKE 'sqlite_%' OR name = 'sqlite_sequence')",
    )
    .all()
    .map((row) => row.name);
}

function findingOf(rows: ReadonlyArray<Record<string, string>>, column: string): string | undefined {
  const wrong = rows.map((row) => row[column] ?? '').filter((text) => text !== 'ok');
  return wrong.length === 0 ? undefined : wrong.join('; ').slice(0, 300);
}
