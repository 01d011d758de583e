/** Releases of agent and till in the database. */
import type { Database } from '../db/database.ts';
import type { Component, Release } from './rollout.ts';

interface StoredRelease {
  merchant_id: string;
  component: Component;
  channel: string;
  version: string;
  package_hash: string;
  package_name: string;
  rollout_percent: number;
  paused: boolean;
  minimum_version: string;
  put_at_ms: bigint;
  put_by: string;
}

export type ReleaseKey = Pick<Release, 'merchantId' | 'component' | 'channel' | 'version'>;

export class ReleaseStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Adds it, or changes one with the same package; undefined where the version has another package. */
  async put(release: Release): Promise<Release | undefined> {
    const put = await this.database.pool.query<StoredRelease>(
      `INSERT INTO fleet_release AS held (merchant_id, component, channel, version, package_hash, package_name,
         rollout_percent, paused, minimum_version, put_at_ms, put_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       ON CONFLICT (merchant_id, component, channel, version) DO UPDATE SET
         rollout_percent = excluded.rollout_percent, paused = excluded.paused,
         minimum_version = excluded.minimum_version, put_at_ms = excluded.put_at_ms, put_by = excluded.put_by
       WHERE held.package_hash = excluded.package_hash AND held.package_name = excluded.package_name
       RETURNING *`,
      [
        release.merchantId,
        release.component,
        release.channel,
        release.version,
        release.packageHash,
        release.packageName,
        release.rolloutPercent,
        release.paused,
        release.minimumVersion,
        release.putAtMs,
        release.putBy,
      ],
    );
    return put.rows.map(releaseOf)[0];
  }

  async find(key: ReleaseKey): Promise<Release | undefined> {
    const found = await this.database.pool.query<StoredRelease>(
      'SELECT * FROM fleet_release WHERE merchant_id = $1 AND component = $2 AND channel = $3 AND version = $4',
      [key.merchantId, key.component, key.channel, key.version],
    );
    return found.rows.map(releaseOf)[0];
  }

  /** The merchant's own and the platform's. */
  async list(merchantId: string): Promise<Release[]> {
    const found = await this.database.pool.query<StoredRelease>(
      `SELECT * FROM fleet_release WHERE merchant_id IN ($1, '')
       ORDER BY component, channel, put_at_ms DESC, version DESC LIMIT 1000`,
      [merchantId],
    );
    return found.rows.map(releaseOf);
  }
}

function releaseOf(row: StoredRelease): Release {
  return {
    merchantId: row.merchant_id,
    component: row.component,
    channel: row.channel,
    version: row.version,
    packageHash: row.package_hash,
    packageName: row.package_name,
    rolloutPercent: row.rollout_percent,
    paused: row.paused,
    minimumVersion: row.minimum_version,
    putAtMs: Number(row.put_at_ms),
    putBy: row.put_by,
  };
}
