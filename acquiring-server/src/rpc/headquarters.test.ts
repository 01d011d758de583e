import { Metadata, status } from '@grpc/grpc-js';
import type { ListTillDeedsReply__Output } from '@qiantai/protos/generated/qiantai/acquiring/v1/ListTillDeedsReply.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleCode } from '../seed/sample-seed.fixture.ts';
import { cashTakenPayload, JournalWriter } from '../sync/journal-writer.fixture.ts';
import { sessionKey } from './headquarters-call.ts';
import { call, refusal, startTestRpc, type TestAgent, type TestRpc } from './test-rpc.fixture.ts';

let rpc: TestRpc;
let agent: TestAgent;
let hq: ReturnType<TestRpc['headquartersClient']>;
const password = 'a good long password';
const everyRight = ['read', 'catalogue', 'operators', 'limits', 'fleet', 'risk', 'users', 'tree'];

beforeAll(async () => {
  rpc = await startTestRpc();
  hq = rpc.headquartersClient();
  agent = await rpc.enrol(sampleCode);
  const admin = rpc.headquartersAdmin(await rpc.operator('olga', 'operations'));
  const user = { login: 'boss', name: '老板', scope: '', rights: everyRight };
  await call((done) => admin.createHeadquartersUser({ merchantId: 'm1', user, password }, done));
});
afterAll(() => rpc.close());

interface Tree {
  path: string[];
  settingsVersion: string;
  regions: unknown[];
  stores: Array<{ storeId: string }>;
  terminals: Array<{ terminalId: string }>;
}

async function signIn(login: string): Promise<Metadata> {
  const { token } = await call<{ token: string }>((done) => hq.signIn({ merchantId: 'm1', login, password }, done));
  const metadata = new Metadata();
  metadata.set(sessionKey, token);
  return metadata;
}

test('only the platform’s operations make a merchant’s first user', async () => {
  const finance = rpc.headquartersAdmin(await rpc.operator('fiona', 'finance'));
  const user = { login: 'thief', name: 'x', scope: '', rights: ['read'] };
  const refused = await refusal(
    call((done) => finance.createHeadquartersUser({ merchantId: 'm1', user, password }, done)),
  );
  expect(refused).toMatchObject({ status: status.PERMISSION_DENIED, errorCode: 'OPERATOR_FORBIDDEN' });
});

test('without a session, or with one that is over, nothing is answered', async () => {
  const tree = (metadata: Metadata) => refusal(call((done) => hq.getTree({}, metadata, done)));
  expect(await tree(new Metadata())).toMatchObject({
    status: status.UNAUTHENTICATED,
    errorCode: 'HEADQUARTERS_SESSION_OVER',
  });
  const session = await signIn('boss');
  await call((done) => hq.getTree({}, session, done));
  await call((done) => hq.signOut({}, session, done));
  expect((await tree(session)).errorCode).toBe('HEADQUARTERS_SESSION_OVER');
  const wrong = { merchantId: 'm1', login: 'boss', password: 'not it at all' };
  expect((await refusal(call((done) => hq.signIn(wrong, done)))).errorCode).toBe('HEADQUARTERS_SIGN_IN_FAILED');
});

