/** The journal's table. */
import { firstPreviousHash, type JournalEntry, type JournalKind, type JournalPayload } from '@qiantai/protos';
import type Sqlite from 'better-sqlite3';
import { agentError } from '../errors.ts';

/** The end of a terminal's journal: what the next entry follows. */
export interface JournalHead {
  terminalNumber: number;
  sequence: number;
  hash: Uint8Array;
  /** 64 hexadecimal characters. */
  hashHex: string;
  /** Cash of the terminal so far, minor units. */
  cashTotalMinor: bigint;
}

export interface TerminalHead {
  terminalId: string;
  sequence: number;
  hash: string;
  recordedAtMs: number;
}

interface EntryRow {
  terminal_id: string;
  sequence: number;
  entry_id: string;
  kind: string;
  recorded_at_ms: number;
  clock_offset_ms: number;
  payload_json: string;
  previous_hash: Buffer;
  hash: Buffer;
  signature: Buffer;
}

/** `payloadJson` is stored as it was hashed: canonical, so it need not be made again. */
export interface StoredEntry extends JournalEntry {
  payloadJson: string;
}

/** An entry as it goes to the server: what was signed, without another look at the payload. */
export interface SignedEntry extends Omit<JournalEntry, 'payload' | 'previousHash' | 'hash' | 'signature'> {
  payloadJson: string;
  previousHash: Buffer;
  hash: Buffer;
  signature: Buffer;
}

/** What a row has beside its entry; the bytes are those of the entry's hexadecimal texts. */
export interface EntryBytes {
  terminalNumber: number;
  previousHash: Uint8Array;
  hash: Uint8Array;
  signature: Uint8Array;
  cashTotalMinor: bigint;
}

export type JournalStore = ReturnType<typeof openJournalStore>;

/** An entry's position: the number of its terminal in the upper bits, its sequence in the lower 32. */
export const positionsPerTerminal = 2 ** 32;

interface HeadRow {
  terminal_number: number;
  terminal_id: string;
  sequence: number;
  hash: Buffer;
  recorded_at_ms: number;
  cash_total_minor: number;
}

