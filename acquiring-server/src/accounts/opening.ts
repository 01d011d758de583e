/** Opening accounts, and the types that they are of. */
import type { Currency } from '@qiantai/protos';
import { serverError } from '../errors.ts';
import type { MemberAccountCode } from '../ledger/chart-of-accounts.ts';
import type { AccountDeps } from './account-deps.ts';
import { isTypeCode, mintAccountNumber } from './account-number.ts';
import type { AccountRight } from './account-rights.ts';
import {
  changeAccount,
  countOpenSubAccounts,
  findAccount,
  findMainAccount,
  insertAccount,
  issueNumber,
  type Queryable,
} from './account-store.ts';
import { type AccountStatus, flowOf } from './account-transitions.ts';
import { findAccountType, freeTypeCodes, insertAccountType } from './account-type-store.ts';
import { checkUserScope } from './actor-scope.ts';
import { findUser, lockCustomer } from './customer-store.ts';
import { checkCompany, submitLocked } from './customers.ts';
import {
  type AccountType,
  type Actor,
  type CustomerKind,
  type CustomerRecord,
  ledgerKeyOf,
  type MemberAccount,
  platformCompany,
} from './records.ts';
import { fingerprintOf } from './request-fingerprint.ts';
import { keepResult, takeRequestKey } from './request-store.ts';

export interface OpenAccountRequest {
  requestKey: string;
  companyId: string;
  userId: string;
  typeCode: string;
  currency: Currency;
  /** '': the customer's own name. */
  name: string;
  actor: Actor;
}

/**
 * Opens an account for a user: the customer's main account with the company where there is none yet, else one
 * under it. Where the identity is not verified yet, the account waits for it, and the check is written down to be
 * made.
 * @throws CodedError USER_NOT_FOUND, ACCOUNT_TYPE_NOT_FOUND, ACCOUNT_TYPE_UNFIT, CUSTOMER_IDENTITY_REFUSED,
 * ACCOUNT_KEY_CONFLICT, ACCOUNT_STEP_REFUSED while the main account is to be closed, ACCOUNT_TOO_MANY, CUSTOMER_CHECKS_EXHAUSTED, ACCOUNT_NUMBERS_EXHAUSTED
 */
export async function openAccount(deps: AccountDeps, request: OpenAccountRequest): Promise<MemberAccount> {
  const { requestKey, actor, ...payload } = request;
  checkUserScope(request, actor);
  const keyed = fingerprintOf(deps, { requestKey, method: 'OpenAccount', payload });
  return await deps.database.transaction(async (client) => {
    const nowMs = deps.clock.nowMs();
    const before = await takeRequestKey(client, keyed, { nowMs });
    if (before) return (await findAccount(client, before)) as MemberAccount;
    const { customer, type, main } = await fitting(client, deps, request);
    const status = await statusAtOpening(client, deps, customer, actor);
    const accountNumber = await freshNumber(client, deps, request.typeCode);
    await keepResult(client, requestKey, accountNumber);
    const account = accountOf({ accountNumber, request, customer, type, main, status, nowMs });
    await insertAccount(client, account);
    await deps.ledger.openAccount(client, ledgerKeyOf(account), { name: account.name, flow: flowOf(account) });
    const opened = { ...account, rights: type.rights, passwordSet: false };
    const history = { change: 'status', event: 'opened', fromValue: null, toValue: status, actor, why: '' } as const;
    return await changeAccount(client, opened, {}, history, nowMs);
  });
}

const numberTriesMax = 5;

/** A number that was never given out; chance meets one of 10^12 rarely, five in a row never. */
async function freshNumber(client: Queryable, deps: AccountDeps, typeCode: string): Promise<string> {
  for (let attempt = 0; attempt < numberTriesMax; attempt++) {
    const accountNumber = mintAccountNumber(typeCode, deps.random);
    if (await issueNumber(client, accountNumber, deps.clock.nowMs())) return accountNumber;
  }
  throw serverError('ACCOUNT_NUMBERS_EXHAUSTED', { typeCode });
}

interface Fitting {
  customer: CustomerRecord;
  type: AccountType;
  main: MemberAccount | undefined;
}

/** User, customer (locked: openings of one customer follow each other), type and main account that fit together. */
async function fitting(client: Queryable, deps: AccountDeps, request: OpenAccountRequest): Promise<Fitting> {
  const { companyId, userId, typeCode } = request;
  const user = await findUser(client, { companyId, userId });
  const customer = user && (await lockCustomer(client, user.customerId));
  if (!customer || user.status !== 'active') throw serverError('USER_NOT_FOUND', { userId, companyId });
  const type = await findAccountType(client, typeCode);
  if (!type || (type.companyId !== platformCompany && type.companyId !== companyId)) {
    throw serverError('ACCOUNT_TYPE_NOT_FOUND', { typeCode, companyId });
  }
  if (!type.customerKinds.includes(customer.kind)) {
    throw serverError('ACCOUNT_TYPE_UNFIT', { typeCode, why: `it is not for a customer of kind ${customer.kind}` });
  }
  const main = await findMainAccount(client, { companyId, customerId: customer.customerId });
  if (!main && !type.mayBeMain) {
    throw serverError('ACCOUNT_TYPE_UNFIT', { typeCode, why: 'the main account comes first, and is not of this type' });
  }
  if (main && main.closingRequestedAtMs !== null) {
    const { accountNumber } = main;
    throw serverError('ACCOUNT_STEP_REFUSED', { accountNumber, status: 'to be closed', event: 'open a sub-account' });
  }
  const countMax = deps.terms.subAccountsMax;
  if (main && (await countOpenSubAccounts(client, main.accountNumber)) >= countMax) {
    throw serverError('ACCOUNT_TOO_MANY', { accountNumber: main.accountNumber, countMax });
  }
  return { customer, type, main };
}

