/** Merchants, their terminals and their accounts at the channels, as payments need them. */
import type { Clock } from '@qiantai/foundation';
import { type Currency, currencySchema } from '@qiantai/protos';
import { z } from 'zod';
import type { ChannelAccount } from '../channels/port.ts';
import type { Database } from '../db/database.ts';
import type { ChannelAccountSource, FeeTerms, FeeTermsSource } from '../payment/ports.ts';
import type { SecretBox } from './secret-box.ts';
import { ShortMemory } from './short-memory.ts';

export interface MerchantTerms {
  merchantId: string;
  name: string;
  currency: Currency;
  /** What the platform charges for a channel payment, hundredths of a per cent. */
  feeBasisPoints: number;
}

/** An account with what routing and the books must know of it. */
export interface StoredChannelAccount {
  account: ChannelAccount;
  priority: number;
  weight: number;
  enabled: boolean;
  /** What the channel charges us, hundredths of a per cent. */
  costBasisPoints: number;
  amountMinorMax: bigint | undefined;
  settlesTo: 'platform' | 'merchant';
}

/** How long another server's change of an account may stay unseen. */
const rememberedMs = 5000;

export class MerchantStore implements ChannelAccountSource, FeeTermsSource {
  private readonly database: Database;
  private readonly secretBox: SecretBox;
  private readonly terms: ShortMemory<MerchantTerms | undefined>;
  private readonly accounts: ShortMemory<StoredChannelAccount[]>;
  private readonly cardTerminalIds: ShortMemory<ReadonlyMap<string, string>>;

  constructor(options: { database: Database; secretBox: SecretBox; clock: Pick<Clock, 'nowMs'> }) {
    this.database = options.database;
    this.secretBox = options.secretBox;
    const memory = { clock: options.clock, ageMsMax: rememberedMs, keyCountMax: 10_000 };
    this.terms = new ShortMemory(memory, (merchantId) => this.readTerms(merchantId));
    this.accounts = new ShortMemory(memory, (merchantId) => this.readAccounts(merchantId));
    this.cardTerminalIds = new ShortMemory(memory, (merchantId) => this.readCardTerminalIds(merchantId));
  }

  async findTerms(merchantId: string): Promise<MerchantTerms | undefined> {
    return await this.terms.get(merchantId);
  }

  /** All accounts of a merchant, the disabled ones too: what was paid there is still asked about there. */
  async channelAccountsOf(merchantId: string): Promise<StoredChannelAccount[]> {
    return await this.accounts.get(merchantId);
  }

  async findChannelAccount(merchantId: string, accountId: string): Promise<StoredChannelAccount | undefined> {
    return (await this.accounts.get(merchantId)).find((stored) => stored.account.id === accountId);
  }

  /** The core's source of accounts (payment/ports.ts). */
  async channelAccount(merchantId: string, accountId: string): Promise<ChannelAccount | undefined> {
    return (await this.findChannelAccount(merchantId, accountId))?.account;
  }

  /** The core's source of fees (payment/ports.ts). What is unknown costs nothing. */
  async feeTerms(account: ChannelAccount): Promise<FeeTerms> {
    const terms = await this.findTerms(account.merchantId);
    const stored = await this.findChannelAccount(account.merchantId, account.id);
    return {
      merchantFeeBasisPoints: terms?.feeBasisPoints ?? 0,
      channelCostBasisPoints: stored?.costBasisPoints ?? 0,
      clearing: stored?.settlesTo === 'merchant' ? 'direct' : account.channel === 'card' ? 'card' : 'channel',
    };
  }

  /** For a channel's notice, which names the account and no merchant. */
  async findChannelAccountByName(accountId: string): Promise<StoredChannelAccount | undefined> {
    const found = await this.database.pool.query<{ merchant_id: string }>(
      'SELECT merchant_id FROM channel_account WHERE account_id = $1',
      [accountId],
    );
    const row = found.rows[0];
    return row && (await this.findChannelAccount(row.merchant_id, accountId));
  }

  /** Every merchant's accounts, for the bills. */
  async allChannelAccounts(): Promise<StoredChannelAccount[]> {
    const found = await this.database.pool.query<{ merchant_id: string }>(
      'SELECT DISTINCT merchant_id FROM channel_account ORDER BY merchant_id',
    );
    const accounts: StoredChannelAccount[] = [];
    for (const row of found.rows) accounts.push(...(await this.channelAccountsOf(row.merchant_id)));
    return accounts;
  }

  /** Card acceptor terminal identification (ISO 8583 field 41) of one of our terminals. */
  async findCardTerminalId(merchantId: string, terminalId: string): Promise<string | undefined> {
    return (await this.cardTerminalIds.get(merchantId)).get(terminalId);
  }

  private async readTerms(merchantId: string): Promise<MerchantTerms | undefined> {
    const found = await this.database.pool.query<{ name: string; currency: string; fee_basis_points: number }>(
      'SELECT name, currency, fee_basis_points FROM merchant WHERE merchant_id = $1',
      [merchantId],
    );
    const row = found.rows[0];
    if (!row) return undefined;
    return {
      merchantId,
      name: row.name,
      currency: currencySchema.parse(row.currency),
      feeBasisPoints: row.fee_basis_points,
    };
  }

  private async readAccounts(merchantId: string): Promise<StoredChannelAccount[]> {
    const found = await this.database.pool.query<ChannelAccountRow>(
      `SELECT account_id, channel, priority, weight, enabled, cost_basis_points, amount_minor_max, settles_to,
         credentials_sealed
       FROM channel_account WHERE merchant_id = $1 ORDER BY priority, account_id`,
      [merchantId],
    );
    return found.rows.map((row) => this.accountOf(merchantId, row));
  }

  private accountOf(merchantId: string, row: ChannelAccountRow): StoredChannelAccount {
    const opened = this.secretBox.open(credentialsPurpose(merchantId, row.account_id), row.credentials_sealed);
    const credentials = credentialsSchema.parse(JSON.parse(opened.toString('utf8')));
    return {
      account: { id: row.account_id, merchantId, channel: row.channel, credentials },
      priority: row.priority,
      weight: row.weight,
      enabled: row.enabled,
      costBasisPoints: row.cost_basis_points,
      amountMinorMax: row.amount_minor_max ?? undefined,
      settlesTo: row.settles_to,
    };
  }

  private async readCardTerminalIds(merchantId: string): Promise<ReadonlyMap<string, string>> {
    const found = await this.database.pool.query<{ terminal_id: string; card_terminal_id: string }>(
      'SELECT terminal_id, card_terminal_id FROM terminal WHERE merchant_id = $1',
      [merchantId],
    );
    return new Map(found.rows.map((row) => [row.terminal_id, row.card_terminal_id]));
  }
}

interface ChannelAccountRow {
  account_id: string;
  channel: ChannelAccount['channel'];
  priority: number;
  weight: number;
  enabled: boolean;
  cost_basis_points: number;
  amount_minor_max: bigint | null;
  settles_to: 'platform' | 'merchant';
  credentials_sealed: Buffer;
}

/** Each channel's adapter checks the members by its own schema. */
const credentialsSchema = z.record(z.string(), z.unknown());

/** What an account's credentials are sealed for. */
export function credentialsPurpose(merchantId: string, accountId: string): string {
  return `channel_account/${merchantId}/${accountId}`;
}
