/**
 * The only ways by which rows leave the journal's table: entries that went another way than the server's are
 * put aside, entries that are sealed in an archive are taken out. The triggers that guard the table are away
 * for that one transaction, and a row goes only where its copy stands.
 */
import type { JournalKind, JournalPayload } from '@qiantai/protos';
import { agentError } from '../errors.ts';
import type { Store } from '../store/database.ts';
import { cashMinorOf, positionsPerTerminal, type StoredEntry } from './journal-store.ts';
import { type BranchEntry, kindsOfTheBranch } from './reconcile.ts';

/** As the migration made them. */
const guards = [
  ['journal_is_append_only_update', 'UPDATE', 'a journal entry never changes'],
  ['journal_is_append_only_delete', 'DELETE', 'a journal entry is never removed'],
] as const;

const entryColumns = `terminal_id, sequence, entry_id, kind, recorded_at_ms, clock_offset_ms, payload_json,
  previous_hash, hash, signature`;

interface IncomingRow {
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

interface BranchRow {
  sequence: number;
  kind: string;
  payload_json: string;
}

const pageRows = 500;

export interface RebaseRow {
  terminalId: string;
  atSequence: number;
  movedCount: number;
  restoredCount: number;
  rebasedAtMs: number;
}

export type JournalSurgeryStore = ReturnType<typeof openJournalSurgeryStore>;

const placesOfSequences = [
  ['payment', 'journal_sequence'],
  ['refund', 'journal_sequence'],
  ['sale', 'journal_sequence'],
  ['shift', 'opened_sequence'],
  ['shift', 'closed_sequence'],
] as const;

export function openJournalSurgeryStore(store: Store) {
  const { sql } = store;
  const addIncoming = sql.prepare(
    `INSERT INTO journal_incoming (${entryColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const incomingAfter = sql.prepare<[string, number, number], IncomingRow>(
    'SELECT * FROM journal_incoming WHERE terminal_id = ? AND sequence > ? ORDER BY sequence LIMIT ?',
  );
  const incomingCount = sql.prepare<[string], { count: number }>(
    'SELECT count(*) AS count FROM journal_incoming WHERE terminal_id = ?',
  );
  const incomingFact = sql.prepare<[string, string], { found: number }>(
    `SELECT EXISTS (SELECT 1 FROM journal_incoming WHERE terminal_id = ?
       AND kind NOT IN (SELECT value FROM json_each(?))) AS found`,
  );
  const countFrom = sql.prepare<[number, number], { count: number }>(
    'SELECT count(*) AS count FROM journal WHERE position BETWEEN ? AND ?',
  );
  const branchAfter = sql.prepare<[number, number, number], BranchRow>(
    `SELECT sequence, kind, payload_json FROM journal_branch WHERE rebase_id = ? AND sequence > ?
     ORDER BY sequence LIMIT ?`,
  );
  const lastIncoming = sql.prepare<[string, string], IncomingRow>(
    `SELECT * FROM journal_incoming WHERE terminal_id = ?
     AND sequence = (SELECT max(sequence) FROM journal_incoming WHERE terminal_id = ?)`,
  );
  const firstIncoming = sql.prepare<[string, string], IncomingRow>(
    `SELECT * FROM journal_incoming WHERE terminal_id = ?
     AND sequence = (SELECT min(sequence) FROM journal_incoming WHERE terminal_id = ?)`,
  );
  const clearIncoming = sql.prepare('DELETE FROM journal_incoming WHERE terminal_id = ?');
  const insert = sql.prepare(
    `INSERT INTO journal (position, ${entryColumns}, cash_total_minor) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const number = sql.prepare<[string], { terminal_number: number }>(
    'SELECT terminal_number FROM forwarding WHERE terminal_id = ?',
  );
  const cashBefore = sql.prepare<[number], { cash_total_minor: number }>(
    'SELECT cash_total_minor FROM journal WHERE position = ?',
  );
  const noteRebase = sql.prepare<[string, number, number, number, number], { rebase_id: number }>(
    `INSERT INTO journal_rebase (terminal_id, at_sequence, moved_count, restored_count, rebased_at_ms)
     VALUES (?, ?, ?, ?, ?) RETURNING rebase_id`,
  );
  const putAside = sql.prepare(
    `INSERT INTO journal_branch (rebase_id, ${entryColumns})
     SELECT ?, ${entryColumns} FROM journal WHERE position BETWEEN ? AND ?`,
  );
  const removeAside = sql.prepare(
    `DELETE FROM journal WHERE position BETWEEN ? AND ?
       AND sequence IN (SELECT sequence FROM journal_branch WHERE rebase_id = ?)`,
  );
  const dropCorrections = sql.prepare('DELETE FROM correction WHERE terminal_id = ? AND sequence >= ?');
  const removeArchived = sql.prepare(
    `DELETE FROM journal WHERE position BETWEEN ? AND ?
       AND EXISTS (SELECT 1 FROM journal_archive WHERE journal_archive.terminal_id = journal.terminal_id
         AND journal.sequence BETWEEN first_sequence AND last_sequence)`,
  );
  const rebases = sql.prepare<[string, number], { count: number }>(
    'SELECT count(*) AS count FROM journal_rebase WHERE terminal_id = ? AND moved_count > 0 AND rebased_at_ms > ?',
  );
  const place = sql.prepare(
    `UPDATE forwarding SET acknowledged_sequence = ?, status = 'recorded', leased_sequence = 0, unanswered_count = 0,
       rejected_count = 0, next_try_at_ms = 0, last_code = '', last_message = '' WHERE terminal_id = ?`,
  );
  const signers = sql.prepare<[], { public_key_spki: Buffer }>('SELECT public_key_spki FROM journal_signer');
  const addSigner = sql.prepare(
    'INSERT OR IGNORE INTO journal_signer (public_key_spki, agent_id, learned_at_ms) VALUES (?, ?, ?)',
  );

  function numberOf(terminalId: string): number {
    const row = number.get(terminalId);
    if (!row) throw agentError('JOURNAL_UNREADABLE', { why: `terminal ${terminalId} has no number` });
    return row.terminal_number;
  }

  const positionOf = (terminalId: string, sequence: number) => numberOf(terminalId) * positionsPerTerminal + sequence;
  const endOf = (terminalId: string) => numberOf(terminalId) * positionsPerTerminal + positionsPerTerminal - 1;

  /** Runs inside a transaction: a throw brings the guards back with everything else. */
  function withoutGuards(work: () => void): void {
    if (!sql.inTransaction)
      throw agentError('JOURNAL_UNREADABLE', { why: 'its guards go away within a transaction only' });
    for (const [name] of guards) sql.exec(`DROP TRIGGER ${name}`);
    work();
    for (const [name, event, words] of guards) {
      sql.exec(`CREATE TRIGGER ${name} BEFORE ${event} ON journal\nBEGIN SELECT RAISE(ABORT, '${words}'); END`);
    }
  }

  return {
    addIncoming(entries: readonly StoredEntry[]): void {
      const bytes = (hex: string) => Buffer.from(hex, 'hex');
      for (const entry of entries) {
        addIncoming.run(
          entry.terminalId,
          entry.sequence,
          entry.entryId,
          entry.kind,
          entry.recordedAtMs,
          entry.clockOffsetMs,
          entry.payloadJson,
          bytes(entry.previousHash),
          bytes(entry.hash),
          bytes(entry.signature),
        );
      }
    },
    firstIncoming: (terminalId: string): { sequence: number; previousHash: string } | undefined => {
      const row = firstIncoming.get(terminalId, terminalId);
      return row && { sequence: row.sequence, previousHash: row.previous_hash.toString('hex') };
    },
    lastIncoming: (terminalId: string): { sequence: number; hash: string } | undefined => {
      const row = lastIncoming.get(terminalId, terminalId);
      return row && { sequence: row.sequence, hash: row.hash.toString('hex') };
    },
    /** Read page by page, so that a journal of any length fits; other statements may run in between. */
    *incoming(terminalId: string): Generator<StoredEntry> {
      for (const row of inPages((after: number) => incomingAfter.all(terminalId, after, pageRows))) yield entryOf(row);
    },
    incomingCount: (terminalId: string): number => incomingCount.get(terminalId)?.count ?? 0,
    /** Whether something came that tells of more than the journal itself. */
    incomingHasFacts: (terminalId: string): boolean =>
      incomingFact.get(terminalId, JSON.stringify([...kindsOfTheBranch]))?.found === 1,
    /** How many entries stand in a journal from a sequence on. */
    countFrom: (terminalId: string, sequence: number): number =>
      countFrom.get(positionOf(terminalId, sequence), endOf(terminalId))?.count ?? 0,
    /** What a rebase put aside. */
    *branch(rebaseId: number): Generator<BranchEntry> {
      for (const row of inPages((after: number) => branchAfter.all(rebaseId, after, pageRows))) {
        yield { sequence: row.sequence, kind: row.kind as JournalKind, payloadJson: row.payload_json };
      }
    },
    clearIncoming: (terminalId: string): void => void clearIncoming.run(terminalId),
    /**
     * Puts the entries from a sequence on aside and the ones that came in their place; the journal's guards are
     * back when it returns. The caller has proved that they continue what stands before.
     */
    swap(rebase: RebaseRow, incomingEntries: Iterable<StoredEntry>): number {
      const rebaseId =
        noteRebase.get(
          rebase.terminalId,
          rebase.atSequence,
          rebase.movedCount,
          rebase.restoredCount,
          rebase.rebasedAtMs,
        )?.rebase_id ?? 0;
      const from = positionOf(rebase.terminalId, rebase.atSequence);
      const end = endOf(rebase.terminalId);
      // What was corrected there is told anew, and right.
      dropCorrections.run(rebase.terminalId, rebase.atSequence);
      withoutGuards(() => {
        putAside.run(rebaseId, from, end);
        const removed = removeAside.run(from, end, rebaseId).changes;
        if (removed !== rebase.movedCount) {
          throw agentError('JOURNAL_UNREADABLE', { why: `${removed} entries left it, not ${rebase.movedCount}` });
        }
      });
      addAtEnd(incomingEntries);
      return rebaseId;
    },
    /** Adds entries as they were signed. The caller has proved that they continue the journal. */
    addAtEnd,
    /** Takes out what an archive holds, through a sequence. */
    removeArchived(terminalId: string, throughSequence: number): number {
      let removed = 0;
      withoutGuards(() => {
        removed = removeArchived.run(positionOf(terminalId, 1), positionOf(terminalId, throughSequence)).changes;
      });
      return removed;
    },
    /** The rows of payments, refunds, sales and shifts point at the new sequences of their entries. */
    renumber(terminalId: string, moved: ReadonlyMap<number, number>): void {
      sql.exec('CREATE TEMP TABLE IF NOT EXISTS moved (old INTEGER PRIMARY KEY, new INTEGER NOT NULL)');
      sql.exec('DELETE FROM temp.moved');
      const add = sql.prepare('INSERT INTO temp.moved (old, new) VALUES (?, ?)');
      for (const [before, after] of moved) add.run(before, after);
      for (const [table, column] of placesOfSequences) {
        sql
          .prepare(
            `UPDATE ${table} SET ${column} = (SELECT new FROM temp.moved WHERE old = ${column})
             WHERE terminal_id = ? AND ${column} IN (SELECT old FROM temp.moved)`,
          )
          .run(terminalId);
      }
    },
    /** A terminal whose journal stood here never has its number yet. */
    knowTerminal(terminalId: string): void {
      if (!number.get(terminalId)) sql.prepare('INSERT INTO forwarding (terminal_id) VALUES (?)').run(terminalId);
    },
    /** How often entries were put aside since an instant. */
    rebasesSince: (terminalId: string, sinceMs: number): number => rebases.get(terminalId, sinceMs)?.count ?? 0,
    /** Everything up to a sequence is at the server, what is behind it waits. */
    setAcknowledged: (terminalId: string, sequence: number): void => void place.run(sequence, terminalId),
    signers: (): Buffer[] => signers.all().map((row) => row.public_key_spki),
    addSigner: (publicKeySpki: Uint8Array, agentId: string, atMs: number): void =>
      void addSigner.run(publicKeySpki, agentId, atMs),
  };

  function addAtEnd(entries: Iterable<StoredEntry>): void {
    let cashMinor: number | undefined;
    for (const entry of entries) {
      cashMinor ??= cashBefore.get(positionOf(entry.terminalId, entry.sequence) - 1)?.cash_total_minor ?? 0;
      cashMinor += Number(cashMinorOf(entry));
      insertEntry(entry, cashMinor);
    }
  }

  function insertEntry(entry: StoredEntry, cashTotalMinor: number): void {
    const bytes = (hex: string) => Buffer.from(hex, 'hex');
    insert.run(
      positionOf(entry.terminalId, entry.sequence),
      entry.terminalId,
      entry.sequence,
      entry.entryId,
      entry.kind,
      entry.recordedAtMs,
      entry.clockOffsetMs,
      entry.payloadJson,
      bytes(entry.previousHash),
      bytes(entry.hash),
      bytes(entry.signature),
      cashTotalMinor,
    );
  }
}

/** Rows in the order of their sequences, a page at a time. */
function* inPages<Row extends { sequence: number }>(pageAfter: (sequence: number) => Row[]): Generator<Row> {
  for (let page = pageAfter(0); page.length > 0; page = pageAfter(page.at(-1)?.sequence ?? 0)) yield* page;
}

function entryOf(row: IncomingRow): StoredEntry {
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
