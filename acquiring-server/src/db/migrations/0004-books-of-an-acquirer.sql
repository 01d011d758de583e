-- The ledger grows up: a chart in the database, guards and freezes on accounts, holds, closed periods, entries
-- in partitions by month, proofs, and a role for the server that can't change what was posted.

CREATE TABLE ledger_book (
  book_id text PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('platform', 'merchant')),
  -- Last day of the latest period that was closed; postings up to it are refused.
  closed_through date,
  opened_at_ms bigint NOT NULL
);

INSERT INTO ledger_book (book_id, kind, opened_at_ms)
SELECT book_id, CASE book_id WHEN '@platform' THEN 'platform' ELSE 'merchant' END, min(opened_at_ms)
FROM ledger_account GROUP BY book_id;

-- ledger/chart-of-accounts.ts, written here at every start so that statements can be made in SQL.
CREATE TABLE ledger_chart (
  code text PRIMARY KEY,
  number text NOT NULL UNIQUE,
  level text NOT NULL CHECK (level IN ('general', 'detail')),
  -- Of a detail account.
  general_code text REFERENCES ledger_chart,
  book_kind text CHECK (book_kind IN ('platform', 'merchant')),
  class text NOT NULL CHECK (class IN ('asset', 'liability', 'common', 'equity', 'cost', 'income_and_expense')),
  normal_side text NOT NULL CHECK (normal_side IN ('debit', 'credit')),
  nature text NOT NULL CHECK (nature IN ('real', 'nominal')),
  name_zh text NOT NULL,
  name_en text NOT NULL,
  subject text[] NOT NULL,
  guarded boolean NOT NULL,
  CHECK ((level = 'detail') = (general_code IS NOT NULL) AND (level = 'detail') = (book_kind IS NOT NULL))
);

ALTER TABLE ledger_account
  DROP CONSTRAINT ledger_account_class_check,
  ADD COLUMN name text NOT NULL DEFAULT '',
  -- 1 where a debit makes it larger, -1 where a credit does.
  ADD COLUMN normal_side smallint NOT NULL DEFAULT 1 CHECK (normal_side IN (1, -1)),
  -- Which way money may go: grow the account, lessen it.
  ADD COLUMN flow text NOT NULL DEFAULT 'both' CHECK (flow IN ('both', 'in', 'out', 'none')),
  -- How far below zero what is available may go; NULL: no guard.
  ADD COLUMN overdraft_minor bigint CHECK (overdraft_minor >= 0),
  -- Sums of the holds that are active, by their kind.
  ADD COLUMN trade_frozen_minor bigint NOT NULL DEFAULT 0 CHECK (trade_frozen_minor >= 0),
  ADD COLUMN risk_frozen_minor bigint NOT NULL DEFAULT 0 CHECK (risk_frozen_minor >= 0),
  -- The book's, kept here so that whoever locks the account sees it.
  ADD COLUMN closed_through date,
  ADD COLUMN closed_at_ms bigint;

UPDATE ledger_account SET
  normal_side = CASE WHEN class IN ('asset', 'expense', 'common') OR code = 'merchant.sales_returned' THEN 1 ELSE -1 END,
  class = CASE WHEN class IN ('income', 'expense') THEN 'income_and_expense' ELSE class END;

-- Every constraint of a row is checked at each of its updates, and a pattern took longer than all others together.
ALTER TABLE ledger_account
  DROP CONSTRAINT ledger_account_currency_check,
  ADD CONSTRAINT ledger_account_currency_check CHECK (length(currency) = 3),
  ALTER COLUMN normal_side DROP DEFAULT,
  ADD CONSTRAINT ledger_account_class_check
    CHECK (class IN ('asset', 'liability', 'common', 'equity', 'cost', 'income_and_expense'));

ALTER TABLE ledger_journal
  DROP CONSTRAINT ledger_journal_currency_check,
  ADD CONSTRAINT ledger_journal_currency_check CHECK (length(currency) = 3),
  -- SHA-256 of what it says; NULL for journals from before it was kept.
  ADD COLUMN payload_hash bytea,
  -- The day it was about, where that was closed when it came: it counts for the first day that was open.
  ADD COLUMN event_date date,
  -- The journal of the same book that this one takes back.
  ADD COLUMN reverses uuid,
  -- Shared by journals that were posted together or not at all.
  ADD COLUMN link_id uuid,
  -- A person or program by name; '' for the server itself.
  ADD COLUMN posted_by text NOT NULL DEFAULT '',
  ADD COLUMN note text NOT NULL DEFAULT '';

