-- Whom a channel settles an account's money to: the platform, or the merchant directly.
ALTER TABLE channel_account
  ADD COLUMN settles_to text NOT NULL DEFAULT 'platform' CHECK (settles_to IN ('platform', 'merchant'));
