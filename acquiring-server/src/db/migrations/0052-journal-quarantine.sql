-- Entries of terminals' journals that are not right and that a person mended at the edge: kept as they came, without
-- effect, so that the journal goes on behind them (docs/adr/0016). Rows are only ever added.
CREATE TABLE terminal_journal_quarantine (
  merchant_id text NOT NULL,
  terminal_id text NOT NULL,
  sequence bigint NOT NULL CHECK (sequence > 0),
  store_id text NOT NULL,
  agent_id uuid NOT NULL,
  -- Why it was refused.
  error_code text NOT NULL
    CHECK (error_code IN ('JOURNAL_BAD_HASH', 'JOURNAL_BAD_SIGNATURE', 'JOURNAL_BAD_PAYLOAD')),
  -- As the entry claims it: what follows is chained to it.
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  -- The message, members in their text forms, bytes in hexadecimal; JSON as bytes because its texts may be such that
  -- the database's own text cannot hold them.
  message bytea NOT NULL,
  -- The queue.mended entry that named it: it comes again in its own turn.
  mending_entry_id uuid NOT NULL,
  mending_hash bytea NOT NULL,
  received_at_ms bigint NOT NULL,
  PRIMARY KEY (merchant_id, terminal_id, sequence)
);
REVOKE UPDATE, DELETE, TRUNCATE ON terminal_journal_quarantine FROM qiantai_server, PUBLIC;
