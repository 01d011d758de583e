/** Reads a terminal's journal as it is held: what an agent lost comes back with its hashes and signatures. */
import { canonicalJson, type JsonValue } from '@qiantai/foundation';
import type { Database } from '../db/database.ts';
import type { JournalEntryOnWire } from './journal-check.ts';
import { readQuarantinedMessages } from './quarantine-store.ts';

export interface HeldEntry {
  entryId: string;
  terminalId: string;
  sequence: number;
  kind: string;
  recordedAtMs: number;
  clockOffsetMs: number;
  /** Canonical, as it was hashed. */
  payloadJson: string;
  previousHash: Buffer;
  hash: Buffer;
  signature: Buffer;
  /** Whose key signed it, as far as the server knows: the agent that sent it; empty for one that was put aside. */
  agentId: string;
}

export interface Signer {
  agentId: string;
  publicKeySpki: Buffer;
}

export interface JournalPage {
  entries: HeldEntry[];
  more: boolean;
  /** The agents that the store has had: an entry of one may have been sent by the one after it. */
  signers: Signer[];
}

interface Row {
  entry_id: string;
  terminal_id: string;
  sequence: bigint;
  kind: string;
  recorded_at_ms: bigint;
  clock_offset_ms: bigint;
  payload: JsonValue;
  previous_hash: Buffer;
  hash: Buffer;
  signature: Buffer;
  agent_id: string;
}

/** Letters of one page: what a client of gRPC takes by default is 4 MiB. */
const pageTextMax = 1_000_000;

export class JournalReadingStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Entries behind a sequence, in their order; a page ends early where its texts are long. */
  async page(
    reader: { merchantId: string; storeId: string },
    terminalId: string,
    options: { afterSequence: number; limit: number },
  ): Promise<JournalPage> {
    const found = await this.database.pool.query<Row>(
      `SELECT entry_id, terminal_id, sequence, kind, recorded_at_ms, clock_offset_ms, payload, previous_hash, hash,
         signature, agent_id
       FROM terminal_journal_entry WHERE merchant_id = $1 AND terminal_id = $2 AND sequence > $3
       ORDER BY sequence LIMIT $4`,
      [reader.merchantId, terminalId, options.afterSequence, options.limit + 1],
    );
    // Entries that a mending put aside belong to the chain: what follows them is chained to them.
    const aside = await readQuarantinedMessages(
      this.database.pool,
      { merchantId: reader.merchantId, terminalId },
      { afterSequence: options.afterSequence, limit: options.limit + 1 },
    );
    const all = [...found.rows.map(entryOf), ...aside.map(entryAside)].sort((a, b) => a.sequence - b.sequence);
    const page = withinText(all.slice(0, options.limit));
    return {
      entries: page,
      more: page.length < all.length,
      signers: page.length === 0 ? [] : await this.signersOf(reader),
    };
  }

  private async signersOf({ merchantId, storeId }: { merchantId: string; storeId: string }): Promise<Signer[]> {
    const found = await this.database.pool.query<{ agent_id: string; public_key_spki: Buffer }>(
      'SELECT agent_id, public_key_spki FROM agent WHERE merchant_id = $1 AND store_id = $2 ORDER BY agent_id LIMIT 100',
      [merchantId, storeId],
    );
    return found.rows.map((row) => ({ agentId: row.agent_id, publicKeySpki: row.public_key_spki }));
  }
}

function withinText(entries: HeldEntry[]): HeldEntry[] {
  let letters = 0;
  const past = entries.findIndex((entry, index) => {
    letters += entry.payloadJson.length;
    return index > 0 && letters > pageTextMax;
  });
  return past < 0 ? entries : entries.slice(0, past);
}

function entryAside(message: JournalEntryOnWire): HeldEntry {
  return {
    ...message,
    sequence: Number(message.sequence),
    recordedAtMs: Number(message.recordedAtMs),
    clockOffsetMs: Number(message.clockOffsetMs),
    previousHash: Buffer.from(message.previousHash),
    hash: Buffer.from(message.hash),
    signature: Buffer.from(message.signature),
    agentId: '',
  };
}

function entryOf(row: Row): HeldEntry {
  return {
    entryId: row.entry_id,
    terminalId: row.terminal_id,
    sequence: Number(row.sequence),
    kind: row.kind,
    recordedAtMs: Number(row.recorded_at_ms),
    clockOffsetMs: Number(row.clock_offset_ms),
    // What was hashed is the canonical text; the database keeps the value.
    payloadJson: canonicalJson(row.payload),
    previousHash: row.previous_hash,
    hash: row.hash,
    signature: row.signature,
    agentId: row.agent_id,
  };
}
