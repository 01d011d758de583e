-- The ledger. A book balances by itself: `book_id` is a merchant's id, or '@platform' for the platform's own.

CREATE TABLE ledger_account (
  book_id text NOT NULL,
  account_id uuid NOT NULL,
  code text NOT NULL,
  -- What the account is kept for within its code: a merchant, a channel account, a till's business date.
  subject text NOT NULL,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  class text NOT NULL CHECK (class IN ('asset', 'liability', 'equity', 'income', 'expense', 'common')),
  debits_minor bigint NOT NULL DEFAULT 0 CHECK (debits_minor >= 0),
  credits_minor bigint NOT NULL DEFAULT 0 CHECK (credits_minor >= 0),
  -- Number of entries, and the version of the latest.
  version bigint NOT NULL DEFAULT 0,
  opened_at_ms bigint NOT NULL,
  PRIMARY KEY (book_id, account_id),
  UNIQUE (book_id, code, subject, currency)
) WITH (fillfactor = 50);

CREATE TABLE ledger_journal (
  book_id text NOT NULL,
  journal_id uuid NOT NULL,
  kind text NOT NULL,
  -- Names the event within its kind; a replay of the event meets it.
  reference text NOT NULL,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  accounting_date date NOT NULL,
  posted_at_ms bigint NOT NULL,
  PRIMARY KEY (book_id, journal_id),
  UNIQUE (book_id, kind, reference)
);

CREATE TABLE ledger_entry (
  book_id text NOT NULL,
  account_id uuid NOT NULL,
  -- 1, 2, 3 … within the account: a lost update collides here, and a gap can be proved.
  version bigint NOT NULL,
  journal_id uuid NOT NULL,
  leg smallint NOT NULL,
  -- A debit is above zero, a credit below.
  amount_minor bigint NOT NULL CHECK (amount_minor <> 0),
  -- Debits less credits of the account with this entry.
  balance_after_minor bigint NOT NULL,
  PRIMARY KEY (book_id, account_id, version)
);

CREATE INDEX ledger_entry_journal ON ledger_entry (book_id, journal_id);

-- Journals and entries are written once. A correction is another journal.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER ledger_journal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_journal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON ledger_journal, ledger_entry FROM PUBLIC;
