/** Closing an account: asked for by the customer, done where nothing stands against it. */
import { serverError } from '../errors.ts';
import { checkStep, lockedAccount, moveAccount } from './account-changes.ts';
import type { AccountDeps } from './account-deps.ts';
import { countOpenSubAccounts, type Queryable } from './account-store.ts';
import { type Actor, ledgerKeyOf, type MemberAccount, systemActor } from './records.ts';

export interface ClosingRequest {
  accountNumber: string;
  actor: Actor;
  why: string;
}

export type ClosingOutcome =
  | { kind: 'closed'; account: MemberAccount }
  /** Written down; operations close it when these words are gone (`closeAccount`). */
  | { kind: 'requested'; account: MemberAccount; hindrances: readonly string[] };

/**
 * The customer's wish. Where nothing stands against it, the account is closed at once. Asked for again it looks
 * again.
 * @throws CodedError ACCOUNT_NOT_FOUND, ACCOUNT_ROLE_REFUSED, ACCOUNT_STEP_REFUSED
 */
export async function requestClosing(deps: AccountDeps, request: ClosingRequest): Promise<ClosingOutcome> {
  return await deps.database.transaction(async (client) => {
    const account = await lockedAccount(client, request.accountNumber, request.actor);
    if (account.status === 'closed') return { kind: 'closed', account };
    const wanted = await moveAccount(client, deps, { ...request, account, event: 'closing_requested' });
    const hindrances = await hindrancesOf(client, deps, wanted);
    if (hindrances.length > 0) return { kind: 'requested', account: wanted, hindrances };
    const move = { account: wanted, event: 'closed', actor: systemActor, why: 'as asked for' } as const;
    return { kind: 'closed', account: await moveAccount(client, deps, move) };
  });
}

/** @throws CodedError ACCOUNT_NOT_FOUND, ACCOUNT_ROLE_REFUSED, ACCOUNT_STEP_REFUSED */
export async function withdrawClosing(deps: AccountDeps, request: ClosingRequest): Promise<MemberAccount> {
  return await deps.database.transaction(async (client) => {
    const account = await lockedAccount(client, request.accountNumber, request.actor);
    if (account.closingRequestedAtMs === null && account.status !== 'closed') return account;
    return await moveAccount(client, deps, { ...request, account, event: 'closing_withdrawn' });
  });
}

/**
 * Closes it, asked for or not; closed already it stays so.
 * @throws CodedError ACCOUNT_NOT_FOUND, ACCOUNT_ROLE_REFUSED, ACCOUNT_STEP_REFUSED, ACCOUNT_CLOSING_HINDERED
 */
export async function closeAccount(deps: AccountDeps, request: ClosingRequest): Promise<MemberAccount> {
  const { accountNumber, actor } = request;
  return await deps.database.transaction(async (client) => {
    const account = await lockedAccount(client, accountNumber, actor);
    if (account.status === 'closed' && actor.role === 'operations') return account;
    // The table decides before the balance is looked at: whoever may not close it learns nothing of it.
    checkStep(account, 'closed', actor);
    const hindrances = await hindrancesOf(client, deps, account);
    if (hindrances.length > 0) {
      throw serverError('ACCOUNT_CLOSING_HINDERED', { accountNumber, why: hindrances.join(', ') });
    }
    return await moveAccount(client, deps, { ...request, account, event: 'closed' });
  });
}

/** What stands against closing, in words: money, freezes, sub-accounts, and what the objectors know. */
async function hindrancesOf(client: Queryable, deps: AccountDeps, account: MemberAccount): Promise<string[]> {
  const { accountNumber } = account;
  const hindrances: string[] = [];
  if (account.mainAccountNumber === null && (await countOpenSubAccounts(client, accountNumber)) > 0) {
    hindrances.push('sub_accounts');
  }
  for (const objector of deps.objectors) hindrances.push(...(await objector(client, accountNumber)));
  const sums = await deps.ledger.lockAccount(client, ledgerKeyOf(account));
  if (sums && sums.totalMinor !== 0n) hindrances.push('balance');
  if (sums && sums.tradeFrozenMinor + sums.riskFrozenMinor > 0n) hindrances.push('freezes');
  return hindrances;
}
