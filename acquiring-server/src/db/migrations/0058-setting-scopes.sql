-- Settings stand at scopes of the merchant's tree: '' (the chain), region/ID, store/ID, terminal/ID. What a setting
-- was before stays in its history; who changed it, when and from which version on stands in the application.

ALTER TABLE setting RENAME COLUMN store_id TO scope;
ALTER TABLE setting DROP CONSTRAINT setting_kind_check;
UPDATE setting SET scope = 'store/' || scope WHERE scope <> '';
ALTER TABLE setting ADD CONSTRAINT setting_scope_check CHECK (scope ~ '^((region|store|terminal)/[A-Za-z0-9._-]{1,64})?$');
ALTER TABLE setting ADD CONSTRAINT setting_kind_check CHECK (kind IN ('store', 'terminal', 'operator', 'article', 'price',
  'promotion', 'tax', 'barcode_rule', 'receipt_text', 'advert', 'store_policy', 'offline_policy', 'blocked_card', 'fleet',
  'tender_policy'));
-- Whether the seed gave it last: what headquarters changed, a seed leaves alone.
ALTER TABLE setting ADD COLUMN seeded boolean NOT NULL DEFAULT true;
ALTER TABLE setting ALTER COLUMN seeded DROP DEFAULT;
-- Settings, their codes and their history are written under the lock of the merchant's row only: looking the merchant
-- up again for each of 200,000 rows would cost more than writing them.
ALTER TABLE setting DROP CONSTRAINT setting_merchant_id_fkey;
-- A version belongs to one change of the merchant. `setting_version` (merchant, scope, version) serves what agents pull.
CREATE UNIQUE INDEX setting_change ON setting (merchant_id, version);

-- What is looked for by another name than the setting's id: an article's barcodes, an operator's number.
CREATE TABLE setting_code (
  merchant_id text NOT NULL,
  kind text NOT NULL,
  code text NOT NULL,
  scope text NOT NULL,
  setting_id text NOT NULL,
  PRIMARY KEY (merchant_id, kind, code, scope)
);
CREATE INDEX setting_code_setting ON setting_code (merchant_id, scope, kind, setting_id);
INSERT INTO setting_code (merchant_id, kind, code, scope, setting_id)
  SELECT merchant_id, kind, coalesce(value_json::jsonb ->> 'barcode', value_json::jsonb ->> 'number'), scope, setting_id
  FROM setting WHERE kind IN ('article', 'operator') AND value_json <> ''
  ON CONFLICT DO NOTHING;

-- One application of changes: its versions are first_version to last_version, without gaps.
CREATE TABLE setting_application (
  merchant_id text NOT NULL REFERENCES merchant,
  last_version bigint NOT NULL,
  first_version bigint NOT NULL,
  -- `user:LOGIN`, `operator:NAME`, `command` or `seed`.
  by_whom text NOT NULL,
  at_ms bigint NOT NULL,
  note text NOT NULL,
  PRIMARY KEY (merchant_id, last_version),
  CHECK (first_version <= last_version)
);

-- What a setting was, from `version` on until the change `replaced_by`. Empty: it was removed.
CREATE TABLE setting_history (
  merchant_id text NOT NULL,
  version bigint NOT NULL,
  scope text NOT NULL,
  kind text NOT NULL,
  setting_id text NOT NULL,
  value_json text NOT NULL,
  replaced_by bigint NOT NULL,
  PRIMARY KEY (merchant_id, version),
  CHECK (version < replaced_by)
);
CREATE INDEX setting_history_setting ON setting_history (merchant_id, scope, kind, setting_id, version);
CREATE INDEX setting_history_replaced ON setting_history (merchant_id, replaced_by);

CREATE TRIGGER setting_application_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON setting_application
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER setting_history_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON setting_history
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON setting_application, setting_history FROM qiantai_server, PUBLIC;

-- The settings are the one place for articles and operators. What stays is how a seed tells whether a PIN changed.
CREATE TABLE operator_pin (
  merchant_id text NOT NULL REFERENCES merchant,
  operator_id text NOT NULL,
  -- Argon2id, what the agents check; and an HMAC under the platform's key.
  pin_hash text NOT NULL,
  pin_fingerprint bytea NOT NULL,
  PRIMARY KEY (merchant_id, operator_id)
);
INSERT INTO operator_pin SELECT merchant_id, operator_id, pin_hash, pin_fingerprint FROM operator;
DROP TABLE operator;
DROP TABLE article;
