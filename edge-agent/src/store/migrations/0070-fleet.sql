-- How this agent stands with the server (fleet/standing.ts), and the code that it was activated with. One row.
CREATE TABLE fleet_standing (
  only_row    INTEGER PRIMARY KEY CHECK (only_row = 1),
  standing    TEXT    NOT NULL CHECK (standing IN ('active', 'retiring', 'retired', 'revoked')),
  since_ms    INTEGER NOT NULL,
  -- SHA-256: a code that is tried again after a revocation has to be another one.
  code_hash   TEXT    NOT NULL,
  -- The latest instant that the clock ever showed, kept now and then (fleet/contact.ts).
  latest_ms   INTEGER NOT NULL
) STRICT;

-- Orders of the fleet's keepers (fleet/agent-order-states.ts). What was delivered is kept for a while: the same order
-- is not carried out twice.
CREATE TABLE fleet_order (
  order_id       TEXT PRIMARY KEY,
  kind           TEXT    NOT NULL,
  params_json    TEXT    NOT NULL,
  state          TEXT    NOT NULL CHECK (state IN ('received', 'running', 'done', 'failed', 'delivered')),
  expires_at_ms  INTEGER NOT NULL,
  received_at_ms INTEGER NOT NULL,
  -- done or failed, also once it was delivered.
  outcome        TEXT    NOT NULL DEFAULT '' CHECK (outcome IN ('', 'done', 'failed')),
  error_code     TEXT    NOT NULL DEFAULT '',
  result_json    TEXT    NOT NULL DEFAULT '{}'
) STRICT, WITHOUT ROWID;
CREATE INDEX fleet_order_received ON fleet_order (received_at_ms);
