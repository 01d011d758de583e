/** Activation codes as people see them; their use is in enrolment/enrolment-store.ts. */
import type { Database } from '../db/database.ts';

export interface ActivationCode {
  /** Names the code and tells nothing of it. */
  codeId: string;
  storeId: string;
  createdAtMs: number;
  createdBy: string;
  expiresAtMs: number;
  usedAtMs: number | undefined;
  withdrawnAtMs: number | undefined;
  agentId: string | undefined;
  replacesAgentId: string | undefined;
}

interface StoredCode {
  code_id: string;
  store_id: string;
  created_at_ms: bigint;
  created_by: string;
  expires_at_ms: bigint;
  used_at_ms: bigint | null;
  withdrawn_at_ms: bigint | null;
  agent_id: string | null;
  replaces_agent_id: string | null;
}

/** 8 bytes of an HMAC under the platform's key. */
const codeId = `encode(substring(code_fingerprint FROM 1 FOR 8), 'hex')`;
const columns = `${codeId} AS code_id, store_id, created_at_ms, created_by, expires_at_ms, used_at_ms, withdrawn_at_ms,
  agent_id, replaces_agent_id`;

export class ActivationStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async add(code: {
    fingerprint: Uint8Array;
    merchantId: string;
    storeId: string;
    createdAtMs: number;
    createdBy: string;
    expiresAtMs: number;
    replacesAgentId: string | undefined;
  }): Promise<ActivationCode> {
    const added = await this.database.pool.query<StoredCode>(
      `INSERT INTO activation_code (code_fingerprint, merchant_id, store_id, expires_at_ms, created_at_ms, created_by,
         replaces_agent_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${columns}`,
      [
        code.fingerprint,
        code.merchantId,
        code.storeId,
        code.expiresAtMs,
        code.createdAtMs,
        code.createdBy,
        code.replacesAgentId ?? null,
      ],
    );
    return codeOf(added.rows[0] as StoredCode);
  }

  /** The newest first. */
  async list(merchantId: string, storeId: string | undefined, limit: number): Promise<ActivationCode[]> {
    const found = await this.database.pool.query<StoredCode>(
      `SELECT ${columns} FROM activation_code WHERE merchant_id = $1 AND ($2::text IS NULL OR store_id = $2)
       ORDER BY created_at_ms DESC, code_fingerprint LIMIT $3`,
      [merchantId, storeId ?? null, limit],
    );
    return found.rows.map(codeOf);
  }

  async find(merchantId: string, id: string): Promise<ActivationCode | undefined> {
    const found = await this.database.pool.query<StoredCode>(
      `SELECT ${columns} FROM activation_code WHERE merchant_id = $1 AND ${codeId} = $2`,
      [merchantId, id],
    );
    return found.rows.map(codeOf)[0];
  }

  async countOpen(merchantId: string, storeId: string, nowMs: number): Promise<number> {
    const found = await this.database.pool.query<{ count: bigint }>(
      `SELECT count(*) AS count FROM activation_code
       WHERE merchant_id = $1 AND store_id = $2 AND agent_id IS NULL AND withdrawn_at_ms IS NULL AND expires_at_ms > $3`,
      [merchantId, storeId, nowMs],
    );
    return Number(found.rows[0]?.count ?? 0);
  }

  /** False where it was used, withdrawn or over before. */
  async withdraw(merchantId: string, id: string, mark: { atMs: number; by: string }): Promise<boolean> {
    const withdrawn = await this.database.pool.query(
      `UPDATE activation_code SET withdrawn_at_ms = $3, withdrawn_by = $4
       WHERE merchant_id = $1 AND ${codeId} = $2 AND agent_id IS NULL AND withdrawn_at_ms IS NULL
         AND expires_at_ms > $3`,
      [merchantId, id, mark.atMs, mark.by],
    );
    return withdrawn.rowCount === 1;
  }

  async hasStore(merchantId: string, storeId: string): Promise<boolean> {
    const found = await this.database.pool.query('SELECT FROM store WHERE merchant_id = $1 AND store_id = $2', [
      merchantId,
      storeId,
    ]);
    return found.rowCount === 1;
  }
}

function codeOf(row: StoredCode): ActivationCode {
  return {
    codeId: row.code_id,
    storeId: row.store_id,
    createdAtMs: Number(row.created_at_ms),
    createdBy: row.created_by,
    expiresAtMs: Number(row.expires_at_ms),
    usedAtMs: row.used_at_ms === null ? undefined : Number(row.used_at_ms),
    withdrawnAtMs: row.withdrawn_at_ms === null ? undefined : Number(row.withdrawn_at_ms),
    agentId: row.agent_id ?? undefined,
    replacesAgentId: row.replaces_agent_id ?? undefined,
  };
}
