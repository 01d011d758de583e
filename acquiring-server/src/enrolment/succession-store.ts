/**
 * Devices that took the place of others by a sealed export. A seal is taken once; the device of before is
 * out of service in the same transaction. Its key still proves what it signed, up to the heads that it stated.
 */
import type { HandoverStatement } from '@qiantai/protos';
import type { PoolClient } from 'pg';
import type { Database } from '../db/database.ts';
import type { AgentState } from '../fleet/agent-states.ts';
import { moveAgent } from './enrolment-store.ts';

export interface Succession {
  merchantId: string;
  storeId: string;
  agentId: string;
  sealHash: string;
  statement: HandoverStatement;
  takenOverAtMs: number;
}

export type TakeOverOutcome =
  | { kind: 'taken_over' | 'taken_over_before' }
  /** Another device took this seal, or the place of this predecessor. */
  | { kind: 'seal_used' }
  /** This device followed another one already. */
  | { kind: 'follows_another' }
  | { kind: 'predecessor_revoked' };

/** The key of a device of before, and how far it signed in each journal. */
export interface PredecessorKey {
  agentId: string;
  publicKeySpki: Buffer;
  throughSequence: ReadonlyMap<string, number>;
}

/** A store's line of devices is followed back this far. */
const predecessorsMax = 10;

export class SuccessionStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async takeOver(succession: Succession): Promise<TakeOverOutcome> {
    return await this.database.transaction(async (client) => await takeOver(client, succession));
  }

  /** The devices of before, nearest first. */
  async predecessorsOf(merchantId: string, agentId: string): Promise<PredecessorKey[]> {
    const found = await this.database.pool.query<{
      predecessor_id: string;
      public_key_spki: Buffer;
      statement: HandoverStatement;
    }>(
      `WITH RECURSIVE line AS (
         SELECT predecessor_id, statement, 1 AS place FROM agent_succession WHERE merchant_id = $1 AND agent_id = $2
         UNION ALL
         SELECT before.predecessor_id, before.statement, line.place + 1
         FROM line JOIN agent_succession AS before ON before.merchant_id = $1 AND before.agent_id = line.predecessor_id
         WHERE line.place < $3)
       SELECT predecessor_id, statement, public_key_spki
       FROM line JOIN agent ON agent.merchant_id = $1 AND agent.agent_id = predecessor_id ORDER BY place`,
      [merchantId, agentId, predecessorsMax],
    );
    return found.rows.map((row) => ({
      agentId: row.predecessor_id,
      publicKeySpki: row.public_key_spki,
      throughSequence: new Map(row.statement.heads.map((head) => [head.terminalId, head.sequence])),
    }));
  }
}

async function takeOver(client: PoolClient, succession: Succession): Promise<TakeOverOutcome> {
  const { merchantId, agentId, statement } = succession;
  const predecessor = await client.query<{ state: AgentState }>(
    'SELECT state FROM agent WHERE merchant_id = $1 AND agent_id = $2 FOR UPDATE',
    [merchantId, statement.agentId],
  );
  const sealHash = Buffer.from(succession.sealHash, 'hex');
  const before = await client.query<{ agent_id: string; predecessor_id: string; seal_hash: Buffer }>(
    `SELECT agent_id, predecessor_id, seal_hash FROM agent_succession
     WHERE merchant_id = $1 AND (agent_id = $2 OR predecessor_id = $3 OR seal_hash = $4)`,
    [merchantId, agentId, statement.agentId, sealHash],
  );
  for (const row of before.rows) {
    if (row.agent_id === agentId && row.seal_hash.equals(sealHash)) return { kind: 'taken_over_before' };
  }
  if (before.rows.some((row) => row.predecessor_id === statement.agentId || row.seal_hash.equals(sealHash))) {
    return { kind: 'seal_used' };
  }
  if (before.rows.length > 0) return { kind: 'follows_another' };
  const state = predecessor.rows[0]?.state;
  if (state !== 'active' && state !== 'retiring') return { kind: 'predecessor_revoked' };
  await client.query(
    `INSERT INTO agent_succession (merchant_id, store_id, agent_id, predecessor_id, seal_hash, statement, taken_over_at_ms)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      merchantId,
      succession.storeId,
      agentId,
      statement.agentId,
      sealHash,
      JSON.stringify(statement),
      succession.takenOverAtMs,
    ],
  );
  await moveAgent(client, { merchantId, agentId: statement.agentId }, 'handed_over', {
    atMs: succession.takenOverAtMs,
    by: agentId,
    reason: `handed over to ${agentId}`,
  });
  return { kind: 'taken_over' };
}
