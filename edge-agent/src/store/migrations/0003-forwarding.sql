-- Where each terminal's journal stands on its way to the server. Entries go up strictly in order, so one row per
-- terminal says of every entry whether it waits: an append writes the journal and nothing else.
-- The states and their transitions stand in queue/queue-transitions.ts, their use here in queue/forwarding.ts.
CREATE TABLE forwarding (
  -- Upper part of the position of the terminal's entries; below 2^21, so that a position is a safe integer.
  terminal_number       INTEGER PRIMARY KEY CHECK (terminal_number BETWEEN 1 AND 2097151),
  terminal_id           TEXT    NOT NULL UNIQUE,
  acknowledged_sequence INTEGER NOT NULL DEFAULT 0 CHECK (acknowledged_sequence >= 0),
  -- Of the first entry above acknowledged_sequence, or of the next one to come.
  status                TEXT    NOT NULL DEFAULT 'recorded' CHECK (status IN ('recorded', 'sending', 'dead')),
  -- While sending: the last entry that may have left.
  leased_sequence       INTEGER NOT NULL DEFAULT 0,
  unanswered_count      INTEGER NOT NULL DEFAULT 0,
  rejected_count        INTEGER NOT NULL DEFAULT 0,
  next_try_at_ms        INTEGER NOT NULL DEFAULT 0,
  last_code             TEXT    NOT NULL DEFAULT '',
  last_message          TEXT    NOT NULL DEFAULT ''
) STRICT;

-- The first entry that is not acknowledged carries what was known of it. One that was on its way is tried again,
-- as after every restart.
WITH
  head AS (SELECT terminal_id, max(sequence) AS sequence FROM journal GROUP BY terminal_id),
  waiting AS (
    SELECT terminal_id, CAST(substr(min(key), length(terminal_id) + 2) AS INTEGER) AS sequence,
           status, unanswered_count, rejected_count, next_try_at_ms, last_code, last_message
    FROM queue WHERE kind = 'journal' AND status <> 'acknowledged' GROUP BY terminal_id
  )
INSERT INTO forwarding (terminal_id, acknowledged_sequence, status, unanswered_count, rejected_count, next_try_at_ms,
                        last_code, last_message)
SELECT head.terminal_id, coalesce(waiting.sequence - 1, head.sequence), iif(waiting.status = 'dead', 'dead', 'recorded'),
       coalesce(unanswered_count, 0), coalesce(rejected_count, 0), coalesce(next_try_at_ms, 0),
       coalesce(last_code, ''), coalesce(last_message, '')
FROM head LEFT JOIN waiting USING (terminal_id) ORDER BY head.terminal_id;

-- Keyed by a number that only grows within its terminal: a row is added at the end of a page, where a text key
-- spread each one over several.
CREATE TABLE journal_by_position (
  -- terminal_number * 2^32 + sequence
  position         INTEGER PRIMARY KEY,
  terminal_id      TEXT    NOT NULL,
  sequence         INTEGER NOT NULL CHECK (sequence > 0 AND sequence = position & 4294967295),
  entry_id         TEXT    NOT NULL,
  kind             TEXT    NOT NULL,
  recorded_at_ms   INTEGER NOT NULL,
  clock_offset_ms  INTEGER NOT NULL,
  payload_json     TEXT    NOT NULL,
  previous_hash    BLOB    NOT NULL CHECK (length(previous_hash) = 32),
  hash             BLOB    NOT NULL CHECK (length(hash) = 32),
  signature        BLOB    NOT NULL CHECK (length(signature) = 64),
  -- Cash of the terminal up to and with this entry, minor units: what waits is a difference of two. Not signed.
  cash_total_minor INTEGER NOT NULL
) STRICT;

INSERT INTO journal_by_position
SELECT (forwarding.terminal_number << 32) + sequence, journal.terminal_id, sequence, entry_id, journal.kind,
       journal.recorded_at_ms, clock_offset_ms, payload_json, previous_hash, hash, signature,
       sum(coalesce(cash_minor, 0)) OVER (PARTITION BY journal.terminal_id ORDER BY sequence)
FROM journal JOIN forwarding ON forwarding.terminal_id = journal.terminal_id
     LEFT JOIN queue ON queue.kind = 'journal' AND queue.key = journal.terminal_id || '/' || printf('%012d', sequence);

DROP TABLE journal;
ALTER TABLE journal_by_position RENAME TO journal;
CREATE TRIGGER journal_is_append_only_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'a journal entry never changes'); END;
CREATE TRIGGER journal_is_append_only_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'a journal entry is never removed'); END;

-- The queue keeps the requests.
CREATE TABLE request_queue (
  kind             TEXT    NOT NULL CHECK (kind IN ('pay', 'cancel', 'refund')),
  -- The payment or refund key.
  key              TEXT    NOT NULL,
  terminal_id      TEXT    NOT NULL,
  status           TEXT    NOT NULL CHECK (status IN ('recorded', 'sending', 'acknowledged', 'withdrawn', 'dead')),
  recorded_at_ms   INTEGER NOT NULL,
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
INSERT INTO request_queue
SELECT kind, key, terminal_id, status, recorded_at_ms, sent, unanswered_count, rejected_count, next_try_at_ms,
       settled_at_ms, last_code, last_message, secret
FROM queue WHERE kind <> 'journal';
DROP TABLE queue;
ALTER TABLE request_queue RENAME TO queue;
CREATE INDEX queue_waiting ON queue (kind, key) WHERE status IN ('recorded', 'sending');
CREATE INDEX queue_dead ON queue (kind, key) WHERE status = 'dead';

-- The status of every entry, in the words of the queue, for whoever reads the database from outside.
CREATE VIEW journal_status AS
SELECT journal.terminal_id, journal.sequence,
       CASE WHEN journal.sequence <= acknowledged_sequence THEN 'acknowledged'
            WHEN status = 'dead' AND journal.sequence = acknowledged_sequence + 1 THEN 'dead'
            WHEN status = 'sending' AND journal.sequence <= leased_sequence THEN 'sending'
            ELSE 'recorded' END AS status
FROM journal JOIN forwarding ON terminal_number = journal.position >> 32;
