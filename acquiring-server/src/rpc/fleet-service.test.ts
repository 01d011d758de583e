/** What the fleet's keepers do and see, and what agents hear of it, over gRPC. */
import { status } from '@grpc/grpc-js';
import type { HealthReport } from '@qiantai/protos';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { otherStoreCode, sampleCode } from '../seed/sample-seed.fixture.ts';
import type { Replied } from './messages.ts';
import { call, freshKeys, refusal, startTestRpc, type TestAgent, type TestRpc } from './test-rpc.fixture.ts';

type Fleet = ReturnType<TestRpc['fleetClient']>;

let rpc: TestRpc;
let fleet: Fleet;
let looking: Fleet;
let agent: TestAgent;
let other: TestAgent;
beforeAll(async () => {
  rpc = await startTestRpc();
  fleet = rpc.fleetClient(await rpc.operator('keeper.li', 'operations'));
  looking = rpc.fleetClient(await rpc.operator('clerk.wu', 'finance'));
  agent = await rpc.enrol(sampleCode);
  other = await rpc.enrol(otherStoreCode);
});
afterAll(() => rpc.close());

type CodeReply = Replied<'FleetService', 'CreateActivationCode'>;
type OrderReply = Replied<'FleetService', 'PlaceOrder'>;
type BoardReply = Replied<'FleetService', 'GetFleetBoard'>;

const makeCode = (storeId: string, wish: { hours?: number; replacesAgentId?: string } = {}, by: Fleet = fleet) =>
  call<CodeReply>((callback) => by.createActivationCode({ merchantId: 'm1', storeId, ...wish }, callback));

const probe = (from: TestAgent, told: object = {}) =>
  call<Replied<'EdgeSyncService', 'Probe'>>((callback) =>
    rpc.sync(from).probe({ sentAtMs: '1', waiting: '0', oldestAgeMs: '0', ...told }, callback),
  );

const place = (orderId: string, wish: { kind?: string; paramsJson?: string; hours?: number; agentId?: string } = {}) =>
  call<OrderReply>((callback) =>
    fleet.placeOrder(
      { merchantId: 'm1', agentId: agent.agentId, kind: 'sync_now', paramsJson: '{}', ...wish, orderId },
      callback,
    ),
  );

const fetchOrders = (from: TestAgent) =>
  call<Replied<'FleetSyncService', 'FetchOrders'>>((callback) => rpc.fleetSync(from).fetchOrders({}, callback));

const answer = (from: TestAgent, message: object) =>
  call<{ state: string }>((callback) => rpc.fleetSync(from).answerOrder(message, callback));

const board = async (storeIds: string[] = []) =>
  (await call<BoardReply>((callback) => looking.getFleetBoard({ merchantId: 'm1', storeIds }, callback))).stores;

