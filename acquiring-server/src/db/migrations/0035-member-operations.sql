-- Recharge, withdrawal and transfer between members: what was asked, where it stands, who agreed. The states are
-- those of member-operations/operation-states.ts. Keyed by the company that the accounts are kept for first
-- ('@platform': the platform itself). Money held and moved is the ledger's.

CREATE TABLE member_operation (
  company_id text NOT NULL,
  -- UUIDv7, minted by whoever asks.
  operation_key uuid NOT NULL,
  -- SHA-256 of the canonical JSON of the request without its password, hexadecimal.
  request_hash text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('recharge', 'withdrawal', 'transfer')),
  -- Whose money it is: credited by a recharge, debited by the others.
  account_number text NOT NULL REFERENCES member_account,
  ledger_code text NOT NULL,
  -- Of a transfer.
  payee_account_number text REFERENCES member_account,
  payee_ledger_code text,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  fee_minor bigint NOT NULL CHECK (fee_minor >= 0),
  -- How much of the month's free quota it takes.
  free_used_minor bigint NOT NULL CHECK (free_used_minor BETWEEN 0 AND amount_minor),
  -- What the channel keeps of a recharge.
  channel_cost_minor bigint NOT NULL CHECK (channel_cost_minor BETWEEN 0 AND amount_minor),
  -- What a member had spent of a recharge that went back to its payer, and how much of it came in since.
  shortfall_minor bigint NOT NULL DEFAULT 0 CHECK (shortfall_minor BETWEEN 0 AND amount_minor),
  recovered_minor bigint NOT NULL DEFAULT 0 CHECK (recovered_minor BETWEEN 0 AND shortfall_minor),
  currency text NOT NULL,
  remark text NOT NULL,
  requested_by text NOT NULL,
  -- Beijing's, when it was asked: what limits of a day and the quota of a month go by.
  day date NOT NULL,
  status text NOT NULL,
  version integer NOT NULL,
  -- Whether it counts against those limits.
  counted boolean NOT NULL,
  -- The ledger's hold of amount and fee.
  hold_id uuid,
  -- The channel account of a recharge, the platform's bank account of a withdrawal.
  channel_account_id text,
  -- The number that the channel knows it by; minted with it, the same on every retry.
  channel_number text NOT NULL,
  channel_transaction_id text NOT NULL,
  -- The card that a withdrawal goes to.
  card_id uuid,
  -- Where the payer of a recharge goes on.
  payer_url text NOT NULL,
  reason_code text NOT NULL,
  channel_message text NOT NULL,
  -- What a person must look at.
  exception_code text NOT NULL,
  -- The payer's of a recharge, the payee's of a transfer.
  deadline_ms bigint,
  -- A withdrawal whose last try certainly did not leave, or that was not tried yet.
  to_send boolean NOT NULL,
  sent_at_ms bigint,
  -- When somebody must do the next step; null: nobody has to. Also the lease of whoever does it.
  due_at_ms bigint,
  step_count integer NOT NULL,
  -- The server whose call is under way; '' none.
  driver text NOT NULL,
  created_at_ms bigint NOT NULL,
  updated_at_ms bigint NOT NULL,
  PRIMARY KEY (company_id, operation_key),
  CHECK (CASE kind
    WHEN 'recharge' THEN status IN ('created', 'processing', 'awaiting_payer', 'unknown', 'closing', 'succeeded',
      'failed', 'closed', 'reversed')
    WHEN 'withdrawal' THEN status IN ('created', 'held', 'under_review', 'sent', 'unknown', 'succeeded', 'failed',
      'returned', 'cancelled', 'refused')
    ELSE status IN ('created', 'held', 'succeeded', 'cancelled', 'expired') END),
  CHECK ((kind = 'transfer') = (payee_account_number IS NOT NULL)),
  CHECK ((payee_account_number IS NULL) = (payee_ledger_code IS NULL)),
  CHECK ((kind = 'withdrawal') = (card_id IS NOT NULL)),
  CHECK ((kind = 'transfer') = (channel_account_id IS NULL))
) WITH (fillfactor = 80);
CREATE INDEX member_operation_due ON member_operation (due_at_ms, company_id, operation_key)
  WHERE due_at_ms IS NOT NULL;
