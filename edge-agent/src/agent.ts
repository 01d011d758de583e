/** The agent, wired by hand. `main.ts` runs it as a process, tests run it in theirs. */
import { existsSync, readFileSync } from 'node:fs';
import { type Clock, type Log, type Random, systemClock } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';
import type { AgentConfig } from './config.ts';
import { openDeviceKey, openSecretKey } from './enrolment/device-key.ts';
import { enrol } from './enrolment/enrolment.ts';
import { type Identity, openIdentityStore } from './enrolment/enrolment-store.ts';
import { openJournal } from './journal/journal.ts';
import { effectRestorer } from './local-api/own-cash.ts';
import { type LocalApi, serveTills } from './local-api/server.ts';
import { openForcedStore } from './offline/forced-store.ts';
import { openOfflineDesk } from './offline/offline-desk.ts';
import { openOperatorStore } from './operators/operator-store.ts';
import { openSignInDesk } from './operators/sign-in.ts';
import { openPaymentBook } from './payments/payment-book.ts';
import { openPaymentDesk } from './payments/payment-desk.ts';
import { openPaymentStore } from './payments/payment-store.ts';
import { openRefundBook } from './payments/refund-book.ts';
import { openRefundDesk } from './payments/refund-desk.ts';
import { openRefundStore } from './payments/refund-store.ts';
import { openCorrectionStore } from './queue/correction-store.ts';
import { openForwardingStore } from './queue/forwarding-store.ts';
import { openInquiry } from './queue/inquiry.ts';
import { openMending } from './queue/mending.ts';
import { openQueueStore } from './queue/queue-store.ts';
import { secretBox } from './queue/secret-box.ts';
import { openWaiting } from './queue/waiting.ts';
import { openSaleDesk } from './sales/sale-desk.ts';
import { openSaleStore } from './sales/sale-store.ts';
import { openSettingsStore } from './settings/settings-store.ts';
import { openShiftDesk } from './shifts/shift-desk.ts';
import { openShiftStore } from './shifts/shift-store.ts';
import { openSignals } from './signals.ts';
import { openAlarmStore } from './status/alarm-store.ts';
import { openAlarms } from './status/alarms.ts';
import type { TillHealth } from './status/board.ts';
import { type StatusSite, serveStatus } from './status/site.ts';
import { openStore } from './store/database.ts';
import { openFactStore } from './store/fact-store.ts';
import { openServerClient, type ServerClient } from './sync/server-client.ts';
import { openSync, type SyncTiming } from './sync/sync.ts';
import { openTails } from './tills/tails.ts';
import { openHealthBook } from './tills/till-health.ts';
import { openTillRecordStore } from './tills/till-record-store.ts';
import { openTillRecords } from './tills/till-records.ts';
import { openTills, type Tills } from './tills/tills.ts';

/** How long a shift that closes waits for what is on its way to the server. */
const settleMs = 3000;

export interface Agent {
  grpcPort: number;
  statusPort: number;
  databaseFile: string;
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
  timing?: SyncTiming;
  /** Certificates are dated by it, never by a moved clock. */
  machineClock?: Pick<Clock, 'nowMs'>;
}

