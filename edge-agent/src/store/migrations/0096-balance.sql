-- The tender `balance`: SQLite changes no CHECK of a table that is there, so the table is written anew, column by column.
CREATE TABLE payment_next (
  payment_key       TEXT PRIMARY KEY,
  terminal_id       TEXT    NOT NULL,
  sale_id           TEXT    NOT NULL,
  order_no          TEXT    NOT NULL,
  order_total_minor INTEGER NOT NULL,
  amount_minor      INTEGER NOT NULL,
  currency          TEXT    NOT NULL,
  tender            TEXT    NOT NULL CHECK (tender IN ('cash', 'payment_code', 'qr', 'card', 'balance')),
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
  open              INTEGER NOT NULL CHECK (open IN (0, 1)),
  card_json         TEXT    NOT NULL DEFAULT '',
  offline_brand     TEXT    NOT NULL DEFAULT '',
  offline_forced    INTEGER NOT NULL DEFAULT 0 CHECK (offline_forced IN (0, 1))
) STRICT, WITHOUT ROWID;

INSERT INTO payment_next (payment_key, terminal_id, sale_id, order_no, order_total_minor, amount_minor, currency, tender,
  channel, description, operator_id, business_date, requested_at_ms, masked_pan, tendered_minor, request_hash, state,
  revision, reason_code, offline, journal_sequence, cancel_reason, journalled_status, server_version, server_json, open,
  card_json, offline_brand, offline_forced)
SELECT payment_key, terminal_id, sale_id, order_no, order_total_minor, amount_minor, currency, tender,
  channel, description, operator_id, business_date, requested_at_ms, masked_pan, tendered_minor, request_hash, state,
  revision, reason_code, offline, journal_sequence, cancel_reason, journalled_status, server_version, server_json, open,
  card_json, offline_brand, offline_forced
FROM payment;
DROP TABLE payment;
ALTER TABLE payment_next RENAME TO payment;

CREATE INDEX payment_sale ON payment (sale_id);
CREATE INDEX payment_open ON payment (terminal_id) WHERE open = 1;
CREATE INDEX payment_cards_wait ON payment (terminal_id, offline_brand, amount_minor, requested_at_ms)
  WHERE open = 1 AND offline_brand <> '';

CREATE INDEX payment_cash_sequence ON payment (terminal_id, journal_sequence) WHERE tender = 'cash';
CREATE INDEX payment_order_no ON payment (order_no);
CREATE INDEX payment_transaction ON payment (json_extract(server_json, '$.channelTransactionId'))
  WHERE server_json IS NOT NULL;
CREATE INDEX payment_card ON payment (terminal_id, payment_key) WHERE tender = 'card';
