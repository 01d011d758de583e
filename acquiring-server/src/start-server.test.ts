import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { credentials } from '@grpc/grpc-js';
import { AnchoredClock, silentLog } from '@qiantai/foundation';
import { acquiringServices, operationsServices } from '@qiantai/protos';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readServerConfig } from './config.ts';
import { leaseTestDatabase } from './db/test-database.ts';
import { agentCredentials, call, freshKeys, operatorCredentials } from './rpc/test-rpc.fixture.ts';
import { sampleCode, sampleSeed } from './seed/sample-seed.fixture.ts';
import { startServer } from './start-server.ts';

let dataDir: string;
let lease: Awaited<ReturnType<typeof leaseTestDatabase>>;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'qiantai-server-'));
  writeFileSync(join(dataDir, 'chain.json'), JSON.stringify(sampleSeed()));
  lease = await leaseTestDatabase();
});
afterEach(() => {
  lease.release();
  rmSync(dataDir, { recursive: true, force: true });
});

const start = (change: Record<string, string> = {}) =>
  startServer(
    readServerConfig({
      QIANTAI_DATA_DIR: dataDir,
      DATABASE_URL: lease.url,
      GRPC_PORT: '0',
      ENROLMENT_PORT: '0',
      OPERATIONS_PORT: '0',
      HTTP_PORT: '0',
      MQTT_PORT: '0',
      SEED_FILE: join(dataDir, 'chain.json'),
      ...change,
    }),
    { clock: new AnchoredClock(), log: silentLog, stopping: new AbortController().signal },
  );

test('a server starts, lets an agent in, and finds its data again after a restart', async () => {
  const first = await start();
  const { grpc, enrolment, http, caFile } = first.ready as Record<string, string>;
  expect((await fetch(`${http}/health/ready`)).status).toBe(200);
  const { EnrolmentService, EchoService } = acquiringServices();
  const certificatePem = readFileSync(caFile!, 'utf8');
  const enroller = new EnrolmentService(enrolment!, credentials.createSsl(Buffer.from(certificatePem)));
  const keys = await freshKeys();
  const reply = await call<{ certificate: Buffer }>((callback) =>
    enroller.enrol({ activationCode: sampleCode, certificateRequest: keys.certificateRequest }, callback),
  );
  enroller.close();
  const agent = agentCredentials({ certificatePem }, keys.privateKeyPem, reply.certificate);
  const echo = async (address: string) => {
    const client = new EchoService(address, agent);
    try {
      return await call((callback) => client.echo({ body: Buffer.from('hello') }, callback));
    } finally {
      client.close();
    }
  };
  expect(await echo(grpc!)).toEqual({ body: Buffer.from('hello') });
  const { operations, operatorCertificateFile, operatorKeyFile } = first.ready as Record<string, string>;
  const admin = operatorCredentials(
    { certificatePem },
    { certificateFile: operatorCertificateFile!, keyFile: operatorKeyFile! },
  );
  const ledger = new (operationsServices().LedgerService)(operations!, admin);
  const rules = await call<{ rules: unknown[] }>((callback) => ledger.getPostingRules({}, callback));
  ledger.close();
  expect(rules.rules.length).toBeGreaterThan(40);
  await first.stop();
  await expect(fetch(`${http}/health/live`)).rejects.toThrow();

  const second = await start();
  expect(await echo(second.ready['grpc'] as string)).toEqual({ body: Buffer.from('hello') });
  await second.stop();
});

test('a start that fails closes what was opened and says why', async () => {
  const first = await start();
  const taken = new URL(first.ready['http'] as string).port;
  await expect(start({ HTTP_PORT: taken })).rejects.toThrow(/EADDRINUSE/);
  await expect(start({ SEED_FILE: join(dataDir, 'none.json') })).rejects.toMatchObject({ code: 'SEED_UNREADABLE' });
  await first.stop();
});

test('bad settings are named', () => {
  expect(() => readServerConfig({ GRPC_PORT: 'x', DATABASE_URL: 'mysql://h/d' })).toThrow(
    /DATABASE_URL[\s\S]*GRPC_PORT/,
  );
  expect(readServerConfig({ DATABASE_URL: '', PUBLIC_HTTP_URL: 'https://pay.example/' })).toMatchObject({
    databaseUrl: undefined,
    publicHttpUrl: 'https://pay.example',
    grpcPort: 50051,
    mqttPort: 1883,
    operationsPort: 50053,
  });
});
