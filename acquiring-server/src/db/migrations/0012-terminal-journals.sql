-- The terminals' journals as they arrived, and the sales that they tell of.

CREATE TABLE terminal_journal (
  merchant_id text NOT NULL,
  terminal_id text NOT NULL,
  store_id text NOT NULL,
  last_sequence bigint NOT NULL,
  last_hash bytea NOT NULL,
  PRIMARY KEY (merchant_id, terminal_id)
);

CREATE TABLE terminal_journal_entry (
  merchant_id text NOT NULL,
  terminal_id text NOT NULL,
  sequence bigint NOT NULL CHECK (sequence > 0),
  entry_id uuid NOT NULL,
  store_id text NOT NULL,
  agent_id uuid NOT NULL,
  kind text NOT NULL,
  recorded_at_ms bigint NOT NULL,
  clock_offset_ms bigint NOT NULL,
  payload jsonb NOT NULL,
  previous_hash bytea NOT NULL,
  hash bytea NOT NULL,
  signature bytea NOT NULL,
  received_at_ms bigint NOT NULL,
  -- `due` until what the fact does to the books is durable; only `none` and `done` are acknowledged.
  effect text NOT NULL CHECK (effect IN ('none', 'due', 'done')),
  exception_code text NOT NULL DEFAULT '',
  PRIMARY KEY (merchant_id, terminal_id, sequence)
);
CREATE UNIQUE INDEX terminal_journal_entry_id ON terminal_journal_entry (merchant_id, entry_id);
CREATE INDEX terminal_journal_entry_due ON terminal_journal_entry (merchant_id, terminal_id, sequence)
  WHERE effect = 'due';

CREATE TABLE sale (
  merchant_id text NOT NULL,
  sale_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('sale', 'return')),
  store_id text NOT NULL,
  terminal_id text NOT NULL,
  journal_sequence bigint NOT NULL,
  receipt_no text NOT NULL,
  order_no text NOT NULL,
  operator_id text NOT NULL,
  business_date text NOT NULL,
  currency text NOT NULL,
  total_minor bigint NOT NULL,
  completed_at_ms bigint NOT NULL,
  original_sale_id uuid,
  original_receipt_no text,
  -- SaleRecord of protos/src/journal.ts.
  record jsonb NOT NULL,
  PRIMARY KEY (merchant_id, sale_id)
);
CREATE INDEX sale_receipt_no ON sale (merchant_id, receipt_no);
CREATE INDEX sale_business_date ON sale (merchant_id, business_date, store_id);

CREATE TABLE sale_returned_line (
  merchant_id text NOT NULL,
  return_sale_id uuid NOT NULL,
  -- Place among the lines of the return, 1 is the first.
  place integer NOT NULL,
  original_sale_id uuid,
  original_receipt_no text,
  original_line_no integer NOT NULL,
  quantity bigint NOT NULL,
  PRIMARY KEY (merchant_id, return_sale_id, place),
  FOREIGN KEY (merchant_id, return_sale_id) REFERENCES sale
);
CREATE INDEX sale_returned_line_original ON sale_returned_line (merchant_id, original_sale_id);
CREATE INDEX sale_returned_line_receipt ON sale_returned_line (merchant_id, original_receipt_no);