test('what was done at a store’s tills is read by time, page by page, by whoever sees the store', async () => {
  const writer = new JournalWriter({ terminalId: 'till-a1', ids: rpc.ids, privateKey: agent.privateKey });
  const deed = (deedId: string) => ({
    ...{ deedId, deed: 'line_deleted' as const, operatorId: 'op-1', businessDate: '2026-01-02', doneAtMs: 5 },
  });
  const approval = { approvalId: rpc.ids.uuid7(), right: 'line.delete', operatorId: 'op-1', approvedById: 'op-2' };
  const entries = [
    writer.write('approval.given', { ...approval, by: 'card', note: '', givenAtMs: 4 }),
    writer.write('till.deed', deed(rpc.ids.uuid7())),
    writer.write('cash.taken', cashTakenPayload(rpc.ids)),
    writer.write('till.deed', deed(rpc.ids.uuid7())),
  ];
  const { results } = await call<{ results: Array<{ outcome: string; exceptionCode: string }> }>((done) =>
    rpc.sync(agent).appendJournal({ entries }, done),
  );
  expect(results.map(({ outcome, exceptionCode }) => `${outcome}${exceptionCode}`)).toEqual(Array(4).fill('accepted'));

  const boss = await signIn('boss');
  const times = entries.map(({ recordedAtMs }) => Number(recordedAtMs));
  const [fromMs = 0, untilMs = 0] = [Math.min(...times), Math.max(...times) + 1];
  const list = (over: object = {}) =>
    call<ListTillDeedsReply__Output>((done) =>
      hq.listTillDeeds({ storeId: 'store-a', fromMs, untilMs, ...over }, boss, done),
    );
  const all = await list();
  expect(all.more).toBe(false);
  expect(all.deeds.map(({ kind }) => kind)).toEqual(['approval.given', 'till.deed', 'till.deed']);
  expect(JSON.parse(all.deeds[0]!.payloadJson)).toMatchObject(approval);
  const first = await list({ pageSize: 2 });
  expect([first.deeds, first.more]).toEqual([all.deeds.slice(0, 2), true]);
  const rest = await list({ pageSize: 2, after: first.deeds[1]!.place });
  expect([rest.deeds, rest.more]).toEqual([all.deeds.slice(2), false]);
  expect((await list({ storeId: 'store-b' })).deeds).toEqual([]);
  expect((await list({ untilMs: fromMs })).deeds).toEqual([]);
  expect(await refusal(list({ untilMs: fromMs + 40 * 86_400_000 }))).toMatchObject({ errorCode: 'PROTO_BAD_MESSAGE' });
  const user = { login: 'berta', name: 'Berta', scope: 'store/store-b', rights: ['read'] };
  await call((done) => hq.createUser({ user, password }, boss, done));
  const berta = await signIn('berta');
  const asked = { storeId: 'store-a', fromMs, untilMs };
  expect(await refusal(call((done) => hq.listTillDeeds(asked, berta, done)))).toMatchObject({
    errorCode: 'HEADQUARTERS_NOT_YOURS',
  });
});

