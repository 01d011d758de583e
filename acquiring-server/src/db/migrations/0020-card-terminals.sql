-- What a card terminal counts and holds, and every transaction that it sent to its host.

CREATE TABLE card_terminal (
  merchant_id text NOT NULL,
  account_id text NOT NULL,
  -- ISO 8583 field 41.
  card_terminal_id text NOT NULL,
  batch integer NOT NULL CHECK (batch BETWEEN 1 AND 999999),
  -- The next trace number; they wrap behind 999999.
  next_stan integer NOT NULL CHECK (next_stan BETWEEN 1 AND 999999),
  -- Working keys under the key-encryption key; NULL before the first sign-on and after a refused MAC.
  keys_sealed bytea,
  signed_on_at_ms bigint,
  updated_at_ms bigint NOT NULL,
  PRIMARY KEY (merchant_id, account_id, card_terminal_id)
);

CREATE TABLE card_transaction (
  merchant_id text NOT NULL,
  account_id text NOT NULL,
  card_terminal_id text NOT NULL,
  batch integer NOT NULL,
  stan integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('sale', 'void', 'refund')),
  -- 'sent' is committed before the first byte leaves; 'unknown' has to be reversed before the terminal's next.
  status text NOT NULL CHECK (status IN ('sent', 'approved', 'declined', 'unknown', 'reversed', 'voided')),
  -- Ours: the attempt's number, the refund's, or a void's made of the attempt's.
  channel_order_no text NOT NULL,
  -- The attempt that a void or refund is about; '' for a sale.
  original_order_no text NOT NULL,
  amount_minor bigint NOT NULL,
  currency text NOT NULL,
  -- Field 22, which a reversal repeats.
  entry_mode text NOT NULL,
  -- Field 39 of the host's answer, or A0 where its MAC was bad.
  response_code text NOT NULL,
  authorisation_code text NOT NULL,
  reference text NOT NULL,
  -- MMDD by the host, field 13.
  local_date text NOT NULL,
  approved_at_ms bigint,
  -- Of a reversed one: whether money had moved; NULL where nobody said.
  money_moved boolean,
  sent_at_ms bigint NOT NULL,
  updated_at_ms bigint NOT NULL,
  PRIMARY KEY (merchant_id, account_id, card_terminal_id, batch, stan),
  UNIQUE (merchant_id, account_id, channel_order_no)
);
CREATE INDEX card_transaction_open ON card_transaction (merchant_id, account_id, card_terminal_id)
  WHERE status IN ('sent', 'unknown');
