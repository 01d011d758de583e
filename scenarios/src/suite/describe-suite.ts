import { readFileSync } from 'node:fs';
import { demoMerchantId, demoOperators, demoSupervisor } from './chain.ts';
import { demoHeadquartersUsers } from './demo-settings.ts';
import type { RunningSuite } from './suite.ts';

/** What a program that is not ours needs to talk to a running suite (`npm start -- --json FILE`). */
export function describeSuite(suite: RunningSuite) {
  const { ready } = suite.server;
  return {
    merchantId: demoMerchantId,
    server: {
      grpc: ready.grpc,
      enrolment: ready.enrolment,
      operations: ready.operations,
      http: ready.http,
      mqtt: ready.mqtt,
      databaseUrl: ready.databaseUrl,
      authorityPem: readFileSync(ready.caFile, 'utf8'),
      operatorCertificateFile: ready.operatorCertificateFile,
      operatorKeyFile: ready.operatorKeyFile,
      pid: suite.server.pid,
    },
    /** The first code of a store was used by its agent; the second is unused. */
    activationCodes: suite.stores.map(({ id }) => {
      const [used, unused] = suite.secrets.activationCodes.filter(({ storeId }) => storeId === id);
      return { storeId: id, used: used?.code, unused: unused?.code };
    }),
    operators: demoOperators.map(({ id, number, name, pin }) => ({ id, number, name, pin })),
    supervisor: {
      id: demoSupervisor.id,
      number: demoSupervisor.number,
      pin: demoSupervisor.pin,
      cardCode: demoSupervisor.cardCode,
    },
    /** They sign in at the server's enrolment port (HeadquartersService) and at `headquartersPage`. */
    headquartersUsers: demoHeadquartersUsers.map(({ login, password, scope }) => ({ login, password, scope })),
    headquartersPage: `${ready.http}/headquarters/`,
    stores: suite.stores.map((store) => ({
      id: store.id,
      name: store.name,
      grpc: store.grpc,
      status: store.status,
      databaseFile: store.databaseFile,
      pid: store.process.pid,
    })),
    tills: suite.tills.map((till) => ({
      id: till.id,
      storeId: till.storeId,
      screen: till.screen,
      customer: till.customer,
      socket: till.socket,
      /** The standing secret that the till was paired with: good for this one key only. */
      token: suite.secrets.tillTokens[till.id],
      /** JSON: privateKeyPem, certificatePem and authorityPem of its calls to the agent (mutual TLS). */
      identityFile: till.identityFile,
      devices: Object.fromEntries(
        ['scanner', 'reader', 'printer', 'speaker', 'scale', 'pole'].map((kind) => [kind, `${till.id}-${kind}`]),
      ),
      pid: till.process.pid,
    })),
    panel: suite.panel,
    channels: suite.channels,
  };
}
