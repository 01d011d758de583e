-- Custody (存管): the platform's accounts at banks, what the banks are told to pay and what became of it, their
-- statements, money that fits nothing, and the daily proof. All of it belongs to the platform.

CREATE TABLE bank_account (
  bank_account_id text PRIMARY KEY,
  -- custody: other people's money (备付金). own: the platform's own.
  purpose text NOT NULL CHECK (purpose IN ('custody', 'own')),
  bank text NOT NULL,
  holder_name text NOT NULL,
  -- AES-256-GCM under the key file of the data folder; the fingerprint tells equal numbers apart from others.
  account_number_sealed bytea NOT NULL,
  account_number_masked text NOT NULL,
  account_number_fingerprint bytea NOT NULL UNIQUE,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  status text NOT NULL CHECK (status IN ('open', 'closed')),
  -- When the bank pays corporate payees, minutes of the day in Beijing; personal ones are paid at any time.
  corporate_opens_minute integer NOT NULL CHECK (corporate_opens_minute BETWEEN 0 AND 1439),
  corporate_closes_minute integer NOT NULL CHECK (corporate_closes_minute BETWEEN 1 AND 1440),
  corporate_weekdays_only boolean NOT NULL,
  -- Address and keys of the bank's interface.
  credentials_sealed bytea NOT NULL,
  created_by text NOT NULL,
  created_at_ms bigint NOT NULL,
  CHECK (corporate_opens_minute < corporate_closes_minute)
);

-- Where a merchant wants its settlements.
CREATE TABLE merchant_settlement_account (
  merchant_id text NOT NULL,
  currency text NOT NULL,
  payee_name text NOT NULL,
  payee_bank text NOT NULL,
  payee_kind text NOT NULL CHECK (payee_kind IN ('personal', 'corporate')),
  payee_account_sealed bytea NOT NULL,
  payee_account_masked text NOT NULL,
  version bigint NOT NULL,
  changed_by text NOT NULL,
  changed_at_ms bigint NOT NULL,
  PRIMARY KEY (merchant_id, currency)
);

-- Who changed where a merchant's money goes, and to what.
CREATE TABLE merchant_settlement_account_history (
  merchant_id text NOT NULL,
  currency text NOT NULL,
  version bigint NOT NULL,
  payee_name text NOT NULL,
  payee_bank text NOT NULL,
  payee_kind text NOT NULL,
  payee_account_masked text NOT NULL,
  changed_by text NOT NULL,
  changed_at_ms bigint NOT NULL,
  PRIMARY KEY (merchant_id, currency, version)
);
CREATE TRIGGER merchant_settlement_account_history_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON merchant_settlement_account_history
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE bank_instruction (
  -- UUIDv7, minted before anything is sent; the bank knows the instruction by it, on every try.
  instruction_id uuid PRIMARY KEY,
  purpose text NOT NULL CHECK (purpose IN ('settlement', 'withdrawal', 'payout', 'refund_by_transfer',
    'fees_withdrawn', 'own_money_paid_in', 'suspense_sent_back')),
  -- The account that pays.
  bank_account_id text NOT NULL REFERENCES bank_account,
  -- The platform's account that is paid, where it is one.
  payee_bank_account_id text REFERENCES bank_account,
  payee_name text NOT NULL,
  payee_bank text NOT NULL,
  payee_kind text NOT NULL CHECK (payee_kind IN ('personal', 'corporate')),
  payee_account_sealed bytea NOT NULL,
  payee_account_masked text NOT NULL,
  payee_account_fingerprint bytea NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  remark text NOT NULL,
  -- '' where no merchant's book is touched.
  merchant_id text NOT NULL,
  -- What it is for: the settlement's key, the withdrawal's id. Once for each purpose.
  subject_reference text NOT NULL,
  payload_hash bytea NOT NULL,
  business_date date NOT NULL,
  platform_date date NOT NULL,
  status text NOT NULL CHECK (status IN ('created', 'sent', 'accepted', 'confirmed', 'rejected', 'unknown', 'returned')),
  version bigint NOT NULL,
  -- Why it is not sent although it could be: shown to people.
  waits_for text NOT NULL CHECK (waits_for IN ('', 'bank_hours', 'bank_funds')),
  bank_reference text NOT NULL,
  reason_code text NOT NULL,
  reason_text text NOT NULL,
  -- The day on which it stopped being in transit: the bank's day of a payment, ours of a rejection.
  settled_on date,
  returned_on date,
  step_count integer NOT NULL,
  due_at_ms bigint,
  -- The server that has it under way.
  driver text NOT NULL,
  sent_at_ms bigint,
  requested_by text NOT NULL,
  created_at_ms bigint NOT NULL,
  updated_at_ms bigint NOT NULL,
  UNIQUE (purpose, subject_reference),
  CHECK ((status IN ('confirmed', 'rejected', 'returned')) = (settled_on IS NOT NULL)),
  CHECK ((status = 'returned') = (returned_on IS NOT NULL))
) WITH (fillfactor = 80);
CREATE INDEX bank_instruction_due ON bank_instruction (due_at_ms) WHERE due_at_ms IS NOT NULL;
CREATE INDEX bank_instruction_open ON bank_instruction (bank_account_id, platform_date)
  WHERE status IN ('created', 'sent', 'accepted', 'unknown');
CREATE INDEX bank_instruction_settled ON bank_instruction (bank_account_id, settled_on);
CREATE INDEX bank_instruction_payee ON bank_instruction (bank_account_id, payee_account_fingerprint, platform_date);

