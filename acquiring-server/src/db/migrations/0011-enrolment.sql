-- Activation codes and the agents that they let in.

CREATE TABLE activation_code (
  -- HMAC of the code under the platform's key: whoever has no more than the code asks with it.
  code_fingerprint bytea PRIMARY KEY,
  merchant_id text NOT NULL,
  store_id text NOT NULL,
  expires_at_ms bigint NOT NULL,
  used_at_ms bigint,
  agent_id uuid,
  FOREIGN KEY (merchant_id, store_id) REFERENCES store,
  CHECK ((used_at_ms IS NULL) = (agent_id IS NULL))
);

CREATE TABLE agent (
  merchant_id text NOT NULL,
  agent_id uuid NOT NULL,
  store_id text NOT NULL,
  serial_number text NOT NULL,
  certificate bytea NOT NULL,
  -- SubjectPublicKeyInfo: proves the journal's signatures.
  public_key_spki bytea NOT NULL,
  device_description text NOT NULL,
  enrolled_at_ms bigint NOT NULL,
  revoked_at_ms bigint,
  PRIMARY KEY (merchant_id, agent_id),
  FOREIGN KEY (merchant_id, store_id) REFERENCES store
);
CREATE UNIQUE INDEX agent_serial_number ON agent (merchant_id, serial_number);