export function openJournalStore(sql: Sqlite.Database) {
  const headOf = `SELECT terminal_number, journal.* FROM forwarding JOIN journal ON position = (
    SELECT max(position) FROM journal
    WHERE position BETWEEN terminal_number << 32 AND (terminal_number << 32) + 4294967295)`;
  const head = sql.prepare<[string], HeadRow>(`${headOf} WHERE forwarding.terminal_id = ?`);
  const heads = sql.prepare<[], HeadRow>(`${headOf} ORDER BY forwarding.terminal_id`);
  const number = sql.prepare<[string], { terminal_number: number }>(
    'INSERT INTO forwarding (terminal_id) VALUES (?) RETURNING terminal_number',
  );
  const insert = sql.prepare(
    `INSERT INTO journal (position, terminal_id, sequence, entry_id, kind, recorded_at_ms, clock_offset_ms,
       payload_json, previous_hash, hash, signature, cash_total_minor) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const after = sql.prepare<[number, number, string, number], EntryRow>(
    `SELECT journal.* FROM forwarding JOIN journal
       ON position BETWEEN (terminal_number << 32) + ? AND (terminal_number << 32) + ?
     WHERE forwarding.terminal_id = ? ORDER BY position LIMIT ?`,
  );
  const hashAt = sql.prepare<[number, string], { hash: Buffer }>(
    `SELECT journal.hash FROM forwarding JOIN journal ON position = (terminal_number << 32) + ?
     WHERE forwarding.terminal_id = ?`,
  );
  const first = sql.prepare<[string], { sequence: number; previous_hash: Buffer }>(
    `SELECT sequence, previous_hash FROM forwarding JOIN journal ON position = (
       SELECT min(position) FROM journal
       WHERE position BETWEEN terminal_number << 32 AND (terminal_number << 32) + 4294967295)
     WHERE forwarding.terminal_id = ?`,
  );
  const mendings = sql.prepare<[string], EntryRow>(
    `SELECT journal.* FROM journal WHERE kind = 'queue.mended' AND terminal_id = ? ORDER BY position`,
  );
  return {
    /** What persons did with rows of the queue: few, and looked for by few. */
    mendings: (terminalId: string): StoredEntry[] => mendings.all(terminalId).map(entryOf),
    /** Of an entry that is in the table, 64 hexadecimal characters. */
    hashAt: (terminalId: string, sequence: number): string | undefined =>
      hashAt.get(sequence, terminalId)?.hash.toString('hex'),
    /** What an entry with this sequence follows: 64 zeros for the first, undefined where that is not known here. */
    hashBefore(terminalId: string, sequence: number): string | undefined {
      if (sequence === 1) return firstPreviousHash;
      const held = hashAt.get(sequence - 1, terminalId)?.hash.toString('hex');
      const row = held === undefined ? first.get(terminalId) : undefined;
      return row?.sequence === sequence ? row.previous_hash.toString('hex') : held;
    },
    /** The first entry that is in the table, and what it follows: an archive holds the ones before. */
    first(terminalId: string): { sequence: number; previousHash: string } | undefined {
      const row = first.get(terminalId);
      return row && { sequence: row.sequence, previousHash: row.previous_hash.toString('hex') };
    },
    head(terminalId: string): JournalHead | undefined {
      const row = head.get(terminalId);
      return (
        row && {
          terminalNumber: row.terminal_number,
          sequence: row.sequence,
          hash: row.hash,
          hashHex: row.hash.toString('hex'),
          cashTotalMinor: BigInt(row.cash_total_minor),
        }
      );
    },
    /** Gives a terminal its number, with its first entry. */
    addTerminal(terminalId: string): number {
      const row = number.get(terminalId);
      if (!row) throw agentError('JOURNAL_UNREADABLE', { why: `terminal ${terminalId} got no number` });
      return row.terminal_number;
    },
    insert(entry: StoredEntry, bytes: EntryBytes): void {
      insert.run(
        bytes.terminalNumber * positionsPerTerminal + entry.sequence,
        entry.terminalId,
        entry.sequence,
        entry.entryId,
        entry.kind,
        entry.recordedAtMs,
        entry.clockOffsetMs,
        entry.payloadJson,
        bytes.previousHash,
        bytes.hash,
        bytes.signature,
        bytes.cashTotalMinor,
      );
    },
    /** Entries of a terminal behind a sequence, in their order. */
    after: (terminalId: string, sequence: number, limit: number): StoredEntry[] =>
      after.all(sequence + 1, positionsPerTerminal - 1, terminalId, limit).map(entryOf),
    /** The same entries as they go to the server. */
    signedAfter: (terminalId: string, sequence: number, limit: number): SignedEntry[] =>
      after.all(sequence + 1, positionsPerTerminal - 1, terminalId, limit).map(signedEntryOf),
    entries: () => entriesIn(sql),
    heads(): TerminalHead[] {
      return heads.all().map((row) => ({
        terminalId: row.terminal_id,
        sequence: row.sequence,
        hash: row.hash.toString('hex'),
        recordedAtMs: row.recorded_at_ms,
      }));
    },
  };
}

/** What an entry adds to the cash of its terminal, minor units. */
export function cashMinorOf(entry: JournalEntry): bigint {
  if (entry.kind === 'cash.taken') return BigInt((entry.payload as JournalPayload<'cash.taken'>).amountMinor);
  if (entry.kind === 'cash.handed_back') {
    return -BigInt((entry.payload as JournalPayload<'cash.handed_back'>).amountMinor);
  }
  return 0n;
}

/** All entries of a database, also of one that an earlier version of the agent wrote. */
export function* entriesIn(sql: Sqlite.Database): Generator<StoredEntry> {
  const all = sql.prepare<[], EntryRow>('SELECT * FROM journal ORDER BY terminal_id, sequence');
  for (const row of all.iterate()) yield entryOf(row);
}

function signedEntryOf(row: EntryRow): SignedEntry {
  return {
    entryId: row.entry_id,
    terminalId: row.terminal_id,
    sequence: row.sequence,
    kind: row.kind as JournalKind,
    recordedAtMs: row.recorded_at_ms,
    clockOffsetMs: row.clock_offset_ms,
    payloadJson: row.payload_json,
    previousHash: row.previous_hash,
    hash: row.hash,
    signature: row.signature,
  };
}

function entryOf(row: EntryRow): StoredEntry {
  return {
    entryId: row.entry_id,
    terminalId: row.terminal_id,
    sequence: row.sequence,
    kind: row.kind as JournalKind,
    recordedAtMs: row.recorded_at_ms,
    clockOffsetMs: row.clock_offset_ms,
    payload: JSON.parse(row.payload_json) as JournalPayload,
    payloadJson: row.payload_json,
    previousHash: row.previous_hash.toString('hex'),
    hash: row.hash.toString('hex'),
    signature: row.signature.toString('hex'),
  };
}
