-- Who of a merchant took the risk of cards taken while the line is down, and who took it back. Append-only: the
-- newest row says what holds now, the older ones what held when a card was taken.

CREATE TABLE offline_card_risk (
  merchant_id text NOT NULL REFERENCES merchant,
  -- 1 is the first, without gaps.
  version integer NOT NULL CHECK (version > 0),
  action text NOT NULL CHECK (action IN ('accepted', 'withdrawn')),
  -- The merchant's person who signed, as the paper names them.
  person text NOT NULL CHECK (person <> ''),
  -- The terms that were signed; '' where they were withdrawn.
  terms_version text NOT NULL,
  -- Who of the platform or of headquarters wrote it down.
  recorded_by text NOT NULL CHECK (recorded_by <> ''),
  at_ms bigint NOT NULL,
  PRIMARY KEY (merchant_id, version),
  CHECK ((action = 'accepted') = (terms_version <> ''))
);
CREATE INDEX offline_card_risk_at ON offline_card_risk (merchant_id, at_ms);
CREATE TRIGGER offline_card_risk_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON offline_card_risk
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON offline_card_risk FROM qiantai_server, PUBLIC;
