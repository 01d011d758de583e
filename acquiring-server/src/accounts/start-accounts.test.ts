/** The whole way: a server as it is started, its first operator, and providers on the wire. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { credentials } from '@grpc/grpc-js';
import { silentLog } from '@qiantai/foundation';
import { operationsServices } from '@qiantai/protos';
import { expect, it } from 'vitest';
import { startSims } from '../channels/sims.fixture.ts';
import { readServerConfig } from '../config.ts';
import { leaseTestDatabase } from '../db/test-database.ts';
import type { Replied } from '../rpc/messages.ts';
import { call } from '../rpc/test-rpc.fixture.ts';
import { sampleSeed } from '../seed/sample-seed.fixture.ts';
import { startServer } from '../start-server.ts';
import { residentNumber } from './accounts.fixture.ts';
import type { ProviderSettings } from './provider-exchange.ts';

const addressOf = ({ baseUrl, appId, secret }: ProviderSettings) => baseUrl.replace('://', `://${appId}:${secret}@`);

it('a customer opens an account at a started server, waits while the provider is down, and is normal then', async () => {
  const sims = await startSims({ startMs: Date.UTC(2026, 0, 1), factor: 1 });
  const dataDir = mkdtempSync(join(tmpdir(), 'qiantai-accounts-'));
  const lease = await leaseTestDatabase();
  writeFileSync(join(dataDir, 'chain.json'), JSON.stringify(sampleSeed()));
  const server = await startServer(
    readServerConfig({
      QIANTAI_DATA_DIR: dataDir,
      DATABASE_URL: lease.url,
      GRPC_PORT: '0',
      ENROLMENT_PORT: '0',
      OPERATIONS_PORT: '0',
      HTTP_PORT: '0',
      MQTT_PORT: '0',
      SEED_FILE: join(dataDir, 'chain.json'),
      IDENTITY_PROVIDER: addressOf(sims.providers.identity),
      SMS_PROVIDER: addressOf(sims.providers.sms),
    }),
    { clock: sims.clock, log: silentLog, stopping: new AbortController().signal },
  );
  const ready = server.ready as Record<string, string>;
  const file = (name: string) => readFileSync(ready[name] as string);
  const { AccountService } = operationsServices();
  const client = new AccountService(
    ready['operations'] as string,
    credentials.createSsl(file('caFile'), file('operatorKeyFile'), file('operatorCertificateFile')),
  );
  let keys = 0;
  const requestKey = () => `019b76da-a800-7000-8000-${String(++keys).padStart(12, '0')}`;
  try {
    await sims.hand('/sim/identity/faults', { fault: 'http_503', times: 1 });
    const customer = await call<Replied<'AccountService', 'CreateCustomer'>>((done) =>
      client.createCustomer(
        {
          requestKey: requestKey(),
          kind: 'CUSTOMER_KIND_PERSON',
          name: '王小明',
          documentNumber: residentNumber('123'),
          phone: '13800138000',
        },
        done,
      ),
    );
    const { customerId } = customer;
    const companyId = sampleSeed().merchant.id;
    const user = await call<Replied<'AccountService', 'CreateUser'>>((done) =>
      client.createUser({ requestKey: requestKey(), companyId, customerId, loginName: 'xiaoming' }, done),
    );
    const opening = { requestKey: requestKey(), companyId, userId: user.userId, typeCode: '101', currency: 'CNY' };
    const account = await call<Replied<'AccountService', 'OpenAccount'>>((done) => client.openAccount(opening, done));
    expect(account.status).toBe('ACCOUNT_STATUS_AWAITING_IDENTITY');
    const { accountNumber } = account;
    const statusLater = async () => {
      // The next try is due within seconds of the server's clock.
      sims.jump(2000);
      return (
        await call<Replied<'AccountService', 'GetAccount'>>((done) =>
          client.getAccount({ accountNumber, readMask: { paths: ['status'] } }, done),
        )
      ).status;
    };
    await expect.poll(statusLater, { timeout: 10_000 }).toBe('ACCOUNT_STATUS_NORMAL');
    expect(await sims.look('/sim/identity')).toMatchObject({ charged: 1 });
  } finally {
    client.close();
    await server.stop();
    lease.release();
    await sims.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}, 60_000);
