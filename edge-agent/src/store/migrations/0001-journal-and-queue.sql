-- What happened at the tills, as it was signed. Rows are only ever added.
CREATE TABLE journal (
  terminal_id     TEXT    NOT NULL,
  sequence        INTEGER NOT NULL CHECK (sequence > 0),
  entry_id        TEXT    NOT NULL,
  kind            TEXT    NOT NULL,
  recorded_at_ms  INTEGER NOT NULL,
  clock_offset_ms INTEGER NOT NULL,
  payload_json    TEXT    NOT NULL,
  previous_hash   BLOB    NOT NULL CHECK (length(previous_hash) = 32),
  hash            BLOB    NOT NULL CHECK (length(hash) = 32),
  signature       BLOB    NOT NULL CHECK (length(signature) = 64),
  PRIMARY KEY (terminal_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER journal_is_append_only_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'a journal entry never changes'); END;
CREATE TRIGGER journal_is_append_only_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'a journal entry is never removed'); END;

-- What must reach the server. The states and their transitions stand in queue/queue-transitions.ts.
-- key: for a journal entry its terminal and sequence (sorted as they were written), else the payment or refund key.
CREATE TABLE queue (
  kind             TEXT    NOT NULL CHECK (kind IN ('journal', 'pay', 'cancel', 'refund')),
  key              TEXT    NOT NULL,
  terminal_id      TEXT    NOT NULL,
  status           TEXT    NOT NULL CHECK (status IN ('recorded', 'sending', 'acknowledged', 'withdrawn', 'dead')),
  recorded_at_ms   INTEGER NOT NULL,
  -- Cash that the row tells of, minor units, for the sum that waits.
  cash_minor       INTEGER NOT NULL DEFAULT 0,
  -- 1 once a byte of it may have left.
  sent             INTEGER NOT NULL DEFAULT 0 CHECK (sent IN (0, 1)),
  unanswered_count INTEGER NOT NULL DEFAULT 0,
  rejected_count   INTEGER NOT NULL DEFAULT 0,
  next_try_at_ms   INTEGER NOT NULL,
  settled_at_ms    INTEGER NOT NULL DEFAULT 0,
  last_code        TEXT    NOT NULL DEFAULT '',
  last_message     TEXT    NOT NULL DEFAULT '',
  -- AES-256-GCM; gone once the payment or refund is final.
  secret           BLOB,
  PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX queue_waiting ON queue (kind, key) WHERE status IN ('recorded', 'sending');
CREATE INDEX queue_dead ON queue (kind, key) WHERE status = 'dead';
