/** Customers, users and accounts, as the rest of the server asks for them. */
import type { Database } from '../db/database.ts';
import { type Deadline, transactionWithin } from '../db/within-deadline.ts';
import { serverError } from '../errors.ts';
import { lockedAccount, moveAccount, type SwitchTurn, turnSwitch } from './account-changes.ts';
import { type AccountDeps, defaultTerms } from './account-deps.ts';
import { type AccountPage, type ListRequest, listPage } from './account-list.ts';
import { type Queryable, readAccountHistory, viewAccount } from './account-store.ts';
import type { AccountEvent } from './account-transitions.ts';
import { listAccountTypes } from './account-type-store.ts';
import { type ClosingOutcome, type ClosingRequest, closeAccount, requestClosing, withdrawClosing } from './closing.ts';
import { findCustomer, listUsers, readPhotos } from './customer-store.ts';
import {
  type CreateCustomerRequest,
  type CreateUserRequest,
  createCustomer,
  createUser,
  type IdentityCorrections,
  submitIdentity,
} from './customers.ts';
import { type AccountFreeze, findFreeze, listFreezes } from './freeze-store.ts';
import { type FreezeRequest, freezeAccount, type UnfreezeRequest, unfreezeAccount } from './freezes.ts';
import { createIdentityDriver, type IdentityDriver } from './identity-driver.ts';
import { findLastCheck, type IdentityCheckRecord } from './identity-store.ts';
import { type CreateAccountTypeRequest, createAccountType, type OpenAccountRequest, openAccount } from './opening.ts';
import type { AccountType, AccountView, Actor, CustomerPhoto, CustomerRecord, UserRecord } from './records.ts';
import {
  checkWithdrawalPassword,
  type PasswordCheck,
  type ResetOutcome,
  type ResetRequest,
  type ResetRequested,
  requestPasswordReset,
  resetPassword,
  type SetPasswordRequest,
  setWithdrawalPassword,
} from './withdrawal-password.ts';

/** A customer with what hangs on it; nothing of it in the clear that a mask covers. */
export interface CustomerView {
  customer: CustomerRecord;
  photos: CustomerPhoto[];
  /** The first 100. */
  users: UserRecord[];
  lastCheck: IdentityCheckRecord | undefined;
}

export interface AccountService {
  createCustomer(request: CreateCustomerRequest): Promise<CustomerView>;
  /** @throws CodedError CUSTOMER_NOT_FOUND */
  getCustomer(customerId: string): Promise<CustomerView>;
  /** Has it checked and asks once; where nobody answers it is pending, and asked again by itself. */
  verifyIdentity(request: {
    customerId: string;
    corrections: IdentityCorrections;
    actor: Actor;
  }): Promise<CustomerView>;
  createUser(request: CreateUserRequest): Promise<UserRecord>;
  /** Opens it, and asks once about an identity that is not verified yet. */
  openAccount(request: OpenAccountRequest): Promise<AccountView>;
  /** @throws CodedError ACCOUNT_NOT_FOUND */
  getAccount(accountNumber: string): Promise<AccountView>;
  listAccounts(request: ListRequest): Promise<AccountPage>;
  listFreezes(accountNumber: string): Promise<AccountFreeze[]>;
  /** Who did what to it and why: the newest 500, oldest first. */
  readHistory(accountNumber: string): ReturnType<typeof readAccountHistory>;
  setSwitch(turn: SwitchTurn): Promise<AccountView>;
  freeze(request: FreezeRequest): Promise<AccountFreeze>;
  /** @throws CodedError ACCOUNT_FREEZE_NOT_FOUND */
  getFreeze(freezeId: string): Promise<AccountFreeze>;
  unfreeze(request: UnfreezeRequest): Promise<AccountFreeze>;
  stopAccount(request: ClosingRequest): Promise<AccountView>;
  resumeAccount(request: ClosingRequest): Promise<AccountView>;
  setWithdrawalPassword(request: SetPasswordRequest): Promise<PasswordCheck | { kind: 'set' }>;
  checkWithdrawalPassword(request: { accountNumber: string; password: string; actor: Actor }): Promise<PasswordCheck>;
  requestPasswordReset(request: ResetRequest): Promise<ResetRequested>;
  resetPassword(request: { resetId: string; code: string; newPassword: string; actor: Actor }): Promise<ResetOutcome>;
  requestClosing(request: ClosingRequest): Promise<ClosingOutcome>;
  withdrawClosing(request: ClosingRequest): Promise<AccountView>;
  closeAccount(request: ClosingRequest): Promise<AccountView>;
  listAccountTypes(companyId: string): Promise<AccountType[]>;
  createAccountType(request: CreateAccountTypeRequest): Promise<AccountType>;
}

/** The service over the server's whole time. */
export interface Accounts extends AccountService {
  /** The same for one call: what is not committed when its time is over is not done. */
  within(deadline: Deadline): AccountService;
  /** Asks providers again about what they left open. */
  readonly identity: Pick<IdentityDriver, 'start' | 'stop' | 'runDue'>;
}

