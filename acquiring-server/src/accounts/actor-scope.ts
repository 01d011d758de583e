/** What is somebody else's is answered as if it were not there. */
import { serverError } from '../errors.ts';
import type { Queryable } from './account-store.ts';
import { isUserOf } from './customer-store.ts';
import type { Actor, MemberAccount } from './records.ts';

/** @throws CodedError ACCOUNT_NOT_FOUND where the account is not the actor's */
export async function checkAccountScope(client: Queryable, account: MemberAccount, actor: Actor): Promise<void> {
  const { companyId, customerId, accountNumber } = account;
  const isOwn =
    (actor.companyId === undefined || actor.companyId === companyId) &&
    (actor.userId === undefined || (await isUserOf(client, { customerId, companyId, userId: actor.userId })));
  if (!isOwn) throw serverError('ACCOUNT_NOT_FOUND', { accountNumber });
}

/** @throws CodedError CUSTOMER_NOT_FOUND where the customer is not the actor's */
export async function checkCustomerScope(client: Queryable, customerId: string, actor: Actor): Promise<void> {
  const { userId, companyId } = actor;
  if (userId === undefined && companyId === undefined) return;
  if (!(await isUserOf(client, { customerId, companyId, userId }))) {
    throw serverError('CUSTOMER_NOT_FOUND', { customerId });
  }
}

/** @throws CodedError USER_NOT_FOUND, COMPANY_NOT_FOUND where user or company are not the actor's */
export function checkUserScope({ companyId, userId }: { companyId: string; userId?: string }, actor: Actor): void {
  if (actor.companyId !== undefined && actor.companyId !== companyId) {
    throw serverError('COMPANY_NOT_FOUND', { companyId });
  }
  if (actor.userId !== undefined && actor.userId !== userId) {
    throw serverError('USER_NOT_FOUND', { userId: userId ?? '', companyId });
  }
}
