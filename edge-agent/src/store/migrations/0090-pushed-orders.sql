-- Orders that were pushed to terminals of this store (orders/order-states.ts): the truth about them is here.
CREATE TABLE pushed_order (
  order_id          TEXT PRIMARY KEY,
  terminal_id       TEXT    NOT NULL,
  -- merchant, or app:NAME.
  source            TEXT    NOT NULL,
  request_hash      TEXT    NOT NULL,
  -- protos/src/terminal-order.ts, TerminalOrderContent.
  content_json      TEXT    NOT NULL,
  status            TEXT    NOT NULL
    CHECK (status IN ('waiting', 'taken_up', 'paid', 'cancelled', 'expired', 'refused')),
  created_at_ms     INTEGER NOT NULL,
  expires_at_ms     INTEGER NOT NULL,
  changed_at_ms     INTEGER NOT NULL,
  revision          INTEGER NOT NULL CHECK (revision > 0),
  -- The sale that it is bound to.
  sale_id           TEXT,
  receipt_no        TEXT    NOT NULL DEFAULT '',
  payments_json     TEXT    NOT NULL DEFAULT '[]',
  reason            TEXT    NOT NULL DEFAULT '',
  -- The last revision that the server acknowledged; for what came from there.
  reported_revision INTEGER NOT NULL DEFAULT 0,
  CHECK ((sale_id IS NOT NULL) = (status IN ('taken_up', 'paid'))),
  CHECK ((receipt_no <> '') = (status = 'paid'))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX pushed_order_sale ON pushed_order (sale_id) WHERE sale_id IS NOT NULL;
CREATE INDEX pushed_order_open ON pushed_order (terminal_id, created_at_ms, order_id)
  WHERE status IN ('waiting', 'taken_up');
CREATE INDEX pushed_order_unreported ON pushed_order (changed_at_ms)
  WHERE source = 'merchant' AND reported_revision < revision;
CREATE INDEX pushed_order_changed ON pushed_order (changed_at_ms);
