/**
 * Books of millions of entries, made in SQL faster than they could be posted: each account in turn pays the next one,
 * round after round, spread over a year of months. Versions and balances follow from the place in the round, so that
 * they are what posting would have given.
 */
import type { Database } from '@qiantai/acquiring-server/ledger';
import type { IdMint } from '@qiantai/protos';

const roundsPerChunk = 100;

/** Adds transfers between the payables of merchants that are open; each makes two entries. Answers how many. */
export async function addTransfers(database: Database, ids: IdMint, transferCount: number): Promise<void> {
  const found = await database.pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ledger_account ${payers}`,
  );
  const accounts = found.rows[0]?.count ?? 0;
  const rounds = Math.ceil(transferCount / accounts);
  for (let done = 0; done < rounds; done += roundsPerChunk) {
    const month = 1 + Math.floor((done / rounds) * 12);
    const day = `2025-${String(month).padStart(2, '0')}-15`;
    await database.owner.pool.query(addSql, [day, Math.min(roundsPerChunk, rounds - done), ids.uuid7().slice(0, 13)]);
  }
  await database.owner.pool.query('ANALYZE ledger_entry, ledger_journal, ledger_account');
}

const payers = `WHERE book_id = '@platform' AND code = 'platform.merchant_payable'`;

/**
 * In a round the transfer at place p goes from account p to account p + 1. So an account is first paid and then pays;
 * the one at place 0 pays first and is paid last. A journal's id is a UUIDv7 of the chunk's instant, and a number.
 */
const addSql = `
WITH account AS MATERIALIZED (
  SELECT account_id, version, debits_minor - credits_minor AS balance, row_number() OVER (ORDER BY account_id) - 1 AS place,
    count(*) OVER () AS accounts
  FROM ledger_account ${payers}
), transfer AS MATERIALIZED (
  SELECT payer.account_id AS payer_id, payer.place, payer.version AS payer_version, payer.balance AS payer_balance,
    payee.account_id AS payee_id, payee.version AS payee_version, payee.balance AS payee_balance, payee.place AS payee_place,
    round, ($3 || '-7000-8000-' || lpad(to_hex(round * payer.accounts + payer.place), 12, '0'))::uuid AS journal_id
  FROM generate_series(0, $2::bigint - 1) AS round CROSS JOIN account AS payer
  JOIN account AS payee ON payee.place = (payer.place + 1) % payer.accounts
  ORDER BY round, payer.place
), journal AS (
  INSERT INTO ledger_journal (book_id, journal_id, kind, reference, currency, accounting_date, payload_hash, posted_at_ms)
  SELECT '@platform', journal_id, 'adjustment', journal_id::text, 'CNY', $1::date, '\\x00', 0 FROM transfer
), entry AS (
  INSERT INTO ledger_entry (book_id, account_id, version, accounting_date, journal_id, leg, amount_minor, balance_after_minor)
  SELECT '@platform', CASE leg WHEN 1 THEN payer_id ELSE payee_id END,
    CASE leg WHEN 1 THEN payer_version + 2 * round + CASE place WHEN 0 THEN 1 ELSE 2 END
      ELSE payee_version + 2 * round + CASE payee_place WHEN 0 THEN 2 ELSE 1 END END,
    $1::date, journal_id, leg, amount,
    CASE leg WHEN 1 THEN payer_balance + CASE place WHEN 0 THEN 100 ELSE 0 END
      ELSE payee_balance - CASE payee_place WHEN 0 THEN 0 ELSE 100 END END
  FROM transfer CROSS JOIN (VALUES (1, 100), (2, -100)) AS side (leg, amount)
)
UPDATE ledger_account AS account SET version = account.version + 2 * $2::bigint,
  debits_minor = account.debits_minor + 100 * $2::bigint, credits_minor = account.credits_minor + 100 * $2::bigint
${payers}`;