describe('activation codes', () => {
  test('a code is told once, used once, and shown with its state ever after', async () => {
    const made = await makeCode('store-b', { hours: 2 });
    expect(made.activationCode).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(made.description).toMatchObject({ state: 'unused', createdBy: 'platform/keeper.li', storeId: 'store-b' });
    const rows = await rpc.database.pool.query('SELECT * FROM activation_code');
    const stored = JSON.stringify(rows.rows, (_, value) => (typeof value === 'bigint' ? String(value) : value));
    expect(stored).not.toContain(made.activationCode);
    const used = await rpc.enrol(made.activationCode);
    const listed = await call<Replied<'FleetService', 'ListActivationCodes'>>((callback) =>
      looking.listActivationCodes({ merchantId: 'm1', storeId: 'store-b' }, callback),
    );
    expect(JSON.stringify(listed)).not.toContain(made.activationCode);
    expect(listed.codes.find((code) => code.codeId === made.description?.codeId)).toMatchObject({
      state: 'used',
      agentId: used.agentId,
    });
    expect((await refusal(rpc.enrol(made.activationCode))).errorCode).toBe('ENROLMENT_CODE_USED');
  });

  test('a code that was withdrawn or is over lets nobody in', async () => {
    const made = await makeCode('store-b');
    const codeId = made.description?.codeId ?? '';
    const withdraw = (merchantId = 'm1') =>
      call<{ state: string }>((callback) => fleet.withdrawActivationCode({ merchantId, codeId }, callback));
    expect((await refusal(withdraw('m2'))).errorCode).toBe('FLEET_CODE_NOT_FOUND');
    expect((await withdraw()).state).toBe('withdrawn');
    expect((await withdraw()).state).toBe('withdrawn');
    expect((await refusal(rpc.enrol(made.activationCode))).errorCode).toBe('ENROLMENT_CODE_WITHDRAWN');
    const short = await makeCode('store-b', { hours: 1 });
    await rpc.clock.advance(3_600_000);
    expect((await refusal(rpc.enrol(short.activationCode))).errorCode).toBe('ENROLMENT_CODE_EXPIRED');
    const late = { merchantId: 'm1', codeId: short.description?.codeId ?? '' };
    const withdrawn = call((callback) => fleet.withdrawActivationCode(late, callback));
    expect((await refusal(withdrawn)).errorCode).toBe('FLEET_CODE_NOT_OPEN');
  });

  test('only for stores that are there, by those who may, and not without end', async () => {
    expect((await refusal(makeCode('store-x'))).errorCode).toBe('FLEET_STORE_NOT_FOUND');
    expect((await refusal(makeCode('store-a', { hours: 721 }))).errorCode).toBe('FLEET_BAD_REQUEST');
    expect((await refusal(makeCode('store-a', {}, looking))).errorCode).toBe('OPERATOR_FORBIDDEN');
    const replacesAgentId = other.agentId;
    expect((await refusal(makeCode('store-a', { replacesAgentId }))).errorCode).toBe('FLEET_AGENT_NOT_FOUND');
    for (let count = 0; count < 20; count++) await makeCode('store-a', { hours: 1 });
    expect(await refusal(makeCode('store-a'))).toMatchObject({
      status: status.RESOURCE_EXHAUSTED,
      errorCode: 'FLEET_CODES_TOO_MANY',
    });
    await rpc.clock.advance(3_600_000);
  });

  test('wrong codes from one address are bounded, and the right one is refused with them until time has passed', async () => {
    const good = await makeCode('store-b');
    const { certificateRequest } = await freshKeys();
    const guess = (activationCode: string) =>
      refusal(
        call((callback) =>
          rpc.enroller.enrol({ activationCode, certificateRequest, deviceDescription: 'x' }, callback),
        ),
      );
    for (let count = 0; count < 10; count++) {
      expect((await guess(`WRONG-CODE-${count}`)).errorCode).toBe('ENROLMENT_CODE_UNKNOWN');
    }
    expect(await guess('WRONG-CODE-X')).toMatchObject({
      status: status.RESOURCE_EXHAUSTED,
      errorCode: 'ENROLMENT_TOO_MANY_TRIES',
    });
    expect((await guess(good.activationCode)).errorCode).toBe('ENROLMENT_TOO_MANY_TRIES');
    await rpc.clock.advance(60_000);
    expect((await guess(good.activationCode)).errorCode).toBe('');
    await rpc.clock.advance(3_600_000);
  });
});

