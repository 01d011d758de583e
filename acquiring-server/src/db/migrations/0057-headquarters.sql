-- The merchant's tree (chain, regions of any depth, stores, terminals) and the people of the merchant.

CREATE TABLE region (
  merchant_id text NOT NULL REFERENCES merchant,
  region_id text NOT NULL,
  -- NULL: right under the chain. That no region lies in itself is seen to under the lock of the merchant's row.
  parent_id text,
  name text NOT NULL,
  name_en text NOT NULL,
  updated_at_ms bigint NOT NULL,
  PRIMARY KEY (merchant_id, region_id),
  FOREIGN KEY (merchant_id, parent_id) REFERENCES region,
  CHECK (parent_id <> region_id)
);
CREATE INDEX region_parent ON region (merchant_id, parent_id);

-- NULL: right under the chain.
ALTER TABLE store ADD COLUMN region_id text;
ALTER TABLE store ADD FOREIGN KEY (merchant_id, region_id) REFERENCES region;
CREATE INDEX store_region ON store (merchant_id, region_id);

CREATE TABLE headquarters_user (
  merchant_id text NOT NULL REFERENCES merchant,
  login text NOT NULL CHECK (login ~ '^[a-z0-9][a-z0-9._@-]{1,63}$'),
  name text NOT NULL,
  -- Argon2id in its PHC text form; never the password.
  password_hash text NOT NULL,
  -- The node of the tree that the user sits at: '' (the chain), region/ID or store/ID.
  scope text NOT NULL,
  rights text[] NOT NULL CHECK (cardinality(rights) > 0 AND rights <@ ARRAY['read', 'catalogue', 'operators',
    'limits', 'fleet', 'risk', 'users', 'tree']),
  -- Sign-ins tried since the last good one.
  tried_count integer NOT NULL DEFAULT 0,
  locked_until_ms bigint NOT NULL DEFAULT 0,
  created_at_ms bigint NOT NULL,
  updated_at_ms bigint NOT NULL,
  revoked_at_ms bigint,
  PRIMARY KEY (merchant_id, login)
);

CREATE TABLE headquarters_session (
  -- SHA-256 of the token: whoever reads this table cannot sign in by it.
  token_hash bytea PRIMARY KEY,
  merchant_id text NOT NULL,
  login text NOT NULL,
  created_at_ms bigint NOT NULL,
  expires_at_ms bigint NOT NULL,
  FOREIGN KEY (merchant_id, login) REFERENCES headquarters_user
);
CREATE INDEX headquarters_session_user ON headquarters_session (merchant_id, login, created_at_ms);

-- What was done to users, and by whom: `user:LOGIN`, `operator:NAME`, `command` or `seed`.
CREATE TABLE headquarters_user_history (
  merchant_id text NOT NULL,
  login text NOT NULL,
  step integer NOT NULL,
  event text NOT NULL CHECK (event IN ('created', 'changed', 'password_changed', 'locked', 'revoked')),
  scope text NOT NULL,
  rights text[] NOT NULL,
  by_whom text NOT NULL,
  at_ms bigint NOT NULL,
  PRIMARY KEY (merchant_id, login, step),
  FOREIGN KEY (merchant_id, login) REFERENCES headquarters_user
);
CREATE TRIGGER headquarters_user_history_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON headquarters_user_history
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON headquarters_user_history FROM qiantai_server, PUBLIC;
