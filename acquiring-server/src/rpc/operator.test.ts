import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ChannelCredentials, ServerCredentials } from '@grpc/grpc-js';
import { silentLog, systemClock } from '@qiantai/foundation';
import { acquiringServices } from '@qiantai/protos';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deadlineAt, transactionWithin } from '../db/within-deadline.ts';
import { OperatorService } from '../operators/operator-service.ts';
import { sampleCode } from '../seed/sample-seed.fixture.ts';
import { type OperatorContext, Operators, operatorCall } from './operator.ts';
import { createRpcMetrics } from './rpc-metrics.ts';
import { startRpcServer } from './rpc-server.ts';
import { call, operatorCredentials, refusal, startTestRpc, type TestRpc } from './test-rpc.fixture.ts';

let rpc: TestRpc;
beforeAll(async () => {
  rpc = await startTestRpc();
});
afterAll(async () => await rpc.close());

const { EchoService } = acquiringServices();
const echo = (credentials: ChannelCredentials, address = rpc.operationsAddress) =>
  call((callback) => rpc.keep(new EchoService(address, credentials)).echo({ body: Buffer.from('hello') }, callback));

test('an operator is let in, an agent is not; at the agents’ port it is the other way round', async () => {
  const operator = await rpc.operator('zhang.san', 'finance');
  const agent = await rpc.enrol(sampleCode);
  expect(await echo(operator)).toEqual({ body: Buffer.from('hello') });
  expect(await refusal(echo(agent.credentials))).toMatchObject({ status: 16, errorCode: 'OPERATOR_UNKNOWN' });
  expect(await echo(agent.credentials, rpc.address)).toEqual({ body: Buffer.from('hello') });
  expect(await refusal(echo(operator, rpc.address))).toMatchObject({ status: 16, errorCode: 'CALLER_UNKNOWN' });
});

test('who has no certificate of the authority does not get through TLS', async () => {
  expect(await refusal(echo(rpc.anybody))).toMatchObject({ status: 14, errorCode: '' });
});

test('a certificate of the authority that was never recorded is refused', async () => {
  const { certificatePem, privateKeyPem } = await rpc.authority.issueOperatorCertificate('li.si');
  const stranger = ChannelCredentials.createSsl(
    Buffer.from(rpc.authority.certificatePem),
    Buffer.from(privateKeyPem),
    Buffer.from(certificatePem),
  );
  expect(await refusal(echo(stranger))).toMatchObject({ status: 16, errorCode: 'OPERATOR_UNKNOWN' });
});

test('a revocation is seen within seconds; the name can be given again', async () => {
  const before = await rpc.operator('wang.wu', 'risk');
  await echo(before);
  expect(await rpc.operators.revoke('wang.wu')).toBe(1);
  await expect(rpc.operators.revoke('wang.wu')).rejects.toMatchObject({ code: 'OPERATOR_NOT_FOUND' });
  await rpc.clock.advance(3000);
  expect(await refusal(echo(before))).toMatchObject({ status: 16, errorCode: 'OPERATOR_REVOKED' });
  await echo(await rpc.operator('wang.wu', 'operations'));
  await expect(rpc.operators.issue('wang.wu', ['risk'])).rejects.toMatchObject({ code: 'OPERATOR_EXISTS' });
  await expect(rpc.operators.issue('../x', ['risk'])).rejects.toMatchObject({ code: 'OPERATOR_BAD_NAME' });
});

test('the first operator is made once, readable by the owner alone, and stays revoked', async () => {
  const first = await rpc.operators.ensureFirst();
  const again = await rpc.operators.ensureFirst();
  expect(again).toEqual(first);
  expect(statSync(first.keyFile).mode & 0o777).toBe(0o600);
  expect(statSync(first.certificateFile).mode & 0o777).toBe(0o600);
  const admin = operatorCredentials(rpc.authority, first);
  await echo(admin);
  await rpc.operators.revoke('admin');
  await rpc.clock.advance(3000);
  await rpc.operators.ensureFirst();
  expect(await refusal(echo(admin))).toMatchObject({ errorCode: 'OPERATOR_REVOKED' });
});

