/** Custody over a scripted bank and a fresh database: one custody account, one of its own, merchants that are owed. */
import { FakeClock, SeededRandom, silentLog } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';
import { expect } from 'vitest';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/test-database.ts';
import type { AccountCode } from '../ledger/chart-of-accounts.ts';
import { platformBook } from '../ledger/journal.ts';
import { createLedger } from '../ledger/ledger-store.ts';
import { proveBooks } from '../ledger/prove-books.ts';
import { type SecretBox, secretBox } from '../merchants/secret-box.ts';
import { beijingDate } from '../payment/beijing-date.ts';
import type { Payee } from './bank-records.ts';
import { type Custody, createCustody } from './create-custody.ts';
import type { ImportResult } from './import-statement.ts';
import { ScriptedBank } from './scripted-bank.fixture.ts';

export const custodyNumber = '3100000000000000011';
export const ownNumber = '3200000000000000022';
export const shopPayee: Payee = {
  name: '测试商户',
  bank: '工商银行',
  accountNumber: '6222000011112222',
  kind: 'personal',
};
const dayMs = 86_400_000;

/** Noon in Beijing of Monday, 2 March 2026. */
const beginMs = Date.UTC(2026, 2, 2, 4);

export class TestCustody {
  readonly clock = new FakeClock(beginMs);
  readonly bank = new ScriptedBank(this.clock);
  readonly ids: IdMint;
  readonly database: Database;
  readonly seed: string;
  custody: Custody;
  private payments = 0;

  private readonly secretBox: SecretBox;

  private constructor(database: Database, seed: string, box: SecretBox) {
    this.database = database;
    this.secretBox = box;
    this.seed = seed;
    this.ids = new IdMint(this.clock, new SeededRandom(seed));
    this.custody = this.newCustody();
  }

  static async open(
    seed: string,
    options: { corporateOpensMinute?: number; secretBox?: SecretBox } = {},
  ): Promise<TestCustody> {
    const box = options.secretBox ?? secretBox(Buffer.alloc(32, 7));
    const test = new TestCustody(await openTestDatabase({ connectionsMax: 6 }), seed, box);
    await test.prepare(options);
    return test;
  }

  /** A server over the same database, as after a crash where the old one was not stopped. */
  newCustody(instanceId = 'server-1'): Custody {
    const { database, clock, ids, bank } = this;
    return createCustody({
      database,
      ledger: createLedger({ database, clock, ids }),
      bank,
      secretBox: this.secretBox,
      findMemberAccount: async (text) => {
        const accountNumber = /\bM\d\b/.exec(text)?.[0];
        return accountNumber ? { code: 'platform.customer_balance', accountNumber } : undefined;
      },
      clock,
      random: new SeededRandom(`${this.seed}/custody`),
      ids,
      log: silentLog,
      instanceId,
    });
  }

  get today(): string {
    return beijingDate(this.clock.nowMs());
  }

  private async prepare({ corporateOpensMinute = 0 }: { corporateOpensMinute?: number }): Promise<void> {
    const common = {
      bank: '存管银行',
      currency: 'CNY' as const,
      corporateOpensMinute,
      corporateClosesMinute: 17 * 60 + 30,
      corporateWeekdaysOnly: corporateOpensMinute > 0,
      credentials: { baseUrl: 'http://127.0.0.1:1', clientId: 'QT', secret: 'secret' },
      createdBy: 'ann',
    };
    const custody = { bankAccountId: 'custody-1', purpose: 'custody' as const, holderName: '客户备付金' };
    await this.custody.createBankAccount({ ...common, ...custody, accountNumber: custodyNumber });
    const own = { bankAccountId: 'own-1', purpose: 'own' as const, holderName: '自有资金' };
    await this.custody.createBankAccount({ ...common, ...own, accountNumber: ownNumber });
    for (const account of [custodyNumber, ownNumber]) this.bank.open(account);
    for (const merchantId of ['shop-a', 'shop-b']) {
      await this.custody.setSettlementAccount({ merchantId, currency: 'CNY', payee: shopPayee, changedBy: 'ann' });
    }
    await this.database.pool.query(
      `INSERT INTO merchant (merchant_id, name, currency, fee_basis_points, updated_at_ms)
       SELECT id, id, 'CNY', 38, 0 FROM unnest(ARRAY['shop-a', 'shop-b']) AS id`,
    );
    await this.database.pool.query(
      `INSERT INTO channel_account (merchant_id, account_id, channel, priority, weight, enabled, cost_basis_points,
         credentials_sealed, credentials_fingerprint, updated_at_ms, settles_to)
       SELECT merchant_id, account_id, channel, 1, 1, true, 20, '', '', 0, 'platform'
       FROM (VALUES ('shop-a', 'wechat-a', 'wechat'), ('shop-b', 'card-b', 'card')) AS one (merchant_id, account_id, channel)`,
    );
    const { ledger } = this;
    for (const subject of ['M1', 'M2']) {
      const key = {
        bookId: platformBook,
        code: 'platform.customer_balance' as const,
        subject,
        currency: 'CNY' as const,
      };
      await ledger.openAccount(this.database.pool, key);
    }
  }

