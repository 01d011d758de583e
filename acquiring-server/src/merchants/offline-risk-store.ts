/**
 * A merchant's word that it bears the risk of cards taken while the line is down. Without it no agent is told to
 * take any, and a card that was taken all the same is an exception. Append-only: what held at an instant can be
 * asked for ever.
 */
import type pg from 'pg';
import type { Database } from '../db/database.ts';
import { serverError } from '../errors.ts';

type Queryable = Pick<pg.ClientBase, 'query'>;

/** The members are those of `offline_policy.risk` (protos/src/settings.ts). */
export interface OfflineRisk {
  acceptedBy: string;
  acceptedAtMs: number;
  termsVersion: string;
}

export interface OfflineRiskRecord {
  version: number;
  action: 'accepted' | 'withdrawn';
  person: string;
  termsVersion: string;
  recordedBy: string;
  atMs: number;
}

/** `termsVersion` absent: the risk is taken back. */
export interface OfflineRiskChange {
  merchantId: string;
  person: string;
  termsVersion?: string;
  recordedBy: string;
  atMs: number;
}

export class OfflineRiskStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** What holds now; undefined where nobody took the risk, or it was taken back. */
  async readRisk(merchantId: string): Promise<OfflineRisk | undefined> {
    return await readRiskAt(this.database.pool, merchantId, Number.MAX_SAFE_INTEGER);
  }

  /** All that was ever said, the newest first, at most 100. */
  async history(merchantId: string): Promise<OfflineRiskRecord[]> {
    const found = await this.database.pool.query<RiskRow>(`${selectRisk} ORDER BY version DESC LIMIT 100`, [
      merchantId,
    ]);
    return found.rows.map(recordOf);
  }

  /**
   * Says it anew; the same words as those that hold change nothing. Whoever gives settings sends the
   * merchant's `offline_policy` again afterwards, for agents go by what it says.
   * @throws CodedError OFFLINE_RISK_NONE where there is nothing to take back, OFFLINE_RISK_MERCHANT_UNKNOWN
   */
  async recordRisk(change: OfflineRiskChange): Promise<OfflineRiskRecord> {
    return await this.database.transaction(async (client) => await recordRisk(client, change));
  }
}

/** Within the caller's transaction; see `OfflineRiskStore.recordRisk`. */
export async function recordRisk(client: Queryable, change: OfflineRiskChange): Promise<OfflineRiskRecord> {
  const { merchantId, person, termsVersion = '', recordedBy, atMs } = change;
  // The merchant's row, so that two who speak at once come one after the other.
  const merchant = await client.query('SELECT 1 FROM merchant WHERE merchant_id = $1 FOR UPDATE', [merchantId]);
  if (merchant.rowCount === 0) throw serverError('OFFLINE_RISK_MERCHANT_UNKNOWN', { merchantId });
  const found = await client.query<RiskRow>(`${selectRisk} ORDER BY version DESC LIMIT 1`, [merchantId]);
  const before = found.rows.map(recordOf)[0];
  const action = termsVersion === '' ? 'withdrawn' : 'accepted';
  if (action === 'withdrawn' && before?.action !== 'accepted') throw serverError('OFFLINE_RISK_NONE', { merchantId });
  const same = before?.action === action && before.person === person && before.termsVersion === termsVersion;
  if (before && same) return before;
  const version = (before?.version ?? 0) + 1;
  await client.query(
    `INSERT INTO offline_card_risk (merchant_id, version, action, person, terms_version, recorded_by, at_ms)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [merchantId, version, action, person, termsVersion, recordedBy, atMs],
  );
  return { version, action, person, termsVersion, recordedBy, atMs };
}

/** What held at an instant of the server's clock. */
export async function readRiskAt(
  client: Queryable,
  merchantId: string,
  atMs: number,
): Promise<OfflineRisk | undefined> {
  const found = await client.query<RiskRow>(`${selectRisk} AND at_ms <= $2 ORDER BY version DESC LIMIT 1`, [
    merchantId,
    atMs,
  ]);
  const record = found.rows.map(recordOf)[0];
  if (record?.action !== 'accepted') return undefined;
  return { acceptedBy: record.person, acceptedAtMs: record.atMs, termsVersion: record.termsVersion };
}

interface RiskRow {
  version: number;
  action: OfflineRiskRecord['action'];
  person: string;
  terms_version: string;
  recorded_by: string;
  at_ms: bigint;
}

const selectRisk = `SELECT version, action, person, terms_version, recorded_by, at_ms
  FROM offline_card_risk WHERE merchant_id = $1`;

function recordOf(row: RiskRow): OfflineRiskRecord {
  return {
    version: row.version,
    action: row.action,
    person: row.person,
    termsVersion: row.terms_version,
    recordedBy: row.recorded_by,
    atMs: Number(row.at_ms),
  };
}