CREATE UNIQUE INDEX ledger_journal_reverses ON ledger_journal (book_id, reverses) WHERE reverses IS NOT NULL;

-- Entries by month of their accounting date: indexes of past months are never touched again, statements read
-- the months they are about, and a month that the law no longer asks for can be taken off as a whole.
ALTER TABLE ledger_entry RENAME TO ledger_entry_before;
ALTER INDEX ledger_entry_pkey RENAME TO ledger_entry_before_pkey;
DROP INDEX ledger_entry_journal;

CREATE TABLE ledger_entry (
  book_id text NOT NULL,
  account_id uuid NOT NULL,
  -- 1, 2, 3 … within the account: a gap can be proved.
  version bigint NOT NULL,
  accounting_date date NOT NULL,
  journal_id uuid NOT NULL,
  leg smallint NOT NULL,
  -- A debit is above zero, a credit below.
  amount_minor bigint NOT NULL CHECK (amount_minor <> 0),
  -- Debits less credits of the account with this entry.
  balance_after_minor bigint NOT NULL,
  PRIMARY KEY (book_id, account_id, version, accounting_date)
) PARTITION BY RANGE (accounting_date);

CREATE INDEX ledger_entry_journal ON ledger_entry (book_id, journal_id);

-- Months without a partition of their own, such as those of a till roll from years ago.
CREATE TABLE ledger_entry_other PARTITION OF ledger_entry DEFAULT;

INSERT INTO ledger_entry (book_id, account_id, version, accounting_date, journal_id, leg, amount_minor,
  balance_after_minor)
SELECT book_id, account_id, version, accounting_date, journal_id, leg, amount_minor, balance_after_minor
FROM ledger_entry_before JOIN ledger_journal USING (book_id, journal_id);

DROP TABLE ledger_entry_before;

CREATE TRIGGER ledger_entry_append_only BEFORE UPDATE OR DELETE ON ledger_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_entry_not_emptied BEFORE TRUNCATE ON ledger_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_entry_other_not_emptied BEFORE TRUNCATE ON ledger_entry_other
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Money set aside: by a trade that is under way, or by risk control. The freezes of an account are the sums of
-- what is left of its active holds.
CREATE TABLE ledger_hold (
  book_id text NOT NULL,
  hold_id uuid NOT NULL,
  account_id uuid NOT NULL,
  freeze_kind text NOT NULL CHECK (freeze_kind IN ('trade', 'risk')),
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  captured_minor bigint NOT NULL DEFAULT 0 CHECK (captured_minor >= 0),
  released_minor bigint NOT NULL DEFAULT 0 CHECK (released_minor >= 0),
  status text NOT NULL CHECK (status IN ('active', 'captured', 'released', 'expired')),
  reference text NOT NULL,
  payload_hash bytea NOT NULL,
  expires_at_ms bigint,
  placed_at_ms bigint NOT NULL,
  updated_at_ms bigint NOT NULL,
  PRIMARY KEY (book_id, hold_id),
  CHECK (captured_minor + released_minor <= amount_minor),
  CHECK ((status = 'active') = (captured_minor + released_minor < amount_minor))
) WITH (fillfactor = 80);
CREATE INDEX ledger_hold_account ON ledger_hold (book_id, account_id) WHERE status = 'active';
CREATE INDEX ledger_hold_due ON ledger_hold (expires_at_ms) WHERE status = 'active' AND expires_at_ms IS NOT NULL;

-- What happened to a hold after it was placed, each once by its reference.
CREATE TABLE ledger_hold_step (
  book_id text NOT NULL,
  hold_id uuid NOT NULL,
  reference text NOT NULL,
  step text NOT NULL CHECK (step IN ('capture', 'release', 'expire')),
  captured_minor bigint NOT NULL CHECK (captured_minor >= 0),
  released_minor bigint NOT NULL CHECK (released_minor >= 0),
  payload_hash bytea NOT NULL,
  at_ms bigint NOT NULL,
  PRIMARY KEY (book_id, hold_id, reference)
);

