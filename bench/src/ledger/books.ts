/** A ledger over a durable PostgreSQL of its own, with accounts to post to. */
import {
  type AccountKey,
  createLedger,
  type Database,
  type Journal,
  type Ledger,
  migrate,
  openDatabase,
  platformBook,
} from '@qiantai/acquiring-server/ledger';
import { silentLog, systemClock, systemRandom } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';

export interface BenchBooks {
  database: Database;
  ledger: Ledger;
  ids: IdMint;
  close(): Promise<void>;
}

export async function openBenchBooks(folder: string): Promise<BenchBooks> {
  const database = await openDatabase({ dataDir: folder, log: silentLog });
  await migrate(database, { clock: systemClock, log: silentLog });
  await database.owner.pool.query('CREATE TABLE bench_row (id uuid PRIMARY KEY, amount_minor bigint NOT NULL)');
  const ids = new IdMint(systemClock, systemRandom);
  const ledger = createLedger({ database, clock: systemClock, ids });
  return { database, ledger, ids, close: async () => await database.close() };
}

/** Accounts of merchants that nothing guards. */
export function payable(merchant: number): AccountKey {
  return {
    bookId: platformBook,
    code: 'platform.merchant_payable',
    subject: `merchant-${merchant}`,
    currency: 'CNY',
  };
}

/** A member's account, which can't be overdrawn. */
export function member(number: number): AccountKey {
  return { bookId: platformBook, code: 'platform.customer_balance', subject: `member-${number}`, currency: 'CNY' };
}

export const hot: AccountKey = {
  bookId: platformBook,
  code: 'platform.custody_bank',
  subject: 'bank-1',
  currency: 'CNY',
};

/** One debit and one credit. */
export function transfer(ids: IdMint, debit: AccountKey, credit: AccountKey, amountMinor = 100n): Journal {
  return {
    bookId: platformBook,
    kind: 'adjustment',
    reference: ids.uuid7(),
    currency: 'CNY',
    accountingDate: '2026-01-05',
    legs: [
      { account: debit, amountMinor },
      { account: credit, amountMinor: -amountMinor },
    ],
  };
}
