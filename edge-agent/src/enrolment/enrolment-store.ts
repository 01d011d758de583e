/** Who this agent is, once the server has said so. */
import type Sqlite from 'better-sqlite3';

export interface Identity {
  agentId: string;
  storeId: string;
  merchantId: string;
  certificatePem: string;
  authorityPem: string;
  terminalIds: string[];
}

export type IdentityStore = ReturnType<typeof openIdentityStore>;

export function openIdentityStore(sql: Sqlite.Database) {
  const one = sql.prepare<
    [],
    {
      agent_id: string;
      store_id: string;
      merchant_id: string;
      certificate_pem: string;
      authority_pem: string;
      terminal_ids_json: string;
    }
  >('SELECT * FROM identity');
  const insert = sql.prepare(
    `INSERT INTO identity (only_row, agent_id, store_id, merchant_id, certificate_pem, authority_pem,
       terminal_ids_json, enrolled_at_ms) VALUES (1, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (only_row) DO UPDATE SET agent_id = excluded.agent_id, store_id = excluded.store_id,
       merchant_id = excluded.merchant_id, certificate_pem = excluded.certificate_pem,
       authority_pem = excluded.authority_pem, terminal_ids_json = excluded.terminal_ids_json,
       enrolled_at_ms = excluded.enrolled_at_ms`,
  );
  const renewal = sql.prepare('UPDATE identity SET certificate_pem = ?, authority_pem = ?');
  return {
    read(): Identity | undefined {
      const row = one.get();
      return (
        row && {
          agentId: row.agent_id,
          storeId: row.store_id,
          merchantId: row.merchant_id,
          certificatePem: row.certificate_pem,
          authorityPem: row.authority_pem,
          terminalIds: JSON.parse(row.terminal_ids_json) as string[],
        }
      );
    },
    /** A further certificate for the same agent and key. */
    renew: (identity: Pick<Identity, 'certificatePem' | 'authorityPem'>): void =>
      void renewal.run(identity.certificatePem, identity.authorityPem),
    /** A device that is activated anew is another agent from then on. */
    write: (identity: Identity, enrolledAtMs: number): void =>
      void insert.run(
        identity.agentId,
        identity.storeId,
        identity.merchantId,
        identity.certificatePem,
        identity.authorityPem,
        JSON.stringify(identity.terminalIds),
        enrolledAtMs,
      ),
  };
}