test('headquarters builds its tree, gives settings, and a store’s manager sees the store alone', async () => {
  const boss = await signIn('boss');
  const region = { regionId: 'north', name: '北区', nameEn: 'North' };
  await call((done) => hq.putRegion({ region }, boss, done));
  const store = { storeId: 'store-a', regionId: 'north', name: '人民路店', nameEn: 'Renmin Road' };
  await call((done) => hq.putStore({ store, keepReceipt: true }, boss, done));
  const terminal = { terminalId: 'till-a3', storeId: 'store-a', name: '三号机', cardTerminalId: '10000004' };
  await call((done) => hq.putTerminal({ terminal }, boss, done));
  const user = { login: 'anna', name: 'Anna', scope: 'store/store-a', rights: ['read', 'catalogue', 'operators'] };
  await call((done) => hq.createUser({ user, password }, boss, done));

  const anna = await signIn('anna');
  const tree = await call<Tree>((done) => hq.getTree({}, anna, done));
  expect(tree.path).toEqual(['', 'region/north', 'store/store-a']);
  expect([tree.regions, tree.stores.map(({ storeId }) => storeId)]).toEqual([[], ['store-a']]);
  expect(tree.terminals.map(({ terminalId }) => terminalId)).toEqual(['till-a1', 'till-a2', 'till-a3']);

  const change = (scope: string) => ({
    changes: [
      {
        scope,
        kind: 'article',
        id: 'a1',
        valueJson: JSON.stringify({
          articleId: 'a1',
          barcode: '6901234500001',
          nameZh: '水',
          nameEn: 'Water',
          unitPriceMinor: '150',
          currency: 'CNY',
          unit: '瓶',
          picture: '',
        }),
      },
    ],
    baseVersion: tree.settingsVersion,
  });
  await call((done) => hq.applySettings(change('store/store-a'), anna, done));
  expect(await refusal(call((done) => hq.applySettings(change(''), anna, done)))).toMatchObject({
    status: status.PERMISSION_DENIED,
    errorCode: 'HEADQUARTERS_NOT_YOURS',
  });
  expect((await refusal(call((done) => hq.applySettings(change('store/store-a'), anna, done)))).errorCode).toBe(
    'SETTINGS_STALE_VERSION',
  );
  expect((await refusal(call((done) => hq.putRegion({ region }, anna, done)))).errorCode).toBe(
    'HEADQUARTERS_FORBIDDEN',
  );

  const list = { scope: 'store/store-a', kind: 'article', effective: true, pageSize: 2 };
  const page = await call<{ more: boolean; settings: Array<{ id: string; inherited: boolean; valueJson: string }> }>(
    (done) => hq.listSettings(list, anna, done),
  );
  expect(page.settings.map(({ id, inherited }) => [id, inherited])).toEqual([
    ['a1', false],
    ['a2', true],
  ]);
  expect(page.more).toBe(true);
  // Above the own node it is read as inherited, beside it not at all.
  await call((done) => hq.listSettings({ ...list, scope: 'region/north' }, anna, done));
  const beside = await refusal(call((done) => hq.listSettings({ ...list, scope: 'store/store-b' }, anna, done)));
  expect(beside.errorCode).toBe('HEADQUARTERS_NOT_YOURS');

  const pulled = await call<{ path: string[]; changes: Array<{ scope: string; id: string; version: string }> }>(
    (done) => rpc.sync(agent).pullSettings({ afterVersion: tree.settingsVersion, limit: 100, path: tree.path }, done),
  );
  expect(pulled.changes.map(({ scope, id }) => [scope, id])).toEqual([['store/store-a', 'a1']]);

  const steps = await call<{ steps: Array<{ byWhom: string; id: string; scope: string }> }>((done) =>
    hq.listSettingHistory({ kind: 'article' }, anna, done),
  );
  expect(steps.steps.map(({ byWhom, id, scope }) => [byWhom, id, scope])).toEqual([
    ['user:anna', 'a1', 'store/store-a'],
  ]);
  await call((done) =>
    hq.revertSettings(
      {
        settings: [{ scope: 'store/store-a', kind: 'article', id: 'a1' }],
        toVersion: tree.settingsVersion,
        baseVersion: pulled.changes[0]!.version,
      },
      anna,
      done,
    ),
  );
});

test('a PIN goes in and neither it nor its hash comes out', async () => {
  const boss = await signIn('boss');
  const operator = { operatorId: 'op-5', number: '5005', name: '五', rights: ['sell'], pin: '864209', scopes: [''] };
  const version = (await call<{ settingsVersion: string }>((done) => hq.getTree({}, boss, done))).settingsVersion;
  await call((done) => hq.putOperator({ ...operator, baseVersion: version }, boss, done));
  const replies = await Promise.all([
    call((done) => hq.listSettings({ scope: '', kind: 'operator', effective: true }, boss, done)),
    call((done) => hq.listSettingHistory({ kind: 'operator' }, boss, done)),
  ]);
  expect(JSON.stringify(replies)).toContain('op-5');
  expect(JSON.stringify(replies)).not.toContain('argon2');
});

test('who takes the risk is on record and told', async () => {
  const boss = await signIn('boss');
  const reply = await call<{ onRecord: boolean; history: Array<{ person: string; recordedBy: string }> }>((done) =>
    hq.recordRisk({ person: '张三', termsVersion: '2026-1' }, boss, done),
  );
  expect(reply).toMatchObject({ onRecord: true, history: [{ person: '张三', recordedBy: 'user:boss' }] });
  expect(await call((done) => hq.withdrawRisk({ person: '张三' }, boss, done))).toMatchObject({ onRecord: false });
  expect((await refusal(call((done) => hq.withdrawRisk({ person: '张三' }, boss, done)))).errorCode).toBe(
    'OFFLINE_RISK_NONE',
  );
});

