/** The terminals' journals in the database. Entries are appended under the lock of their journal's head. */
import { firstPreviousHash, type IdMint, type JournalEntry, type JournalKind, type SaleRecord } from '@qiantai/protos';
import type { PoolClient } from 'pg';
import { bytesArray, plainArray, textArray } from '../db/array-literal.ts';
import type { Database } from '../db/database.ts';
import { type ChainDecision, continueChain, type HeldEntries, type JournalHead } from './journal-chain.ts';
import type { CheckedEntry } from './journal-check.ts';
import type { Mendings } from './journal-mending.ts';
import { putInQuarantine, readQuarantine } from './quarantine-store.ts';
import { keepSales } from './sale-store.ts';
import { shiftKinds } from './shift-effects.ts';

export interface JournalOwner {
  merchantId: string;
  storeId: string;
  agentId: string;
}

/** Facts that do something to the books, through the payment core. */
export const kindsWithEffect = [
  'cash.taken',
  'card.taken_offline',
  'cash.handed_back',
  ...shiftKinds,
] as const satisfies JournalKind[];
export type KindWithEffect = (typeof kindsWithEffect)[number];

/** What stands behind an entry that is held: whether its effect is durable, and the exception it opened. */
export interface EntryState {
  effect: 'none' | 'due' | 'done';
  exceptionCode: string;
}

/** An entry whose effect is not yet known to be durable. */
export interface DueEntry {
  merchantId: string;
  storeId: string;
  entry: JournalEntry<KindWithEffect>;
}

export class JournalStore {
  private readonly database: Database;
  private readonly ids: IdMint;

  constructor(options: { database: Database; ids: IdMint }) {
    this.database = options.database;
    this.ids = options.ids;
  }

  /**
   * Appends what continues the terminal's journal, sales with it, in one transaction. The entries are of one
   * terminal and in the order in which they came.
   */
  async append(
    owner: JournalOwner,
    journal: { terminalId: string; entries: readonly CheckedEntry[]; mendings: Mendings },
    receivedAtMs: number,
  ): Promise<{ decisions: ChainDecision[]; states: ReadonlyMap<number, EntryState>; head: JournalHead }> {
    const { terminalId, entries, mendings } = journal;
    return await this.database.transaction(async (client) => {
      const before = await lockHead(client, owner, terminalId);
      const held = await readHeld(client, { merchantId: owner.merchantId, terminalId, head: before }, entries);
      const { decisions, head } = continueChain(before, held, entries, mendings);
      const accepted = decisions.flatMap((decision) => (decision.kind === 'accepted' ? [decision] : []));
      const states = new Map(held.states);
      if (accepted.length > 0) {
        const first = await this.statesAtFirst(client, owner, accepted, receivedAtMs);
        for (const [sequence, state] of first) states.set(sequence, state);
        await insertEntries(client, owner, accepted, states, receivedAtMs);
      }
      for (const decision of decisions) {
        if (decision.kind !== 'quarantined') continue;
        const { claim, errorCode } = decision;
        const mending = mendings.get(claim.sequence);
        if (!mending) throw new TypeError(`entry ${claim.sequence} was put aside without a mending`);
        await putInQuarantine(client, owner, { terminalId, claim, errorCode, mending, atMs: receivedAtMs });
      }
      if (head.sequence > before.sequence) await moveHead(client, owner.merchantId, terminalId, head);
      return { decisions, states, head };
    });
  }

  /** Effects that are durable now, all at once: with the exception of each, or ''. */
  async effectsDone(done: ReadonlyMap<DueEntry, string>): Promise<void> {
    if (done.size === 0) return;
    const given = [...done].map(([{ merchantId, entry }, code]) => ({ merchantId, entry, code }));
    await this.database.pool.query({
      name: 'journal.effects_done',
      text: `UPDATE terminal_journal_entry AS held SET effect = 'done', exception_code = given.code
        FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[]) AS given (merchant_id, terminal_id, sequence, code)
        WHERE held.merchant_id = given.merchant_id AND held.terminal_id = given.terminal_id
          AND held.sequence = given.sequence AND held.effect = 'due'`,
      values: [
        given.map(({ merchantId }) => merchantId),
        given.map(({ entry }) => entry.terminalId),
        given.map(({ entry }) => entry.sequence),
        given.map(({ code }) => code),
      ],
    });
  }

  /** Where journals end; one that has no entry stands at sequence 0. */
  async heads(merchantId: string, terminalIds: readonly string[]): Promise<Map<string, JournalHead>> {
    const found = await this.database.pool.query<HeadRow & { terminal_id: string }>({
      name: 'journal.heads',
      text: `SELECT terminal_id, last_sequence, last_hash FROM terminal_journal
        WHERE merchant_id = $1 AND terminal_id = ANY ($2::text[])`,
      values: [merchantId, terminalIds],
    });
    const held = new Map(found.rows.map((row) => [row.terminal_id, headOf(row)]));
    return new Map(terminalIds.map((terminalId) => [terminalId, held.get(terminalId) ?? firstHead]));
  }

