-- Settlements of a till's card terminal (card-batches/settlement-states.ts). One at most of a terminal has no end.
CREATE TABLE card_settlement (
  settlement_id TEXT PRIMARY KEY,
  terminal_id   TEXT    NOT NULL,
  -- Empty: no shift was open.
  shift_id      TEXT    NOT NULL,
  operator_id   TEXT    NOT NULL,
  asked         TEXT    NOT NULL CHECK (asked IN ('shift', 'hand')),
  state         TEXT    NOT NULL CHECK (state IN ('due', 'under_way', 'unknown', 'settled', 'differs', 'nothing')),
  reason_code   TEXT    NOT NULL,
  tries         INTEGER NOT NULL,
  asked_at_ms   INTEGER NOT NULL,
  ended_at_ms   INTEGER NOT NULL,
  -- Payload of its journal entry (protos/src/journal.ts, cards.settled); empty before its end.
  result_json   TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX card_settlement_open ON card_settlement (terminal_id)
  WHERE state IN ('due', 'under_way', 'unknown');
CREATE INDEX card_settlement_terminal ON card_settlement (terminal_id, asked_at_ms);
CREATE INDEX card_settlement_shift ON card_settlement (shift_id);

-- Payments and refunds whose batch the acquirer has closed.
CREATE TABLE card_settled (
  key           TEXT PRIMARY KEY,
  settlement_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A terminal's cards in the order of their time: the keys begin with it.
CREATE INDEX payment_card ON payment (terminal_id, payment_key) WHERE tender = 'card';
CREATE INDEX refund_card ON refund (terminal_id, refund_key) WHERE cash = 0;
