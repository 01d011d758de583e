/** What benchmarks and whole-system runs take of the server beside its processes: the ledger over a database. */
export { connectDatabase, type Database, openDatabase, serverRole } from './db/database.ts';
export { migrate } from './db/migrate.ts';
export * from './ledger/journal.ts';
export type { Ledger } from './ledger/ledger.ts';
export { createLedger } from './ledger/ledger-store.ts';
export { postingBatch } from './ledger/posting-batch.ts';
export { proveBooks } from './ledger/prove-books.ts';
export { createCashFacts } from './payment/cash-facts.ts';
