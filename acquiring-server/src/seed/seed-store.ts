/**
 * A seed's rows in the database: one transaction, whole sets at a time. What headquarters changed (its setting is not
 * `seeded`) stays as headquarters left it.
 */
import type { PoolClient } from 'pg';
import type { Database } from '../db/database.ts';
import type { UserFields } from '../headquarters/headquarters-rights.ts';
import { readTree } from '../headquarters/tree-store.ts';
import { recordRisk } from '../merchants/offline-risk-store.ts';
import { lockMerchant } from '../settings/application-store.ts';
import { keyText, type SettingChange, type SettingKey } from '../settings/setting-change.ts';
import { type ApplicationOutcome, applyChecked, riskOnRecord, throwFirst } from '../settings/settings-desk.ts';
import type { ChainSeed } from './chain-seed.ts';

/** The seed with its secrets in the form in which they are kept. */
export interface SealedSeed
  extends Omit<
    ChainSeed,
    'stores' | 'operators' | 'channelAccounts' | 'activationCodes' | 'headquartersUsers' | 'members'
  > {
  stores: Array<
    Omit<ChainSeed['stores'][number], 'speaker'> & {
      speaker?: { productKey: string; deviceName: string; secretFingerprint: Buffer };
    }
  >;
  operators: Array<
    Omit<ChainSeed['operators'][number], 'pin' | 'cardCode'> & { pinHash: string; pinFingerprint: Buffer }
  >;
  channelAccounts: Array<
    Omit<ChainSeed['channelAccounts'][number], 'credentials'> & {
      credentialsSealed: Buffer;
      credentialsFingerprint: Buffer;
    }
  >;
  activationCodes: Array<Omit<ChainSeed['activationCodes'][number], 'code'> & { codeFingerprint: Buffer }>;
  /** Those that are not there yet. */
  newUsers: Array<UserFields & { passwordHash: string }>;
}

export class SeedStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async appliedFingerprint(merchantId: string): Promise<Buffer | undefined> {
    const found = await this.database.pool.query<{ seed_fingerprint: Buffer | null }>(
      'SELECT seed_fingerprint FROM merchant WHERE merchant_id = $1',
      [merchantId],
    );
    return found.rows[0]?.seed_fingerprint ?? undefined;
  }

  async pinHashes(merchantId: string): Promise<Map<string, { pinHash: string; pinFingerprint: Buffer }>> {
    const found = await this.database.pool.query<{ operator_id: string; pin_hash: string; pin_fingerprint: Buffer }>(
      'SELECT operator_id, pin_hash, pin_fingerprint FROM operator_pin WHERE merchant_id = $1',
      [merchantId],
    );
    return new Map(
      found.rows.map((row) => [row.operator_id, { pinHash: row.pin_hash, pinFingerprint: row.pin_fingerprint }]),
    );
  }

  /** Of these logins, those that are taken. */
  async takenLogins(merchantId: string, logins: readonly string[]): Promise<Set<string>> {
    const found = await this.database.pool.query<{ login: string }>(
      'SELECT login FROM headquarters_user WHERE merchant_id = $1 AND login = ANY ($2)',
      [merchantId, logins],
    );
    return new Set(found.rows.map(({ login }) => login));
  }

  /** @throws CodedError SETTINGS_… of the first fault */
  async apply(
    seed: SealedSeed,
    wanted: readonly SettingChange[],
    mark: { fingerprint: Buffer; nowMs: number },
  ): Promise<Pick<ApplicationOutcome, 'changed' | 'removed'>> {
    return await this.database.transaction(async (client) => {
      await putMerchant(client, seed, mark);
      const merchant = await lockMerchant(client, seed.merchant.id);
      await putRegions(client, seed, mark.nowMs);
      await putStores(client, seed, mark.nowMs);
      await putTerminals(client, seed, mark.nowMs);
      await putPins(client, seed);
      await putChannelAccounts(client, seed, mark.nowMs);
      await putActivationCodes(client, seed);
      await putUsers(client, seed, mark.nowMs);
      await putRisk(client, seed, mark.nowMs);
      const { good, faults } = await riskOnRecord(client, merchant.merchantId, wanted);
      throwFirst(faults);
      const outcome = await applyChecked(client, {
        merchant,
        tree: await readTree(client, merchant.merchantId),
        source: { kind: 'changes', changes: [...(await goneSettings(client, merchant.merchantId, good)), ...good] },
        mark: { whom: 'seed', atMs: mark.nowMs, note: '' },
        options: { seeding: true },
      });
      throwFirst(outcome.faults);
      return outcome;
    });
  }
}

/** What an earlier seed gave and this one does not: to be removed. */
async function goneSettings(
  client: PoolClient,
  merchantId: string,
  wanted: readonly SettingChange[],
): Promise<SettingChange[]> {
  const held = await client.query<SettingKey>(
    `SELECT scope, kind, setting_id AS "settingId" FROM setting
     WHERE merchant_id = $1 AND seeded AND value_json <> '' ORDER BY scope, kind, setting_id`,
    [merchantId],
  );
  if (held.rows.length === 0) return [];
  const keys = new Set(wanted.map(keyText));
  return held.rows.filter((key) => !keys.has(keyText(key))).map((key) => ({ ...key, valueJson: '' }));
}

