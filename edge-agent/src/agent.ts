/** The agent, wired by hand. `main.ts` runs it as a process, tests run it in theirs. */
import { existsSync, readFileSync } from 'node:fs';
import { type Clock, errorText, type Log, type LogRing, type Random, systemClock } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';
import type { AgentConfig } from './config.ts';
import { openDeviceKey, openKeyringOf } from './enrolment/device-key.ts';
import { enrol } from './enrolment/enrolment.ts';
import { type Identity, openIdentityStore } from './enrolment/enrolment-store.ts';
import { type Fleet, openFleet } from './fleet/open-fleet.ts';
import type { ReportTiming } from './fleet/reporter.ts';
import { mustWipe } from './fleet/standing.ts';
import { openJournal } from './journal/journal.ts';
import { openRebaser } from './journal/rebase.ts';
import { type LocalApi, serveTills } from './local-api/server.ts';
import { readTillTokens } from './local-api/till-tokens.ts';
import { openOperatorStore } from './operators/operator-store.ts';
import { openSignInDesk } from './operators/sign-in.ts';
import { openPaymentBook } from './payments/payment-book.ts';
import { openPaymentDesk } from './payments/payment-desk.ts';
import { openPaymentStore } from './payments/payment-store.ts';
import { openRefundBook } from './payments/refund-book.ts';
import { openRefundDesk } from './payments/refund-desk.ts';
import { openRefundStore } from './payments/refund-store.ts';
import { openForwardingStore } from './queue/forwarding-store.ts';
import { openQueueStore } from './queue/queue-store.ts';
import { openWaiting } from './queue/waiting.ts';
import { openSaleDesk } from './sales/sale-desk.ts';
import { openSaleStore } from './sales/sale-store.ts';
import { openSettingsStore } from './settings/settings-store.ts';
import { openSignals } from './signals.ts';
import { openAlarms } from './status/alarms.ts';
import { type StatusSite, serveStatus } from './status/site.ts';
import { openStore } from './store/database.ts';
import { openFactStore } from './store/fact-store.ts';
import { openServerClient, type ServerClient } from './sync/server-client.ts';
import { openSync, type SyncTiming } from './sync/sync.ts';
import { openVault, type Vault } from './vault/vault.ts';

export interface Agent {
  grpcPort: number;
  statusPort: number;
  databaseFile: string;
  /** Its secrets: rotation and wipe. */
  vault: Vault;
  /** Resolves once the server has given this agent its certificate. */
  enrolled: Promise<void>;
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
  /** The clock that certificates are dated by; the machine's own. */
  machine?: Pick<Clock, 'nowMs'>;
}

/** How long calls over the connection of before may take, once a renewed certificate has opened another. */
const lastCallsMs = 60_000;

