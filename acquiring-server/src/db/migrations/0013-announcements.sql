-- What a store's cloud speaker is to say, once each.

CREATE TABLE announcement (
  merchant_id text NOT NULL,
  -- The payment's or refund's key; the same on every try.
  speech_id uuid NOT NULL,
  store_id text NOT NULL,
  product_key text NOT NULL,
  device_name text NOT NULL,
  parts text[] NOT NULL,
  speech_text text NOT NULL,
  status text NOT NULL CHECK (status IN ('waiting', 'accepted', 'played', 'given_up')),
  tries integer NOT NULL DEFAULT 0,
  next_try_at_ms bigint NOT NULL,
  created_at_ms bigint NOT NULL,
  updated_at_ms bigint NOT NULL,
  PRIMARY KEY (merchant_id, speech_id)
);
CREATE INDEX announcement_due ON announcement (next_try_at_ms) WHERE status = 'waiting';