  /** Entries whose effect was cut off, oldest first, received before an instant. */
  async dueEntries(receivedBeforeMs: number, limit: number): Promise<DueEntry[]> {
    const found = await this.database.pool.query<EntryRow>(
      `SELECT merchant_id, store_id, terminal_id, sequence, entry_id, kind, recorded_at_ms, clock_offset_ms, payload,
         previous_hash, hash, signature
       FROM terminal_journal_entry WHERE effect = 'due' AND received_at_ms < $1
       ORDER BY merchant_id, terminal_id, sequence LIMIT $2`,
      [receivedBeforeMs, limit],
    );
    return found.rows.map((row) => ({ merchantId: row.merchant_id, storeId: row.store_id, entry: entryOf(row) }));
  }

  /** A sale's effect is a row of this database, so it is there with the entry or not at all. */
  private async statesAtFirst(
    client: PoolClient,
    owner: JournalOwner,
    accepted: ReadonlyArray<{ entry: JournalEntry; payloadJson: string }>,
    atMs: number,
  ): Promise<Map<number, EntryState>> {
    const { merchantId, storeId } = owner;
    const sales = accepted
      .filter(({ entry }) => entry.kind === 'sale.completed')
      .map(({ entry, payloadJson }) => ({
        place: { merchantId, storeId, terminalId: entry.terminalId },
        journalSequence: entry.sequence,
        record: entry.payload as SaleRecord,
        recordJson: payloadJson,
      }));
    const codes = await keepSales(client, sales);
    const offending = sales.filter((sale) => codes.get(sale.journalSequence));
    if (offending.length > 0) {
      await client.query(
        `INSERT INTO payment_exception (merchant_id, exception_id, code, subject_key, detail, status, opened_at_ms)
         SELECT $1, given.*, 'open', $2 FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[]) AS given
         ON CONFLICT (merchant_id, subject_key, code) DO NOTHING`,
        [
          merchantId,
          atMs,
          offending.map(() => this.ids.uuid7()),
          offending.map((sale) => codes.get(sale.journalSequence)),
          offending.map((sale) => sale.record.saleId),
          offending.map((sale) => `${sale.place.terminalId} ${sale.journalSequence}`),
        ],
      );
    }
    return new Map(
      accepted.map(({ entry }) => [
        entry.sequence,
        { effect: hasEffect(entry) ? 'due' : 'none', exceptionCode: codes.get(entry.sequence) ?? '' },
      ]),
    );
  }
}

export function hasEffect(entry: JournalEntry): entry is JournalEntry<KindWithEffect> {
  return (kindsWithEffect as readonly JournalKind[]).includes(entry.kind);
}

interface HeadRow {
  last_sequence: bigint;
  last_hash: Buffer;
}

const firstHead: JournalHead = { sequence: 0, hash: firstPreviousHash };

function headOf(row: HeadRow): JournalHead {
  return { sequence: Number(row.last_sequence), hash: row.last_hash.toString('hex') };
}

async function lockHead(client: PoolClient, owner: JournalOwner, terminalId: string): Promise<JournalHead> {
  const lock = async () => {
    const found = await client.query<HeadRow>({
      name: 'journal.lock_head',
      text: `SELECT last_sequence, last_hash FROM terminal_journal
        WHERE merchant_id = $1 AND terminal_id = $2 FOR UPDATE`,
      values: [owner.merchantId, terminalId],
    });
    return found.rows[0] && headOf(found.rows[0]);
  };
  const held = await lock();
  if (held) return held;
  await client.query(
    `INSERT INTO terminal_journal (merchant_id, terminal_id, store_id, last_sequence, last_hash)
     VALUES ($1, $2, $3, 0, $4) ON CONFLICT (merchant_id, terminal_id) DO NOTHING`,
    [owner.merchantId, terminalId, owner.storeId, Buffer.from(firstPreviousHash, 'hex')],
  );
  const made = await lock();
  if (!made) throw new Error(`the journal of ${terminalId} was not made`);
  return made;
}

