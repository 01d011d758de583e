-- The fleet: states, certificates and keys of agents, activation codes that people make, orders, releases.

ALTER TABLE activation_code
  ADD COLUMN created_at_ms bigint NOT NULL DEFAULT 0,
  ADD COLUMN created_by text NOT NULL DEFAULT 'seed',
  -- The agent whose place the code's user takes.
  ADD COLUMN replaces_agent_id uuid,
  ADD COLUMN withdrawn_at_ms bigint,
  ADD COLUMN withdrawn_by text NOT NULL DEFAULT '',
  ADD CHECK (withdrawn_at_ms IS NULL OR used_at_ms IS NULL);
CREATE INDEX activation_code_store ON activation_code (merchant_id, store_id, created_at_ms);

-- acquiring-server/src/fleet/agent-states.ts
ALTER TABLE agent
  ADD COLUMN state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'retiring', 'retired', 'stolen')),
  ADD COLUMN state_at_ms bigint NOT NULL DEFAULT 0,
  ADD COLUMN state_reason text NOT NULL DEFAULT '',
  ADD COLUMN replaces_agent_id uuid,
  ADD COLUMN version text NOT NULL DEFAULT '',
  -- Two were heard that speak by turns under this name.
  ADD COLUMN cloned_at_ms bigint;
-- A device that was handed over was not stolen.
UPDATE agent SET state = 'retired', state_at_ms = revoked_at_ms, revoked_at_ms = NULL
WHERE revoked_at_ms IS NOT NULL AND EXISTS (
  SELECT FROM agent_succession AS next WHERE next.merchant_id = agent.merchant_id AND next.predecessor_id = agent.agent_id);
UPDATE agent SET state = 'stolen', state_at_ms = revoked_at_ms WHERE revoked_at_ms IS NOT NULL;
UPDATE agent SET state_at_ms = enrolled_at_ms WHERE state = 'active';
ALTER TABLE agent ADD CHECK ((revoked_at_ms IS NOT NULL) = (state = 'stolen'));
CREATE INDEX agent_store ON agent (merchant_id, store_id);

CREATE TABLE agent_history (
  merchant_id text NOT NULL,
  agent_id uuid NOT NULL,
  place integer NOT NULL CHECK (place > 0),
  at_ms bigint NOT NULL,
  from_state text NOT NULL,
  event text NOT NULL CHECK (event IN ('retire', 'replaced', 'drained', 'handed_over', 'revoke')),
  to_state text NOT NULL,
  by_whom text NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (merchant_id, agent_id, place),
  FOREIGN KEY (merchant_id, agent_id) REFERENCES agent
);

-- Every certificate that an agent was given: an earlier one stays good until its own end.
CREATE TABLE agent_certificate (
  merchant_id text NOT NULL,
  serial_number text NOT NULL,
  agent_id uuid NOT NULL,
  certificate bytea NOT NULL,
  -- By the machine's clock, which TLS compares with.
  issued_at_ms bigint NOT NULL,
  not_after_ms bigint NOT NULL,
  PRIMARY KEY (merchant_id, serial_number),
  FOREIGN KEY (merchant_id, agent_id) REFERENCES agent
);
CREATE INDEX agent_certificate_agent ON agent_certificate (merchant_id, agent_id, not_after_ms);
-- What was issued before lasts five years.
INSERT INTO agent_certificate
SELECT merchant_id, serial_number, agent_id, certificate, enrolled_at_ms, enrolled_at_ms + 5 * 365 * 86400000::bigint
FROM agent;

-- The keys that prove an agent's journal, with the time each signed in.
CREATE TABLE agent_key (
  merchant_id text NOT NULL,
  agent_id uuid NOT NULL,
  -- SubjectPublicKeyInfo, DER.
  public_key_spki bytea NOT NULL,
  valid_from_ms bigint NOT NULL,
  valid_until_ms bigint,
  PRIMARY KEY (merchant_id, agent_id, public_key_spki),
  FOREIGN KEY (merchant_id, agent_id) REFERENCES agent
);
-- A device that comes with a key is looked for among the revoked ones.
CREATE INDEX agent_key_spki ON agent_key (public_key_spki);
INSERT INTO agent_key
SELECT merchant_id, agent_id, public_key_spki, enrolled_at_ms, revoked_at_ms FROM agent;

-- acquiring-server/src/fleet/order-states.ts
CREATE TABLE fleet_order (
  merchant_id text NOT NULL,
  order_id uuid NOT NULL,
  store_id text NOT NULL,
  agent_id uuid NOT NULL,
  kind text NOT NULL
    CHECK (kind IN ('send_logs', 'wipe_card_data', 'sync_now', 'rotate_keys', 'reload_settings')),
  params jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('queued', 'fetched', 'done', 'failed', 'expired')),
  placed_by text NOT NULL,
  placed_at_ms bigint NOT NULL,
  expires_at_ms bigint NOT NULL,
  fetched_at_ms bigint,
  ended_at_ms bigint,
  error_code text NOT NULL DEFAULT '',
  result jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (merchant_id, order_id),
  FOREIGN KEY (merchant_id, agent_id) REFERENCES agent,
  CHECK ((ended_at_ms IS NULL) = (state IN ('queued', 'fetched')))
);
CREATE INDEX fleet_order_open ON fleet_order (merchant_id, agent_id, placed_at_ms) WHERE state IN ('queued', 'fetched');
CREATE INDEX fleet_order_store ON fleet_order (merchant_id, store_id, placed_at_ms);

CREATE TABLE fleet_order_history (
  merchant_id text NOT NULL,
  order_id uuid NOT NULL,
  place integer NOT NULL CHECK (place > 0),
  at_ms bigint NOT NULL,
  from_state text NOT NULL,
  event text NOT NULL CHECK (event IN ('fetch', 'succeed', 'fail', 'expire')),
  to_state text NOT NULL,
  PRIMARY KEY (merchant_id, order_id, place),
  FOREIGN KEY (merchant_id, order_id) REFERENCES fleet_order
);

-- What an agent sent in answer, piece by piece.
CREATE TABLE fleet_order_part (
  merchant_id text NOT NULL,
  order_id uuid NOT NULL,
  part integer NOT NULL CHECK (part BETWEEN 0 AND 15),
  body text NOT NULL CHECK (length(body) <= 262144),
  PRIMARY KEY (merchant_id, order_id, part),
  FOREIGN KEY (merchant_id, order_id) REFERENCES fleet_order
);

CREATE TABLE fleet_release (
  -- '' is the platform's own, for merchants without one in the channel.
  merchant_id text NOT NULL,
  component text NOT NULL CHECK (component IN ('agent', 'till')),
  channel text NOT NULL CHECK (channel <> ''),
  version text NOT NULL CHECK (version ~ '^[0-9]+\.[0-9]+\.[0-9]+$'),
  package_hash text NOT NULL CHECK (package_hash ~ '^[0-9a-f]{64}$'),
  package_name text NOT NULL,
  rollout_percent integer NOT NULL CHECK (rollout_percent BETWEEN 0 AND 100),
  paused boolean NOT NULL,
  minimum_version text NOT NULL,
  put_at_ms bigint NOT NULL,
  put_by text NOT NULL,
  PRIMARY KEY (merchant_id, component, channel, version)
);
