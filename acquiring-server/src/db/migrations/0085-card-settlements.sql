-- Settlements of card terminals' batches (批结算), each committed as sent before it leaves.
CREATE TABLE card_settlement (
  merchant_id text NOT NULL,
  account_id text NOT NULL,
  card_terminal_id text NOT NULL,
  -- Of whoever asked: the same id again never settles another batch.
  settlement_id uuid NOT NULL,
  batch integer NOT NULL CHECK (batch BETWEEN 1 AND 999999),
  -- 'not_closed': the host was found in the same batch after an answer that never came.
  status text NOT NULL CHECK (status IN ('sent', 'agreed', 'differs', 'not_closed')),
  debit_minor bigint NOT NULL,
  debit_count integer NOT NULL,
  credit_minor bigint NOT NULL,
  credit_count integer NOT NULL,
  currency text NOT NULL,
  sent_at_ms bigint NOT NULL,
  ended_at_ms bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (merchant_id, account_id, card_terminal_id, settlement_id)
);
CREATE INDEX card_settlement_batch ON card_settlement (merchant_id, account_id, card_terminal_id, batch);
CREATE INDEX card_settlement_sent ON card_settlement (merchant_id, account_id, card_terminal_id)
  WHERE status = 'sent';
