/**
 * What stands in the agent's database, opened: keys, journal, settings, payments, sales, shifts, and what brings them
 * back where a database was lost. Nothing here speaks to the server or to a till.
 */
import type { Clock, Log, Random } from '@qiantai/foundation';
import { IdMint, type JournalEntry } from '@qiantai/protos';
import { openApprovalStore } from './approvals/approval-store.ts';
import { restoreApprovals } from './approvals/restore-approvals.ts';
import { openCardBatchStore } from './card-batches/card-batch-store.ts';
import { restoreCardBatches } from './card-batches/restore-card-batches.ts';
import type { AgentConfig } from './config.ts';
import { openDeviceKey, openKeyringOf, publicKeyFromSpki } from './enrolment/device-key.ts';
import { openTakeOver } from './handover/take-over.ts';
import { openJournal } from './journal/journal.ts';
import { openRebaser } from './journal/rebase.ts';
import { endLostSessions } from './operators/lost-sessions.ts';
import { openOperatorStore } from './operators/operator-store.ts';
import { openOrderStore } from './orders/order-store.ts';
import { restoreOrders } from './orders/restore-orders.ts';
import { openPaymentBook } from './payments/payment-book.ts';
import { openPaymentStore } from './payments/payment-store.ts';
import { openRefundBook } from './payments/refund-book.ts';
import { openRefundStore } from './payments/refund-store.ts';
import { openCorrectionStore } from './queue/correction-store.ts';
import { openForwardingStore } from './queue/forwarding-store.ts';
import { openQueueStore } from './queue/queue-store.ts';
import { openWaiting } from './queue/waiting.ts';
import { openSaleStore } from './sales/sale-store.ts';
import { openPins } from './settings/pins.ts';
import { openPoliteTurns } from './settings/polite-turns.ts';
import { openSettingsStager } from './settings/settings-stager.ts';
import { openSettingsStore } from './settings/settings-store.ts';
import { restoreShift } from './shifts/restore-shift.ts';
import { openShiftStore } from './shifts/shift-store.ts';
import { openSignals } from './signals.ts';
import { openAlarmStore } from './status/alarm-store.ts';
import { openAlarms } from './status/alarms.ts';
import type { Store } from './store/database.ts';
import { openFactStore } from './store/fact-store.ts';
import { openRestoration } from './store/restore.ts';
import { salvageAll } from './store/salvage.ts';
import { openVault } from './vault/vault.ts';

export type Books = ReturnType<typeof openBooks>;

export function openBooks(parts: {
  store: Store;
  config: AgentConfig;
  clock: Clock;
  random: Random;
  log: Log;
  /** The server's clock less ours, as last measured. */
  clockOffsetMs: () => number;
}) {
  const { store, config, clock, random, log, clockOffsetMs } = parts;
  const nowMs = () => clock.nowMs();
  const keyring = openKeyringOf(config.dataDir, config.keyFile);
  const key = openDeviceKey(config.dataDir, keyring);
  const facts = openFactStore(store);
  const queue = openQueueStore(store);
  const forwarding = openForwardingStore(store);
  const corrections = openCorrectionStore(store);
  const waiting = openWaiting({ store, queue, forwarding });
  const ids = new IdMint(clock, random);
  const bootId: string = ids.uuid7();
  const signals = openSignals(clock);
  const alarms = openAlarms({ store: openAlarmStore(store), nowMs, log });
  const vault = openVault({
    ...{ store, queue, keyring, nowMs, log },
    dataDir: config.dataDir,
    device: key,
    alarm: alarms.raise,
  });
  const { secrets } = vault;
  const journal = openJournal({
    store,
    privateKey: key.privateKey,
    clock,
    ids,
    clockOffsetMs,
    onAppended: () => signals.changed('queue'),
  });

  const settings = openSettingsStore(store);
  const pins = openPins({ store, settings, nowMs });
  const turns = openPoliteTurns(clock);
  const operators = openOperatorStore(store.sql);
  const stager = openSettingsStager({
    store,
    settings,
    alarm: alarms.raise,
    nowMs,
    monotonicMs: () => clock.monotonicMs(),
    turn: turns.turn,
    onShow: (before, after) => endLostSessions({ settings, operators, journal }, before, after),
    log,
  });
  const book = { store, journal, queue, secrets, signals, log, nowMs, alarm: alarms.raise };
  const paymentStore = openPaymentStore(store.sql);
  const refundStore = openRefundStore(store.sql);
  const payments = {
    store: paymentStore,
    book: openPaymentBook({ ...book, payments: paymentStore, onAlarm: alarms.raise }),
  };
  const refunds = { store: refundStore, book: openRefundBook({ ...book, refunds: refundStore }) };

  const saleStore = openSaleStore(store.sql);
  const shiftStore = openShiftStore(store.sql);
  const approvals = openApprovalStore(store.sql);
  const orderStore = openOrderStore(store.sql);
  const cardBatchStore = openCardBatchStore(store.sql);
  const maskedPanOf = (paymentKey: string) => paymentStore.find(paymentKey)?.maskedPan ?? '';
  const rebuilding = {
    ...{ payments: paymentStore, refunds: refundStore, sales: saleStore, queue },
    others: [
      (entry: JournalEntry) => restoreShift(shiftStore, entry),
      (entry: JournalEntry) => restoreApprovals(approvals, entry),
      (entry: JournalEntry) => restoreOrders(orderStore, maskedPanOf, entry),
      (entry: JournalEntry) => restoreCardBatches(cardBatchStore, entry),
    ],
  };
  const rebaser = openRebaser({ store, journal, rebuilding, nowMs });
  const journalKeys = () => [key.publicKey, ...rebaser.surgery.signers().map(publicKeyFromSpki)];
  const restoration = openRestoration({
    ...{ dataDir: config.dataDir, store, facts, journal, rebuilding, nowMs, log, alarm: alarms.raise },
    salvage: (names, sink) => salvageAll(config.dataDir, names, { keys: [key.publicKey], secrets }, sink),
    hasSettings: () => settings.theStore() !== undefined,
  });
  const takeOver = openTakeOver({
    ...{ dataDir: config.dataDir, store, facts, journal, surgery: rebaser.surgery, clock, random, log },
    alarm: alarms.raise,
  });

  return {
    keyring,
    key,
    facts,
    queue,
    forwarding,
    corrections,
    waiting,
    ids,
    bootId,
    signals,
    alarms,
    vault,
    journal,
    settings,
    pins,
    turns,
    operators,
    stager,
    book,
    paymentStore,
    refundStore,
    payments,
    refunds,
    saleStore,
    shiftStore,
    approvals,
    orderStore,
    cardBatchStore,
    maskedPanOf,
    rebuilding,
    rebaser,
    journalKeys,
    restoration,
    takeOver,
  };
}
