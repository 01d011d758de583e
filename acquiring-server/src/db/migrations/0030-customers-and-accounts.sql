-- Customer, user, account: who somebody is, how they sign in with a company, and where their money stands.
-- Balances are the ledger's (book '@platform', the account's ledger code, its number as subject) and stand
-- nowhere here.

-- A person, a company, or the platform itself, whichever company they deal with.
CREATE TABLE customer (
  customer_id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('person', 'company', 'internal')),
  name text NOT NULL,
  -- A person's resident identity number (GB 11643) or a company's unified social credit code (GB 32100): sealed,
  -- as an HMAC that tells equal from other, and as it may be shown.
  document_sealed bytea,
  document_fingerprint bytea,
  document_masked text NOT NULL,
  -- Of a company.
  legal_representative_name text NOT NULL,
  legal_representative_sealed bytea,
  legal_representative_masked text NOT NULL,
  phone_sealed bytea,
  phone_fingerprint bytea,
  phone_masked text NOT NULL,
  mail_sealed bytea,
  mail_masked text NOT NULL,
  identity_status text NOT NULL CHECK (identity_status IN ('unverified', 'pending', 'verified', 'mismatch', 'no_record')),
  verified_at_ms bigint,
  version integer NOT NULL,
  created_at_ms bigint NOT NULL,
  updated_at_ms bigint NOT NULL,
  CHECK ((kind = 'internal') = (document_sealed IS NULL)),
  CHECK ((document_sealed IS NULL) = (document_fingerprint IS NULL)),
  CHECK ((identity_status = 'verified') = (verified_at_ms IS NOT NULL))
);
-- One customer for a document. One that was refused holds it for nobody: it may have been somebody else's.
CREATE UNIQUE INDEX customer_document ON customer (document_fingerprint)
  WHERE identity_status NOT IN ('mismatch', 'no_record');
CREATE INDEX customer_phone ON customer (phone_fingerprint);

-- Where the photographs lie, and their hash; never the pictures themselves.
CREATE TABLE customer_photo (
  customer_id uuid NOT NULL REFERENCES customer,
  side text NOT NULL CHECK (side IN ('front', 'back', 'licence')),
  reference text NOT NULL,
  sha256_hex text NOT NULL CHECK (sha256_hex ~ '^[0-9a-f]{64}$'),
  PRIMARY KEY (customer_id, side)
);

-- How a customer signs in with a company ('@platform': with the platform itself).
CREATE TABLE customer_user (
  company_id text NOT NULL,
  user_id uuid NOT NULL,
  customer_id uuid NOT NULL REFERENCES customer,
  login_name text NOT NULL,
  nickname text NOT NULL,
  level smallint NOT NULL CHECK (level BETWEEN 0 AND 99),
  contact_sealed bytea,
  contact_masked text NOT NULL,
  status text NOT NULL CHECK (status IN ('active', 'locked', 'closed')),
  created_at_ms bigint NOT NULL,
  updated_at_ms bigint NOT NULL,
  PRIMARY KEY (company_id, user_id),
  UNIQUE (company_id, login_name),
  UNIQUE (company_id, user_id, customer_id)
);
CREATE INDEX customer_user_customer ON customer_user (customer_id);

-- Built-in ('@platform') and a company's own. The code begins every account number of the type.
CREATE TABLE account_type (
  type_code text PRIMARY KEY CHECK (type_code ~ '^[1-9][0-9]{2}$'),
  company_id text NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  ledger_code text NOT NULL CHECK (ledger_code IN
    ('platform.customer_balance', 'platform.merchant_balance', 'platform.internal_balance')),
  customer_kinds text[] NOT NULL
    CHECK (cardinality(customer_kinds) > 0 AND customer_kinds <@ ARRAY['person', 'company', 'internal']),
  -- Whether a customer's main account may be of it.
  may_be_main boolean NOT NULL,
  may_recharge boolean NOT NULL,
  may_withdraw boolean NOT NULL,
  may_transfer_in boolean NOT NULL,
  may_transfer_out boolean NOT NULL,
  may_pay boolean NOT NULL,
  may_receive boolean NOT NULL,
  may_overdraw boolean NOT NULL,
  -- Among the accounts of one customer: emptied into another one, filled from another one.
  may_be_collected boolean NOT NULL,
  may_be_funded boolean NOT NULL,
  created_at_ms bigint NOT NULL,
  -- Codes below 500 are the platform's.
  CHECK ((type_code < '500') = (company_id = '@platform'))
);
CREATE INDEX account_type_company ON account_type (company_id, type_code);