CREATE TABLE bank_instruction_history (
  instruction_id uuid NOT NULL REFERENCES bank_instruction,
  version bigint NOT NULL,
  event text NOT NULL,
  from_status text,
  to_status text NOT NULL,
  detail text NOT NULL,
  at_ms bigint NOT NULL,
  PRIMARY KEY (instruction_id, version)
);
CREATE TRIGGER bank_instruction_history_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON bank_instruction_history
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE bank_statement (
  bank_account_id text NOT NULL REFERENCES bank_account,
  statement_date date NOT NULL,
  currency text NOT NULL,
  opening_minor bigint NOT NULL,
  closing_minor bigint NOT NULL,
  line_count integer NOT NULL,
  sha256_hex text NOT NULL,
  -- As it was downloaded; sealed, for it holds account numbers.
  bytes_sealed bytea NOT NULL,
  imported_by text NOT NULL,
  imported_at_ms bigint NOT NULL,
  PRIMARY KEY (bank_account_id, statement_date)
);
CREATE TRIGGER bank_statement_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON bank_statement
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE bank_statement_line (
  bank_account_id text NOT NULL,
  serial_no text NOT NULL,
  statement_date date NOT NULL,
  place integer NOT NULL,
  direction text NOT NULL CHECK (direction IN ('in', 'out')),
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  balance_after_minor bigint NOT NULL,
  booked_at_ms bigint NOT NULL,
  counterparty_name text NOT NULL,
  counterparty_account_sealed bytea NOT NULL,
  counterparty_account_masked text NOT NULL,
  remark text NOT NULL,
  -- Our number as the bank repeats it, and what the line turned out to be.
  bank_instruction_no text NOT NULL,
  match text NOT NULL CHECK (match IN ('paid', 'returned', 'arrived', 'channel_settlement', 'recharge_by_transfer',
    'bank_fee', 'suspense', 'unexplained')),
  instruction_id uuid REFERENCES bank_instruction,
  matched_to text NOT NULL,
  PRIMARY KEY (bank_account_id, serial_no),
  FOREIGN KEY (bank_account_id, statement_date) REFERENCES bank_statement
);
CREATE INDEX bank_statement_line_day ON bank_statement_line (bank_account_id, statement_date, place);
CREATE TRIGGER bank_statement_line_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON bank_statement_line
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- An instruction is paid once, comes back once, and arrives once.
CREATE UNIQUE INDEX bank_statement_line_instruction ON bank_statement_line (instruction_id, match)
  WHERE match IN ('paid', 'returned', 'arrived');

-- Money that fits nothing: one for each line that was posted to suspense.
CREATE TABLE custody_suspense (
  suspense_id uuid PRIMARY KEY,
  bank_account_id text NOT NULL,
  serial_no text NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  arrived_on date NOT NULL,
  status text NOT NULL CHECK (status IN ('open', 'proposed', 'sending_back', 'cleared')),
  version bigint NOT NULL,
  -- {to: 'member' | 'merchant' | 'clearing' | 'back' | 'income', …}
  proposal jsonb,
  proposed_by text NOT NULL,
  approved_by text NOT NULL,
  instruction_id uuid REFERENCES bank_instruction,
  cleared_on date,
  updated_at_ms bigint NOT NULL,
  UNIQUE (bank_account_id, serial_no),
  CHECK ((status = 'cleared') = (cleared_on IS NOT NULL)),
  CHECK (status = 'open' OR (proposal IS NOT NULL AND proposed_by <> '')),
  CHECK (status NOT IN ('sending_back', 'cleared') OR (approved_by <> '' AND approved_by <> proposed_by))
);
CREATE INDEX custody_suspense_open ON custody_suspense (status, suspense_id) WHERE status <> 'cleared';

CREATE TABLE custody_suspense_history (
  suspense_id uuid NOT NULL REFERENCES custody_suspense,
  version bigint NOT NULL,
  event text NOT NULL,
  from_status text NOT NULL,
  to_status text NOT NULL,
  by_operator text NOT NULL,
  detail jsonb NOT NULL,
  at_ms bigint NOT NULL,
  PRIMARY KEY (suspense_id, version)
);
CREATE TRIGGER custody_suspense_history_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON custody_suspense_history
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Every proof that was made; the latest of a day and currency counts.
CREATE TABLE custody_proof (
  proof_id uuid PRIMARY KEY,
  proof_date date NOT NULL,
  currency text NOT NULL,
  passed boolean NOT NULL,
  held_minor bigint NOT NULL,
  owed_minor bigint NOT NULL,
  own_part_minor bigint NOT NULL,
  -- {accounts, components, findings}; amounts as text.
  detail jsonb NOT NULL,
  run_by text NOT NULL,
  run_at_ms bigint NOT NULL
);
CREATE INDEX custody_proof_day ON custody_proof (proof_date, currency, proof_id);
CREATE TRIGGER custody_proof_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON custody_proof
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What a person must look at; once for a subject and code, opened again where it offends again.
CREATE TABLE custody_exception (
  exception_id uuid PRIMARY KEY,
  code text NOT NULL,
  subject text NOT NULL,
  detail text NOT NULL,
  status text NOT NULL CHECK (status IN ('open', 'resolved')),
  opened_at_ms bigint NOT NULL,
  resolved_by text NOT NULL,
  resolved_note text NOT NULL,
  resolved_at_ms bigint,
  UNIQUE (subject, code),
  CHECK ((status = 'resolved') = (resolved_at_ms IS NOT NULL))
);
CREATE INDEX custody_exception_open ON custody_exception (exception_id) WHERE status = 'open';

-- What the server runs as adds to these and never changes them.
REVOKE UPDATE, DELETE, TRUNCATE ON merchant_settlement_account_history, bank_instruction_history, bank_statement,
  bank_statement_line, custody_suspense_history, custody_proof FROM qiantai_server, PUBLIC;
