-- Orders, payments and their attempts, refunds, what a person must look at, and the outbox. Instants are
-- milliseconds since the epoch, from the server's clock; the states are those of payment-transitions.ts,
-- attempt-transitions.ts and refund-transitions.ts.

CREATE TABLE merchant_order (
  merchant_id text NOT NULL,
  order_no text NOT NULL,
  total_minor bigint NOT NULL CHECK (total_minor > 0),
  currency text NOT NULL,
  -- Payments that are under way or paid; `paid_minor` is the paid part of it.
  reserved_minor bigint NOT NULL CHECK (reserved_minor >= 0),
  paid_minor bigint NOT NULL CHECK (paid_minor >= 0 AND paid_minor <= reserved_minor),
  status text NOT NULL CHECK (status IN ('open', 'paying', 'part_paid', 'paid', 'closed')),
  created_at_ms bigint NOT NULL,
  updated_at_ms bigint NOT NULL,
  PRIMARY KEY (merchant_id, order_no)
) WITH (fillfactor = 80);

CREATE TABLE payment (
  merchant_id text NOT NULL,
  payment_key uuid NOT NULL,
  -- SHA-256 of the canonical JSON of the request, hexadecimal.
  request_hash text NOT NULL,
  store_id text NOT NULL,
  terminal_id text NOT NULL,
  operator_id text NOT NULL,
  order_no text NOT NULL,
  order_total_minor bigint NOT NULL,
  business_date date NOT NULL,
  tender text NOT NULL CHECK (tender IN ('cash', 'payment_code', 'qr', 'card')),
  channel text CHECK (channel IN ('cash', 'wechat', 'alipay', 'card')),
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  currency text NOT NULL,
  description text NOT NULL,
  masked_pan text NOT NULL,
  -- When the cashier asked (or took the cash), by the store's clock.
  requested_at_ms bigint NOT NULL,
  status text NOT NULL CHECK (status IN
    ('created', 'processing', 'awaiting_payer', 'unknown', 'reversing', 'paid', 'failed', 'closed')),
  version integer NOT NULL,
  -- The attempt that counts; 0: none yet.
  attempt_no integer NOT NULL,
  -- Whether the amount stands in the order's `reserved_minor`.
  counted boolean NOT NULL,
  reason_code text NOT NULL,
  channel_message text NOT NULL,
  qr_text text NOT NULL,
  deadline_ms bigint NOT NULL,
  refunded_minor bigint NOT NULL CHECK (refunded_minor >= 0 AND refunded_minor <= amount_minor),
  -- What a fact offended, for a person.
  exception_code text NOT NULL,
  -- When somebody must do the next step; null: nothing is open. Also the lease of whoever does it.
  due_at_ms bigint,
  -- How many times the step of this state was done.
  step_count integer NOT NULL,
  -- The server whose call is under way.
  driver text NOT NULL,
  created_at_ms bigint NOT NULL,
  updated_at_ms bigint NOT NULL,
  PRIMARY KEY (merchant_id, payment_key)
) WITH (fillfactor = 80);

CREATE INDEX payment_due ON payment (due_at_ms, merchant_id, payment_key) WHERE due_at_ms IS NOT NULL;

-- What opens a payment: deleted when the payment is final.
CREATE TABLE payment_secret (
  merchant_id text NOT NULL,
  payment_key uuid NOT NULL,
  payment_code text,
  -- As the reader encrypted it.
  card jsonb,
  PRIMARY KEY (merchant_id, payment_key)
);

CREATE TABLE payment_attempt (
  merchant_id text NOT NULL,
  payment_key uuid NOT NULL,
  attempt_no integer NOT NULL CHECK (attempt_no BETWEEN 1 AND 99),
  status text NOT NULL CHECK (status IN
    ('prepared', 'sent', 'approved', 'declined', 'payer_pending', 'unknown', 'not_sent', 'reversed')),
  channel text NOT NULL,
  channel_account_id text NOT NULL,
  channel_order_no text NOT NULL,
  way text NOT NULL CHECK (way IN ('payment_code', 'qr', 'card')),
  particulars jsonb NOT NULL,
  -- Why the router chose this account.
  decision jsonb NOT NULL,
  merchant_fee_basis_points integer NOT NULL,
  channel_cost_basis_points integer NOT NULL,
  sent_at_ms bigint NOT NULL,
  reason_code text NOT NULL,
  channel_message text NOT NULL,
  channel_transaction_id text NOT NULL,
  authorisation_code text NOT NULL,
  card_reference text NOT NULL,
  -- When the channel took the money, by the channel's word.
  channel_paid_at_ms bigint,
  -- When a reversal was first sent.
  reversal_sent_at_ms bigint,
  PRIMARY KEY (merchant_id, payment_key, attempt_no)
) WITH (fillfactor = 80);

