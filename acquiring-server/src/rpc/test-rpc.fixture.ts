/** The gRPC side of the server over a database of its own and a fake payment core, and agents that enrol. */

import { createPrivateKey, type KeyObject, webcrypto } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChannelCredentials, type Client, credentials } from '@grpc/grpc-js';
import { FakeClock, SeededRandom, silentLog, systemClock } from '@qiantai/foundation';
import { acquiringServices, IdMint, operationsServices } from '@qiantai/protos';
import { Registry } from 'prom-client';
import { createAccountService } from '../accounts/account-service.ts';
import { scriptedProviders } from '../accounts/accounts.fixture.ts';
import type { SettleCardsRequest, SettledCards } from '../card-batches/card-batches.ts';
import { createCustody } from '../custody/create-custody.ts';
import { ScriptedBank } from '../custody/scripted-bank.fixture.ts';
import { openTestDatabase } from '../db/test-database.ts';
import { type CertificateAuthority, openCertificateAuthority } from '../enrolment/certificate-authority.ts';
import { EnrolmentService } from '../enrolment/enrolment-service.ts';
import { EnrolmentStore } from '../enrolment/enrolment-store.ts';
import { RenewalService } from '../enrolment/renewal-service.ts';
import * as x509 from '../enrolment/x509.ts';
import { createFleet } from '../fleet/create-fleet.ts';
import { TryLimit } from '../fleet/try-limit.ts';
import { createHeadquarters } from '../headquarters/create-headquarters.ts';
import { createLedger } from '../ledger/ledger-store.ts';
import { createPeriods } from '../ledger/periods-store.ts';
import { secretBox } from '../merchants/secret-box.ts';
import type { OperatorRole } from '../operators/operator-roles.ts';
import { OperatorService } from '../operators/operator-service.ts';
import { OperatorStore } from '../operators/operator-store.ts';
import { applySeed } from '../seed/apply-seed.ts';
import { sampleSeed } from '../seed/sample-seed.fixture.ts';
import { JournalEffects } from '../sync/journal-effects.ts';
import { createJournalProof } from '../sync/journal-proof.ts';
import { JournalService } from '../sync/journal-service.ts';
import { JournalStore } from '../sync/journal-store.ts';
import { OfflineCardEffects } from '../sync/offline-card-effects.ts';
import { RightOfWay } from '../sync/right-of-way.ts';
import { SaleStore } from '../sync/sale-store.ts';
import { SettingsStore } from '../sync/settings-store.ts';
import { createShiftEffects } from '../sync/shift-effects.ts';
import { TerminalOrderStore } from '../terminal-orders/order-store.ts';
import { TerminalOrders } from '../terminal-orders/orders.ts';
import { Callers } from './caller.ts';
import { FakeOfflineCards } from './fake-offline-cards.fixture.ts';
import { FakePayments } from './fake-payments.fixture.ts';
import { Operators } from './operator.ts';
import { createRpcMetrics } from './rpc-metrics.ts';
import { startRpcServers } from './rpc-servers.ts';

export interface TestAgent {
  agentId: string;
  privateKeyPem: string;
  privateKey: KeyObject;
  certificateDer: Buffer;
  credentials: ChannelCredentials;
}

export type TestRpc = Awaited<ReturnType<typeof startTestRpc>>;

