-- How stores are: when they were heard, what they reported, when they were away.

-- Written now and then, not at each probe (acquiring-server/src/fleet/contacts.ts).
CREATE TABLE store_contact (
  merchant_id text NOT NULL,
  store_id text NOT NULL,
  agent_id uuid NOT NULL,
  last_contact_ms bigint NOT NULL,
  waiting bigint NOT NULL,
  oldest_age_ms bigint NOT NULL,
  settings_version bigint NOT NULL,
  settings_behind_since_ms bigint,
  PRIMARY KEY (merchant_id, store_id),
  FOREIGN KEY (merchant_id, store_id) REFERENCES store
);

-- The last health report (HealthReport of protos/src/fleet.ts).
CREATE TABLE store_health (
  merchant_id text NOT NULL,
  store_id text NOT NULL,
  agent_id uuid NOT NULL,
  reported_at_ms bigint NOT NULL,
  report jsonb NOT NULL,
  PRIMARY KEY (merchant_id, store_id),
  FOREIGN KEY (merchant_id, store_id) REFERENCES store
);

-- Times without contact, from the last word before to the first one after. Kept for 400 days.
CREATE TABLE store_offline_span (
  merchant_id text NOT NULL,
  store_id text NOT NULL,
  from_ms bigint NOT NULL,
  until_ms bigint NOT NULL CHECK (until_ms > from_ms),
  PRIMARY KEY (merchant_id, store_id, from_ms),
  FOREIGN KEY (merchant_id, store_id) REFERENCES store
);
