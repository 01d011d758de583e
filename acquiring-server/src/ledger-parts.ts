/** What benchmarks and whole-system runs take of the server beside its processes: its books over a database. */
import type { Clock } from '@qiantai/foundation';
import { silentLog, systemClock } from '@qiantai/foundation';
import type { IdMint } from '@qiantai/protos';
import type { Database } from './db/database.ts';
import type { Ledger } from './ledger/ledger.ts';
import { createPaymentService, type PaymentServiceDeps } from './payment/create-payment-service.ts';
import type { PaymentService } from './payment/payment-service.ts';

export { connectDatabase, type Database, openDatabase, serverRole } from './db/database.ts';
export { migrate } from './db/migrate.ts';
export * from './ledger/journal.ts';
export type { Ledger } from './ledger/ledger.ts';
export { createLedger } from './ledger/ledger-store.ts';
export { politeRest } from './ledger/polite-rest.ts';
export { proveBooks } from './ledger/prove-books.ts';
export { hashOf as hashOfPayment } from './payment/accept-payment.ts';

/** The payment core for payments that need no channel. */
export function createPaymentCore(deps: {
  database: Database;
  ledger: Ledger;
  ids: IdMint;
  clock?: Clock;
}): Pick<PaymentService, 'recordCash'> {
  const none = async () => {
    throw new TypeError('there is no channel here');
  };
  const nothing = new Proxy({}, { get: () => none }) as PaymentServiceDeps['gateway'] &
    PaymentServiceDeps['router'] &
    PaymentServiceDeps['accounts'] &
    PaymentServiceDeps['feeTerms'];
  return createPaymentService({
    ...deps,
    clock: deps.clock ?? systemClock,
    log: silentLog,
    gateway: nothing,
    router: nothing,
    accounts: nothing,
    feeTerms: nothing,
  });
}