describe('orders', () => {
  test('an order waits, is fetched, answered in parts, and ends once', async () => {
    const orderId = rpc.ids.uuid7();
    const paramsJson = '{"lines":100}';
    expect((await probe(agent)).ordersWait).toBe(false);
    expect(await place(orderId, { kind: 'send_logs', paramsJson })).toMatchObject({ state: 'queued' });
    expect(await place(orderId, { kind: 'send_logs', paramsJson })).toMatchObject({ state: 'queued' });
    await rpc.clock.advance(3000);
    expect((await probe(agent)).ordersWait).toBe(true);
    expect((await probe(other)).ordersWait).toBe(false);
    expect((await fetchOrders(other)).orders).toEqual([]);
    expect((await fetchOrders(agent)).orders).toMatchObject([{ orderId, kind: 'send_logs', paramsJson }]);
    expect((await fetchOrders(agent)).orders).toHaveLength(1);

    expect((await refusal(answer(other, { orderId, part: 0, text: 'x' }))).errorCode).toBe('FLEET_ORDER_NOT_FOUND');
    expect(await answer(agent, { orderId, part: 0, text: 'line 1\n' })).toEqual({ state: 'fetched' });
    expect(await answer(agent, { orderId, part: 0, text: 'another\n' })).toEqual({ state: 'fetched' });
    const last = { orderId, part: 1, text: 'line 2\n', outcome: 'done', resultJson: '{"lines":2}' };
    expect(await answer(agent, last)).toEqual({ state: 'done' });
    expect(await answer(agent, last)).toEqual({ state: 'done' });
    expect(await answer(agent, { ...last, outcome: 'failed' })).toEqual({ state: 'done' });
    expect((await fetchOrders(agent)).orders).toEqual([]);
    const read = await call<Replied<'FleetService', 'GetOrder'>>((callback) =>
      fleet.getOrder({ merchantId: 'm1', orderId }, callback),
    );
    expect(read).toMatchObject({
      parts: ['line 1\n', 'line 2\n'],
      order: { state: 'done', resultJson: '{"lines":2}' },
    });
    const history = await rpc.database.pool.query(
      'SELECT event, to_state FROM fleet_order_history WHERE order_id = $1 ORDER BY place',
      [orderId],
    );
    expect(history.rows).toEqual([
      { event: 'fetch', to_state: 'fetched' },
      { event: 'succeed', to_state: 'done' },
    ]);
  });

  test('an order that nobody fetched in time is expired, and its answer changes nothing', async () => {
    const [never, late] = [rpc.ids.uuid7(), rpc.ids.uuid7()];
    await place(never, { hours: 1, agentId: other.agentId });
    await place(late, { hours: 1 });
    await fetchOrders(agent);
    await rpc.clock.advance(3_600_000);
    expect(await answer(agent, { orderId: late, outcome: 'done' })).toEqual({ state: 'expired' });
    const listed = await call<Replied<'FleetService', 'ListOrders'>>((callback) =>
      looking.listOrders({ merchantId: 'm1' }, callback),
    );
    const states = new Map(listed.orders.map((order) => [order.orderId, order.state]));
    expect([states.get(never), states.get(late)]).toEqual(['expired', 'expired']);
  });

  test('what is no order is refused', async () => {
    const orderId = rpc.ids.uuid7();
    const codes = [
      await refusal(place(orderId, { kind: 'format_disk' })),
      await refusal(place(orderId, { kind: 'send_logs', paramsJson: '{"lines":999999}' })),
      await refusal(place(orderId, { kind: 'send_logs', paramsJson: 'lines' })),
      await refusal(place(orderId, { paramsJson: '{"shell":"rm"}' })),
      await refusal(place('no-id')),
      await refusal(place(orderId, { agentId: rpc.ids.uuid7() })),
    ].map((refused) => refused.errorCode);
    expect(codes).toEqual([
      'FLEET_BAD_REQUEST',
      'FLEET_BAD_REQUEST',
      'FLEET_BAD_REQUEST',
      'FLEET_BAD_REQUEST',
      'PROTO_BAD_ID',
      'FLEET_AGENT_NOT_FOUND',
    ]);
    await place(orderId);
    expect((await refusal(place(orderId, { kind: 'reload_settings' }))).errorCode).toBe('FLEET_ORDER_CONFLICT');
    await fetchOrders(agent);
    const bad = [{ part: 16 }, { part: -1 }, { text: 'x'.repeat(262_145) }, { outcome: 'maybe' }, { resultJson: '[' }];
    for (const part of bad) {
      expect((await refusal(answer(agent, { orderId, ...part }))).errorCode).toBe('FLEET_BAD_REQUEST');
    }
    const unfetched = rpc.ids.uuid7();
    await place(unfetched);
    expect((await refusal(answer(agent, { orderId: unfetched, outcome: 'done' }))).errorCode).toBe('FLEET_ORDER_STATE');
  });

  test('one agent has fifty that wait at most', async () => {
    for (let count = 0; count < 50; count++) await place(rpc.ids.uuid7(), { agentId: other.agentId });
    expect((await refusal(place(rpc.ids.uuid7(), { agentId: other.agentId }))).errorCode).toBe('FLEET_ORDERS_TOO_MANY');
    expect((await fetchOrders(other)).orders).toHaveLength(20);
  });
});

