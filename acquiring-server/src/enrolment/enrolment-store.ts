/** Activation codes, agents, their certificates and keys in the database. */
import type { PoolClient } from 'pg';
import type { Database } from '../db/database.ts';
import { type AgentEvent, type AgentState, agentAfter } from '../fleet/agent-states.ts';

export interface ActivationCodeRow {
  merchantId: string;
  storeId: string;
  expiresAtMs: number;
  agentId: string | null;
  withdrawnAtMs: number | null;
  replacesAgentId: string | null;
}

export interface AgentRow {
  merchantId: string;
  agentId: string;
  storeId: string;
  serialNumber: string;
  certificate: Uint8Array;
  publicKeySpki: Uint8Array;
  state: AgentState;
  revokedAtMs: number | null;
}

export interface AgentCertificateRow {
  serialNumber: string;
  certificate: Uint8Array;
  issuedAtMs: number;
  notAfterMs: number;
}

export interface NewAgent extends Omit<AgentRow, 'revokedAtMs' | 'state'> {
  deviceDescription: string;
  enrolledAtMs: number;
  replacesAgentId: string | null;
  /** Of the certificate, by the machine's clock. */
  issuedAtMs: number;
  notAfterMs: number;
}

/** Who did it and why, for the history of an agent. */
export interface AgentMark {
  atMs: number;
  by: string;
  reason: string;
}

export class EnrolmentStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async findCode(fingerprint: Uint8Array): Promise<ActivationCodeRow | undefined> {
    const found = await this.database.pool.query<{
      merchant_id: string;
      store_id: string;
      expires_at_ms: bigint;
      agent_id: string | null;
      withdrawn_at_ms: bigint | null;
      replaces_agent_id: string | null;
    }>(
      `SELECT merchant_id, store_id, expires_at_ms, agent_id, withdrawn_at_ms, replaces_agent_id
       FROM activation_code WHERE code_fingerprint = $1`,
      [fingerprint],
    );
    const row = found.rows[0];
    return row
      ? {
          merchantId: row.merchant_id,
          storeId: row.store_id,
          expiresAtMs: Number(row.expires_at_ms),
          agentId: row.agent_id,
          withdrawnAtMs: numberOrNull(row.withdrawn_at_ms),
          replacesAgentId: row.replaces_agent_id,
        }
      : undefined;
  }

  /**
   * Uses the code up, records the agent and retires the one it takes the place of, all or nothing; false where
   * another device was quicker, or the code was withdrawn meanwhile.
   */
  async redeem(fingerprint: Uint8Array, agent: NewAgent): Promise<boolean> {
    return await this.database.transaction(async (client) => {
      const redeemed = await client.query(
        `UPDATE activation_code SET used_at_ms = $2, agent_id = $3
         WHERE code_fingerprint = $1 AND agent_id IS NULL AND withdrawn_at_ms IS NULL AND expires_at_ms > $2`,
        [fingerprint, agent.enrolledAtMs, agent.agentId],
      );
      if (redeemed.rowCount !== 1) return false;
      await insertAgent(client, agent);
      await insertCertificate(client, agent);
      if (agent.replacesAgentId !== null) {
        const mark = { atMs: agent.enrolledAtMs, by: agent.agentId, reason: `replaced by ${agent.agentId}` };
        await moveAgent(client, { merchantId: agent.merchantId, agentId: agent.replacesAgentId }, 'replaced', mark);
      }
      return true;
    });
  }

  async findAgent(merchantId: string, agentId: string): Promise<AgentRow | undefined> {
    const found = await this.database.pool.query<StoredAgent>(
      `SELECT store_id, serial_number, certificate, public_key_spki, state, revoked_at_ms
       FROM agent WHERE merchant_id = $1 AND agent_id = $2`,
      [merchantId, agentId],
    );
    const row = found.rows[0];
    return row && agentRow(merchantId, agentId, row);
  }

  /** The certificates of an agent that have not ended by `nowMs` of the machine's clock, the newest first. */
  async certificatesOf(merchantId: string, agentId: string, nowMs: number): Promise<AgentCertificateRow[]> {
    const found = await this.database.pool.query<{
      serial_number: string;
      certificate: Buffer;
      issued_at_ms: bigint;
      not_after_ms: bigint;
    }>(
      `SELECT serial_number, certificate, issued_at_ms, not_after_ms FROM agent_certificate
       WHERE merchant_id = $1 AND agent_id = $2 AND not_after_ms > $3 ORDER BY issued_at_ms DESC, not_after_ms DESC LIMIT 20`,
      [merchantId, agentId, nowMs],
    );
    return found.rows.map((row) => ({
      serialNumber: row.serial_number,
      certificate: row.certificate,
      issuedAtMs: Number(row.issued_at_ms),
      notAfterMs: Number(row.not_after_ms),
    }));
  }

  /** Whether a certificate was ever given under that number to the agent. */
  async gaveCertificate(merchantId: string, agentId: string, serialNumber: string): Promise<boolean> {
    const found = await this.database.pool.query(
      'SELECT FROM agent_certificate WHERE merchant_id = $1 AND agent_id = $2 AND serial_number = $3',
      [merchantId, agentId, serialNumber],
    );
    return found.rowCount === 1;
  }

  /** A further certificate; the agent is known by the newest. */
  async addCertificate(agent: {
    merchantId: string;
    agentId: string;
    serialNumber: string;
    certificate: Uint8Array;
    issuedAtMs: number;
    notAfterMs: number;
  }): Promise<void> {
    await this.database.transaction(async (client) => {
      await client.query(
        'UPDATE agent SET serial_number = $3, certificate = $4 WHERE merchant_id = $1 AND agent_id = $2',
        [agent.merchantId, agent.agentId, agent.serialNumber, agent.certificate],
      );
      await insertCertificate(client, agent);
    });
  }

  /** Revoked agents that had this key: the device, or somebody who copied it. */
  async stolenAgentsWithKey(publicKeySpki: Uint8Array): Promise<Array<{ merchantId: string; agentId: string }>> {
    const found = await this.database.pool.query<{ merchant_id: string; agent_id: string }>(
      `SELECT merchant_id, agent_id FROM agent_key JOIN agent USING (merchant_id, agent_id)
       WHERE agent_key.public_key_spki = $1 AND agent.state = 'stolen' LIMIT 100`,
      [publicKeySpki],
    );
    return found.rows.map((row) => ({ merchantId: row.merchant_id, agentId: row.agent_id }));
  }

  /**
   * One step of an agent's state with its history; the state reached, or undefined where there is no such agent.
   * @throws CodedError FLEET_AGENT_STATE
   */
  async move(
    agent: { merchantId: string; agentId: string },
    event: AgentEvent,
    mark: AgentMark,
  ): Promise<AgentState | undefined> {
    return await this.database.transaction((client) => moveAgent(client, agent, event, mark));
  }

  async revoke(merchantId: string, agentId: string, atMs: number): Promise<void> {
    await this.move({ merchantId, agentId }, 'revoke', { atMs, by: 'platform', reason: '' });
  }

  async terminalIdsOf(merchantId: string, storeId: string): Promise<string[]> {
    const found = await this.database.pool.query<{ terminal_id: string }>(
      'SELECT terminal_id FROM terminal WHERE merchant_id = $1 AND store_id = $2 ORDER BY terminal_id',
      [merchantId, storeId],
    );
    return found.rows.map((row) => row.terminal_id);
  }
}

