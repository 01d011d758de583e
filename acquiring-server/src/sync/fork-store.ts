/**
 * What speaks against a store having one agent and one journal: entries that fork it, and starts of an agent
 * that speak by turns. Each becomes an exception for a person; neither changes what the journal holds.
 */
import type { IdMint, JournalEntry } from '@qiantai/protos';
import type { PoolClient } from 'pg';
import type { Database } from '../db/database.ts';

export interface ForkingAgent {
  merchantId: string;
  agentId: string;
}

/** Starts of one agent that are remembered. */
const bootsKept = 20;
/** Agents whose last start is remembered here, and for how long: each probe comes by here. */
const heardAgentsMax = 10_000;
const heardForMs = 10_000;

export class ForkStore {
  private readonly database: Database;
  private readonly ids: IdMint;
  private readonly heard = new Map<string, { bootId: string; atMs: number }>();

  constructor(options: { database: Database; ids: IdMint }) {
    this.database = options.database;
    this.ids = options.ids;
  }

  /** Keeps entries of one terminal that were refused as forks, and opens JOURNAL_FORKED for the terminal. */
  async recordForks(agent: ForkingAgent, entries: readonly JournalEntry[], atMs: number): Promise<void> {
    const first = entries[0];
    if (!first) return;
    await this.database.transaction(async (client) => {
      // The entries behind the first one follow it, and fork for no reason of their own.
      await client.query(
        `INSERT INTO terminal_journal_fork (merchant_id, terminal_id, sequence, offered_hash, held_hash, agent_id, kind,
           payload, times, first_seen_at_ms, last_seen_at_ms)
         SELECT $1, $2, $3, $4, coalesce(
             (SELECT hash FROM terminal_journal_entry WHERE merchant_id = $1 AND terminal_id = $2 AND sequence = $3),
             (SELECT last_hash FROM terminal_journal WHERE merchant_id = $1 AND terminal_id = $2)),
           $5, $6, $7, 1, $8, $8
         ON CONFLICT (merchant_id, terminal_id, sequence, offered_hash)
         DO UPDATE SET times = terminal_journal_fork.times + 1, last_seen_at_ms = excluded.last_seen_at_ms`,
        [
          agent.merchantId,
          first.terminalId,
          first.sequence,
          Buffer.from(first.hash, 'hex'),
          agent.agentId,
          first.kind,
          JSON.stringify(first.payload),
          atMs,
        ],
      );
      await this.openException(client, agent.merchantId, {
        code: 'JOURNAL_FORKED',
        subject: first.terminalId,
        detail: `agent ${agent.agentId} sent another entry ${first.sequence}`,
        atMs,
      });
    });
  }

  /**
   * Notes which start of an agent speaks. One that speaks again after a later start was heard is a second
   * process with the same identity: the answer is true, and AGENT_CLONED is opened for the agent.
   */
  async hearBoot(agent: ForkingAgent, bootId: string, atMs: number): Promise<boolean> {
    const name = `${agent.merchantId}\n${agent.agentId}`;
    const known = this.heard.get(name);
    if (known?.bootId === bootId && atMs - known.atMs < heardForMs) return false;
    const cloned = await this.database.transaction(async (client) => {
      const isOlder = await noteBoot(client, agent, bootId, atMs);
      if (isOlder) {
        await this.openException(client, agent.merchantId, {
          code: 'AGENT_CLONED',
          subject: agent.agentId,
          detail: `start ${bootId} speaks after a later one`,
          atMs,
        });
      }
      return isOlder;
    });
    this.heard.delete(name);
    this.heard.set(name, { bootId, atMs });
    for (const oldest of this.heard.keys()) {
      if (this.heard.size <= heardAgentsMax) break;
      this.heard.delete(oldest);
    }
    return cloned;
  }

  private async openException(
    client: PoolClient,
    merchantId: string,
    what: { code: string; subject: string; detail: string; atMs: number },
  ): Promise<void> {
    await client.query(
      `INSERT INTO payment_exception (merchant_id, exception_id, code, subject_key, detail, status, opened_at_ms)
       VALUES ($1, $2, $3, $4, $5, 'open', $6)
       ON CONFLICT (merchant_id, subject_key, code)
       DO UPDATE SET status = 'open', detail = excluded.detail, opened_at_ms = excluded.opened_at_ms
       WHERE payment_exception.status = 'settled'`,
      [merchantId, this.ids.uuid7(), what.code, what.subject, what.detail, what.atMs],
    );
  }
}

/** True where a later start was heard before. */
async function noteBoot(client: PoolClient, agent: ForkingAgent, bootId: string, atMs: number): Promise<boolean> {
  const { merchantId, agentId } = agent;
  // One turn at a time: the ordinals of an agent are counted.
  await client.query('SELECT FROM agent WHERE merchant_id = $1 AND agent_id = $2 FOR UPDATE', [merchantId, agentId]);
  const found = await client.query<{ boot_id: string; ordinal: bigint }>(
    'SELECT boot_id, ordinal FROM agent_boot WHERE merchant_id = $1 AND agent_id = $2 ORDER BY ordinal DESC',
    [merchantId, agentId],
  );
  const newest = found.rows[0];
  if (found.rows.some((row) => row.boot_id === bootId)) {
    await client.query(
      `UPDATE agent_boot SET last_heard_at_ms = $4 WHERE merchant_id = $1 AND agent_id = $2 AND boot_id = $3`,
      [merchantId, agentId, bootId, atMs],
    );
    return newest?.boot_id !== bootId;
  }
  await client.query(
    `INSERT INTO agent_boot (merchant_id, agent_id, boot_id, ordinal, first_heard_at_ms, last_heard_at_ms)
     VALUES ($1, $2, $3, $4, $5, $5)`,
    [merchantId, agentId, bootId, (newest?.ordinal ?? 0n) + 1n, atMs],
  );
  await client.query(`DELETE FROM agent_boot WHERE merchant_id = $1 AND agent_id = $2 AND ordinal <= $3`, [
    merchantId,
    agentId,
    (newest?.ordinal ?? 0n) + 1n - BigInt(bootsKept),
  ]);
  return false;
}
