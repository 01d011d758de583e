import { operationsServices } from '@qiantai/protos';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { custodyNumber, ownNumber } from '../custody/test-custody.fixture.ts';
import { sampleCode } from '../seed/sample-seed.fixture.ts';
import { call, refusal, startTestRpc, type TestRpc } from './test-rpc.fixture.ts';

let rpc: TestRpc;
type Client = InstanceType<ReturnType<typeof operationsServices>['CustodyService']>;
let finance: Client;
let second: Client;
let risk: Client;

beforeAll(async () => {
  rpc = await startTestRpc();
  const { CustodyService } = operationsServices();
  const client = async (name: string, ...roles: Parameters<TestRpc['operator']>[1][]) =>
    rpc.keep(new CustodyService(rpc.operationsAddress, await rpc.operator(name, ...roles)));
  finance = await client('ann', 'finance');
  second = await client('ben', 'finance');
  risk = await client('cat', 'risk');
  for (const account of [custodyNumber, ownNumber]) rpc.bank.open(account);
});
afterAll(async () => await rpc.close());

const account = (change: object = {}) => ({
  bankAccountId: 'custody-1',
  purpose: 'custody',
  bank: '存管银行',
  holderName: '客户备付金',
  accountNumber: custodyNumber,
  currency: 'CNY',
  baseUrl: 'http://127.0.0.1:1',
  clientId: 'QT',
  secret: 'secret',
  ...change,
});
const payee = { name: '测试商户', bank: '工商银行', accountNumber: '6222000011112222', kind: 'personal' };
const money = (amountMinor: number, currency = 'CNY') => ({ amountMinor: String(amountMinor), currency });
const dayMs = 86_400_000;

it('keeps bank accounts; numbers come back masked, secrets never', async () => {
  const made = await call((done) => finance.createBankAccount(account(), done));
  expect(made).toMatchObject({
    accountNumberMasked: '************0011',
    corporateHours: { opensMinute: 0, closesMinute: 1440, weekdaysOnly: false },
    createdBy: 'ann',
  });
  await call((done) => second.createBankAccount(account(), done));
  const own = { bankAccountId: 'own-1', purpose: 'own', holderName: '自有资金', accountNumber: ownNumber };
  await call((done) => finance.createBankAccount(account(own), done));
  const other = call((done) => finance.createBankAccount(account({ accountNumber: '3100' }), done));
  expect(await refusal(other)).toMatchObject({ errorCode: 'CUSTODY_ACCOUNT_EXISTS' });
  const taken = call((done) => finance.createBankAccount(account({ bankAccountId: 'custody-2' }), done));
  expect(await refusal(taken)).toMatchObject({ errorCode: 'CUSTODY_ACCOUNT_EXISTS' });
  const list = await call<{ accounts: unknown[] }>((done) => risk.listBankAccounts({}, done));
  expect(list.accounts).toHaveLength(2);
  expect(JSON.stringify(list)).not.toMatch(/31000000|secret/);
});

it.each([
  ['purpose', { purpose: 'savings' }],
  ['currency', { currency: 'ABC' }],
  ['account_number', { accountNumber: '12-34' }],
  ['base_url', { baseUrl: 'ftp://bank' }],
  ['secret', { secret: ' ' }],
  ['corporate_hours', { corporateHours: { opensMinute: 600, closesMinute: 600 } }],
])('refuses a bank account with a bad %s', async (_field, change) => {
  const refused = call((done) => finance.createBankAccount(account({ bankAccountId: 'bad', ...change }), done));
  expect(await refusal(refused)).toMatchObject({ status: 3, errorCode: 'PROTO_BAD_MESSAGE' });
});

it('lets only those in who may', async () => {
  const asked = call((done) => risk.createBankAccount(account(), done));
  expect(await refusal(asked)).toMatchObject({ status: 7, errorCode: 'OPERATOR_FORBIDDEN' });
  const proved = call((done) => risk.runDailyProof({ date: '2026-01-01' }, done));
  expect(await refusal(proved)).toMatchObject({ status: 7, errorCode: 'OPERATOR_FORBIDDEN' });
  const agent = await rpc.enrol(sampleCode);
  const { CustodyService } = operationsServices();
  const stranger = rpc.keep(new CustodyService(rpc.operationsAddress, agent.credentials));
  expect(await refusal(call((done) => stranger.listBankAccounts({}, done)))).toMatchObject({
    errorCode: 'OPERATOR_UNKNOWN',
  });
});

