/** What a test does to an agent's store between its death and its next start. */
import { FakeClock, SeededRandom, silentLog, systemClock } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';
import type { StartPaymentRequest } from '@qiantai/protos/generated/qiantai/edge/v1/StartPaymentRequest.ts';
import Sqlite from 'better-sqlite3';
import { openDeviceKey, openKeyringOf } from '../enrolment/device-key.ts';
import { openJournal } from '../journal/journal.ts';
import { openPaymentBook } from '../payments/payment-book.ts';
import { openPaymentStore } from '../payments/payment-store.ts';
import { openQueueStore } from '../queue/queue-store.ts';
import { secretBox } from '../queue/secret-box.ts';
import { openSignals } from '../signals.ts';
import { openStore } from '../store/database.ts';

export function countSecrets(sql: Sqlite.Database): number {
  const row = sql.prepare<[], { count: number }>('SELECT count(*) AS count FROM queue WHERE secret IS NOT NULL').get();
  return row?.count ?? 0;
}

/** Asks for a payment and, with a reason, gives it up; nothing is sent, though it may stand leased. */
export function recordUnsent(
  dataDir: string,
  request: StartPaymentRequest & { paymentKey: string },
  options: { cancelReason: string; requestedAtMs?: number | undefined; left?: 'leased' | undefined },
): void {
  const requestedAtMs = options.requestedAtMs ?? systemClock.nowMs();
  const store = openStore(dataDir, systemClock);
  const queue = openQueueStore(store);
  const ids = new IdMint(systemClock, new SeededRandom(requestedAtMs));
  const journal = openJournal({ store, privateKey: openDeviceKey(dataDir).privateKey, clock: systemClock, ids });
  const payments = openPaymentStore(store.sql);
  const book = openPaymentBook({
    store,
    journal,
    queue,
    payments,
    secrets: secretBox(openKeyringOf(dataDir).keysFor('secret')),
    signals: openSignals(new FakeClock()),
    log: silentLog,
    nowMs: () => systemClock.nowMs(),
    onAlarm: () => undefined,
  });
  const minor = BigInt(String(request.amount?.amountMinor));
  const asked = {
    paymentKey: request.paymentKey,
    terminalId: 'till-1',
    saleId: request.saleId ?? '',
    orderNo: request.orderNo ?? '',
    orderTotalMinor: minor,
    amountMinor: minor,
    currency: 'CNY' as const,
    tender: 'payment_code' as const,
    channel: '' as const,
    description: '',
    operatorId: 'op-1',
    businessDate: '2026-01-02',
    requestedAtMs,
    maskedPan: '',
    card: undefined,
    tenderedMinor: 0n,
    requestHash: 'unsent',
  };
  book.request(asked, { paymentCode: request.paymentCode ?? '' });
  if (options.cancelReason !== '') book.cancel(request.paymentKey, options.cancelReason);
  if (options.left) queue.move({ kind: 'pay', key: request.paymentKey }, 'leased', { nowMs: requestedAtMs });
  store.close();
}

/** A small fact of an agent that runs. */
export function readFact(databaseFile: string, name: string): unknown {
  const sql = new Sqlite(databaseFile, { readonly: true });
  try {
    return sql.prepare('SELECT value FROM fact WHERE name = ?').pluck().get(name);
  } finally {
    sql.close();
  }
}
