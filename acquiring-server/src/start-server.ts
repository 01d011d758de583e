/** The server, wired by hand: what is made first is closed last. */
import { join } from 'node:path';
import { type ProcessContext, type RunningProcess, systemClock, systemRandom } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { startAccounts } from './accounts/start-accounts.ts';
import { createWalletDesk } from './balance-payments/wallet-desk.ts';
import { CardBatchStore } from './card-batches/card-batch-store.ts';
import { CardBatches } from './card-batches/card-batches.ts';
import { createBalanceChannel } from './channels/balance/balance-channel.ts';
import { createCardSettlementStore } from './channels/card/card-settlement-store.ts';
import { createCardTerminalStore } from './channels/card/card-terminal-store.ts';
import { createChannelGateway } from './channels/create-channel-gateway.ts';
import { createHttpTransport } from './channels/http-transport.ts';
import type { ServerConfig } from './config.ts';
import { createCustody } from './custody/create-custody.ts';
import { memberAccountFinder } from './custody/find-member-account.ts';
import { createHttpCustodyBank } from './custody/http-custody-bank.ts';
import { openDatabase } from './db/database.ts';
import { migrate } from './db/migrate.ts';
import { openCertificateAuthority } from './enrolment/certificate-authority.ts';
import { EnrolmentService } from './enrolment/enrolment-service.ts';
import { EnrolmentStore } from './enrolment/enrolment-store.ts';
import { instanceIdOf } from './enrolment/instance-id.ts';
import { RenewalService } from './enrolment/renewal-service.ts';
import { createFleet } from './fleet/create-fleet.ts';
import { TryLimit } from './fleet/try-limit.ts';
import { createHeadquarters } from './headquarters/create-headquarters.ts';
import { createHeadquartersPages } from './headquarters-pages/create-headquarters-pages.ts';
import { startHttpServer } from './http/http-server.ts';
import { measureQueues } from './http/queue-metrics.ts';
import { writeChart } from './ledger/chart-store.ts';
import { createLedgerKeeper } from './ledger/ledger-keeper.ts';
import { createLedger } from './ledger/ledger-store.ts';
import { prepareMonths } from './ledger/partitions-store.ts';
import { createPeriods } from './ledger/periods-store.ts';
import { createMemberOperations } from './member-operations/create-member-operations.ts';
import { custodyChannels, custodyOutcomes } from './member-operations/custody-pay-out.ts';
import { createMemberAccounts } from './member-operations/member-accounts.ts';
import { operationsUnderWay } from './member-operations/operation-store.ts';
import { MerchantStore } from './merchants/merchant-store.ts';
import { openSecretBox } from './merchants/secret-box.ts';
import { SpeakerStore } from './merchants/speaker-store.ts';
import { AnnouncementStore } from './notify/announcement-store.ts';
import { Announcer } from './notify/announcer.ts';
import { startSpeakerBroker } from './notify/speaker-broker.ts';
import { OperatorService } from './operators/operator-service.ts';
import { OperatorStore } from './operators/operator-store.ts';
import { createPaymentService, type PaymentCore } from './payment/create-payment-service.ts';
import { keepOfflineCards } from './payment/offline-cards/card-keeper.ts';
import { createRouter } from './routing/create-router.ts';
import { Callers } from './rpc/caller.ts';
import { Operators } from './rpc/operator.ts';
import { createRpcMetrics } from './rpc/rpc-metrics.ts';
import { startRpcServers } from './rpc/rpc-servers.ts';
import { applySeedFile } from './seed/apply-seed.ts';
import { seedMembers } from './seed/seed-members.ts';
import { JournalEffects } from './sync/journal-effects.ts';
import { createJournalProof } from './sync/journal-proof.ts';
import { JournalService } from './sync/journal-service.ts';
import { JournalStore } from './sync/journal-store.ts';
import { OfflineCardEffects } from './sync/offline-card-effects.ts';
import { RightOfWay } from './sync/right-of-way.ts';
import { SaleStore } from './sync/sale-store.ts';
import { SettingsStore } from './sync/settings-store.ts';
import { createShiftEffects } from './sync/shift-effects.ts';
import { TerminalOrderStore } from './terminal-orders/order-store.ts';
import { TerminalOrders } from './terminal-orders/orders.ts';

type Context = Pick<ProcessContext, 'clock' | 'log' | 'stopping'>;

/** How long calls under way may take to end, milliseconds of the machine; a supervisor waits ten seconds. */
const drainMs = 3000;

export async function startServer(config: ServerConfig, context: Context): Promise<RunningProcess> {
  const closing = new Closing();
  try {
    const ready = await start(config, context, closing);
    return { ready, stop: async () => await closing.close() };
  } catch (error) {
    await closing.close();
    throw error;
  }
}

