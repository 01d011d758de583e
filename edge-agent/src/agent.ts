/** The agent, wired by hand. `main.ts` runs it as a process, tests run it in theirs. */
import { type Clock, errorText, type Log, type LogRing, type Random, systemClock } from '@qiantai/foundation';
import { openBooks } from './agent-books.ts';
import { openApprovalDesk } from './approvals/approval-desk.ts';
import { openDeedDesk } from './approvals/deed-desk.ts';
import { openCardBatches } from './card-batches/card-batches.ts';
import type { AgentConfig } from './config.ts';
import { publicKeyFromSpki } from './enrolment/device-key.ts';
import { openIdentityStore } from './enrolment/enrolment-store.ts';
import { agentError } from './errors.ts';
import { type Fleet, openFleet } from './fleet/open-fleet.ts';
import type { ReportTiming } from './fleet/reporter.ts';
import { rebuild } from './journal/rebuild.ts';
import { openRetention } from './journal/retention.ts';
import { type LocalApi, serveTills } from './local-api/server.ts';
import { openForcedStore } from './offline/forced-store.ts';
import { openOfflineDesk } from './offline/offline-desk.ts';
import { openSignInDesk } from './operators/sign-in.ts';
import { openOrders } from './orders/open-orders.ts';
import { openPaymentDesk } from './payments/payment-desk.ts';
import { openRefundDesk } from './payments/refund-desk.ts';
import { openInquiry } from './queue/inquiry.ts';
import { openMending } from './queue/mending.ts';
import { openPriceDesk } from './sales/price-desk.ts';
import { openSaleDesk } from './sales/sale-desk.ts';
import { openSaleList } from './sales/sale-list.ts';
import { openShiftDesk } from './shifts/shift-desk.ts';
import type { TillHealth } from './status/board.ts';
import { serveStatus } from './status/site.ts';
import { openStore, type Store } from './store/database.ts';
import { openRoomWatch } from './store/room-watch.ts';
import { takeCare } from './store/take-care.ts';
import { openConnection } from './sync/connection.ts';
import { openSync, type SyncTiming } from './sync/sync.ts';
import { openTails } from './tills/tails.ts';
import { openHealthBook } from './tills/till-health.ts';
import { openTillRecordStore } from './tills/till-record-store.ts';
import { openTillRecords } from './tills/till-records.ts';
import { openTills } from './tills/tills.ts';
import type { Vault } from './vault/vault.ts';

/** How long a shift that closes waits for what is on its way to the server. */
const settleMs = 3000;

export interface Agent {
  grpcPort: number;
  statusPort: number;
  databaseFile: string;
  /** Its database, for whoever runs in this process. */
  store: Store;
  /** Its secrets: rotation and wipe. */
  vault: Vault;
  /** Resolves once the server has given this agent its certificate. */
  enrolled: Promise<void>;
  /** What the tills said last of their devices. */
  healthReport(): TillHealth[];
  stop(): Promise<void>;
  /** Ends without telling anyone or finishing anything, as a power cut does: the store is closed first. */
  kill(): Promise<void>;
}

export interface AgentOptions {
  config: AgentConfig;
  clock: Clock;
  random: Random;
  log: Log;
  /** The last lines of `log`, for whoever keeps the fleet; absent: none can be sent. */
  logRing?: LogRing;
  timing?: SyncTiming;
  reportTiming?: ReportTiming;
  /** Certificates are dated by it, never by a moved clock. */
  machineClock?: Pick<Clock, 'nowMs'>;
  /** Told where the database could not be restored: the agent is gone. */
  onLost?: (error: unknown) => void;
}

/** One life of the agent on one database; `startAgent` (supervised-agent.ts) sees it through the database's troubles. */
export async function startAgentOnce(options: AgentLife): Promise<Agent> {
  const store = openStore(options.config.dataDir, options.clock);
  const opened: Ends = [];
  try {
    return await agentOn(store, options, opened);
  } catch (error) {
    // What was at work already meets a closed store, and changes nothing any more.
    const ends = opened.reverse().map(async (end) => await end());
    store.close();
    await Promise.allSettled(ends);
    throw error;
  }
}

/** `onDamage` is told where the database reads wrong. */
export type AgentLife = AgentOptions & { onDamage?: (why: string) => void };

/** What ends the work of an agent that did not come to stand. */
type Ends = Array<() => unknown>;