INSERT INTO account_type (type_code, company_id, name_zh, name_en, ledger_code, customer_kinds, may_be_main,
  may_recharge, may_withdraw, may_transfer_in, may_transfer_out, may_pay, may_receive, may_overdraw,
  may_be_collected, may_be_funded, created_at_ms)
VALUES
  ('101', '@platform', '个人余额账户', 'Customer balance', 'platform.customer_balance', '{person}', true,
    true, true, true, true, true, true, false, true, true, 0),
  ('102', '@platform', '储值卡账户', 'Stored value', 'platform.customer_balance', '{person,company}', false,
    true, false, false, false, true, false, false, false, true, 0),
  ('103', '@platform', '理财账户', 'Wealth', 'platform.customer_balance', '{person,company}', false,
    false, false, false, false, false, false, false, true, true, 0),
  ('104', '@platform', '信用账户', 'Credit', 'platform.customer_balance', '{person,company}', false,
    true, false, true, false, true, false, true, false, true, 0),
  ('201', '@platform', '商户余额账户', 'Merchant balance', 'platform.merchant_balance', '{company}', true,
    true, true, true, true, true, true, false, true, true, 0),
  ('202', '@platform', '收入账户', 'Income line', 'platform.merchant_balance', '{company}', false,
    true, false, true, false, false, true, false, true, false, 0),
  ('203', '@platform', '支出账户', 'Outgoing line', 'platform.merchant_balance', '{company}', false,
    false, true, false, true, true, false, false, false, true, 0),
  ('301', '@platform', '内部账户', 'Internal', 'platform.internal_balance', '{internal}', true,
    true, true, true, true, true, true, false, true, true, 0);

