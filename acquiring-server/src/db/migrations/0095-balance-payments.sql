-- Payments from a member's balance: tender and channel `balance`, codes of our own wallet, charges and their refunds.
-- The money itself stands in the ledger alone.

ALTER TABLE payment DROP CONSTRAINT payment_tender_check;
ALTER TABLE payment ADD CONSTRAINT payment_tender_check
  CHECK (tender IN ('cash', 'payment_code', 'qr', 'card', 'balance'));
ALTER TABLE payment DROP CONSTRAINT payment_channel_check;
ALTER TABLE payment ADD CONSTRAINT payment_channel_check
  CHECK (channel IN ('cash', 'wechat', 'alipay', 'card', 'unionpay', 'balance'));
ALTER TABLE payment_attempt DROP CONSTRAINT payment_attempt_way_check;
ALTER TABLE payment_attempt ADD CONSTRAINT payment_attempt_way_check
  CHECK (way IN ('payment_code', 'qr', 'card', 'balance'));
ALTER TABLE refund DROP CONSTRAINT refund_channel_check;
ALTER TABLE refund ADD CONSTRAINT refund_channel_check
  CHECK (channel IN ('cash', 'wechat', 'alipay', 'card', 'unionpay', 'balance'));
ALTER TABLE channel_account DROP CONSTRAINT channel_account_channel_check;
ALTER TABLE channel_account ADD CONSTRAINT channel_account_channel_check
  CHECK (channel IN ('wechat', 'alipay', 'card', 'unionpay', 'balance'));
-- What is taken from a balance is clear at once: the merchant is owed it by the platform, at no channel's cost.
ALTER TABLE channel_account ADD CONSTRAINT channel_account_balance_check
  CHECK (channel <> 'balance' OR (cost_basis_points = 0 AND settles_to = 'platform'));

CREATE TABLE wallet_code (
  company_id text NOT NULL,
  -- HMAC-SHA-256 of the digits: whoever reads this table can pay with nothing in it.
  code_fingerprint bytea NOT NULL CHECK (length(code_fingerprint) = 32),
  code_id uuid NOT NULL,
  account_number text NOT NULL,
  issued_at_ms bigint NOT NULL,
  expires_at_ms bigint NOT NULL CHECK (expires_at_ms > issued_at_ms),
  -- The attempt that it was shown for: `merchant/channel order number`.
  used_by text,
  PRIMARY KEY (company_id, code_fingerprint)
);
CREATE INDEX wallet_code_of_account ON wallet_code (company_id, account_number, issued_at_ms);

CREATE TABLE balance_charge (
  merchant_id text NOT NULL,
  channel_order_no text NOT NULL,
  -- 28 digits: the channel's number of the payment.
  charge_no text NOT NULL,
  company_id text NOT NULL,
  channel_account_id text NOT NULL,
  -- NULL: closed before it was asked for.
  account_number text,
  code_id uuid,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  status text NOT NULL CHECK (status IN ('awaiting_payer', 'paid', 'declined', 'refused', 'closed', 'reversed')),
  version integer NOT NULL CHECK (version > 0),
  reason_code text NOT NULL DEFAULT '',
  description text NOT NULL DEFAULT '',
  store_id text NOT NULL DEFAULT '',
  terminal_id text NOT NULL DEFAULT '',
  -- The member's word counts until then.
  expires_at_ms bigint,
  paid_at_ms bigint,
  -- Beijing.
  paid_on date,
  refunded_minor bigint NOT NULL DEFAULT 0 CHECK (refunded_minor BETWEEN 0 AND amount_minor),
  created_at_ms bigint NOT NULL,
  updated_at_ms bigint NOT NULL,
  PRIMARY KEY (merchant_id, channel_order_no),
  UNIQUE (merchant_id, charge_no),
  CHECK (account_number IS NOT NULL OR status = 'closed'),
  CHECK ((paid_at_ms IS NOT NULL) = (status IN ('paid', 'reversed'))),
  CHECK ((paid_on IS NULL) = (paid_at_ms IS NULL)),
  CHECK (refunded_minor = 0 OR status = 'paid')
);
CREATE INDEX balance_charge_of_account ON balance_charge (company_id, account_number, created_at_ms);
CREATE INDEX balance_charge_of_day ON balance_charge (company_id, account_number, paid_on) WHERE status = 'paid';

CREATE TABLE balance_charge_history (
  merchant_id text NOT NULL,
  channel_order_no text NOT NULL,
  version integer NOT NULL,
  event text NOT NULL,
  from_status text,
  to_status text NOT NULL,
  detail text NOT NULL,
  at_ms bigint NOT NULL,
  PRIMARY KEY (merchant_id, channel_order_no, version),
  FOREIGN KEY (merchant_id, channel_order_no) REFERENCES balance_charge
);

CREATE TABLE balance_refund (
  merchant_id text NOT NULL,
  channel_refund_no text NOT NULL,
  channel_order_no text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  -- waiting: the member's account takes no money now.
  status text NOT NULL CHECK (status IN ('waiting', 'done')),
  created_at_ms bigint NOT NULL,
  done_at_ms bigint,
  PRIMARY KEY (merchant_id, channel_refund_no),
  FOREIGN KEY (merchant_id, channel_order_no) REFERENCES balance_charge,
  CHECK ((status = 'done') = (done_at_ms IS NOT NULL))
);
