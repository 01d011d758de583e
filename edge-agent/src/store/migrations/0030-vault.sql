-- Keys of other devices that signed entries of this store's journals: the device of before, after a hand-over,
-- and whoever the server names when entries come back from it.
CREATE TABLE journal_signer (
  public_key_spki BLOB    PRIMARY KEY,
  agent_id        TEXT    NOT NULL,
  learned_at_ms   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Entries that come back from the server, before they are taken up (journal/rebase.ts).
CREATE TABLE journal_incoming (
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

-- Each time that a journal took up what the server held.
CREATE TABLE journal_rebase (
  rebase_id      INTEGER PRIMARY KEY,
  terminal_id    TEXT    NOT NULL,
  -- The first sequence that the server's entry took.
  at_sequence    INTEGER NOT NULL,
  moved_count    INTEGER NOT NULL,
  restored_count INTEGER NOT NULL,
  rebased_at_ms  INTEGER NOT NULL
) STRICT;
CREATE INDEX journal_rebase_terminal ON journal_rebase (terminal_id, rebased_at_ms);

-- Entries of this store that went another way than the server's, kept for good: their facts stand again in the
-- journal, under new sequences.
CREATE TABLE journal_branch (
  rebase_id       INTEGER NOT NULL REFERENCES journal_rebase (rebase_id),
  terminal_id     TEXT    NOT NULL,
  sequence        INTEGER NOT NULL,
  entry_id        TEXT    NOT NULL,
  kind            TEXT    NOT NULL,
  recorded_at_ms  INTEGER NOT NULL,
  clock_offset_ms INTEGER NOT NULL,
  payload_json    TEXT    NOT NULL,
  previous_hash   BLOB    NOT NULL,
  hash            BLOB    NOT NULL,
  signature       BLOB    NOT NULL,
  PRIMARY KEY (rebase_id, sequence)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER journal_branch_is_kept_update BEFORE UPDATE ON journal_branch
BEGIN SELECT RAISE(ABORT, 'an entry that was put aside never changes'); END;
CREATE TRIGGER journal_branch_is_kept_delete BEFORE DELETE ON journal_branch
BEGIN SELECT RAISE(ABORT, 'an entry that was put aside is never removed'); END;

-- Entries that were sealed into a file and left the table; what is there continues them.
CREATE TABLE journal_archive (
  terminal_id         TEXT    NOT NULL,
  first_sequence      INTEGER NOT NULL,
  last_sequence       INTEGER NOT NULL CHECK (last_sequence >= first_sequence),
  first_previous_hash BLOB    NOT NULL CHECK (length(first_previous_hash) = 32),
  last_hash           BLOB    NOT NULL CHECK (length(last_hash) = 32),
  -- In the folder of archives beside the database.
  file_name           TEXT    NOT NULL,
  file_hash           BLOB    NOT NULL CHECK (length(file_hash) = 32),
  sealed_at_ms        INTEGER NOT NULL,
  PRIMARY KEY (terminal_id, first_sequence)
) STRICT, WITHOUT ROWID;

-- What was read from a damaged database and proved, until it is known where the server stands (store/restore.ts).
CREATE TABLE salvaged_entry (
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

CREATE TABLE salvaged_request (
  kind           TEXT    NOT NULL,
  key            TEXT    NOT NULL,
  terminal_id    TEXT    NOT NULL,
  recorded_at_ms INTEGER NOT NULL,
  secret         BLOB,
  PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;

-- Numbers of receipts up to this one may have been printed by the database that was lost.
CREATE TABLE receipt_floor (
  only_row              INTEGER PRIMARY KEY CHECK (only_row = 1),
  through_business_date TEXT    NOT NULL,
  last                  INTEGER NOT NULL
) STRICT;