interface StoredAgent {
  store_id: string;
  serial_number: string;
  certificate: Buffer;
  public_key_spki: Buffer;
  state: AgentState;
  revoked_at_ms: bigint | null;
}

function agentRow(merchantId: string, agentId: string, row: StoredAgent): AgentRow {
  return {
    merchantId,
    agentId,
    storeId: row.store_id,
    serialNumber: row.serial_number,
    certificate: row.certificate,
    publicKeySpki: row.public_key_spki,
    state: row.state,
    revokedAtMs: numberOrNull(row.revoked_at_ms),
  };
}

const numberOrNull = (value: bigint | null): number | null => (value === null ? null : Number(value));

/** Within a transaction of somebody else. */
export async function moveAgent(
  client: PoolClient,
  agent: { merchantId: string; agentId: string },
  event: AgentEvent,
  mark: AgentMark,
): Promise<AgentState | undefined> {
  const key = [agent.merchantId, agent.agentId];
  const found = await client.query<{ state: AgentState }>(
    'SELECT state FROM agent WHERE merchant_id = $1 AND agent_id = $2 FOR UPDATE',
    key,
  );
  const before = found.rows[0]?.state;
  if (before === undefined) return undefined;
  const after = agentAfter(before, event);
  if (after === before) return after;
  await client.query(
    `UPDATE agent SET state = $3, state_at_ms = $4, state_reason = $5,
       revoked_at_ms = CASE WHEN $3 = 'stolen' THEN $4::bigint END
     WHERE merchant_id = $1 AND agent_id = $2`,
    [...key, after, mark.atMs, mark.reason],
  );
  await client.query(
    `INSERT INTO agent_history (merchant_id, agent_id, place, at_ms, from_state, event, to_state, by_whom, reason)
     SELECT $1, $2, 1 + (SELECT count(*) FROM agent_history WHERE merchant_id = $1 AND agent_id = $2), $3, $4, $5, $6,
       $7, $8`,
    [...key, mark.atMs, before, event, after, mark.by, mark.reason],
  );
  if (after === 'stolen' || after === 'retired') {
    await client.query(
      `UPDATE agent_key SET valid_until_ms = $3
       WHERE merchant_id = $1 AND agent_id = $2 AND valid_until_ms IS NULL`,
      [...key, mark.atMs],
    );
  }
  return after;
}

async function insertAgent(client: PoolClient, agent: NewAgent): Promise<void> {
  await client.query(
    `INSERT INTO agent (merchant_id, agent_id, store_id, serial_number, certificate, public_key_spki,
       device_description, enrolled_at_ms, state_at_ms, replaces_agent_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)`,
    [
      agent.merchantId,
      agent.agentId,
      agent.storeId,
      agent.serialNumber,
      agent.certificate,
      agent.publicKeySpki,
      agent.deviceDescription,
      agent.enrolledAtMs,
      agent.replacesAgentId,
    ],
  );
  await client.query(
    'INSERT INTO agent_key (merchant_id, agent_id, public_key_spki, valid_from_ms) VALUES ($1, $2, $3, $4)',
    [agent.merchantId, agent.agentId, agent.publicKeySpki, agent.enrolledAtMs],
  );
}

async function insertCertificate(
  client: PoolClient,
  agent: {
    merchantId: string;
    agentId: string;
    serialNumber: string;
    certificate: Uint8Array;
    issuedAtMs: number;
    notAfterMs: number;
  },
): Promise<void> {
  await client.query(
    `INSERT INTO agent_certificate (merchant_id, serial_number, agent_id, certificate, issued_at_ms, not_after_ms)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [agent.merchantId, agent.serialNumber, agent.agentId, agent.certificate, agent.issuedAtMs, agent.notAfterMs],
  );
}
