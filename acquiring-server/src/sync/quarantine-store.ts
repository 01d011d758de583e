/** Entries that a mending put aside: kept as they came, never read for the books. */
import type { PoolClient } from 'pg';
import type { EntryClaim, JournalEntryOnWire, JournalErrorCode } from './journal-check.ts';
import type { NamedMending } from './journal-mending.ts';
import type { JournalOwner } from './journal-store.ts';

export interface Quarantined {
  sequence: number;
  errorCode: JournalErrorCode;
  /** 64 hexadecimal characters, as the entry claimed it. */
  hash: string;
}

export async function putInQuarantine(
  client: PoolClient,
  owner: JournalOwner,
  entry: { terminalId: string; claim: EntryClaim; errorCode: JournalErrorCode; mending: NamedMending; atMs: number },
): Promise<void> {
  const { claim, mending } = entry;
  await client.query(
    `INSERT INTO terminal_journal_quarantine (merchant_id, terminal_id, sequence, store_id, agent_id, error_code, hash,
       message, mending_entry_id, mending_hash, received_at_ms)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      owner.merchantId,
      entry.terminalId,
      claim.sequence,
      owner.storeId,
      owner.agentId,
      entry.errorCode,
      Buffer.from(claim.hash, 'hex'),
      Buffer.from(JSON.stringify(storedMessage(claim.message))),
      mending.mendingEntryId,
      Buffer.from(mending.mendingHash, 'hex'),
      entry.atMs,
    ],
  );
}

/** Those among sequences that were put aside. */
export async function readQuarantine(
  client: Pick<PoolClient, 'query'>,
  journal: { merchantId: string; terminalId: string },
  sequences: readonly number[],
): Promise<Quarantined[]> {
  const found = await client.query<{ sequence: bigint; error_code: JournalErrorCode; hash: Buffer }>(
    `SELECT sequence, error_code, hash FROM terminal_journal_quarantine
     WHERE merchant_id = $1 AND terminal_id = $2 AND sequence = ANY ($3::bigint[])`,
    [journal.merchantId, journal.terminalId, sequences],
  );
  return found.rows.map((row) => ({
    sequence: Number(row.sequence),
    errorCode: row.error_code,
    hash: row.hash.toString('hex'),
  }));
}

/** The entries themselves, as they came, for whoever must have the whole chain again. */
export async function readQuarantinedMessages(
  client: Pick<PoolClient, 'query'>,
  journal: { merchantId: string; terminalId: string },
  range: { afterSequence: number; limit: number },
): Promise<JournalEntryOnWire[]> {
  const found = await client.query<{ message: Buffer }>(
    `SELECT message FROM terminal_journal_quarantine
     WHERE merchant_id = $1 AND terminal_id = $2 AND sequence > $3 ORDER BY sequence LIMIT $4`,
    [journal.merchantId, journal.terminalId, range.afterSequence, range.limit],
  );
  return found.rows.map((row) => messageOf(JSON.parse(row.message.toString('utf8'))));
}

type StoredMessage = ReturnType<typeof storedMessage>;

function storedMessage(message: JournalEntryOnWire) {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  const { entryId, terminalId, sequence, kind, recordedAtMs, clockOffsetMs, payloadJson } = message;
  return {
    ...{ entryId, terminalId, sequence, kind, recordedAtMs, clockOffsetMs, payloadJson },
    previousHash: hex(message.previousHash),
    hash: hex(message.hash),
    signature: hex(message.signature),
  };
}

function messageOf(stored: StoredMessage): JournalEntryOnWire {
  return {
    ...stored,
    previousHash: Buffer.from(stored.previousHash, 'hex'),
    hash: Buffer.from(stored.hash, 'hex'),
    signature: Buffer.from(stored.signature, 'hex'),
  };
}
