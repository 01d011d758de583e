-- What the server keeps to prove the journals of stores: forks, starts of agents, and who followed whom.

-- An entry that was offered for a sequence that another entry holds. The journal keeps what it holds.
CREATE TABLE terminal_journal_fork (
  merchant_id text NOT NULL,
  terminal_id text NOT NULL,
  sequence bigint NOT NULL CHECK (sequence > 0),
  -- Hash of the entry that was refused.
  offered_hash bytea NOT NULL,
  -- Hash of the entry that stands there, or of the one that it does not follow.
  held_hash bytea NOT NULL,
  agent_id uuid NOT NULL,
  kind text NOT NULL,
  payload jsonb NOT NULL,
  times integer NOT NULL CHECK (times > 0),
  first_seen_at_ms bigint NOT NULL,
  last_seen_at_ms bigint NOT NULL,
  PRIMARY KEY (merchant_id, terminal_id, sequence, offered_hash)
);

-- Each start of an agent, in the order in which they were first heard. One that speaks after a later one did is
-- another process with the same identity.
CREATE TABLE agent_boot (
  merchant_id text NOT NULL,
  agent_id uuid NOT NULL,
  boot_id text NOT NULL,
  ordinal bigint NOT NULL CHECK (ordinal > 0),
  first_heard_at_ms bigint NOT NULL,
  last_heard_at_ms bigint NOT NULL,
  PRIMARY KEY (merchant_id, agent_id, boot_id),
  UNIQUE (merchant_id, agent_id, ordinal),
  FOREIGN KEY (merchant_id, agent_id) REFERENCES agent
);

-- A device that took the place of another one by a sealed export. The device of before is refused: it was
-- superseded, not stolen.
CREATE TABLE agent_succession (
  merchant_id text NOT NULL,
  store_id text NOT NULL,
  agent_id uuid NOT NULL,
  predecessor_id uuid NOT NULL,
  -- SHA-256 of the statement: the seal is taken once.
  seal_hash bytea NOT NULL,
  -- HandoverStatement of protos/src/handover.ts: up to these heads the key of before signs.
  statement jsonb NOT NULL,
  taken_over_at_ms bigint NOT NULL,
  PRIMARY KEY (merchant_id, predecessor_id),
  UNIQUE (merchant_id, agent_id),
  UNIQUE (merchant_id, seal_hash),
  FOREIGN KEY (merchant_id, agent_id) REFERENCES agent (merchant_id, agent_id),
  FOREIGN KEY (merchant_id, predecessor_id) REFERENCES agent (merchant_id, agent_id),
  CHECK (agent_id <> predecessor_id)
);
