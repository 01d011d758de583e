/** Activation codes and agents in the database. */
import type { PoolClient } from 'pg';
import type { Database } from '../db/database.ts';

export interface ActivationCodeRow {
  merchantId: string;
  storeId: string;
  expiresAtMs: number;
  agentId: string | null;
}

export interface AgentRow {
  merchantId: string;
  agentId: string;
  storeId: string;
  serialNumber: string;
  certificate: Uint8Array;
  publicKeySpki: Uint8Array;
  revokedAtMs: number | null;
}

export interface NewAgent extends Omit<AgentRow, 'revokedAtMs'> {
  deviceDescription: string;
  enrolledAtMs: number;
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
    }>('SELECT merchant_id, store_id, expires_at_ms, agent_id FROM activation_code WHERE code_fingerprint = $1', [
      fingerprint,
    ]);
    const row = found.rows[0];
    return row
      ? {
          merchantId: row.merchant_id,
          storeId: row.store_id,
          expiresAtMs: Number(row.expires_at_ms),
          agentId: row.agent_id,
        }
      : undefined;
  }

  /** Uses the code up and records the agent, both or neither; false where another device was quicker. */
  async redeem(fingerprint: Uint8Array, agent: NewAgent): Promise<boolean> {
    return await this.database.transaction(async (client) => {
      const redeemed = await client.query(
        `UPDATE activation_code SET used_at_ms = $2, agent_id = $3
         WHERE code_fingerprint = $1 AND agent_id IS NULL AND expires_at_ms > $2`,
        [fingerprint, agent.enrolledAtMs, agent.agentId],
      );
      if (redeemed.rowCount !== 1) return false;
      await insertAgent(client, agent);
      return true;
    });
  }

  async findAgent(merchantId: string, agentId: string): Promise<AgentRow | undefined> {
    const found = await this.database.pool.query<{
      store_id: string;
      serial_number: string;
      certificate: Buffer;
      public_key_spki: Buffer;
      revoked_at_ms: bigint | null;
    }>(
      `SELECT store_id, serial_number, certificate, public_key_spki, revoked_at_ms
       FROM agent WHERE merchant_id = $1 AND agent_id = $2`,
      [merchantId, agentId],
    );
    const row = found.rows[0];
    if (!row) return undefined;
    return {
      merchantId,
      agentId,
      storeId: row.store_id,
      serialNumber: row.serial_number,
      certificate: row.certificate,
      publicKeySpki: row.public_key_spki,
      revokedAtMs: row.revoked_at_ms === null ? null : Number(row.revoked_at_ms),
    };
  }

  async revoke(merchantId: string, agentId: string, atMs: number): Promise<void> {
    await this.database.pool.query(
      'UPDATE agent SET revoked_at_ms = $3 WHERE merchant_id = $1 AND agent_id = $2 AND revoked_at_ms IS NULL',
      [merchantId, agentId, atMs],
    );
  }

  async terminalIdsOf(merchantId: string, storeId: string): Promise<string[]> {
    const found = await this.database.pool.query<{ terminal_id: string }>(
      'SELECT terminal_id FROM terminal WHERE merchant_id = $1 AND store_id = $2 ORDER BY terminal_id',
      [merchantId, storeId],
    );
    return found.rows.map((row) => row.terminal_id);
  }
}

async function insertAgent(client: PoolClient, agent: NewAgent): Promise<void> {
  await client.query(
    `INSERT INTO agent (merchant_id, agent_id, store_id, serial_number, certificate, public_key_spki,
       device_description, enrolled_at_ms)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      agent.merchantId,
      agent.agentId,
      agent.storeId,
      agent.serialNumber,
      agent.certificate,
      agent.publicKeySpki,
      agent.deviceDescription,
      agent.enrolledAtMs,
    ],
  );
}
