-- Shifts of tills and the cash that moved beside sales, as the terminals' journals told them.

CREATE TABLE shift (
  merchant_id text NOT NULL,
  shift_id uuid NOT NULL,
  store_id text NOT NULL,
  terminal_id text NOT NULL,
  status text NOT NULL CHECK (status IN ('open', 'closed')),
  opened_by_id text NOT NULL,
  -- Who answers for the drawer; at the end, who closed it.
  operator_id text NOT NULL,
  business_date text NOT NULL,
  currency text NOT NULL,
  float_minor bigint NOT NULL,
  opened_at_ms bigint NOT NULL,
  -- NULL while it is open.
  closed_at_ms bigint,
  taken_minor bigint,
  handed_back_minor bigint,
  moved_in_minor bigint,
  moved_out_minor bigint,
  expected_minor bigint,
  counted_minor bigint,
  difference_minor bigint,
  -- What waited for the server or was unknown when it closed, and who took it over.
  unsent_count bigint,
  unsent_minor bigint,
  unknown_count bigint,
  approved_by_id text,
  -- Payload of shift.closed (protos/src/journal.ts).
  record jsonb,
  -- The journal entries that told of it: the same entry again changes nothing.
  opened_entry_id uuid,
  closed_entry_id uuid,
  PRIMARY KEY (merchant_id, shift_id),
  CHECK ((status = 'closed') = (closed_at_ms IS NOT NULL)),
  CHECK ((status = 'closed') = (record IS NOT NULL))
);
CREATE INDEX shift_business_date ON shift (merchant_id, business_date, store_id);
CREATE INDEX shift_open ON shift (merchant_id, terminal_id) WHERE status = 'open';

CREATE TABLE cash_movement (
  merchant_id text NOT NULL,
  movement_id uuid NOT NULL,
  shift_id uuid NOT NULL,
  store_id text NOT NULL,
  terminal_id text NOT NULL,
  direction text NOT NULL CHECK (direction IN ('in', 'out')),
  reason text NOT NULL CHECK (reason IN ('change', 'bank', 'petty_cash', 'correction', 'other')),
  note text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  currency text NOT NULL,
  operator_id text NOT NULL,
  approved_by_id text,
  business_date text NOT NULL,
  moved_at_ms bigint NOT NULL,
  -- The journal entry that told of it.
  entry_id uuid NOT NULL,
  PRIMARY KEY (merchant_id, movement_id)
);
CREATE INDEX cash_movement_business_date ON cash_movement (merchant_id, business_date, store_id);
CREATE INDEX cash_movement_shift ON cash_movement (merchant_id, shift_id);
