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
  store.onFault((fault) => {
    if (fault.kind === 'damaged') onDamage?.(fault.why);
  });

  const identities = openIdentityStore(store.sql);
  const connection = openConnection({
    ...books,
    ...{ config, identities, clock, random, log, signal: stopping.signal },
    fleet: () => fleet,
    sync: () => sync,
  });
  const { identity, client } = connection;

  const sync = openSync({
    ...books,
    ...books.book,
    publicKey: books.key.publicKey,
    client,
    reconnect: connection.reconnect,
    alarm: books.alarms.raise,
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
    ...books,
    ...{ store, orders: books.orderStore, clock, log, nowMs: serverNowMs },
    isEndedSale: (saleId) => books.saleStore.find(saleId) !== undefined,
    calls: () => client()?.orders,
    isOnline: () => sync.line.isOnline(),
  });
  opened.push(orders.stop);
  const cardBatches = openCardBatches({
    ...books,
    ...{ store, clock, log, cards: books.cardBatchStore },
    ...{ payments: books.paymentStore, refunds: books.refundStore },
    currentShiftId: (terminalId) => books.shiftStore.current(terminalId)?.shiftId,
    currency: () => books.settings.theStore()?.currency,
    settleCards: (ask) => client()?.settleCards(ask),
    isOnline: () => sync.line.isOnline(),
  });
  opened.push(cardBatches.stop);
  const forced = openForcedStore(store.sql);
  const fleet: Fleet = openFleet({
    ...{ store, key: books.key, identities, clock, random, log, timing: options.reportTiming },
    identity,
    onRenewed: (renewed) => void connection.connect(renewed),
    client,
    line: () => sync.line.current(),
    lastContactMs: sync.lastContactMs,
    setting: () => books.settings.fleet(),
    storePolicy: () => books.settings.storePolicy(),
    wipe: (reason) => books.vault.wipeSecrets(reason),
    revive: () => books.vault.revive(),
    actions: { syncNow: sync.syncNow, rotateKeys: () => books.vault.rotate(), reloadSettings: sync.reloadSettings },
    openCount: () => books.paymentStore.open().length + books.refundStore.open().length,
    health: {
      nowMs,
      startedAtMs: nowMs(),
      databaseFile: store.file,
      terminalIds: () => identity()?.terminalIds ?? [],
      tills: () => hub.health.all(),
      heads: () => books.journal.read.heads(),
      queue: () => books.waiting.summary(),
      currency: () => books.settings.theStore()?.currency,
      line: () => sync.line.current(),
      forcedOffline: () => forced.any(),
      settingsVersion: () => books.settings.version(),
      clockOffsetMs: () => sync.clockOffsetMs(),
      alarms: () => books.alarms.last(),
    },
    onChanged: () => books.signals.changed('line'),
    alarm: books.alarms.raise,
    activationCode: config.activationCode,
    enrolmentAddress: config.enrolmentAddress,
    caFile: config.serverCaFile,
    machine: machineClock,
    logRing: options.logRing,
  });
  const stopListening = books.signals.listen('settings', fleet.changed);
  opened.push(() => fleet.stop(), stopListening);

  const tillRecords = openTillRecordStore(store.sql);
  const hub = {
    records: openTillRecords({ ...books.book, records: tillRecords, alarm: books.alarms.raise }),
    tails: openTails({
      ...books.book,
      records: tillRecords,
      publicKeys: books.journalKeys,
      restoreEffect: (entry) => void rebuild(books.rebuilding, [entry]),
      countReceiptTo: books.saleStore.countReceiptTo,
      alarm: books.alarms.raise,
    }),
    health: openHealthBook({ records: tillRecords, nowMs, onChanged: fleet.changed }),
  };

  const retention = openRetention({
    ...{ dataDir: config.dataDir, store, journal: books.journal.read, device: books.key, nowMs, log },
    forwarding: books.forwarding,
    signers: () => books.rebaser.surgery.signers().map(publicKeyFromSpki),
  });
  const room = openRoomWatch({
    ...{ store, facts: books.facts, clock, log, dataDir: config.dataDir },
    alarm: books.alarms.raise,
  });
  opened.push(() => room.stop());
  /** By the latest instant that the clock ever showed: setting it back gains nothing. */
  const countedContactMs = () => nowMs() - fleet.contact().withoutContactMs;
  const line = () => sync.line.current();
  const lookNow = () => sync.line.lookNow();
  const status = () => ({
    line: line(),
    queue: books.waiting.summary(),
    currency: books.settings.theStore()?.currency,
    settingsVersion: books.settings.version(),
    fleet: fleet.status(),
    signedInIds: signIn.signedIn(),
  });
  const offline = openOfflineDesk({
    ...books.book,
    settings: books.settings,
    payments: books.paymentStore,
    forced,
    settingsVersion: books.settings.version,
    lastContactMs: countedContactMs,
    revoked: () => fleet.contact().revoked,
    twinned: sync.isTwinned,
  });
  const signIn = openSignInDesk({
    ...books,
    ...{ store, nowMs, log },
    lastContactMs: countedContactMs,
  });
  const rights = openApprovalDesk({ ...books, ...{ store, signIn, nowMs } });
  const rightsOf = (operatorId: string) =>
    books.settings.operators().find((one) => one.operatorId === operatorId)?.rights ?? [];
  const mending = openMending({
    ...books,
    ...{ store, nowMs },
    inquiry: openInquiry({
      client,
      isOnline: () => sync.line.isOnline(),
      payments: books.payments.book,
      refunds: books.refunds.book,
      queue: books.queue,
    }),
    isTakenOffline: (paymentKey) => books.paymentStore.find(paymentKey)?.takenOffline !== undefined,
    amountMinorOf: (itsKey) =>
      books.paymentStore.find(itsKey)?.amountMinor ?? books.refundStore.find(itsKey)?.amountMinor,
    prove: (number, pin) => signIn.prove('agent', number, pin),
    rightsOf,
    onMended: () => books.signals.changed('queue'),
  });
  const unsent = (terminalId: string) => books.shiftStore.unsent(terminalId);
  const paymentDesk = openPaymentDesk({
    ...books.payments,
    signals: books.signals,
    line,
    lookNow,
    policy: () => books.settings.tenderPolicy(),
    offline,
    askNow: (paymentKey) => sync.askNow('payment', paymentKey),
    insistOnRoom: room.insist,
  });
  const desks = {
    settings: books.settings,
    prices: openPriceDesk({ ...books, nowMs: serverNowMs }),
    clock,
    offline,
    signIn,
    approvals: rights,
    deeds: openDeedDesk({ ...books, ...{ store, rights, nowMs }, trained: orders.desk.trained }),
    shifts: openShiftDesk({
      store,
      journal: books.journal,
      shifts: books.shiftStore,
      settings: books.settings,
      signIn,
      openPaymentKeys: (terminalId) => books.paymentStore.open(terminalId).map((one) => one.paymentKey),
      unsent,
      cardBatches,
      settle: (terminalId) =>
        books.signals.until('queue', () => !sync.line.isOnline() || unsent(terminalId).count === 0, settleMs),
    }),
    payments: paymentDesk,
    refunds: openRefundDesk({
      ...books.refunds,
      payments: books.paymentStore,
      signals: books.signals,
      line,
      lookNow,
      soldHere: (receiptNo) => books.saleStore.byReceipt(receiptNo)?.record?.kind === 'sale',
      settledSale: books.saleStore.usesTender,
      rules: books.settings.tillRules,
      rights,
      askNow: (refundKey) => sync.askNow('refund', refundKey),
    }),
    sales: openSaleDesk({
      ...books,
      ...{ store, sales: books.saleStore },
      rights,
      orders: orders.desk,
      nowMs,
      isOnline: () => sync.line.isOnline(),
      askServer: async (receiptNo) => (sync.line.isOnline() ? await client()?.findSale(receiptNo) : undefined),
    }),
    saleList: openSaleList({
      ...{ sales: books.saleStore, forwarding: books.forwarding, settings: books.settings },
      payments: { store: books.paymentStore, desk: paymentDesk },
      isOnline: () => sync.line.isOnline(),
      askServer: async (number) => (sync.line.isOnline() ? await client()?.findPayment(number) : undefined),
      askChannel: async ({ paymentKey, version }, waitMs) =>
        await client()?.getPayment(paymentKey, version, { waitMs, askChannel: true }),
    }),
    orders: orders.desk,
    cardBatches,
    status,
    ...{ syncNow: sync.syncNow, bootId: books.bootId },
  };

  const queueDesks = {
    ...{ mending, waiting: books.waiting, alarms: books.alarms },
    insistOnRight: (operatorId: string, right: string) => {
      if (!rightsOf(operatorId).includes(right)) throw agentError('RIGHT_MISSING', { right });
    },
  };

  let localApi: LocalApi | undefined;
  const tills = await openTills({
    ...books.book,
    keyring: books.keyring,
    config,
    settings: books.settings,
    identity,
    enrolmentWhy: connection.enrolmentWhy,
    machineNowMs: () => machineClock.nowMs(),
    random,
    alarm: books.alarms.raise,
    recheck: () => localApi?.recheck(),
  });
  books.vault.alsoReseals(tills.reseal);
  books.vault.alsoReseals(() => connection.keepCopy());
  const served = await serveTills({
    ...tills,
    ...{ host: config.listen, port: config.grpcPort, onCall: books.turns.called, report: store.report },
    insistOnStore: () => {
      books.restoration?.insist();
      books.takeOver?.insist();
    },
    orders: orders.desks(desks.sales),
    ...{ desks, hub, queue: queueDesks, signals: books.signals, log },
  });
  localApi = served;
  opened.push(() => served.stop());
  const site = await serveStatus({
    port: config.statusPort,
    syncNow: sync.syncNow,
    mending,
    acknowledge: async (alarmId, { number, pin }) =>
      books.alarms.acknowledge(alarmId, (await signIn.prove('agent', number, pin)).operatorId),
    makePairingCode: tills.pairing.makeCode,
    revokeTill: tills.pairing.revoke,
    report: () => ({
      ...status(),
      nowMs: nowMs(),
      storeName: books.settings.theStore()?.name ?? '',
      agentId: identity()?.agentId ?? '',
      storeId: identity()?.storeId ?? '',
      enrolled: identity() !== undefined,
      enrolmentWhy: connection.enrolmentWhy(),
      serverAddress: config.serverAddress,
      lastContactMs: sync.lastContactMs(),
      clockOffsetMs: sync.clockOffsetMs(),
      articles: books.settings.articleCount(),
      waitingRows: books.waiting.oldest(50),
      deadRows: mending.list(50),
      heads: books.journal.read.heads(),
      openPayments: books.paymentStore.open().length,
      openRefunds: books.refundStore.open().length,
      cards: books.settings.terminals().map(({ terminalId }) => ({ terminalId, ...offline.status(terminalId) })),
      alarms: books.alarms.last(),
      tills: tills.report(),
      devices: hub.health.all(),
    }),
  });
  const enrolled = connection.becomeKnown();
  const checked = takeCare({
    ...{ store, journal: books.journal.read, keys: books.journalKeys, retention, clock, log, signal: stopping.signal },
    keptMs: () => books.settings.storePolicy()?.journalKeptMs ?? 0,
    secretsDropped: books.queue.secretsDropped,
    onDamage: (why) => onDamage?.(why),
  });
  const recovered = books.vault
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
    books.signals.close();
    connection.close();
    await Promise.allSettled(ends);
  }

  return {
    kill,
    vault: books.vault,
    healthReport: hub.health.all,
    store,
    grpcPort: served.port,
    statusPort: site.port,
    databaseFile: store.file,
    enrolled,
    stop: async () => {
      stopping.abort();
      room.stop();
      books.signals.close();
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
