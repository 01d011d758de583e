-- Orders that a merchant pushed to its terminals (terminal-orders/order-states.ts). What becomes of one is decided by
-- the store's agent; this is what was asked, and what the agent said last.
ALTER TABLE headquarters_user DROP CONSTRAINT headquarters_user_rights_check;
ALTER TABLE headquarters_user ADD CONSTRAINT headquarters_user_rights_check
  CHECK (cardinality(rights) > 0 AND rights <@ ARRAY['read', 'catalogue', 'operators', 'limits', 'fleet', 'risk',
    'users', 'tree', 'orders']);

CREATE TABLE terminal_order (
  merchant_id text NOT NULL REFERENCES merchant,
  order_id uuid NOT NULL,
  store_id text NOT NULL,
  terminal_id text NOT NULL,
  request_hash text NOT NULL,
  -- protos/src/terminal-order.ts, TerminalOrderContent.
  content jsonb NOT NULL,
  state text NOT NULL
    CHECK (state IN ('pushed', 'delivered', 'taken_up', 'paid', 'cancelled', 'expired', 'refused')),
  -- Grows with every change here; `agent_revision` is the agent's own.
  revision integer NOT NULL CHECK (revision > 0),
  agent_revision bigint NOT NULL DEFAULT 0,
  pushed_by text NOT NULL,
  created_at_ms bigint NOT NULL,
  expires_at_ms bigint NOT NULL,
  changed_at_ms bigint NOT NULL,
  -- The agent was given it: from here on its end is the agent's to tell.
  handed_out_at_ms bigint,
  cancel_asked_at_ms bigint,
  sale_id uuid,
  receipt_no text NOT NULL DEFAULT '',
  payments jsonb NOT NULL DEFAULT '[]',
  reason text NOT NULL DEFAULT '',
  PRIMARY KEY (merchant_id, order_id),
  CHECK ((receipt_no <> '') = (state = 'paid')),
  CHECK (state IN ('pushed', 'delivered') OR cancel_asked_at_ms IS NULL)
);
CREATE INDEX terminal_order_fetch ON terminal_order (merchant_id, store_id, created_at_ms, order_id)
  WHERE state = 'pushed' OR cancel_asked_at_ms IS NOT NULL;
CREATE INDEX terminal_order_listed ON terminal_order (merchant_id, store_id, created_at_ms, order_id);
CREATE INDEX terminal_order_open ON terminal_order (merchant_id, terminal_id)
  WHERE state IN ('pushed', 'delivered', 'taken_up');

CREATE TABLE terminal_order_history (
  merchant_id text NOT NULL,
  order_id uuid NOT NULL,
  place integer NOT NULL CHECK (place > 0),
  at_ms bigint NOT NULL,
  from_state text NOT NULL,
  event text NOT NULL CHECK (event IN ('waiting', 'taken_up', 'paid', 'cancelled', 'expired', 'refused', 'withdraw',
    'lapse', 'ask_cancel')),
  to_state text NOT NULL,
  by_whom text NOT NULL,
  PRIMARY KEY (merchant_id, order_id, place),
  FOREIGN KEY (merchant_id, order_id) REFERENCES terminal_order
);