async function agentOn(store: Store, options: AgentLife, opened: Ends): Promise<Agent> {
  const { config, clock, random, log, timing, onDamage, machineClock = systemClock } = options;
  const stopping = new AbortController();
  opened.push(() => stopping.abort());
  const nowMs = () => clock.nowMs();
  const books = openBooks({ store, config, clock, random, log, clockOffsetMs: () => sync.clockOffsetMs() });
  const {
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
  } = books;
  store.onFault((fault) => {
    if (fault.kind === 'damaged') onDamage?.(fault.why);
  });

  const identities = openIdentityStore(store.sql);
  const connection = openConnection({
    ...{ config, key, keyring, identities, bootId, takeOver, clock, random, log, signal: stopping.signal },
    fleet: () => fleet,
    sync: () => sync,
  });
  const { identity, client } = connection;

  const sync = openSync({
    ...book,
    publicKey: key.publicKey,
    rebaser,
    restoration,
    forwarding,
    corrections,
    waiting,
    facts,
    settings,
    stager,
    payments,
    refunds,
    client,
    reconnect: connection.reconnect,
    alarm: alarms.raise,
    clock,
    random,
    fleet: {
      heard: (answer) => {
        fleet.heard(answer);
        orders.heard(answer.terminalOrdersWait);
      },
      refused: (code) => fleet.refused(code),
      lineChanged: (now) => fleet.lineChanged(now),
      probeIntervalMs: () => fleet.probeIntervalMs(),
    },
    ...(timing ? { timing } : {}),
  });

  opened.push(() => sync.stop());
  const serverNowMs = () => nowMs() + sync.clockOffsetMs();
  const orders = openOrders({
    ...{ store, journal, orders: orderStore, settings, signals, clock, log, maskedPanOf, nowMs: serverNowMs },
    isEndedSale: (saleId) => saleStore.find(saleId) !== undefined,
    calls: () => client()?.orders,
    isOnline: () => sync.line.isOnline(),
  });
  opened.push(orders.stop);
  const cardBatches = openCardBatches({
    ...{ store, journal, signals, ids, clock, log, cards: cardBatchStore },
    ...{ payments: paymentStore, refunds: refundStore },
    currentShiftId: (terminalId) => shiftStore.current(terminalId)?.shiftId,
    currency: () => settings.theStore()?.currency,
    settleCards: (ask) => client()?.settleCards(ask),
    isOnline: () => sync.line.isOnline(),
  });
  opened.push(cardBatches.stop);
  const forced = openForcedStore(store.sql);
  const fleet: Fleet = openFleet({
    ...{ store, key, identities, clock, random, log, timing: options.reportTiming },
    identity,
    onRenewed: (renewed) => void connection.connect(renewed),
    client,
    line: () => sync.line.current(),
    lastContactMs: sync.lastContactMs,
    setting: () => settings.fleet(),
    storePolicy: () => settings.storePolicy(),
    wipe: (reason) => vault.wipeSecrets(reason),
    revive: () => vault.revive(),
    actions: { syncNow: sync.syncNow, rotateKeys: () => vault.rotate(), reloadSettings: sync.reloadSettings },
    openCount: () => paymentStore.open().length + refundStore.open().length,
    health: {
      nowMs,
      startedAtMs: nowMs(),
      databaseFile: store.file,
      terminalIds: () => identity()?.terminalIds ?? [],
      tills: () => hub.health.all(),
      heads: () => journal.read.heads(),
      queue: () => waiting.summary(),
      currency: () => settings.theStore()?.currency,
      line: () => sync.line.current(),
      forcedOffline: () => forced.any(),
      settingsVersion: () => settings.version(),
      clockOffsetMs: () => sync.clockOffsetMs(),
      alarms: () => alarms.last(),
    },
    onChanged: () => signals.changed('line'),
    alarm: alarms.raise,
    activationCode: config.activationCode,
    enrolmentAddress: config.enrolmentAddress,
    caFile: config.serverCaFile,
    machine: machineClock,
    logRing: options.logRing,
  });
  const stopListening = signals.listen('settings', fleet.changed);
  opened.push(() => fleet.stop(), stopListening);

  const tillRecords = openTillRecordStore(store.sql);
  const hub = {
    records: openTillRecords({ ...book, records: tillRecords, alarm: alarms.raise }),
    tails: openTails({
      ...book,
      records: tillRecords,
      publicKeys: journalKeys,
      restoreEffect: (entry) => void rebuild(rebuilding, [entry]),
      countReceiptTo: saleStore.countReceiptTo,
      alarm: alarms.raise,
    }),
    health: openHealthBook({ records: tillRecords, nowMs, onChanged: fleet.changed }),
  };

  const retention = openRetention({
    ...{ dataDir: config.dataDir, store, journal: journal.read, forwarding, device: key, nowMs, log },
    signers: () => rebaser.surgery.signers().map(publicKeyFromSpki),
  });
  const room = openRoomWatch({ ...{ store, facts, clock, log }, dataDir: config.dataDir, alarm: alarms.raise });
  opened.push(() => room.stop());
  /** By the latest instant that the clock ever showed: setting it back gains nothing. */
  const countedContactMs = () => nowMs() - fleet.contact().withoutContactMs;
  const line = () => sync.line.current();
  const lookNow = () => sync.line.lookNow();
  const status = () => ({
    line: line(),
    queue: waiting.summary(),
    currency: settings.theStore()?.currency,
    settingsVersion: settings.version(),
    fleet: fleet.status(),
  });
  const offline = openOfflineDesk({
    ...book,
    settings,
    payments: paymentStore,
    forced,
    settingsVersion: settings.version,
    lastContactMs: countedContactMs,
    revoked: () => fleet.contact().revoked,
    twinned: sync.isTwinned,
  });
  const signIn = openSignInDesk({
    ...{ store, journal, operators, settings, nowMs, log },
    lastContactMs: countedContactMs,
  });
  const rights = openApprovalDesk({ store, journal, approvals, settings, signIn, ids, nowMs });
  const rightsOf = (operatorId: string) =>
    settings.operators().find((one) => one.operatorId === operatorId)?.rights ?? [];
  const mending = openMending({
    ...{ store, journal, waiting, corrections, nowMs },
    inquiry: openInquiry({
      client,
      isOnline: () => sync.line.isOnline(),
      payments: payments.book,
      refunds: refunds.book,
      queue,
    }),
    isTakenOffline: (paymentKey) => paymentStore.find(paymentKey)?.takenOffline !== undefined,
    amountMinorOf: (itsKey) => paymentStore.find(itsKey)?.amountMinor ?? refundStore.find(itsKey)?.amountMinor,
    prove: (number, pin) => signIn.prove('agent', number, pin),
    rightsOf,
    onMended: () => signals.changed('queue'),
  });
  const unsent = (terminalId: string) => shiftStore.unsent(terminalId);
  const paymentDesk = openPaymentDesk({
    ...payments,
    signals,
    line,
    lookNow,
    policy: () => settings.tenderPolicy(),
    offline,
    askNow: (paymentKey) => sync.askNow('payment', paymentKey),
    insistOnRoom: room.insist,
  });
  const desks = {
    settings,
    prices: openPriceDesk({ settings, pins, nowMs: serverNowMs }),
    clock,
    offline,
    signIn,
    approvals: rights,
    deeds: openDeedDesk({ store, journal, approvals, rights, nowMs }),
    shifts: openShiftDesk({
      store,
      journal,
      shifts: shiftStore,
      settings,
      signIn,
      openPaymentKeys: (terminalId) => paymentStore.open(terminalId).map((one) => one.paymentKey),
      unsent,
      cardBatches,
      settle: (terminalId) =>
        signals.until('queue', () => !sync.line.isOnline() || unsent(terminalId).count === 0, settleMs),
    }),
    payments: paymentDesk,
    refunds: openRefundDesk({
      ...refunds,
      payments: paymentStore,
      signals,
      line,
      lookNow,
      soldHere: (receiptNo) => saleStore.byReceipt(receiptNo)?.record?.kind === 'sale',
      settledSale: saleStore.usesTender,
      rules: settings.tillRules,
      rights,
      askNow: (refundKey) => sync.askNow('refund', refundKey),
    }),
    sales: openSaleDesk({
      store,
      journal,
      forwarding,
      sales: saleStore,
      settings,
      pins,
      payments,
      refunds,
      rights,
      orders: orders.desk,
      nowMs,
      isOnline: () => sync.line.isOnline(),
      askServer: async (receiptNo) => (sync.line.isOnline() ? await client()?.findSale(receiptNo) : undefined),
    }),
    saleList: openSaleList({
      ...{ sales: saleStore, forwarding, settings },
      payments: { store: paymentStore, desk: paymentDesk },
      isOnline: () => sync.line.isOnline(),
      askServer: async (number) => (sync.line.isOnline() ? await client()?.findPayment(number) : undefined),
      askChannel: async ({ paymentKey, version }, waitMs) =>
        await client()?.getPayment(paymentKey, version, { waitMs, askChannel: true }),
    }),
    orders: orders.desk,
    cardBatches,
    status,
    ...{ syncNow: sync.syncNow, bootId },
  };

  const queueDesks = {
    ...{ mending, waiting, alarms },
    insistOnRight: (operatorId: string, right: string) => {
      if (!rightsOf(operatorId).includes(right)) throw agentError('RIGHT_MISSING', { right });
    },
  };

  let localApi: LocalApi | undefined;
  const tills = await openTills({
    ...book,
    keyring,
    config,
    settings,
    identity,
    enrolmentWhy: connection.enrolmentWhy,
    machineNowMs: () => machineClock.nowMs(),
    random,
    alarm: alarms.raise,
    recheck: () => localApi?.recheck(),
  });
  vault.alsoReseals(tills.reseal);
  vault.alsoReseals(() => connection.keepCopy());
  const served = await serveTills({
    ...tills,
    ...{ host: config.listen, port: config.grpcPort, onCall: turns.called, report: store.report },
    insistOnStore: () => {
      restoration?.insist();
      takeOver?.insist();
    },
    orders: orders.desks(desks.sales),
    ...{ desks, hub, queue: queueDesks, signals, log },
  });
  localApi = served;
  opened.push(() => served.stop());
  const site = await serveStatus({
    port: config.statusPort,
    syncNow: sync.syncNow,
    mending,
    acknowledge: async (alarmId, { number, pin }) =>
      alarms.acknowledge(alarmId, (await signIn.prove('agent', number, pin)).operatorId),
    makePairingCode: tills.pairing.makeCode,
    revokeTill: tills.pairing.revoke,
    report: () => ({
      ...status(),
      nowMs: nowMs(),
      storeName: settings.theStore()?.name ?? '',
      agentId: identity()?.agentId ?? '',
      storeId: identity()?.storeId ?? '',
      enrolled: identity() !== undefined,
      enrolmentWhy: connection.enrolmentWhy(),
      serverAddress: config.serverAddress,
      lastContactMs: sync.lastContactMs(),
      clockOffsetMs: sync.clockOffsetMs(),
      articles: settings.articleCount(),
      waitingRows: waiting.oldest(50),
      deadRows: mending.list(50),
      heads: journal.read.heads(),
      openPayments: paymentStore.open().length,
      openRefunds: refundStore.open().length,
      cards: settings.terminals().map(({ terminalId }) => ({ terminalId, ...offline.status(terminalId) })),
      alarms: alarms.last(),
      tills: tills.report(),
      devices: hub.health.all(),
    }),
  });
  const enrolled = connection.becomeKnown();
  const checked = takeCare({
    ...{ store, journal: journal.read, keys: journalKeys, retention, clock, log, signal: stopping.signal },
    keptMs: () => settings.storePolicy()?.journalKeptMs ?? 0,
    secretsDropped: queue.secretsDropped,
    onDamage: (why) => onDamage?.(why),
  });
  const recovered = vault
    .recover()
    .catch((error: unknown) => log.error({ error: errorText(error) }, 'vault.recovery_failed'));

  /** Whatever is under way meets a closed store, and changes nothing any more. */
  async function kill(): Promise<void> {
    stopping.abort();
    stopListening();
    room.stop();
    const ends = [
      served.stop(),
      site.stop(),
      enrolled,
      recovered,
      checked,
      sync.stop(),
      fleet.stop(),
      orders.stop(),
      cardBatches.stop(),
    ];
    store.close();
    signals.close();
    connection.close();
    await Promise.allSettled(ends);
  }

  return {
    kill,
    vault,
    healthReport: hub.health.all,
    store,
    grpcPort: served.port,
    statusPort: site.port,
    databaseFile: store.file,
    enrolled,
    stop: async () => {
      stopping.abort();
      room.stop();
      signals.close();
      await served.stop();
      await site.stop();
      await enrolled;
      await recovered;
      await checked;
      // Ends the calls under way: whatever is not settled stands in the store as it was.
      stopListening();
      connection.close();
      await Promise.all([sync.stop(), fleet.stop(), orders.stop(), cardBatches.stop()]);
      store.close();
    },
  };
}