async function statusAtOpening(
  client: Queryable,
  deps: AccountDeps,
  customer: CustomerRecord,
  actor: Actor,
): Promise<AccountStatus> {
  const { customerId, identityStatus } = customer;
  switch (identityStatus) {
    case 'verified':
      return 'normal';
    case 'unverified':
      await submitLocked(client, deps, customer, { corrections: {}, actor });
      return 'awaiting_identity';
    case 'pending':
      return 'awaiting_identity';
    case 'mismatch':
    case 'no_record':
      throw serverError('CUSTOMER_IDENTITY_REFUSED', { customerId, status: identityStatus });
  }
}

function accountOf(
  parts: Fitting & { accountNumber: string; request: OpenAccountRequest; status: AccountStatus; nowMs: number },
): Omit<MemberAccount, 'rights' | 'passwordSet'> {
  const { accountNumber, request, customer, type, main, status, nowMs } = parts;
  return {
    accountNumber,
    companyId: request.companyId,
    customerId: customer.customerId,
    userId: request.userId,
    name: request.name === '' ? customer.name : request.name,
    mainAccountNumber: main?.accountNumber ?? null,
    customerKind: customer.kind,
    typeCode: type.typeCode,
    currency: request.currency,
    ledgerCode: type.ledgerCode,
    status,
    mayRecharge: type.rights.has('may_recharge'),
    mayWithdraw: type.rights.has('may_withdraw'),
    // Credit is never given by opening an account.
    mayOverdraw: false,
    active: true,
    overdraftLimitMinor: 0n,
    passwordTries: 0,
    passwordLockedUntilMs: null,
    closingRequestedAtMs: null,
    openedAtMs: nowMs,
    closedAtMs: null,
    version: 0,
    updatedAtMs: nowMs,
  };
}

export interface CreateAccountTypeRequest {
  requestKey: string;
  companyId: string;
  /** Three digits from 500 on; '' for a free one. */
  typeCode: string;
  nameZh: string;
  nameEn: string;
  ledgerCode: MemberAccountCode;
  customerKinds: readonly CustomerKind[];
  rights: readonly AccountRight[];
  actor: Actor;
}

/**
 * A type of a company's own, for sub-accounts. Codes are the whole platform's: no two companies share one.
 * @throws CodedError COMPANY_NOT_FOUND, ACCOUNT_BAD_REQUEST, ACCOUNT_TYPE_TAKEN, ACCOUNT_TYPES_EXHAUSTED,
 * ACCOUNT_KEY_CONFLICT, ACCOUNT_ROLE_REFUSED
 */
export async function createAccountType(deps: AccountDeps, request: CreateAccountTypeRequest): Promise<AccountType> {
  const { requestKey, actor, ...payload } = request;
  checkUserScope({ companyId: request.companyId }, actor);
  checkType(request);
  const keyed = fingerprintOf(deps, { requestKey, method: 'CreateAccountType', payload: { ...payload } });
  return await deps.database.transaction(async (client) => {
    const nowMs = deps.clock.nowMs();
    const before = await takeRequestKey(client, keyed, { nowMs });
    if (before) return (await findAccountType(client, before)) as AccountType;
    const { companyId, nameZh, nameEn, ledgerCode } = request;
    await checkCompany(client, companyId);
    const fixed = { companyId, nameZh, nameEn, ledgerCode, customerKinds: [...request.customerKinds] };
    const type = { ...fixed, mayBeMain: false, rights: new Set(request.rights) };
    const wanted = request.typeCode === '' ? await freeTypeCodes(client, numberTriesMax) : [request.typeCode];
    const first = wanted[0];
    if (first === undefined) throw serverError('ACCOUNT_TYPES_EXHAUSTED');
    for (const typeCode of wanted) {
      if (!(await insertAccountType(client, { ...type, typeCode }, nowMs))) continue;
      await keepResult(client, requestKey, typeCode);
      return { ...type, typeCode };
    }
    throw serverError('ACCOUNT_TYPE_TAKEN', { typeCode: first });
  });
}

function checkType({ actor, companyId, typeCode, nameZh, nameEn, customerKinds, rights }: CreateAccountTypeRequest) {
  if (actor.role !== 'operations' && actor.role !== 'merchant') {
    throw serverError('ACCOUNT_ROLE_REFUSED', { event: 'create an account type', role: actor.role });
  }
  const bad = (field: string, why: string) => serverError('ACCOUNT_BAD_REQUEST', { field, why });
  if (companyId === platformCompany) throw bad('company_id', 'the platform’s own types are built in');
  if (typeCode !== '' && (!isTypeCode(typeCode) || typeCode < '500')) {
    throw bad('type_code', 'a company’s own types are 500 to 999');
  }
  if (nameZh === '' && nameEn === '') throw bad('name_zh', 'a type has a name');
  if (customerKinds.length === 0) throw bad('customer_kinds', 'it is for nobody');
  if (customerKinds.includes('internal')) throw bad('customer_kinds', 'internal accounts are the platform’s');
  if (actor.role === 'merchant' && rights.includes('may_overdraw')) {
    throw bad('rights', 'credit is the platform’s to give');
  }
}