async function readHeld(
  client: PoolClient,
  journal: { merchantId: string; terminalId: string; head: JournalHead },
  entries: readonly CheckedEntry[],
): Promise<HeldEntries & { states: ReadonlyMap<number, EntryState> }> {
  const { merchantId, terminalId, head } = journal;
  const proved = entries.flatMap((checked) => (checked.kind === 'proved' ? [checked.entry] : []));
  const sequences = entries.flatMap((checked) =>
    checked.kind === 'proved' ? checked.entry.sequence : (checked.claim?.sequence ?? []),
  );
  const behind = sequences.filter((sequence) => sequence <= head.sequence);
  const known = behind.length > 0 ? await readEntries(client, { merchantId, terminalId }, behind) : [];
  const aside = behind.length > 0 ? await readQuarantine(client, { merchantId, terminalId }, behind) : [];
  const byId = await client.query<{ entry_id: string }>({
    name: 'journal.entry_ids',
    text: 'SELECT entry_id FROM terminal_journal_entry WHERE merchant_id = $1 AND entry_id = ANY ($2::uuid[])',
    values: [merchantId, proved.map((entry) => entry.entryId)],
  });
  return {
    hashes: new Map([
      ...known.map((row) => [Number(row.sequence), row.hash.toString('hex')] as const),
      ...aside.map(({ sequence, hash }) => [sequence, hash] as const),
    ]),
    entryIds: new Set(byId.rows.map((row) => row.entry_id)),
    quarantined: new Map(aside.map(({ sequence, errorCode }) => [sequence, errorCode])),
    states: new Map(
      known.map((row) => [Number(row.sequence), { effect: row.effect, exceptionCode: row.exception_code }]),
    ),
  };
}

async function readEntries(
  client: PoolClient,
  journal: { merchantId: string; terminalId: string },
  sequences: readonly number[],
) {
  const found = await client.query<{
    sequence: bigint;
    hash: Buffer;
    effect: EntryState['effect'];
    exception_code: string;
  }>(
    `SELECT sequence, hash, effect, exception_code FROM terminal_journal_entry
     WHERE merchant_id = $1 AND terminal_id = $2 AND sequence = ANY ($3::bigint[])`,
    [journal.merchantId, journal.terminalId, sequences],
  );
  return found.rows;
}

async function insertEntries(
  client: PoolClient,
  owner: JournalOwner,
  accepted: ReadonlyArray<{ entry: JournalEntry; payloadJson: string }>,
  states: ReadonlyMap<number, EntryState>,
  receivedAtMs: number,
): Promise<void> {
  const entries = accepted.map(({ entry }) => entry);
  await client.query({
    name: 'journal.insert_entries',
    text: `INSERT INTO terminal_journal_entry (merchant_id, store_id, agent_id, received_at_ms, terminal_id, sequence,
       entry_id, kind, recorded_at_ms, clock_offset_ms, payload, previous_hash, hash, signature, effect, exception_code)
     SELECT $1, $2, $3, $4, given.*
     FROM unnest($5::text[], $6::bigint[], $7::uuid[], $8::text[], $9::bigint[], $10::bigint[], $11::jsonb[],
       $12::bytea[], $13::bytea[], $14::bytea[], $15::text[], $16::text[]) AS given`,
    values: [
      owner.merchantId,
      owner.storeId,
      owner.agentId,
      receivedAtMs,
      textArray(entries.map((entry) => entry.terminalId)),
      plainArray(entries.map((entry) => entry.sequence)),
      plainArray(entries.map((entry) => entry.entryId)),
      textArray(entries.map((entry) => entry.kind)),
      plainArray(entries.map((entry) => entry.recordedAtMs)),
      plainArray(entries.map((entry) => entry.clockOffsetMs)),
      textArray(accepted.map(({ payloadJson }) => payloadJson)),
      bytesArray(entries.map((entry) => entry.previousHash)),
      bytesArray(entries.map((entry) => entry.hash)),
      bytesArray(entries.map((entry) => entry.signature)),
      plainArray(entries.map((entry) => states.get(entry.sequence)?.effect ?? 'none')),
      textArray(entries.map((entry) => states.get(entry.sequence)?.exceptionCode ?? '')),
    ],
  });
}

async function moveHead(client: PoolClient, merchantId: string, terminalId: string, head: JournalHead): Promise<void> {
  await client.query(
    'UPDATE terminal_journal SET last_sequence = $3, last_hash = $4 WHERE merchant_id = $1 AND terminal_id = $2',
    [merchantId, terminalId, head.sequence, Buffer.from(head.hash, 'hex')],
  );
}

interface EntryRow {
  merchant_id: string;
  store_id: string;
  terminal_id: string;
  sequence: bigint;
  entry_id: string;
  kind: KindWithEffect;
  recorded_at_ms: bigint;
  clock_offset_ms: bigint;
  payload: JournalEntry<KindWithEffect>['payload'];
  previous_hash: Buffer;
  hash: Buffer;
  signature: Buffer;
}

function entryOf(row: EntryRow): JournalEntry<KindWithEffect> {
  return {
    entryId: row.entry_id,
    terminalId: row.terminal_id,
    sequence: Number(row.sequence),
    kind: row.kind,
    recordedAtMs: Number(row.recorded_at_ms),
    clockOffsetMs: Number(row.clock_offset_ms),
    payload: row.payload,
    previousHash: row.previous_hash.toString('hex'),
    hash: row.hash.toString('hex'),
    signature: row.signature.toString('hex'),
  };
}