describe('releases', () => {
  const release = {
    component: 'agent',
    channel: 'stable',
    version: '1.4.0',
    packageHash: 'b'.repeat(64),
    packageName: 'edge-agent-1.4.0.tgz',
    rolloutPercent: 0,
    minimumVersion: '1.0.0',
  };
  const put = (change: object = {}) =>
    call<Replied<'FleetService', 'PutRelease'>>((callback) =>
      fleet.putRelease({ release: { ...release, ...change } }, callback),
    );
  const roll = (rolloutPercent: number, paused = false) =>
    call<Replied<'FleetService', 'SetRollout'>>((callback) =>
      fleet.setRollout({ component: 'agent', channel: 'stable', version: '1.4.0', rolloutPercent, paused }, callback),
    );
  const wanted = async () => {
    await rpc.clock.advance(4000);
    return (await reportHealth(agent)).wanted;
  };

  test('a store hears of a release once its stage is reached; a paused one grows no further', async () => {
    await put();
    expect(await wanted()).toEqual([]);
    await roll(100);
    expect(await wanted()).toMatchObject([{ component: 'agent', version: '1.4.0', minimumVersion: '1.0.0' }]);
    await roll(50, true);
    expect((await refusal(roll(60, true))).errorCode).toBe('FLEET_BAD_REQUEST');
    await roll(60);
  });

  test('a version has one package, and a bad release is refused', async () => {
    expect((await refusal(put({ packageHash: 'c'.repeat(64) }))).errorCode).toBe('FLEET_RELEASE_CONFLICT');
    const bad = [
      { component: 'printer' },
      { version: '1.4' },
      { packageHash: 'xyz' },
      { packageName: 'https://elsewhere/agent.tgz' },
      { packageName: '../agent.tgz' },
      { rolloutPercent: 101 },
      { channel: '' },
    ];
    for (const change of bad) expect((await refusal(put(change))).errorCode).toBe('FLEET_BAD_REQUEST');
    const unknown = { component: 'till', channel: 'stable', version: '9.9.9' };
    const rolled = call((callback) => fleet.setRollout(unknown, callback));
    expect((await refusal(rolled)).errorCode).toBe('FLEET_RELEASE_NOT_FOUND');
    expect((await refusal(call((callback) => looking.putRelease({ release }, callback)))).errorCode).toBe(
      'OPERATOR_FORBIDDEN',
    );
  });
});

