import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChannelCredentials, ServerCredentials } from '@grpc/grpc-js';
import { silentLog, systemClock } from '@qiantai/foundation';
import { operationsServices } from '@qiantai/protos';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testBalance } from '../balance-payments/test-balance.fixture.ts';
import { openCertificateAuthority } from '../enrolment/certificate-authority.ts';
import { cardNumber, password } from '../member-operations/test-wallet.fixture.ts';
import type { OperatorRole } from '../operators/operator-roles.ts';
import { OperatorService } from '../operators/operator-service.ts';
import { OperatorStore } from '../operators/operator-store.ts';
import { memberOperationHandlers } from './member-operation-handlers.ts';
import type { Replied } from './messages.ts';
import { Operators } from './operator.ts';
import { createRpcMetrics } from './rpc-metrics.ts';
import { startRpcServer } from './rpc-server.ts';
import { call, operatorCredentials, refusal } from './test-rpc.fixture.ts';

const wallet = testBalance();
const { MemberOperationService } = operationsServices();
type Client = InstanceType<typeof MemberOperationService>;
type Operation = Replied<'MemberOperationService', 'Recharge'>;

let dataDir: string;
let port: number;
let stop: () => Promise<void>;
let issue: (name: string, ...roles: OperatorRole[]) => Promise<ChannelCredentials>;
const clients: Client[] = [];
const people = new Map<string, Client>();

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'qiantai-member-operations-'));
  const authority = await openCertificateAuthority({ dataDir, clock: systemClock });
  const store = new OperatorStore(wallet.database);
  const folder = join(dataDir, 'operators');
  const operators = new OperatorService({ store, authority, folder, clock: systemClock });
  issue = async (name, ...roles) => operatorCredentials(authority, await operators.issue(name, roles));
  const pair = {
    private_key: Buffer.from(authority.server.privateKeyPem),
    cert_chain: Buffer.from(authority.server.certificatePem),
  };
  const context = {
    operators: new Operators({ store, clock: systemClock }),
    metrics: createRpcMetrics(new Registry(), systemClock),
    log: silentLog,
    clock: systemClock,
  };
  // Each test has a server of its own behind the handlers.
  const current = {
    get service() {
      return wallet.server.service;
    },
    get facts() {
      return wallet.server.facts;
    },
    get wallet() {
      return wallet.desk;
    },
  };
  const server = await startRpcServer({
    port: 0,
    credentials: ServerCredentials.createSsl(Buffer.from(authority.certificatePem), [pair], true),
    services: [
      {
        name: 'qiantai.acquiring.v1.MemberOperationService',
        definition: MemberOperationService.service,
        handlers: memberOperationHandlers(context, current),
      },
    ],
  });
  port = server.port;
  stop = async () => await server.stop(2000);
  for (const [name, role] of [
    ['olga', 'operations'],
    ['rita', 'risk'],
    ['fay', 'finance'],
    ['app', 'integration'],
  ] as const) {
    const client = new MemberOperationService(`localhost:${port}`, await issue(name, role));
    clients.push(client);
    people.set(name, client);
  }
});
afterAll(async () => {
  for (const client of clients) client.close();
  await stop();
  rmSync(dataDir, { recursive: true, force: true });
});

let companyId: string;
beforeEach(() => {
  companyId = wallet.caller.companyId;
});

const as = (name: 'olga' | 'rita' | 'fay' | 'app'): Client => people.get(name) as Client;
const yuan = (amountMinor: number) => ({ amountMinor: String(amountMinor), currency: 'CNY' });
const get = async (operationKey: string, paths: string[] = []) =>
  await call<Replied<'MemberOperationService', 'GetOperation'>>((done) =>
    as('rita').getOperation({ companyId, operationKey, readMask: { paths } }, done),
  );

