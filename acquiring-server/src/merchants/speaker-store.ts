/** The stores' cloud speakers: who may log in at the broker, and where a store's announcements go. */
import { timingSafeEqual } from 'node:crypto';
import type { Database } from '../db/database.ts';
import type { SecretBox } from './secret-box.ts';

export interface SpeakerName {
  productKey: string;
  deviceName: string;
}

export class SpeakerStore {
  private readonly database: Database;
  private readonly secretBox: SecretBox;

  constructor(options: { database: Database; secretBox: SecretBox }) {
    this.database = options.database;
    this.secretBox = options.secretBox;
  }

  async speakerOfStore(merchantId: string, storeId: string): Promise<SpeakerName | undefined> {
    const found = await this.database.pool.query<{ product_key: string; device_name: string }>(
      'SELECT product_key, device_name FROM speaker WHERE merchant_id = $1 AND store_id = $2',
      [merchantId, storeId],
    );
    const row = found.rows[0];
    return row && { productKey: row.product_key, deviceName: row.device_name };
  }

  /** Whether this is the secret of that speaker. */
  async knows(speaker: SpeakerName, secret: string): Promise<boolean> {
    const found = await this.database.pool.query<{ secret_fingerprint: Buffer }>(
      'SELECT secret_fingerprint FROM speaker WHERE product_key = $1 AND device_name = $2',
      [speaker.productKey, speaker.deviceName],
    );
    const given = this.secretBox.fingerprint(speakerSecretPurpose(speaker), secret);
    const held = found.rows[0]?.secret_fingerprint;
    return held !== undefined && held.length === given.length && timingSafeEqual(held, given);
  }
}

/** What a speaker's secret is fingerprinted for. */
export function speakerSecretPurpose(speaker: SpeakerName): string {
  return `speaker/${speaker.productKey}/${speaker.deviceName}`;
}
