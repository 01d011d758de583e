-- A second person allowed one deed (approvals/approval-desk.ts). Kept for a while; the journal keeps it for good.
CREATE TABLE approval (
  approval_id    TEXT PRIMARY KEY,
  terminal_id    TEXT    NOT NULL,
  right_name     TEXT    NOT NULL,
  -- Who asked, and who allowed it.
  operator_id    TEXT    NOT NULL,
  approved_by_id TEXT    NOT NULL,
  -- Empty: for no sale.
  sale_id        TEXT    NOT NULL,
  given_at_ms    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX approval_given ON approval (given_at_ms);

-- What was done at a till beside sales and payments: the same deed is written once.
CREATE TABLE till_deed (
  deed_id          TEXT PRIMARY KEY,
  terminal_id      TEXT    NOT NULL,
  request_hash     TEXT    NOT NULL,
  journal_sequence INTEGER NOT NULL,
  recorded_at_ms   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX till_deed_recorded ON till_deed (recorded_at_ms);
