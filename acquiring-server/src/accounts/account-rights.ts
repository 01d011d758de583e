/** What may be done with an account: its type's rights, the platform's switches and its state together. Pure. */
import type { AccountSwitch } from './account-transitions.ts';
import { type AccountStatus, flowOf } from './account-transitions.ts';

export const accountRights = [
  'may_recharge',
  'may_withdraw',
  'may_transfer_in',
  'may_transfer_out',
  'may_pay',
  'may_receive',
  'may_overdraw',
  /** Emptied into another account of the same customer (归集). */
  'may_be_collected',
  /** Filled from another account of the same customer (下拨). */
  'may_be_funded',
] as const;
export type AccountRight = (typeof accountRights)[number];

export type AccountAction = Exclude<AccountRight, 'may_overdraw'>;

const directions: Readonly<Record<AccountAction, 'in' | 'out'>> = {
  may_recharge: 'in',
  may_withdraw: 'out',
  may_transfer_in: 'in',
  may_transfer_out: 'out',
  may_pay: 'out',
  may_receive: 'in',
  may_be_collected: 'out',
  may_be_funded: 'in',
};

const switchOf: Readonly<Partial<Record<AccountAction, AccountSwitch>>> = {
  may_recharge: 'may_recharge',
  may_withdraw: 'may_withdraw',
};

export interface ActingAccount {
  status: AccountStatus;
  active: boolean;
  mayRecharge: boolean;
  mayWithdraw: boolean;
  mayOverdraw: boolean;
}

export type Hindrance =
  /** Its type never may. */
  | 'type_forbids'
  | 'switched_off'
  | 'not_active'
  /** Frozen, stopped, closed, or waiting for the identity. */
  | 'state_forbids';

/** Why an action is not possible; undefined where it is. The ledger guards the amount. */
export function hindranceOf(
  account: ActingAccount,
  typeRights: ReadonlySet<AccountRight>,
  action: AccountAction,
): Hindrance | undefined {
  if (!typeRights.has(action)) return 'type_forbids';
  if (!account.active) return 'not_active';
  const flow = flowOf(account);
  if (flow !== 'both' && flow !== directions[action]) return 'state_forbids';
  const needed = switchOf[action];
  if (needed === 'may_recharge' && !account.mayRecharge) return 'switched_off';
  if (needed === 'may_withdraw' && !account.mayWithdraw) return 'switched_off';
  return undefined;
}

/** What the ledger lets the account go below zero, minor units. */
export function overdraftOf(
  account: { mayOverdraw: boolean; overdraftLimitMinor: bigint },
  typeRights: ReadonlySet<AccountRight>,
): bigint {
  return account.mayOverdraw && typeRights.has('may_overdraw') ? account.overdraftLimitMinor : 0n;
}
