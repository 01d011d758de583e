/** The fleet as people of a merchant keep it: each sees the part of the tree that is theirs. */
import { Metadata } from '@grpc/grpc-js';
import { operationsServices } from '@qiantai/protos';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { otherStoreCode, sampleCode } from '../seed/sample-seed.fixture.ts';
import { sessionKey } from './headquarters-call.ts';
import type { Replied } from './messages.ts';
import { call, refusal, startTestRpc, type TestAgent, type TestRpc } from './test-rpc.fixture.ts';

const password = 'a good long password';
type Fleet = ReturnType<TestRpc['fleetClient']>;

let rpc: TestRpc;
let fleet: Fleet;
let agentA: TestAgent;
let agentB: TestAgent;
let boss: Metadata;
let manager: Metadata;
let reader: Metadata;
beforeAll(async () => {
  rpc = await startTestRpc();
  fleet = rpc.keep(new (operationsServices().FleetService)(rpc.enrolmentAddress, rpc.anybody));
  agentA = await rpc.enrol(sampleCode);
  agentB = await rpc.enrol(otherStoreCode);
  const admin = rpc.headquartersAdmin(await rpc.operator('olga', 'operations'));
  const hq = rpc.headquartersClient();
  const person = async (login: string, scope: string, rights: string[]) => {
    const user = { login, name: login, scope, rights };
    await call((done) => admin.createHeadquartersUser({ merchantId: 'm1', user, password }, done));
    const { token } = await call<{ token: string }>((done) => hq.signIn({ merchantId: 'm1', login, password }, done));
    const metadata = new Metadata();
    metadata.set(sessionKey, token);
    return metadata;
  };
  boss = await person('boss', '', ['read', 'fleet']);
  manager = await person('manager', 'store/store-a', ['read', 'fleet']);
  reader = await person('reader', '', ['read']);
});
afterAll(() => rpc.close());

const code = (promise: Promise<unknown>) => refusal(promise).then((refused) => refused.errorCode);
const board = (who: Metadata, request: object = {}) =>
  call<Replied<'FleetService', 'GetFleetBoard'>>((done) => fleet.getFleetBoard(request, who, done));
const revoke = (who: Metadata, agentId: string) =>
  call<Replied<'FleetService', 'RevokeAgent'>>((done) => fleet.revokeAgent({ agentId, reason: 'gone' }, who, done));
const makeCode = (who: Metadata, storeId: string, merchantId = '') =>
  call<Replied<'FleetService', 'CreateActivationCode'>>((done) =>
    fleet.createActivationCode({ merchantId, storeId }, who, done),
  );

test('without a session nothing is answered, and another merchant is nobody’s', async () => {
  expect(await code(board(new Metadata()))).toBe('HEADQUARTERS_SESSION_OVER');
  expect(await code(board(boss, { merchantId: 'm2' }))).toBe('FLEET_FORBIDDEN');
  expect(await code(makeCode(boss, 'store-a', 'm2'))).toBe('FLEET_FORBIDDEN');
});

test('a store sees itself and nothing else', async () => {
  expect((await board(boss)).stores.map((store) => store.storeId)).toEqual(['store-a', 'store-b']);
  expect((await board(manager)).stores.map((store) => store.storeId)).toEqual(['store-a']);
  expect(await code(board(manager, { storeIds: ['store-b'] }))).toBe('FLEET_FORBIDDEN');
  const listed = await call<Replied<'FleetService', 'ListAgents'>>((done) => fleet.listAgents({}, manager, done));
  expect(listed.agents.map((agent) => agent.agentId)).toEqual([agentA.agentId]);
  expect(await code(revoke(manager, agentB.agentId))).toBe('FLEET_AGENT_NOT_FOUND');
  expect(await code(makeCode(manager, 'store-b'))).toBe('FLEET_FORBIDDEN');
  const codeOfB = (await makeCode(boss, 'store-b')).description?.codeId ?? '';
  const withdraw = call((done) => fleet.withdrawActivationCode({ codeId: codeOfB }, manager, done));
  expect(await code(withdraw)).toBe('FLEET_CODE_NOT_FOUND');
  const codes = await call<Replied<'FleetService', 'ListActivationCodes'>>((done) =>
    fleet.listActivationCodes({}, manager, done),
  );
  expect(codes.codes.every((one) => one.storeId === 'store-a')).toBe(true);
  const release = { component: 'agent', channel: 'stable', version: '1.0.0', packageHash: 'a'.repeat(64) };
  const put = call((done) => fleet.putRelease({ release: { ...release, packageName: 'a.tgz' } }, manager, done));
  expect(await code(put)).toBe('FLEET_FORBIDDEN');
});

test('who only reads changes nothing; what is changed bears the name', async () => {
  expect(await code(makeCode(reader, 'store-a'))).toBe('HEADQUARTERS_FORBIDDEN');
  expect(await code(revoke(reader, agentA.agentId))).toBe('HEADQUARTERS_FORBIDDEN');
  const made = await makeCode(manager, 'store-a');
  expect(made.description).toMatchObject({ createdBy: 'headquarters/manager', state: 'unused' });
  expect(await revoke(boss, agentB.agentId)).toMatchObject({ state: 'stolen', stateReason: 'gone' });
  const history = await rpc.database.pool.query('SELECT by_whom, event FROM agent_history WHERE agent_id = $1', [
    agentB.agentId,
  ]);
  expect(history.rows).toEqual([{ by_whom: 'headquarters/boss', event: 'revoke' }]);
});

test('a merchant’s own release counts before the platform’s', async () => {
  const release = { component: 'till', channel: 'stable', version: '2.0.0', packageHash: 'a'.repeat(64) };
  const own = { ...release, packageName: 'till-2.0.0.tgz', rolloutPercent: 100 };
  const put = await call<Replied<'FleetService', 'PutRelease'>>((done) =>
    fleet.putRelease({ release: own }, boss, done),
  );
  expect(put).toMatchObject({ merchantId: 'm1', putBy: 'headquarters/boss' });
  const listed = await call<Replied<'FleetService', 'ListReleases'>>((done) => fleet.listReleases({}, reader, done));
  expect(listed.releases.map((one) => one.version)).toEqual(['2.0.0']);
});