export type AccountServiceOptions = Omit<AccountDeps, 'terms' | 'objectors'> &
  Partial<Pick<AccountDeps, 'terms' | 'objectors'>>;

export function createAccountService(options: AccountServiceOptions): Accounts {
  const deps: AccountDeps = { terms: defaultTerms, objectors: [], ...options };
  const { database } = deps;
  const identity = createIdentityDriver(deps);
  return {
    ...serviceOver(deps, identity, async (work) => await work(database.pool)),
    identity,
    within: (deadline) => {
      const transaction: Database['transaction'] = (work) => transactionWithin(database, deadline, work);
      return serviceOver({ ...deps, database: { ...database, transaction } }, identity, transaction);
    },
  };
}

type Reading = <Result>(work: (client: Queryable) => Promise<Result>) => Promise<Result>;

/**
 * What a provider said is recorded by `identity` whatever becomes of the call that made it be asked. `read` is for
 * calls that only read; what has become of a change is read without it, as the change stands already.
 */
function serviceOver(deps: AccountDeps, identity: Pick<IdentityDriver, 'drive'>, read: Reading): AccountService {
  const { pool } = deps.database;
  const getCustomer = async (customerId: string) => await customerView(pool, customerId);
  const getAccount = async (accountNumber: string) => await accountView(pool, accountNumber);
  const move = async (event: AccountEvent, { accountNumber, actor, why }: ClosingRequest): Promise<AccountView> => {
    await deps.database.transaction(async (client) => {
      const account = await lockedAccount(client, accountNumber, actor);
      await moveAccount(client, deps, { account, event, actor, why });
    });
    return await getAccount(accountNumber);
  };

  return {
    createCustomer: async (request) => await getCustomer((await createCustomer(deps, request)).customerId),
    getCustomer: async (customerId) => await read(async (client) => await customerView(client, customerId)),
    verifyIdentity: async (request) => {
      const { customerId, identityStatus } = await submitIdentity(deps, request);
      if (identityStatus === 'pending') await identity.drive(customerId);
      return await getCustomer(customerId);
    },
    createUser: async (request) => await createUser(deps, request),
    openAccount: async (request) => {
      const { accountNumber, customerId, status } = await openAccount(deps, request);
      if (status === 'awaiting_identity') await identity.drive(customerId);
      return await getAccount(accountNumber);
    },
    getAccount: async (accountNumber) => await read(async (client) => await accountView(client, accountNumber)),
    listAccounts: async (request) => await read(async (client) => await listPage(client, deps.secretBox, request)),
    listFreezes: async (accountNumber) => await read(async (client) => await listFreezes(client, accountNumber)),
    readHistory: async (accountNumber) => await read(async (client) => await readAccountHistory(client, accountNumber)),
    setSwitch: async (turn) => {
      await deps.database.transaction(async (client) => await turnSwitch(client, deps, turn));
      return await getAccount(turn.accountNumber);
    },
    freeze: async (request) => await freezeAccount(deps, request),
    getFreeze: async (freezeId) => {
      const freeze = await read(async (client) => await findFreeze(client, freezeId));
      if (!freeze) throw serverError('ACCOUNT_FREEZE_NOT_FOUND', { freezeId });
      return freeze;
    },
    unfreeze: async (request) => await unfreezeAccount(deps, request),
    stopAccount: async (request) => await move('stopped', request),
    resumeAccount: async (request) => await move('resumed', request),
    setWithdrawalPassword: async (request) => await setWithdrawalPassword(deps, request),
    checkWithdrawalPassword: async (request) => await checkWithdrawalPassword(deps, request),
    requestPasswordReset: async (request) => await requestPasswordReset(deps, request),
    resetPassword: async (request) => await resetPassword(deps, request),
    requestClosing: async (request) => await requestClosing(deps, request),
    withdrawClosing: async (request) => {
      await withdrawClosing(deps, request);
      return await getAccount(request.accountNumber);
    },
    closeAccount: async (request) => {
      await closeAccount(deps, request);
      return await getAccount(request.accountNumber);
    },
    listAccountTypes: async (companyId) => await read(async (client) => await listAccountTypes(client, companyId)),
    createAccountType: async (request) => await createAccountType(deps, request),
  };
}

/** @throws CodedError CUSTOMER_NOT_FOUND */
async function customerView(client: Queryable, customerId: string): Promise<CustomerView> {
  const customer = await findCustomer(client, customerId);
  if (!customer) throw serverError('CUSTOMER_NOT_FOUND', { customerId });
  const photos = await readPhotos(client, customerId);
  const users = await listUsers(client, customerId);
  return { customer, photos, users, lastCheck: await findLastCheck(client, customerId) };
}

/** @throws CodedError ACCOUNT_NOT_FOUND */
async function accountView(client: Queryable, accountNumber: string): Promise<AccountView> {
  const view = await viewAccount(client, accountNumber);
  if (!view) throw serverError('ACCOUNT_NOT_FOUND', { accountNumber });
  return view;
}
