-- What a payment by card was asked with, so that what may be done with the card can be said again: JSON with
-- entryMode, expiry (YYMM or empty) and onlinePin; empty for other tenders. No number, no track.
ALTER TABLE payment ADD COLUMN card_json TEXT NOT NULL DEFAULT '';
-- The brand of a card that was taken offline; empty for everything else.
ALTER TABLE payment ADD COLUMN offline_brand TEXT NOT NULL DEFAULT '';
-- It was taken offline by an operator's word while the line was up.
ALTER TABLE payment ADD COLUMN offline_forced INTEGER NOT NULL DEFAULT 0 CHECK (offline_forced IN (0, 1));

-- Cards that wait for the server's word: every sum under a limit is read from here.
CREATE INDEX payment_cards_wait ON payment (terminal_id, offline_brand, amount_minor, requested_at_ms)
  WHERE open = 1 AND offline_brand <> '';

-- Tills whose operator works offline; a till without a row goes by the line.
CREATE TABLE forced_offline (
  terminal_id   TEXT PRIMARY KEY,
  operator_id   TEXT    NOT NULL,
  reason        TEXT    NOT NULL,
  changed_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- 1: of a card that was taken offline. Nobody waits for it at a till, so it goes behind the others.
ALTER TABLE queue ADD COLUMN offline INTEGER NOT NULL DEFAULT 0 CHECK (offline IN (0, 1));
DROP INDEX queue_waiting;
CREATE INDEX queue_waiting ON queue (kind, offline, key) WHERE status IN ('recorded', 'sending');
