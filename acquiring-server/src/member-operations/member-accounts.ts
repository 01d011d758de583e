/** The accounts module as member operations ask for it. */

import { type AccountAction, hindranceOf } from '../accounts/account-rights.ts';
import type { AccountService } from '../accounts/account-service.ts';
import { findAccount, lockAccount } from '../accounts/account-store.ts';
import { flowOf } from '../accounts/account-transitions.ts';
import { findCustomer } from '../accounts/customer-store.ts';
import { systemActor } from '../accounts/records.ts';
import type { Database } from '../db/database.ts';
import { serverError } from '../errors.ts';
import type { AccountUse, OperationAccounts } from './ports.ts';

const actions: Readonly<Record<AccountUse, AccountAction>> = {
  recharge: 'may_recharge',
  withdraw: 'may_withdraw',
  transfer_out: 'may_transfer_out',
  transfer_in: 'may_transfer_in',
};

export function createMemberAccounts(deps: {
  database: Database;
  passwords: Pick<AccountService, 'checkWithdrawalPassword'>;
}): OperationAccounts {
  return {
    lock: async (client, { companyId, accountNumber }) => {
      const account = await lockAccount(client, accountNumber);
      // Another company's account is not there for this one.
      if (account?.companyId !== companyId) return undefined;
      const customer = await findCustomer(client, account.customerId);
      return {
        companyId,
        accountNumber,
        typeCode: account.typeCode,
        ledgerCode: account.ledgerCode,
        currency: account.currency,
        customerName: customer?.name ?? '',
        flow: account.status === 'closed' ? 'none' : flowOf(account),
        refusal: (use) => hindranceOf(account, account.rights, actions[use]),
      };
    },
    checkWithdrawalPassword: async ({ companyId, accountNumber }, password) => {
      const account = await findAccount(deps.database.pool, accountNumber);
      if (account?.companyId !== companyId) throw serverError('MEMBER_OPERATION_ACCOUNT_NOT_FOUND', { accountNumber });
      return await deps.passwords.checkWithdrawalPassword({ accountNumber, password, actor: systemActor });
    },
  };
}
