/**
 * Books of millions of entries, made in SQL faster than they could be posted: transfers between the same accounts,
 * spread over a year of months, with the versions and balances that posting would have given them.
 */
import type { Database } from '@qiantai/acquiring-server/ledger';
import type { IdMint } from '@qiantai/protos';

const transfersPerChunk = 100_000;

/** Adds transfers between accounts of the platform's book that are open; each makes two entries. */
export async function addTransfers(database: Database, ids: IdMint, transferCount: number): Promise<void> {
  for (let done = 0; done < transferCount; done += transfersPerChunk) {
    const count = Math.min(transfersPerChunk, transferCount - done);
    const month = 1 + Math.floor((done / transferCount) * 12);
    await database.owner.transaction(async (client) => {
      // The planner knows nothing of rows that are only being made, and would compare each with each.
      await client.query('SET LOCAL enable_nestloop = off; SET LOCAL work_mem = $$256MB$$');
      await client.query(addSql, [`2025-${String(month).padStart(2, '0')}-15`, count, ids.uuid7().slice(0, 13)]);
    });
  }
  await database.owner.pool.query('ANALYZE ledger_entry, ledger_journal, ledger_account');
}

/** A journal's id is a UUIDv7 by its time, and a number within the chunk. */
const addSql = `
WITH account AS MATERIALIZED (
  SELECT account_id, version, debits_minor - credits_minor AS balance, row_number() OVER (ORDER BY account_id) - 1 AS place,
    count(*) OVER () AS accounts
  FROM ledger_account WHERE book_id = '@platform' AND code = 'platform.merchant_payable'
), transfer AS MATERIALIZED (
  SELECT i, ($3 || '-7' || lpad(to_hex(i >> 32 & 4095), 3, '0') || '-8000-' || lpad(to_hex(i), 12, '0'))::uuid AS journal_id
  FROM generate_series(1, $2::bigint) AS i
), journal AS (
  INSERT INTO ledger_journal (book_id, journal_id, kind, reference, currency, accounting_date, payload_hash, posted_at_ms)
  SELECT '@platform', journal_id, 'adjustment', journal_id::text, 'CNY', $1::date, '\\x00', 0 FROM transfer
), leg AS MATERIALIZED (
  SELECT transfer.i, transfer.journal_id, leg, amount, account.account_id, account.version, account.balance
  FROM transfer
  CROSS JOIN (VALUES (1, 100), (2, -100)) AS side (leg, amount)
  JOIN account ON account.place = (transfer.i * 7919 + CASE leg WHEN 1 THEN 0 ELSE transfer.i % 97 + 1 END) % account.accounts
), entry AS (
  INSERT INTO ledger_entry (book_id, account_id, version, accounting_date, journal_id, leg, amount_minor, balance_after_minor)
  SELECT '@platform', account_id, version + row_number() OVER in_order, $1::date, journal_id, leg, amount,
    balance + sum(amount) OVER in_order
  FROM leg WINDOW in_order AS (PARTITION BY account_id ORDER BY i, leg ROWS UNBOUNDED PRECEDING) ORDER BY i, leg
)
UPDATE ledger_account AS account SET version = account.version + total.entries,
  debits_minor = account.debits_minor + total.debits, credits_minor = account.credits_minor + total.credits
FROM (
  SELECT account_id, count(*) AS entries, sum(amount) FILTER (WHERE amount > 0) AS debits,
    -sum(amount) FILTER (WHERE amount < 0) AS credits
  FROM leg GROUP BY account_id
) AS total
WHERE account.book_id = '@platform' AND account.account_id = total.account_id`;
