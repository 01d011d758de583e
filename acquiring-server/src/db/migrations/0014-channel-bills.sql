-- Channels' bills as they were downloaded. A bill that a channel publishes anew stands beside the older one.

CREATE TABLE channel_bill (
  merchant_id text NOT NULL,
  account_id text NOT NULL,
  -- The channel's day (Beijing).
  bill_date text NOT NULL,
  -- SHA-256 of the bytes, ours; and the hash that the channel announced and we checked.
  sha256_hex text NOT NULL,
  announced_hash_type text NOT NULL,
  announced_hash_hex text NOT NULL,
  bytes bytea NOT NULL,
  downloaded_at_ms bigint NOT NULL,
  PRIMARY KEY (merchant_id, account_id, bill_date, sha256_hex)
);
