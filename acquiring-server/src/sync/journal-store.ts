/** The terminals' journals in the database. Entries are appended under the lock of their journal's head. */
import { firstPreviousHash, type IdMint, type JournalEntry, type JournalKind, saleRecordSchema } from '@qiantai/protos';
import type { PoolClient } from 'pg';
import type { Database } from '../db/database.ts';
import { type ChainDecision, continueChain, type HeldEntries, type JournalHead } from './journal-chain.ts';
import type { CheckedEntry } from './journal-check.ts';
import { keepSale } from './sale-store.ts';
import { shiftKinds } from './shift-effects.ts';

export interface JournalOwner {
  merchantId: string;
  storeId: string;
  agentId: string;
}

/** Facts that do something to the books, through the payment core. */
export const kindsWithEffect = ['cash.taken', 'cash.handed_back', ...shiftKinds] as const satisfies JournalKind[];
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
    terminalId: string,
    entries: readonly CheckedEntry[],
    receivedAtMs: number,
  ): Promise<{ decisions: ChainDecision[]; states: ReadonlyMap<number, EntryState> }> {
    return await this.database.transaction(async (client) => {
      const head = await lockHead(client, owner, terminalId);
      const held = await readHeld(client, owner.merchantId, terminalId, entries);
      const { decisions, head: end } = continueChain(head, held, entries);
      const accepted = decisions.flatMap((decision) => (decision.kind === 'accepted' ? [decision.entry] : []));
      const states = new Map(held.states);
      if (accepted.length > 0) {
        for (const entry of accepted) {
          states.set(entry.sequence, await this.stateAtFirst(client, owner, entry, receivedAtMs));
        }
        await insertEntries(client, owner, accepted, states, receivedAtMs);
        await moveHead(client, owner.merchantId, terminalId, end);
      }
      return { decisions, states };
    });
  }

  async effectDone(due: DueEntry, exceptionCode: string): Promise<void> {
    await this.database.pool.query(
      `UPDATE terminal_journal_entry SET effect = 'done', exception_code = $4
       WHERE merchant_id = $1 AND terminal_id = $2 AND sequence = $3 AND effect = 'due'`,
      [due.merchantId, due.entry.terminalId, due.entry.sequence, exceptionCode],
    );
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
  private async stateAtFirst(
    client: PoolClient,
    owner: JournalOwner,
    entry: JournalEntry,
    atMs: number,
  ): Promise<EntryState> {
    if (hasEffect(entry)) return { effect: 'due', exceptionCode: '' };
    if (entry.kind !== 'sale.completed') return { effect: 'none', exceptionCode: '' };
    const { merchantId, storeId } = owner;
    const record = saleRecordSchema.parse(entry.payload);
    const place = { merchantId, storeId, terminalId: entry.terminalId };
    const exceptionCode = await keepSale(client, { place, journalSequence: entry.sequence, record });
    if (exceptionCode !== '') {
      await client.query(
        `INSERT INTO payment_exception (merchant_id, exception_id, code, subject_key, detail, status, opened_at_ms)
         VALUES ($1, $2, $3, $4, $5, 'open', $6) ON CONFLICT (merchant_id, subject_key, code) DO NOTHING`,
        [merchantId, this.ids.uuid7(), exceptionCode, record.saleId, `${entry.terminalId} ${entry.sequence}`, atMs],
      );
    }
    return { effect: 'none', exceptionCode };
  }
}

export function hasEffect(entry: JournalEntry): entry is JournalEntry<KindWithEffect> {
  return (kindsWithEffect as readonly JournalKind[]).includes(entry.kind);
}

async function lockHead(client: PoolClient, owner: JournalOwner, terminalId: string): Promise<JournalHead> {
  await client.query(
    `INSERT INTO terminal_journal (merchant_id, terminal_id, store_id, last_sequence, last_hash)
     VALUES ($1, $2, $3, 0, $4) ON CONFLICT (merchant_id, terminal_id) DO NOTHING`,
    [owner.merchantId, terminalId, owner.storeId, Buffer.from(firstPreviousHash, 'hex')],
  );
  const found = await client.query<{ last_sequence: bigint; last_hash: Buffer }>(
    'SELECT last_sequence, last_hash FROM terminal_journal WHERE merchant_id = $1 AND terminal_id = $2 FOR UPDATE',
    [owner.merchantId, terminalId],
  );
  const row = found.rows[0];
  if (!row) throw new Error(`the journal of ${terminalId} was not made`);
  return { sequence: Number(row.last_sequence), hash: row.last_hash.toString('hex') };
}

async function readHeld(
  client: PoolClient,
  merchantId: string,
  terminalId: string,
  entries: readonly CheckedEntry[],
): Promise<HeldEntries & { states: ReadonlyMap<number, EntryState> }> {
  const proved = entries.flatMap((checked) => (checked.kind === 'proved' ? [checked.entry] : []));
  const ids = proved.map((entry) => entry.entryId);
  const bySequence = await client.query<{
    sequence: bigint;
    hash: Buffer;
    effect: EntryState['effect'];
    exception_code: string;
  }>(
    `SELECT sequence, hash, effect, exception_code FROM terminal_journal_entry
     WHERE merchant_id = $1 AND terminal_id = $2 AND sequence = ANY ($3::bigint[])`,
    [merchantId, terminalId, proved.map((entry) => entry.sequence)],
  );
  const byId = await client.query<{ entry_id: string }>(
    'SELECT entry_id FROM terminal_journal_entry WHERE merchant_id = $1 AND entry_id = ANY ($2::uuid[])',
    [merchantId, ids],
  );
  return {
    hashes: new Map(bySequence.rows.map((row) => [Number(row.sequence), row.hash.toString('hex')])),
    entryIds: new Set(byId.rows.map((row) => row.entry_id)),
    states: new Map(
      bySequence.rows.map((row) => [Number(row.sequence), { effect: row.effect, exceptionCode: row.exception_code }]),
    ),
  };
}

async function insertEntries(
  client: PoolClient,
  owner: JournalOwner,
  entries: readonly JournalEntry[],
  states: ReadonlyMap<number, EntryState>,
  receivedAtMs: number,
): Promise<void> {
  const bytes = (hex: string) => Buffer.from(hex, 'hex');
  await client.query(
    `INSERT INTO terminal_journal_entry (merchant_id, store_id, agent_id, received_at_ms, terminal_id, sequence,
       entry_id, kind, recorded_at_ms, clock_offset_ms, payload, previous_hash, hash, signature, effect, exception_code)
     SELECT $1, $2, $3, $4, given.*
     FROM unnest($5::text[], $6::bigint[], $7::uuid[], $8::text[], $9::bigint[], $10::bigint[], $11::jsonb[],
       $12::bytea[], $13::bytea[], $14::bytea[], $15::text[], $16::text[]) AS given`,
    [
      owner.merchantId,
      owner.storeId,
      owner.agentId,
      receivedAtMs,
      entries.map((entry) => entry.terminalId),
      entries.map((entry) => entry.sequence),
      entries.map((entry) => entry.entryId),
      entries.map((entry) => entry.kind),
      entries.map((entry) => entry.recordedAtMs),
      entries.map((entry) => entry.clockOffsetMs),
      entries.map((entry) => JSON.stringify(entry.payload)),
      entries.map((entry) => bytes(entry.previousHash)),
      entries.map((entry) => bytes(entry.hash)),
      entries.map((entry) => bytes(entry.signature)),
      entries.map((entry) => states.get(entry.sequence)?.effect ?? 'none'),
      entries.map((entry) => states.get(entry.sequence)?.exceptionCode ?? ''),
    ],
  );
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
