/** The member's account that the words of a bank transfer name, where there is exactly one and it takes recharges. */
import { parseAccountNumber } from '../accounts/account-number.ts';
import { hindranceOf } from '../accounts/account-rights.ts';
import { findAccount } from '../accounts/account-store.ts';
import type { Database } from '../db/database.ts';
import type { CustodyDeps } from './custody-deps.ts';

export function memberAccountFinder(deps: { database: Pick<Database, 'pool'> }): CustodyDeps['findMemberAccount'] {
  return async (text, currency) => {
    const [only, ...others] = accountNumbersIn(text);
    if (!only || others.length > 0) return undefined;
    const account = await findAccount(deps.database.pool, only);
    if (account?.currency !== currency || hindranceOf(account, account.rights, 'may_recharge')) return undefined;
    return { code: account.ledgerCode, accountNumber: account.accountNumber };
  };
}

/** Numbers with good check digits that stand by themselves; customers write them in groups too. */
export function accountNumbersIn(text: string): string[] {
  const joined = text.replace(/(?<=\d)[ -](?=\d)/g, '');
  const found = [text, joined].flatMap((words) => words.match(/(?<!\d)\d{17}(?!\d)/g) ?? []);
  return [...new Set(found)].filter((number) => parseAccountNumber(number).kind === 'valid');
}
