-- Which rules post an attempt: a channel's clearing, a card's, or a channel that settles to the merchant directly.
-- What was posted before was posted by the channel's rules, and is reversed and refunded by them.
ALTER TABLE payment_attempt
  ADD COLUMN clearing text NOT NULL DEFAULT 'channel' CHECK (clearing IN ('channel', 'card', 'direct'));
