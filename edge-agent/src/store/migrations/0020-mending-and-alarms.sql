-- The server's first word about an entry, where it was another than "taken". What follows from the journal alone has
-- no row here.
CREATE TABLE acknowledgement (
  terminal_id    TEXT    NOT NULL,
  sequence       INTEGER NOT NULL,
  outcome        TEXT    NOT NULL CHECK (outcome IN ('accepted', 'quarantined')),
  exception_code TEXT    NOT NULL,
  PRIMARY KEY (terminal_id, sequence)
) STRICT, WITHOUT ROWID;

-- Entries that the server refused and that a person corrected (queue/mending.ts): the mending that names the entry
-- goes to the server with it.
CREATE TABLE correction (
  terminal_id      TEXT    NOT NULL,
  sequence         INTEGER NOT NULL,
  mending_sequence INTEGER NOT NULL CHECK (mending_sequence > sequence),
  PRIMARY KEY (terminal_id, sequence)
) STRICT, WITHOUT ROWID;

-- What a person should know of, until one has said so. The same again is counted, not listed.
CREATE TABLE alarm (
  alarm_id             INTEGER PRIMARY KEY,
  code                 TEXT    NOT NULL,
  details              TEXT    NOT NULL,
  first_at_ms          INTEGER NOT NULL,
  last_at_ms           INTEGER NOT NULL,
  count                INTEGER NOT NULL DEFAULT 1,
  -- 0: nobody yet.
  acknowledged_at_ms   INTEGER NOT NULL DEFAULT 0,
  acknowledged_by      TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX alarm_open ON alarm (code, details) WHERE acknowledged_at_ms = 0;
