-- Tills that train, by their deeds (till.deed, training_begun and training_ended): orders pushed to them wait.
CREATE TABLE terminal_training (
  terminal_id TEXT PRIMARY KEY,
  since_ms    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
