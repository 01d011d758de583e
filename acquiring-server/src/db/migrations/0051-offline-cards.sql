-- Cards that were taken while the line was down. The states are those of
-- payment/offline-cards/offline-card-transitions.ts.

-- What a payment of such a card was asked with (OfflineTaking of payment-service.ts); null for every other payment.
ALTER TABLE payment ADD COLUMN offline jsonb;
-- The last attempt before the present presentation: what was tried before it may be tried again.
ALTER TABLE payment ADD COLUMN presented_after integer NOT NULL DEFAULT 0;

CREATE TABLE offline_card (
  merchant_id text NOT NULL,
  payment_key uuid NOT NULL,
  status text NOT NULL CHECK (status IN
    ('taken', 'approved', 'declined', 'representing', 'write_off_requested', 'recovered', 'written_off')),
  version integer NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  currency text NOT NULL,
  brand text NOT NULL,
  masked_pan text NOT NULL,
  store_id text NOT NULL,
  terminal_id text NOT NULL,
  operator_id text NOT NULL,
  order_no text NOT NULL,
  business_date date NOT NULL,
  -- By the store's clock.
  taken_at_ms bigint NOT NULL,
  -- The line was up, and an operator worked offline all the same.
  forced boolean NOT NULL,
  -- The terminal's journal told of it.
  journalled boolean NOT NULL,
  -- Why it was declined; '' before.
  reason_code text NOT NULL,
  -- How often the issuer was asked.
  presentations integer NOT NULL CHECK (presentations BETWEEN 0 AND 3),
  -- Until when the card is kept for another presentation; null: it is not kept.
  representable_until_ms bigint,
  -- Who asked for the writing off, while it waits for another person.
  write_off_requested_by text NOT NULL,
  created_at_ms bigint NOT NULL,
  updated_at_ms bigint NOT NULL,
  PRIMARY KEY (merchant_id, payment_key),
  CHECK ((status = 'write_off_requested') = (write_off_requested_by <> ''))
) WITH (fillfactor = 80);
CREATE INDEX offline_card_waits ON offline_card (merchant_id, store_id, terminal_id, brand, amount_minor)
  WHERE status = 'taken';
CREATE INDEX offline_card_kept ON offline_card (representable_until_ms, merchant_id, payment_key)
  WHERE representable_until_ms IS NOT NULL;

-- Every transition, in the transaction that made it.
CREATE TABLE offline_card_history (
  merchant_id text NOT NULL,
  payment_key uuid NOT NULL,
  version integer NOT NULL,
  event text NOT NULL,
  from_status text,
  to_status text NOT NULL,
  -- A person by name; '' the server itself.
  by_name text NOT NULL,
  why text NOT NULL,
  at_ms bigint NOT NULL,
  PRIMARY KEY (merchant_id, payment_key, version)
);
CREATE TRIGGER offline_card_history_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON offline_card_history
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON offline_card_history FROM qiantai_server, PUBLIC;
