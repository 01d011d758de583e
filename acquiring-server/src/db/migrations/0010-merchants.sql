-- Merchants and what belongs to them, as headquarters or a seed sets it.

CREATE TABLE merchant (
  merchant_id text PRIMARY KEY,
  name text NOT NULL,
  currency text NOT NULL,
  -- What the platform charges for a channel payment, hundredths of a per cent.
  fee_basis_points integer NOT NULL CHECK (fee_basis_points BETWEEN 0 AND 1000),
  -- The newest version given to a setting; whoever gives versions locks this row, so that a higher version
  -- is never visible before a lower one.
  settings_version bigint NOT NULL DEFAULT 0,
  -- HMAC of the seed file that was applied last: the same file again has nothing to do.
  seed_fingerprint bytea,
  updated_at_ms bigint NOT NULL
);

CREATE TABLE store (
  merchant_id text NOT NULL REFERENCES merchant,
  store_id text NOT NULL,
  name text NOT NULL,
  name_en text NOT NULL,
  receipt_header text[] NOT NULL,
  receipt_footer text[] NOT NULL,
  updated_at_ms bigint NOT NULL,
  PRIMARY KEY (merchant_id, store_id)
);

-- The broker knows a speaker by these two names before it knows whose it is: the platform's key.
CREATE TABLE speaker (
  product_key text NOT NULL,
  device_name text NOT NULL,
  merchant_id text NOT NULL,
  store_id text NOT NULL,
  -- HMAC of the secret under the platform's key.
  secret_fingerprint bytea NOT NULL,
  PRIMARY KEY (product_key, device_name),
  UNIQUE (merchant_id, store_id),
  FOREIGN KEY (merchant_id, store_id) REFERENCES store
);

CREATE TABLE terminal (
  merchant_id text NOT NULL,
  terminal_id text NOT NULL,
  store_id text NOT NULL,
  name text NOT NULL,
  -- Card acceptor terminal identification, ISO 8583 field 41.
  card_terminal_id text NOT NULL,
  updated_at_ms bigint NOT NULL,
  PRIMARY KEY (merchant_id, terminal_id),
  FOREIGN KEY (merchant_id, store_id) REFERENCES store
);
CREATE INDEX terminal_store ON terminal (merchant_id, store_id);

CREATE TABLE operator (
  merchant_id text NOT NULL REFERENCES merchant,
  operator_id text NOT NULL,
  number text NOT NULL,
  name text NOT NULL,
  -- Argon2id, what the agents check; and an HMAC under the platform's key, which tells whether the PIN changed.
  pin_hash text NOT NULL,
  pin_fingerprint bytea NOT NULL,
  rights text[] NOT NULL,
  -- NULL: every store.
  store_ids text[],
  active boolean NOT NULL,
  updated_at_ms bigint NOT NULL,
  PRIMARY KEY (merchant_id, operator_id)
);

CREATE TABLE article (
  merchant_id text NOT NULL REFERENCES merchant,
  article_id text NOT NULL,
  barcode text NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  unit_price_minor bigint NOT NULL,
  unit text NOT NULL,
  picture text NOT NULL,
  quick_key integer,
  active boolean NOT NULL,
  updated_at_ms bigint NOT NULL,
  PRIMARY KEY (merchant_id, article_id)
);
CREATE INDEX article_barcode ON article (merchant_id, barcode);

CREATE TABLE channel_account (
  merchant_id text NOT NULL REFERENCES merchant,
  account_id text NOT NULL,
  channel text NOT NULL CHECK (channel IN ('wechat', 'alipay', 'card')),
  priority integer NOT NULL,
  weight integer NOT NULL,
  enabled boolean NOT NULL,
  -- What the channel charges us, hundredths of a per cent.
  cost_basis_points integer NOT NULL CHECK (cost_basis_points BETWEEN 0 AND 1000),
  amount_minor_max bigint,
  -- AES-256-GCM under the key file of the data folder.
  credentials_sealed bytea NOT NULL,
  credentials_fingerprint bytea NOT NULL,
  updated_at_ms bigint NOT NULL,
  PRIMARY KEY (merchant_id, account_id)
);
-- A channel's notice names the account and nothing else.
CREATE UNIQUE INDEX channel_account_name ON channel_account (account_id);

-- What agents pull, with versions that grow within a merchant. `store_id` is '' for what every store has.
CREATE TABLE setting (
  merchant_id text NOT NULL REFERENCES merchant,
  store_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('store', 'terminal', 'operator', 'article', 'tender_policy')),
  setting_id text NOT NULL,
  version bigint NOT NULL,
  -- Empty: the thing was removed.
  value_json text NOT NULL,
  PRIMARY KEY (merchant_id, store_id, kind, setting_id)
);
CREATE UNIQUE INDEX setting_version ON setting (merchant_id, store_id, version);