export async function startAgent(options: AgentOptions): Promise<Agent> {
  const { config, clock, random, log, timing, machineClock = systemClock } = options;
  const stopping = new AbortController();
  const nowMs = () => clock.nowMs();
  const store = openStore(config.dataDir, clock);
  const key = openDeviceKey(config.dataDir);
  const secrets = secretBox(openSecretKey(config.dataDir));
  const facts = openFactStore(store);
  const queue = openQueueStore(store);
  const forwarding = openForwardingStore(store);
  const corrections = openCorrectionStore(store);
  const waiting = openWaiting({ store, queue, forwarding });
  const signals = openSignals(clock);
  const alarms = openAlarms({ store: openAlarmStore(store), nowMs, log });
  const journal = openJournal({
    store,
    privateKey: key.privateKey,
    clock,
    ids: new IdMint(clock, random),
    clockOffsetMs: () => sync.clockOffsetMs(),
    onAppended: () => signals.changed('queue'),
  });

  const settings = openSettingsStore(store);
  const book = { store, journal, queue, secrets, signals, log, nowMs };
  const paymentStore = openPaymentStore(store.sql);
  const refundStore = openRefundStore(store.sql);
  const payments = {
    store: paymentStore,
    book: openPaymentBook({ ...book, payments: paymentStore, onAlarm: alarms.raise }),
  };
  const refunds = { store: refundStore, book: openRefundBook({ ...book, refunds: refundStore }) };

  const identities = openIdentityStore(store.sql);
  let identity: Identity | undefined = identities.read();
  let enrolmentWhy = identity ? '' : 'It has not been asked yet.';
  let client: ServerClient | undefined;

  const sync = openSync({
    ...book,
    forwarding,
    corrections,
    waiting,
    facts,
    settings,
    payments,
    refunds,
    client: () => client,
    alarm: alarms.raise,
    clock,
    random,
    ...(timing ? { timing } : {}),
  });

  function connect(known: Identity): void {
    identity = known;
    enrolmentWhy = '';
    const identityOfClient = {
      rootsPem: known.authorityPem + caOf(config.serverCaFile),
      certificatePem: known.certificatePem,
      privateKeyPem: key.privatePem,
    };
    client = openServerClient({ address: config.serverAddress, identity: identityOfClient, clock, log });
    void sync.line.lookNow();
  }

  async function becomeKnown(): Promise<void> {
    const known =
      identity ??
      (await enrol({
        address: config.enrolmentAddress,
        caFile: config.serverCaFile,
        activationCode: config.activationCode,
        key,
        identities,
        clock,
        random,
        log,
        signal: stopping.signal,
        onWhy: (why) => {
          enrolmentWhy = why;
        },
      }));
    if (known && !stopping.signal.aborted) connect(known);
  }

  const tillRecords = openTillRecordStore(store.sql);
  const saleStore = openSaleStore(store.sql);
  const shiftStore = openShiftStore(store.sql);
  const hub = {
    records: openTillRecords({ ...book, records: tillRecords, alarm: alarms.raise }),
    tails: openTails({
      ...book,
      records: tillRecords,
      publicKey: key.publicKey,
      restoreEffect: effectRestorer({ payments: paymentStore, sales: saleStore, shifts: shiftStore }),
      raiseReceiptSequence: saleStore.raiseReceiptSequence,
      alarm: alarms.raise,
    }),
    health: openHealthBook({ records: tillRecords, nowMs }),
  };

  const line = () => sync.line.current();
  const lookNow = () => sync.line.lookNow();
  const status = () => ({ line: line(), queue: waiting.summary(), currency: settings.theStore()?.currency });
  const signIn = openSignInDesk({ store, journal, operators: openOperatorStore(store.sql), settings, nowMs, log });
  const mending = openMending({
    ...{ store, journal, waiting, corrections, nowMs },
    inquiry: openInquiry({
      client: () => client,
      isOnline: () => sync.line.isOnline(),
      payments: payments.book,
      refunds: refunds.book,
      queue,
    }),
    isTakenOffline: (paymentKey) => paymentStore.find(paymentKey)?.takenOffline !== undefined,
    amountMinorOf: (itsKey) => paymentStore.find(itsKey)?.amountMinor ?? refundStore.find(itsKey)?.amountMinor,
    prove: (number, pin) => signIn.prove('agent', number, pin),
    rightsOf: (operatorId) => settings.operators().find((one) => one.operatorId === operatorId)?.rights ?? [],
    onMended: () => signals.changed('queue'),
  });
  const offline = openOfflineDesk({
    ...book,
    settings,
    payments: paymentStore,
    forced: openForcedStore(store.sql),
    settingsVersion: () => facts.number('settings_version'),
    lastContactMs: sync.lastContactMs,
    revoked: sync.revoked,
  });
  const unsent = (terminalId: string) => shiftStore.unsent(terminalId);
  const desks = {
    settings,
    clock,
    offline,
    signIn,
    mending,
    shifts: openShiftDesk({
      store,
      journal,
      shifts: shiftStore,
      settings,
      signIn,
      openPaymentKeys: (terminalId) => paymentStore.open(terminalId).map((one) => one.paymentKey),
      unsent,
      settle: (terminalId) =>
        signals.until('queue', () => !sync.line.isOnline() || unsent(terminalId).count === 0, settleMs),
    }),
    payments: openPaymentDesk({
      ...payments,
      signals,
      line,
      lookNow,
      policy: () => settings.tenderPolicy(),
      offline,
      askNow: (paymentKey) => sync.askNow('payment', paymentKey),
    }),
    refunds: openRefundDesk({
      ...refunds,
      payments: paymentStore,
      signals,
      line,
      lookNow,
      soldHere: (receiptNo) => saleStore.byReceipt(receiptNo)?.record?.kind === 'sale',
      askNow: (refundKey) => sync.askNow('refund', refundKey),
    }),
    sales: openSaleDesk({
      store,
      journal,
      forwarding,
      sales: saleStore,
      settings,
      payments,
      refunds,
      isOnline: () => sync.line.isOnline(),
      askServer: async (receiptNo) => (sync.line.isOnline() ? await client?.findSale(receiptNo) : undefined),
    }),
    status,
    syncNow: sync.syncNow,
  };

  let localApi: LocalApi;
  let site: StatusSite;
  let tills: Tills;
  try {
    tills = await openTills({
      ...book,
      config,
      settings,
      identity: () => identity,
      enrolmentWhy: () => enrolmentWhy,
      machineNowMs: () => machineClock.nowMs(),
      random,
      alarm: alarms.raise,
      recheck: () => localApi?.recheck(),
    });
    localApi = await serveTills({ host: config.listen, port: config.grpcPort, ...tills, desks, hub, signals, log });
    site = await serveStatus({
      port: config.statusPort,
      syncNow: sync.syncNow,
      mending,
      makePairingCode: tills.pairing.makeCode,
      revokeTill: tills.pairing.revoke,
      report: () => ({
        ...status(),
        nowMs: nowMs(),
        storeName: settings.theStore()?.name ?? '',
        agentId: identity?.agentId ?? '',
        storeId: identity?.storeId ?? '',
        enrolled: identity !== undefined,
        enrolmentWhy,
        serverAddress: config.serverAddress,
        lastContactMs: sync.lastContactMs(),
        clockOffsetMs: sync.clockOffsetMs(),
        settingsVersion: facts.number('settings_version'),
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
  } catch (error) {
    await sync.stop();
    store.close();
    throw error;
  }
  const enrolled = becomeKnown();

  /** Whatever is under way meets a closed store, and changes nothing any more. */
  async function kill(): Promise<void> {
    stopping.abort();
    const ends = [localApi.stop(), site.stop(), enrolled, sync.stop()];
    store.close();
    signals.close();
    client?.close();
    await Promise.allSettled(ends);
  }

  return {
    kill,
    healthReport: hub.health.all,
    grpcPort: localApi.port,
    statusPort: site.port,
    databaseFile: store.file,
    enrolled,
    stop: async () => {
      stopping.abort();
      signals.close();
      await localApi.stop();
      await site.stop();
      await enrolled;
      // Ends the calls under way: whatever is not settled stands in the store as it was.
      client?.close();
      await sync.stop();
      store.close();
    },
  };
}

function caOf(file: string): string {
  return existsSync(file) ? `\n${readFileSync(file, 'utf8')}` : '';
}
