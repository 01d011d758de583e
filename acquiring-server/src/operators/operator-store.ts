/** Operators' certificates in the database. */
import type { Database } from '../db/database.ts';
import type { OperatorRole } from './operator-roles.ts';

export interface OperatorRow {
  serialNumber: string;
  name: string;
  roles: OperatorRole[];
  issuedAtMs: number;
  expiresAtMs: number;
  revokedAtMs: number | null;
}

const columns = `serial_number AS "serialNumber", name, roles, issued_at_ms AS "issuedAtMs",
  expires_at_ms AS "expiresAtMs", revoked_at_ms AS "revokedAtMs"`;

type StoredRow = Omit<OperatorRow, 'issuedAtMs' | 'expiresAtMs' | 'revokedAtMs'> & {
  issuedAtMs: bigint;
  expiresAtMs: bigint;
  revokedAtMs: bigint | null;
};

export class OperatorStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** A certificate that is recorded already stays as it is, revoked or not. */
  async add(operator: Omit<OperatorRow, 'revokedAtMs'>): Promise<void> {
    await this.database.pool.query(
      `INSERT INTO platform_operator (serial_number, name, roles, issued_at_ms, expires_at_ms)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT (serial_number) DO NOTHING`,
      [operator.serialNumber, operator.name, operator.roles, operator.issuedAtMs, operator.expiresAtMs],
    );
  }

  async find(serialNumber: string): Promise<OperatorRow | undefined> {
    const found = await this.database.pool.query<StoredRow>(
      `SELECT ${columns} FROM platform_operator WHERE serial_number = $1`,
      [serialNumber],
    );
    return found.rows.map(operatorRow)[0];
  }

  /** Takes back every certificate of that name; answers how many were good until now. */
  async revoke(name: string, atMs: number): Promise<number> {
    const revoked = await this.database.pool.query(
      'UPDATE platform_operator SET revoked_at_ms = $2 WHERE name = $1 AND revoked_at_ms IS NULL',
      [name, atMs],
    );
    return revoked.rowCount ?? 0;
  }

  async list(): Promise<OperatorRow[]> {
    const found = await this.database.pool.query<StoredRow>(
      `SELECT ${columns} FROM platform_operator ORDER BY name, issued_at_ms, serial_number LIMIT 10000`,
    );
    return found.rows.map(operatorRow);
  }
}

function operatorRow(row: StoredRow): OperatorRow {
  return {
    ...row,
    issuedAtMs: Number(row.issuedAtMs),
    expiresAtMs: Number(row.expiresAtMs),
    revokedAtMs: row.revokedAtMs === null ? null : Number(row.revokedAtMs),
  };
}