/** Locks the merchant's row: whoever applies settings of one merchant does so one after the other. */
async function putMerchant(
  client: PoolClient,
  { merchant }: SealedSeed,
  mark: { fingerprint: Buffer; nowMs: number },
): Promise<void> {
  await client.query(
    `INSERT INTO merchant (merchant_id, name, currency, fee_basis_points, seed_fingerprint, updated_at_ms)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (merchant_id) DO UPDATE SET name = excluded.name, currency = excluded.currency,
       fee_basis_points = excluded.fee_basis_points, seed_fingerprint = excluded.seed_fingerprint,
       updated_at_ms = excluded.updated_at_ms`,
    [merchant.id, merchant.name, merchant.currency, merchant.feeBasisPoints, mark.fingerprint, mark.nowMs],
  );
}

/** Regions that are there keep their place: where they lie is headquarters' matter from then on. */
async function putRegions(client: PoolClient, { merchant, regions = [] }: SealedSeed, nowMs: number): Promise<void> {
  // Parents may stand behind their children: all are there before any is put under another.
  const added = await client.query<{ region_id: string }>(
    `INSERT INTO region (merchant_id, region_id, name, name_en, updated_at_ms)
     SELECT $1, given.*, $5 FROM unnest($2::text[], $3::text[], $4::text[]) AS given
     ON CONFLICT (merchant_id, region_id) DO NOTHING RETURNING region_id`,
    [
      merchant.id,
      regions.map((region) => region.id),
      regions.map((region) => region.name),
      regions.map((region) => region.nameEn),
      nowMs,
    ],
  );
  await client.query(
    `UPDATE region SET parent_id = given.parent_id
     FROM unnest($2::text[], $3::text[]) AS given (region_id, parent_id)
     WHERE merchant_id = $1 AND region.region_id = given.region_id AND given.region_id = ANY ($4)`,
    [
      merchant.id,
      regions.map((region) => region.id),
      regions.map((region) => region.parentId ?? null),
      added.rows.map((row) => row.region_id),
    ],
  );
}

/** Of a store or terminal whose setting headquarters gave last. */
const keptByHeadquarters = (kind: 'store' | 'terminal', id: string) =>
  `EXISTS (SELECT FROM setting WHERE setting.merchant_id = $1 AND setting.kind = '${kind}' AND setting.setting_id = ${id}
     AND NOT setting.seeded)`;

async function putStores(client: PoolClient, { merchant, stores }: SealedSeed, nowMs: number): Promise<void> {
  for (const store of stores) {
    await client.query(
      `INSERT INTO store (merchant_id, store_id, name, name_en, receipt_header, receipt_footer, region_id, updated_at_ms)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (merchant_id, store_id) DO UPDATE SET name = excluded.name, name_en = excluded.name_en,
         receipt_header = excluded.receipt_header, receipt_footer = excluded.receipt_footer,
         region_id = excluded.region_id, updated_at_ms = excluded.updated_at_ms
       WHERE NOT ${keptByHeadquarters('store', '$2')}`,
      [
        merchant.id,
        store.id,
        store.name,
        store.nameEn,
        store.receiptHeader,
        store.receiptFooter,
        store.regionId ?? null,
        nowMs,
      ],
    );
  }
  await client.query('DELETE FROM speaker WHERE merchant_id = $1', [merchant.id]);
  for (const { id, speaker } of stores) {
    if (!speaker) continue;
    await client.query(
      `INSERT INTO speaker (product_key, device_name, merchant_id, store_id, secret_fingerprint)
       VALUES ($1, $2, $3, $4, $5)`,
      [speaker.productKey, speaker.deviceName, merchant.id, id, speaker.secretFingerprint],
    );
  }
}

async function putTerminals(client: PoolClient, { merchant, terminals }: SealedSeed, nowMs: number): Promise<void> {
  await client.query(
    `DELETE FROM terminal WHERE merchant_id = $1 AND NOT terminal_id = ANY ($2)
       AND NOT ${keptByHeadquarters('terminal', 'terminal.terminal_id')}`,
    [merchant.id, terminals.map((terminal) => terminal.id)],
  );
  await client.query(
    `INSERT INTO terminal (merchant_id, terminal_id, store_id, name, card_terminal_id, updated_at_ms)
     SELECT $1, terminal_id, store_id, name, card_terminal_id, $6
     FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS given (terminal_id, store_id, name, card_terminal_id)
     ON CONFLICT (merchant_id, terminal_id) DO UPDATE SET store_id = excluded.store_id, name = excluded.name,
       card_terminal_id = excluded.card_terminal_id, updated_at_ms = excluded.updated_at_ms
     WHERE NOT ${keptByHeadquarters('terminal', 'excluded.terminal_id')}`,
    [
      merchant.id,
      terminals.map((terminal) => terminal.id),
      terminals.map((terminal) => terminal.storeId),
      terminals.map((terminal) => terminal.name),
      terminals.map((terminal) => terminal.cardTerminalId),
      nowMs,
    ],
  );
}

