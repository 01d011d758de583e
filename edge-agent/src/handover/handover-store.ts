/** What a hand-over changes in the copy of the database. */
import Sqlite from 'better-sqlite3';

export interface SealedSecret {
  kind: string;
  key: string;
  secret: Buffer;
}

/** A copy of a database that nobody else has open. */
export function openCopy(file: string) {
  const sql = new Sqlite(file);
  // One file in the end: no log beside it.
  sql.pragma('journal_mode = DELETE');
  sql.pragma('secure_delete = ON');
  return {
    sql,
    secrets: (): SealedSecret[] =>
      sql.prepare<[], SealedSecret>('SELECT kind, key, secret FROM queue WHERE secret IS NOT NULL').all(),
    replaceSecret: (one: SealedSecret): void =>
      void sql.prepare('UPDATE queue SET secret = ? WHERE kind = ? AND key = ?').run(one.secret, one.kind, one.key),
    dropSecret: (one: Pick<SealedSecret, 'kind' | 'key'>): void =>
      void sql.prepare('UPDATE queue SET secret = NULL WHERE kind = ? AND key = ?').run(one.kind, one.key),
    /**
     * The certificate is the old device's: the new one enrols. Sessions end with the device, and so does what it
     * told of whose place it took itself.
     */
    forgetDevice(): void {
      sql.exec("DELETE FROM fact WHERE name = 'taken_over_ms'");
      sql.exec('DELETE FROM identity');
      sql.exec('DELETE FROM session');
    },
    addSigner: (publicKeySpki: Uint8Array, agentId: string, atMs: number): void =>
      void sql
        .prepare('INSERT OR IGNORE INTO journal_signer (public_key_spki, agent_id, learned_at_ms) VALUES (?, ?, ?)')
        .run(publicKeySpki, agentId, atMs),
    inOne: (work: () => void): void => void sql.transaction(work).immediate(),
    /** Nothing of what was deleted stays in a free page. */
    finish(): void {
      sql.exec('VACUUM');
      sql.close();
    },
    close: () => sql.close(),
  };
}
