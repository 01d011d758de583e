-- Postings look accounts up by (book_id, account_id). Of two indexes that begin with book_id the planner takes
-- the younger one while a table has no statistics; on a fresh database that was the other one, which reads
-- every account of the book. So the primary key is made anew.
ALTER TABLE ledger_account DROP CONSTRAINT ledger_account_pkey, ADD PRIMARY KEY (book_id, account_id);