-- Every number that was ever given out. A number is never given twice, not after its account was closed either.
CREATE TABLE account_number (
  account_number text PRIMARY KEY CHECK (account_number ~ '^[1-9][0-9]{16}$'),
  issued_at_ms bigint NOT NULL
);
CREATE TRIGGER account_number_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON account_number
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE member_account (
  account_number text PRIMARY KEY REFERENCES account_number,
  company_id text NOT NULL,
  customer_id uuid NOT NULL,
  user_id uuid NOT NULL,
  name text NOT NULL,
  -- The account that this one stands under; NULL: it is the main account itself.
  main_account_number text REFERENCES member_account,
  customer_kind text NOT NULL CHECK (customer_kind IN ('person', 'company', 'internal')),
  type_code text NOT NULL REFERENCES account_type CHECK (type_code = left(account_number, 3)),
  currency text NOT NULL,
  ledger_code text NOT NULL,
  status text NOT NULL CHECK (status IN ('awaiting_identity', 'normal', 'frozen', 'stopped', 'closed')),
  -- Switches of the platform; what the type does not allow stays forbidden whatever they say.
  may_recharge boolean NOT NULL,
  may_withdraw boolean NOT NULL,
  may_overdraw boolean NOT NULL,
  active boolean NOT NULL,
  overdraft_limit_minor bigint NOT NULL DEFAULT 0 CHECK (overdraft_limit_minor >= 0),
  -- Argon2id; NULL: not set.
  withdrawal_password_hash text,
  -- Tries since the last right one, and until when none is taken.
  password_tries smallint NOT NULL DEFAULT 0,
  password_locked_until_ms bigint,
  closing_requested_at_ms bigint,
  opened_at_ms bigint NOT NULL,
  closed_at_ms bigint,
  -- Of the last row of its history.
  version integer NOT NULL,
  updated_at_ms bigint NOT NULL,
  FOREIGN KEY (company_id, user_id, customer_id) REFERENCES customer_user (company_id, user_id, customer_id),
  CHECK ((status = 'closed') = (closed_at_ms IS NOT NULL))
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX member_account_main ON member_account (company_id, customer_id)
  WHERE main_account_number IS NULL AND status <> 'closed';
CREATE INDEX member_account_sub ON member_account (main_account_number) WHERE main_account_number IS NOT NULL;
CREATE INDEX member_account_customer ON member_account (customer_id);
CREATE INDEX member_account_listed ON member_account (company_id, opened_at_ms, account_number);

-- What became of a customer's identity and of an account, who did it and why: the audit.
CREATE TABLE customer_history (
  customer_id uuid NOT NULL REFERENCES customer,
  version integer NOT NULL,
  event text NOT NULL,
  from_status text,
  to_status text NOT NULL,
  by_role text NOT NULL CHECK (by_role IN ('customer', 'merchant', 'operations', 'risk', 'system')),
  by_name text NOT NULL,
  why text NOT NULL,
  at_ms bigint NOT NULL,
  PRIMARY KEY (customer_id, version)
);
CREATE TABLE account_history (
  account_number text NOT NULL REFERENCES member_account,
  version integer NOT NULL,
  -- A step of the state machine, a switch, or something else that was set.
  change text NOT NULL CHECK (change IN ('status', 'switch', 'freeze', 'limit', 'password')),
  -- The event, the switch or what was done.
  event text NOT NULL,
  from_value text,
  to_value text NOT NULL,
  by_role text NOT NULL CHECK (by_role IN ('customer', 'merchant', 'operations', 'risk', 'system')),
  by_name text NOT NULL,
  why text NOT NULL,
  at_ms bigint NOT NULL,
  PRIMARY KEY (account_number, version)
);
CREATE TRIGGER customer_history_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON customer_history
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER account_history_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON account_history
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON account_number, customer_history, account_history FROM qiantai_server, PUBLIC;

-- A question to the provider about a customer's identity: written down before it is asked, asked again under the
-- same number until there is an answer.
CREATE TABLE identity_check (
  check_id uuid PRIMARY KEY,
  customer_id uuid NOT NULL REFERENCES customer,
  status text NOT NULL CHECK (status IN ('open', 'answered')),
  outcome text CHECK (outcome IN ('pass', 'mismatch', 'no_record')),
  tries integer NOT NULL,
  -- When it is asked next; put off by a lease while somebody asks.
  due_at_ms bigint,
  last_asked_at_ms bigint,
  -- The provider's own number and code, and what went wrong last.
  provider_reference text NOT NULL,
  provider_code text NOT NULL,
  detail text NOT NULL,
  created_at_ms bigint NOT NULL,
  answered_at_ms bigint,
  CHECK ((status = 'open') = (due_at_ms IS NOT NULL)),
  CHECK ((status = 'answered') = (outcome IS NOT NULL))
);
CREATE UNIQUE INDEX identity_check_open ON identity_check (customer_id) WHERE status = 'open';
CREATE INDEX identity_check_customer ON identity_check (customer_id, created_at_ms);
CREATE INDEX identity_check_due ON identity_check (due_at_ms) WHERE status = 'open';

-- Freezes that people ordered; the amounts are the ledger's hold of the same id (none for a whole account).
CREATE TABLE account_freeze (
  freeze_id uuid PRIMARY KEY,
  account_number text NOT NULL REFERENCES member_account,
  freeze_kind text NOT NULL CHECK (freeze_kind IN ('trade', 'risk')),
  scope text NOT NULL CHECK (scope IN ('part', 'whole')),
  -- What was frozen and what of it was given back; 0 for a whole account.
  amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
  released_minor bigint NOT NULL DEFAULT 0 CHECK (released_minor BETWEEN 0 AND amount_minor),
  status text NOT NULL CHECK (status IN ('active', 'released')),
  why text NOT NULL,
  placed_by text NOT NULL,
  placed_at_ms bigint NOT NULL,
  released_by text NOT NULL,
  released_at_ms bigint,
  CHECK ((scope = 'whole') = (amount_minor = 0)),
  CHECK (scope = 'part' OR freeze_kind = 'risk')
);
CREATE INDEX account_freeze_account ON account_freeze (account_number, freeze_id);

-- A lost withdrawal password: a code by SMS, kept as an HMAC, good once, for some minutes and a few tries.
CREATE TABLE password_reset (
  reset_id uuid PRIMARY KEY,
  account_number text NOT NULL REFERENCES member_account,
  code_fingerprint bytea NOT NULL,
  status text NOT NULL CHECK (status IN ('open', 'used', 'exhausted', 'replaced')),
  -- What became of the message.
  sending text NOT NULL CHECK (sending IN ('prepared', 'sent', 'refused', 'unknown')),
  tries smallint NOT NULL DEFAULT 0,
  expires_at_ms bigint NOT NULL,
  created_at_ms bigint NOT NULL
);
CREATE INDEX password_reset_account ON password_reset (account_number, created_at_ms);

-- Calls that create something: a key is good for one request, which it answers again.
CREATE TABLE account_request (
  request_key uuid PRIMARY KEY,
  method text NOT NULL,
  -- HMAC of the request, as it may hold a document's number.
  payload_fingerprint bytea NOT NULL,
  result_id text NOT NULL,
  at_ms bigint NOT NULL
);
