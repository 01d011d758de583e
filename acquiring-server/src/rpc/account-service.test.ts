/** AccountService over gRPC: who may call what, masks, pages, keys, and what of people leaves. */
import type { CallOptions } from '@grpc/grpc-js';
import { SeededRandom } from '@qiantai/foundation';
import { operationsServices } from '@qiantai/protos';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mintAccountNumber } from '../accounts/account-number.ts';
import { residentNumber } from '../accounts/accounts.fixture.ts';
import { sampleSeed } from '../seed/sample-seed.fixture.ts';
import type { Replied } from './messages.ts';
import { call, refusal, startTestRpc, type TestRpc } from './test-rpc.fixture.ts';

type Services = ReturnType<typeof operationsServices>;
type Client = InstanceType<Services['AccountService']>;

let rpc: TestRpc;
let operations: Client;
let risk: Client;
let finance: Client;
let integration: Client;
const companyId = sampleSeed().merchant.id;

beforeAll(async () => {
  rpc = await startTestRpc();
  const { AccountService } = operationsServices();
  const client = async (name: string, role: Parameters<TestRpc['operator']>[1]) =>
    rpc.keep(new AccountService(rpc.operationsAddress, await rpc.operator(name, role)));
  operations = await client('zhang.san', 'operations');
  risk = await client('li.si', 'risk');
  finance = await client('wang.wu', 'finance');
  integration = await client('erp', 'integration');
});
afterAll(async () => await rpc.close());

type Methods = keyof Services['AccountService']['service'] & string;
type Asked<Method extends Methods> = Parameters<Services['AccountService']['service'][Method]['requestSerialize']>[0];

async function ask<Method extends Methods>(
  client: Client,
  method: Method,
  request: Asked<Method>,
  options: CallOptions = {},
): Promise<Replied<'AccountService', Method>> {
  type Start = (request: unknown, options: CallOptions, done: (error: Error | null, reply?: never) => void) => unknown;
  const start = (client as unknown as Record<string, Start>)[method] as Start;
  return await call((done) => start.call(client, request, options, done));
}

const key = () => rpc.ids.uuid7();
let people = 0;
function person() {
  people += 1;
  return {
    requestKey: key(),
    kind: 'CUSTOMER_KIND_PERSON' as const,
    name: '王小明',
    documentNumber: residentNumber(String(people).padStart(3, '0')),
    phone: '13800138000',
    mail: 'xiaoming@example.com',
  };
}

async function member() {
  const customer = await ask(operations, 'CreateCustomer', person());
  const user = await ask(operations, 'CreateUser', {
    requestKey: key(),
    companyId,
    customerId: customer.customerId,
    loginName: `user-${people}`,
    nickname: '小明',
  });
  const account = await ask(operations, 'OpenAccount', {
    requestKey: key(),
    companyId,
    userId: user.userId,
    typeCode: '101',
    currency: 'CNY',
  });
  return { customer, user, account };
}