describe('MemberOperationService', () => {
  it('takes a recharge to its end', async () => {
    const accountNumber = await wallet.member();
    const request = { companyId, operationKey: wallet.ids.uuid7(), accountNumber, amount: yuan(5000), remark: '' };
    const recharge = async () => await call<Operation>((done) => as('olga').recharge(request, done));
    expect(await recharge()).toMatchObject({ status: 'created', requestedBy: 'olga', amount: yuan(5000) });
    await wallet.server.worker.runDue();
    expect(await recharge()).toMatchObject({ status: 'succeeded', channelTransactionId: expect.any(String) });
    const { history } = await get(request.operationKey);
    expect(history.map(({ event }) => event)).toEqual(['accepted', 'sent', 'money_held']);
    expect(await refusal(call((done) => as('olga').recharge({ ...request, amount: yuan(1) }, done)))).toMatchObject({
      errorCode: 'MEMBER_OPERATION_KEY_CONFLICT',
    });
  });

  it('takes a withdrawal to an entrusted card through its review', async () => {
    const accountNumber = await wallet.member(90_000n);
    const terms = {
      amountMinMinor: '1',
      amountMaxMinor: '100000',
      dayCountMax: 2,
      feeBasisPoints: 10,
      feeMinimumMinor: '100',
      freePerMonthMinor: '0',
      reviewFromMinor: '50000',
    };
    const key = { companyId, typeCode: '101', kind: 'withdrawal', currency: 'CNY' };
    expect(await call((done) => as('fay').setTerms({ ...key, terms }, done))).toMatchObject(terms);
    expect(await call((done) => as('olga').getTerms(key, done))).toMatchObject(terms);
    const cardId = wallet.ids.uuid7();
    const card = {
      companyId,
      cardId,
      accountNumber,
      corporate: false,
      holderName: 'Aunt Li',
      bankCode: 'ICBC',
      cardNumber,
      entrustmentReference: 'letters/1',
    };
    expect(await call((done) => as('olga').registerEntrustedCard(card, done))).toMatchObject({
      kind: 'entrusted',
      cardMasked: '622202*********0006',
    });
    const operationKey = wallet.ids.uuid7();
    const request = { companyId, operationKey, accountNumber, amount: yuan(60_000), cardId, remark: '', password };
    const wrong = call((done) => as('olga').withdraw({ ...request, password: '000000' }, done));
    expect(await refusal(wrong)).toMatchObject({ errorCode: 'MEMBER_OPERATION_PASSWORD_WRONG' });
    expect(await call<Operation>((done) => as('olga').withdraw(request, done))).toMatchObject({
      status: 'under_review',
      feeMinor: '100',
    });
    const review = { companyId, operationKey, agreed: true, why: 'seen' };
    expect(await refusal(call((done) => as('olga').reviewWithdrawal(review, done)))).toMatchObject({
      errorCode: 'OPERATOR_FORBIDDEN',
    });
    await call((done) => as('rita').reviewWithdrawal(review, done));
    expect(await call<Operation>((done) => as('fay').reviewWithdrawal(review, done))).toMatchObject({ status: 'held' });
    await wallet.server.worker.runDue();
    const details = await get(operationKey, ['operation.status', 'reviews.by_name']);
    expect(details.operation).toMatchObject({ status: 'succeeded', kind: '' });
    expect(details.reviews.map(({ byName }) => byName).sort()).toEqual(['fay', 'rita']);
    expect(details.history).toEqual([]);
    const late = call((done) => as('olga').cancelWithdrawal({ companyId, operationKey }, done));
    expect(await refusal(late)).toMatchObject({ errorCode: 'MEMBER_OPERATION_WRONG_STATE' });
  });

  it('takes a transfer to its payee, and lists by pages', async () => {
    const [payer, payee] = [await wallet.member(1000n), await wallet.member()];
    const transfer = async (acceptWithinMs: number) => {
      const operationKey = wallet.ids.uuid7();
      const parties = { payerAccountNumber: payer, payeeAccountNumber: payee };
      const request = { companyId, operationKey, ...parties, amount: yuan(10), acceptWithinMs: String(acceptWithinMs) };
      return await call<Operation>((done) => as('olga').transfer(request, done));
    };
    expect(await transfer(0)).toMatchObject({ status: 'succeeded' });
    const { operationKey } = await transfer(60_000);
    const declined = await transfer(60_000);
    const accept = { companyId, operationKey, accountNumber: payee };
    expect(await call<Operation>((done) => as('olga').acceptTransfer(accept, done))).toMatchObject({
      status: 'succeeded',
    });
    const decline = { companyId, operationKey: declined.operationKey, accountNumber: payee, why: 'not mine' };
    expect(await call<Operation>((done) => as('olga').declineTransfer(decline, done))).toMatchObject({
      status: 'cancelled',
    });
    const seen: string[] = [];
    let pageToken = '';
    do {
      const query = { companyId, accountNumber: payee, pageSize: 1, pageToken, readMask: { paths: ['status'] } };
      const page = await call<Replied<'MemberOperationService', 'ListOperations'>>((done) =>
        as('fay').listOperations(query, done),
      );
      seen.push(...page.operations.map((one) => `${one.status}${one.operationKey}`));
      pageToken = page.nextPageToken;
    } while (pageToken !== '');
    expect(seen).toEqual(['cancelled', 'succeeded', 'succeeded']);
  });

  it('gives the member’s app a code, and takes the member’s word on its charge', async () => {
    const accountNumber = await wallet.member(50_000n);
    await wallet.database.pool.query(`UPDATE member_account SET withdrawal_password_hash = 'set'`);
    wallet.terms = { passwordFreeMinorMax: '0' };
    const member = { companyId, accountNumber };
    const issued = await call<Replied<'MemberOperationService', 'IssuePaymentCode'>>((done) =>
      as('app').issuePaymentCode(member, done),
    );
    const payment = await wallet.payBy(issued.code, 700n);
    expect(payment.status).toBe('awaiting_payer');
    const list = async (change: object = {}) =>
      await call<Replied<'MemberOperationService', 'ListBalanceCharges'>>((done) =>
        as('app').listBalanceCharges({ ...member, codeId: issued.codeId, ...change }, done),
      );
    const [charge] = (await list()).charges;
    expect(charge).toMatchObject({ status: 'awaiting_payer', amount: yuan(700), description: 'groceries' });
    const chargeNo = charge?.chargeNo ?? '';
    const confirm = async (change: object) =>
      await call<Replied<'MemberOperationService', 'ConfirmBalanceCharge'>>((done) =>
        as('app').confirmBalanceCharge({ ...member, chargeNo, password, ...change }, done),
      );
    expect(await refusal(confirm({ password: '000000' }))).toMatchObject({
      errorCode: 'MEMBER_OPERATION_PASSWORD_WRONG',
    });
    expect(await refusal(confirm({ chargeNo: '1' }))).toMatchObject({ errorCode: 'PROTO_BAD_MESSAGE' });
    expect(await refusal(confirm({ accountNumber: 'x' }))).toMatchObject({ errorCode: 'PROTO_BAD_MESSAGE' });
    expect(await refusal(list({ codeId: 'x' }))).toMatchObject({ errorCode: 'PROTO_BAD_ID' });
    expect(await confirm({})).toMatchObject({ status: 'paid', chargeNo });
    const refused = await refusal(call((done) => as('app').refuseBalanceCharge({ ...member, chargeNo }, done)));
    expect(refused).toMatchObject({ errorCode: 'BALANCE_CHARGE_OVER' });
    expect((await wallet.later(1000, payment.paymentKey)).status).toBe('paid');
  });

  it.each([
    ['an amount of zero', { amount: yuan(0) }, 'PROTO_BAD_MONEY'],
    ['an amount below zero', { amount: yuan(-5) }, 'PROTO_BAD_MONEY'],
    ['no amount', { amount: null }, 'PROTO_BAD_MONEY'],
    ['a currency that is none', { amount: { amountMinor: '1', currency: 'ZZZ' } }, 'PROTO_BAD_MONEY'],
    ['a key that is none', { operationKey: 'abc' }, 'PROTO_BAD_ID'],
    ['no company', { companyId: '' }, 'PROTO_BAD_MESSAGE'],
    ['an account number that is none', { accountNumber: '1' }, 'PROTO_BAD_MESSAGE'],
    ['words with a control character', { remark: 'a\u0000b' }, 'PROTO_BAD_MESSAGE'],
    ['an account that is not there', { accountNumber: '10199999999999999' }, 'MEMBER_OPERATION_ACCOUNT_NOT_FOUND'],
  ])('refuses %s', async (_, change, errorCode) => {
    const accountNumber = await wallet.member();
    const request = {
      companyId,
      operationKey: wallet.ids.uuid7(),
      accountNumber,
      amount: yuan(1),
      remark: '',
      ...change,
    };
    expect(await refusal(call((done) => as('olga').recharge(request, done)))).toMatchObject({ errorCode });
  });

  it('refuses a mask, a kind, a state, a page and an operation that are not there', async () => {
    const list = async (query: object) =>
      (await refusal(call((done) => as('fay').listOperations({ companyId, ...query }, done)))).errorCode;
    expect(await list({ readMask: { paths: ['secret'] } })).toBe('PROTO_BAD_MESSAGE');
    expect(await list({ kind: 'loan' })).toBe('PROTO_BAD_ENUM');
    expect(await list({ status: 'lost' })).toBe('PROTO_BAD_ENUM');
    expect(await list({ pageSize: 501 })).toBe('PROTO_BAD_NUMBER');
    expect(await list({ pageToken: 'x' })).toBe('PROTO_BAD_ID');
    expect((await refusal(get(wallet.ids.uuid7()))).errorCode).toBe('MEMBER_OPERATION_NOT_FOUND');
  });

  it('lets nobody do what is another role’s', async () => {
    const step = { companyId, operationKey: wallet.ids.uuid7() };
    const codes = await Promise.all([
      refusal(call((done) => as('fay').recharge(step, done))),
      refusal(call((done) => as('rita').withdraw(step, done))),
      refusal(call((done) => as('olga').resolveWithdrawal(step, done))),
      refusal(call((done) => as('olga').setTerms(step, done))),
      refusal(call((done) => as('olga').recoverShortfall(step, done))),
      // Nobody but the member's own app shows the member's codes, or speaks for the member.
      refusal(call((done) => as('olga').issuePaymentCode(step, done))),
      refusal(call((done) => as('olga').confirmBalanceCharge(step, done))),
    ]);
    expect(codes.map(({ errorCode }) => errorCode)).toEqual(Array(7).fill('OPERATOR_FORBIDDEN'));
  });
});
