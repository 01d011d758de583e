/** Pairing codes and the certificates of tills. */
import type Sqlite from 'better-sqlite3';
import type { CertificateStatus, CodeStatus } from './pairing-states.ts';

export interface CodeRow {
  secretHash: Uint8Array;
  terminalId: string;
  status: CodeStatus;
  wrongTries: number;
  madeAtMs: number;
  /** 0: a standing secret. */
  expiresAtMs: number;
  /** Of the key that it was used for; empty before. */
  keyHash: string;
}

export interface CertificateRow {
  /** SHA-256, lower-case hexadecimal. */
  fingerprint: string;
  terminalId: string;
  status: CertificateStatus;
  keyHash: string;
  certificateDer: Uint8Array;
  device: string;
  issuedAtMs: number;
  notAfterMs: number;
  /** 0 while it has not ended. */
  endedAtMs: number;
}

interface RawCode {
  secret_hash: Buffer;
  terminal_id: string;
  status: CodeStatus;
  wrong_tries: number;
  made_at_ms: number;
  expires_at_ms: number;
  key_hash: string;
}

interface RawCertificate {
  fingerprint: string;
  terminal_id: string;
  status: CertificateStatus;
  key_hash: string;
  certificate_der: Buffer;
  device: string;
  issued_at_ms: number;
  not_after_ms: number;
  ended_at_ms: number;
}

export type PairingStore = ReturnType<typeof openPairingStore>;

export function openPairingStore(sql: Sqlite.Database) {
  const putCode = sql.prepare(
    `INSERT INTO pairing_code (secret_hash, terminal_id, status, wrong_tries, made_at_ms, expires_at_ms, key_hash)
     VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (secret_hash) DO UPDATE
     SET status = excluded.status, wrong_tries = excluded.wrong_tries, key_hash = excluded.key_hash`,
  );
  const oneCode = sql.prepare<[Uint8Array], RawCode>('SELECT * FROM pairing_code WHERE secret_hash = ?');
  const openCodes = sql.prepare<[string], RawCode>(
    `SELECT * FROM pairing_code WHERE terminal_id = ? AND status = 'open' ORDER BY made_at_ms`,
  );
  const dropCodes = sql.prepare(`DELETE FROM pairing_code WHERE status <> 'open' AND expires_at_ms BETWEEN 1 AND ?`);
  const putCertificate = sql.prepare(
    `INSERT INTO till_certificate (fingerprint, terminal_id, status, key_hash, certificate_der, device, issued_at_ms,
       not_after_ms, ended_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (fingerprint) DO UPDATE SET status = excluded.status, ended_at_ms = excluded.ended_at_ms`,
  );
  const oneCertificate = sql.prepare<[string], RawCertificate>('SELECT * FROM till_certificate WHERE fingerprint = ?');
  const ofKey = sql.prepare<[string, string], RawCertificate>(
    'SELECT * FROM till_certificate WHERE terminal_id = ? AND key_hash = ? ORDER BY issued_at_ms DESC LIMIT 1',
  );
  const live = sql.prepare<[string], RawCertificate>(
    `SELECT * FROM till_certificate WHERE terminal_id = ? AND status IN ('issued', 'in_use')`,
  );
  const newest = sql.prepare<[number], RawCertificate>(
    'SELECT * FROM till_certificate ORDER BY issued_at_ms DESC, fingerprint LIMIT ?',
  );
  return {
    putCode: (row: CodeRow): void =>
      void putCode.run(
        row.secretHash,
        row.terminalId,
        row.status,
        row.wrongTries,
        row.madeAtMs,
        row.expiresAtMs,
        row.keyHash,
      ),
    code(secretHash: Uint8Array): CodeRow | undefined {
      const row = oneCode.get(secretHash);
      return row && codeOf(row);
    },
    openCodes: (terminalId: string): CodeRow[] => openCodes.all(terminalId).map(codeOf),
    dropCodesBefore: (expiredAtMs: number): void => void dropCodes.run(expiredAtMs),
    putCertificate: (row: CertificateRow): void =>
      void putCertificate.run(
        row.fingerprint,
        row.terminalId,
        row.status,
        row.keyHash,
        row.certificateDer,
        row.device,
        row.issuedAtMs,
        row.notAfterMs,
        row.endedAtMs,
      ),
    certificate(fingerprint: string): CertificateRow | undefined {
      const row = oneCertificate.get(fingerprint);
      return row && certificateOf(row);
    },
    certificateOfKey(terminalId: string, keyHash: string): CertificateRow | undefined {
      const row = ofKey.get(terminalId, keyHash);
      return row && certificateOf(row);
    },
    live: (terminalId: string): CertificateRow[] => live.all(terminalId).map(certificateOf),
    newest: (limit: number): CertificateRow[] => newest.all(limit).map(certificateOf),
  };
}

function codeOf(row: RawCode): CodeRow {
  return {
    secretHash: row.secret_hash,
    terminalId: row.terminal_id,
    status: row.status,
    wrongTries: row.wrong_tries,
    madeAtMs: row.made_at_ms,
    expiresAtMs: row.expires_at_ms,
    keyHash: row.key_hash,
  };
}

function certificateOf(row: RawCertificate): CertificateRow {
  return {
    fingerprint: row.fingerprint,
    terminalId: row.terminal_id,
    status: row.status,
    keyHash: row.key_hash,
    certificateDer: row.certificate_der,
    device: row.device,
    issuedAtMs: row.issued_at_ms,
    notAfterMs: row.not_after_ms,
    endedAtMs: row.ended_at_ms,
  };
}