describe('the board', () => {
  test('says of each store when it was heard, what waits, what it runs and what is missing', async () => {
    await probe(agent, { settingsVersion: '99' });
    expect((await board(['store-a']))[0]).toMatchObject({ settingsBehindSinceMs: '0' });
    await probe(agent, {
      waiting: '3',
      oldestAgeMs: '9000',
      bootId: 'boot-1',
      settingsVersion: '4',
      heads: [{ terminalId: 'till-a1', sequence: '12', hash: Buffer.alloc(32) }],
    });
    await reportHealth(agent, { agentVersion: '1.3.0' });
    const [store] = await board(['store-a']);
    expect(store).toMatchObject({
      storeId: 'store-a',
      storeName: '人民路店',
      lastContactMs: String(rpc.clock.nowMs()),
      offlineSinceMs: '0',
      waiting: '3',
      oldestAgeMs: '9000',
      dead: '1',
      waitingSums: [{ currency: 'CNY', amountMinor: '1500' }],
      settingsVersion: '4',
      settingsBehindSinceMs: String(rpc.clock.nowMs()),
      terminals: [
        { terminalId: 'till-a1', agentHead: '12', serverHead: '0', gap: '12', appVersion: '1.2.0' },
        { terminalId: 'till-a2', agentHead: '0', gap: '0', appVersion: '' },
      ],
      alarms: [{ code: 'ENTRY_DEAD' }],
    });
    expect(store?.terminals[0]?.devices).toEqual({ printer: 'fault', scanner: 'connected' });
    expect(store?.agents.find((one) => one.agentId === agent.agentId)).toMatchObject({
      state: 'active',
      version: '1.3.0',
      cloned: false,
    });
    expect((await board()).map((one) => one.storeId)).toEqual(['store-a', 'store-b']);
  });

  test('a silent store is offline since its last word, and the time is kept after its return', async () => {
    await probe(agent);
    const lastMs = rpc.clock.nowMs();
    await rpc.clock.advance(60_000);
    expect((await board(['store-a']))[0]).toMatchObject({ offlineSinceMs: '0' });
    const before = Number((await board(['store-a']))[0]?.offlineMsToday);
    await rpc.clock.advance(60_000);
    expect((await board(['store-a']))[0]).toMatchObject({
      offlineSinceMs: String(lastMs),
      offlineMsToday: String(before + 120_000),
    });
    await rpc.clock.advance(60_000);
    await probe(agent);
    expect((await board(['store-a']))[0]).toMatchObject({
      offlineSinceMs: '0',
      offlineMsToday: String(before + 180_000),
    });
  });

  test('what was heard is written in one go, and read back by a server that starts anew', async () => {
    await probe(agent, { waiting: '7', settingsVersion: '5' });
    await probe(other);
    await rpc.fleet.contacts.write();
    const rows = await rpc.database.pool.query('SELECT * FROM store_contact ORDER BY store_id');
    expect(rows.rows).toMatchObject([
      { store_id: 'store-a', waiting: 7n, settings_version: 5n },
      { store_id: 'store-b', waiting: 0n },
    ]);
  });

  test('two that speak by turns under one name are told apart', async () => {
    await probe(agent, { bootId: 'boot-a' });
    await probe(agent, { bootId: 'boot-b' });
    const cloned = async () =>
      (await board(['store-a']))[0]?.agents.find((one) => one.agentId === agent.agentId)?.cloned;
    expect(await cloned()).toBe(false);
    await probe(agent, { bootId: 'boot-a' });
    expect(await cloned()).toBe(true);
  });

  test('a report that is none is refused', async () => {
    for (const reportJson of ['', '{}', '[', '"\\u0000"', 'x'.repeat(300_000)]) {
      const sent = call((callback) => rpc.fleetSync(agent).reportHealth({ reportJson }, callback));
      expect((await refusal(sent)).errorCode).toBe('FLEET_BAD_REQUEST');
    }
  });
});