CREATE TABLE refund (
  merchant_id text NOT NULL,
  refund_key uuid NOT NULL,
  request_hash text NOT NULL,
  -- Null: cash handed back without an original.
  payment_key uuid,
  -- The attempt that holds the money; 0 for cash.
  attempt_no integer NOT NULL,
  -- `automatic`: money that must not stay, returned by the server itself.
  origin text NOT NULL CHECK (origin IN ('requested', 'automatic', 'cash')),
  store_id text NOT NULL,
  terminal_id text NOT NULL,
  operator_id text NOT NULL,
  business_date date NOT NULL,
  channel text NOT NULL CHECK (channel IN ('cash', 'wechat', 'alipay', 'card')),
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  -- Part of it that the merchant was not owed when it was accepted.
  shortfall_minor bigint NOT NULL CHECK (shortfall_minor BETWEEN 0 AND amount_minor),
  currency text NOT NULL,
  reason text NOT NULL,
  requested_at_ms bigint NOT NULL,
  status text NOT NULL CHECK (status IN
    ('created', 'processing', 'succeeded', 'failed', 'unknown', 'needs_person')),
  version integer NOT NULL,
  channel_refund_no text NOT NULL,
  channel_refund_id text NOT NULL,
  particulars jsonb,
  sent_at_ms bigint,
  reason_code text NOT NULL,
  channel_message text NOT NULL,
  exception_code text NOT NULL,
  due_at_ms bigint,
  step_count integer NOT NULL,
  created_at_ms bigint NOT NULL,
  updated_at_ms bigint NOT NULL,
  PRIMARY KEY (merchant_id, refund_key)
) WITH (fillfactor = 80);

CREATE INDEX refund_due ON refund (due_at_ms, merchant_id, refund_key) WHERE due_at_ms IS NOT NULL;
CREATE INDEX refund_payment ON refund (merchant_id, payment_key);

CREATE TABLE refund_secret (
  merchant_id text NOT NULL,
  refund_key uuid NOT NULL,
  card jsonb NOT NULL,
  PRIMARY KEY (merchant_id, refund_key)
);

-- Every transition, in the transaction that made it.
CREATE TABLE transition_history (
  merchant_id text NOT NULL,
  subject text NOT NULL CHECK (subject IN ('payment', 'refund')),
  subject_key uuid NOT NULL,
  version integer NOT NULL,
  event text NOT NULL,
  from_status text,
  to_status text NOT NULL,
  attempt_no integer NOT NULL,
  detail text NOT NULL,
  at_ms bigint NOT NULL,
  PRIMARY KEY (merchant_id, subject, subject_key, version)
);

-- What a person must look at.
CREATE TABLE payment_exception (
  merchant_id text NOT NULL,
  exception_id uuid NOT NULL,
  code text NOT NULL,
  -- The payment or refund; a notice that fits nothing has its channel's number here.
  subject_key text NOT NULL,
  detail text NOT NULL,
  status text NOT NULL CHECK (status IN ('open', 'settled')),
  opened_at_ms bigint NOT NULL,
  PRIMARY KEY (merchant_id, exception_id),
  UNIQUE (merchant_id, subject_key, code)
);

-- What others must be told, committed with what it tells of; payload as in payment/outbox-event.ts.
CREATE TABLE outbox (
  merchant_id text NOT NULL,
  event_id uuid NOT NULL,
  kind text NOT NULL,
  payload jsonb NOT NULL,
  created_at_ms bigint NOT NULL,
  -- When it is delivered next, and how often it was tried.
  due_at_ms bigint NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  PRIMARY KEY (merchant_id, event_id)
);
