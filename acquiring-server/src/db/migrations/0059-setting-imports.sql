-- Files of settings that headquarters looks at before it takes them.

CREATE TABLE setting_import (
  import_id uuid PRIMARY KEY,
  merchant_id text NOT NULL REFERENCES merchant,
  -- `user:LOGIN` or `command`.
  by_whom text NOT NULL,
  kind text NOT NULL,
  scope text NOT NULL,
  status text NOT NULL CHECK (status IN ('reading', 'previewed', 'committed')),
  -- SHA-256 of the file.
  file_hash bytea NOT NULL,
  -- The merchant's newest version when the file was compared with what is there.
  base_version bigint NOT NULL,
  bad_row_count integer NOT NULL,
  change_count integer NOT NULL,
  created_at_ms bigint NOT NULL,
  expires_at_ms bigint NOT NULL,
  -- What the commit came to.
  changed_count integer,
  removed_count integer,
  committed_version bigint,
  CHECK ((status = 'committed') = (committed_version IS NOT NULL))
);
CREATE INDEX setting_import_merchant ON setting_import (merchant_id, created_at_ms);
CREATE INDEX setting_import_expiry ON setting_import (expires_at_ms);

-- What would change, until it is committed or too old. Unlogged: after a crash the file is simply given again.
CREATE UNLOGGED TABLE setting_import_row (
  import_id uuid NOT NULL,
  place integer NOT NULL,
  scope text NOT NULL,
  kind text NOT NULL,
  setting_id text NOT NULL,
  -- Empty: to be removed.
  value_json text NOT NULL,
  PRIMARY KEY (import_id, place)
);