async function putPins(client: PoolClient, { merchant, operators }: SealedSeed): Promise<void> {
  await client.query(
    `INSERT INTO operator_pin (merchant_id, operator_id, pin_hash, pin_fingerprint)
     SELECT $1, operator_id, pin_hash, pin_fingerprint
     FROM unnest($2::text[], $3::text[], $4::bytea[]) AS given (operator_id, pin_hash, pin_fingerprint)
     ON CONFLICT (merchant_id, operator_id) DO UPDATE SET pin_hash = excluded.pin_hash,
       pin_fingerprint = excluded.pin_fingerprint`,
    [
      merchant.id,
      operators.map((operator) => operator.id),
      operators.map((operator) => operator.pinHash),
      operators.map((operator) => operator.pinFingerprint),
    ],
  );
}

/** An account that the seed no longer has is disabled, not deleted: notices and bills of it may still come. */
async function putChannelAccounts(
  client: PoolClient,
  { merchant, channelAccounts }: SealedSeed,
  nowMs: number,
): Promise<void> {
  await client.query(
    `UPDATE channel_account SET enabled = false, updated_at_ms = $3
     WHERE merchant_id = $1 AND enabled AND NOT account_id = ANY ($2)`,
    [merchant.id, channelAccounts.map((account) => account.id), nowMs],
  );
  for (const account of channelAccounts) {
    await client.query(
      `INSERT INTO channel_account (merchant_id, account_id, channel, priority, weight, enabled, cost_basis_points,
         amount_minor_max, credentials_sealed, credentials_fingerprint, updated_at_ms, settles_to)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       ON CONFLICT (merchant_id, account_id) DO UPDATE SET channel = excluded.channel, priority = excluded.priority,
         weight = excluded.weight, enabled = excluded.enabled, cost_basis_points = excluded.cost_basis_points,
         amount_minor_max = excluded.amount_minor_max, credentials_sealed = excluded.credentials_sealed,
         credentials_fingerprint = excluded.credentials_fingerprint, updated_at_ms = excluded.updated_at_ms,
         settles_to = excluded.settles_to`,
      [
        merchant.id,
        account.id,
        account.channel,
        account.priority,
        account.weight,
        account.enabled,
        account.costBasisPoints,
        account.amountMinorMax ?? null,
        account.credentialsSealed,
        account.credentialsFingerprint,
        nowMs,
        account.settlesTo ?? 'platform',
      ],
    );
  }
}

/** A code that is there already stays as it is: used stays used. */
async function putActivationCodes(client: PoolClient, { merchant, activationCodes }: SealedSeed): Promise<void> {
  await client.query(
    `INSERT INTO activation_code (code_fingerprint, merchant_id, store_id, expires_at_ms)
     SELECT code_fingerprint, $1, store_id, expires_at_ms
     FROM unnest($2::bytea[], $3::text[], $4::bigint[]) AS given (code_fingerprint, store_id, expires_at_ms)
     ON CONFLICT (code_fingerprint) DO NOTHING`,
    [
      merchant.id,
      activationCodes.map((activation) => activation.codeFingerprint),
      activationCodes.map((activation) => activation.storeId),
      activationCodes.map((activation) => activation.expiresAtMs),
    ],
  );
}

async function putUsers(client: PoolClient, { merchant, newUsers }: SealedSeed, nowMs: number): Promise<void> {
  for (const user of newUsers) {
    await client.query(
      `WITH added AS (
         INSERT INTO headquarters_user (merchant_id, login, name, password_hash, scope, rights, created_at_ms,
           updated_at_ms)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7) ON CONFLICT (merchant_id, login) DO NOTHING RETURNING *
       )
       INSERT INTO headquarters_user_history (merchant_id, login, step, event, scope, rights, by_whom, at_ms)
       SELECT merchant_id, login, 1, 'created', scope, rights, 'seed', $7 FROM added`,
      [merchant.id, user.login, user.name, user.passwordHash, user.scope, user.rights, nowMs],
    );
  }
}

/** Only where nothing was ever said: who took the risk back does not get it again from a file. */
async function putRisk(client: PoolClient, { merchant, offlineRisk }: SealedSeed, nowMs: number): Promise<void> {
  if (!offlineRisk) return;
  const said = await client.query('SELECT FROM offline_card_risk WHERE merchant_id = $1 LIMIT 1', [merchant.id]);
  if (said.rows.length > 0) return;
  await recordRisk(client, { merchantId: merchant.id, ...offlineRisk, recordedBy: 'seed', atMs: nowMs });
}