export async function startTestRpc() {
  const database = await openTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'qiantai-rpc-'));
  const clock = new FakeClock();
  const ids = new IdMint(clock, new SeededRandom('rpc'));
  const box = secretBox(Buffer.alloc(32, 1));
  const authority = await openCertificateAuthority({ dataDir, clock: systemClock });
  await applySeed({ database, secretBox: box, clock, log: silentLog }, sampleSeed());
  const enrolmentStore = new EnrolmentStore(database);
  const tries = new TryLimit(clock);
  const enrolment = new EnrolmentService({
    store: enrolmentStore,
    authority,
    secretBox: box,
    ids,
    clock,
    tries,
    log: silentLog,
  });
  const renewal = new RenewalService({ store: enrolmentStore, authority, machine: systemClock, tries, log: silentLog });
  const settings = new SettingsStore(database);
  const fleet = createFleet({
    database,
    enrolment: enrolmentStore,
    secretBox: box,
    newestVersion: (store) => settings.newestVersion(store),
    clock,
    machine: clock,
    random: new SeededRandom('rpc/fleet'),
    log: silentLog,
  });
  const payments = new FakePayments();
  const journalStore = new JournalStore({ database, ids });
  const registry = new Registry();
  const callers = new Callers({ store: enrolmentStore, clock });
  const operatorStore = new OperatorStore(database);
  const operators = new OperatorService({
    store: operatorStore,
    authority,
    folder: join(dataDir, 'operators'),
    clock: systemClock,
  });
  const ledger = createLedger({ database, clock, ids });
  const shifts = createShiftEffects({ database, ledger, ids, clock });
  const offlineCards = new FakeOfflineCards(ids.paymentKey());
  const effects = new JournalEffects({
    store: journalStore,
    payments,
    shifts,
    offlineCards: new OfflineCardEffects({ database, payments }),
    log: silentLog,
  });
  const proof = createJournalProof({ database, ids, clock, log: silentLog });
  const rightOfWay = new RightOfWay(systemClock);
  const journal = new JournalService({ store: journalStore, effects, proof, rightOfWay, clock, log: silentLog });
  const metrics = createRpcMetrics(registry, clock);
  const bank = new ScriptedBank(clock);
  const custody = createCustody({
    database,
    ledger,
    bank,
    secretBox: box,
    findMemberAccount: async () => undefined,
    clock,
    random: new SeededRandom('custody'),
    ids,
    log: silentLog,
    instanceId: 'server-1',
  });
  const providers = scriptedProviders();
  const random = new SeededRandom('rpc/accounts');
  const members = { database, ledger, secretBox: box, clock, random, ids, log: silentLog };
  const accounts = createAccountService({ ...members, ...providers });
  const { sessions, ...headquarters } = createHeadquarters({ database, clock, machine: clock, ids, log: silentLog });
  const cardBatches: Array<SettleCardsRequest & { merchantId: string }> = [];
  const settledCards: SettledCards = { batches: [], entries: [] };
  const servers = await startRpcServers({
    rightOfWay,
    headquarters: { ...headquarters, context: { sessions, metrics, log: silentLog, clock: systemClock } },
    context: { callers, metrics, log: silentLog },
    operations: {
      context: {
        operators: new Operators({ store: operatorStore, clock }),
        metrics,
        log: silentLog,
        clock: systemClock,
      },
      database,
      ledger,
      periods: createPeriods({ database, ledger, clock }),
      custody,
      accounts,
      fleet,
      fleetClock: clock,
      offlineCards: { cards: offlineCards, risks: headquarters.risk },
    },
    authority,
    payments,
    sales: new SaleStore(database),
    cardBatches: {
      settle: async (merchantId, request) => {
        cardBatches.push({ merchantId, ...request });
        return settledCards;
      },
    },
    journal,
    settings,
    proof,
    enrolment,
    renewal,
    fleet,
    terminalOrders: new TerminalOrders({
      ...{ store: new TerminalOrderStore(database), clock, machine: systemClock, log: silentLog },
    }),
    clock,
    grpcPort: 0,
    enrolmentPort: 0,
    operationsPort: 0,
  });
  const clients: Client[] = [];
  const keep = <Kind extends Client>(client: Kind): Kind => {
    clients.push(client);
    return client;
  };
  const services = acquiringServices();
  const address = `localhost:${servers.grpcPort}`;
  const anybody = credentials.createSsl(Buffer.from(authority.certificatePem));
  const enrolmentAddress = `localhost:${servers.enrolmentPort}`;
  const enroller = keep(new services.EnrolmentService(enrolmentAddress, anybody));

  return {
    database,
    /** The bank that custody is told to ask, and custody itself, which nothing drives but the test. */
    bank,
    custody,
    clock,
    ids,
    payments,
    /** What was asked to be settled; each time the answer is `settledCards`. */
    cardBatches,
    settledCards,
    /** What finance asks about offline cards goes here. */
    offlineCards,
    journal,
    registry,
    enrolmentStore,
    authority,
    fleet,
    dataDir,
    address,
    enrolmentAddress,
    accounts,
    /** What providers of identity checks and messages were told and say. */
    providers,
    operationsAddress: `localhost:${servers.operationsPort}`,
    operators,
    operatorStore,
    ledger,
    /** The ledger's service for an operator. */
    ledgerClient: (operator: ChannelCredentials) =>
      keep(new (operationsServices().LedgerService)(`localhost:${servers.operationsPort}`, operator)),
    /** Credentials of a new operator with these roles. */
    operator: async (name: string, ...roles: OperatorRole[]): Promise<ChannelCredentials> => {
      const { certificateFile, keyFile } = await operators.issue(name, roles);
      return operatorCredentials(authority, { certificateFile, keyFile });
    },
    anybody,
    enroller,
    keep,
    headquarters: { sessions, ...headquarters },
    /** HeadquartersService, as anybody reaches it. */
    headquartersClient: () => keep(new (operationsServices().HeadquartersService)(enrolmentAddress, anybody)),
    headquartersAdmin: (operator: ChannelCredentials) =>
      keep(new (operationsServices().HeadquartersAdminService)(`localhost:${servers.operationsPort}`, operator)),
    acquiring: (agent: TestAgent) => keep(new services.AcquiringService(address, agent.credentials)),
    /** TerminalOrderService, as anybody reaches it. */
    terminalOrderClient: () => keep(new (operationsServices().TerminalOrderService)(enrolmentAddress, anybody)),
    terminalOrderSync: (agent: TestAgent) => keep(new services.TerminalOrderSyncService(address, agent.credentials)),
    fleetSync: (agent: TestAgent) => keep(new services.FleetSyncService(address, agent.credentials)),
    /** The fleet's service for an operator of the platform. */
    fleetClient: (operator: ChannelCredentials) =>
      keep(new (operationsServices().FleetService)(`localhost:${servers.operationsPort}`, operator)),
    sync: (agent: TestAgent) => keep(new services.EdgeSyncService(address, agent.credentials)),
    enrol: async (activationCode: string): Promise<TestAgent> => {
      const keys = await freshKeys();
      const reply = await call<{ agentId: string; certificate: Buffer }>((callback) =>
        enroller.enrol(
          { activationCode, certificateRequest: keys.certificateRequest, deviceDescription: 'test' },
          callback,
        ),
      );
      return {
        ...keys,
        agentId: reply.agentId,
        certificateDer: reply.certificate,
        credentials: agentCredentials(authority, keys.privateKeyPem, reply.certificate),
      };
    },
    close: async () => {
      for (const client of clients) client.close();
      await servers.stop(2000);
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export function agentCredentials(
  authority: Pick<CertificateAuthority, 'certificatePem'>,
  privateKeyPem: string,
  certificateDer: Uint8Array,
): ChannelCredentials {
  const certificatePem = x509.PemConverter.encode(Uint8Array.from(certificateDer), 'CERTIFICATE');
  return credentials.createSsl(
    Buffer.from(authority.certificatePem),
    Buffer.from(privateKeyPem),
    Buffer.from(certificatePem),
  );
}

export function operatorCredentials(
  authority: Pick<CertificateAuthority, 'certificatePem'>,
  files: { certificateFile: string; keyFile: string },
): ChannelCredentials {
  return credentials.createSsl(
    Buffer.from(authority.certificatePem),
    readFileSync(files.keyFile),
    readFileSync(files.certificateFile),
  );
}

export async function freshKeys(namedCurve: 'P-256' | 'P-384' = 'P-256') {
  const algorithm = { name: 'ECDSA', namedCurve, hash: 'SHA-256' };
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
  const request = await x509.Pkcs10CertificateRequestGenerator.create({
    name: 'CN=what the device calls itself',
    keys,
    signingAlgorithm: algorithm,
  });
  const privateKeyPem = x509.PemConverter.encode(
    await webcrypto.subtle.exportKey('pkcs8', keys.privateKey),
    'PRIVATE KEY',
  );
  const privateKey = createPrivateKey(privateKeyPem);
  return { privateKeyPem, privateKey, certificateRequest: Buffer.from(request.rawData) };
}

/** A unary call as a promise; a failure rejects with the service error. */
export async function call<Reply>(
  start: (callback: (error: Error | null, reply?: Reply) => void) => unknown,
): Promise<Reply> {
  return await new Promise((done, failed) => {
    start((error, reply) => (error || reply === undefined ? failed(error) : done(reply)));
  });
}

/** What a refused call tells: status, code of the registry, message. */
export async function refusal(promise: Promise<unknown>) {
  const error = await promise.then(
    () => undefined,
    (thrown) => thrown,
  );
  return {
    status: error?.code as number | undefined,
    errorCode: String(error?.metadata?.get('error-code')[0] ?? ''),
    details: String(error?.details ?? ''),
  };
}