it('a day by wire: money arrives, two persons clear it, a merchant is settled, the day is proved', async () => {
  const date = '2026-01-01';
  rpc.bank.credit(custodyNumber, 900n, '不明来款');
  await rpc.clock.advance(dayMs);
  const asked = { bankAccountId: 'custody-1', date };
  expect(await call((done) => finance.importStatement(asked, done))).toMatchObject({
    result: 'imported',
    lines: 1,
    suspense: 1,
  });
  expect(await call((done) => finance.importStatement(asked, done))).toMatchObject({ result: 'unchanged' });
  const { suspense } = await call<{ suspense: Array<{ suspenseId: string }> }>((done) => risk.listSuspense({}, done));
  const suspenseId = suspense[0]?.suspenseId ?? '';
  const propose = { merchant: { merchantId: 'shop-a', businessDate: '2026-01-02' } };
  await call((done) => finance.clearSuspense({ suspenseId, propose }, done));
  const alone = call((done) => finance.clearSuspense({ suspenseId, approve: {} }, done));
  expect(await refusal(alone)).toMatchObject({ status: 7, errorCode: 'CUSTODY_SAME_PERSON' });
  expect(await call((done) => second.clearSuspense({ suspenseId, approve: {} }, done))).toMatchObject({
    status: 'cleared',
    target: { merchant: { merchantId: 'shop-a' } },
    proposedBy: 'ann',
    approvedBy: 'ben',
  });

  const settlement = { settlementKey: rpc.ids.uuid7(), merchantId: 'shop-a', bankAccountId: 'custody-1' };
  const nowhere = call((done) => finance.instructSettlement(settlement, done));
  expect(await refusal(nowhere)).toMatchObject({ errorCode: 'CUSTODY_NO_SETTLEMENT_ACCOUNT' });
  await call((done) => finance.setSettlementAccount({ merchantId: 'shop-a', currency: 'CNY', payee }, done));
  const changes = await rpc.database.pool.query(
    'SELECT version::int, payee_account_masked, changed_by FROM merchant_settlement_account_history',
  );
  expect(changes.rows).toEqual([{ version: 1, payee_account_masked: '************2222', changed_by: 'ann' }]);
  const tooMuch = call((done) => finance.instructSettlement({ ...settlement, amount: money(901) }, done));
  expect(await refusal(tooMuch)).toMatchObject({ errorCode: 'CUSTODY_NOT_PAYABLE' });
  const foreign = call((done) => finance.instructSettlement({ ...settlement, amount: money(9, 'USD') }, done));
  expect(await refusal(foreign)).toMatchObject({ errorCode: 'CUSTODY_BAD_REQUEST' });
  const instruction = await call<{ instructionId: string }>((done) => finance.instructSettlement(settlement, done));
  expect(instruction).toMatchObject({ status: 'created', amount: money(900), payeeAccountMasked: '************2222' });
  rpc.bank.scripts = ['confirm'];
  await rpc.custody.runDue();
  const { instructionId } = instruction;
  expect(await call((done) => risk.getInstruction({ instructionId }, done))).toMatchObject({
    status: 'confirmed',
    settledOn: '2026-01-02',
    history: [{ event: 'instructed' }, { event: 'sent' }, { event: 'confirmed' }],
  });

  await rpc.clock.advance(dayMs);
  await call((done) => finance.importStatement({ bankAccountId: 'custody-1', date: '2026-01-02' }, done));
  const proved = await call((done) => finance.runDailyProof({ date: '2026-01-02' }, done));
  expect(proved).toMatchObject({ proofs: [{ passed: true, heldMinor: '0', accounts: [{ hasStatement: true }] }] });
  const kept = await call((done) => risk.getDailyProof({ date: '2026-01-02', currency: 'CNY' }, done));
  expect({ proofs: [kept] }).toEqual(proved);
  expect(await call((done) => risk.getPosition({ date: '2026-01-02' }, done))).toMatchObject({
    positions: [{ suffices: 'enough', accounts: [{ openingMinor: '900', outMinor: '900', closingMinor: '0' }] }],
  });
  const none = call((done) => risk.getDailyProof({ date: '2025-12-31', currency: 'CNY' }, done));
  expect(await refusal(none)).toMatchObject({ status: 5, errorCode: 'CUSTODY_PROOF_NOT_FOUND' });
});

it('pages go by key, with a token of their own list', async () => {
  type Page = { exceptions: Array<{ exceptionId: string; code: string }>; nextPageToken: string };
  for (let n = 0; n < 3; n++) rpc.bank.credit(custodyNumber, BigInt(n + 1), '?');
  await rpc.clock.advance(dayMs);
  await call((done) => finance.importStatement({ bankAccountId: 'custody-1', date: '2026-01-03' }, done));
  const first = await call<Page>((done) => risk.listExceptions({ pageSize: 2 }, done));
  expect(first.exceptions).toHaveLength(2);
  const token = first.nextPageToken;
  const rest = await call<Page>((done) => risk.listExceptions({ pageSize: 2, pageToken: token }, done));
  const all = await call<Page>((done) => risk.listExceptions({}, done));
  expect([...first.exceptions, ...rest.exceptions].map((one) => one.exceptionId)).toEqual(
    all.exceptions.slice(0, 4).map((one) => one.exceptionId),
  );
  const foreign = call((done) => risk.listSuspense({ pageToken: token }, done));
  expect(await refusal(foreign)).toMatchObject({ status: 3 });
  const exceptionId = all.exceptions[0]?.exceptionId ?? '';
  await call((done) => finance.resolveException({ exceptionId, note: 'asked the customer' }, done));
  const again = call((done) => finance.resolveException({ exceptionId, note: '' }, done));
  expect(await refusal(again)).toMatchObject({ errorCode: 'CUSTODY_EXCEPTION_NOT_FOUND' });
  const list = await call((done) => risk.listInstructions({ status: 'confirmed', pageSize: 1 }, done));
  expect(list).toMatchObject({ instructions: [{ purpose: 'settlement', history: [] }], nextPageToken: '' });
});