  get ledger() {
    return createLedger(this);
  }

  /** A payment of a customer: the merchant is owed it less the fee, the channel owes it less its cost. */
  async sell(merchantId: 'shop-a' | 'shop-b', amountMinor: bigint): Promise<void> {
    this.payments += 1;
    await this.database.transaction(
      async (client) =>
        await this.ledger.post(client, [
          {
            kind: merchantId === 'shop-a' ? 'channel_payment' : 'card_payment',
            reference: `payment-${this.payments}`,
            merchantId,
            currency: 'CNY',
            amounts: {
              settlement: amountMinor,
              unsettledCoupon: 0n,
              merchantFee: (amountMinor * 38n) / 10_000n,
              channelCost: (amountMinor * 20n) / 10_000n,
            },
            subjects: { channelAccountId: merchantId === 'shop-a' ? 'wechat-a' : 'card-b' },
            businessDate: this.today,
            platformDate: this.today,
          },
        ]),
    );
  }

  /** The channel settles what it owes, in the bank's books. */
  async channelSettles(merchantId: 'shop-a' | 'shop-b', amountMinor: bigint): Promise<void> {
    const account = merchantId === 'shop-a' ? 'wechat-a' : 'card-b';
    this.bank.credit(custodyNumber, amountMinor, `结算款 ${account} ${this.today}`);
  }

  async settle(amountMinor: bigint | 'all', change: { merchantId?: string; settlementKey?: string } = {}) {
    return await this.custody.instructSettlement({
      settlementKey: this.ids.uuid7(),
      merchantId: 'shop-a',
      bankAccountId: 'custody-1',
      amountMinor,
      requestedBy: 'ann',
      ...change,
    });
  }

  async status(instructionId: string): Promise<string> {
    return (await this.custody.getInstruction(instructionId)).instruction.status;
  }

  /** Time passes and what is due is done. */
  async after(byMs: number): Promise<void> {
    await this.clock.advance(byMs);
    await this.custody.runDue();
  }

  /** Goes to the next day, and takes the statements of this one; answers the custody account's. */
  async endDay(): Promise<ImportResult> {
    const date = this.today;
    await this.after(dayMs);
    await this.import(date, 'own-1');
    return await this.import(date);
  }

  async import(date: string, bankAccountId = 'custody-1'): Promise<ImportResult> {
    return await this.custody.importStatement({ bankAccountId, date, importedBy: 'ann' });
  }

  async proveDay(date: string) {
    const [proof] = await this.custody.prove({ date, runBy: 'ann' });
    if (!proof) throw new Error('no proof');
    return proof;
  }

  get yesterday(): string {
    return beijingDate(this.clock.nowMs() - dayMs);
  }

  /** Debits less credits, by code; those at zero left out. */
  async balances(): Promise<Record<string, bigint>> {
    const rows = await this.database.pool.query<{ code: string; balance: bigint }>(
      `SELECT code, sum(debits_minor - credits_minor)::bigint AS balance FROM ledger_account
       GROUP BY code HAVING sum(debits_minor - credits_minor) <> 0 ORDER BY code`,
    );
    return Object.fromEntries(rows.rows.map((row) => [row.code, row.balance]));
  }

  async balance(code: AccountCode, subject: string): Promise<bigint> {
    return await this.ledger.balance({ bookId: platformBook, code, subject, currency: 'CNY' });
  }

  /** Codes and subjects of the open exceptions. */
  async exceptions(): Promise<string[]> {
    const found = await this.custody.listExceptions({ openOnly: true }, { limit: 100 });
    return found.map(({ code, subject }) => `${code} ${subject}`).sort();
  }

  async close(): Promise<void> {
    this.bank.release();
    const proof = await proveBooks(this.database);
    expect(proof).toMatchObject({ balanced: true, findings: [] });
    await this.database.close();
  }
}
