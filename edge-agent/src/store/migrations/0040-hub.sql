-- The authority that names the tills of this store. Its key is sealed (tills/authority.ts).
CREATE TABLE store_authority (
  only_row        INTEGER PRIMARY KEY CHECK (only_row = 1),
  certificate_pem TEXT    NOT NULL,
  sealed_key      BLOB    NOT NULL,
  made_at_ms      INTEGER NOT NULL
) STRICT;

-- status: tills/pairing-states.ts. expires_at_ms 0: a standing secret, which is long and has no end of its own.
CREATE TABLE pairing_code (
  secret_hash   BLOB    PRIMARY KEY,
  terminal_id   TEXT    NOT NULL,
  status        TEXT    NOT NULL CHECK (status IN ('open', 'used', 'burnt', 'replaced')),
  wrong_tries   INTEGER NOT NULL CHECK (wrong_tries >= 0),
  made_at_ms    INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  -- Hash of the key that it was used for.
  key_hash      TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX pairing_code_terminal ON pairing_code (terminal_id, status);

-- status: tills/pairing-states.ts
CREATE TABLE till_certificate (
  -- SHA-256 of the certificate, lower-case hexadecimal.
  fingerprint     TEXT    PRIMARY KEY,
  terminal_id     TEXT    NOT NULL,
  status          TEXT    NOT NULL CHECK (status IN ('issued', 'in_use', 'superseded', 'revoked')),
  key_hash        TEXT    NOT NULL,
  certificate_der BLOB    NOT NULL,
  device          TEXT    NOT NULL,
  issued_at_ms    INTEGER NOT NULL,
  not_after_ms    INTEGER NOT NULL,
  ended_at_ms     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX till_certificate_terminal ON till_certificate (terminal_id, issued_at_ms);
CREATE UNIQUE INDEX till_certificate_in_use ON till_certificate (terminal_id) WHERE status = 'in_use';

-- What tills took by themselves while this agent was gone, each taken once (tills/till-records.ts).
CREATE TABLE till_record (
  terminal_id   TEXT    NOT NULL,
  key           TEXT    NOT NULL,
  hash          TEXT    NOT NULL,
  kind          TEXT    NOT NULL CHECK (kind IN ('cash', 'sale', 'left_unsent')),
  -- taken: its effect stands in the journal. set_aside, conflict: a person has to look; code says why.
  status        TEXT    NOT NULL CHECK (status IN ('taken', 'set_aside', 'conflict')),
  code          TEXT    NOT NULL,
  record_json   TEXT    NOT NULL,
  offered_at_ms INTEGER NOT NULL,
  PRIMARY KEY (key, hash, terminal_id)
) STRICT, WITHOUT ROWID;

-- Entries of a till's tail that do not follow this agent's journal (tills/tails.ts).
CREATE TABLE till_tail_aside (
  terminal_id  TEXT    NOT NULL,
  sequence     INTEGER NOT NULL,
  hash         TEXT    NOT NULL,
  entry_json   TEXT    NOT NULL,
  put_at_ms    INTEGER NOT NULL,
  PRIMARY KEY (terminal_id, sequence, hash)
) STRICT, WITHOUT ROWID;

-- The last that each till said of its devices.
CREATE TABLE till_health (
  terminal_id    TEXT    PRIMARY KEY,
  app_version    TEXT    NOT NULL,
  reported_at_ms INTEGER NOT NULL,
  devices_json   TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- status: shifts/shift-states.ts. Sequences are those of the terminal's journal: what lies between them is the shift's.
CREATE TABLE shift (
  shift_id        TEXT    PRIMARY KEY,
  terminal_id     TEXT    NOT NULL,
  status          TEXT    NOT NULL CHECK (status IN ('open', 'closing', 'closed')),
  request_hash    TEXT    NOT NULL,
  opened_by_id    TEXT    NOT NULL,
  operator_id     TEXT    NOT NULL,
  business_date   TEXT    NOT NULL,
  currency        TEXT    NOT NULL,
  float_minor     INTEGER NOT NULL,
  opened_at_ms    INTEGER NOT NULL,
  opened_sequence INTEGER NOT NULL,
  -- 0 and empty before the end.
  closed_at_ms    INTEGER NOT NULL,
  closed_sequence INTEGER NOT NULL,
  close_hash      TEXT    NOT NULL,
  -- The payload of shift.closed as it was journalled.
  closed_json     TEXT    NOT NULL,
  CHECK ((status = 'closed') = (closed_sequence > 0))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX shift_not_closed ON shift (terminal_id) WHERE status <> 'closed';
CREATE INDEX shift_terminal ON shift (terminal_id, opened_at_ms);

CREATE TABLE cash_movement (
  movement_id    TEXT    PRIMARY KEY,
  shift_id       TEXT    NOT NULL REFERENCES shift (shift_id),
  direction      TEXT    NOT NULL CHECK (direction IN ('in', 'out')),
  amount_minor   INTEGER NOT NULL CHECK (amount_minor > 0),
  request_hash   TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX cash_movement_shift ON cash_movement (shift_id);

CREATE INDEX sale_terminal_sequence ON sale (terminal_id, journal_sequence);
CREATE INDEX payment_cash_sequence ON payment (terminal_id, journal_sequence) WHERE tender = 'cash';
CREATE INDEX refund_cash_sequence ON refund (terminal_id, journal_sequence) WHERE cash = 1;