describe('an agent out of service', () => {
  const step = (name: 'retireAgent' | 'revokeAgent', agentId: string) =>
    call<Replied<'FleetService', 'RetireAgent'>>((callback) =>
      fleet[name]({ merchantId: 'm1', agentId, reason: 'a new box' }, callback),
    );

  test('one that is replaced brings its journal, takes nothing new, and ends when nothing waits', async () => {
    const old = await rpc.enrol((await makeCode('store-a')).activationCode);
    const made = await makeCode('store-a', { replacesAgentId: old.agentId });
    const fresh = await rpc.enrol(made.activationCode);
    await rpc.clock.advance(4000);
    expect((await probe(old)).agentState).toBe('retiring');
    expect((await probe(fresh)).agentState).toBe('active');
    const append = (from: TestAgent) => call((callback) => rpc.sync(from).appendJournal({ entries: [] }, callback));
    expect((await refusal(append(old))).errorCode).toBe('');
    const pull = call((callback) => rpc.sync(old).pullSettings({ afterVersion: 0, limit: 10 }, callback));
    expect((await refusal(pull)).errorCode).toBe('CALLER_RETIRING');

    await reportHealth(old, { drained: true, terminals: [{ ...terminalReport, headSequence: 99 }] });
    expect((await probe(old)).agentState).toBe('retiring');
    await reportHealth(old, { drained: true, terminals: [] });
    await rpc.clock.advance(4000);
    expect((await refusal(probe(old))).errorCode).toBe('CALLER_RETIRED');
    expect((await refusal(append(old))).errorCode).toBe('CALLER_RETIRED');
    const history = await rpc.database.pool.query(
      'SELECT event, to_state FROM agent_history WHERE agent_id = $1 ORDER BY place',
      [old.agentId],
    );
    expect(history.rows).toEqual([
      { event: 'replaced', to_state: 'retiring' },
      { event: 'drained', to_state: 'retired' },
    ]);
  });

  test('a stolen one is refused everything, its journal too, and twice is once', async () => {
    const stolen = await rpc.enrol((await makeCode('store-a')).activationCode);
    expect(await step('revokeAgent', stolen.agentId)).toMatchObject({ state: 'stolen', stateReason: 'a new box' });
    expect(await step('revokeAgent', stolen.agentId)).toMatchObject({ state: 'stolen' });
    expect((await refusal(step('retireAgent', stolen.agentId))).errorCode).toBe('FLEET_AGENT_STATE');
    await rpc.clock.advance(4000);
    const refused = await Promise.all([
      refusal(probe(stolen)),
      refusal(fetchOrders(stolen)),
      refusal(call((callback) => rpc.sync(stolen).appendJournal({ entries: [] }, callback))),
      refusal(reportHealth(stolen)),
    ]);
    expect(refused.map((one) => one.errorCode)).toEqual(Array(4).fill('CALLER_REVOKED'));
    expect((await refusal(place(rpc.ids.uuid7(), { agentId: stolen.agentId }))).errorCode).toBe('FLEET_AGENT_STATE');
  });

  test('it is of the merchant that was named, and by those who may', async () => {
    const wrong = { merchantId: 'm2', agentId: agent.agentId };
    expect((await refusal(call((callback) => fleet.revokeAgent(wrong, callback)))).errorCode).toBe(
      'FLEET_AGENT_NOT_FOUND',
    );
    const right = { merchantId: 'm1', agentId: agent.agentId };
    expect((await refusal(call((callback) => looking.revokeAgent(right, callback)))).errorCode).toBe(
      'OPERATOR_FORBIDDEN',
    );
    expect((await refusal(call((callback) => fleet.listAgents({}, callback)))).errorCode).toBe('FLEET_BAD_REQUEST');
  });
});

const terminalReport = {
  terminalId: 'till-a1',
  appVersion: '1.2.0',
  lastSeenMs: 1,
  headSequence: 12,
  headHash: '',
  devices: { printer: 'fault' as const, scanner: 'connected' as const },
};

function reportHealth(from: TestAgent, change: Partial<HealthReport> = {}) {
  const report: HealthReport = {
    atMs: rpc.clock.nowMs(),
    agentVersion: '1.0.0',
    updateChannel: 'stable',
    startedAtMs: 1,
    standing: 'active',
    drained: false,
    offlineMode: 'off',
    cashOnly: false,
    terminals: [terminalReport],
    queue: {
      waiting: 3,
      dead: 1,
      oldestAtMs: 1,
      sums: [
        { tender: 'cash', currency: 'CNY', count: 2, amountMinor: '1000', oldestAtMs: 1 },
        { tender: 'card', currency: 'CNY', count: 1, amountMinor: '500', oldestAtMs: 1 },
      ],
    },
    line: { online: true, sinceMs: 1, reasonCode: '', flaps: 0, offlineMs: 0 },
    disk: { freeBytes: 1, databaseBytes: 1 },
    settingsVersion: 4,
    clockOffsetMs: 0,
    certificateEndsAtMs: 1,
    alarms: [{ code: 'ENTRY_DEAD', atMs: 1, details: 'till-a1 #4' }],
    ...change,
  };
  return call<Replied<'FleetSyncService', 'ReportHealth'>>((callback) =>
    rpc.fleetSync(from).reportHealth({ reportJson: JSON.stringify(report) }, callback),
  );
}