describe('accounts over gRPC', () => {
  it('opens an account with all its fields, nothing of the person in the clear', async () => {
    const { customer, user, account } = await member();
    expect(account).toMatchObject({
      companyId,
      customerId: customer.customerId,
      userId: user.userId,
      name: '王小明',
      mainAccountNumber: '',
      customerKind: 'CUSTOMER_KIND_PERSON',
      typeCode: '101',
      currency: 'CNY',
      ledgerCode: 'platform.customer_balance',
      status: 'ACCOUNT_STATUS_NORMAL',
      switches: { mayRecharge: true, mayWithdraw: true, mayOverdraw: false, active: true },
      balance: { totalMinor: '0', availableMinor: '0', frozenMinor: '0', tradeFrozenMinor: '0', riskFrozenMinor: '0' },
      openedAtMs: String(rpc.clock.nowMs()),
      closedAtMs: '0',
    });
    const { customerId } = customer;
    const read = await ask(finance, 'GetCustomer', { customerId });
    expect(read).toMatchObject({ identityStatus: 'IDENTITY_STATUS_VERIFIED', phoneMasked: '138****8000' });
    expect(read.users.map(({ userId }) => userId)).toEqual([user.userId]);
    const text = JSON.stringify([read, customer, user, account]);
    for (const secret of ['13800138000', 'xiaoming@', '19900307']) expect(text).not.toContain(secret);
  });

  it('gives what the mask names and nothing else', async () => {
    const { account, customer } = await member();
    const { accountNumber } = account;
    const get = async (...paths: string[]) => await ask(finance, 'GetAccount', { accountNumber, readMask: { paths } });
    const empty = { accountNumber: '', currency: '', balance: null, switches: null, openedAtMs: '0' };
    expect(await get('status')).toMatchObject({ ...empty, status: 'ACCOUNT_STATUS_NORMAL' });
    const some = await get('account_number', 'balance.available_minor', 'switches');
    expect(some).toMatchObject({
      ...empty,
      accountNumber,
      balance: { availableMinor: '0', totalMinor: '' },
      switches: { active: true },
    });
    const masked = await ask(finance, 'GetCustomer', {
      customerId: customer.customerId,
      readMask: { paths: ['identity_status'] },
    });
    expect(masked).toMatchObject({ identityStatus: 'IDENTITY_STATUS_VERIFIED', phoneMasked: '', users: [] });
    for (const path of ['nothing', 'status.more', 'balance.nothing', '', 'document_sealed']) {
      expect(await refusal(get(path))).toMatchObject({ status: 3, errorCode: 'PROTO_BAD_MESSAGE' });
    }
  });

  it('lists by pages that neither miss nor repeat, and takes no foreign token', async () => {
    const { user } = await member();
    const open = async (typeCode: string) =>
      await ask(operations, 'OpenAccount', {
        requestKey: key(),
        companyId,
        userId: user.userId,
        typeCode,
        currency: 'CNY',
      });
    for (let n = 0; n < 6; n++) await open(n % 2 === 0 ? '102' : '103');
    const filter = { companyId, userId: user.userId };
    const pages: string[][] = [];
    let pageToken = '';
    do {
      const page = await ask(finance, 'ListAccounts', {
        ...filter,
        pageSize: 3,
        pageToken,
        readMask: { paths: ['account_number'] },
      });
      pages.push(page.accounts.map(({ accountNumber }) => accountNumber));
      expect(page.accounts.every(({ currency }) => currency === '')).toBe(true);
      pageToken = page.nextPageToken;
      // Opened in between, it comes last.
      if (pages.length === 1) await open('102');
    } while (pageToken !== '');
    expect(pages.map((page) => page.length)).toEqual([3, 3, 2]);
    expect(new Set(pages.flat()).size).toBe(8);

    const first = await ask(finance, 'ListAccounts', { ...filter, pageSize: 3 });
    const next = first.nextPageToken;
    const other = { companyId, pageSize: 3, pageToken: next };
    expect(await refusal(ask(finance, 'ListAccounts', other))).toMatchObject({
      status: 3,
      errorCode: 'ACCOUNT_PAGE_TOKEN_BAD',
    });
    const forged = { ...filter, pageToken: Buffer.from('{"openedAtMs":0}').toString('base64url') };
    expect(await refusal(ask(finance, 'ListAccounts', forged))).toMatchObject({
      errorCode: 'ACCOUNT_PAGE_TOKEN_BAD',
    });
    const types = await ask(finance, 'ListAccounts', { ...filter, typeCode: '103' });
    expect(types.accounts).toHaveLength(3);
    const none = await ask(finance, 'ListAccounts', { ...filter, status: 'ACCOUNT_STATUS_FROZEN' });
    expect(none).toMatchObject({ accounts: [], nextPageToken: '' });
    const many = await ask(finance, 'ListAccounts', { companyId, pageSize: 100_000 });
    expect(many.accounts.length).toBeLessThanOrEqual(200);
  });

  it('answers a key again and refuses it for another request', async () => {
    const request = person();
    const first = await ask(operations, 'CreateCustomer', request);
    expect(await ask(operations, 'CreateCustomer', request)).toEqual(first);
    const other = { ...request, name: '王大明' };
    expect(await refusal(ask(operations, 'CreateCustomer', other))).toMatchObject({
      status: 6,
      errorCode: 'ACCOUNT_KEY_CONFLICT',
    });
    const noKey = { ...request, requestKey: 'x' };
    expect(await refusal(ask(operations, 'CreateCustomer', noKey))).toMatchObject({
      errorCode: 'PROTO_BAD_ID',
    });
  });

  it('tells a mistyped number from one that is not there', async () => {
    const { account } = await member();
    const number = account.accountNumber;
    const get = async (accountNumber: string) => await refusal(ask(finance, 'GetAccount', { accountNumber }));
    const wrong = number.slice(0, 5) + String((Number(number[5]) + 1) % 10) + number.slice(6);
    expect(await get(wrong)).toMatchObject({ status: 3, errorCode: 'PROTO_BAD_MESSAGE' });
    expect(await get('123')).toMatchObject({ status: 3 });
    const absent = mintAccountNumber('101', new SeededRandom('absent'));
    expect(await get(absent)).toMatchObject({ status: 5, errorCode: 'ACCOUNT_NOT_FOUND' });
  });

  it('is open to those whom the tables name', async () => {
    const { account, user } = await member();
    const { accountNumber } = account;
    const freeze = (kind: 'FREEZE_KIND_RISK' | 'FREEZE_KIND_TRADE') => ({
      requestKey: key(),
      accountNumber,
      kind,
      whole: true,
      why: 'case 5',
    });
    const refused = async (asked: Promise<unknown>) => (await refusal(asked)).errorCode;
    expect(await refused(ask(finance, 'FreezeAccount', freeze('FREEZE_KIND_RISK')))).toBe('OPERATOR_FORBIDDEN');
    expect(await refused(ask(operations, 'FreezeAccount', freeze('FREEZE_KIND_RISK')))).toBe('OPERATOR_FORBIDDEN');
    expect(await refused(ask(risk, 'StopAccount', { accountNumber }))).toBe('OPERATOR_FORBIDDEN');
    expect(await refused(ask(risk, 'FreezeAccount', { ...freeze('FREEZE_KIND_RISK'), why: '' }))).toBe(
      'PROTO_BAD_MESSAGE',
    );
    const frozen = await ask(risk, 'FreezeAccount', freeze('FREEZE_KIND_RISK'));
    expect(frozen).toMatchObject({ whole: true, status: 'active', placedBy: 'li.si' });
    const unfreeze = { requestKey: key(), freezeId: frozen.freezeId, why: 'cleared' };
    expect(await refused(ask(operations, 'UnfreezeAccount', unfreeze))).toBe('OPERATOR_FORBIDDEN');
    expect(await ask(risk, 'UnfreezeAccount', unfreeze)).toMatchObject({ status: 'released' });

    const turn = { accountNumber, on: false, why: 'asked for' };
    const overdraw = { ...turn, switch: 'ACCOUNT_SWITCH_MAY_OVERDRAW' as const };
    expect(await refused(ask(risk, 'SetSwitch', overdraw))).toBe('OPERATOR_FORBIDDEN');
    const withdraw = { ...turn, switch: 'ACCOUNT_SWITCH_MAY_WITHDRAW' as const };
    expect((await ask(risk, 'SetSwitch', withdraw)).switches).toMatchObject({ mayWithdraw: false });

    const password = { accountNumber, newPassword: '271828' };
    expect(await refused(ask(operations, 'SetWithdrawalPassword', password))).toBe('OPERATOR_FORBIDDEN');
    expect(await refused(ask(integration, 'SetWithdrawalPassword', password))).toBe('PROTO_BAD_MESSAGE');
    const onBehalf = { userId: user.userId };
    const set = await ask(integration, 'SetWithdrawalPassword', { ...password, onBehalf });
    expect(set.outcome).toBe('OUTCOME_SET');
    expect(await refused(ask(operations, 'RequestClosing', { accountNumber, onBehalf }))).toBe('OPERATOR_FORBIDDEN');

    const history = await ask(finance, 'GetAccountHistory', { accountNumber });
    expect(history.changes.map(({ event, byRole, byName }) => [event, byRole, byName])).toEqual([
      ['opened', 'operations', 'zhang.san'],
      ['identity_verified', 'system', ''],
      ['frozen_by_risk', 'risk', 'li.si'],
      ['unfrozen', 'risk', 'li.si'],
      ['may_withdraw', 'risk', 'li.si'],
      ['password_set', 'customer', `erp for ${user.userId}`],
    ]);
    expect(history.freezes).toHaveLength(1);
  });

  it('sets a lost password anew for a program that speaks for the user', async () => {
    const { account, user } = await member();
    const { accountNumber } = account;
    const onBehalf = { userId: user.userId };
    const asked = await ask(integration, 'RequestPasswordReset', { requestKey: key(), accountNumber, onBehalf });
    expect(asked).toMatchObject({ phoneMasked: '138****8000', sending: 'sent' });
    const { code } = rpc.providers.sent.at(-1)!;
    const reset = { resetId: asked.resetId, code, newPassword: '918273', onBehalf };
    expect((await ask(integration, 'ResetPassword', reset)).outcome).toBe('OUTCOME_SET');
    expect((await ask(integration, 'ResetPassword', reset)).outcome).toBe('OUTCOME_CODE_OVER');
  });

  it('closes on request, or says what stands against it', async () => {
    const { account, user } = await member();
    const { accountNumber } = account;
    const request = { requestKey: key(), companyId, userId: user.userId, typeCode: '102', currency: 'CNY' };
    const sub = await ask(operations, 'OpenAccount', request);
    const onBehalf = { userId: user.userId };
    const wished = await ask(integration, 'RequestClosing', { accountNumber, onBehalf });
    expect(wished).toMatchObject({ hindrances: ['sub_accounts'], account: { status: 'ACCOUNT_STATUS_NORMAL' } });
    expect((await refusal(ask(operations, 'CloseAccount', { accountNumber }))).errorCode).toBe(
      'ACCOUNT_CLOSING_HINDERED',
    );
    const closed = await ask(integration, 'RequestClosing', {
      accountNumber: sub.accountNumber,
      onBehalf: { companyId },
    });
    expect(closed).toMatchObject({ hindrances: [], account: { status: 'ACCOUNT_STATUS_CLOSED' } });
    expect(await ask(operations, 'CloseAccount', { accountNumber })).toMatchObject({
      status: 'ACCOUNT_STATUS_CLOSED',
    });
  });

  it('makes types of a company', async () => {
    const wish = {
      requestKey: key(),
      companyId,
      nameZh: '备用金',
      nameEn: 'Petty cash',
      ledgerCode: 'platform.merchant_balance',
      customerKinds: ['CUSTOMER_KIND_COMPANY' as const],
      rights: ['may_pay', 'may_be_funded'],
    };
    const type = await ask(operations, 'CreateAccountType', wish);
    expect(type).toMatchObject({ typeCode: '500', mayBeMain: false, rights: ['may_pay', 'may_be_funded'] });
    const listed = await ask(finance, 'ListAccountTypes', { companyId });
    expect(listed.types.map(({ typeCode }) => typeCode)).toContain('500');
    for (const bad of [
      { ledgerCode: 'platform.own_bank' },
      { rights: ['fly'] },
      { customerKinds: [] },
      { nameZh: '\u0000' },
    ]) {
      const refused = await refusal(ask(operations, 'CreateAccountType', { ...wish, ...bad, requestKey: key() }));
      expect(refused.status).toBe(3);
    }
  });

  it('writes nothing for a call that is out of time', async () => {
    const request = person();
    const late = ask(operations, 'CreateCustomer', request, { deadline: new Date(1) });
    expect((await refusal(late)).status).toBe(4);
    const found = await rpc.database.pool.query('SELECT 1 FROM account_request WHERE request_key = $1', [
      request.requestKey,
    ]);
    expect(found.rows).toEqual([]);
  });
});