export async function startAgent(options: AgentOptions): Promise<Agent> {
  const { config, clock, random, log, timing } = options;
  const stopping = new AbortController();
  const nowMs = () => clock.nowMs();
  const tokens = readTillTokens(config.tillTokensFile);
  const store = openStore(config.dataDir, clock);
  const keyring = openKeyringOf(config.dataDir, config.keyFile);
  const key = openDeviceKey(config.dataDir, keyring);
  const facts = openFactStore(store);
  const queue = openQueueStore(store);
  const forwarding = openForwardingStore(store);
  const waiting = openWaiting({ store, queue, forwarding });
  const ids = new IdMint(clock, random);
  const bootId: string = ids.uuid7();
  const signals = openSignals(clock);
  const alarms = openAlarms({ nowMs, log });
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
    clockOffsetMs: () => sync.clockOffsetMs(),
    onAppended: () => signals.changed('queue'),
  });

  const settings = openSettingsStore(store);
  const book = { store, journal, queue, secrets, signals, log, nowMs };
  const paymentStore = openPaymentStore(store.sql);
  const refundStore = openRefundStore(store.sql);
  const payments = { store: paymentStore, book: openPaymentBook({ ...book, payments: paymentStore }) };
  const refunds = { store: refundStore, book: openRefundBook({ ...book, refunds: refundStore }) };

  const saleStore = openSaleStore(store.sql);
  const rebuilding = { payments: paymentStore, refunds: refundStore, sales: saleStore, queue };
  const rebaser = openRebaser({ store, journal, rebuilding, nowMs });

  const identities = openIdentityStore(store.sql);
  let identity: Identity | undefined = identities.read();
  let enrolmentWhy = identity ? '' : 'It has not been asked yet.';
  let client: ServerClient | undefined;
  const retiringClients = new Set<ServerClient>();

  const sync = openSync({
    ...book,
    publicKey: key.publicKey,
    rebaser,
    forwarding,
    waiting,
    facts,
    settings,
    payments,
    refunds,
    client: () => client,
    alarm: alarms.raise,
    clock,
    random,
    fleet: {
      heard: (answer) => fleet.heard(answer),
      refused: (code) => fleet.refused(code),
      lineChanged: (now) => fleet.lineChanged(now),
      probeIntervalMs: () => fleet.probeIntervalMs(),
    },
    ...(timing ? { timing } : {}),
  });

  const fleet: Fleet = openFleet({
    ...{ store, key, identities, clock, random, log, timing: options.reportTiming },
    identity: () => identity,
    onRenewed: connect,
    client: () => client,
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
      terminalIds: () => identity?.terminalIds ?? [],
      // What the tills tell of themselves and their devices.
      tills: () => [],
      heads: () => journal.read.heads(),
      queue: () => waiting.summary(),
      currency: () => settings.theStore()?.currency,
      line: () => sync.line.current(),
      forcedOffline: () => false,
      settingsVersion: () => facts.number('settings_version'),
      clockOffsetMs: () => sync.clockOffsetMs(),
      alarms: () => alarms.last(),
    },
    onChanged: () => signals.changed('line'),
    alarm: alarms.raise,
    activationCode: config.activationCode,
    enrolmentAddress: config.enrolmentAddress,
    caFile: config.serverCaFile,
    machine: options.machine ?? systemClock,
    logRing: options.logRing,
  });
  const stopListening = signals.listen('settings', fleet.changed);

  /** With a renewed certificate as well: what is under way over the connection of before comes to its end. */
  function connect(known: Identity): void {
    identity = known;
    enrolmentWhy = '';
    const identityOfClient = {
      rootsPem: known.authorityPem + caOf(config.serverCaFile),
      certificatePem: known.certificatePem,
      privateKeyPem: key.privatePem,
    };
    const before = client;
    client = openServerClient({ address: config.serverAddress, identity: identityOfClient, clock, log, bootId });
    if (before) closeLater(before);
    void sync.line.lookNow();
  }

  function closeLater(before: ServerClient): void {
    retiringClients.add(before);
    clock.setTimeout(() => {
      retiringClients.delete(before);
      before.close();
    }, lastCallsMs);
  }

  function closeClients(): void {
    client?.close();
    for (const before of retiringClients) before.close();
  }

  async function becomeKnown(): Promise<void> {
    const code = config.activationCode;
    const before = identity;
    // A device that was revoked comes back by another code alone.
    const anew = before && mustWipe(fleet.standing()) && code !== undefined && fleet.isFreshCode(code);
    if (before && !stopping.signal.aborted) connect(before);
    if (before && !anew) return;
    const known = await enrol({
      address: config.enrolmentAddress,
      caFile: config.serverCaFile,
      activationCode: code,
      held: before,
      key,
      identities,
      clock,
      random,
      log,
      signal: stopping.signal,
      onWhy: (why) => {
        enrolmentWhy = why;
      },
    });
    if (!known || stopping.signal.aborted) return;
    if (before) await partFrom();
    identity = known;
    fleet.enrolled(code ?? '');
    if (before) sync.reloadSettings();
    connect(known);
  }

  /** What the server still says to the identity of before comes to its end first: it must not count for the next. */
  async function partFrom(): Promise<void> {
    const before = client;
    client = undefined;
    before?.close();
    await sync.line.lookNow();
  }

  const line = () => sync.line.current();
  const lookNow = () => sync.line.lookNow();
  const status = () => ({
    line: line(),
    queue: waiting.summary(),
    currency: settings.theStore()?.currency,
    fleet: fleet.status(),
  });
  const desks = {
    settings,
    clock,
    signIn: openSignInDesk({ store, journal, operators: openOperatorStore(store.sql), settings, nowMs, log }),
    payments: openPaymentDesk({
      ...payments,
      signals,
      line,
      lookNow,
      policy: () => settings.tenderPolicy(),
      askNow: (paymentKey) => sync.askNow('payment', paymentKey),
    }),
    refunds: openRefundDesk({
      ...refunds,
      payments: paymentStore,
      signals,
      line,
      lookNow,
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
  try {
    localApi = await serveTills({
      port: config.grpcPort,
      tokens,
      // A till that was added after the enrolment is known by its setting.
      isOfStore: (id) => identity && (identity.terminalIds.includes(id) || settings.terminal(id) !== undefined),
      enrolmentWhy: () => enrolmentWhy,
      desks,
      signals,
      log,
    });
    site = await serveStatus({
      port: config.statusPort,
      syncNow: sync.syncNow,
      mend: sync.mend,
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
        deadRows: waiting.dead(50),
        heads: journal.read.heads(),
        openPayments: paymentStore.open().length,
        openRefunds: refundStore.open().length,
        alarms: alarms.last(),
      }),
    });
  } catch (error) {
    await Promise.all([sync.stop(), fleet.stop()]);
    store.close();
    throw error;
  }
  const enrolled = becomeKnown();
  const recovered = vault
    .recover()
    .catch((error: unknown) => log.error({ error: errorText(error) }, 'vault.recovery_failed'));

  /** Whatever is under way meets a closed store, and changes nothing any more. */
  async function kill(): Promise<void> {
    stopping.abort();
    stopListening();
    const ends = [localApi.stop(), site.stop(), enrolled, recovered, sync.stop(), fleet.stop()];
    store.close();
    signals.close();
    closeClients();
    await Promise.allSettled(ends);
  }

  return {
    kill,
    vault,
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
      await recovered;
      // Ends the calls under way: whatever is not settled stands in the store as it was.
      stopListening();
      closeClients();
      await Promise.all([sync.stop(), fleet.stop()]);
      store.close();
    },
  };
}

function caOf(file: string): string {
  return existsSync(file) ? `\n${readFileSync(file, 'utf8')}` : '';
}