-- A book's months. `closing`: nothing more is taken for it, the carrying over is under way.
CREATE TABLE ledger_period (
  book_id text NOT NULL REFERENCES ledger_book,
  -- YYYY-MM.
  period text NOT NULL CHECK (period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  ends_on date NOT NULL,
  status text NOT NULL CHECK (status IN ('closing', 'closed')),
  closed_by text NOT NULL,
  closing_at_ms bigint NOT NULL,
  closed_at_ms bigint,
  PRIMARY KEY (book_id, period)
);

-- What every account stood at when its period was closed, after the carrying over; written once.
CREATE TABLE ledger_period_balance (
  book_id text NOT NULL,
  period text NOT NULL,
  account_id uuid NOT NULL,
  code text NOT NULL,
  subject text NOT NULL,
  currency text NOT NULL,
  -- Debits less credits.
  opening_minor bigint NOT NULL,
  debits_minor bigint NOT NULL,
  credits_minor bigint NOT NULL,
  closing_minor bigint NOT NULL,
  PRIMARY KEY (book_id, period, account_id),
  CHECK (closing_minor = opening_minor + debits_minor - credits_minor)
);

CREATE TABLE ledger_proof (
  proof_id uuid PRIMARY KEY,
  started_at_ms bigint NOT NULL,
  ended_at_ms bigint NOT NULL,
  passed boolean NOT NULL,
  journals bigint NOT NULL,
  entries bigint NOT NULL,
  accounts bigint NOT NULL,
  -- [{check, name, detail}], at most 100.
  findings jsonb NOT NULL
);

CREATE TRIGGER ledger_hold_step_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_hold_step
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_period_balance_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_period_balance
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Ends the statement with one of the server's error codes; `detail` is JSON that names what offends.
CREATE FUNCTION ledger_refuse(code text, detail jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', code USING ERRCODE = 'QL001', DETAIL = detail::text;
END
$$;

-- Posts a batch of units, all of it or nothing. Journals come as parallel arrays; effects (legs, and changes of
-- freezes) point to their journal and account by place, 1 is the first, journal 0 is none. Accounts come in the
-- order in which everybody locks them. For speed the caller has added up what each effect finds before it on its
-- account (e_nth: entries with this one, e_sum and e_held: what balance and freezes have moved with this one) and
-- what each account gets in all. A journal that is movable and comes late for a closed day counts for the first open
-- one: what happened is taken whenever it is told. Answers the places of journals that were posted before with the same hash; then
-- the sums are made anew from the others.
-- Errors: QL001 by ledger_refuse, unique_violation on ledger_journal_reverses, numeric_value_out_of_range.
CREATE FUNCTION ledger_post(
  now_ms bigint,
  j_book text[], j_id uuid[], j_kind text[], j_reference text[], j_currency text[], j_date date[], j_hash bytea[],
  j_reverses uuid[], j_link uuid[], j_by text[], j_note text[], j_unit int[], j_movable boolean[],
  a_book text[], a_id uuid[], a_entries int[], a_debits bigint[], a_credits bigint[], a_trade bigint[], a_risk bigint[],
  e_journal int[], e_account int[], e_leg smallint[], e_amount bigint[], e_trade bigint[], e_risk bigint[],
  e_nth int[], e_sum bigint[], e_held bigint[]
) RETURNS int[] LANGUAGE plpgsql
-- Planned once for every size of batch, by the indexes: planning anew took longer than a single posting, and a plan
-- made while a table was small would read all of it later.
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
DECLARE
  inserted bigint;
  stale int[] := '{}';
  offending jsonb;
  event_dates date[];
  locked bigint;
  guarded boolean;
  balances bigint[];
  versions bigint[];
  frozen bigint[];
  signs smallint[];
  overdrafts bigint[];
  flows text[];
  closed_days date[];
  closed_times bigint[];
BEGIN
  IF true = ANY (j_movable) THEN
    SELECT array_agg(CASE WHEN moved THEN closed_through + 1 ELSE day END ORDER BY place),
      array_agg(CASE WHEN moved THEN day END ORDER BY place)
    INTO j_date, event_dates
    FROM (
      SELECT item.day, item.place, book.closed_through, item.movable AND book.closed_through >= item.day AS moved
      FROM unnest(j_book, j_date, j_movable) WITH ORDINALITY AS item (book_id, day, movable, place)
      LEFT JOIN ledger_book AS book ON book.book_id = item.book_id
    ) AS item;
  END IF;

  INSERT INTO ledger_journal (book_id, journal_id, kind, reference, currency, accounting_date, payload_hash, reverses,
    link_id, posted_by, note, event_date, posted_at_ms)
  SELECT item.*, now_ms
  FROM unnest(j_book, j_id, j_kind, j_reference, j_currency, j_date, j_hash, j_reverses, j_link, j_by, j_note,
    event_dates) AS item
  ON CONFLICT (book_id, kind, reference) DO NOTHING;
  GET DIAGNOSTICS inserted = ROW_COUNT;

  IF inserted < cardinality(j_id) THEN
    -- Whoever posted them has committed, so they are seen here.
    SELECT array_agg(item.place::int),
      jsonb_agg(item.place) FILTER (WHERE held.payload_hash IS DISTINCT FROM item.payload_hash
        AND held.payload_hash IS NOT NULL)
    INTO stale, offending
    FROM unnest(j_book, j_id, j_kind, j_reference, j_hash) WITH ORDINALITY
      AS item (book_id, journal_id, kind, reference, payload_hash, place)
    JOIN ledger_journal AS held ON held.book_id = item.book_id AND held.kind = item.kind
      AND held.reference = item.reference AND held.journal_id <> item.journal_id;
    IF offending IS NULL THEN
      -- Journals of one unit were posted together or not at all.
      SELECT jsonb_agg(part.place) INTO offending FROM (
        SELECT min(place) AS place FROM unnest(j_unit) WITH ORDINALITY AS item (unit, place)
        GROUP BY unit HAVING bool_or(place = ANY (stale)) AND NOT bool_and(place = ANY (stale))
      ) AS part;
    END IF;
    IF offending IS NOT NULL THEN
      PERFORM ledger_refuse('LEDGER_KEY_CONFLICT', jsonb_build_object('journals', offending));
    END IF;
    SELECT coalesce(array_agg(journal), '{}'), coalesce(array_agg(account), '{}'), coalesce(array_agg(leg), '{}'),
      coalesce(array_agg(amount), '{}'), coalesce(array_agg(trade), '{}'), coalesce(array_agg(risk), '{}'),
      coalesce(array_agg(nth), '{}'), coalesce(array_agg(total), '{}'), coalesce(array_agg(held), '{}')
    INTO e_journal, e_account, e_leg, e_amount, e_trade, e_risk, e_nth, e_sum, e_held
    FROM (
      -- Places stay, so that a refusal names the effect that the caller sent.
      SELECT CASE WHEN gone THEN -1 ELSE journal END AS journal, account, leg, amount, trade, risk,
        (count(*) FILTER (WHERE amount <> 0) OVER so_far)::int AS nth, (sum(amount) OVER so_far)::bigint AS total,
        (sum(trade + risk) OVER so_far)::bigint AS held
      FROM (
        SELECT item.*, item.journal = ANY (stale) AS gone,
          CASE WHEN item.journal = ANY (stale) THEN 0 ELSE sent END AS amount
        FROM unnest(e_journal, e_account, e_leg, e_amount, e_trade, e_risk) WITH ORDINALITY
          AS item (journal, account, leg, sent, trade, risk, place)
      ) AS item
      WINDOW so_far AS (PARTITION BY account ORDER BY place ROWS UNBOUNDED PRECEDING)
      ORDER BY place
    ) AS item;
    SELECT array_agg(entries), array_agg(debits), array_agg(credits)
    INTO a_entries, a_debits, a_credits
    FROM (
      SELECT count(item.amount) FILTER (WHERE item.amount <> 0)::int AS entries,
        coalesce(sum(item.amount) FILTER (WHERE item.amount > 0), 0)::bigint AS debits,
        coalesce(-sum(item.amount) FILTER (WHERE item.amount < 0), 0)::bigint AS credits
      FROM generate_subscripts(a_id, 1) AS place
      LEFT JOIN unnest(e_account, e_amount) AS item (account, amount) ON item.account = place
      GROUP BY place ORDER BY place
    ) AS total;
  END IF;

  SELECT count(*), array_agg(balance), array_agg(version), bool_or(is_guarded)
  INTO locked, balances, versions, guarded
  FROM (
    SELECT account.debits_minor - account.credits_minor AS balance, account.version,
      account.overdraft_minor IS NOT NULL OR account.flow <> 'both' OR account.closed_through IS NOT NULL
        OR account.closed_at_ms IS NOT NULL AS is_guarded
    FROM unnest(a_book, a_id) WITH ORDINALITY AS wanted (book_id, account_id, place)
    JOIN ledger_account AS account ON account.book_id = wanted.book_id AND account.account_id = wanted.account_id
    ORDER BY wanted.place
    FOR UPDATE OF account
  ) AS account;
  IF locked < cardinality(a_id) THEN
    PERFORM ledger_refuse('LEDGER_UNKNOWN_ACCOUNT', '{}');
  END IF;

  IF guarded THEN
    -- The rows are locked, so this statement sees them as they were locked.
    SELECT array_agg(held), array_agg(normal_side), array_agg(overdraft_minor), array_agg(flow),
      array_agg(closed_through), array_agg(closed_at_ms)
    INTO frozen, signs, overdrafts, flows, closed_days, closed_times
    FROM (
      SELECT account.trade_frozen_minor + account.risk_frozen_minor AS held, account.normal_side,
        account.overdraft_minor, account.flow, account.closed_through, account.closed_at_ms
      FROM unnest(a_book, a_id) WITH ORDINALITY AS wanted (book_id, account_id, place)
      JOIN ledger_account AS account ON account.book_id = wanted.book_id AND account.account_id = wanted.account_id
      ORDER BY wanted.place
    ) AS account;
    SELECT jsonb_agg(jsonb_build_object('effect', place, 'account', account, 'code', refusal, 'left',
      signs[account] * balances[account] - frozen[account] + overdrafts[account]) ORDER BY place) INTO offending
    FROM (
      SELECT place, account, CASE
        WHEN closed_times[account] IS NOT NULL THEN 'LEDGER_ACCOUNT_CLOSED'
        -- What carries a period over is dated on its last day.
        WHEN journal > 0 AND j_date[journal] <= closed_days[account]
          AND j_kind[journal] NOT IN ('period_close', 'year_close')
          THEN CASE WHEN j_movable[journal] THEN 'LEDGER_PERIOD_MOVES' ELSE 'LEDGER_PERIOD_CLOSED' END
        -- Setting aside for a trade is the first half of spending.
        WHEN flows[account] <> 'both' AND (amount <> 0 OR trade > 0)
          AND flows[account] <> CASE WHEN signs[account] * amount - trade > 0 THEN 'in' ELSE 'out' END
          THEN 'LEDGER_ACCOUNT_FLOW'
        WHEN overdrafts[account] IS NOT NULL AND signs[account] * amount - trade - risk < 0
          AND signs[account] * (balances[account] + total) - (frozen[account] + held) < -overdrafts[account]
          THEN 'LEDGER_INSUFFICIENT_FUNDS'
        END AS refusal
      FROM unnest(e_journal, e_account, e_amount, e_trade, e_risk, e_sum, e_held) WITH ORDINALITY
        AS item (journal, account, amount, trade, risk, total, held, place)
      WHERE journal >= 0
    ) AS checked WHERE refusal IS NOT NULL;
    IF offending @> '[{"code": "LEDGER_PERIOD_MOVES"}]' THEN
      -- The month was closed between the first look and the lock: tried again, it counts for the next day.
      RAISE EXCEPTION 'a period was closed meanwhile' USING ERRCODE = 'serialization_failure';
    END IF;
    IF offending IS NOT NULL THEN
      PERFORM ledger_refuse(offending -> 0 ->> 'code', jsonb_build_object('effects', offending));
    END IF;
  END IF;

  INSERT INTO ledger_entry (book_id, account_id, version, accounting_date, journal_id, leg, amount_minor,
    balance_after_minor)
  SELECT a_book[account], a_id[account], versions[account] + nth, j_date[journal], j_id[journal], leg, amount,
    balances[account] + total
  FROM unnest(e_journal, e_account, e_leg, e_amount, e_nth, e_sum) AS item (journal, account, leg, amount, nth, total)
  WHERE amount <> 0;

  UPDATE ledger_account AS account SET
    debits_minor = account.debits_minor + total.debits,
    credits_minor = account.credits_minor + total.credits,
    trade_frozen_minor = account.trade_frozen_minor + total.trade,
    risk_frozen_minor = account.risk_frozen_minor + total.risk,
    version = account.version + total.entries
  FROM unnest(a_book, a_id, a_entries, a_debits, a_credits, a_trade, a_risk)
    AS total (book_id, account_id, entries, debits, credits, trade, risk)
  WHERE account.book_id = total.book_id AND account.account_id = total.account_id;
  RETURN stale;
END
$$;

-- What the server runs as after its migrations: it may add to the books, never change them.
DO $$
BEGIN
  CREATE ROLE qiantai_server NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL;
END
$$;
GRANT qiantai_server TO CURRENT_USER;
GRANT USAGE ON SCHEMA public TO qiantai_server;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO qiantai_server;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO qiantai_server;
REVOKE UPDATE, DELETE, TRUNCATE ON ledger_journal, ledger_entry, ledger_hold_step, ledger_period_balance,
  ledger_proof FROM qiantai_server, PUBLIC;
REVOKE ALL ON ledger_entry_other FROM qiantai_server, PUBLIC;
REVOKE INSERT, UPDATE, DELETE ON schema_migration FROM qiantai_server;
