-- Who this agent is. One row, once enrolled.
CREATE TABLE identity (
  only_row          INTEGER PRIMARY KEY CHECK (only_row = 1),
  agent_id          TEXT NOT NULL,
  store_id          TEXT NOT NULL,
  merchant_id       TEXT NOT NULL,
  certificate_pem   TEXT NOT NULL,
  authority_pem     TEXT NOT NULL,
  terminal_ids_json TEXT NOT NULL,
  enrolled_at_ms    INTEGER NOT NULL
) STRICT;

-- Small facts with one value: the version of the settings, the clock's offset, the last contact.
CREATE TABLE fact (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  kind       TEXT    NOT NULL,
  id         TEXT    NOT NULL,
  version    INTEGER NOT NULL,
  value_json TEXT    NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE article (
  article_id       TEXT PRIMARY KEY,
  barcode          TEXT NOT NULL,
  name_zh          TEXT NOT NULL,
  name_en          TEXT NOT NULL,
  unit_price_minor INTEGER NOT NULL,
  currency         TEXT NOT NULL,
  unit             TEXT NOT NULL,
  picture          TEXT NOT NULL,
  quick_key        INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX article_barcode ON article (barcode);
CREATE INDEX article_quick_key ON article (quick_key) WHERE quick_key IS NOT NULL;

CREATE TABLE session (
  token_hash    BLOB PRIMARY KEY,
  terminal_id   TEXT NOT NULL,
  operator_id   TEXT NOT NULL,
  business_date TEXT NOT NULL,
  opened_at_ms  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sign_in_failure (
  number          TEXT PRIMARY KEY,
  count           INTEGER NOT NULL,
  locked_until_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- state: payments/edge-states.ts
CREATE TABLE payment (
  payment_key       TEXT PRIMARY KEY,
  terminal_id       TEXT    NOT NULL,
  sale_id           TEXT    NOT NULL,
  order_no          TEXT    NOT NULL,
  order_total_minor INTEGER NOT NULL,
  amount_minor      INTEGER NOT NULL,
  currency          TEXT    NOT NULL,
  tender            TEXT    NOT NULL CHECK (tender IN ('cash', 'payment_code', 'qr', 'card')),
  channel           TEXT    NOT NULL,
  description       TEXT    NOT NULL,
  operator_id       TEXT    NOT NULL,
  business_date     TEXT    NOT NULL,
  requested_at_ms   INTEGER NOT NULL,
  masked_pan        TEXT    NOT NULL,
  tendered_minor    INTEGER NOT NULL,
  request_hash      TEXT    NOT NULL,
  state             TEXT    NOT NULL CHECK (state IN ('answered', 'checking', 'refused_offline', 'recorded', 'cancel_recorded')),
  revision          INTEGER NOT NULL,
  reason_code       TEXT    NOT NULL,
  offline           INTEGER NOT NULL CHECK (offline IN (0, 1)),
  journal_sequence  INTEGER NOT NULL,
  cancel_reason     TEXT    NOT NULL DEFAULT '',
  -- The final status that the journal tells of; empty before.
  journalled_status TEXT    NOT NULL DEFAULT '',
  server_version    INTEGER NOT NULL DEFAULT -1,
  server_json       TEXT,
  open              INTEGER NOT NULL CHECK (open IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX payment_sale ON payment (sale_id);
CREATE INDEX payment_open ON payment (terminal_id) WHERE open = 1;

CREATE TABLE refund (
  refund_key        TEXT PRIMARY KEY,
  terminal_id       TEXT    NOT NULL,
  return_sale_id    TEXT    NOT NULL,
  payment_key       TEXT    NOT NULL,
  amount_minor      INTEGER NOT NULL,
  currency          TEXT    NOT NULL,
  cash              INTEGER NOT NULL CHECK (cash IN (0, 1)),
  reason            TEXT    NOT NULL,
  operator_id       TEXT    NOT NULL,
  business_date     TEXT    NOT NULL,
  requested_at_ms   INTEGER NOT NULL,
  request_hash      TEXT    NOT NULL,
  state             TEXT    NOT NULL CHECK (state IN ('answered', 'checking', 'refused_offline', 'recorded')),
  revision          INTEGER NOT NULL,
  reason_code       TEXT    NOT NULL,
  journal_sequence  INTEGER NOT NULL,
  journalled_status TEXT    NOT NULL DEFAULT '',
  server_version    INTEGER NOT NULL DEFAULT -1,
  server_json       TEXT,
  open              INTEGER NOT NULL CHECK (open IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX refund_payment ON refund (payment_key);
CREATE INDEX refund_open ON refund (terminal_id) WHERE open = 1;

-- A sale's end: completed or given up.
CREATE TABLE sale (
  sale_id             TEXT PRIMARY KEY,
  terminal_id         TEXT    NOT NULL,
  status              TEXT    NOT NULL CHECK (status IN ('completed', 'abandoned')),
  receipt_no          TEXT    UNIQUE,
  original_receipt_no TEXT    NOT NULL,
  request_hash        TEXT    NOT NULL,
  sale_json           TEXT    NOT NULL,
  journal_sequence    INTEGER NOT NULL,
  offline             INTEGER NOT NULL CHECK (offline IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX sale_original ON sale (original_receipt_no) WHERE original_receipt_no <> '';

CREATE TABLE receipt_counter (
  terminal_id   TEXT    NOT NULL,
  business_date TEXT    NOT NULL,
  last          INTEGER NOT NULL,
  PRIMARY KEY (terminal_id, business_date)
) STRICT, WITHOUT ROWID;

-- Which sale or return a payment or refund settled: each settles one.
CREATE TABLE sale_tender (
  tender_key TEXT PRIMARY KEY,
  sale_id    TEXT NOT NULL REFERENCES sale (sale_id)
) STRICT, WITHOUT ROWID;
