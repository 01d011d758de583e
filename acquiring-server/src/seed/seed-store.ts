/** A seed's rows in the database: one transaction, whole sets at a time. */
import type { PoolClient } from 'pg';
import type { Database } from '../db/database.ts';
import type { ChainSeed } from './chain-seed.ts';
import { giveVersions } from './setting-version-store.ts';
import type { WantedSetting } from './settings-of-seed.ts';

/** The seed with its secrets in the form in which they are kept. */
export interface SealedSeed extends Omit<ChainSeed, 'stores' | 'operators' | 'channelAccounts' | 'activationCodes'> {
  stores: Array<
    Omit<ChainSeed['stores'][number], 'speaker'> & {
      speaker?: { productKey: string; deviceName: string; secretFingerprint: Buffer };
    }
  >;
  operators: Array<Omit<ChainSeed['operators'][number], 'pin'> & { pinHash: string; pinFingerprint: Buffer }>;
  channelAccounts: Array<
    Omit<ChainSeed['channelAccounts'][number], 'credentials'> & {
      credentialsSealed: Buffer;
      credentialsFingerprint: Buffer;
    }
  >;
  activationCodes: Array<Omit<ChainSeed['activationCodes'][number], 'code'> & { codeFingerprint: Buffer }>;
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
      'SELECT operator_id, pin_hash, pin_fingerprint FROM operator WHERE merchant_id = $1',
      [merchantId],
    );
    return new Map(
      found.rows.map((row) => [row.operator_id, { pinHash: row.pin_hash, pinFingerprint: row.pin_fingerprint }]),
    );
  }

  async apply(
    seed: SealedSeed,
    wanted: readonly WantedSetting[],
    mark: { fingerprint: Buffer; nowMs: number },
  ): Promise<{ changed: number; removed: number }> {
    return await this.database.transaction(async (client) => {
      await putMerchant(client, seed, mark);
      await putStores(client, seed, mark.nowMs);
      await putTerminals(client, seed, mark.nowMs);
      await putOperators(client, seed, mark.nowMs);
      await putArticles(client, seed, mark.nowMs);
      await putChannelAccounts(client, seed, mark.nowMs);
      await putActivationCodes(client, seed);
      return await giveVersions(client, seed.merchant.id, wanted);
    });
  }
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

async function putStores(client: PoolClient, { merchant, stores }: SealedSeed, nowMs: number): Promise<void> {
  for (const store of stores) {
    await client.query(
      `INSERT INTO store (merchant_id, store_id, name, name_en, receipt_header, receipt_footer, updated_at_ms)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (merchant_id, store_id) DO UPDATE SET name = excluded.name, name_en = excluded.name_en,
         receipt_header = excluded.receipt_header, receipt_footer = excluded.receipt_footer,
         updated_at_ms = excluded.updated_at_ms`,
      [merchant.id, store.id, store.name, store.nameEn, store.receiptHeader, store.receiptFooter, nowMs],
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
  await client.query('DELETE FROM terminal WHERE merchant_id = $1 AND NOT terminal_id = ANY ($2)', [
    merchant.id,
    terminals.map((terminal) => terminal.id),
  ]);
  await client.query(
    `INSERT INTO terminal (merchant_id, terminal_id, store_id, name, card_terminal_id, updated_at_ms)
     SELECT $1, terminal_id, store_id, name, card_terminal_id, $6
     FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS given (terminal_id, store_id, name, card_terminal_id)
     ON CONFLICT (merchant_id, terminal_id) DO UPDATE SET store_id = excluded.store_id, name = excluded.name,
       card_terminal_id = excluded.card_terminal_id, updated_at_ms = excluded.updated_at_ms`,
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

async function putOperators(client: PoolClient, { merchant, operators }: SealedSeed, nowMs: number): Promise<void> {
  await client.query(
    `UPDATE operator SET active = false, updated_at_ms = $3
     WHERE merchant_id = $1 AND active AND NOT operator_id = ANY ($2)`,
    [merchant.id, operators.map((operator) => operator.id), nowMs],
  );
  for (const operator of operators) {
    await client.query(
      `INSERT INTO operator (merchant_id, operator_id, number, name, pin_hash, pin_fingerprint, rights, store_ids,
         active, updated_at_ms)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, true, $9)
       ON CONFLICT (merchant_id, operator_id) DO UPDATE SET number = excluded.number, name = excluded.name,
         pin_hash = excluded.pin_hash, pin_fingerprint = excluded.pin_fingerprint, rights = excluded.rights,
         store_ids = excluded.store_ids, active = true, updated_at_ms = excluded.updated_at_ms`,
      [
        merchant.id,
        operator.id,
        operator.number,
        operator.name,
        operator.pinHash,
        operator.pinFingerprint,
        operator.rights,
        operator.storeIds ?? null,
        nowMs,
      ],
    );
  }
}

/** Rows of one statement; a catalogue may have hundreds of thousands. */
const articlesPerStatement = 10_000;

async function putArticles(client: PoolClient, { merchant, articles }: SealedSeed, nowMs: number): Promise<void> {
  await client.query(
    `UPDATE article SET active = false, updated_at_ms = $3
     WHERE merchant_id = $1 AND active AND NOT EXISTS (
       SELECT FROM unnest($2::text[]) AS given (article_id) WHERE given.article_id = article.article_id)`,
    [merchant.id, articles.map((article) => article.id), nowMs],
  );
  for (let from = 0; from < articles.length; from += articlesPerStatement) {
    const part = articles.slice(from, from + articlesPerStatement);
    await client.query(
      `INSERT INTO article (merchant_id, article_id, barcode, name_zh, name_en, unit_price_minor, unit, picture,
         quick_key, active, updated_at_ms)
       SELECT $1, given.*, true, $10
       FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[], $8::text[], $9::integer[])
         AS given
       ON CONFLICT (merchant_id, article_id) DO UPDATE SET barcode = excluded.barcode, name_zh = excluded.name_zh,
         name_en = excluded.name_en, unit_price_minor = excluded.unit_price_minor, unit = excluded.unit,
         picture = excluded.picture, quick_key = excluded.quick_key, active = true,
         updated_at_ms = excluded.updated_at_ms
       WHERE (article.barcode, article.name_zh, article.name_en, article.unit_price_minor, article.unit,
           article.picture, article.quick_key, article.active)
         IS DISTINCT FROM (excluded.barcode, excluded.name_zh, excluded.name_en, excluded.unit_price_minor,
           excluded.unit, excluded.picture, excluded.quick_key, true)`,
      [
        merchant.id,
        part.map((article) => article.id),
        part.map((article) => article.barcode),
        part.map((article) => article.nameZh),
        part.map((article) => article.nameEn),
        part.map((article) => article.unitPriceMinor),
        part.map((article) => article.unit),
        part.map((article) => article.picture),
        part.map((article) => article.quickKey ?? null),
        nowMs,
      ],
    );
  }
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
