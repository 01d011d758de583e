/** The store's authority as it is kept. */
import type Sqlite from 'better-sqlite3';

export interface HeldAuthority {
  certificatePem: string;
  /** PKCS#8 in PEM, sealed. */
  sealedKey: Uint8Array;
  madeAtMs: number;
}

export type AuthorityStore = ReturnType<typeof openAuthorityStore>;

export function openAuthorityStore(sql: Sqlite.Database) {
  const one = sql.prepare<[], { certificate_pem: string; sealed_key: Buffer; made_at_ms: number }>(
    'SELECT * FROM store_authority',
  );
  const insert = sql.prepare(
    'INSERT INTO store_authority (only_row, certificate_pem, sealed_key, made_at_ms) VALUES (1, ?, ?, ?)',
  );
  const reseal = sql.prepare('UPDATE store_authority SET sealed_key = ?');
  return {
    read(): HeldAuthority | undefined {
      const row = one.get();
      return row && { certificatePem: row.certificate_pem, sealedKey: row.sealed_key, madeAtMs: row.made_at_ms };
    },
    reseal: (sealedKey: Uint8Array): void => void reseal.run(sealedKey),
    write: (held: HeldAuthority): void => void insert.run(held.certificatePem, held.sealedKey, held.madeAtMs),
  };
}
