/** Agents as the fleet's keepers see them. */
import type { Database } from '../db/database.ts';
import type { AgentState } from './agent-states.ts';
import type { AgentBoard } from './fleet-board.ts';

export interface FleetAgent extends AgentBoard {
  storeId: string;
}

interface StoredAgent {
  agent_id: string;
  store_id: string;
  state: AgentState;
  state_at_ms: bigint;
  state_reason: string;
  device_description: string;
  enrolled_at_ms: bigint;
  certificate_ends_at_ms: bigint;
  version: string;
  cloned_at_ms: bigint | null;
  replaces_agent_id: string | null;
}

const select = `SELECT agent_id, store_id, state, state_at_ms, state_reason, device_description, enrolled_at_ms, version,
    cloned_at_ms, replaces_agent_id,
    (SELECT coalesce(max(not_after_ms), 0) FROM agent_certificate AS given
     WHERE given.merchant_id = agent.merchant_id AND given.agent_id = agent.agent_id) AS certificate_ends_at_ms
  FROM agent`;

export class AgentStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** The newest first. `storeIds` undefined: of every store. */
  async list(merchantId: string, storeIds: readonly string[] | undefined, limit: number): Promise<FleetAgent[]> {
    const found = await this.database.pool.query<StoredAgent>(
      `${select} WHERE merchant_id = $1 AND ($2::text[] IS NULL OR store_id = ANY ($2))
       ORDER BY enrolled_at_ms DESC, agent_id LIMIT $3`,
      [merchantId, storeIds ?? null, limit],
    );
    return found.rows.map(agentOf);
  }

  async find(merchantId: string, agentId: string): Promise<FleetAgent | undefined> {
    const found = await this.database.pool.query<StoredAgent>(`${select} WHERE merchant_id = $1 AND agent_id = $2`, [
      merchantId,
      agentId,
    ]);
    return found.rows.map(agentOf)[0];
  }

  async noteVersion(merchantId: string, agentId: string, version: string): Promise<void> {
    await this.database.pool.query(
      'UPDATE agent SET version = $3 WHERE merchant_id = $1 AND agent_id = $2 AND version <> $3',
      [merchantId, agentId, version],
    );
  }

  /** The first time counts. */
  async noteCloned(merchantId: string, agentId: string, atMs: number): Promise<void> {
    await this.database.pool.query(
      'UPDATE agent SET cloned_at_ms = $3 WHERE merchant_id = $1 AND agent_id = $2 AND cloned_at_ms IS NULL',
      [merchantId, agentId, atMs],
    );
  }
}

function agentOf(row: StoredAgent): FleetAgent {
  return {
    agentId: row.agent_id,
    storeId: row.store_id,
    state: row.state,
    stateAtMs: Number(row.state_at_ms),
    stateReason: row.state_reason,
    deviceDescription: row.device_description,
    enrolledAtMs: Number(row.enrolled_at_ms),
    certificateEndsAtMs: Number(row.certificate_ends_at_ms),
    version: row.version,
    cloned: row.cloned_at_ms !== null,
    replacesAgentId: row.replaces_agent_id ?? undefined,
  };
}