async function start(
  config: ServerConfig,
  { clock, log }: Context,
  closing: Closing,
): Promise<RunningProcess['ready']> {
  const { dataDir } = config;
  const random = systemRandom;
  const ids = new IdMint(clock, random);
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  let phase: 'starting' | 'running' | 'stopping' = 'starting';
  const ending = new AbortController();

  const [database, authority] = await Promise.all([
    openDatabase({ dataDir, databaseUrl: config.databaseUrl, log }),
    openCertificateAuthority({ dataDir, clock: systemClock }),
  ]);
  closing.add(async () => await database.close());
  await migrate(database, { clock, log });
  await writeChart(database);
  await prepareMonths(database, { nowMs: clock.nowMs(), log });
  measureQueues(registry, database);

  const secretBox = openSecretBox(dataDir);
  const seeding = { database, secretBox, clock, log };
  const seed = config.seedFile ? await applySeedFile(seeding, config.seedFile) : undefined;
  // How long a reading is remembered is a matter of load, which goes by the machine's clock.
  const merchants = new MerchantStore({ database, secretBox, clock: systemClock });
  const speakers = new SpeakerStore({ database, secretBox });

  const enrolmentStore = new EnrolmentStore(database);
  const settings = new SettingsStore(database);
  const newestVersion = (store: { merchantId: string; storeId: string }) => settings.newestVersion(store);
  const machine = systemClock;
  const fleet = createFleet({
    database,
    enrolment: enrolmentStore,
    secretBox,
    newestVersion,
    clock,
    machine,
    random,
    log,
  });
  const terminalOrders = new TerminalOrders({
    ...{ store: new TerminalOrderStore(database), clock, machine, log },
  });
  const { sessions, ...headquarters } = createHeadquarters({ database, clock, machine: systemClock, ids, log });

  // Channels are told our address with every payment, and the system may have chosen the port: HTTP comes
  // before the core, and notices are turned away until the core is there.
  let core: PaymentCore | undefined;
  const http = await startHttpServer({
    port: config.httpPort,
    database,
    registry,
    log,
    merchants,
    phase: () => phase,
    payments: () => core,
    headquarters: createHeadquartersPages({ database, sessions, fleetBoard: fleet.board, clock }),
    terminalOrders: { sessions, orders: terminalOrders },
  });
  closing.add(async () => await http.stop());

  const ledger = createLedger({ database, clock, ids });
  closing.add(async () => await ledger.drained());
  const members = { database, ledger, secretBox, clock, random, ids, log };
  if (seed) await seedMembers(members, seed);
  const gateway = createChannelGateway({
    db: database,
    clock,
    random,
    log,
    publicHttpUrl: config.publicHttpUrl ?? http.url,
    keyEncryptionKey: secretBox.deriveKey('card-working-keys'),
    terminals: merchants,
    balance: createBalanceChannel(members),
  });
  closing.add(async () => await gateway.close());
  const instanceId = instanceIdOf(dataDir, ids);
  const payments = createPaymentService({
    database,
    ledger,
    gateway,
    router: createRouter(merchants),
    accounts: merchants,
    feeTerms: merchants,
    clock,
    ids,
    log,
    instanceId,
  });
  await payments.start();
  closing.add(async () => await payments.stop());
  core = payments;
  const keepingCards = keepOfflineCards(payments.offlineCards, { clock, log }, ending.signal);
  closing.add(async () => await keepingCards);

  const keeper = createLedgerKeeper({ database, ledger, clock, machine: systemClock, ids, log, registry });
  const keeping = keeper.run(ending.signal);
  closing.add(async () => await keeping);

  const bankTransport = createHttpTransport({ clock });
  closing.add(async () => await bankTransport.close());
  const custody = createCustody({
    database,
    ledger,
    bank: createHttpCustodyBank({ transport: bankTransport, clock, random }),
    secretBox,
    findMemberAccount: memberAccountFinder({ database }),
    clock,
    random,
    ids,
    log,
    instanceId,
  });
  const announcer = new Announcer({ store: new AnnouncementStore(database), clock, pace: systemClock, random, log });
  const broker = await startSpeakerBroker({
    speakers,
    port: config.mqttPort,
    log,
    onListening: (speaker) => announcer.onListening(speaker),
    onMessage: (speaker, message) => announcer.onMessage(speaker, message),
  });
  closing.add(async () => await broker.stop());
  const announcing = announcer.run(broker, ending.signal);
  closing.add(async () => await announcing);

  const journalStore = new JournalStore({ database, ids });
  const shifts = createShiftEffects({ database, ledger, ids, clock });
  const offlineCards = new OfflineCardEffects({ database, payments });
  const effects = new JournalEffects({ store: journalStore, payments, offlineCards, shifts, log });
  const proof = createJournalProof({ database, ids, clock, log });
  const rightOfWay = new RightOfWay(systemClock);
  const journal = new JournalService({ store: journalStore, effects, proof, rightOfWay, clock, log });
  const sweeping = journal.sweep(ending.signal);
  closing.add(async () => await sweeping);

  const { identityProvider, smsProvider } = config;
  const objectors = [operationsUnderWay];
  const { accounts, stop: stopAccounts } = startAccounts({ ...members, objectors, identityProvider, smsProvider });
  closing.add(stopAccounts);

  // No channel takes recharges yet, so they are refused; withdrawals go where a custody account is open.
  const memberAccounts = createMemberAccounts({ database, passwords: accounts });
  const wallet = createWalletDesk({ ...members, passwords: memberAccounts, accounts: merchants });
  const memberOperations = createMemberOperations({
    ...members,
    accounts: memberAccounts,
    channels: custodyChannels(custody),
    instanceId,
  });
  custody.desk.onOutcome('withdrawal', custodyOutcomes(memberOperations.facts));
  // What the bank says needs somebody who takes it, so custody begins when its handlers are there.
  await custody.start();
  closing.add(async () => await custody.stop());
  await memberOperations.worker.start();
  closing.add(async () => await memberOperations.worker.stop());

  const operatorStore = new OperatorStore(database);
  const operators = new OperatorService({
    store: operatorStore,
    authority,
    folder: join(dataDir, 'operators'),
    clock: systemClock,
  });
  const firstOperator = await operators.ensureFirst();
  for (const name of seed?.memberApps ?? []) await operators.ensure(name, ['integration']);

  const writingContacts = fleet.contacts.keepWriting(ending.signal);
  closing.add(async () => await writingContacts);
  const tries = new TryLimit(machine);
  const rpcMetrics = createRpcMetrics(registry, systemClock);
  const rpc = await startRpcServers({
    context: {
      callers: new Callers({ store: enrolmentStore, clock: systemClock }),
      metrics: rpcMetrics,
      log,
    },
    authority,
    payments,
    rightOfWay,
    sales: new SaleStore(database),
    cardBatches: new CardBatches({
      store: new CardBatchStore(database),
      terminals: createCardTerminalStore(database),
      settlements: createCardSettlementStore(database),
      gateway,
      accounts: merchants,
    }),
    journal,
    proof,
    settings,
    enrolment: new EnrolmentService({ store: enrolmentStore, authority, secretBox, ids, clock, tries, log }),
    renewal: new RenewalService({ store: enrolmentStore, authority, machine, tries, log }),
    fleet,
    terminalOrders,
    headquarters: { ...headquarters, context: { sessions, metrics: rpcMetrics, log, clock: systemClock } },
    operations: {
      context: {
        operators: new Operators({ store: operatorStore, clock: systemClock }),
        metrics: rpcMetrics,
        log,
        clock: systemClock,
      },
      database,
      ledger,
      periods: createPeriods({ database, ledger, clock }),
      accounts,
      memberOperations: { ...memberOperations, wallet },
      custody,
      fleet,
      fleetClock: clock,
      offlineCards: { cards: payments.offlineCards, risks: headquarters.risk },
    },
    clock,
    grpcPort: config.grpcPort,
    enrolmentPort: config.enrolmentPort,
    operationsPort: config.operationsPort,
  });
  closing.add(async () => await rpc.stop(drainMs));
  closing.add(async () => {
    phase = 'stopping';
    ending.abort();
  });
  phase = 'running';
  return {
    grpc: `localhost:${rpc.grpcPort}`,
    enrolment: `localhost:${rpc.enrolmentPort}`,
    operations: `localhost:${rpc.operationsPort}`,
    http: http.url,
    mqtt: broker.url,
    databaseUrl: database.url,
    caFile: authority.certificateFile,
    operatorCertificateFile: firstOperator.certificateFile,
    operatorKeyFile: firstOperator.keyFile,
  };
}

/** What was opened, closed in the opposite order, everything even where something fails. */
class Closing {
  private readonly steps: Array<() => Promise<void>> = [];

  add(step: () => Promise<void>): void {
    this.steps.push(step);
  }

  async close(): Promise<void> {
    const faults: unknown[] = [];
    for (const step of this.steps.splice(0).reverse()) {
      try {
        await step();
      } catch (error) {
        faults.push(error);
      }
    }
    if (faults.length > 0) throw new AggregateError(faults, 'the server did not close cleanly');
  }
}
