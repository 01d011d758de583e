-- What was done at tills beside sales and payments, and approvals of it: few among the entries, read by store and time.
CREATE INDEX terminal_journal_entry_deed
  ON terminal_journal_entry (merchant_id, store_id, recorded_at_ms, terminal_id, sequence)
  WHERE kind IN ('till.deed', 'approval.given');