test('a folder whose database is new makes its first operator known there', async () => {
  const folder = join(rpc.dataDir, 'second');
  const made: string[] = [];
  const store = {
    ...rpc.operatorStore,
    add: async (row: { serialNumber: string }) => void made.push(row.serialNumber),
  };
  const service = new OperatorService({
    store: store as unknown as typeof rpc.operatorStore,
    authority: rpc.authority,
    folder,
    clock: systemClock,
  });
  const first = await service.ensureFirst();
  await service.ensureFirst();
  expect(made).toEqual([first.serialNumber, first.serialNumber]);
  expect(readFileSync(first.certificateFile, 'ascii')).toContain('BEGIN CERTIFICATE');
});

test('roles are asked for, and a call that is out of time writes nothing', async () => {
  const context: OperatorContext = {
    operators: new Operators({ store: rpc.operatorStore, clock: rpc.clock }),
    metrics: createRpcMetrics(new Registry(), rpc.clock),
    log: silentLog,
    clock: systemClock,
  };
  const handled: string[] = [];
  const pair = {
    private_key: Buffer.from(rpc.authority.server.privateKeyPem),
    cert_chain: Buffer.from(rpc.authority.server.certificatePem),
  };
  const server = await startRpcServer({
    port: 0,
    credentials: ServerCredentials.createSsl(Buffer.from(rpc.authority.certificatePem), [pair], true),
    services: [
      {
        name: 'qiantai.acquiring.v1.EchoService',
        definition: EchoService.service,
        handlers: {
          Echo: operatorCall(context, { role: ['finance', 'risk'] }, async (operator, message, { deadline }) => {
            handled.push(operator.name);
            if (deadline.remainingMs() > 20_000) return message;
            await transactionWithin(rpc.database, deadline, async (client) => {
              await client.query(
                "INSERT INTO merchant (merchant_id, name, currency, fee_basis_points, updated_at_ms) VALUES ('half', 'half', 'CNY', 0, 0)",
              );
              await client.query('SELECT pg_sleep(20)');
            });
            return message;
          }),
        },
      },
    ],
  });
  const address = `localhost:${server.port}`;
  const risk = await rpc.operator('zhao.liu', 'risk', 'operations');
  const integration = await rpc.operator('erp', 'integration');
  expect(await echo(risk, address)).toEqual({ body: Buffer.from('hello') });
  expect(await refusal(echo(integration, address))).toMatchObject({ status: 7, errorCode: 'OPERATOR_FORBIDDEN' });
  const client = rpc.keep(new EchoService(address, risk));
  const hurried = call((callback) => client.echo({}, { deadline: systemClock.nowMs() + 300 }, callback));
  expect(await refusal(hurried)).toMatchObject({ status: 4 });
  expect(handled).toEqual(['zhao.liu', 'zhao.liu']);
  await server.stop(5000);
  expect((await rpc.database.pool.query("SELECT FROM merchant WHERE merchant_id = 'half'")).rows).toEqual([]);
});

test('the database gives up when the time is over', async () => {
  const soon = deadlineAt(systemClock.nowMs() + 60, systemClock);
  const work = transactionWithin(rpc.database, soon, async (client) => await client.query('SELECT pg_sleep(20)'));
  await expect(work).rejects.toMatchObject({ code: 'CALL_DEADLINE_EXCEEDED' });
  await expect(transactionWithin(rpc.database, soon, async () => 1)).rejects.toMatchObject({
    code: 'CALL_DEADLINE_EXCEEDED',
  });
  const never = deadlineAt(Number.POSITIVE_INFINITY, systemClock);
  expect(await transactionWithin(rpc.database, never, async () => 1)).toBe(1);
});