CREATE INDEX member_operation_limits ON member_operation (company_id, account_number, kind, day) WHERE counted;
CREATE INDEX member_operation_account ON member_operation (company_id, account_number, operation_key);
CREATE INDEX member_operation_payee ON member_operation (company_id, payee_account_number, operation_key)
  WHERE payee_account_number IS NOT NULL;
CREATE UNIQUE INDEX member_operation_channel_number ON member_operation (company_id, channel_number);

-- Every transition, in the transaction that made it.
CREATE TABLE member_operation_history (
  company_id text NOT NULL,
  operation_key uuid NOT NULL,
  version integer NOT NULL,
  event text NOT NULL,
  from_status text,
  to_status text NOT NULL,
  detail text NOT NULL,
  -- A person by name; '' the server itself.
  by_name text NOT NULL,
  at_ms bigint NOT NULL,
  PRIMARY KEY (company_id, operation_key, version)
);

-- Who looked at a withdrawal before it went: each role once, and no person in two roles.
CREATE TABLE member_operation_review (
  company_id text NOT NULL,
  operation_key uuid NOT NULL,
  role text NOT NULL,
  by_name text NOT NULL,
  decision text NOT NULL CHECK (decision IN ('agreed', 'refused')),
  why text NOT NULL,
  at_ms bigint NOT NULL,
  PRIMARY KEY (company_id, operation_key, role),
  UNIQUE (company_id, operation_key, by_name)
);

-- Limits and fees by account type; those of '@platform' count where a company has none of its own.
CREATE TABLE member_operation_terms (
  company_id text NOT NULL,
  type_code text NOT NULL REFERENCES account_type,
  kind text NOT NULL CHECK (kind IN ('recharge', 'withdrawal', 'transfer')),
  currency text NOT NULL,
  -- Of one operation, without its fee.
  amount_min_minor bigint NOT NULL CHECK (amount_min_minor > 0),
  amount_max_minor bigint NOT NULL CHECK (amount_max_minor >= amount_min_minor),
  -- Of a day; null: no limit.
  day_amount_max_minor bigint CHECK (day_amount_max_minor >= 0),
  day_count_max integer CHECK (day_count_max >= 0),
  fee_basis_points integer NOT NULL CHECK (fee_basis_points BETWEEN 0 AND 10000),
  fee_minimum_minor bigint NOT NULL CHECK (fee_minimum_minor >= 0),
  fee_maximum_minor bigint CHECK (fee_maximum_minor >= fee_minimum_minor),
  free_per_month_minor bigint NOT NULL CHECK (free_per_month_minor >= 0),
  -- From this amount on two roles look before a withdrawal goes; null: never.
  review_from_minor bigint CHECK (review_from_minor > 0),
  updated_by text NOT NULL,
  updated_at_ms bigint NOT NULL,
  PRIMARY KEY (company_id, type_code, kind, currency)
);

-- Cards that withdrawals may go to: the member's own, or those of people entrusted to receive (委托人).
CREATE TABLE member_bank_card (
  company_id text NOT NULL,
  card_id uuid NOT NULL,
  account_number text NOT NULL REFERENCES member_account,
  kind text NOT NULL CHECK (kind IN ('own', 'entrusted')),
  payee_kind text NOT NULL CHECK (payee_kind IN ('personal', 'corporate')),
  holder_name text NOT NULL,
  bank_code text NOT NULL,
  -- Sealed; as an HMAC that tells equal from other; first six and last four digits.
  card_number_sealed bytea NOT NULL,
  card_fingerprint bytea NOT NULL,
  card_masked text NOT NULL,
  -- Where the letter of entrustment is kept; '' for an own card.
  entrustment_reference text NOT NULL,
  status text NOT NULL CHECK (status IN ('active', 'removed')),
  registered_by text NOT NULL,
  registered_at_ms bigint NOT NULL,
  removed_by text NOT NULL,
  removed_at_ms bigint,
  PRIMARY KEY (company_id, card_id),
  CHECK ((kind = 'entrusted') = (entrustment_reference <> '')),
  CHECK ((status = 'removed') = (removed_at_ms IS NOT NULL))
);
CREATE UNIQUE INDEX member_bank_card_number ON member_bank_card (company_id, account_number, card_fingerprint)
  WHERE status = 'active';

CREATE TRIGGER member_operation_history_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON member_operation_history
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER member_operation_review_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON member_operation_review
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON member_operation_history, member_operation_review FROM qiantai_server, PUBLIC;
