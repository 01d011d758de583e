-- Which change the pull ended with: a server that was put back from a copy counts the same versions for others.
ALTER TABLE settings_state ADD COLUMN staged_change_hash TEXT NOT NULL DEFAULT '';