describe('a file', () => {
  interface Preview {
    importId: string;
    fileHash: Buffer;
    added: number;
    faults: Array<{ line: number; column: string; code: string; message: string }>;
  }
  const upload = (session: Metadata, parts: Array<{ head?: object; chunk?: Buffer }>) =>
    call<Preview>((done) => {
      const stream = hq.previewImport(session, done);
      for (const part of parts) stream.write(part);
      stream.end();
    });
  const head = { what: 'taxes', scope: '' };

  test('is looked at and then taken, once', async () => {
    const boss = await signIn('boss');
    const text = Buffer.from('tax_code,name_zh,rate\nvat13,增值税,13\n');
    const preview = await upload(boss, [{ head }, { chunk: text.subarray(0, 30) }, { chunk: text.subarray(30) }]);
    expect(preview).toMatchObject({ added: 1, faults: [] });
    const commit = () =>
      call<{ changed: number }>((done) =>
        hq.commitImport({ importId: preview.importId, fileHash: preview.fileHash }, boss, done),
      );
    expect(await commit()).toMatchObject({ changed: 1 });
    expect(await commit()).toMatchObject({ changed: 1 });
    const bad = await upload(boss, [{ head, chunk: Buffer.from('tax_code,name_zh,rate\nx,y,z\n') }]);
    expect(bad.faults).toMatchObject([{ line: 2, column: 'rate', code: 'IMPORT_CELL_BAD' }]);
    expect(bad.faults[0]!.message).toMatch(/^The cell is not right: a rate is/);
    const refused = await refusal(call((done) => hq.commitImport({ ...bad }, boss, done)));
    expect(refused).toMatchObject({ status: status.FAILED_PRECONDITION, errorCode: 'IMPORT_HAS_FAULTS' });
  });

  test('without a session, a head or the right, or too long, is turned away', async () => {
    const boss = await signIn('boss');
    const code = async (session: Metadata, parts: Parameters<typeof upload>[1]) =>
      (await refusal(upload(session, parts))).errorCode;
    expect(await code(new Metadata(), [{ head }])).toBe('HEADQUARTERS_SESSION_OVER');
    expect(await code(boss, [{ chunk: Buffer.from('x') }])).toBe('PROTO_BAD_MESSAGE');
    expect(await code(boss, [{ head: { what: 'nonsense' } }])).toBe('IMPORT_UNKNOWN_WHAT');
    const chunk = Buffer.alloc(1_000_000, 'x');
    expect(await code(boss, [{ head }, ...Array.from({ length: 70 }, () => ({ chunk }))])).toBe('IMPORT_TOO_LARGE');
    const user = { login: 'clerk', name: 'x', scope: '', rights: ['read', 'limits'] };
    await call((done) => hq.createUser({ user, password }, boss, done));
    expect(await code(await signIn('clerk'), [{ head, chunk: Buffer.from('tax_code\n') }])).toBe(
      'HEADQUARTERS_FORBIDDEN',
    );
  });
});

test('bad requests are refused by their field', async () => {
  const boss = await signIn('boss');
  const refused = async (start: Parameters<typeof call>[0]) => (await refusal(call(start))).errorCode;
  expect(await refused((done) => hq.putRegion({}, boss, done))).toBe('PROTO_BAD_MESSAGE');
  expect(await refused((done) => hq.removeRegion({ regionId: 'a b' }, boss, done))).toBe('PROTO_BAD_MESSAGE');
  expect(await refused((done) => hq.listSettings({ kind: 'nonsense' }, boss, done))).toBe('SETTINGS_UNKNOWN_KIND');
  expect(await refused((done) => hq.listSettings({ kind: 'tax', pageSize: 1001 }, boss, done))).toBe(
    'PROTO_BAD_NUMBER',
  );
  const change = { scope: '', kind: 'tax', id: 'x', valueJson: '{' };
  expect(await refused((done) => hq.applySettings({ changes: [change] }, boss, done))).toBe('SETTINGS_BAD_VALUE');
  const many = Array.from({ length: 2001 }, (_, index) => ({ ...change, id: `x${index}`, valueJson: '' }));
  expect(await refused((done) => hq.applySettings({ changes: many }, boss, done))).toBe('SETTINGS_TOO_MANY');
  const user = { login: 'x', name: 'x', scope: '', rights: ['king'] };
  expect(await refused((done) => hq.createUser({ user, password }, boss, done))).toBe('PROTO_BAD_MESSAGE');
});
