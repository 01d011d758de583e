/** Books that an earlier version wrote are taken over as they are, and go on. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock, SeededRandom, silentLog } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectDatabase, type Database, serverRole } from '../db/database.ts';
import { migrate, migrationsFolder } from '../db/migrate.ts';
import { leaseTestDatabase } from '../db/test-database.ts';
import { createLedger } from './ledger-store.ts';
import { proveBooks } from './prove-books.ts';

let folder: string;
let leased: Awaited<ReturnType<typeof leaseTestDatabase>>;
let database: Database;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qiantai-upgrade-'));
  leased = await leaseTestDatabase({ migrations: null });
  database = connectDatabase({ url: leased.url, log: silentLog, role: serverRole });
});
afterAll(async () => {
  await database.close();
  leased.release();
  rmSync(folder, { recursive: true, force: true });
});

const payable = '01900000-0000-7000-8000-00000000000a';
const clearing = '01900000-0000-7000-8000-00000000000b';
const returned = '01900000-0000-7000-8000-00000000000c';
const journal = '01900000-0000-7000-8000-000000000001';

it('entries, balances and classes carry over; the same accounts are posted to', async () => {
  for (const name of ['0001-ledger.sql', '0002-orders-and-payments.sql', '0003-account-lookup.sql']) {
    cpSync(join(migrationsFolder, name), join(folder, name));
  }
  const clock = new FakeClock();
  await migrate(database, { clock, log: silentLog, folder });
  await database.owner.pool.query(`
    INSERT INTO ledger_account (book_id, account_id, code, subject, currency, class, debits_minor, credits_minor, version,
      opened_at_ms)
    VALUES ('@platform', '${payable}', 'platform.merchant_payable', 'shop', 'CNY', 'liability', 0, 500, 1, 1),
      ('@platform', '${clearing}', 'platform.channel_clearing', 'shop/wechat-1', 'CNY', 'asset', 500, 0, 1, 1),
      ('shop', '${returned}', 'merchant.sales_returned', '', 'CNY', 'income', 0, 0, 0, 1);
    INSERT INTO ledger_journal VALUES ('@platform', '${journal}', 'channel_payment', 'old', 'CNY', '2025-12-31', 1);
    INSERT INTO ledger_entry VALUES ('@platform', '${clearing}', 1, '${journal}', 1, 500, 500),
      ('@platform', '${payable}', 1, '${journal}', 2, -500, -500)`);

  await migrate(database, { clock, log: silentLog });

  expect((await proveBooks(database)).findings).toEqual([]);
  const accounts = await database.pool.query(
    'SELECT code, class, normal_side AS side FROM ledger_account ORDER BY code',
  );
  expect(accounts.rows).toEqual([
    { code: 'merchant.sales_returned', class: 'income_and_expense', side: 1 },
    { code: 'platform.channel_clearing', class: 'asset', side: 1 },
    { code: 'platform.merchant_payable', class: 'liability', side: -1 },
  ]);
  const ledger = createLedger({ database, clock, ids: new IdMint(clock, new SeededRandom('upgrade')) });
  const event = {
    kind: 'channel_payment',
    reference: 'new',
    merchantId: 'shop',
    currency: 'CNY',
    amounts: { settlement: 100n, unsettledCoupon: 0n, merchantFee: 1n, channelCost: 0n },
    subjects: { channelAccountId: 'wechat-1' },
    businessDate: '2026-01-01',
    platformDate: '2026-01-01',
  } as const;
  await database.transaction(async (client) => await ledger.post(client, [event]));
  const { totalMinor } = (await ledger.readAccount({
    bookId: '@platform',
    code: 'platform.merchant_payable',
    subject: 'shop',
    currency: 'CNY',
  })) ?? { totalMinor: 0n };
  expect(totalMinor).toBe(599n);
  expect((await proveBooks(database)).findings).toEqual([]);
});
